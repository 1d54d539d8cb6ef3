use super::*;

#[test]
fn an_address_keeps_its_host_and_its_stand_in() {
    let masked = plain("from=Anna.Groß@kanzlei.example to=<anna.groß@kanzlei.example>, ok.");
    let one = masked.split(['=', ' ']).nth(1).unwrap();
    assert!(
        one.starts_with("A…") && one.ends_with("@kanzlei.example"),
        "{masked}"
    );
    let two = masked.split(['<', '>']).nth(1).unwrap();
    assert_eq!(one.get(4..), two.get(4..), "the same person: {masked}");
    assert!(!masked.to_lowercase().contains("anna"), "{masked}");
    assert!(masked.ends_with(">, ok."), "{masked}");
    for hidden in [
        "bounce+anna=kanzlei.example@list.example",
        "\"anna groß\"@kanzlei.example",
        "GET /autodiscover?email=anna%40kanzlei.example",
        "<mailto:anna@localhost>",
        "http://anna:geheim7@proxy.example:3128/",
        "https_proxy=http://anna@proxy.example",
    ] {
        let masked = plain(hidden);
        assert!(
            !masked.contains("anna") && !masked.contains("geheim"),
            "{masked}"
        );
    }
    assert_eq!(plain("@ und a@ und @b"), "@ und a@ und @b");
    assert!(plain("a@").ends_with("a@"));
}

#[test]
fn secrets_are_taken_out_by_their_form() {
    for hidden in [
        "password = \"geheim\"",
        "\"client_secret\": \"geheim\"",
        "Kennwort: geheim",
        "refresh_token=geheim",
        "Authorization: Basic geheim7",
        "AUTH=Bearer Geheim1 rest",
        "PLAIN AGFubmEAZ2VoZWltNw==geheimX9",
    ] {
        let masked = plain(hidden);
        assert!(
            !masked.contains("eheim") && masked.contains("***"),
            "{masked}"
        );
    }
    for kept in [
        "run-ended account=3 stored=2\n",
        "std::path::secret::Secret at src/domain/secret.rs:12",
        "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069",
        "basic settings were read",
        "/home/x/Kontorpost-1/Daten der Kanzlei/Log",
        "x86_64-pc-windows-gnu 2026-11-27T23:40:12.123Z",
    ] {
        assert_eq!(plain(kept), kept);
    }
}

#[test]
fn names_are_taken_out_where_they_are_words() {
    let mut mask = Mask::default();
    mask.person("Anna Groß", "benutzer");
    mask.person("anna", "anmeldung");
    mask.label("Kanzlei", "konto-3".to_owned());
    mask.person("x", "zu-kurz");
    let masked = mask
        .text("ANNA GROSS, Anna Groß in /home/anna/x, Annahme, Kanzlei an imap.kanzlei.example");
    assert!(masked.contains("/home/anmeldung-"), "{masked}");
    assert!(
        masked.contains("benutzer-") && masked.contains("Annahme"),
        "{masked}"
    );
    assert!(
        masked.contains("konto-3 an imap.kanzlei.example"),
        "{masked}"
    );
    assert!(
        !masked.contains("Groß") && masked.contains("/x,"),
        "{masked}"
    );
}

#[test]
fn servers_are_taken_out_only_when_asked() {
    let mut shown = Mask::default();
    shown.host("imap.kanzlei.example");
    assert_eq!(
        shown.text("imap.kanzlei.example:993"),
        "imap.kanzlei.example:993"
    );
    let mut hidden = Mask::default();
    hidden.hide_hosts(true);
    hidden.host("imap.kanzlei.example");
    let masked = hidden.text("IMAP.kanzlei.example:993 anna@kanzlei.example");
    assert!(
        !masked.contains("kanzlei") && masked.contains(":993"),
        "{masked}"
    );
    assert!(masked.starts_with("host-"), "{masked}");
    let masked = hidden.text("proxy = \"http://anna:x@proxy.firm.example:3128/a\" (b)");
    assert!(
        !masked.contains("firm") && masked.ends_with(":3128/a\" (b)"),
        "{masked}"
    );
}

mod any_text {
    use super::super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn masking_never_panics_and_keeps_lines(text in "(?s).{0,200}") {
            let mut mask = Mask::default();
            mask.hide_hosts(true);
            mask.person("Anna Groß", "b");
            mask.host("a.b");
            let masked = mask.text(&text);
            prop_assert_eq!(masked.matches('\n').count(), text.matches('\n').count());
        }

        #[test]
        fn no_address_comes_through(before in "[ -~]{0,20}", after in "[ -~]{0,20}") {
            let masked = plain(&format!("{before} qzjxanna@kanzlei.example {after}"));
            prop_assert!(!masked.contains("qzjxanna"), "{}", masked);
        }
    }
}
