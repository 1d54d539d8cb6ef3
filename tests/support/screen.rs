//! A desk of its own for the real window: a screen in memory with a window manager, a session bus
//! with keychain and screen reader bus. The program is worked by keyboard and mouse, and seen the
//! way a screen reader sees it.

#![allow(dead_code)]

use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long something that ought to come may take; the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(40);

const SCRIPT: &str = r#"
printf pruefung | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
/usr/libexec/at-spi-bus-launcher --launch-immediately --a11y=1 --screen-reader=1 >/dev/null 2>&1 &
exec 4<>"$XDG_RUNTIME_DIR/display.fifo"
Xvfb -displayfd 4 -screen 0 1600x1000x24 -nolisten tcp -noreset >/dev/null 2>&1 &
read -r number <&4
export DISPLAY=":$number"
setxkbmap de
openbox >/dev/null 2>&1 &
# A window that comes before the window manager is ready would never be shown.
until xdotool get_num_desktops >/dev/null 2>&1; do sleep 0.05; done
echo "$DBUS_SESSION_BUS_ADDRESS"
echo "$DISPLAY"
cat >/dev/null
"#;

/// The desk. Everything on it ends with this value.
pub struct Session {
    processes: Child,
    bus: String,
    pub display: String,
    runtime: PathBuf,
}

impl Session {
    /// Starts everything; `None` where a part of it is not installed.
    pub fn start(directory: &Path) -> Self {
        let runtime = directory.join("run");
        std::fs::create_dir_all(&runtime).expect("directory");
        let fifo = runtime.join("display.fifo");
        let made = Command::new("mkfifo").arg(&fifo).status().expect("mkfifo");
        assert!(made.success(), "mkfifo");
        let mut processes = Command::new("dbus-run-session")
            .args(["--", "bash", "-eu", "-c", SCRIPT])
            .env("HOME", directory)
            .env("XDG_RUNTIME_DIR", &runtime)
            .env_remove("DISPLAY")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .process_group(0)
            .spawn()
            .expect("dbus-run-session");
        let mut lines = BufReader::new(processes.stdout.take().expect("output")).lines();
        let mut line = || lines.next().expect("a line").expect("text");
        let (bus, display) = (line(), line());
        Self {
            processes,
            bus,
            display,
            runtime,
        }
    }

    /// Address of the session bus.
    pub fn bus(&self) -> &str {
        &self.bus
    }

    /// Puts a command on this desk.
    pub fn prepare(&self, command: &mut Command) {
        command
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("DISPLAY", &self.display)
            .env("XDG_RUNTIME_DIR", &self.runtime)
            // Without it xdotool does not know what an umlaut is.
            .env("LC_ALL", "C.UTF-8")
            .env_remove("WAYLAND_DISPLAY");
    }

    /// Starts the program; it is ended when the answer is dropped.
    pub fn open(&self, mut command: Command) -> Program<'_> {
        self.prepare(&mut command);
        let child = command
            .stdout(Stdio::inherit())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("program");
        Program {
            session: self,
            child,
        }
    }

    /// A program that was started on this desk; it is ended when the answer is dropped.
    pub fn watch(&self, child: Child) -> Program<'_> {
        Program {
            session: self,
            child,
        }
    }

    /// The window with the keyboard: its process and its title.
    pub fn active(&self) -> Option<(u32, String)> {
        let window = self.answer("xdotool", &["getactivewindow"])?;
        let process = self.answer("xdotool", &["getwindowpid", &window])?;
        let title = self.answer("xdotool", &["getwindowname", &window])?;
        Some((process.parse().ok()?, title))
    }

    /// Puts the window with the keyboard into the task bar.
    pub fn minimize(&self) {
        let arguments = ["getactivewindow", "windowminimize", "--sync"];
        assert!(self.answer("xdotool", &arguments).is_some(), "minimised");
    }

    fn answer(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let mut command = Command::new(program);
        command.args(arguments);
        self.prepare(&mut command);
        let output = command.output().expect(program);
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(text)
    }

    /// A picture of the whole screen in `target/window/NAME.png`, for whoever wants to look.
    pub fn picture(&self, name: &str) {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/window");
        std::fs::create_dir_all(&directory).expect("directory");
        let file = directory.join(format!("{name}.png"));
        let file = file.to_str().expect("path");
        assert!(
            self.answer("import", &["-window", "root", file]).is_some(),
            "import"
        );
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let group = format!("-{}", self.processes.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.processes.wait();
    }
}

/// The program while it runs.
pub struct Program<'a> {
    session: &'a Session,
    child: Child,
}

