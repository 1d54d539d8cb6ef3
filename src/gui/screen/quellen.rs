//! "Quellen" of the Posteingang: which account's mail comes into which Eingangsfach, how its last
//! fetch went, and to which Postkorb the Posteingang forwards.

use super::desk::navigation::Known;
use crate::domain::account::AccountId;
use crate::domain::office_settings::SettingsChange;
use crate::domain::receiving::{Light, standing};
use crate::domain::register::Quelle;
use crate::domain::stammdaten::BenutzerNumber;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::Ask;
use crate::gui::dialog::pick::Pick;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE, SMALL};
use crate::gui::widget::{Frame, hint, label, picker, tool_button};
use crate::i18n::texts;
use crate::service::receiver_state::words;
use crate::service::{Office, Result};
use iced::widget::{column, container, row, scrollable, space, text};
use iced::{Center, Element, Fill, Task};

/// Lines that are seen at once.
const LINES: f32 = 5.0;

/// The pane.
pub struct Quellen {
    is_open: bool,
    quellen: Vec<Quelle>,
    forward_to: Option<BenutzerNumber>,
}

/// What was read.
#[derive(Debug, Clone)]
pub struct Read {
    quellen: Vec<Quelle>,
    forward_to: Option<BenutzerNumber>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// It was read.
    Loaded(Result<Read>),
    /// Opened or closed.
    Open(bool),
    /// Mail of an account shall come into another Eingangsfach.
    Fach(AccountId, String),
    /// The Posteingang forwards elsewhere, or nowhere.
    Forward(Option<BenutzerNumber>),
    /// It was stored.
    Stored(Result<Read>),
}

fn read(office: &Office) -> Result<Read> {
    Ok(Read {
        quellen: office.quellen()?,
        forward_to: office.office_settings()?.forward_to,
    })
}

impl Quellen {
    /// Closed or open, and empty until [`Quellen::load`] has answered.
    pub fn new(is_open: bool) -> Self {
        Self {
            is_open,
            quellen: Vec::new(),
            forward_to: None,
        }
    }

    /// Whether it is open.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Reads what is shown.
    pub fn load(&self, context: &Context) -> Task<Message> {
        context.ask(read, Message::Loaded)
    }

    /// Takes a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(Ok(read)) => {
                (self.quellen, self.forward_to) = (read.quellen, read.forward_to);
                Action::None
            }
            Message::Open(is_open) => {
                self.is_open = is_open;
                Action::None
            }
            Message::Fach(account, fach) => Action::Run(context.ask(
                move |office| {
                    office.set_quelle(account, &fach, true)?;
                    read(office)
                },
                Message::Stored,
            )),
            Message::Forward(to) => Action::Run(context.ask(
                move |office| {
                    office.change_settings(&SettingsChange {
                        forward_to: Some(to),
                        ..SettingsChange::default()
                    })?;
                    read(office)
                },
                Message::Stored,
            )),
            Message::Stored(Ok(read)) => {
                (self.quellen, self.forward_to) = (read.quellen, read.forward_to);
                Action::Changed
            }
            Message::Loaded(Err(error)) | Message::Stored(Err(error)) => {
                Action::Open(Ask::error(&error, context).into())
            }
        }
    }

    /// What is seen.
    pub fn view<'a>(&'a self, known: &'a Known, context: &'a Context) -> Element<'a, Message> {
        let say = |words| context.say(words);
        let picture = match self.is_open {
            true => Icon::Chevron,
            false => Icon::Right,
        };
        let head = tool_button(
            picture,
            &say(texts::quellen_head(self.quellen.len())),
            Some(Message::Open(!self.is_open)),
        );
        let head = row![
            head,
            space().width(Fill),
            label(&say(texts::quellen_forward())),
            container(self.forwarding(known, context)).width(230),
        ];
        let head = head.spacing(8).align_y(Center);
        if !self.is_open {
            return column![head].into();
        }
        let now = jiff::Timestamp::now().as_second();
        let rows = self
            .quellen
            .iter()
            .map(|it| self.quelle(it, known, now, context));
        let rows = scrollable(column(rows).spacing(2).padding([4, 8]));
        let height = (self.quellen.len() as f32).clamp(1.0, LINES) * 30.0 + 8.0;
        let rows: Element<'_, Message> = match self.quellen.is_empty() {
            true => container(hint(say(texts::quellen_none())))
                .padding(8)
                .into(),
            false => rows.style(style::scroll).width(Fill).into(),
        };
        let rows = container(rows)
            .width(Fill)
            .height(height)
            .style(style::grid);
        column![head, rows].spacing(3).into()
    }

    fn forwarding<'a>(&self, known: &Known, context: &Context) -> Element<'a, Message> {
        let none = Pick::new(context.say(texts::quellen_no_forwarding()), None);
        let benutzer = known.benutzer.iter().filter(|it| it.has_access());
        let benutzer = benutzer.map(|it| {
            let name = context.say(texts::place_of_postkorb(&it.name));
            Pick::new(name, Some(it.number))
        });
        let picks: Vec<_> = std::iter::once(none).chain(benutzer).collect();
        let chosen = picks.iter().find(|it| it.value == self.forward_to).cloned();
        picker(picks, chosen, |it| Message::Forward(it.value), Frame::Field)
            .id("quellen-forward")
            .name(context.say(texts::quellen_forward()))
            .into()
    }

    fn quelle<'a>(
        &'a self,
        it: &'a Quelle,
        known: &'a Known,
        now: i64,
        context: &Context,
    ) -> Element<'a, Message> {
        let stored = known.accounts.iter().find(|stored| stored.id == it.account);
        let standing = stored.map(|it| standing(it, now));
        let tint = match standing.as_ref().map(|it| it.light) {
            Some(Light::Green) => Tint::Good,
            Some(Light::Amber) => Tint::Warning,
            Some(Light::Red) => Tint::Bad,
            _ => Tint::Muted,
        };
        let state = standing
            .map(|it| context.say(words(&it, now)))
            .unwrap_or_default();
        let account = it.account;
        let picks: Vec<_> = known
            .faecher
            .iter()
            .map(|fach| Pick::new(fach.name.clone(), fach.id))
            .collect();
        let chosen = picks
            .iter()
            .find(|pick| pick.value == it.eingangsfach.id)
            .cloned();
        let names: Vec<(i64, String)> = known
            .faecher
            .iter()
            .map(|fach| (fach.id, fach.name.clone()))
            .collect();
        let fach = picker(
            picks,
            chosen,
            move |pick| {
                let name = names.iter().find(|it| it.0 == pick.value);
                Message::Fach(account, name.map(|it| it.1.clone()).unwrap_or_default())
            },
            Frame::Cell,
        );
        row![
            icon(Icon::Circle, 10.0, tint),
            text(&it.account_name)
                .size(SIZE)
                .font(theme::UI_BOLD)
                .width(220),
            container(fach.name(context.say(texts::column_eingangsfach()))).width(180),
            text(state).size(SMALL).width(Fill),
        ]
        .spacing(10)
        .align_y(Center)
        .into()
    }
}
