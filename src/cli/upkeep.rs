//! `kontorpost quarantine|ledger|check`

use super::Outcome;
use super::args::{Ledger as LedgerVerb, Quarantine as QuarantineVerb};
use super::output::Output;
use super::receive::run_object;
use crate::domain::account::AccountId;
use crate::domain::ledger::{INTERRUPTED, QuarantineReason, Quarantined, Run, RunId};
use crate::i18n::{Text, moment, size, texts};
use crate::service::{Office, Result};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

pub(super) fn quarantine(office: &Office, verb: QuarantineVerb, output: Output) -> Result<Outcome> {
    match verb {
        QuarantineVerb::List => list_quarantine(&office.quarantine()?, output),
        QuarantineVerb::Show { id } => {
            let entry = office.quarantined(id)?;
            if output.json {
                output.object(quarantine_object(&entry));
            } else {
                list_quarantine(std::slice::from_ref(&entry), output);
                output.say(texts::quarantine_detail(&entry.detail));
                if entry.has_raw {
                    output.say(texts::quarantine_raw_kept(id.to_string()));
                }
            }
        }
        QuarantineVerb::Retry { id } => {
            office.retry_quarantined(id)?;
            output.say(texts::quarantine_retry(id.to_string()));
            output.object(json!({"type": "quarantine-retry", "id": id}));
        }
        QuarantineVerb::Export { id, out } => {
            let bytes = office.export_quarantined(id, &out)?;
            let path = out.display().to_string();
            output.say(texts::mail_exported(size(output.language, bytes), &path));
            output.object(json!({"type": "exported", "id": id, "path": path, "size": bytes}));
        }
        QuarantineVerb::Discard { id } => {
            office.discard_quarantined(id)?;
            output.say(texts::quarantine_discarded(id.to_string()));
            output.object(json!({"type": "quarantine-discarded", "id": id}));
        }
    }
    Ok(Outcome::Done)
}

fn reason(reason: QuarantineReason) -> Text {
    match reason {
        QuarantineReason::Refused => texts::quarantine_refused(),
        QuarantineReason::TooLarge => texts::quarantine_too_large(),
        QuarantineReason::NotStored => texts::quarantine_not_stored(),
    }
}

fn quarantine_object(it: &Quarantined) -> Value {
    json!({
        "type": "quarantine", "id": it.id, "account": it.account.0, "remote": it.remote.key(),
        "size": it.size, "reason": it.reason.word(), "detail": it.detail,
        "has_raw": it.has_raw, "attempts": it.attempts, "first_at": it.first_at,
        "last_at": it.last_at,
    })
}

fn list_quarantine(entries: &[Quarantined], output: Output) {
    if output.json {
        entries
            .iter()
            .for_each(|it| output.object(quarantine_object(it)));
        return;
    }
    if entries.is_empty() {
        return output.say(texts::quarantine_empty());
    }
    let heading = vec![
        texts::quarantine_head_id(),
        texts::quarantine_head_account(),
        texts::quarantine_head_remote(),
        texts::quarantine_head_reason(),
        texts::quarantine_head_attempts(),
        texts::quarantine_head_last(),
    ];
    let row = |it: &Quarantined| {
        vec![
            it.id.to_string(),
            it.account.to_string(),
            it.remote.to_string(),
            reason(it.reason).show(output.language),
            it.attempts.to_string(),
            moment(output.language, it.last_at),
        ]
    };
    output.table(heading, entries.iter().map(row).collect());
}

pub(super) fn ledger(
    office: &Office,
    (account, since, limit): (Option<i64>, Option<Date>, u32),
    verb: Option<LedgerVerb>,
    output: Output,
) -> Result<Outcome> {
    if let Some(LedgerVerb::Ack { run }) = verb {
        office.acknowledge(RunId(run))?;
        output.say(texts::ledger_acknowledged(run.to_string()));
        output.object(json!({"type": "ledger-acknowledged", "run": run}));
        return Ok(Outcome::Done);
    }
    let start = since
        .and_then(|date| date.to_zoned_datetime(TimeZone::system()).ok())
        .map_or(0, |it| it.timestamp().as_second());
    let runs = office.ledger(account.map(AccountId), start, limit)?;
    if output.json {
        runs.iter().for_each(|run| output.object(run_object(run)));
        return Ok(Outcome::Done);
    }
    if runs.is_empty() {
        output.say(texts::ledger_empty());
        return Ok(Outcome::Done);
    }
    let heading = vec![
        texts::ledger_head_run(),
        texts::ledger_head_account(),
        texts::ledger_head_started(),
        texts::ledger_head_server(),
        texts::ledger_head_new(),
        texts::ledger_head_stored(),
        texts::ledger_head_quarantined(),
        texts::ledger_head_skipped(),
        texts::ledger_head_removed(),
        texts::ledger_head_state(),
    ];
    let row = |run: &Run| {
        let numbers = &run.numbers;
        let mut cells = vec![
            run.id.0.to_string(),
            run.account.to_string(),
            moment(output.language, run.started_at),
        ];
        let counts = [
            numbers.on_server,
            numbers.new,
            numbers.stored,
            numbers.quarantined,
            numbers.skipped,
            numbers.removed,
        ];
        cells.extend(counts.map(|it| output.number(it)));
        cells.push(result(run).show(output.language));
        cells
    };
    output.table(heading, runs.iter().map(row).collect());
    Ok(Outcome::Done)
}

fn result(run: &Run) -> Text {
    if run.ended_at.is_none() {
        return texts::ledger_running();
    }
    let why: Text = match run.error.as_deref() {
        Some(INTERRUPTED) => texts::ledger_red_interrupted(),
        Some(error) => texts::error_detail(error),
        None if !run.numbers.balance() => texts::ledger_red_sum(),
        None => return texts::ledger_ok(),
    };
    match run.is_red() {
        true => texts::ledger_red(why),
        false => texts::ledger_acknowledged_state(why),
    }
}

pub(super) fn check(office: &Office, output: Output) -> Result<Outcome> {
    let bar = output.progress(texts::progress_check());
    let report = office.check(|done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    output.object(json!({
        "type": "check", "clean": report.is_clean(), "checked": report.checked,
        "damaged": report.damaged, "findings": report.findings, "red_runs": report.red_runs,
    }));
    if report.red_runs > 0 {
        output.say(texts::check_red_runs(report.red_runs));
    }
    if report.is_clean() {
        output.say(texts::check_clean(report.checked));
        return Ok(Outcome::Done);
    }
    for content in &report.damaged {
        output.log(texts::check_damaged(content.to_string()));
    }
    for finding in &report.findings {
        output.log(texts::check_finding(finding));
    }
    output.log(texts::check_advice());
    Ok(Outcome::Failed)
}
