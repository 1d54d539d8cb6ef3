//! `edit_menu(text_input)`: the right-click menu every Windows text field has (Ausschneiden/Kopieren/Einfügen/Alles markieren).
//! iced's text_input has none; we feed it the matching key strokes.
use iced::advanced::text::{self, Renderer as _};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{
    Clipboard, Layout, Overlay, Shell, Widget, layout, mouse, overlay, renderer,
    renderer::Renderer as _,
};
use iced::keyboard::{self, Key, Modifiers};
use iced::{Element, Event, Length, Pixels, Point, Rectangle, Size, Theme, Vector, alignment};

pub struct EditMenu<'a, M> {
    content: Element<'a, M>,
}
pub fn edit_menu<'a, M: Clone + 'a>(c: impl Into<Element<'a, M>>) -> Element<'a, M> {
    Element::new(EditMenu { content: c.into() })
}
#[derive(Default)]
struct State {
    at: Option<Point>,
    todo: Option<&'static str>,
}
const ITEMS: [(&str, &str); 4] = [
    ("Ausschneiden", "x"),
    ("Kopieren", "c"),
    ("Einfügen", "v"),
    ("Alles markieren", "a"),
];
const H: f32 = 24.0;
const W: f32 = 170.0;
fn press(c: &str, m: Modifiers) -> Event {
    let key = Key::Character(c.into());
    Event::Keyboard(keyboard::Event::KeyPressed {
        key: key.clone(),
        modified_key: key,
        physical_key: keyboard::key::Physical::Unidentified(
            keyboard::key::NativeCode::Unidentified,
        ),
        location: keyboard::Location::Standard,
        modifiers: m,
        text: None,
        repeat: false,
    })
}

impl<'a, M: Clone + 'a> Widget<M, Theme, iced::Renderer> for EditMenu<'a, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }
    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }
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
        self.content
            .as_widget_mut()
            .operate(&mut t.children[0], l, r, op)
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
        if let Some(k) = t.state.downcast_mut::<State>().todo.take() {
            for ev in [
                Event::Keyboard(keyboard::Event::ModifiersChanged(Modifiers::COMMAND)),
                press(k, Modifiers::COMMAND),
                Event::Keyboard(keyboard::Event::KeyReleased {
                    key: Key::Character(k.into()),
                    modified_key: Key::Character(k.into()),
                    physical_key: keyboard::key::Physical::Unidentified(
                        keyboard::key::NativeCode::Unidentified,
                    ),
                    location: keyboard::Location::Standard,
                    modifiers: Modifiers::COMMAND,
                }),
                Event::Keyboard(keyboard::Event::ModifiersChanged(Modifiers::empty())),
            ] {
                let mut m = vec![];
                let mut inner = Shell::new(&mut m);
                self.content.as_widget_mut().update(
                    &mut t.children[0],
                    &ev,
                    l,
                    c,
                    r,
                    cb,
                    &mut inner,
                    vp,
                );
                sh.merge(inner, |x| x);
                for x in m {
                    sh.publish(x);
                }
            }
            sh.request_redraw();
        }
        if let Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right)) = e
            && let Some(p) = c.position_over(l.bounds())
        {
            struct Focused(bool);
            impl Operation for Focused {
                fn traverse(&mut self, f: &mut dyn FnMut(&mut dyn Operation)) {
                    f(self)
                }
                fn focusable(
                    &mut self,
                    _: Option<&iced::advanced::widget::Id>,
                    _: Rectangle,
                    s: &mut dyn iced::advanced::widget::operation::Focusable,
                ) {
                    self.0 = s.is_focused();
                }
            }
            let mut f = Focused(false);
            self.content
                .as_widget_mut()
                .operate(&mut t.children[0], l, r, &mut f);
            if !f.0 {
                for b in [
                    mouse::Event::ButtonPressed(mouse::Button::Left),
                    mouse::Event::ButtonReleased(mouse::Button::Left),
                ] {
                    self.content.as_widget_mut().update(
                        &mut t.children[0],
                        &Event::Mouse(b),
                        l,
                        c,
                        r,
                        cb,
                        sh,
                        vp,
                    );
                }
            }
            t.state.downcast_mut::<State>().at = Some(p);
            sh.capture_event();
            sh.invalidate_layout();
            sh.request_redraw();
            return;
        }
        self.content
            .as_widget_mut()
            .update(&mut t.children[0], e, l, c, r, cb, sh, vp);
    }
    fn mouse_interaction(
        &self,
        t: &Tree,
        l: Layout<'_>,
        c: mouse::Cursor,
        vp: &Rectangle,
        r: &iced::Renderer,
    ) -> mouse::Interaction {
        self.content
            .as_widget()
            .mouse_interaction(&t.children[0], l, c, vp, r)
    }
    fn draw(
        &self,
        t: &Tree,
        r: &mut iced::Renderer,
        th: &Theme,
        st: &renderer::Style,
        l: Layout<'_>,
        c: mouse::Cursor,
        vp: &Rectangle,
    ) {
        self.content
            .as_widget()
            .draw(&t.children[0], r, th, st, l, c, vp)
    }
    fn overlay<'b>(
        &'b mut self,
        t: &'b mut Tree,
        _: Layout<'b>,
        _: &iced::Renderer,
        _: &Rectangle,
        tr: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, iced::Renderer>> {
        let st = t.state.downcast_mut::<State>();
        let at = st.at?;
        Some(overlay::Element::new(Box::new(Menu { st, at: at + tr })))
    }
}
struct Menu<'b> {
    st: &'b mut State,
    at: Point,
}
impl<M> Overlay<M, Theme, iced::Renderer> for Menu<'_> {
    fn layout(&mut self, _: &iced::Renderer, b: Size) -> layout::Node {
        let s = Size::new(W, H * 4.0 + 8.0);
        layout::Node::new(s).move_to(Point::new(
            self.at.x.min(b.width - s.width),
            if self.at.y + s.height > b.height {
                self.at.y - s.height
            } else {
                self.at.y
            },
        ))
    }
    fn update(
        &mut self,
        e: &Event,
        l: Layout<'_>,
        c: mouse::Cursor,
        _: &iced::Renderer,
        _: &mut dyn Clipboard,
        sh: &mut Shell<'_, M>,
    ) {
        match e {
            Event::Mouse(mouse::Event::ButtonPressed(_)) => {
                if let Some(p) = c.position_over(l.bounds()) {
                    let i = ((p.y - l.bounds().y - 4.0) / H) as usize;
                    if let Some((_, k)) = ITEMS.get(i) {
                        self.st.todo = Some(k);
                    }
                }
                self.st.at = None;
                sh.capture_event();
                sh.invalidate_layout();
                sh.request_redraw();
            }
            Event::Keyboard(keyboard::Event::KeyPressed { .. }) => {
                self.st.at = None;
                sh.capture_event();
                sh.invalidate_layout();
                sh.request_redraw();
            }
            Event::Mouse(mouse::Event::CursorMoved { .. }) => sh.request_redraw(),
            _ => {}
        }
    }
    fn draw(
        &self,
        r: &mut iced::Renderer,
        th: &Theme,
        _: &renderer::Style,
        l: Layout<'_>,
        c: mouse::Cursor,
    ) {
        let m = crate::gui::style::menu_style(th);
        let b = l.bounds();
        r.fill_quad(
            renderer::Quad {
                bounds: b,
                border: m.border,
                shadow: m.shadow,
                ..Default::default()
            },
            m.background,
        );
        for (i, (s, _)) in ITEMS.iter().enumerate() {
            let q = Rectangle {
                x: b.x + 3.0,
                y: b.y + 4.0 + i as f32 * H,
                width: b.width - 6.0,
                height: H,
            };
            if c.is_over(q) {
                r.fill_quad(
                    renderer::Quad {
                        bounds: q,
                        ..Default::default()
                    },
                    m.selected_background,
                );
            }
            r.fill_text(
                text::Text {
                    content: s.to_string(),
                    bounds: Size::new(W, H),
                    size: Pixels(crate::gui::theme::SIZE),
                    line_height: Default::default(),
                    font: crate::gui::theme::UI,
                    align_x: text::Alignment::Left,
                    align_y: alignment::Vertical::Center,
                    shaping: text::Shaping::Advanced,
                    wrapping: text::Wrapping::None,
                },
                Point::new(q.x + 10.0, q.y + H / 2.0),
                m.text_color,
                b,
            );
        }
    }
}
