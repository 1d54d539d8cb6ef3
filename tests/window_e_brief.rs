//! "E-Brief", Postausgang and Journal, worked like a clerk would.

#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use iced_test::core::keyboard::{Key, Modifiers};
use kontorpost::domain::desk::Listing;
use kontorpost::domain::draft::Start;
use kontorpost::domain::letter::LetterState;
use kontorpost::domain::outbox::OutboxList;
use kontorpost::domain::register::{Akte, Ansprechpartner, Klient};
use kontorpost::domain::stammdaten::{Benutzer, BenutzerNumber};
use kontorpost::gui::app::Message;
use kontorpost::gui::dialog;
use kontorpost::gui::dialog::ask::{Ask, Kind};
use kontorpost::gui::dialog::e_brief::{self, EBrief};
use kontorpost::gui::hosting::{self, Hosting, Way};
use kontorpost::gui::theme::Mode;
use kontorpost::service::demo::practice::ADDRESSES;
use kontorpost::service::demo::store::INBOX;
use kontorpost::service::receiver::ReceiveOptions;
use kontorpost::service::{Office, Page, login_name};
use std::sync::Arc;
use tokio::sync::watch;
use window::Desk;

/// The practice office with one Benutzer, two Akten, a Klient, and its mail fetched.
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
    for (number, name) in [("8/20", "Müller ./. Meier"), ("81/20", "Schulze Erbrecht")] {
        office
            .add_akte(&Akte {
                number: number.parse().expect("number"),
                name: name.to_owned(),
                sachbearbeiter: None,
                datenpool: None,
            })
            .expect("akte");
    }
    let ansprechpartner = vec![Ansprechpartner {
        name: "Weißenfels, Gerd".to_owned(),
        address: "g.weissenfels@baufirma.example".to_owned(),
    }];
    office
        .add_klient(&Klient {
            name: "Baufirma GmbH".to_owned(),
            ansprechpartner,
        })
        .expect("klient");
    let first = desk.practice_office().accounts[0];
    let mut account = office.account(first).expect("account").account;
    account.usage.kanzlei = true;
    office.edit_account(first, &account).expect("edited");
    office
        .set_signature(
            desk.practice_office().accounts[0],
            "Kanzlei Muster\nRechtsanwältin Susanne Weiß",
        )
        .expect("signature");
    (desk, office)
}

/// Fetches the practice office's mail, and works its Postausgang off.
fn receive(desk: &Desk, office: &Office, send: bool) {
    let options = ReceiveOptions {
        once: true,
        send,
        account: None,
    };
    let (_stop, stopped) = watch::channel(false);
    desk.block_on(office.receive(options, Arc::new(|_| {}), stopped))
        .expect("received");
}

fn open(desk: &mut Desk, start: Start) {
    desk.open_dialog(EBrief::new(start));
    desk.wait_for("Absender:");
    desk.wait_for("Anlage hinzufügen");
    desk.settle();
}

/// A message of the E-Brief in front.
fn tell(desk: &mut Desk, message: e_brief::Message) {
    let id = desk.app.hosting.hosts().last().expect("a dialog").id;
    desk.tell(Message::Dialog(id, dialog::Message::EBrief(message)));
    desk.settle();
}

fn newest_mail(office: &Office) -> i64 {
    let page = Page {
        limit: 1,
        offset: 0,
    };
    office.mails(None, page).expect("mails")[0].id
}

fn is_closed(desk: &Desk) -> bool {
    desk.app.hosting.hosts().is_empty()
}

