//! Backups through the program itself: made, checked, listed, put back; what is in the way is said.

#![cfg(unix)]

mod support;

use std::path::{Path, PathBuf};
use support::Office;
use support::dovecot::Dovecot;
use support::mails::mail;

fn text(path: &Path) -> &str {
    path.to_str().expect("path")
}

/// An office with an account and so many messages that were fetched.
fn office(dovecot: &Dovecot, mails: u64) -> Office {
    let all: Vec<Vec<u8>> = (0..mails).map(|seed| mail(seed, 20_000)).collect();
    dovecot.deliver("anna", &all);
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    office.receive();
    office
}

fn back_up(office: &Office, name: &str) -> PathBuf {
    let file = office.directory.path().join(name);
    office
        .run(&["backup", "create", "--out", text(&file)])
        .done();
    file
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("folder");
    let mut names: Vec<String> = entries
        .map(|it| {
            it.expect("entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_made_checked_listed_and_put_back() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot, 20);
    let folder = office.directory.path().join("Sicherungen");
    let missing = office.run(&["backup", "create", "--folder", text(&folder)]);
    missing.failed(1, "Kein Zugriff auf");
    std::fs::create_dir(&folder).unwrap();
    for _ in 0..2 {
        office
            .run(&["backup", "create", "--folder", text(&folder)])
            .done();
    }
    let found = names(&folder);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("Kontorpost-Sicherung 20"), "{found:?}");
    assert!(found.iter().all(|it| it.ends_with(".kpsicherung")));
    let file = folder.join(&found[0]);
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "a copy of all mail is for its owner alone");
    let again = office.run(&["backup", "create", "--out", text(&file)]);
    again.failed(1, "noch nicht besteht");
    let checked = office
        .run(&["--json", "backup", "check", text(&file)])
        .done();
    assert_eq!(checked.objects()[0]["manifest"]["mails"], 20);
    let listed = office
        .run(&["--json", "backup", "list", "--folder", text(&folder)])
        .done();
    assert_eq!(listed.objects().len(), 2);
    assert_eq!(
        listed.objects()[0]["manifest"]["accounts"][0],
        "anna@kontor.test"
    );

    dovecot.deliver("anna", &[mail(99, 3_000)]);
    office.receive();
    let before = office.exported();
    let restored = office
        .run(&["--json", "backup", "restore", text(&file)])
        .done();
    let restored = &restored.objects()[0];
    assert_eq!(
        (&restored["mails_since"], &restored["gone"]),
        (&1.into(), &0.into())
    );
    assert_eq!(office.mails().len(), 20);
    office.check();
    // What the backup does not know comes again, once.
    office.receive();
    assert_eq!(office.exported(), before);
    office.check();
    // The state before is whole, and nothing is fetched from it.
    let aside = restored["kept"].as_str().unwrap().to_owned();
    assert!(aside.contains("vor Wiederherstellung 20"), "{aside}");
    let looked_at = Office::new(&office.authority);
    std::os::unix::fs::symlink(&aside, looked_at.data()).unwrap();
    assert_eq!(looked_at.mails().len(), 21);
    let refused = looked_at.run(&["receive", "--once"]);
    refused.failed(1, "vor einer Wiederherstellung");
}

#[test]
fn mail_that_is_gone_from_the_server_is_said_to_be_kept_aside() {
    let dovecot = Dovecot::start();
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "remove"),
        "geheim-anna",
    );
    let file = back_up(&office, "leer.kpsicherung");
    dovecot.deliver("anna", &[mail(1, 3_000), mail(2, 3_000)]);
    office.receive();
    assert_eq!(dovecot.content("anna", "INBOX").len(), 0);
    let answer = office.run(&["backup", "restore", text(&file)]).done();
    let words = "2 Nachrichten liegen nicht mehr auf dem Server";
    assert!(answer.stdout.contains(words), "{}", answer.stdout);
    office.receive();
    assert_eq!(office.mails().len(), 0);
    // A new account gets no number, and so no password, of one that was set up after the backup.
    let next = office.add(&dovecot.rollout("berta", "imap", "tls", "leave"), "x");
    assert_eq!(next, 2);
}

