//! What is seen of the table Von | An.

use super::{Message, Zuordnungen};
use crate::domain::register::{Zuordnung, ZuordnungBar};
use crate::domain::syntax::address_key;
use crate::gui::context::Context;
use crate::gui::dialog::pick::Pick;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{SIZE, SMALL};
use crate::gui::widget::{
    Choice, Frame, Role, button, column_head, fault, focus, footer, form, heading, hint, label,
    line, picker, px,
};
use crate::i18n::{Text, texts};
use iced::keyboard::{Key, key::Named};
use iced::widget::{column, container, row, scrollable, space, text};
use iced::{Center, Element, Fill};
use std::collections::BTreeMap;

const ROWS: &str = "zuordnungen-rows";
const VON: &str = "zuordnungen-von";
const AN: &str = "zuordnungen-an";

pub(super) fn view<'a>(dialog: &'a Zuordnungen, context: &'a Context) -> Element<'a, Message> {
    let head = heading(
        Icon::People,
        context.say(texts::window_zuordnungen()),
        context.say(texts::zuordnungen_purpose()),
    );
    let remove = dialog.chosen().filter(|_| dialog.may_change());
    let remove = button(
        Some((Icon::Delete, Tint::Accent)),
        &context.say(texts::zuordnungen_remove()),
        remove.map(|_| Message::Remove),
        Choice::Other,
    );
    let body = column![
        hint(context.say(texts::zuordnungen_note())),
        table(dialog, context),
        row![space().width(Fill), remove],
        line(),
        next(dialog, context),
    ]
    .spacing(8);
    let close = button(
        None,
        &context.say(texts::button_close()),
        Some(Message::Left),
        Choice::Default,
    );
    let content = column![
        head,
        container(body).padding([12, 16]).height(Fill),
        footer(space(), close)
    ];
    form(content)
        .initial_focus(ROWS)
        .default_button(Message::Left)
        .cancel(Message::Left)
        .into()
}

fn table<'a>(dialog: &'a Zuordnungen, context: &'a Context) -> Element<'a, Message> {
    let titles = row![
        column_head(context.say(texts::zuordnung_head_von()), Fill),
        column_head(context.say(texts::zuordnung_head_an()), px(210.0)),
        column_head(context.say(texts::zuordnung_head_bar()), px(200.0)),
    ];
    let rows: Element<'a, Message> = match (&dialog.loaded, dialog.rows()) {
        (None, _) => words(context, texts::accounts_reading()),
        (Some(_), []) => words(context, texts::zuordnungen_nothing()),
        (Some(_), rows) => {
            let rows = rows.iter().map(|it| one(dialog, it, context));
            scrollable(column(rows))
                .style(style::scroll)
                .height(Fill)
                .into()
        }
    };
    let grid = container(column![titles, line(), rows]).padding(1);
    focus(grid.height(Fill).width(Fill).style(style::grid))
        .id(ROWS)
        .role(Role::Table)
        .on_key(|key, modifiers| match key {
            _ if !modifiers.is_empty() => None,
            Key::Named(Named::ArrowDown) => Some(Message::Moved(1)),
            Key::Named(Named::ArrowUp) => Some(Message::Moved(-1)),
            Key::Named(Named::Home) => Some(Message::Moved(i32::MIN)),
            Key::Named(Named::End) => Some(Message::Moved(i32::MAX)),
            Key::Named(Named::Delete) => Some(Message::Remove),
            _ => None,
        })
        .into()
}

fn words<'a>(context: &Context, words: Text) -> Element<'a, Message> {
    let words = container(text(context.say(words)).size(SIZE)).padding([8, 10]);
    words.height(Fill).into()
}

fn bar(bar: ZuordnungBar) -> Text {
    match bar {
        ZuordnungBar::VonUnknown => texts::zuordnung_bar_von_unknown(),
        ZuordnungBar::VonNotCurrent => texts::zuordnung_bar_von_not_current(),
        ZuordnungBar::AnNotCurrent => texts::zuordnung_bar_an_not_current(),
        ZuordnungBar::AnExternal => texts::zuordnung_bar_an_external(),
    }
}

fn one<'a>(dialog: &Zuordnungen, it: &'a Zuordnung, context: &Context) -> Element<'a, Message> {
    let why: Element<'a, Message> = match it.bar {
        Some(why) => {
            let words = text(context.say(bar(why))).size(SMALL);
            row![icon(Icon::Warning, 14.0, Tint::Warning), words]
                .spacing(5)
                .align_y(Center)
                .into()
        }
        None => space().into(),
    };
    let line = row![
        container(text(it.von.as_str()).size(SIZE)).width(Fill),
        container(text(dialog.name_of(it.an)).size(SIZE)).width(px(194.0)),
        container(why).width(px(184.0)),
    ]
    .spacing(16)
    .align_y(Center);
    let is_chosen = dialog.chosen() == Some(it);
    iced::widget::button(line)
        .padding([4, 8])
        .width(Fill)
        .style(style::place(is_chosen))
        .on_press(Message::Selected(it.von.clone(), it.an))
        .into()
}

/// The next row: who may be chosen.
fn next<'a>(dialog: &'a Zuordnungen, context: &'a Context) -> Element<'a, Message> {
    let all = || dialog.loaded.iter().flat_map(|it| &it.benutzer);
    let current = all().filter(|it| it.current && !it.address.trim().is_empty());
    let von: BTreeMap<String, Pick<String>> = current
        .map(|it| {
            let address = it.address.trim();
            let words = format!("{address}  ({})", it.name);
            (address_key(address), Pick::new(words, address.to_owned()))
        })
        .collect();
    let von: Vec<_> = von.into_values().collect();
    if dialog.loaded.is_some() && von.is_empty() {
        return hint(context.say(texts::zuordnungen_nobody()));
    }
    let active = all().filter(|it| it.has_access());
    let an: Vec<_> = active
        .map(|it| Pick::new(format!("{}  {}", it.number, it.name), it.number))
        .collect();
    let chosen_von = von.iter().find(|it| Some(&it.value) == dialog.von.as_ref());
    let chosen_an = an.iter().find(|it| Some(it.value) == dialog.an);
    let (chosen_von, chosen_an) = (chosen_von.cloned(), chosen_an.cloned());
    let can = dialog.may_change() && chosen_von.is_some() && chosen_an.is_some();
    let on_von = |it: Pick<String>| Message::Von(it.value);
    let on_an = |it: Pick<_>| Message::An(it.value);
    let add = button(
        Some((Icon::Add, Tint::Accent)),
        &context.say(texts::zuordnungen_new()),
        can.then_some(Message::Add),
        Choice::Other,
    );
    let line = row![
        label(&context.say(texts::zuordnungen_von())),
        container(picker(von, chosen_von, on_von, Frame::Field).id(VON)).width(Fill),
        label(&context.say(texts::zuordnungen_an())),
        container(picker(an, chosen_an, on_an, Frame::Field).id(AN)).width(px(220.0)),
        add,
    ];
    let mut parts = column![line.spacing(8).align_y(Center)].spacing(4);
    if let Some(words) = &dialog.fault {
        parts = parts.push(fault(context.say(words.clone())));
    }
    parts.into()
}
