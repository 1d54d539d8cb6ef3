//! Lists of the desk: their order, what is unread, how many lie where, and that a window learns of
//! every change.

#[path = "support/desk_office.rs"]
mod desk_office;

use desk_office::{DeskOffice, benutzer, message};
use kontorpost::domain::akte_tree::{AkteTree, Source};
use kontorpost::domain::desk::{DeskFault, Listing};
use kontorpost::domain::desk_list::{Count, ListQuery, Sort, SortKey};
use kontorpost::service::{Acting, Error, Office};

const POSTEINGANG: Listing = Listing::Posteingang(None);

fn subjects(office: &Office, listing: Listing, sort: Option<(SortKey, bool)>) -> Vec<String> {
    let mut query = ListQuery::new(listing);
    if let Some((key, ascending)) = sort {
        query.sort = Sort { key, ascending };
    }
    let ids = office.desk_order(&query).expect("an order");
    let rows = office.desk_rows(&ids).expect("rows");
    assert_eq!(rows.len(), ids.len());
    rows.into_iter().map(|it| it.subject).collect()
}

/// Four letters whose arrival, dates, senders and subjects are in four different orders.
fn four() -> DeskOffice {
    let mut desk = DeskOffice::posteingang();
    desk.akte("12/98", "Alt", None);
    desk.akte("9/20", "Neun", Some(2));
    desk.akte("10/20", "Zehn", None);
    desk.arrive(&[
        message(
            "Zorn <z@x.example>",
            "AW: 9/20 Ö",
            "Mon, 1 Jun 2026 10:00:00 +0200",
            "eins",
        ),
        message(
            "Ärger <a@x.example>",
            "10/20 B",
            "Wed, 3 Jun 2026 10:00:00 +0200",
            "zwei zwei zwei zwei",
        ),
        message(
            "Afel <a2@x.example>",
            "12/98 A",
            "Tue, 2 Jun 2026 10:00:00 +0200",
            "drei drei",
        ),
        message(
            "b@x.example",
            "ohne",
            "Thu, 4 Jun 2026 10:00:00 +0200",
            "vier vier vier vier vier vier vier",
        ),
    ]);
    desk
}

#[test]
fn a_list_comes_in_every_order() {
    let desk = four();
    let sorted = |key, ascending| subjects(&desk.office, POSTEINGANG, Some((key, ascending)));
    let usual = subjects(&desk.office, POSTEINGANG, None);
    assert_eq!(usual, ["ohne", "10/20 B", "12/98 A", "AW: 9/20 Ö"]);
    assert_eq!(
        sorted(SortKey::Date, true),
        ["AW: 9/20 Ö", "12/98 A", "10/20 B", "ohne"]
    );
    // Ä lies at Ae; whoever gave no name lies under the address.
    assert_eq!(
        sorted(SortKey::From, true),
        ["10/20 B", "12/98 A", "ohne", "AW: 9/20 Ö"]
    );
    assert_eq!(
        sorted(SortKey::From, false),
        ["AW: 9/20 Ö", "ohne", "12/98 A", "10/20 B"]
    );
    // AW: does not count.
    assert_eq!(
        sorted(SortKey::Subject, true),
        ["10/20 B", "12/98 A", "AW: 9/20 Ö", "ohne"]
    );
    assert_eq!(sorted(SortKey::Size, true)[3], "ohne");
    for (key, _) in SortKey::ALL {
        for ascending in [true, false] {
            assert_eq!(sorted(key, ascending).len(), 4, "{key:?}");
        }
    }
}

