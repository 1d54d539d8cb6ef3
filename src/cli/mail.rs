//! `kontorpost mail …`

use super::Outcome;
use super::args::{Mail as Verb, PageArguments, SearchArguments};
use super::output::{Output, cut};
use super::send::queued;
use crate::domain::account::AccountId;
use crate::domain::desk::{DeskFault, Listing};
use crate::domain::mail::{MailAddress, MailDate, MailNote, MailRow, ParsedMail};
use crate::domain::search::{Person, Search};
use crate::i18n::{Text, moment, size, texts};
use crate::service::old_mail::OldMail;
use crate::service::{Error, Office, Page, Result};
use jiff::Timestamp;
use jiff::tz::Offset;
use serde_json::{Value, json};
use std::path::Path;

pub(super) fn run(office: &Office, verb: Verb, output: Output) -> Result<Outcome> {
    match verb {
        Verb::List { account, page } => {
            let account = account.map(AccountId);
            let rows = office.mails(account, of(&page))?;
            list(&rows, output);
            let (shown, all) = (rows.len() as u64, office.mail_count(account)?);
            if shown > 0 && shown < all {
                output.say(texts::mail_more(shown, all));
            }
        }
        Verb::Show { id } => show(office, id, output)?,
        Verb::Receipt { id } => return queued(office, office.answer_receipt(id)?, output),
        Verb::Files { id } => super::mail_files::files(office, id, output)?,
        Verb::Save { id, part, out, .. } => {
            super::mail_files::save(office, id, (part.as_deref(), &out), output)?;
        }
        Verb::Pdf { id, out } => super::mail_files::pdf(office, id, &out, output)?,
        Verb::Export {
            id: Some(id), out, ..
        } => {
            let bytes = office.export_mail(id, &out)?;
            let shown = size(output.language, bytes);
            output.say(texts::mail_exported(shown, out.display().to_string()));
            output.object(json!({
                "type": "exported", "id": id, "path": out.display().to_string(), "size": bytes,
            }));
        }
        Verb::Export { id: None, out, .. } => export_all(office, &out, output)?,
        Verb::Import {
            into,
            eml,
            mbox,
            dir,
            to_desk,
        } => {
            let wanted = OldMail {
                eml,
                mbox,
                dir,
                to_desk,
            };
            return super::old_mail::import(office, AccountId(into), &wanted, output);
        }
        Verb::Search { wanted, page } => search(office, &wanted, &page, output)?,
    }
    Ok(Outcome::Done)
}

fn search(
    office: &Office,
    wanted: &SearchArguments,
    page: &PageArguments,
    output: Output,
) -> Result<()> {
    let place = wanted.place.as_deref().map(Listing::from_words).transpose();
    let akte = wanted
        .akte
        .as_deref()
        .map(|it| akte(office, it))
        .transpose()?;
    let search = Search {
        words: wanted.words.join(" "),
        place: place.map_err(Error::Desk)?,
        akte,
        person: wanted.person.clone().map(Person::Address),
        from_day: wanted.since,
        to_day: wanted.until,
        with_attachments: wanted.with_attachments,
        unread: wanted.unread,
    };
    list(&office.search(&search, of(page))?, output);
    Ok(())
}

/// The number in the register of an Akte of the main pool.
fn akte(office: &Office, given: &str) -> Result<i64> {
    let malformed = |_| Error::Desk(DeskFault::AkteMalformed(given.to_owned()));
    let number = given.parse().map_err(malformed)?;
    Ok(office.akte(number, None)?.id.0)
}

fn of(page: &PageArguments) -> Page {
    Page {
        limit: page.limit,
        offset: page.offset,
    }
}

