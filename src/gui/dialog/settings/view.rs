//! The frame of the window: pages on the left, the page on the right, buttons below.

use super::draft::Field;
use super::reading::Loaded;
use super::{
    Message, Settings, Tab, Then, Value, accounts, arbeitsplatz, mail_program, office, sicherung,
    workplace,
};
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE, SMALL};
use crate::gui::widget::{
    Choice, LABEL_WIDTH, Role, button, check, fault, focus, footer, form, heading, hint, label,
    line, px,
};
use crate::i18n::{Text, texts};
use iced::advanced::widget::Id;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, rule, scrollable, space, text};
use iced::{Center, Element, Fill, Padding};

pub(super) const PAGES: &str = "einstellungen-pages";

/// For whom a setting holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// For everyone.
    Office,
    /// For this person at this workplace.
    Workplace,
}

/// A page while it is drawn.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub(super) dialog: &'a Settings,
    pub(super) loaded: &'a Loaded,
    pub(super) context: &'a Context,
}

pub(super) fn view<'a>(dialog: &'a Settings, context: &'a Context) -> Element<'a, Message> {
    let head = heading(
        Icon::Settings,
        context.say(texts::window_settings()),
        context.say(texts::einstellungen_purpose()),
    );
    let page = match &dialog.loaded {
        Some(loaded) => Sheet {
            dialog,
            loaded,
            context,
        }
        .page(),
        None => text(context.say(texts::accounts_reading()))
            .size(SIZE)
            .into(),
    };
    let page = container(page).padding([14, 20]).width(Fill);
    let page = scrollable(page).style(style::scroll).height(Fill);
    let body = row![
        container(pages(dialog, context))
            .width(px(225.0))
            .height(Fill)
            .padding(8)
            .style(style::head),
        rule::vertical(1).style(style::line),
        page.width(Fill),
    ];
    let content = column![head, body.height(Fill), foot(dialog, context)];
    let next = |step| Message::Step(step);
    form(content)
        .initial_focus(PAGES)
        .focus_on(dialog.wanted.map(|(number, id)| (number, Id::new(id))))
        .default_maybe(can_save(dialog).then_some(Message::Save(Then::Close)))
        .cancel(Message::Left)
        .key(Key::Named(Named::F1), Modifiers::empty(), Message::Help)
        .key(Key::Named(Named::PageDown), Modifiers::COMMAND, next(1))
        .key(Key::Named(Named::PageUp), Modifiers::COMMAND, next(-1))
        .into()
}

fn picture(tab: Tab) -> Icon {
    match tab {
        Tab::Empfang => Icon::Inbox,
        Tab::Scanner => Icon::Copy,
        Tab::Versand => Icon::Export,
        Tab::Einlesen => Icon::Import,
        Tab::Posteingang => Icon::Folder,
        Tab::Postausgang => Icon::Mail,
        Tab::MailProgram => Icon::MailSettings,
        Tab::Dienste => Icon::Sync,
        Tab::Benachrichtigungen => Icon::Info,
        Tab::Arbeitsplatz => Icon::Person,
        Tab::Sicherung => Icon::Archive,
        Tab::Darstellung => Icon::Eye,
    }
}

fn pages<'a>(dialog: &Settings, context: &Context) -> Element<'a, Message> {
    let entries = dialog.tabs().into_iter().map(|tab| {
        let is_shown = tab == dialog.tab;
        let tint = match is_shown {
            true => Tint::Selected,
            false => Tint::Accent,
        };
        let words = text(context.say(tab.name())).size(SIZE);
        let content = row![icon(picture(tab), 18.0, tint), words];
        iced::widget::button(content.spacing(9).align_y(Center))
            .padding([6, 10])
            .width(Fill)
            .style(style::place(is_shown))
            .on_press(Message::Show(tab))
            .into()
    });
    focus(column(entries).spacing(2))
        .id(PAGES)
        .role(Role::Radio(context.say(dialog.tab.name())))
        .on_key(|key, modifiers| match key {
            _ if !modifiers.is_empty() => None,
            Key::Named(Named::ArrowDown) => Some(Message::Step(1)),
            Key::Named(Named::ArrowUp) => Some(Message::Step(-1)),
            Key::Named(Named::Home) => Some(Message::Step(i32::MIN)),
            Key::Named(Named::End) => Some(Message::Step(i32::MAX)),
            _ => None,
        })
        .into()
}

fn can_save(dialog: &Settings) -> bool {
    dialog.loaded.is_some() && dialog.saving.is_none()
}

