//! `kontorpost receive status|now|…`: how fetching stands, and orders for the receiver that runs.

use super::Outcome;
use super::args::Receive as Verb;
use super::output::Output;
use crate::domain::account::StoredAccount;
use crate::domain::receiving::{Light, Standing};
use crate::i18n::{Arg, Text, texts};
use crate::service::receiver_state::words;
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
