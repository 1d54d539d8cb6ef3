//! "Hilfe", "Info" and "Darstellung", worked like a clerk would.

#[path = "support/window.rs"]
mod window;

use iced_test::core::keyboard::key::Named;
use kontorpost::gui::dialog::help::{Help, Topic};
use kontorpost::gui::theme::Mode;
use kontorpost::i18n::Language;
use std::time::{Duration, Instant};
use window::Desk;

/// By the menu of what the window shows.
fn open(desk: &mut Desk, what: &str) {
    desk.click("Ansicht");
    desk.wait_for("Vorschau unten");
    desk.click(what);
}

#[test]
fn everything_follows_darstellung_at_once_and_abbruch_brings_it_back() {
    let mut desk = Desk::practice();
    let before = desk.app.preferences;
    open(&mut desk, "Darstellung");
    for words in [
        "Sprache:",
        "Deutsch",
        "English",
        "Aussehen:",
        "Hell",
        "Dunkel",
        "Hoher Kontrast",
        "Größe:",
        "100 %",
        "125 %",
        "150 %",
        "200 %",
        "Dialoge:",
        "eigene Fenster",
        "im Hauptfenster",
        "OK und Schließen",
        "Abbruch und Schließen",
    ] {
        assert!(desk.sees(words), "{words}: {:#?}", desk.texts());
    }
    desk.picture("darstellung", Mode::Light, 1.0);
    desk.picture("darstellung_kontrast_150", Mode::Contrast, 1.5);
    desk.click("English");
    desk.wait_for("Appearance");
    assert!(desk.sees("High contrast"), "{:#?}", desk.texts());
    desk.picture("darstellung_englisch", Mode::Light, 1.0);
    desk.click("Dark");
    desk.click("150 %");
    let chosen = desk.app.preferences;
    assert_eq!(
        (chosen.language, chosen.mode, chosen.scale),
        (Language::English, Mode::Dark, 150)
    );
    // The screen behind follows as well.
    desk.click("OK and close");
    desk.wait_for("Fetch");
    desk.app.context.language = before.language;
    desk.app.preferences = before;
    desk.settle();
    open(&mut desk, "Darstellung");
    desk.click("English");
    desk.wait_for("Looks:");
    desk.press(Named::Escape);
    desk.wait_without("Looks:");
    assert_eq!(desk.app.preferences, before);
    desk.wait_for("Abrufen");
}

#[test]
fn ok_keeps_what_was_chosen_by_the_keyboard() {
    let mut desk = Desk::practice();
    open(&mut desk, "Darstellung");
    desk.wait_for("Aussehen:");
    // From the language to the looks, and one further.
    desk.press(Named::Tab);
    desk.press(Named::ArrowRight);
    assert_eq!(desk.app.preferences.mode, Mode::Dark);
    desk.press(Named::Tab);
    desk.press(Named::ArrowRight);
    assert_eq!(desk.app.preferences.scale, 125);
    desk.alt('o');
    desk.wait_without("Aussehen:");
    assert_eq!(desk.app.preferences.mode, Mode::Dark);
    assert_eq!(desk.app.preferences.scale, 125);
}

#[test]
fn the_help_of_every_dialog_opens_and_can_be_copied() {
    let mut desk = Desk::practice();
    for language in [Language::German, Language::English] {
        desk.app.context.language = language;
        for topic in Topic::ALL {
            desk.open_dialog(Help::new(topic));
            desk.wait_for(&topic.name().show(language));
            let words = topic.words().show(language);
            desk.press(Named::Tab);
            desk.control('a');
            desk.control('c');
            assert_eq!(
                desk.copied().map(str::trim),
                Some(words.trim()),
                "{topic:?}"
            );
            if language == Language::German {
                desk.picture(&format!("hilfe_{topic:?}"), Mode::Light, 1.0);
            }
            desk.press(Named::Escape);
            desk.wait_until("the end", |desk| desk.app.hosting.hosts().is_empty());
        }
    }
}

#[test]
fn info_names_version_directory_and_licences_at_once() {
    let mut desk = Desk::practice();
    let directory = desk
        .practice_office()
        .directory
        .path()
        .display()
        .to_string();
    let begun = Instant::now();
    desk.click("Hilfe");
    desk.wait_for("Über Kontorpost");
    desk.click("Über Kontorpost");
    desk.wait_for("Lizenzen der enthaltenen Bestandteile:");
    let took = begun.elapsed();
    desk.alt('k');
    let facts = desk.copied().expect("copied").to_owned();
    for part in [env!("CARGO_PKG_VERSION"), "MIT OR Apache-2.0", &directory] {
        assert!(facts.contains(part), "{part}: {facts}");
    }
    desk.picture("info", Mode::Light, 1.0);
    desk.picture("info_dunkel", Mode::Dark, 1.0);
    // Not optimised, on a busy machine.
    assert!(took < Duration::from_secs(2), "{took:?}");
    println!("info after {took:?}");
    desk.press(Named::Escape);
    desk.wait_without("Lizenzen");
}

#[test]
fn access_keys_are_unique_within_each_dialog_in_both_languages() {
    use kontorpost::gui::widget::access_key;
    let test = [
        "test-send-mail",
        "proposal-try",
        "test-trust",
        "test-copy",
        "test-save",
        "button-help",
        "button-cancel",
    ];
    let with = |more: &[&'static str]| [&test[..], more].concat();
    let dialogs = [
        with(&["test-start", "test-error"]),
        with(&["test-stop", "test-details"]),
        vec![
            "test-all-start",
            "test-all-one",
            "test-copy",
            "test-all-csv",
            "test-error",
            "button-help",
            "button-cancel",
        ],
        vec!["test-stop", "test-all-one", "test-all-csv", "test-details"],
        vec![
            "trust-facts",
            "trust-compared",
            "trust-accept",
            "button-help",
            "button-cancel",
        ],
        vec![
            "appearance-language",
            "appearance-looks",
            "appearance-scale",
            "appearance-dialogs",
            "button-ok-close",
            "button-cancel-close",
            "button-help",
        ],
        vec![
            "diagnose-hide-hosts",
            "diagnose-again",
            "diagnose-copy",
            "diagnose-save",
            "button-close",
        ],
        vec!["diagnose-stop", "diagnose-hide-hosts", "button-close"],
        vec![
            "einstellungen-fetch",
            "einstellungen-verbose-log",
            "button-save",
            "button-ok-close",
            "button-cancel-close",
            "button-help",
        ],
        vec!["file-name-label", "button-save", "button-cancel"],
        vec!["test-copy", "button-close"],
    ];
    let files = [
        include_str!("../i18n/de.ftl"),
        include_str!("../i18n/en.ftl"),
    ];
    for (file, dialog) in files
        .iter()
        .flat_map(|it| dialogs.iter().map(move |d| (it, d)))
    {
        let key = |name: &&str| {
            let start = format!("{name} = ");
            let line = file.lines().find_map(|it| it.strip_prefix(start.as_str()));
            access_key(line.expect("a text")).unwrap_or_else(|| panic!("{name} has no key"))
        };
        let mut keys: Vec<char> = dialog.iter().map(key).collect();
        keys.sort_unstable();
        let all = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), all, "{dialog:?} {keys:?}");
    }
}
