//! `kontorpost send …` and `kontorpost outbox …`

use super::Outcome;
use super::args::{Outbox, Send};
use super::output::{Output, cut};
use super::receive::wait_for_signal;
use crate::domain::account::AccountId;
use crate::domain::letter::DraftAttachment;
use crate::domain::mail::MailAddress;
use crate::domain::outbox::Letter;
use crate::i18n::{Text, moment, texts};
use crate::service::sending::LetterEvent;
use crate::service::sending::words::{reason, recipient_state, state, what_to_do};
use crate::service::{Error, Office, Result};
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;
use tokio::sync::watch;

/// Bytes of a file that is sent, at the most.
const LARGEST: u64 = 200 << 20;

/// Seconds between two looks at the Postausgang.
const INTERVAL: Duration = Duration::from_secs(5);

/// Bytes from which a file may be too large for a server.
const LARGE: u64 = 1 << 20;

pub(super) async fn send(office: &Office, wanted: &Send, output: Output) -> Result<Outcome> {
    let account = match wanted.from {
        _ if wanted.schufa => office.kanzlei_sender()?,
        Some(number) => AccountId(number),
        None => office.default_sender()?,
    };
    let files = wanted.attach.iter().chain(&wanted.eml);
    let size = |file| std::fs::metadata(file).map_or(0, |it| it.len());
    if files.map(size).sum::<u64>() > LARGE {
        office.sending_account(account)?;
        office.learn_size_limit(account).await?;
    }
    let id = match &wanted.eml {
        Some(file) => {
            office.sending_account(account)?;
            office.queue_message(account, &read(file)?)?
        }
        None => queue(office, account, wanted)?,
    };
    queued(office, id, output)
}

/// Tells that a letter lies in the Postausgang.
pub(super) fn queued(office: &Office, id: i64, output: Output) -> Result<Outcome> {
    output.say(texts::letter_queued(id.to_string()));
    output.object(json!({
        "type": "letter-queued", "id": id, "message_id": office.letter(id)?.message_id,
    }));
    Ok(Outcome::Done)
}

fn queue(office: &Office, account: AccountId, wanted: &Send) -> Result<i64> {
    let mut draft = office.new_draft(account)?;
    let people = |list: &[String]| list.iter().map(|it| person(it)).collect::<Vec<_>>();
    draft.to = people(&wanted.to);
    draft.cc = people(&wanted.cc);
    draft.bcc = people(&wanted.bcc);
    draft.ask_receipt = wanted.receipt;
    draft.subject = wanted.subject.clone().unwrap_or_default();
    if let Some(file) = &wanted.text {
        draft.text = read_text(file)?;
    }
    if let Some(file) = &wanted.html {
        draft.html = Some(read_text(file)?);
    }
    for file in &wanted.attach {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        draft.attachments.push(DraftAttachment {
            mime_type: mime_type(file).to_owned(),
            name: name.into_owned(),
            data: read(file)?,
        });
    }
    office.queue_draft(account, &draft)
}

/// `Name <address>` or an address alone.
fn person(text: &str) -> MailAddress {
    let plain = |it: &str| it.trim().trim_matches('"').to_owned();
    match text.rsplit_once('<') {
        Some((name, rest)) => MailAddress {
            name: plain(name),
            address: rest.trim().trim_end_matches('>').trim().to_owned(),
        },
        None => MailAddress {
            name: String::new(),
            address: text.trim().to_owned(),
        },
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    let failed = |error: &std::io::Error| Error::file(file, error);
    let facts = std::fs::metadata(file).map_err(|it| failed(&it))?;
    if facts.is_dir() {
        return Err(failed(&std::io::ErrorKind::IsADirectory.into()));
    }
    // Pipes and devices have no end that could be waited for.
    if !facts.is_file() {
        return Err(failed(&std::io::ErrorKind::InvalidInput.into()));
    }
    if facts.len() > LARGEST {
        return Err(Error::LetterTooLarge {
            size: facts.len(),
            limit: LARGEST,
        });
    }
    std::fs::read(file).map_err(|it| failed(&it))
}

fn read_text(file: &Path) -> Result<String> {
    String::from_utf8(read(file)?).map_err(|error| Error::File {
        path: file.display().to_string(),
        detail: error.to_string(),
    })
}

/// The type that the end of a file's name stands for.
fn mime_type(file: &Path) -> &'static str {
    let ending = file.extension().unwrap_or_default().to_ascii_lowercase();
    match ending.to_str().unwrap_or_default() {
        "pdf" => "application/pdf",
        "txt" => "text/plain",
        "csv" => "text/csv",
        "htm" | "html" => "text/html",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "tif" | "tiff" => "image/tiff",
        "zip" => "application/zip",
        "xml" => "application/xml",
        "rtf" => "application/rtf",
        "doc" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ics" => "text/calendar",
        _ => "application/octet-stream",
    }
}

