//! `edit_menu(field)`: the menu of the right mouse button, or of the menu key, that text fields have;
//! the toolkit's have none. The same wrapper gives the kit's own fields undo and guards secrets.

use super::edit_action::{Action, strokes};
use super::focus::{Detail, Role};
use super::history::{History, caret};
use super::popup::{self, Item, Popup};
use super::walk::{Disabled, Unfocus, Unfocusable, has_focus};
use super::words;
use super::wrap::{Behaviour, Inside, Io, Over, Wrap};
use iced::advanced::mouse;
use iced::advanced::widget::operation::TextInput;
use iced::advanced::widget::{Id, Operation};
use iced::keyboard::{self, Key, key::Named};
use iced::{Element, Event, Point, Rectangle, Size, window};
use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Instant;

/// Gives a text field its menu of the right mouse button. [`field`](super::field) has it already.
pub fn edit_menu<'a, M: Clone + 'a>(content: impl Into<Element<'a, M>>) -> Element<'a, M> {
    Wrap::element(content.into(), Edit::new(Kind::Plain))
}

/// What the text around which the menu stands allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// To edit.
    Plain,
    /// To edit, but not to be read: never copied, never remembered.
    Secret,
    /// To read and copy.
    ReadOnly {
        /// Whether it scrolls by itself; if not, the wheel belongs to what is around it.
        scrolls: bool,
    },
    /// A field that cannot be used now.
    Disabled,
}

/// What was typed into a field and not yet taken into its history.
pub(super) type Typed = Rc<RefCell<Option<String>>>;

/// Undo of a field.
pub(super) struct Undo<'a, M> {
    pub(super) value: String,
    pub(super) typed: Typed,
    pub(super) on_input: Rc<dyn Fn(String) -> M + 'a>,
}

/// What a wrapper around a text field does.
pub(super) struct Edit<'a, M> {
    kind: Kind,
    /// Tells fields apart that take each other's place in the widget tree.
    id: Option<Id>,
    undo: Option<Undo<'a, M>>,
    /// The text of a document, for screen readers and tests.
    text: Option<String>,
}

impl<'a, M: Clone + 'a> Edit<'a, M> {
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            id: None,
            undo: None,
            text: None,
        }
    }

    pub(super) fn id(mut self, id: Option<Id>) -> Self {
        self.id = id;
        self
    }

    pub(super) fn undo(mut self, undo: Undo<'a, M>) -> Self {
        self.undo = Some(undo);
        self
    }

    pub(super) fn text(mut self, text: String) -> Self {
        self.text = Some(text);
        self
    }
}

/// What is remembered of a field.
#[derive(Default)]
pub(super) struct State {
    id: Option<Id>,
    history: History,
    popup: popup::State,
    /// Where the menu is open, from the corner of the field.
    at: Point,
    items: Vec<(Action, Item)>,
    chosen: Option<Action>,
}

/// Whether another wrapper of this kind is met.
#[derive(Default)]
struct HasEdit(bool);

impl Operation for HasEdit {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn custom(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Any) {
        self.0 |= state.is::<Role>();
    }
}

/// Puts the caret behind so many letters.
struct CaretTo(usize);

impl Operation for CaretTo {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn text_input(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn TextInput) {
        state.move_cursor_to(self.0);
    }
}

