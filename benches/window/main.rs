//! The window under Xvfb: time from start to the first frame, memory and processor time when nobody
//! touches it, beside an installed peer (claws-mail) in the same run; and alone with the 100,000
//! messages of `cargo bench --bench desk`, when that has been run before.
//!
//! `cargo bench --bench window` needs `xvfb` and, for the peer, `claws-mail`. Times differ between
//! machines and hours, so the ratios are what counts.

#[path = "../../tests/support/mod.rs"]
mod support;

mod screen;

use screen::Screen;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use support::Office;
use support::dovecot::Dovecot;
use support::mails::mail;

/// Messages in the office that is opened.
const MESSAGES: u64 = 1_000;

/// Starts that are measured.
const ROUNDS: usize = 7;

/// What was measured of a program.
struct Measured {
    first_frame: Vec<Duration>,
    /// From start until the picture stays as it is.
    complete: Vec<Duration>,
    /// Kilobytes: all, and without what is shared with the file system.
    memory: (u64, u64),
    /// Processor time in ten seconds.
    idle: Duration,
}

fn main() {
    let Some(screen) = Screen::start() else {
        eprintln!("Xvfb is not installed: nothing measured.");
        return;
    };
    let dovecot = Dovecot::start();
    let letters: Vec<Vec<u8>> = (0..MESSAGES).map(|seed| mail(seed, 3_000)).collect();
    dovecot.deliver("anna", &letters);
    let office = Office::new(&dovecot.authority());
    let rollout = dovecot
        .rollout("anna", "imap", "tls", "leave")
        .replace("[incoming]", "active = false\n[incoming]");
    let id = office.add(
        &dovecot.rollout("anna", "imap", "tls", "leave"),
        "geheim-anna",
    );
    office.receive().done();
    // Nothing is fetched while the window is measured.
    let file = office.write_rollout(&rollout);
    let id = id.to_string();
    let edit = ["account", "edit", &id, "--file"].map(str::to_owned);
    let edit: Vec<_> = edit
        .into_iter()
        .chain([file.display().to_string()])
        .collect();
    office.run(&edit).done();
    let own = measure(&screen, || {
        let mut command = office.command::<&str>(&[]);
        command.env("DISPLAY", screen.name());
        command
    });
    println!("{MESSAGES} messages, {ROUNDS} starts");
    show("Kontorpost", &own, &own);
    if let Some(home) = claws_home(&letters) {
        let peer = measure(&screen, || {
            let mut command = Command::new("claws-mail");
            command
                .arg("--alternate-config-dir")
                .arg(home.path().join("claws"))
                .env("HOME", home.path())
                .env("DISPLAY", screen.name());
            command
        });
        show("claws-mail", &peer, &own);
    }
    large(&screen);
}

/// The window on the office that the measurement of the desk has made: its Posteingang opens.
fn large(screen: &Screen) {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"));
    let office = target.join("desk-bench/office");
    if !office.exists() {
        println!("No office of 100,000 messages: `cargo bench --bench desk` makes it.");
        return;
    }
    let home = tempfile::tempdir().expect("directory");
    let settings = home.path().join(".config/kontorpost");
    std::fs::create_dir_all(&settings).expect("directory");
    // Nothing is fetched while the window is measured.
    std::fs::write(settings.join("window.toml"), "fetch = false\n").expect("settings");
    let it = measure(screen, || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kontorpost"));
        command.arg("--data-dir").arg(&office);
        command
            .env("HOME", home.path())
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env("DISPLAY", screen.name());
        command
    });
    println!("100,000 messages, {ROUNDS} starts");
    show("Kontorpost", &it, &it);
}

