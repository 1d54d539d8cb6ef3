//! The dialog: parts above, entries on the left, fields on the right.

use super::entry::{Part, Subject};
use super::fields;
use super::{Message, Next, Stammdaten};
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE};
use crate::gui::widget::label::plain;
use crate::gui::widget::{
    Choice, Role, access_key, button, focus, footer, form, heading, hint, label, line,
};
use crate::i18n::{Text, texts};
use iced::advanced::widget::Id;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, scrollable, space, text};
use iced::{Center, Element, Fill};

const LIST: &str = "stammdaten-list";

pub(super) fn view<'a>(dialog: &'a Stammdaten, context: &'a Context) -> Element<'a, Message> {
    let say = |words: Text| context.say(words);
    let head = heading(
        Icon::People,
        say(texts::window_stammdaten()),
        say(texts::stammdaten_purpose()),
    );
    let mut body = column![parts(dialog, context)].spacing(10);
    if let Some(barred) = &dialog.barred {
        let why = text(say(texts::read_only_why(barred.clone()))).size(SIZE);
        let why = row![icon(Icon::Info, 16.0, Tint::Accent), why];
        let why = container(why.spacing(8).align_y(Center)).width(Fill);
        body = body.push(why.padding([6, 10]).style(style::info));
    }
    let entries = column![list(dialog, context), under_list(dialog, context)];
    let sides = row![entries.spacing(8).width(250), fields(dialog, context)];
    let body = body.push(sides.spacing(18).height(Fill));
    let body = container(body).padding([10, 16]).height(Fill);
    let content = column![head, body, foot(dialog, context)];
    let wanted = dialog.wanted.map(|(number, id)| (number, Id::new(id)));
    form(content)
        .initial_focus(LIST)
        .focus_on(wanted)
        .default_maybe(save(dialog))
        .cancel(Message::Go(Next::Close))
        .key(Key::Named(Named::F1), Modifiers::empty(), Message::Help)
        .into()
}

fn save(dialog: &Stammdaten) -> Option<Message> {
    let can = dialog.may_change() && dialog.is_changed();
    can.then_some(Message::Save(Next::Stay))
}

fn add(dialog: &Stammdaten) -> Option<Message> {
    let lacks_benutzer = dialog.part == Part::Geraete && dialog.lists.benutzer.is_empty();
    let next = Next::Show(Subject::new(dialog.part));
    (dialog.may_change() && !lacks_benutzer).then_some(Message::Go(next))
}

fn delete(dialog: &Stammdaten) -> Option<Message> {
    let is_stored = dialog
        .before
        .as_ref()
        .is_some_and(|it| !it.subject.is_new());
    (dialog.may_change() && is_stored).then_some(Message::Delete)
}

fn name_of(part: Part) -> Text {
    match part {
        Part::Benutzer => texts::stammdaten_tab_benutzer(),
        Part::Pools => texts::stammdaten_tab_pools(),
        Part::Geraete => texts::stammdaten_tab_geraete(),
    }
}

fn parts<'a>(dialog: &Stammdaten, context: &Context) -> Element<'a, Message> {
    let tabs = Part::ALL.into_iter().map(|part| {
        let picture = match part {
            Part::Benutzer => Icon::People,
            Part::Pools => Icon::Database,
            Part::Geraete => Icon::Phone,
        };
        let words = label(&context.say(name_of(part)));
        let tint = match part == dialog.part {
            true => Tint::Selected,
            false => Tint::Accent,
        };
        let content = row![icon(picture, 18.0, tint), words];
        iced::widget::button(content.spacing(7).align_y(Center))
            .padding([6, 12])
            .style(style::place(part == dialog.part))
            .on_press(Message::Go(Next::Part(part)))
            .into()
    });
    let chosen = plain(&context.say(name_of(dialog.part)));
    let keys = Part::ALL.map(|it| (access_key(&context.say(name_of(it))), it));
    let tabs = focus(row(tabs).spacing(4))
        .id("stammdaten-parts")
        .on_access(move |letter| {
            let part = keys.iter().find(|it| it.0 == Some(letter))?.1;
            Some(Message::Go(Next::Part(part)))
        })
        .role(Role::Radio(chosen))
        .on_key(|key, _| match key {
            Key::Named(Named::ArrowRight | Named::ArrowDown) => Some(Message::Turned(1)),
            Key::Named(Named::ArrowLeft | Named::ArrowUp) => Some(Message::Turned(-1)),
            _ => None,
        });
    column![tabs, line()].spacing(4).into()
}

