//! The window without a screen: the program as it is, its dialogs as layers, worked by a clerk who
//! sees texts, clicks, types and waits.

#![allow(dead_code)]

use iced_test::core::clipboard::{Clipboard, Kind};
use iced_test::core::keyboard::key::{Named, NativeCode, Physical};
use iced_test::core::keyboard::{Event as KeyEvent, Key, Location, Modifiers};
use iced_test::core::renderer::Headless;
use iced_test::core::time::Instant;
use iced_test::core::widget::operation::{Operation, Outcome, black_box};
use iced_test::core::window::{self, Event as WindowEvent};
use iced_test::core::{Event, Point, Rectangle, Size, mouse, renderer};
use iced_test::futures::futures::StreamExt;
use iced_test::futures::futures::executor::block_on;
use iced_test::runtime::user_interface::Cache;
use iced_test::runtime::{self, Action, UserInterface, task};
use iced_test::selector::{Selector, Target};
use kontorpost::gui::app::{App, Message, Options};
use kontorpost::gui::context::Context;
use kontorpost::gui::hosting::Way;
use kontorpost::gui::preferences::Preferences;
use kontorpost::gui::theme::{self, Mode};
use kontorpost::i18n::Language;
use kontorpost::service::Office;
use kontorpost::service::demo::practice::Practice;
use kontorpost::service::discover::{Network, Trust};
use kontorpost::settings::WindowSettings;
use std::path::PathBuf;
use std::sync::Once;
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::mpsc;

/// How long a clerk waits for something that ought to come.
const PATIENCE: Duration = Duration::from_secs(20);

type Ui<'a> = UserInterface<'a, Message, iced::Theme, iced::Renderer>;

/// What was copied last.
#[derive(Default)]
struct Copied(Option<String>);

impl Clipboard for Copied {
    fn read(&self, _: Kind) -> Option<String> {
        self.0.clone()
    }

    fn write(&mut self, _: Kind, contents: String) {
        self.0 = Some(contents);
    }
}

/// A desk with the program on it.
pub struct Desk {
    pub app: App,
    runtime: Runtime,
    practice: Option<Practice>,
    sender: mpsc::UnboundedSender<Action<Message>>,
    actions: mpsc::UnboundedReceiver<Action<Message>>,
    window: window::Id,
    size: Size,
    cache: Cache,
    renderer: iced::Renderer,
    modifiers: Modifiers,
    copied: Copied,
    /// The program has asked to end.
    pub has_ended: bool,
}

fn fonts() {
    static LOADED: Once = Once::new();
    LOADED.call_once(|| {
        for font in kontorpost::gui::FONTS {
            let mut system = iced_test::renderer::graphics::text::font_system()
                .write()
                .expect("fonts");
            system.load_font(font.into());
        }
    });
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("runtime")
}

impl Desk {
    /// The practice office, in German.
    pub fn practice() -> Self {
        let runtime = runtime();
        let practice = runtime.block_on(Practice::start()).expect("practice");
        let office = practice.office.clone();
        let mut desk = Self::new(runtime, office, Language::German);
        desk.practice = Some(practice);
        desk.settle();
        desk
    }

    /// The practice office on an internet of the test's own.
    pub fn practice_on(network: Network) -> Self {
        let runtime = runtime();
        let practice = runtime.block_on(Practice::start()).expect("practice");
        let office = practice.office.clone();
        let mut desk = Self::on(runtime, office, Language::German, network);
        desk.practice = Some(practice);
        desk.settle();
        desk
    }

    /// An office of the test's own.
    pub fn open(office: Office, language: Language) -> Self {
        let mut desk = Self::new(runtime(), office, language);
        desk.settle();
        desk
    }

    fn new(runtime: Runtime, office: Office, language: Language) -> Self {
        let nowhere = Network {
            resolver: Some("127.0.0.1:9".parse().expect("address")),
            ports: Vec::new(),
            trust: Trust::new(Vec::new()),
        };
        Self::on(runtime, office, language, nowhere)
    }

