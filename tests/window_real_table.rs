//! The list of messages as a screen reader reads it, in the real window.

#![cfg(unix)]

#[path = "support/screen.rs"]
mod screen;
mod support;

use screen::{Program, Session};
use serde_json::Value;
use std::time::{Duration, Instant};
use support::Office;
use support::dovecot::Dovecot;
use support::mails::mail;

const MAIN: &str = "Kontorpost";

/// The rows of the list of messages, which comes after the places.
fn rows(program: &Program<'_>) -> Vec<Value> {
    let windows = program.windows();
    let nodes = windows
        .iter()
        .flat_map(|it| it["nodes"].as_array().cloned());
    let is_list = |it: &Value| it["role"] == "table" && it["name"] == "Nachrichten";
    let nodes = nodes.flatten().skip_while(|it| !is_list(it));
    nodes.filter(|it| it["role"] == "table row").collect()
}

fn is(rows: &[Value], state: &str) -> Vec<usize> {
    let hits = rows.iter().enumerate().filter(|it| it.1[state] == true);
    hits.map(|it| it.0).collect()
}

#[test]
fn rows_are_read_with_their_cells_and_whether_they_are_chosen() {
    let dovecot = Dovecot::start();
    dovecot.deliver("anna", &[mail(1, 3_000), mail(2, 3_000), mail(3, 3_000)]);
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    office.receive().done();
    let session = Session::start(office.directory.path());
    let program = session.open(office.command::<&str>(&[]));
    program.window(MAIN);
    program.click(MAIN, "Alle Konten");
    program.wait_for(MAIN, "3 Nachrichten");
    let all = rows(&program);
    assert_eq!(all.len(), 3, "{:#?}", program.windows());
    let name = |at: usize| all[at]["name"].as_str().expect("a name").to_owned();
    assert!((0..3).all(|at| name(at).contains(", ")), "{all:#?}");
    program.click(MAIN, &name(1));
    session.picture("echt_tabelle");
    let chosen = |program: &Program<'_>| is(&rows(program), "selected");
    until(|| chosen(&program) == [1]);
    assert_eq!(is(&rows(&program), "focused"), [1]);
    program.keys(&["shift+Down"]);
    until(|| chosen(&program) == [1, 2]);
    assert_eq!(is(&rows(&program), "focused"), [2]);
    program.keys(&["ctrl+a"]);
    until(|| chosen(&program) == [0, 1, 2]);
}

/// The program tells a screen reader a moment later.
#[track_caller]
fn until(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(20), "not told");
        std::thread::sleep(Duration::from_millis(100));
    }
}
