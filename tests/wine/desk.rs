//! The window: from the empty office to a letter that is read and saved, and the practice office.

use crate::support::dovecot::{Dovecot, Options, is_root};
use crate::support::mails::mail;
use crate::support::postfix::Postfix;
use crate::wine::Machine;
use crate::{PASSWORD, comes, leave, no_file_holds, unpack, unpack_usual};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::sync::mpsc;

const MAIN: &str = "Kontorpost";
const NOTICE: &str = "Konto neu";
const ACCOUNT: &str = "E-Mail Konto";
const TEST: &str = "E-Mail Kontotest";

/// A letter with a file.
fn letter() -> Vec<u8> {
    "From: Dr. Anna =?utf-8?q?Gr=C3=B6=C3=9Fl?= <groessl@kollegin.example>\r\n\
     To: anna@kontor.test\r\nSubject: Schriftsatz in Sachen 8/20\r\n\
     Message-ID: <anlage@kollegin.example>\r\nMIME-Version: 1.0\r\n\
     Content-Type: multipart/mixed; boundary=grenze\r\n\r\n\
     --grenze\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
     Sehr geehrte Kollegin, anbei der Schriftsatz.\r\n\
     --grenze\r\nContent-Type: text/plain; name=Klageentwurf.txt\r\n\
     Content-Disposition: attachment; filename=Klageentwurf.txt\r\n\r\n\
     Es wird beantragt\r\n--grenze--\r\n"
        .as_bytes()
        .to_vec()
}

/// What a clerk types into the dialog, by access keys alone.
fn fill(machine: &Machine, incoming: u16, outgoing: u16) {
    machine.fill("alt+n", "Kanzlei Größl & Söhne, Ren");
    // A German keyboard has the accent as a dead key.
    machine.keys(&["dead_acute", "e"]);
    machine.fill("alt+e", "anna@kontor.test");
    machine.fill("alt+s", "localhost");
    machine.keys(&["Tab", "ctrl+a"]);
    machine.type_text(&incoming.to_string());
    machine.fill("alt+b", "anna@kontor.test");
    machine.fill("alt+k", PASSWORD);
    machine.fill("alt+m", "localhost");
    machine.keys(&["Tab", "ctrl+a"]);
    machine.type_text(&outgoing.to_string());
}

/// Windows asks whether a certificate was called back before it trusts it: the answer is no. Returns
/// the port.
fn serve_revocations() -> (u16, mpsc::Sender<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (sender, receiver) = mpsc::channel::<Vec<u8>>();
    std::thread::spawn(move || {
        let Ok(list) = receiver.recv() else { return };
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let _ = stream.read(&mut [0; 4_096]);
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/pkix-crl\r\n\
                 Content-Length: {}\r\nConnection: close\r\n\r\n",
                list.len()
            );
            let _ = stream.write_all(&[head.as_bytes(), &list].concat());
        }
    });
    (port, sender)
}

/// A real Dovecot, whose authority a machine may be made to trust.
fn dovecot() -> Dovecot {
    let (port, list) = serve_revocations();
    let dovecot = Dovecot::start_with(&Options {
        for_postfix: true,
        revocations: Some(port),
        ..Options::default()
    });
    let file = dovecot.root().join("tls/ca.crl");
    list.send(std::fs::read(file).expect("list"))
        .expect("served");
    dovecot
}

fn mails(machine: &Machine, program: &Path) -> usize {
    machine
        .run(program, &["--json", "mail", "list"])
        .done()
        .objects()
        .len()
}

#[test]
#[ignore = "needs the Windows packages: tests/windows.sh"]
fn from_the_empty_office_to_a_saved_attachment() {
    if !is_root() {
        eprintln!("Postfix needs root: not tested");
        return;
    }
    let dovecot = dovecot();
    dovecot.deliver("anna", &[mail(1, 3_000), mail(2, 20_000)]);
    let postfix = Postfix::start(&dovecot);
    let machine = Machine::start(96);
    machine.trust(&dovecot.authority());
    let folder = unpack_usual(&machine);
    let program = folder.join("kontorpost.exe");
    let add = ["benutzer", "add", "1", "--name", "Susi Weiß"];
    machine.run(&program, &add).done();
    // Wine cannot bear to ask the same server about revocations twice at once; asked once, it knows.
    let file = machine.drive().join("konto.toml");
    std::fs::write(&file, dovecot.rollout("anna", "imap", "tls", "leave")).expect("file");
    let test = [
        "account",
        "test",
        "--file",
        "C:\\konto.toml",
        "--password-stdin",
    ];
    machine
        .run_with(&program, &test, PASSWORD.as_bytes())
        .done();
    let mut window = machine.open(folder.join("kontorpostw.exe"), &[]);
    machine.window(MAIN);
    machine.sees(MAIN, "Willkommen bei Kontorpost");
    machine.picture("leer");
    machine.opens("Return", NOTICE);
    machine.keys(&["alt+i"]);
    machine.picture("konto_neu");
    machine.opens("Return", ACCOUNT);
    machine.sees(ACCOUNT, "Angezeigter Name");
    fill(&machine, dovecot.imaps, postfix.submissions);
    machine.picture("konto");
    machine.opens("alt+t", TEST);
    machine.sees(TEST, "Alle Prüfungen bestanden");
    machine.picture("kontotest");
    machine.keys(&["Escape"]);
    machine.wait_without(TEST);
    machine.window(ACCOUNT);
    machine.keys(&["alt+o"]);
    machine.wait_without(ACCOUNT);
    let account = machine.run(&program, &["--json", "account", "list"]).done();
    assert_eq!(account.objects()[0]["name"], "Kanzlei Größl & Söhne, René");
    comes("the first fetch", || mails(&machine, &program) == 2);
    // New mail while the window is open: F5 fetches it; it is read, and its file saved.
    dovecot.deliver("anna", &[letter()]);
    machine.window(MAIN);
    machine.keys(&["F5"]);
    machine.click_word(MAIN, "Schriftsatz");
    machine.sees(MAIN, "anbei der Schriftsatz");
    machine.picture("gelesen");
    machine.click_word(MAIN, "Klageentwurf");
    machine.click_word(MAIN, "Speichern");
    save(&machine, &folder);
    leave(&machine, &mut window);
    machine.run(&program, &["check"]).done();
    // The keychain has the password, and nothing else has.
    let registry = machine.user_registry();
    assert!(registry.contains("Credential Manager"), "a stored secret");
    assert!(registry.contains("Kontorpost "), "ours");
    assert!(!registry.contains(PASSWORD));
    no_file_holds(&machine, PASSWORD);
    // It is found again by a program that starts anew.
    let once = machine.run(&program, &["--json", "receive", "--once"]);
    once.done();
}

