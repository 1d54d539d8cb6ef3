//! `label("&Angezeigter Name:")`: text with an underlined access key; still visible to test selectors as plain text.
use iced::advanced::text::{self, Paragraph as _};
use iced::advanced::widget::{Operation, Tree};
use iced::advanced::{Layout, Widget, layout, mouse, renderer, renderer::Renderer as _};
use iced::{Color, Element, Font, Length, Pixels, Point, Rectangle, Size, Theme, alignment};

type P = <iced::Renderer as text::Renderer>::Paragraph;
pub struct Label {
    text: String,
    key: Option<(usize, usize)>,
    size: f32,
    font: Font,
    color: Option<Color>,
    muted: bool,
}

pub fn label(s: &str) -> Label {
    let mut text = String::with_capacity(s.len());
    let mut key = None;
    let mut it = s.chars();
    while let Some(c) = it.next() {
        if c == '&'
            && let Some(n) = it.next()
        {
            if n != '&' && key.is_none() {
                key = Some((text.len(), text.len() + n.len_utf8()));
            }
            text.push(n);
        } else {
            text.push(c);
        }
    }
    Label {
        text,
        key,
        size: crate::gui::theme::SIZE,
        font: crate::gui::theme::UI,
        color: None,
        muted: false,
    }
}
/// The access key of a label text, lower case.
pub fn access_key(s: &str) -> Option<char> {
    let mut it = s.chars();
    while let Some(c) = it.next() {
        if c == '&'
            && let Some(n) = it.next()
            && n != '&'
        {
            return n.to_lowercase().next();
        }
    }
    None
}
impl Label {
    pub fn bold(mut self) -> Self {
        self.font = crate::gui::theme::UI_BOLD;
        self
    }
    pub fn size(mut self, s: f32) -> Self {
        self.size = s;
        self
    }
    pub fn color(mut self, c: Color) -> Self {
        self.color = Some(c);
        self
    }
    pub fn muted(mut self, on: bool) -> Self {
        self.muted = on;
        self
    }
    fn para(&self, s: &str) -> P {
        P::with_text(text::Text {
            content: s,
            bounds: Size::INFINITE,
            size: Pixels(self.size),
            line_height: text::LineHeight::default(),
            font: self.font,
            align_x: text::Alignment::Default,
            align_y: alignment::Vertical::Top,
            shaping: text::Shaping::Advanced,
            wrapping: text::Wrapping::None,
        })
    }
}
struct State {
    para: P,
    x: f32,
    w: f32,
    key: (String, u32, Font),
}
impl<M> Widget<M, Theme, iced::Renderer> for Label {
    fn tag(&self) -> iced::advanced::widget::tree::Tag {
        iced::advanced::widget::tree::Tag::of::<Option<State>>()
    }
    fn state(&self) -> iced::advanced::widget::tree::State {
        iced::advanced::widget::tree::State::new(None::<State>)
    }
    fn size(&self) -> Size<Length> {
        Size::new(Length::Shrink, Length::Shrink)
    }
    fn layout(&mut self, tree: &mut Tree, _: &iced::Renderer, l: &layout::Limits) -> layout::Node {
        let st = tree.state.downcast_mut::<Option<State>>();
        let key = (self.text.clone(), self.size.to_bits(), self.font);
        if st.as_ref().is_none_or(|s| s.key != key) {
            let (x, w) = self.key.map_or((0.0, 0.0), |(a, b)| {
                let x = self.para(&self.text[..a]).min_bounds().width;
                (x, self.para(&self.text[..b]).min_bounds().width - x)
            });
            *st = Some(State {
                para: self.para(&self.text),
                x,
                w,
                key,
            });
        }
        layout::Node::new(l.resolve(
            Length::Shrink,
            Length::Shrink,
            st.as_ref().map_or(Size::ZERO, |s| s.para.min_bounds()),
        ))
    }
    fn operate(
        &mut self,
        _: &mut Tree,
        layout: Layout<'_>,
        _: &iced::Renderer,
        op: &mut dyn Operation,
    ) {
        op.text(None, layout.bounds(), &self.text);
    }
    fn draw(
        &self,
        tree: &Tree,
        r: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        vp: &Rectangle,
    ) {
        use iced::advanced::text::Renderer as _;
        let b = layout.bounds();
        let Some(s) = tree.state.downcast_ref::<Option<State>>() else {
            return;
        };
        let c = self.color.unwrap_or(if self.muted {
            crate::gui::theme::tok(theme).muted
        } else {
            style.text_color
        });
        r.fill_paragraph(&s.para, Point::new(b.x, b.y), c, *vp);
        if s.w > 0.0 {
            r.fill_quad(
                renderer::Quad {
                    bounds: Rectangle {
                        x: b.x + s.x,
                        y: (b.y + b.height - 2.0).round(),
                        width: s.w,
                        height: 1.0,
                    },
                    ..Default::default()
                },
                c,
            );
        }
    }
}
impl<'a, M: 'a> From<Label> for Element<'a, M> {
    fn from(l: Label) -> Self {
        Element::new(l)
    }
}
