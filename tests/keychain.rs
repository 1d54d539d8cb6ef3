//! A real Secret Service (gnome-keyring on a bus of its own), and what happens without one.

#![cfg(unix)]

mod support;

use std::process::Command;
use std::time::{Duration, Instant};
use support::dovecot::Dovecot;
use support::mails::mail;
use support::{Answer, Office};

/// Runs a script on a fresh session bus with an unlocked keyring.
fn with_keyring(office: &Office, script: &str) -> Answer {
    let program = env!("CARGO_BIN_EXE_kontorpost");
    let data = office.data();
    let script = format!(
        "printf pruefung | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1\n\
         trap 'pkill -P $$ gnome-keyring-d || true' EXIT\n\
         K() {{ '{program}' --data-dir '{}' --json \"$@\"; }}\n{script}",
        data.display()
    );
    let mut command = Command::new("dbus-run-session");
    command.args(["--", "bash", "-euo", "pipefail", "-c", &script]);
    command
        .env("HOME", office.directory.path())
        .env("SSL_CERT_FILE", &office.authority);
    command
        .env("XDG_RUNTIME_DIR", office.directory.path())
        .env("USER", "susi");
    command
        .env_remove("CREDENTIALS_DIRECTORY")
        .env_remove("DISPLAY");
    command.output().expect("dbus-run-session").into()
}

/// Whether any file below the directory holds these bytes.
fn is_on_disk(office: &Office, needle: &[u8]) -> bool {
    let mut waiting = vec![office.data()];
    while let Some(directory) = waiting.pop() {
        for entry in std::fs::read_dir(directory).expect("directory") {
            let path = entry.expect("entry").path();
            if path.is_dir() {
                waiting.push(path);
            } else if std::fs::read(&path)
                .is_ok_and(|bytes| bytes.windows(needle.len()).any(|it| it == needle))
            {
                return true;
            }
        }
    }
    false
}

#[test]
fn passwords_live_in_the_secret_service_alone() {
    let dovecot = Dovecot::start();
    dovecot.deliver("anna", &[mail(1, 3_000)]);
    let office = Office::new(&dovecot.authority());
    let file = office.write_rollout(&dovecot.rollout("anna", "imap", "tls", "leave"));
    let script = format!(
        "printf 'geheim-anna\\n' | K account add --file '{0}' --password-stdin\n\
         K receive --once\nK mail list\n\
         printf 'ganz falsch' | K account password 1 --stdin\n\
         ! K receive --once\n\
         printf 'geheim-anna' | K account password 1 --stdin\n\
         K receive --once\n\
         head -c 6000 /dev/zero | tr '\\0' 'x' | K account password 1 --stdin\n\
         printf 'geheim-anna' | K account password 1 --stdin\n\
         K receive --once\n\
         K account remove 1\nK account add --file '{0}'\n! K receive --once",
        file.display()
    );
    let answer = with_keyring(&office, &script).done();
    let objects = answer.objects();
    assert_eq!(objects.iter().filter(|it| it["type"] == "mail").count(), 1);
    let kinds: Vec<&str> = objects
        .iter()
        .filter_map(|it| it["kind"].as_str())
        .collect();
    assert_eq!(
        kinds,
        ["login-rejected", "secret-missing"],
        "{}",
        answer.stdout
    );
    for secret in ["geheim-anna", "ganz falsch"] {
        assert!(!answer.stdout.contains(secret) && !answer.stderr.contains(secret));
        assert!(
            !is_on_disk(&office, secret.as_bytes()),
            "{secret} lies on the disk"
        );
    }
}

#[test]
fn an_office_takes_its_secrets_out_of_the_keychain() {
    let dovecot = Dovecot::start();
    dovecot.deliver("anna", &[mail(1, 3_000)]);
    let office = Office::new(&dovecot.authority());
    let file = office.write_rollout(&dovecot.rollout("anna", "imap", "tls", "leave"));
    let script = format!(
        "printf 'geheim-anna\n' | K account add --file '{}' --password-stdin\n\
         ! printf 'nein\n' | K account forget-secrets\nK receive --once\n\
         K account forget-secrets --yes\n! K receive --once\nK mail list\n\
         printf 'geheim-anna' | K account password 1 --stdin\nK receive --once",
        file.display()
    );
    let answer = with_keyring(&office, &script).done();
    let objects = answer.objects();
    let kinds: Vec<&str> = objects
        .iter()
        .filter_map(|it| it["kind"].as_str())
        .collect();
    assert_eq!(
        kinds,
        ["not-confirmed", "secret-missing"],
        "{}",
        answer.stdout
    );
    assert_eq!(objects.iter().filter(|it| it["type"] == "mail").count(), 1);
}

#[test]
fn without_a_keychain_nothing_is_added_and_the_ways_out_are_named() {
    let dovecot = Dovecot::start();
    let mut office = Office::new(&dovecot.authority());
    office.keychain = true;
    let file = office.write_rollout(&dovecot.rollout("anna", "imap", "tls", "leave"));
    let arguments = [
        "account",
        "add",
        "--file",
        file.to_str().unwrap(),
        "--password-stdin",
    ];
    let mut command = office.command(&arguments);
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    command
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped());
    command.stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"geheim-anna\n").unwrap();
    let answer = Answer::from(child.wait_with_output().unwrap());
    let answer = answer.failed(1, "kein Schlüsselbund");
    assert!(
        answer.stderr.contains("systemd-Credential"),
        "{}",
        answer.stderr
    );
    assert!(!answer.stderr.contains("geheim-anna"));
    let listed = office.run(&["--json", "account", "list"]).done();
    assert_eq!(listed.objects().len(), 0);
    assert!(!is_on_disk(&office, b"geheim-anna"));
}

#[test]
fn a_keychain_that_never_answers_does_not_keep_the_receiver_from_ending() {
    let dovecot = Dovecot::start();
    let mut office = Office::new(&dovecot.authority());
    office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    office.keychain = true;
    // A bus that takes connections and says nothing.
    let bus = office.directory.path().join("bus");
    let listener = std::os::unix::net::UnixListener::bind(&bus).unwrap();
    let mut command = office.command(&["receive"]);
    command.env(
        "DBUS_SESSION_BUS_ADDRESS",
        format!("unix:path={}", bus.display()),
    );
    let mut child = command.spawn().unwrap();
    let (_connection, _) = listener.accept().expect("the keychain is asked");
    let process = child.id().to_string();
    assert!(
        Command::new("kill")
            .arg(process)
            .status()
            .unwrap()
            .success()
    );
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("still there 20 seconds after the signal");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
