//! `focus(content)`: makes any element a Tab stop. It draws a ring when reached by keyboard and turns
//! Space, Enter, arrows and its access keys into messages; the toolkit focuses text fields only.

use super::walk::has_focus;
use super::wrap::{Behaviour, Inside, Io, Wrap};
use crate::gui::theme::tok;
use iced::advanced::widget::{Id, Operation, operation::Focusable};
use iced::advanced::{mouse, renderer, renderer::Renderer as _};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Border, Color, Element, Event, Rectangle, Theme, touch, window};
use std::cell::Cell;
use std::rc::Rc;

/// What an element is to a screen reader, with its value. Reported to operations after `focusable`.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    /// It is pressed.
    Button,
    /// It is ticked or not.
    Check(bool),
    /// One of several, with the words of the chosen one.
    Radio(String),
    /// A list that drops down, with the words of the chosen one.
    Combo(String),
    /// Rows and columns.
    Table,
    /// A field to type in.
    TextField,
    /// A field whose text is hidden.
    Password,
    /// Text to read and copy.
    Document,
}

/// More for a screen reader, reported after the [`Role`].
#[derive(Debug, Clone, PartialEq)]
pub struct Detail {
    /// The name, where the words inside or beside the element do not say it.
    pub name: Option<String>,
    /// Whether it can be used now.
    pub is_enabled: bool,
}

/// A row of a table, reported before the words of its cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Its number, from 0 on.
    pub number: usize,
    /// How many rows the table has.
    pub count: usize,
    /// It is chosen.
    pub is_chosen: bool,
    /// The keyboard stands on it.
    pub is_focused: bool,
}

/// Reported after the last row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowsEnd;

/// Reported by what takes Tab, Escape and the keys of the dialog itself for a while, such as a cell
/// that is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holds;

type OnKey<'a, M> = Box<dyn Fn(&Key, Modifiers) -> Option<M> + 'a>;
type OnAccess<'a, M> = Box<dyn Fn(char) -> Option<M> + 'a>;

/// See [`focus`].
pub struct Focus<'a, M> {
    content: Element<'a, M>,
    stop: Stop<'a, M>,
}

/// Makes `content` a Tab stop.
pub fn focus<'a, M>(content: impl Into<Element<'a, M>>) -> Focus<'a, M> {
    Focus {
        content: content.into(),
        stop: Stop {
            id: None,
            on_activate: None,
            on_key: None,
            on_access: None,
            is_enabled: Rc::new(Cell::new(true)),
            role: Role::Button,
            name: None,
        },
    }
}

impl<'a, M> Focus<'a, M> {
    /// The name by which the focus can be set.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.stop.id = Some(id.into());
        self
    }

    /// Space and the access key send this message, and Enter with `by_enter`.
    #[must_use]
    pub fn on_activate(mut self, message: M, by_enter: bool) -> Self {
        self.stop.on_activate = Some((message, by_enter));
        self
    }

    /// What other keys do while it has the focus.
    #[must_use]
    pub fn on_key(mut self, on_key: impl Fn(&Key, Modifiers) -> Option<M> + 'a) -> Self {
        self.stop.on_key = Some(Box::new(on_key));
        self
    }

    /// What an access key inside does, where there are several.
    #[must_use]
    pub fn on_access(mut self, on_access: impl Fn(char) -> Option<M> + 'a) -> Self {
        self.stop.on_access = Some(Box::new(on_access));
        self
    }

    /// What it is to a screen reader; a button unless said.
    #[must_use]
    pub fn role(mut self, role: Role) -> Self {
        self.stop.role = role;
        self
    }

    /// Its name for screen readers, where no words stand in it.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.stop.name = Some(name.into());
        self
    }

    /// Whether it can be used. If not, it is greyed, no Tab stop, and takes no mouse.
    #[must_use]
    pub fn enabled(self, is_enabled: bool) -> Self {
        self.stop.is_enabled.set(is_enabled);
        self
    }

    /// Shares whether it can be used with parts whose look depends on it.
    pub(super) fn enabled_by(mut self, switch: Rc<Cell<bool>>) -> Self {
        self.stop.is_enabled = switch;
        self
    }
}

impl<'a, M: Clone + 'a> From<Focus<'a, M>> for Element<'a, M> {
    fn from(focus: Focus<'a, M>) -> Self {
        Wrap::element(focus.content, focus.stop)
    }
}

struct Stop<'a, M> {
    id: Option<Id>,
    on_activate: Option<(M, bool)>,
    on_key: Option<OnKey<'a, M>>,
    on_access: Option<OnAccess<'a, M>>,
    is_enabled: Rc<Cell<bool>>,
    role: Role,
    name: Option<String>,
}

/// What a Tab stop remembers. Reported to operations, so that `form` can press it.
#[derive(Debug, Default)]
pub struct State {
    is_focused: bool,
    has_ring: bool,
    is_disabled: bool,
    pressed: Option<char>,
}