impl Program<'_> {
    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends it a signal, such as STOP.
    pub fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", signal, &id]).status();
        assert!(sent.expect("kill").success(), "{signal}");
    }

    fn eyes(&self, arguments: &[&str]) -> Option<String> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/eyes.py");
        let (script, pid) = (script.display().to_string(), self.child.id().to_string());
        let all: Vec<&str> = [script.as_str(), pid.as_str()]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        self.session.answer("/usr/bin/python3", &all)
    }

    /// Every window with what is in it, the front one last.
    pub fn windows(&self) -> Vec<Value> {
        let text = self.eyes(&[]).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    fn nodes(&self, title: &str) -> Vec<Value> {
        let windows = self.windows();
        let window = windows.iter().rev().find(|it| it["title"] == title);
        let nodes = window.and_then(|it| it["nodes"].as_array());
        nodes.cloned().unwrap_or_default()
    }

    /// The node of a window that is called or contains this.
    pub fn find(&self, title: &str, words: &str) -> Option<Value> {
        let nodes = self.nodes(title);
        let text = |it: &Value, key: &str| it[key].as_str().unwrap_or_default().to_owned();
        let is_exact = |it: &&Value| text(it, "name") == words;
        let contains =
            |it: &&Value| text(it, "name").contains(words) || text(it, "value").contains(words);
        let found = nodes.iter().find(is_exact);
        found.or_else(|| nodes.iter().find(contains)).cloned()
    }

    /// The field with this label.
    #[track_caller]
    pub fn field(&self, title: &str, label: &str) -> Value {
        self.wait_for(title, label);
        let is_field = |it: &Value| it["name"] == label && it["role"] != "label";
        let found = self.nodes(title).into_iter().find(is_field);
        found.unwrap_or_else(|| panic!("no field {label:?}: {:#?}", self.windows()))
    }

    /// Waits until a window shows this.
    #[track_caller]
    pub fn wait_for(&self, title: &str, words: &str) -> Value {
        let begun = Instant::now();
        loop {
            if let Some(found) = self.find(title, words) {
                return found;
            }
            if begun.elapsed() > PATIENCE {
                self.session.picture("missing");
                panic!("{title:?} does not show {words:?}: {:#?}", self.windows());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Waits until a window is gone.
    #[track_caller]
    pub fn wait_without(&self, title: &str) {
        let begun = Instant::now();
        while self.windows().iter().any(|it| it["title"] == title) {
            assert!(begun.elapsed() < PATIENCE, "{title:?} stays");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Asks for the action of a node, as a screen reader does.
    #[track_caller]
    pub fn act(&self, verb: &str, name: &str) {
        assert!(self.eyes(&[verb, name]).is_some(), "{name:?} is not there");
    }

    fn xdotool(&self, arguments: &[&str]) -> String {
        let answer = self.session.answer("xdotool", arguments);
        answer.unwrap_or_else(|| panic!("xdotool {arguments:?}"))
    }

    /// The window of this name, in front and with the keyboard.
    #[track_caller]
    pub fn window(&self, title: &str) -> String {
        let pattern = format!("^{title}$");
        let begun = Instant::now();
        loop {
            let arguments = ["search", "--onlyvisible", "--name", &pattern];
            if let Some(found) = self.session.answer("xdotool", &arguments)
                && let Some(id) = found.lines().last()
            {
                let id = id.to_owned();
                self.xdotool(&["windowfocus", "--sync", &id]);
                return id;
            }
            if begun.elapsed() > PATIENCE {
                self.session.picture("missing");
                panic!("no window {title:?}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Whether a window of this name can be seen.
    pub fn sees_window(&self, title: &str) -> bool {
        let pattern = format!("^{title}$");
        let arguments = ["search", "--onlyvisible", "--name", &pattern];
        self.session.answer("xdotool", &arguments).is_some()
    }

    /// Whether there is a window of this name, minimised or not.
    pub fn has_window(&self, title: &str) -> bool {
        let pattern = format!("^{title}$");
        let found = self
            .session
            .answer("xdotool", &["search", "--name", &pattern]);
        found.is_some()
    }

    /// Number of the process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Presses keys one after the other, such as `alt+n` or `Tab`.
    pub fn keys(&self, keys: &[&str]) {
        for key in keys {
            self.xdotool(&["key", "--clearmodifiers", key]);
            std::thread::sleep(Duration::from_millis(60));
        }
    }

    /// Types words on a German keyboard.
    pub fn type_text(&self, words: &str) {
        let mut plain = String::new();
        for typed in words.chars() {
            let Some(key) = umlaut_key(typed) else {
                plain.push(typed);
                continue;
            };
            self.type_plain(&std::mem::take(&mut plain));
            self.keys(&[key]);
        }
        self.type_plain(&plain);
    }

    fn type_plain(&self, words: &str) {
        if !words.is_empty() {
            self.xdotool(&["type", "--delay", "15", "--", words]);
            std::thread::sleep(Duration::from_millis(60));
        }
    }

    /// Goes to a field by its access key and types over what is there.
    pub fn fill(&self, access: &str, words: &str) {
        self.keys(&[access, "ctrl+a"]);
        self.type_text(words);
    }

    /// Clicks on what a screen reader finds there.
    #[track_caller]
    pub fn click(&self, title: &str, words: &str) {
        let node = self.wait_for(title, words);
        let place = &node["place"];
        let number = |key: &str| place[key].as_i64().expect("a place");
        let x = (number("x") + number("width") / 2).to_string();
        let y = (number("y") + number("height") / 2).to_string();
        let window = self.window(title);
        self.xdotool(&[
            "mousemove",
            "--sync",
            "--window",
            &window,
            &x,
            &y,
            "click",
            "1",
        ]);
        std::thread::sleep(Duration::from_millis(60));
    }

    /// Whether the program has ended, and well.
    #[track_caller]
    pub fn ends_well(mut self) {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("child") {
                assert!(status.success(), "{status}");
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "the program does not end");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Program<'_> {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The key of an umlaut on a German keyboard, by its number: by name xdotool would put each of them
/// on a spare key for a moment, and take it away before the program has seen it.
fn umlaut_key(typed: char) -> Option<&'static str> {
    match typed {
        'ä' => Some("48"),
        'ö' => Some("47"),
        'ü' => Some("34"),
        'ß' => Some("20"),
        _ => None,
    }
}
