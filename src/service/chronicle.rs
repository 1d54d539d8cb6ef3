//! What happens in the office, as lines of the log. The first word of a line names what happened and
//! stays the same; accounts go by their numbers, and nothing names a correspondent or a subject.

use super::backup::BackupEvent;
use super::classify::{self, Asked};
use super::error::Error;
use super::logging::kind;
use super::office::Office;
use super::receiver::{Event, Listener};
use crate::domain::account::AccountId;
use crate::domain::diagnosis::{TestRow, TestStatus};
use crate::domain::ledger::Run;
use crate::domain::outbox::{Letter, RecipientState};
use crate::transport::{self, Cause, Passed, Reply};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// From when on a run counts as slow.
const SLOW_RUN: Duration = Duration::from_secs(300);

/// What is kept between two events.
#[derive(Default)]
struct Memory {
    begun: HashMap<AccountId, Instant>,
    is_waiting: bool,
}

/// A listener that also writes down what it hears.
pub(super) fn listening(office: &Office, listener: Listener) -> Listener {
    let (office, memory) = (office.clone(), Mutex::new(Memory::default()));
    Arc::new(move |event| {
        let mut memory = memory.lock().unwrap_or_else(PoisonError::into_inner);
        heard(&office, &event, &mut memory);
        drop(memory);
        listener(event);
    })
}

fn heard(office: &Office, event: &Event, memory: &mut Memory) {
    match event {
        // Told again and again while it is so.
        Event::Waiting { holder } if !memory.is_waiting => {
            memory.is_waiting = true;
            let holder = holder.as_ref().map_or(0, |it| it.pid);
            log::info!("receiver-waiting holder={holder}");
        }
        Event::Waiting { .. } => {}
        Event::Started { accounts } => {
            let took_over = std::mem::take(&mut memory.is_waiting);
            log::info!("receiver-started accounts={accounts} took_over={took_over}");
        }
        Event::Begun { account } => {
            memory.begun.insert(*account, Instant::now());
            log::debug!("run-begun account={account}");
        }
        Event::Listed {
            account,
            on_server,
            new,
        } => log::debug!("folder-listed account={account} on_server={on_server} new={new}"),
        Event::Imported {
            account,
            stored,
            quarantined,
            ..
        } => {
            log::debug!("folder-stored account={account} stored={stored} quarantined={quarantined}")
        }
        Event::Finished { account, run } => finished(*account, run, memory),
        Event::Failed {
            account,
            error,
            next_at,
        } => {
            memory.begun.remove(account);
            let failure = of_account(office, *account, error);
            let again = next_at.is_some();
            log::warn!("run-failed account={account} {failure} again={again}");
        }
        Event::Letter(letter) => log_letter(letter),
        Event::Backup(BackupEvent::Made(_)) => log::info!("backup-made"),
        Event::Backup(BackupEvent::Failed(error)) => {
            log::warn!("backup-failed kind={}", kind(error));
        }
        Event::Progress { .. } | Event::Elsewhere { .. } => {}
    }
}

fn finished(account: AccountId, run: &Run, memory: &mut Memory) {
    let it = &run.numbers;
    let time = memory.begun.remove(&account).map(|it| it.elapsed());
    let time = time.unwrap_or_default();
    let level = match time >= SLOW_RUN || run.is_red() {
        true => log::Level::Warn,
        false => log::Level::Info,
    };
    log::log!(
        level,
        "run-ended account={account} run={} on_server={} known={} new={} stored={} quarantined={} \
         skipped={} removed={} balanced={} seconds={:.1}",
        run.id.0,
        it.on_server,
        it.known,
        it.new,
        it.stored,
        it.quarantined,
        it.skipped,
        it.removed,
        it.balance(),
        time.as_secs_f64(),
    );
}

/// What became of a letter.
pub(super) fn log_letter(letter: &Letter) {
    let count = |state| {
        let of_state = letter.recipients.iter().filter(|it| it.state == state);
        of_state.count()
    };
    let class = letter.class.map_or("-", |it| it.code());
    log::info!(
        "letter letter={} account={} state={} bytes={} attempts={} class={class} recipients={} \
         refused={}",
        letter.id,
        letter.account,
        letter.state.word(),
        letter.size,
        letter.attempts,
        letter.recipients.len(),
        count(RecipientState::Refused),
    );
}