    fn on(runtime: Runtime, office: Office, language: Language, network: Network) -> Self {
        fonts();
        let preferences = Preferences {
            way: Way::Layers,
            ..Preferences::of(&WindowSettings::default(), language)
        };
        let context = Context {
            office,
            language,
            network,
            is_practice: false,
            preferences,
            has_tray: false,
            autostart: Default::default(),
            who: None,
        };
        let options = Options {
            fetch: false,
            send: false,
            keep: false,
        };
        let renderer = block_on(<iced::Renderer as Headless>::new(
            theme::UI,
            theme::SIZE.into(),
            Some("tiny-skia"),
        ))
        .expect("renderer");
        let (sender, actions) = mpsc::unbounded_channel();
        let mut desk = Self {
            app: App::new(context, preferences, options),
            runtime,
            practice: None,
            sender,
            actions,
            window: window::Id::unique(),
            size: Size::new(1240.0, 860.0),
            cache: Cache::new(),
            renderer,
            modifiers: Modifiers::empty(),
            copied: Copied::default(),
            has_ended: false,
        };
        let start = {
            let _inside = desk.runtime.enter();
            desk.app.start()
        };
        desk.window = desk.app.hosting.main.expect("main window");
        desk.begin(start);
        desk
    }

    /// The practice office's own handle, where the desk stands on one.
    pub fn practice_office(&self) -> &Practice {
        self.practice.as_ref().expect("a practice office")
    }

    /// Waits on the engine's side for something.
    pub fn block_on<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Opens a dialog in front of everything.
    pub fn open_dialog(&mut self, dialog: impl Into<kontorpost::gui::dialog::Dialog>) {
        let task = {
            let _inside = self.runtime.enter();
            self.app.open(dialog.into())
        };
        self.begin(task);
        self.settle();
    }

    /// Another size of the window.
    pub fn resize(&mut self, width: f32, height: f32) {
        self.size = Size::new(width, height);
        self.settle();
    }

    fn begin(&mut self, task: iced::Task<Message>) {
        let Some(mut stream) = task::into_stream(task) else {
            return;
        };
        let sender = self.sender.clone();
        self.runtime.spawn(async move {
            while let Some(action) = stream.next().await {
                if sender.send(action).is_err() {
                    return;
                }
            }
        });
    }

