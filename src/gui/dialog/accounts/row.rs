//! One row of the table: its cells, and what is to be said about it below.

use super::table::{Change, Row, Table};
use super::{Accounts, Message};
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::usage::{Mode, Owner};
use crate::gui::context::Context;
use crate::gui::dialog::pick::Pick;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE, SMALL};
use crate::gui::widget::{Frame, Role, fault, focus, hint, picker, table_row};
use crate::i18n::{Arg, Text, texts};
use crate::service::notice;
use iced::advanced::widget::Id;
use iced::widget::{checkbox, column, container, mouse_area, radio, row, text};
use iced::{Center, Element, Fill, Length, Padding};
use std::rc::Rc;

/// Widths of the columns in their order; the third takes what is left.
pub(super) const WIDTHS: [Length; 7] = [
    Length::Fixed(58.0),
    Length::Fixed(96.0),
    Fill,
    Length::Fixed(146.0),
    Length::Fixed(206.0),
    Length::Fixed(150.0),
    Length::Fixed(150.0),
];
/// Room for the scroll bar.
pub(super) const RIGHT: f32 = 12.0;
/// Where the third column begins.
const INDENT: f32 = 58.0 + 96.0 + 8.0;
const MARK: f32 = 15.0;

/// The name by which a row is found.
pub(super) fn id(account: AccountId) -> Id {
    Id::from(format!("account-{account}"))
}

/// What every row offers.
pub(super) struct Offers {
    modes: Vec<Pick<Mode>>,
    owners: Vec<Pick<Owner>>,
    pools: Vec<Pick<Option<Rc<str>>>>,
}

impl Offers {
    pub(super) fn new(table: &Table, context: &Context) -> Self {
        let modes = [Mode::Posteingang, Mode::Postkorb, Mode::NurSenden];
        let central = context.say(texts::accounts_owner_zentral());
        let mut owners = vec![Pick::new(central, Owner::Zentral)];
        let current = table.lists.benutzer.iter().filter(|it| it.current);
        owners.extend(current.map(|it| Pick::new(it.name.as_str(), Owner::Benutzer(it.number))));
        let main = context.say(texts::accounts_pool_main());
        let mut pools = vec![Pick::new(main, None)];
        let others = table.lists.pools.iter().map(|it| it.name.as_str());
        pools.extend(others.map(|it| Pick::new(it, Some(Rc::from(it)))));
        Self {
            modes: modes
                .map(|it| Pick::new(context.say(notice::mode(it)), it))
                .to_vec(),
            owners,
            pools,
        }
    }
}

/// A row, and how it is seen.
pub(super) struct RowView<'a, 'o> {
    pub(super) row: &'a Row,
    pub(super) dialog: &'a Accounts,
    pub(super) offers: &'o Offers,
    pub(super) context: &'a Context,
    pub(super) is_odd: bool,
}

