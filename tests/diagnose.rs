//! Log and diagnosis by the program itself: what happened is found again, and nothing that must not
//! leave the office is in any file of them.

#![cfg(unix)]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use support::Office;
use support::planted::{PLANTED, found_in};

const PASSWORD: &str = "Plantwort-Gr8ssß";

fn office() -> Office {
    Office::new(Path::new("/dev/null"))
}

/// A mail server that signs nobody in, and says too much.
fn talkative() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("port");
    let port = listener.local_addr().expect("address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            std::thread::spawn(move || {
                let mut out = stream.try_clone().expect("stream");
                let _ = out.write_all(b"* OK [CAPABILITY IMAP4rev1] Plantklage bereit\r\n");
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let tag = line.split(' ').next().unwrap_or_default().to_owned();
                    let answer = match line.to_uppercase().contains("CAPABILITY") {
                        true => format!("* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n"),
                        false => format!(
                            "{tag} NO [AUTHENTICATIONFAILED] Herr Zenzelburger, {PASSWORD} \
                             plantmann.gegner@gegner.example \u{2028}ERROR forged {line}\r\n"
                        ),
                    };
                    if out.write_all(answer.as_bytes()).is_err() {
                        return;
                    }
                }
            });
        }
    });
    port
}

fn rollout(port: u16) -> String {
    format!(
        "name = \"Plantkonto\"\naddress = \"plantfrau.kanzlei@kanzlei.example\"\n[incoming]\n\
         protocol = \"imap\"\nhost = \"localhost\"\nport = {port}\nsecurity = \"none\"\n\
         user = \"plantlogin.zenz\"\n[outgoing]\nhost = \"localhost\"\nport = 9\n\
         security = \"none\"\nauth = \"same\"\n[usage]\nmode = \"posteingang\"\n"
    )
}

/// An office with something planted wherever something can stand.
fn planted() -> (Office, i64) {
    let office = office();
    let id = office.add(&rollout(talkative()), PASSWORD);
    let text = |words: &[&str]| {
        office.run(words).done();
    };
    text(&[
        "benutzer",
        "add",
        "1",
        "--name",
        "Zinnowitzer, Anna",
        "--login",
        "susi",
        "--address",
        "plantfrau.kanzlei@kanzlei.example",
        "--verwalter",
        "true",
    ]);
    text(&[
        "akte",
        "add",
        "8/20",
        "--name",
        "Plantakte ./. Zenzelburger",
    ]);
    text(&[
        "klient",
        "add",
        "Zenzelburger",
        "--ansprechpartner",
        "plantmann.gegner@gegner.example",
    ]);
    let eml = office.directory.path().join("a.eml");
    let mail = "From: Zenzelburger <plantmann.gegner@gegner.example>\r\n\
                To: plantfrau.kanzlei@kanzlei.example\r\nSubject: 8/20 Plantklage\r\n\
                Message-ID: <plantcode-7731-Xy@gegner.example>\r\n\r\nPlantinhalt\r\n";
    std::fs::write(&eml, mail).expect("mail");
    let (eml, account) = (eml.display().to_string(), id.to_string());
    text(&[
        "mail",
        "import",
        "--account",
        &account,
        "--eml",
        &eml,
        "--to-desk",
    ]);
    let body = office.directory.path().join("b.txt");
    std::fs::write(&body, "Plantinhalt").expect("text");
    (office, id)
}

fn log_of(office: &Office) -> String {
    let folder = office.data().join("log");
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        all += &String::from_utf8_lossy(&std::fs::read(entry.path()).unwrap_or_default());
    }
    all
}

fn holds(bytes: &[u8], words: &str) -> bool {
    String::from_utf8_lossy(bytes).contains(words)
}