fn foot<'a>(dialog: &'a Settings, context: &'a Context) -> Element<'a, Message> {
    let words = match (dialog.saving.is_some(), dialog.is_changed()) {
        (true, _) => context.say(texts::accounts_saving()),
        (false, true) => context.say(texts::accounts_unsaved()),
        (false, false) if dialog.is_saved => context.say(texts::stammdaten_saved()),
        (false, false) => String::new(),
    };
    let can = can_save(dialog);
    let save = (can && dialog.is_changed()).then_some(Message::Save(Then::Stay));
    let part = |picture, words: Text, message, choice| {
        button(picture, &context.say(words), message, choice)
    };
    let buttons = row![
        part(
            Some((Icon::Save, Tint::Accent)),
            texts::button_save(),
            save,
            Choice::Other
        ),
        part(
            Some((Icon::Check, Tint::Good)),
            texts::button_ok_close(),
            can.then_some(Message::Save(Then::Close)),
            Choice::Default
        ),
        part(
            Some((Icon::Dismiss, Tint::Bad)),
            texts::button_cancel_close(),
            Some(Message::Left),
            Choice::Other
        ),
    ];
    let help = part(
        Some((Icon::Help, Tint::Accent)),
        texts::button_help(),
        Some(Message::Help),
        Choice::Other,
    );
    let state = container(hint(words)).padding([3, 16]).height(px(22.0));
    column![line(), state, footer(help, buttons.spacing(8))].into()
}

impl<'a> Sheet<'a> {
    pub(super) fn say(&self, words: Text) -> String {
        self.context.say(words)
    }

    fn page(&self) -> Element<'a, Message> {
        match self.dialog.tab {
            Tab::Empfang => accounts::empfang(self),
            Tab::Scanner => accounts::scanner(self),
            Tab::Versand => accounts::versand(self),
            Tab::Einlesen => office::einlesen(self),
            Tab::Posteingang => office::posteingang(self),
            Tab::Postausgang => workplace::postausgang(self),
            Tab::MailProgram => mail_program::page(self),
            Tab::Dienste => workplace::dienste(self),
            Tab::Benachrichtigungen => workplace::benachrichtigungen(self),
            Tab::Arbeitsplatz => arbeitsplatz::arbeitsplatz(self),
            Tab::Sicherung => sicherung::sicherung(self),
            Tab::Darstellung => workplace::darstellung(self),
        }
    }

    /// A part of a page under its name, with for whom it holds.
    pub(super) fn part(
        &self,
        words: Text,
        reach: Reach,
        body: Vec<Element<'a, Message>>,
    ) -> Element<'a, Message> {
        let (tint, reaches) = match reach {
            Reach::Office => (Tint::Bad, texts::einstellungen_reach_office()),
            Reach::Workplace => (Tint::Accent, texts::einstellungen_reach_workplace()),
        };
        let picture = match reach {
            Reach::Office => Icon::People,
            Reach::Workplace => Icon::Person,
        };
        let name = text(self.say(words)).size(SIZE).font(theme::UI_BOLD);
        let reach = row![icon(picture, 14.0, tint), hint(self.say(reaches))];
        let name = row![
            name,
            container(line()).width(Fill),
            reach.spacing(5).align_y(Center)
        ];
        let body = column(body).spacing(10);
        column![name.spacing(10).align_y(Center), body]
            .spacing(10)
            .into()
    }

    /// A row: its label, the control, and below it what is wrong or worth knowing.
    pub(super) fn row(
        &self,
        words: Text,
        control: impl Into<Element<'a, Message>>,
        below: Vec<Element<'a, Message>>,
    ) -> Element<'a, Message> {
        let words = container(label(&self.say(words)))
            .width(px(LABEL_WIDTH))
            .padding(Padding::ZERO.top(6.0));
        let right = column![control.into(), column(below).spacing(3)].spacing(4);
        row![words, right.width(Fill)].spacing(8).into()
    }

    /// A tick box, and below it what is worth knowing.
    pub(super) fn tick(
        &self,
        words: Text,
        is_on: bool,
        value: fn(bool) -> Value,
        below: Text,
    ) -> Element<'a, Message> {
        let on_toggle = move |it| Message::Typed(value(it));
        let tick = check(&self.say(words), is_on, Some(on_toggle));
        let below = container(hint(self.say(below))).padding(Padding::ZERO.left(22.0));
        column![tick, below].spacing(3).into()
    }

    /// What is wrong with a choice.
    pub(super) fn faults(&self, field: Field) -> Vec<Element<'a, Message>> {
        let faults = self.dialog.faults.iter().filter(|it| it.field == field);
        faults.map(|it| fault(self.say(it.words.clone()))).collect()
    }

    pub(super) fn has_fault(&self, field: Field) -> bool {
        self.dialog.faults.iter().any(|it| it.field == field)
    }

    /// Something to know.
    pub(super) fn note(&self, picture: (Icon, Tint), words: Text) -> Element<'a, Message> {
        let words = text(self.say(words)).size(SMALL).width(Fill);
        let words = row![icon(picture.0, 16.0, picture.1), words];
        container(words.spacing(8).align_y(Center))
            .padding([7, 10])
            .width(Fill)
            .style(style::info)
            .into()
    }

    pub(super) fn button(
        &self,
        picture: Icon,
        words: Text,
        message: Option<Message>,
    ) -> Element<'a, Message> {
        let picture = Some((picture, Tint::Accent));
        button(picture, &self.say(words), message, Choice::Other).into()
    }
}

/// Buttons side by side, or below each other where there is no room.
pub(super) fn beside(parts: Vec<Element<'_, Message>>) -> Element<'_, Message> {
    let parts = row(parts).spacing(8).align_y(Center);
    row![parts.wrap().vertical_spacing(6), space()].into()
}