fn list<'a>(dialog: &Stammdaten, context: &Context) -> Element<'a, Message> {
    let shown = dialog.entry.as_ref().map(|it| it.subject.clone());
    let mut entries = Subject::all(dialog.part, &dialog.lists);
    if let Some(new) = shown.clone().filter(Subject::is_new) {
        let words = match dialog.part {
            Part::Benutzer => texts::stammdaten_new_benutzer(),
            Part::Pools => texts::stammdaten_new_pool(),
            Part::Geraete => texts::stammdaten_new_geraet(),
        };
        entries.push((new, context.say(words)));
    }
    let rows = entries.into_iter().map(|(subject, name)| {
        let words = match &subject {
            Subject::Benutzer(Some(number)) => format!("{number}  {name}"),
            _ => name,
        };
        let is_shown = Some(&subject) == shown.as_ref();
        iced::widget::button(text(words).size(SIZE))
            .padding([5, 8])
            .width(Fill)
            .style(style::place(is_shown))
            .on_press(Message::Go(Next::Show(subject)))
            .into()
    });
    let rows = scrollable(column(rows)).height(Fill).width(Fill);
    let rows = container(rows.style(style::scroll))
        .padding(2)
        .height(Fill)
        .style(style::grid);
    focus(rows)
        .id(LIST)
        .role(Role::Table)
        .on_key(|key, modifiers| match key {
            _ if !modifiers.is_empty() => None,
            Key::Named(Named::ArrowDown) => Some(Message::Moved(1)),
            Key::Named(Named::ArrowUp) => Some(Message::Moved(-1)),
            Key::Named(Named::Home) => Some(Message::Moved(i32::MIN)),
            Key::Named(Named::End) => Some(Message::Moved(i32::MAX)),
            Key::Named(Named::Delete) => Some(Message::Delete),
            _ => None,
        })
        .into()
}

fn under_list<'a>(dialog: &Stammdaten, context: &Context) -> Element<'a, Message> {
    let part = |picture, words: Text, message| {
        button(Some(picture), &context.say(words), message, Choice::Other)
    };
    row![
        part(
            (Icon::Add, Tint::Accent),
            texts::stammdaten_new(),
            add(dialog)
        ),
        part(
            (Icon::Delete, Tint::Accent),
            texts::stammdaten_delete(),
            delete(dialog)
        ),
    ]
    .spacing(8)
    .into()
}

fn fields<'a>(dialog: &'a Stammdaten, context: &'a Context) -> Element<'a, Message> {
    let Some(entry) = &dialog.entry else {
        return nothing(dialog, context);
    };
    let fields = column(fields::fields(dialog, entry, context));
    let fields = fields.spacing(12).padding([2, 14]).width(Fill);
    scrollable(fields).style(style::scroll).height(Fill).into()
}

fn nothing<'a>(dialog: &Stammdaten, context: &Context) -> Element<'a, Message> {
    let lacks_benutzer = dialog.lists.benutzer.is_empty();
    let words = match dialog.part {
        _ if !dialog.is_loaded => texts::accounts_reading(),
        Part::Benutzer => texts::stammdaten_nothing_benutzer(),
        Part::Pools => texts::stammdaten_nothing_pools(),
        Part::Geraete if lacks_benutzer => texts::stammdaten_needs_benutzer(),
        Part::Geraete => texts::stammdaten_nothing_geraete(),
    };
    let words = text(context.say(words)).size(SIZE).font(theme::UI);
    container(words).padding([6, 14]).width(Fill).into()
}

fn foot<'a>(dialog: &Stammdaten, context: &Context) -> Element<'a, Message> {
    let words = match (dialog.is_saving, dialog.is_changed(), dialog.is_saved) {
        (true, _, _) => context.say(texts::accounts_saving()),
        (false, true, _) => context.say(texts::accounts_unsaved()),
        (false, false, true) => context.say(texts::stammdaten_saved()),
        (false, false, false) => String::new(),
    };
    let part = |picture, words: Text, message, choice| {
        button(picture, &context.say(words), message, choice)
    };
    let buttons = row![
        part(
            Some((Icon::Save, Tint::Accent)),
            texts::button_save(),
            save(dialog),
            Choice::Default
        ),
        part(
            None,
            texts::button_close(),
            Some(Message::Go(Next::Close)),
            Choice::Other
        ),
        part(
            Some((Icon::Help, Tint::Accent)),
            texts::button_help(),
            Some(Message::Help),
            Choice::Other
        ),
    ];
    footer(row![hint(words), space()], buttons.spacing(8))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use std::collections::BTreeSet;

    #[test]
    fn access_keys_are_unique() {
        let always = [
            texts::stammdaten_new(),
            texts::stammdaten_delete(),
            texts::button_save(),
            texts::button_close(),
            texts::button_help(),
            texts::stammdaten_name(),
        ];
        let always = always.into_iter().chain(Part::ALL.map(name_of));
        let benutzer = [
            texts::stammdaten_number(),
            texts::stammdaten_address(),
            texts::stammdaten_login(),
            texts::stammdaten_current(),
            texts::stammdaten_verwalter(),
        ];
        let geraet = [
            texts::stammdaten_address(),
            texts::stammdaten_geraet_benutzer(),
            texts::stammdaten_geraet_confirmed(),
        ];
        for part in [benutzer.to_vec(), geraet.to_vec()] {
            let words: Vec<Text> = always.clone().chain(part).collect();
            for language in [Language::German, Language::English] {
                let shown = words.iter().map(|it| it.show(language));
                let keys: Vec<_> = shown.map(|it| (access_key(&it), it)).collect();
                let unique: BTreeSet<_> = keys.iter().filter_map(|it| it.0).collect();
                assert_eq!(unique.len(), words.len(), "{keys:?}");
            }
        }
    }
}
