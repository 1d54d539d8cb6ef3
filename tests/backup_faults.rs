//! Backups when things go wrong: somebody writes all the time, the program is killed, the disk is full
//! or read-only, the office is large.

#![cfg(unix)]

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use support::Office;
use support::dovecot::Dovecot;
use support::mails::{Numbers, mail};

fn text(path: &Path) -> &str {
    path.to_str().expect("path")
}

fn office(dovecot: &Dovecot, mails: u64, size: usize) -> Office {
    let all: Vec<Vec<u8>> = (0..mails).map(|seed| mail(seed, size)).collect();
    dovecot.deliver("anna", &all);
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    office.receive();
    office
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("folder");
    let mut files: Vec<PathBuf> = entries.map(|it| it.expect("entry").path()).collect();
    files.sort();
    files
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|it| it.stdout.starts_with(b"0\n"))
}

/// A file system of its own, taken away at the end.
struct Mounted(PathBuf);

impl Mounted {
    fn new(arguments: &[&str], at: &Path) -> Option<Self> {
        std::fs::create_dir_all(at).expect("directory");
        let mut command = Command::new("mount");
        let is_mounted = is_root()
            && command
                .args(arguments)
                .arg(at)
                .status()
                .is_ok_and(|it| it.success());
        if !is_mounted {
            println!("übersprungen: kein eigenes Dateisystem möglich (kein root)");
        }
        is_mounted.then(|| Self(at.to_owned()))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

/// Every message of an office.
fn known(office: &Office) -> Vec<String> {
    let mails = office.mails();
    let word = |it: &serde_json::Value| format!("{} {} {}", it["id"], it["size"], it["subject"]);
    mails.iter().map(word).collect()
}

/// Tells the one who writes that it is over.
struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn while_mail_comes_in_a_backup_holds_all_that_was_there_before_it_began() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot, 30, 9_000);
    let mut receiver = office.start(&["receive"]);
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        // However this ends.
        let _over = Over(&is_over);
        scope.spawn(|| {
            let mut seed = 1_000;
            while !is_over.load(Ordering::Relaxed) {
                let mails: Vec<Vec<u8>> = (seed..seed + 3).map(|it| mail(it, 6_000)).collect();
                dovecot.deliver("anna", &mails);
                seed += 3;
                let _ = office.run(&["receive", "now"]);
                std::thread::sleep(Duration::from_millis(400));
            }
        });
        let mut grown = std::collections::BTreeSet::new();
        let begun = Instant::now();
        for number in 0.. {
            let before = known(&office);
            assert!(before.len() >= 30);
            let file = office
                .directory
                .path()
                .join(format!("{number}.kpsicherung"));
            office
                .run(&["backup", "create", "--out", text(&file)])
                .done();
            let other = Office::new(&office.authority);
            other.run(&["backup", "restore", text(&file)]).done();
            let after = known(&other);
            for mail in &before {
                assert!(after.contains(mail), "{mail} is missing");
            }
            other.check();
            grown.insert(after.len());
            // Until mail has come in between two of them.
            if number >= 2 && grown.len() > 1 {
                break;
            }
            assert!(begun.elapsed() < Duration::from_secs(240), "no mail comes");
        }
    });
    receiver.kill().unwrap();
    receiver.wait().unwrap();
    office.check();
}

/// Kills the program at a moment that is learned, because machines differ: half of the kills hit it
/// at work.
fn kill_at_work(
    office: &Office,
    arguments: &[&str],
    numbers: &mut Numbers,
    mut after: impl FnMut(),
) {
    let (mut span, mut kills, mut at_work) = (300, 0, 0);
    while kills < 14 || at_work < 7 {
        kills += 1;
        assert!(kills < 120, "no kill hits the program at work");
        let mut child = office.start(arguments);
        std::thread::sleep(Duration::from_millis(numbers.below(span)));
        match child.try_wait().expect("asked") {
            Some(_) => span = (span * 2 / 3).max(20),
            None => {
                child.kill().expect("killed");
                at_work += 1;
                span = (span * 6 / 5).min(20_000);
            }
        }
        child.wait().expect("ended");
        after();
    }
}

#[test]
fn kill_9_while_backing_up_leaves_nothing_that_looks_like_a_backup() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot, 120, 30_000);
    let folder = office.directory.path().join("Sicherungen");
    std::fs::create_dir(&folder).unwrap();
    let create = ["backup", "create", "--folder", text(&folder)];
    let mut checked = 0;
    kill_at_work(&office, &create, &mut Numbers::new(5), || {
        let named = |it: &&PathBuf| it.extension().is_some_and(|it| it == "kpsicherung");
        let all = files(&folder);
        for file in all.iter().filter(named).skip(checked) {
            office.run(&["backup", "check", text(file)]).done();
            checked += 1;
        }
    });
    office.run(&create).done();
    let left = files(&folder);
    let is_left = |it: &PathBuf| it.extension().is_some_and(|it| it == "teil");
    assert!(!left.iter().any(is_left), "{left:?}");
    assert!(!files(&office.data()).iter().any(is_left));
    office.check();
    assert_eq!(office.mails().len(), 120);
}

