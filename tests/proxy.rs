//! https by a proxy: a real one with a sign-in, and what a proxy can refuse. Mail servers and
//! whatever lies in the house are reached directly.

#![cfg(unix)]

mod support;

use kontorpost::domain::diagnosis::{FailureClass, Side, TestStatus};
use kontorpost::domain::hash::Sha256Hash;
use kontorpost::domain::oauth::{OauthFault, Provider, Resource};
use kontorpost::domain::proxy::ProxyFault;
use kontorpost::domain::rollout::{read_account, write_account};
use kontorpost::i18n::Language;
use kontorpost::service::account_test::TestSubject;
use kontorpost::service::accounts::Passwords;
use kontorpost::service::demo::counters::Service;
use kontorpost::service::notice::notice;
use kontorpost::service::oauth::SignInWish;
use kontorpost::service::{Error, Office};
use kontorpost::transport::{Cause, Proxies, Timeouts};
use std::sync::Arc;
use std::time::Duration;
use support::mails::mail;
use support::practice::Practice;
use support::proxy::{HOST, PASSWORD, Scripted, Tinyproxy, USER};
use tokio::sync::watch;

/// An Exchange account whose server has a name outside, which only a proxy can find.
async fn outside(address: &str) -> Practice {
    let mut practice = Practice::start("exchange", "tls", "leave").await;
    let account = practice.office.account(practice.account).unwrap().account;
    let text = write_account(&account).replace("\"localhost\"", &format!("\"{HOST}\""));
    let account = read_account(&text).unwrap();
    practice
        .office
        .edit_account(practice.account, &account)
        .unwrap();
    let patient = Duration::from_secs(5);
    let timeouts = Timeouts {
        connect: patient,
        handshake: patient,
        idle: patient,
    };
    let office = practice.office.clone().with_timeouts(timeouts);
    practice.office = office.with_proxies(Proxies::set(address, ""));
    practice
}

fn fault(cause: Option<&Cause>) -> (ProxyFault, String) {
    match cause {
        Some(Cause::Proxy(fault, words)) => (*fault, words.clone()),
        other => panic!("{other:?}"),
    }
}

