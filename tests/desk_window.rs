//! A clerk's day in the main window: places, lists, and what is done with mail.

#[path = "support/kanzlei.rs"]
mod kanzlei;
#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use kanzlei::{Kanzlei, number};
use kontorpost::domain::desk::Listing;
use kontorpost::gui::theme::Mode;
use kontorpost::i18n::Language;
use window::Desk;

fn open(kanzlei: &Kanzlei) -> Desk {
    Desk::open(kanzlei.office.clone(), Language::German)
}

#[test]
fn the_morning_shows_what_lies_where() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.wait_for("Terminsverlegung in Sachen 8/20");
    desk.wait_for("4 Nachrichten");
    desk.picture("desk_posteingang", Mode::Light, 1.0);
    desk.click("Mein Postkorb");
    desk.wait_for("8/20 Vergleichsangebot");
    desk.click("8/20 Vergleichsangebot");
    desk.wait_for("es geht um: 8/20 Vergleichsangebot");
    desk.picture("desk_postkorb", Mode::Light, 1.0);
    assert_eq!(kanzlei.list(Listing::Postkorb(number(1))).len(), 3);
}

#[test]
fn the_aktennummer_is_corrected_in_the_table() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Mein Postkorb");
    desk.wait_for("8/20 Vergleichsangebot");
    desk.click("8/20 Vergleichsangebot");
    desk.press(Named::F2);
    desk.retype("9/20");
    desk.press(Named::Enter);
    desk.wait_for("1 Nachricht nach 9/20 abgelegt");
    let akte = |subject: &str| {
        let all = kanzlei.list(Listing::Postkorb(number(1)));
        let row = all.into_iter().find(|it| it.subject == subject);
        row.expect("the row").aktennummer
    };
    assert_eq!(akte("8/20 Vergleichsangebot"), "9/20");
    desk.picture("desk_moved", Mode::Light, 1.0);
    // The way back.
    desk.control('z');
    desk.wait_for("Rückgängig gemacht");
    assert_eq!(akte("8/20 Vergleichsangebot"), "8/20");
    // A number that is none: told, and the old one stays.
    desk.click("8/20 Vergleichsangebot");
    desk.press(Named::F2);
    desk.retype("77/20");
    desk.press(Named::Enter);
    desk.wait_for("Eine Akte 77/20 gibt es in diesem Datenpool nicht.");
    desk.press(Named::Escape);
    desk.wait_without("77/20");
    assert_eq!(akte("8/20 Vergleichsangebot"), "8/20");
    // Empty is the Benutzerakte.
    desk.click("8/20 Vergleichsangebot");
    desk.press(Named::F2);
    desk.retype("");
    desk.press(Named::Delete);
    desk.press(Named::Enter);
    desk.wait_for("1 Nachricht in die Benutzerakte gelegt");
    assert_eq!(akte("8/20 Vergleichsangebot"), "Benutzerakte 1");
}

#[test]
fn mail_is_passed_on_with_an_instruction_and_taken_back() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Mein Postkorb");
    desk.wait_for("Rückfrage zum Termin");
    desk.click("Rückfrage zum Termin");
    desk.alt('b');
    desk.wait_for("Bernd Admin");
    // Nobody chosen is told.
    desk.press(Named::Enter);
    desk.wait_for("Bitte mindestens einen Benutzer auswählen.");
    desk.click("2  Bernd Admin");
    desk.click("3  Carla Neu");
    desk.alt('w');
    desk.type_text("Bitte bis Freitag");
    desk.picture("desk_forward", Mode::Light, 1.0);
    desk.press(Named::Enter);
    desk.wait_for("1 Nachricht an Benutzer 2, 3 weitergeleitet");
    for to in [2, 3] {
        let all = kanzlei.list(Listing::Postkorb(number(to)));
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].note, "Bitte bis Freitag");
    }
    assert_eq!(kanzlei.list(Listing::Postkorb(number(1))).len(), 2);
    desk.click("Rückgängig");
    desk.wait_for("Rückgängig gemacht");
    assert!(kanzlei.list(Listing::Postkorb(number(3))).is_empty());
    assert_eq!(kanzlei.list(Listing::Postkorb(number(1))).len(), 3);
}

#[test]
fn the_posteingang_is_prepared_and_processed_at_once() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.wait_for("Anfrage Erstberatung");
    // Two rows have marked themselves; a third one gets a Postkorb by name.
    desk.click("Anfrage Erstberatung");
    desk.alt('p');
    desk.wait_for("Postkorb zuordnen");
    desk.click("2  Bernd Admin");
    desk.press(Named::Enter);
    desk.wait_for("Bernd Admin");
    desk.picture("desk_prepared", Mode::Light, 1.0);
    desk.alt('v');
    desk.wait_for("3 Nachrichten verarbeitet");
    desk.wait_for("1 Nachricht");
    assert_eq!(
        kanzlei.subjects(Listing::Posteingang(None)),
        ["Werbung: Bürostühle"]
    );
    assert_eq!(
        kanzlei.subjects(Listing::Postkorb(number(2))),
        ["Anfrage Erstberatung"]
    );
    desk.picture("desk_processed", Mode::Light, 1.0);
    // All of it in one step back.
    desk.control('z');
    desk.wait_for("Bei 3 Nachrichten rückgängig gemacht");
    assert_eq!(kanzlei.list(Listing::Posteingang(None)).len(), 4);
}

