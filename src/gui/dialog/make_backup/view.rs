//! What is seen of it.

use super::{MakeBackup, Message, State};
use crate::domain::backup::BackupKind;
use crate::gui::context::Context;
use crate::gui::dialog::notice_panel::{done_panel, notice_panel};
use crate::gui::icon::{Icon, Tint};
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::gui::widget::{
    Choice, button, check, fault, footer, form, heading, hint, labelled_top, wide_field,
};
use crate::i18n::{Text, size, texts};
use crate::service::backup::{Made, words};
use iced::widget::{column, container, row, scrollable, space, text};
use iced::{Element, Fill};

const FOLDER: &str = "backup-folder";

pub(super) fn view<'a>(dialog: &'a MakeBackup, context: &'a Context) -> Element<'a, Message> {
    let (picture, purpose) = match dialog.kind {
        BackupKind::Backup => (Icon::Archive, texts::backup_purpose()),
        BackupKind::Move => (Icon::Export, texts::move_purpose()),
    };
    let title = super::Screen::title(dialog);
    let head = heading(picture, context.say(title), context.say(purpose));
    let body = match &dialog.state {
        State::Form(failed) => {
            let mut body = column![].spacing(12);
            if let Some(notice) = failed {
                body = body.push(notice_panel(notice, context));
            }
            body.push(fields(dialog, context)).into()
        }
        State::Running(job) => job.view(context),
        State::Done(made, is_retired) => done(dialog, made, *is_retired, context),
    };
    let body = container(body).padding([14, 18]).width(Fill);
    let body = scrollable(body).height(Fill).style(style::scroll);
    let form = form(column![head, body, foot(dialog, context)])
        .initial_focus(FOLDER)
        .cancel(Message::Left);
    match &dialog.state {
        State::Form(_) => form.default_button(Message::Begin),
        State::Running(_) | State::Done(..) => form.default_button(Message::Left),
    }
    .into()
}

fn fields<'a>(dialog: &'a MakeBackup, context: &'a Context) -> Element<'a, Message> {
    let say = |words: Text| context.say(words);
    let folder = wide_field(FOLDER, &dialog.folder, Message::Folder, dialog.lacks_folder);
    let choose = button(
        Some((Icon::FolderOpen, Tint::Accent)),
        &say(texts::backup_choose()),
        Some(Message::Choose),
        Choice::Other,
    );
    let mut folder = column![row![container(folder).width(Fill), choose].spacing(6)].spacing(3);
    if dialog.lacks_folder {
        folder = folder.push(fault(say(texts::backup_folder_missing())));
    } else {
        folder = folder.push(hint(say(texts::backup_folder_hint())));
    }
    let mut fields = column![labelled_top(&say(texts::backup_folder()), folder)].spacing(12);
    match dialog.kind {
        BackupKind::Backup => {
            let sealed = check(
                &say(texts::backup_sealed_tick()),
                dialog.is_sealed,
                Some(Message::Sealed),
            );
            let words = hint(say(texts::backup_sealed_hint()));
            let words = container(words).padding(iced::Padding::ZERO.left(22.0));
            fields = fields.push(column![sealed, words].spacing(3));
        }
        BackupKind::Move => {
            let secrets = check(
                &say(texts::move_secrets_tick()),
                dialog.with_secrets,
                Some(Message::WithSecrets),
            );
            let words = match dialog.with_secrets {
                true => texts::move_secrets_on(),
                false => texts::move_secrets_off(),
            };
            let words = container(hint(say(words))).padding(iced::Padding::ZERO.left(22.0));
            fields = fields.push(column![secrets, words].spacing(3));
        }
    }
    if dialog.is_sealed {
        fields = fields.push(dialog.passphrase.view(context, Message::Passphrase));
    }
    fields.into()
}

fn done<'a>(
    dialog: &MakeBackup,
    made: &Made,
    is_retired: bool,
    context: &'a Context,
) -> Element<'a, Message> {
    let path = made.path.display().to_string();
    let mails = made.manifest.counts.mails;
    let words = texts::backup_done(path, size(context.language, made.size), mails);
    let mut page = column![done_panel(words, context)].spacing(10);
    let lines = words::contents(&made.manifest);
    let lines = lines.into_iter().map(|it| hint(context.say(it)));
    page = page.push(column(lines).spacing(3));
    if dialog.kind == BackupKind::Backup {
        return page.into();
    }
    let mut told = Vec::new();
    for address in &made.without_secret {
        told.push(texts::move_without_secret(address));
    }
    told.push(match is_retired {
        true => texts::move_retired_here(),
        false => texts::move_retire_question(),
    });
    for words in told {
        page = page.push(text(context.say(words)).size(SIZE));
    }
    if !is_retired {
        page = page.push(button(
            Some((Icon::Dismiss, Tint::Bad)),
            &context.say(texts::move_retire()),
            Some(Message::Retire),
            Choice::Other,
        ));
    }
    page.into()
}

fn foot<'a>(dialog: &'a MakeBackup, context: &'a Context) -> Element<'a, Message> {
    let own = |picture, words: Text, message, choice| -> Element<'a, Message> {
        button(Some(picture), &context.say(words), Some(message), choice).into()
    };
    let bad = (Icon::Dismiss, Tint::Bad);
    let buttons = match &dialog.state {
        State::Form(_) => {
            let words = match dialog.kind {
                BackupKind::Backup => texts::backup_begin(),
                BackupKind::Move => texts::move_begin(),
            };
            let begin = own(
                (Icon::Save, Tint::Accent),
                words,
                Message::Begin,
                Choice::Default,
            );
            row![
                begin,
                own(bad, texts::button_cancel(), Message::Left, Choice::Other)
            ]
        }
        State::Running(_) => row![own(bad, texts::backup_stop(), Message::Left, Choice::Other)],
        State::Done(..) => row![own(
            (Icon::Check, Tint::Good),
            texts::button_close(),
            Message::Left,
            Choice::Default
        )],
    };
    footer(space(), buttons.spacing(8))
}
