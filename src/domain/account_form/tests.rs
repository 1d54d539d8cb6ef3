use super::*;

fn form() -> AccountForm {
    let mut form = AccountForm {
        name: " Anna ".to_owned(),
        address: "anna@kanzlei.example".to_owned(),
        ..AccountForm::default()
    };
    let server = |form: &mut Option<ServerForm>, host: &str| {
        let server = form.as_mut().unwrap();
        server.host = host.to_owned();
        server.user = "anna".to_owned();
    };
    server(&mut form.incoming, "IMAP.Kanzlei.example");
    server(&mut form.outgoing, "smtp.kanzlei.example");
    form
}

#[test]
fn defaults_are_the_safe_ones() {
    let account = form().check().unwrap();
    let incoming = account.incoming.unwrap();
    assert_eq!(account.name, "Anna");
    assert_eq!(incoming.protocol, Protocol::Imap);
    assert_eq!(incoming.endpoint.host, "imap.kanzlei.example");
    assert_eq!(
        (incoming.endpoint.port, incoming.endpoint.security),
        (993, Security::Tls)
    );
    assert_eq!(incoming.after_fetch, AfterFetch::Leave);
    assert_eq!(account.outgoing.unwrap().endpoint.port, 465);
    assert_eq!(account.usage.mode, Mode::Posteingang);
}

#[test]
fn the_port_follows_the_security_only_while_it_is_a_default() {
    let default = |security| incoming_port(Protocol::Imap, security);
    let mut server = form().incoming.unwrap();
    server.set_security(Security::StartTls, default);
    assert_eq!(server.port, "143");
    server.set_security(Security::Tls, default);
    assert_eq!(server.port, "993");
    server.port = "1993".to_owned();
    server.set_security(Security::StartTls, default);
    assert_eq!(server.port, "1993");
}

#[test]
fn every_fault_at_once_and_in_the_order_of_the_form() {
    let mut wrong = form();
    wrong.name = "  ".to_owned();
    wrong.address = "anna".to_owned();
    wrong.incoming.as_mut().unwrap().port = "0".to_owned();
    wrong.outgoing.as_mut().unwrap().host = "a b".to_owned();
    wrong.mode = Mode::Postkorb;
    wrong.remove_after_days = "3".to_owned();
    let fields: Vec<String> = wrong
        .check()
        .unwrap_err()
        .into_iter()
        .map(|it| it.field)
        .collect();
    let wanted = [
        "name",
        "address",
        "incoming.port",
        "remove_after_days",
        "outgoing.host",
        "usage.benutzer",
    ];
    assert_eq!(fields, wanted);
}

#[test]
fn a_checked_account_comes_back_from_its_form() {
    let mut form = form();
    form.remove_after_fetch = true;
    form.remove_after_days = "7".to_owned();
    form.mode = Mode::Postkorb;
    form.owner = "zentral".to_owned();
    form.datenpool = "Notariat".to_owned();
    let account = form.check().unwrap();
    assert_eq!(AccountForm::from(&account).check().unwrap(), account);
}

#[test]
fn a_host_with_umlauts_gets_its_ascii_form() {
    let mut form = form();
    form.incoming.as_mut().unwrap().host = "imap.Kanzlei-Müller.de".to_owned();
    let incoming = form.check().unwrap().incoming.unwrap();
    assert_eq!(incoming.endpoint.host, "imap.xn--kanzlei-mller-4ob.de");
    form.incoming.as_mut().unwrap().host = "::1".to_owned();
    assert_eq!(form.check().unwrap().incoming.unwrap().endpoint.host, "::1");
}
