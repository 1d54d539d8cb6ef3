//! Reading a message, as a clerk does it.

#[path = "support/letters.rs"]
mod letters;
#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use kontorpost::domain::reading::PartPath;
use kontorpost::gui::dialog::mail::MailWindow;
use kontorpost::gui::dialog::source::SourceWindow;
use kontorpost::gui::theme::Mode;
use kontorpost::service::Page;
use kontorpost::service::demo::store::INBOX;
use kontorpost::service::receiver::ReceiveOptions;
use letters::{NEWSLETTER, OUTLOOK, PHISHING, attachment, html, multipart, plain};
use std::sync::Arc;
use tokio::sync::watch;
use window::Desk;

/// A desk whose office has received this mail; the numbers of the messages, in the same order.
fn desk_with(mails: &[Vec<u8>]) -> (Desk, Vec<i64>) {
    let desk = Desk::practice();
    let practice = desk.practice_office();
    let store = practice.servers.store.clone();
    for mail in mails {
        store.append("post@kanzlei-muster.example", INBOX, mail, 1_790_000_000);
    }
    let office = practice.office.clone();
    let (_sender, stop) = watch::channel(false);
    let options = ReceiveOptions {
        once: true,
        send: false,
        account: None,
    };
    let received = desk.block_on(office.receive(options, Arc::new(|_| {}), stop));
    assert_eq!(received.expect("received").failed, 0);
    let page = Page {
        limit: 1000,
        offset: 0,
    };
    let rows = office.mails(None, page).expect("mails");
    let number = |mail: &Vec<u8>| {
        let hash = kontorpost::domain::hash::Sha256Hash::of(mail);
        rows.iter().find(|it| it.hash == hash).expect("stored").id
    };
    let numbers = mails.iter().map(number).collect();
    (desk, numbers)
}

fn open(desk: &mut Desk, mail: i64, words: &str) {
    desk.open_dialog(MailWindow::new(mail));
    desk.wait_for(words);
}

const BOSS: &str = "Verlag =?utf-8?q?f=C3=BCr?= Recht <news@verlag.example>";

#[test]
fn a_newsletter_is_read_as_it_was_meant_and_nothing_is_fetched() {
    let (mut desk, mails) = desk_with(&[html(BOSS, "Neues im Mietrecht", NEWSLETTER)]);
    open(&mut desk, mails[0], "Sehr geehrte Damen und Herren");
    for words in [
        "Neues im Mietrecht",
        "[Bild: Verlag für Recht]",
        "BGH\tVIII ZR 12/26\t12.500,00 €",
        "Zum Urteil [verlag.example]",
        "Die Nachricht enthielt verborgenen Text",
        "2 Bilder liegen auf fremden Servern",
        "(beim Absender 09:12 Uhr",
    ] {
        assert!(desk.sees(words), "{words}: {:#?}", desk.texts());
    }
    assert!(!desk.sees("Vorschautext"));
    for mode in Mode::ALL {
        desk.picture(&format!("reader_newsletter_{mode:?}"), mode, 1.0);
    }
    desk.resize(700.0, 520.0);
    desk.picture("reader_newsletter_small", Mode::Light, 1.5);
}

#[test]
fn an_answer_of_outlook_shows_its_table_and_its_own_picture() {
    let related = multipart(
        "Dr. Anna =?utf-8?q?Gr=C3=B6=C3=9Fl?= <groessl@kollegin.example>",
        "AW: Forderung",
        "multipart/related",
        &[
            attachment("text/html; charset=utf-8", "", OUTLOOK.as_bytes()),
            attachment(
                "image/png; name=image001.png",
                "Content-ID: <image001.png@01D0A0B0.C0D0E0F0>\r\nContent-Disposition: inline\r\n",
                &letters::picture(192, 96),
            ),
        ],
    );
    let (mut desk, mails) = desk_with(&[related]);
    open(&mut desk, mails[0], "Sehr geehrter Herr Kollege");
    assert!(desk.sees("Zinsen 5 % seit 1.1.2026\t190,82 €"));
    assert!(!desk.sees("[Bild"), "{:#?}", desk.texts());
    for mode in Mode::ALL {
        desk.picture(&format!("reader_outlook_{mode:?}"), mode, 1.0);
    }
}