#[test]
fn wiedervorlage_takes_mail_off_the_desk_until_its_day() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Mein Postkorb");
    desk.wait_for("Unterlagen 9/20");
    desk.click("Unterlagen 9/20");
    desk.alt('v');
    desk.wait_for("An welchem Tag soll die Nachricht wieder vorliegen?");
    desk.picture("desk_wiedervorlage", Mode::Light, 1.0);
    desk.type_text("1.2.1999");
    desk.press(Named::Enter);
    desk.wait_for("Bitte einen Tag ab heute");
    desk.click("1 Woche");
    desk.wait_for("1 Nachricht auf Wiedervorlage am");
    assert_eq!(kanzlei.list(Listing::Postkorb(number(1))).len(), 2);
    desk.click("Wiedervorlage");
    desk.wait_for("Unterlagen 9/20");
    desk.picture("desk_wiedervorlage_list", Mode::Light, 1.0);
    desk.click("Unterlagen 9/20");
    desk.alt('v');
    desk.click("Keine Wiedervorlage");
    desk.wait_for("Wiedervorlage beendet");
    assert_eq!(kanzlei.list(Listing::Postkorb(number(1))).len(), 3);
}

#[test]
fn what_is_deleted_lies_in_the_papierkorb() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.wait_for("Werbung: Bürostühle");
    desk.click("Werbung: Bürostühle");
    desk.press(Named::Delete);
    desk.wait_for("Soll die Nachricht in den Papierkorb gelegt werden?");
    // Left: nothing happens.
    desk.press(Named::Escape);
    assert_eq!(kanzlei.list(Listing::Posteingang(None)).len(), 4);
    desk.press(Named::Delete);
    desk.click("Löschen, nicht mehr fragen");
    desk.wait_for("1 Nachricht in den Papierkorb gelegt");
    desk.click("Papierkorb");
    desk.wait_for("Werbung: Bürostühle");
    desk.click("Werbung: Bürostühle");
    desk.picture("desk_papierkorb", Mode::Light, 1.0);
    desk.alt('w');
    desk.wait_for("1 Nachricht wiederhergestellt");
    assert_eq!(kanzlei.list(Listing::Posteingang(None)).len(), 4);
    // From now on it is not asked.
    desk.click("Posteingang");
    desk.wait_for("Werbung: Bürostühle");
    desk.click("Werbung: Bürostühle");
    desk.press(Named::Delete);
    desk.wait_for("1 Nachricht in den Papierkorb gelegt");
    desk.click("Papierkorb");
    desk.wait_for("Werbung: Bürostühle");
    desk.click("Werbung: Bürostühle");
    desk.alt('ü');
    desk.wait_for("Das lässt sich nicht rückgängig machen.");
    desk.alt('e');
    desk.wait_for("1 Nachricht endgültig gelöscht");
    assert!(kanzlei.list(Listing::Papierkorb).is_empty());
}

#[test]
fn senders_without_an_assignment_are_assigned() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Nicht zugeordnet");
    desk.wait_for("Lohnabrechnung Oktober");
    desk.picture("desk_nicht_zugeordnet", Mode::Light, 1.0);
    // A stranger: this message alone.
    desk.click("Frage zur Steuererklärung");
    desk.alt('o');
    desk.wait_for("Wer bearbeitet Post von unbekannt@web.example?");
    desk.wait_for("Diese Nachricht allein wird zugeordnet.");
    desk.click("1  Susi Weiß");
    desk.press(Named::Enter);
    desk.wait_for("1 Nachricht zugeordnet");
    // One of the staff: for good.
    desk.click("Lohnabrechnung Oktober");
    desk.alt('o');
    desk.wait_for("Auch künftig so zuordnen");
    desk.click("2  Bernd Admin");
    desk.picture("desk_assign_sender", Mode::Light, 1.0);
    desk.press(Named::Enter);
    desk.wait_for("Absender zugeordnet (Von → An), 1 Nachricht verteilt");
    assert_eq!(
        kanzlei.subjects(Listing::Tagesansicht(number(2))),
        ["Lohnabrechnung Oktober"]
    );
    assert_eq!(kanzlei.office.zuordnungen().expect("von-an").len(), 1);
    desk.click("Tagesansicht");
    desk.wait_for("Frage zur Steuererklärung");
    desk.wait_for("Post prüfen");
    desk.picture("desk_tagesansicht", Mode::Light, 1.0);
}

#[test]
fn many_rows_are_done_at_once_and_taken_back_at_once() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Mein Postkorb");
    desk.wait_for("Rückfrage zum Termin");
    desk.click("Rückfrage zum Termin");
    desk.control('a');
    desk.wait_for("3 ausgewählt");
    desk.alt('e');
    desk.wait_for("3 Nachrichten erledigt");
    desk.wait_for("Hier liegt nichts.");
    desk.click("Rückgängig");
    desk.wait_for("Bei 3 Nachrichten rückgängig gemacht");
    desk.wait_for("Rückfrage zum Termin");
    assert_eq!(kanzlei.list(Listing::Postkorb(number(1))).len(), 3);
}

