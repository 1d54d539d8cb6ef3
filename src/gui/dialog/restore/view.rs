//! What is seen of it.

use super::{Message, Ready, Restore, State};
use crate::domain::secret::Secret;
use crate::gui::context::Context;
use crate::gui::dialog::Screen;
use crate::gui::dialog::notice_panel::{care_panel, done_panel, notice_panel};
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE};
use crate::gui::widget::{
    Choice, busy, button, focus, footer, form, heading, hint, labelled_top, password_field,
    wide_field,
};
use crate::i18n::{Text, moment, size, texts};
use crate::service::backup::{Found, words};
use iced::widget::{column, container, row, scrollable, space, text};
use iced::{Center, Element, Fill};

const FILE: &str = "restore-file";
const PASSPHRASE: &str = "restore-passphrase";

pub(super) fn view<'a>(dialog: &'a Restore, context: &'a Context) -> Element<'a, Message> {
    let purpose = match dialog.is_move {
        true => texts::move_in_purpose(),
        false => texts::restore_purpose(),
    };
    let head = heading(
        Icon::History,
        context.say(dialog.title()),
        context.say(purpose),
    );
    let body = match &dialog.state {
        State::Choosing(failed) => {
            let mut body = column![].spacing(12);
            if let Some(notice) = failed {
                body = body.push(notice_panel(notice, context));
            }
            body.push(choosing(dialog, context)).into()
        }
        State::Reading(job) => job.view(context),
        State::Ready(ready) => told(dialog, ready, context),
        State::Committing => busy(context.say(texts::restore_committing())),
        State::Done(aside) => {
            let aside = aside.display().to_string();
            let mut lines = vec![texts::restore_restart()];
            if !dialog.is_move {
                lines.push(texts::restore_aside(aside));
            }
            let lines = lines
                .into_iter()
                .map(|it| text(context.say(it)).size(SIZE).into());
            let done = done_panel(texts::restore_prepared(), context);
            column![done, column(lines).spacing(6)].spacing(12).into()
        }
    };
    let body = container(body).padding([14, 18]).width(Fill);
    let body = scrollable(body).height(Fill).style(style::scroll);
    let enter = match &dialog.state {
        State::Choosing(_) => Some(Message::Read),
        State::Done(_) => Some(Message::Restart),
        // Nothing is put back because somebody pressed Enter once too often.
        State::Reading(_) | State::Ready(_) | State::Committing => None,
    };
    form(column![head, body, foot(dialog, context)])
        .initial_focus(FILE)
        .default_maybe(enter)
        .cancel(Message::Left)
        .into()
}

fn choosing<'a>(dialog: &'a Restore, context: &'a Context) -> Element<'a, Message> {
    let say = |words: Text| context.say(words);
    let file = wide_field(FILE, &dialog.file, Message::File, false);
    let choose = button(
        Some((Icon::FolderOpen, Tint::Accent)),
        &say(texts::backup_choose()),
        Some(Message::Choose),
        Choice::Other,
    );
    let file = row![container(file).width(Fill), choose].spacing(6);
    let mut fields = column![labelled_top(&say(texts::restore_file()), file)].spacing(10);
    if dialog.is_sealed {
        let passphrase = password_field(
            PASSPHRASE,
            dialog.passphrase.reveal(),
            Some(|it| Message::Passphrase(Secret::new(it))),
            false,
        );
        let words = hint(say(texts::restore_passphrase_hint()));
        let passphrase = column![passphrase, words].spacing(3);
        fields = fields.push(labelled_top(&say(texts::restore_passphrase()), passphrase));
    }
    if !dialog.offered.is_empty() {
        let all = dialog.offered.iter().map(|it| offered(it, context));
        let all = column(all).spacing(2);
        let head = text(say(texts::restore_offered())).size(SIZE);
        fields = fields.push(column![head.font(theme::UI_BOLD), all].spacing(5));
    }
    fields.into()
}

fn offered<'a>(found: &'a Found, context: &'a Context) -> Element<'a, Message> {
    let made_at = found
        .manifest
        .as_ref()
        .map_or(found.written_at, |it| it.made_at);
    let about = match &found.manifest {
        Some(it) => context.say(texts::mail_count(it.counts.mails)),
        None => context.say(texts::backup_encrypted()),
    };
    let when = text(moment(context.language, made_at)).size(SIZE);
    let about = hint(format!("{about}, {}", size(context.language, found.size)));
    let line = row![icon(Icon::Archive, 16.0, Tint::Accent), when, about];
    let take = Message::Take(found.path.clone());
    let line = iced::widget::button(line.spacing(9).align_y(Center))
        .padding([4, 8])
        .width(Fill)
        .style(style::button_flat)
        .on_press(take.clone());
    focus(line).on_activate(take, true).into()
}

/// What is in it, and what follows.
fn told<'a>(dialog: &Restore, ready: &Ready, context: &'a Context) -> Element<'a, Message> {
    let lines = words::contents(&ready.manifest).into_iter();
    let lines = lines.map(|it| text(context.say(it)).size(SIZE).into());
    let whole = done_panel(texts::restore_whole(), context);
    let consequences = match dialog.is_move {
        true => arriving(ready),
        false => {
            let mut lines = words::consequences(&ready.differences, ready.is_foreign);
            lines.insert(0, texts::restore_what());
            lines
        }
    };
    column![
        whole,
        column(lines).spacing(4),
        care_panel(consequences, context)
    ]
    .spacing(12)
    .into()
}

/// What the one who moves here has to know.
fn arriving(ready: &Ready) -> Vec<Text> {
    let mut lines = vec![match ready.manifest.with_secrets {
        true => texts::move_in_secrets(),
        false => texts::move_in_no_secrets(),
    }];
    if !ready.sign_ins.missing.is_empty() {
        let names = ready.sign_ins.missing.join(", ");
        lines.push(texts::move_in_missing(names));
    }
    if !ready.sign_ins.in_browser.is_empty() {
        let names = ready.sign_ins.in_browser.join(", ");
        lines.push(texts::move_in_browser(names));
    }
    lines.push(texts::move_in_old());
    lines
}

fn foot<'a>(dialog: &'a Restore, context: &'a Context) -> Element<'a, Message> {
    let own = |picture, words: Text, message: Option<Message>, choice| -> Element<'a, Message> {
        button(Some(picture), &context.say(words), message, choice).into()
    };
    let bad = (Icon::Dismiss, Tint::Bad);
    let left = Some(Message::Left);
    let cancel = |words| own(bad, words, left.clone(), Choice::Other);
    let buttons = match &dialog.state {
        State::Choosing(_) => {
            let can = !dialog.file.trim().is_empty();
            let read = can.then_some(Message::Read);
            let look = (Icon::Search, Tint::Accent);
            row![
                own(look, texts::restore_read(), read, Choice::Default),
                cancel(texts::button_cancel())
            ]
        }
        State::Reading(_) => row![cancel(texts::backup_stop())],
        State::Ready(_) => {
            let words = match dialog.is_move {
                true => texts::move_in_commit(),
                false => texts::restore_commit(),
            };
            let good = (Icon::Check, Tint::Good);
            row![
                own(good, words, Some(Message::Commit), Choice::Other),
                cancel(texts::button_cancel())
            ]
        }
        State::Committing => row![],
        State::Done(_) => {
            let sync = (Icon::Sync, Tint::Accent);
            let restart = Some(Message::Restart);
            row![own(
                sync,
                texts::restore_restart_now(),
                restart,
                Choice::Default
            )]
        }
    };
    footer(space(), buttons.spacing(8))
}