#[test]
fn a_forged_letter_gives_itself_away() {
    let (mut desk, mails) = desk_with(&[html(
        "Sparkasse <info@evil.com>",
        "Konto gesperrt",
        PHISHING,
    )]);
    open(&mut desk, mails[0], "Ihr Konto wurde gesperrt");
    assert!(desk.sees("[führt zu sparkasse.de.login-pruefung.com]"));
    assert!(
        desk.sees("hier [xn--sprkasse-1za.com]. Rechnungfdp.exe"),
        "{:#?}",
        desk.texts()
    );
    assert!(desk.sees("Die Nachricht enthielt Zeichen"));
    assert!(!desk.sees("unsichtbar") && !desk.sees("legitim"));
    desk.picture("reader_phishing", Mode::Light, 1.0);
    // By the keyboard the link is reached; following it asks first.
    for _ in 0..30 {
        desk.press(Named::Tab);
        if desk.sees("https://sparkasse.de.login-pruefung.com/a") {
            break;
        }
    }
    desk.press(Named::Enter);
    desk.wait_for("Vorsicht: Der Text des Links");
    desk.picture("reader_link", Mode::Light, 1.0);
    desk.click("Abbruch");
    desk.wait_without("Vorsicht: Der Text des Links");
}

#[test]
fn plain_text_shows_who_quotes_whom_and_is_copied() {
    let text = "Guten Tag,\n\nsiehe https://www.gericht.example/termin und mail@x.example.\n\n\
                > Wann ist der Termin?\n>> Am 3. Mai.\n> Danke.\n\nViele Grüße\n-- \nKanzlei\n";
    let (mut desk, mails) = desk_with(&[plain("a@x.example", "Termin", text)]);
    open(&mut desk, mails[0], "Am 3. Mai.");
    desk.picture("reader_plain", Mode::Light, 1.0);
    desk.click("Guten Tag,");
    desk.control('a');
    desk.control('c');
    let copied = desk.copied().unwrap_or_default();
    assert!(
        copied.starts_with("Guten Tag,\n\nsiehe https://www.gericht.example/termin"),
        "{copied}"
    );
    desk.picture("reader_selected", Mode::Light, 1.0);
    // Two clicks on a busy machine may be too slow for one double click.
    for _ in 0..5 {
        desk.double_click("Danke.");
        desk.control('c');
        if desk.copied() == Some("Danke") {
            break;
        }
    }
    assert_eq!(desk.copied(), Some("Danke"));
}

#[test]
fn a_megabyte_of_text_does_not_keep_anybody_waiting() {
    let line = "Das ist eine Zeile von vielen, wie sie in langen Protokollen stehen.\n";
    let text = line.repeat(1_000_000 / line.len()) + "Ende";
    let (mut desk, mails) = desk_with(&[plain("a@x.example", "Protokoll", &text)]);
    open(&mut desk, mails[0], "Das ist eine Zeile");
    desk.click("Das ist eine Zeile");
    let begun = std::time::Instant::now();
    desk.press(Named::End);
    for _ in 0..20 {
        desk.press(Named::PageUp);
    }
    // Each press waits 30 ms and more for tasks, and this is no optimised program.
    assert!(begun.elapsed().as_secs() < 8, "{:?}", begun.elapsed());
    desk.press(Named::End);
    desk.wait_for("Ende");
    desk.picture("reader_long", Mode::Light, 1.0);
}