/// A step on the way to a server, in numbers: what the server says may hold anything.
pub(super) fn log_passed(account: AccountId, passed: &Passed) {
    if !log::log_enabled!(log::Level::Debug) {
        return;
    }
    let words = match passed {
        Passed::Resolve(addresses) => format!("resolve addresses={}", addresses.len()),
        Passed::Connect(address) => format!("connect to={address}"),
        Passed::Encrypt(version) => format!("encrypt version={version:?}"),
        Passed::Certificate { pinned, .. } => format!("certificate pinned={pinned}"),
        Passed::Greeting(_) => "greeting".to_owned(),
        Passed::Capabilities(offered) => format!("capabilities offered={}", offered.len()),
        Passed::Login => "login".to_owned(),
    };
    log::debug!("passed account={account} step={words}");
}

/// How a test of an account ended: its steps that were not passed.
pub(super) fn log_test(account: Option<AccountId>, rows: &[TestRow]) {
    let account = account.map_or_else(|| "new".to_owned(), |it| it.to_string());
    let is_bad = |it: &&TestRow| matches!(it.status, TestStatus::Failed | TestStatus::Warning);
    let bad = rows.iter().filter(is_bad).map(|it| {
        let class = it.class.map_or("-", |it| it.code());
        let (side, step, status) = (it.side.word(), it.step.word(), it.status.word());
        format!("{side}:{step}:{status}:{class}")
    });
    let bad: Vec<String> = bad.collect();
    log::info!(
        "tested account={account} rows={} bad={}",
        rows.len(),
        bad.join(",")
    );
}

/// An error in a few words that never hold a secret or a person.
pub(super) fn failure(error: &Error) -> String {
    match error {
        Error::Transport(error) => {
            let asked = Asked {
                host: "",
                user: "",
                signs_in: true,
                offers_oauth: false,
                shows_token: false,
            };
            of_transport(error, &asked)
        }
        Error::Oauth { error, .. } => format!("kind=oauth fault={:?}", error.fault),
        Error::Storage(error) => format!(
            "kind={} detail={error}",
            kind(&Error::Storage(error.clone()))
        ),
        Error::Secrets(error) => format!(
            "kind={} detail={error}",
            kind(&Error::Secrets(error.clone()))
        ),
        Error::Internal(detail) => format!("kind=internal detail={detail}"),
        other => format!("kind={}", kind(other)),
    }
}

fn of_account(office: &Office, id: AccountId, error: &Error) -> String {
    let Error::Transport(error) = error else {
        return failure(error);
    };
    let stored = office.storage.account(id).ok();
    let incoming = stored.as_ref().and_then(|it| it.account.incoming.as_ref());
    let asked = Asked {
        host: incoming.map_or("", |it| it.endpoint.host.as_str()),
        user: incoming.map_or("", |it| it.user.as_str()),
        signs_in: true,
        offers_oauth: false,
        shows_token: incoming.is_some_and(|it| it.uses_oauth()),
    };
    let host = asked.host.to_owned();
    format!("host={host} {}", of_transport(error, &asked))
}

fn of_transport(error: &transport::Error, asked: &Asked<'_>) -> String {
    let class = classify::class(error, asked);
    let step = format!("{:?}", error.step).to_lowercase();
    let code = match &error.cause {
        Cause::LoginRejected(reply)
        | Cause::Temporary(reply)
        | Cause::ServerRefused(reply)
        | Cause::StartTlsRefused(reply) => code(reply),
        _ => String::new(),
    };
    let kind = kind(&Error::Transport(error.clone()));
    format!(
        "kind={kind} step={step} class={} code={code:?}",
        class.code()
    )
}

/// The server's reply code, and the enhanced one (RFC 3463) where its words begin with it. The rest
/// of its words may hold anything.
fn code(reply: &Reply) -> String {
    let first = reply.text.split(' ').next().unwrap_or_default();
    let is_digit = |c: char| c.is_ascii_digit() || c == '.';
    let is_code = first.contains('.') && first.len() < 12 && first.chars().all(is_digit);
    let enhanced = if is_code { first } else { "" };
    let own = reply.code.as_deref().unwrap_or_default();
    format!("{own} {enhanced}").trim().to_owned()
}
