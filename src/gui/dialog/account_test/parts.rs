//! What both tests are made of: cells, statuses, the lower area.

use super::ladder::State;
use crate::domain::diagnosis::TestStatus;
use crate::gui::icon::{Icon, Tint, handle, icon};
use crate::gui::style;
use crate::gui::theme::{SIZE, SMALL, UI_BOLD, tok};
use crate::gui::widget::{Role, busy, focus, line as rule, selectable, shortened};
use crate::i18n::{Text, texts};
use crate::service::account_test::words;
use iced::keyboard::{Key, key::Named};
use iced::widget::scrollable::AbsoluteOffset;
use iced::widget::{column, container, mouse_area, row, scrollable, svg, text, text_editor};
use iced::{Center, Element, Fill, Length, Padding, Task, Theme};

/// The scrolling part of the table.
pub(super) const ROWS: &str = "test-rows";

/// The table as a stop of the Tab key.
pub(super) const TABLE: &str = "test-table";

/// The lower area.
pub(super) const DETAIL: &str = "test-detail";

const ROW: f32 = 25.0;

/// Around the cells of a row; on the right there is room for the scroll bar.
const AROUND: Padding = Padding {
    top: 0.0,
    right: 20.0,
    bottom: 0.0,
    left: 10.0,
};

/// Rows that stay in sight above one that is shown.
const ABOVE: usize = 3;

/// Scrolls the table so that a row is in sight.
pub(super) fn reveal<M>(at: usize) -> Task<M> {
    let rows = u16::try_from(at.saturating_sub(ABOVE)).unwrap_or(u16::MAX);
    let y = f32::from(rows) * ROW;
    iced::widget::operation::scroll_to(ROWS, AbsoluteOffset { x: 0.0, y })
}

/// Picture, colour and word of a status.
pub(super) fn status(state: State) -> (Icon, Tint, Text) {
    match state {
        State::Waiting => (Icon::Clock, Tint::Disabled, texts::test_status_waiting()),
        State::Running => (Icon::Sync, Tint::Accent, texts::test_status_running()),
        State::Ended(status) => {
            let (picture, tint) = match status {
                TestStatus::Ok => (Icon::CheckCircle, Tint::Good),
                TestStatus::Warning => (Icon::Warning, Tint::Warning),
                TestStatus::Failed => (Icon::DismissCircle, Tint::Bad),
                TestStatus::NotChecked => (Icon::SkipCircle, Tint::Muted),
                TestStatus::NotApplicable => (Icon::Circle, Tint::Muted),
            };
            (picture, tint, words::status(status))
        }
    }
}

/// A cell with words on one line.
pub(super) fn cell<'a, M: 'a>(words: String, width: Length) -> Element<'a, M> {
    shortened(words, width, ROW)
}

/// A cell with a status.
pub(super) fn status_cell<'a, M: 'a>(
    (picture, tint, words): (Icon, Tint, String),
    width: Length,
    is_selected: bool,
) -> Element<'a, M> {
    let words = text(words).size(SIZE).wrapping(text::Wrapping::None);
    let both = row![mark(picture, tint, is_selected), words]
        .spacing(6)
        .align_y(Center);
    container(both).width(width).clip(true).into()
}

/// The picture of a status. Where a selected row has words of another colour, so has its picture.
fn mark<'a, M: 'a>(picture: Icon, tint: Tint, is_selected: bool) -> Element<'a, M> {
    let look = move |theme: &Theme, _| {
        let tokens = tok(theme);
        let is_other = is_selected && tokens.on_accent_weak != tokens.text;
        let tint = match is_other {
            true => Tint::Selected,
            false => tint,
        };
        svg::Style {
            color: Some(tint.color(tokens)),
        }
    };
    svg(handle(picture)).width(16).height(16).style(look).into()
}

/// A row that can be clicked.
pub(super) fn line<'a, M: Clone + 'a>(
    cells: Vec<Element<'a, M>>,
    (is_selected, at): (bool, usize),
    select: M,
) -> Element<'a, M> {
    let cells = row(cells).spacing(8).align_y(Center);
    let line = container(cells)
        .padding(AROUND)
        .height(ROW)
        .align_y(Center)
        .width(Fill)
        .style(style::row_style(is_selected, at % 2 == 1));
    mouse_area(line).on_press(select).into()
}

/// The table: its head stays, its rows scroll, the arrow keys move the selection.
pub(super) fn table<'a, M: Clone + 'a>(
    columns: Vec<(String, Length)>,
    rows: Vec<Element<'a, M>>,
    step: impl Fn(isize) -> M + 'a,
) -> Element<'a, M> {
    let count = isize::try_from(rows.len()).unwrap_or(isize::MAX);
    let names = columns.into_iter().map(|(name, width)| {
        container(text(name).size(SMALL))
            .width(width)
            .clip(true)
            .into()
    });
    let head = container(row(names).spacing(8))
        .padding(AROUND.vertical(4))
        .width(Fill)
        .style(style::head);
    let body = scrollable(column(rows))
        .id(ROWS)
        .height(Fill)
        .width(Fill)
        .style(style::scroll);
    let table = container(column![head, rule(), body])
        .padding(1)
        .height(Fill)
        .style(style::grid);
    focus(table)
        .id(TABLE)
        .role(Role::Table)
        .on_key(move |key, _| match key {
            Key::Named(Named::ArrowDown) => Some(step(1)),
            Key::Named(Named::ArrowUp) => Some(step(-1)),
            Key::Named(Named::PageDown) => Some(step(8)),
            Key::Named(Named::PageUp) => Some(step(-8)),
            Key::Named(Named::Home) => Some(step(-count)),
            Key::Named(Named::End) => Some(step(count)),
            _ => None,
        })
        .into()
}

/// How the whole test stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Running,
    Good,
    Bad,
    Open,
}

/// One line on how the whole test stands.
pub(super) fn verdict<'a, M: 'a>(verdict: Verdict, words: String) -> Element<'a, M> {
    let (picture, tint, look): (_, _, fn(&Theme) -> text::Style) = match verdict {
        Verdict::Running => return busy(words),
        Verdict::Open => return text(words).size(SIZE).into(),
        Verdict::Good => (Icon::CheckCircle, Tint::Good, good),
        Verdict::Bad => (Icon::DismissCircle, Tint::Bad, style::wrong),
    };
    let words = text(words).size(SIZE).font(UI_BOLD).style(look);
    row![icon(picture, 18.0, tint), words]
        .spacing(6)
        .align_y(Center)
        .into()
}

/// Words about something that went well.
fn good(theme: &Theme) -> text::Style {
    text::Style {
        color: Some(tok(theme).ok),
    }
}

/// The lower area: words that can be selected and copied, not changed.
pub(super) fn detail<'a, M: Clone + 'a>(
    content: &'a text_editor::Content,
    on_action: impl Fn(text_editor::Action) -> M + 'a,
) -> Element<'a, M> {
    selectable(DETAIL, content, on_action)
        .height(Fill)
        .framed()
        .into()
}

/// How much is done.
pub(super) fn share(done: usize, of: usize) -> f32 {
    let number = |it: usize| f32::from(u16::try_from(it).unwrap_or(u16::MAX));
    number(done) / number(of).max(1.0)
}
