//! The parts that dialogs are built from: buttons, fields, choices, sections.

use super::label::{access_key, label, plain};
use super::spinner::spinner;
use super::{Focus, Role, focus};
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE, SMALL, TITLE};
use iced::keyboard::{Key, key::Named};
use iced::widget::{
    checkbox, column, container, mouse_area, progress_bar, radio, row, rule, space, text,
};
use iced::{Center, Element, Fill, Length, Padding};
use std::cell::Cell;
use std::rc::Rc;

/// Width of the column of labels in a form.
pub const LABEL_WIDTH: f32 = 200.0;
/// Size of tick boxes and round marks.
const MARK: f32 = 15.0;

/// Which button of a dialog it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The one that Enter presses.
    Default,
    /// Any other.
    Other,
}

/// A push button with icon and access key (`&Speichern`). Without a message it is greyed.
pub fn button<'a, M: Clone + 'a>(
    picture: Option<(Icon, Tint)>,
    words: &str,
    message: Option<M>,
    choice: Choice,
) -> Focus<'a, M> {
    let is_default = choice == Choice::Default;
    let mut content = row![].spacing(6).align_y(Center);
    if let Some((picture, tint)) = picture {
        let tint = match (message.is_some(), is_default) {
            (false, _) => Tint::Disabled,
            (true, true) => Tint::OnAccent,
            (true, false) => tint,
        };
        content = content.push(icon(picture, 16.0, tint));
    }
    content = content.push(label(words));
    let look = match choice {
        Choice::Default => style::button_default,
        Choice::Other => style::button_normal,
    };
    let button = iced::widget::button(content)
        .padding([5, 12])
        .style(look)
        .on_press_maybe(message.clone());
    stop(button, message)
}

/// A button as a Tab stop.
fn stop<'a, M: Clone + 'a>(button: impl Into<Element<'a, M>>, message: Option<M>) -> Focus<'a, M> {
    let stop = focus(button).enabled(message.is_some());
    match message {
        Some(message) => stop.on_activate(message, true),
        None => stop,
    }
}

/// A flat button of a tool bar.
pub fn tool_button<'a, M: Clone + 'a>(
    picture: Icon,
    words: &str,
    message: Option<M>,
) -> Focus<'a, M> {
    let tint = match message {
        Some(_) => Tint::Accent,
        None => Tint::Disabled,
    };
    let content = row![icon(picture, 18.0, tint), label(words)]
        .spacing(6)
        .align_y(Center);
    let button = iced::widget::button(content)
        .padding([5, 8])
        .style(style::button_flat)
        .on_press_maybe(message.clone());
    stop(button, message)
}

/// A tick box with its words. Without `on_toggle` it is greyed.
pub fn check<'a, M: Clone + 'a>(
    words: &str,
    is_on: bool,
    on_toggle: Option<impl Fn(bool) -> M + Clone + 'a>,
) -> Focus<'a, M> {
    let tick = checkbox(is_on)
        .size(MARK)
        .style(style::check)
        .on_toggle_maybe(on_toggle.clone());
    let content = marked(tick, words);
    match on_toggle {
        Some(on_toggle) => {
            let toggled = on_toggle(!is_on);
            let area = mouse_area(content).on_press(toggled.clone());
            focus(area)
                .on_activate(toggled, false)
                .role(Role::Check(is_on))
        }
        None => focus(content).enabled(false).role(Role::Check(is_on)),
    }
}

/// A mark with its words beside it; where they break, the mark stands at the first line.
fn marked<'a, M: 'a>(mark: impl Into<Element<'a, M>>, words: &str) -> Element<'a, M> {
    let mark = container(mark).padding(Padding::default().top(1.0));
    row![mark, label(words)].spacing(7).into()
}

/// How the options of a group stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// In one row, which breaks where there is no room.
    Beside,
    /// One below the other.
    Below,
}

