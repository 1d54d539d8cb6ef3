//! "Bericht speichern …".

use super::{Message, One};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::{Ask, Kind};
use crate::gui::dialog::file_name::FileName;
use crate::gui::files::{self, Named};
use crate::i18n::texts;
use crate::service::account_test::report;
use crate::settings;
use iced::Task;
use std::path::{Path, PathBuf};

impl One {
    fn file_name(&self, context: &Context) -> String {
        let name = context.say(texts::test_report_file(&self.subject.account.name));
        files::plain_name(&format!("{name}.txt"))
    }

    pub(super) fn ask_where(&self, context: &Context) -> Task<Message> {
        let kinds = vec![
            (context.say(texts::test_report_text()), "txt"),
            (context.say(texts::test_report_html()), "html"),
        ];
        let asked = files::save(self.file_name(context), kinds);
        Task::perform(asked, Message::Named)
    }

    pub(super) fn named(&self, named: Named, context: &Context) -> Action<Message> {
        match named {
            Named::File(path) => Action::Run(self.write(path, context)),
            Named::Left => Action::None,
            Named::Unavailable => {
                let path = settings::documents().join(self.file_name(context));
                Action::Open(FileName::new(&path).into())
            }
        }
    }

    pub(super) fn write(&self, path: PathBuf, context: &Context) -> Task<Message> {
        let (account, tested) = (self.subject.account.clone(), self.lines.report());
        let language = context.language;
        context.ask(
            move |_| report::write(&path, &account, &tested, language).map(|()| path),
            Message::Written,
        )
    }
}

/// Says where the file is.
pub(in crate::gui::dialog::account_test) fn told(path: &Path) -> Ask {
    let message = Ask::message(
        Kind::Information,
        texts::file_saved_title(),
        texts::file_saved(),
    );
    message.with_detail(&path.display().to_string())
}
