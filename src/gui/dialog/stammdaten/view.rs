//! The dialog: parts above, entries on the left, fields on the right.

use super::fields;
use super::subject::{Part, Subject};
use super::{Message, Next, Stammdaten};
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE};
use crate::gui::widget::grid::{Grid, Model};
use crate::gui::widget::label::plain;
use crate::gui::widget::{
    Choice, Role, access_key, button, field, focus, footer, form, heading, hint, label, line,
};
use crate::i18n::{Text, texts};
use iced::advanced::widget::Id;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, scrollable, space, text};
use iced::{Center, Element, Fill};

const LIST: &str = "stammdaten-list";
pub(super) const SEARCH: &str = "stammdaten-search";

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
    let search = field(SEARCH, &dialog.search, Some(Message::Search), false);
    let search = search.placeholder(say(texts::stammdaten_search()));
    let entries = column![
        Element::from(search),
        list(dialog, context),
        under_list(dialog, context)
    ];
    let sides = row![entries.spacing(8).width(380), fields(dialog, context)];
    let body = body.push(sides.spacing(18).height(Fill));
    let body = container(body).padding([10, 16]).height(Fill);
    let content = column![head, body, foot(dialog, context)];
    let wanted = dialog.wanted.map(|(number, id)| (number, Id::new(id)));
    let find = Key::Character("f".into());
    form(content)
        .initial_focus(LIST)
        .focus_on(wanted)
        .default_maybe(save(dialog))
        .cancel(Message::Go(Next::Close))
        .key(find, Modifiers::COMMAND, Message::Find)
        .key(Key::Named(Named::F1), Modifiers::empty(), Message::Help)
        .into()
}

fn save(dialog: &Stammdaten) -> Option<Message> {
    let can = dialog.may_change() && dialog.is_changed();
    can.then_some(Message::Save(Next::Stay))
}

fn lacks_benutzer(dialog: &Stammdaten) -> bool {
    dialog.part == Part::Geraete && dialog.data.lists.benutzer.is_empty()
}

fn add(dialog: &Stammdaten) -> Option<Message> {
    let next = Next::Show(Subject::new(dialog.part));
    (dialog.may_change() && !lacks_benutzer(dialog)).then_some(Message::Go(next))
}

fn delete(dialog: &Stammdaten) -> Option<Message> {
    let is_stored = dialog
        .before
        .as_ref()
        .is_some_and(|it| !it.subject.is_new());
    (dialog.may_change() && is_stored).then_some(Message::Delete)
}

fn parts<'a>(dialog: &Stammdaten, context: &Context) -> Element<'a, Message> {
    let tabs = Part::ALL.into_iter().map(|part| {
        let words = label(&context.say(part.name()));
        let tint = match part == dialog.part {
            true => Tint::Selected,
            false => Tint::Accent,
        };
        let content = row![icon(part.picture(), 18.0, tint), words];
        iced::widget::button(content.spacing(7).align_y(Center))
            .padding([6, 10])
            .style(style::place(part == dialog.part))
            .on_press(Message::Go(Next::Part(part)))
            .into()
    });
    let chosen = plain(&context.say(dialog.part.name()));
    let keys = Part::ALL.map(|it| (access_key(&context.say(it.name())), it));
    let tabs = focus(row(tabs).spacing(2).wrap())
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

fn list<'a>(dialog: &'a Stammdaten, context: &Context) -> Element<'a, Message> {
    let grid = Grid::new(
        &dialog.rows,
        &dialog.columns,
        &dialog.selection,
        Message::List,
    );
    let grid = grid.id(LIST).name(plain(&context.say(dialog.part.name())));
    container(grid).width(Fill).height(Fill).into()
}

/// How many there are, and how many of them the search leaves.
fn count<'a>(dialog: &Stammdaten, context: &Context) -> Element<'a, Message> {
    let (found, total) = (dialog.rows.len(), dialog.rows.total());
    let words = match dialog.search.trim().is_empty() {
        true => texts::stammdaten_count(total),
        false => texts::stammdaten_found(found, total),
    };
    hint(context.say(words))
}

fn under_list<'a>(dialog: &Stammdaten, context: &Context) -> Element<'a, Message> {
    let part = |picture, words: Text, message| -> Element<'a, Message> {
        let picture = (picture, Tint::Accent);
        button(Some(picture), &context.say(words), message, Choice::Other).into()
    };
    let buttons = vec![
        part(Icon::Add, texts::stammdaten_new(), add(dialog)),
        part(Icon::Delete, texts::stammdaten_delete(), delete(dialog)),
        space().width(Fill).into(),
        count(dialog, context),
    ];
    let mut lines = column![row(buttons).spacing(8).align_y(Center)].spacing(8);
    if dialog.part.table().is_some() {
        let can = dialog.may_change();
        let import = can.then_some(Message::Go(Next::Import));
        let export = (dialog.rows.total() > 0).then_some(Message::Export);
        lines = lines.push(
            row![
                part(Icon::Import, texts::stammdaten_import(), import),
                part(Icon::Export, texts::stammdaten_export(), export)
            ]
            .spacing(8),
        );
    }
    lines.into()
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
    let words = match dialog.part {
        _ if !dialog.is_loaded => texts::accounts_reading(),
        _ if lacks_benutzer(dialog) => texts::stammdaten_needs_benutzer(),
        _ if dialog.rows.total() > 0 => texts::stammdaten_found_nothing(),
        part => part.nothing(),
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
            texts::stammdaten_import(),
            texts::stammdaten_export(),
            texts::button_save(),
            texts::button_close(),
            texts::button_help(),
        ];
        let always = always.into_iter().chain(Part::ALL.map(Part::name));
        let benutzer = vec![
            texts::stammdaten_number(),
            texts::stammdaten_name(),
            texts::stammdaten_address(),
            texts::stammdaten_login(),
            texts::stammdaten_current(),
            texts::stammdaten_verwalter(),
            texts::stammdaten_einlesen(),
            texts::stammdaten_external(),
        ];
        let akte = vec![
            texts::stammdaten_number(),
            texts::stammdaten_akte_name(),
            texts::stammdaten_clerk(),
            texts::stammdaten_pool(),
        ];
        let klient = vec![
            texts::stammdaten_name(),
            texts::stammdaten_person(),
            texts::stammdaten_person_address(),
            texts::stammdaten_person_add(),
        ];
        let fach = vec![texts::stammdaten_name(), texts::stammdaten_fach_standard()];
        let geraet = vec![
            texts::stammdaten_name(),
            texts::stammdaten_address(),
            texts::stammdaten_geraet_benutzer(),
            texts::stammdaten_geraet_confirmed(),
        ];
        for part in [benutzer, akte, klient, fach, geraet] {
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
