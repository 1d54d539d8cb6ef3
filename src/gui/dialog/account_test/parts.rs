//! What both tests are made of: cells, statuses, the lower area.

use super::ladder::State;
use crate::domain::diagnosis::TestStatus;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{SIZE, SMALL, UI_BOLD, tok};
use crate::gui::widget::{Role, focus};
use crate::i18n::{Text, texts};
use crate::service::account_test::words;
use iced::keyboard::{Key, key::Named};
use iced::widget::scrollable::AbsoluteOffset;
use iced::widget::{
    column, container, mouse_area, row, rule, scrollable, space, text, text_editor,
};
use iced::{Center, Element, Fill, Length, Task, Theme};

/// The scrolling part of the table.
pub(super) const ROWS: &str = "test-rows";

/// The table as a stop of the Tab key.
pub(super) const TABLE: &str = "test-table";

/// The lower area.
pub(super) const DETAIL: &str = "test-detail";

const ROW: f32 = 25.0;

/// Rows that stay in sight above one that is shown.
const ABOVE: usize = 3;

/// Scrolls the table so that a row is in sight.
pub(super) fn reveal<M>(at: usize) -> Task<M> {
    let rows = u16::try_from(at.saturating_sub(ABOVE)).unwrap_or(u16::MAX);
    let y = f32::from(rows) * ROW;
    iced::widget::operation::scroll_to(ROWS, AbsoluteOffset { x: 0.0, y })
}

/// Carries out what changes nothing: selecting, scrolling.
pub(super) fn read_only(content: &mut text_editor::Content, action: text_editor::Action) {
    if !action.is_edit() {
        content.perform(action);
    }
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
    let words = text(words).size(SIZE).wrapping(text::Wrapping::None);
    container(words).width(width).clip(true).into()
}

/// A cell with a status.
pub(super) fn status_cell<'a, M: 'a>(
    (picture, tint, words): (Icon, Tint, String),
    width: Length,
) -> Element<'a, M> {
    let words = text(words).size(SIZE).wrapping(text::Wrapping::None);
    let both = row![icon(picture, 16.0, tint), words]
        .spacing(6)
        .align_y(Center);
    container(both).width(width).clip(true).into()
}

/// A row that can be clicked.
pub(super) fn line<'a, M: Clone + 'a>(
    cells: Vec<Element<'a, M>>,
    (is_selected, at): (bool, usize),
    select: M,
) -> Element<'a, M> {
    let cells = row(cells).spacing(8).align_y(Center);
    let line = container(cells)
        .padding([0, 10])
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
        .padding([4, 10])
        .width(Fill)
        .style(style::head);
    let body = scrollable(column(rows))
        .id(ROWS)
        .height(Fill)
        .width(Fill)
        .style(style::scroll);
    let table = container(column![head, rule::horizontal(1), body])
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

/// How the whole test stands: good, bad, or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Good,
    Bad,
    Open,
}

/// One line on how the whole test stands.
pub(super) fn verdict<'a, M: 'a>(verdict: Verdict, words: String) -> Element<'a, M> {
    let words = text(words).size(SIZE);
    match verdict {
        Verdict::Open => words.into(),
        Verdict::Good => row![
            icon(Icon::CheckCircle, 18.0, Tint::Good),
            words.font(UI_BOLD).style(|theme: &Theme| text::Style {
                color: Some(tok(theme).ok),
            })
        ]
        .spacing(6)
        .align_y(Center)
        .into(),
        Verdict::Bad => row![
            icon(Icon::DismissCircle, 18.0, Tint::Bad),
            words.font(UI_BOLD).style(|theme: &Theme| text::Style {
                color: Some(tok(theme).err),
            })
        ]
        .spacing(6)
        .align_y(Center)
        .into(),
    }
}

/// The lower area: words that can be selected and copied, not changed.
pub(super) fn detail<'a, M: Clone + 'a>(
    content: &'a text_editor::Content,
    nothing: String,
    on_action: impl Fn(text_editor::Action) -> M + 'a,
) -> Element<'a, M> {
    text_editor(content)
        .id(DETAIL)
        .placeholder(nothing)
        .on_action(on_action)
        .size(SIZE)
        .padding(8)
        .height(Fill)
        .style(style::editor)
        .into()
}

/// A bar that fills.
pub(super) fn progress<'a, M: 'a>(done: usize, of: usize) -> Element<'a, M> {
    let number = |it: usize| f32::from(u16::try_from(it).unwrap_or(u16::MAX));
    match of {
        0 => space().height(5).into(),
        _ => iced::widget::progress_bar(0.0..=number(of), number(done))
            .girth(5)
            .into(),
    }
}
