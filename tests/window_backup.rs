//! Backups in the window: by hand, by themselves, put back, and the move to another machine, as a
//! Verwalter would do it.

#[allow(dead_code)]
#[path = "support/desk_office.rs"]
mod desk_office;
#[path = "support/window.rs"]
mod window;

use desk_office::{DeskOffice, message};
use iced_test::core::keyboard::key::Named;
use kontorpost::domain::backup::BackupKind;
use kontorpost::domain::backup_plan::BackupPlan;
use kontorpost::domain::secret::Secret;
use kontorpost::gui::dialog::make_backup::MakeBackup;
use kontorpost::gui::dialog::restore::Restore;
use kontorpost::gui::dialog::settings::{Settings, Tab};
use kontorpost::gui::theme::Mode;
use kontorpost::i18n::Language;
use kontorpost::service::backup::{Order, Target};
use kontorpost::service::receiver::{ReceiveOptions, Received};
use kontorpost::service::{Error, Office};
use kontorpost::storage::runs::Holder;
use kontorpost::storage::{Error as StorageError, in_use};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use window::Desk;

const PASSPHRASE: &str = "Lampe Dachs Zirkel 41";

/// An office with three messages, and a folder for backups.
fn office() -> (DeskOffice, PathBuf) {
    let mut office = DeskOffice::new("mode = \"posteingang\"\n");
    for number in 1..=3 {
        let subject = format!("Klage {number}");
        let date = format!("Mon, {number} Jun 2026 10:00:00 +0200");
        let mail = message("Weber <weber@example.com>", &subject, &date, "Guten Tag");
        office.arrive(&[mail]);
    }
    let folder = office.directory.path().join("Sicherungen");
    std::fs::create_dir(&folder).expect("folder");
    (office, folder)
}

fn backups(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("folder");
    let mut all: Vec<PathBuf> = entries.map(|it| it.expect("entry").path()).collect();
    all.sort();
    all
}

fn back_up(office: &Office, folder: &Path) -> PathBuf {
    let order = Order {
        target: Target::Folder(folder.to_owned()),
        kind: BackupKind::Backup,
        passphrase: None,
        with_secrets: false,
    };
    office
        .back_up(&order, &mut |_| true)
        .expect("a backup")
        .path
}

fn open(office: &Office) -> Desk {
    let mut desk = Desk::open(office.clone(), Language::German);
    desk.wait_for("3 Nachrichten");
    desk
}

#[test]
fn a_backup_is_made_by_hand() {
    let (kept, folder) = office();
    let mut desk = open(&kept.office);
    desk.open_dialog(Settings::new(Tab::Sicherung));
    desk.wait_for("Das Büro wird nicht von selbst gesichert.");
    desk.wait_for("Es gibt noch keine Sicherung.");
    desk.picture("sicherung_seite", Mode::Light, 1.0);
    desk.alt('j');
    desk.wait_for("Alle können weiterarbeiten");
    desk.alt('o');
    desk.retype(" ");
    desk.press(Named::Enter);
    desk.wait_for("Bitte einen Ordner für die Sicherungen angeben.");
    desk.alt('o');
    desk.retype(folder.to_str().expect("path"));
    desk.alt('v');
    desk.alt('k');
    desk.type_text("kurz");
    desk.press(Named::Enter);
    desk.wait_for("Das Kennwort ist zu kurz: mindestens 10 Zeichen.");
    desk.alt('k');
    desk.retype(PASSPHRASE);
    desk.alt('n');
    desk.type_text("anders");
    desk.press(Named::Enter);
    desk.wait_for("Die beiden Eingaben sind nicht gleich.");
    desk.picture("sicherung_formular", Mode::Light, 1.0);
    assert_eq!(backups(&folder).len(), 0);
    desk.alt('n');
    desk.retype(PASSPHRASE);
    desk.wait_for("Gut");
    desk.press(Named::Enter);
    desk.wait_for("3 Nachrichten)");
    desk.picture("sicherung_fertig", Mode::Light, 1.0);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    let made = backups(&folder);
    assert_eq!(made.len(), 1);
    let bytes = std::fs::read(&made[0]).expect("backup");
    assert!(bytes.starts_with(b"age-encryption.org/v1"));
    desk.press(Named::Escape);
    desk.wait_for("Letzte Sicherung:");
}

