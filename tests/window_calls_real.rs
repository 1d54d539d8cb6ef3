//! The real program started a second time, on a screen in memory: the window that is open comes to
//! the front, and opens what the second start was called with.

#![cfg(unix)]

#[path = "support/screen.rs"]
mod screen;
mod support;

use screen::{Program, Session};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use support::Office;

const MAIN: &str = "Kontorpost";

/// How long something that ought to come may take; the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

fn office() -> Office {
    let office = Office::new(Path::new("/nonexistent"));
    let add = [
        "benutzer",
        "add",
        "1",
        "--name",
        "Susi Weiß",
        "--login",
        "susi",
    ];
    office.run(&add).done();
    office.add(
        "name = \"Kanzlei\"\naddress = \"post@kanzlei.example\"\n[incoming]\nprotocol = \"imap\"\n\
         host = \"localhost\"\nport = 9\nsecurity = \"tls\"\nuser = \"b\"\n\
         after_fetch = \"leave\"\n[usage]\nmode = \"posteingang\"\n",
        "geheim",
    );
    office
}

#[track_caller]
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{what} does not come");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// A start that is to hand over and end.
fn second(session: &Session, office: &Office, arguments: &[&str]) -> Command {
    let mut command = office.command(arguments);
    session.prepare(&mut command);
    // The machine may be busy.
    command.env("KONTORPOST_PATIENCE", "120");
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}

#[track_caller]
fn hands_over(mut command: Command) {
    let status = command.status().expect("a start");
    assert!(status.success(), "{status}");
}

#[track_caller]
fn comes_to_the_front(session: &Session, program: &Program<'_>, title: &str) {
    wait_until(title, || {
        session.active() == Some((program.id(), title.to_owned()))
    });
}

#[test]
fn the_window_that_is_open_comes_to_the_front() {
    let (one, other) = (office(), office());
    let session = Session::start(one.directory.path());
    let first = session.open(one.command::<&str>(&[]));
    first.window(MAIN);
    first.wait_for(MAIN, "Posteingang");
    // Another office has a window of its own, which is in front now.
    let beside = session.open(other.command::<&str>(&[]));
    beside.wait_for(MAIN, "Posteingang");
    comes_to_the_front(&session, &beside, MAIN);
    hands_over(second(&session, &one, &[]));
    comes_to_the_front(&session, &first, MAIN);
    session.picture("anruf_echt_vorn");
    // From the task bar as well.
    session.minimize();
    wait_until("minimised", || {
        session.active().map(|it| it.0) != Some(first.id())
    });
    hands_over(second(&session, &one, &["open"]));
    comes_to_the_front(&session, &first, MAIN);
}

#[test]
fn links_and_files_open_in_the_program_that_runs() {
    let office = office();
    let session = Session::start(office.directory.path());
    let first = session.open(office.command::<&str>(&[]));
    first.window(MAIN);
    first.wait_for(MAIN, "Posteingang");
    let link = "mailto:mandant@firma.example?subject=R%C3%BCckfrage&body=Guten%20Tag";
    hands_over(second(&session, &office, &[link]));
    let title = "E-Brief: Rückfrage";
    first.wait_for(title, "mandant@firma.example");
    comes_to_the_front(&session, &first, title);
    session.picture("anruf_echt_mailto");
    // A path is one of the folder in which the program was called.
    let folder = office.directory.path().join("Größe & Frist");
    std::fs::create_dir(&folder).expect("folder");
    let mail = "From: anna@mandant.example\r\nTo: post@kanzlei.example\r\nSubject: Vollmacht\r\n\
                Message-ID: <v@mandant.example>\r\n\r\nAnbei.\r\n";
    std::fs::write(folder.join("für Sie.eml"), mail).expect("file");
    let mut command = second(&session, &office, &["für Sie.eml"]);
    command.current_dir(&folder);
    hands_over(command);
    first.wait_for("Nachricht: Vollmacht", "liegt nicht im Büro");
    comes_to_the_front(&session, &first, "Nachricht: Vollmacht");
    session.picture("anruf_echt_eml");
    first.act("do", "In den Posteingang übernehmen");
    first.wait_for("Nachricht: Vollmacht", "Die Nachricht ist übernommen");
    let mails = office.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(office.exported(), [mail.as_bytes()]);
    office.check();
    // As a file manager calls it.
    let url = format!("file://{}", folder.display()).replace(' ', "%20");
    hands_over(second(&session, &office, &[&format!("{url}/weg.eml")]));
    first.wait_for("Fehler", "ist nicht da");
    // Nothing was sent by any of it.
    let letters = office.run(&["--json", "outbox", "list"]).done().objects();
    assert!(letters.is_empty(), "{letters:?}");
}

#[test]
fn one_that_was_killed_is_no_obstacle_and_one_that_hangs_is_told() {
    let office = office();
    let session = Session::start(office.directory.path());
    let killed = session.open(office.command::<&str>(&[]));
    killed.wait_for(MAIN, "Posteingang");
    drop(killed);
    // The next one is the first again, and opens what it was called with.
    let first = session.open(office.command(&["mailto:?subject=Danach"]));
    first.wait_for("E-Brief: Danach", "Danach");
    first.signal("STOP");
    let beside = session.open(office.command(&["mailto:?subject=Daneben"]));
    beside.wait_for("E-Brief: Daneben", "Daneben");
    let windows = beside.windows();
    assert!(
        windows
            .iter()
            .any(|it| it.to_string().contains("antwortet aber nicht")),
        "{windows:#?}"
    );
    session.picture("anruf_echt_stumm");
    // What was opened beside it is not opened once more, when it can hear again.
    first.signal("CONT");
    hands_over(second(&session, &office, &["mailto:?subject=Nachher"]));
    first.wait_for("E-Brief: Nachher", "Nachher");
    assert!(first.find("E-Brief: Daneben", "Daneben").is_none());
}

#[test]
fn of_starts_at_the_same_moment_one_opens_a_window() {
    let office = office();
    let session = Session::start(office.directory.path());
    let start = |number: usize| {
        let link = format!("mailto:?subject=Brief{number}");
        second(&session, &office, &[&link])
            .spawn()
            .expect("a start")
    };
    let mut starts: Vec<Option<Child>> = (0..4).map(|it| Some(start(it))).collect();
    // Three end well, one stays.
    wait_until("the one that stays", || {
        for start in &mut starts {
            let ended = start.as_mut().and_then(|it| it.try_wait().expect("child"));
            if let Some(status) = ended {
                assert!(status.success(), "{status}");
                *start = None;
            }
        }
        starts.iter().flatten().count() == 1
    });
    let stays = starts.into_iter().flatten().next().expect("one");
    let program = session.watch(stays);
    for number in 0..4 {
        let title = format!("E-Brief: Brief{number}");
        program.wait_for(&title, &format!("Brief{number}"));
    }
    session.picture("anruf_echt_vier");
}
