//! Formatted text of any length that can be read, selected and copied. Only the rows in sight are
//! laid out and drawn; where they begin is kept as a row and how much of it is hidden above, so that
//! nothing jumps while heights become known.

mod draw;
mod events;
mod laid;
mod page;
mod select;
mod view;

pub use page::{Page, Words};

use super::focus::{Detail, Role};
use iced::advanced::widget::{Id, Operation, Tree, operation::Focusable, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, renderer};
use iced::{Element, Event, Fill, Length, Rectangle, Size, Theme};
use std::cell::RefCell;
use view::Sight;

/// What a user did in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RichEvent {
    /// Wants to follow the link of this number.
    Follow(u32),
    /// The mouse or the focus is on this link, or on none any more.
    Over(Option<u32>),
    /// Something was copied.
    Copied,
}

/// Links that Tab goes to.
const MOST_STOPS: usize = 400;

/// See the module.
pub struct RichText<'a, M> {
    page: &'a Page,
    on_event: Box<dyn Fn(RichEvent) -> M + 'a>,
    id: Option<Id>,
    name: String,
}

/// A formatted text that takes all the room there is.
pub fn rich_text<'a, M>(page: &'a Page, on_event: impl Fn(RichEvent) -> M + 'a) -> RichText<'a, M> {
    RichText {
        page,
        on_event: Box::new(on_event),
        id: None,
        name: String::new(),
    }
}

impl<M> RichText<'_, M> {
    /// The name by which the focus can be set.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Its name for screen readers.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }
}

/// Whether something can have and has the focus.
#[derive(Default, Clone, Copy)]
struct Stop {
    is_focused: bool,
    has_ring: bool,
}

impl Focusable for Stop {
    fn is_focused(&self) -> bool {
        self.is_focused
    }

    fn focus(&mut self) {
        self.is_focused = true;
        self.has_ring = true;
    }

    fn unfocus(&mut self) {
        *self = Self::default();
    }
}

/// What a text remembers from one view to the next.
#[derive(Default)]
struct State {
    version: u64,
    stop: Stop,
    links: Vec<Stop>,
    /// The link that was last brought into view.
    revealed: Option<usize>,
    over: Option<u32>,
    selection: select::Selection,
    drag: Option<events::Drag>,
    last_click: Option<mouse::Click>,
    sight: RefCell<Sight>,
}

impl State {
    fn has_focus(&self) -> bool {
        self.stop.is_focused || self.links.iter().any(|it| it.is_focused)
    }

    fn focused_link(&self) -> Option<usize> {
        self.links.iter().position(|it| it.is_focused)
    }
}

impl<'a, M: 'a> Widget<M, Theme, iced::Renderer> for RichText<'a, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Fill, Fill)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        _: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let size = limits.resolve(Fill, Fill, Size::new(200.0, 200.0));
        let state = tree.state.downcast_mut::<State>();
        if state.version != self.page.version {
            *state = State {
                version: self.page.version,
                stop: state.stop,
                links: vec![Stop::default(); self.page.links.len().min(MOST_STOPS)],
                ..State::default()
            };
        }
        let sight = state.sight.get_mut();
        sight.resize(self.page, size);
        let focused = state.focused_link();
        if focused != state.revealed {
            state.revealed = focused;
            if let Some(row) = focused.and_then(|it| self.page.row_of_link(it)) {
                state.sight.get_mut().reveal(self.page, row);
            }
        }
        layout::Node::new(size)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        let state = tree.state.downcast_mut::<State>();
        let bounds = layout.bounds();
        operation.focusable(self.id.as_ref(), bounds, &mut state.stop);
        operation.custom(self.id.as_ref(), bounds, &mut Role::Document);
        let mut detail = Detail {
            name: Some(self.name.clone()),
            is_enabled: true,
        };
        operation.custom(self.id.as_ref(), bounds, &mut detail);
        let sight = state.sight.get_mut();
        for (row, place) in sight.rows(bounds) {
            let words = self.page.text_of(row);
            if !words.is_empty() {
                operation.text(None, sight.words_of(row, place), &words);
            }
        }
        for (number, stop) in state.links.iter_mut().enumerate() {
            let row = self.page.row_of_link(number);
            let place = row.and_then(|row| sight.place_of(row, bounds));
            // Links out of sight are stops as well; they come into view with the focus.
            let place = place.unwrap_or(Rectangle {
                height: 0.0,
                ..bounds
            });
            operation.focusable(None, place, stop);
            operation.custom(None, place, &mut Role::Button);
            let link = self.page.links.get(number);
            let mut detail = Detail {
                name: link.map(|it| it.target.clone()),
                is_enabled: true,
            };
            operation.custom(None, place, &mut detail);
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &iced::Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        let bounds = layout.bounds();
        match event {
            Event::Mouse(event) => self.mouse(state, bounds, (event, cursor), shell),
            Event::Keyboard(event) if state.has_focus() && !shell.is_event_captured() => {
                self.keyboard(state, bounds, event, (clipboard, shell));
            }
            _ => {}
        }
        self.tell_over(state, shell);
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Rectangle,
        _: &iced::Renderer,
    ) -> mouse::Interaction {
        let state = tree.state.downcast_ref::<State>();
        let Some(point) = cursor.position_over(layout.bounds()) else {
            return mouse::Interaction::None;
        };
        let sight = state.sight.borrow();
        match (state.over, sight.is_over_bar(point, layout.bounds())) {
            (_, true) => mouse::Interaction::Idle,
            (Some(_), _) => mouse::Interaction::Pointer,
            (None, _) => mouse::Interaction::Text,
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        self.draw_all(state, layout.bounds(), renderer, theme);
    }
}

impl<'a, M: 'a> From<RichText<'a, M>> for Element<'a, M> {
    fn from(text: RichText<'a, M>) -> Self {
        Self::new(text)
    }
}
