//! The whole way through the program: a registration taken over, signed in in the browser, and the
//! token opens a real Dovecot (IMAP, POP3, submission) that asks the provider about it.

#![cfg(unix)]

mod support;

use kontorpost::domain::secret::Secret;
use kontorpost::domain::server::{Endpoint, Security};
use kontorpost::transport::{Cause, Connector, Pop3Mailbox, Trust};
use serde_json::Value;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use support::dovecot::{Dovecot, Options, is_root};
use support::mails::mail;
use support::oidc::Oidc;
use support::{Answer, Office};

/// Stands in for the key of the machine: a test run has no business with that.
const CREDS: &str = "#!/bin/bash\nset -euo pipefail\n[ \"$1\" = --user ] && shift\n\
    case \"$1\" in\n\
    encrypt) echo \"sealed ${2#--name=}\"; base64;;\n\
    decrypt) [ \"$(head -n 1 \"$3\")\" = \"sealed ${2#--name=}\" ] && tail -n +2 \"$3\" | base64 -d;;\n\
    esac\n";

/// Takes every letter over.
fn relay() -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("address").port();
    let letters = Arc::new(Mutex::new(Vec::new()));
    let kept = letters.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let letters = kept.clone();
            std::thread::spawn(move || take(&stream, &letters));
        }
    });
    (port, letters)
}

fn take(mut stream: &TcpStream, letters: &Mutex<Vec<String>>) -> Option<()> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    stream.write_all(b"220 relay ESMTP\r\n").ok()?;
    while let Some(line) = lines.next() {
        let verb = line.get(..4).unwrap_or_default().to_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-relay\r\n250-8BITMIME\r\n250 SIZE 10000000\r\n",
            "DATA" => {
                stream.write_all(b"354 go on\r\n").ok()?;
                let letter = lines.by_ref().take_while(|it| it != ".");
                let letter: Vec<String> = letter.collect();
                letters.lock().expect("letters").push(letter.join("\n"));
                "250 taken\r\n"
            }
            "QUIT" => "221 bye\r\n",
            _ => "250 fine\r\n",
        };
        stream.write_all(answer.as_bytes()).ok()?;
    }
    Some(())
}

struct Stand {
    oidc: Oidc,
    dovecot: Dovecot,
    office: Office,
    letters: Arc<Mutex<Vec<String>>>,
    bin: PathBuf,
}

fn script(path: &PathBuf, text: &str) {
    std::fs::write(path, text).expect("script");
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(path, mode).expect("mode");
}

impl Stand {
    fn new() -> Self {
        let oidc = Oidc::start(300);
        let (port, letters) = relay();
        let dovecot = Dovecot::start_with(&Options {
            tokens: Some((oidc.for_dovecot(), port)),
            ..Options::default()
        });
        let office = Office::new(&dovecot.authority());
        let bin = office.directory.path().join("bin");
        std::fs::create_dir(&bin).expect("directory");
        script(&bin.join("systemd-creds"), CREDS);
        let stand = Self {
            oidc,
            dovecot,
            office,
            letters,
            bin,
        };
        let file = stand.office.directory.path().join("app.toml");
        std::fs::write(&file, stand.oidc.client_file()).expect("file");
        let file = file.to_str().expect("path");
        stand
            .run(&["account", "oauth-client", "import", file])
            .done();
        stand
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.office.command(arguments);
        let path = format!("{}:/usr/sbin:/usr/bin:/sbin:/bin", self.bin.display());
        command.env("PATH", path).env(
            "STATE_DIRECTORY",
            self.office.directory.path().join("state"),
        );
        command
    }

    fn run(&self, arguments: &[&str]) -> Answer {
        self.command(arguments).output().expect("runs").into()
    }

    fn add(&self, protocol: &str) -> String {
        self.add_with(protocol, "")
    }

    /// With more about the outgoing server.
    fn add_with(&self, protocol: &str, more: &str) -> String {
        let rollout = self.dovecot.rollout("anna", protocol, "tls", "leave");
        let port = self.dovecot.submission;
        let outgoing = format!(
            "[outgoing]\nhost = \"localhost\"\nport = {port}\nsecurity = \"starttls\"\n\
             {more}[usage]"
        );
        let rollout = rollout
            .replace("after_fetch", "auth = \"oauth2\"\nafter_fetch")
            .replace("[usage]", &outgoing);
        let file = self.office.write_rollout(&rollout);
        let file = file.to_str().expect("path");
        let added = self.run(&["--json", "account", "add", "--file", file]);
        added.done().objects()[0]["id"].to_string()
    }

