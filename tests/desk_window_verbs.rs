//! Verbs of the main window one by one: the Quarantäne, letters from a list, the Zentraler Postkorb,
//! the Tagesansicht, what is shown and where, and the search.

#[path = "support/kanzlei.rs"]
mod kanzlei;
#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use iced_test::core::keyboard::{Key, Modifiers};
use kanzlei::{Kanzlei, mail, mail_to, number};
use kontorpost::domain::desk::{DeskFault, Listing, Status};
use kontorpost::domain::mail::MailAddress;
use kontorpost::domain::outbox::OutboxList;
use kontorpost::gui::app::Message as AppMessage;
use kontorpost::gui::files::Named as FileNamed;
use kontorpost::gui::screen::desk::Message;
use kontorpost::gui::screen::quarantaene;
use kontorpost::gui::theme::Mode;
use kontorpost::i18n::Language;
use kontorpost::service::Error;
use window::Desk;

fn open(kanzlei: &Kanzlei) -> Desk {
    Desk::open(kanzlei.office.clone(), Language::German)
}

fn drag(desk: &mut Desk, from: &str, to: &str) {
    let (from, to) = (desk.place_of(from).center(), desk.place_of(to).center());
    desk.drag(from, to);
}

/// Lets the database refuse, or take, messages whose subject begins with "Verweigert".
fn refuse(kanzlei: &Kanzlei, refuses: bool) {
    let file = kanzlei.directory.path().join("office/kontorpost.db");
    let database = rusqlite::Connection::open(file).expect("database");
    let sql = match refuses {
        true => {
            "CREATE TRIGGER verweigert BEFORE INSERT ON content \
             WHEN new.subject LIKE 'Verweigert%' BEGIN SELECT raise(ABORT, 'nein'); END"
        }
        false => "DROP TRIGGER verweigert",
    };
    database.execute_batch(sql).expect("trigger");
}

#[test]
fn the_quarantaene_saves_fetches_again_and_discards() {
    let mut kanzlei = Kanzlei::busy();
    let raw = [
        mail("x@y.example", "Verweigert eins"),
        mail("x@y.example", "Verweigert zwei"),
    ];
    for it in &raw {
        kanzlei.deliver("post@kanzlei.example", it);
    }
    refuse(&kanzlei, true);
    kanzlei.receive();
    let kept = kanzlei.office.quarantine().expect("quarantine");
    assert_eq!(kept.len(), 2);
    let mut desk = open(&kanzlei);
    desk.click("Quarantäne");
    desk.wait_for("Ließ sich nicht speichern");
    desk.click("Ließ sich nicht speichern");
    desk.wait_for("In Quarantäne seit");
    desk.picture("verbs_quarantaene", Mode::Light, 1.0);
    // Saved as it is: the first of the two in the list.
    let file = kanzlei.directory.path().join("roh.eml");
    desk.alt('p');
    desk.settle();
    while !desk.app.hosting.hosts().is_empty() {
        desk.press(Named::Escape);
    }
    let named = quarantaene::Message::Named(FileNamed::File(file.clone()));
    desk.tell(AppMessage::Main(Message::Quarantaene(named)));
    desk.wait_for("Gespeichert: ");
    let saved = std::fs::read(&file).expect("saved");
    assert!(raw.contains(&saved));
    // Discarded after a question; the first time it is left.
    desk.alt('w');
    desk.wait_for("Verwerfen");
    desk.picture("verbs_quarantaene_discard", Mode::Light, 1.0);
    desk.press(Named::Escape);
    desk.settle();
    assert_eq!(kanzlei.office.quarantine().expect("quarantine").len(), 2);
    desk.alt('w');
    desk.settle();
    desk.alt('v');
    desk.wait_until("one is left", |_| {
        kanzlei.office.quarantine().expect("quarantine").len() == 1
    });
    // The other one is fetched again once the reason is gone.
    refuse(&kanzlei, false);
    desk.settle();
    desk.click("Ließ sich nicht speichern");
    desk.settle();
    desk.alt('e');
    desk.settle();
    kanzlei.receive();
    desk.tell(AppMessage::Main(Message::Changed));
    desk.wait_for("Nichts in Quarantäne");
    let subjects = kanzlei.subjects(Listing::Posteingang(None));
    let stored = subjects.iter().filter(|it| it.starts_with("Verweigert"));
    assert_eq!(stored.count(), 1);
}

