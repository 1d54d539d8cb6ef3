//! Dragging from one place of a window to another. The screen knows that something is dragged; every
//! [`drop_zone`] lights up under the mouse and says when it was let go there; [`drag_layer`] around
//! the whole page shows what is dragged and says when it ends.

use super::label;
use super::shape::{Paragraph, Shape};
use super::wrap::{Behaviour, Inside, Io, Over, Wrap};
use crate::gui::style;
use crate::gui::theme::tok;
use iced::advanced::text::{Paragraph as _, Renderer as _};
use iced::advanced::{Overlay, layout, mouse, overlay, renderer, renderer::Renderer as _};
use iced::keyboard::{self, Key, key::Named};
use iced::{Border, Color, Element, Event, Point, Rectangle, Size, Theme, window};

/// A place where what is dragged can be let go: it sends `on_drop` then. Wrap always, and give no
/// message while nothing is dragged or this may not be taken here.
pub fn drop_zone<'a, M: Clone + 'a>(
    content: impl Into<Element<'a, M>>,
    on_drop: Option<M>,
) -> Element<'a, M> {
    Wrap::element(content.into(), Zone { on_drop })
}

struct Zone<M> {
    on_drop: Option<M>,
}

#[derive(Default)]
struct ZoneState {
    is_over: bool,
}

impl<'a, M: Clone + 'a> Behaviour<'a, M> for Zone<M> {
    type State = ZoneState;

    fn update(
        &mut self,
        state: &mut ZoneState,
        inside: &mut Inside<'_, 'a, M>,
        event: &Event,
        io: &mut Io<'_, '_, M>,
    ) {
        let Some(on_drop) = &self.on_drop else {
            state.is_over = false;
            return inside.update(event, io);
        };
        if let Event::Mouse(_) = event {
            let is_over = io.cursor.is_over(inside.bounds());
            if state.is_over != is_over {
                state.is_over = is_over;
                io.shell.request_redraw();
            }
        }
        let let_go = mouse::Event::ButtonReleased(mouse::Button::Left);
        if state.is_over && *event == Event::Mouse(let_go) {
            state.is_over = false;
            // What lies inside is not meant: it does not hear of it.
            return io.shell.publish(on_drop.clone());
        }
        inside.update(event, io);
    }

    fn draw_over(
        &self,
        state: &ZoneState,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        (bounds, viewport): (Rectangle, Rectangle),
    ) {
        if self.on_drop.is_none() || !state.is_over {
            return;
        }
        let frame = renderer::Quad {
            bounds,
            border: Border {
                color: tok(theme).accent,
                width: 2.0,
                radius: 3.0.into(),
            },
            ..Default::default()
        };
        renderer.with_layer(viewport, |renderer| {
            renderer.fill_quad(frame, Color::TRANSPARENT);
        });
    }
}

/// The page on which something is dragged: `words` at the mouse say what ("3 Nachrichten"). `ended`
/// is sent when it is let go anywhere, after what a zone sent, and when Escape or another window
/// gives it up; `words` must be `None` from then on. Wrap always.
pub fn drag_layer<'a, M: Clone + 'a>(
    page: impl Into<Element<'a, M>>,
    words: Option<String>,
    ended: M,
) -> Element<'a, M> {
    Wrap::element(page.into(), Dragged { words, ended })
}

struct Dragged<M> {
    words: Option<String>,
    ended: M,
}

#[derive(Default)]
struct DragState {
    at: Option<Point>,
    shown: Option<(String, Paragraph)>,
}

impl<'a, M: Clone + 'a> Behaviour<'a, M> for Dragged<M> {
    type State = DragState;

    fn refresh(&self, state: &mut DragState) {
        let shown = state.shown.as_ref().map(|it| &it.0);
        if shown != self.words.as_ref() {
            let shape = |it: &String| (it.clone(), Shape::default().of(&label::plain(it)));
            state.shown = self.words.as_ref().map(shape);
        }
    }

    fn update(
        &mut self,
        state: &mut DragState,
        inside: &mut Inside<'_, 'a, M>,
        event: &Event,
        io: &mut Io<'_, '_, M>,
    ) {
        if let Event::Mouse(mouse::Event::CursorMoved { position }) = event {
            state.at = Some(*position);
        }
        if self.words.is_none() {
            return inside.update(event, io);
        }
        let is_over = match event {
            Event::Keyboard(keyboard::Event::KeyPressed { key, .. }) => {
                io.shell.capture_event();
                if *key != Key::Named(Named::Escape) {
                    return;
                }
                true
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => {
                inside.update(event, io);
                true
            }
            Event::Window(window::Event::Unfocused) => {
                inside.update(event, io);
                true
            }
            _ => {
                inside.update(event, io);
                false
            }
        };
        if is_over {
            io.shell.publish(self.ended.clone());
        }
        if is_over || matches!(event, Event::Mouse(_)) {
            io.shell.invalidate_layout();
            io.shell.request_redraw();
        }
    }

    fn overlay<'b>(&'b mut self, state: &'b mut DragState, _: Rectangle) -> Option<Over<'b, M>> {
        self.words.as_ref()?;
        let (_, words) = state.shown.as_ref()?;
        let badge = Badge {
            at: state.at?,
            words,
        };
        Some(overlay::Element::new(Box::new(badge)))
    }
}

/// What is dragged, shown beside the mouse.
struct Badge<'b> {
    at: Point,
    words: &'b Paragraph,
}

impl<M> Overlay<M, Theme, iced::Renderer> for Badge<'_> {
    fn layout(&mut self, _: &iced::Renderer, window: Size) -> layout::Node {
        let words = self.words.min_bounds();
        let size = Size::new(words.width.ceil() + 18.0, words.height.ceil() + 8.0);
        let place = Point::new(
            (self.at.x + 14.0).min(window.width - size.width).max(0.0),
            (self.at.y + 14.0).min(window.height - size.height).max(0.0),
        );
        layout::Node::new(size).move_to(place)
    }

    fn draw(
        &self,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: iced::advanced::Layout<'_>,
        _: mouse::Cursor,
    ) {
        let (look, bounds) = (style::menu_style(theme), layout.bounds());
        let ground = renderer::Quad {
            bounds,
            border: look.border,
            ..Default::default()
        };
        renderer.fill_quad(ground, look.background);
        let place = Point::new(bounds.x + 9.0, bounds.y + 4.0);
        renderer.fill_paragraph(self.words, place, look.text_color, bounds);
    }
}
