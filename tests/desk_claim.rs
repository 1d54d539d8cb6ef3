//! First come, first served: two processes reach for the same Vorgang at once, a thousand times, and
//! exactly one of them gets it each time.

#![cfg(unix)]

mod support;

use kontorpost::domain::desk::DeskFault;
use kontorpost::service::{Acting, Error, Office as Engine};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use support::Office;
use support::dovecot::Dovecot;

/// How many Vorgänge they fight for.
const ROUNDS: i64 = 1_000;

/// Names the data directory to the process that claims.
const DIRECTORY: &str = "KONTORPOST_CLAIM_IN";

/// Names the Benutzer who claims.
const BENUTZER: &str = "KONTORPOST_CLAIM_AS";

/// The other process: claims every number that it is given, and says what became of it.
#[test]
fn claims_when_it_is_told_to() {
    let Ok(directory) = std::env::var(DIRECTORY) else {
        return;
    };
    let number = std::env::var(BENUTZER).unwrap().parse().unwrap();
    let engine = Engine::open(directory.as_ref(), Acting::Benutzer(number)).unwrap();
    println!("\nready");
    for line in std::io::stdin().lock().lines() {
        let id = line.unwrap().parse().unwrap();
        match engine.take(id) {
            Ok(()) => println!("got"),
            Err(Error::Desk(DeskFault::Claimed(other))) => println!("lost to {other}"),
            Err(error) => println!("failed {error:?}"),
        }
    }
}

struct Rival {
    child: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Rival {
    fn start(office: &Office, number: u16) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "claims_when_it_is_told_to", "--nocapture"])
            .env(DIRECTORY, office.data())
            .env(BENUTZER, number.to_string())
            .env("HOME", office.directory.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let orders = child.stdin.take().unwrap();
        let answers = BufReader::new(child.stdout.take().unwrap());
        let mut rival = Self {
            child,
            orders,
            answers,
        };
        while rival.answer() != "ready" {}
        rival
    }

    fn order(&mut self, id: i64) {
        self.orders.write_all(format!("{id}\n").as_bytes()).unwrap();
    }

    fn answer(&mut self) -> String {
        let mut line = String::new();
        assert!(self.answers.read_line(&mut line).unwrap() > 0, "it ended");
        line.trim().to_owned()
    }

    fn end(mut self) {
        drop(self.orders);
        assert!(self.child.wait().unwrap().success());
    }
}

#[test]
fn exactly_one_of_two_processes_wins() {
    let dovecot = Dovecot::start();
    let office = Office::new(&dovecot.authority());
    for (number, name) in [("1", "Susi Weiß"), ("2", "Bernd Admin")] {
        office
            .run(&["benutzer", "add", number, "--name", name])
            .done();
    }
    let rollout = dovecot.rollout("anna", "imap", "tls", "leave").replace(
        "mode = \"posteingang\"",
        "mode = \"postkorb\"\nbenutzer = \"zentral\"",
    );
    office.add(&rollout, "geheim-anna");
    office.receive();
    let mails: Vec<Vec<u8>> = (0..ROUNDS)
        .map(|n| format!("From: a@b.example\r\nSubject: Nr. {n}\r\n\r\nText {n}\r\n").into_bytes())
        .collect();
    dovecot.deliver("anna", &mails);
    office.receive();
    let limit = (ROUNDS + 10).to_string();
    let zentral = [
        "--json", "desk", "list", "--place", "zentral", "--limit", &limit,
    ];
    let ids: Vec<i64> = office
        .run(&zentral)
        .done()
        .objects()
        .iter()
        .map(|it| it["id"].as_i64().unwrap())
        .collect();
    assert_eq!(ids.len() as i64, ROUNDS);
    let (mut susi, mut bernd) = (Rival::start(&office, 1), Rival::start(&office, 2));
    let mut won = [0, 0];
    for (round, id) in ids.into_iter().enumerate() {
        // Whoever hears of it first has a small lead, so they take turns.
        if round % 2 == 0 {
            susi.order(id);
            bernd.order(id);
        } else {
            bernd.order(id);
            susi.order(id);
        }
        match (susi.answer().as_str(), bernd.answer().as_str()) {
            ("got", "lost to 1") => won[0] += 1,
            ("lost to 2", "got") => won[1] += 1,
            other => panic!("Vorgang {id}: {other:?}"),
        }
    }
    susi.end();
    bernd.end();
    println!("won: {won:?}");
    assert!(won.iter().all(|it| *it > 0), "no race at all: {won:?}");
    assert!(office.run(&zentral).done().objects().is_empty());
    for (number, count) in [(1, won[0]), (2, won[1])] {
        let place = format!("postkorb:{number}");
        let list = [
            "--json", "desk", "list", "--place", &place, "--limit", &limit,
        ];
        let list = office.run(&list).done().objects();
        assert_eq!(list.len(), count, "{place}");
    }
}
