use super::*;

const GOOD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<clientConfig version="1.1">
  <emailProvider id="kanzlei.example">
    <domain>kanzlei.example</domain>
    <displayName>Kanzlei &amp; Partner</displayName>
    <incomingServer type="exchange"><hostname>x</hostname></incomingServer>
    <incomingServer type="imap">
      <hostname>IMAP.%EMAILDOMAIN%</hostname><port>993</port>
      <socketType>SSL</socketType>
      <authentication>OAuth2</authentication>
      <authentication>password-cleartext</authentication>
      <username>%EMAILADDRESS</username>
    </incomingServer>
    <incomingServer type="pop3">
      <hostname>pop.hoster.example</hostname><port>110</port>
      <socketType>unbekannt</socketType><socketType>STARTTLS</socketType>
      <username>%EMAILLOCALPART%</username>
      <pop3>
        <leaveMessagesOnServer>true</leaveMessagesOnServer>
        <checkInterval minutes="15"/>
      </pop3>
    </incomingServer>
    <outgoingServer type="smtp">
      <hostname>smtp.kanzlei.example</hostname><port>70000</port><socketType>SSL</socketType>
    </outgoingServer>
    <outgoingServer type="smtp">
      <hostname>smtp.kanzlei.example</hostname><port>25</port><socketType>plain</socketType>
      <authentication>GSSAPI</authentication>
      <username>%WAS?%</username>
    </outgoingServer>
    <outgoingServer type="smtp">
      <hostname>bad host</hostname><port>465</port><socketType>SSL</socketType>
    </outgoingServer>
    <documentation url="https://kanzlei.example/"/>
  </emailProvider>
  <webMail><loginPage url="https://kanzlei.example/"/></webMail>
</clientConfig>"#;

fn read_text(text: &str) -> Result<Vec<Proposal>, Fault> {
    let mailbox = Mailbox::parse("anna@kanzlei.example").unwrap();
    read(text.as_bytes(), Source::Autoconfig, &mailbox)
}

#[test]
fn a_document_with_unknown_and_damaged_parts_is_read() {
    let found = read_text(GOOD).unwrap();
    assert_eq!(found.len(), 3);
    let imap = &found[0];
    let target = Target::new("imap.kanzlei.example", 993, Security::Tls);
    assert_eq!(imap.target, Some(target));
    assert_eq!(imap.user.as_deref(), Some("anna@kanzlei.example"));
    assert_eq!(imap.auth, Some(Auth::Password));
    assert_eq!(imap.hints, []);
    let pop3 = &found[1];
    assert_eq!(pop3.target.as_ref().unwrap().security, Security::StartTls);
    assert_eq!(pop3.user.as_deref(), Some("anna"));
    assert!(pop3.hints.contains(&Hint::PopInterval(15)));
    let other = Hint::OtherDomain("hoster.example".to_owned());
    assert!(pop3.hints.contains(&other));
    let smtp = &found[2];
    assert_eq!(smtp.user, None);
    let hints = [Hint::Unencrypted, Hint::UserUnknown, Hint::AuthUnknown];
    assert_eq!(smtp.hints, hints);
}

#[test]
fn a_byte_order_mark_is_no_obstacle() {
    assert_eq!(read_text(&format!("\u{feff}{GOOD}")).unwrap().len(), 3);
}

#[test]
fn document_types_and_entities_are_refused() {
    for kind in [
        "<!DOCTYPE clientConfig [<!ENTITY a \"b\">]>",
        "<!DOCTYPE clientConfig>",
        "<!doctype html>",
        "<!DOCTYPE c SYSTEM \"https://x.example/a.dtd\">",
    ] {
        let text = GOOD.replacen("<clientConfig", &format!("{kind}<clientConfig"), 1);
        assert_eq!(read_text(&text).unwrap_err(), Fault::DocumentType, "{kind}");
    }
    let entity = GOOD.replace("&amp;", "&mehr;");
    assert!(matches!(read_text(&entity), Err(Fault::Unreadable(_))));
}

#[test]
fn large_and_deep_documents_are_refused() {
    let large = format!("{GOOD}<!--{}-->", "x".repeat(64 << 10));
    assert_eq!(read_text(&large).unwrap_err(), Fault::TooLarge);
    let deep = "<a>".repeat(20_000);
    assert!(matches!(read_text(&deep), Err(Fault::Unreadable(_))));
    let wide = format!("<clientConfig>{}</clientConfig>", "<a/>".repeat(11_000));
    assert!(matches!(read_text(&wide), Err(Fault::Unreadable(_))));
}

#[test]
fn other_documents_are_refused_with_their_reason() {
    for (from, to) in [
        ("clientConfig", "html"),
        ("emailProvider", "provider"),
        (" id=\"kanzlei.example\"", ""),
        ("<domain>kanzlei.example</domain>", "<domain>a b</domain>"),
        ("</emailProvider>", ""),
    ] {
        let text = GOOD.replace(from, to);
        assert!(
            matches!(read_text(&text), Err(Fault::Unreadable(_))),
            "{from}"
        );
    }
    let empty = GOOD.replace("Server type=\"", "Server type=\"x");
    assert_eq!(read_text(&empty).unwrap_err(), Fault::Empty);
}
