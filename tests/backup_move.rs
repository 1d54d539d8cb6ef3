//! A move from one machine to another: two real keychains, one encrypted file between them.

#![cfg(unix)]

mod support;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use support::dovecot::Dovecot;
use support::mails::mail;
use support::{Answer, Office};

const PASSPHRASE: &str = "Lampe Dachs Zirkel 41";

fn text(path: &Path) -> &str {
    path.to_str().expect("path")
}

/// Runs a script on a machine: a session bus of its own with an unlocked keyring of its own.
fn on_machine(office: &Office, script: &str) -> Answer {
    let program = env!("CARGO_BIN_EXE_kontorpost");
    let script = format!(
        "printf pruefung | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1\n\
         trap 'pkill -P $$ gnome-keyring-d || true' EXIT\n\
         K() {{ '{program}' --data-dir '{}' --json \"$@\"; }}\n{script}",
        office.data().display()
    );
    let mut command = Command::new("dbus-run-session");
    command.args(["--", "bash", "-euo", "pipefail", "-c", &script]);
    command
        .env("HOME", office.directory.path())
        .env("SSL_CERT_FILE", &office.authority)
        .env("XDG_RUNTIME_DIR", office.directory.path())
        .env("USER", "susi")
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME")
        .env_remove("CREDENTIALS_DIRECTORY")
        .env_remove("DISPLAY");
    command.output().expect("dbus-run-session").into()
}

/// Whether any file of a machine holds these bytes.
fn is_on_disk(office: &Office, needle: &[u8]) -> bool {
    let mut waiting = vec![office.directory.path().to_owned()];
    while let Some(directory) = waiting.pop() {
        for entry in std::fs::read_dir(directory).expect("directory") {
            let path = entry.expect("entry").path();
            let kind = std::fs::symlink_metadata(&path).expect("kind").file_type();
            if kind.is_dir() {
                waiting.push(path);
            } else if kind.is_file() {
                let bytes = std::fs::read(&path).expect("file");
                if bytes.windows(needle.len()).any(|it| it == needle) {
                    return true;
                }
            }
        }
    }
    false
}

#[test]
fn an_office_moves_with_its_secrets_and_the_old_machine_stops() {
    let dovecot = Dovecot::start();
    dovecot.deliver("anna", &[mail(1, 3_000), mail(2, 3_000)]);
    let (old, new) = (
        Office::new(&dovecot.authority()),
        Office::new(&dovecot.authority()),
    );
    let rollout = old.write_rollout(&dovecot.rollout("anna", "imap", "tls", "leave"));
    let file = old.directory.path().join("umzug.kpsicherung");
    let bare = old.directory.path().join("ohne.kpsicherung");
    let script = format!(
        "printf 'geheim-anna\\n' | K account add --file '{}' --password-stdin\n\
         K receive --once\n\
         ! printf 'kurz' | K move export --out '{2}' --passphrase-stdin\n\
         printf '{PASSPHRASE}\\n' | K move export --out '{1}' --with-secrets --passphrase-stdin\n\
         printf '{PASSPHRASE}' | K move export --out '{2}' --passphrase-stdin\n\
         K move retire\n! K receive --once\nK mail list",
        rollout.display(),
        file.display(),
        bare.display(),
    );
    let answer = on_machine(&old, &script).done();
    assert!(answer.stderr.contains("zu kurz"), "{}", answer.stderr);
    assert!(answer.stderr.contains("umgezogen"), "{}", answer.stderr);
    dovecot.deliver("anna", &[mail(3, 3_000)]);
    let script = format!(
        "! printf 'falsch falsch falsch' | K move import '{0}' --passphrase-stdin\n\
         ! test -e '{1}/kontorpost.db'\n\
         printf '{PASSPHRASE}' | K move import '{0}' --passphrase-stdin\n\
         K receive --once\nK mail list",
        file.display(),
        new.data().display(),
    );
    let answer = on_machine(&new, &script).done();
    assert!(
        answer.stderr.contains("Das Kennwort passt nicht"),
        "{}",
        answer.stderr
    );
    let objects: Vec<_> = answer.objects();
    let restored = objects.iter().find(|it| it["type"] == "restored").unwrap();
    assert_eq!(restored["secrets"], 1);
    assert_eq!(objects.iter().filter(|it| it["type"] == "mail").count(), 3);
    // Without the secrets the account says what it needs.
    let bare_machine = Office::new(&dovecot.authority());
    let script = format!(
        "printf '{PASSPHRASE}' | K move import '{0}' --passphrase-stdin\n! K receive --once",
        bare.display()
    );
    let answer = on_machine(&bare_machine, &script).done();
    let kinds: Vec<_> = answer.objects();
    assert!(
        kinds.iter().any(|it| it["kind"] == "secret-missing"),
        "{}",
        answer.stdout
    );
    for office in [&old, &new, &bare_machine] {
        for secret in ["geheim-anna", PASSPHRASE] {
            assert!(
                !is_on_disk(office, secret.as_bytes()),
                "{secret} lies on the disk"
            );
        }
        assert!(
            is_on_disk(office, b"SQLite format 3"),
            "the search finds what is there"
        );
    }
}

#[test]
fn a_receiver_that_runs_stops_when_the_office_has_moved() {
    let dovecot = Dovecot::start();
    let office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    let mut receiver = office.start(&["receive"]);
    let begun = Instant::now();
    while !office
        .run(&["--json", "receive", "status"])
        .stdout
        .contains(&receiver.id().to_string())
    {
        assert!(begun.elapsed() < Duration::from_secs(30));
    }
    office.run(&["move", "retire"]).done();
    let begun = Instant::now();
    let ended = loop {
        if let Some(ended) = receiver.try_wait().unwrap() {
            break ended;
        }
        if begun.elapsed() > Duration::from_secs(40) {
            receiver.kill().unwrap();
            panic!("still fetching");
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    assert_eq!(ended.code(), Some(1));
    dovecot.deliver("anna", &[mail(1, 3_000)]);
    office.run(&["receive", "--once"]).failed(1, "umgezogen");
    office.run(&["move", "undo"]).done();
    office.receive();
    assert_eq!(office.mails().len(), 1);
}

#[test]
fn an_office_that_works_here_is_moved_aside_by_an_import() {
    let dovecot = Dovecot::start();
    dovecot.deliver("anna", &[mail(1, 3_000)]);
    let (old, new) = (
        Office::new(&dovecot.authority()),
        Office::new(&dovecot.authority()),
    );
    old.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    old.receive();
    let file = old.directory.path().join("umzug.kpsicherung");
    let export = ["move", "export", "--out", text(&file), "--passphrase-stdin"];
    old.run_with(&export, PASSPHRASE.as_bytes()).done();
    new.run(&["pool", "add", "Notariat"]).done();
    let import = [
        "--json",
        "move",
        "import",
        text(&file),
        "--passphrase-stdin",
    ];
    let answer = new.run_with(&import, PASSPHRASE.as_bytes()).done();
    let aside = answer.objects()[0]["kept"].as_str().unwrap().to_owned();
    assert!(Path::new(&aside).join("kontorpost.db").exists());
    assert_eq!(new.mails().len(), 1);
}
