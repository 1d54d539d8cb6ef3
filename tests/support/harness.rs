//! A window without a display: builds the interface of a view, sends it keys and mouse, finds what is
//! in it, and takes pictures. Other than the toolkit's simulator it keeps focus, caret and scroll
//! positions from message to message.

#![allow(dead_code)]

#[path = "harness_look.rs"]
mod look;

use iced_test::core::clipboard::{self, Clipboard};
use iced_test::core::renderer::Headless;
use iced_test::core::{self, Event, Point, Rectangle, Size, event, keyboard, mouse, window};
use iced_test::futures::futures::executor::block_on;
use iced_test::runtime::{UserInterface, user_interface::Cache};
use keyboard::{Key, Modifiers, key::Named};
use kontorpost::gui::theme::{self, Mode};
use look::Look;
pub use look::Stop;
use std::path::PathBuf;
use std::sync::Once;

/// The interface that a view gives.
pub type Element<'a, M> = iced::Element<'a, M>;

/// A window with a state of any kind.
pub struct Harness<S, M> {
    /// What the view shows.
    pub state: S,
    /// What is in the clipboard.
    pub clipboard: Memory,
    /// Whether the last event was used by something.
    pub is_captured: bool,
    view: for<'a> fn(&'a S) -> Element<'a, M>,
    update: fn(&mut S, M),
    size: Size,
    cache: Option<Cache>,
    renderer: iced::Renderer,
    modifiers: Modifiers,
    cursor: mouse::Cursor,
}

/// A clipboard of its own for each window.
#[derive(Default)]
pub struct Memory(pub Option<String>);

impl Clipboard for Memory {
    fn read(&self, _: clipboard::Kind) -> Option<String> {
        self.0.clone()
    }

    fn write(&mut self, _: clipboard::Kind, contents: String) {
        self.0 = Some(contents);
    }
}

fn load_fonts() {
    static FONTS: Once = Once::new();
    FONTS.call_once(|| {
        let system = iced_test::renderer::graphics::text::font_system();
        let mut system = system.write().expect("fonts");
        for font in [
            &include_bytes!("../../assets/fonts/NotoSans-Regular.ttf")[..],
            &include_bytes!("../../assets/fonts/NotoSans-SemiBold.ttf")[..],
        ] {
            system.load_font(font.into());
        }
    });
}

