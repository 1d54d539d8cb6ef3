//! The receiver that runs without a window: what the systems are told, and the commands against a
//! systemd that writes down what it is asked.

mod support;

use kontorpost::service::night_receiver::Begin;
use kontorpost::service::night_receiver::plan::{self, Plan};
use std::path::{Path, PathBuf};

fn plan(begin: Begin) -> Plan {
    Plan {
        program: PathBuf::from(r"C:\Büro & Co\kontorpostw.exe"),
        directory: PathBuf::from(r"D:\Post 8/20 & Älteres\"),
        is_usual: true,
        login: r"KANZLEI\Größl & Söhne".to_owned(),
        begin,
    }
}

fn text_of<'a>(document: &'a roxmltree::Document<'_>, name: &str) -> &'a str {
    let found = document.descendants().find(|it| it.has_tag_name(name));
    found.and_then(|it| it.text()).unwrap_or_default()
}

#[test]
fn the_task_is_what_windows_reads() {
    let boot = plan(Begin::Boot).task();
    assert_eq!(boot, include_str!("data/night/aufgabe.xml"));
    // The declaration speaks of the file, which is UTF-16; the parser takes text.
    let plain = |xml: &str| xml.replacen(" encoding=\"UTF-16\"", "", 1);
    let logon = plan(Begin::Logon).task();
    for xml in [&boot, &logon] {
        let xml = plain(xml);
        let document = roxmltree::Document::parse(&xml).expect("well-formed");
        let command = text_of(&document, "Command");
        assert_eq!(command, r"C:\Büro & Co\kontorpostw.exe");
        let arguments = text_of(&document, "Arguments");
        assert_eq!(
            arguments,
            r#"--data-dir "D:\Post 8/20 & Älteres\\" receive"#
        );
        assert_eq!(text_of(&document, "UserId"), r"KANZLEI\Größl & Söhne");
    }
    assert!(logon.contains("<LogonTrigger>") && !logon.contains("<BootTrigger>"));
    assert!(logon.contains("<LogonType>InteractiveToken</LogonType>"));
    let bytes = plan::utf16(&boot);
    assert_eq!(bytes[..4], [0xff, 0xfe, b'<', 0]);
    let units: Vec<u16> = bytes[2..]
        .chunks(2)
        .map(|it| u16::from_le_bytes([it[0], it[1]]))
        .collect();
    assert_eq!(String::from_utf16(&units).expect("UTF-16"), boot);
    // Signs that no XML can hold, which a path of Linux may have.
    let mut odd = plan(Begin::Boot);
    odd.directory = PathBuf::from("/a\u{1}b]]>\u{fffe}<c>");
    let xml = plain(&odd.task());
    let document = roxmltree::Document::parse(&xml).expect("well-formed");
    assert!(text_of(&document, "Arguments").contains("/ab]]><c>"));
}

#[test]
fn names_differ_by_person_and_directory() {
    let usual = plan(Begin::Boot);
    assert_eq!(usual.task_name(), r"Kontorpost\Receiver Größl  Söhne");
    assert_eq!(usual.unit_name(), "kontorpost-receiver.service");
    let mut other = usual.clone();
    other.is_usual = false;
    let mut third = other.clone();
    third.directory = PathBuf::from("/srv/post");
    let names = [usual.unit_name(), other.unit_name(), third.unit_name()];
    assert!(names[1] != names[0] && names[2] != names[1], "{names:?}");
    assert_ne!(other.task_name(), third.task_name());
}

#[test]
fn paths_are_as_people_write_them() {
    let plain = |it: &str| plan::plain(Path::new(it)).display().to_string();
    assert_eq!(plain(r"\\?\C:\Post"), r"C:\Post");
    assert_eq!(plain(r"\\?\UNC\server\post"), r"\\?\UNC\server\post");
    assert_eq!(plain("/srv/post"), "/srv/post");
    let program = |it: &str, begin, is_there| {
        let found = plan::program(Path::new(it), begin, |_| is_there);
        // Windows puts its own sign between folder and name.
        found.display().to_string().replace('\\', "/")
    };
    let (boot, logon) = (Begin::Boot, Begin::Logon);
    assert_eq!(program("/bin/kontorpost", logon, true), "/bin/kontorpost");
    let (console, windowed) = ("/x/kontorpost.exe", "/x/kontorpostw.exe");
    assert_eq!(program("/x/kontorpost.EXE", logon, true), windowed);
    assert_eq!(program(console, logon, false), console);
    // A message box that nobody sees would hold a receiver of the night for ever.
    assert_eq!(program(windowed, boot, true), console);
}

#[test]
fn the_unit_keeps_a_path_in_one_piece() {
    let unit = Plan {
        program: PathBuf::from("/opt/Büro 7/kontor$post"),
        directory: PathBuf::from("/srv/100 % \"Größl\" \\ & Söhne"),
        is_usual: false,
        login: "susi".to_owned(),
        begin: Begin::Logon,
    }
    .unit();
    let line = "ExecStart=\"/opt/Büro 7/kontor$$post\" --data-dir \
                \"/srv/100 %% \\\"Größl\\\" \\\\ & Söhne\" receive\n";
    assert!(unit.contains(line), "{unit}");
    assert!(unit.contains("Restart=always\n"));
}

#[cfg(target_os = "linux")]
mod commands {
    use crate::support::{Answer, Office};
    use std::os::unix::fs::PermissionsExt;
    use std::path::{Path, PathBuf};

    /// An office with a systemd of its own, which notes its arguments and answers.
    struct House {
        office: Office,
        programs: PathBuf,
    }

    impl House {
        fn new(script: &str) -> Self {
            let office = Office::new(Path::new("/dev/null"));
            let programs = office.directory.path().join("bin");
            std::fs::create_dir(&programs).expect("directory");
            if !script.is_empty() {
                let file = programs.join("systemctl");
                let log = office.directory.path().join("asked");
                let text = format!("#!/bin/sh\necho \"$@\" >> '{}'\n{script}\n", log.display());
                std::fs::write(&file, text).expect("script");
                let mode = std::fs::Permissions::from_mode(0o755);
                std::fs::set_permissions(&file, mode).expect("mode");
            }
            Self { office, programs }
        }

        fn run(&self, arguments: &[&str]) -> Answer {
            let mut command = self.office.command(arguments);
            command.env("PATH", &self.programs);
            command.output().expect("program").into()
        }

        fn asked(&self) -> Vec<String> {
            let file = self.office.directory.path().join("asked");
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            let _ = std::fs::remove_file(file);
            text.lines().map(ToOwned::to_owned).collect()
        }

        fn units(&self) -> Vec<PathBuf> {
            let folder = self.office.directory.path().join(".config/systemd/user");
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            entries.map(|it| it.path()).collect()
        }
    }

    const GOOD: &str = "case \"$2\" in is-enabled) echo enabled;; is-active) echo active;; esac";

    #[test]
    fn set_up_shown_and_taken_away() {
        let house = House::new(GOOD);
        let none = house.run(&["receiver", "status"]).done();
        assert!(
            none.stdout.contains("nicht eingerichtet"),
            "{}",
            none.stdout
        );
        house
            .run(&["receiver", "remove"])
            .failed(1, "es gibt nichts zu entfernen");
        house.asked();
        let installed = house.run(&["receiver", "install"]).done().stdout;
        for words in [
            "ist eingerichtet: kontorpost-receiver-",
            "Er läuft.",
            "enable-linger",
        ] {
            assert!(installed.contains(words), "{words}: {installed}");
        }
        let units = house.units();
        assert_eq!(units.len(), 1, "{units:?}");
        let name = units[0]
            .file_name()
            .expect("name")
            .to_string_lossy()
            .into_owned();
        let text = std::fs::read_to_string(&units[0]).expect("unit");
        let data = house.office.data().canonicalize().expect("data");
        assert!(
            text.contains(&format!("--data-dir \"{}\" receive", data.display())),
            "{text}"
        );
        let asked = house.asked();
        assert_eq!(
            asked[..3],
            [
                "--user daemon-reload".to_owned(),
                format!("--user enable {name}"),
                format!("--user restart {name}"),
            ]
        );
        let state = house
            .run(&["--json", "receiver", "status"])
            .done()
            .objects();
        assert_eq!(state[0]["type"], "night-receiver");
        assert_eq!(state[0]["installed"], true);
        assert_eq!(state[0]["running"], true);
        assert_eq!(state[0]["at_boot"], false);
        house.asked();
        // Once more is the same once more.
        house.run(&["receiver", "install", "--at-logon"]).done();
        house.run(&["receiver", "remove"]).done();
        assert_eq!(house.units(), Vec::<PathBuf>::new());
        let asked = house.asked();
        assert!(
            asked.contains(&format!("--user disable --now {name}")),
            "{asked:?}"
        );
    }

    #[test]
    fn a_systemd_that_refuses_leaves_nothing_behind() {
        let house = House::new("echo 'Failed to connect to bus: No medium found' >&2; exit 1");
        let refused = house.run(&["receiver", "install"]);
        let refused = refused.failed(1, "systemctl hat abgelehnt.").stderr;
        assert!(refused.contains("angemeldeten Sitzung"), "{refused}");
        assert!(refused.contains("No medium found"), "{refused}");
        assert_eq!(house.units(), Vec::<PathBuf>::new());
        let house = House::new("");
        house
            .run(&["receiver", "install"])
            .failed(1, "systemctl lässt sich auf diesem Rechner nicht starten.");
        assert_eq!(house.units(), Vec::<PathBuf>::new());
    }
}
