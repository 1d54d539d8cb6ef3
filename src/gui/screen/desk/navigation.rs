//! The navigation on the left: places under headings that can be closed, with what lies there.

use super::spot::{Group, Spot};
use super::vorgaenge::Names;
use crate::domain::account::StoredAccount;
use crate::domain::desk::Listing;
use crate::domain::desk_list::{Count, DeskCounts};
use crate::domain::register::{Eingangsfach, StoredAkte};
use crate::domain::stammdaten::{Benutzer, BenutzerNumber};
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SMALL};
use crate::gui::widget::drop_zone::drop_zone;
use crate::gui::widget::focus::Row;
use crate::gui::widget::{Role, focus, shortened, table_row, told_row};
use crate::i18n::{number, texts};
use iced::advanced::widget::Id;
use iced::keyboard::{Key, key::Named};
use iced::widget::{column, container, row, scrollable, space, text};
use iced::{Center, Element, Fill, Task};
use std::collections::HashSet;

const LINES: &str = "places-rows";
/// Height of the words.
const LINE: f32 = 18.0;
/// Akten that are shown to drop something onto.
pub const AKTEN: usize = 5;

/// What the navigation is made of.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Accounts.
    pub accounts: Vec<StoredAccount>,
    /// Messages of all accounts, then of each.
    pub stored: Vec<u64>,
    /// Everybody who works here.
    pub benutzer: Vec<Benutzer>,
    /// Who is acting.
    pub me: Option<BenutzerNumber>,
    /// Trays of the Posteingang.
    pub faecher: Vec<Eingangsfach>,
    /// What lies where.
    pub counts: DeskCounts,
    /// Akten used last.
    pub akten: Vec<StoredAkte>,
}

impl Known {
    /// Names for the lists.
    pub fn names(&self) -> Names {
        let accounts = self.accounts.iter();
        let benutzer = self.benutzer.iter();
        Names {
            accounts: accounts
                .map(|it| (it.id.0, it.account.name.clone()))
                .collect(),
            faecher: self
                .faecher
                .iter()
                .map(|it| (it.id, it.name.clone()))
                .collect(),
            benutzer: benutzer
                .map(|it| (it.number.value(), it.name.clone()))
                .collect(),
        }
    }
}

/// A line of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// A heading.
    Group(Group),
    /// A place.
    Spot(Spot),
    /// One of the Akten used last, by its place among them.
    Akte(usize),
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// A line was chosen.
    Chosen(Line),
    /// So many lines on.
    Step(i32),
    /// The heading of the present line is closed or opened.
    Open(bool),
    /// What is dragged was let go on a line.
    Dropped(Line),
}

/// The navigation.
#[derive(Default)]
pub struct Navigation {
    /// What it is made of.
    pub known: Known,
    /// Headings that are closed.
    pub closed: HashSet<Group>,
    at: Option<Line>,
}

fn id(line: Line) -> Id {
    Id::from(match line {
        Line::Group(group) => format!("place-group-{}", group.word()),
        Line::Spot(spot) => format!("place-{}", spot.word()),
        Line::Akte(at) => format!("place-akte-{at}"),
    })
}

impl Navigation {
    /// The usual one: Postkörbe of others and the accounts are closed.
    pub fn new() -> Self {
        Self {
            closed: HashSet::from([Group::Others]),
            ..Self::default()
        }
    }

    /// The places of a heading.
    fn spots(&self, group: Group) -> Vec<Spot> {
        let known = &self.known;
        let me = known.me;
        let numbers = known.benutzer.iter().filter(|it| it.has_access());
        let numbers = numbers.map(|it| it.number);
        match group {
            Group::Posteingang => {
                let mut all = vec![Spot::Posteingang];
                if known.faecher.len() > 1 {
                    all.extend(known.faecher.iter().map(|it| Spot::Eingangsfach(it.id)));
                }
                all
            }
            Group::Mine => {
                let own = me.into_iter();
                let mut all: Vec<Spot> = own
                    .flat_map(|it| [Spot::Postkorb(it), Spot::Tagesansicht(it)])
                    .collect();
                all.extend([Spot::Wiedervorlage, Spot::Klientenunabhaengig]);
                all
            }
            Group::Shared => vec![
                Spot::Zentral,
                Spot::NichtZugeordnet,
                Spot::Offen,
                Spot::Abgelegt,
            ],
            Group::Others => numbers
                .filter(|it| Some(*it) != me)
                .map(Spot::Postkorb)
                .collect(),
            Group::Akten => vec![Spot::EAkte],
            Group::Sending => vec![Spot::Postausgang, Spot::Entwuerfe, Spot::Journal],
            Group::Keeping => vec![
                Spot::Papierkorb,
                Spot::Altbestand,
                Spot::Quarantaene,
                Spot::Abrufbuch,
            ],
            Group::Accounts => {
                let accounts = known.accounts.iter().map(|it| Spot::Alle(Some(it.id)));
                std::iter::once(Spot::Alle(None)).chain(accounts).collect()
            }
        }
    }

