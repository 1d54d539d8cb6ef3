//! Writing a part to a table that a spreadsheet opens.

use super::{Message, Part};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::{Ask, Kind};
use crate::gui::files::{self, Named};
use crate::i18n::texts;
use crate::service::Result;
use iced::Task;
use std::path::{Path, PathBuf};

const ENDING: &str = "csv";

/// Asks for a file.
pub(super) fn choose(part: Part, context: &Context) -> Action<Message> {
    if part.table().is_none() {
        return Action::None;
    }
    let words = crate::gui::widget::label::plain(&context.say(part.name()));
    let name = format!("{}.{ENDING}", files::plain_name(&words));
    let kinds = vec![(context.say(texts::table_file_kind()), ENDING)];
    let asked = files::save(name, kinds);
    Action::Run(Task::perform(asked, Message::ExportNamed))
}

/// Writes the file that was named.
pub(super) fn named(part: Part, named: Named, context: &Context) -> Action<Message> {
    let (file, kind) = match (named, part.table()) {
        (Named::File(file), Some(kind)) => (with_ending(file), kind),
        (Named::Unavailable, _) => return no_window(),
        _ => return Action::None,
    };
    let asked = file.clone();
    Action::Run(context.ask(
        move |office| office.export_table(kind, &asked),
        move |written| Message::Exported(file, written),
    ))
}

fn with_ending(file: PathBuf) -> PathBuf {
    match file.extension() {
        Some(_) => file,
        None => file.with_extension(ENDING),
    }
}

/// The system has no file window.
pub(in crate::gui::dialog) fn no_window<M: Send + 'static>() -> Action<M> {
    let ask = Ask::message(
        Kind::Error,
        texts::window_error(),
        texts::accounts_no_file_dialog(),
    );
    Action::Open(ask.with_lines(vec![texts::table_no_file_dialog()]).into())
}

/// Says what was written.
pub(super) fn exported(file: &Path, written: Result<usize>, context: &Context) -> Action<Message> {
    let ask = match written {
        Ok(count) => Ask::message(
            Kind::Information,
            texts::accounts_exported_title(),
            texts::table_exported(count, file.display().to_string()),
        ),
        Err(error) => Ask::error(&error, context),
    };
    Action::Open(ask.into())
}
