//! Every way to sign in, with a password of umlauts, quotes and blanks.

#![cfg(unix)]

mod support;

use kontorpost::service::demo::server::{Ability, ServerOptions};
use support::Office;
use support::dovecot::{BERNDS_PASSWORD, Dovecot, Options};
use support::mails::mail;
use support::practice::Practice;

const CASES: [(&str, &str, &str); 12] = [
    ("imap", "tls", "leave"),
    ("imap", "tls", "remove"),
    ("imap", "starttls", "leave"),
    ("imap", "starttls", "remove"),
    ("imap", "none", "leave"),
    ("imap", "none", "remove"),
    ("pop3", "tls", "leave"),
    ("pop3", "tls", "remove"),
    ("pop3", "starttls", "leave"),
    ("pop3", "starttls", "remove"),
    ("pop3", "none", "leave"),
    ("pop3", "none", "remove"),
];

#[test]
fn dovecot_with_each_of_its_mechanisms() {
    for mechanisms in ["", "auth_mechanisms = plain\n", "auth_mechanisms = login\n"] {
        let dovecot = Dovecot::start_with(&Options {
            more: mechanisms,
            ..Options::default()
        });
        for (number, (protocol, security, after_fetch)) in CASES.into_iter().enumerate() {
            let case = format!("{mechanisms}{protocol} {security} {after_fetch}");
            dovecot.empty("bernd");
            dovecot.deliver("bernd", &[mail(number as u64, 2_000)]);
            let office = Office::new(&dovecot.authority());
            let rollout = dovecot.rollout("bernd", protocol, security, after_fetch);
            office.add(&rollout, BERNDS_PASSWORD);
            office.receive();
            assert_eq!(office.exported(), [mail(number as u64, 2_000)], "{case}");
            let left = dovecot.content("bernd", "INBOX").len();
            assert_eq!(left, usize::from(after_fetch == "leave"), "{case}");
        }
    }
}

#[tokio::test]
async fn plain_login_and_the_command_each_alone() {
    let ways = [
        Ability::AuthPlain,
        Ability::AuthLogin,
        Ability::LoginCommand,
    ];
    for only in ways {
        for (protocol, security, after_fetch) in CASES {
            let case = format!("{only:?} {protocol} {security} {after_fetch}");
            let mut options = ServerOptions::default();
            for other in ways.into_iter().filter(|it| *it != only) {
                options = options.without(other);
            }
            let practice = Practice::start_with(protocol, security, after_fetch, options).await;
            practice.deliver(&[mail(1, 2_000)]);
            let outcome = practice.receive().await;
            assert!(outcome.error.is_none(), "{case}: {:?}", outcome.error);
            practice.assert_stored(&[mail(1, 2_000)], &case);
            let left = practice.left_on_server().len();
            assert_eq!(left, usize::from(after_fetch == "leave"), "{case}");
        }
    }
}

#[tokio::test]
async fn without_any_way_nothing_is_tried() {
    for protocol in ["imap", "pop3"] {
        let options = ServerOptions::default()
            .without(Ability::AuthPlain)
            .without(Ability::AuthLogin)
            .without(Ability::LoginCommand);
        let practice = Practice::start_with(protocol, "tls", "leave", options).await;
        let outcome = practice.receive().await;
        assert!(outcome.cause().is_some(), "{protocol}: {outcome:?}");
        let tally = practice.servers.counters.tally(practice.service);
        assert_eq!(tally.sign_ins, 0, "{protocol}");
    }
}