impl<S, M> Harness<S, M> {
    /// Opens a window of this size.
    pub fn new(
        state: S,
        size: (f32, f32),
        view: for<'a> fn(&'a S) -> Element<'a, M>,
        update: fn(&mut S, M),
    ) -> Self {
        load_fonts();
        let renderer =
            <iced::Renderer as Headless>::new(theme::UI, theme::SIZE.into(), Some("tiny-skia"));
        let mut harness = Self {
            state,
            clipboard: Memory::default(),
            is_captured: false,
            view,
            update,
            size: Size::new(size.0, size.1),
            cache: None,
            renderer: block_on(renderer).expect("a software renderer"),
            modifiers: Modifiers::empty(),
            cursor: mouse::Cursor::Unavailable,
        };
        harness.frame();
        harness
    }

    fn with<R>(
        &mut self,
        run: impl FnOnce(
            &mut UserInterface<'_, M, iced::Theme, iced::Renderer>,
            &mut iced::Renderer,
            &mut Memory,
            &mut Vec<M>,
        ) -> R,
    ) -> R {
        let cache = self.cache.take().unwrap_or_default();
        let mut messages = Vec::new();
        let view = (self.view)(&self.state);
        let mut window = UserInterface::build(view, self.size, cache, &mut self.renderer);
        let result = run(
            &mut window,
            &mut self.renderer,
            &mut self.clipboard,
            &mut messages,
        );
        self.cache = Some(window.into_cache());
        for message in messages {
            (self.update)(&mut self.state, message);
        }
        result
    }

    /// Sends an event, and afterwards asks for a frame as the toolkit does.
    pub fn event(&mut self, event: Event) {
        let cursor = self.cursor;
        let statuses = self.with(|window, renderer, clipboard, messages| {
            window
                .update(&[event], cursor, renderer, clipboard, messages)
                .1
        });
        self.is_captured = statuses.contains(&event::Status::Captured);
        self.frame();
    }

    fn frame(&mut self) {
        let cursor = self.cursor;
        let redraw = Event::Window(window::Event::RedrawRequested(core::time::Instant::now()));
        self.with(|window, renderer, clipboard, messages| {
            window.update(&[redraw], cursor, renderer, clipboard, messages)
        });
    }

    fn look(&mut self) -> Look {
        let mut look = Look::default();
        self.with(|window, renderer, _, _| window.operate(renderer, &mut look));
        look
    }

    /// Where a text stands.
    pub fn bounds(&mut self, text: &str) -> Option<Rectangle> {
        let texts = self.look().texts;
        texts.into_iter().find(|it| it.0 == text).map(|it| it.1)
    }

    /// Whether a text is shown.
    pub fn has(&mut self, text: &str) -> bool {
        self.bounds(text).is_some()
    }

    /// All texts.
    pub fn texts(&mut self) -> Vec<String> {
        self.look().texts.into_iter().map(|it| it.0).collect()
    }

    /// All that can have the focus.
    pub fn stops(&mut self) -> Vec<Stop> {
        self.look().stops
    }

    /// What has the focus.
    pub fn focused(&mut self) -> Option<Stop> {
        let mut focused = self.stops().into_iter().filter(|it| it.is_focused);
        let first = focused.next();
        assert!(focused.next().is_none(), "two have the focus");
        first
    }

    /// The words of what has the focus.
    pub fn focused_words(&mut self) -> String {
        self.focused().map(|it| it.words).unwrap_or_default()
    }

    /// Whether the focus is on this id.
    pub fn is_on(&mut self, id: &'static str) -> bool {
        self.focused().is_some_and(|it| it.id == Some(id.into()))
    }

    /// Moves the mouse.
    pub fn point(&mut self, position: Point) {
        self.cursor = mouse::Cursor::Available(position);
        self.event(Event::Mouse(mouse::Event::CursorMoved { position }));
    }

    /// Presses a button of the mouse.
    pub fn press(&mut self, position: Point, button: mouse::Button) {
        self.point(position);
        self.event(Event::Mouse(mouse::Event::ButtonPressed(button)));
    }

    /// Lets the left button of the mouse go.
    pub fn release(&mut self) {
        let released = mouse::Event::ButtonReleased(mouse::Button::Left);
        self.event(Event::Mouse(released));
    }

    /// Clicks at a point.
    pub fn click_at(&mut self, position: Point) {
        self.press(position, mouse::Button::Left);
        self.release();
    }

    /// Holds keys such as Shift down, or lets them go.
    pub fn hold(&mut self, modifiers: Modifiers) {
        self.modifiers = modifiers;
        let changed = keyboard::Event::ModifiersChanged(modifiers);
        self.event(Event::Keyboard(changed));
    }

    /// Turns the wheel of the mouse by notches.
    pub fn wheel(&mut self, notches: f32) {
        let delta = mouse::ScrollDelta::Lines { x: 0.0, y: notches };
        self.event(Event::Mouse(mouse::Event::WheelScrolled { delta }));
    }

    /// Clicks on a text.
    pub fn click(&mut self, text: &str) {
        let Some(bounds) = self.bounds(text) else {
            panic!("{text:?} is not among {:?}", self.texts());
        };
        self.click_at(bounds.center());
    }

    /// Clicks into the field or onto the stop with this id.
    pub fn click_id(&mut self, id: &'static str) {
        let at = self.place(id).center();
        self.click_at(at);
    }

    /// Where the stop with this id is.
    pub fn place(&mut self, id: &'static str) -> Rectangle {
        let stop = self.stops().into_iter().find(|it| it.id == Some(id.into()));
        stop.unwrap_or_else(|| panic!("no {id:?}")).bounds
    }

    /// Presses and releases a key, held together with others.
    pub fn key(&mut self, key: Key, modifiers: Modifiers) {
        self.key_down(key.clone(), modifiers);
        self.key_up(key);
    }

    /// Holds a key down.
    pub fn key_down(&mut self, key: Key, modifiers: Modifiers) {
        if self.modifiers != modifiers {
            self.modifiers = modifiers;
            let changed = keyboard::Event::ModifiersChanged(modifiers);
            self.event(Event::Keyboard(changed));
        }
        let types = !modifiers.control();
        // X11 gives the text of Alt+letter, too.
        let text = match &key {
            Key::Character(letters) if types => Some(letters.clone()),
            Key::Named(Named::Space) if types => Some(" ".into()),
            _ => None,
        };
        self.event(Event::Keyboard(keyboard::Event::KeyPressed {
            modified_key: key.clone(),
            key,
            physical_key: UNKNOWN,
            location: keyboard::Location::Standard,
            modifiers,
            text,
            repeat: false,
        }));
    }

    /// Lets a key go.
    pub fn key_up(&mut self, key: Key) {
        let is_captured = self.is_captured;
        self.event(Event::Keyboard(keyboard::Event::KeyReleased {
            modified_key: key.clone(),
            key,
            physical_key: UNKNOWN,
            location: keyboard::Location::Standard,
            modifiers: self.modifiers,
        }));
        self.is_captured = is_captured;
    }

    /// Presses a key by itself.
    pub fn named(&mut self, key: Named) {
        self.key(Key::Named(key), Modifiers::empty());
    }

    /// Presses a letter together with Alt.
    pub fn alt(&mut self, letter: &str) {
        self.key(Key::Character(letter.into()), Modifiers::ALT);
    }

    /// Presses a letter together with Control.
    pub fn ctrl(&mut self, letter: &str) {
        self.key(Key::Character(letter.into()), Modifiers::CTRL);
    }

    /// Presses Tab, or Shift and Tab.
    pub fn tab(&mut self, is_back: bool) {
        let modifiers = match is_back {
            true => Modifiers::SHIFT,
            false => Modifiers::empty(),
        };
        self.key(Key::Named(Named::Tab), modifiers);
    }

    /// Types a text.
    pub fn enter(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                ' ' => self.named(Named::Space),
                letter => self.key(
                    Key::Character(letter.to_string().into()),
                    Modifiers::empty(),
                ),
            }
        }
    }

    /// Draws a frame and gives its pixels with their size.
    pub fn pixels(&mut self, mode: Mode, scale: f32) -> (Vec<u8>, Size<u32>) {
        let look = theme::theme(mode);
        let ground = mode.tokens().window;
        let style = core::renderer::Style {
            text_color: mode.tokens().text,
        };
        let (cursor, size) = (self.cursor, self.size);
        let pixels = Size::new((size.width * scale) as u32, (size.height * scale) as u32);
        let redraw = Event::Window(window::Event::RedrawRequested(core::time::Instant::now()));
        let image = self.with(|window, renderer, clipboard, messages| {
            let _ = window.update(&[redraw], cursor, renderer, clipboard, messages);
            window.draw(renderer, &look, &style, cursor);
            renderer.screenshot(pixels, scale, ground)
        });
        (image, pixels)
    }

    /// Writes a picture to `target/window/NAME.png`.
    pub fn picture(&mut self, name: &str, mode: Mode, scale: f32) -> PathBuf {
        let (image, pixels) = self.pixels(mode, scale);
        let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/window");
        std::fs::create_dir_all(&directory).expect("a directory for pictures");
        let path = directory.join(format!("{name}.png"));
        let file = std::fs::File::create(&path).expect("a picture");
        let mut picture = png::Encoder::new(file, pixels.width, pixels.height);
        picture.set_color(png::ColorType::Rgba);
        let mut picture = picture.write_header().expect("a head");
        picture.write_image_data(&image).expect("pixels");
        path
    }

    /// Writes pictures in all looks at 100 % and in the usual one at 150 %.
    pub fn pictures(&mut self, name: &str) {
        for mode in Mode::ALL {
            self.picture(&format!("{name}_{mode:?}").to_lowercase(), mode, 1.0);
        }
        self.picture(&format!("{name}_150"), Mode::Light, 1.5);
    }
}

const UNKNOWN: keyboard::key::Physical =
    keyboard::key::Physical::Unidentified(keyboard::key::NativeCode::Unidentified);
