//! One element around another: hands everything through except what its [`Behaviour`] takes over.

use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::{Element, Event, Length, Rectangle, Size, Theme, Vector};

/// What an element gets to work with beside the event.
pub(super) struct Io<'i, 's, M> {
    pub(super) cursor: mouse::Cursor,
    pub(super) clipboard: &'i mut dyn Clipboard,
    pub(super) shell: &'i mut Shell<'s, M>,
}

/// The content of a wrapper, together with all that is needed to reach it.
pub(super) struct Inside<'b, 'a, M> {
    content: &'b mut Element<'a, M>,
    tree: &'b mut Tree,
    layout: Layout<'b>,
    renderer: &'b iced::Renderer,
    viewport: Rectangle,
}

impl<M> Inside<'_, '_, M> {
    pub(super) fn bounds(&self) -> Rectangle {
        self.layout.bounds()
    }

    /// Bounds of the n-th part of the content.
    pub(super) fn part(&self, at: usize) -> Option<Rectangle> {
        self.layout.children().nth(at).map(|it| it.bounds())
    }

    pub(super) fn operate(&mut self, operation: &mut dyn Operation) {
        let content = self.content.as_widget_mut();
        content.operate(self.tree, self.layout, self.renderer, operation);
    }

    pub(super) fn update(&mut self, event: &Event, io: &mut Io<'_, '_, M>) {
        self.content.as_widget_mut().update(
            self.tree,
            event,
            self.layout,
            io.cursor,
            self.renderer,
            io.clipboard,
            io.shell,
            &self.viewport,
        );
    }
}

/// What the wrapper shows on top of everything.
pub(super) type Over<'b, M> = overlay::Element<'b, M, Theme, iced::Renderer>;

/// What a wrapper does itself. Whatever is not overridden goes to the content.
pub(super) trait Behaviour<'a, M> {
    /// What it remembers from one view to the next.
    type State: Default + 'static;

    /// Compares what is remembered with the new view.
    fn refresh(&self, _state: &mut Self::State) {}

    /// May exchange the content for another of the same shape.
    fn prepare(&mut self, _state: &Self::State, _content: &mut Element<'a, M>) {}

    fn operate(
        &mut self,
        _state: &mut Self::State,
        inside: &mut Inside<'_, 'a, M>,
        operation: &mut dyn Operation,
    ) {
        inside.operate(operation);
    }

    fn update(
        &mut self,
        _state: &mut Self::State,
        inside: &mut Inside<'_, 'a, M>,
        event: &Event,
        io: &mut Io<'_, '_, M>,
    ) {
        inside.update(event, io);
    }

    /// Whether the mouse and overlays of the content are shut off.
    fn is_shut(&self) -> bool {
        false
    }

    /// The look that the content inherits.
    fn inherit(&self, _theme: &Theme, style: &renderer::Style) -> renderer::Style {
        *style
    }

    fn draw_over(
        &self,
        _state: &Self::State,
        _renderer: &mut iced::Renderer,
        _theme: &Theme,
        _bounds: (Rectangle, Rectangle),
    ) {
    }

    fn overlay<'b>(
        &'b mut self,
        _state: &'b mut Self::State,
        _bounds: Rectangle,
    ) -> Option<Over<'b, M>> {
        None
    }
}

/// An element with a behaviour of ours around it.
pub(super) struct Wrap<'a, M, B> {
    content: Element<'a, M>,
    behaviour: B,
}

impl<'a, M: 'a, B: Behaviour<'a, M> + 'a> Wrap<'a, M, B> {
    pub(super) fn element(content: Element<'a, M>, behaviour: B) -> Element<'a, M> {
        Element::new(Self { content, behaviour })
    }

    /// The state of the wrapper and the tree of its content. A tree always has the child that
    /// `children` gave it; the second half is `None` only for a tree of somebody else.
    fn split(tree: &mut Tree) -> Option<(&mut B::State, &mut Tree)> {
        let child = tree.children.first_mut()?;
        Some((tree.state.downcast_mut(), child))
    }

    fn cursor(&self, cursor: mouse::Cursor) -> mouse::Cursor {
        match self.behaviour.is_shut() {
            true => mouse::Cursor::Unavailable,
            false => cursor,
        }
    }
}

impl<'a, M: 'a, B: Behaviour<'a, M> + 'a> Widget<M, Theme, iced::Renderer> for Wrap<'a, M, B> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<B::State>()
    }

    fn state(&self) -> tree::State {
        let mut state = B::State::default();
        self.behaviour.refresh(&mut state);
        tree::State::new(state)
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        self.behaviour.refresh(tree.state.downcast_mut());
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn size_hint(&self) -> Size<Length> {
        self.content.as_widget().size_hint()
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let Some((state, tree)) = Self::split(tree) else {
            return layout::Node::new(Size::ZERO);
        };
        self.behaviour.prepare(state, &mut self.content);
        let content = self.content.as_widget_mut();
        content.layout(tree, renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        if let Some((state, tree)) = Self::split(tree) {
            let mut inside = Inside {
                content: &mut self.content,
                viewport: layout.bounds(),
                tree,
                layout,
                renderer,
            };
            self.behaviour.operate(state, &mut inside, operation);
        }
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
        if let Some((state, tree)) = Self::split(tree) {
            let mut inside = Inside {
                content: &mut self.content,
                viewport: *viewport,
                tree,
                layout,
                renderer,
            };
            let mut io = Io {
                cursor,
                clipboard,
                shell,
            };
            self.behaviour.update(state, &mut inside, event, &mut io);
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
        let Some(tree) = tree.children.first() else {
            return mouse::Interaction::None;
        };
        let cursor = self.cursor(cursor);
        let content = self.content.as_widget();
        content.mouse_interaction(tree, layout, cursor, viewport, renderer)
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
        let Some(inner) = tree.children.first() else {
            return;
        };
        let (style, cursor) = (self.behaviour.inherit(theme, style), self.cursor(cursor));
        let content = self.content.as_widget();
        content.draw(inner, renderer, theme, &style, layout, cursor, viewport);
        let state = tree.state.downcast_ref();
        let bounds = (layout.bounds(), *viewport);
        self.behaviour.draw_over(state, renderer, theme, bounds);
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &iced::Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<Over<'b, M>> {
        if self.behaviour.is_shut() {
            return None;
        }
        let bounds = layout.bounds() + translation;
        let (state, tree) = Self::split(tree)?;
        if let Some(own) = self.behaviour.overlay(state, bounds) {
            return Some(own);
        }
        let content = self.content.as_widget_mut();
        content.overlay(tree, layout, renderer, viewport, translation)
    }
}
