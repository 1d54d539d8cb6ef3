//! What the program is called with: `mailto:` links and files of messages, as a clerk meets them.

#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use iced_test::core::keyboard::{Key, Modifiers};
use kontorpost::domain::call::{Call, read_all};
use kontorpost::domain::desk::Listing;
use kontorpost::domain::draft::StoredDraft;
use kontorpost::domain::stammdaten::{Benutzer, BenutzerNumber};
use kontorpost::gui::app::{CallEvent, Message};
use kontorpost::gui::dialog::Dialog;
use kontorpost::gui::theme::Mode;
use kontorpost::service::demo::store::INBOX;
use kontorpost::service::receiver::ReceiveOptions;
use kontorpost::service::{Office, Page, login_name};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::watch;
use window::Desk;

fn desk() -> (Desk, Office) {
    let desk = Desk::practice();
    let office = desk.practice_office().office.clone();
    office
        .add_benutzer(&Benutzer {
            number: BenutzerNumber::new(1).expect("number"),
            name: "Weiß, Susanne".to_owned(),
            address: "susanne.weiss@kanzlei-muster.example".to_owned(),
            current: true,
            login: login_name(),
            verwalter: true,
            einlesen: false,
            external: false,
        })
        .expect("benutzer");
    let first = desk.practice_office().accounts[0];
    let mut account = office.account(first).expect("account").account;
    account.usage.kanzlei = true;
    office.edit_account(first, &account).expect("edited");
    office
        .set_signature(first, "Kanzlei Muster\nRechtsanwältin Susanne Weiß")
        .expect("signature");
    (desk, office)
}

/// As the system calls the program while it runs.
fn call(desk: &mut Desk, argument: &str) {
    let calls = read_all(&[argument.into()], Path::new("/")).expect("a call");
    desk.tell(Message::Called(CallEvent::Open(calls)));
    desk.settle();
}

fn is_closed(desk: &Desk) -> bool {
    desk.app.hosting.hosts().is_empty()
}

const LINK: &str = "mailto:mandant@firma.example,Kein%20Name?cc=%22Meier%2C%20Eva%22%20%3Ceva@firma.example%3E\
    &bcc=still@fremd.example&subject=R%C3%BCckfrage%20zur%20Frist\
    &body=Guten%20Tag%2C%0D%0A%0D%0Awann%20l%C3%A4uft%20die%20Frist%20ab%3F&attach=/etc/passwd";

#[test]
fn a_link_fills_in_an_e_brief_and_sends_nothing() {
    let (mut desk, office) = desk();
    call(&mut desk, LINK);
    desk.wait_for("Absender:");
    desk.wait_for("Anlage hinzufügen");
    desk.settle();
    for words in [
        "mandant@firma.example",
        "\"Meier, Eva\" <eva@firma.example>",
        // Nobody is written to without being seen.
        "Blindkopie",
        "still@fremd.example",
        "Rückfrage zur Frist",
    ] {
        desk.wait_for(words);
    }
    assert!(!desk.sees("passwd"));
    desk.picture("anruf_mailto", Mode::Light, 1.0);
    // The same link pressed once more is the same E-Brief.
    call(&mut desk, LINK);
    assert_eq!(desk.app.hosting.hosts().len(), 1);
    // Left untouched, nothing stays behind.
    desk.press(Named::Escape);
    desk.wait_until("closed", |it| is_closed(it));
    assert_eq!(office.drafts(false).expect("drafts").len(), 0);
    // What is no address stops it, with words.
    call(&mut desk, LINK);
    desk.wait_for("Anlage hinzufügen");
    desk.settle();
    desk.press_with(Modifiers::COMMAND, Key::Named(Named::Enter));
    desk.wait_for("„Kein Name“ ist keine E-Mail-Adresse.");
    desk.picture("anruf_mailto_senden", Mode::Light, 1.0);
    assert_eq!(office.unsent_letters().expect("letters"), 0);
    while !is_closed(&desk) {
        desk.press(Named::Escape);
    }
}

/// The drafts of the E-Briefe that are open.
fn drafts(desk: &Desk, office: &Office) -> Vec<StoredDraft> {
    let hosts = desk.app.hosting.hosts().iter();
    let ids = hosts.filter_map(|it| match &it.dialog {
        Dialog::EBrief(e_brief) => e_brief.draft_id(),
        _ => None,
    });
    ids.map(|it| office.draft(it).expect("draft")).collect()
}