#[test]
fn what_is_no_whole_backup_is_refused_and_nothing_changes() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot, 3);
    let file = back_up(&office, "gut.kpsicherung");
    let whole = std::fs::read(&file).unwrap();
    let other = office.directory.path().join("anders.kpsicherung");
    let refused = |content: &[u8], words: &str| {
        std::fs::write(&other, content).unwrap();
        for verb in ["check", "restore"] {
            let answer = office.run(&["backup", verb, text(&other)]);
            answer.failed(1, words);
        }
        assert_eq!(office.mails().len(), 3);
        assert!(
            !names(&office.data())
                .iter()
                .any(|it| it.contains("wiederherstellung"))
        );
    };
    refused(b"no backup at all", "keine Kontorpost-Sicherung");
    refused(b"", "keine Kontorpost-Sicherung");
    refused(&whole[..whole.len() / 2], "beschädigt oder unvollständig");
    let database = std::fs::read(office.data().join("kontorpost.db")).unwrap();
    refused(&database, "keine Kontorpost-Sicherung");
    let missing = office.run(&["backup", "restore", "/nonexistent/x"]);
    missing.failed(1, "Kein Zugriff auf");
    // Two hundred altered bytes anywhere, each of them found.
    let mut numbers = support::mails::Numbers::new(11);
    for _ in 0..200 {
        let mut altered = whole.clone();
        let at = numbers.below(whole.len() as u64) as usize;
        altered[at] ^= 1 + numbers.below(255) as u8;
        std::fs::write(&other, &altered).unwrap();
        let answer = office.run(&["backup", "check", text(&other)]);
        assert_eq!(answer.code, 1, "byte {at} of {}", whole.len());
        assert!(!answer.stderr.contains("panicked"), "{}", answer.stderr);
    }
}

#[test]
fn an_encrypted_backup_needs_its_passphrase() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot, 3);
    let file = office.directory.path().join("geheim.kpsicherung");
    let create = [
        "backup",
        "create",
        "--out",
        text(&file),
        "--passphrase-stdin",
    ];
    office.run_with(&create, b"Lampe Dachs Zirkel 41\n").done();
    let bytes = std::fs::read(&file).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
    let check = ["backup", "check", text(&file), "--passphrase-stdin"];
    office.run(&check[..3]).failed(1, "ist verschlüsselt");
    let wrong = office.run_with(&check, b"Lampe Dachs Zirkel 42\n");
    let wrong = wrong.failed(1, "Das Kennwort passt nicht");
    assert!(!wrong.stderr.contains("Lampe"));
    office.run_with(&check, b"Lampe Dachs Zirkel 41\n").done();
    let restore = ["backup", "restore", text(&file), "--passphrase-stdin"];
    office
        .run_with(&restore, b"falsch falsch\n")
        .failed(1, "Das Kennwort passt nicht");
    office
        .run_with(&restore, b"Lampe Dachs Zirkel 41\r\n")
        .done();
    assert_eq!(office.mails().len(), 3);
    let mut altered = bytes.clone();
    for at in [30, 60, 150, 200, bytes.len() / 2, bytes.len() - 1] {
        altered[at] ^= 2;
        std::fs::write(&file, &altered).unwrap();
        let answer = office.run_with(&check, b"Lampe Dachs Zirkel 41\n");
        assert_eq!(answer.code, 1, "byte {at}: {}", answer.stdout);
        altered[at] ^= 2;
    }
}

#[test]
fn whoever_works_here_keeps_a_backup_from_being_put_back() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot, 2);
    let file = back_up(&office, "sicherung.kpsicherung");
    let mut receiver = office.start(&["receive"]);
    let begun = std::time::Instant::now();
    let answer = loop {
        let answer = office.run(&["--json", "receive", "status"]).done();
        if answer.stdout.contains(&receiver.id().to_string()) {
            break office.run(&["backup", "restore", text(&file)]);
        }
        assert!(begun.elapsed().as_secs() < 30, "{}", answer.stdout);
    };
    receiver.kill().unwrap();
    receiver.wait().unwrap();
    let answer = answer.failed(1, "noch in einem anderen Kontorpost geöffnet");
    assert!(
        answer
            .stderr
            .contains(&format!("Prozess {}", receiver.id())),
        "{}",
        answer.stderr
    );
    office.run(&["backup", "restore", text(&file)]).done();
}

