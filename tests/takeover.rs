//! Receivers that run for a long time: mail appears within seconds where the server offers IDLE; a
//! second receiver waits and takes over when the first is killed; another process can ask for mail.

#![cfg(unix)]

mod support;

use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use support::Office;
use support::dovecot::Dovecot;
use support::mails::mail;

/// A receiver whose JSON lines can be waited for. It ends with the test, however that ends.
struct Running {
    child: Child,
    lines: Receiver<Value>,
}

impl Running {
    fn start(office: &Office) -> Self {
        let mut command = office.command(&["--json", "receive"]);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().expect("the program starts");
        let stdout = BufReader::new(child.stdout.take().expect("stdout"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                let value = serde_json::from_str(&line).expect("an object");
                if sender.send(value).is_err() {
                    return;
                }
            }
        });
        Self { child, lines }
    }

    /// The next object of this type, within so many seconds.
    #[track_caller]
    fn wait_for(&self, kind: &str, seconds: u64) -> Value {
        let until = Instant::now() + Duration::from_secs(seconds);
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(value) if value["type"] == kind => return value,
                Ok(_) => {}
                Err(error) => panic!("no {kind} within {seconds} s: {error}"),
            }
        }
    }

    fn kill(&mut self) {
        self.child.kill().expect("kill -9");
        self.child.wait().expect("the end");
    }

    /// Ends it as systemd does; returns how long that took.
    fn terminate(&mut self) -> Duration {
        let begun = Instant::now();
        let pid = self.child.id().to_string();
        let sent = std::process::Command::new("kill")
            .args(["-TERM", &pid])
            .status();
        assert!(sent.expect("kill").success());
        assert!(self.child.wait().expect("the end").success());
        begun.elapsed()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn wait_until(seconds: u64, what: &str, is_so: impl Fn() -> bool) -> Duration {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(seconds), "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
    begun.elapsed()
}

#[test]
fn the_second_takes_over_within_ten_seconds_and_nothing_is_doubled() {
    let dovecot = Dovecot::start();
    let mut all: Vec<Vec<u8>> = (0..40).map(|seed| mail(seed, 3_000)).collect();
    dovecot.deliver("anna", &all);
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    let mut first = Running::start(&office);
    first.wait_for("run", 20);
    let mut second = Running::start(&office);
    let waiting = second.wait_for("receiver-waiting", 20);
    assert_eq!(waiting["pid"], first.child.id());
    // Once is for scripts: that does not wait.
    office
        .run(&["receive", "--once"])
        .failed(1, "läuft schon ein Empfänger");
    let state = office.run(&["--json", "receive", "status"]).done();
    assert_eq!(state.objects()[0]["running"], true);
    assert_eq!(state.objects()[0]["pid"], first.child.id());

    let more: Vec<Vec<u8>> = (40..80).map(|seed| mail(seed, 3_000)).collect();
    dovecot.deliver("anna", &more);
    all.extend(more);
    first.kill();
    let killed = Instant::now();
    second.wait_for("run", 10);
    println!("taken over and fetched after {:?}", killed.elapsed());
    let state = office.run(&["--json", "receive", "status"]).done();
    assert_eq!(state.objects()[0]["pid"], second.child.id());
    let light = state.objects()[1]["light"].clone();
    assert_eq!(light, "green", "{}", state.stdout);
    let took = second.terminate();
    assert!(took < Duration::from_secs(1), "{took:?}");

    let wanted: BTreeSet<Vec<u8>> = all.into_iter().collect();
    let exported = office.exported();
    assert_eq!(exported.len(), wanted.len());
    assert!(exported.into_iter().collect::<BTreeSet<_>>() == wanted);
    office.check();
    let state = office.run(&["receive", "status"]).done();
    assert!(state.stdout.contains("niemand"), "{}", state.stdout);
    assert!(state.stdout.contains("letzter Erfolg"), "{}", state.stdout);
}

#[test]
fn mail_appears_within_seconds_where_the_server_offers_idle() {
    let dovecot = Dovecot::start();
    dovecot.deliver("anna", &[mail(0, 3_000)]);
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    let mut receiver = Running::start(&office);
    receiver.wait_for("run", 20);
    // The second run is the one for what came between the first and listening.
    receiver.wait_for("run", 20);
    for count in 1..4 {
        dovecot.deliver("anna", &[mail(count, 3_000)]);
        let there = || office.mails().len() as u64 == count + 1;
        let took = wait_until(15, "IDLE tells of new mail", there);
        println!("appeared after {took:?}");
    }
    wait_until(10, "one connection between the runs", || {
        dovecot.sessions("anna") == 1
    });
    let took = receiver.terminate();
    assert!(took < Duration::from_secs(1), "{took:?}");
    wait_until(10, "no connection is left", || {
        dovecot.sessions("anna") == 0
    });
}

/// The unit's command line, with the data directory of the test in the place of the system's.
fn unit_arguments() -> Vec<String> {
    let unit = include_str!("../assets/systemd/kontorpost-receiver.service");
    let start = unit.lines().find_map(|it| it.strip_prefix("ExecStart="));
    let words = start.expect("ExecStart").split(' ');
    words.skip(1).map(str::to_owned).collect()
}

#[test]
fn the_systemd_unit_runs_the_receiver_with_credentials() {
    let arguments = unit_arguments();
    assert_eq!(&arguments[..2], ["--data-dir", "/var/lib/kontorpost"]);
    let dovecot = Dovecot::start();
    dovecot.deliver("anna", &[mail(1, 3_000)]);
    let office = Office::new(&dovecot.authority());
    // The password lies only in $CREDENTIALS_DIRECTORY, as systemd provides it.
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    let mut service = office.start(&arguments[2..]);
    wait_until(20, "the message is there", || office.mails().len() == 1);
    let pid = service.id().to_string();
    let sent = std::process::Command::new("kill")
        .args(["-TERM", &pid])
        .status();
    assert!(sent.expect("kill").success());
    assert!(service.wait().expect("the end").success());
}

#[test]
fn another_process_can_ask_for_mail_at_once() {
    let dovecot = Dovecot::start();
    let office = Office::new(&dovecot.authority());
    office
        .run(&["receive", "now"])
        .failed(1, "ruft gerade niemand ab");
    office.add(
        &dovecot.rollout("anna", "pop3", "tls", "leave"),
        "geheim-anna",
    );
    let mut receiver = Running::start(&office);
    receiver.wait_for("run", 20);
    dovecot.deliver("anna", &[mail(1, 3_000)]);
    office.run(&["receive", "now"]).done();
    let run = receiver.wait_for("run", 10);
    assert_eq!(run["stored"], 1, "{run}");
    receiver.terminate();
}