    fn sign_in(&self, id: &str, name: &str) -> Value {
        self.sign_in_with(&["account", "signin", id], name)
    }

    fn sign_in_with(&self, arguments: &[&str], name: &str) -> Value {
        script(&self.bin.join("xdg-open"), &support::oidc::opener(name));
        let answer = self.run(&[&["--json"], arguments].concat()).done();
        answer.objects().pop().expect("an answer")
    }

    fn rows(&self, id: &str) -> Vec<Value> {
        self.run(&["--json", "account", "test", id]).objects()
    }
}

#[test]
fn a_token_receives_tests_and_sends() {
    let stand = Stand::new();
    let sent: Vec<Vec<u8>> = (0..3).map(|n| mail(n, 2_000)).collect();
    stand.dovecot.deliver("anna", &sent);
    let (imap, pop3) = (stand.add("imap"), stand.add("pop3"));
    // Before anybody has signed in, everything says so.
    let refused = stand.run(&["receive", "--once", "--account", &imap]);
    refused.failed(1, "noch niemand im Browser angemeldet");
    let row = stand
        .rows(&imap)
        .into_iter()
        .find(|it| it["status"] == "failed");
    assert_eq!(row.expect("a failure")["class"], "oauth_not_signed_in");
    for id in [&imap, &pop3] {
        let signed_in = stand.sign_in(id, "anna");
        assert_eq!(signed_in["type"], "account-signed-in");
        assert_eq!(signed_in["name"], "anna");
    }
    stand.run(&["receive", "--once"]).done();
    let mails = stand.run(&["--json", "mail", "list"]).done().objects();
    assert_eq!(mails.len(), 6, "{mails:?}");
    for id in [&imap, &pop3] {
        let rows = stand.rows(id);
        let bad: Vec<_> = rows.iter().filter(|it| it["status"] == "failed").collect();
        assert!(bad.is_empty(), "{bad:?}");
        let logins = rows.iter().filter(|it| it["step"] == "login");
        assert!(logins.clone().all(|it| it["status"] == "ok"));
        assert!(
            logins
                .clone()
                .all(|it| it["finding"] == "angemeldet als anna"),
            "{rows:?}"
        );
        assert_eq!(logins.count(), 2);
    }
    let to = [
        "send",
        "--from",
        &imap,
        "--to",
        "b@kontor.test",
        "--subject",
        "x",
    ];
    stand.run(&to).done();
    stand.run(&["outbox", "run", "--once"]).done();
    assert!(stand.letters.lock().expect("letters")[0].contains("Subject: x"));
    // The sealed file is for one pair of eyes, and the token stands nowhere in the clear.
    let sealed = stand.office.directory.path().join("state/sign-ins");
    let sealed = sealed.join(format!("kontorpost.{imap}.renewal.cred"));
    let found = std::fs::metadata(&sealed).expect("sealed");
    assert_eq!(found.permissions().mode() & 0o777, 0o600);
    let shown = stand.run(&["account", "show", &imap]).done().stdout;
    assert!(shown.contains("angemeldet als anna"), "{shown}");
    stand.run(&["account", "signout", &imap]).done();
    assert!(!sealed.exists());
    let again = stand.run(&["receive", "--once", "--account", &imap]);
    again.failed(1, "noch niemand im Browser angemeldet");
}

