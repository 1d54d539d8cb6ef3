//! A Windows machine of its own under Wine, with a screen in memory: the program is worked by keyboard
//! and mouse, and seen by reading the pictures of its windows. A copy of the prefix that
//! `packaging/windows/prefix.sh` has made; nothing of it remains.

#![allow(dead_code)]

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// How long something that ought to come may take: a first start under Wine is slow.
const PATIENCE: Duration = Duration::from_secs(90);

const WINE: &str = "/usr/lib/wine/wine64";

const SCRIPT: &str = r#"
exec 4<>"$SCREEN/display.fifo"
Xvfb -displayfd 4 -screen 0 2000x1250x24 -nolisten tcp -noreset >/dev/null 2>&1 &
read -r number <&4
export DISPLAY=":$number"
setxkbmap de
openbox >/dev/null 2>&1 &
until xdotool get_num_desktops >/dev/null 2>&1; do sleep 0.05; done
echo "$DISPLAY"
cat >/dev/null
"#;

/// The machine. Everything on it ends with this value.
pub struct Machine {
    directory: tempfile::TempDir,
    screen: Child,
    display: String,
    /// Of Windows: `de_DE.UTF-8`, or `en_GB.UTF-8`.
    pub language: &'static str,
}

/// What a program answered.
pub struct Answer {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Answer {
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.code, 0, "{}\n{}", self.stdout, self.stderr);
        self
    }

    pub fn objects(&self) -> Vec<serde_json::Value> {
        let lines = self.stdout.lines();
        lines
            .map(|line| serde_json::from_str(line).expect(line))
            .collect()
    }
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace('\r', "");
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }
}

fn cache() -> PathBuf {
    let named = std::env::var_os("KONTORPOST_CACHE").map(PathBuf::from);
    named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target/windows"))
}

/// What `packaging/build.sh windows` has built, or an older version of it.
pub fn package(is_older: bool, ending: &str) -> PathBuf {
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/packages");
    let folder = std::env::var_os("KONTORPOST_PACKAGES").map_or(usual, PathBuf::from);
    let folder = if is_older {
        folder.with_file_name("packages-older")
    } else {
        folder
    };
    let files = std::fs::read_dir(&folder).unwrap_or_else(|it| panic!("{folder:?}: {it}"));
    let mut files = files.map(|it| it.expect("entry").path());
    let found = files.find(|it| it.to_string_lossy().ends_with(ending));
    found.unwrap_or_else(|| panic!("no {ending} in {folder:?}"))
}

/// How the machine sees a file of this one.
pub fn seen_from_there(path: &Path) -> String {
    format!("Z:{}", path.display().to_string().replace('/', "\\"))
}

impl Machine {
    /// A German Windows in the usual size; 96 dots per inch are 100 %.
    pub fn start(dots: u32) -> Self {
        let cache = cache();
        let template = cache.join("wine");
        assert!(template.join(".ready").exists(), "{template:?}: prefix.sh");
        let directory = tempfile::Builder::new()
            .prefix("wine-")
            .tempdir_in(&cache)
            .expect("directory");
        let prefix = directory.path().join("prefix");
        // The system's libraries are not copied but linked: nothing changes them.
        let run = |command: &mut Command| assert!(command.status().expect("command").success());
        run(Command::new("cp").arg("-al").args([&template, &prefix]));
        for file in ["system.reg", "user.reg", "userdef.reg"] {
            std::fs::remove_file(prefix.join(file)).expect("registry");
            std::fs::copy(template.join(file), prefix.join(file)).expect("registry");
        }
        let fifo = directory.path().join("display.fifo");
        run(Command::new("mkfifo").arg(&fifo));
        let mut screen = Command::new("bash")
            .args(["-eu", "-c", SCRIPT])
            .env("SCREEN", directory.path())
            .env("HOME", directory.path())
            .env_remove("DISPLAY")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .process_group(0)
            .spawn()
            .expect("screen");
        let mut lines = BufReader::new(screen.stdout.take().expect("output")).lines();
        let display = lines.next().expect("a line").expect("text");
        let machine = Self {
            directory,
            screen,
            display,
            language: "de_DE.UTF-8",
        };
        let key = "HKCU\\Control Panel\\Desktop";
        let dots = dots.to_string();
        let add = [
            "add",
            key,
            "/v",
            "LogPixels",
            "/t",
            "REG_DWORD",
            "/d",
            &dots,
            "/f",
        ];
        machine.run("reg", &add).done();
        machine
    }

