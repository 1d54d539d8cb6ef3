//! `kontorpost demo`: the main job on the practice office, told step by step.

use super::Outcome;
use super::output::Output;
use super::{mail, receive};
use crate::domain::search::Search;
use crate::i18n::texts;
use crate::service::demo::practice::{ADDRESSES, Practice};
use crate::service::receiver::ReceiveOptions;
use crate::service::{Page, Result};
use serde_json::json;
use tokio::sync::watch;

/// Looked for in the sample mail: written without umlauts, found with them.
const WORDS: &str = "grundstueck";

pub(super) async fn run(output: Output) -> Result<Outcome> {
    output.say(texts::demo_welcome());
    let practice = Practice::start().await?;
    let office = &practice.office;
    let servers = &practice.servers;
    output.say(texts::demo_directory(
        office.directory().display().to_string(),
    ));
    let port = |address: std::net::SocketAddr| address.port().to_string();
    let (imap, pop3, smtp) = (
        port(servers.imaps),
        port(servers.pop3s),
        port(servers.smtps),
    );
    output.say(texts::demo_servers(imap, pop3, smtp));
    output.say(texts::demo_accounts(ADDRESSES[0], ADDRESSES[1]));
    let (_sender, stop) = watch::channel(false);
    let options = ReceiveOptions {
        once: true,
        send: false,
        account: None,
    };
    let mut failed = receive::receive(office, options, stop.clone(), output).await?;
    let count = office.mail_count(None)?;
    output.say(texts::demo_received(count));
    let rows = office.mails(
        None,
        Page {
            limit: 100,
            offset: 0,
        },
    )?;
    mail::list(&rows, output);
    failed += receive::receive(office, options, stop, output).await?;
    output.say(texts::demo_again(office.mail_count(None)? - count));
    let wanted = Search {
        words: WORDS.to_owned(),
        ..Search::default()
    };
    let found = office.search(
        &wanted,
        Page {
            limit: 20,
            offset: 0,
        },
    )?;
    output.say(texts::demo_search(WORDS, found.len()));
    mail::list(&found, output);
    if let Some(row) = found.first() {
        output.say(texts::demo_one());
        let (_, read) = office.read_mail(row.id)?;
        if !output.json {
            mail::in_words(&read, output)
                .iter()
                .for_each(|it| output.line(&format!("  │ {it}")));
        }
    }
    let report = office.check(|_, _| {})?;
    let is_clean = report.is_clean() && report.red_runs == 0;
    output.say(match is_clean {
        true => texts::demo_check(report.checked),
        false => texts::demo_failed(),
    });
    output.say(texts::demo_end());
    output.object(json!({
        "type": "demo", "mails": count, "found": found.len(), "clean": is_clean, "failed": failed,
    }));
    Ok(if is_clean && failed == 0 {
        Outcome::Done
    } else {
        Outcome::Failed
    })
}