#[test]
fn a_letter_is_written_with_suggestions_and_leaves() {
    let (mut desk, office) = desk();
    receive(&desk, &office, false);
    open(&mut desk, Start::Empty);
    // The focus stands on "An".
    desk.type_text("weiss");
    desk.wait_for("Weißenfels, Gerd");
    desk.picture("e-brief-vorschlag", Mode::Light, 1.0);
    desk.wait_for("Benutzer");
    desk.press(Named::ArrowDown);
    desk.press(Named::Enter);
    desk.settle();
    let typed = desk.texts();
    assert!(
        typed.iter().any(|it| it.ends_with(".example>, ")),
        "{typed:#?}"
    );
    desk.type_text(&format!("{}, ", ADDRESSES[1]));
    desk.alt('t');
    desk.type_text("8");
    desk.wait_for("Schulze Erbrecht");
    desk.picture("e-brief-akte", Mode::Dark, 1.0);
    desk.press(Named::Enter);
    desk.wait_for("81/20 Schulze Erbrecht");
    desk.alt('x');
    desk.type_text("anbei die Klage.");
    desk.wait_for("anbei die Klage.");
    desk.picture("e-brief", Mode::Light, 1.0);
    desk.press_with(Modifiers::COMMAND, Key::Named(Named::Enter));
    desk.wait_for("Sie erwähnen eine Anlage, es ist aber keine angehängt.");
    desk.picture("e-brief-anlage-fehlt", Mode::Light, 1.0);
    desk.click("Abbruch");
    let file = desk
        .practice_office()
        .directory
        .path()
        .join("Klage – Größe.pdf");
    std::fs::write(&file, vec![1; 120_000]).expect("file");
    tell(&mut desk, e_brief::Message::Dropped(file));
    desk.wait_for("Klage – Größe.pdf");
    desk.wait_for("Zusammen 120 KB");
    desk.picture("e-brief-anlage", Mode::Contrast, 1.0);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    desk.alt('s');
    desk.wait_until("the end of the window", |desk| is_closed(desk));
    let rows = office
        .letter_rows(OutboxList::Postausgang, 10)
        .expect("rows");
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (
            rows[0].aktennummer.as_str(),
            rows[0].letter.recipients.len()
        ),
        ("81/20", 2)
    );
    office.send_now(None).expect("released");
    receive(&desk, &office, true);
    let letter = office.letter(rows[0].letter.id).expect("letter");
    // The other recipient has no mailbox there.
    assert_eq!(letter.state, LetterState::Gesendet);
    let store = &desk.practice_office().servers.store;
    let arrived = store.messages(ADDRESSES[1], INBOX);
    let is_it = |raw: &[u8]| String::from_utf8_lossy(raw).contains(&letter.message_id);
    assert!(arrived.iter().any(|it| is_it(&it.raw)));
    let akte = rows[0].akte.expect("akte");
    assert_eq!(office.letters_in_akte(akte).expect("documents").len(), 1);
    // What the office wrote is found by its text, and the search leads to it.
    desk.control('f');
    desk.type_text("klage");
    desk.wait_for("Auch ein gesendeter E-Brief passt.");
    desk.picture("e-brief-gefunden", Mode::Light, 1.0);
    desk.click("Im Journal zeigen");
    desk.wait_for("81/20 Schulze Erbrecht");
    desk.wait_without("Auch ein gesendeter E-Brief passt.");
    desk.picture("e-brief-gefunden-journal", Mode::Light, 1.0);
}

#[test]
fn what_is_wrong_is_told_where_it_is() {
    let (mut desk, _office) = desk();
    open(&mut desk, Start::Empty);
    desk.alt('s');
    desk.wait_for("Es fehlt ein Empfänger.");
    desk.click("Schließen");
    desk.alt('a');
    desk.type_text("meier@, b@x.example");
    desk.wait_for("„meier@“ ist keine E-Mail-Adresse.");
    desk.alt('t');
    desk.type_text("99/20");
    desk.wait_for("Es gibt keine Akte „99/20“.");
    desk.picture("e-brief-fehler", Mode::Light, 1.0);
    desk.alt('s');
    desk.wait_for("Ein Empfänger ist keine E-Mail-Adresse. Es wurde nichts gesendet.");
}

#[test]
fn what_is_written_is_a_draft_when_the_window_is_closed_and_can_be_opened_again() {
    let (mut desk, office) = desk();
    open(&mut desk, Start::Empty);
    desk.press(Named::Escape);
    desk.wait_until("the end of the window", |desk| is_closed(desk));
    assert!(
        office.drafts(false).expect("drafts").is_empty(),
        "nothing was written"
    );
    open(&mut desk, Start::Empty);
    desk.alt('r');
    desk.type_text("Mahnung");
    desk.alt('x');
    desk.type_text("Hallo");
    desk.control('z');
    desk.settle();
    desk.type_text("Welt");
    desk.press(Named::Escape);
    desk.wait_until("the end of the window", |desk| is_closed(desk));
    let drafts = office.drafts(false).expect("drafts");
    assert_eq!(drafts.len(), 1);
    open(&mut desk, Start::Draft(drafts[0].id));
    desk.wait_for("Mahnung");
    let text = office.draft(drafts[0].id).expect("draft").written.text;
    assert!(text.starts_with("Welt"), "{text:?}");
    // Thrown away and brought back.
    desk.alt('w');
    desk.wait_for("Diesen E-Brief verwerfen?");
    desk.press(Named::Enter);
    desk.wait_until("the end of the window", |desk| is_closed(desk));
    assert!(office.drafts(false).expect("drafts").is_empty());
    office.restore_draft(drafts[0].id).expect("restored");
    assert_eq!(office.drafts(false).expect("drafts").len(), 1);
}