    /// A folder of the machine, by its path below the user's profile.
    pub fn profile(&self, below: &str) -> PathBuf {
        let users = self.directory.path().join("prefix/drive_c/users");
        let own = std::fs::read_dir(users).expect("users");
        let mut own = own.map(|it| it.expect("entry").path());
        let own = own.find(|it| !it.ends_with("Public")).expect("a user");
        own.join(below)
    }

    /// Drive C of the machine.
    pub fn drive(&self) -> PathBuf {
        self.directory.path().join("prefix/drive_c")
    }

    /// The machine's own files, without the registry, in which the system keeps secrets encrypted.
    pub fn user_registry(&self) -> String {
        self.end();
        let file = self.directory.path().join("prefix/user.reg");
        String::from_utf8_lossy(&std::fs::read(file).expect("registry")).into_owned()
    }

    fn prepare(&self, command: &mut Command) {
        command
            .env("WINEPREFIX", self.directory.path().join("prefix"))
            .env("WINEARCH", "win64")
            .env("WINEDEBUG", "-all")
            .env("DISPLAY", &self.display)
            .env("HOME", self.directory.path())
            // German pages, and xdotool knows what an umlaut is.
            .env("LC_ALL", self.language)
            .env("LOCPATH", cache().join("locale"))
            .env("TZ", "Europe/Berlin")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("SSL_CERT_FILE")
            .env_remove("CREDENTIALS_DIRECTORY")
            .env_remove("USER")
            .env_remove("LOGNAME");
    }

