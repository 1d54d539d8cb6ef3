//! Access keys, read from the words that show them.

use crate::gui::widget::{Form, access_key};

/// Registers the access keys of buttons and tick boxes; what has no message cannot be pressed now.
pub(super) fn with_keys<'a, M: Clone + 'a>(
    form: Form<'a, M>,
    keys: Vec<(String, Option<M>)>,
) -> Form<'a, M> {
    let keys = keys.into_iter();
    let keys = keys.filter_map(|(words, message)| Some((access_key(&words)?, message?)));
    keys.fold(form, |form, (key, message)| {
        form.mnemonic_send(key, message)
    })
}

/// Registers the access keys of labels: each brings the focus to what it names.
pub(super) fn with_labels<'a, M: Clone + 'a>(
    form: Form<'a, M>,
    labels: Vec<(String, &'static str)>,
) -> Form<'a, M> {
    let labels = labels.into_iter();
    let labels = labels.filter_map(|(words, id)| Some((access_key(&words)?, id)));
    labels.fold(form, |form, (key, id)| form.mnemonic(key, id))
}
