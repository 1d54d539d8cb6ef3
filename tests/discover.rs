//! Servers are proposed for an address, through the program itself, on an internet of loopback: a
//! real name server, web servers with certificates, and servers that say nothing.

#![cfg(unix)]

mod support;

use serde_json::Value;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};
use support::network::{Certificates, Log, NameServer, Silence, no_authority, page, talk};
use support::{Answer, Office};

const PATH: &str = "/mail/config-v1.1.xml";
const WELL_KNOWN: &str = "/.well-known/autoconfig/mail/config-v1.1.xml";
const ADDRESS: &str = "geheimername@kanzlei.example";

const DOCUMENT: &str = r#"<?xml version="1.0"?>
<clientConfig version="1.1"><emailProvider id="kanzlei.example"><domain>kanzlei.example</domain>
<incomingServer type="imap"><hostname>imap.%EMAILDOMAIN%</hostname><port>993</port>
<socketType>SSL</socketType><authentication>password-cleartext</authentication>
<username>%EMAILLOCALPART%</username></incomingServer>
<outgoingServer type="smtp"><hostname>smtp.hoster.example</hostname><port>587</port>
<socketType>STARTTLS</socketType><username>%EMAILADDRESS%</username></outgoingServer>
</emailProvider></clientConfig>"#;

fn certificates() -> Certificates {
    Certificates::new(&[
        "kanzlei.example",
        "*.kanzlei.example",
        "v1.ispdb.net",
        "hoster.example",
    ])
}

struct World {
    office: Office,
    names: NameServer,
    ports: String,
}

impl World {
    fn new(certificates: &Certificates, records: &[&str], ports: &str) -> Self {
        Self {
            office: Office::new(&certificates.authority()),
            names: NameServer::start(records),
            ports: ports.to_owned(),
        }
    }

    fn run(&self, arguments: &[&str]) -> Answer {
        let mut command = self.office.command(&["--json", "account", "discover"]);
        command.args(arguments);
        command.env(
            "KONTORPOST_RESOLVER",
            format!("127.0.0.1:{}", self.names.port),
        );
        command.env("KONTORPOST_PORTS", &self.ports);
        command.output().expect("the program starts").into()
    }
}

fn proposals(answer: &Answer) -> Vec<Value> {
    let all = answer.objects().into_iter();
    all.filter(|it| it["type"] == "proposal").collect()
}

fn find<'a>(proposals: &'a [Value], source: &str, protocol: &str) -> &'a Value {
    proposals
        .iter()
        .find(|it| it["source"] == source && it["protocol"] == protocol)
        .unwrap_or_else(|| panic!("{source} {protocol} in {proposals:#?}"))
}

fn has_hint(proposal: &Value, word: &str) -> bool {
    let hints = proposal["hints"].as_array().expect("hints");
    hints.iter().any(|it| it == word)
}

