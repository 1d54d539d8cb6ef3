//! `table_row(content)`: a row of a table with controls in it. Tab reaches the controls of the
//! selected row only, so that a table is not a walk through all its cells; the mouse reaches all of
//! them, and pressing any of them selects the row. [`reveal`] brings a row into view.

use super::focus;
use iced::advanced::widget::operation::scrollable::AbsoluteOffset;
use iced::advanced::widget::operation::{
    Focusable, Operation, Outcome as Found, Scrollable, TextInput,
};
use iced::advanced::widget::{Id, Tree, operate, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::{Element, Event, Length, Rectangle, Size, Task, Theme, Vector, touch};
use std::any::Any;

/// See [`table_row`].
pub struct TableRow<'a, M> {
    content: Element<'a, M>,
    id: Id,
    is_selected: bool,
    on_press: M,
}

/// Makes `content` a row; pressing anything in it sends `on_press` first, unless it is selected.
pub fn table_row<'a, M: Clone + 'a>(
    id: Id,
    is_selected: bool,
    on_press: M,
    content: impl Into<Element<'a, M>>,
) -> Element<'a, M> {
    Element::new(TableRow {
        content: content.into(),
        id,
        is_selected,
        on_press,
    })
}

/// It has been pressed and is about to be selected.
#[derive(Default)]
struct Pressed(bool);

impl<'a, M: Clone + 'a> Widget<M, Theme, iced::Renderer> for TableRow<'a, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Pressed>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Pressed::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        if self.is_selected {
            tree.state.downcast_mut::<Pressed>().0 = false;
        }
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        match tree.children.first_mut() {
            Some(inside) => self
                .content
                .as_widget_mut()
                .layout(inside, renderer, limits),
            None => layout::Node::default(),
        }
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.container(Some(&self.id), layout.bounds());
        let has_stops = self.is_selected || tree.state.downcast_ref::<Pressed>().0;
        let Some(inside) = tree.children.first_mut() else {
            return;
        };
        let content = self.content.as_widget_mut();
        operation.traverse(&mut |operation| match has_stops {
            true => content.operate(inside, layout, renderer, operation),
            false => content.operate(inside, layout, renderer, &mut NoStops(operation)),
        });
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &iced::Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        viewport: &Rectangle,
    ) {
        let is_press = matches!(
            event,
            Event::Mouse(mouse::Event::ButtonPressed(_))
                | Event::Touch(touch::Event::FingerPressed { .. })
        );
        if is_press && !self.is_selected {
            let is_over = cursor.is_over(layout.bounds());
            tree.state.downcast_mut::<Pressed>().0 = is_over;
            if is_over {
                shell.publish(self.on_press.clone());
            }
        }
        if let Some(inside) = tree.children.first_mut() {
            self.content.as_widget_mut().update(
                inside, event, layout, cursor, renderer, clipboard, shell, viewport,
            );
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        match tree.children.first() {
            Some(inside) => self
                .content
                .as_widget()
                .mouse_interaction(inside, layout, cursor, viewport, renderer),
            None => mouse::Interaction::None,
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        if let Some(inside) = tree.children.first() {
            self.content
                .as_widget()
                .draw(inside, renderer, theme, style, layout, cursor, viewport);
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, iced::Renderer>> {
        let inside = tree.children.first_mut()?;
        let content = self.content.as_widget_mut();
        content.overlay(inside, layout, renderer, viewport, translation)
    }
}

/// An operation that sees everything but what can have the focus.
struct NoStops<'a>(&'a mut dyn Operation);

impl Operation for NoStops<'_> {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        self.0
            .traverse(&mut |operation| operate(&mut NoStops(operation)));
    }

    fn container(&mut self, id: Option<&Id>, bounds: Rectangle) {
        self.0.container(id, bounds);
    }

    fn scrollable(
        &mut self,
        id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        self.0.scrollable(id, bounds, content, translation, state);
    }

    fn text(&mut self, id: Option<&Id>, bounds: Rectangle, text: &str) {
        self.0.text(id, bounds, text);
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, _: &mut dyn Focusable) {}

    fn text_input(&mut self, _: Option<&Id>, _: Rectangle, _: &mut dyn TextInput) {}

    fn custom(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Any) {
        // A screen reader hears what is there; only pressing needs the stop.
        if !state.is::<focus::State>() {
            self.0.custom(id, bounds, state);
        }
    }
}

/// Scrolls the rows of the scrollable `rows` so that the row of this id is seen.
pub fn reveal<M: Send + 'static>(rows: Id, id: Id) -> Task<M> {
    operate(Find {
        rows,
        id,
        row: None,
    })
    .discard()
}

/// Finds where a row is.
struct Find {
    rows: Id,
    id: Id,
    row: Option<Rectangle>,
}

impl Operation<()> for Find {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<()>)) {
        operate(self);
    }

    fn container(&mut self, id: Option<&Id>, bounds: Rectangle) {
        if id == Some(&self.id) {
            self.row = Some(bounds);
        }
    }

    fn finish(&self) -> Found<()> {
        match self.row {
            Some(row) => Found::Chain(Box::new(Scroll {
                rows: self.rows.clone(),
                row,
            })),
            None => Found::None,
        }
    }
}

/// Scrolls what holds the row.
struct Scroll {
    rows: Id,
    row: Rectangle,
}

impl Operation<()> for Scroll {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<()>)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        if id != Some(&self.rows) {
            return;
        }
        let top = self.row.y - bounds.y - translation.y;
        let below = top + self.row.height - bounds.height;
        let distance = if top < 0.0 { top } else { below.max(0.0) };
        if distance != 0.0 {
            let offset = AbsoluteOffset {
                x: 0.0,
                y: distance,
            };
            state.scroll_by(offset, bounds, content);
        }
    }
}