#[test]
fn a_draft_that_nobody_saves_saves_itself() {
    let (mut desk, office) = desk();
    open(&mut desk, Start::Empty);
    desk.alt('x');
    desk.type_text("Wichtig");
    let begun = std::time::Instant::now();
    while office.drafts(false).expect("drafts").is_empty() {
        desk.settle();
        assert!(begun.elapsed().as_secs() < 30, "not saved");
    }
    desk.wait_for("Entwurf gespeichert");
    // As after a crash: another process finds it.
    let again = Office::open_for_practice(office.directory(), Vec::new()).expect("office");
    let found = again.drafts(false).expect("drafts");
    let text = again.draft(found[0].id).expect("draft").written.text;
    assert!(text.starts_with("Wichtig"), "{text}");
}

#[test]
fn answers_and_passed_on_messages_begin_with_the_original() {
    let (mut desk, office) = desk();
    receive(&desk, &office, false);
    let mail = newest_mail(&office);
    open(&mut desk, Start::Answer { mail, all: true });
    desk.wait_for("AW: ");
    desk.wait_for("schrieb");
    desk.picture("e-brief-antwort", Mode::Light, 1.0);
    desk.press(Named::Escape);
    desk.wait_until("the end of the window", |desk| is_closed(desk));
    assert!(office.drafts(false).expect("drafts").is_empty());
    let start = Start::Forward {
        mails: vec![mail],
        attached: true,
    };
    open(&mut desk, start);
    desk.wait_for("WG: ");
    desk.wait_for(".eml");
    desk.resize(900.0, 640.0);
    desk.picture("e-brief-weiterleiten", Mode::Light, 1.0);
    desk.resize(1240.0, 860.0);
    desk.picture("e-brief-150", Mode::Light, 1.5);
}

/// Puts a letter into the Postausgang; returns its number.
fn queued(office: &Office, to: &str, subject: &str) -> i64 {
    let draft = office.start_draft(&Start::Empty).expect("draft");
    let mut words = draft.written.clone();
    words.to = to.to_owned();
    words.subject = subject.to_owned();
    office
        .save_draft(draft.id, draft.version, &words)
        .expect("saved");
    let letter = office.send_draft(draft.id).expect("queued");
    office.send_now(Some(letter)).expect("released");
    letter
}

#[test]
fn a_letter_that_failed_says_why_and_can_be_written_on() {
    let (mut desk, office) = desk();
    queued(&office, "niemand@nirgends.example", "Mahnung");
    let good = queued(&office, ADDRESSES[1], "Rechnung");
    receive(&desk, &office, true);
    assert_eq!(
        office.letter(good).expect("letter").state,
        LetterState::Gesendet
    );
    desk.click("Postausgang");
    desk.wait_for("fehlgeschlagen");
    desk.wait_for("Mahnung");
    assert!(!desk.sees("Rechnung"), "what has left is not here");
    desk.click("Mahnung");
    desk.wait_for("niemand@nirgends.example");
    desk.wait_for("Recipient address rejected");
    desk.picture("postausgang", Mode::Light, 1.0);
    desk.resize(1000.0, 640.0);
    desk.picture("postausgang-klein", Mode::Dark, 1.0);
    desk.resize(1240.0, 860.0);
    // Deleted, and brought back.
    desk.press(Named::Delete);
    desk.wait_for("Den E-Brief aus dem Postausgang löschen?");
    desk.press(Named::Enter);
    desk.wait_for("Ein E-Brief wurde gelöscht.");
    desk.wait_for("Der Postausgang ist leer.");
    desk.picture("postausgang-geloescht", Mode::Light, 1.0);
    desk.click("Löschen zurücknehmen");
    desk.wait_for("fehlgeschlagen");
    desk.click("Mahnung");
    desk.settle();
    desk.click("Zurückholen");
    desk.wait_for("Anlage hinzufügen");
    desk.wait_for("Absender:");
    desk.alt('a');
    desk.retype(ADDRESSES[1]);
    desk.alt('s');
    desk.wait_until("the end of the window", |desk| is_closed(desk));
    desk.wait_for("wartet");
    office.send_now(None).expect("released");
    receive(&desk, &office, true);
    desk.click("Journal");
    desk.wait_for("Mahnung");
    desk.wait_for("nicht zur Akte");
    desk.picture("journal", Mode::Light, 1.0);
    assert_eq!(
        office
            .letter_rows(OutboxList::Journal, 9)
            .expect("rows")
            .len(),
        2
    );
    desk.click("Mahnung");
    desk.settle();
    desk.click("Öffnen");
    desk.wait_for("Antwort des Servers");
    desk.wait_for("Kanzlei Muster");
    desk.picture("journal-brief", Mode::Light, 1.0);
    desk.press(Named::Escape);
    desk.wait_until("the end of the window", |desk| is_closed(desk));
    desk.click("Zur Akte");
    desk.settle();
    desk.type_text("8/20");
    desk.settle();
    desk.press(Named::Enter);
    desk.wait_without("In welche Akte");
    let rows = office.letter_rows(OutboxList::Journal, 9).expect("rows");
    let filed = rows.iter().find(|it| it.letter.subject == "Mahnung");
    assert!(
        filed.is_some_and(|it| it.is_filed && it.aktennummer == "8/20"),
        "{rows:#?}"
    );
}