#[test]
fn every_source_is_shown_and_the_local_part_stays_here() {
    let certificates = certificates();
    let (log, http) = (Log::default(), Silence::default());
    let web = certificates.web(
        &[
            ("autoconfig.kanzlei.example", PATH, &page(DOCUMENT)),
            ("v1.ispdb.net", "/kanzlei.example", &page(DOCUMENT)),
        ],
        &log,
    );
    let world = World::new(
        &certificates,
        &[
            "--address=/kanzlei.example/127.0.0.1",
            "--address=/v1.ispdb.net/127.0.0.1",
            "--mx-host=kanzlei.example,mx00.kundenserver.de,10",
            "--srv-host=_imaps._tcp.kanzlei.example,imap.kanzlei.example,993,0,1",
            "--srv-host=_imap._tcp.kanzlei.example,.,0,0,0",
            "--srv-host=_imaps._tcp.kanzlei.example,spaeter.kanzlei.example,993,9,1",
            "--srv-host=_pop3s._tcp.kanzlei.example,.,0,0,0",
            "--srv-host=_submission._tcp.kanzlei.example,smtp.hoster.example,587",
        ],
        &format!("443={web},80={}", http.serve()),
    );
    let answer = world.run(&[ADDRESS]).done();
    let found = proposals(&answer);
    let imap = find(&found, "autoconfig", "imap");
    assert_eq!(imap["host"], "imap.kanzlei.example");
    assert_eq!(
        (&imap["port"], &imap["security"]),
        (&993.into(), &"tls".into())
    );
    assert_eq!(
        (&imap["user"], &imap["auth"]),
        (&"geheimername".into(), &"password".into())
    );
    let smtp = find(&found, "autoconfig", "smtp");
    assert!(has_hint(smtp, "other-domain:hoster.example"));
    let srv = find(&found, "srv", "imap");
    assert_eq!(srv["host"], "imap.kanzlei.example");
    let one_knows_the_other = [(srv, "agrees:autoconfig"), (imap, "agrees:srv")];
    let begins = |it: &(&Value, &str)| {
        let hints = it.0["hints"].as_array().expect("hints");
        hints
            .iter()
            .any(|hint| hint.as_str().is_some_and(|hint| hint.starts_with(it.1)))
    };
    assert!(one_knows_the_other.iter().any(begins), "{found:#?}");
    let of_srv = |it: &&Value| it["source"] == "srv" && it["protocol"] == "imap";
    assert_eq!(found.iter().filter(of_srv).count(), 1);
    assert_eq!(find(&found, "srv", "pop3")["host"], Value::Null);
    assert!(has_hint(find(&found, "srv", "pop3"), "absent"));
    let smtp = find(&found, "srv", "smtp");
    assert_eq!(smtp["security"], "starttls");
    assert!(has_hint(smtp, "other-domain:hoster.example"));
    assert_eq!(find(&found, "mx", "imap")["host"], "imap.ionos.de");
    assert!(
        found
            .iter()
            .all(|it| it["source"] != "ispdb" && it["source"] != "guess")
    );
    // With leave the public database is asked too, and only then.
    assert!(!world.names.log().contains("ispdb"));
    let answer = world.run(&[ADDRESS, "--allow-ispdb"]).done();
    find(&proposals(&answer), "ispdb", "imap");
    let said = log.lock().unwrap().join("\n") + &world.names.log();
    assert!(
        !said.contains("geheimername") && !said.contains('?'),
        "{said}"
    );
    assert!(said.contains("kanzlei.example get /.well-known/autoconfig"));
    assert_eq!(http.all.load(Ordering::SeqCst), 0);
}

#[test]
fn people_read_sources_hints_and_agreement() {
    let certificates = certificates();
    let log = Log::default();
    let web = certificates.web(&[("kanzlei.example", WELL_KNOWN, &page(DOCUMENT))], &log);
    let records = [
        "--address=/kanzlei.example/127.0.0.1",
        "--srv-host=_imaps._tcp.kanzlei.example,imap.kanzlei.example,993",
        "--srv-host=_submissions._tcp.kanzlei.example,smtp.kanzlei.example,465",
    ];
    let world = World::new(&certificates, &records, &format!("443={web}"));
    let mut command = world.office.command(&["account", "discover", ADDRESS]);
    command.env(
        "KONTORPOST_RESOLVER",
        format!("127.0.0.1:{}", world.names.port),
    );
    command.env("KONTORPOST_PORTS", &world.ports);
    let answer: Answer = command.output().unwrap().into();
    let answer = answer.done();
    for words in [
        "SRV: IMAP imap.kanzlei.example:993, SSL/TLS, Anmeldename geheimername@kanzlei.example",
        "Der Server gehört zu einer anderen Domain: hoster.example.",
        "Einig: IMAP imap.kanzlei.example:993, SSL/TLS (Autoconfig (.well-known), SRV)",
        "Uneinig bei SMTP:",
        "  smtp.kanzlei.example:465, SSL/TLS (SRV)",
    ] {
        assert!(answer.stdout.contains(words), "{words}\n{}", answer.stdout);
    }
    // Nothing is set up for a question.
    assert!(!world.office.data().exists());
}

#[test]
fn a_preset_asks_nobody() {
    let world = World::new(&certificates(), &[], "443=1");
    let begun = Instant::now();
    let answer = world
        .run(&["anna@gmx.de", "--guess", "--allow-ispdb"])
        .done();
    assert!(begun.elapsed() < Duration::from_secs(3));
    let found = proposals(&answer);
    assert_eq!(find(&found, "preset", "imap")["host"], "imap.gmx.net");
    assert_eq!(find(&found, "preset", "smtp")["user"], "anna@gmx.de");
    assert_eq!(world.names.questions(), Vec::<String>::new());
}

