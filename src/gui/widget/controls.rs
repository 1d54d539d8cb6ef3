//! The parts that dialogs are built from: buttons, fields, choices, sections.

use super::{Focus, Role, edit_menu, focus, label};
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE, SMALL, TITLE, tok};
use iced::keyboard::{Key, key::Named};
use iced::widget::{
    checkbox, column, container, mouse_area, pick_list, radio, row, rule, space, text, text_input,
};
use iced::{Center, Element, Fill, Length, Theme};

/// Width of the column of labels in a form.
pub const LABEL_WIDTH: f32 = 200.0;

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
    let stop = focus(button).enabled(message.is_some());
    match message {
        Some(message) => stop.on_activate(message, true),
        None => stop,
    }
}

/// A tick box with its words. Without `on_toggle` it is greyed.
pub fn check<'a, M: Clone + 'a>(
    words: &str,
    is_on: bool,
    on_toggle: Option<impl Fn(bool) -> M + Clone + 'a>,
) -> Focus<'a, M> {
    let is_enabled = on_toggle.is_some();
    let tick = checkbox(is_on)
        .size(15)
        .style(style::check)
        .on_toggle_maybe(on_toggle.clone());
    let content = row![tick, label(words).muted(!is_enabled)]
        .spacing(7)
        .align_y(Center);
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

/// One of several: a single Tab stop in which arrow keys move the choice. Greyed with `enabled`
/// off.
pub fn options<'a, M: Clone + 'a, V: Copy + Eq + 'a>(
    direction: Direction,
    items: Vec<(String, V)>,
    chosen: V,
    on_choose: impl Fn(V) -> M + Clone + 'a,
) -> Focus<'a, M> {
    let on_click = on_choose.clone();
    let words = items
        .iter()
        .find(|it| it.1 == chosen)
        .map(|it| it.0.replace('&', ""));
    let parts = items.iter().map(|(words, value)| {
        let dot = radio("", *value, Some(chosen), on_click.clone())
            .size(15)
            .spacing(0)
            .style(style::radio_style);
        mouse_area(row![dot, label(words)].spacing(7).align_y(Center))
            .on_press(on_click(*value))
            .into()
    });
    let group: Element<'a, M> = match direction {
        Direction::Beside => row(parts).spacing(18).into(),
        Direction::Below => column(parts).spacing(7).into(),
    };
    let values: Vec<V> = items.iter().map(|it| it.1).collect();
    focus(group)
        .role(Role::Radio(words.unwrap_or_default()))
        .on_key(move |key, _| {
            let at = values.iter().position(|it| *it == chosen)?;
            let count = values.len();
            let next = match key {
                Key::Named(Named::ArrowDown | Named::ArrowRight) => (at + 1) % count,
                Key::Named(Named::ArrowUp | Named::ArrowLeft) => (at + count - 1) % count,
                _ => return None,
            };
            values.get(next).map(|it| on_choose(*it))
        })
}

/// How the options of a group stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// In one row.
    Beside,
    /// One below the other.
    Below,
}

/// A text field; with `fault` framed red. Use [`wide_field`] where nothing more is set on it.
pub fn field<'a, M: Clone + 'a>(
    id: &'static str,
    value: &str,
    on_input: Option<impl Fn(String) -> M + 'a>,
    has_fault: bool,
) -> text_input::TextInput<'a, M> {
    let look = match has_fault {
        true => style::field_err,
        false => style::field,
    };
    text_input("", value)
        .id(id)
        .on_input_maybe(on_input)
        .padding([5, 8])
        .size(SIZE)
        .style(look)
}

/// A text field as wide as there is room, with its menu of the right mouse button.
pub fn wide_field<'a, M: Clone + 'a>(
    id: &'static str,
    value: &str,
    on_input: impl Fn(String) -> M + 'a,
    has_fault: bool,
) -> Element<'a, M> {
    edit_menu(field(id, value, Some(on_input), has_fault))
}

/// How a pick list looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// A field of a form.
    Field,
    /// A cell of a table.
    Cell,
}

/// A drop-down list; arrow keys change the choice while it is closed.
pub fn picker<'a, T: ToString + PartialEq + Clone + 'a, M: Clone + 'a>(
    items: Vec<T>,
    chosen: Option<T>,
    on_choose: impl Fn(T) -> M + Clone + 'a,
    frame: Frame,
) -> Focus<'a, M> {
    let words = chosen
        .as_ref()
        .map_or_else(String::new, ToString::to_string);
    let (keys, at, choose) = (items.clone(), chosen.clone(), on_choose.clone());
    let list = pick_list(items, chosen, on_choose)
        .text_size(SIZE)
        .padding(match frame {
            Frame::Cell => [3, 6],
            Frame::Field => [5, 8],
        })
        .width(Fill)
        .style(match frame {
            Frame::Cell => style::pick_cell,
            Frame::Field => style::pick,
        })
        .menu_style(style::menu_style)
        .handle(pick_list::Handle::Arrow {
            size: Some(9.0.into()),
        });
    focus(list).role(Role::Combo(words)).on_key(move |key, _| {
        let last = keys.len().checked_sub(1)?;
        let at = keys.iter().position(|it| Some(it) == at.as_ref());
        let next = match key {
            Key::Named(Named::ArrowDown) => at.map_or(0, |it| (it + 1).min(last)),
            Key::Named(Named::ArrowUp) => at.map_or(0, |it| it.saturating_sub(1)),
            Key::Named(Named::Home) => 0,
            Key::Named(Named::End) => last,
            _ => return None,
        };
        keys.get(next).map(|it| choose(it.clone()))
    })
}

/// A row of a form: its label on the left, the rest beside it.
pub fn labelled<'a, M: 'a>(words: &str, rest: impl Into<Element<'a, M>>) -> Element<'a, M> {
    row![container(label(words)).width(LABEL_WIDTH), rest.into()]
        .spacing(8)
        .align_y(Center)
        .into()
}

/// A part of a form under its name.
pub fn section<'a, M: 'a>(words: String, body: impl Into<Element<'a, M>>) -> Element<'a, M> {
    let line = container(rule::horizontal(1)).width(Fill);
    let name = row![text(words).size(SIZE).font(theme::UI_BOLD), line]
        .spacing(10)
        .align_y(Center);
    column![name, body.into()].spacing(10).into()
}

/// Words of less weight.
pub fn hint<'a, M: 'a>(words: String) -> Element<'a, M> {
    text(words)
        .size(SMALL)
        .style(|theme: &Theme| text::Style {
            color: Some(tok(theme).muted),
        })
        .into()
}

/// What is wrong with a field, beside it.
pub fn fault<'a, M: 'a>(words: String) -> Element<'a, M> {
    let words = text(words).size(SMALL).style(|theme: &Theme| text::Style {
        color: Some(tok(theme).err),
    });
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
    column![rule::horizontal(1), bar].into()
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
    column![head, rule::horizontal(1)].into()
}

/// A width in logical pixels.
pub fn px(width: f32) -> Length {
    Length::Fixed(width)
}
