//! `kontorpost backup …` and `move …`

use super::Outcome;
use super::args::{Backup as Verb, FromStdin, Move, PlanWish};
use super::output::Output;
use crate::domain::backup::{BackupKind, Manifest};
use crate::domain::backup_plan::{self, BackupPlan};
use crate::domain::secret::Secret;
use crate::i18n::{Arg, moment, size, texts};
use crate::service::backup::restore::{self, Restored};
use crate::service::backup::{self, BackupEvent, Found, Made, Order, Progress, Stage, Target};
use crate::service::notice::notice;
use crate::service::{Acting, Error, Office, Result};
use indicatif::ProgressBar;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// The office as it was named: some commands need it closed.
type Named = (PathBuf, Acting);

pub(super) async fn run(named: Named, verb: Verb, output: Output) -> Result<Outcome> {
    // The keychain waits for its answers: not on a thread that others wait for.
    tokio::task::spawn_blocking(move || carry_out(&named, verb, output)).await?
}

pub(super) async fn moving(named: Named, verb: Move, output: Output) -> Result<Outcome> {
    tokio::task::spawn_blocking(move || move_out_or_in(&named, verb, output)).await?
}

fn open(named: &Named) -> Result<Office> {
    Office::open(&named.0, named.1)
}

fn carry_out(named: &Named, verb: Verb, output: Output) -> Result<Outcome> {
    match verb {
        Verb::Create {
            out,
            folder,
            sealed,
        } => {
            let target = match (out, folder) {
                (Some(file), _) => Target::File(file),
                (None, folder) => Target::Folder(folder.unwrap_or_default()),
            };
            let order = Order {
                target,
                kind: BackupKind::Backup,
                passphrase: passphrase(sealed)?,
                with_secrets: false,
            };
            let office = open(named)?;
            let made = with_bar(output, |hear| office.back_up(&order, hear))?;
            tell_made(&made, output);
        }
        Verb::Check { backup, sealed } => {
            check(&backup, passphrase(sealed)?.as_ref(), &named.0, output)?;
        }
        Verb::List { folder } => {
            let folder = match folder {
                Some(folder) => folder,
                None => open(named)?.backup_state()?.plan.folder.into(),
            };
            list(&backup::in_folder(&folder)?, output);
        }
        Verb::Restore { backup, sealed } => {
            put_back(named, (&backup, passphrase(sealed)?), output)?;
        }
        Verb::Cancel => cancel(&named.0, output)?,
        Verb::Status => status(&open(named)?, output)?,
        Verb::Plan(wish) => plan(&open(named)?, wish, output)?,
    }
    Ok(Outcome::Done)
}

fn plan(office: &Office, wish: PlanWish, output: Output) -> Result<()> {
    let now = office.backup_state()?.plan;
    let minute = match &wish.time {
        Some(time) => {
            backup_plan::read_time(time).map_err(|fault| Error::BackupPlan(vec![fault]))?
        }
        None => now.minute,
    };
    let absolute = |it: PathBuf| {
        let path = std::path::absolute(&it).unwrap_or(it);
        path.display().to_string()
    };
    let plan = BackupPlan {
        on: wish.on.unwrap_or(now.on),
        minute,
        folder: wish.folder.map_or(now.folder, absolute),
        keep: wish.keep.unwrap_or(now.keep),
        sealed: wish.encrypt.unwrap_or(now.sealed),
    };
    office.set_backup_plan(&plan, passphrase(wish.sealed)?.as_ref())?;
    status(office, output)
}

fn move_out_or_in(named: &Named, verb: Move, output: Output) -> Result<Outcome> {
    let sealed = FromStdin {
        passphrase_stdin: true,
    };
    match verb {
        Move::Export {
            out, with_secrets, ..
        } => {
            let passphrase = passphrase(sealed)?.ok_or(Error::PassphraseShort)?;
            let office = open(named)?;
            let target = Target::File(out);
            let made = with_bar(output, |hear| {
                office.export_move(target, &passphrase, with_secrets, hear)
            })?;
            tell_made(&made, output);
            for address in &made.without_secret {
                output.say(texts::move_without_secret(address));
            }
            output.say(match with_secrets {
                true => texts::move_secrets_inside(),
                false => texts::move_no_secrets(),
            });
            output.say(texts::move_next());
        }
        Move::Import { backup, .. } => put_back(named, (&backup, passphrase(sealed)?), output)?,
        Move::Retire => {
            open(named)?.retire()?;
            output.say(texts::move_retired());
            output.object(json!({"type": "retired"}));
        }
        Move::Undo => {
            open(named)?.revive()?;
            output.say(texts::move_undone());
            output.object(json!({"type": "revived"}));
        }
    }
    Ok(Outcome::Done)
}

