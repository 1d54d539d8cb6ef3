//! The page "Sicherung": how it stands with the backups, and the ways to make one, to put one back and
//! to move to another machine.

use super::view::{Reach, Sheet, beside};
use super::{Link, Message};
use crate::domain::backup::{BackupKind, Why};
use crate::gui::icon::{Icon, Tint};
use crate::gui::theme::SIZE;
use crate::gui::widget::hint;
use crate::i18n::{Arg, texts};
use crate::service::backup::words;
use iced::Element;
use iced::widget::{column, text};

/// "Sicherung".
pub(super) fn sicherung<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    column![by_itself(sheet), by_hand(sheet), moving(sheet)]
        .spacing(20)
        .into()
}

fn by_itself<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let state = &sheet.loaded.backup;
    let mut body = Vec::new();
    match words::health(&state.health) {
        Some(wrong) => body.push(sheet.note((Icon::Warning, Tint::Warning), wrong)),
        None if !state.plan.on => {
            let words = texts::einstellungen_sicherung_off();
            body.push(sheet.note((Icon::Warning, Tint::Warning), words));
        }
        None => {}
    }
    if state.plan.on {
        body.push(text(sheet.say(words::plan(&state.plan))).size(SIZE).into());
    }
    let last = match &state.made.newest {
        Some((at, path)) => texts::backup_newest(Arg::Moment(*at), path),
        None => texts::backup_never(),
    };
    body.push(hint(sheet.say(last)));
    let can = sheet.loaded.is_verwalter;
    body.push(beside(vec![sheet.button(
        Icon::Clock,
        texts::einstellungen_sicherung_plan(),
        can.then_some(Message::Go(Link::BackupPlan)),
    )]));
    sheet.part(texts::einstellungen_sicherung_part(), Reach::Office, body)
}

fn by_hand<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let can = sheet.loaded.is_verwalter;
    let buttons = vec![
        sheet.button(
            Icon::Archive,
            texts::einstellungen_sicherung_now(),
            can.then_some(Message::Go(Link::MakeBackup(BackupKind::Backup))),
        ),
        sheet.button(
            Icon::History,
            texts::einstellungen_sicherung_restore(),
            can.then_some(Message::Go(Link::Restore)),
        ),
    ];
    let body = vec![
        hint(sheet.say(texts::einstellungen_sicherung_hint())),
        beside(buttons),
    ];
    sheet.part(texts::einstellungen_sicherung_hand(), Reach::Office, body)
}

fn moving<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let can = sheet.loaded.is_verwalter;
    let mut body = Vec::new();
    match sheet.loaded.backup.retired {
        Some(mark) => {
            body.push(sheet.note((Icon::Warning, Tint::Warning), words::retired(mark)));
            if mark.why == Why::Moved {
                body.push(hint(sheet.say(texts::einstellungen_umzug_undo_hint())));
                body.push(beside(vec![sheet.button(
                    Icon::Undo,
                    texts::einstellungen_umzug_undo(),
                    can.then_some(Message::Go(Link::UndoMove)),
                )]));
            }
        }
        None => {
            body.push(hint(sheet.say(texts::einstellungen_umzug_hint())));
            body.push(beside(vec![sheet.button(
                Icon::Export,
                texts::einstellungen_umzug(),
                can.then_some(Message::Go(Link::MakeBackup(BackupKind::Move))),
            )]));
        }
    }
    sheet.part(texts::einstellungen_umzug_part(), Reach::Office, body)
}