#[test]
fn filters_and_nothing_are_told() {
    let records = [
        "--mx-host=kanzlei.example,mx1.hornetsecurity.com,10",
        "--mx-host=kanzlei.example,mx00.kundenserver.de,20",
    ];
    let world = World::new(&certificates(), &records, "443=1");
    let answer = world.run(&[ADDRESS]);
    let answer = answer.failed(
        1,
        "Vor dem Postfach steht Hornetsecurity (mx1.hornetsecurity.com)",
    );
    let answer = answer.failed(1, "Zu kanzlei.example wurde kein Server gefunden.");
    let answer = answer.failed(1, "Mit „--guess“ werden zusätzlich übliche Namen probiert.");
    assert_eq!(answer.objects()[0]["kind"], "nothing-found");
    assert_eq!(answer.objects().len(), 1);
}

#[test]
fn dangerous_documents_are_refused_with_their_reason() {
    let certificates = certificates();
    let to = |url: &str| format!("HTTP/1.1 302 Found\r\nLocation: {url}\r\n\r\n");
    let doctype = page(&DOCUMENT.replace("<clientConfig", "<!DOCTYPE a []><clientConfig"));
    let large = page(&DOCUMENT.replace("?>", &format!("?><!--{}-->", "x".repeat(64 << 10))));
    let circle = to("/mail/config-v1.1.xml");
    for (answer, words) in [
        (doctype, "Dokumenttyp"),
        (large, "größer als 64 KiB"),
        (
            to("http://kanzlei.example/a.xml"),
            "unverschlüsselte Adresse",
        ),
        (circle, "Umleitung führt ins Leere"),
        (page("<html/>"), "nicht lesbar"),
    ] {
        let (log, http) = (Log::default(), Silence::default());
        let web = certificates.web(&[("autoconfig.kanzlei.example", PATH, &answer)], &log);
        let records = ["--address=/kanzlei.example/127.0.0.1"];
        let ports = format!("443={web},80={}", http.serve());
        let world = World::new(&certificates, &records, &ports);
        world.run(&[ADDRESS]).failed(1, words);
        assert_eq!(http.all.load(Ordering::SeqCst), 0, "{words}");
        assert!(log.lock().unwrap().len() <= 5);
    }
    // A redirection to another https address is followed and named.
    let log = Log::default();
    let web = certificates.web(
        &[
            (
                "autoconfig.kanzlei.example",
                PATH,
                &to("https://hoster.example/c"),
            ),
            ("hoster.example", "/c", &page(DOCUMENT)),
        ],
        &log,
    );
    let records = ["--address=/example/127.0.0.1"];
    let world = World::new(&certificates, &records, &format!("443={web}"));
    let found = proposals(&world.run(&[ADDRESS]).done());
    let imap = find(&found, "autoconfig", "imap");
    assert!(has_hint(imap, "redirected:hoster.example"), "{imap}");
    // A certificate of an unknown authority delivers nothing.
    let stranger = self::certificates();
    let world = World::new(&stranger, &records, &format!("443={web}"));
    world.run(&[ADDRESS]).failed(1, "kein Server gefunden");
}

#[test]
fn silent_servers_do_not_break_the_budget() {
    let silence = Silence::default();
    let records = [
        "--address=/kanzlei.example/127.0.0.1",
        "--srv-host=_imaps._tcp.kanzlei.example,imap.kanzlei.example,993",
    ];
    let silent = silence.serve();
    let ports: Vec<String> = [443, 993, 143, 995, 110, 465, 587, 25]
        .iter()
        .map(|it| format!("{it}={silent}"))
        .collect();
    let world = World::new(&certificates(), &records, &ports.join(","));
    let begun = Instant::now();
    let answer = world.run(&[ADDRESS, "--guess"]).done();
    let taken = begun.elapsed();
    assert!(
        taken > Duration::from_secs(4) && taken < Duration::from_millis(9_500),
        "{taken:?}"
    );
    assert!(
        answer
            .stderr
            .contains("Nach 8 Sekunden noch ohne Antwort: Probiert")
    );
    find(&proposals(&answer), "srv", "imap");
    // Four guesses, two documents; on a busy machine the server hears of the end of each guess only
    // when the next has begun. Without a limit there would be several times as many.
    let most = silence.most.load(Ordering::SeqCst);
    assert!((4..=10).contains(&most), "{most}");
}