#[test]
fn akten_sort_by_year_and_number_and_empty_ones_lie_last() {
    let desk = four();
    for id in desk
        .office
        .desk_order(&ListQuery::new(POSTEINGANG))
        .unwrap()
    {
        let row = &desk.office.desk_rows(&[id]).unwrap()[0];
        if let Some(number) = row.subject.split(' ').find(|it| it.contains('/')) {
            desk.office.change_aktennummer(id, number).unwrap();
        }
    }
    let sorted = |key, ascending| subjects(&desk.office, POSTEINGANG, Some((key, ascending)));
    assert_eq!(
        sorted(SortKey::Akte, true),
        ["12/98 A", "AW: 9/20 Ö", "10/20 B", "ohne"]
    );
    assert_eq!(
        sorted(SortKey::Akte, false),
        ["10/20 B", "AW: 9/20 Ö", "12/98 A", "ohne"]
    );
    assert_eq!(
        sorted(SortKey::Kurzbezeichnung, true),
        ["12/98 A", "AW: 9/20 Ö", "10/20 B", "ohne"]
    );
    // Work has begun on three.
    assert_eq!(sorted(SortKey::Status, true)[0], "ohne");
    let ids = desk
        .office
        .desk_order(&ListQuery::new(POSTEINGANG))
        .unwrap();
    let rows = desk.office.desk_rows(&ids).unwrap();
    assert_eq!(rows.iter().filter(|it| it.has_akte()).count(), 3);
}

#[test]
fn what_is_unread_is_counted_wherever_it_goes() {
    let desk = four();
    let office = &desk.office;
    let count = |listing| office.desk_counts().unwrap().of(listing).unwrap();
    let of = |all, unread| Count { all, unread };
    assert_eq!(count(POSTEINGANG), of(4, 4));
    let ids = office.desk_order(&ListQuery::new(POSTEINGANG)).unwrap();
    office.mark_read(&ids[..2], true).unwrap();
    assert_eq!(count(POSTEINGANG), of(4, 2));
    office.mark_read(&ids[..1], false).unwrap();
    assert_eq!(count(POSTEINGANG), of(4, 3));
    assert!(!office.desk_rows(&ids[..1]).unwrap()[0].is_read);
    // To a colleague: there it is unread again, though its sender had opened it.
    office.assign(ids[1], None, Some(benutzer(2))).unwrap();
    assert_eq!(count(Listing::Postkorb(benutzer(2))), of(1, 1));
    assert_eq!(count(POSTEINGANG), of(3, 3));
    office.undo(ids[1]).unwrap();
    assert_eq!(count(POSTEINGANG).all, 4);
    assert_eq!(count(Listing::Postkorb(benutzer(2))), of(0, 0));
    // Put off: gone until the day has come.
    office
        .set_wiedervorlage(ids[0], Some(jiff::civil::date(2100, 1, 1)))
        .unwrap();
    office
        .set_wiedervorlage(ids[1], Some(jiff::civil::date(2020, 1, 1)))
        .unwrap();
    assert_eq!(count(POSTEINGANG).all, 3);
    let counts = office.desk_counts().unwrap();
    assert_eq!((counts.wiedervorlage.all, counts.wiedervorlage_due), (2, 1));
    assert_eq!(subjects(office, Listing::Wiedervorlage, None).len(), 2);
    office.delete_vorgang(ids[2]).unwrap();
    office.complete(ids[3]).unwrap();
    assert_eq!(
        (count(POSTEINGANG).all, count(Listing::Papierkorb).all),
        (1, 1)
    );
    let report = desk.storage.check(|_, _| {}).unwrap();
    assert!(report.is_clean(), "{report:?}");
    // The counters are what the lists hold.
    for listing in [
        POSTEINGANG,
        Listing::Papierkorb,
        Listing::Wiedervorlage,
        Listing::Altbestand,
    ] {
        let all = office.desk_order(&ListQuery::new(listing)).unwrap().len() as u64;
        assert_eq!(count(listing).all, all, "{listing:?}");
    }
}