#[test]
fn files_are_told_by_what_they_are() {
    let mixed = multipart(
        "a@x.example",
        "Anlagen",
        "multipart/mixed",
        &[
            attachment("text/plain; charset=utf-8", "", "Anbei.".as_bytes()),
            attachment("application/pdf; name=\"Vertrag.pdf\"", "", b"%PDF-1.7 x"),
            attachment(
                "application/pdf; name=\"Rechnung.pdf.exe\"",
                "",
                b"MZ\x90\0",
            ),
            attachment("application/pdf; name=\"Mahnung.pdf\"", "", b"MZ\x90\0"),
            attachment(
                "application/zip; name=\"Akte.zip\"",
                "",
                b"PK\x03\x04....a.txt",
            ),
            attachment(
                "message/rfc822; name=\"Weiterleitung.eml\"",
                "",
                &plain("b@x.example", "Innen", "Ich liege innen."),
            ),
        ],
    );
    let (mut desk, mails) = desk_with(&[mixed]);
    open(&mut desk, mails[0], "Anbei.");
    for words in [
        "5 Anlagen",
        "doppelte Endung",
        "Name passt nicht zum Inhalt",
        "PDF, 10",
        "Archiv",
    ] {
        assert!(desk.sees(words), "{words}: {:#?}", desk.texts());
    }
    desk.picture("reader_files", Mode::Light, 1.0);
    desk.resize(760.0, 560.0);
    desk.picture("reader_files_small", Mode::Dark, 1.0);
}

#[test]
fn the_original_and_the_header_can_be_seen() {
    let (mut desk, mails) = desk_with(&[plain("a@x.example", "Quelle", "Text")]);
    desk.open_dialog(SourceWindow::whole(PartPath::mail(mails[0])));
    desk.wait_for("Message-ID: <");
    desk.picture("reader_source", Mode::Light, 1.0);
}

const ICS: &str = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Besprechung 8/20\r\n\
    DTSTART:20261201T090000Z\r\nDTEND:20261201T103000Z\r\nLOCATION:Saal 3\\, Amtsgericht\r\n\
    ORGANIZER;CN=Dr. Anna Größl:mailto:groessl@kollegin.example\r\n\
    ATTENDEE;CN=Kanzlei;PARTSTAT=NEEDS-ACTION:mailto:post@kanzlei-muster.example\r\n\
    ATTENDEE;CN=B. Meier;PARTSTAT=ACCEPTED:mailto:b@x.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

#[test]
fn invitations_receipts_and_signatures_are_told() {
    let mut raw = multipart(
        "Dr. Anna =?utf-8?q?Gr=C3=B6=C3=9Fl?= <groessl@kollegin.example>",
        "Einladung",
        "multipart/signed; protocol=\"application/pkcs7-signature\"",
        &[
            attachment(
                "text/plain; charset=utf-8",
                "",
                "Bitte kommen Sie.".as_bytes(),
            ),
            attachment(
                "text/calendar; charset=utf-8; method=REQUEST; name=termin.ics",
                "",
                ICS.as_bytes(),
            ),
            attachment("application/pkcs7-signature; name=smime.p7s", "", b"0\x80"),
        ],
    );
    let wish = b"Disposition-Notification-To: <groessl@kollegin.example>\r\n\
        Authentication-Results: mx.kanzlei-muster.example; dmarc=fail header.from=kollegin.example\r\n";
    raw.splice(0..0, wish.iter().copied());
    let (mut desk, mails) = desk_with(&[raw]);
    open(&mut desk, mails[0], "Bitte kommen Sie.");
    for words in [
        "Einladung: Besprechung 8/20",
        "Der Absender ist möglicherweise gefälscht",
        "Wo: Saal 3, Amtsgericht",
        "B. Meier <b@x.example> (zugesagt)",
    ] {
        assert!(desk.sees(words), "{words}: {:#?}", desk.texts());
    }
    for mode in Mode::ALL {
        desk.picture(&format!("reader_invitation_{mode:?}"), mode, 1.0);
    }
}

