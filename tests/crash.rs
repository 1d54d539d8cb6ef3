//! `kill -9` at random moments of a run, mail arriving meanwhile: afterwards every message is there
//! exactly once, byte for byte. `KONTORPOST_CRASHES` says how often at least (5 unless told); half of
//! the kills must hit a run that has stored something and is not through yet.

#![cfg(unix)]

mod support;

use std::collections::BTreeSet;
use std::time::Duration;
use support::Office;
use support::dovecot::Dovecot;
use support::mails::{Numbers, mail};

fn crashes() -> u64 {
    std::env::var("KONTORPOST_CRASHES")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(5)
}

/// How many messages the newest run had stored when it was cut off; `None` if it came to its end.
fn cut_off_after(office: &Office) -> Option<u64> {
    let ledger = ["--json", "ledger", "--limit", "1"];
    let runs = office.run(&ledger).done().objects();
    match runs.first() {
        Some(run) if !run["ended_at"].is_null() => None,
        Some(run) => run["stored"].as_u64(),
        // Not even begun.
        None => Some(0),
    }
}

fn crash(protocol: &str, after_fetch: &str) {
    let dovecot = Dovecot::start();
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", protocol, "tls", after_fetch),
        "geheim-anna",
    );
    let mut numbers = Numbers::new(protocol.len() as u64 * 7 + after_fetch.len() as u64);
    let mut all: BTreeSet<Vec<u8>> = BTreeSet::new();
    let mut seed = 0;
    let mut arrive = |count: u64, all: &mut BTreeSet<Vec<u8>>| {
        let mails: Vec<Vec<u8>> = (seed..seed + count)
            .map(|seed| mail(seed, 4_000 + (seed as usize % 7) * 10_000))
            .collect();
        seed += count;
        dovecot.deliver("anna", &mails);
        all.extend(mails);
    };
    // How long after its start a run is killed at the latest: learned, because machines differ.
    let mut span = 400;
    let (mut kills, mut in_the_middle) = (0, 0);
    while kills < crashes() || in_the_middle < crashes().div_ceil(2) {
        kills += 1;
        assert!(kills < 10 * crashes() + 50, "no kill hits a run at work");
        arrive(120, &mut all);
        let mut child = office.start(&["receive", "--once"]);
        let moment = numbers.below(span);
        std::thread::sleep(Duration::from_millis(moment / 2));
        arrive(10, &mut all);
        std::thread::sleep(Duration::from_millis(moment - moment / 2));
        // It may have ended by itself by now.
        let _ = child.kill();
        child.wait().expect("the program ends");
        match cut_off_after(&office) {
            None => span = (span * 3 / 4).max(100),
            Some(0) => span = (span * 5 / 4).min(20_000),
            Some(_) => in_the_middle += 1,
        }
    }
    // Starts at once, although the last one was killed.
    office.receive();
    office.receive();
    println!("{protocol} {after_fetch}: {kills} kills, {in_the_middle} of them at work");
    let wanted: Vec<Vec<u8>> = all.into_iter().collect();
    let exported = office.exported();
    assert_eq!(exported.len(), wanted.len(), "{protocol} {after_fetch}");
    assert!(exported == wanted, "{protocol} {after_fetch}: other bytes");
    office.check();
    let left = dovecot.content("anna", "INBOX").len();
    assert_eq!(
        left,
        if after_fetch == "leave" {
            wanted.len()
        } else {
            0
        }
    );
    assert_eq!(office.last_run()["balanced"], true);
}

#[test]
fn imap_leave() {
    crash("imap", "leave");
}

#[test]
fn imap_remove() {
    crash("imap", "remove");
}

#[test]
fn pop3_leave() {
    crash("pop3", "leave");
}

#[test]
fn pop3_remove() {
    crash("pop3", "remove");
}
