//! What was filled in or changed as a whole: by a provider, the search, the account test, proven
//! settings. It is marked in the form and can be undone.

use super::entry::Loose;
use super::search::Found;
use super::{AccountDialog, FirstChoice, Message, Question};
use crate::domain::account::{Account, Field, FieldError};
use crate::domain::account_form::{AccountForm, AuthChoice, Change};
use crate::domain::preset::Preset;
use crate::domain::server::{PinnedCertificate, Protocol, Security};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::account_test::Tested;
use crate::gui::dialog::ask::{Ask, Kind};
use crate::i18n::{Arg, Text, texts};
use crate::service::Result;
use crate::service::discover_words::hint;

/// What is marked in the form: faults, and what was changed as a whole.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// What is wrong, in the order of the form.
    pub faults: Vec<FieldError>,
    /// The fields that were changed as a whole.
    pub marked: Vec<Field>,
    /// What to tell about it.
    pub told: Option<Text>,
    undo: Option<(AccountForm, Vec<Change>)>,
    /// The settings that passed the test, if nothing was changed since.
    passed: Option<(AccountForm, Loose)>,
}

impl Changes {
    /// Someone typed there: neither fault nor mark is true any more.
    pub(super) fn touched(&mut self, field: Field) {
        self.faults.retain(|it| it.field != field);
        self.marked.retain(|it| *it != field);
        if field.ends_with("password") {
            self.passed = None;
        }
    }

    /// What was told has been read.
    pub(super) fn seen(&mut self) {
        self.told = None;
        self.undo = None;
        self.marked.clear();
    }

    /// Whether there is something to undo.
    pub(super) fn can_undo(&self) -> bool {
        self.undo.is_some()
    }

    fn note(&mut self, told: Option<Text>, before: AccountForm, changes: Vec<Change>) {
        for change in &changes {
            self.faults.retain(|it| it.field != change.field);
        }
        self.marked = changes.iter().map(|it| it.field).collect();
        self.told = told;
        self.undo = (!changes.is_empty()).then_some((before, changes));
    }
}

impl AccountDialog {
    /// Whether exactly what stands in the form has passed the test.
    pub(super) fn is_passed(&self) -> bool {
        let passed = self.changes.passed.as_ref();
        passed.is_some_and(|it| self.form.changes(&it.0).is_empty() && self.loose == it.1)
    }

    /// What was changed since `before`, to be told with these words around it.
    pub(super) fn changed(
        &mut self,
        before: AccountForm,
        told: impl Fn(Vec<Change>) -> Option<Text>,
    ) {
        if self.form.folders != before.folders {
            self.loose.folders = self.form.folders.join(", ");
        }
        let changes = self.form.changes(&before);
        let told = told(changes.clone());
        self.changes.note(told, before, changes);
        self.counting.forget();
    }

    pub(super) fn take_preset(&mut self, preset: &'static Preset) {
        let before = self.form.clone();
        self.form.take_preset(preset);
        self.auth_of_preset(preset);
        self.changed(before, |changes| {
            (!changes.is_empty()).then(|| texts::account_told_preset(&preset.name))
        });
    }

    /// Takes a proposal, after a question if it is a doubtful one.
    pub(super) fn ask_found(&mut self, at: usize) -> Action<Message> {
        let Some(found) = self.search.found.get(at) else {
            return Action::None;
        };
        if !found.is_doubtful() {
            self.take_found(at);
            return Action::None;
        }
        let ask = doubt(found);
        self.ask(Question::Proposal(at), ask)
    }

    pub(super) fn take_found(&mut self, at: usize) {
        let Some(found) = self.search.found.get(at).cloned() else {
            return;
        };
        let before = self.form.clone();
        self.form.take_proposal(&found.proposal);
        self.agreed_plain_as_set();
        self.changed(before, |changes| {
            (!changes.is_empty()).then(texts::account_told_found)
        });
    }

    /// Who takes a proposal without protection has been asked.
    fn agreed_plain_as_set(&mut self) {
        let servers = [&self.form.incoming, &self.form.outgoing];
        for (agreed, server) in self.agreed_plain.iter_mut().zip(servers) {
            *agreed |= server
                .as_ref()
                .is_some_and(|it| it.security == Security::None);
        }
    }

    /// The test window was closed: what was repaired there is repaired here.
    pub(super) fn tested(&mut self, tested: Tested) {
        let before = self.form.clone();
        for (side, repair) in &tested.repairs {
            self.form.take_repair(*side, repair);
        }
        for pin in tested.pins {
            self.pins.retain(|it| !is_same_place(it, &pin));
            self.pins.push(pin);
        }
        if !tested.repairs.is_empty() {
            self.changed(before, |changes| {
                (!changes.is_empty()).then(|| texts::account_told_repair(changes.len()))
            });
        }
        self.changes.passed = tested
            .is_passed
            .then(|| (self.form.clone(), self.loose.clone()));
        // A stored account that passes as it is stored can be brought back to it from now on.
        self.is_proven |= tested.is_passed && self.stored.is_some() && !self.is_changed();
    }

    pub(super) fn read_proven(&mut self, context: &Context) -> Action<Message> {
        let Some(id) = self.stored.as_ref().map(|it| it.id) else {
            return Action::None;
        };
        Action::Run(context.ask(
            move |office| office.proven_account(id),
            |read| Message::ProvenRead(Box::new(read)),
        ))
    }

