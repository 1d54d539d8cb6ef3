//! `account test` as an administrator uses it: rows, codes, repair, report, monthly check.

#![cfg(unix)]

mod support;

use support::Office;
use support::dovecot::Dovecot;

#[test]
fn test_repair_report_and_monthly_check() {
    let dovecot = Dovecot::start();
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    let rows = office
        .run(&["--json", "account", "test", "1"])
        .done()
        .objects();
    let ok: Vec<&str> = rows
        .iter()
        .filter(|it| it["server"] == "incoming" && it["status"] == "ok")
        .filter_map(|it| it["step"].as_str())
        .collect();
    assert_eq!(
        ok,
        [
            "resolve",
            "connect",
            "encrypt",
            "certificate",
            "greeting",
            "capabilities",
            "login",
            "mailbox",
            "receive_option"
        ]
    );
    assert!(
        rows.iter()
            .all(|it| it["server"] == "incoming" || it["status"] == "not_applicable")
    );
    let keys = [
        "server",
        "step",
        "status",
        "duration_ms",
        "class",
        "cause",
        "advice",
        "repair",
        "raw",
    ];
    for row in &rows {
        assert!(keys.iter().all(|key| row.get(key).is_some()), "{row}");
    }
    office.run(&["account", "restore", "1"]).done();
    // A wrong protection: class, code and change; with --apply-repair it is mended and stored.
    let wrong = dovecot
        .rollout("anna", "imap", "none", "leave")
        .replace("security = \"none\"", "security = \"tls\"");
    let file = office.write_rollout(&wrong);
    office
        .run(&["account", "edit", "1", "--file", file.to_str().unwrap()])
        .done();
    let answer = office.run(&["--json", "account", "test", "1"]);
    assert_eq!(answer.code, 1);
    let rows = answer.objects();
    let row = rows.iter().find(|it| it["status"] == "failed").unwrap();
    assert_eq!(
        (&row["class"], &row["code"]),
        (&"tls_on_plain_port".into(), &"E-TLS-01".into())
    );
    assert_eq!(row["repair"], serde_json::json!({"security": "starttls"}));
    let page = office.directory.path().join("bericht.html");
    let text = office.directory.path().join("bericht.txt");
    for file in [&page, &text] {
        let file = file.to_str().unwrap();
        office
            .run(&["account", "test", "1", "--report", file])
            .failed(1, "");
    }
    for file in [&page, &text] {
        let written = std::fs::read_to_string(file).unwrap();
        assert!(
            written.contains("E-TLS-01") && written.contains("localhost"),
            "{written}"
        );
        assert!(!written.contains("geheim"), "{written}");
    }
    office
        .run(&["account", "test", "1", "--apply-repair"])
        .done();
    let export = office.run(&["account", "export", "1"]).done().stdout;
    assert!(export.contains("security = \"starttls\""), "{export}");
    let table = office.run(&["account", "test", "--all"]).done().stdout;
    assert!(
        table.contains("anna") && table.contains("erfolgreich"),
        "{table}"
    );
    let csv = office
        .run(&["account", "test", "--all", "--csv"])
        .done()
        .stdout;
    assert_eq!(csv.lines().count(), 2, "{csv}");
    assert!(
        csv.lines().nth(1).unwrap().starts_with("\"1\";\"anna\";"),
        "{csv}"
    );
    // Settings that are not stored, with a wrong password.
    let file = office.write_rollout(&dovecot.rollout("anna", "pop3", "tls", "leave"));
    let arguments = [
        "--json",
        "account",
        "test",
        "--file",
        file.to_str().unwrap(),
        "--password-stdin",
    ];
    let answer = office.run_with(&arguments, b"ganz falsch\n");
    assert_eq!(answer.code, 1);
    let rows = answer.objects();
    let row = rows.iter().find(|it| it["status"] == "failed").unwrap();
    assert_eq!(
        (&row["step"], &row["class"]),
        (&"login".into(), &"login_rejected".into())
    );
    assert!(!answer.stdout.contains("ganz falsch") && !answer.stderr.contains("ganz falsch"));
    let answer = office.run_with(&arguments, b"geheim-anna\n");
    assert_eq!(answer.code, 0, "{}", answer.stdout);
    office.run(&["account", "test"]).failed(2, "");
    office.run(&["account", "test", "99"]).failed(1, "99");
}

