//! `kontorpost account test …` and `account restore`

use super::Outcome;
use super::account::read_stdin;
use super::args::AccountTest;
use super::output::Output;
use super::receive::wait_for_signal;
use crate::domain::account::{Account, AccountId};
use crate::domain::diagnosis::{TestRow, TestStatus};
use crate::i18n::{Arg, Text, moment, texts};
use crate::service::account_test::overview;
use crate::service::account_test::report::{self, details, host};
use crate::service::account_test::words::{advices, finding, server, status, task};
use crate::service::account_test::{Restored, RowListener, TestReport, TestSubject};
use crate::service::accounts::Passwords;
use crate::service::discover::{Network, Trust};
use crate::service::{Error, Office, Result, Stop};
use crate::settings;
use serde_json::{Map, Value, json};
use std::path::Path;
use std::sync::Arc;
use tokio::sync::watch;

pub(super) async fn run(office: &Office, wanted: AccountTest, output: Output) -> Result<Outcome> {
    let (sender, stop) = watch::channel(false);
    tokio::spawn(async move {
        wait_for_signal().await;
        let _ = sender.send(true);
        // Kept open: a closed channel means nothing to those who listen.
        std::future::pending::<()>().await;
    });
    if wanted.all {
        return all(office, wanted.csv, stop, output).await;
    }
    let subject = subject(office, &wanted)?;
    let office = &match settings::test_network() {
        Ok(network) => office.clone().with_network(Network {
            resolver: network.resolver,
            ports: network.ports,
            trust: Trust::new(Vec::new()),
        }),
        Err((name, value)) => {
            output.log(texts::error_word(texts::discover_environment(name, value)));
            return Ok(Outcome::Failed);
        }
    };
    let listener = row_listener(&subject.account, None, output);
    let first = office
        .test_account(&subject, listener.clone(), stop.clone())
        .await?;
    conclude(&first, output);
    let (mut account, mut last) = (subject.account.clone(), first);
    if wanted.apply_repair && !last.is_passed() {
        let again = (listener, stop);
        match office.apply_repair(&subject, &last, again).await? {
            None => output.say(texts::test_repair_none()),
            Some((changed, second)) => {
                output.say(match (second.is_passed(), subject.id) {
                    (true, Some(_)) => texts::test_repair_applied(),
                    (true, None) => texts::test_repair_file(),
                    (false, _) => texts::test_repair_failed(),
                });
                (account, last) = (changed, second);
            }
        }
    }
    if let Some(file) = &wanted.report {
        write_report(file, &account, &last, output)?;
    }
    Ok(match last.is_passed() {
        true => Outcome::Done,
        false => Outcome::Failed,
    })
}

fn subject(office: &Office, wanted: &AccountTest) -> Result<TestSubject> {
    let id = wanted.id.map(AccountId);
    let account = match (&wanted.file, id) {
        (Some(file), _) => office.read_rollout_for_test(file)?,
        (None, Some(id)) => office.account(id)?.account,
        (None, None) => return Err(Error::Internal("nothing to test".to_owned())),
    };
    let passwords = match wanted.password_stdin {
        true => Passwords::from_lines(&read_stdin()?, &account),
        false => Passwords::default(),
    };
    Ok(TestSubject {
        account,
        id,
        passwords,
        pins: Vec::new(),
        confirmed: wanted.confirm.clone(),
        send_test_mail: wanted.send_test_mail,
    })
}

/// Shows each row as it comes.
fn row_listener(account: &Account, id: Option<AccountId>, output: Output) -> RowListener {
    let account = account.clone();
    Arc::new(move |row: &TestRow| {
        if output.json {
            output.object(object(row, &account, id, output));
            return;
        }
        let show = |text: Text| text.show(output.language);
        let found = finding(row).map(show).unwrap_or_default();
        let line = format!(
            "{:<13} {:<28} {:<15} {:>6} ms  {found}",
            show(server(row.side)),
            show(task(row.step)),
            show(status(row.status)),
            row.duration.as_millis(),
        );
        output.line(line.trim_end());
        if matches!(row.status, TestStatus::Failed | TestStatus::Warning) {
            for detail in details(row, &account) {
                output.line(&format!("    {}", show(detail)));
            }
        }
    })
}

