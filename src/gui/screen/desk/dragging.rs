//! Rows that are dragged onto a place of the navigation.

use super::navigation::Line;
use super::spot::Spot;
use super::work::{Deed, Order};
use super::{Desk, Message};
use crate::domain::desk::Postkorb;
use crate::domain::register::AkteKind;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::screen::desk::Verb;

impl Desk {
    /// Whether what is dragged may be let go on a line.
    pub(super) fn takes(&self, line: Line) -> bool {
        if self.dragged.is_none() || self.spot.listing().is_none() || self.work.is_some() {
            return false;
        }
        match line {
            Line::Group(_) => false,
            Line::Akte(_) => true,
            Line::Spot(spot) if spot == self.spot => false,
            Line::Spot(spot) => matches!(
                spot,
                Spot::Postkorb(_)
                    | Spot::Zentral
                    | Spot::Tagesansicht(_)
                    | Spot::Papierkorb
                    | Spot::Wiedervorlage
            ),
        }
    }

    /// What is dragged was let go on a line.
    pub(super) fn dropped(&mut self, line: Line, context: &Context) -> Action<Message> {
        let can = self.takes(line);
        self.dragged = None;
        if !can {
            return Action::None;
        }
        let ids = self.vorgaenge.list.chosen();
        match line {
            Line::Spot(Spot::Postkorb(to) | Spot::Tagesansicht(to)) => {
                let deed = Deed::Assign(None, Some(Postkorb::Of(to)));
                self.begin(Order::Same(deed, ids), context)
            }
            Line::Spot(Spot::Zentral) => {
                let deed = Deed::Assign(None, Some(Postkorb::Zentral));
                self.begin(Order::Same(deed, ids), context)
            }
            // Whoever drags means it: it can be taken back, and nothing is asked.
            Line::Spot(Spot::Papierkorb) => self.begin(Order::Same(Deed::Delete, ids), context),
            Line::Spot(Spot::Wiedervorlage) => self.act(Verb::Wiedervorlage, context),
            Line::Akte(at) => match self.nav.known.akten.get(at).map(|it| it.kind) {
                Some(AkteKind::Akte(number)) => {
                    let deed = Deed::Assign(Some(number.to_string()), None);
                    self.begin(Order::Same(deed, ids), context)
                }
                _ => Action::None,
            },
            _ => Action::None,
        }
    }
}
