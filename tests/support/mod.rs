//! What the integration tests share: a real Dovecot in a private directory, an office that is used
//! through the program itself, and generated mail.
#![allow(dead_code)]

#[cfg(unix)]
pub mod dovecot;
pub mod mails;
pub mod network;
pub mod oidc;
pub mod planted;
#[cfg(unix)]
pub mod postfix;
pub mod practice;
pub mod proxy;
pub mod python;

use serde_json::Value;
use std::ffi::OsStr;
use std::io::Write;
use std::net::{TcpListener, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A port that nobody uses, for TCP and UDP. Below those that the system gives to clients, and in
/// turn, so that nobody takes it before the server has it.
pub fn free_port() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let first = std::process::id().wrapping_mul(97) % 20_000;
    loop {
        let turn = NEXT.fetch_add(1, Ordering::SeqCst);
        let port = u16::try_from(11_000 + (first + turn) % 20_000).expect("a port");
        if TcpListener::bind(("0.0.0.0", port)).is_ok()
            && UdpSocket::bind(("0.0.0.0", port)).is_ok()
        {
            return port;
        }
    }
}

/// An office in a directory of its own, used as a person would: through the program.
pub struct Office {
    pub directory: tempfile::TempDir,
    pub authority: PathBuf,
    pub keychain: bool,
}

/// What the program answered.
pub struct Answer {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Answer {
    pub fn objects(&self) -> Vec<Value> {
        self.stdout
            .lines()
            .map(|line| serde_json::from_str(line).expect(line))
            .collect()
    }

    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!(self.code, 0, "{}\n{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub fn failed(self, code: i32, words: &str) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.stdout, self.stderr);
        assert!(
            self.stderr.contains(words),
            "{words:?} is not in:\n{}",
            self.stderr
        );
        self
    }
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }
}

impl Office {
    pub fn new(authority: &Path) -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        std::fs::create_dir(directory.path().join("credentials")).expect("credentials");
        Self {
            directory,
            authority: authority.to_owned(),
            keychain: false,
        }
    }

    pub fn data(&self) -> PathBuf {
        self.directory.path().join("office")
    }

    pub fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kontorpost"));
        command.arg("--data-dir").arg(self.data()).args(arguments);
        command
            .env("SSL_CERT_FILE", &self.authority)
            .env_remove("SSL_CERT_DIR");
        command
            .env("HOME", self.directory.path())
            .env_remove("XDG_CONFIG_HOME");
        command
            .env("USER", "susi")
            .env("TZ", "Europe/Berlin")
            .env_remove("LOGNAME");
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
        if self.keychain {
            command.env_remove("CREDENTIALS_DIRECTORY");
        } else {
            command.env(
                "CREDENTIALS_DIRECTORY",
                self.directory.path().join("credentials"),
            );
            command.env_remove("DBUS_SESSION_BUS_ADDRESS");
        }
        command
    }

    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Answer {
        self.run_with(arguments, b"")
    }

    pub fn run_with<S: AsRef<OsStr>>(&self, arguments: &[S], input: &[u8]) -> Answer {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        // The program may end without reading what it is given.
        let _ = child.stdin.take().expect("stdin").write_all(input);
        child.wait_with_output().expect("the program ends").into()
    }

    /// Starts the program and lets it run.
    pub fn start<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Child {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.spawn().expect("the program starts")
    }

    pub fn write_rollout(&self, text: &str) -> PathBuf {
        let file = self.directory.path().join("konto.toml");
        std::fs::write(&file, text).expect("roll-out file");
        file
    }

    /// Adds an account and provides its password as a systemd credential.
    #[track_caller]
    pub fn add(&self, rollout: &str, password: &str) -> i64 {
        let file = self.write_rollout(rollout);
        let file = file.to_str().expect("path");
        let answer = self
            .run(&["--json", "account", "add", "--file", file])
            .done();
        let id = answer.objects()[0]["id"].as_i64().expect("a number");
        self.credential(id, password);
        id
    }

    pub fn credential(&self, id: i64, password: &str) {
        let name = format!("credentials/kontorpost.{id}.incoming");
        std::fs::write(self.directory.path().join(name), password).expect("credential");
    }

    #[track_caller]
    pub fn receive(&self) -> Answer {
        self.run(&["--json", "receive", "--once"]).done()
    }

    pub fn mails(&self) -> Vec<Value> {
        self.run(&["--json", "mail", "list", "--limit", "100000"])
            .done()
            .objects()
    }

    /// Every stored message, exported and sorted.
    pub fn exported(&self) -> Vec<Vec<u8>> {
        let out = tempfile::tempdir().expect("a temporary directory");
        let target = out.path().join("export");
        let target = target.to_str().expect("path");
        self.run(&["mail", "export", "--all", "--out", target])
            .done();
        let mut mails: Vec<Vec<u8>> = std::fs::read_dir(target)
            .expect("export")
            .map(|entry| std::fs::read(entry.expect("entry").path()).expect("message"))
            .collect();
        mails.sort();
        mails
    }

    #[track_caller]
    pub fn check(&self) {
        let answer = self.run(&["--json", "check"]).done();
        assert_eq!(answer.objects()[0]["clean"], true, "{}", answer.stdout);
    }

    /// The newest line of the ledger.
    pub fn last_run(&self) -> Value {
        self.run(&["--json", "ledger", "--limit", "1"])
            .done()
            .objects()
            .remove(0)
    }
}
