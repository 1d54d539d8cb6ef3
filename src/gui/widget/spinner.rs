//! A turning sign: something is being done. It asks for frames only while it is shown. Its dots are
//! quads, as the software renderer misplaces pictures that are turned.

use crate::gui::theme::tok;
use iced::advanced::widget::{Tree, tree};
use iced::advanced::{
    Clipboard, Layout, Shell, Widget, layout, mouse, renderer, renderer::Renderer as _,
};
use iced::{Element, Event, Length, Point, Rectangle, Size, Theme, border, window};
use std::f32::consts::TAU;
use std::time::{Duration, Instant};

/// Dots on the circle.
const DOTS: u32 = 8;
/// Time from one dot to the next: few enough frames for a terminal server.
const FRAME: Duration = Duration::from_millis(120);

/// A turning sign of `size` logical pixels.
pub fn spinner<'a, M: 'a>(size: f32) -> Element<'a, M> {
    Element::new(Spinner { size })
}

struct Spinner {
    size: f32,
}

struct State {
    /// The brightest dot.
    at: u32,
    next: Instant,
}

impl<M> Widget<M, Theme, iced::Renderer> for Spinner {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State {
            at: 0,
            next: Instant::now(),
        })
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fixed(self.size), Length::Fixed(self.size))
    }

    fn layout(
        &mut self,
        _: &mut Tree,
        _: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        layout::atomic(limits, self.size, self.size)
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        _: Layout<'_>,
        _: mouse::Cursor,
        _: &iced::Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        _: &Rectangle,
    ) {
        if let Event::Window(window::Event::RedrawRequested(now)) = event {
            let state = tree.state.downcast_mut::<State>();
            // Frames that others asked for do not turn it faster.
            if *now >= state.next {
                state.at = (state.at + 1) % DOTS;
                state.next = *now + FRAME;
            }
            shell.request_redraw_at(state.next);
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
        _: &Rectangle,
    ) {
        let at = tree.state.downcast_ref::<State>().at;
        let (bounds, size) = (layout.bounds(), self.size / 5.0);
        let (middle, radius) = (bounds.center(), (self.size - size) / 2.0);
        for dot in 0..DOTS {
            let angle = TAU * dot as f32 / DOTS as f32;
            let corner = Point::new(
                middle.x + radius * angle.sin() - size / 2.0,
                middle.y - radius * angle.cos() - size / 2.0,
            );
            let age = (at + DOTS - dot) % DOTS;
            let quad = renderer::Quad {
                bounds: Rectangle::new(corner, Size::new(size, size)),
                border: border::rounded(size / 2.0),
                snap: false,
                ..Default::default()
            };
            let share = 1.0 - 0.8 * age as f32 / DOTS as f32;
            renderer.fill_quad(quad, tok(theme).accent.scale_alpha(share));
        }
    }
}
