//! A drop-down list that is worked by keyboard as well as by mouse, can be greyed, and shortens what
//! does not fit; the toolkit's does none of it.

use super::focus::{Focus, Role, focus};
use super::popup::{self, Item, Popup};
use super::shape::{Paragraph, Shape};
use crate::gui::icon::{self, Icon};
use crate::gui::style;
use crate::gui::theme::SIZE;
use iced::advanced::svg::Renderer as _;
use iced::advanced::text::{Paragraph as _, Renderer as _};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{
    Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer, renderer::Renderer as _,
};
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::pick_list;
use iced::{Element, Event, Fill, Length, Point, Rectangle, Size, Theme, Vector};
use std::cell::Cell;
use std::rc::Rc;

const ARROW: f32 = 12.0;

/// How a drop-down list looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// A field of a form.
    Field,
    /// A cell of a table.
    Cell,
}

/// A drop-down list. Alt+Down, F4 and Space open it; while it is closed, arrow keys and first letters
/// change the choice.
pub fn picker<'a, T: ToString + PartialEq + Clone + 'a, M: Clone + 'a>(
    items: Vec<T>,
    chosen: Option<T>,
    on_choose: impl Fn(T) -> M + Clone + 'a,
    frame: Frame,
) -> Focus<'a, M> {
    let at = items.iter().position(|it| Some(it) == chosen.as_ref());
    let shown = chosen.as_ref().map(ToString::to_string).unwrap_or_default();
    let words: Vec<String> = items.iter().map(ToString::to_string).collect();
    let choose = move |at: usize| items.get(at).map(|it| on_choose(it.clone()));
    let (is_enabled, is_called) = (Rc::new(Cell::new(true)), Rc::new(Cell::new(false)));
    let list = DropDown {
        // An ampersand in a name is no mark of an access key.
        items: words
            .iter()
            .map(|it| Item::new(it.replace('&', "&&")))
            .collect(),
        shown: shown.clone(),
        at,
        choose: Rc::new(choose.clone()),
        is_enabled: is_enabled.clone(),
        is_called: is_called.clone(),
        frame,
    };
    focus(Element::new(list))
        .enabled_by(is_enabled)
        .role(Role::Combo(shown))
        .on_key(move |key, modifiers| {
            is_called.set(is_call(key, modifiers));
            step(&words, at, key, modifiers).and_then(&choose)
        })
}

/// Whether a key opens the list.
fn is_call(key: &Key, modifiers: Modifiers) -> bool {
    match key {
        Key::Named(Named::ArrowDown | Named::ArrowUp) => modifiers.alt(),
        Key::Named(Named::Space | Named::F4) => modifiers.is_empty(),
        _ => false,
    }
}

/// What a key chooses while the list is closed.
fn step(words: &[String], at: Option<usize>, key: &Key, modifiers: Modifiers) -> Option<usize> {
    let last = words.len().checked_sub(1)?;
    if modifiers.alt() || modifiers.command() {
        return None;
    }
    match key {
        Key::Named(Named::ArrowDown) => Some(at.map_or(0, |it| (it + 1).min(last))),
        Key::Named(Named::ArrowUp) => Some(at.map_or(0, |it| it.saturating_sub(1))),
        Key::Named(Named::Home) => Some(0),
        Key::Named(Named::End) => Some(last),
        Key::Character(letters) => {
            let letters = letters.to_lowercase();
            let starts = |it: &usize| {
                let words = words.get(*it).map(|it| it.to_lowercase());
                words.is_some_and(|it| it.starts_with(&letters))
            };
            let after = at.map_or(0, |it| it + 1);
            (after..=last).chain(0..after).find(starts)
        }
        _ => None,
    }
}

struct DropDown<'a, M> {
    items: Vec<Item>,
    shown: String,
    at: Option<usize>,
    choose: Rc<dyn Fn(usize) -> Option<M> + 'a>,
    is_enabled: Rc<Cell<bool>>,
    /// Set by a key that opens the list, just before the key arrives here.
    is_called: Rc<Cell<bool>>,
    frame: Frame,
}

#[derive(Default)]
struct State {
    popup: popup::State,
    is_hovered: bool,
    /// The words that are shown, and the room they were shaped for.
    shown: Option<(String, f32, Paragraph)>,
}