    fn with<R>(
        &mut self,
        work: impl FnOnce(&mut Ui<'_>, &mut iced::Renderer, &mut Copied) -> R,
    ) -> R {
        let cache = std::mem::take(&mut self.cache);
        let view = self.app.view(self.window);
        let mut ui = UserInterface::build(view, self.size, cache, &mut self.renderer);
        let answer = work(&mut ui, &mut self.renderer, &mut self.copied);
        self.cache = ui.into_cache();
        answer
    }

    /// Hands over a message of something that is not on the desk, such as the file dialog of the system.
    pub fn tell(&mut self, message: Message) {
        let task = {
            let _inside = self.runtime.enter();
            self.app.update(message)
        };
        self.begin(task);
    }

    /// Lets the program do something that no click does.
    pub fn carry_out(&mut self, work: impl FnOnce(&mut App) -> iced::Task<Message>) {
        let task = {
            let _inside = self.runtime.enter();
            work(&mut self.app)
        };
        self.begin(task);
    }

    /// Presses the window's own close button.
    pub fn close_window(&mut self) {
        let message = kontorpost::gui::hosting::Message::CloseRequested(self.window);
        self.tell(Message::Window(message));
        self.settle();
    }

    /// Hands one event over and carries out what follows from it at once.
    fn send(&mut self, event: Event, at: Option<Point>) {
        let cursor = at.map_or(mouse::Cursor::Unavailable, mouse::Cursor::Available);
        // As in a real window a frame is drawn after each event.
        let redraw = Event::Window(WindowEvent::RedrawRequested(Instant::now()));
        for event in [event, redraw] {
            let messages = self.with(|ui, renderer, copied| {
                let mut messages = Vec::new();
                let _ = ui.update(&[event], cursor, renderer, copied, &mut messages);
                messages
            });
            messages.into_iter().for_each(|it| self.tell(it));
        }
        self.work_off();
    }

    fn work_off(&mut self) {
        while let Ok(action) = self.actions.try_recv() {
            self.perform(action);
        }
    }

    fn perform(&mut self, action: Action<Message>) {
        match action {
            Action::Output(message) => self.tell(message),
            Action::Widget(operation) => self.operate(operation),
            Action::Window(runtime::window::Action::Open(id, _, sender)) => {
                let _ = sender.send(id);
                // The main window may have been closed and opened again.
                self.window = self.app.hosting.main.unwrap_or(self.window);
            }
            Action::Clipboard(runtime::clipboard::Action::Write { contents, .. }) => {
                self.copied.0 = Some(contents);
            }
            Action::Exit => self.has_ended = true,
            _ => {}
        }
    }

    fn operate(&mut self, operation: Box<dyn Operation>) {
        self.with(|ui, renderer, _| {
            let mut next = Some(operation);
            while let Some(mut operation) = next.take() {
                ui.operate(renderer, operation.as_mut());
                if let Outcome::Chain(following) = operation.finish() {
                    next = Some(following);
                }
            }
        });
    }

    /// Lets everything that is under way go on for a moment.
    pub fn settle(&mut self) {
        let mut quiet = 0;
        while quiet < 3 {
            match self.actions.try_recv() {
                Ok(action) => {
                    self.perform(action);
                    quiet = 0;
                }
                Err(_) => {
                    std::thread::sleep(Duration::from_millis(10));
                    quiet += 1;
                }
            }
        }
        let redraw = Event::Window(WindowEvent::RedrawRequested(Instant::now()));
        self.send(redraw, None);
    }

    /// Waits until something is so.
    #[track_caller]
    pub fn wait_until(&mut self, what: &str, mut is_so: impl FnMut(&mut Self) -> bool) {
        let begun = Instant::now();
        while !is_so(self) {
            assert!(
                begun.elapsed() < PATIENCE,
                "{what} does not come; seen is: {:#?}",
                self.texts()
            );
            self.settle();
        }
    }

    /// Waits until a text is seen.
    #[track_caller]
    pub fn wait_for(&mut self, words: &str) {
        self.wait_until(words, |desk| desk.sees(words));
    }

    /// Waits until a text is no longer seen.
    #[track_caller]
    pub fn wait_without(&mut self, words: &str) {
        self.wait_until(&format!("the end of {words}"), |desk| !desk.sees(words));
    }

    fn targets(&mut self) -> Vec<(String, Rectangle)> {
        self.with(|ui, renderer, _| {
            let select = |candidate: iced_test::selector::Candidate<'_>| {
                let target = Target::from(candidate);
                let visible = target.visible_bounds();
                match target {
                    Target::Text { content, .. } | Target::TextInput { content, .. } => {
                        visible.map(|it| (content, it))
                    }
                    _ => None,
                }
            };
            let mut find = select.find_all();
            ui.operate(renderer, &mut black_box(&mut find));
            match find.finish() {
                Outcome::Some(found) => found,
                _ => Vec::new(),
            }
        })
    }

    /// Every text that can be seen in front.
    pub fn texts(&mut self) -> Vec<String> {
        self.targets().into_iter().map(|it| it.0).collect()
    }

    /// Whether a text is seen, on its own or inside a longer one.
    pub fn sees(&mut self, words: &str) -> bool {
        self.targets().iter().any(|it| it.0.contains(words))
    }