/// The first line of standard input; the line break is not part of it.
fn passphrase(wanted: FromStdin) -> Result<Option<Secret>> {
    if !wanted.passphrase_stdin {
        return Ok(None);
    }
    let text = super::account::read_stdin()?;
    let line = text.lines().next().unwrap_or_default();
    Ok(Some(Secret::new(line.to_owned())))
}

fn with_bar<T>(
    output: Output,
    work: impl FnOnce(&mut dyn FnMut(Progress) -> bool) -> Result<T>,
) -> Result<T> {
    let bar = output.progress(texts::backup_stage_copy());
    let mut last: Option<Stage> = None;
    let answer = work(&mut |progress| {
        show(&bar, progress, &mut last, output);
        true
    });
    bar.finish_and_clear();
    answer
}

fn show(bar: &ProgressBar, progress: Progress, last: &mut Option<Stage>, output: Output) {
    if *last != Some(progress.stage) {
        *last = Some(progress.stage);
        let words = backup::words::stage(progress.stage);
        bar.set_message(words.show(output.language));
    }
    bar.set_length(progress.all);
    bar.set_position(progress.done);
}

fn tell_made(made: &Made, output: Output) {
    let path = made.path.display().to_string();
    output.say(texts::backup_done(
        &path,
        size(output.language, made.size),
        made.manifest.counts.mails,
    ));
    output.object(json!({
        "type": "backup", "path": path, "size": made.size, "manifest": object(&made.manifest),
        "without_secret": made.without_secret,
    }));
}

fn object(manifest: &Manifest) -> Value {
    let counts = &manifest.counts;
    json!({
        "made_at": manifest.made_at, "program": manifest.program, "schema": manifest.schema,
        "office": manifest.office, "host": manifest.host, "login": manifest.login,
        "kind": match manifest.kind { BackupKind::Backup => "backup", BackupKind::Move => "move" },
        "with_secrets": manifest.with_secrets, "mails": counts.mails, "letters": counts.letters,
        "drafts": counts.drafts, "akten": counts.akten, "accounts": counts.accounts,
        "benutzer": counts.benutzer,
    })
}

fn check(file: &Path, passphrase: Option<&Secret>, directory: &Path, output: Output) -> Result<()> {
    // Where the office lies there is room for its copy, and the same eyes see it.
    let room = match directory.is_dir() {
        true => directory.to_owned(),
        false => std::env::temp_dir(),
    };
    let manifest = with_bar(output, |hear| backup::check(file, passphrase, &room, hear))?;
    output.say(texts::backup_whole(file.display().to_string()));
    for line in backup::words::contents(&manifest) {
        output.say(line);
    }
    output.object(json!({"type": "backup-check", "manifest": object(&manifest)}));
    Ok(())
}

fn put_back(
    named: &Named,
    (file, passphrase): (&Path, Option<Secret>),
    output: Output,
) -> Result<()> {
    let (directory, acting) = named;
    let restored = with_bar(output, |hear| {
        restore::restore((directory, *acting), file, passphrase.as_ref(), hear)
    })?;
    tell_restored(&restored, output);
    // Who signs in how is known only to the office that stands there now.
    let office = Office::open(directory, Acting::Login)?;
    match office.accounts_without_secret() {
        Ok(accounts) => {
            for stored in accounts {
                output.say(texts::move_sign_in_again(&stored.account.address));
            }
        }
        Err(error) => output.log(notice(&error).message),
    }
    Ok(())
}