#[test]
fn drafts_are_listed_deleted_and_brought_back() {
    let (mut desk, office) = desk();
    for subject in ["Erster", "Zweiter"] {
        let draft = office.start_draft(&Start::Empty).expect("draft");
        let mut words = draft.written.clone();
        words.subject = subject.to_owned();
        office
            .save_draft(draft.id, draft.version, &words)
            .expect("saved");
    }
    desk.click("Entwürfe");
    desk.wait_for("Zweiter");
    desk.picture("entwuerfe", Mode::Light, 1.0);
    desk.click("Erster");
    desk.press(Named::Enter);
    desk.wait_for("E-Brief: Erster");
    desk.press(Named::Escape);
    desk.wait_until("the end of the window", |desk| is_closed(desk));
    desk.press(Named::Delete);
    desk.wait_for("Den Entwurf löschen?");
    desk.press(Named::Enter);
    desk.wait_without("Erster");
    desk.click("Gelöschte zeigen");
    desk.wait_for("Erster");
    desk.click("Erster");
    desk.click("Wiederherstellen");
    desk.wait_for("Es gibt keine gelöschten Entwürfe.");
    desk.click("Gelöschte zeigen");
    desk.wait_for("Erster");
    assert_eq!(office.drafts(false).expect("drafts").len(), 2);
}

#[test]
fn with_automatic_sending_off_a_letter_waits_for_its_button() {
    let (mut desk, office) = desk();
    desk.click("Postausgang");
    desk.wait_for("Automatisch senden");
    desk.click("Automatisch senden");
    desk.wait_until("the choice", |_| {
        !office.sending_settings().expect("settings").automatic
    });
    let draft = office.start_draft(&Start::Empty).expect("draft");
    let mut words = draft.written.clone();
    words.to = ADDRESSES[1].to_owned();
    words.subject = "Wartet".to_owned();
    office
        .save_draft(draft.id, draft.version, &words)
        .expect("saved");
    let letter = office.send_draft(draft.id).expect("queued");
    desk.click("Posteingang");
    desk.click("Postausgang");
    desk.wait_for("wartet auf Freigabe");
    desk.picture("postausgang-wartet", Mode::Light, 1.0);
    desk.click("Jetzt senden");
    desk.wait_until("the release", |_| {
        office
            .letter_rows(OutboxList::Postausgang, 9)
            .expect("rows")[0]
            .is_released
    });
    receive(&desk, &office, true);
    assert_eq!(
        office.letter(letter).expect("letter").state,
        LetterState::Gesendet
    );
}

#[test]
fn whoever_leaves_loses_nothing_and_hears_of_letters_that_wait() {
    let (mut desk, office) = desk();
    open(&mut desk, Start::Empty);
    desk.alt('r');
    desk.type_text("Angefangen");
    let main = desk.app.hosting.main.expect("main");
    let close = || Message::Window(hosting::Message::CloseRequested(main));
    queued(&office, ADDRESSES[1], "Wartet");
    desk.tell(close());
    desk.wait_for("Im Postausgang wartet noch ein E-Brief.");
    desk.picture("beenden", Mode::Light, 1.0);
    assert_eq!(
        office.drafts(false).expect("drafts")[0].subject,
        "Angefangen"
    );
    desk.click("Abbruch");
    desk.settle();
    assert!(!desk.has_ended);
    receive(&desk, &office, true);
    desk.tell(close());
    desk.wait_until("the end", |desk| desk.has_ended);
}

