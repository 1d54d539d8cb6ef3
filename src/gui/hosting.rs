//! Where dialogs are shown: each as a window of its own, owned by and modal to the one it was opened
//! from, or as layers inside the main window. E-Briefe and messages are modal to nothing: several
//! stand side by side, and the main window goes on working. The only place that knows.

use super::context::Context;
use super::dialog::{self, Dialog, Screen};
use super::owner;
use super::theme;
use super::widget::inert;
use iced::widget::{Stack, center, column, container, mouse_area, opaque, rule, space, text};
use iced::{Color, Element, Fill, Point, Rectangle, Size, Task, window};

/// How dialogs are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Way {
    /// As windows, as office programs do.
    #[default]
    Windows,
    /// As layers in the main window, where owned windows misbehave.
    Layers,
}

/// Tells one opened dialog from any other, so that late answers find only the dialog that asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HostId(u64);

/// An open dialog and where it stands.
pub struct Host {
    /// Which one.
    pub id: HostId,
    /// Its window, unless it is a layer.
    pub window: Option<window::Id>,
    /// The dialog.
    pub dialog: Dialog,
    /// The dialog that opened it and hears how it ends; `None` is the main screen.
    pub opener: Option<HostId>,
}

/// What happens to windows.
#[derive(Debug, Clone)]
pub enum Message {
    /// A window is there.
    Opened(window::Id),
    /// Someone wants a window closed.
    CloseRequested(window::Id),
    /// A window is gone.
    Closed(window::Id),
    /// Somebody clicked into this window, which waits for a dialog: that is to be seen.
    Raise(window::Id),
}

/// Every open dialog, each in front of the one before.
pub struct Hosting {
    /// How dialogs are shown.
    pub way: Way,
    /// The main window.
    pub main: Option<window::Id>,
    /// Size of everything, 1.0 as the system says.
    pub scale: f32,
    /// Where the main window stands on the screen, if the system tells.
    pub place: Option<Rectangle>,
    hosts: Vec<Host>,
    next: u64,
}

impl Hosting {
    /// No dialog.
    pub fn new(way: Way, scale: f32) -> Self {
        Self {
            way,
            main: None,
            scale,
            place: None,
            hosts: Vec::new(),
            next: 0,
        }
    }

    /// The dialogs, the front one last.
    pub fn hosts(&self) -> &[Host] {
        &self.hosts
    }

    /// An open dialog.
    pub fn get_mut(&mut self, id: HostId) -> Option<&mut Host> {
        self.hosts.iter_mut().find(|it| it.id == id)
    }