pub(super) async fn outbox(office: &Office, verb: Outbox, output: Output) -> Result<Outcome> {
    match verb {
        Outbox::List { limit } => list(office, limit, output),
        Outbox::Show { id } => show(office, id, output),
        Outbox::Retry { id } => {
            office.retry_letter(id)?;
            output.say(texts::letter_retried(id.to_string()));
            output.object(json!({"type": "letter-retried", "id": id}));
            Ok(Outcome::Done)
        }
        Outbox::Cancel { id } => {
            office.cancel_letter(id)?;
            output.say(texts::letter_cancelled(id.to_string()));
            output.object(json!({"type": "letter-cancelled", "id": id}));
            Ok(Outcome::Done)
        }
        Outbox::Run { once } => run(office, once, output).await,
    }
}

fn list(office: &Office, limit: u32, output: Output) -> Result<Outcome> {
    let letters = office.letters(limit)?;
    if output.json {
        letters.iter().for_each(|it| output.object(object(it)));
        return Ok(Outcome::Done);
    }
    if letters.is_empty() {
        output.say(texts::outbox_empty());
        return Ok(Outcome::Done);
    }
    let heading = vec![
        texts::column_number(),
        texts::column_state(),
        texts::column_to(),
        texts::column_subject(),
        texts::column_queued(),
        texts::column_reason(),
    ];
    let rows = letters.iter().map(|it| {
        vec![
            it.id.to_string(),
            state(it.state).show(output.language),
            cut(&recipients(it), 40),
            cut(&it.subject, 40),
            moment(output.language, it.queued_at),
            reason(it).map_or_else(String::new, |it| cut(&it.show(output.language), 60)),
        ]
    });
    output.table(heading, rows.collect());
    Ok(Outcome::Done)
}

fn show(office: &Office, id: i64, output: Output) -> Result<Outcome> {
    let letter = office.letter(id)?;
    if output.json {
        output.object(object(&letter));
        return Ok(Outcome::Done);
    }
    for text in sentences(&letter) {
        output.say(text);
    }
    for it in &letter.recipients {
        let state = recipient_state(it.state).show(output.language);
        output.line(format!("  {}: {state} {}", it.address, it.detail).trim_end());
    }
    Ok(Outcome::Done)
}

async fn run(office: &Office, once: bool, output: Output) -> Result<Outcome> {
    let (sender, stop) = watch::channel(false);
    let mut stopped = stop.clone();
    tokio::spawn(async move {
        wait_for_signal().await;
        let _ = sender.send(true);
        std::future::pending::<()>().await;
    });
    let mut failed = false;
    loop {
        let hear = |event: LetterEvent| report(&event.letter, output);
        let sent = office.run_outbox(&hear, stop.clone()).await?;
        failed |= sent.failed + sent.unclear > 0;
        if once {
            output.say(texts::outbox_done(
                sent.sent,
                sent.waiting,
                sent.failed,
                sent.unclear,
            ));
            let not_sent = failed || sent.waiting > 0;
            return Ok(match not_sent {
                true => Outcome::Failed,
                false => Outcome::Done,
            });
        }
        tokio::select! {
            () = tokio::time::sleep(INTERVAL) => {}
            _ = stopped.wait_for(|stop| *stop) => return Ok(Outcome::Done),
        }
    }
}

/// What became of a letter, as it happens.
pub(super) fn report(letter: &Letter, output: Output) {
    output.object(object(letter));
    if !output.json {
        sentences(letter).into_iter().for_each(|it| output.log(it));
    }
}

/// State, reason, advice and the server's words.
fn sentences(letter: &Letter) -> Vec<Text> {
    let (id, to) = (letter.id.to_string(), recipients(letter));
    let state = state(letter.state);
    let mut sentences = vec![match reason(letter) {
        None => texts::letter_told(id, to, state),
        Some(words) => texts::letter_told_reason(id, to, state, words),
    }];
    sentences.extend(what_to_do(letter));
    if letter.class.is_some() {
        sentences.push(texts::error_detail(&letter.reason));
    }
    sentences
}

fn recipients(letter: &Letter) -> String {
    let all: Vec<&str> = letter
        .recipients
        .iter()
        .map(|it| it.address.as_str())
        .collect();
    all.join(", ")
}

fn object(letter: &Letter) -> Value {
    let recipients: Vec<Value> = letter
        .recipients
        .iter()
        .map(|it| json!({"address": it.address, "state": it.state.word(), "detail": it.detail}))
        .collect();
    json!({
        "type": "letter",
        "id": letter.id,
        "account": letter.account.0,
        "benutzer": letter.benutzer.map(|it| it.value()),
        "state": letter.state.word(),
        "message_id": letter.message_id,
        "subject": letter.subject,
        "size": letter.size,
        "queued_at": letter.queued_at,
        "next_at": letter.next_at,
        "attempts": letter.attempts,
        "sent_at": letter.sent_at,
        "class": letter.class.map(|it| it.word()),
        "reason": letter.reason,
        "copy": letter.copy.word(),
        "recipients": recipients,
    })
}
