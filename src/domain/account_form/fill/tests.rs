use super::*;
use crate::domain::discovery::Source;
use crate::domain::preset::preset;

fn form(address: &str) -> AccountForm {
    AccountForm {
        address: address.to_owned(),
        ..AccountForm::default()
    }
}

fn fields(changes: &[Change]) -> Vec<Field> {
    changes.iter().map(|it| it.field).collect()
}

#[test]
fn picking_gmx_fills_both_servers() {
    let mut form = form("anna@gmx.de");
    form.outgoing_auth = AuthChoice::None;
    form.take_preset(preset("gmx").unwrap());
    let (incoming, outgoing) = (form.incoming.unwrap(), form.outgoing.unwrap());
    assert_eq!(
        (incoming.host.as_str(), incoming.port.as_str()),
        ("imap.gmx.net", "993")
    );
    assert_eq!(incoming.user, "anna@gmx.de");
    assert_eq!(
        (outgoing.host.as_str(), outgoing.port.as_str()),
        ("mail.gmx.net", "465")
    );
    assert_eq!(form.outgoing_auth, AuthChoice::Same);
}

#[test]
fn a_provider_without_pop3_changes_to_imap_and_may_sign_in_otherwise_for_sending() {
    let mut form = form("anna@icloud.com");
    form.set_protocol(Protocol::Pop3, None);
    form.take_preset(preset("icloud").unwrap());
    assert_eq!(form.protocol, Protocol::Imap);
    assert_eq!(form.incoming.unwrap().user, "anna");
    assert_eq!(form.outgoing_auth, AuthChoice::Own);
    let outgoing = form.outgoing.unwrap();
    assert_eq!(outgoing.user, "anna@icloud.com");
    assert_eq!(
        (outgoing.port.as_str(), outgoing.security),
        ("587", Security::StartTls)
    );
}

#[test]
fn server_and_user_follow_only_while_they_are_the_providers() {
    let gmx = preset("gmx");
    let mut form = form("");
    form.take_preset(gmx.unwrap());
    form.set_address("anna@gmx.de".to_owned(), gmx);
    assert_eq!(form.incoming.as_ref().unwrap().user, "anna@gmx.de");
    form.set_protocol(Protocol::Pop3, gmx);
    let server = form.incoming.as_mut().unwrap();
    assert_eq!(
        (server.host.as_str(), server.port.as_str()),
        ("pop.gmx.net", "995")
    );
    server.host = "pop.kanzlei.example".to_owned();
    server.port = "1995".to_owned();
    server.user = "eigen".to_owned();
    form.set_protocol(Protocol::Imap, gmx);
    form.set_address("berta@gmx.de".to_owned(), gmx);
    let server = form.incoming.unwrap();
    assert_eq!(
        (server.host.as_str(), server.port.as_str()),
        ("pop.kanzlei.example", "1995")
    );
    assert_eq!(server.user, "eigen");
}

#[test]
fn a_proposal_is_taken_whole() {
    let mut form = form("anna@kanzlei.example");
    let target = Target::new("pop.kanzlei.example", 110, Security::StartTls);
    let mut proposal = Proposal::new(Source::Srv, Service::Pop3, target);
    proposal.user = Some("anna".to_owned());
    let before = form.clone();
    form.take_proposal(&proposal);
    assert_eq!(
        fields(&form.changes(&before)),
        [
            "incoming.protocol",
            "incoming.host",
            "incoming.port",
            "incoming.user",
            "incoming.security"
        ]
    );
    let target = Target::new("smtp.kanzlei.example", 587, Security::StartTls);
    let mut proposal = Proposal::new(Source::Srv, Service::Smtp, target);
    proposal.user = Some("anna@kanzlei.example".to_owned());
    form.take_proposal(&proposal);
    assert_eq!(form.outgoing_auth, AuthChoice::Own);
    assert_eq!(form.outgoing.unwrap().user, "anna@kanzlei.example");
}

#[test]
fn a_repair_changes_what_it_names() {
    let mut form = form("anna@kanzlei.example");
    form.remove_after_fetch = true;
    let before = form.clone();
    let repair = Repair {
        port: Some(143),
        security: Some(Security::StartTls),
        leave_on_server: true,
        ..Repair::default()
    };
    form.take_repair(Side::Incoming, &repair);
    let changes = form.changes(&before);
    assert_eq!(
        fields(&changes),
        ["incoming.port", "after_fetch", "incoming.security"]
    );
    let port = changes.first().unwrap();
    assert_eq!((port.before.as_str(), port.now.as_str()), ("993", "143"));
    let before = form.clone();
    let repair = Repair {
        user: Some("x".to_owned()),
        ..Repair::default()
    };
    form.take_repair(Side::Outgoing, &repair);
    assert_eq!(form.changes(&before), []);
}

#[test]
fn proven_settings_come_back_and_the_use_stays() {
    let mut form = form("anna@kanzlei.example");
    form.name = "Anna".to_owned();
    for server in [&mut form.incoming, &mut form.outgoing] {
        let server = server.as_mut().unwrap();
        server.host = "mail.kanzlei.example".to_owned();
        server.user = "anna".to_owned();
    }
    let proven = form.check().unwrap();
    form.mode = crate::domain::usage::Mode::Postkorb;
    form.owner = "3".to_owned();
    form.interval = "5".to_owned();
    form.incoming.as_mut().unwrap().port = "1".to_owned();
    let before = form.clone();
    form.take_settings(&proven);
    assert_eq!(fields(&form.changes(&before)), ["incoming.port"]);
    assert_eq!(form.owner, "3");
}

#[test]
fn unusual_pairs_are_seen() {
    let odd = |port, security| odd_pairing(port, security);
    assert_eq!(odd("587", Security::Tls), Some(OddPairing::UsuallyStartTls));
    assert_eq!(
        odd(" 465 ", Security::StartTls),
        Some(OddPairing::UsuallyTls)
    );
    assert_eq!(odd("465", Security::Tls), None);
    assert_eq!(odd("2525", Security::StartTls), None);
    assert!(is_domain_login("KANZLEI\\anna"));
}

#[test]
fn a_change_is_taken_back_and_nothing_else() {
    let mut form = form("anna@gmx.de");
    let before = form.clone();
    form.take_preset(preset("gmx").unwrap());
    let changes = form.changes(&before);
    form.name = "Anna".to_owned();
    form.put_back(&changes, &before);
    assert_eq!(fields(&form.changes(&before)), ["name"]);
}