#[test]
fn kill_9_while_putting_back_leaves_the_old_office_or_the_new_one() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot, 100, 30_000);
    let file = office.directory.path().join("hundert.kpsicherung");
    office
        .run(&["backup", "create", "--out", text(&file)])
        .done();
    let mut wanted = office.exported();
    dovecot.deliver("anna", &[mail(5_000, 3_000)]);
    office.receive();
    let (mut old, mut new) = (0, 0);
    let restore = ["backup", "restore", text(&file)];
    kill_at_work(&office, &restore, &mut Numbers::new(9), || {
        match office.mails().len() {
            101 => old += 1,
            100 => {
                new += 1;
                // From the other side again.
                office.receive();
                assert_eq!(office.mails().len(), 101);
            }
            other => panic!("neither the old nor the new office: {other}"),
        }
        office.check();
    });
    println!("{old} times the old office, {new} times the new one");
    office.run(&restore).done();
    let mut found = office.exported();
    found.sort();
    wanted.sort();
    assert!(found == wanted);
    office.check();
}

#[test]
fn a_full_or_read_only_disk_is_said_and_leaves_nothing_behind() {
    let dovecot = Dovecot::start();
    let office = office(&dovecot, 60, 90_000);
    let small = office.directory.path().join("Stick");
    let Some(disk) = Mounted::new(&["-t", "tmpfs", "-o", "size=400k", "tmpfs"], &small) else {
        return;
    };
    let create = ["backup", "create", "--folder", text(&small)];
    let answer = office
        .run(&create)
        .failed(1, "auf dem Datenträger kein Platz");
    assert!(answer.stderr.contains("Stick"), "{}", answer.stderr);
    assert_eq!(files(&small), Vec::<PathBuf>::new());
    let read_only = Command::new("mount")
        .args(["-o", "remount,ro", text(&small)])
        .status();
    assert!(read_only.unwrap().success());
    office.run(&create).failed(1, "Kein Zugriff auf");
    drop(disk);
    office.run(&create).done();
    let file = files(&small).remove(0);
    // No room for the office that is unpacked beside the one that is there.
    let other = Office::new(&office.authority);
    let data = other.data();
    let Some(disk) = Mounted::new(&["-t", "tmpfs", "-o", "size=3m", "tmpfs"], &data) else {
        return;
    };
    other.run(&["mail", "list"]).done();
    let restore = ["backup", "restore", text(&file)];
    other.run(&restore).failed(1, "Der Datenträger ist voll");
    assert_eq!(other.mails().len(), 0);
    other.check();
    let is_left = |it: &PathBuf| text(it).contains("wiederherstellung");
    assert!(!files(&data).iter().any(is_left), "{:?}", files(&data));
    drop(disk);
    office.check();
}

/// Bytes of memory that a program has had at the most.
fn most_memory(child: &mut std::process::Child) -> u64 {
    let mut most = 0;
    while child.try_wait().expect("asked").is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()));
        let line = status.unwrap_or_default();
        let line = line.lines().find(|it| it.starts_with("VmHWM:"));
        let kib = line.and_then(|it| it.split_whitespace().nth(1)?.parse::<u64>().ok());
        most = most.max(kib.unwrap_or_default() << 10);
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(child.wait().expect("ended").success());
    most
}

/// `KONTORPOST_BALLAST` says how many MB are put into the office (200 unless told).
#[test]
fn a_large_office_costs_no_more_memory_than_a_small_one() {
    let megabytes: i64 = std::env::var("KONTORPOST_BALLAST")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(200);
    let office = Office::new(Path::new("/dev/null"));
    office.run(&["mail", "list"]).done();
    let database = rusqlite::Connection::open(office.data().join("kontorpost.db")).unwrap();
    database
        .execute_batch("CREATE TABLE ballast (id INTEGER PRIMARY KEY, x BLOB)")
        .unwrap();
    for _ in 0..megabytes {
        database
            .execute("INSERT INTO ballast (x) VALUES (randomblob(1000000))", [])
            .unwrap();
    }
    drop(database);
    let file = office.directory.path().join("gross.kpsicherung");
    let other = Office::new(&office.authority);
    let runs: [(&Office, &[&str]); 3] = [
        (&office, &["backup", "create", "--out", text(&file)]),
        (&office, &["backup", "check", text(&file)]),
        (&other, &["backup", "restore", text(&file)]),
    ];
    for (office, arguments) in runs {
        let begun = Instant::now();
        let most = most_memory(&mut office.start(arguments)) >> 20;
        println!("{}: {most} MB, {:?}", arguments[1], begun.elapsed());
        assert!(most < 120, "{}: {most} MB", arguments[1]);
    }
    let size = std::fs::metadata(&file).unwrap().len();
    assert!(size > megabytes.unsigned_abs() * 1_000_000);
}