#[test]
fn a_damaged_office_is_mended_by_its_backup_and_kept() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot, 5);
    let file = back_up(&office, "sicherung.kpsicherung");
    let database = office.data().join("kontorpost.db");
    let rubbish = vec![0x5a; 100_000];
    std::fs::write(&database, &rubbish).unwrap();
    office.run(&["mail", "list"]).failed(1, "beschädigt");
    let answer = office.run(&["backup", "restore", text(&file)]).done();
    assert!(
        answer.stdout.contains("lässt sich nicht lesen"),
        "{}",
        answer.stdout
    );
    assert_eq!(office.mails().len(), 5);
    let folders = names(&office.data());
    let aside = folders
        .iter()
        .find(|it| it.starts_with("vor Wieder"))
        .unwrap();
    let kept = std::fs::read(office.data().join(aside).join("kontorpost.db")).unwrap();
    assert_eq!(kept, rubbish);
}

/// A slot that has passed while nobody was there.
fn let_it_be_due(office: &Office) {
    let database = rusqlite::Connection::open(office.data().join("kontorpost.db")).unwrap();
    let sql = "UPDATE backup_plan SET since = since - 200000; \
               UPDATE backup_run SET at = at - 100000;";
    database.execute_batch(sql).unwrap();
}

fn status(office: &Office) -> serde_json::Value {
    let answer = office.run(&["--json", "backup", "status"]).done();
    answer.objects().remove(0)
}

#[test]
fn a_missed_backup_is_made_up_for_old_ones_go_and_a_failure_is_told() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot, 2);
    let folder = office.directory.path().join("Sicherungen");
    std::fs::create_dir(&folder).unwrap();
    let plan = ["backup", "plan", "--on", "true", "--keep", "2", "--time"];
    let off = office.run(&[&plan[..], &["22:00"]].concat());
    off.failed(1, "Ordner für die Sicherungen angeben");
    let wrong = office.run(&[&plan[..], &["24:00", "--folder", text(&folder)]].concat());
    wrong.failed(1, "keine Uhrzeit");
    office
        .run(&[&plan[..], &["22:00", "--folder", text(&folder)]].concat())
        .done();
    // Somebody else's file, and one that was made by hand, stay for ever.
    std::fs::write(folder.join("Notizen.txt"), "x").unwrap();
    let hand = folder.join("von Hand.kpsicherung");
    office
        .run(&["backup", "create", "--out", text(&hand)])
        .done();
    office.receive();
    assert_eq!(names(&folder).len(), 2, "it was switched on a moment ago");
    let mut made = Vec::new();
    for number in 0..4 {
        let_it_be_due(&office);
        let answer = office.receive();
        assert!(
            answer.stderr.contains("Sicherung geprüft und geschrieben"),
            "{}",
            answer.stderr
        );
        let again = office.receive();
        assert!(
            !again.stderr.contains("Sicherung geprüft"),
            "once a day: {}",
            again.stderr
        );
        made.push(names(&folder));
        let stay = 2 + (number + 1).min(2);
        assert_eq!(names(&folder).len(), stay, "{made:#?}");
    }
    assert!(hand.exists());
    // The disk is unplugged: that is told, and the mail comes all the same.
    let aside = office.directory.path().join("weg");
    std::fs::rename(&folder, &aside).unwrap();
    let_it_be_due(&office);
    let answer = office.receive();
    assert!(
        answer.stderr.contains("nicht gelungen"),
        "{}",
        answer.stderr
    );
    let told = status(&office);
    assert_eq!(told["failing"], "backup-file");
    let words = office.run(&["backup", "status"]).done().stdout;
    assert!(words.contains("Der Ordner ist nicht erreichbar"), "{words}");
    std::fs::rename(&aside, &folder).unwrap();
    let_it_be_due(&office);
    office.receive();
    assert!(status(&office)["failing"].is_null());
    assert_eq!(names(&folder).len(), 4);
}