#[test]
fn a_window_learns_of_changes_by_others_and_of_nothing_else() {
    let desk = four();
    let other =
        Office::open(&desk.path().join("office"), Acting::Benutzer(1)).expect("another program");
    let version = |listing| desk.office.desk_version(listing).unwrap();
    let (here, papierkorb, all) = (
        version(Some(POSTEINGANG)),
        version(Some(Listing::Papierkorb)),
        version(None),
    );
    assert_eq!(version(Some(POSTEINGANG)), here);
    let ids = other.desk_order(&ListQuery::new(POSTEINGANG)).unwrap();
    other.mark_read(&ids[..1], true).unwrap();
    let read = version(Some(POSTEINGANG));
    assert!(read != here && version(None) != all);
    assert_eq!(version(Some(Listing::Papierkorb)), papierkorb);
    // What is read already is not touched again.
    other.mark_read(&ids[..1], true).unwrap();
    assert_eq!(version(Some(POSTEINGANG)), read);
    other.delete_vorgang(ids[0]).unwrap();
    assert!(version(Some(POSTEINGANG)) != read);
    assert!(version(Some(Listing::Papierkorb)) != papierkorb);
}

#[test]
fn what_was_seen_comes_up_again_and_a_window_hears_of_it() {
    let mut desk = DeskOffice::new("mode = \"postkorb\"\nbenutzer = 1\n");
    desk.akte("8/20", "Müller ./. Meier", None);
    desk.arrive(&[message(
        "person1@kanzlei.example",
        "8/20ea Klage",
        "Mon, 1 Jun 2026 10:00:00 +0200",
        "x",
    )]);
    let office = &desk.office;
    let abgelegt = Listing::Abgelegt(None);
    let ids = office.desk_order(&ListQuery::new(abgelegt)).unwrap();
    assert_eq!(
        office.desk_counts().unwrap().of(abgelegt),
        Some(Count { all: 1, unread: 1 })
    );
    office.mark_seen(ids[0]).unwrap();
    assert!(
        office
            .desk_order(&ListQuery::new(abgelegt))
            .unwrap()
            .is_empty()
    );
    let before = office.desk_version(Some(Listing::Wiedervorlage)).unwrap();
    office
        .set_wiedervorlage(ids[0], Some(jiff::civil::date(2020, 1, 1)))
        .unwrap();
    assert!(office.desk_version(Some(Listing::Wiedervorlage)).unwrap() != before);
    assert_eq!(office.desk_counts().unwrap().wiedervorlage_due, 1);
    assert_eq!(
        subjects(office, Listing::Wiedervorlage, None),
        ["8/20ea Klage"]
    );
}

fn names(tree: &AkteTree, folder: Option<i64>) -> Vec<&str> {
    tree.documents_in(folder)
        .map(|it| it.name.as_str())
        .collect()
}

