//! E-Briefe from the first word to the copy in the Akte: nothing that was written is lost, nothing
//! leaves twice, and nothing leaves that a person has taken out.

mod support;

use kontorpost::domain::account::AccountId;
use kontorpost::domain::desk::Listing;
use kontorpost::domain::draft::{DraftFault, Hint, Relation, Start, Written};
use kontorpost::domain::letter::{LetterFault, LetterState};
use kontorpost::domain::outbox::OutboxList;
use kontorpost::domain::register::Akte;
use kontorpost::domain::rollout::{read_account, write_account};
use kontorpost::domain::stammdaten::{Benutzer, BenutzerNumber};
use kontorpost::service::demo::store::INBOX;
use kontorpost::service::{AkteWish, Error, Office, Page, login_name};
use support::practice::{Practice, USER};
use tokio::sync::watch;

const KLIENT: &str = "klient@firma.example";

const MAIL: &str = "From: Firma Weiß <klient@firma.example>\r\nTo: Anna <anna@kontor.test>, gegner@y.example\r\n\
Cc: gericht@z.example\r\nSubject: AW: Termin\r\nMessage-ID: <m2@firma.example>\r\nReferences: <m1@firma.example>\r\n\
Date: Tue, 3 Nov 2026 10:15:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\
Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGeht Freitag?\r\n\
\r\nGeheimzahl 4711\r\n--a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>Geht <b>Freitag</b>?</p>\
<p>Geheimzahl 4711</p></body></html>\r\n--a--\r\n--m\r\nContent-Type: application/pdf\r\n\
Content-Disposition: attachment; filename=vertrag.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--m--\r\n";

fn number(number: u16) -> BenutzerNumber {
    BenutzerNumber::new(number).expect("number")
}

/// One Benutzer who acts, an Akte 8/20, an account, a Klient with a mailbox on the same server.
async fn practice() -> Practice {
    let practice = Practice::start("imap", "tls", "leave").await;
    let text = format!(
        "{}\n[outgoing]\nhost = \"localhost\"\nport = {}\nsecurity = \"tls\"\nauth = \"same\"\n",
        write_account(&practice.account_for("imap", "tls", "leave")),
        practice.servers.smtps.port()
    );
    let account = read_account(&text).expect("account");
    let office = &practice.office;
    office
        .edit_account(practice.account, &account)
        .expect("edited");
    office
        .add_benutzer(&Benutzer {
            number: number(1),
            name: "Weiß, Susanne".to_owned(),
            address: "susi@kanzlei.example".to_owned(),
            current: true,
            login: login_name(),
            verwalter: true,
            einlesen: false,
            external: false,
        })
        .expect("benutzer");
    office
        .add_akte(&Akte {
            number: "8/20".parse().expect("number"),
            name: "Müller ./. Meier".to_owned(),
            sachbearbeiter: None,
            datenpool: None,
        })
        .expect("akte");
    for user in [KLIENT, "gegner@y.example", "gericht@z.example"] {
        practice.servers.store.add_user(user, "x");
    }
    // What comes after this is new mail.
    practice.receive().await;
    practice
}

fn akte(office: &Office) -> i64 {
    office.akten(&AkteWish::default()).expect("akten")[0].id.0
}

/// The one mail, received.
async fn received(practice: &Practice) -> i64 {
    practice.deliver(&[MAIL.as_bytes().to_vec()]);
    let run = practice.receive().await;
    practice.expect(run);
    let page = Page {
        limit: 1,
        offset: 0,
    };
    practice.office.mails(None, page).expect("mails")[0].id
}

fn written(account: AccountId, to: &str) -> Written {
    Written {
        account: Some(account),
        to: to.to_owned(),
        subject: "Klage".to_owned(),
        text: "Sehr geehrte Frau Weiß,\n\nhier ist sie.".to_owned(),
        ..Written::default()
    }
}