#[test]
fn the_text_of_a_link_stands_above_the_signature() {
    let (mut desk, office) = desk();
    call(
        &mut desk,
        "mailto:a@b.example?body=Zeile%20eins%0AZeile%20zwei",
    );
    desk.wait_for("Zeile zwei");
    assert_eq!(
        drafts(&desk, &office)[0].written.text,
        "Zeile eins\nZeile zwei\n\nKanzlei Muster\nRechtsanwältin Susanne Weiß\n"
    );
}

fn receive(desk: &Desk, office: &Office, mail: &[u8]) {
    let store = desk.practice_office().servers.store.clone();
    store.append("post@kanzlei-muster.example", INBOX, mail, 1_790_000_000);
    let (_sender, stop) = watch::channel(false);
    let options = ReceiveOptions {
        once: true,
        send: false,
        account: None,
    };
    let received = desk.block_on(office.receive(options, Arc::new(|_| {}), stop));
    assert_eq!(received.expect("received").failed, 0);
}

#[test]
fn a_link_that_answers_a_message_of_the_office_belongs_to_it() {
    let (mut desk, office) = desk();
    let mail = b"From: a@x.example\r\nTo: post@kanzlei-muster.example\r\nSubject: Frage\r\n\
        Message-ID: <frage-1@x.example>\r\n\r\nFrage\r\n";
    receive(&desk, &office, mail);
    call(
        &mut desk,
        "mailto:a@x.example?In-Reply-To=%3Cfrage-1@x.example%3E&subject=%3D%3Futf-8%3FQ%3Fcaf%3DC3%3DA9%3F%3D",
    );
    desk.wait_for("café");
    call(
        &mut desk,
        "mailto:b@x.example?In-Reply-To=%3Cfremd@x.example%3E",
    );
    desk.wait_for("b@x.example");
    let drafts = drafts(&desk, &office);
    let mut originals: Vec<usize> = drafts.iter().map(|it| it.originals.len()).collect();
    originals.sort_unstable();
    assert_eq!(originals, [0, 1]);
}

const MAIL: &str = "From: \"M\u{fc}ller, Anna\" <anna@mandant.example>\r\n\
    To: Kanzlei <post@kanzlei-muster.example>\r\nSubject: Vollmacht zur Unterschrift\r\n\
    Date: Mon, 2 Mar 2026 10:00:00 +0100\r\nMessage-ID: <vollmacht@mandant.example>\r\n\
    Disposition-Notification-To: anna@mandant.example\r\n\
    MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\
    Content-Type: text/plain; charset=utf-8\r\n\r\nGuten Tag,\r\n\r\nanbei die Vollmacht.\r\n\
    --x\r\nContent-Type: text/plain; name=\"Vollmacht.txt\"\r\n\
    Content-Disposition: attachment; filename=\"Vollmacht.txt\"\r\n\r\nHiermit\r\n--x--\r\n";

fn file(directory: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = directory.join(name);
    std::fs::write(&path, bytes).expect("file");
    path
}

fn open(desk: &mut Desk, path: &Path) {
    let calls = vec![Call::Open(path.as_os_str().to_owned())];
    desk.tell(Message::Called(CallEvent::Open(calls)));
    desk.settle();
}

fn listed(office: &Office) -> Vec<String> {
    let page = Page {
        limit: 10_000,
        offset: 0,
    };
    let rows = office.mails(None, page).expect("mails");
    rows.into_iter().map(|it| it.subject).collect()
}