/// The certificate that is shown behind the proxy, which is for another name.
fn shown(cause: Option<&Cause>) -> Sha256Hash {
    match cause {
        Some(Cause::Certificate(_, Some(facts))) => facts.fingerprint.expect("a fingerprint"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn exchange_is_received_through_a_real_proxy_with_a_sign_in() {
    let practice = outside("none").await;
    let proxy = Tinyproxy::start(practice.servers.ews.port());
    let by = |address: &str| Practice {
        office: practice
            .office
            .clone()
            .with_proxies(Proxies::set(address, "")),
        ..practice
    };
    let practice = by(&proxy.with_sign_in());
    // Through the tunnel the server's own certificate is seen and judged.
    let first = practice.receive().await;
    let fingerprint = shown(first.cause());
    let office = &practice.office;
    office
        .trust_certificate(practice.account, Side::Incoming, fingerprint)
        .unwrap();
    let mails: Vec<_> = (0..6).map(|it| mail(it, 3_000)).collect();
    practice.deliver(&mails);
    let run = practice.expect(practice.retry().await);
    assert_eq!((run.numbers.on_server, run.numbers.stored), (6, 6));
    practice.assert_stored(&mails, "through the proxy");
    assert!(proxy.tunnels() >= 2, "{}", proxy.tunnels());
    // NTLM has signed the connection in; the password never went in the clear.
    assert_eq!(
        practice
            .servers
            .counters
            .tally(Service::Ews)
            .clear_credentials,
        0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_proxy_that_wants_a_sign_in_is_named_with_what_to_do() {
    let practice = outside("none").await;
    let proxy = Tinyproxy::start(practice.servers.ews.port());
    let wrong = format!("http://{USER}:falsch@127.0.0.1:{}", proxy.port);
    for address in [proxy.without_sign_in(), wrong] {
        let office = practice
            .office
            .clone()
            .with_proxies(Proxies::set(&address, ""));
        let practice = Practice {
            office,
            ..outside("none").await
        };
        let outcome = practice.receive().await;
        let (fault, words) = fault(outcome.cause());
        assert_eq!(fault, ProxyFault::SignIn, "{words}");
        let told = ["407", "401"].iter().any(|it| words.contains(it));
        assert!(told, "{words}");
    }
    // A port that the proxy does not open.
    let other = Tinyproxy::start(9);
    let practice = outside(&other.with_sign_in()).await;
    let outcome = practice.receive().await;
    assert_eq!(fault(outcome.cause()).0, ProxyFault::Refused);
    let notice = notice(outcome.error.as_ref().expect("an error"));
    let shown = format!(
        "{} {:?}",
        notice.message.show(Language::German),
        notice.detail
    );
    assert!(shown.contains("Proxy lässt keine Verbindung"), "{shown}");
    let advice = notice.advice.expect("advice").show(Language::German);
    assert!(advice.contains("no_proxy"), "{advice}");
    assert!(
        !shown.contains(PASSWORD) && !shown.contains("Basic "),
        "{shown}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_a_proxy_answers_has_a_class_and_never_hangs() {
    let long: &'static [u8] = Box::leak(vec![b'x'; 40_000].into_boxed_slice());
    let long_head: &'static [u8] = Box::leak(
        [b"HTTP/1.1 200 OK\r\nX: ".as_slice(), long]
            .concat()
            .into_boxed_slice(),
    );
    let cases: [(&'static [u8], ProxyFault, &str); 9] = [
        (
            b"HTTP/1.1 407 no\r\nProxy-Authenticate: NTLM\r\nProxy-Authenticate: Negotiate\r\n\r\n",
            ProxyFault::SignIn,
            "NTLM, Negotiate",
        ),
        (
            b"HTTP/1.0 403 Forbidden\r\n\r\n",
            ProxyFault::Refused,
            "403",
        ),
        (b"HTTP/1.1 405 no\r\n\r\n", ProxyFault::Refused, "405"),
        (
            b"HTTP/1.1 502 Bad Gateway\r\n\r\n",
            ProxyFault::NoWay,
            "502",
        ),
        (b"HTTP/1.1 504 \r\n\r\n", ProxyFault::NoWay, "504"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", ProxyFault::Unreachable, "SSH-2"),
        (b"HTTP/1.1 ", ProxyFault::NoWay, ""),
        (b"", ProxyFault::NoWay, ""),
        (long_head, ProxyFault::NoWay, "too large"),
    ];
    for (answer, wanted, words) in cases {
        let proxy = Scripted::start(answer);
        let practice = outside(&proxy.url()).await;
        let outcome = practice.receive().await;
        let (fault, said) = fault(outcome.cause());
        assert_eq!(fault, wanted, "{said}");
        assert!(said.contains(words) && said.lines().count() == 1, "{said}");
        let asked = proxy.asked();
        let port = practice.servers.ews.port();
        assert!(asked[0].starts_with(&format!("CONNECT {HOST}:{port} HTTP/1.1\r\n")));
        assert!(!asked[0].contains("Authorization"), "{asked:?}");
    }
    // Nobody there at all.
    let practice = outside(&format!("http://127.0.0.1:{}", support::free_port())).await;
    let outcome = practice.receive().await;
    assert_eq!(fault(outcome.cause()).0, ProxyFault::Unreachable);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_test_names_the_proxy() {
    let proxy = Scripted::start(b"HTTP/1.1 407 no\r\nProxy-Authenticate: NTLM\r\n\r\n");
    let practice = outside(&proxy.url()).await;
    let account = practice.office.account(practice.account).unwrap().account;
    let subject = TestSubject {
        id: Some(practice.account),
        account,
        passwords: Passwords::default(),
        pins: Vec::new(),
        send_test_mail: false,
        confirmed: Vec::new(),
    };
    let (_stop, stopped) = watch::channel(false);
    let test = practice
        .office
        .test_account(&subject, Arc::new(|_| {}), stopped);
    let report = test.await.unwrap();
    let failed = report
        .rows
        .iter()
        .find(|it| it.status == TestStatus::Failed);
    let row = failed.unwrap_or_else(|| panic!("{:#?}", report.rows));
    assert_eq!(row.class, Some(FailureClass::ProxySignIn));
    assert!(
        row.raw.as_deref().is_some_and(|it| it.contains("NTLM")),
        "{row:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn kinds_that_we_do_not_know_and_scripts_are_told() {
    let practice = outside("socks5://127.0.0.1:9").await;
    let outcome = practice.receive().await;
    assert_eq!(
        fault(outcome.cause()),
        (ProxyFault::Unsupported, "socks5".to_owned())
    );
    // A script may name a proxy; what cannot be reached directly either is told so.
    let scripted = Proxies::scripted("http://wpad.kontor.test/proxy.pac");
    let office = practice.office.clone().with_proxies(scripted.clone());
    let practice = Practice { office, ..practice };
    let outcome = practice.receive().await;
    let (fault, words) = fault(outcome.cause());
    assert_eq!(fault, ProxyFault::Unsupported);
    assert!(words.contains("wpad.kontor.test/proxy.pac"), "{words}");
    // What can be reached directly is.
    let mut direct = Practice::start("exchange", "tls", "leave").await;
    direct.office = direct.office.clone().with_proxies(scripted);
    direct.expect(direct.receive().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn mail_servers_and_this_machine_are_reached_directly() {
    let proxy = Scripted::start(b"HTTP/1.1 403 no\r\n\r\n");
    for protocol in ["imap", "pop3", "exchange"] {
        let mut practice = Practice::start(protocol, "tls", "leave").await;
        practice.office = practice
            .office
            .clone()
            .with_proxies(Proxies::set(&proxy.url(), ""));
        practice.deliver(&[mail(1, 2_000)]);
        practice.expect(practice.receive().await);
    }
    assert_eq!(proxy.asked(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_in_the_browser_names_the_proxy_as_well() {
    let proxy = Scripted::start(b"HTTP/1.1 407 no\r\nProxy-Authenticate: Negotiate\r\n\r\n");
    let directory = tempfile::tempdir().unwrap();
    let office = Office::open_for_practice(directory.path(), Vec::new()).unwrap();
    let office = office.with_proxies(Proxies::set(&proxy.url(), ""));
    let file = directory.path().join("app.toml");
    let registration = "provider = \"own\"\nclient_id = \"kontorpost\"\n\
                        issuer = \"https://login.kontor.test\"\n";
    std::fs::write(&file, registration).unwrap();
    let client = office.read_oauth_file(&file).unwrap();
    let kept = office.set_oauth_client(&client).await;
    let wish = SignInWish {
        provider: Provider::Own,
        resource: Resource::Mail,
        address: "anna@kontor.test".to_owned(),
    };
    // Wherever the provider is asked first.
    let error = match kept {
        Err(error) => error,
        Ok(()) => office.begin_sign_in(&wish).await.err().expect("refused"),
    };
    let Error::Oauth { error, .. } = &error else {
        panic!("{error:?}");
    };
    assert_eq!(error.fault, OauthFault::Proxy(ProxyFault::SignIn));
    assert!(!error.fault.needs_person(), "tried again by itself");
    assert!(proxy.asked()[0].starts_with("CONNECT login.kontor.test:443 "));
}

#[test]
fn the_program_takes_the_proxy_of_the_environment() {
    let proxy = Scripted::start(b"HTTP/1.1 502 no\r\n\r\n");
    let office = support::Office::new(std::path::Path::new("/dev/null"));
    let rollout = format!(
        "name = \"E\"\naddress = \"anna@kontor.test\"\n[incoming]\nprotocol = \"exchange\"\n\
         host = \"{HOST}\"\nuser = \"anna@kontor.test\"\n[usage]\nmode = \"posteingang\"\n"
    );
    office.add(&rollout, "Geheim-55");
    let run = |variables: &[(&str, &str)]| {
        let mut command = office.command(&["receive", "--once"]);
        for name in [
            "HTTPS_PROXY",
            "https_proxy",
            "ALL_PROXY",
            "all_proxy",
            "NO_PROXY",
            "no_proxy",
        ] {
            command.env_remove(name);
        }
        command.envs(variables.iter().copied());
        let output = command.output().expect("the program");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let url = proxy.url().replace("http://", "http://anna:Pr0xy-66@");
    let said = run(&[("https_proxy", &url)]);
    assert!(
        said.contains("Der Proxy erreicht den Server nicht"),
        "{said}"
    );
    assert!(!said.contains("Pr0xy-66"), "{said}");
    assert_eq!(proxy.asked().len(), 1);
    assert!(proxy.asked()[0].contains("Proxy-Authorization: Basic "));
    // An exception, and an administrator's word.
    let excepted = run(&[("https_proxy", url.as_str()), ("no_proxy", "kontor.test")]);
    assert!(!excepted.contains("Proxy"), "{excepted}");
    let settings = office.directory.path().join(".config/kontorpost");
    std::fs::create_dir_all(&settings).unwrap();
    std::fs::write(settings.join("settings.toml"), "proxy = \"none\"\n").unwrap();
    let direct = run(&[("https_proxy", &url)]);
    assert!(!direct.contains("Proxy"), "{direct}");
    assert_eq!(proxy.asked().len(), 1, "nobody else asked it");
}
