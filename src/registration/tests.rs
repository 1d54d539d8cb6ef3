use super::*;
use std::ffi::OsString;

struct House {
    _directory: tempfile::TempDir,
    root: PathBuf,
    book: Book,
}

fn house() -> House {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path().to_owned();
    let book = Book {
        config: root.join("config"),
        configs: vec![root.join("etc")],
        data: root.join("data"),
        datas: vec![root.join("usr/share")],
        desktops: vec!["gnome".to_owned()],
    };
    House {
        _directory: directory,
        root,
        book,
    }
}

impl House {
    fn put(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.root.join(path)).unwrap_or_default()
    }

    fn program(&self, options: &[&str]) -> Program {
        self.put("opt/kontor post/kontorpost", "");
        Program {
            file: self.root.join("opt/kontor post/kontorpost"),
            options: options.iter().map(OsString::from).collect(),
        }
    }
}

const OTHER: &str = "usr/share/applications/thunderbird.desktop";

#[test]
fn the_program_is_registered_and_taken_out_again() {
    let house = house();
    house.put(OTHER, "[Desktop Entry]\nName=Thunderbird Mail\n");
    let before = "# von Hand\n[Added Associations]\ntext/plain=x.desktop;\n\n\
        [Default Applications]\nx-scheme-handler/mailto=thunderbird.desktop\ntext/html=y.desktop\n\n\
        [Removed Associations]\nmessage/rfc822=de.kontorpost.Kontorpost.desktop;z.desktop;\n";
    house.put("config/mimeapps.list", before);
    let state = house.book.state().unwrap();
    assert!(!state.is_registered);
    assert_eq!(state.links, Opener::Other("Thunderbird Mail".to_owned()));
    assert_eq!(state.files, Opener::Nobody);
    house.book.register(&house.program(&[])).unwrap();
    let state = house.book.state().unwrap();
    assert!(state.is_registered);
    assert_eq!((&state.links, &state.files), (&Opener::Own, &Opener::Own));
    let list = house.read("config/mimeapps.list");
    assert!(list.starts_with("# von Hand\n[Added Associations]\ntext/plain=x.desktop;\n"));
    assert!(
        list.contains("mailto=de.kontorpost.Kontorpost.desktop;thunderbird.desktop;\n"),
        "{list}"
    );
    assert!(list.contains("message/rfc822=z.desktop;\n"), "{list}");
    // Once more changes nothing.
    house.book.register(&house.program(&[])).unwrap();
    assert_eq!(house.read("config/mimeapps.list"), list);
    let entry = house.read("data/applications/de.kontorpost.Kontorpost.desktop");
    let command = format!(
        "Exec=\"{}/opt/kontor post/kontorpost\" open -- %U\n",
        house.root.display()
    );
    assert!(entry.contains(&command), "{entry}");
    house.book.unregister().unwrap();
    let state = house.book.state().unwrap();
    assert!(!state.is_registered);
    assert_eq!(state.links, Opener::Other("Thunderbird Mail".to_owned()));
    assert_eq!(
        house.read("data/applications/de.kontorpost.Kontorpost.desktop"),
        ""
    );
    assert!(
        house
            .read("config/mimeapps.list")
            .contains("mailto=thunderbird.desktop;\n")
    );
    // Where nothing is registered, nothing is to be taken out.
    house.book.unregister().unwrap();
}

#[test]
fn an_entry_of_the_package_is_enough() {
    let house = house();
    let program = house.program(&[]);
    let installed = format!(
        "[Desktop Entry]\nExec={} %U\n",
        house.root.join("bin/k").display()
    );
    std::fs::create_dir_all(house.root.join("bin")).unwrap();
    std::os::unix::fs::symlink(&program.file, house.root.join("bin/k")).unwrap();
    house.put(
        "usr/share/applications/de.kontorpost.Kontorpost.desktop",
        &installed,
    );
    house.book.register(&program).unwrap();
    let own = "data/applications/de.kontorpost.Kontorpost.desktop";
    assert_eq!(house.read(own), "");
    assert_eq!(house.book.state().unwrap().links, Opener::Own);
    // For an office elsewhere the program is started in another way.
    let elsewhere = house.program(&["--data-dir", "/srv/K\"$%\\anzlei"]);
    house.book.register(&elsewhere).unwrap();
    let entry = house.read(own);
    assert!(
        entry.contains(r#"" --data-dir "/srv/K\\"\\$%%\\\\anzlei" open -- %U"#),
        "{entry}"
    );
    // What somebody else has written stays.
    house.put(own, "[Desktop Entry]\nName=Meins\n");
    house.book.register(&elsewhere).unwrap();
    house.book.unregister().unwrap();
    assert!(house.read(own).contains("Meins"));
}

#[test]
fn the_desktop_s_own_list_goes_before() {
    let house = house();
    house.put(OTHER, "[Desktop Entry]\nName=Thunderbird Mail\n");
    house.book.register(&house.program(&[])).unwrap();
    house.put(
        "config/gnome-mimeapps.list",
        "[Default Applications]\nx-scheme-handler/mailto=weg.desktop;thunderbird.desktop;\n",
    );
    let state = house.book.state().unwrap();
    assert_eq!(state.links, Opener::Other("Thunderbird Mail".to_owned()));
    assert!(state.is_registered);
}