impl<'a> RowView<'a, '_> {
    pub(super) fn view(self) -> Element<'a, Message> {
        let id = self.row.id();
        let is_selected = self.dialog.table.selected == Some(id);
        let cells = [
            self.active(),
            self.kanzlei(),
            self.account(is_selected),
            self.mode(),
            self.owner(),
            self.pool(),
            self.app_copy(),
        ];
        let cells = cells
            .into_iter()
            .zip(WIDTHS)
            .map(|(cell, width)| container(cell).width(width).padding([0, 8]).into());
        let cells = row(cells)
            .align_y(Center)
            .padding(Padding::from([5, 0]).right(RIGHT));
        let cells = container(cells)
            .width(Fill)
            .style(style::control_row(is_selected, self.is_odd));
        let cells = mouse_area(cells)
            .on_press(Message::Selected(id))
            .on_double_click(Message::Edit);
        let content = column![cells, self.remarks()];
        table_row(self::id(id), is_selected, Message::Selected(id), content)
    }

    fn active(&self) -> Element<'a, Message> {
        let (id, is_on) = (self.row.id(), self.row.active);
        let change = move |it| Message::Changed(id, Change::Active(it));
        let can = self.dialog.barred.is_none();
        let tick = checkbox(is_on)
            .size(MARK)
            .style(style::check)
            .on_toggle_maybe(can.then_some(change));
        let name = self.context.say(texts::accounts_column_active());
        let stop = focus(tick).role(Role::Check(is_on)).enabled(can).name(name);
        stop.on_activate(change(!is_on), false).into()
    }

    fn kanzlei(&self) -> Element<'a, Message> {
        let (id, is_on) = (self.row.id(), self.row.usage().kanzlei);
        let can = self.dialog.barred.is_none();
        let mark = radio("", true, is_on.then_some(true), move |_| {
            Message::Kanzlei(id)
        });
        let mark = mark.size(MARK).spacing(0).style(style::radio_style);
        let name = self.context.say(texts::accounts_column_kanzlei());
        let stop = focus(mark).role(Role::Check(is_on)).enabled(can).name(name);
        stop.on_activate(Message::Kanzlei(id), false).into()
    }

    fn account(&self, is_selected: bool) -> Element<'a, Message> {
        let stored = &self.row.stored;
        let font = match self.row.usage().kanzlei {
            true => theme::UI_BOLD,
            false => theme::UI,
        };
        let name = text(stored.account.name.as_str()).size(SIZE).font(font);
        let (mark, words) = state(stored);
        // On the colour of the selected row words of less weight are hard to read.
        let small = |words: String| match is_selected {
            true => text(words).size(SMALL).into(),
            false => hint(words),
        };
        let mut state = row![].spacing(5).align_y(Center);
        if let Some((picture, tint)) = mark {
            state = state.push(icon(picture, 13.0, tint));
        }
        let state = state.push(small(self.context.say(words)));
        column![name, small(stored.account.address.clone()), state].into()
    }

    fn mode(&self) -> Element<'a, Message> {
        let mode = self.row.usage().mode;
        if self.row.is_fixed() {
            return self.fixed(self.context.say(notice::mode(mode)));
        }
        let chosen = self.offers.modes.iter().find(|it| it.value == mode);
        let name = texts::accounts_column_mode();
        self.pick(name, (&self.offers.modes, chosen.cloned()), Change::Mode)
    }

    fn owner(&self) -> Element<'a, Message> {
        let usage = self.row.usage();
        if !usage.mode.needs_owner() {
            return nothing();
        }
        let mut offers = self.offers.owners.clone();
        let chosen = usage.owner.map(|owner| {
            let offered = offers.iter().find(|it| it.value == owner).cloned();
            offered.unwrap_or_else(|| {
                let left = Pick::new(self.name_of_left(owner), owner);
                offers.push(left.clone());
                left
            })
        });
        let name = texts::accounts_column_owner();
        self.pick(name, (&offers, chosen), Change::Owner)
    }

    /// A Benutzer who is no longer offered.
    fn name_of_left(&self, owner: Owner) -> String {
        let benutzer = &self.dialog.table.lists.benutzer;
        let found = benutzer
            .iter()
            .find(|it| Owner::Benutzer(it.number) == owner);
        match found {
            Some(it) => self.context.say(texts::accounts_owner_left(&it.name)),
            None => owner.word(),
        }
    }

    fn pool(&self) -> Element<'a, Message> {
        let usage = self.row.usage();
        if usage.mode == Mode::Posteingang {
            return nothing();
        }
        let name = |it: &str| it.to_lowercase();
        let wanted = usage.datenpool.as_deref().map(name);
        let is_it = |it: &&Pick<Option<Rc<str>>>| it.value.as_deref().map(name) == wanted;
        let chosen = self.offers.pools.iter().find(is_it).cloned();
        if self.row.is_fixed() {
            return self.fixed(chosen.map(|it| it.to_string()).unwrap_or_default());
        }
        let name = texts::accounts_column_pool();
        self.pick(name, (&self.offers.pools, chosen), |it| {
            Change::Pool(it.as_deref().map(str::to_owned))
        })
    }

    fn app_copy(&self) -> Element<'a, Message> {
        let usage = self.row.usage();
        if usage.mode != Mode::Postkorb {
            return nothing();
        }
        let devices = self.dialog.table.devices(usage.owner);
        if devices.is_empty() && usage.app_copy.is_none() {
            return match usage.owner {
                Some(Owner::Benutzer(_)) => {
                    self.fixed(self.context.say(texts::accounts_app_no_device()))
                }
                _ => nothing(),
            };
        }
        let none = self.context.say(texts::accounts_app_none());
        let mut offers = vec![Pick::new(none, None)];
        offers.extend(devices.iter().map(|it| Pick::new(*it, Some(Rc::from(*it)))));
        let wanted: Option<Rc<str>> = usage.app_copy.as_deref().map(Rc::from);
        if let Some(name) = wanted.as_deref().filter(|it| !devices.contains(it)) {
            offers.push(Pick::new(name, Some(Rc::from(name))));
        }
        let chosen = offers.iter().find(|it| it.value == wanted).cloned();
        let name = texts::accounts_column_app();
        self.pick(name, (&offers, chosen), |it: Option<Rc<str>>| {
            Change::AppCopy(it.as_deref().map(str::to_owned))
        })
    }

    fn pick<V: Clone + PartialEq + 'a>(
        &self,
        name: Text,
        (offers, chosen): (&[Pick<V>], Option<Pick<V>>),
        change: impl Fn(V) -> Change + Clone + 'a,
    ) -> Element<'a, Message> {
        if self.dialog.barred.is_some() {
            return self.fixed(chosen.map(|it| it.to_string()).unwrap_or_default());
        }
        let id = self.row.id();
        let on_choose = move |it: Pick<V>| Message::Changed(id, change(it.value));
        let list = picker(offers.to_vec(), chosen, on_choose, Frame::Cell);
        list.name(self.context.say(name)).into()
    }

    /// Only to be seen.
    fn fixed(&self, words: String) -> Element<'a, Message> {
        container(text(words).size(SIZE)).padding([3, 6]).into()
    }

    fn remarks(&self) -> Element<'a, Message> {
        let mut lines = column![].spacing(2);
        for remark in &self.row.remarks {
            let words = self.context.say(remark.words.clone());
            lines = lines.push(match remark.is_wrong() {
                true => fault(words),
                false => doubt(words),
            });
        }
        if self.row.remarks.is_empty() {
            return lines.into();
        }
        let padding = Padding::from([3.0, RIGHT]).left(INDENT);
        container(lines)
            .padding(padding)
            .width(Fill)
            .style(style::surface)
            .into()
    }
}

/// A cell that does not apply.
fn nothing<'a>() -> Element<'a, Message> {
    container(hint("–".to_owned())).padding([3, 6]).into()
}

fn doubt<'a>(words: String) -> Element<'a, Message> {
    let words = text(words).size(SMALL).style(style::doubtful);
    row![icon(Icon::Warning, 14.0, Tint::Warning), words]
        .spacing(5)
        .align_y(Center)
        .into()
}

/// How fetching an account goes.
fn state(stored: &StoredAccount) -> (Option<(Icon, Tint)>, Text) {
    let state = &stored.state;
    let bad = Some((Icon::Warning, Tint::Bad));
    if let Some(at) = state.paused_at {
        return (bad, texts::accounts_state_paused(Arg::Moment(at)));
    }
    if !stored.account.usage.mode.fetches() {
        return (None, texts::accounts_state_sends());
    }
    match (state.failures, state.last_success_at) {
        (0, Some(at)) => (None, texts::accounts_state_success(Arg::Moment(at))),
        (0, None) => (None, texts::accounts_state_never()),
        (_, Some(at)) => (bad, texts::accounts_state_failed(Arg::Moment(at))),
        (_, None) => (bad, texts::accounts_state_failed_never()),
    }
}
