//! Search as a clerk types: what is found by which words, within which limits, and where it is
//! marked.

#[path = "support/desk_office.rs"]
mod desk_office;

use desk_office::{DeskOffice, benutzer, message};
use kontorpost::domain::desk::Listing;
use kontorpost::domain::desk_list::ListQuery;
use kontorpost::domain::register::{Ansprechpartner, Klient};
use kontorpost::domain::search::{FoundRow, Person, Search};

fn office() -> DeskOffice {
    let mut desk = DeskOffice::posteingang();
    desk.akte("8/20", "Müller ./. Meier", None);
    let attached = "From: Anna Weiß <anna@mandant.example>\nTo: post@kanzlei.example\nSubject: Unterlagen\n\
        Date: Wed, 3 Jun 2026 10:00:00 +0200\nMessage-ID: <u@t.example>\nContent-Type: multipart/mixed; boundary=g\n\n--g\n\
        Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nanbei das Gewünschte\n--g\nContent-Type: \
        application/pdf\nContent-Disposition: attachment; filename=\"Kaufvertrag.pdf\"\n\nabc\n--g--\n";
    desk.arrive(&[
        message(
            "Jürgen Bär <j.baer@amt.example>",
            "8/20 Kostenfestsetzung",
            "Mon, 1 Jun 2026 10:00:00 +0200",
            "Sehr geehrte Damen und Herren, die Größe des Grundstücks steht fest.",
        ),
        message(
            "Otto <otto@x.example>",
            "Termin 18/20",
            "Tue, 2 Jun 2026 23:30:00 +0200",
            "Frist läuft ab",
        ),
        attached.to_owned(),
        message(
            "otto@x.example",
            "Newsletter",
            "Thu, 4 Jun 2026 10:00:00 +0200",
            "nichts Neues zur Frist",
        ),
    ]);
    desk
}

fn search(words: &str) -> Search {
    Search {
        words: words.to_owned(),
        ..Search::default()
    }
}

fn rows(desk: &DeskOffice, search: &Search) -> Vec<FoundRow> {
    let found = desk.office.find(search).expect("found");
    assert!(!found.more);
    desk.office.found_rows(&found.mails, search).expect("rows")
}

fn subjects(desk: &DeskOffice, search: &Search) -> Vec<String> {
    let rows = rows(desk, search);
    rows.into_iter().map(|it| it.mail.subject).collect()
}

#[test]
fn each_letter_that_is_typed_finds_and_narrows() {
    let desk = office();
    let word = "grundstücks";
    for end in word.char_indices().map(|(at, it)| at + it.len_utf8()) {
        let typed = &word[..end];
        let found = subjects(&desk, &search(typed));
        assert!(
            found.contains(&"8/20 Kostenfestsetzung".to_owned()),
            "{typed}: {found:?}"
        );
    }
    for (words, expected) in [
        // Newest first; in text, subject, people, names of attachments.
        ("fr", &["Newsletter", "Termin 18/20"][..]),
        ("Frist", &["Newsletter", "Termin 18/20"]),
        ("frist ab", &["Termin 18/20"]),
        ("groesse", &["8/20 Kostenfestsetzung"]),
        ("festsetz", &["8/20 Kostenfestsetzung"]),
        ("bär", &["8/20 Kostenfestsetzung"]),
        ("j.bär@amt", &["8/20 Kostenfestsetzung"]),
        ("vertrag.pdf", &["Unterlagen"]),
        ("kau", &["Unterlagen"]),
        ("weiss", &["Unterlagen"]),
        // A number is a whole one, unless it is still being typed.
        ("8/20", &["8/20 Kostenfestsetzung"]),
        ("18/2", &["Termin 18/20"]),
        ("18/2 frist", &[]),
        ("\"damen und herren\"", &["8/20 Kostenfestsetzung"]),
        ("\"herren und damen\"", &[]),
        ("xyz", &[]),
        ("  ", &[]),
        ("*\"", &[]),
        ("\" * ( NEAR", &[]),
    ] {
        assert_eq!(subjects(&desk, &search(words)), expected, "{words}");
    }
}