#[test]
fn letters_stand_side_by_side_and_wait_only_for_their_own_questions() {
    let mut hosting = Hosting::new(Way::Windows, 1.0);
    let main = iced::window::Id::unique();
    hosting.main = Some(main);
    let window = |hosting: &Hosting, at: usize| hosting.hosts()[at].window.expect("window");
    let (one, _) = hosting.open(EBrief::new(Start::Draft(1)).into(), None);
    let (_, _) = hosting.open(EBrief::new(Start::Draft(2)).into(), None);
    let (first, second) = (window(&hosting, 0), window(&hosting, 1));
    assert!(hosting.is_free(main) && hosting.is_free(first) && hosting.is_free(second));
    assert_eq!(
        hosting.twin(&EBrief::new(Start::Draft(1)).into(), None),
        Some(one)
    );
    assert_eq!(
        hosting.twin(&EBrief::new(Start::Draft(3)).into(), None),
        None
    );
    // A question in front of the first one is in nobody else's way.
    let ask = || {
        Ask::message(
            Kind::Error,
            kontorpost::i18n::texts::window_error(),
            kontorpost::i18n::texts::window_error(),
        )
    };
    let (question, _) = hosting.open(ask().into(), Some(one));
    assert!(hosting.is_free(main) && !hosting.is_free(first) && hosting.is_free(second));
    let _ = hosting.close(question);
    assert!(hosting.is_free(first));
    // A modal dialog of the main window keeps the letters free.
    let (modal, _) = hosting.open(ask().into(), None);
    assert!(!hosting.is_free(main) && hosting.is_free(first));
    let _ = hosting.close(modal);
    // What is modal to a letter ends with it; letters opened from it stay.
    let _ = hosting.open(ask().into(), Some(one));
    let _ = hosting.open(EBrief::new(Start::Draft(4)).into(), Some(one));
    let _ = hosting.close(one);
    assert_eq!(hosting.hosts().len(), 2);
    assert!(hosting.is_free(main));
}

#[test]
fn ten_thousand_recipients_and_a_file_that_is_gone_are_told_and_change_nothing() {
    let (mut desk, _office) = desk();
    open(&mut desk, Start::Empty);
    desk.alt('a');
    desk.type_text("a@x.example");
    let many: Vec<String> = (0..10_000).map(|it| format!("a{it}@x.example")).collect();
    let line = e_brief::Line::To;
    tell(&mut desk, e_brief::Message::Line(line, many.join("; ")));
    desk.wait_for("10.000 Empfänger sind zu viele. Erlaubt sind 1000.");
    desk.click("Schließen");
    desk.wait_for("a@x.example");
    assert!(!desk.sees("a9999@x.example"));
    tell(
        &mut desk,
        e_brief::Message::Dropped("/nirgends/weg.pdf".into()),
    );
    desk.wait_for("weg.pdf");
    desk.picture("e-brief-datei-fehlt", Mode::Light, 1.0);
    desk.click("Schließen");
    desk.settle();
    assert!(!desk.sees("weg.pdf"));
}

#[test]
fn documents_of_the_akte_go_along_and_the_signature_is_changed_in_place() {
    let (mut desk, office) = desk();
    receive(&desk, &office, false);
    let first = office
        .desk(
            Listing::Altbestand,
            Page {
                limit: 1,
                offset: 0,
            },
        )
        .expect("desk")
        .remove(0);
    office.change_aktennummer(first.id, "8/20").expect("filed");
    let akte = office
        .akte("8/20".parse().expect("number"), None)
        .expect("akte");
    open(&mut desk, Start::Akte(akte.id.0));
    desk.wait_for("8/20 Müller ./. Meier");
    desk.alt('e');
    desk.wait_for("Dokumente der Akte");
    desk.picture("e-brief-dokumente", Mode::Light, 1.0);
    desk.press(Named::Tab);
    desk.press(Named::Space);
    desk.settle();
    desk.press(Named::Enter);
    desk.wait_for(".eml");
    desk.alt('g');
    desk.wait_for("Dieser Text steht unter neuen E-Briefen");
    desk.control('a');
    desk.type_text("Neue Signatur");
    desk.picture("e-brief-signatur", Mode::Light, 1.0);
    desk.alt('s');
    desk.wait_for("Anlage hinzufügen");
    desk.wait_for("Neue Signatur");
    assert!(!desk.sees("Rechtsanwältin Susanne Weiß"));
    let sender = desk.practice_office().accounts[0];
    assert_eq!(
        office.signature(sender).expect("signature"),
        "Neue Signatur"
    );
}
