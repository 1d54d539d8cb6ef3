//! `kill -9` at random moments of a run, mail arriving meanwhile: afterwards every message is there
//! exactly once, byte for byte. `KONTORPOST_CRASHES` says how often (5 unless told).

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
            .map(|seed| mail(seed, 4_000 + (seed as usize % 7) * 30_000))
            .collect();
        seed += count;
        dovecot.deliver("anna", &mails);
        all.extend(mails);
    };
    for _ in 0..crashes() {
        arrive(60, &mut all);
        let mut child = office.start(&["receive", "--once"]);
        std::thread::sleep(Duration::from_millis(15 + numbers.below(180)));
        arrive(10, &mut all);
        std::thread::sleep(Duration::from_millis(numbers.below(120)));
        // It may have ended by itself by now.
        let _ = child.kill();
        child.wait().expect("the program ends");
    }
    // Starts at once, although the last one was killed.
    office.receive();
    office.receive();
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