#[test]
fn an_exception_falls_away_when_a_valid_certificate_appears() {
    let dovecot = Dovecot::start();
    let office = Office::new(&dovecot.authority());
    let rollout = dovecot.rollout("anna", "imap", "tls", "leave");
    office.add(&rollout.replace("localhost", "127.0.0.4"), "geheim-anna");
    let rows = office
        .run(&["--json", "account", "test", "1"])
        .failed(1, "")
        .objects();
    let row = rows.iter().find(|it| it["status"] == "failed").unwrap();
    assert_eq!(row["class"], "cert_untrusted");
    let fingerprint = row["certificate"]["fingerprint"]
        .as_str()
        .unwrap()
        .to_owned();
    office
        .run(&["account", "trust", "1", "--fingerprint", &fingerprint])
        .done();
    let rows = office
        .run(&["--json", "account", "test", "1"])
        .done()
        .objects();
    let row = rows
        .iter()
        .find(|it| it["step"] == "certificate" && it["server"] == "incoming")
        .unwrap();
    assert_eq!(row["certificate"]["pinned"], true, "{row}");
    // A pin for a server whose certificate is valid is of no use and goes.
    let file = office.write_rollout(&rollout);
    office
        .run(&["account", "edit", "1", "--file", file.to_str().unwrap()])
        .done();
    office
        .run(&["account", "trust", "1", "--fingerprint", &fingerprint])
        .done();
    office.run(&["account", "test", "1"]).done();
    let answer = office.run(&["--json", "account", "untrust", "1"]).done();
    assert_eq!(
        answer.objects()[0]["count"],
        1,
        "only that of the other host is left"
    );
}

/// Sends a signal to the program and waits; says how long that took.
fn stop(child: &mut std::process::Child, signal: &str) -> std::time::Duration {
    let begun = std::time::Instant::now();
    let id = child.id().to_string();
    let mut kill = std::process::Command::new("kill");
    assert!(kill.args([signal, &id]).status().unwrap().success());
    child.wait().unwrap();
    begun.elapsed()
}

#[test]
fn a_stop_waits_neither_for_a_silent_server_nor_for_the_keychain() {
    let dovecot = Dovecot::start();
    let office = Office::new(&dovecot.authority());
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let rollout = dovecot
        .rollout("anna", "imap", "tls", "leave")
        .replace(&dovecot.imaps.to_string(), &port.to_string());
    office.add(&rollout, "geheim-anna");
    let credential = "credentials/kontorpost.1.incoming";
    let credential = office.directory.path().join(credential);
    for hangs in ["server", "keychain"] {
        if hangs == "keychain" {
            // Whoever opens this waits until somebody writes.
            std::fs::remove_file(&credential).unwrap();
            let pipe = std::process::Command::new("mkfifo")
                .arg(&credential)
                .status();
            assert!(pipe.unwrap().success());
        }
        for signal in ["-INT", "-TERM"] {
            let mut child = office.start(&["account", "test", "1"]);
            std::thread::sleep(std::time::Duration::from_millis(700));
            assert!(child.try_wait().unwrap().is_none(), "{hangs}");
            let took = stop(&mut child, signal);
            assert!(
                took < std::time::Duration::from_secs(1),
                "{hangs} {signal}: {took:?}"
            );
        }
    }
}

#[test]
fn fetching_with_a_valid_certificate_ends_the_exception_too() {
    let dovecot = Dovecot::start();
    let office = Office::new(&dovecot.authority());
    let rollout = dovecot.rollout("anna", "imap", "tls", "leave");
    office.add(&rollout.replace("localhost", "127.0.0.4"), "geheim-anna");
    let answer = office.run(&["--json", "account", "test", "1"]);
    let rows = answer.failed(1, "").objects();
    let row = rows.iter().find(|it| it["status"] == "failed").unwrap();
    let fingerprint = row["certificate"]["fingerprint"].as_str().unwrap();
    office
        .run(&["account", "trust", "1", "--fingerprint", fingerprint])
        .done();
    office.receive();
    let pins = || office.run(&["account", "show", "1"]).done().stdout;
    assert!(pins().contains(fingerprint), "{}", pins());
    // The same server gets a certificate that everybody trusts.
    let tls = dovecot.root().join("tls");
    for part in ["pem", "key"] {
        let (from, to) = (format!("valid.{part}"), format!("selfsigned.{part}"));
        std::fs::copy(tls.join(from), tls.join(to)).unwrap();
    }
    assert!(dovecot.control("doveadm", &["-c", "dovecot.conf", "reload"]));
    let begun = std::time::Instant::now();
    while pins().contains(fingerprint) {
        office.receive();
        assert!(
            begun.elapsed() < std::time::Duration::from_secs(10),
            "{}",
            pins()
        );
    }
}
