//! Folders that are not fetched: seen at each run, imported when a person asks, never changed.

#![cfg(unix)]

mod support;

use support::Office;
use support::dovecot::Dovecot;
use support::mails::mail;

#[test]
fn spam_is_seen_counted_and_imported_on_request() {
    let dovecot = Dovecot::start();
    dovecot.deliver("anna", &[mail(0, 2_000)]);
    let spam: Vec<Vec<u8>> = (1..4).map(|seed| mail(seed, 2_000)).collect();
    dovecot.deliver_to("anna", "Junk", &spam);
    dovecot.deliver_to("anna", "Pr&APw-fung", &[mail(9, 2_000)]);
    let office = Office::new(&dovecot.authority());
    let rollout = dovecot.rollout("anna", "imap", "tls", "remove");
    let id = office.add(&rollout, "geheim-anna").to_string();
    let run = office.run(&["receive", "--once"]).done();
    let words = "3 Nachrichten im Spam-Ordner";
    assert!(run.stderr.contains(words), "{}", run.stderr);
    assert!(run.stderr.contains("„Prüfung“"), "{}", run.stderr);
    assert_eq!(office.mails().len(), 1, "only seen, not fetched");
    let status = office.run(&["receive", "status"]).done();
    assert!(status.stdout.contains(words), "{}", status.stdout);
    let again = office.run(&["receive", "--once"]).done();
    assert!(!again.stderr.contains(words), "told once: {}", again.stderr);

    office
        .run(&["account", "folders", &id, "--import", "Gibt es nicht"])
        .failed(1, "Gibt es nicht");
    office
        .run(&["account", "folders", &id, "--import", "Junk"])
        .done();
    office.receive();
    assert_eq!(office.mails().len(), 4);
    assert_eq!(dovecot.content("anna", "Junk").len(), 3, "nothing removed");
    let read = dovecot.content("anna", "Junk");
    assert!(read.iter().all(|(_, flags)| !flags.contains('S')));
    assert_eq!(office.last_run()["balanced"], true);
    office.check();

    // What was imported is not told of any more; what comes then is.
    office.receive();
    let status = office.run(&["receive", "status"]).done();
    assert!(!status.stdout.contains("Spam"), "{}", status.stdout);
    dovecot.deliver_to("anna", "Junk", &[mail(5, 2_000)]);
    let run = office.run(&["receive", "--once"]).done();
    assert!(run.stderr.contains("Spam-Ordner"), "{}", run.stderr);
    assert_eq!(office.mails().len(), 4, "a wish counts once");
    let folders = office.run(&["--json", "account", "folders", &id]).done();
    let junk = folders.objects()[0].clone();
    assert_eq!(
        (&junk["junk"], &junk["messages"], &junk["unseen"]),
        (&true.into(), &4.into(), &1.into())
    );
}
