//! "Anzahl ermitteln": how many messages lie on the server.

use super::{AccountDialog, Message};
use crate::domain::usage::Mode;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::i18n::Text;
use crate::service::Result;
use crate::service::notice::notice;

/// A count and what came of it.
#[derive(Debug, Default)]
pub(super) struct Counting {
    /// What came of it.
    pub state: State,
    serial: u64,
}

/// What came of a count.
#[derive(Debug, Default)]
pub(super) enum State {
    /// Not asked yet.
    #[default]
    Unknown,
    /// It goes on.
    Running,
    /// So many.
    Known(u64),
    /// It failed.
    Failed(Text),
}

impl Counting {
    /// The settings have changed: the number no longer says anything.
    pub(super) fn forget(&mut self) {
        self.serial += 1;
        self.state = State::Unknown;
    }

    /// The count with this number has ended.
    pub(super) fn end(&mut self, serial: u64, counted: Result<u64>) {
        if serial != self.serial {
            return;
        }
        self.state = match counted {
            Ok(count) => State::Known(count),
            Err(error) => State::Failed(notice(&error).message),
        };
    }
}

impl AccountDialog {
    /// Signs in with what is typed for receiving, and counts.
    pub(super) fn count(&mut self, context: &Context) -> Action<Message> {
        let mut form = self.form.clone();
        form.outgoing = None;
        form.mode = Mode::Posteingang;
        form.owner.clear();
        form.datenpool.clear();
        form.app_copy.clear();
        form.interval.clear();
        // Only the receiving side counts here.
        form.name = "-".to_owned();
        form.address = "a@b".to_owned();
        let account = match self.check(form) {
            Ok(account) => account,
            Err(faults) => return self.refuse(faults),
        };
        let subject = self.subject(account);
        self.counting.forget();
        self.counting.state = State::Running;
        let serial = self.counting.serial;
        Action::Run(context.wait(
            |office| async move { office.count_on_server(&subject).await },
            move |counted| Message::Counted(serial, counted),
        ))
    }
}
