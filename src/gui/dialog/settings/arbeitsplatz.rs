//! The page "Arbeitsplatz": the symbol in the tray, going on when the window is closed, and starting
//! when this person signs in.

use super::view::{Reach, Sheet};
use super::{Message, Value};
use crate::gui::icon::{Icon, Tint};
use crate::gui::widget::{check, hint};
use crate::i18n::{Text, texts};
use iced::widget::{column, container};
use iced::{Element, Padding};

/// "Arbeitsplatz".
pub(super) fn arbeitsplatz<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let mut parts = vec![tray(sheet)];
    if sheet.context.autostart.is_possible() {
        parts.push(autostart(sheet));
    }
    column(parts).spacing(20).into()
}

fn tray<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let workplace = sheet.dialog.draft.preferences.workplace;
    let mut body = vec![
        sheet.tick(
            texts::einstellungen_tray_show(),
            workplace.tray,
            Value::Tray,
            texts::einstellungen_tray_show_hint(),
        ),
        below(
            sheet,
            (
                texts::einstellungen_tray_stay(),
                texts::einstellungen_tray_stay_hint(),
            ),
            workplace.tray && workplace.stay == Some(true),
            workplace.tray.then_some(Value::Stay),
        ),
    ];
    let is_shown = sheet.context.preferences.workplace.tray;
    if is_shown && !sheet.context.has_tray {
        let words = texts::einstellungen_tray_missing();
        body.push(sheet.note((Icon::Info, Tint::Accent), words));
    }
    sheet.part(texts::einstellungen_tray(), Reach::Workplace, body)
}

fn autostart<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let chosen = sheet.dialog.draft.autostart;
    let body = vec![
        sheet.tick(
            texts::einstellungen_autostart_on(),
            chosen.is_on,
            Value::Autostart,
            texts::einstellungen_autostart_on_hint(),
        ),
        below(
            sheet,
            (
                texts::einstellungen_autostart_hidden(),
                texts::einstellungen_autostart_hidden_hint(),
            ),
            chosen.is_on && chosen.is_hidden,
            chosen.is_on.then_some(Value::AutostartHidden),
        ),
        hint(sheet.say(texts::einstellungen_night_hint())),
    ];
    sheet.part(texts::einstellungen_autostart(), Reach::Workplace, body)
}

/// A choice that counts only with the one above it.
fn below<'a>(
    sheet: &Sheet<'a>,
    (words, worth): (Text, Text),
    is_on: bool,
    value: Option<fn(bool) -> Value>,
) -> Element<'a, Message> {
    let on_toggle = value.map(|value| move |it| Message::Typed(value(it)));
    let tick = check(&sheet.say(words), is_on, on_toggle);
    let worth = container(hint(sheet.say(worth))).padding(Padding::ZERO.left(22.0));
    container(column![tick, worth].spacing(3))
        .padding(Padding::ZERO.left(22.0))
        .into()
}