impl<'a, M: Clone + 'a> Edit<'a, M> {
    fn can(&self, state: &State, action: Action) -> bool {
        let is_editable = matches!(self.kind, Kind::Plain | Kind::Secret);
        match action {
            Action::Undo => self.undo.is_some() && state.history.can_undo(),
            Action::Redo => self.undo.is_some() && state.history.can_redo(),
            Action::Cut => self.kind == Kind::Plain,
            Action::Copy => self.kind != Kind::Secret,
            Action::Paste => is_editable,
            Action::SelectAll => true,
        }
    }

    fn open(&self, state: &mut State, at: Point, io: &mut Io<'_, '_, M>) {
        let is_kept = |it: &Action| match it {
            Action::Undo | Action::Redo => self.undo.is_some(),
            Action::Cut | Action::Paste => !matches!(self.kind, Kind::ReadOnly { .. }),
            Action::Copy | Action::SelectAll => true,
        };
        state.at = at;
        state.popup.open(None);
        state.items = Action::ALL
            .into_iter()
            .filter(is_kept)
            .map(|action| {
                let item = Item {
                    is_enabled: self.can(state, action),
                    ..Item::new(words::show(&action.words()))
                };
                (action, item)
            })
            .collect();
        io.shell.capture_event();
        io.shell.invalidate_layout();
        io.shell.request_redraw();
    }

    fn perform(
        &self,
        state: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        action: Action,
        io: &mut Io<'_, '_, M>,
    ) {
        let value = match action {
            Action::Undo => state.history.undo(),
            Action::Redo => state.history.redo(),
            _ => {
                for event in strokes(action.letter()) {
                    inside.update(&Event::Keyboard(event), io);
                }
                self.note(state);
                return io.shell.request_redraw();
            }
        };
        if let (Some(value), Some(undo)) = (value, &self.undo) {
            inside.operate(&mut CaretTo(caret(&undo.value, &value)));
            io.shell.publish((undo.on_input)(value));
            io.shell.request_redraw();
        }
    }

    /// Takes what was typed into the history.
    fn note(&self, state: &mut State) {
        if let Some(value) = self.undo.as_ref().and_then(|it| it.typed.take()) {
            state.history.record(value, Instant::now());
        }
    }

    /// Whether there is another such wrapper inside, which has more to offer.
    fn is_outer(&self, inside: &mut Inside<'_, 'a, M>) -> bool {
        let mut inner = HasEdit::default();
        if self.kind == Kind::Plain && self.undo.is_none() {
            inside.operate(&mut inner);
        }
        inner.0
    }

    /// A key that the field does not see.
    fn is_taken(
        &mut self,
        state: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        event: &keyboard::Event,
        io: &mut Io<'_, '_, M>,
    ) -> bool {
        let keyboard::Event::KeyPressed { key, modifiers, .. } = event else {
            return false;
        };
        let is_menu = *key == Key::Named(Named::ContextMenu)
            || (*key == Key::Named(Named::F10) && modifiers.shift());
        let action = Action::of(event);
        if (!is_menu && action.is_none()) || !has_focus(inside) || self.is_outer(inside) {
            return false;
        }
        match action {
            _ if is_menu => {
                let corner = Point::new(8.0, inside.bounds().height);
                self.open(state, corner, io);
            }
            // What keeps its own history does it itself.
            Some(Action::Undo | Action::Redo) if self.undo.is_none() => return false,
            Some(action @ (Action::Undo | Action::Redo)) => {
                self.perform(state, inside, action, io);
            }
            // The toolkit lets them through while a secret is shown.
            Some(Action::Cut | Action::Copy) if self.kind == Kind::Secret => {}
            _ => return false,
        }
        io.shell.capture_event();
        true
    }

    fn right_press(
        &mut self,
        state: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        io: &mut Io<'_, '_, M>,
    ) {
        let bounds = inside.bounds();
        let Some(point) = io.cursor.position_over(bounds) else {
            return inside.operate(&mut Unfocus);
        };
        if self.is_outer(inside) {
            let event = mouse::Event::ButtonPressed(mouse::Button::Right);
            return inside.update(&Event::Mouse(event), io);
        }
        if !has_focus(inside) {
            for event in [
                mouse::Event::ButtonPressed(mouse::Button::Left),
                mouse::Event::ButtonReleased(mouse::Button::Left),
            ] {
                inside.update(&Event::Mouse(event), io);
            }
        }
        let corner = bounds.position();
        self.open(
            state,
            Point::new(point.x - corner.x, point.y - corner.y),
            io,
        );
    }
}

impl<'a, M: Clone + 'a> Behaviour<'a, M> for Edit<'a, M> {
    type State = State;

    fn refresh(&self, state: &mut State) {
        if state.id != self.id || self.kind == Kind::Disabled {
            *state = State {
                id: self.id.clone(),
                ..State::default()
            };
        }
        if let Some(undo) = &self.undo {
            state.history.sync(&undo.value);
        }
    }

    fn operate(
        &mut self,
        _: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        operation: &mut dyn Operation,
    ) {
        let bounds = inside.bounds();
        match self.kind {
            Kind::Disabled => inside.operate(&mut Unfocusable(operation)),
            _ => inside.operate(operation),
        }
        // The one inside has said what the field is.
        if self.is_outer(inside) {
            return;
        }
        let mut role = match self.kind {
            Kind::Plain | Kind::Disabled => Role::TextField,
            Kind::Secret => Role::Password,
            Kind::ReadOnly { .. } => Role::Document,
        };
        operation.custom(self.id.as_ref(), bounds, &mut role);
        let is_enabled = self.kind != Kind::Disabled;
        let name = None;
        let mut detail = Detail { name, is_enabled };
        operation.custom(self.id.as_ref(), bounds, &mut detail);
        if !is_enabled {
            operation.custom(self.id.as_ref(), bounds, &mut Disabled);
        }
        if let Some(text) = &self.text {
            operation.text(None, bounds, text);
        }
    }

    fn update(
        &mut self,
        state: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        event: &Event,
        io: &mut Io<'_, '_, M>,
    ) {
        if self.kind == Kind::Disabled {
            io.cursor = mouse::Cursor::Unavailable;
            inside.operate(&mut Unfocus);
            if !matches!(event, Event::Window(window::Event::RedrawRequested(_))) {
                return;
            }
        }
        if let Some(action) = state.chosen.take() {
            self.perform(state, inside, action, io);
        }
        match event {
            Event::Keyboard(event) if self.is_taken(state, inside, event, io) => return,
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right)) => {
                return self.right_press(state, inside, io);
            }
            Event::Mouse(mouse::Event::WheelScrolled { .. })
                if self.kind == (Kind::ReadOnly { scrolls: false }) =>
            {
                return;
            }
            _ => {}
        }
        inside.update(event, io);
        self.note(state);
    }

    fn is_shut(&self) -> bool {
        self.kind == Kind::Disabled
    }

    fn overlay<'b>(&'b mut self, state: &'b mut State, bounds: Rectangle) -> Option<Over<'b, M>> {
        let (actions, items): (Vec<Action>, Vec<Item>) = state.items.iter().cloned().unzip();
        let place = Point::new(bounds.x + state.at.x, bounds.y + state.at.y);
        let State { popup, chosen, .. } = state;
        let popup = Popup {
            state: popup,
            anchor: Rectangle::new(place, Size::ZERO),
            choose: Box::new(move |at| {
                *chosen = actions.get(at).copied();
                None
            }),
            closed: None,
        };
        popup.overlay(&items)
    }
}