#[test]
fn the_file_of_a_message_is_read_and_taken_into_the_office_once() {
    let (mut desk, office) = desk();
    let directory = tempfile::tempdir().expect("directory");
    // As mail programs for Unix save it, with line feeds alone.
    let saved = MAIL.replace("\r\n", "\n");
    let path = file(directory.path(), "Größe & Frist.eml", saved.as_bytes());
    open(&mut desk, &path);
    desk.wait_for("liegt nicht im Büro");
    desk.wait_for("Vollmacht zur Unterschrift");
    desk.wait_for("Vollmacht.txt");
    // Nobody waits for a receipt of it, and it is in no Akte.
    assert!(!desk.sees("Lesebestätigung"));
    assert!(!desk.sees("In die Akte"));
    desk.picture("anruf_eml", Mode::Light, 1.0);
    desk.picture("anruf_eml_dunkel", Mode::Dark, 1.0);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    // What is read does not depend on the file any more.
    std::fs::remove_file(&path).expect("removed");
    let before = listed(&office).len();
    desk.alt('p');
    desk.wait_for("Die Nachricht ist übernommen");
    desk.picture("anruf_eml_uebernommen", Mode::Light, 1.0);
    assert_eq!(listed(&office).len(), before + 1);
    let newest = |office: &Office| {
        let page = Page {
            limit: 10_000,
            offset: 0,
        };
        let mails = office.mails(None, page).expect("mails");
        mails.into_iter().max_by_key(|it| it.id).expect("a mail")
    };
    let stored = newest(&office);
    // It lies there as the same message from a server would.
    assert_eq!(
        stored.hash,
        kontorpost::domain::hash::Sha256Hash::of(MAIL.as_bytes())
    );
    let page = Page {
        limit: 100,
        offset: 0,
    };
    let tray = office.desk(Listing::Posteingang(None), page).expect("desk");
    assert!(tray.iter().any(|it| it.mail == stored.id));
    desk.alt('z');
    desk.wait_until("both", |it| it.app.hosting.hosts().len() == 2);
    desk.wait_for("Lesebestätigung");
    desk.press(Named::Escape);
    desk.press(Named::Escape);
    desk.wait_until("closed", |it| is_closed(it));
    // The same once more is known, whatever the file is called.
    let again = file(directory.path(), "kopie.eml", MAIL.as_bytes());
    open(&mut desk, &again);
    desk.wait_for("liegt schon im Büro");
    desk.picture("anruf_eml_bekannt", Mode::Light, 1.0);
    assert!(!desk.sees("übernehmen"));
    desk.alt('p');
    assert_eq!(listed(&office).len(), before + 1);
    let report = office.check(|_, _| {}).expect("check");
    assert!(report.is_clean(), "{report:?}");
}

#[test]
fn what_is_no_message_is_told_in_words() {
    let (mut desk, _office) = desk();
    let directory = tempfile::tempdir().expect("directory");
    let page = file(
        directory.path(),
        "seite.eml",
        b"<html><body>Hallo</body></html>",
    );
    let empty = file(directory.path(), "leer.eml", b"");
    let missing = directory.path().join("weg.eml");
    let huge = directory.path().join("riesig.eml");
    let made = std::fs::File::create(&huge).expect("file");
    made.set_len(200 << 20).expect("large");
    for (path, words) in [
        (&page, "enthält keine E-Mail"),
        (&empty, "enthält keine E-Mail"),
        (&missing, "ist nicht da"),
        (&huge, "größer als 100 MB"),
        (
            &directory.path().to_owned(),
            "ist keine Datei mit einer Nachricht",
        ),
    ] {
        open(&mut desk, path);
        desk.wait_for(words);
        if path == &missing {
            desk.picture("anruf_eml_fehlt", Mode::Light, 1.0);
        }
        desk.press(Named::Escape);
        desk.wait_until("closed", |it| is_closed(it));
    }
}

#[test]
fn a_message_inside_an_opened_file_is_read_as_well() {
    let (mut desk, _office) = desk();
    let directory = tempfile::tempdir().expect("directory");
    let outer = "From: a@x.example\r\nSubject: Weiterleitung\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: text/plain\r\n\r\nSiehe unten.\r\n\
        --o\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename=\"innen.eml\"\r\n\r\n\
        From: b@x.example\r\nSubject: Das Innere\r\n\r\nInnerer Text\r\n--o--\r\n";
    let path = file(directory.path(), "aussen.eml", outer.as_bytes());
    open(&mut desk, &path);
    desk.wait_for("Siehe unten.");
    desk.click("Öffnen");
    desk.wait_for("Innerer Text");
}

#[test]
fn another_window_that_does_not_answer_is_told() {
    let (mut desk, _office) = desk();
    desk.tell(Message::Called(CallEvent::SilentTwin));
    desk.wait_for("antwortet aber nicht");
    desk.picture("anruf_stumm", Mode::Light, 1.0);
    desk.press(Named::Escape);
    desk.wait_until("closed", |it| is_closed(it));
}