#[test]
fn the_outgoing_server_has_a_sign_in_of_its_own() {
    let stand = Stand::new();
    let id = stand.add_with("imap", "auth = \"oauth2\"\nuser = \"bernd\"\n");
    stand.sign_in(&id, "anna");
    let login = |side: &str| {
        let rows = stand.rows(&id).into_iter();
        let mut found = rows.filter(|it| it["server"] == side && it["step"] == "login");
        found.next().expect("a row")
    };
    // One sign-in is not the other.
    assert_eq!(login("incoming")["finding"], "angemeldet als anna");
    assert_eq!(login("outgoing")["class"], "oauth_not_signed_in");
    let to = [
        "send",
        "--from",
        &id,
        "--to",
        "b@kontor.test",
        "--subject",
        "x",
    ];
    stand.run(&to).done();
    stand.run(&["outbox", "run", "--once"]);
    assert!(stand.letters.lock().expect("letters").is_empty());
    // Mail is fetched all the same.
    stand.run(&["receive", "--once"]).done();
    let arguments = ["account", "signin", &id, "--outgoing"];
    let signed_in = stand.sign_in_with(&arguments, "bernd");
    assert_eq!(signed_in["name"], "bernd");
    assert_eq!(login("incoming")["finding"], "angemeldet als anna");
    assert_eq!(login("outgoing")["finding"], "angemeldet als bernd");
    stand.run(&["outbox", "retry", "1"]);
    stand.run(&["outbox", "run", "--once"]).done();
    assert!(stand.letters.lock().expect("letters")[0].contains("Subject: x"));
    let sealed = stand.office.directory.path().join("state/sign-ins");
    let own = sealed.join(format!("kontorpost.{id}.renewal-outgoing.cred"));
    assert!(own.exists());
    let shown = stand.run(&["account", "show", &id]).done().stdout;
    for wanted in [
        "angemeldet als anna",
        "angemeldet als bernd",
        "auth = \"oauth2\"",
    ] {
        assert!(shown.contains(wanted), "{shown}");
    }
    // Support hears of both, and of nobody's name.
    let told = stand.run(&["diagnose", "--show"]).done().stdout;
    for wanted in ["sign_in_for = incoming", "sign_in_for = outgoing"] {
        assert!(told.contains(wanted), "{told}");
    }
    assert!(!told.contains("bernd"), "{told}");
    // Signing out of one leaves the other.
    stand.run(&["account", "signout", &id, "--outgoing"]).done();
    assert!(!own.exists());
    assert_eq!(login("incoming")["finding"], "angemeldet als anna");
    assert_eq!(login("outgoing")["class"], "oauth_not_signed_in");
}

#[test]
fn the_token_of_somebody_else_is_refused_everywhere() {
    let stand = Stand::new();
    for protocol in ["imap", "pop3"] {
        let id = stand.add(protocol);
        stand.sign_in(&id, "bernd");
        let rows = stand.rows(&id);
        for side in ["incoming", "outgoing"] {
            let is_login = |it: &&Value| it["server"] == side && it["step"] == "login";
            let row = rows.iter().find(is_login).expect("a row");
            assert_eq!(row["class"], "oauth_token_refused", "{row}");
            assert!(!row.to_string().contains("Bearer"));
        }
        stand
            .run(&["receive", "--once", "--account", &id])
            .failed(1, "");
        let shown = stand.run(&["--json", "account", "show", &id]).done();
        assert!(shown.objects()[0]["state"]["paused_at"].is_i64());
        // Signing in as the right person ends the pause.
        stand.sign_in(&id, "anna");
        stand.run(&["receive", "--once", "--account", &id]).done();
    }
}

#[test]
fn several_processes_renew_one_after_the_other() {
    let mut stand = Stand::new();
    // Less than a minute: every use renews, and a replay would end the sign-in.
    stand.oidc = Oidc::start(45);
    let file = stand.office.directory.path().join("app.toml");
    std::fs::write(&file, stand.oidc.client_file()).expect("file");
    let file = file.to_str().expect("path");
    stand
        .run(&["account", "oauth-client", "import", file])
        .done();
    let id = stand.add("imap");
    stand.sign_in(&id, "anna");
    let tests: Vec<_> = (0..4)
        .map(|_| {
            let mut command = stand.command(&["--json", "account", "test", &id]);
            command.stdout(Stdio::piped()).stderr(Stdio::null());
            command.spawn().expect("starts")
        })
        .collect();
    for test in tests {
        let answer: Answer = test.wait_with_output().expect("ends").into();
        let rows = answer.objects();
        let refused = rows.iter().filter(|it| {
            it["class"]
                .as_str()
                .is_some_and(|it| it.starts_with("oauth"))
                && it["class"] != "oauth_token_refused"
        });
        // Dovecot asks the first provider, so what is refused is the token alone.
        assert_eq!(refused.count(), 0, "{rows:?}");
    }
    assert!(stand.oidc.count("token refresh_token ok") >= 4);
    assert_eq!(stand.oidc.count("grant revoked"), 0);
    assert_eq!(stand.oidc.count("token refresh_token invalid_grant"), 0);
}