fn export_all(office: &Office, directory: &Path, output: Output) -> Result<()> {
    let bar = output.progress(texts::progress_export());
    let count = office.export_all(directory, |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    output.say(texts::mail_all_exported(
        count,
        directory.display().to_string(),
    ));
    output.object(json!({
        "type": "exported-all", "count": count, "path": directory.display().to_string(),
    }));
    Ok(())
}

/// A list of messages.
pub(super) fn list(rows: &[MailRow], output: Output) {
    if output.json {
        rows.iter().for_each(|row| output.object(row_object(row)));
        return;
    }
    if rows.is_empty() {
        return output.say(texts::mail_none());
    }
    let heading = vec![
        texts::mail_head_id(),
        texts::mail_head_date(),
        texts::mail_head_from(),
        texts::mail_head_subject(),
        texts::mail_head_attachments(),
        texts::mail_head_size(),
    ];
    let cells = |row: &MailRow| {
        let from = match row.from.name.as_str() {
            "" => &row.from.address,
            name => name,
        };
        vec![
            row.id.to_string(),
            moment(
                output.language,
                row.date.map_or(row.received_at, |it| it.timestamp),
            ),
            cut(from, 28),
            cut(&subject(&row.subject, output), 52),
            if row.attachment_count > 0 {
                row.attachment_count.to_string()
            } else {
                String::new()
            },
            size(output.language, row.size),
        ]
    };
    output.table(heading, rows.iter().map(cells).collect());
}

fn subject(subject: &str, output: Output) -> String {
    match subject {
        "" => texts::mail_no_subject().show(output.language),
        subject => subject.to_owned(),
    }
}

fn show(office: &Office, id: i64, output: Output) -> Result<()> {
    let (row, mail) = office.read_mail(id)?;
    let wish = office.receipt_wish(id)?;
    if output.json {
        let mut object = mail_object(&row, &mail);
        if let Some(fields) = object.as_object_mut() {
            let address = wish.map(|it| it.address);
            fields.insert("receipt_to".to_owned(), json!(address));
        }
        output.object(object);
        return Ok(());
    }
    if let Some(wish) = wish {
        output.say(texts::receipt_wished(wish.address, id.to_string()));
    }
    for line in in_words(&mail, output) {
        output.line(&line);
    }
    Ok(())
}

/// A message as text.
pub(super) fn in_words(mail: &ParsedMail, output: Output) -> Vec<String> {
    let field = |name: Text, value: String| format!("{:<9}{value}", name.show(output.language));
    let people = |list: &[MailAddress]| list.iter().map(person).collect::<Vec<_>>().join(", ");
    let mut lines = vec![field(texts::mail_from(), people(&mail.from))];
    if !mail.to.is_empty() {
        lines.push(field(texts::mail_to(), people(&mail.to)));
    }
    if !mail.cc.is_empty() {
        lines.push(field(texts::mail_cc(), people(&mail.cc)));
    }
    if let Some(date) = mail.date {
        lines.push(field(
            texts::mail_date(),
            moment(output.language, date.timestamp),
        ));
    }
    lines.push(field(texts::mail_subject(), subject(&mail.subject, output)));
    for it in &mail.attachments {
        let shown = size(output.language, it.size);
        lines.push(texts::mail_attachment(&it.name, &it.mime_type, shown).show(output.language));
    }
    for note in &mail.notes {
        lines.push(note_words(*note).show(output.language));
    }
    lines.push(String::new());
    lines.extend(mail.text.lines().map(str::to_owned));
    lines
}

fn note_words(note: MailNote) -> Text {
    match note {
        MailNote::Unreadable => texts::mail_note_unreadable(),
        MailNote::TextCut => texts::mail_note_text_cut(),
        MailNote::ServerStub => texts::mail_note_server_stub(),
    }
}

fn person(it: &MailAddress) -> String {
    match (it.name.as_str(), it.address.as_str()) {
        ("", address) => address.to_owned(),
        (name, "") => name.to_owned(),
        (name, address) => format!("{name} <{address}>"),
    }
}

fn people_object(list: &[MailAddress]) -> Value {
    list.iter()
        .map(|it| json!({"name": it.name, "address": it.address}))
        .collect()
}

/// The date as the sender wrote it, with its zone: `2026-11-24T14:13:09+01:00`.
fn date_text(date: MailDate) -> Option<String> {
    let offset = Offset::from_seconds(i32::from(date.offset_minutes) * 60).ok()?;
    let moment = Timestamp::from_second(date.timestamp).ok()?;
    Some(moment.display_with_offset(offset).to_string())
}

fn notes(notes: &[MailNote]) -> Vec<&'static str> {
    notes.iter().map(|it| it.word()).collect()
}

fn row_object(row: &MailRow) -> Value {
    json!({
        "type": "mail",
        "id": row.id,
        "account": row.account.0,
        "folder": row.folder,
        "from": {"name": row.from.name, "address": row.from.address},
        "subject": row.subject,
        "date": row.date.and_then(date_text),
        "received_at": row.received_at,
        "size": row.size,
        "sha256": row.hash.to_string(),
        "attachments": row.attachment_count,
        "altbestand": row.altbestand,
        "notes": notes(&row.notes),
    })
}

fn mail_object(row: &MailRow, mail: &ParsedMail) -> Value {
    let attachments: Vec<Value> = mail
        .attachments
        .iter()
        .map(|it| {
            json!({
                "name": it.name, "type": it.mime_type, "size": it.size,
                "sha256": it.hash.map(|hash| hash.to_string()), "inline": it.inline,
            })
        })
        .collect();
    json!({
        "type": "mail",
        "id": row.id,
        "account": row.account.0,
        "folder": row.folder,
        "from": people_object(&mail.from),
        "reply_to": people_object(&mail.reply_to),
        "to": people_object(&mail.to),
        "cc": people_object(&mail.cc),
        "subject": mail.subject,
        "date": mail.date.and_then(date_text),
        "message_id": mail.message_id,
        "received_at": row.received_at,
        "size": row.size,
        "sha256": row.hash.to_string(),
        "altbestand": row.altbestand,
        "text": mail.text,
        "attachments": attachments,
        "notes": notes(&mail.notes),
    })
}
