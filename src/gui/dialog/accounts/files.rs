//! Roll-out files: chosen in the system's file dialog, read into a new account, or written.

use super::Message;
use super::table::Row;
use crate::domain::account::{Account, AccountId};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::account::AccountDialog;
use crate::gui::dialog::ask::{Ask, Kind};
use crate::i18n::texts;
use crate::service::notice::{Notice, notice};
use crate::service::{Error, Result};
use iced::Task;
use rfd::{AsyncFileDialog, FileHandle};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const ENDING: &str = "toml";

/// Nobody leaves a dialog as fast as this: it was never there. The system does not say so.
const TOO_FAST: Duration = Duration::from_millis(250);

fn choose(
    dialog: impl Future<Output = Option<FileHandle>> + Send + 'static,
    then: impl Fn(Option<PathBuf>) -> Message + Send + 'static,
) -> Task<Message> {
    let begun = Instant::now();
    Task::future(async move {
        match dialog.await {
            None if begun.elapsed() < TOO_FAST => Message::NoFileDialog,
            chosen => then(chosen.map(|it| it.path().to_owned())),
        }
    })
}

/// The system has no file dialog.
pub(super) fn no_dialog() -> Action<Message> {
    let title = texts::window_error();
    let message = texts::accounts_no_file_dialog();
    let ask = Ask::message(Kind::Error, title, message);
    let advice = vec![texts::accounts_no_file_dialog_advice()];
    Action::Open(ask.with_lines(advice).into())
}

pub(super) fn choose_import(context: &Context) -> Task<Message> {
    let kind = context.say(texts::accounts_file_kind());
    let dialog = AsyncFileDialog::new()
        .set_title(context.say(texts::accounts_file_import_title()))
        .add_filter(kind, &[ENDING]);
    choose(dialog.pick_file(), Message::ImportChosen)
}

pub(super) fn read(file: PathBuf, context: &Context) -> Task<Message> {
    let asked = file.clone();
    context.ask(
        move |office| office.read_rollout(&asked),
        move |read| Message::Imported(file, Box::new(read)),
    )
}

/// What was read opens as a new account; what is wrong is said with line and field.
pub(super) fn imported(file: &Path, read: Result<Account>, context: &Context) -> Action<Message> {
    let ask = match read {
        Ok(account) => return Action::Open(AccountDialog::imported(account).into()),
        Err(Error::Form(mut faults)) => {
            faults.sort_by_key(|it| it.line);
            let notice = notice(&Error::Form(faults));
            let count = notice.faults.len();
            let message = texts::accounts_import_wrong(name_of(file), count);
            Ask::notice(Notice { message, ..notice }, context)
        }
        Err(error) => Ask::error(&error, context),
    };
    Action::Open(ask.into())
}

pub(super) fn choose_export(row: &Row, context: &Context) -> Task<Message> {
    let id = row.id();
    let kind = context.say(texts::accounts_file_kind());
    let dialog = AsyncFileDialog::new()
        .set_title(context.say(texts::accounts_file_export_title()))
        .set_file_name(file_name(&row.stored.account.address))
        .add_filter(kind, &[ENDING]);
    choose(dialog.save_file(), move |file| {
        Message::ExportChosen(id, file)
    })
}

pub(super) fn write(id: AccountId, file: PathBuf, context: &Context) -> Task<Message> {
    let file = match file.extension() {
        Some(_) => file,
        None => file.with_extension(ENDING),
    };
    let asked = file.clone();
    context.ask(
        move |office| office.export_rollout(id, &asked),
        move |written| Message::Exported(id, file, written),
    )
}

pub(super) fn exported(
    name: &str,
    file: &Path,
    written: Result<()>,
    context: &Context,
) -> Action<Message> {
    let ask = match written {
        Ok(()) => {
            let message = texts::accounts_exported(name, file.display().to_string());
            let title = texts::accounts_exported_title();
            Ask::message(Kind::Information, title, message)
                .with_lines(vec![texts::accounts_exported_note()])
        }
        Err(error) => Ask::error(&error, context),
    };
    Action::Open(ask.into())
}

fn name_of(file: &Path) -> String {
    let name = file.file_name().unwrap_or(file.as_os_str());
    name.to_string_lossy().into_owned()
}

/// A name that every system takes.
fn file_name(address: &str) -> String {
    let is_plain = |it: char| it.is_alphanumeric() || "@.-_".contains(it);
    let plain = address
        .chars()
        .map(|it| if is_plain(it) { it } else { '_' });
    format!("{}.{ENDING}", plain.collect::<String>())
}