#[test]
fn a_question_that_was_left_is_not_answered_later() {
    let mut kanzlei = Kanzlei::busy();
    kanzlei.deliver("post@kanzlei.example", &mail("x@y.example", "Verweigert"));
    refuse(&kanzlei, true);
    kanzlei.receive();
    let mut desk = open(&kanzlei);
    desk.wait_for("Werbung: Bürostühle");
    desk.click("Werbung: Bürostühle");
    desk.press(Named::Delete);
    desk.wait_for("Soll die Nachricht in den Papierkorb gelegt werden?");
    desk.press(Named::Escape);
    desk.click("Quarantäne");
    desk.wait_for("Ließ sich nicht speichern");
    desk.click("Ließ sich nicht speichern");
    desk.alt('w');
    desk.settle();
    desk.alt('v');
    desk.wait_for("Nichts in Quarantäne");
    assert_eq!(kanzlei.list(Listing::Posteingang(None)).len(), 4);
    assert!(kanzlei.list(Listing::Papierkorb).is_empty());
}

#[test]
fn letters_are_begun_from_a_list_and_its_rows_say_so() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Mein Postkorb");
    desk.wait_for("Unterlagen 9/20");
    desk.click("Unterlagen 9/20");
    desk.alt('a');
    desk.wait_for("Absender:");
    desk.wait_for("AW: Unterlagen 9/20");
    desk.wait_for("mueller@web.example");
    desk.picture("verbs_answer", Mode::Light, 1.0);
    desk.press(Named::Escape);
    desk.settle();
    while !desk.app.hosting.hosts().is_empty() {
        desk.press(Named::Escape);
        desk.settle();
    }
    desk.click("8/20 Vergleichsangebot");
    desk.alt('l');
    desk.wait_for("WG: 8/20 Vergleichsangebot");
    desk.picture("verbs_pass_on", Mode::Light, 1.0);
}

#[test]
fn mail_goes_to_the_zentraler_postkorb_and_is_taken_from_there() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Mein Postkorb");
    desk.wait_for("Unterlagen 9/20");
    drag(&mut desk, "Unterlagen 9/20", "Zentraler Postkorb");
    desk.wait_for("1 Nachricht in den Zentralen Postkorb gelegt");
    assert_eq!(kanzlei.subjects(Listing::Zentral), ["Unterlagen 9/20"]);
    // Once is enough; and it is nobody's any more.
    let it = kanzlei.list(Listing::Zentral).remove(0);
    assert_eq!((it.claimed_by, it.aktennummer.as_str()), (None, "9/20"));
    assert!(matches!(
        kanzlei.office.assign_to_zentral(it.id, None),
        Err(Error::Desk(DeskFault::InZentral(_)))
    ));
    desk.picture("verbs_to_zentral", Mode::Light, 1.0);
    desk.control('z');
    desk.wait_for("Rückgängig gemacht");
    assert!(kanzlei.list(Listing::Zentral).is_empty());
    assert_eq!(kanzlei.list(Listing::Postkorb(number(1))).len(), 3);
    drag(&mut desk, "Rückfrage zum Termin", "Zentraler Postkorb");
    desk.wait_for("1 Nachricht in den Zentralen Postkorb gelegt");
    desk.click("Zentraler Postkorb");
    desk.wait_for("Rückfrage zum Termin");
    desk.click("Rückfrage zum Termin");
    desk.alt('m');
    desk.wait_for("1 Nachricht übernommen");
    let mine = kanzlei.list(Listing::Postkorb(number(1)));
    assert!(mine.iter().any(|it| it.subject == "Rückfrage zum Termin"));
    assert!(kanzlei.list(Listing::Zentral).is_empty());
}

#[test]
fn the_zentraler_postkorb_is_prepared_in_the_posteingang() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.wait_for("Anfrage Erstberatung");
    desk.click("Anfrage Erstberatung");
    desk.alt('p');
    desk.wait_for("Postkorb zuordnen");
    desk.click("Zentraler Postkorb");
    desk.picture("verbs_postkorb", Mode::Light, 1.0);
    desk.press(Named::Enter);
    desk.wait_without("Postkorb zuordnen");
    desk.picture("verbs_zentral_prepared", Mode::Light, 1.0);
    assert!(kanzlei.list(Listing::Zentral).is_empty());
    desk.alt('v');
    desk.wait_for("3 Nachrichten verarbeitet");
    assert_eq!(kanzlei.subjects(Listing::Zentral), ["Anfrage Erstberatung"]);
    assert_eq!(kanzlei.list(Listing::Zentral)[0].status, Status::Neu);
    desk.control('z');
    desk.wait_for("Bei 3 Nachrichten rückgängig gemacht");
    assert!(kanzlei.list(Listing::Zentral).is_empty());
}

