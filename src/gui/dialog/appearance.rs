//! "Darstellung": language, looks and size. Everything follows at once; "Abbruch" brings back what
//! was before.

use super::help::{Help, Topic};
use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::hosting::Way;
use crate::gui::icon::{Icon, Tint};
use crate::gui::preferences::{Preferences, SCALES};
use crate::gui::theme::Mode;
use crate::gui::widget::{
    Choice, Direction, Focus, button, footer, form, heading, hint, label, options,
};
use crate::i18n::{Language, Text, texts};
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row};
use iced::{Element, Fill, Size};

const LANGUAGE: &str = "appearance-language";
const LOOKS: &str = "appearance-looks";
const SCALE: &str = "appearance-scale";
const DIALOGS: &str = "appearance-dialogs";

/// Width of the names of the choices.
const NAMES: f32 = 96.0;

/// The choices for the window.
pub struct Appearance {
    before: Preferences,
    chosen: Preferences,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Sprache".
    Language(Language),
    /// "Aussehen".
    Looks(Mode),
    /// "Größe".
    Scale(u16),
    /// "Dialoge".
    Dialogs(Way),
    /// "OK und Schließen".
    Keep,
    /// "Hilfe".
    Help,
    /// "Abbruch und Schließen".
    Left,
}

impl Appearance {
    /// With the choices as they are.
    pub fn new(preferences: Preferences) -> Self {
        Self {
            before: preferences,
            chosen: preferences,
        }
    }

    fn choose(&mut self, change: impl FnOnce(&mut Preferences)) -> Action<Message> {
        let before = self.chosen;
        change(&mut self.chosen);
        match before == self.chosen {
            true => Action::None,
            false => Action::Prefer(self.chosen),
        }
    }
}

impl Screen for Appearance {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_appearance()
    }

    fn size(&self) -> Size {
        Size::new(500.0, 330.0)
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Language(language) => self.choose(|it| it.language = language),
            Message::Looks(mode) => self.choose(|it| it.mode = mode),
            Message::Scale(scale) => self.choose(|it| it.scale = scale),
            Message::Dialogs(way) => self.choose(|it| it.way = way),
            Message::Keep => Action::Close(Outcome::Left),
            Message::Help => Action::Open(Help::new(Topic::Appearance).into()),
            Message::Left => {
                let close = Action::Close(Outcome::Left);
                match self.before == self.chosen {
                    true => close,
                    false => Action::Prefer(self.before).and(close),
                }
            }
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let names = [
            (say(texts::appearance_language()), LANGUAGE),
            (say(texts::appearance_looks()), LOOKS),
            (say(texts::appearance_scale()), SCALE),
            (say(texts::appearance_dialogs()), DIALOGS),
        ];
        let choices = [
            self.languages(context),
            self.looks(context),
            self.scales(),
            self.dialogs(context),
        ];
        let lines = names.iter().zip(choices).map(|((name, id), choice)| {
            let name = container(label(name)).width(NAMES);
            row![name, choice.id(*id)].spacing(8).into()
        });
        let body = column(lines)
            .push(hint(say(texts::appearance_hint())))
            .spacing(14);
        let (keep, leave) = (
            say(texts::button_ok_close()),
            say(texts::button_cancel_close()),
        );
        let help = say(texts::button_help());
        let buttons = row![
            button(
                Some((Icon::Check, Tint::Good)),
                &keep,
                Some(Message::Keep),
                Choice::Default
            ),
            button(
                Some((Icon::Dismiss, Tint::Bad)),
                &leave,
                Some(Message::Left),
                Choice::Other
            ),
        ]
        .spacing(8);
        let content = column![
            heading(
                Icon::Settings,
                say(texts::window_appearance()),
                say(texts::appearance_purpose())
            ),
            container(body).padding([14, 16]).height(Fill),
            footer(
                button(None, &help, Some(Message::Help), Choice::Other),
                buttons
            ),
        ];
        form(content)
            .initial_focus(LANGUAGE)
            .default_button(Message::Keep)
            .cancel(Message::Left)
            .key(Key::Named(Named::F1), Modifiers::empty(), Message::Help)
            .into()
    }
}

impl Appearance {
    fn languages<'a>(&self, context: &Context) -> Focus<'a, Message> {
        // Each language by its own name, so that everyone finds the way back.
        let items = vec![
            (context.say(texts::appearance_german()), Language::German),
            (context.say(texts::appearance_english()), Language::English),
        ];
        options(
            Direction::Beside,
            items,
            self.chosen.language,
            Message::Language,
        )
    }

    fn looks<'a>(&self, context: &Context) -> Focus<'a, Message> {
        let items = Mode::ALL.into_iter().map(|mode| {
            let name = match mode {
                Mode::Light => texts::appearance_light(),
                Mode::Dark => texts::appearance_dark(),
                Mode::Contrast => texts::appearance_contrast(),
            };
            (context.say(name), mode)
        });
        options(
            Direction::Beside,
            items.collect(),
            self.chosen.mode,
            Message::Looks,
        )
    }

    fn scales<'a>(&self) -> Focus<'a, Message> {
        let items = SCALES.into_iter().map(|it| (format!("{it} %"), it));
        options(
            Direction::Beside,
            items.collect(),
            self.chosen.scale,
            Message::Scale,
        )
    }

    fn dialogs<'a>(&self, context: &Context) -> Focus<'a, Message> {
        let items = vec![
            (context.say(texts::appearance_windows()), Way::Windows),
            (context.say(texts::appearance_layers()), Way::Layers),
        ];
        options(Direction::Beside, items, self.chosen.way, Message::Dialogs)
    }
}