impl<M> DropDown<'_, M> {
    fn padding(&self) -> (f32, f32) {
        match self.frame {
            Frame::Field => (8.0, 5.0),
            Frame::Cell => (6.0, 3.0),
        }
    }

    fn status(&self, state: &State) -> pick_list::Status {
        let is_hovered = state.is_hovered && self.is_enabled.get();
        match (state.popup.is_open(), is_hovered) {
            (true, is_hovered) => pick_list::Status::Opened { is_hovered },
            (false, true) => pick_list::Status::Hovered,
            (false, false) => pick_list::Status::Active,
        }
    }

    fn look(&self, state: &State, theme: &Theme) -> pick_list::Style {
        let look = match self.frame {
            Frame::Field => style::pick(theme, self.status(state)),
            Frame::Cell => style::pick_cell(theme, self.status(state)),
        };
        match self.is_enabled.get() {
            true => look,
            false => style::pick_disabled(theme, look),
        }
    }
}

impl<'a, M: Clone + 'a> Widget<M, Theme, iced::Renderer> for DropDown<'a, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn diff(&self, tree: &mut Tree) {
        if !self.is_enabled.get() {
            tree.state.downcast_mut::<State>().popup.close();
        }
    }

    fn size(&self) -> Size<Length> {
        Size::new(Fill, Length::Shrink)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        _: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let (x, y) = self.padding();
        let height = (SIZE * 1.3).round() + 2.0 * y;
        let size = limits.resolve(Fill, Length::Shrink, Size::new(60.0, height));
        let room = (size.width - 3.0 * x - ARROW).max(0.0);
        let state = tree.state.downcast_mut::<State>();
        let is_fresh = |it: &(String, f32, Paragraph)| it.0 == self.shown && it.1 == room;
        if !state.shown.as_ref().is_some_and(is_fresh) {
            let paragraph = Shape::default().cut(&self.shown, room);
            state.shown = Some((self.shown.clone(), room, paragraph));
        }
        layout::Node::new(size)
    }

    fn operate(
        &mut self,
        _: &mut Tree,
        layout: Layout<'_>,
        _: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        if !self.shown.is_empty() {
            operation.text(None, layout.bounds(), &self.shown);
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &iced::Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        let is_over = cursor.is_over(layout.bounds());
        if state.is_hovered != is_over {
            state.is_hovered = is_over;
            shell.request_redraw();
        }
        let is_pressed = is_over
            && matches!(
                event,
                Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            );
        if is_pressed || self.is_called.take() {
            state.popup.open(self.at);
            shell.capture_event();
            shell.invalidate_layout();
            shell.request_redraw();
        }
    }

    fn mouse_interaction(
        &self,
        _: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Rectangle,
        _: &iced::Renderer,
    ) -> mouse::Interaction {
        match cursor.is_over(layout.bounds()) {
            true => mouse::Interaction::Pointer,
            false => mouse::Interaction::None,
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
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let (look, bounds) = (self.look(state, theme), layout.bounds());
        let (x, _) = self.padding();
        let ground = renderer::Quad {
            bounds,
            border: look.border,
            ..Default::default()
        };
        renderer.fill_quad(ground, look.background);
        if let Some((_, _, words)) = &state.shown {
            let y = bounds.center_y() - words.min_bounds().height / 2.0;
            let place = Point::new(bounds.x + x, y.round());
            renderer.fill_paragraph(words, place, look.text_color, *viewport);
        }
        let arrow = Rectangle {
            x: bounds.x + bounds.width - x - ARROW,
            y: (bounds.center_y() - ARROW / 2.0).round(),
            width: ARROW,
            height: ARROW,
        };
        let picture = iced::advanced::svg::Svg::new(icon::handle(Icon::Chevron));
        renderer.draw_svg(picture.color(look.handle_color), arrow, *viewport);
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        _: &iced::Renderer,
        _: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, iced::Renderer>> {
        let state = tree.state.downcast_mut::<State>();
        let choose = self.choose.clone();
        let popup = Popup {
            state: &mut state.popup,
            anchor: layout.bounds() + translation,
            choose: Box::new(move |at| choose(at)),
            closed: None,
        };
        popup.overlay(&self.items)
    }
}
