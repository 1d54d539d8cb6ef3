//! The search: words in the tool bar, and what limits it in a row above what was found.

use super::spot::Spot;
use super::{Desk, later};
use crate::domain::desk::Listing;
use crate::domain::search::Person;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::wiedervorlage::read_day;
use crate::service::Result;
use iced::advanced::widget::Id;
use jiff::civil::Date;
use std::time::Duration;

/// Name of the field, for the focus.
pub(super) const FIELD: &str = "desk-search";
/// Whoever types wants what the last letter leads to.
const PAUSE: Duration = Duration::from_millis(80);

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Words were typed.
    Typed(String),
    /// It is time to look for what was typed by this number.
    Go(u64),
    /// The field gets the focus.
    Focus,
    /// Back to where one was.
    Leave,
    /// Only in this list.
    Place(Option<Listing>),
    /// An Aktennummer was typed.
    Akte(String),
    /// It was looked up.
    AkteFound(String, Result<Option<i64>>),
    /// A person was typed.
    Person(String),
    /// The first day was typed.
    From(String),
    /// The last day was typed.
    To(String),
    /// With attachments alone.
    Attachments(bool),
    /// Unread alone.
    Unread(bool),
    /// The sent letters that were found.
    Letters,
}

/// What was typed into the fields that limit a search.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub(super) akte: String,
    pub(super) person: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) akte_is_wrong: bool,
    pub(super) from_is_wrong: bool,
    pub(super) to_is_wrong: bool,
}

/// A day in the past is meant where the year is left out.
fn day(typed: &str) -> std::result::Result<Option<Date>, ()> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let now = jiff::Timestamp::now();
    let today = jiff::tz::TimeZone::system().to_datetime(now).date();
    let day = read_day(typed, today).ok_or(())?;
    let has_year = typed.chars().filter(char::is_ascii_digit).count() > 4;
    Ok(Some(match !has_year && day > today {
        true => Date::new(day.year() - 1, day.month(), day.day()).unwrap_or(day),
        false => day,
    }))
}

impl Desk {
    pub(super) fn searched(
        &mut self,
        message: Message,
        context: &Context,
    ) -> Action<super::Message> {
        match message {
            Message::Typed(words) => {
                self.search.words = words;
                let is_over = self.spot == Spot::Suche && self.search.is_empty();
                match is_over {
                    true => self.leave_search(context),
                    false => self.search_soon(),
                }
            }
            Message::Go(serial) if serial == self.search_serial => self.search_now(context),
            Message::Go(_) => Action::None,
            Message::Focus => {
                self.focus_on(FIELD);
                Action::None
            }
            Message::Leave => self.leave_search(context),
            Message::Letters => {
                let words = self.search.words.clone();
                let going = self.go_to(Spot::Journal, context);
                self.post.look_for(&words);
                going.and(Action::Run(self.load(context)))
            }
            Message::AkteFound(typed, found) if typed == self.typed.akte => {
                let found = found.ok().flatten();
                self.typed.akte_is_wrong = found.is_none();
                self.search.akte = found;
                self.search_soon()
            }
            Message::AkteFound(..) => Action::None,
            other => self.limit(other, context),
        }
    }

    /// What limits the search.
    fn limit(&mut self, message: Message, context: &Context) -> Action<super::Message> {
        match message {
            Message::Place(place) => self.search.place = place,
            Message::Akte(typed) => return self.limit_to_akte(typed, context),
            Message::Person(typed) => {
                let name = typed.trim();
                self.search.person = (!name.is_empty()).then(|| Person::Address(name.to_owned()));
                self.typed.person = typed;
            }
            Message::From(typed) => {
                let read = day(&typed);
                self.typed.from_is_wrong = read.is_err();
                self.search.from_day = read.unwrap_or_default();
                self.typed.from = typed;
            }
            Message::To(typed) => {
                let read = day(&typed);
                self.typed.to_is_wrong = read.is_err();
                self.search.to_day = read.unwrap_or_default();
                self.typed.to = typed;
            }
            Message::Attachments(only) => self.search.with_attachments = only,
            Message::Unread(only) => self.search.unread = only,
            _ => {}
        }
        self.search_soon()
    }

    fn limit_to_akte(&mut self, typed: String, context: &Context) -> Action<super::Message> {
        self.typed.akte.clone_from(&typed);
        self.typed.akte_is_wrong = false;
        if typed.trim().is_empty() {
            self.search.akte = None;
            return self.search_soon();
        }
        let wanted = typed.clone();
        Action::Run(context.ask(
            move |office| {
                let found = office.find_akten(&wanted, 2)?;
                let is_it = |it: &&crate::domain::register::StoredAkte| match it.kind {
                    crate::domain::register::AkteKind::Akte(number) => {
                        wanted.trim().parse() == Ok(number)
                    }
                    _ => false,
                };
                Ok(found.iter().find(is_it).map(|it| it.id.0))
            },
            move |found| super::Message::Search(Message::AkteFound(typed, found)),
        ))
    }

    fn search_soon(&mut self) -> Action<super::Message> {
        self.search_serial += 1;
        let go = Message::Go(self.search_serial);
        Action::Run(later(PAUSE, super::Message::Search(go)))
    }

    fn search_now(&mut self, context: &Context) -> Action<super::Message> {
        if self.search.is_empty() {
            return Action::None;
        }
        if self.spot == Spot::Suche {
            self.mails.list.clear();
            self.mails.snippets.clear();
            self.forget_shown();
            return Action::Run(self.load(context));
        }
        self.before_search = self.spot;
        self.go_to(Spot::Suche, context)
    }

    fn leave_search(&mut self, context: &Context) -> Action<super::Message> {
        self.search_serial += 1;
        self.typed = Typed::default();
        self.search = Default::default();
        match self.spot {
            Spot::Suche => {
                let back = self.before_search;
                self.focus_on("mails");
                self.go_to(back, context)
            }
            _ => Action::None,
        }
    }

    /// Moves the focus.
    pub(super) fn focus_on(&mut self, id: &'static str) {
        let last = self.focus.as_ref().map_or(0, |it| it.0);
        self.focus = Some((last + 1, Id::new(id)));
    }
}
