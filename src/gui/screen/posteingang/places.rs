//! The places on the left.

use super::{Message, Posteingang};
use crate::domain::account::AccountId;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::SMALL;
use crate::gui::widget::{Role, focus, shortened, table_row};
use crate::i18n::texts;
use iced::advanced::widget::Id;
use iced::keyboard::{Key, key::Named};
use iced::widget::{column, container, row, scrollable, text};
use iced::{Center, Element, Fill, Task};

const PLACES: &str = "places-rows";

/// Height of the words.
const LINE: f32 = 18.0;

fn id(place: Option<AccountId>) -> Id {
    match place {
        Some(account) => Id::from(format!("place-{account}")),
        None => Id::new("place-all"),
    }
}

/// Scrolls to a place.
pub(super) fn reveal(place: Option<AccountId>) -> Task<Message> {
    table_row::reveal(Id::new(PLACES), id(place))
}

impl Posteingang {
    /// Everything, and each account; as many as there are can be reached.
    pub(super) fn places<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let all = context.say(texts::place_posteingang());
        let mut places = vec![(None, Icon::Inbox, all)];
        let accounts = self.accounts.iter();
        places.extend(accounts.map(|it| (Some(it.id), Icon::Mail, it.account.name.clone())));
        let chosen = places.iter().find(|it| it.0 == self.place);
        let chosen = chosen.map(|it| it.2.clone()).unwrap_or_default();
        let counts = self
            .counts
            .iter()
            .copied()
            .map(Some)
            .chain(std::iter::repeat(None));
        let rows = places
            .into_iter()
            .zip(counts)
            .map(|((place, picture, name), count)| {
                let count = count.map(|it| crate::i18n::number(context.language, it.cast_signed()));
                let count = text(count.unwrap_or_default()).size(SMALL);
                let name = shortened(name, Fill, LINE);
                let content = row![icon(picture, 18.0, Tint::Accent), name, count]
                    .spacing(8)
                    .align_y(Center);
                let row = iced::widget::button(content)
                    .padding([5, 10])
                    .width(Fill)
                    .style(style::place(place == self.place))
                    .on_press(Message::Place(place));
                container(row).id(id(place)).into()
            });
        let list = scrollable(column(rows).spacing(1))
            .id(PLACES)
            .style(style::scroll);
        let stop = focus(list)
            .id("places")
            .role(Role::Combo(chosen))
            .name(context.say(texts::places_name()))
            .on_key(|key, _| match key {
                Key::Named(Named::ArrowDown) => Some(Message::Step(1)),
                Key::Named(Named::ArrowUp) => Some(Message::Step(-1)),
                _ => None,
            });
        container(stop).padding(8).into()
    }
}
