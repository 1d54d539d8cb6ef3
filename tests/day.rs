//! Twenty-four hours of a receiver, in simulated time, with a server that fails in every way that the
//! tests of faults know: every message is in at the end, no account is locked, and neither tasks nor
//! memory nor open files have grown.

mod support;

use kontorpost::domain::receiving::Light;
use kontorpost::domain::secret::Secret;
use kontorpost::service::Stop;
use kontorpost::service::accounts::Passwords;
use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::faults::{Fault, GREETING};
use kontorpost::service::receiver::{Event, ReceiveOptions};
use kontorpost::transport::Timeouts;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use support::mails::mail;
use support::practice::{PASSWORD, Practice};
use tokio::sync::watch;

const MINUTE: Duration = Duration::from_secs(60);

fn imap_faults() -> Vec<Fault> {
    let text = |it: &str| it.to_owned();
    vec![
        Fault::CloseAfterAccept,
        Fault::SilentAfterAccept,
        Fault::SilentInTlsHandshake,
        Fault::SilentAfter("CAPABILITY"),
        Fault::SilentAfter("FETCH"),
        Fault::CloseAfter("AUTHENTICATE"),
        Fault::CloseAfter("EXAMINE"),
        Fault::CloseAfter("FETCH"),
        Fault::ByeMidCommand("FETCH"),
        Fault::EndlessLine("FETCH"),
        Fault::EndlessLine("CAPABILITY"),
        Fault::HugeLiteral(500 << 20),
        Fault::WrongLiteralSize(-10),
        Fault::WrongLiteralSize(100),
        Fault::HalfReplyThenClose(1),
        Fault::HalfReplyThenSilence(1),
        Fault::CloseAfterMessages(2),
        Fault::Instead(GREETING, b"\x96\x80 hallo\r\n".to_vec()),
        Fault::Refuse("EXAMINE", text("[NONEXISTENT] no such folder")),
        Fault::NoUidValidity,
        Fault::FetchWithoutData,
        Fault::BodyNil,
        Fault::EmptyBody,
        Fault::UntaggedNo(text("[ALERT] Postfach zu 95 % voll")),
        Fault::WrongSize(12_345),
        Fault::TemporaryLogin(text("[UNAVAILABLE] spaeter")),
    ]
}

fn pop3_faults() -> Vec<Fault> {
    vec![
        Fault::CloseAfterAccept,
        Fault::SilentAfterAccept,
        Fault::SilentAfter("CAPA"),
        Fault::SilentAfter("LIST"),
        Fault::SilentAfter("RETR"),
        Fault::CloseAfter("UIDL"),
        Fault::CloseAfter("RETR"),
        Fault::ByeMidCommand("RETR"),
        Fault::EndlessLine("UIDL"),
        Fault::EndlessLine("CAPA"),
        Fault::HalfReplyThenClose(1),
        Fault::HalfReplyThenSilence(1),
        Fault::CloseAfterMessages(2),
        Fault::MissingFinalDot,
        Fault::WrongSize(12_345),
        Fault::WrongStat(3),
        Fault::DuplicateUidl,
        Fault::EmptyUidl,
        Fault::LongUidl(300),
        Fault::TemporaryLogin("[SYS/TEMP] spaeter".to_owned()),
    ]
}

