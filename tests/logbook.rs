//! The log in a process of its own kind: levels, other crates' lines, a fault of the program, and
//! everything written down for as long as somebody wants it. One test, because a process has one log.

use kontorpost::logbook::{self, Kind, Plan};

fn text(folder: &std::path::Path) -> String {
    let files = logbook::files(folder);
    let texts = files
        .iter()
        .map(|it| std::fs::read_to_string(it).expect("log"));
    texts.collect()
}

#[test]
fn a_process_writes_its_log() {
    let directory = tempfile::tempdir().expect("directory");
    let plan = |kind| Plan {
        directory: directory.path().to_owned(),
        kind,
        bytes: 1 << 20,
        count: 3,
        is_verbose: false,
    };
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    assert!(logbook::start(plan(Kind::Receiver)));
    assert!(!logbook::start(plan(Kind::Window)), "once in a process");
    let folder = logbook::folder(directory.path());

    log::info!(target: "kontorpost::x", "own-event number={} said=\"a\r\nb\"", 7);
    log::debug!(target: "kontorpost::x", "own-detail-1");
    log::warn!(target: "rustls::msgs", "odd answer of anna@kanzlei.example");
    log::info!(target: "rustls::client", "their-info");
    log::debug!(target: "async_imap::client", "A1 LOGIN anna geheim");
    log::trace!(target: "kontorpost::x", "own-trace");
    let lines = text(&folder);
    assert!(lines.contains("INFO  receiver/"), "{lines}");
    assert!(
        lines.contains(" own-event number=7 said=\"a??b\"\n"),
        "{lines}"
    );
    assert!(
        lines.contains("other-crate from=rustls odd answer of a…"),
        "{lines}"
    );
    for absent in ["own-detail-1", "their-info", "geheim", "own-trace", "anna@"] {
        assert!(!lines.contains(absent), "{absent}: {lines}");
    }

    // Everything, until it is ended or a day is over.
    let now = jiff::Timestamp::now().as_second();
    logbook::set_verbose(directory.path(), Some(now + 3_600)).expect("set");
    assert_eq!(logbook::verbose_until(directory.path()), Some(now + 3_600));
    log::debug!(target: "kontorpost::x", "own-detail-2");
    log::debug!(target: "async_imap::client", "A1 LOGIN anna geheim");
    logbook::set_verbose(directory.path(), Some(now - 1)).expect("set");
    log::debug!(target: "kontorpost::x", "own-detail-3");
    logbook::set_verbose(directory.path(), None).expect("ended");
    logbook::set_verbose(directory.path(), None).expect("ended already");
    log::debug!(target: "kontorpost::x", "own-detail-4");
    let lines = text(&folder);
    assert!(
        lines.contains("DEBUG receiver/") && lines.contains("own-detail-2"),
        "{lines}"
    );
    for absent in ["own-detail-3", "own-detail-4", "geheim"] {
        assert!(!lines.contains(absent), "{absent}: {lines}");
    }

    // A fault of the program: where it was, not what it says.
    let fault = std::thread::Builder::new().name("worker".to_owned());
    let ended = fault
        .spawn(|| panic!("geheim in words"))
        .expect("thread")
        .join();
    assert!(ended.is_err());
    std::panic::set_hook(quiet);
    let lines = text(&folder);
    let crash = lines
        .lines()
        .find(|it| it.contains(" crash "))
        .expect("a line");
    assert!(
        crash.contains("ERROR") && crash.contains("tests/logbook.rs:"),
        "{crash}"
    );
    assert!(
        crash.contains("worker") && !crash.contains("geheim"),
        "{crash}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| {
            std::fs::metadata(path).expect("there").permissions().mode() & 0o777
        };
        assert_eq!(mode(&folder), 0o700, "for nobody else's eyes");
        assert_eq!(mode(&folder.join("kontorpost.log")), 0o600);
    }
}