#[test]
fn a_wish_for_a_receipt_is_put_aside() {
    let mut raw = plain("a@x.example", "Quittung", "Bitte bestätigen.");
    let wish = b"Disposition-Notification-To: <a@x.example>\r\n";
    raw.splice(0..0, wish.iter().copied());
    let (mut desk, mails) = desk_with(&[raw]);
    open(
        &mut desk,
        mails[0],
        "bittet um eine Lesebestätigung an a@x.example",
    );
    desk.picture("reader_receipt", Mode::Light, 1.0);
    desk.click("Nicht senden");
    desk.wait_without("bittet um eine Lesebestätigung");
}

#[test]
fn a_bounce_says_who_did_not_get_it() {
    let raw = include_bytes!("data/mail/zustellbericht.eml").to_vec();
    let (mut desk, mails) = desk_with(&[raw]);
    open(&mut desk, mails[0], "Nicht zugestellt an: ");
    desk.picture("reader_bounce", Mode::Light, 1.0);
}

/// What the system was asked for: instead of its programs one of ours writes it down.
#[cfg(unix)]
#[test]
fn the_system_gets_what_it_is_given_and_nothing_else() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("folder");
    let log = folder.path().join("log");
    let program = folder.path().join("program");
    let script = format!(
        "#!/bin/sh\nstat -c '%a' \"$2\" >> {log} 2>/dev/null\necho \"$1 $2\" >> {log}\n",
        log = log.display()
    );
    std::fs::write(&program, script).expect("program");
    let mode = std::fs::Permissions::from_mode(0o700);
    std::fs::set_permissions(&program, mode).expect("program");
    kontorpost::service::handover::use_program(program);
    let mixed = multipart(
        "a@x.example",
        "Hinaus",
        "multipart/mixed",
        &[
            attachment(
                "text/html; charset=utf-8",
                "",
                b"<a href='https://x.example/y'>Ziel</a>",
            ),
            attachment(
                "application/pdf; name=\"Vertrag.pdf\"",
                "",
                b"%PDF-1.7 eins",
            ),
            attachment(
                "application/zip; name=\"Akte.zip\"",
                "",
                b"PK\x03\x04....a.txt",
            ),
        ],
    );
    let (mut desk, mails) = desk_with(&[mixed]);
    open(&mut desk, mails[0], "Ziel [x.example]");
    let said = |words: &str| std::fs::read_to_string(&log).is_ok_and(|it| it.contains(words));
    desk.click("Drucken");
    desk.wait_for("An den Drucker gegeben");
    assert!(said("print /") && said("600\n"));
    desk.click("Öffnen");
    desk.wait_until("the file", |_| said("open /") && said("Vertrag.pdf"));
    let link = desk.place_of("Ziel [x.example]");
    desk.click_at(iced::Point::new(link.x + 8.0, link.center().y));
    desk.wait_for("Dieser Link öffnet im Browser:");
    assert!(!said("https://"));
    // The question has an "Öffnen" of its own, the last one.
    let all = desk.place_of("Abbruch");
    desk.click_at(iced::Point::new(all.x - 60.0, all.center().y));
    desk.wait_until("the link", |_| said("open https://x.example/y"));
    // What can hold programs is opened after a question.
    let zip = desk.place_of("Akte.zip").center().y;
    let x = desk.place_of("Öffnen").center().x;
    desk.click_at(iced::Point::new(x, zip));
    desk.wait_for("kann Programme enthalten");
    assert!(!said("Akte.zip"));
    desk.click("Trotzdem öffnen");
    desk.wait_until("the archive", |_| said("Akte.zip"));
    kontorpost::service::handover::clean_up();
    let log = std::fs::read_to_string(&log).expect("log");
    let opened = log.lines().filter_map(|it| it.strip_prefix("open /"));
    assert!(
        opened
            .map(|it| format!("/{it}"))
            .all(|it| !std::path::Path::new(&it).exists())
    );
}

