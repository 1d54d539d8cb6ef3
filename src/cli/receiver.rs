//! `kontorpost receive status|now|…`: how fetching stands, and orders for the receiver that runs.

use super::Outcome;
use super::args::Receive as Verb;
use super::output::Output;
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::receiving::{Light, OtherFolder, Standing};
use crate::i18n::{Arg, Text, texts};
use crate::service::receiver_state::{elsewhere, words};
use crate::service::{Holder, Office, Result};
use serde_json::{Value, json};

pub(super) fn run(office: &Office, verb: &Verb, output: Output) -> Result<Outcome> {
    match verb {
        Verb::Status => status(office, output),
        Verb::Now => {
            office.nudge_receiver()?;
            output.say(texts::receive_nudged());
            output.object(json!({"type": "receiver-nudged"}));
            Ok(Outcome::Done)
        }
    }
}

/// Exit code 1 when an account is red, so that a script can watch over it.
fn status(office: &Office, output: Output) -> Result<Outcome> {
    let state = office.receiver_state()?;
    output.say(holder(state.holder.as_ref()));
    output.object(holder_object(state.holder.as_ref()));
    for (stored, standing) in &state.accounts {
        output.object(object(stored, standing));
    }
    if !output.json && !state.accounts.is_empty() {
        let heading = vec![
            texts::account_head_id(),
            texts::account_head_name(),
            texts::standing_head_light(),
            texts::account_head_state(),
            texts::standing_head_next(),
            texts::standing_head_error(),
        ];
        let row = |(stored, standing): &(StoredAccount, Standing)| {
            let next = standing.next_at.filter(|_| state.holder.is_some());
            let next = next.map(|at| texts::standing_next(Arg::Time(at)));
            let error = stored.state.last_error.clone().unwrap_or_default();
            vec![
                stored.id.to_string(),
                stored.account.address.clone(),
                light(standing.light).show(output.language),
                words(standing, state.at).show(output.language),
                next.map(|it| it.show(output.language)).unwrap_or_default(),
                super::output::cut(&error, 60),
            ]
        };
        output.table(heading, state.accounts.iter().map(row).collect());
    }
    for folder in &state.folders {
        output.say(texts::folder_at(
            folder.account.to_string(),
            elsewhere(folder),
        ));
        output.object(folder_object(folder));
    }
    let is_red = state.accounts.iter().any(|it| it.1.light == Light::Red);
    Ok(match is_red {
        true => Outcome::Failed,
        false => Outcome::Done,
    })
}

fn light(light: Light) -> Text {
    match light {
        Light::Off => texts::light_off(),
        Light::Green => texts::light_green(),
        Light::Amber => texts::light_amber(),
        Light::Red => texts::light_red(),
    }
}

fn holder(holder: Option<&Option<Holder>>) -> Text {
    match holder {
        None => texts::receive_nobody(),
        Some(None) => texts::error_receiver_runs(),
        Some(Some(it)) => texts::error_receiver_runs_by(
            &it.login,
            &it.host,
            it.pid.to_string(),
            Arg::Moment(it.started_at),
        ),
    }
}

fn holder_object(holder: Option<&Option<Holder>>) -> Value {
    let known = holder.and_then(Option::as_ref);
    json!({
        "type": "receiver",
        "running": holder.is_some(),
        "pid": known.map(|it| it.pid),
        "host": known.map(|it| &it.host),
        "login": known.map(|it| &it.login),
        "started_at": known.map(|it| it.started_at),
        "heartbeat_at": known.map(|it| it.heartbeat_at),
    })
}

fn object(stored: &StoredAccount, standing: &Standing) -> Value {
    json!({
        "type": "standing",
        "account": stored.id.0,
        "address": stored.account.address,
        "light": standing.light.word(),
        "reason": standing.reason.word(),
        "last_attempt_at": stored.state.last_attempt_at,
        "last_success_at": standing.last_success_at,
        "last_error": stored.state.last_error,
        "failures": stored.state.failures,
        "next_at": standing.next_at,
    })
}

/// A folder that is not fetched as an object.
pub(super) fn folder_object(folder: &OtherFolder) -> Value {
    json!({
        "type": "folder",
        "account": folder.account.0,
        "name": folder.name,
        "junk": folder.is_junk,
        "messages": folder.messages,
        "unseen": folder.unseen,
        "looked_at": folder.looked_at,
        "wanted": folder.is_wanted,
    })
}

/// `account folders ID [--import NAME]`
pub(super) fn folders(
    office: &Office,
    id: AccountId,
    import: Option<&str>,
    output: Output,
) -> Result<Outcome> {
    if let Some(name) = import {
        let is_at_once = office.want_folder(id, name)?;
        output.say(match is_at_once {
            true => texts::folder_wanted_now(name),
            false => texts::folder_wanted(name),
        });
        output.object(json!({
            "type": "folder-wanted", "account": id.0, "name": name, "at_once": is_at_once,
        }));
        return Ok(Outcome::Done);
    }
    let folders = office.other_folders(id)?;
    if folders.is_empty() {
        output.say(texts::folder_none());
    }
    for folder in &folders {
        output.object(folder_object(folder));
    }
    if output.json || folders.is_empty() {
        return Ok(Outcome::Done);
    }
    let heading = vec![
        texts::folder_head_name(),
        texts::folder_head_junk(),
        texts::folder_head_messages(),
        texts::folder_head_unseen(),
    ];
    let row = |it: &OtherFolder| {
        vec![
            it.name.clone(),
            output.yes_no(it.is_junk),
            output.number(it.messages.into()),
            output.number(it.unseen.into()),
        ]
    };
    output.table(heading, folders.iter().map(row).collect());
    Ok(Outcome::Done)
}