#[test]
fn a_silent_name_server_is_told() {
    let socket = std::net::UdpSocket::bind(("127.0.0.1", 0)).unwrap();
    let office = Office::new(no_authority());
    let mut command = office.command(&["account", "discover", ADDRESS, "--guess"]);
    let resolver = socket.local_addr().unwrap().to_string();
    command.env("KONTORPOST_RESOLVER", resolver);
    let begun = Instant::now();
    let answer: Answer = command.output().unwrap().into();
    assert!(begun.elapsed() < Duration::from_millis(9_500));
    let answer = answer.failed(1, "Der Namensdienst (DNS) lässt sich nicht befragen");
    answer.failed(1, "kein Server gefunden");
}

#[test]
fn guessing_is_asked_for_and_never_signs_in() {
    let certificates = certificates();
    let log = Log::default();
    let serve = |greeting: &'static str| {
        let log = log.clone();
        certificates.serve(move |wire| talk(wire, greeting, &log))
    };
    let (imap, pop3) = (serve("* OK bereit\r\n"), serve("+OK bereit\r\n"));
    let smtp = serve("220-mail\r\n220 bereit\r\n");
    let records = [
        "--host-record=mail.kanzlei.example,127.0.0.1",
        "--mx-host=kanzlei.example,mail.kanzlei.example,10",
    ];
    let ports = format!("443=1,993={imap},995={pop3},465={smtp},143=1,110=1,587=1,25=1");
    let world = World::new(&certificates, &records, &ports);
    world.run(&[ADDRESS]).failed(1, "kein Server gefunden");
    assert!(log.lock().unwrap().is_empty());
    let answer = world.run(&[ADDRESS, "--guess"]).done();
    let found = proposals(&answer);
    assert_eq!(found.len(), 3, "{found:#?}");
    let imap = find(&found, "guess", "imap");
    assert_eq!(imap["host"], "mail.kanzlei.example");
    assert_eq!(
        (&imap["auth"], &imap["security"]),
        (&"password".into(), &"tls".into())
    );
    assert_eq!(find(&found, "guess", "pop3")["port"], 995);
    assert!(has_hint(find(&found, "guess", "smtp"), "auth-unsupported"));
    let said = log.lock().unwrap().clone();
    let allowed = [
        "k3 CAPABILITY",
        "k4 LOGOUT",
        "CAPA",
        "QUIT",
        "EHLO [127.0.0.1]",
    ];
    assert!(
        said.iter().all(|it| allowed.contains(&it.as_str())),
        "{said:?}"
    );
}

#[test]
fn guessing_changes_to_tls_and_trusts_nothing_before_it() {
    let certificates = certificates();
    let records = ["--host-record=smtp.kanzlei.example,127.0.0.1"];
    for (answer, code) in [
        ("220 los\r\n", 0),
        ("220 los\r\n250 untergeschoben\r\n", 1),
        ("454 jetzt nicht\r\n", 1),
    ] {
        let log = Log::default();
        let smtp = certificates.smtp_with_starttls(answer, &log);
        let ports = format!("443=1,993=1,143=1,995=1,110=1,465=1,587={smtp},25=1");
        let world = World::new(&certificates, &records, &ports);
        let answered = world.run(&[ADDRESS, "--guess"]);
        assert_eq!(answered.code, code, "{answer}\n{}", answered.stderr);
        let said = log.lock().unwrap().join("|");
        let begin = "EHLO [127.0.0.1]|STARTTLS";
        assert!(said.starts_with(begin), "{said}");
        if code == 0 {
            let found = proposals(&answered);
            assert_eq!(find(&found, "guess", "smtp")["security"], "starttls");
            assert_eq!(said, format!("{begin}|EHLO [127.0.0.1]|QUIT"));
        } else {
            assert_eq!(said, begin);
        }
    }
}

#[test]
fn wrong_usage_is_told() {
    let office = Office::new(no_authority());
    for wrong in ["anna", "anna@", "@kanzlei.example", "anna@localhost"] {
        office
            .run(&["account", "discover", wrong])
            .failed(2, "passt nicht zu");
    }
    office.run(&["account", "discover"]).failed(2, "Es fehlt");
    let mut command = office.command(&["account", "discover", ADDRESS]);
    command.env("KONTORPOST_PORTS", "443");
    let answer: Answer = command.output().unwrap().into();
    answer.failed(1, "KONTORPOST_PORTS");
}