#[test]
fn what_goes_wrong_stands_in_the_dialog() {
    let (kept, folder) = office();
    let mut desk = open(&kept.office);
    desk.open_dialog(MakeBackup::new(BackupKind::Backup));
    desk.alt('o');
    let missing = folder.join("gibt es nicht");
    desk.retype(missing.to_str().expect("path"));
    desk.press(Named::Enter);
    desk.wait_for("Kein Zugriff auf");
    desk.wait_for("Bitte prüfen, ob Datei und Ordner vorhanden sind");
    desk.picture("sicherung_fehler", Mode::Light, 1.0);
    desk.alt('o');
    desk.retype(folder.to_str().expect("path"));
    desk.press(Named::Enter);
    desk.wait_for("Sicherung geprüft und geschrieben");
    assert_eq!(backups(&folder).len(), 1);
}

#[test]
fn backups_by_themselves_are_set_up_and_a_failure_stands_above_everything() {
    let (kept, folder) = office();
    let mut desk = open(&kept.office);
    desk.open_dialog(Settings::new(Tab::Sicherung));
    desk.wait_for("Das Büro wird nicht von selbst gesichert.");
    desk.alt('r');
    desk.wait_for("Täglich von selbst sichern");
    desk.alt('t');
    desk.wait_for("Uhrzeit:");
    desk.alt('u');
    desk.retype("25:00");
    desk.alt('b');
    desk.retype("0");
    desk.press(Named::Enter);
    desk.wait_for("„25:00“ ist keine Uhrzeit; zum Beispiel 22:00.");
    desk.wait_for("„0“ ist keine Anzahl von 1 bis 999.");
    desk.wait_for("Bitte einen Ordner für die Sicherungen angeben.");
    desk.picture("sicherung_plan", Mode::Light, 1.0);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    desk.alt('u');
    desk.retype("12:30");
    desk.alt('b');
    desk.retype("7");
    desk.alt('o');
    desk.retype(folder.to_str().expect("path"));
    desk.press(Named::Enter);
    desk.wait_for("Täglich um 12:30 Uhr nach");
    desk.press(Named::Escape);
    let plan = kept.office.backup_state().expect("state").plan;
    assert_eq!((plan.on, plan.minute, plan.keep), (true, 750, 7));
    // The stick is pulled out.
    std::fs::remove_dir(&folder).expect("removed");
    kept.storage
        .note_backup(&plan.folder, true, Err("backup-file"))
        .expect("noted");
    desk.tell(kontorpost::gui::app::Message::Main(
        kontorpost::gui::screen::desk::Message::Changed,
    ));
    desk.wait_for("Der Ordner ist nicht erreichbar oder nicht beschreibbar.");
    desk.picture("sicherung_warnung", Mode::Light, 1.0);
    desk.picture("sicherung_warnung_dunkel", Mode::Dark, 1.0);
    desk.click("Zur Sicherung…");
    desk.wait_for("Automatische Sicherung");
    desk.picture("sicherung_seite_warnung", Mode::Light, 1.0);
}

