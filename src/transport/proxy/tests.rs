use super::*;

fn to(host: &str) -> Endpoint {
    Endpoint {
        host: host.to_owned(),
        port: 443,
        security: Security::Tls,
    }
}

fn by(proxies: &Proxies, host: &str) -> Option<String> {
    match proxies.way(&to(host)).expect("a way") {
        Way::By(via) => Some(via.name()),
        Way::Direct | Way::Scripted(_) => None,
    }
}

#[test]
fn what_lies_in_the_house_is_reached_directly() {
    let proxies = Proxies::set(
        "http://proxy.example:3128",
        "kanzlei.example, 203.0.113.0/24",
    );
    let proxy = Some("proxy.example:3128".to_owned());
    for outside in ["login.example", "198.51.100.7", "2001:db8::1"] {
        assert_eq!(by(&proxies, outside), proxy, "{outside}");
    }
    for inside in [
        "exchange",
        "localhost",
        "127.0.0.1",
        "127.8.8.8",
        "::1",
        "10.1.2.3",
        "192.168.1.9",
        "fd00::1",
        "kanzlei.example",
        "mail.kanzlei.example",
        "203.0.113.9",
    ] {
        assert_eq!(by(&proxies, inside), None, "{inside}");
    }
    let plain = Endpoint {
        security: Security::None,
        ..to("login.example")
    };
    assert!(matches!(proxies.way(&plain), Ok(Way::Direct)));
    assert_eq!(by(&Proxies::set("none", ""), "login.example"), None);
}

#[test]
fn proxies_that_we_do_not_know_are_named() {
    for (given, kind) in [
        ("socks5://proxy.example:1080", "socks5"),
        ("https://proxy.example:3129", "https"),
        ("quic://proxy.example", "quic"),
    ] {
        let proxies = Proxies::set(given, "kanzlei.example");
        let cause = proxies.way(&to("login.example")).err();
        assert_eq!(cause, Some(unsupported(kind)));
        assert_eq!(by(&proxies, "mail.kanzlei.example"), None);
    }
    let scripted = Proxies::scripted("http://wpad/proxy.pac");
    let way = scripted.way(&to("login.example"));
    assert!(matches!(way, Ok(Way::Scripted(script)) if script.ends_with("proxy.pac")));
}

#[test]
fn a_password_is_used_and_never_described() {
    let proxies = Proxies::set("http://anna:geheim-7@proxy.example:3128", "");
    let Ok(Way::By(via)) = proxies.way(&to("login.example")) else {
        panic!("a proxy");
    };
    let sign_in = via.sign_in.expect("a sign-in");
    assert_eq!(sign_in, "Basic YW5uYTpnZWhlaW0tNw==");
    assert!(sign_in.is_sensitive());
    let described = format!("{:?}", proxies.described());
    assert!(!described.contains("geheim") && !described.contains("anna"));
    assert!(described.contains("proxy.example:3128"), "{described}");
}
