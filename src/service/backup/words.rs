//! Backups in words.

use super::super::error::Error;
use super::super::notice::Notice;
use super::Stage;
use crate::archive;
use crate::domain::backup::{Differences, Manifest, Retired, Why};
use crate::domain::backup_plan::{BackupPlan, Health, PlanFault, Quality, SHORTEST};
use crate::i18n::{Arg, Text, texts};
use crate::storage;

/// What is being done.
pub fn stage(stage: Stage) -> Text {
    match stage {
        Stage::Copy => texts::backup_stage_copy(),
        Stage::Check => texts::backup_stage_check(),
        Stage::Pack => texts::backup_stage_pack(),
        Stage::Verify => texts::backup_stage_verify(),
        Stage::Unpack => texts::backup_stage_unpack(),
        Stage::Compare => texts::backup_stage_compare(),
    }
}

/// What is in a backup, a line each.
pub fn contents(manifest: &Manifest) -> Vec<Text> {
    let counts = &manifest.counts;
    let names = |all: &[String]| match all.is_empty() {
        true => "–".to_owned(),
        false => all.join(", "),
    };
    let made = Arg::Moment(manifest.made_at);
    let mut lines = vec![
        texts::backup_of(made, &manifest.host, &manifest.login),
        texts::backup_counts(counts.mails, counts.letters, counts.akten),
        texts::backup_accounts(names(&counts.accounts)),
        texts::backup_benutzer(names(&counts.benutzer)),
    ];
    if manifest.with_secrets {
        lines.push(texts::backup_with_secrets());
    }
    lines
}

/// What follows from putting a backup back into an office that is there.
pub fn consequences(found: &Differences, is_foreign: bool) -> Vec<Text> {
    let mut lines = Vec::new();
    if is_foreign {
        lines.push(texts::restore_foreign());
    }
    if !found.is_known {
        lines.push(texts::restore_unknown());
    }
    if found.mails > 0 {
        lines.push(texts::restore_mails(
            found.mails,
            found.mails - found.gone.min(found.mails),
        ));
    }
    if found.gone > 0 {
        lines.push(texts::restore_gone(found.gone));
    }
    if found.letters > 0 {
        lines.push(texts::restore_letters(found.letters));
    }
    if found.waiting > 0 {
        lines.push(texts::restore_waiting(found.waiting));
    }
    if !found.accounts.is_empty() {
        lines.push(texts::restore_accounts(found.accounts.join(", ")));
    }
    if lines.is_empty() {
        lines.push(texts::restore_same());
    }
    lines
}

/// The plan in a sentence.
pub fn plan(plan: &BackupPlan) -> Text {
    match plan.on {
        true if plan.sealed => texts::backup_plan_sealed(plan.time(), &plan.folder, plan.keep),
        true => texts::backup_plan_on(plan.time(), &plan.folder, plan.keep),
        false => texts::backup_plan_off(),
    }
}

/// What is wrong with the backups that are made by themselves; `None` when nothing is.
pub fn health(health: &Health) -> Option<Text> {
    match health {
        Health::Off | Health::Fine => None,
        Health::Failing(since, why) => {
            Some(texts::backup_failing(Arg::Moment(*since), reason(why)))
        }
        Health::Missed(since) => Some(texts::backup_missed(Arg::Moment(*since))),
    }
}

/// Why one failed, from the word that was noted.
fn reason(word: &str) -> Text {
    match word {
        "disk-full" | "backup-full" => texts::backup_why_full(),
        "file" | "no-access" | "backup-file" => texts::backup_why_folder(),
        "passphrase-gone" => texts::backup_why_passphrase(),
        "no-keychain" | "keychain-locked" => texts::backup_why_keychain(),
        "damaged" => texts::backup_why_damaged(),
        _ => texts::backup_why_other(word),
    }
}