#[test]
fn documents_of_an_akte_lie_in_subfolders_and_come_back() {
    let mut desk = DeskOffice::posteingang();
    let akte = desk.akte("8/20", "Müller ./. Meier", None);
    let other = desk.akte("9/20", "Andere", None);
    desk.arrive(&[message(
        "Müller <m@x.example>",
        "8/20ea Klage",
        "Mon, 1 Jun 2026 10:00:00 +0200",
        "Text",
    )]);
    let office = &desk.office;
    for id in office.desk_order(&ListQuery::new(POSTEINGANG)).unwrap() {
        office.change_aktennummer(id, "8/20").unwrap();
    }
    let tree = office.akte_tree(akte).unwrap();
    assert_eq!(names(&tree, None), ["8/20ea Klage"]);
    let document = tree.documents[0].id;
    assert!(matches!(tree.documents[0].source, Source::Mail { .. }));
    let court = office.add_folder(akte, None, " Gericht ").unwrap();
    let inner = office.add_folder(akte, Some(court), "Verfügungen").unwrap();
    let fault = |result: kontorpost::service::Result<i64>| match result {
        Err(Error::Desk(fault)) => fault,
        other => panic!("{other:?}"),
    };
    let taken = DeskFault::FolderNameTaken("GERICHT".to_owned());
    assert_eq!(fault(office.add_folder(akte, None, "GERICHT")), taken);
    assert_eq!(
        fault(office.add_folder(akte, None, " ")),
        DeskFault::FolderNameEmpty
    );
    let elsewhere = fault(office.add_folder(other, Some(court), "x"));
    assert_eq!(elsewhere, DeskFault::FolderElsewhere);
    let inside = fault(office.move_folder(court, Some(inner)).map(|()| 0));
    assert_eq!(inside, DeskFault::FolderInItself);
    let before = office.akte_version(akte).unwrap();
    office.move_documents(&[document], Some(inner)).unwrap();
    assert!(office.akte_version(akte).unwrap() > before);
    office.set_remark(document, "wichtig").unwrap();
    office.rename_folder(inner, "Beschlüsse").unwrap();
    let tree = office.akte_tree(akte).unwrap();
    assert_eq!(names(&tree, Some(inner)), ["8/20ea Klage"]);
    assert_eq!(tree.documents[0].remark, "wichtig");
    assert_eq!(
        tree.folders_in(Some(court)).next().unwrap().name,
        "Beschlüsse"
    );
    // Removed with all above it: nothing goes with it.
    office.remove_folder(inner).unwrap();
    office.remove_folder(court).unwrap();
    let tree = office.akte_tree(akte).unwrap();
    assert_eq!((tree.folders.len(), names(&tree, None).len()), (0, 1));
    // Undone one by one: out of both, remark away, out of the subfolder.
    assert_eq!(office.undo_document(document).unwrap(), "remove-folder");
    assert_eq!(
        office.akte_tree(akte).unwrap().documents[0].folder,
        Some(court)
    );
    office.restore_folder(inner).unwrap();
    let tree = office.akte_tree(akte).unwrap();
    assert_eq!(names(&tree, Some(inner)), ["8/20ea Klage"]);
    assert_eq!(office.undo_document(document).unwrap(), "remark");
    assert_eq!(office.undo_document(document).unwrap(), "move");
    let none = fault(office.undo_document(document).map(|_| 0));
    assert_eq!(none, DeskFault::NothingToUndoInDocument(document));
    let tree = office.akte_tree(akte).unwrap();
    assert_eq!(
        (names(&tree, None).len(), tree.documents[0].remark.as_str()),
        (1, "")
    );
}

#[test]
fn an_attachment_is_filed_by_itself_and_stays() {
    let mut desk = DeskOffice::posteingang();
    let (akte, own) = (desk.akte("8/20", "A", None), desk.akte("9/20", "B", None));
    desk.arrive(&[
        "From: m@x.example\nTo: post@kanzlei.example\nSubject: Anlage\nDate: Mon, 1 Jun 2026 \
         10:00:00 +0200\nContent-Type: multipart/mixed; boundary=g\n\n--g\nContent-Type: \
         text/plain\n\nText\n--g\nContent-Type: application/pdf; name=\"Vertrag.pdf\"\n\
         Content-Disposition: attachment; filename=\"Vertrag.pdf\"\n\nabc\n--g--\n"
            .to_owned(),
    ]);
    let office = &desk.office;
    let id = office.desk_order(&ListQuery::new(POSTEINGANG)).unwrap()[0];
    let row = office.desk_rows(&[id]).unwrap().remove(0);
    let document = office.file_attachment((row.mail, 0), own, None).unwrap();
    let twice = office.file_attachment((row.mail, 0), own, None);
    assert!(matches!(twice, Err(Error::Desk(DeskFault::FiledAlready))));
    office
        .file_attachment((row.mail, 7), own, None)
        .unwrap_err();
    // The message itself goes its own way.
    assert!(!office.desk_rows(&[id]).unwrap()[0].has_akte());
    office.change_aktennummer(id, "8/20").unwrap();
    assert_eq!(office.desk_rows(&[id]).unwrap()[0].aktennummer, "8/20");
    assert_eq!(
        names(&office.akte_tree(own).unwrap(), None),
        ["Vertrag.pdf"]
    );
    assert_eq!(names(&office.akte_tree(akte).unwrap(), None), ["Anlage"]);
    assert_eq!(office.undo_document(document).unwrap(), "file");
    assert!(office.akte_tree(own).unwrap().documents.is_empty());
}