    pub(super) fn proven_read(
        &mut self,
        read: Result<Option<(Account, i64)>>,
        context: &Context,
    ) -> Action<Message> {
        match read {
            Ok(Some((account, tested_at))) => {
                let before = self.form.clone();
                self.form.take_settings(&account);
                if self.form.first_fetch != before.first_fetch {
                    self.first = FirstChoice::of(self.form.first_fetch);
                }
                self.changed(before, |changes| {
                    let when = Arg::Moment(tested_at);
                    Some(match changes.is_empty() {
                        true => texts::account_told_proven_same(),
                        false => texts::account_told_proven(when),
                    })
                });
                Action::None
            }
            Ok(None) => Action::None,
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
    }

    /// The fields that were changed as a whole get their values back.
    pub(super) fn undo(&mut self) {
        if let Some((before, changes)) = self.changes.undo.take() {
            self.form.put_back(&changes, &before);
            let has = |field| changes.iter().any(|it| it.field == field);
            if has("folders") {
                self.loose.folders = self.form.folders.join(", ");
            }
            if has("first_fetch") {
                self.first = FirstChoice::of(self.form.first_fetch);
            }
            self.forget_other_provider();
        }
        self.changes.seen();
    }

    /// A provider whose server no longer stands in the form is not the chosen one any more.
    fn forget_other_provider(&mut self) {
        let wanted = self
            .chooser
            .preset
            .and_then(|it| it.incoming(self.form.protocol));
        let server = self.form.incoming.as_ref();
        if wanted.map(|it| it.host.as_str()) != server.map(|it| it.host.trim()) {
            self.chooser.forget();
        }
    }

    /// What was changed, each as "field: before → now".
    pub(super) fn changes_in_words(&self) -> Vec<Text> {
        let changes = self.changes.undo.as_ref().map(|it| it.1.as_slice());
        let changes = changes.unwrap_or_default().iter();
        let words = |it: &Change| {
            texts::account_change(
                label(it.field),
                value(it.field, &it.before),
                value(it.field, &it.now),
            )
        };
        changes.map(words).collect()
    }
}

fn is_same_place(one: &PinnedCertificate, other: &PinnedCertificate) -> bool {
    one.host == other.host && one.port == other.port
}

fn doubt(found: &Found) -> Ask {
    let target = found.proposal.target.as_ref();
    let host = target.map(|it| it.host.clone()).unwrap_or_default();
    let lines = found.proposal.hints.iter();
    let lines = lines.filter_map(|it| hint(it, &found.proposal)).collect();
    Ask::question(
        Kind::Warning,
        texts::account_found_title(),
        texts::account_found_question(host),
        texts::account_found_take(),
    )
    .with_lines(lines)
}

/// The name of a field in a sentence.
pub(super) fn label(field: Field) -> Text {
    match field {
        "name" => texts::account_field_name(),
        "address" => texts::account_field_address(),
        "incoming.protocol" => texts::account_field_protocol(),
        "incoming.host" => texts::account_field_in_host(),
        "incoming.port" => texts::account_field_in_port(),
        "incoming.user" => texts::account_field_user(),
        "incoming.auth" => texts::account_label_authentication(),
        "incoming.security" => texts::account_field_in_security(),
        "incoming.deployment" => texts::account_field_deployment(),
        "incoming.mailbox" => texts::account_field_mailbox(),
        "remove_for_good" => texts::account_field_for_good(),
        "after_fetch" => texts::account_field_after_fetch(),
        "remove_after_days" => texts::account_field_days(),
        "first_fetch" => texts::account_field_first(),
        "outgoing.host" => texts::account_field_out_host(),
        "outgoing.port" => texts::account_field_out_port(),
        "outgoing.user" => texts::account_field_out_user(),
        "outgoing.security" => texts::account_field_out_security(),
        "outgoing.auth" => texts::account_field_auth(),
        "folders" => texts::account_field_folders(),
        _ => texts::account_field_interval(),
    }
}

/// A value of a field in words.
fn value(field: Field, word: &str) -> Arg {
    let text = match (field, word) {
        (_, "") => texts::account_value_empty(),
        ("incoming.security" | "outgoing.security", _) => match Security::from_word(word) {
            Some(security) => crate::service::discover_words::security(security),
            None => return word.into(),
        },
        ("incoming.protocol", _) => match Protocol::from_word(word) {
            Some(Protocol::Pop3) => return "POP3".into(),
            Some(Protocol::Imap) => return "IMAP".into(),
            _ => return "MS Exchange-Server".into(),
        },
        ("incoming.deployment", "graph") => texts::account_deployment_graph(),
        ("incoming.deployment", _) => texts::account_deployment_ews(),
        ("incoming.auth", "oauth2") => texts::account_auth_oauth2(),
        ("incoming.auth", _) => texts::account_auth_standard(),
        ("after_fetch", "remove") => texts::account_value_remove(),
        ("after_fetch", _) => texts::account_value_leave(),
        ("outgoing.auth", "own") => texts::account_value_auth_own(),
        ("outgoing.auth", "oauth2") => texts::account_auth_oauth2(),
        ("outgoing.auth", "none") => texts::account_value_auth_none(),
        ("outgoing.auth", _) => texts::account_value_auth_same(),
        ("first_fetch", "all") => texts::account_value_first_all(),
        ("first_fetch", "new") => texts::account_value_first_new(),
        _ => return word.into(),
    };
    text.into()
}

/// Whether the outgoing server is signed in to with an own name.
pub(super) fn has_own_sign_in(form: &AccountForm) -> bool {
    form.outgoing_auth == AuthChoice::Own
}