#[test]
fn what_is_done_with_is_found_and_opened_again() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Mein Postkorb");
    desk.wait_for("Unterlagen 9/20");
    desk.click("Unterlagen 9/20");
    desk.alt('e');
    desk.wait_for("1 Nachricht erledigt");
    desk.control('f');
    desk.type_text("unterlagen");
    desk.wait_for("1 Nachricht");
    desk.wait_without("Rückfrage zum Termin");
    desk.click("Unterlagen 9/20");
    desk.click("Wieder öffnen");
    desk.wait_for("1 Nachricht wieder geöffnet");
    desk.picture("verbs_reopen", Mode::Light, 1.0);
    assert_eq!(kanzlei.list(Listing::Postkorb(number(1))).len(), 3);
}

#[test]
fn the_message_is_shown_below_beside_or_not() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.wait_for("Anfrage Erstberatung");
    desk.click("Anfrage Erstberatung");
    desk.wait_for("es geht um: Anfrage Erstberatung");
    let below = desk.place_of("es geht um: Anfrage Erstberatung");
    desk.click("Ansicht");
    desk.click("     Vorschau rechts");
    desk.wait_for("es geht um: Anfrage Erstberatung");
    desk.picture("verbs_preview_right", Mode::Light, 1.0);
    let right = desk.place_of("es geht um: Anfrage Erstberatung");
    assert!(
        right.x > below.x && right.y < below.y,
        "{below:?} {right:?}"
    );
    desk.click("Ansicht");
    desk.click("     Keine Vorschau");
    desk.wait_without("es geht um: Anfrage Erstberatung");
    desk.picture("verbs_preview_off", Mode::Light, 1.0);
    desk.click("Ansicht");
    desk.click("     Vorschau unten");
    desk.wait_for("es geht um: Anfrage Erstberatung");
}

#[test]
fn a_search_is_limited() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.wait_for("Anfrage Erstberatung");
    desk.control('f');
    desk.type_text("geht");
    desk.wait_for("9 Nachrichten");
    desk.click("Person");
    desk.type_text("mueller");
    desk.wait_for("2 Nachrichten");
    desk.picture("verbs_search_person", Mode::Light, 1.0);
    desk.retype("");
    desk.press(Named::Delete);
    desk.wait_for("9 Nachrichten");
    desk.click("Akte");
    desk.type_text("8/20");
    desk.wait_for("8/20 Vergleichsangebot");
    desk.wait_without("9 Nachrichten");
    desk.retype("77/20");
    desk.settle();
    desk.picture("verbs_search_akte_wrong", Mode::Light, 1.0);
    desk.retype("");
    desk.press(Named::Delete);
    desk.wait_for("9 Nachrichten");
    desk.click("mit Anlagen");
    desk.wait_for("Nichts gefunden.");
    desk.click("mit Anlagen");
    desk.wait_for("9 Nachrichten");
    desk.click("Von Tag");
    desk.type_text("1.1.2001");
    desk.wait_for("9 Nachrichten");
    desk.click("Bis Tag");
    desk.type_text("2.1.2001");
    desk.wait_for("Nichts gefunden.");
    desk.press(Named::Escape);
    desk.wait_for("Suchen (Strg+F)");
}

#[test]
fn the_tagesansicht_takes_what_one_may_have() {
    let mut kanzlei = Kanzlei::busy();
    let both = [number(1), number(2)];
    let office = &kanzlei.office;
    office
        .set_zuordnung("bernd@kanzlei.example", &both, false)
        .expect("von-an");
    let mut desk = open(&kanzlei);
    desk.click("Tagesansicht");
    desk.wait_for("Hier liegt nichts.");
    let raw = mail_to(
        "info@rocom.example",
        "Bernd Admin <bernd@kanzlei.example>",
        "Kasse September",
    );
    kanzlei.deliver("einlesen@kanzlei.example", &raw);
    kanzlei.receive();
    desk.tell(AppMessage::Main(Message::Changed));
    desk.wait_for("Kasse September");
    desk.picture("verbs_tagesansicht", Mode::Light, 1.0);
    desk.alt('y');
    desk.wait_for("1 Nachricht übernommen");
    let mine = kanzlei.list(Listing::Tagesansicht(number(1)));
    assert_eq!(mine[0].claimed_by, Some(number(1)));
    // Nothing is left to take, which is said, too.
    desk.alt('y');
    desk.wait_for("0 Nachrichten übernommen");
}

