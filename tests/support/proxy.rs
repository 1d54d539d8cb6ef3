//! A real proxy (tinyproxy) that wants a sign-in and knows names of the test's own, and scripted
//! ones that do what no proxy does on demand.
#![allow(dead_code)]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

pub const USER: &str = "weiterleitung";
pub const PASSWORD: &str = "Pr0xy-Geheim-44";

/// The name that this machine has behind the proxy.
pub const HOST: &str = "mail.kontor.test";

pub struct Tinyproxy {
    directory: tempfile::TempDir,
    child: Child,
    pub port: u16,
}

impl Drop for Tinyproxy {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The library that gives a program names of its own.
fn names_library() -> String {
    let machine = std::env::consts::ARCH;
    format!("/usr/lib/{machine}-linux-gnu/libnss_wrapper.so")
}

impl Tinyproxy {
    /// Lets clients through to this port of [`HOST`].
    pub fn start(allowed: u16) -> Self {
        let directory = tempfile::tempdir().expect("directory");
        let port = super::free_port();
        let path = |name: &str| directory.path().join(name);
        let log = path("proxy.log").display().to_string();
        let settings = format!(
            "Port {port}\nListen 127.0.0.1\nTimeout 60\nAllow 127.0.0.1\nConnectPort {allowed}\n\
             BasicAuth {USER} {PASSWORD}\nLogFile \"{log}\"\nLogLevel Connect\n"
        );
        std::fs::write(path("proxy.conf"), settings).expect("settings");
        std::fs::write(path("hosts"), format!("127.0.0.1 {HOST}\n")).expect("names");
        let child = Command::new("tinyproxy")
            .arg("-d")
            .arg("-c")
            .arg(path("proxy.conf"))
            .env("LD_PRELOAD", names_library())
            .env("NSS_WRAPPER_HOSTS", path("hosts"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("tinyproxy: tests/run.sh installs it");
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "no proxy");
            std::thread::sleep(Duration::from_millis(20));
        }
        Self {
            directory,
            child,
            port,
        }
    }

    pub fn with_sign_in(&self) -> String {
        format!("http://{USER}:{PASSWORD}@127.0.0.1:{}", self.port)
    }

    pub fn without_sign_in(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// How often a tunnel was asked for.
    pub fn tunnels(&self) -> usize {
        let log = std::fs::read_to_string(self.directory.path().join("proxy.log"));
        log.unwrap_or_default().matches("CONNECT ").count()
    }
}

/// Answers every request with these bytes; keeps what was asked.
pub struct Scripted {
    pub port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Scripted {
    pub fn start(answer: &'static [u8]) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("port");
        let port = listener.local_addr().expect("address").port();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let heard = asked.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let heard = heard.clone();
                std::thread::spawn(move || serve(stream, answer, &heard));
            }
        });
        Self { port, asked }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("asked").clone()
    }
}

fn serve(mut stream: TcpStream, answer: &[u8], heard: &Mutex<Vec<String>>) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|it| it == 1) {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    heard.lock().expect("heard").push(head);
    let _ = stream.write_all(answer);
    // Silence is an answer as well: the connection stays until the other end goes.
    if answer.is_empty() {
        let _ = stream.read(&mut byte);
    }
}