#[test]
fn a_backup_is_put_back_after_what_follows_was_said() {
    let (mut kept, folder) = office();
    let plan = BackupPlan {
        on: true,
        folder: folder.to_str().expect("path").to_owned(),
        ..BackupPlan::default()
    };
    kept.office.set_backup_plan(&plan, None).expect("plan");
    let file = back_up(&kept.office, &folder);
    let mail = message(
        "Vogt <vogt@example.com>",
        "Neu",
        "Tue, 2 Jun 2026 10:00:00 +0200",
        "x",
    );
    kept.arrive(&[mail]);
    let mut desk = Desk::open(kept.office.clone(), Language::German);
    desk.wait_for("4 Nachrichten");
    desk.open_dialog(Restore::new());
    desk.wait_for("Im Ordner der automatischen Sicherung:");
    desk.picture("einspielen_waehlen", Mode::Light, 1.0);
    // A file that somebody has altered.
    let mut altered = std::fs::read(&file).expect("backup");
    let middle = altered.len() / 2;
    altered[middle] ^= 1;
    let other = folder.join("anders.kpsicherung");
    std::fs::write(&other, altered).expect("written");
    desk.alt('d');
    desk.type_text(other.to_str().expect("path"));
    desk.press(Named::Enter);
    desk.wait_for("Die Sicherung ist beschädigt oder unvollständig");
    desk.picture("einspielen_beschaedigt", Mode::Light, 1.0);
    desk.alt('d');
    desk.retype(file.to_str().expect("path"));
    desk.press(Named::Enter);
    desk.wait_for("Eine Nachricht ist seit der Sicherung gekommen; keine davon");
    desk.wait_for("Die Sicherung ist vollständig und unverändert.");
    desk.picture("einspielen_folgen", Mode::Light, 1.0);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    // Enter alone does not put it back.
    desk.press(Named::Enter);
    desk.settle();
    assert!(desk.sees("Die Sicherung ist vollständig und unverändert."));
    desk.alt('e');
    desk.wait_for("Kontorpost startet jetzt neu");
    desk.picture("einspielen_bereit", Mode::Light, 1.0);
    // What came into this office now would be missing after the start.
    let fetched = receive(&kept.office);
    let waits = |it: &Error| matches!(it, Error::Storage(StorageError::SwapWaits));
    assert!(fetched.as_ref().is_err_and(waits), "{fetched:?}");
    desk.alt('n');
    desk.wait_until("the end", |desk| desk.has_ended);
    let directory = kept.office.directory().to_owned();
    drop(desk);
    let DeskOffice {
        directory: keeper,
        office,
        storage,
        ..
    } = kept;
    drop((office, storage));
    let office = Office::open_for_practice(&directory, Vec::new()).expect("office");
    assert_eq!(office.mail_count(None).expect("count"), 3);
    let entries = std::fs::read_dir(&directory).expect("directory");
    let names: Vec<String> = entries
        .map(|it| {
            it.expect("entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    let aside = names
        .iter()
        .find(|it| it.starts_with("vor Wiederherstellung "));
    let aside = directory.join(aside.expect("what was there before"));
    let before = Office::open_for_practice(&aside, Vec::new()).expect("office");
    assert_eq!(before.mail_count(None).expect("count"), 4);
    drop(keeper);
}

/// Every account once.
fn receive(office: &Office) -> Result<Received, Error> {
    let runtime = tokio::runtime::Runtime::new().expect("runtime");
    let (_running, stop) = tokio::sync::watch::channel(false);
    let once = ReceiveOptions {
        once: true,
        ..ReceiveOptions::default()
    };
    runtime.block_on(office.receive(once, Arc::new(|_| {}), stop))
}

#[test]
fn nothing_is_fetched_while_a_backup_is_looked_at() {
    let (kept, folder) = office();
    let file = back_up(&kept.office, &folder);
    let prepared = kept.office.prepare_restore(&file, None, &mut |_| true);
    let prepared = prepared.expect("a whole backup");
    let fetched = receive(&kept.office);
    let waits = |it: &Error| matches!(it, Error::Storage(StorageError::BackupRuns));
    assert!(fetched.as_ref().is_err_and(waits), "{fetched:?}");
    drop(prepared);
    // There is no server, but it is asked.
    assert_eq!(receive(&kept.office).expect("a run").failed, 1);
}

/// Ends with the test.
struct Ending(Child);

impl Drop for Ending {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A receiver that waits for its turn has the office open: it could not be opened by anybody after
/// that.
#[test]
#[cfg(target_os = "linux")]
fn somebody_else_who_has_the_office_open_keeps_a_backup_from_being_put_back() {
    let (kept, folder) = office();
    let file = back_up(&kept.office, &folder);
    let directory = kept.office.directory().to_owned();
    let prepare = || {
        let prepared = kept.office.prepare_restore(&file, None, &mut |_| true);
        prepared.map(drop)
    };
    prepare().expect("nobody else is there");
    let mut other = Command::new(env!("CARGO_BIN_EXE_kontorpost"));
    other.arg("--data-dir").arg(&directory).arg("receive");
    other.env("HOME", kept.directory.path());
    other.stdout(Stdio::null()).stderr(Stdio::null());
    let _lock = kept.storage.lock_receiver().expect("lock");
    let own = Holder {
        pid: std::process::id(),
        host: String::new(),
        login: String::new(),
        started_at: 0,
        heartbeat_at: 0,
    };
    kept.storage.beat(&own).expect("a sign of life");
    let other = Ending(other.spawn().expect("another process"));
    let begun = Instant::now();
    while in_use::users(&directory) != [other.0.id()] {
        assert!(begun.elapsed() < Duration::from_secs(60), "it never came");
        std::thread::sleep(Duration::from_millis(20));
    }
    let refused = prepare();
    let Err(Error::Storage(StorageError::InUse(who))) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(who, [other.0.id()]);
    drop(other);
    prepare().expect("it is gone");
}

#[test]
fn leaving_the_question_changes_nothing() {
    let (kept, folder) = office();
    let file = back_up(&kept.office, &folder);
    let mut desk = open(&kept.office);
    desk.open_dialog(Restore::new());
    desk.alt('d');
    desk.type_text(file.to_str().expect("path"));
    desk.press(Named::Enter);
    desk.wait_for("Seit der Sicherung ist nichts dazugekommen.");
    desk.press(Named::Escape);
    desk.wait_without("Seit der Sicherung ist nichts dazugekommen.");
    assert!(!kept.office.backup_state().expect("state").is_restore_ready);
    let begun = std::fs::read_dir(kept.office.directory()).expect("directory");
    let is_left = begun.flatten().any(|it| {
        it.file_name()
            .to_string_lossy()
            .contains("wiederherstellung")
    });
    assert!(!is_left);
    // A second one can be made, because nobody holds the lock any more.
    back_up(&kept.office, &folder);
}

#[test]
fn the_office_moves_out_and_this_machine_stops() {
    let (kept, folder) = office();
    let mut desk = open(&kept.office);
    desk.open_dialog(MakeBackup::new(BackupKind::Move));
    desk.wait_for("Ohne sie muss sich auf dem neuen Rechner jedes Konto neu anmelden.");
    desk.alt('o');
    desk.retype(folder.to_str().expect("path"));
    desk.alt('m');
    desk.wait_for("Wer Datei und Kennwort hat, kommt an die Postfächer.");
    desk.alt('k');
    desk.type_text("1234567890");
    desk.wait_for("Schwach: schnell zu erraten");
    desk.retype(PASSPHRASE);
    desk.alt('n');
    desk.type_text(PASSPHRASE);
    desk.picture("umzug_formular", Mode::Light, 1.0);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    desk.press(Named::Enter);
    desk.wait_for("Holten beide Rechner die Post ab");
    desk.picture("umzug_fertig", Mode::Light, 1.0);
    desk.alt('h');
    desk.wait_for("Dieser Rechner ruft nichts mehr ab");
    desk.press(Named::Escape);
    desk.wait_for("auf einen anderen Rechner umgezogen");
    desk.picture("umzug_stillgelegt", Mode::Light, 1.0);
    assert!(kept.office.retired().is_some());
    desk.click("Zur Sicherung…");
    desk.alt('g');
    desk.wait_without("auf einen anderen Rechner umgezogen");
    assert!(kept.office.retired().is_none());
}

#[test]
fn an_office_from_another_machine_comes_to_an_empty_one() {
    let (kept, folder) = office();
    let passphrase = Secret::new(PASSPHRASE.to_owned());
    let made = kept
        .office
        .export_move(
            Target::Folder(folder.clone()),
            &passphrase,
            true,
            &mut |_| true,
        )
        .expect("a move");
    let new = tempfile::tempdir().expect("directory");
    let office = Office::open_for_practice(new.path(), Vec::new()).expect("office");
    let mut desk = Desk::open(office.clone(), Language::German);
    desk.wait_for("Von einem anderen PC umziehen…");
    desk.picture("umzug_erster_start", Mode::Light, 1.0);
    desk.alt('u');
    desk.wait_for("Das Büro von dem anderen Rechner kommt hierher");
    desk.alt('d');
    desk.type_text(made.path.to_str().expect("path"));
    desk.alt('k');
    desk.type_text("falsch falsch");
    desk.press(Named::Enter);
    desk.wait_for("Das Kennwort passt nicht zu dieser Datei.");
    desk.alt('k');
    desk.retype(PASSPHRASE);
    desk.press(Named::Enter);
    desk.wait_for("3 Nachrichten, 0 E-Briefe");
    desk.wait_for("kommen in den Schlüsselbund dieses Rechners");
    desk.wait_for("Neu einzugeben oder neu anzumelden: post@kanzlei.example");
    desk.picture("umzug_ankunft", Mode::Light, 1.0);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    desk.alt('u');
    desk.wait_for("Kontorpost startet jetzt neu");
    desk.press(Named::Enter);
    desk.wait_until("the end", |desk| desk.has_ended);
    drop((desk, office));
    let office = Office::open_for_practice(new.path(), Vec::new()).expect("office");
    assert_eq!(office.mail_count(None).expect("count"), 3);
}