#[test]
fn limits_of_place_person_and_time() {
    let desk = office();
    let office = &desk.office;
    let of = |change: &dyn Fn(&mut Search)| {
        let mut search = Search::default();
        change(&mut search);
        subjects(&desk, &search)
    };
    let day = |day| Some(jiff::civil::date(2026, 6, day));
    assert_eq!(of(&|it| it.from_day = day(3)), ["Newsletter", "Unterlagen"]);
    assert_eq!(of(&|it| it.to_day = day(1)), ["8/20 Kostenfestsetzung"]);
    assert_eq!(of(&|it| it.with_attachments = true), ["Unterlagen"]);
    let person = |it: &str| Some(Person::Address(it.to_owned()));
    assert_eq!(
        of(&|it| it.person = person("otto")),
        ["Newsletter", "Termin 18/20"]
    );
    assert_eq!(
        of(&|it| it.person = person("otto@x")),
        ["Newsletter", "Termin 18/20"]
    );
    assert_eq!(of(&|it| it.person = person("frist")), Vec::<String>::new());
    let klient = Klient {
        name: "Weiß GmbH".to_owned(),
        ansprechpartner: vec![Ansprechpartner {
            name: String::new(),
            address: "anna@mandant.example".to_owned(),
        }],
    };
    desk.storage.insert_klient(&klient).unwrap();
    let klient = desk.storage.klienten().unwrap()[0].id;
    assert_eq!(
        of(&|it| it.person = Some(Person::Klient(klient))),
        ["Unterlagen"]
    );
    // One Vorgang to a colleague.
    let ids = office
        .desk_order(&ListQuery::new(Listing::Posteingang(None)))
        .unwrap();
    office.assign(ids[0], None, Some(benutzer(2))).unwrap();
    let postkorb = Some(Listing::Postkorb(benutzer(2)));
    assert_eq!(of(&|it| it.place = postkorb), ["Newsletter"]);
    let colleague = Some(Person::Benutzer(benutzer(2)));
    assert_eq!(of(&|it| it.person = colleague.clone()), ["Newsletter"]);
    office.change_aktennummer(ids[3], "8/20").unwrap();
    let akte = office.desk_rows(&[ids[3]]).unwrap()[0].akte;
    assert!(akte.is_some());
    let in_akte = of(&|it| {
        it.akte = akte;
        it.words = "größe".to_owned();
    });
    assert_eq!(in_akte, ["8/20 Kostenfestsetzung"]);
    office.mark_read(&ids[..3], true).unwrap();
    assert_eq!(of(&|it| it.unread = true), ["8/20 Kostenfestsetzung"]);
}

#[test]
fn the_papierkorb_is_searched_by_itself_and_what_is_destroyed_never() {
    let desk = office();
    let office = &desk.office;
    let frist = search("frist");
    let in_papierkorb = Search {
        place: Some(Listing::Papierkorb),
        ..frist.clone()
    };
    let ids = office
        .desk_order(&ListQuery::new(Listing::Posteingang(None)))
        .unwrap();
    office.delete_vorgang(ids[0]).unwrap();
    assert_eq!(subjects(&desk, &frist), ["Termin 18/20"]);
    let found = rows(&desk, &in_papierkorb);
    assert_eq!((found.len(), found[0].in_papierkorb), (1, true));
    office.destroy_vorgang(ids[0]).unwrap();
    assert_eq!(subjects(&desk, &frist), ["Termin 18/20"]);
    assert!(rows(&desk, &in_papierkorb).is_empty());
    assert!(subjects(&desk, &search("newsletter")).is_empty());
    // An Akte keeps what it holds, and that is found.
    office.change_aktennummer(ids[3], "8/20").unwrap();
    office.delete_vorgang(ids[3]).unwrap();
    assert_eq!(
        subjects(&desk, &search("größe")),
        ["8/20 Kostenfestsetzung"]
    );
    office.destroy_vorgang(ids[3]).unwrap();
    assert_eq!(
        subjects(&desk, &search("größe")),
        ["8/20 Kostenfestsetzung"]
    );
}

#[test]
fn hits_are_marked_where_they_stand() {
    let desk = office();
    let wanted = search("festsetz bär grö");
    let found = rows(&desk, &wanted);
    let row = &found[0];
    let shown: Vec<&str> = row
        .subject
        .iter()
        .map(|it| &row.mail.subject[it.clone()])
        .collect();
    assert_eq!(shown, ["festsetz"]);
    let shown: Vec<&str> = row
        .from
        .iter()
        .map(|it| &row.sender()[it.clone()])
        .collect();
    assert_eq!(shown, ["Bär"]);
    assert!(row.is_unread && row.vorgang.is_some() && !row.in_papierkorb);
    let pieces = desk.office.found_snippets(&[row.mail.id], &wanted).unwrap();
    let marked: Vec<&str> = pieces[0]
        .marks
        .iter()
        .map(|it| &pieces[0].text[it.clone()])
        .collect();
    assert_eq!(marked, ["Grö"]);
    let wanted = search("vertrag");
    let found = rows(&desk, &wanted);
    assert_eq!(
        found[0].attachments,
        [(
            "Kaufvertrag.pdf".to_owned(),
            std::iter::once(4..11).collect()
        )]
    );
    assert!(
        desk.office
            .found_snippets(&[found[0].mail.id], &wanted)
            .unwrap()
            .is_empty()
    );
    // Gone ones are left out.
    assert!(
        desk.office
            .found_rows(&[99_999], &wanted)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn what_arrives_is_found_at_the_next_letter() {
    let mut desk = office();
    assert_eq!(subjects(&desk, &search("frist")).len(), 2);
    desk.arrive(&[message(
        "n@x.example",
        "Fristsache",
        "Tue, 2 Jun 2026 23:45:00 +0200",
        "x",
    )]);
    let found = subjects(&desk, &search("frist"));
    assert_eq!(found, ["Newsletter", "Fristsache", "Termin 18/20"]);
}
