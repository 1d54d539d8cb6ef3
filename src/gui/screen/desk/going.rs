//! Going from place to place.

use super::navigation::{self, Line, Navigation};
use super::spot::Spot;
use super::{Desk, Message};
use crate::domain::search::Search;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::screen::postausgang::{self, Postausgang};

impl Desk {
    pub(super) fn navigate(
        &mut self,
        message: navigation::Message,
        context: &Context,
    ) -> Action<Message> {
        use navigation::Message as It;
        match message {
            It::Chosen(line) => self.go_to_line(line, context),
            It::Step(step) => match self.nav.step(self.spot, step) {
                Some(Line::Spot(spot)) => {
                    self.nav.stand(Line::Spot(spot));
                    let reveal = Navigation::reveal(Line::Spot(spot));
                    Action::Run(reveal).and(self.go_to(spot, context))
                }
                Some(line) => {
                    self.nav.stand(line);
                    Action::Run(Navigation::reveal(line))
                }
                None => Action::None,
            },
            It::Open(is_open) => {
                self.nav.set_open(self.spot, is_open);
                Action::None
            }
            It::Dropped(line) => self.dropped(line, context),
        }
    }

    fn go_to_line(&mut self, line: Line, context: &Context) -> Action<Message> {
        match line {
            Line::Group(group) => {
                self.nav.toggle(group);
                Action::None
            }
            Line::Spot(spot) => self.go_to(spot, context),
            Line::Akte(at) => {
                let Some(akte) = self.nav.known.akten.get(at).cloned() else {
                    return Action::None;
                };
                let opening = self.e_akte.open(akte, context).map(Message::EAkte);
                Action::Run(opening).and(self.go_to(Spot::EAkte, context))
            }
        }
    }

    /// Goes to a place.
    pub fn go_to(&mut self, spot: Spot, context: &Context) -> Action<Message> {
        self.nav.stand(Line::Spot(spot));
        if spot == self.spot && self.is_loaded {
            return Action::Run(self.load(context));
        }
        if spot != Spot::Suche {
            self.search = Search::default();
        }
        self.spot = spot;
        self.notice = None;
        self.menu = None;
        self.forget_shown();
        self.vorgaenge.list.clear();
        self.mails.list.clear();
        self.set_up_columns(context);
        if let Some(part) = part_of(spot) {
            self.post = Postausgang::new(part);
        }
        Action::Run(self.load(context))
    }

    pub(super) fn forget_shown(&mut self) {
        self.choice += 1;
        self.shown = None;
        self.reader.clear();
    }
}

/// Which part of the Postausgang a place shows.
pub(super) fn part_of(spot: Spot) -> Option<postausgang::Part> {
    Some(match spot {
        Spot::Postausgang => postausgang::Part::Postausgang,
        Spot::Entwuerfe => postausgang::Part::Drafts,
        Spot::Journal => postausgang::Part::Journal,
        _ => return None,
    })
}
