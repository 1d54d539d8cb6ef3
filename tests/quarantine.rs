//! A message that the database will not take: kept whole with its reason, never removed on the
//! server, and stored once that is possible.

#![cfg(unix)]

mod support;

use support::Office;
use support::dovecot::Dovecot;
use support::mails::mail;

const REFUSED: &[u8] = b"Subject: wird verweigert\r\n\r\nText\r\n";

/// Lets the database refuse, or take, the one message.
fn refuse(office: &Office, refuses: bool) {
    let database = rusqlite::Connection::open(office.data().join("kontorpost.db")).unwrap();
    let sql = match refuses {
        true => {
            "CREATE TRIGGER verweigert BEFORE INSERT ON content \
             WHEN new.subject = 'wird verweigert' BEGIN SELECT raise(ABORT, 'nein'); END"
        }
        false => "DROP TRIGGER verweigert",
    };
    database.execute_batch(sql).unwrap();
}

#[test]
fn what_cannot_be_stored_is_kept_and_can_be_stored_later() {
    let dovecot = Dovecot::start();
    for (user, protocol) in [("u1", "imap"), ("u2", "pop3")] {
        let mut mails: Vec<Vec<u8>> = (0..5).map(|seed| mail(seed, 3_000)).collect();
        mails.push(REFUSED.to_vec());
        mails.sort();
        dovecot.deliver(user, &mails);
        let office = Office::new(&dovecot.authority());
        let rollout = dovecot.rollout(user, protocol, "tls", "remove");
        office.add(&rollout, &format!("geheim-{user}"));
        refuse(&office, true);
        office.receive();
        let run = office.last_run();
        assert_eq!(
            (&run["stored"], &run["quarantined"]),
            (&5.into(), &1.into())
        );
        assert_eq!(run["balanced"], true);
        assert_eq!(dovecot.content(user, "INBOX").len(), 1, "never removed");
        let listed = office.run(&["--json", "quarantine", "list"]).done();
        let entry = listed.objects().remove(0);
        assert_eq!(
            (&entry["reason"], &entry["has_raw"]),
            (&"not-stored".into(), &true.into())
        );
        let id = entry["id"].to_string();
        let shown = office.run(&["quarantine", "show", &id]).done();
        assert!(shown.stdout.contains("nein"), "{}", shown.stdout);
        let file = office.directory.path().join("roh.eml");
        let out = file.to_str().unwrap();
        let export = ["quarantine", "export", &id, "--out", out];
        office.run(&export).done();
        assert_eq!(std::fs::read(&file).unwrap(), REFUSED);
        office.run(&export).failed(1, "lässt sich nicht");
        // A later run leaves it alone, a retry while the reason lasts keeps it there.
        office.receive();
        assert_eq!(office.last_run()["new"], 0);
        office.run(&["quarantine", "retry", &id]).done();
        office.receive();
        assert_eq!(office.last_run()["quarantined"], 1);
        office.check();
        refuse(&office, false);
        office.run(&["quarantine", "retry", &id]).done();
        office.receive();
        assert_eq!(office.exported(), mails, "{protocol}");
        assert_eq!(dovecot.content(user, "INBOX").len(), 0);
        office
            .run(&["quarantine", "show", &id])
            .failed(1, "In der Quarantäne liegt nichts");
        office.check();
    }
}
