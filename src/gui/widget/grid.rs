//! `Grid`: virtualised table. Draws only visible rows straight from the model; own scroll offset (f64), sticky header,
//! click-to-sort, drag-to-resize columns, selection by mouse/keyboard, double click / Enter, right click, focusable.
//! No message is sent while scrolling, no element tree per row.
use iced::advanced::text::Paragraph as _;
use iced::advanced::text::{self, Renderer as _};
use iced::advanced::widget::{Id, Operation, Tree, operation::Focusable, tree};
use iced::advanced::{
    Clipboard, Layout, Shell, Widget, layout, mouse, renderer, renderer::Renderer as _,
};
use iced::keyboard::{self, Key, key::Named};
use iced::{
    Border, Color, Element, Event, Length, Pixels, Point, Rectangle, Size, Theme, alignment,
};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

type P = <iced::Renderer as text::Renderer>::Paragraph;

pub trait Model {
    fn len(&self) -> usize;
    fn cell(&self, row: usize, col: usize) -> Cow<'_, str>;
    fn bold(&self, _row: usize) -> bool {
        false
    }
}
#[derive(Debug, Clone)]
pub struct Column {
    pub title: String,
    pub width: f32,
    pub min: f32,
    pub flex: bool,
    pub right: bool,
}
#[derive(Debug, Clone)]
pub enum GridEvent {
    Select(usize),
    Activate(usize),
    Sort(usize),
    Resize(usize, f32),
    Menu(usize, Point),
}

pub const ROW: f32 = 24.0;
pub const HEAD: f32 = 26.0;
const BAR: f32 = 14.0;
const PAD: f32 = 8.0;

