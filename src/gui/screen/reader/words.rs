//! A message in words.

use super::Done;
use crate::domain::mail::{Authentication, MailAddress};
use crate::domain::reading::file::{AttachedFile, FileKind, Inside};
use crate::domain::reading::{Document, Protection, Reading};
use crate::domain::report::ReportKind;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint};
use crate::gui::widget::rich_text::Words;
use crate::i18n::{Arg, Text, texts};
use jiff::tz::TimeZone;

/// People of a field that are shown.
const MOST_PEOPLE: usize = 12;

/// The words that the program adds to a text.
pub(super) fn added(context: &Context) -> Words {
    Words {
        picture: context.say(texts::reader_picture()),
        leads_to: context.say(texts::reader_leads_to()),
    }
}

fn people(people: &[MailAddress], context: &Context) -> String {
    let one = |it: &MailAddress| match it.name.is_empty() {
        true => it.address.clone(),
        false => format!("{} <{}>", it.name, it.address),
    };
    let shown: Vec<String> = people.iter().take(MOST_PEOPLE).map(one).collect();
    let mut words = shown.join(", ");
    if let Some(more) = people.len().checked_sub(MOST_PEOPLE).filter(|it| *it > 0) {
        words.push_str(&context.say(texts::reader_more_people(more)));
    }
    words
}

/// Who, to whom, when: a line each, and the same on two lines.
pub(super) fn heads(reading: &Reading, context: &Context) -> (String, String) {
    let from = texts::mail_from_line(people(&reading.from, context));
    let to = texts::mail_to_line(people(&reading.to, context));
    let cc = (!reading.cc.is_empty()).then(|| texts::mail_cc_line(people(&reading.cc, context)));
    let moment = reading.date.map(|it| it.timestamp);
    let moment = moment.or(reading.received_at);
    let mut date = moment.map(|it| context.say(texts::mail_date_line(Arg::Moment(it))));
    if let (Some(zone), Some(date)) = (zone_hint(reading), &mut date) {
        date.push_str(&context.say(zone));
    }
    let mut lines = vec![context.say(from)];
    if !reading.reply_to.is_empty() {
        let reply = texts::reader_reply_to_line(people(&reading.reply_to, context));
        lines.push(context.say(reply));
    }
    lines.push(context.say(to));
    lines.extend(cc.map(|it| context.say(it)));
    let mut short = lines.join("   ");
    let mut first = lines.first().cloned().unwrap_or_default();
    if let Some(rest) = short.get(first.len()..) {
        first.push_str("   ");
        first.push_str(date.as_deref().unwrap_or_default());
        short = format!("{first}\n{}", rest.trim_start());
    }
    lines.extend(date);
    (lines.join("\n"), short)
}

/// The time of the sender's clock, where it shows another one than ours.
fn zone_hint(reading: &Reading) -> Option<Text> {
    let date = reading.date?;
    let moment = jiff::Timestamp::from_second(date.timestamp).ok()?;
    let here = TimeZone::system().to_offset(moment).seconds() / 60;
    if here == i32::from(date.offset_minutes) {
        return None;
    }
    let theirs = jiff::tz::Offset::from_seconds(i32::from(date.offset_minutes) * 60).ok()?;
    let clock = theirs.to_datetime(moment);
    let sign = if date.offset_minutes < 0 {
        '\u{2212}'
    } else {
        '+'
    };
    let minutes = date.offset_minutes.unsigned_abs();
    let zone = format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60);
    let clock = format!("{:02}:{:02}", clock.hour(), clock.minute());
    Some(texts::reader_sender_clock(clock, zone))
}

/// Whether the sender may be forged.
pub(super) fn is_forged(reading: &Reading) -> bool {
    reading.authentication == Authentication::Failed
}

