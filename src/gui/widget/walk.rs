//! Walks over the widgets of one window: what can have the focus, and which access keys there are.

use super::focus;
use super::label::AccessKey;
use super::wrap::Inside;
use iced::advanced::widget::Id;
use iced::advanced::widget::operation::{
    self, Focusable, Operation, TextInput, scrollable::AbsoluteOffset,
};
use iced::{Rectangle, Vector};
use std::any::Any;

/// Something that can have the focus.
#[derive(Debug, Clone)]
pub(super) struct Stop {
    pub(super) id: Option<Id>,
    pub(super) is_focused: bool,
    bounds: Rectangle,
    /// The scrollables around it, by their number in the walk.
    around: Vec<usize>,
}

/// An access key and what it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Access {
    pub(super) key: char,
    /// Number of the stop.
    pub(super) stop: usize,
    /// Whether the stop is pressed, as it bears the key itself, or only gets the focus.
    pub(super) presses: bool,
}

/// What the words on an access key belong to.
#[derive(Debug, Clone, Copy)]
enum Owner {
    /// Nothing: they are the label of the next stop.
    None,
    /// The stop of this number.
    Stop(usize),
    /// Something that cannot be used.
    Disabled,
}

/// All stops and access keys, in the order of Tab.
pub(super) struct Survey {
    pub(super) stops: Vec<Stop>,
    access: Vec<Access>,
    owner: Owner,
    entered: Option<Owner>,
    around: Vec<usize>,
    scrollables: usize,
    is_scrolled: bool,
    /// Something takes the keys of the dialog for a while.
    pub(super) is_held: bool,
}

impl Survey {
    pub(super) fn new() -> Self {
        Self {
            stops: Vec::new(),
            access: Vec::new(),
            owner: Owner::None,
            entered: None,
            around: Vec::new(),
            scrollables: 0,
            is_scrolled: false,
            is_held: false,
        }
    }

    pub(super) fn focused(&self) -> Option<usize> {
        self.stops.iter().position(|it| it.is_focused)
    }

    pub(super) fn find(&self, id: &Id) -> Option<usize> {
        self.stops.iter().position(|it| it.id.as_ref() == Some(id))
    }

    /// What an access key leads to. Of several, the next one after the focus, which is not pressed.
    pub(super) fn access(&self, key: char) -> Option<Access> {
        let count = self.stops.len();
        let all = self.access.iter();
        let hits: Vec<Access> = all
            .filter(|it| it.key == key && it.stop < count)
            .copied()
            .collect();
        let first = hits.first().copied()?;
        if hits.iter().all(|it| it.stop == first.stop) {
            return Some(first);
        }
        let after = self.focused().map_or(0, |it| it + 1);
        let next = hits.iter().find(|it| it.stop >= after).copied();
        let next = next.unwrap_or(first);
        Some(Access {
            presses: false,
            ..next
        })
    }

    /// The walk that brings a stop into view.
    pub(super) fn reveal(&self, at: usize) -> Option<Reveal> {
        let stop = self.stops.get(at)?;
        Some(Reveal {
            target: stop.bounds,
            around: stop.around.clone(),
            scrollables: 0,
        })
    }
}

impl Operation for Survey {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let (owner, depth) = (self.owner, self.around.len());
        if let Some(entered) = self.entered.take() {
            self.owner = entered;
        }
        if std::mem::take(&mut self.is_scrolled) {
            self.around.push(self.scrollables - 1);
        }
        operate(self);
        self.owner = owner;
        self.around.truncate(depth);
    }

    fn scrollable(
        &mut self,
        _: Option<&Id>,
        _: Rectangle,
        _: Rectangle,
        _: Vector,
        _: &mut dyn operation::Scrollable,
    ) {
        self.scrollables += 1;
        self.is_scrolled = true;
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        self.stops.push(Stop {
            id: id.cloned(),
            is_focused: state.is_focused(),
            bounds,
            around: self.around.clone(),
        });
    }

    fn custom(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Any) {
        if let Some(AccessKey(key)) = state.downcast_ref() {
            let next = self.stops.len();
            let (stop, presses) = match self.owner {
                Owner::None => (next, false),
                Owner::Stop(at) => (at, true),
                Owner::Disabled => return,
            };
            self.access.push(Access {
                key: *key,
                stop,
                presses,
            });
        } else if let Some(state) = state.downcast_ref::<focus::State>() {
            if state.is_enabled() {
                self.entered = self.stops.len().checked_sub(1).map(Owner::Stop);
            } else {
                self.entered = Some(Owner::Disabled);
                self.drop_labels();
            }
        } else if state.is::<Disabled>() {
            self.drop_labels();
        } else if state.is::<focus::Holds>() {
            self.is_held = true;
        }
    }
}

