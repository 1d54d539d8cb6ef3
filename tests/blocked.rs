//! Addresses that are not imported: their mail stays on the server untouched, is never fetched, and is
//! counted.

#![cfg(unix)]

mod support;

use kontorpost::service::demo::counters::Service;
use support::Office;
use support::dovecot::Dovecot;
use support::practice::Practice;

fn from(sender: &str, number: u32) -> Vec<u8> {
    format!(
        "From: {sender}\r\nTo: anna@kontor.test\r\nSubject: {number}\r\n\
         Message-ID: <{number}@b.de>\r\n\r\nText {number}\r\n"
    )
    .into_bytes()
}

#[test]
fn blocked_senders_stay_on_the_server_untouched() {
    let dovecot = Dovecot::start();
    let wanted = [
        from("Weiß <susi@mandant.de>", 1),
        from("werbung@andere.de", 2),
        from("\"werbung@laden.de\" <a@mandant.de>", 3),
    ];
    let blocked = [
        from("Werbung <WERBUNG@Laden.de>", 10),
        from("=?utf-8?q?Gl=C3=BCck?= <x@gewinn.example>", 11),
    ];
    dovecot.deliver("anna", &wanted);
    dovecot.deliver("anna", &blocked);
    for (protocol, after_fetch) in [("imap", "leave"), ("pop3", "leave"), ("imap", "remove")] {
        let office = Office::new(&dovecot.authority());
        let rollout = dovecot.rollout("anna", protocol, "tls", after_fetch);
        office.add(&rollout, "geheim-anna");
        let block = [
            "--sperren",
            "werbung@laden.de",
            "--sperren",
            "@gewinn.example",
        ];
        office
            .run(&[&["settings", "set"][..], &block].concat())
            .done();
        office.receive();
        let mut sorted = wanted.to_vec();
        sorted.sort();
        assert_eq!(office.exported(), sorted, "{protocol}");
        let run = office.last_run();
        assert_eq!(
            (&run["skipped"], &run["balanced"]),
            (&2.into(), &true.into()),
            "{run}"
        );
        office.receive();
        let run = office.last_run();
        assert_eq!((&run["new"], &run["red"]), (&0.into(), &false.into()));
        office.check();
        let left = dovecot.content("anna", "INBOX");
        let is_there = |raw: &Vec<u8>| left.iter().any(|(it, _)| it == raw);
        assert!(blocked.iter().all(is_there), "{protocol} {after_fetch}");
        let seen = |(raw, flags): &(Vec<u8>, String)| blocked.contains(raw) && flags.contains('S');
        assert!(!left.iter().any(seen), "{protocol} {after_fetch}");
        assert_eq!(left.len(), if after_fetch == "leave" { 5 } else { 2 });
    }
}

#[tokio::test]
async fn only_headers_are_asked_for() {
    for protocol in ["imap", "pop3"] {
        let practice = Practice::start(protocol, "tls", "leave").await;
        practice.deliver(&[from("a@mandant.de", 1), from("b@laden.de", 2)]);
        let change = kontorpost::domain::office_settings::SettingsChange {
            block: vec!["@laden.de".parse_pattern()],
            ..Default::default()
        };
        practice.office.change_settings(&change).expect("settings");
        let run = practice.expect(practice.receive().await);
        assert_eq!((run.numbers.stored, run.numbers.skipped), (1, 1));
        let service = match protocol {
            "imap" => Service::Imap,
            _ => Service::Pop3,
        };
        let bodies = practice.servers.counters.tally(service).bodies;
        assert_eq!(bodies, 1, "{protocol}");
    }
}

trait Pattern {
    fn parse_pattern(&self) -> kontorpost::domain::office_settings::SenderPattern;
}

impl Pattern for str {
    fn parse_pattern(&self) -> kontorpost::domain::office_settings::SenderPattern {
        kontorpost::domain::office_settings::SenderPattern::parse(self).expect("a pattern")
    }
}