/// A message as Outlook saves it: a compound file with one property a stream.
fn outlook(properties: &[(&str, &str)]) -> Vec<u8> {
    const NONE: u32 = 0xffff_ffff;
    const END: u32 = 0xffff_fffe;
    let mut streams = vec![("__properties_version1.0".to_owned(), vec![0; 32])];
    for (name, words) in properties {
        let words = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        streams.push((format!("__substg1.0_{name}001F"), words));
    }
    let folders = (streams.len() + 1).div_ceil(4);
    let mut header = vec![0; 512];
    header[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    let put = |bytes: &mut [u8], at: usize, number: u32| {
        bytes[at..at + 4].copy_from_slice(&number.to_le_bytes());
    };
    header[30] = 9;
    header[32] = 6;
    put(&mut header, 48, 1);
    for at in [60, 68] {
        put(&mut header, at, END);
    }
    header[76..].fill(0xff);
    put(&mut header, 76, 0);
    // Tables first: sector 0 tells what follows each sector, the directory begins in sector 1.
    let mut next = vec![NONE; 128];
    next[0] = 0xffff_fffd;
    for (at, it) in next.iter_mut().enumerate().take(folders + 1).skip(1) {
        *it = match at == folders {
            true => END,
            false => u32::try_from(at + 1).expect("small"),
        };
    }
    let entry = |name: &str, kind: u8, links: [u32; 3], (start, size): (u32, u32)| {
        let mut bytes = vec![0; 128];
        let words: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes[..words.len()].copy_from_slice(&words);
        bytes[64] = u8::try_from(words.len() + 2).expect("short");
        bytes[66] = kind;
        for (at, number) in [68, 72, 76, 116, 120]
            .into_iter()
            .zip(links.into_iter().chain([start, size]))
        {
            put(&mut bytes, at, number);
        }
        bytes
    };
    let mut directory = entry("Root Entry", 5, [NONE, NONE, 1], (END, 0));
    let mut data = Vec::new();
    for (at, (name, bytes)) in streams.iter().enumerate() {
        assert!(bytes.len() <= 512, "one sector each");
        let sector = u32::try_from(folders + 1 + at).expect("small");
        next[folders + 1 + at] = END;
        let right = match at + 1 == streams.len() {
            true => NONE,
            false => u32::try_from(at + 2).expect("small"),
        };
        let size = u32::try_from(bytes.len()).expect("small");
        directory.extend(entry(name, 2, [NONE, right, NONE], (sector, size)));
        data.extend_from_slice(bytes);
        data.resize(512 * (at + 1), 0);
    }
    directory.resize(512 * folders, 0);
    let next: Vec<u8> = next.into_iter().flat_map(u32::to_le_bytes).collect();
    [header, next, directory, data].concat()
}

#[test]
fn a_message_of_outlook_is_read_but_not_taken() {
    let (mut desk, office) = desk();
    let directory = tempfile::tempdir().expect("directory");
    let bytes = outlook(&[
        ("0037", "Klageerwiderung"),
        (
            "1000",
            "Sehr geehrte Damen und Herren,\r\nanbei der Entwurf.",
        ),
        ("0C1A", "Weiß, Gerd"),
        ("5D01", "gerd@gegner.example"),
    ]);
    let path = file(directory.path(), "Entwurf.msg", &bytes);
    open(&mut desk, &path);
    desk.wait_for("hat Outlook als Datei gespeichert");
    desk.wait_for("anbei der Entwurf.");
    desk.wait_for("gerd@gegner.example");
    desk.picture("anruf_msg", Mode::Light, 1.0);
    let before = listed(&office).len();
    desk.alt('p');
    assert_eq!(listed(&office).len(), before);
}

#[test]
fn a_link_to_an_address_in_a_message_is_written_to_with_an_e_brief() {
    let (mut desk, office) = desk();
    let directory = tempfile::tempdir().expect("directory");
    let mail = "From: a@x.example\r\nSubject: Anmeldung\r\nMIME-Version: 1.0\r\n\
        Content-Type: text/html; charset=utf-8\r\n\r\n\
        <p><a href=\"mailto:seminar@x.example?subject=Anmeldung%20M%C3%A4rz\">Anmelden</a></p>\r\n";
    let path = file(directory.path(), "seminar.eml", mail.as_bytes());
    open(&mut desk, &path);
    desk.wait_for("Anmelden");
    // The link stands at the beginning of the text.
    let text = desk.place_of("Anmelden");
    desk.click_at(iced_test::core::Point::new(text.x + 20.0, text.center_y()));
    desk.wait_for("schreibt eine Nachricht an");
    desk.picture("anruf_link_im_text", Mode::Light, 1.0);
    desk.click("E-Brief schreiben");
    desk.wait_for("Anmeldung März");
    assert_eq!(drafts(&desk, &office)[0].written.to, "seminar@x.example");
}

#[test]
fn a_main_window_that_is_gone_is_opened_again() {
    let (mut desk, _office) = desk();
    let before = desk.app.hosting.main.take();
    // A later start, such as from the task bar.
    let raised = desk.app.raise();
    assert!(desk.app.hosting.main.is_some());
    assert_ne!(desk.app.hosting.main, before);
    drop(raised);
}