    /// A program of the machine, by name or path.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(WINE);
        self.prepare(command.arg(program.as_ref()));
        command
    }

    pub fn run(&self, program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> Answer {
        self.run_with(program, arguments, b"")
    }

    pub fn run_with(
        &self,
        program: impl AsRef<std::ffi::OsStr>,
        arguments: &[&str],
        input: &[u8],
    ) -> Answer {
        use std::io::Write as _;
        let mut command = self.command(program);
        command
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("Wine");
        let _ = child.stdin.take().expect("stdin").write_all(input);
        child.wait_with_output().expect("the end").into()
    }

    /// Starts a program with a window.
    pub fn open(&self, program: impl AsRef<std::ffi::OsStr>, arguments: &[&str]) -> Child {
        let mut command = self.command(program);
        command.args(arguments).stdin(Stdio::null());
        command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("Wine")
    }

    /// A value of the registry; an empty name is the key's own value.
    pub fn registry(&self, key: &str, name: &str) -> Option<String> {
        let by_name = ["query", key, "/v", name];
        let own = ["query", key, "/ve"];
        let answer = self.run("reg", if name.is_empty() { &own } else { &by_name });
        let line = answer.stdout.lines().find(|it| it.contains("    REG_"))?;
        Some(line.splitn(4, "    ").nth(3).unwrap_or_default().to_owned())
    }

    pub fn has_key(&self, key: &str) -> bool {
        self.run("reg", &["query", key]).code == 0
    }

    /// Makes an authority one that this machine's user trusts, as an administrator's policy does.
    pub fn trust(&self, authority: &Path) {
        let der = Command::new("openssl")
            .args(["x509", "-outform", "DER", "-in"])
            .arg(authority)
            .output()
            .expect("openssl")
            .stdout;
        let hash = Command::new("openssl")
            .args(["x509", "-noout", "-fingerprint", "-sha1", "-in"])
            .arg(authority)
            .output()
            .expect("openssl");
        let hash = String::from_utf8_lossy(&hash.stdout).replace(':', "");
        let hash = hash.trim().rsplit('=').next().expect("a hash").to_owned();
        let bytes: String = der.iter().map(|it| format!("{it:02X}")).collect();
        // Properties of a stored certificate: its hash (3), and itself (32), each with its length.
        let number = |it: usize| {
            let bytes = u32::try_from(it).expect("small").to_le_bytes();
            bytes.map(|it| format!("{it:02X}")).concat()
        };
        let blob = [
            number(3) + &number(1) + &number(20) + &hash,
            number(32) + &number(1) + &number(der.len()) + &bytes,
        ]
        .concat();
        let store = "HKCU\\Software\\Microsoft\\SystemCertificates\\Root\\Certificates";
        let key = format!("{store}\\{hash}");
        let add = [
            "add",
            &key,
            "/v",
            "Blob",
            "/t",
            "REG_BINARY",
            "/d",
            &blob,
            "/f",
        ];
        self.run("reg", &add).done();
    }

    fn tool(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let mut command = Command::new(program);
        self.prepare(command.args(arguments));
        let output = command.env("LC_ALL", "C.UTF-8").output().expect(program);
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(text)
    }

    /// A picture of the whole screen in `target/window/NAME.png`, for whoever wants to look.
    pub fn picture(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/window");
        std::fs::create_dir_all(&folder).expect("directory");
        let file = folder.join(format!("wine_{name}.png"));
        let file = file.to_str().expect("path");
        self.tool("import", &["-window", "root", file]);
    }

    fn find(&self, title: &str) -> Option<String> {
        let pattern = format!("^{title}$");
        let found = self.tool("xdotool", &["search", "--onlyvisible", "--name", &pattern])?;
        found.lines().last().map(ToOwned::to_owned)
    }

    /// The window of this name, in front and with the keyboard. `.*` stands for anything.
    #[track_caller]
    pub fn window(&self, title: &str) -> String {
        let begun = Instant::now();
        loop {
            if let Some(id) = self.find(title) {
                self.tool("xdotool", &["windowactivate", "--sync", &id]);
                std::thread::sleep(Duration::from_millis(300));
                return id;
            }
            if begun.elapsed() > PATIENCE {
                self.picture("missing");
                panic!("no window {title:?}");
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    pub fn has_window(&self, title: &str) -> bool {
        self.find(title).is_some()
    }

    #[track_caller]
    pub fn wait_without(&self, title: &str) {
        let begun = Instant::now();
        while self.find(title).is_some() {
            assert!(begun.elapsed() < PATIENCE, "{title:?} stays");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// What is written in a window: with `"tsv"` a line a word, with its place in the picture, which
    /// is three times as large.
    fn written(&self, title: &str, form: &[&str]) -> String {
        let Some(id) = self.find(title) else {
            return String::new();
        };
        let picture = self.directory.path().join("seen.png");
        let picture = picture.to_str().expect("path");
        let larger = [
            "-window",
            &id,
            "-colorspace",
            "gray",
            "-resize",
            "300%",
            picture,
        ];
        self.tool("import", &larger);
        let mut arguments = vec![picture, "-", "-l", "deu", "--psm", "11"];
        arguments.extend(form);
        self.tool("tesseract", &arguments).unwrap_or_default()
    }

    /// What can be read in a window, without spaces.
    pub fn read(&self, title: &str) -> String {
        let text = self.written(title, &[]);
        text.chars().filter(|it| !it.is_whitespace()).collect()
    }

    /// Clicks on the first word of this kind in a window, once it is there.
    #[track_caller]
    pub fn click_word(&self, title: &str, word: &str) {
        let begun = Instant::now();
        loop {
            let table = self.written(title, &["tsv"]);
            let rows: Vec<Vec<&str>> = table.lines().map(|it| it.split('\t').collect()).collect();
            let with = |fits: &dyn Fn(&str) -> bool| {
                rows.iter().find(|it| it.get(11).is_some_and(|it| fits(it)))
            };
            let found = with(&|it| it == word).or_else(|| with(&|it| it.contains(word)));
            if let Some(row) = found {
                let number = |at: usize| row[at].parse::<u32>().expect("a number");
                let x = (number(6) + number(8) / 2) / 3;
                let y = (number(7) + number(9) / 2) / 3;
                return self.click(title, x, y);
            }
            if begun.elapsed() > PATIENCE {
                self.picture("missing");
                panic!("{title:?} does not show {word:?}: {table}");
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    /// Waits until a window shows this.
    #[track_caller]
    pub fn sees(&self, title: &str, words: &str) {
        let wanted: String = words.chars().filter(|it| !it.is_whitespace()).collect();
        let begun = Instant::now();
        loop {
            let text = self.read(title);
            if text.contains(&wanted) {
                return;
            }
            if begun.elapsed() > PATIENCE {
                self.picture("missing");
                panic!("{title:?} does not show {words:?}: {text}");
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    /// Presses keys one after the other, such as `alt+n` or `Tab`.
    pub fn keys(&self, keys: &[&str]) {
        for key in keys {
            self.tool("xdotool", &["key", "--clearmodifiers", key]);
            std::thread::sleep(Duration::from_millis(150));
        }
    }

    /// Presses a key that opens a window; again, where a busy machine has lost it.
    #[track_caller]
    pub fn opens(&self, key: &str, title: &str) -> String {
        for _ in 0..3 {
            self.keys(&[key]);
            let begun = Instant::now();
            while begun.elapsed() < Duration::from_secs(15) {
                if self.find(title).is_some() {
                    return self.window(title);
                }
                std::thread::sleep(Duration::from_millis(200));
            }
        }
        self.window(title)
    }

    /// Types words on a German keyboard.
    pub fn type_text(&self, words: &str) {
        for word in words.split_inclusive(is_special) {
            let plain = word.trim_end_matches(is_special);
            if !plain.is_empty() {
                self.tool("xdotool", &["type", "--delay", "30", "--", plain]);
                std::thread::sleep(Duration::from_millis(150));
            }
            match word.chars().last() {
                Some('ä') => self.keys(&["48"]),
                Some('ö') => self.keys(&["47"]),
                Some('ü') => self.keys(&["34"]),
                Some('ß') => self.keys(&["20"]),
                // With AltGr on a German keyboard: it must not still be down for the next letter.
                Some('@') => self.keys(&["at"]),
                _ => std::thread::sleep(Duration::from_millis(120)),
            }
        }
    }

    /// Goes to a field by its access key and types over what is there.
    pub fn fill(&self, access: &str, words: &str) {
        self.keys(&[access, "ctrl+a"]);
        self.type_text(words);
    }

    /// Clicks into a window. The pointer arrives first and stays down for a moment, as a hand does it:
    /// anything quicker is sometimes lost.
    pub fn click(&self, title: &str, x: u32, y: u32) {
        let id = self.window(title);
        let (x, y) = (x.to_string(), y.to_string());
        self.tool("xdotool", &["mousemove", "--sync", "--window", &id, &x, &y]);
        std::thread::sleep(Duration::from_millis(150));
        self.tool("xdotool", &["mousedown", "1"]);
        std::thread::sleep(Duration::from_millis(100));
        self.tool("xdotool", &["mouseup", "1"]);
        std::thread::sleep(Duration::from_millis(150));
    }

    /// Ends every program of this machine, and the machine, which writes its registry down.
    pub fn end(&self) {
        let mut server = Command::new("/usr/lib/wine/wineserver64");
        self.prepare(&mut server);
        let _ = server.arg("-k").status();
        let mut server = Command::new("/usr/lib/wine/wineserver64");
        self.prepare(&mut server);
        let _ = server.arg("-w").status();
    }
}

fn is_special(typed: char) -> bool {
    "äöüß@".contains(typed)
}

impl Drop for Machine {
    fn drop(&mut self) {
        self.end();
        let group = format!("-{}", self.screen.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.screen.wait();
    }
}
