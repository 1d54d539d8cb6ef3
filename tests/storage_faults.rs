//! What can happen to the data directory: full, read-only, damaged, too new, restored.

#![cfg(unix)]

mod support;

use std::process::Command;
use support::Office;
use support::dovecot::Dovecot;
use support::mails::mail;

fn is_root() -> bool {
    Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|it| it.stdout.starts_with(b"0\n"))
}

fn mount(arguments: &[&str]) -> bool {
    Command::new("mount")
        .args(arguments)
        .status()
        .is_ok_and(|it| it.success())
}

fn unmount(directory: &std::path::Path) {
    assert!(
        Command::new("umount")
            .arg(directory)
            .status()
            .expect("umount")
            .success()
    );
}

/// Runs in a small file system of its own, where this machine lets us make one.
fn small_disk(office: &Office) -> bool {
    let data = office.data();
    std::fs::create_dir_all(&data).expect("directory");
    if is_root()
        && mount(&[
            "-t",
            "tmpfs",
            "-o",
            "size=3m",
            "tmpfs",
            data.to_str().expect("path"),
        ])
    {
        return true;
    }
    println!("übersprungen: kein kleines Dateisystem möglich (kein root)");
    false
}

#[test]
fn a_full_disk_keeps_the_old_state_and_the_next_run_completes() {
    let dovecot = Dovecot::start();
    let mails: Vec<Vec<u8>> = (0..60).map(|seed| mail(seed, 90_000)).collect();
    for protocol in ["imap", "pop3"] {
        let user = if protocol == "imap" { "u1" } else { "u2" };
        dovecot.deliver(user, &mails);
        let office = Office::new(&dovecot.authority());
        if !small_disk(&office) {
            return;
        }
        office.add(
            &dovecot.rollout(user, protocol, "tls", "remove"),
            &format!("geheim-{user}"),
        );
        let answer = office
            .run(&["receive", "--once"])
            .failed(1, "Der Datenträger ist voll");
        assert!(!answer.stderr.contains("panicked"), "{}", answer.stderr);
        let stored = office.mails().len();
        assert!(stored < 60);
        let left = dovecot.content(user, "INBOX").len();
        assert!(left >= 60 - stored, "removed on the server, but not stored");
        let data = office.data();
        assert!(mount(&["-o", "remount,size=200m", data.to_str().unwrap()]));
        office.receive();
        let mut wanted = mails.clone();
        wanted.sort();
        assert_eq!(office.exported(), wanted, "{protocol}");
        office.check();
        assert_eq!(dovecot.content(user, "INBOX").len(), 0);
        unmount(&data);
    }
}

#[test]
fn a_read_only_directory_is_a_clear_error() {
    let dovecot = Dovecot::start();
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    let data = office.data();
    let path = data.to_str().unwrap();
    if !is_root() || !mount(&["--bind", path, path]) {
        println!("übersprungen: kein schreibgeschütztes Dateisystem möglich (kein root)");
        return;
    }
    let read_only = mount(&["-o", "remount,ro,bind", path]);
    let answer = read_only.then(|| office.run(&["receive", "--once"]));
    unmount(&data);
    if let Some(answer) = answer {
        answer.failed(1, "Kein Zugriff auf");
    }
    office.receive();
}

#[test]
fn a_network_share_is_refused_and_left_alone() {
    let office = Office::new(std::path::Path::new("/dev/null"));
    let share = office.directory.path().join("share");
    std::fs::create_dir(&share).unwrap();
    // The system says of this process alone that a share is mounted there.
    let script = "cat /proc/$$/mountinfo > mounts\n\
                  echo \"900 1 0:99 / $PWD/share rw - cifs //server/kanzlei rw\" >> mounts\n\
                  mount --bind mounts /proc/$$/mountinfo && exec \"$@\" || exit 77";
    let mut command = Command::new("unshare");
    command
        .args(["-m", "bash", "-c", script, "bash"])
        .arg(env!("CARGO_BIN_EXE_kontorpost"))
        .arg("--data-dir")
        .arg(share.join("neu/office"))
        .args(["mail", "list"])
        .current_dir(office.directory.path().canonicalize().unwrap());
    let answer = support::Answer::from(command.output().unwrap());
    if !is_root() || answer.code == 77 {
        println!("übersprungen: keine eigene Sicht auf das Dateisystem möglich (kein root)");
        return;
    }
    answer.failed(1, "liegt auf einem Netzlaufwerk (cifs)");
    assert_eq!(std::fs::read_dir(&share).unwrap().count(), 0);
}

#[test]
fn a_directory_that_cannot_be_made_is_a_clear_error() {
    let office = Office::new(std::path::Path::new("/dev/null"));
    std::fs::write(office.data(), "a file").unwrap();
    office.run(&["mail", "list"]).failed(1, "Kein Zugriff auf");
}

#[test]
fn a_damaged_database_is_named_and_left_alone() {
    let dovecot = Dovecot::start();
    dovecot.deliver(
        "anna",
        &(0..50).map(|seed| mail(seed, 20_000)).collect::<Vec<_>>(),
    );
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    office.receive();
    let file = office.data().join("kontorpost.db");
    let whole = std::fs::read(&file).unwrap();
    // Rubbish from the beginning.
    let mut damaged = whole.clone();
    damaged[..4_000].fill(0x5a);
    std::fs::write(&file, &damaged).unwrap();
    let words = "beschädigt oder keine Kontorpost-Datenbank";
    office.run(&["mail", "list"]).failed(1, words);
    assert_eq!(std::fs::read(&file).unwrap(), damaged, "not touched");
    // Rubbish in the middle: the check finds it.
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle..middle + 60_000].fill(0x5a);
    std::fs::write(&file, &damaged).unwrap();
    let answer = office.run(&["check"]);
    assert_eq!(answer.code, 1, "{}\n{}", answer.stdout, answer.stderr);
    assert!(!answer.stderr.contains("panicked"), "{}", answer.stderr);
    std::fs::write(&file, &whole).unwrap();
    office.check();
}
