//! `kontorpost mail import`: old mail from files.

use super::Outcome;
use super::output::Output;
use crate::domain::account::AccountId;
use crate::i18n::{Text, texts};
use crate::service::old_mail::{OldMail, Skip, SkipReason};
use crate::service::{Office, Result};
use serde_json::json;

/// Imports and tells what was left out. Exit code 1 when something could not be read; what a mail
/// program had marked as deleted is no fault.
pub(super) fn import(
    office: &Office,
    account: AccountId,
    wanted: &OldMail,
    output: Output,
) -> Result<Outcome> {
    let bar = output.progress(texts::progress_old_mail());
    let report = office.import_old_mail(account, wanted, &mut |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    for skip in &report.skipped {
        output.log(left_out(skip));
        output.object(json!({
            "type": "old-mail-skipped", "path": skip.path.display().to_string(),
            "message": skip.message, "reason": skip.reason.word(),
        }));
    }
    let skipped = report.skipped.len() as u64;
    output.say(texts::old_mail_imported(
        report.imported,
        report.known,
        report.quarantined,
        skipped,
    ));
    output.object(json!({
        "type": "old-mail", "account": account.0, "found": report.found,
        "imported": report.imported, "known": report.known,
        "quarantined": report.quarantined, "skipped": skipped,
    }));
    let is_fault = |it: &Skip| it.reason != SkipReason::Deleted;
    let has_faults = report.quarantined > 0 || report.skipped.iter().any(is_fault);
    Ok(match has_faults {
        true => Outcome::Failed,
        false => Outcome::Done,
    })
}

fn left_out(skip: &Skip) -> Text {
    let reason = match &skip.reason {
        SkipReason::Unreadable(detail) => texts::old_mail_unreadable(detail),
        SkipReason::NotMail => texts::old_mail_not_mail(),
        SkipReason::NotMbox => texts::old_mail_not_mbox(),
        SkipReason::Deleted => texts::old_mail_deleted(),
        SkipReason::TooLarge => texts::old_mail_too_large(),
    };
    let path = skip.path.display().to_string();
    match skip.message {
        None => texts::old_mail_left_out(path, reason),
        Some(number) => texts::old_mail_left_out_of(path, number, reason),
    }
}