/// The system's file window: a name typed by hand.
fn save(machine: &Machine, folder: &Path) {
    let title = "Speichern.*";
    machine.window(title);
    machine.picture("dateifenster");
    let target = folder.join("Größe.txt");
    machine.keys(&["ctrl+a"]);
    machine.type_text("C:\\Programm\\Größe.txt");
    machine.keys(&["Return"]);
    machine.wait_without(title);
    comes("saved", || target.exists());
    let saved = std::fs::read_to_string(target).expect("text");
    assert!(saved.contains("Es wird beantragt"), "{saved}");
}

/// The practice office at this many dots per inch.
fn practice(dots: u32, name: &str) {
    let machine = Machine::start(dots);
    let folder = unpack(&machine, "Übung");
    let mut window = machine.open(folder.join("kontorpostw.exe"), &["demo"]);
    let main = ".*Kontorpost.*";
    machine.window(main);
    machine.sees(main, "Posteingang");
    machine.sees(main, "25 Nachrichten");
    machine.click_word(main, "Altbestand");
    machine.click_word(main, "Öffnungszeiten");
    machine.sees(main, "zwischen den Jahren ist geschlossen");
    machine.picture(&format!("uebung_{name}"));
    machine.opens("alt+k", "E-Mail Konten");
    machine.sees("E-Mail Konten", "Kanzlei Muster");
    machine.picture(&format!("uebung_konten_{name}"));
    machine.keys(&["Escape"]);
    machine.wait_without("E-Mail Konten");
    machine.window(main);
    machine.keys(&["alt+F4"]);
    assert!(window.wait().expect("end").success());
    // Nothing of it remains.
    let left = crate::files(&machine.profile("AppData/Local/Temp"));
    let left: Vec<_> = left
        .iter()
        .filter(|it| it.to_string_lossy().contains("kontorpost-uebung"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
#[ignore = "needs the Windows packages: tests/windows.sh"]
fn the_practice_office_at_100_percent() {
    practice(96, "100");
}

#[test]
#[ignore = "needs the Windows packages: tests/windows.sh"]
fn the_practice_office_at_150_percent() {
    practice(144, "150");
}

#[test]
#[ignore = "needs the Windows packages: tests/windows.sh"]
fn certificates_are_judged_by_what_windows_trusts() {
    let dovecot = dovecot();
    let machine = Machine::start(96);
    let folder = unpack_usual(&machine);
    let program = folder.join("kontorpost.exe");
    let add = ["benutzer", "add", "1", "--name", "Susi Weiß"];
    machine.run(&program, &add).done();
    let rollout = dovecot.rollout("anna", "imap", "tls", "leave");
    let file = machine.drive().join("konto.toml");
    std::fs::write(&file, &rollout).expect("file");
    let test = |host: &str| {
        let other = rollout.replace("host = \"localhost\"", &format!("host = \"{host}\""));
        std::fs::write(&file, other).expect("file");
        let arguments = [
            "--json",
            "account",
            "test",
            "--file",
            "C:\\konto.toml",
            "--password-stdin",
        ];
        machine.run_with(&program, &arguments, PASSWORD.as_bytes())
    };
    let class = |host: &str| {
        let answer = test(host);
        assert_eq!(answer.code, 1, "{}{}", answer.stdout, answer.stderr);
        let rows = answer.objects();
        let row = rows.iter().find(|it| it["status"] == "failed");
        row.expect("a failed row")["class"]
            .as_str()
            .expect("class")
            .to_owned()
    };
    // Nobody here knows the office's own authority yet; then an administrator makes it known.
    assert_eq!(class("localhost"), "cert_untrusted");
    machine.trust(&dovecot.authority());
    test("localhost").done();
    assert_eq!(class("127.0.0.4"), "cert_untrusted");
    assert_eq!(class("127.0.0.2"), "cert_expired");
    assert_eq!(class("127.0.0.3"), "cert_name");
}