fn measure(screen: &Screen, command: impl Fn() -> Command) -> Measured {
    let mut first_frame = Vec::new();
    let mut complete = Vec::new();
    let mut last = None;
    for round in 0..ROUNDS {
        let begun = Instant::now();
        let mut child = command()
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("program");
        screen.wait_for_a_picture(Duration::from_secs(60));
        first_frame.push(begun.elapsed());
        complete.push(screen.wait_until_still(Duration::from_secs(10)) - begun);
        if round + 1 < ROUNDS {
            end(&mut child);
            screen.wait_until_empty(Duration::from_secs(10));
        } else {
            last = Some(child);
        }
    }
    let mut child = last.expect("a round");
    std::thread::sleep(Duration::from_secs(5));
    let before = processor_time(child.id());
    std::thread::sleep(Duration::from_secs(10));
    let idle = processor_time(child.id()) - before;
    let memory = memory(child.id());
    end(&mut child);
    screen.wait_until_empty(Duration::from_secs(10));
    first_frame.sort();
    complete.sort();
    Measured {
        first_frame,
        complete,
        memory,
        idle,
    }
}

fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

fn show(name: &str, it: &Measured, own: &Measured) {
    let middle = |it: &Measured| it.first_frame[it.first_frame.len() / 2];
    let (least, most) = (it.first_frame[0], it.first_frame[it.first_frame.len() - 1]);
    println!(
        "{name:<12} first frame {} ms ({}–{}), {:.1} ×, complete {} ms; memory {} MB ({} MB its own), {:.1} ×; \
         processor time in 10 s of idling {} ms",
        middle(it).as_millis(),
        least.as_millis(),
        most.as_millis(),
        middle(it).as_secs_f64() / middle(own).as_secs_f64(),
        it.complete[it.complete.len() / 2].as_millis(),
        it.memory.0 / 1_024,
        it.memory.1 / 1_024,
        it.memory.0 as f64 / own.memory.0 as f64,
        it.idle.as_millis(),
    );
}

/// User and system time of a process; a tick is a hundredth of a second (proc(5)).
fn processor_time(pid: u32) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).expect("a process");
    let after_name = stat.rsplit(')').next().expect("fields");
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks: u64 = [11, 12]
        .iter()
        .map(|at| fields[*at].parse::<u64>().expect("ticks"))
        .sum();
    Duration::from_millis(ticks * 10)
}

fn memory(pid: u32) -> (u64, u64) {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("a process");
    let of = |name: &str| {
        let line = status.lines().find(|it| it.starts_with(name));
        let number = line.and_then(|it| it.split_whitespace().nth(1));
        number.and_then(|it| it.parse().ok()).unwrap_or_default()
    };
    (of("VmRSS:"), of("RssAnon:"))
}

/// A claws-mail that has been set up already, with the same messages in its inbox.
fn claws_home(letters: &[Vec<u8>]) -> Option<tempfile::TempDir> {
    Command::new("claws-mail").arg("--version").output().ok()?;
    let home = tempfile::tempdir().expect("directory");
    let inbox = home.path().join("Mail/inbox");
    std::fs::create_dir_all(&inbox).expect("directory");
    for (number, letter) in letters.iter().enumerate() {
        std::fs::write(inbox.join((number + 1).to_string()), letter).expect("message");
    }
    let write = |name: &str, text: &str| {
        let file = home.path().join("claws").join(name);
        std::fs::create_dir_all(file.parent().expect("directory")).expect("directory");
        std::fs::write(file, text).expect("file");
    };
    write(
        "clawsrc",
        "[Common]\nconfig_version=4\nshow_startup_wizard=0\n",
    );
    write(
        "accountrc",
        "[Account: 1]\naccount_name=a\nis_default=1\nname=Anna\naddress=anna@kontor.test\n\
         protocol=0\nreceive_server=localhost\nsmtp_server=localhost\nuser_id=anna\n\
         receive_at_get_all=0\nconfig_version=4\n",
    );
    write("folderlist.xml", &folders(home.path()));
    Some(home)
}

fn folders(home: &Path) -> String {
    let path = home.join("Mail").display().to_string();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<folderlist>\n\
         <folder type=\"mh\" name=\"Mail\" path=\"{path}\">\n\
         <folderitem type=\"inbox\" name=\"inbox\" path=\"inbox\"/>\n</folder>\n</folderlist>\n"
    )
}