    /// Every open dialog.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut Host> {
        self.hosts.iter_mut()
    }

    /// The dialog that is open already where another one like it is to be opened, as after two
    /// presses before the first one was seen. Modal ones are the same only for the same opener.
    pub fn twin(&self, dialog: &Dialog, opener: Option<HostId>) -> Option<HostId> {
        let is_it =
            |it: &&Host| it.dialog.is_twin(dialog) && (it.opener == opener || !dialog.is_modal());
        self.hosts.iter().find(is_it).map(|it| it.id)
    }

    /// The window of the one who opened a dialog; the main window for layers.
    fn window_of_opener(&self, opener: Option<HostId>) -> Option<window::Id> {
        let host = opener.and_then(|id| self.hosts.iter().find(|it| it.id == id));
        host.and_then(|it| it.window).or(self.main)
    }

    /// The dialog that a window waits for, the one opened last.
    fn waited_for(&self, window: window::Id) -> Option<&Host> {
        self.hosts
            .iter()
            .rev()
            .find(|it| it.dialog.is_modal() && self.window_of_opener(it.opener) == Some(window))
    }

    /// Shows a dialog in front of everything.
    pub fn open(&mut self, dialog: Dialog, opener: Option<HostId>) -> (HostId, Task<Message>) {
        let id = HostId(self.next);
        self.next += 1;
        let (window, task) = match self.way {
            Way::Layers => (None, Task::none()),
            Way::Windows => {
                let (window, task) = window::open(self.window_of(&dialog));
                (Some(window), task.map(Message::Opened))
            }
        };
        self.hosts.push(Host {
            id,
            window,
            dialog,
            opener,
        });
        (id, task)
    }

    fn window_of(&self, dialog: &Dialog) -> window::Settings {
        let size = dialog.size();
        // The toolkit scales the size by itself, but not the least size.
        let least = size * self.scale * 0.8;
        window::Settings {
            size,
            min_size: Some(least).filter(|_| dialog.is_resizable()),
            resizable: dialog.is_resizable(),
            minimizable: !dialog.is_modal(),
            position: self.position(size * self.scale, !dialog.is_modal()),
            icon: super::window_icon(),
            exit_on_close_request: false,
            platform_specific: super::platform_specific(),
            ..window::Settings::default()
        }
    }

    /// In the middle of the main window, but not beyond the upper left corner of its screen. Several
    /// side by side do not hide each other.
    fn position(&self, size: Size, is_beside: bool) -> window::Position {
        let Some(place) = self.place else {
            return match is_beside {
                // The system does not put one over the other.
                true => window::Position::Default,
                false => centered(self.scale),
            };
        };
        let others = self.hosts.iter().filter(|it| !it.dialog.is_modal()).count();
        let step = match is_beside {
            true => (others % 8) as f32 * 28.0,
            false => 0.0,
        };
        let x = (place.center_x() - size.width / 2.0).max(place.x.min(0.0)) + step;
        let y = (place.center_y() - size.height / 2.0).max(place.y.min(0.0)) + step;
        window::Position::Specific(Point::new(x, y))
    }

    /// The window of a dialog is there: a modal one gets its owner.
    pub fn opened(&self, window: window::Id) -> Task<Message> {
        let Some(host) = self.of_window(window).filter(|it| it.dialog.is_modal()) else {
            return Task::none();
        };
        match self.window_of_opener(host.opener) {
            Some(parent) => owner::set_owner(window, parent).discard(),
            None => Task::none(),
        }
    }

    /// Another size of everything: the windows of open dialogs grow or shrink with it.
    pub fn rescale(&mut self, scale: f32) -> Task<Message> {
        if scale == self.scale {
            return Task::none();
        }
        self.scale = scale;
        let windows = self.hosts.iter().filter_map(|it| {
            it.window
                .map(|window| window::resize(window, it.dialog.size()))
        });
        Task::batch(windows)
    }

    /// The dialog of a window.
    pub fn of_window(&self, window: window::Id) -> Option<&Host> {
        self.hosts.iter().find(|it| it.window == Some(window))
    }

    /// Whether a window waits for no dialog.
    pub fn is_free(&self, window: window::Id) -> bool {
        self.waited_for(window).is_none()
    }

    /// Ends a dialog and what is modal to it. What stands beside it stays.
    pub fn close(&mut self, id: HostId) -> Task<Message> {
        let Some(at) = self.hosts.iter().position(|it| it.id == id) else {
            return Task::none();
        };
        let first = self.hosts.remove(at);
        let below = self.window_of_opener(first.opener);
        let mut closed = vec![first];
        // Those that were opened from one that ends end, too, and so on.
        let mut next = 0;
        while let Some(ended) = closed.get(next).map(|it| it.id) {
            next += 1;
            let is_child = |it: &Host| it.opener == Some(ended) && it.dialog.is_modal();
            while let Some(at) = self.hosts.iter().position(is_child) {
                closed.push(self.hosts.remove(at));
            }
        }
        let was_modal = closed.first().is_some_and(|it| it.dialog.is_modal());
        let below = below.filter(|_| was_modal);
        // The parent must accept input again before its child goes: else another program comes to
        // the front.
        let ready = below.map_or_else(Task::none, |it| owner::release(it).discard());
        let closing = closed.into_iter().rev().filter_map(|it| it.window);
        let close = Task::batch(closing.map(window::close));
        let raise = below.map_or_else(Task::none, window::gain_focus);
        ready.chain(close).chain(raise)
    }

    /// Shows what a window waits for to someone who clicks into it.
    pub fn raise(&self, window: window::Id) -> Task<Message> {
        let (mut at, mut steps) = (window, 0);
        // What is in front may wait for something itself.
        while let Some(front) = self.waited_for(at).and_then(|it| it.window)
            && steps < self.hosts.len()
        {
            (at, steps) = (front, steps + 1);
        }
        match at == window {
            true => Task::none(),
            false => window::gain_focus(at),
        }
    }

    /// Shows a dialog that is open already.
    pub fn show(&self, id: HostId) -> Task<Message> {
        let host = self.hosts.iter().find(|it| it.id == id);
        match host.and_then(|it| it.window) {
            Some(window) => window::minimize(window, false).chain(window::gain_focus(window)),
            None => Task::none(),
        }
    }

    /// What is seen in `window`: the main content, or the dialog that lives there.
    pub fn view<'a, M: Clone + 'a>(
        &'a self,
        window: window::Id,
        context: &'a Context,
        main: Element<'a, M>,
        wrap: (impl Fn(HostId, dialog::Message) -> M + Copy + 'a, M),
    ) -> Element<'a, M> {
        let (wrap, raise) = wrap;
        if Some(window) != self.main {
            let Some(host) = self.of_window(window) else {
                return space().into();
            };
            let id = host.id;
            let body = host.dialog.view(context).map(move |it| wrap(id, it));
            return blocked(body, (!self.is_free(window)).then_some(raise));
        }
        let layers: Vec<&Host> = self.hosts.iter().filter(|it| it.window.is_none()).collect();
        let waits = self
            .waited_for(window)
            .is_some_and(|it| it.window.is_some());
        let mut stack = Stack::new().push(inert(!layers.is_empty(), main));
        for (at, host) in layers.iter().enumerate() {
            let id = host.id;
            let body = host.dialog.view(context).map(move |it| wrap(id, it));
            let layer = opaque(center(frame(host, context, body)).style(dimmed));
            stack = stack.push(inert(at + 1 < layers.len(), layer));
        }
        blocked(stack.into(), waits.then_some(raise))
    }
}

