//! Whom a Vorgang is for: passed on to one or more Benutzer with an instruction, put into the
//! Postkorb of one, or its sender assigned to one (Von→An).

use super::{Outcome, Screen};
use crate::domain::desk::Postkorb;
use crate::domain::stammdaten::{Benutzer, BenutzerNumber};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint};
use crate::gui::style;
use crate::gui::widget::{
    Choice, Direction, button, check, fault, footer, form, heading, hint, label, options,
    wide_field,
};
use crate::i18n::{Text, texts};
use crate::service::Result;
use crate::service::notice::notice;
use iced::widget::{column, container, row, scrollable, space};
use iced::{Element, Fill, Size, Task};
use std::collections::BTreeSet;

const FILTER: &str = "people-filter";
const NOTE: &str = "people-note";

/// What the choice is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// "An Benutzer weiterleiten": several, with an instruction.
    Forward,
    /// "Postkorb zuordnen": one.
    Postkorb,
    /// "Zuordnen" of a sender: one; whether the sender can stand in Von→An at all.
    Sender {
        /// The sender's address.
        from: String,
        /// Somebody of the staff has this address.
        can_stand: bool,
    },
}

/// Who was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chosen {
    /// The Benutzer, at least one but for the Zentraler Postkorb.
    pub to: Vec<BenutzerNumber>,
    /// The Zentraler Postkorb.
    pub zentral: bool,
    /// "Anweisung"; empty if none.
    pub note: String,
    /// Von→An is entered, too.
    pub standing: bool,
}

/// The dialog.
pub struct People {
    purpose: Purpose,
    count: usize,
    all: Vec<Benutzer>,
    filter: String,
    chosen: BTreeSet<BenutzerNumber>,
    zentral: bool,
    note: String,
    standing: bool,
    lacks_choice: bool,
    failed: Option<Text>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The Benutzer were read.
    Loaded(Result<Vec<Benutzer>>),
    /// The field above the list.
    Filter(String),
    /// A Benutzer was ticked or unticked.
    Ticked(BenutzerNumber, bool),
    /// One Benutzer was chosen, or the Zentraler Postkorb.
    Picked(Option<Postkorb>),
    /// "Anweisung".
    Note(String),
    /// Von→An.
    Standing(bool),
    /// The first button.
    Done,
    /// "Abbruch".
    Left,
}

impl People {
    /// Asks for so many Vorgänge.
    pub fn new(purpose: Purpose, count: usize) -> Self {
        let standing = matches!(
            purpose,
            Purpose::Sender {
                can_stand: true,
                ..
            }
        );
        Self {
            purpose,
            count,
            all: Vec::new(),
            filter: String::new(),
            chosen: BTreeSet::new(),
            zentral: false,
            note: String::new(),
            standing,
            lacks_choice: false,
            failed: None,
        }
    }

    fn shown(&self) -> impl Iterator<Item = &Benutzer> {
        let wanted = self.filter.trim().to_lowercase();
        self.all.iter().filter(move |it| {
            wanted.is_empty()
                || it.name.to_lowercase().contains(&wanted)
                || it.number.to_string() == wanted
                || self.chosen.contains(&it.number)
        })
    }

    fn done(&mut self) -> Action<Message> {
        if self.chosen.is_empty() && !self.zentral {
            self.lacks_choice = true;
            return Action::None;
        }
        Action::Close(Outcome::People(Chosen {
            to: self.chosen.iter().copied().collect(),
            zentral: self.zentral,
            note: self.note.trim().to_owned(),
            standing: self.standing,
        }))
    }