fn object(row: &TestRow, account: &Account, id: Option<AccountId>, output: Output) -> Value {
    let show = |text: Text| text.show(output.language);
    let advice: Vec<String> = advices(row, host(account, row.side))
        .into_iter()
        .map(show)
        .collect();
    let repair = row.repair.as_ref().map(|it| {
        let fields = it.fields().into_iter().map(|(name, value)| {
            let value = match value.parse::<u16>() {
                Ok(port) if name == "port" => json!(port),
                _ => json!(value),
            };
            (name.to_owned(), value)
        });
        Value::Object(fields.collect::<Map<_, _>>())
    });
    let facts = &row.facts;
    let certificate = facts.fingerprint.as_ref().map(|fingerprint| {
        json!({
            "names": facts.names, "subject": facts.words, "issuer": facts.issuer,
            "not_before": facts.validity.map(|it| it.0), "not_after": facts.validity.map(|it| it.1),
            "fingerprint": fingerprint, "pinned": facts.pinned,
        })
    });
    let mut object = json!({
        "type": "test-row",
        "server": row.side.word(),
        "step": row.step.word(),
        "status": row.status.word(),
        "duration_ms": u64::try_from(row.duration.as_millis()).unwrap_or(u64::MAX),
        "class": row.class.map(|it| it.word()),
        "code": row.class.map(|it| it.code()),
        "cause": row.class.and_then(|_| finding(row)).map(show),
        "advice": (!advice.is_empty()).then(|| advice.join(" ")),
        "repair": repair,
        "raw": row.raw,
        "finding": row.class.map_or_else(|| finding(row).map(show), |_| None),
        "certificate": certificate,
    });
    if let (Some(id), Some(fields)) = (id, object.as_object_mut()) {
        fields.insert("account".to_owned(), json!(id.0));
    }
    object
}

fn conclude(report: &TestReport, output: Output) {
    output.say(match report.is_passed() {
        true => texts::test_passed(),
        false => texts::test_failed(),
    });
}

fn write_report(file: &Path, account: &Account, report: &TestReport, output: Output) -> Result<()> {
    report::write(file, account, report, output.language)?;
    output.say(texts::report_written(file.display().to_string()));
    Ok(())
}

/// Every account, one after the other: the monthly check.
async fn all(office: &Office, csv: bool, stop: Stop, output: Output) -> Result<Outcome> {
    let mut rows = Vec::new();
    let mut failed = false;
    for stored in office.accounts()? {
        if *stop.borrow() {
            break;
        }
        let subject = TestSubject {
            account: stored.account.clone(),
            id: Some(stored.id),
            passwords: Passwords::default(),
            pins: Vec::new(),
            confirmed: Vec::new(),
            send_test_mail: false,
        };
        let listener: RowListener = match output.json {
            true => row_listener(&stored.account, Some(stored.id), output),
            false => Arc::new(|_| {}),
        };
        let report = office
            .test_account(&subject, listener, stop.clone())
            .await?;
        failed |= !report.is_passed();
        rows.push(overview::row(&stored, &report, output.language));
    }
    if csv {
        let page = overview::csv(&rows, output.language);
        page.lines().for_each(|it| output.line(it));
    } else if !output.json {
        output.table(overview::heading().into(), rows);
    }
    Ok(match failed {
        true => Outcome::Failed,
        false => Outcome::Done,
    })
}

pub(super) fn restore(office: &Office, id: AccountId, output: Output) -> Result<Outcome> {
    let restored = office.restore_account(id)?;
    match &restored {
        Restored::None => {
            output.log(texts::error_word(texts::test_restore_none(id.to_string())));
        }
        Restored::Same => output.say(texts::test_restore_same(id.to_string())),
        Restored::Changed { tested_at, fields } => {
            output.say(texts::test_restored(
                id.to_string(),
                Arg::Moment(*tested_at),
            ));
            for (field, now, then) in fields {
                output.say(texts::test_restore_line(field, now, then));
            }
            let fields: Vec<Value> = fields
                .iter()
                .map(|(field, now, then)| json!({"field": field, "was": now, "is": then}))
                .collect();
            output.object(json!({
                "type": "account-restored", "id": id.0, "fields": fields,
                "tested_at": tested_at, "tested": moment(output.language, *tested_at),
            }));
        }
    }
    Ok(match restored {
        Restored::None => Outcome::Failed,
        _ => Outcome::Done,
    })
}