pub struct Grid<'a, M> {
    model: &'a dyn Model,
    cols: &'a [Column],
    selected: Option<usize>,
    sort: Option<(usize, bool)>,
    on: Box<dyn Fn(GridEvent) -> M + 'a>,
    id: Option<Id>,
}
impl<'a, M> Grid<'a, M> {
    pub fn new(
        model: &'a dyn Model,
        cols: &'a [Column],
        selected: Option<usize>,
        on: impl Fn(GridEvent) -> M + 'a,
    ) -> Self {
        Self {
            model,
            cols,
            selected,
            sort: None,
            on: Box::new(on),
            id: None,
        }
    }
    pub fn sort(mut self, c: usize, asc: bool) -> Self {
        self.sort = Some((c, asc));
        self
    }
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }
}
#[derive(Default)]
pub struct State {
    off: f64,
    focused: bool,
    ring: bool,
    drag_bar: Option<f32>,
    drag_col: Option<(usize, f32, f32)>,
    last: Option<mouse::Click>,
    sel: Option<usize>,
    cache: RefCell<Cache>,
}
/// Shaped text of the visible cells. `fill_paragraph` clips correctly; iced_tiny_skia 0.14's `fill_text` neither clips nor honours Wrapping::None.
#[derive(Default)]
pub struct Cache {
    map: HashMap<(String, bool, u32), (P, u64)>,
    now: u64,
}
impl Cache {
    fn para(s: &str, bold: bool) -> P {
        P::with_text(text::Text {
            content: s,
            bounds: Size::INFINITE,
            size: Pixels(crate::gui::theme::SIZE),
            line_height: text::LineHeight::default(),
            font: if bold {
                crate::gui::theme::UI_BOLD
            } else {
                crate::gui::theme::UI
            },
            align_x: text::Alignment::Left,
            align_y: alignment::Vertical::Top,
            shaping: text::Shaping::Advanced,
            wrapping: text::Wrapping::None,
        })
    }
    /// Shaped (and if needed shortened with an ellipsis) text for a cell of this width.
    fn get(&mut self, s: &str, bold: bool, w: f32) -> &P {
        let now = self.now;
        let wide = (s.to_string(), bold, u32::MAX);
        let full = self
            .map
            .entry(wide.clone())
            .or_insert_with(|| (Self::para(s, bold), now));
        full.1 = now;
        let fits = full.0.min_bounds().width <= w;
        let cut = if fits {
            0
        } else {
            match full.0.hit_test(Point::new((w - 11.0).max(0.0), 6.0)) {
                Some(text::Hit::CharOffset(o)) => o.min(s.len()),
                None => 0,
            }
        };
        if fits {
            return &self.map[&wide].0;
        }
        let key = (wide.0, bold, w as u32);
        if !self.map.contains_key(&key) {
            let cut = (0..=cut)
                .rev()
                .find(|i| s.is_char_boundary(*i))
                .unwrap_or(0);
            let p = Self::para(&format!("{}…", s[..cut].trim_end()), bold);
            self.map.insert(key.clone(), (p, now));
        }
        let e = self.map.get_mut(&key).expect("just inserted");
        e.1 = now;
        &e.0
    }
    fn sweep(&mut self) {
        let n = self.now;
        if self.map.len() > 1500 {
            self.map.retain(|_, v| v.1 + 3 >= n);
        }
    }
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

fn widths(cols: &[Column], avail: f32) -> Vec<f32> {
    let fixed: f32 = cols.iter().filter(|c| !c.flex).map(|c| c.width).sum();
    let n = cols.iter().filter(|c| c.flex).count().max(1) as f32;
    cols.iter()
        .map(|c| {
            if c.flex {
                ((avail - fixed) / n).max(c.min)
            } else {
                c.width
            }
        })
        .collect()
}
impl<M> Grid<'_, M> {
    fn body(b: Rectangle) -> Rectangle {
        Rectangle {
            y: b.y + HEAD,
            height: (b.height - HEAD).max(0.0),
            ..b
        }
    }
    fn max_off(&self, h: f32) -> f64 {
        (self.model.len() as f64 * ROW as f64 - h as f64).max(0.0)
    }
    fn reveal(&self, st: &mut State, row: usize, h: f32) {
        let top = row as f64 * ROW as f64;
        let bot = top + ROW as f64;
        if top < st.off {
            st.off = top
        } else if bot > st.off + h as f64 {
            st.off = bot - h as f64
        }
        st.off = st.off.clamp(0.0, self.max_off(h));
    }
    fn thumb(&self, st: &State, body: Rectangle) -> Option<Rectangle> {
        let max = self.max_off(body.height);
        if max <= 0.0 {
            return None;
        }
        let total = max + body.height as f64;
        let h = (body.height as f64 * body.height as f64 / total).max(28.0) as f32;
        Some(Rectangle {
            x: body.x + body.width - BAR + 3.0,
            y: body.y + ((body.height - h) as f64 * st.off / max) as f32,
            width: BAR - 6.0,
            height: h,
        })
    }
}
impl<'a, M: 'a> Widget<M, Theme, iced::Renderer> for Grid<'a, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }
    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }
    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }
    fn layout(&mut self, tree: &mut Tree, _: &iced::Renderer, l: &layout::Limits) -> layout::Node {
        let s = l.max();
        let st = tree.state.downcast_mut::<State>();
        if st.sel != self.selected {
            st.sel = self.selected;
            if let Some(i) = self.selected {
                self.reveal(st, i, s.height - HEAD);
            }
        }
        st.off = st.off.clamp(0.0, self.max_off(s.height - HEAD));
        layout::Node::new(s)
    }
    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _: &iced::Renderer,
        op: &mut dyn Operation,
    ) {
        let st = tree.state.downcast_mut::<State>();
        op.focusable(self.id.as_ref(), layout.bounds(), st);
        // expose the visible cells to test selectors (and later to AccessKit)
        let b = layout.bounds();
        let body = Self::body(b);
        let w = widths(self.cols, b.width - BAR);
        let first = (st.off / ROW as f64) as usize;
        let last = (first + (body.height / ROW) as usize + 2).min(self.model.len());
        let mut x = b.x;
        for (c, cw) in self.cols.iter().zip(&w) {
            op.text(
                None,
                Rectangle {
                    x,
                    y: b.y,
                    width: *cw,
                    height: HEAD,
                },
                &c.title,
            );
            x += cw;
        }
        for row in first..last {
            let y = body.y + (row as f64 * ROW as f64 - st.off) as f32;
            let mut x = b.x;
            for (i, cw) in w.iter().enumerate() {
                op.text(
                    None,
                    Rectangle {
                        x,
                        y,
                        width: *cw,
                        height: ROW,
                    },
                    &self.model.cell(row, i),
                );
                x += cw;
            }
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
        let st = tree.state.downcast_mut::<State>();
        let b = layout.bounds();
        let body = Self::body(b);
        let w = widths(self.cols, b.width - BAR);
        match event {
            Event::Mouse(mouse::Event::WheelScrolled { delta }) if cursor.is_over(b) => {
                let dy = match delta {
                    mouse::ScrollDelta::Lines { y, .. } => *y as f64 * 3.0 * ROW as f64,
                    mouse::ScrollDelta::Pixels { y, .. } => *y as f64,
                };
                let n = (st.off - dy).clamp(0.0, self.max_off(body.height));
                if n != st.off {
                    st.off = n;
                    shell.request_redraw();
                }
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::ButtonPressed(btn)) => {
                let over = cursor.is_over(b);
                if st.focused != over || st.ring {
                    shell.request_redraw();
                }
                st.focused = over;
                st.ring = false;
                let Some(p) = cursor.position_over(b) else {
                    return;
                };
                shell.capture_event();
                if p.y < body.y {
                    if *btn != mouse::Button::Left {
                        return;
                    }
                    let mut x = b.x;
                    for (i, cw) in w.iter().enumerate() {
                        x += cw;
                        if (p.x - x).abs() < 4.0 {
                            st.drag_col = Some((i, p.x, *cw));
                            return;
                        }
                        if p.x < x {
                            shell.publish((self.on)(GridEvent::Sort(i)));
                            return;
                        }
                    }
                    return;
                }
                if p.x > body.x + body.width - BAR && *btn == mouse::Button::Left {
                    if let Some(t) = self.thumb(st, body) {
                        if p.y >= t.y && p.y <= t.y + t.height {
                            st.drag_bar = Some(p.y - t.y);
                        } else {
                            let page = body.height as f64 - ROW as f64;
                            st.off = (st.off + if p.y < t.y { -page } else { page })
                                .clamp(0.0, self.max_off(body.height));
                            shell.request_redraw();
                        }
                    }
                    return;
                }
                let row = ((p.y - body.y) as f64 + st.off) as usize / ROW as usize;
                if row >= self.model.len() {
                    return;
                }
                match btn {
                    mouse::Button::Left => {
                        let c = mouse::Click::new(p, *btn, st.last);
                        let m = if c.kind() == mouse::click::Kind::Double {
                            GridEvent::Activate(row)
                        } else {
                            GridEvent::Select(row)
                        };
                        st.last = Some(c);
                        shell.publish((self.on)(m));
                    }
                    mouse::Button::Right => {
                        shell.publish((self.on)(GridEvent::Select(row)));
                        shell.publish((self.on)(GridEvent::Menu(row, p)));
                    }
                    _ => {}
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(_)) => {
                st.drag_bar = None;
                st.drag_col = None;
            }
            Event::Mouse(mouse::Event::CursorMoved { position }) => {
                if let Some((i, x0, w0)) = st.drag_col {
                    shell.publish((self.on)(GridEvent::Resize(
                        i,
                        (w0 + position.x - x0).max(self.cols[i].min),
                    )));
                }
                if let (Some(g), Some(t)) = (st.drag_bar, self.thumb(st, body)) {
                    let f = ((position.y - g - body.y) / (body.height - t.height)).clamp(0.0, 1.0);
                    st.off = self.max_off(body.height) * f as f64;
                    shell.request_redraw();
                }
            }
            Event::Keyboard(keyboard::Event::KeyPressed {
                key: Key::Named(k),
                modifiers,
                ..
            }) if st.focused && !shell.is_event_captured() && self.model.len() > 0 => {
                let n = self.model.len();
                let page = (body.height / ROW) as usize;
                let cur = self.selected;
                let to = match k {
                    Named::ArrowDown => Some(cur.map_or(0, |c| (c + 1).min(n - 1))),
                    Named::ArrowUp => Some(cur.map_or(0, |c| c.saturating_sub(1))),
                    Named::PageDown => Some(cur.map_or(0, |c| (c + page).min(n - 1))),
                    Named::PageUp => Some(cur.map_or(0, |c| c.saturating_sub(page))),
                    Named::Home => Some(0),
                    Named::End => Some(n - 1),
                    _ => None,
                };
                if let Some(i) = to {
                    self.reveal(st, i, body.height);
                    st.sel = Some(i);
                    shell.publish((self.on)(GridEvent::Select(i)));
                    shell.capture_event();
                    return;
                }
                match (k, cur) {
                    (Named::Enter, Some(c)) => {
                        shell.publish((self.on)(GridEvent::Activate(c)));
                        shell.capture_event();
                    }
                    (Named::ContextMenu, Some(c)) | (Named::F10, Some(c))
                        if *k == Named::ContextMenu || modifiers.shift() =>
                    {
                        let y = body.y + (c as f64 * ROW as f64 - st.off) as f32 + ROW;
                        shell.publish((self.on)(GridEvent::Menu(c, Point::new(b.x + 40.0, y))));
                        shell.capture_event();
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Rectangle,
        _: &iced::Renderer,
    ) -> mouse::Interaction {
        let st = tree.state.downcast_ref::<State>();
        let b = layout.bounds();
        if st.drag_col.is_some() {
            return mouse::Interaction::ResizingHorizontally;
        }
        if let Some(p) = cursor.position_over(b)
            && p.y < b.y + HEAD
        {
            let mut x = b.x;
            for w in widths(self.cols, b.width - BAR) {
                x += w;
                if (p.x - x).abs() < 4.0 {
                    return mouse::Interaction::ResizingHorizontally;
                }
            }
        }
        mouse::Interaction::None
    }
    fn draw(
        &self,
        tree: &Tree,
        r: &mut iced::Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        _: &Rectangle,
    ) {
        let t = crate::gui::theme::tok(theme);
        let st = tree.state.downcast_ref::<State>();
        let b = layout.bounds();
        let body = Self::body(b);
        let w = widths(self.cols, b.width - BAR);
        let quad = |bounds: Rectangle| renderer::Quad {
            bounds,
            ..Default::default()
        };
        r.fill_quad(quad(b), t.surface);
        let mut cache = st.cache.borrow_mut();
        cache.now += 1;
        let mut cell = |r: &mut iced::Renderer,
                        s: &str,
                        bold: bool,
                        x: f32,
                        y: f32,
                        w: f32,
                        h: f32,
                        right: bool,
                        color: Color| {
            let inner = (w - 2.0 * PAD).max(0.0);
            if s.is_empty() || inner < 4.0 {
                return;
            }
            let p = cache.get(s, bold, inner);
            let m = p.min_bounds();
            let px = if right {
                x + w - PAD - m.width
            } else {
                x + PAD
            };
            r.fill_paragraph(
                p,
                Point::new(px.round(), (y + (h - m.height) / 2.0).round()),
                color,
                Rectangle {
                    x,
                    y,
                    width: w,
                    height: h,
                },
            );
        };
        let first = (st.off / ROW as f64) as usize;
        let last = (first + (body.height / ROW) as usize + 2).min(self.model.len());
        r.with_layer(body, |r| {
            for row in first..last {
                let y = body.y + (row as f64 * ROW as f64 - st.off) as f32;
                let sel = self.selected == Some(row);
                if sel {
                    r.fill_quad(
                        quad(Rectangle {
                            x: b.x,
                            y,
                            width: b.width,
                            height: ROW,
                        }),
                        if st.focused { t.accent } else { t.accent_weak },
                    );
                } else if row % 2 == 1 {
                    r.fill_quad(
                        quad(Rectangle {
                            x: b.x,
                            y,
                            width: b.width,
                            height: ROW,
                        }),
                        t.stripe,
                    );
                }
                let color = if sel && st.focused {
                    t.on_accent
                } else {
                    t.text
                };
                let mut x = b.x;
                for (i, cw) in w.iter().enumerate() {
                    cell(
                        r,
                        &self.model.cell(row, i),
                        self.model.bold(row),
                        x,
                        y,
                        *cw,
                        ROW,
                        self.cols[i].right,
                        color,
                    );
                    x += cw;
                }
            }
        });
        r.with_layer(b, |r| {
            r.fill_quad(quad(Rectangle { height: HEAD, ..b }), t.header);
            r.fill_quad(
                quad(Rectangle {
                    y: b.y + HEAD - 1.0,
                    height: 1.0,
                    ..b
                }),
                t.line_strong,
            );
            let mut x = b.x;
            for (i, cw) in w.iter().enumerate() {
                let mut title = self.cols[i].title.clone();
                if let Some((c, asc)) = self.sort
                    && c == i
                {
                    title.push_str(if asc { "  ▲" } else { "  ▼" });
                }
                cell(
                    r,
                    &title,
                    false,
                    x,
                    b.y,
                    *cw,
                    HEAD,
                    self.cols[i].right,
                    t.muted,
                );
                x += cw;
                r.fill_quad(
                    quad(Rectangle {
                        x: x - 1.0,
                        y: b.y + 5.0,
                        width: 1.0,
                        height: HEAD - 10.0,
                    }),
                    t.line_strong,
                );
            }
            if let Some(th) = self.thumb(st, body) {
                r.fill_quad(
                    quad(Rectangle {
                        x: body.x + body.width - BAR,
                        width: BAR,
                        ..body
                    }),
                    t.header,
                );
                r.fill_quad(
                    renderer::Quad {
                        bounds: th,
                        border: Border {
                            radius: 4.0.into(),
                            ..Default::default()
                        },
                        ..Default::default()
                    },
                    if st.drag_bar.is_some() {
                        t.muted
                    } else {
                        t.field_line
                    },
                );
            }
            r.fill_quad(
                renderer::Quad {
                    bounds: b,
                    border: Border {
                        color: if st.ring { t.accent } else { t.line_strong },
                        width: 1.0,
                        radius: 2.0.into(),
                    },
                    ..Default::default()
                },
                Color::TRANSPARENT,
            );
        });
        cache.sweep();
    }
}
impl<'a, M: 'a> From<Grid<'a, M>> for Element<'a, M> {
    fn from(g: Grid<'a, M>) -> Self {
        Element::new(g)
    }
}