    /// Texts that have less room than they need: on one line and wider than their place, or cut by
    /// what is around them. Measured in the smallest size that is used, so that nothing is named
    /// that is whole.
    pub fn cut_off(&mut self) -> Vec<String> {
        use iced::advanced::text::{self, Paragraph};
        type Words = <iced::Renderer as text::Renderer>::Paragraph;
        let needed = |words: &str| {
            let text = text::Text {
                content: words,
                bounds: Size::INFINITE,
                size: theme::SMALL.into(),
                line_height: text::LineHeight::default(),
                font: theme::UI,
                align_x: text::Alignment::Default,
                align_y: iced::alignment::Vertical::Top,
                shaping: text::Shaping::Advanced,
                wrapping: text::Wrapping::None,
            };
            Words::with_text(text).min_bounds()
        };
        self.with(|ui, renderer, _| {
            let select = |candidate: iced_test::selector::Candidate<'_>| {
                let target = Target::from(candidate);
                let (bounds, visible) = (target.bounds(), target.visible_bounds());
                let Target::Text { content, .. } = target else {
                    return None;
                };
                // Text of several lines scrolls in its own place.
                if content.contains('\n') {
                    return None;
                }
                let needed = needed(&content);
                // What has several lines is scrolled in its place.
                let is_one_line = !content.contains('\n') && bounds.height < needed.height * 1.7;
                let too_narrow = is_one_line && bounds.width + 1.0 < needed.width;
                let cut = visible.is_some_and(|it| it.width + 1.0 < bounds.width);
                (too_narrow || cut).then_some(content)
            };
            let mut find = select.find_all();
            ui.operate(renderer, &mut black_box(&mut find));
            match find.finish() {
                Outcome::Some(found) => found,
                _ => Vec::new(),
            }
        })
    }

    /// Where a text is seen: a whole one before one that only contains it.
    #[track_caller]
    pub fn place_of(&mut self, words: &str) -> Rectangle {
        let targets = self.targets();
        let whole = targets.iter().find(|it| it.0 == words);
        let found = whole.or_else(|| targets.iter().find(|it| it.0.contains(words)));
        found
            .unwrap_or_else(|| {
                panic!(
                    "{words:?} is not seen; seen is {:#?}",
                    self.texts_of(&targets)
                )
            })
            .1
    }

    fn texts_of(&self, targets: &[(String, Rectangle)]) -> Vec<String> {
        targets.iter().map(|it| it.0.clone()).collect()
    }

    /// Clicks on a text, as soon as it is there.
    #[track_caller]
    pub fn click(&mut self, words: &str) {
        self.wait_for(words);
        let at = self.place_of(words).center();
        self.click_at(at);
    }

    /// Clicks twice on a text.
    #[track_caller]
    pub fn double_click(&mut self, words: &str) {
        let at = self.place_of(words).center();
        self.press_mouse(at, mouse::Button::Left);
        self.press_mouse(at, mouse::Button::Left);
        self.settle();
    }

    /// Clicks somewhere.
    pub fn click_at(&mut self, at: Point) {
        self.press_mouse(at, mouse::Button::Left);
        self.settle();
    }

    /// Clicks somewhere with the right button.
    pub fn right_click_at(&mut self, at: Point) {
        self.press_mouse(at, mouse::Button::Right);
        self.settle();
    }

    /// Presses the left button somewhere and lets it go elsewhere.
    pub fn drag(&mut self, from: Point, to: Point) {
        let moved = |position| Event::Mouse(mouse::Event::CursorMoved { position });
        let left = mouse::Button::Left;
        self.send(moved(from), Some(from));
        self.send(Event::Mouse(mouse::Event::ButtonPressed(left)), Some(from));
        let between = Point::new((from.x + to.x) / 2.0, (from.y + to.y) / 2.0);
        for at in [between, to] {
            self.send(moved(at), Some(at));
        }
        self.send(Event::Mouse(mouse::Event::ButtonReleased(left)), Some(to));
        self.settle();
    }

    fn press_mouse(&mut self, at: Point, button: mouse::Button) {
        for event in [
            mouse::Event::CursorMoved { position: at },
            mouse::Event::ButtonPressed(button),
            mouse::Event::ButtonReleased(button),
        ] {
            self.send(Event::Mouse(event), Some(at));
        }
    }

    /// Presses a key together with others.
    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        if self.modifiers != modifiers {
            self.modifiers = modifiers;
            let changed = KeyEvent::ModifiersChanged(modifiers);
            self.send(Event::Keyboard(changed), None);
        }
        let is_typed = !modifiers.control() && !modifiers.alt();
        let text = match &key {
            Key::Character(typed) if is_typed => Some(typed.clone()),
            Key::Named(Named::Space) if is_typed => Some(" ".into()),
            _ => None,
        };
        let physical_key = Physical::Unidentified(NativeCode::Unidentified);
        let pressed = KeyEvent::KeyPressed {
            key: key.clone(),
            modified_key: key.clone(),
            physical_key,
            location: Location::Standard,
            modifiers,
            text,
            repeat: false,
        };
        self.send(Event::Keyboard(pressed), None);
        let released = KeyEvent::KeyReleased {
            key: key.clone(),
            modified_key: key,
            physical_key,
            location: Location::Standard,
            modifiers,
        };
        self.send(Event::Keyboard(released), None);
    }

    /// Presses a key such as Enter.
    pub fn press(&mut self, key: Named) {
        self.press_with(Modifiers::empty(), Key::Named(key));
        self.settle();
    }

    /// Presses Alt and a letter.
    pub fn alt(&mut self, letter: char) {
        let key = Key::Character(letter.to_string().into());
        self.press_with(Modifiers::ALT, key);
        self.settle();
    }

    /// Presses Ctrl and a letter.
    pub fn control(&mut self, letter: char) {
        let key = Key::Character(letter.to_string().into());
        self.press_with(Modifiers::COMMAND, key);
        self.settle();
    }

    /// Types into whatever has the focus.
    pub fn type_text(&mut self, words: &str) {
        for typed in words.chars() {
            let key = match typed {
                ' ' => Key::Named(Named::Space),
                _ => Key::Character(typed.to_string().into()),
            };
            self.press_with(Modifiers::empty(), key);
        }
        self.settle();
    }

    /// Replaces what stands in the field with the focus.
    pub fn retype(&mut self, words: &str) {
        self.control('a');
        self.type_text(words);
    }

    /// Where the focus is.
    pub fn focus(&mut self) -> Option<Rectangle> {
        self.with(|ui, renderer, _| {
            let mut find = iced_test::selector::is_focused().find();
            ui.operate(renderer, &mut black_box(&mut find));
            match find.finish() {
                Outcome::Some(Some(target)) => Some(target.bounds()),
                _ => None,
            }
        })
    }

    /// What was copied last.
    pub fn copied(&self) -> Option<&str> {
        self.copied.0.as_deref()
    }

    /// Writes a picture of what is seen to `target/window/NAME.png`, for whoever wants to look.
    pub fn picture(&mut self, name: &str, mode: Mode, scale: f32) -> PathBuf {
        let look = theme::theme(mode);
        let style = iced_test::core::theme::Base::base(&look);
        let text_color = style.text_color;
        let width = (self.size.width * scale) as u32;
        let height = (self.size.height * scale) as u32;
        let pixels = self.with(|ui, renderer, copied| {
            let cursor = mouse::Cursor::Unavailable;
            let redraw = Event::Window(WindowEvent::RedrawRequested(Instant::now()));
            let _ = ui.update(&[redraw], cursor, renderer, copied, &mut Vec::new());
            ui.draw(renderer, &look, &renderer::Style { text_color }, cursor);
            renderer.screenshot(Size::new(width, height), scale, style.background_color)
        });
        let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/window");
        std::fs::create_dir_all(&directory).expect("directory");
        let path = directory.join(format!("{name}.png"));
        let file = std::fs::File::create(&path).expect("picture");
        let mut encoder = png::Encoder::new(file, width, height);
        encoder.set_color(png::ColorType::Rgba);
        let mut writer = encoder.write_header().expect("picture");
        writer.write_image_data(&pixels).expect("picture");
        path
    }
}