#[test]
fn beside_the_list_there_is_room_for_the_text() {
    let related = multipart(
        "Verlag <a@x.example>",
        "Unter der Liste",
        "multipart/mixed",
        &[
            attachment("text/html; charset=utf-8", "", NEWSLETTER.as_bytes()),
            attachment(
                "application/pdf; name=\"Vertrag.pdf\"",
                "",
                b"%PDF-1.7 eins",
            ),
        ],
    );
    let (mut desk, _) = desk_with(&[related]);
    desk.click("Alle Konten");
    desk.wait_for("Unter der Liste");
    desk.click("Unter der Liste");
    desk.wait_for("An: ");
    desk.picture("reader_beside", Mode::Light, 1.0);
    desk.resize(1000.0, 640.0);
    desk.picture("reader_beside_small", Mode::Light, 1.0);
}

#[test]
fn a_broken_winmail_stays_a_file() {
    let raw = include_bytes!("data/mail/outlook-winmail.eml").to_vec();
    let (mut desk, mails) = desk_with(&[raw]);
    open(&mut desk, mails[0], "winmail.dat");
    // There is nothing in it.
    assert!(!desk.sees("ausgepackt"), "{:#?}", desk.texts());
    desk.picture("reader_winmail", Mode::Light, 1.0);
}

#[test]
fn mail_in_mail_opens_in_its_own_window() {
    let mut middle = plain("b@x.example", "Innen", "Ich liege innen.");
    for _ in 0..2 {
        middle = multipart(
            "c@x.example",
            "Mitte",
            "multipart/mixed",
            &[
                attachment("text/plain; charset=utf-8", "", b"Anbei die Mail."),
                attachment("message/rfc822; name=weiter.eml", "", &middle),
            ],
        );
    }
    let (mut desk, mails) = desk_with(&[middle]);
    open(&mut desk, mails[0], "Anbei die Mail.");
    desk.click("Öffnen");
    desk.wait_until("the second window", |desk| {
        desk.texts()
            .iter()
            .filter(|it| it.contains("Mitte"))
            .count()
            >= 2
    });
    desk.picture("reader_nested", Mode::Light, 1.0);
}

#[test]
fn files_are_saved_and_dangerous_ones_never_opened() {
    let mixed = multipart(
        "a@x.example",
        "Anlagen",
        "multipart/mixed",
        &[
            attachment("text/plain; charset=utf-8", "", b"Anbei."),
            attachment(
                "application/pdf; name=\"Rechnung.pdf\"",
                "",
                b"%PDF-1.7 eins",
            ),
            attachment(
                "application/pdf; name=\"Rechnung.pdf\"",
                "",
                b"%PDF-1.7 zwei",
            ),
            attachment(
                "application/octet-stream; name=\"Mahnung.scr\"",
                "",
                b"MZ\x90\0",
            ),
        ],
    );
    let (mut desk, mails) = desk_with(&[mixed]);
    let office = desk.practice_office().office.clone();
    let folder = tempfile::tempdir().expect("folder");
    let path = PartPath::mail(mails[0]);
    let saved = office
        .save_all_attached(&path, folder.path())
        .expect("saved");
    let names: Vec<_> = saved
        .iter()
        .map(|it| it.file_name().expect("name").to_owned())
        .collect();
    assert_eq!(names, ["Rechnung.pdf", "Rechnung (2).pdf", "Mahnung.scr"]);
    assert_eq!(std::fs::read(&saved[1]).expect("file"), b"%PDF-1.7 zwei");
    assert!(office.open_attached(&path.part(2)).is_err());
    let pdf = folder.path().join("Nachricht.pdf");
    office
        .save_pdf(&path, &pdf, kontorpost::i18n::Language::German)
        .expect("a PDF");
    assert!(std::fs::read(&pdf).expect("file").starts_with(b"%PDF-"));
    open(&mut desk, mails[0], "Anbei.");
    let at = desk.place_of("Mahnung.scr");
    let row = at.center().y;
    let open = desk.place_of("Öffnen").center().x;
    desk.click_at(iced::Point::new(open, row));
    desk.wait_for("Von hier wird es nicht geöffnet");
    desk.picture("reader_dangerous", Mode::Light, 1.0);
}