#[test]
fn mail_is_searched_and_the_way_leads_back() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Mein Postkorb");
    desk.wait_for("Rückfrage zum Termin");
    desk.control('f');
    desk.type_text("vergleich");
    desk.wait_for("1 Nachricht");
    desk.wait_for("8/20 Vergleichsangebot");
    desk.wait_without("Rückfrage zum Termin");
    desk.picture("desk_search", Mode::Light, 1.0);
    desk.press(Named::Escape);
    desk.wait_for("Rückfrage zum Termin");
    // Nothing is left of it.
    desk.wait_for("Suchen (Strg+F)");
}

#[test]
fn the_history_tells_why_something_lies_here() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Mein Postkorb");
    desk.wait_for("8/20 Vergleichsangebot");
    desk.click("8/20 Vergleichsangebot");
    desk.control('i');
    desk.wait_for("Der Betreff beginnt mit der Aktennummer 8/20.");
    desk.picture("desk_why", Mode::Light, 1.0);
    desk.press(Named::Escape);
}

#[test]
fn the_places_of_the_archive_show_what_they_hold() {
    let kanzlei = Kanzlei::busy();
    let mut desk = open(&kanzlei);
    desk.click("Abrufbuch");
    desk.wait_for("Summe stimmt");
    desk.picture("desk_abrufbuch", Mode::Light, 1.0);
    desk.click("Quarantäne");
    desk.wait_for("Nichts in Quarantäne");
    desk.click("8/20 Müller ./. Meier");
    desk.wait_for("8/20 Vergleichsangebot");
    desk.click("8/20 Vergleichsangebot");
    desk.wait_for("es geht um: 8/20 Vergleichsangebot");
    desk.picture("desk_e_akte", Mode::Light, 1.0);
}

/// Access keys that stand twice.
fn doubled(place: &str, words: Vec<kontorpost::i18n::Text>, language: Language) -> Vec<String> {
    let mut keys: Vec<(char, String)> = words
        .into_iter()
        .map(|it| it.show(language))
        .filter_map(|it| Some((kontorpost::gui::widget::access_key(&it)?, it)))
        .collect();
    keys.sort();
    let pairs = keys.windows(2).filter(|it| it[0].0 == it[1].0);
    pairs
        .map(|it| format!("{place} {language:?}: {it:?}"))
        .collect()
}

#[test]
fn no_access_key_stands_twice_at_a_place() {
    use kontorpost::gui::screen::desk::spot::Spot;
    use kontorpost::gui::screen::desk::verb::{Verb, bar};
    use kontorpost::i18n::texts;
    let spots = [
        Spot::Posteingang,
        Spot::Postkorb(number(1)),
        Spot::Zentral,
        Spot::Tagesansicht(number(1)),
        Spot::Wiedervorlage,
        Spot::Offen,
        Spot::NichtZugeordnet,
        Spot::Abgelegt,
        Spot::Papierkorb,
        Spot::Altbestand,
        Spot::Alle(None),
        Spot::EAkte,
        Spot::Quarantaene,
        Spot::Abrufbuch,
    ];
    let mut twice = Vec::new();
    for language in [Language::German, Language::English] {
        for spot in spots {
            let mut words = vec![
                texts::tool_new(),
                texts::tool_fetch(),
                texts::tool_accounts(),
                texts::tool_stammdaten(),
                texts::tool_settings(),
                texts::tool_view(),
                texts::button_help(),
                Verb::Undo.words(),
            ];
            words.extend(bar(spot).iter().map(|it| it.words()));
            match spot {
                Spot::EAkte => words.extend([
                    texts::e_akte_choose_tool(),
                    texts::e_akte_write(),
                    texts::verb_open(),
                    texts::e_akte_new_tool(),
                    texts::e_akte_rename_tool(),
                    texts::e_akte_remove_tool(),
                    texts::e_akte_undo_tool(),
                ]),
                Spot::Quarantaene => words.extend([
                    texts::kept_back_retry(),
                    texts::kept_back_save(),
                    texts::kept_back_discard_tool(),
                ]),
                Spot::Abrufbuch => words.extend([texts::run_acknowledge(), texts::run_red_only()]),
                _ => {}
            }
            twice.extend(doubled(&format!("{spot:?}"), words, language));
        }
        // On the way to the first mail the place has no bar of its own.
        let words = vec![
            texts::tool_new(),
            texts::tool_fetch(),
            texts::tool_accounts(),
            texts::tool_stammdaten(),
            texts::tool_settings(),
            texts::tool_view(),
            texts::button_help(),
            Verb::Undo.words(),
            texts::first_benutzer_take(),
            texts::first_account_take(),
            texts::first_test_take(),
            texts::first_mail_take(),
            texts::first_practice(),
            texts::first_hide(),
        ];
        twice.extend(doubled("first start", words, language));
    }
    assert!(twice.is_empty(), "{twice:#?}");
}
