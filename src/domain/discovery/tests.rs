use super::agreement::{compare, verdicts};
use super::*;
use crate::domain::preset::preset;

fn proposal(source: Source, host: &str) -> Proposal {
    let target = Target::new(host, 993, Security::Tls);
    Proposal::new(source, Service::Imap, target)
}

#[test]
fn addresses_are_divided_and_idn_is_looked_up_in_ascii() {
    let mailbox = Mailbox::parse(" Anna@Kanzlei-Müller.DE ").unwrap();
    assert_eq!(mailbox.local, "Anna");
    assert_eq!(mailbox.domain, "xn--kanzlei-mller-4ob.de");
    for bad in [
        "anna",
        "anna@",
        "@kanzlei.de",
        "anna@localhost",
        "a@127.0.0.1",
    ] {
        assert_eq!(Mailbox::parse(bad), None, "{bad}");
    }
}

#[test]
fn placeholders_even_damaged_ones_are_filled() {
    let mailbox = Mailbox::parse("anna@kanzlei.de").unwrap();
    let expand = |template: &str| mailbox.expand(template);
    assert_eq!(expand("%EMAILADDRESS%").as_deref(), Some("anna@kanzlei.de"));
    assert_eq!(
        expand(" %EMAILADDRESS ").as_deref(),
        Some("anna@kanzlei.de")
    );
    assert_eq!(expand("%EMAILLOCALPART%").as_deref(), Some("anna"));
    assert_eq!(
        expand("imap.%EMAILDOMAIN%").as_deref(),
        Some("imap.kanzlei.de")
    );
    assert_eq!(
        expand("%EMAILLOCALPART%/%EMAILDOMAIN%").as_deref(),
        Some("anna/kanzlei.de")
    );
    assert_eq!(expand("fest").as_deref(), Some("fest"));
    assert_eq!(expand("%REALNAME%"), None);
    assert_eq!(expand(""), None);
}

#[test]
fn registrable_domains_follow_the_public_suffix_list() {
    assert_eq!(registrable("imap.kanzlei.de."), "kanzlei.de");
    assert_eq!(registrable("Mail.Firma.co.uk"), "firma.co.uk");
    assert_eq!(registrable("localhost"), "localhost");
    let mut own = proposal(Source::Autoconfig, "imap.kanzlei.de");
    own.judge_domain("post.kanzlei.de");
    assert_eq!(own.hints, []);
    own.judge_domain("kanzlei.at");
    assert_eq!(own.hints, [Hint::OtherDomain("kanzlei.de".to_owned())]);
}

#[test]
fn presets_bring_names_and_hints() {
    let mailbox = Mailbox::parse("anna@web.de").unwrap();
    let found = of_preset(preset("web-de").unwrap(), Source::Preset, &mailbox);
    assert_eq!(found.len(), 3);
    assert_eq!(found[0].user.as_deref(), Some("anna"));
    assert!(found[1].hints.contains(&Hint::PopInterval(15)));
    assert!(!found[0].hints.contains(&Hint::PopInterval(15)));
    let google = of_preset(preset("google").unwrap(), Source::Mx, &mailbox);
    assert_eq!(google[0].auth, Some(Auth::OAuth2));
    assert!(google[0].hints.iter().any(|it| matches!(it, Hint::ByMx(_))));
}

#[test]
fn sources_agree_or_differ() {
    let before = [
        proposal(Source::Mx, "imap.a.de"),
        proposal(Source::Srv, "imap.b.de"),
        proposal(Source::Srv, "imap.c.de"),
    ];
    let mut late = proposal(Source::Autoconfig, "IMAP.c.de.");
    compare(&mut late, &before);
    let expected = [
        Hint::Agrees(vec![Source::Srv]),
        Hint::Differs(vec![Source::Mx]),
    ];
    assert_eq!(late.hints, expected);
    let words: Vec<String> = late.hints.iter().map(Hint::word).collect();
    assert_eq!(words, ["agrees:srv", "differs:mx"]);
    // A source does not contradict itself.
    let mut same = proposal(Source::Srv, "imap.d.de");
    compare(&mut same, &before[1..]);
    assert_eq!(same.hints, []);
}

#[test]
fn verdicts_put_the_most_reliable_source_first() {
    let proposals = [
        proposal(Source::Guess, "imap.a.de"),
        proposal(Source::Srv, "imap.b.de"),
        proposal(Source::Autoconfig, "imap.a.de"),
    ];
    let verdict = verdicts(&proposals).remove(0);
    assert!(verdict.agreed().is_none());
    let sources: Vec<_> = verdict.servers.iter().map(|it| it.1.clone()).collect();
    let expected = [vec![Source::Autoconfig, Source::Guess], vec![Source::Srv]];
    assert_eq!(sources, expected);
    let agreed = verdicts(&[proposals[0].clone(), proposals[2].clone()]);
    assert!(agreed[0].agreed().is_some());
}