/// What a person should know before reading, with a sign.
pub(super) fn notes(reading: &Reading, document: &Document) -> Vec<(Icon, Tint, Text)> {
    let mut notes = Vec::new();
    let mut add = |is_so: bool, picture, tint, words| {
        if is_so {
            notes.push((picture, tint, words));
        }
    };
    add(
        is_forged(reading),
        Icon::Warning,
        Tint::Bad,
        texts::reader_note_forged(),
    );
    for protection in &reading.protection {
        let (picture, words) = match protection {
            Protection::SmimeSigned => (Icon::Certificate, texts::reader_note_smime_signed()),
            Protection::PgpSigned => (Icon::Certificate, texts::reader_note_pgp_signed()),
            Protection::SmimeEncrypted => (Icon::Shield, texts::reader_note_smime_encrypted()),
            Protection::PgpEncrypted => (Icon::Shield, texts::reader_note_pgp_encrypted()),
        };
        add(true, picture, Tint::Accent, words);
    }
    let (info, warn) = (Icon::Info, Icon::Warning);
    add(
        reading.is_unreadable,
        info,
        Tint::Warning,
        texts::mail_note_unreadable(),
    );
    add(
        reading.is_stub,
        info,
        Tint::Warning,
        texts::mail_note_server_stub(),
    );
    let hidden = texts::reader_note_hidden();
    add(document.had_hidden_text, info, Tint::Warning, hidden);
    let turning = texts::reader_note_turning();
    add(document.had_turning_signs, warn, Tint::Warning, turning);
    let remote = texts::reader_note_remote(document.remote_pictures);
    add(document.remote_pictures > 0, info, Tint::Muted, remote);
    add(
        document.is_cut,
        info,
        Tint::Warning,
        texts::reader_note_cut(),
    );
    notes
}

/// What a report says of a letter.
pub(super) fn report(reading: &Reading) -> Option<Text> {
    let report = reading.report.as_ref()?;
    let people: Vec<&str> = report
        .recipients
        .iter()
        .map(|it| it.address.as_str())
        .collect();
    let people = people.join(", ");
    Some(match report.kind {
        ReportKind::Bounce => texts::reader_report_bounce(people),
        ReportKind::Delay => texts::reader_report_delay(people),
        ReportKind::Delivered | ReportKind::Relayed => texts::reader_report_delivered(people),
        ReportKind::Read => texts::reader_report_read(people),
        ReportKind::Deleted => texts::reader_report_deleted(people),
        ReportKind::Processed => texts::reader_report_processed(people),
        ReportKind::Unclear => texts::reader_report_unclear(),
    })
}

/// What a file is.
pub(super) fn kind(file: &AttachedFile) -> Text {
    match (file.inside, file.kind) {
        (Inside::Message, _) => texts::reader_kind_message(),
        (Inside::Unpacked, _) => texts::reader_kind_unpacked(),
        (_, FileKind::Unknown) => texts::reader_kind_unknown(),
        (_, FileKind::Text) => texts::reader_kind_text(),
        (_, FileKind::Html) => texts::reader_kind_html(),
        (_, FileKind::Pdf) => texts::reader_kind_pdf(),
        (_, FileKind::Picture) => texts::reader_kind_picture(),
        (_, FileKind::Media) => texts::reader_kind_media(),
        (_, FileKind::Office | FileKind::OldOffice) => texts::reader_kind_office(),
        (_, FileKind::Archive) => texts::reader_kind_archive(),
        (_, FileKind::Program) => texts::reader_kind_program(),
        (_, FileKind::Disk) => texts::reader_kind_disk(),
        (_, FileKind::Shortcut) => texts::reader_kind_shortcut(),
        (_, FileKind::Rtf) => texts::reader_kind_rtf(),
        (_, FileKind::Data) => texts::reader_kind_data(),
    }
}

/// What is wrong with the name of a file.
pub(super) fn mark(file: &AttachedFile) -> Option<Text> {
    if file.has_double_ending {
        Some(texts::reader_mark_double_ending())
    } else if file.is_mismatch {
        Some(texts::reader_mark_mismatch())
    } else {
        None
    }
}

/// What was done.
pub(super) fn done(done: &Done) -> Option<Text> {
    Some(match done {
        Done::Handed => return None,
        Done::Saved(path) => texts::reader_done_saved(path.display().to_string()),
        Done::SavedAll(count, folder) => {
            texts::reader_done_saved_all(*count, folder.display().to_string())
        }
        Done::Filed(name) => texts::reader_done_filed(name),
        Done::Receipt => texts::reader_done_receipt(),
        Done::Printed => texts::reader_done_printed(),
    })
}