    /// The lines that can be seen, from top to bottom.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for group in Group::ALL {
            let spots = self.spots(group);
            if spots.is_empty() {
                continue;
            }
            lines.push(Line::Group(group));
            if self.closed.contains(&group) {
                continue;
            }
            lines.extend(spots.into_iter().map(Line::Spot));
            if group == Group::Akten {
                lines.extend((0..self.known.akten.len().min(AKTEN)).map(Line::Akte));
            }
        }
        lines
    }

    /// Whether a place is there now.
    pub fn has(&self, spot: Spot) -> bool {
        let mut all = Group::ALL.into_iter().flat_map(|it| self.spots(it));
        spot == Spot::Suche || all.any(|it| it == spot)
    }

    /// The line after so many steps from the present one.
    pub fn step(&self, spot: Spot, step: i32) -> Option<Line> {
        let lines = self.lines();
        let at = self.at.unwrap_or(Line::Spot(spot));
        let at = lines.iter().position(|it| *it == at);
        let next = match (at, step) {
            (None, _) => 0,
            (Some(at), ..0) => at.saturating_sub(step.unsigned_abs() as usize),
            (Some(at), _) => (at + step as usize).min(lines.len().saturating_sub(1)),
        };
        lines.get(next).copied()
    }

    /// The keyboard stands on this line.
    pub fn stand(&mut self, line: Line) {
        self.at = Some(line);
    }

    /// Closes or opens the heading of the present line.
    pub fn set_open(&mut self, spot: Spot, is_open: bool) {
        let line = self.at.unwrap_or(Line::Spot(spot));
        let group = match line {
            Line::Group(group) => Some(group),
            Line::Spot(spot) => {
                let mut all = Group::ALL.into_iter();
                all.find(|it| self.spots(*it).contains(&spot))
            }
            Line::Akte(_) => Some(Group::Akten),
        };
        let Some(group) = group else { return };
        match is_open {
            true => self.closed.remove(&group),
            false => self.closed.insert(group),
        };
        self.at = Some(Line::Group(group));
    }

    /// A heading is closed if it was open, and the other way round.
    pub fn toggle(&mut self, group: Group) {
        if !self.closed.remove(&group) {
            self.closed.insert(group);
        }
        self.at = Some(Line::Group(group));
    }

    /// Scrolls to a line.
    pub fn reveal(line: Line) -> Task<super::Message> {
        table_row::reveal(Id::new(LINES), id(line))
    }

    /// What a place is called.
    pub fn name(&self, spot: Spot, context: &Context) -> String {
        let known = &self.known;
        let benutzer = |number| {
            let found = known.benutzer.iter().find(|it| it.number == number);
            found.map(|it| it.name.clone())
        };
        let named = match spot {
            Spot::Eingangsfach(id) => {
                let found = known.faecher.iter().find(|it| it.id == id);
                found.map(|it| it.name.clone())
            }
            Spot::Postkorb(number) if Some(number) == known.me => {
                Some(context.say(texts::place_mein_postkorb()))
            }
            Spot::Postkorb(number) => benutzer(number),
            Spot::Alle(Some(id)) => {
                let found = known.accounts.iter().find(|it| it.id == id);
                found.map(|it| it.account.name.clone())
            }
            _ => None,
        };
        named.unwrap_or_else(|| context.say(spot.name()))
    }

    /// What lies at a place; unread is what wants attention.
    fn count(&self, spot: Spot) -> Option<Count> {
        let counts = &self.known.counts;
        let attention = |all, unread| Some(Count { all, unread });
        match spot {
            Spot::Abgelegt => match self.known.me {
                // Everybody's, but what is bold is one's own.
                Some(me) => {
                    let own = counts.of(Listing::Abgelegt(Some(me)))?;
                    attention(counts.abgelegt.all, own.all)
                }
                None => Some(counts.abgelegt),
            },
            Spot::Wiedervorlage => attention(counts.wiedervorlage.all, counts.wiedervorlage_due),
            // Nobody has to look at what was thrown away or is old.
            Spot::Papierkorb => attention(counts.papierkorb.all, 0),
            Spot::Altbestand => attention(counts.altbestand.all, 0),
            Spot::Quarantaene => attention(counts.quarantaene, counts.quarantaene),
            Spot::Postausgang => {
                let (waiting, failed) = (counts.postausgang_waiting, counts.postausgang_failed);
                attention(waiting + failed, failed)
            }
            Spot::Entwuerfe => attention(counts.entwuerfe, 0),
            Spot::Abrufbuch => attention(counts.abrufbuch, counts.abrufbuch),
            Spot::Alle(account) => {
                let at = match account {
                    None => 0,
                    Some(id) => {
                        let mut accounts = self.known.accounts.iter();
                        accounts.position(|it| it.id == id)? + 1
                    }
                };
                attention(*self.known.stored.get(at)?, 0)
            }
            other => counts.of(other.listing()?),
        }
    }

    fn group<'a>(&self, group: Group, context: &Context) -> Element<'a, Message> {
        let is_closed = self.closed.contains(&group);
        let mark = match is_closed {
            true => Icon::Right,
            false => Icon::Chevron,
        };
        let unread: u64 = match is_closed {
            true => {
                let spots = self.spots(group).into_iter();
                spots
                    .filter_map(|it| self.count(it))
                    .map(|it| it.unread)
                    .sum()
            }
            false => 0,
        };
        let words = text(context.say(group.name()))
            .size(SMALL)
            .font(theme::UI_BOLD);
        let content = row![
            icon(mark, 12.0, Tint::Muted),
            words.style(style::muted),
            space().width(Fill),
            counted(Count { all: 0, unread }, context),
        ];
        line(
            content.spacing(5).align_y(Center).into(),
            self.at == Some(Line::Group(group)) && is_closed,
            Line::Group(group),
        )
    }

    fn spot<'a>(&self, spot: Spot, chosen: Spot, context: &Context) -> Element<'a, Message> {
        let count = self.count(spot).unwrap_or_default();
        let is_chosen = spot == chosen;
        let tint = match is_chosen {
            true => Tint::Selected,
            false => Tint::Accent,
        };
        let name = self.name(spot, context);
        let name: Element<'_, Message> = match count.unread > 0 {
            true => shortened::bold(name, Fill, LINE),
            false => shortened(name, Fill, LINE),
        };
        let content = row![icon(spot.icon(), 17.0, tint), name, counted(count, context)];
        line(
            content.spacing(8).align_y(Center).into(),
            is_chosen,
            Line::Spot(spot),
        )
    }

    fn akte<'a>(&self, at: usize) -> Element<'a, Message> {
        let akte = self.known.akten.get(at);
        let words = akte.map_or_else(String::new, |it| match it.kind {
            crate::domain::register::AkteKind::Akte(number) => format!("{number} {}", it.name),
            _ => it.name.clone(),
        });
        let content = row![
            space().width(14),
            icon(Icon::Folder, 15.0, Tint::Muted),
            shortened(words, Fill, LINE),
        ];
        line(
            content.spacing(6).align_y(Center).into(),
            self.at == Some(Line::Akte(at)),
            Line::Akte(at),
        )
    }

    /// What is seen; `takes` says where what is dragged may be let go.
    pub fn view<'a>(
        &'a self,
        chosen: Spot,
        takes: impl Fn(Line) -> bool,
        context: &'a Context,
    ) -> Element<'a, Message> {
        let all = self.lines();
        let count = all.len();
        let lines = all.into_iter().enumerate().map(|(number, it)| {
            let is_chosen = it == Line::Spot(chosen);
            let told = Row {
                number,
                count,
                is_chosen,
                is_focused: false,
            };
            let content = match it {
                Line::Group(group) => self.group(group, context),
                Line::Spot(spot) => self.spot(spot, chosen, context),
                Line::Akte(at) => self.akte(at),
            };
            let content = told_row(told, content);
            drop_zone(content, takes(it).then_some(Message::Dropped(it)))
        });
        let list = scrollable(column(lines).spacing(1))
            .spacing(3)
            .id(LINES)
            .height(Fill)
            .style(style::scroll);
        let stop = focus(list)
            .id("places")
            .role(Role::Table)
            .name(context.say(texts::places_name()))
            .on_key(|key, modifiers| match key {
                _ if !modifiers.is_empty() => None,
                Key::Named(Named::ArrowDown) => Some(Message::Step(1)),
                Key::Named(Named::ArrowUp) => Some(Message::Step(-1)),
                Key::Named(Named::Home) => Some(Message::Step(-1_000)),
                Key::Named(Named::End) => Some(Message::Step(1_000)),
                Key::Named(Named::ArrowRight) => Some(Message::Open(true)),
                Key::Named(Named::ArrowLeft) => Some(Message::Open(false)),
                _ => None,
            });
        container(stop).padding([6, 6]).height(Fill).into()
    }
}

fn line<'a>(content: Element<'a, Message>, is_chosen: bool, line: Line) -> Element<'a, Message> {
    let button = iced::widget::button(content)
        .padding([4, 8])
        .width(Fill)
        .style(style::place(is_chosen))
        .on_press(Message::Chosen(line));
    container(button).id(id(line)).into()
}

/// Unread in bold, and how many there are at all.
fn counted<'a, M: 'a>(count: Count, context: &Context) -> Element<'a, M> {
    let shown = |it: u64| number(context.language, it.cast_signed());
    let all = match count.all {
        0 => String::new(),
        all if count.unread == all => String::new(),
        all if count.unread == 0 => shown(all),
        all => format!(" / {}", shown(all)),
    };
    let unread = match count.unread {
        0 => String::new(),
        unread => shown(unread),
    };
    row![
        text(unread).size(SMALL).font(theme::UI_BOLD),
        text(all).size(SMALL).style(style::muted),
    ]
    .into()
}