fn tell_restored(restored: &Restored, output: Output) {
    let kept = restored.aside.as_ref().map(|it| it.display().to_string());
    for line in backup::words::contents(&restored.manifest) {
        output.say(line);
    }
    match &kept {
        Some(kept) => {
            output.say(texts::restore_done(kept));
            for line in backup::words::consequences(&restored.differences, false) {
                output.say(line);
            }
        }
        None => output.say(texts::restore_done_new()),
    }
    if restored.secrets > 0 {
        output.say(texts::move_secrets_kept(restored.secrets));
    }
    let in_browser = &restored.sign_ins.in_browser;
    if !in_browser.is_empty() {
        output.say(texts::move_in_browser(in_browser.join(", ")));
    }
    let found = &restored.differences;
    output.object(json!({
        "type": "restored", "kept": kept, "manifest": object(&restored.manifest),
        "secrets": restored.secrets, "mails_since": found.mails, "gone": found.gone,
        "letters_since": found.letters, "unclear": found.waiting, "accounts": found.accounts,
    }));
}

fn cancel(directory: &Path, output: Output) -> Result<()> {
    let was_ready = restore::take_back(directory)?;
    output.say(match was_ready {
        true => texts::restore_cancelled(),
        false => texts::restore_nothing_ready(),
    });
    output.object(json!({"type": "restore-cancelled", "was_ready": was_ready}));
    Ok(())
}

fn list(found: &[Found], output: Output) {
    if output.json {
        for it in found {
            output.object(json!({
                "type": "backup-file", "path": it.path.display().to_string(), "size": it.size,
                "encrypted": it.is_sealed, "broken": it.is_broken,
                "manifest": it.manifest.as_ref().map(object),
            }));
        }
        return;
    }
    if found.is_empty() {
        return output.say(texts::backup_list_empty());
    }
    let heading = vec![
        texts::backup_head_made(),
        texts::backup_head_size(),
        texts::backup_head_mails(),
        texts::backup_head_host(),
        texts::backup_head_file(),
    ];
    let row = |it: &Found| {
        let name = it.path.file_name().unwrap_or_default().to_string_lossy();
        let (mails, host) = match &it.manifest {
            Some(manifest) => (output.number(manifest.counts.mails), manifest.host.clone()),
            None if it.is_sealed => ("–".into(), texts::backup_encrypted().show(output.language)),
            None => ("–".into(), texts::backup_unreadable().show(output.language)),
        };
        let made_at = it.manifest.as_ref().map_or(it.written_at, |it| it.made_at);
        vec![
            moment(output.language, made_at),
            size(output.language, it.size),
            mails,
            host,
            name.into_owned(),
        ]
    };
    output.table(heading, found.iter().map(row).collect());
}

fn status(office: &Office, output: Output) -> Result<()> {
    let state = office.backup_state()?;
    output.say(backup::words::plan(&state.plan));
    match &state.made.newest {
        Some((at, path)) => output.say(texts::backup_newest(Arg::Moment(*at), path)),
        None => output.say(texts::backup_never()),
    }
    if let Some(words) = backup::words::health(&state.health) {
        output.say(words);
    }
    if let Some(mark) = state.retired {
        output.say(backup::words::retired(mark));
    }
    if state.is_restore_ready {
        output.say(texts::restore_is_ready());
    }
    let plan = &state.plan;
    output.object(json!({
        "type": "backup-status", "on": plan.on, "time": plan.time(), "folder": plan.folder,
        "keep": plan.keep, "encrypt": plan.sealed, "last": state.made.last,
        "newest": state.made.newest.as_ref().map(|it| &it.1),
        "failing_since": state.made.failing.as_ref().map(|it| it.0),
        "failing": state.made.failing.as_ref().map(|it| &it.2),
        "retired": state.retired.is_some(), "restore_ready": state.is_restore_ready,
    }));
    Ok(())
}

/// What became of a backup that was due while mail was fetched.
pub(super) fn heard(event: &BackupEvent, output: Output) {
    match event {
        BackupEvent::Made(made) => {
            let path = made.path.display().to_string();
            let mails = made.manifest.counts.mails;
            output.log(texts::backup_done(
                &path,
                size(output.language, made.size),
                mails,
            ));
            output.object(json!({"type": "backup", "path": path, "size": made.size}));
        }
        BackupEvent::Failed(error) => {
            let notice = notice(error);
            output.log(texts::backup_failed(notice.message.clone()));
            output.log_rest(&notice);
            output.object(output.error_object(&notice));
        }
    }
}