/// Unpacks by a foreign program.
fn unpack(file: &Path) -> Vec<(String, Vec<u8>)> {
    let out = tempfile::tempdir().expect("directory");
    let script = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\n\
                  assert z.testzip() is None\nz.extractall(sys.argv[2])\n\
                  print('\\n'.join(z.namelist()))";
    let output = Command::new("python3")
        .args(["-c", script])
        .arg(file)
        .arg(out.path())
        .output()
        .expect("python3");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let names = String::from_utf8(output.stdout).expect("names");
    let read = |name: &str| std::fs::read(out.path().join(name)).expect("a file");
    names.lines().map(|it| (it.to_owned(), read(it))).collect()
}

fn write_settings(office: &Office) -> PathBuf {
    let folder = office.directory.path().join(".config/kontorpost");
    std::fs::create_dir_all(&folder).expect("folder");
    let settings = "# Kennwort: Plantwort-Gr8ssß\n# geschrieben von Zinnowitzer, Anna\n\
                    language = \"de\"\nproxy = \"http://plantproxy:plantproxykenn1A@proxy.example:1\"\n\
                    refresh_token = \"eyJhbGciPLANTED0nly\"\nfuture = \"plantmann.gegner@gegner.example\"\n";
    std::fs::write(folder.join("settings.toml"), settings).expect("settings");
    std::fs::write(folder.join("window.toml"), "looks = \"dark\"\n").expect("window");
    folder
}

#[test]
fn nothing_that_was_planted_is_in_log_or_diagnosis() {
    let (office, id) = planted();
    write_settings(&office);
    let crash = office.directory.path().join(".local/share/kontorpost");
    std::fs::create_dir_all(&crash).unwrap();
    let fault =
        "panicked at src/x.rs:1: \"password=Plantwort-Gr8ssß\" plantmann.gegner@gegner.example";
    std::fs::write(crash.join("absturz.log"), fault).unwrap();
    let body = office.directory.path().join("b.txt").display().to_string();
    let body = body.as_str();
    // Failures of every kind that a test can have, and sending.
    for words in [
        vec!["receive", "--once"],
        vec!["account", "test", "1"],
        vec![
            "send",
            "--from",
            "1",
            "--to",
            "plantempf.nirgends@gegner.example",
            "--subject",
            "Plantklage",
            "--text",
            body,
        ],
        vec!["outbox", "list"],
        vec!["mail", "search", "Plantklage"],
        vec!["account", "show", "plantmann.gegner@gegner.example"],
        vec!["no-such-command", "Plantwort-Gr8ssß"],
        vec!["mail", "export", "1", "--out", "/nowhere/Plantklage.eml"],
        vec!["check"],
    ] {
        let mut command = office.command(&words);
        command.env("KONTORPOST_LOG", "debug");
        command.env(
            "https_proxy",
            "http://plantlogin.zenz:plantproxykenn1A@proxy.example:1",
        );
        command.output().expect("the program");
    }
    let log = log_of(&office);
    assert!(
        log.contains("run-failed") && log.contains(" DEBUG "),
        "{log}"
    );
    assert_eq!(found_in(log.as_bytes()), Vec::<String>::new(), "{log}");

    for (name, more) in [("a.zip", vec![]), ("b.zip", vec!["--hide-hosts"])] {
        let file = office.directory.path().join(name);
        let path = file.display().to_string();
        let mut words = vec!["diagnose", "--out", &path, "--show"];
        words.extend(more.iter());
        let mut command = office.command(&words);
        command.env(
            "https_proxy",
            "http://plantlogin.zenz:plantproxykenn1A@proxy.example:1",
        );
        let output = command.output().expect("the program");
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{shown}");
        let pages = unpack(&file);
        let names: Vec<&str> = pages.iter().map(|it| it.0.as_str()).collect();
        for wanted in [
            "programm.txt",
            "einstellungen.txt",
            "konten.txt",
            "abruf.txt",
            "postausgang.txt",
            "datenbank.txt",
            "umgebung.txt",
            "log/kontorpost-01.log",
            "absturz.log",
        ] {
            assert!(names.contains(&wanted), "{wanted}: {names:?}");
        }
        for (name, bytes) in &pages {
            let text = String::from_utf8(bytes.clone()).expect("text");
            assert_eq!(found_in(bytes), Vec::<String>::new(), "{name}: {text}");
            assert!(shown.contains(text.trim_end()), "{name} was not shown");
        }
        assert_eq!(
            found_in(&std::fs::read(&file).unwrap()),
            Vec::<String>::new()
        );
        let page = |name: &str| {
            let found = pages.iter().find(|it| it.0 == name);
            String::from_utf8(found.expect("a page").1.clone()).expect("text")
        };
        // What support needs is there all the same.
        let runs = page("abruf.txt");
        assert!(
            runs.contains("Login: sign-in rejected: [AUTHENTICATIONFAILED]"),
            "{runs}"
        );
        let accounts = page("konten.txt");
        assert!(accounts.contains(&format!("account = {id}")), "{accounts}");
        assert!(accounts.contains("incoming = imap") && accounts.contains("failures = 1"));
        let database = page("datenbank.txt");
        assert!(database.contains("# quick_check\nok\n"), "{database}");
        assert!(database.contains("mail = 1\n") && database.contains("schema = "));
        assert!(
            page("umgebung.txt").contains("disk_free = "),
            "{}",
            page("umgebung.txt")
        );
        assert!(page("umgebung.txt").contains("has_sign_in = true"));
        let has_proxy = pages.iter().any(|it| holds(&it.1, "proxy.example"));
        assert_eq!(has_proxy, more.is_empty(), "{}", page("einstellungen.txt"));
        let has_host = page("konten.txt").contains("localhost:");
        assert_eq!(has_host, more.is_empty(), "{accounts}");
    }
}