impl Survey {
    /// Forgets labels of something that cannot be used, lest their keys lead to what follows.
    fn drop_labels(&mut self) {
        let next = self.stops.len();
        self.access.retain(|it| it.stop < next);
    }
}

/// Reported by a field that cannot be used and therefore is no stop.
pub(super) struct Disabled;

/// Gives one stop the focus and takes it from all others. The text of a field that has the focus
/// already is selected.
pub(super) struct Select {
    /// Number of the stop.
    pub(super) stop: usize,
    /// It is pressed by this access key, too.
    pub(super) pressed: Option<char>,
    at: usize,
}

impl Select {
    pub(super) fn new(stop: usize, pressed: Option<char>) -> Self {
        let at = 0;
        Self { stop, pressed, at }
    }
}

impl Operation for Select {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn text_input(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn TextInput) {
        // A text field reports itself first as such and then as focusable.
        if self.at == self.stop {
            state.select_all();
        }
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Focusable) {
        match self.at == self.stop {
            // A field that gets the focus again would lose its selection.
            true if state.is_focused() => {}
            true => state.focus(),
            false => state.unfocus(),
        }
        self.at += 1;
    }

    fn custom(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Any) {
        if self.at == self.stop + 1
            && let Some(state) = state.downcast_mut::<focus::State>()
            && let Some(key) = self.pressed.take()
        {
            state.press(key);
        }
    }
}

/// Takes the focus from everything.
pub(super) struct Unfocus;

impl Operation for Unfocus {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Focusable) {
        state.unfocus();
    }
}

/// Scrolls what is around a stop so that it is seen.
pub(super) struct Reveal {
    target: Rectangle,
    around: Vec<usize>,
    scrollables: usize,
}

/// How far to scroll so that `start..end` comes into `0..room`.
fn shift(start: f32, end: f32, room: f32) -> f32 {
    const MARGIN: f32 = 8.0;
    if start < 0.0 || end - start > room {
        start - MARGIN
    } else if end > room {
        end - room + MARGIN
    } else {
        0.0
    }
}

impl Operation for Reveal {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        translation: Vector,
        state: &mut dyn operation::Scrollable,
    ) {
        let is_around = self.around.contains(&self.scrollables);
        self.scrollables += 1;
        if !is_around {
            return;
        }
        let left = self.target.x - bounds.x - translation.x;
        let top = self.target.y - bounds.y - translation.y;
        let by = AbsoluteOffset {
            x: match content.width > bounds.width {
                true => shift(left, left + self.target.width, bounds.width),
                false => 0.0,
            },
            y: shift(top, top + self.target.height, bounds.height),
        };
        if by.x != 0.0 || by.y != 0.0 {
            state.scroll_by(by, bounds, content);
        }
    }
}

/// Whether anything has the focus.
#[derive(Default)]
struct HasFocus(bool);

impl Operation for HasFocus {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Focusable) {
        self.0 |= state.is_focused();
    }
}

/// Whether anything inside has the focus.
pub(super) fn has_focus<M>(inside: &mut Inside<'_, '_, M>) -> bool {
    let mut focus = HasFocus::default();
    inside.operate(&mut focus);
    focus.0
}

/// An operation that does not see what can have the focus.
pub(super) struct Unfocusable<'o>(pub(super) &'o mut dyn Operation);

impl Operation for Unfocusable<'_> {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        self.0.traverse(&mut |it| operate(&mut Unfocusable(it)));
    }

    fn text_input(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn TextInput) {
        self.0.text_input(id, bounds, state);
    }

    fn text(&mut self, id: Option<&Id>, bounds: Rectangle, text: &str) {
        self.0.text(id, bounds, text);
    }

    fn custom(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Any) {
        self.0.custom(id, bounds, state);
    }
}