impl State {
    /// Whether it can be used now.
    pub fn is_enabled(&self) -> bool {
        !self.is_disabled
    }

    /// Has it pressed by an access key, or by a space for the plain press, with the next event.
    pub fn press(&mut self, key: char) {
        self.pressed = Some(key);
    }
}

impl Focusable for State {
    fn is_focused(&self) -> bool {
        self.is_focused
    }

    fn focus(&mut self) {
        self.is_focused = true;
        self.has_ring = true;
    }

    fn unfocus(&mut self) {
        self.is_focused = false;
        self.has_ring = false;
    }
}

impl<M: Clone> Stop<'_, M> {
    fn pressed(&self, key: char) -> Option<M> {
        let by_key = self.on_access.as_ref().and_then(|it| it(key));
        by_key.or_else(|| self.on_activate.as_ref().map(|it| it.0.clone()))
    }

    /// The message of a key and whether the key is used up.
    fn key(&self, event: &keyboard::Event) -> (Option<M>, bool) {
        let keyboard::Event::KeyPressed {
            key,
            modifiers,
            repeat,
            ..
        } = event
        else {
            return (None, false);
        };
        let by_enter = self.on_activate.as_ref().is_some_and(|it| it.1);
        let is_press = match key {
            Key::Named(Named::Space) => modifiers.is_empty() && self.on_activate.is_some(),
            Key::Named(Named::Enter) => modifiers.is_empty() && by_enter,
            _ => false,
        };
        if is_press {
            // A key held down presses once.
            let message = self.on_activate.as_ref().filter(|_| !repeat);
            return (message.map(|it| it.0.clone()), true);
        }
        let message = self.on_key.as_ref().and_then(|it| it(key, *modifiers));
        let is_used = message.is_some();
        (message, is_used)
    }
}

impl<'a, M: Clone + 'a> Behaviour<'a, M> for Stop<'a, M> {
    type State = State;

    fn refresh(&self, state: &mut State) {
        state.is_disabled = !self.is_enabled.get();
        if state.is_disabled {
            state.unfocus();
            state.pressed = None;
        }
    }

    fn operate(
        &mut self,
        state: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        operation: &mut dyn Operation,
    ) {
        let (id, bounds) = (self.id.as_ref(), inside.bounds());
        if state.is_enabled() {
            operation.focusable(id, bounds, state);
        }
        operation.custom(id, bounds, &mut self.role);
        let mut detail = Detail {
            name: self.name.clone(),
            is_enabled: state.is_enabled(),
        };
        operation.custom(id, bounds, &mut detail);
        operation.custom(id, bounds, state);
        operation.container(id, bounds);
        operation.traverse(&mut |operation| inside.operate(operation));
    }

    fn update(
        &mut self,
        state: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        event: &Event,
        io: &mut Io<'_, '_, M>,
    ) {
        if state.is_disabled {
            io.cursor = mouse::Cursor::Unavailable;
            if matches!(event, Event::Window(window::Event::RedrawRequested(_))) {
                inside.update(event, io);
            }
            return;
        }
        if let Some(message) = state.pressed.take().and_then(|it| self.pressed(it)) {
            io.shell.publish(message);
            io.shell.request_redraw();
        }
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(_))
            | Event::Touch(touch::Event::FingerPressed { .. }) => {
                inside.update(event, io);
                // Of stops within stops the inner one gets the focus.
                let is_mine = io.cursor.is_over(inside.bounds()) && !has_focus(inside);
                if state.is_focused != is_mine || state.has_ring {
                    io.shell.request_redraw();
                }
                state.is_focused = is_mine;
                state.has_ring = false;
                return;
            }
            Event::Keyboard(event) if state.is_focused && !io.shell.is_event_captured() => {
                let (message, is_used) = self.key(event);
                if let Some(message) = message {
                    state.has_ring = true;
                    io.shell.publish(message);
                }
                if is_used {
                    return io.shell.capture_event();
                }
            }
            _ => {}
        }
        inside.update(event, io);
    }

    fn is_shut(&self) -> bool {
        !self.is_enabled.get()
    }

    fn inherit(&self, theme: &Theme, style: &renderer::Style) -> renderer::Style {
        match self.is_enabled.get() {
            true => *style,
            false => renderer::Style {
                text_color: tok(theme).disabled,
            },
        }
    }

    fn draw_over(
        &self,
        state: &State,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        (bounds, viewport): (Rectangle, Rectangle),
    ) {
        if !state.has_ring {
            return;
        }
        let ring = renderer::Quad {
            bounds: bounds.expand(2),
            border: Border {
                color: tok(theme).accent,
                width: 1.5,
                radius: 4.0.into(),
            },
            ..Default::default()
        };
        renderer.with_layer(viewport, |renderer| {
            renderer.fill_quad(ring, Color::TRANSPARENT);
        });
    }
}