/// What is wrong with a plan.
pub fn plan_fault(fault: &PlanFault) -> Text {
    match fault {
        PlanFault::TimeInvalid(given) => texts::backup_time_invalid(given),
        PlanFault::FolderMissing => texts::backup_folder_missing(),
        PlanFault::FolderRelative(given) => texts::backup_folder_relative(given),
        PlanFault::KeepInvalid(given) => texts::backup_keep_invalid(given),
        PlanFault::PassphraseMissing => texts::backup_passphrase_missing(),
    }
}

/// How good a passphrase is.
pub fn quality(quality: Quality) -> Text {
    match quality {
        Quality::TooShort => texts::passphrase_too_short(SHORTEST),
        Quality::Weak => texts::passphrase_weak(),
        Quality::Fair => texts::passphrase_fair(),
        Quality::Good => texts::passphrase_good(),
    }
}

/// Why nothing is fetched or sent from here.
pub fn retired(mark: Retired) -> Text {
    match mark.why {
        Why::Moved => texts::retired_moved(Arg::Moment(mark.at)),
        Why::Aside => texts::retired_aside(),
    }
}

/// The words for an error of this part.
pub(in crate::service) fn notice(error: &Error) -> Notice {
    match error {
        Error::Archive(error) => of_archive(error),
        Error::BackupPlan(faults) => Notice {
            faults: faults.iter().map(plan_fault).collect(),
            ..Notice::new("backup-plan", texts::backup_plan_faults())
        },
        Error::PassphraseShort => {
            Notice::new("passphrase-short", texts::passphrase_too_short(SHORTEST))
                .advise(texts::passphrase_advice())
        }
        Error::PassphraseGone => Notice::new("passphrase-gone", texts::backup_why_passphrase())
            .advise(texts::backup_passphrase_gone_advice()),
        Error::Retired(mark) => {
            Notice::new("retired", retired(*mark)).advise(texts::retired_advice())
        }
        other => Notice::new("backup", texts::error_internal()).detail(other),
    }
}

fn of_archive(error: &archive::Error) -> Notice {
    use archive::Error as E;
    match error {
        E::File { path, detail } => Notice::new("backup-file", texts::storage_access(path))
            .advise(texts::backup_file_advice())
            .detail(detail),
        E::Full(path) => {
            Notice::new("backup-full", texts::backup_full(path)).advise(texts::backup_full_advice())
        }
        E::Foreign => Notice::new("backup-foreign", texts::backup_foreign())
            .advise(texts::backup_foreign_advice()),
        E::Damaged(detail) => Notice::new("backup-damaged", texts::backup_damaged())
            .advise(texts::backup_damaged_advice())
            .detail(detail),
        E::Newer => {
            Notice::new("backup-newer", texts::backup_newer()).advise(texts::backup_newer_advice())
        }
        E::Sealed => Notice::new("backup-sealed", texts::backup_sealed())
            .advise(texts::backup_sealed_advice()),
        E::WrongPassphrase => Notice::new("passphrase-wrong", texts::passphrase_wrong())
            .advise(texts::passphrase_wrong_advice()),
        E::Stopped => Notice::new("stopped", texts::error_stopped()),
    }
}

/// The words for an error of the database that is about this part.
pub(in crate::service) fn storage(error: &storage::Error) -> Notice {
    use storage::Error as E;
    match error {
        E::InUse(pids) => {
            let message = match pids.is_empty() {
                true => texts::office_in_use(),
                false => {
                    let pids: Vec<String> = pids.iter().map(ToString::to_string).collect();
                    texts::office_in_use_by(pids.join(", "))
                }
            };
            Notice::new("in-use", message).advise(texts::office_in_use_advice())
        }
        E::SwapWaits => Notice::new("restore-ready", texts::restore_is_ready())
            .advise(texts::restore_is_ready_advice()),
        _ => Notice::new("backup-runs", texts::backup_runs()).advise(texts::storage_busy_advice()),
    }
}