async fn run(office: &Office) {
    let (_sender, stop) = watch::channel(false);
    office.run_outbox(&|_| {}, stop).await.expect("outbox");
}

fn inbox(practice: &Practice, user: &str) -> Vec<String> {
    let mails = practice.servers.store.messages(user, INBOX);
    let text = |raw: &[u8]| String::from_utf8_lossy(raw).into_owned();
    mails.iter().map(|it| text(&it.raw)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_survives_a_restart_and_leaves_once_as_a_document_of_its_akte() {
    let practice = practice().await;
    let office = &practice.office;
    let draft = office
        .start_draft(&Start::Akte(akte(office)))
        .expect("draft");
    assert_eq!(draft.written.subject, "8/20 Müller ./. Meier");
    assert_eq!(draft.written.account, Some(practice.account));
    let file = practice.directory.path().join("Größe.pdf");
    std::fs::write(&file, vec![7_u8; 700_000]).expect("file");
    office.attach_file(draft.id, &file).expect("attached");
    // What becomes of the file afterwards does not matter.
    std::fs::remove_file(&file).expect("removed");
    let mut words = draft.written.clone();
    words.to = "Firma Weiß <klient@firma.example>".to_owned();
    words.text = "anbei".to_owned();
    let saved = office
        .save_draft(draft.id, draft.version, &words)
        .expect("saved");
    assert!(!saved.is_copy);
    // Another process.
    let again = Office::open_for_practice(office.directory(), Vec::new()).expect("office");
    let rows = again.drafts(false).expect("drafts");
    assert_eq!((rows.len(), rows[0].files), (1, 1));
    assert_eq!(rows[0].aktennummer, "8/20");
    let found = again.start_draft(&Start::Draft(rows[0].id)).expect("draft");
    assert_eq!(found.written, words);
    assert_eq!(found.size(), 700_000);
    drop(again);

    let letter = office.send_draft(draft.id).expect("queued");
    let found = |words| office.find_letters(words).expect("found");
    // Nothing has left yet.
    assert_eq!(found("meier"), Vec::<i64>::new());
    assert!(office.send_draft(draft.id).is_err(), "sent twice");
    assert!(office.drafts(false).expect("drafts").is_empty());
    // Within the grace it does not leave.
    run(office).await;
    assert_eq!(inbox(&practice, KLIENT).len(), 0);
    office.send_now(Some(letter)).expect("released");
    run(office).await;
    run(office).await;
    let mails = inbox(&practice, KLIENT);
    assert_eq!(mails.len(), 1);
    assert!(
        mails[0].contains("Subject: =?utf-8?"),
        "{}",
        &mails[0][..400]
    );
    let filed = office.letters_in_akte(akte(office)).expect("documents");
    assert_eq!(filed.len(), 1);
    assert_eq!(filed[0].1, "8/20 Müller ./. Meier");
    let journal = office
        .letter_rows(OutboxList::Journal, 10)
        .expect("journal");
    assert_eq!(journal.len(), 1);
    for words in ["meier", "8/20 MÜLL", "m", KLIENT, "anbei", "größe.pdf"] {
        assert_eq!(found(words), [letter], "{words}");
    }
    assert!(found("\"").is_empty() && found("wiedervorlage").is_empty());
    assert_eq!(
        (journal[0].aktennummer.as_str(), journal[0].is_filed),
        ("8/20", true)
    );
    assert_eq!(journal[0].benutzer_name, "Weiß, Susanne");
    assert!(!journal[0].has_draft);
    assert!(
        office
            .letter_rows(OutboxList::Postausgang, 10)
            .expect("rows")
            .is_empty()
    );
    // An Akte in which a letter lies is not removed.
    assert!(
        office
            .remove_akte("8/20".parse().expect("number"), None)
            .is_err()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn two_windows_do_not_overwrite_each_other() {
    let practice = practice().await;
    let office = &practice.office;
    let draft = office.start_draft(&Start::Empty).expect("draft");
    let one = written(practice.account, KLIENT);
    let other = Written {
        text: "Andere Worte".to_owned(),
        ..one.clone()
    };
    let first = office
        .save_draft(draft.id, draft.version, &one)
        .expect("saved");
    let second = office
        .save_draft(draft.id, draft.version, &other)
        .expect("saved");
    assert!(!first.is_copy && second.is_copy);
    assert_eq!(office.draft(first.id).expect("draft").written, one);
    assert_eq!(office.draft(second.id).expect("draft").written, other);
    // Sent in one window and saved in the other: the words are not lost.
    office.send_draft(first.id).expect("queued");
    let third = office
        .save_draft(first.id, first.version, &other)
        .expect("saved");
    assert!(third.is_copy);
    assert_eq!(office.drafts(false).expect("drafts").len(), 2);
    // A draft that nobody wrote into is no draft.
    let fresh = office.start_draft(&Start::Empty).expect("draft");
    assert_eq!(office.drafts(false).expect("drafts").len(), 2);
    office.drop_fresh_draft(fresh.id).expect("dropped");
    office.drop_fresh_draft(third.id).expect("left alone");
    assert!(office.draft(fresh.id).is_err() && office.draft(third.id).is_ok());
    // Deleted and brought back.
    office.delete_draft(third.id).expect("deleted");
    assert_eq!(office.drafts(true).expect("drafts").len(), 1);
    office.restore_draft(third.id).expect("restored");
    assert_eq!(office.drafts(true).expect("drafts").len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_goes_where_it_should_and_marks_the_original() {
    let practice = practice().await;
    let office = &practice.office;
    office
        .set_signature(practice.account, "Susanne Weiß\nRechtsanwältin\n")
        .expect("signature");
    let mail = received(&practice).await;
    let vorgang = office
        .desk(
            Listing::Posteingang(None),
            Page {
                limit: 9,
                offset: 0,
            },
        )
        .expect("desk")[0]
        .id;
    office.change_aktennummer(vorgang, "8/20").expect("filed");
    let start = Start::Answer { mail, all: true };
    let draft = office.start_draft(&start).expect("draft");
    let words = &draft.written;
    assert_eq!(draft.relation, Some(Relation::AnswerAll));
    assert_eq!(
        words.to,
        "Firma Weiß <klient@firma.example>, gegner@y.example"
    );
    assert_eq!(words.cc, "gericht@z.example");
    assert_eq!(words.subject, "AW: 8/20 Termin");
    assert_eq!(words.akte, Some(akte(office)));
    assert!(
        words
            .text
            .starts_with("\n\nSusanne Weiß\nRechtsanwältin\n\nAm "),
        "{}",
        words.text
    );
    assert!(
        words
            .text
            .contains("schrieb Firma Weiß:\n> Geht Freitag?\n>\n> Geheimzahl"),
        "{}",
        words.text
    );
    let hints = office.draft_hints(draft.id).expect("hints");
    assert_eq!(hints, [Hint::AnswersOutside { all: 3, outside: 3 }]);
    let alone = office
        .start_draft(&Start::Answer { mail, all: false })
        .expect("draft");
    assert_eq!(
        (alone.written.to.as_str(), alone.written.cc.as_str()),
        ("Firma Weiß <klient@firma.example>", "")
    );

    let letter = office.send_draft(alone.id).expect("queued");
    let marks = office.mail_marks(&[mail]).expect("marks");
    assert!(marks[0].answered_at.is_some() && marks[0].forwarded_at.is_none());
    office.send_now(Some(letter)).expect("released");
    run(office).await;
    let sent = inbox(&practice, KLIENT).remove(0);
    assert!(sent.contains("In-Reply-To: <m2@firma.example>"), "{sent}");
    assert!(
        sent.contains("References: <m1@firma.example> <m2@firma.example>"),
        "{sent}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_passed_on_keeps_its_looks_and_documents_unless_it_was_changed() {
    let practice = practice().await;
    let office = &practice.office;
    let mail = received(&practice).await;
    let forward = |attached| Start::Forward {
        mails: vec![mail],
        attached,
    };
    let draft = office.start_draft(&forward(false)).expect("draft");
    assert_eq!(draft.written.subject, "WG: AW: Termin");
    assert_eq!(draft.files.len(), 1);
    assert_eq!(draft.files[0].name, "vertrag.pdf");
    assert!(draft.keeps_html());
    let send = async |id, version, words: &Written| {
        office.save_draft(id, version, words).expect("saved");
        let letter = office.send_draft(id).expect("queued");
        office.send_now(Some(letter)).expect("released");
        run(office).await;
        office.letter_bytes(letter).expect("bytes")
    };
    let mut words = draft.written.clone();
    words.to = KLIENT.to_owned();
    words.text = format!("Bitte <lesen> & prüfen{}", words.text);
    let whole = send(draft.id, draft.version, &words).await;
    let text = String::from_utf8(whole).expect("text");
    assert!(text.contains("<b>Freitag</b>"), "{text}");
    assert!(
        text.contains("vertrag.pdf") && text.contains("JVBERg=="),
        "{text}"
    );
    assert!(text.contains("Bitte &lt;lesen&gt; &amp;"), "{text}");
    assert!(
        office.mail_marks(&[mail]).expect("marks")[0]
            .forwarded_at
            .is_some()
    );
    // What was taken out of the text leaves in no other part either.
    let other = office.start_draft(&forward(false)).expect("draft");
    let mut words = other.written.clone();
    words.to = KLIENT.to_owned();
    words.text = words.text.replace("Geheimzahl 4711", "[geschwärzt]");
    let text = String::from_utf8(send(other.id, other.version, &words).await).expect("text");
    assert!(
        !text.contains("4711") && !text.contains("text/html"),
        "{text}"
    );
    // As a file it arrives byte for byte.
    let attached = office.start_draft(&forward(true)).expect("draft");
    let mut words = attached.written.clone();
    words.to = KLIENT.to_owned();
    let raw = send(attached.id, attached.version, &words).await;
    let inner = MAIL.as_bytes();
    assert!(raw.windows(inner.len()).any(|it| it == inner));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_taken_back_written_on_and_leaves_with_another_message_id() {
    let practice = practice().await;
    let office = &practice.office;
    let draft = office.start_draft(&Start::Empty).expect("draft");
    let words = written(practice.account, "niemand@nirgends.example");
    office
        .save_draft(draft.id, draft.version, &words)
        .expect("saved");
    let letter = office.send_draft(draft.id).expect("queued");
    office.send_now(None).expect("released");
    run(office).await;
    let failed = office.letter(letter).expect("letter");
    assert_eq!(failed.state, LetterState::Fehlgeschlagen);
    let rows = office
        .letter_rows(OutboxList::Postausgang, 10)
        .expect("rows");
    assert!(rows.len() == 1 && rows[0].has_draft);
    let again = office.write_on(letter).expect("draft");
    assert_eq!(again, draft.id);
    assert!(
        office
            .letter_rows(OutboxList::Postausgang, 10)
            .expect("rows")
            .is_empty()
    );
    let found = office.draft(again).expect("draft");
    assert_eq!(found.written, words);
    assert_ne!(found.message_id, failed.message_id);
    let better = written(practice.account, KLIENT);
    office
        .save_draft(again, found.version, &better)
        .expect("saved");
    let letter = office.send_draft(again).expect("queued");
    // Deleted while it waits: it does not leave, and comes back when that is undone.
    office.delete_letter(letter).expect("deleted");
    office.send_now(None).expect("released");
    run(office).await;
    assert_eq!(inbox(&practice, KLIENT).len(), 0);
    office.restore_letter(letter).expect("restored");
    office.send_now(None).expect("released");
    run(office).await;
    assert_eq!(inbox(&practice, KLIENT).len(), 1);
    assert!(matches!(
        office.write_on(letter),
        Err(Error::LetterNotWaiting(_))
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn with_automatic_sending_off_letters_wait_for_a_person() {
    let practice = practice().await;
    let office = &practice.office;
    let mut settings = office.sending_settings().expect("settings");
    assert!(settings.automatic && settings.ask_delete);
    settings.automatic = false;
    office.set_sending_settings(settings).expect("set");
    let draft = office.start_draft(&Start::Empty).expect("draft");
    let words = written(practice.account, KLIENT);
    office
        .save_draft(draft.id, draft.version, &words)
        .expect("saved");
    office.send_draft(draft.id).expect("queued");
    tokio::time::sleep(std::time::Duration::from_secs(11)).await;
    run(office).await;
    assert_eq!(inbox(&practice, KLIENT).len(), 0);
    assert_eq!(office.unsent_letters().expect("count"), 1);
    assert!(
        !office
            .letter_rows(OutboxList::Postausgang, 1)
            .expect("rows")[0]
            .is_released
    );
    office.send_now(None).expect("released");
    run(office).await;
    assert_eq!(inbox(&practice, KLIENT).len(), 1);
    // Not filed anywhere, and filed later by hand.
    let journal = office.letter_rows(OutboxList::Journal, 1).expect("journal");
    assert!(!journal[0].is_filed && journal[0].akte.is_none());
    office
        .assign_letter(journal[0].letter.id, Some(akte(office)))
        .expect("filed");
    assert_eq!(
        office
            .letters_in_akte(akte(office))
            .expect("documents")
            .len(),
        1
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn suggestions_know_earlier_mail_and_the_registers() {
    let practice = practice().await;
    let office = &practice.office;
    received(&practice).await;
    assert_eq!(office.learn_correspondents().expect("learned"), 1);
    assert_eq!(office.learn_correspondents().expect("learned"), 0);
    let names = |typed: &str| -> Vec<String> {
        let found = office.suggest_recipients(typed).expect("suggestions");
        found.into_iter().map(|it| it.person.address).collect()
    };
    assert_eq!(
        names("weiss"),
        ["klient@firma.example", "susi@kanzlei.example"]
    );
    assert_eq!(names("sus we"), ["susi@kanzlei.example"]);
    assert_eq!(names("firma.ex"), ["klient@firma.example"]);
    assert_eq!(names("w"), Vec::<String>::new());
    assert_eq!(names("%' OR 1=1 --"), Vec::<String>::new());
    // Whoever is written to is suggested before.
    let draft = office.start_draft(&Start::Empty).expect("draft");
    let words = written(practice.account, "Weißkopf <neu@weiss.example>");
    office
        .save_draft(draft.id, draft.version, &words)
        .expect("saved");
    office.send_draft(draft.id).expect("queued");
    assert_eq!(names("weiss")[0], "neu@weiss.example");
    let akten = |typed: &str| office.suggest_akten(typed).expect("akten").len();
    assert_eq!(
        (akten("8/"), akten("meier"), akten("9"), akten("")),
        (1, 1, 0, 0)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_values_are_refused_in_words_and_nothing_is_lost() {
    let practice = practice().await;
    let office = &practice.office;
    let draft = office.start_draft(&Start::Empty).expect("draft");
    let mut version = draft.version;
    let mut refused = |words: &Written| {
        version = office
            .save_draft(draft.id, version, words)
            .expect("saved")
            .version;
        office.send_draft(draft.id).expect_err("refused")
    };
    let good = written(practice.account, KLIENT);
    let many: Vec<String> = (0..10_000).map(|it| format!("a{it}@x.example")).collect();
    let error = refused(&Written {
        to: many.join(", "),
        ..good.clone()
    });
    assert!(
        matches!(&error, Error::Letter(it) if it[0].fault == LetterFault::TooMany(10_000)),
        "{error}"
    );
    let error = refused(&Written {
        to: "a@b.example\r\nBcc: evil".to_owned(),
        ..good.clone()
    });
    assert!(
        matches!(&error, Error::Draft(DraftFault::RecipientsInvalid(it)) if it == &["Bcc: evil"]),
        "{error}"
    );
    let error = refused(&Written {
        subject: "x\r\nBcc: evil@x.example".to_owned(),
        ..good.clone()
    });
    assert!(matches!(&error, Error::Letter(_)), "{error}");
    let error = refused(&Written {
        account: None,
        ..good.clone()
    });
    assert!(
        matches!(&error, Error::Draft(DraftFault::SenderMissing)),
        "{error}"
    );
    let error = refused(&Written {
        to: String::new(),
        ..good.clone()
    });
    assert!(
        matches!(&error, Error::Letter(it) if it[0].fault == LetterFault::NoRecipient),
        "{error}"
    );
    let long = Written {
        text: "x".repeat(3 << 20),
        ..good
    };
    assert!(matches!(
        office.save_draft(draft.id, version, &long),
        Err(Error::Draft(DraftFault::TextTooLong))
    ));
    // Files.
    let directory = practice.directory.path();
    let attach = |name: &str| {
        office
            .attach_file(draft.id, &directory.join(name))
            .expect_err("refused")
    };
    assert!(matches!(attach("weg.pdf"), Error::File { .. }));
    assert!(matches!(attach("."), Error::Draft(DraftFault::NoFile(_))));
    let large = std::fs::File::create(directory.join("gross.bin")).expect("file");
    large.set_len(101 << 20).expect("size");
    assert!(matches!(
        attach("gross.bin"),
        Error::Draft(DraftFault::FileTooLarge(..))
    ));
    large.set_len(80 << 20).expect("size");
    office
        .attach_file(draft.id, &directory.join("gross.bin"))
        .expect("attached");
    assert!(matches!(
        attach("gross.bin"),
        Error::Draft(DraftFault::FilesTooLarge { .. })
    ));
    assert_eq!(office.draft(draft.id).expect("draft").files.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_of_a_datenpool_is_for_its_akten() {
    let practice = practice().await;
    let office = &practice.office;
    office.add_datenpool("Notariat").expect("pool");
    let mut other = practice.account_for("imap", "tls", "leave");
    other.name = "Notariat".to_owned();
    other.address = "notar@kontor.test".to_owned();
    other.outgoing = office
        .account(practice.account)
        .expect("account")
        .account
        .outgoing;
    other.usage.mode = kontorpost::domain::usage::Mode::Postkorb;
    other.usage.owner = Some(kontorpost::domain::usage::Owner::Benutzer(number(1)));
    other.usage.datenpool = Some("Notariat".to_owned());
    let id = office
        .add_account(&other, Default::default())
        .await
        .expect("account")
        .id;
    let of = |akte: Option<i64>| -> Vec<AccountId> {
        let akte = akte.and_then(|it| office.akte_by_id(it).expect("akte"));
        let all = office.senders_for(akte.as_ref()).expect("senders");
        all.into_iter().map(|it| it.id).collect()
    };
    assert_eq!(of(None), [id, practice.account]);
    assert_eq!(of(Some(akte(office))), [practice.account]);
    let draft = office
        .start_draft(&Start::Akte(akte(office)))
        .expect("draft");
    assert_eq!(draft.written.account, Some(practice.account));
    let mut words = draft.written.clone();
    words.account = Some(id);
    words.to = KLIENT.to_owned();
    office
        .save_draft(draft.id, draft.version, &words)
        .expect("saved");
    let error = office.send_draft(draft.id).expect_err("refused");
    assert!(
        matches!(error, Error::Draft(DraftFault::SenderOfOtherPool(_))),
        "{error}"
    );
    assert_eq!(USER, "anna@kontor.test");
}
