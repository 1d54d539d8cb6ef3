//! New mail is told by the desktop: a notification service on a bus of its own hears what it is told.

#![cfg(target_os = "linux")]

#[path = "support/window.rs"]
mod window;

use kontorpost::domain::account::AccountId;
use kontorpost::gui::app::Message;
use kontorpost::gui::engine;
use kontorpost::gui::preferences::Workplace;
use kontorpost::service::receiver::{Event as Fetched, ReceiveOptions};
use std::collections::HashMap;
use std::io::BufRead;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::watch;
use window::Desk;
use zbus::zvariant::OwnedValue;

/// A session bus that ends with the test.
struct Bus {
    daemon: Child,
    address: String,
}

impl Bus {
    fn start() -> Self {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon");
        let mut address = String::new();
        let output = daemon.stdout.take().expect("output");
        std::io::BufReader::new(output)
            .read_line(&mut address)
            .expect("address");
        let address = address.trim().to_owned();
        Self { daemon, address }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

type Heard = Arc<Mutex<Vec<(String, String)>>>;

/// A desktop that writes down what it is told.
struct Desktop {
    heard: Heard,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Desktop {
    fn get_capabilities(&self) -> Vec<String> {
        ["body", "body-markup", "actions"]
            .map(ToOwned::to_owned)
            .to_vec()
    }

    #[allow(clippy::too_many_arguments)]
    fn notify(
        &self,
        app: String,
        _replaces: u32,
        _icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _timeout: i32,
    ) -> u32 {
        assert_eq!(app, "Kontorpost");
        assert_eq!(actions, ["default", "Öffnen"]);
        assert!(hints.contains_key("category"));
        let mut heard = self.heard.lock().expect("heard");
        heard.push((summary, body));
        7
    }

    #[zbus(signal)]
    async fn action_invoked(
        emitter: &zbus::object_server::SignalEmitter<'_>,
        id: u32,
        action: &str,
    ) -> zbus::Result<()>;
}

async fn desktop(bus: &Bus) -> (zbus::Connection, Heard) {
    let heard = Heard::default();
    let service = Desktop {
        heard: heard.clone(),
    };
    let connection = zbus::connection::Builder::address(bus.address.as_str())
        .expect("address")
        .name("org.freedesktop.Notifications")
        .expect("name")
        .serve_at("/org/freedesktop/Notifications", service)
        .expect("service")
        .build()
        .await
        .expect("bus");
    (connection, heard)
}

fn fetch(desk: &Desk) {
    let office = desk.practice_office().office.clone();
    let (_sender, stop) = watch::channel(false);
    let options = ReceiveOptions {
        once: true,
        send: false,
        account: None,
    };
    let received = desk.block_on(office.receive(options, Arc::new(|_| {}), stop));
    received.expect("received");
}

fn imported() -> Message {
    let event = Fetched::Imported {
        account: AccountId(1),
        stored: 2,
        quarantined: 0,
        altbestand: false,
    };
    Message::Engine(engine::Event::Fetched(event))
}

fn choose(desk: &mut Desk, change: impl FnOnce(&mut Workplace)) {
    change(&mut desk.app.preferences.workplace);
    desk.app.context.preferences = desk.app.preferences;
}

/// Puts new mail into the practice office's mailbox and fetches it.
fn new_mail(desk: &mut Desk, subjects: &[&str]) {
    for subject in subjects {
        let raw = format!(
            "From: Bank <b&b@bank.example>\r\nTo: info@kanzlei.example\r\n\
             Subject: {subject}\r\nMessage-ID: <{}@bank.example>\r\n\r\nText\r\n",
            subject.len()
        );
        let practice = desk.practice_office();
        let user = kontorpost::service::demo::practice::ADDRESSES[0];
        practice.servers.store.append(
            user,
            "INBOX",
            raw.as_bytes(),
            jiff::Timestamp::now().as_second(),
        );
    }
    fetch(desk);
}

#[test]
fn new_mail_is_told_bundled_and_without_a_word_of_it() {
    let bus = Bus::start();
    let mut desk = Desk::practice();
    let (_connection, heard) = desk.block_on(desktop(&bus));
    desk.app.notifier.bus = Some(bus.address.clone());
    desk.app.notifier.is_silent = false;
    fetch(&desk);
    desk.settle();
    // What lay on the server when the accounts were set up is no news.
    desk.tell(imported());
    std::thread::sleep(Duration::from_millis(2_500));
    desk.settle();
    assert!(heard.lock().expect("heard").is_empty());
    // Several at once are told together.
    new_mail(&mut desk, &["Eins", "Zwei+", "Drei++"]);
    for _ in 0..3 {
        desk.tell(imported());
    }
    desk.wait_until("a notification", |_| {
        !heard.lock().expect("heard").is_empty()
    });
    let first = heard.lock().expect("heard").clone();
    assert_eq!(first.len(), 1, "{first:?}");
    assert_eq!(first[0].0, "3 neue E-Mails");
    assert_eq!(first[0].1, "Posteingang: 3");
    // With sender and subject, where that was chosen; signs of markup are written otherwise.
    choose(&mut desk, |it| it.notify_details = true);
    new_mail(&mut desk, &["Ihr <b>Konto</b>", "Zweite"]);
    desk.tell(imported());
    desk.wait_until("another", |_| heard.lock().expect("heard").len() > 1);
    let second = heard.lock().expect("heard")[1].clone();
    assert_eq!(second.0, "2 neue E-Mails");
    assert!(second.1.contains("Bank: Zweite"), "{second:?}");
    assert!(second.1.contains("&lt;b&gt;Konto"), "{second:?}");
    // Switched off, nothing is told, then or later.
    choose(&mut desk, |it| it.notify = false);
    new_mail(&mut desk, &["Dritte Nachricht"]);
    desk.tell(imported());
    std::thread::sleep(Duration::from_millis(2_500));
    desk.settle();
    choose(&mut desk, |it| it.notify = true);
    desk.tell(imported());
    std::thread::sleep(Duration::from_millis(2_500));
    desk.settle();
    assert_eq!(heard.lock().expect("heard").len(), 2);
}

/// Somebody clicks on the notification of this number.
fn click(desk: &Desk, connection: &zbus::Connection, id: u32) {
    desk.block_on(async {
        let server = connection.object_server();
        let desktop = server
            .interface::<_, Desktop>("/org/freedesktop/Notifications")
            .await
            .expect("desktop");
        Desktop::action_invoked(desktop.signal_emitter(), id, "default")
            .await
            .expect("clicked");
    });
}

#[test]
fn a_click_opens_the_window_that_was_closed() {
    let bus = Bus::start();
    let mut desk = Desk::practice();
    let (connection, heard) = desk.block_on(desktop(&bus));
    desk.app.notifier.bus = Some(bus.address.clone());
    desk.app.notifier.is_silent = false;
    fetch(&desk);
    desk.settle();
    new_mail(&mut desk, &["Eins"]);
    desk.tell(imported());
    desk.wait_until("a notification", |_| {
        !heard.lock().expect("heard").is_empty()
    });
    desk.app.hosting.main = None;
    assert!(desk.app.is_resting());
    // That of another program.
    click(&desk, &connection, 8);
    desk.settle();
    assert!(desk.app.is_resting());
    desk.wait_until("the window", |desk| {
        click(desk, &connection, 7);
        desk.settle();
        !desk.app.is_resting()
    });
    desk.wait_for("Posteingang");
}

#[test]
fn a_desktop_without_notifications_disturbs_nobody() {
    let bus = Bus::start();
    let mut desk = Desk::practice();
    desk.app.notifier.bus = Some(bus.address.clone());
    desk.app.notifier.is_silent = false;
    fetch(&desk);
    desk.tell(imported());
    std::thread::sleep(Duration::from_millis(2_500));
    desk.settle();
    drop(bus);
    desk.tell(imported());
    std::thread::sleep(Duration::from_millis(2_500));
    desk.settle();
    assert_eq!(desk.app.hosting.hosts().len(), 0);
}