#[test]
fn the_test_itself_finds_what_is_planted() {
    // Each form in its turn, with other bytes around it.
    for word in PLANTED {
        let found = found_in(format!("x{word}y").as_bytes());
        assert!(found.iter().any(|it| it.starts_with(word)), "{word}");
    }
    let utf16: Vec<u8> = "aPlantklage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert!(found_in(&utf16).contains(&"Plantklage as utf-16 le".to_owned()));
    assert!(!found_in(b"dXNlcgBQbGFudGlobGFnZQBQbGFudGtsYWdl").is_empty());
    assert_eq!(found_in(b"nothing of it"), Vec::<String>::new());
}

#[test]
fn the_log_tells_what_happened_with_codes_and_numbers() {
    let office = office();
    let id = office.add(&rollout(talkative()), PASSWORD);
    office.run(&["receive", "--once"]);
    office.run(&["account", "show", "77"]);
    office.run(&["account", "test", &id.to_string()]);
    let log = log_of(&office);
    let lines: Vec<&str> = log.lines().collect();
    let has = |parts: &[&str]| {
        lines
            .iter()
            .any(|it| parts.iter().all(|part| it.contains(part)))
    };
    let version = concat!("version=", env!("CARGO_PKG_VERSION"));
    assert!(
        has(&[
            "INFO",
            "command/",
            " start ",
            version,
            "command=\"account add\""
        ]),
        "{log}"
    );
    assert!(has(&["migrated version=1"]), "{log}");
    assert!(has(&["receiver/", "start", "command=\"receive\""]), "{log}");
    assert!(has(&["receiver-started accounts=1"]), "{log}");
    let failed = format!("run-failed account={id} ");
    let parts = [
        failed.as_str(),
        "host=localhost",
        "kind=login-rejected",
        "step=login",
        "class=E-AUTH-01",
        "code=\"AUTHENTICATIONFAILED\"",
        "again=false",
    ];
    assert!(has(&parts), "{log}");
    assert!(has(&["WARN", "told kind=no-account"]), "{log}");
    let tested = format!("tested account={id} rows=");
    assert!(
        has(&[tested.as_str(), "bad=", "incoming:login:failed:E-AUTH-01"]),
        "{log}"
    );
    assert!(has(&[" end seconds="]), "{log}");
    for line in &lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert!(words.len() >= 4 && words[0].ends_with('Z'), "{line}");
        assert!(
            ["INFO", "WARN", "ERROR", "DEBUG"].contains(&words[1]),
            "{line}"
        );
    }
}