#[test]
fn what_was_filed_by_itself_is_seen() {
    let mut kanzlei = Kanzlei::busy();
    let raw = mail("Susi Weiß <susi@kanzlei.example>", "8/20ea Vollmacht");
    kanzlei.deliver("post@kanzlei.example", &raw);
    kanzlei.receive();
    let mut desk = open(&kanzlei);
    desk.click("Automatisch abgelegt");
    desk.wait_for("8/20ea Vollmacht");
    desk.click("8/20ea Vollmacht");
    desk.picture("verbs_abgelegt", Mode::Light, 1.0);
    desk.alt('s');
    desk.wait_for("1 Nachricht als gesehen vermerkt");
    desk.wait_for("Hier liegt nichts.");
    assert!(kanzlei.list(Listing::Abgelegt(None)).is_empty());
}

#[test]
fn a_letter_that_was_just_written_is_taken_back() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Mein Postkorb");
    desk.wait_for("Unterlagen 9/20");
    desk.click("Unterlagen 9/20");
    desk.alt('a');
    desk.wait_for("AW: Unterlagen 9/20");
    desk.settle();
    desk.press_with(Modifiers::COMMAND, Key::Named(Named::Enter));
    desk.settle();
    desk.picture("verbs_sending", Mode::Light, 1.0);
    desk.wait_for("liegt im Postausgang.");
    desk.picture("verbs_queued", Mode::Light, 1.0);
    let office = &kanzlei.office;
    let list = kanzlei.list(Listing::Postkorb(number(1)));
    let mails: Vec<i64> = list.iter().map(|it| it.mail).collect();
    let answered = || {
        let marks = office.mail_marks(&mails).expect("marks");
        marks.iter().filter(|it| it.answered_at.is_some()).count()
    };
    assert_eq!(answered(), 1);
    desk.click("Zurückholen");
    desk.wait_for("AW: Unterlagen 9/20");
    desk.wait_for("Absender:");
    desk.picture("verbs_taken_back", Mode::Light, 1.0);
    let waiting = office.letter_rows(OutboxList::Postausgang, 9);
    assert!(waiting.expect("letters").is_empty());
    assert_eq!(answered(), 0);
    desk.press(Named::Escape);
    desk.settle();
    desk.settle();
    desk.picture("verbs_taken_back_closed", Mode::Light, 1.0);
}

#[test]
fn a_bounce_opens_its_letter() {
    let mut kanzlei = Kanzlei::busy();
    let office = kanzlei.office.clone();
    let accounts = office.accounts().expect("accounts");
    let susi = accounts.iter().find(|it| it.account.name == "Susi Weiß");
    let susi = susi.expect("an account").id;
    let mut draft = office.new_draft(susi).expect("a draft");
    draft.to = vec![MailAddress {
        name: String::new(),
        address: "weg@amt.example".to_owned(),
    }];
    draft.subject = "Kostenfestsetzung".to_owned();
    office.queue_draft(susi, &draft).expect("queued");
    let id = office.letters(1).expect("letters")[0].message_id.clone();
    let id = id.trim_matches(['<', '>']);
    let raw = include_str!("data/mail/zustellbericht.eml");
    let original = "From: kanzlei@recht.example";
    let raw = raw.replace(original, &format!("Message-ID: <{id}>\r\n{original}"));
    kanzlei.deliver("susi@kanzlei.example", raw.as_bytes());
    kanzlei.receive();
    let mut desk = open(&kanzlei);
    desk.click("Mein Postkorb");
    desk.wait_for("Unzustellbar: Kostenfestsetzung");
    desk.click("Unzustellbar: Kostenfestsetzung");
    desk.wait_for("Nicht zugestellt an: weg@amt.example");
    desk.picture("verbs_bounce", Mode::Light, 1.0);
    desk.click("Brief öffnen");
    desk.wait_until("the letter", |desk| !desk.app.hosting.hosts().is_empty());
    desk.settle();
    desk.picture("verbs_bounce_letter", Mode::Light, 1.0);
    desk.wait_for("weg@amt.example");
}

#[test]
fn long_work_is_stopped_after_the_row_it_is_at() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Mein Postkorb");
    desk.wait_for("Unterlagen 9/20");
    desk.click("Unterlagen 9/20");
    desk.control('a');
    desk.wait_for("3 ausgewählt");
    // Somebody else is writing: the first row has to wait for that.
    let file = kanzlei.directory.path().join("office/kontorpost.db");
    let other = rusqlite::Connection::open(file).expect("database");
    other.execute_batch("BEGIN IMMEDIATE").expect("begun");
    desk.alt('e');
    desk.wait_for("Abbrechen");
    desk.picture("verbs_stop", Mode::Light, 1.0);
    desk.click("Abbrechen");
    other.execute_batch("ROLLBACK").expect("ended");
    desk.wait_for("Abgebrochen: 1 Nachricht erledigt");
    assert_eq!(kanzlei.list(Listing::Postkorb(number(1))).len(), 2);
}