/// Simulated time stands still while a thread works, also while that thread waits for a server that has
/// fallen silent. So it is pushed on a little, again and again, in real time.
fn push_time_on() {
    let (sender, mut receiver) = tokio::sync::mpsc::channel(1);
    std::thread::spawn(move || {
        while sender.blocking_send(()).is_ok() {
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    tokio::spawn(async move {
        while receiver.recv().await.is_some() {
            tokio::time::advance(Duration::from_secs(1)).await;
        }
    });
}

/// Bytes in memory and open files of this process; nothing where the system does not say.
#[cfg(not(target_os = "linux"))]
fn footprint() -> (u64, usize) {
    (0, 0)
}

/// Bytes in memory and open files of this process.
#[cfg(target_os = "linux")]
fn footprint() -> (u64, usize) {
    let statm = std::fs::read_to_string("/proc/self/statm").expect("statm");
    let pages = statm
        .split(' ')
        .nth(1)
        .and_then(|it| it.parse::<u64>().ok());
    let files = std::fs::read_dir("/proc/self/fd").expect("fd").count();
    (pages.expect("a number") * 4_096, files)
}

struct Day {
    practice: Practice,
    mails: Vec<Vec<u8>>,
    finished: Arc<AtomicU64>,
    failed: Arc<AtomicU64>,
}

impl Day {
    /// So many minutes pass; a message arrives every ten.
    async fn pass(&mut self, minutes: u64) {
        for minute in 0..minutes {
            if minute % 10 == 0 {
                let mail = mail(self.mails.len() as u64, 3_000);
                self.practice.deliver(std::slice::from_ref(&mail));
                self.mails.push(mail);
            }
            tokio::time::sleep(MINUTE).await;
        }
    }

    fn light(&self) -> Light {
        let state = self.practice.office.receiver_state().expect("state");
        state.accounts[0].1.light
    }

    fn receive(&self, stop: Stop) -> tokio::task::JoinHandle<()> {
        let (finished, failed) = (self.finished.clone(), self.failed.clone());
        let listener = move |event: Event| match event {
            Event::Finished { .. } => drop(finished.fetch_add(1, Ordering::SeqCst)),
            Event::Failed { .. } => drop(failed.fetch_add(1, Ordering::SeqCst)),
            _ => {}
        };
        let office = self.practice.office.clone();
        tokio::spawn(async move {
            let options = ReceiveOptions::default();
            let received = office.receive(options, Arc::new(listener), stop).await;
            received.expect("the receiver stays");
        })
    }
}

async fn day(protocol: &str, faults: Vec<Fault>) {
    let service = match protocol {
        "imap" => Service::Imap,
        _ => Service::Pop3,
    };
    let mut day = Day {
        practice: Practice::start(protocol, "tls", "leave").await,
        mails: Vec::new(),
        finished: Arc::default(),
        failed: Arc::default(),
    };
    let begun = tokio::time::Instant::now();
    let tasks = || {
        tokio::runtime::Handle::current()
            .metrics()
            .num_alive_tasks()
    };
    let (stop, stopped) = watch::channel(false);
    let receiving = day.receive(stopped);

    let limit = Duration::from_secs(20);
    let timeouts = Timeouts {
        connect: limit,
        handshake: limit,
        idle: limit,
    };
    day.practice.office = day.practice.office.clone().with_timeouts(timeouts);
    push_time_on();
    day.pass(60).await;
    assert_eq!(day.light(), Light::Green, "a quiet hour");
    let finished = day.finished.load(Ordering::SeqCst);
    assert!((10..=14).contains(&finished), "{finished} runs in an hour");
    let calm_tasks = tasks();

    // The faults share what is left, less two quiet hours at the end and one for the password.
    let share = (24 - 1 - 1 - 3) * 60 / faults.len() as u64;
    let mut early = (0, 0);
    for (place, fault) in faults.iter().enumerate() {
        day.practice.servers.faults.set(service, fault.clone());
        day.pass(share / 2).await;
        day.practice.servers.faults.clear();
        day.pass(share - share / 2).await;
        if place == faults.len() / 4 {
            early = footprint();
        }
    }
    let failed = day.failed.load(Ordering::SeqCst);
    assert!(failed >= faults.len() as u64 / 2, "{failed} runs failed");
    let tally = day.practice.servers.counters.tally(service);
    // A refusal for now is no rejection; that one is the only fault with refused sign-ins.
    println!("{protocol}: {tally:?}");

    // A rejected password is tried once, not again and again: no provider locks the account.
    let rejected = tally.rejected;
    let reject = Fault::RejectLogin("[AUTHENTICATIONFAILED] nein".to_owned());
    day.practice.servers.faults.set(service, reject);
    day.pass(60).await;
    let tally = day.practice.servers.counters.tally(service);
    assert_eq!(tally.rejected - rejected, 1, "{protocol}");
    assert_eq!(day.light(), Light::Red);
    day.practice.servers.faults.clear();
    let passwords = Passwords {
        incoming: Some(Secret::new(PASSWORD.to_owned())),
        outgoing: None,
    };
    let account = day.practice.account;
    let changed = day
        .practice
        .office
        .change_passwords(account, passwords)
        .await;
    changed.expect("a new password");

    day.pass(120).await;
    // What a server would not hand out at all is tried again when a person says so.
    for it in day.practice.office.quarantine().expect("quarantine") {
        day.practice.office.retry_quarantined(it.id).expect("retry");
    }
    let rest = (24 * 60 * MINUTE).saturating_sub(begun.elapsed());
    tokio::time::sleep(rest).await;
    // One run may be broken off by the way in which time is pushed on.
    for _ in 0..60 {
        if day.light() == Light::Green {
            break;
        }
        tokio::time::sleep(MINUTE).await;
    }
    let state = day.practice.office.receiver_state().expect("state");
    let account = &state.accounts[0];
    assert_eq!(account.1.light, Light::Green, "{account:?}");
    assert!(begun.elapsed() >= 24 * 60 * MINUTE);

    let late = footprint();
    let grown = late.0.saturating_sub(early.0) >> 20;
    println!(
        "{protocol}: {early:?} → {late:?}, tasks {calm_tasks} → {}",
        tasks()
    );
    assert!(grown < 24, "{grown} MB more");
    assert!(late.1 <= early.1 + 8, "{} files, were {}", late.1, early.1);
    assert!(tasks() <= calm_tasks + 4, "{} tasks", tasks());
    stop.send(true).expect("the receiver hears");
    receiving.await.expect("the end");
    let runs = day.finished.load(Ordering::SeqCst);
    println!(
        "{protocol}: {runs} runs well, {failed} failed, {} mails",
        day.mails.len()
    );
    day.practice.assert_stored(&day.mails, protocol);
}

#[cfg_attr(
    windows,
    ignore = "time that is pushed on overtakes the sockets of Wine"
)]
#[tokio::test(start_paused = true)]
async fn a_day_of_imap() {
    day("imap", imap_faults()).await;
}

#[tokio::test(start_paused = true)]
async fn a_day_of_pop3() {
    day("pop3", pop3_faults()).await;
}
