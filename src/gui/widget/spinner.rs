//! A turning sign: something is being done. It asks for frames only while it is shown.

use crate::gui::icon::{self, Icon, Tint};
use crate::gui::theme::tok;
use iced::advanced::svg::{Renderer as _, Svg};
use iced::advanced::widget::{Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, renderer};
use iced::{Element, Event, Length, Radians, Rectangle, Size, Theme, window};
use std::time::{Duration, Instant};

/// Time between two frames: few enough for a terminal server.
const FRAME: Duration = Duration::from_millis(100);
/// Time of one turn.
const TURN: f32 = 1.2;

/// A turning sign of `size` logical pixels.
pub fn spinner<'a, M: 'a>(size: f32) -> Element<'a, M> {
    Element::new(Spinner { size })
}

struct Spinner {
    size: f32,
}

struct State {
    start: Instant,
    now: Instant,
    next: Instant,
}

impl<M> Widget<M, Theme, iced::Renderer> for Spinner {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        let now = Instant::now();
        tree::State::new(State {
            start: now,
            now,
            next: now,
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
                state.now = *now;
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
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let turned = (state.now - state.start).as_secs_f32() / TURN;
        let sign = Svg::new(icon::handle(Icon::Sync))
            .color(Tint::Accent.color(tok(theme)))
            .rotation(Radians(turned.fract() * std::f32::consts::TAU));
        renderer.draw_svg(sign, layout.bounds(), *viewport);
    }
}