#[test]
fn a_real_secret_service_keeps_a_sign_in() {
    let stand = Stand::new();
    stand.dovecot.deliver("anna", &[mail(1, 2_000)]);
    let id = stand.add("imap");
    script(&stand.bin.join("xdg-open"), &support::oidc::opener("anna"));
    let program = env!("CARGO_BIN_EXE_kontorpost");
    let data = stand.office.data();
    let work = format!(
        "printf pruefung | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1\n\
         trap 'pkill -P $$ gnome-keyring-d || true' EXIT\n\
         K() {{ '{program}' --data-dir '{}' --json \"$@\"; }}\n\
         K account signin {id}\nK receive --once\nK account signout {id}\n",
        data.display()
    );
    let mut command = Command::new("dbus-run-session");
    command.args(["--", "bash", "-euo", "pipefail", "-c", &work]);
    let path = format!("{}:/usr/sbin:/usr/bin:/sbin:/bin", stand.bin.display());
    let home = stand.office.directory.path();
    command
        .env("PATH", path)
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("SSL_CERT_FILE", &stand.office.authority)
        .env("USER", "susi");
    for name in ["CREDENTIALS_DIRECTORY", "STATE_DIRECTORY", "DISPLAY"] {
        command.env_remove(name);
    }
    let answer: Answer = command.output().expect("dbus-run-session").into();
    let answer = answer.done();
    let kinds: Vec<_> = answer
        .objects()
        .iter()
        .map(|it| it["type"].clone())
        .collect();
    assert!(kinds.contains(&"account-signed-in".into()), "{kinds:?}");
    assert!(kinds.contains(&"account-signed-out".into()), "{kinds:?}");
    assert_eq!(
        stand
            .run(&["--json", "mail", "list"])
            .done()
            .objects()
            .len(),
        1
    );
}

#[test]
fn where_nothing_can_be_kept_the_reason_is_said() {
    let stand = Stand::new();
    let id = stand.add("imap");
    script(&stand.bin.join("xdg-open"), &support::oidc::opener("anna"));
    script(
        &stand.bin.join("systemd-creds"),
        "#!/bin/sh\necho 'Failed to determine local credential key: Operation not permitted' >&2\nexit 1\n",
    );
    stand
        .run(&["account", "signin", &id])
        .failed(1, "nicht sicher aufbewahrt");
    let mut command = stand.command(&["account", "signin", &id]);
    command.env_remove("STATE_DIRECTORY");
    let answer: Answer = command.output().expect("runs").into();
    assert!(answer.stderr.contains("systemd-creds"), "{}", answer.stderr);
    answer.failed(1, "nicht sicher aufbewahrt");
}

#[test]
fn the_real_systemd_creds_keeps_a_sign_in() {
    if !is_root() {
        return;
    }
    let stand = Stand::new();
    let id = stand.add("imap");
    std::fs::remove_file(stand.bin.join("systemd-creds")).expect("removal");
    stand.dovecot.deliver("anna", &[mail(1, 2_000)]);
    stand.sign_in(&id, "anna");
    stand.run(&["receive", "--once"]).done();
}

#[tokio::test]
async fn pop3_also_in_one_line() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("address").port();
    std::thread::spawn(move || {
        for (turn, stream) in listener.incoming().map_while(Result::ok).enumerate() {
            let mut answers = &stream;
            answers.write_all(b"+OK\r\n").expect("greeting");
            for line in BufReader::new(&stream).lines().map_while(Result::ok) {
                let answer: &[u8] = match line.as_str() {
                    "CAPA" => b"+OK\r\nSASL XOAUTH2\r\nUIDL\r\n.\r\n",
                    "AUTH XOAUTH2" => b"-ERR initial response wanted\r\n",
                    it if it.starts_with("AUTH XOAUTH2 ") && turn == 0 => b"+OK\r\n",
                    it if it.starts_with("AUTH XOAUTH2 ") => b"+ eyJzdGF0dXMiOiI0MDEifQ==\r\n",
                    "" => b"-ERR [AUTH] no\r\n",
                    _ => b"-ERR\r\n",
                };
                answers.write_all(answer).expect("answer");
            }
        }
    });
    let endpoint = Endpoint {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::None,
    };
    let connector = Connector::new(Trust::new(Vec::new()));
    let token = Secret::bearer("abc".to_owned());
    let open = || Pop3Mailbox::open(&connector, &endpoint, &[], ("anna", &token));
    open().await.expect("signed in");
    let refused = open().await.err().expect("refused");
    assert!(
        matches!(refused.cause, Cause::LoginRejected(_)),
        "{refused}"
    );
}
