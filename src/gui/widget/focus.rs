//! `focus(content)`: makes ANY element (button, checkbox, radio, pick_list …) reachable by Tab, draws a focus
//! ring, and turns Space/Enter/arrow keys into messages. iced 0.14 itself only focuses text_input/text_editor.
use iced::advanced::widget::{Id, Operation, Tree, operation::Focusable, tree};
use iced::advanced::{
    Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer, renderer::Renderer as _,
};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Border, Color, Element, Event, Length, Rectangle, Size, Theme, Vector, window};

/// What a screen reader needs to know; handed to `Operation::custom`.
#[derive(Debug, Clone, PartialEq)]
pub enum Role {
    Button,
    Check(bool),
    Radio(String),
    Combo(String),
    Table,
}

type OnKey<'a, M> = Box<dyn Fn(&Key, Modifiers) -> Option<M> + 'a>;

pub struct Focus<'a, M> {
    content: Element<'a, M>,
    id: Option<Id>,
    on_activate: Option<M>,
    enter: bool,
    on_key: Option<OnKey<'a, M>>,
    enabled: bool,
    role: Role,
}

pub fn focus<'a, M>(content: impl Into<Element<'a, M>>) -> Focus<'a, M> {
    Focus {
        content: content.into(),
        id: None,
        on_activate: None,
        enter: false,
        on_key: None,
        enabled: true,
        role: Role::Button,
    }
}
impl<'a, M> Focus<'a, M> {
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }
    /// Space (and Enter, when `enter`) publish this message.
    pub fn on_activate(mut self, m: M, enter: bool) -> Self {
        self.on_activate = Some(m);
        self.enter = enter;
        self
    }
    pub fn on_key(mut self, f: impl Fn(&Key, Modifiers) -> Option<M> + 'a) -> Self {
        self.on_key = Some(Box::new(f));
        self
    }
    pub fn role(mut self, r: Role) -> Self {
        self.role = r;
        self
    }
    pub fn enabled(mut self, on: bool) -> Self {
        self.enabled = on;
        self
    }
}

#[derive(Default)]
struct State {
    focused: bool,
    ring: bool,
}
impl Focusable for State {
    fn is_focused(&self) -> bool {
        self.focused
    }
    fn focus(&mut self) {
        self.focused = true;
        self.ring = true;
    }
    fn unfocus(&mut self) {
        self.focused = false;
        self.ring = false;
    }
}

impl<'a, M: Clone + 'a> Widget<M, Theme, iced::Renderer> for Focus<'a, M> {
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
    fn layout(&mut self, tree: &mut Tree, r: &iced::Renderer, l: &layout::Limits) -> layout::Node {
        self.content
            .as_widget_mut()
            .layout(&mut tree.children[0], r, l)
    }
    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        r: &iced::Renderer,
        op: &mut dyn Operation,
    ) {
        if self.enabled {
            op.focusable(
                self.id.as_ref(),
                layout.bounds(),
                tree.state.downcast_mut::<State>(),
            );
        }
        op.custom(self.id.as_ref(), layout.bounds(), &mut self.role);
        op.container(self.id.as_ref(), layout.bounds());
        op.traverse(&mut |op| {
            self.content
                .as_widget_mut()
                .operate(&mut tree.children[0], layout, r, op)
        });
    }
    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        r: &iced::Renderer,
        cb: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        vp: &Rectangle,
    ) {
        let st = tree.state.downcast_mut::<State>();
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(_)) => {
                let over = self.enabled && cursor.is_over(layout.bounds());
                if st.focused != over || st.ring {
                    shell.request_redraw();
                }
                st.focused = over;
                st.ring = false;
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. })
                if st.focused && self.enabled && !shell.is_event_captured() =>
            {
                let act = matches!(key, Key::Named(Named::Space))
                    || (self.enter && matches!(key, Key::Named(Named::Enter)));
                if act
                    && modifiers.is_empty()
                    && let Some(m) = &self.on_activate
                {
                    shell.publish(m.clone());
                    shell.capture_event();
                    return;
                }
                if let Some(f) = &self.on_key
                    && let Some(m) = f(key, *modifiers)
                {
                    st.ring = true;
                    shell.publish(m);
                    shell.capture_event();
                    return;
                }
            }
            Event::Window(window::Event::Unfocused) => {}
            _ => {}
        }
        self.content.as_widget_mut().update(
            &mut tree.children[0],
            event,
            layout,
            cursor,
            r,
            cb,
            shell,
            vp,
        );
    }
    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        vp: &Rectangle,
        r: &iced::Renderer,
    ) -> mouse::Interaction {
        self.content
            .as_widget()
            .mouse_interaction(&tree.children[0], layout, cursor, vp, r)
    }
    fn draw(
        &self,
        tree: &Tree,
        r: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        vp: &Rectangle,
    ) {
        self.content
            .as_widget()
            .draw(&tree.children[0], r, theme, style, layout, cursor, vp);
        if tree.state.downcast_ref::<State>().ring {
            let t = crate::gui::theme::tok(theme);
            r.with_layer(*vp, |r| {
                r.fill_quad(
                    renderer::Quad {
                        bounds: layout.bounds().expand(2),
                        border: Border {
                            color: t.accent,
                            width: 1.5,
                            radius: 4.0.into(),
                        },
                        ..Default::default()
                    },
                    Color::TRANSPARENT,
                )
            });
        }
    }
    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        r: &iced::Renderer,
        vp: &Rectangle,
        tr: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, iced::Renderer>> {
        self.content
            .as_widget_mut()
            .overlay(&mut tree.children[0], layout, r, vp, tr)
    }
}
impl<'a, M: Clone + 'a> From<Focus<'a, M>> for Element<'a, M> {
    fn from(f: Focus<'a, M>) -> Self {
        Element::new(f)
    }
}
