//! `inert(content)`: shows its content but lets nothing in: no keys, no mouse, no Tab stop. For a window (or a layer) blocked by a modal dialog.
use iced::advanced::widget::{Operation, Tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, renderer};
use iced::{Element, Event, Length, Rectangle, Size, Theme, window};
pub struct Inert<'a, M> {
    content: Element<'a, M>,
    on: bool,
}
/// Always wrap, switch with `on`: the widget tree keeps its shape and with it focus and scroll positions.
pub fn inert<'a, M: 'a>(on: bool, c: impl Into<Element<'a, M>>) -> Element<'a, M> {
    Element::new(Inert {
        content: c.into(),
        on,
    })
}
impl<'a, M: 'a> Widget<M, Theme, iced::Renderer> for Inert<'a, M> {
    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }
    fn diff(&self, t: &mut Tree) {
        t.diff_children(std::slice::from_ref(&self.content));
    }
    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }
    fn layout(&mut self, t: &mut Tree, r: &iced::Renderer, l: &layout::Limits) -> layout::Node {
        self.content
            .as_widget_mut()
            .layout(&mut t.children[0], r, l)
    }
    fn operate(&mut self, t: &mut Tree, l: Layout<'_>, r: &iced::Renderer, op: &mut dyn Operation) {
        if !self.on {
            self.content
                .as_widget_mut()
                .operate(&mut t.children[0], l, r, op)
        }
    }
    fn update(
        &mut self,
        t: &mut Tree,
        e: &Event,
        l: Layout<'_>,
        c: mouse::Cursor,
        r: &iced::Renderer,
        cb: &mut dyn Clipboard,
        sh: &mut Shell<'_, M>,
        vp: &Rectangle,
    ) {
        if !self.on {
            return self
                .content
                .as_widget_mut()
                .update(&mut t.children[0], e, l, c, r, cb, sh, vp);
        }
        if matches!(e, Event::Window(window::Event::RedrawRequested(_))) {
            self.content.as_widget_mut().update(
                &mut t.children[0],
                e,
                l,
                mouse::Cursor::Unavailable,
                r,
                cb,
                sh,
                vp,
            );
        }
    }
    fn draw(
        &self,
        t: &Tree,
        r: &mut iced::Renderer,
        th: &Theme,
        s: &renderer::Style,
        l: Layout<'_>,
        c: mouse::Cursor,
        vp: &Rectangle,
    ) {
        self.content.as_widget().draw(
            &t.children[0],
            r,
            th,
            s,
            l,
            if self.on {
                mouse::Cursor::Unavailable
            } else {
                c
            },
            vp,
        )
    }
    fn mouse_interaction(
        &self,
        t: &Tree,
        l: Layout<'_>,
        c: mouse::Cursor,
        vp: &Rectangle,
        r: &iced::Renderer,
    ) -> mouse::Interaction {
        if self.on {
            mouse::Interaction::None
        } else {
            self.content
                .as_widget()
                .mouse_interaction(&t.children[0], l, c, vp, r)
        }
    }
    fn overlay<'b>(
        &'b mut self,
        t: &'b mut Tree,
        l: Layout<'b>,
        r: &iced::Renderer,
        vp: &Rectangle,
        tr: iced::Vector,
    ) -> Option<iced::advanced::overlay::Element<'b, M, Theme, iced::Renderer>> {
        if self.on {
            None
        } else {
            self.content
                .as_widget_mut()
                .overlay(&mut t.children[0], l, r, vp, tr)
        }
    }
}