/// One of several: a single Tab stop in which arrow keys move the choice; each option has an access
/// key of its own. Greyed with `enabled` off.
pub fn options<'a, M: Clone + 'a, V: Copy + Eq + 'a>(
    direction: Direction,
    items: Vec<(String, V)>,
    chosen: V,
    on_choose: impl Fn(V) -> M + Clone + 'a,
) -> Focus<'a, M> {
    let is_enabled = Rc::new(Cell::new(true));
    let parts = items.iter().map(|(words, value)| {
        let (value, is_enabled, on_click) = (*value, is_enabled.clone(), on_choose.clone());
        let dot = radio("", value, Some(chosen), on_click.clone())
            .size(MARK)
            .spacing(0)
            .style(move |theme, status| match is_enabled.get() {
                true => style::radio_style(theme, status),
                false => style::radio_disabled(theme, status),
            });
        let area = mouse_area(marked(dot, words));
        area.on_press(on_click(value)).into()
    });
    let group: Element<'a, M> = match direction {
        Direction::Beside => row(parts).spacing(18).wrap().vertical_spacing(7).into(),
        Direction::Below => column(parts).spacing(7).into(),
    };
    let words = items.iter().find(|it| it.1 == chosen);
    let words = words.map(|it| plain(&it.0)).unwrap_or_default();
    let keys: Vec<_> = items.iter().map(|it| (access_key(&it.0), it.1)).collect();
    let values: Vec<V> = items.iter().map(|it| it.1).collect();
    let on_access = on_choose.clone();
    focus(group)
        .enabled_by(is_enabled)
        .role(Role::Radio(words))
        .on_key(move |key, modifiers| {
            let at = values.iter().position(|it| *it == chosen);
            let last = values.len().checked_sub(1)?;
            let next = match (key, at) {
                _ if !modifiers.is_empty() => return None,
                (Key::Named(Named::ArrowDown | Named::ArrowRight), Some(at)) if at < last => at + 1,
                (Key::Named(Named::ArrowDown | Named::ArrowRight), _) => 0,
                (Key::Named(Named::Space), None) => 0,
                (Key::Named(Named::ArrowUp | Named::ArrowLeft), at) => {
                    at.and_then(|it| it.checked_sub(1)).unwrap_or(last)
                }
                _ => return None,
            };
            values.get(next).map(|it| on_choose(*it))
        })
        .on_access(move |letter| {
            let hit = keys.iter().find(|it| it.0 == Some(letter));
            hit.map(|it| on_access(it.1))
        })
}

/// A row of a form: its label on the left, the rest beside it.
pub fn labelled<'a, M: 'a>(words: &str, rest: impl Into<Element<'a, M>>) -> Element<'a, M> {
    row![container(label(words)).width(LABEL_WIDTH), rest.into()]
        .spacing(8)
        .align_y(Center)
        .into()
}

/// The same for a rest of several lines: the label stands beside the first.
pub fn labelled_top<'a, M: 'a>(words: &str, rest: impl Into<Element<'a, M>>) -> Element<'a, M> {
    row![container(label(words)).width(LABEL_WIDTH), rest.into()]
        .spacing(8)
        .into()
}

/// A part of a form under its name.
pub fn section<'a, M: 'a>(words: String, body: impl Into<Element<'a, M>>) -> Element<'a, M> {
    let line = container(line()).width(Fill);
    let name = row![text(words).size(SIZE).font(theme::UI_BOLD), line]
        .spacing(10)
        .align_y(Center);
    column![name, body.into()].spacing(10).into()
}

/// Words of less weight.
pub fn hint<'a, M: 'a>(words: String) -> Element<'a, M> {
    text(words).size(SMALL).style(style::muted).into()
}

/// What is wrong with a field, beside it.
pub fn fault<'a, M: 'a>(words: String) -> Element<'a, M> {
    let words = text(words).size(SMALL).style(style::wrong);
    row![icon(Icon::Error, 14.0, Tint::Bad), words]
        .spacing(5)
        .align_y(Center)
        .into()
}

/// The bar of buttons at the foot of a dialog.
pub fn footer<'a, M: 'a>(
    left: impl Into<Element<'a, M>>,
    right: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    let bar = row![left.into(), space().width(Fill), right.into()]
        .spacing(8)
        .align_y(Center);
    let bar = container(bar)
        .padding([10, 16])
        .width(Fill)
        .style(style::footer);
    column![line(), bar].into()
}

/// The head of a dialog: what it is for.
pub fn heading<'a, M: 'a>(picture: Icon, title: String, purpose: String) -> Element<'a, M> {
    let words = column![text(title).size(TITLE).font(theme::UI_BOLD), hint(purpose)].spacing(1);
    let head = row![icon(picture, 26.0, Tint::Accent), words]
        .spacing(12)
        .align_y(Center);
    let head = container(head)
        .padding([12, 16])
        .width(Fill)
        .style(style::surface);
    column![head, line()].into()
}

/// A line between parts, from side to side.
pub fn line<'a, M: 'a>() -> Element<'a, M> {
    rule::horizontal(1).style(style::line).into()
}

/// How far something is, from 0 to 1.
pub fn progress<'a, M: 'a>(share: f32) -> Element<'a, M> {
    progress_bar(0.0..=1.0, share)
        .girth(10)
        .style(style::progress)
        .into()
}

/// Something is being done: a turning sign, and what it is.
pub fn busy<'a, M: 'a>(words: String) -> Element<'a, M> {
    row![spinner(16.0), text(words).size(SIZE)]
        .spacing(7)
        .align_y(Center)
        .into()
}

/// The heading of a column in a table made of rows.
pub fn column_head<'a, M: 'a>(words: String, width: impl Into<Length>) -> Element<'a, M> {
    let words = text(words).size(SIZE).style(style::muted);
    container(words)
        .width(width)
        .padding([4, 8])
        .style(style::head)
        .into()
}

/// A width in logical pixels.
pub fn px(width: f32) -> Length {
    Length::Fixed(width)
}
