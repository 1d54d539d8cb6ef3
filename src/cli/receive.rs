//! `kontorpost receive`: the "Kanzlei E-Mail Receiver" without a window.

use super::Outcome;
use super::output::Output;
use crate::domain::account::AccountId;
use crate::domain::ledger::Run;
use crate::i18n::{Arg, Text, texts};
use crate::service::notice::notice_of_account;
use crate::service::receiver::{Event, ReceiveOptions};
use crate::service::receiver_state::elsewhere;
use crate::service::{Office, Result, Stop};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::IsTerminal;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// Time between two lines of progress for one account.
const PROGRESS_EVERY: Duration = Duration::from_secs(5);

pub(super) async fn run(
    office: &Office,
    (once, send): (bool, bool),
    account: Option<i64>,
    output: Output,
) -> Result<Outcome> {
    let (sender, stop) = watch::channel(false);
    tokio::spawn(async move {
        wait_for_signal().await;
        output.log(texts::receive_stopping());
        // The receiver is gone already when nobody hears this.
        let _ = sender.send(true);
        // A second signal means it.
        wait_for_signal().await;
        std::process::exit(1);
    });
    let options = ReceiveOptions {
        once,
        send: send && account.is_none(),
        account: account.map(AccountId),
    };
    let received = receive(office, options, stop.clone(), output).await?;
    if *stop.borrow() || !once {
        output.log(texts::receive_ended());
    }
    if received > 0 {
        output.log(texts::receive_some_failed(received));
        return Ok(Outcome::Failed);
    }
    Ok(Outcome::Done)
}

/// Fetches and tells how it goes; returns the number of accounts that failed.
pub(super) async fn receive(
    office: &Office,
    options: ReceiveOptions,
    stop: Stop,
    output: Output,
) -> Result<u64> {
    let names: HashMap<AccountId, String> = office
        .accounts()?
        .into_iter()
        .map(|it| (it.id, format!("{} ({})", it.account.address, it.id)))
        .collect();
    let told: Mutex<HashMap<AccountId, Instant>> = Mutex::default();
    let waiting: Mutex<Option<Option<(u32, i64)>>> = Mutex::default();
    let on_terminal = std::io::stderr().is_terminal();
    let listener = move |event: Event| {
        if let Event::Progress { account, .. } = &event {
            let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
            let last = told.get(account).copied();
            let every = if on_terminal {
                PROGRESS_EVERY / 10
            } else {
                PROGRESS_EVERY
            };
            if last.is_some_and(|it| it.elapsed() < every) {
                return;
            }
            told.insert(*account, Instant::now());
        }
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let now_waiting = match &event {
            Event::Waiting { holder } => Some(holder.as_ref().map(|it| (it.pid, it.started_at))),
            _ => None,
        };
        // Waiting is told again and again; one line for each who is waited for is enough.
        if now_waiting.is_some() && *waiting == now_waiting {
            return;
        }
        *waiting = now_waiting;
        tell(&event, &names, output);
    };
    let received = office.receive(options, Arc::new(listener), stop).await?;
    Ok(received.failed)
}

pub(super) async fn wait_for_signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    // Without signals there is nothing to wait for.
    let _ = tokio::signal::ctrl_c().await;
}

fn tell(event: &Event, names: &HashMap<AccountId, String>, output: Output) {
    let name = |id: &AccountId| names.get(id).cloned().unwrap_or_else(|| id.to_string());
    match event {
        Event::Waiting { holder } => {
            output.log(match holder {
                Some(it) => texts::receive_waiting_by(
                    &it.login,
                    &it.host,
                    it.pid.to_string(),
                    Arg::Moment(it.started_at),
                ),
                None => texts::receive_waiting(),
            });
            output.object(json!({
                "type": "receiver-waiting",
                "pid": holder.as_ref().map(|it| it.pid),
                "host": holder.as_ref().map(|it| &it.host),
                "login": holder.as_ref().map(|it| &it.login),
            }));
        }
        Event::Started { accounts } => output.log(texts::receive_started(*accounts)),
        Event::Begun { .. } => {}
        Event::Listed {
            account,
            on_server,
            new,
        } => {
            output.log(texts::receive_listed(name(account), *on_server, *new));
        }
        Event::Progress {
            account,
            stored,
            total,
        } => {
            output.log(texts::receive_progress(name(account), *stored, *total));
        }
        Event::Imported {
            account,
            stored,
            quarantined,
            altbestand,
        } => {
            let text: fn(String, u64) -> Text = match altbestand {
                true => |name, count| texts::receive_imported_altbestand(name, count),
                false => |name, count| texts::receive_imported(name, count),
            };
            output.log(text(name(account), *stored));
            if *quarantined > 0 {
                output.log(texts::receive_quarantined(name(account), *quarantined));
            }
        }
        Event::Elsewhere { folder } => {
            let words = elsewhere(folder);
            output.log(texts::folder_at(name(&folder.account), words));
            output.object(super::receiver::folder_object(folder));
        }
        Event::Letter(letter) => super::send::report(letter, output),
        Event::Backup(event) => super::backup::heard(event, output),
        Event::Finished { account, run } => {
            output.log(finished(name(account), run));
            if run.error.is_some() {
                output.log(texts::receive_not_removed(
                    name(account),
                    run.id.0.to_string(),
                ));
            }
            output.object(run_object(run));
        }
        Event::Failed {
            account,
            error,
            next_at,
        } => {
            let notice = notice_of_account(error, *account);
            output.log(texts::receive_failed(name(account), notice.message.clone()));
            output.log_rest(&notice);
            if let Some(at) = next_at {
                output.log(texts::receive_next(name(account), Arg::Moment(*at)));
            }
            let mut object = output.error_object(&notice);
            if let Some(object) = object.as_object_mut() {
                object.insert("account".to_owned(), json!(account.0));
            }
            output.object(object);
        }
    }
}

fn finished(name: String, run: &Run) -> Text {
    let numbers = &run.numbers;
    let balance = match numbers.balance() {
        true => texts::receive_balanced(),
        false => texts::receive_unbalanced(run.id.0.to_string()),
    };
    texts::receive_finished(
        name,
        numbers.on_server,
        numbers.new,
        numbers.stored,
        numbers.quarantined,
        numbers.skipped,
        numbers.removed,
        balance,
    )
}

/// A line of the ledger as an object.
pub(super) fn run_object(run: &Run) -> Value {
    let numbers = &run.numbers;
    json!({
        "type": "run",
        "id": run.id.0,
        "account": run.account.0,
        "started_at": run.started_at,
        "ended_at": run.ended_at,
        "on_server": numbers.on_server,
        "known": numbers.known,
        "new": numbers.new,
        "stored": numbers.stored,
        "quarantined": numbers.quarantined,
        "skipped": numbers.skipped,
        "removed": numbers.removed,
        "balanced": numbers.balance(),
        "error": run.error,
        "acknowledged_at": run.acknowledged_at,
        "red": run.is_red(),
    })
}
