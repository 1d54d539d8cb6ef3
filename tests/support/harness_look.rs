//! What is in a window: its texts, and what can have the focus.

use iced_test::core::widget::Id;
use iced_test::core::widget::operation::{Focusable, Operation, Scrollable, TextInput};
use iced_test::core::{Rectangle, Vector};
use kontorpost::gui::widget::focus::State;
use kontorpost::gui::widget::{Detail, Role};
use std::any::Any;

/// Something that can have the focus.
#[derive(Debug, Clone, Default)]
pub struct Stop {
    /// Its words: those in it, or the text typed into it.
    pub words: String,
    /// Whether it has the focus.
    pub is_focused: bool,
    /// What it is.
    pub role: Option<Role>,
    /// More about it.
    pub detail: Option<Detail>,
    pub(super) id: Option<Id>,
    pub(super) bounds: Rectangle,
}

/// What a walk over the widgets finds.
#[derive(Default)]
pub(super) struct Look {
    pub(super) texts: Vec<(String, Rectangle)>,
    pub(super) stops: Vec<Stop>,
    offset: Vector,
    scrolled: Option<Vector>,
    typed: Option<String>,
    is_inside: bool,
    enters: bool,
    /// Whether the last stop has not yet said all about itself.
    is_fresh: bool,
}

impl Operation for Look {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let (offset, is_inside) = (self.offset, self.is_inside);
        if let Some(scrolled) = self.scrolled.take() {
            self.offset += scrolled;
        }
        self.is_inside |= std::mem::take(&mut self.enters);
        operate(self);
        (self.offset, self.is_inside) = (offset, is_inside);
    }

    fn scrollable(
        &mut self,
        _: Option<&Id>,
        _: Rectangle,
        _: Rectangle,
        translation: Vector,
        _: &mut dyn Scrollable,
    ) {
        self.scrolled = Some(translation);
    }

    fn text(&mut self, _: Option<&Id>, bounds: Rectangle, text: &str) {
        self.texts.push((text.to_owned(), bounds - self.offset));
        if self.is_inside
            && let Some(stop) = self.stops.last_mut()
        {
            stop.words.push_str(text);
        }
    }

    fn text_input(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn TextInput) {
        self.typed = Some(state.text().to_owned());
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        self.stops.push(Stop {
            words: self.typed.take().unwrap_or_default(),
            is_focused: state.is_focused(),
            id: id.cloned(),
            bounds: bounds - self.offset,
            ..Stop::default()
        });
        self.is_fresh = true;
    }

    fn custom(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Any) {
        self.typed = None;
        // What cannot be used reports itself, too, without being a stop.
        let Some(stop) = self.stops.last_mut().filter(|_| self.is_fresh) else {
            return;
        };
        if let Some(role) = state.downcast_ref::<Role>() {
            stop.role = Some(role.clone());
        } else if let Some(detail) = state.downcast_ref::<Detail>() {
            stop.detail = Some(detail.clone());
            // A field says no more; a stop around other parts does.
            let is_field = matches!(
                stop.role,
                Some(Role::TextField | Role::Password | Role::Document | Role::Table)
            );
            self.is_fresh = !is_field;
        } else if state.is::<State>() {
            self.enters = true;
            self.is_fresh = false;
        }
    }
}