/// In the middle of the screen. The toolkit forgets that a window is larger where everything is
/// larger, and takes a plain function only.
pub(super) fn centered(scale: f32) -> window::Position {
    fn place<const PERCENT: u16>(window: Size, screen: Size) -> Point {
        let window = window * (f32::from(PERCENT) / 100.0);
        let middle = |room: f32, needed: f32| ((room - needed) / 2.0).max(0.0);
        Point::new(
            middle(screen.width, window.width),
            middle(screen.height, window.height),
        )
    }
    match scale {
        ..1.2 => window::Position::Centered,
        1.2..1.4 => window::Position::SpecificWith(place::<125>),
        1.4..1.8 => window::Position::SpecificWith(place::<150>),
        _ => window::Position::SpecificWith(place::<200>),
    }
}

/// A layer with a title bar of its own.
fn frame<'a, M: 'a>(host: &Host, context: &Context, body: Element<'a, M>) -> Element<'a, M> {
    let Size { width, height } = host.dialog.size();
    let title = text(context.say(host.dialog.title())).size(theme::SIZE);
    let title = container(title)
        .padding([6, 12])
        .width(Fill)
        .style(super::style::head);
    container(column![title, rule::horizontal(1), body])
        .max_width(width)
        .max_height(height + 32.0)
        .padding(1)
        .style(super::style::window_frame)
        .into()
}

fn dimmed(_: &iced::Theme) -> container::Style {
    container::background(Color {
        a: 0.25,
        ..Color::BLACK
    })
}

/// A window behind a modal dialog: nothing in it reacts, a click brings the dialog to the front.
/// The tree keeps its shape, so that focus and scroll positions are there again afterwards.
fn blocked<'a, M: Clone + 'a>(body: Element<'a, M>, raise: Option<M>) -> Element<'a, M> {
    let mut stack = Stack::new().push(inert(raise.is_some(), body));
    if let Some(raise) = raise {
        let veil = container(space()).width(Fill).height(Fill).style(veiled);
        stack = stack.push(opaque(mouse_area(veil).on_press(raise)));
    }
    stack.into()
}

fn veiled(_: &iced::Theme) -> container::Style {
    container::background(Color {
        a: 0.12,
        ..Color::BLACK
    })
}
