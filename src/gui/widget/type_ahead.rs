//! A text field with a list of proposals: arrow keys and Enter belong to the list while the field
//! has the focus, and the list hears when the field loses it.

use iced::advanced::widget::{Id, Operation, Tree, operation::Focusable, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::keyboard::{self, Key, Modifiers};
use iced::{Element, Event, Length, Rectangle, Size, Theme, Vector};

type OnKey<'a, M> = Box<dyn Fn(&Key, Modifiers) -> Option<M> + 'a>;

/// See [`type_ahead`].
pub struct TypeAhead<'a, M> {
    content: Element<'a, M>,
    on_key: OnKey<'a, M>,
    on_leave: Option<M>,
}

/// Lets `on_key` have the keys of a text field first.
pub fn type_ahead<'a, M: Clone + 'a>(
    field: impl Into<Element<'a, M>>,
    on_key: impl Fn(&Key, Modifiers) -> Option<M> + 'a,
    on_leave: Option<M>,
) -> Element<'a, M> {
    Element::new(TypeAhead {
        content: field.into(),
        on_key: Box::new(on_key),
        on_leave,
    })
}

#[derive(Default)]
struct State {
    was_focused: bool,
}

/// Whether anything inside has the focus.
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

impl<M> TypeAhead<'_, M> {
    fn has_focus(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
    ) -> bool {
        let mut found = HasFocus::default();
        if let Some(inside) = tree.children.first_mut() {
            self.content
                .as_widget_mut()
                .operate(inside, layout, renderer, &mut found);
        }
        found.0
    }
}

impl<'a, M: Clone + 'a> Widget<M, Theme, iced::Renderer> for TypeAhead<'a, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
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
            None => layout::Node::new(Size::ZERO),
        }
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        if let Some(inside) = tree.children.first_mut() {
            self.content
                .as_widget_mut()
                .operate(inside, layout, renderer, operation);
        }
    }

    #[allow(clippy::too_many_arguments)] // The toolkit's own.
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
        let pressed = match event {
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) => {
                Some((key, *modifiers))
            }
            _ => None,
        };
        if let Some((key, modifiers)) = pressed
            && self.has_focus(tree, layout, renderer)
            && let Some(message) = (self.on_key)(key, modifiers)
        {
            shell.publish(message);
            shell.capture_event();
            return;
        }
        if let Some(inside) = tree.children.first_mut() {
            self.content.as_widget_mut().update(
                inside, event, layout, cursor, renderer, clipboard, shell, viewport,
            );
        }
        // Without a list nobody needs to know.
        let is_focused = self.on_leave.is_some() && self.has_focus(tree, layout, renderer);
        let state = tree.state.downcast_mut::<State>();
        if state.was_focused
            && !is_focused
            && let Some(message) = &self.on_leave
        {
            shell.publish(message.clone());
        }
        state.was_focused = is_focused;
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        tree.children
            .first()
            .map(|inside| {
                let content = self.content.as_widget();
                content.mouse_interaction(inside, layout, cursor, viewport, renderer)
            })
            .unwrap_or_default()
    }

    #[allow(clippy::too_many_arguments)] // The toolkit's own.
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
        self.content
            .as_widget_mut()
            .overlay(inside, layout, renderer, viewport, translation)
    }
}
