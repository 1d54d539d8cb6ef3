//! The pages about this workplace: "Postausgang", "Dienste", "Benachrichtigungen", "Darstellung".

use super::view::{Reach, Sheet};
use super::{Message, Value};
use crate::gui::hosting::Way;
use crate::gui::icon::{Icon, Tint};
use crate::gui::preferences::SCALES;
use crate::gui::theme::{Mode, SIZE};
use crate::gui::widget::{Direction, hint, options};
use crate::i18n::{Arg, Language, Text, texts};
use crate::service::receiver_state::words;
use iced::Element;
use iced::widget::{column, container, text};

/// "Postausgang".
pub(super) fn postausgang<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let workplace = sheet.dialog.draft.preferences.workplace;
    let body = vec![
        sheet.tick(
            texts::einstellungen_send(),
            workplace.send,
            Value::Send,
            texts::einstellungen_send_hint(),
        ),
        sheet.tick(
            texts::einstellungen_ask_to_delete(),
            workplace.ask_to_delete,
            Value::AskToDelete,
            texts::einstellungen_ask_to_delete_hint(),
        ),
    ];
    sheet.part(texts::einstellungen_postausgang(), Reach::Workplace, body)
}

/// "Dienste".
pub(super) fn dienste<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let workplace = sheet.dialog.draft.preferences.workplace;
    let own = vec![sheet.tick(
        texts::einstellungen_fetch(),
        workplace.fetch,
        Value::Fetch,
        texts::einstellungen_fetch_hint(),
    )];
    let state = &sheet.loaded.receiver;
    let (picture, holder) = holder(sheet);
    let mut now = vec![sheet.note(picture, holder)];
    for (stored, standing) in &state.accounts {
        let line = texts::einstellungen_standing(&stored.account.name, words(standing, state.at));
        now.push(text(sheet.say(line)).size(SIZE).into());
    }
    if state.accounts.is_empty() {
        now.push(hint(sheet.say(texts::einstellungen_nothing_fetched())));
    }
    let mut log = vec![sheet.tick(
        texts::einstellungen_verbose_log(),
        sheet.dialog.draft.verbose_log,
        Value::VerboseLog,
        texts::einstellungen_verbose_log_hint(),
    )];
    if let Some(until) = sheet.loaded.verbose_until {
        let words = texts::einstellungen_verbose_log_until(Arg::Moment(until));
        log.push(sheet.note((Icon::Info, Tint::Accent), words));
    }
    column![
        sheet.part(texts::einstellungen_receiver(), Reach::Workplace, own),
        sheet.part(texts::einstellungen_receiver_now(), Reach::Office, now),
        sheet.part(texts::einstellungen_log(), Reach::Office, log),
    ]
    .spacing(20)
    .into()
}

/// Who fetches at this moment, and since when.
fn holder(sheet: &Sheet<'_>) -> ((Icon, Tint), Text) {
    let good = (Icon::CheckCircle, Tint::Good);
    match &sheet.loaded.receiver.holder {
        None => (
            (Icon::Warning, Tint::Warning),
            texts::einstellungen_holder_nobody(),
        ),
        Some(None) => (good, texts::einstellungen_holder_unknown()),
        Some(Some(holder)) => {
            let since = Arg::Moment(holder.started_at);
            match holder.pid == std::process::id() {
                true => (good, texts::einstellungen_holder_own(since)),
                false => {
                    let (login, host) = (&holder.login, &holder.host);
                    let pid = holder.pid.to_string();
                    (good, texts::einstellungen_holder(login, host, pid, since))
                }
            }
        }
    }
}

/// "Benachrichtigungen".
pub(super) fn benachrichtigungen<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let workplace = sheet.dialog.draft.preferences.workplace;
    let mut body = vec![
        sheet.tick(
            texts::einstellungen_notify(),
            workplace.notify,
            Value::Notify,
            texts::einstellungen_notify_hint(),
        ),
        sheet.tick(
            texts::einstellungen_notify_details(),
            workplace.notify_details,
            Value::NotifyDetails,
            texts::einstellungen_notify_details_hint(),
        ),
    ];
    if !crate::gui::notify::IS_POSSIBLE {
        let words = texts::einstellungen_notify_impossible();
        body.insert(0, sheet.note((Icon::Info, Tint::Accent), words));
    }
    sheet.part(
        texts::einstellungen_benachrichtigungen(),
        Reach::Workplace,
        body,
    )
}

/// "Darstellung".
pub(super) fn darstellung<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let chosen = sheet.dialog.draft.preferences;
    let languages = vec![
        (sheet.say(texts::appearance_german()), Language::German),
        (sheet.say(texts::appearance_english()), Language::English),
    ];
    let looks = Mode::ALL.into_iter().map(|mode| {
        let name = match mode {
            Mode::Light => texts::appearance_light(),
            Mode::Dark => texts::appearance_dark(),
            Mode::Contrast => texts::appearance_contrast(),
        };
        (sheet.say(name), mode)
    });
    let scales = SCALES.into_iter().map(|it| (format!("{it} %"), it));
    let ways = vec![
        (sheet.say(texts::appearance_windows()), Way::Windows),
        (sheet.say(texts::appearance_layers()), Way::Layers),
    ];
    let beside = Direction::Beside;
    let body = vec![
        choice(
            sheet,
            texts::einstellungen_language(),
            options(beside, languages, chosen.language, |it| {
                Message::Typed(Value::Language(it))
            }),
        ),
        choice(
            sheet,
            texts::einstellungen_looks(),
            options(beside, looks.collect(), chosen.mode, |it| {
                Message::Typed(Value::Looks(it))
            }),
        ),
        choice(
            sheet,
            texts::einstellungen_scale(),
            options(beside, scales.collect(), chosen.scale, |it| {
                Message::Typed(Value::Scale(it))
            }),
        ),
        choice(
            sheet,
            texts::einstellungen_dialogs(),
            options(beside, ways, chosen.way, |it| {
                Message::Typed(Value::Dialogs(it))
            }),
        ),
        hint(sheet.say(texts::einstellungen_looks_hint())),
    ];
    sheet.part(texts::window_appearance(), Reach::Workplace, body)
}

fn choice<'a>(
    sheet: &Sheet<'a>,
    words: Text,
    control: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    sheet.row(words, container(control).padding([6, 0]), Vec::new())
}