#[test]
fn many_processes_write_whole_lines_and_the_files_stay_few() {
    let office = office();
    office.run(&["account", "list"]).done();
    let folder = office.directory.path().join(".config/kontorpost");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join("settings.toml"),
        "log_files = 3\nlog_megabytes = 0\n",
    )
    .unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..12 {
                    office.run(&["account", "list"]).done();
                }
            });
        }
    });
    let log = log_of(&office);
    let files = std::fs::read_dir(office.data().join("log")).unwrap();
    let files = files.filter(|it| {
        let name = it.as_ref().unwrap().file_name();
        name.to_string_lossy().ends_with(".log")
    });
    assert!(files.count() <= 3);
    for line in log.lines() {
        assert!(
            line.contains(" start ")
                || line.contains(" end ")
                || line.contains("migrated")
                || line.contains("INFO"),
            "{line}"
        );
        assert_eq!(line.matches("command/").count(), 1, "{line}");
    }
}

#[test]
fn a_log_that_cannot_be_written_disturbs_nobody() {
    let office = office();
    std::fs::create_dir_all(office.data()).unwrap();
    // A file where the folder ought to be: no line can be written, whoever asks.
    std::fs::write(office.data().join("log"), "in the way").unwrap();
    office.run(&["account", "list"]).done();
    let out = office.directory.path().join("d.zip");
    office
        .run(&["diagnose", "--out", out.to_str().unwrap()])
        .done();
    assert!(unpack(&out).iter().all(|it| !it.0.starts_with("log/")));
    // No log at all.
    let other = self::office();
    let folder = other.directory.path().join(".config/kontorpost");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("settings.toml"), "log_files = 0\n").unwrap();
    other.run(&["account", "list"]).done();
    assert!(!other.data().join("log").exists());
}

#[test]
fn a_full_disk_disturbs_nobody() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let office = office();
    office.run(&["account", "list"]).done();
    let file = office.data().join("log/kontorpost.log");
    std::fs::remove_file(&file).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/dev/full", &file).unwrap();
    office.run(&["account", "list"]).done();
}

#[test]
fn an_office_that_cannot_be_opened_is_told_of_as_well() {
    let office = office();
    office.run(&["account", "list"]).done();
    for name in ["kontorpost.db-wal", "kontorpost.db-shm"] {
        let _ = std::fs::remove_file(office.data().join(name));
    }
    std::fs::write(
        office.data().join("kontorpost.db"),
        b"Plantinhalt, no database",
    )
    .unwrap();
    let out = office.directory.path().join("d.zip");
    let path = out.to_str().unwrap();
    let answer = office.run(&["diagnose", "--out", path]);
    answer.failed(1, "beschädigt");
    let pages = unpack(&out);
    let program = String::from_utf8(pages[0].1.clone()).unwrap();
    assert!(
        program.contains("office_not_opened = database damaged"),
        "{program}"
    );
    assert!(
        pages.iter().any(|it| it.0.starts_with("log/")),
        "the log is there"
    );
    // A file that is there is not replaced, and none is left half.
    office.run(&["diagnose", "--out", path]).failed(1, path);
    let missing = office.directory.path().join("nowhere/d.zip");
    let answer = office.run(&["diagnose", "--out", missing.to_str().unwrap()]);
    assert_eq!(answer.code, 1);
    assert!(!missing.exists());
    // Where there is no office none is made.
    let empty = self::office();
    let out = empty.directory.path().join("d.zip");
    empty.run(&["diagnose", "--out", out.to_str().unwrap()]);
    assert!(out.exists() && !empty.data().join("kontorpost.db").exists());
    // Something must be asked for.
    let mut command = empty.command(&["diagnose"]);
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}
