//! Where Windows differs, through the program itself: names that it reserves or cannot bear, long
//! paths, files that another program holds, time zones.

#![cfg(windows)]

mod support;

use std::fs::OpenOptions;
use std::os::windows::fs::OpenOptionsExt;
use std::path::Path;
use support::Office;

/// An office with one message, and this many files in it under these names.
fn office(names: &[&str]) -> Office {
    let office = Office::new(Path::new("/nonexistent"));
    let benutzer = ["benutzer", "add", "1", "--name", "Susi", "--login", "susi"];
    office.run(&benutzer).done();
    let account = office.add(
        "name = \"x\"\naddress = \"b@kanzlei.example\"\n[incoming]\nprotocol = \"imap\"\n\
         host = \"localhost\"\nport = 9\nsecurity = \"tls\"\nuser = \"b\"\n\
         after_fetch = \"leave\"\n[usage]\nmode = \"posteingang\"\n",
        "geheim",
    );
    let mut mail = "From: <a@fremd.example>\r\nTo: <b@kanzlei.example>\r\nSubject: Namen\r\n\
         Date: Mon, 2 Nov 2026 09:12:00 +0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\nAnbei.\r\n"
        .to_owned();
    for name in names {
        mail.push_str(&format!(
            "--x\r\nContent-Type: application/octet-stream\r\n\
             Content-Disposition: attachment; filename=\"{name}\"\r\n\r\nHiermit\r\n"
        ));
    }
    mail.push_str("--x--\r\n");
    let file = office.directory.path().join("a.eml");
    std::fs::write(&file, mail).expect("file");
    let (number, file) = (account.to_string(), file.display().to_string());
    let import = ["mail", "import", "--account", &number, "--eml", &file];
    office.run(&import).done();
    office
}

fn save_all(office: &Office, folder: &Path) -> Vec<String> {
    let folder_name = folder.display().to_string();
    let save = ["mail", "save", "1", "--all", "--out", &folder_name];
    office.run(&save).done();
    let entries = std::fs::read_dir(folder).expect("folder");
    let mut names: Vec<String> = entries
        .map(|it| it.expect("entry"))
        // Where a file came from is a stream of it, which Wine shows as a file.
        .filter(|it| {
            !it.file_name()
                .to_string_lossy()
                .ends_with(":Zone.Identifier")
        })
        .inspect(|it| {
            let text = std::fs::read(it.path()).expect("a real file");
            assert_eq!(text.trim_ascii(), b"Hiermit", "{:?}", it.path());
        })
        .map(|it| it.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn names_that_windows_does_not_bear_become_names_that_it_does() {
    let names = [
        "CON",
        "nul.txt",
        "COM1.pdf",
        "Rechnung.",
        "Klage .pdf ",
        "8/20:Antrag?.doc",
        "..",
    ];
    let office = office(&names);
    let saved = save_all(&office, &office.directory.path().join("Anlagen"));
    assert_eq!(saved.len(), names.len(), "{saved:?}");
    for name in &saved {
        let stem = name.split('.').next().expect("stem").to_ascii_uppercase();
        assert!(
            !["CON", "NUL", "COM1"].contains(&stem.as_str()),
            "{saved:?}"
        );
        assert!(!name.ends_with(['.', ' ']), "{saved:?}");
        assert!(!name.contains([':', '?', '/', '\\']), "{saved:?}");
    }
}

#[test]
fn a_path_may_be_longer_than_260_characters() {
    let long = format!("{}.pdf", "Schriftsatz".repeat(12));
    let office = office(&[&long]);
    let mut folder = office.directory.path().to_owned();
    for _ in 0..3 {
        folder.push(
            "Aktenordner mit einem sehr langen Namen, wie es sie in Kanzleien gibt "
                .repeat(1)
                .trim(),
        );
    }
    let saved = save_all(&office, &folder);
    let path = folder.join(saved.first().expect("a file"));
    assert!(path.as_os_str().len() > 260, "{}", path.as_os_str().len());
}

#[test]
fn a_database_that_a_scanner_holds_is_told_and_unharmed() {
    let office = office(&["a.txt"]);
    let database = office.data().join("kontorpost.db");
    let scanner = OpenOptions::new()
        .read(true)
        .share_mode(0)
        .open(&database)
        .expect("held");
    let answer = office.run(&["mail", "list"]);
    assert_eq!(answer.code, 1, "{}{}", answer.stdout, answer.stderr);
    assert!(answer.stderr.contains("kontorpost"), "{}", answer.stderr);
    assert!(!answer.stderr.contains("panicked"), "{}", answer.stderr);
    drop(scanner);
    assert_eq!(office.mails().len(), 1);
    office.check();
}

#[test]
fn a_file_that_is_open_elsewhere_is_told_and_left_as_it_is() {
    let office = office(&["a.txt"]);
    let target = office.directory.path().join("offen.txt");
    std::fs::write(&target, "in Word offen").expect("file");
    let held = OpenOptions::new()
        .read(true)
        .share_mode(0)
        .open(&target)
        .expect("held");
    let name = target.display().to_string();
    office
        .run(&["mail", "save", "1", "--part", "1", "--out", &name])
        .failed(1, "offen.txt");
    drop(held);
    assert_eq!(
        std::fs::read_to_string(&target).expect("file"),
        "in Word offen"
    );
}

#[test]
fn time_zones_are_known_without_a_system_that_has_them() {
    use jiff::tz::TimeZone;
    let berlin = TimeZone::get("Europe/Berlin").expect("bundled");
    for (moment, hour) in [("2026-07-01T12:00:00Z", 14), ("2026-12-01T12:00:00Z", 13)] {
        let moment: jiff::Timestamp = moment.parse().expect("a moment");
        assert_eq!(berlin.to_datetime(moment).hour(), hour, "{moment}");
    }
    assert!(!TimeZone::system().is_unknown(), "Windows names its zone");
    // In the program, from Windows' own setting.
    let office = office(&["a.txt"]);
    let mut command = office.command(&["--json", "mail", "list"]);
    let output = command.env_remove("TZ").output().expect("program");
    let answer = support::Answer::from(output).done();
    assert_eq!(answer.objects().len(), 1);
}