    fn list<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let name = |it: &Benutzer| format!("{}  {}", it.number, it.name).replace('&', "&&");
        let list: Element<'_, Message> = match self.purpose {
            Purpose::Forward => column(self.shown().map(|it| {
                let number = it.number;
                let is_on = self.chosen.contains(&number);
                let tick = move |on| Message::Ticked(number, on);
                check(&name(it), is_on, Some(tick)).into()
            }))
            .spacing(7)
            .into(),
            Purpose::Postkorb | Purpose::Sender { .. } => {
                let people = self.shown();
                let people = people.map(|it| (name(it), Some(Postkorb::Of(it.number))));
                let zentral = context.say(texts::desk_place_zentral());
                let zentral = (zentral, Some(Postkorb::Zentral));
                let zentral = Some(zentral).filter(|_| self.purpose == Purpose::Postkorb);
                let items = zentral.into_iter().chain(people).collect();
                let chosen = match self.zentral {
                    true => Some(Postkorb::Zentral),
                    false => self.chosen.first().copied().map(Postkorb::Of),
                };
                options(Direction::Below, items, chosen, Message::Picked).into()
            }
        };
        let list = match self.all.is_empty() {
            true => hint(context.say(texts::people_nobody())),
            false => list,
        };
        let list = scrollable(container(list).padding(8).width(Fill))
            .height(Fill)
            .style(style::scroll);
        container(list).height(Fill).style(style::grid).into()
    }

    fn words(&self) -> (Text, Text, Text) {
        match &self.purpose {
            Purpose::Forward => (
                texts::people_forward(),
                texts::people_forward_purpose(self.count),
                texts::people_forward_button(),
            ),
            Purpose::Postkorb => (
                texts::people_postkorb(),
                texts::people_postkorb_purpose(self.count),
                texts::people_postkorb_button(),
            ),
            Purpose::Sender { from, .. } => (
                texts::people_sender(),
                texts::people_sender_purpose(from),
                texts::people_sender_button(),
            ),
        }
    }

    /// What stands below the list.
    fn extra<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        match &self.purpose {
            Purpose::Forward => column![
                label(&context.say(texts::people_note())),
                wide_field(NOTE, &self.note, Message::Note, false),
            ]
            .spacing(4)
            .into(),
            Purpose::Postkorb => space().into(),
            Purpose::Sender { can_stand, .. } => {
                let toggle = can_stand.then_some(Message::Standing);
                let words = context.say(texts::people_standing());
                let tick = check(&words, self.standing, toggle);
                let why = match can_stand {
                    true => texts::people_standing_why(),
                    false => texts::people_standing_not(),
                };
                column![tick, hint(context.say(why))].spacing(4).into()
            }
        }
    }
}

impl Screen for People {
    type Message = Message;

    fn title(&self) -> Text {
        self.words().0
    }

    fn size(&self) -> Size {
        Size::new(480.0, 500.0)
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        context.ask(|office| office.benutzer(), Message::Loaded)
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(Ok(all)) => {
                self.all = all.into_iter().filter(Benutzer::has_access).collect();
            }
            Message::Loaded(Err(error)) => self.failed = Some(notice(&error).message),
            Message::Filter(filter) => self.filter = filter,
            Message::Ticked(number, true) => {
                self.lacks_choice = false;
                self.chosen.insert(number);
            }
            Message::Ticked(number, false) => {
                self.chosen.remove(&number);
            }
            Message::Picked(picked) => {
                self.lacks_choice = false;
                self.zentral = picked == Some(Postkorb::Zentral);
                self.chosen = match picked {
                    Some(Postkorb::Of(number)) => BTreeSet::from([number]),
                    _ => BTreeSet::new(),
                };
            }
            Message::Note(note) => self.note = note,
            Message::Standing(standing) => self.standing = standing,
            Message::Done => return self.done(),
            Message::Left => return Action::Close(Outcome::Left),
        }
        Action::None
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let (title, purpose, yes) = self.words();
        let below: Element<'_, Message> = match (&self.failed, self.lacks_choice) {
            (Some(failed), _) => fault(say(failed.clone())),
            (None, true) => fault(say(texts::people_choose())),
            (None, false) => space().into(),
        };
        let body = column![
            label(&say(texts::people_filter())),
            wide_field(FILTER, &self.filter, Message::Filter, false),
            self.list(context),
            self.extra(context),
            below,
        ]
        .spacing(7);
        let done = button(
            Some((Icon::Check, Tint::Accent)),
            &say(yes),
            Some(Message::Done),
            Choice::Default,
        );
        let leave = button(
            Some((Icon::Dismiss, Tint::Bad)),
            &say(texts::button_cancel()),
            Some(Message::Left),
            Choice::Other,
        );
        let content = column![
            heading(Icon::People, say(title), say(purpose)),
            container(body).padding([10, 16]).height(Fill),
            footer(space(), row![done, leave].spacing(8)),
        ];
        form(content)
            .initial_focus(FILTER)
            .default_button(Message::Done)
            .cancel(Message::Left)
            .into()
    }
}