#[test]
fn backups_by_themselves_are_encrypted_with_the_passphrase_that_is_kept() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot, 1);
    let folder = office.directory.path().to_owned();
    let plan = [
        "backup",
        "plan",
        "--on",
        "true",
        "--encrypt",
        "true",
        "--folder",
        text(&folder),
    ];
    let credential = folder.join("credentials/kontorpost.backup.passphrase");
    std::fs::write(&credential, "Lampe Dachs Zirkel 41").unwrap();
    office.run(&plan).done();
    let_it_be_due(&office);
    office.receive();
    let made = status(&office)["newest"].as_str().unwrap().to_owned();
    assert!(
        std::fs::read(&made)
            .unwrap()
            .starts_with(b"age-encryption.org/v1")
    );
    let check = ["backup", "check", &made, "--passphrase-stdin"];
    office.run_with(&check, b"Lampe Dachs Zirkel 41").done();
    std::fs::remove_file(&credential).unwrap();
    let_it_be_due(&office);
    let answer = office.receive();
    assert!(
        answer.stderr.contains("nicht gelungen"),
        "{}",
        answer.stderr
    );
    assert!(!status(&office)["failing"].is_null());
}

#[test]
fn a_receiver_that_runs_makes_the_backup_that_is_due() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot, 1);
    let folder = office.directory.path().join("Sicherungen");
    std::fs::create_dir(&folder).unwrap();
    let plan = ["backup", "plan", "--on", "true", "--folder", text(&folder)];
    office.run(&plan).done();
    let_it_be_due(&office);
    let mut receiver = office.start(&["receive"]);
    let begun = std::time::Instant::now();
    let is_there = |it: &String| it.ends_with(".kpsicherung");
    while !names(&folder).iter().any(is_there) && begun.elapsed().as_secs() < 60 {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    receiver.kill().unwrap();
    receiver.wait().unwrap();
    assert!(names(&folder).iter().any(is_there), "{:?}", names(&folder));
}

/// Whatever becomes of this program, `age`, `zstd` and `tar` open a backup; and what `age` encrypts
/// in the same way is understood here.
#[test]
fn other_programs_understand_the_encryption() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot, 3);
    let folder = office.directory.path();
    let (plain, sealed) = (folder.join("a.kpsicherung"), folder.join("b.kpsicherung"));
    let create = [
        "backup",
        "create",
        "--out",
        text(&sealed),
        "--passphrase-stdin",
    ];
    office.run_with(&create, b"Lampe Dachs Zirkel 41\n").done();
    let age = |arguments: &[&str]| {
        let mut command = std::process::Command::new("python3");
        command
            .args(["-c", AGE, "Lampe Dachs Zirkel 41", "age"])
            .args(arguments);
        support::Answer::from(command.output().unwrap()).done();
    };
    age(&["-d", "-o", text(&plain), text(&sealed)]);
    office.run(&["backup", "check", text(&plain)]).done();
    let packed = std::fs::read(&plain).unwrap();
    let tar = zstd::decode_all(packed.as_slice()).unwrap();
    std::fs::write(folder.join("c.tar"), &tar).unwrap();
    let listed = std::process::Command::new("tar")
        .args(["-tf", text(&folder.join("c.tar"))])
        .output()
        .unwrap();
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert!(
        listed.starts_with("inhalt.toml\nkontorpost.db\n"),
        "{listed}"
    );
    let again = folder.join("d.kpsicherung");
    age(&["-p", "-o", text(&again), text(&plain)]);
    let check = ["backup", "check", text(&again), "--passphrase-stdin"];
    office.run_with(&check, b"Lampe Dachs Zirkel 41\n").done();
}

/// `age` asks a terminal for the passphrase, and twice for a new one.
const AGE: &str = "
import os, pty, sys
passphrase, command = sys.argv[1], sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
seen, told = b'', 0
while True:
    try:
        piece = os.read(terminal, 4096)
    except OSError:
        break
    if not piece:
        break
    seen += piece
    wanted = seen.count(b'passphrase') if b'-p' not in [it.encode() for it in command] else seen.count(b'assphrase')
    if wanted > told:
        told = wanted
        os.write(terminal, passphrase.encode() + b'\\n')
_, status = os.waitpid(child, 0)
sys.stderr.write(seen.decode(errors='replace'))
sys.exit(os.waitstatus_to_exitcode(status))
";
