//! `kontorpost mail files`, `save` and `pdf`.

use super::output::Output;
use crate::domain::reading::PartPath;
use crate::domain::reading::file::{AttachedFile, Danger, Inside};
use crate::i18n::{size, texts};
use crate::service::reading_fault::ReadingFault;
use crate::service::{Error, Office, Result};
use serde_json::json;
use std::io::ErrorKind;
use std::path::Path;

/// `2.1` for the first attachment inside the second.
fn number(file: &AttachedFile) -> String {
    let steps = file.path.steps.iter().map(|it| (it + 1).to_string());
    steps.collect::<Vec<_>>().join(".")
}

fn path_of(mail: i64, number: &str) -> Result<PartPath> {
    let step = |it: &str| it.trim().parse::<u32>().ok()?.checked_sub(1);
    let steps: Option<Vec<u32>> = number.split('.').map(step).collect();
    let steps = steps.filter(|it| !it.is_empty());
    let steps = steps.ok_or(Error::Reading(ReadingFault::PartGone))?;
    Ok(PartPath { mail, steps })
}

pub(super) fn files(office: &Office, id: i64, output: Output) -> Result<()> {
    let files = office.reading(&PartPath::mail(id))?.files;
    if output.json {
        for it in &files {
            output.object(json!({
                "type": "file", "mail": id, "part": number(it), "name": it.name,
                "mime_type": it.mime_type, "size": it.size, "inline": it.is_inline,
                "danger": it.danger != Danger::None, "mismatch": it.is_mismatch,
            }));
        }
        return Ok(());
    }
    if files.is_empty() {
        output.say(texts::mail_files_none());
        return Ok(());
    }
    let heading = vec![
        texts::mail_files_head_part(),
        texts::mail_files_head_name(),
        texts::mail_files_head_type(),
        texts::mail_files_head_size(),
        texts::mail_files_head_note(),
    ];
    let note = |it: &AttachedFile| {
        let words = match (it.inside, it.danger) {
            (Inside::Unpacked, _) => Some(texts::mail_files_unpacked()),
            (_, Danger::Dangerous) => Some(texts::mail_files_dangerous()),
            _ if it.is_mismatch => Some(texts::reader_mark_mismatch()),
            (_, Danger::Risky) => Some(texts::mail_files_risky()),
            _ => None,
        };
        words.map_or_else(String::new, |it| it.show(output.language))
    };
    let row = |it: &AttachedFile| {
        vec![
            number(it),
            it.name.clone(),
            it.mime_type.clone(),
            size(output.language, it.size),
            note(it),
        ]
    };
    output.table(heading, files.iter().map(row).collect());
    Ok(())
}

/// Nobody is asked here, so nothing that is there is written over.
fn must_be_new(file: &Path) -> Result<()> {
    match file.symlink_metadata() {
        Ok(_) => Err(Error::file(file, &ErrorKind::AlreadyExists.into())),
        Err(_) => Ok(()),
    }
}

pub(super) fn save(
    office: &Office,
    id: i64,
    (part, out): (Option<&str>, &Path),
    output: Output,
) -> Result<()> {
    let saved = match part {
        Some(part) => {
            must_be_new(out)?;
            office.save_attached(&path_of(id, part)?, out)?;
            vec![out.to_owned()]
        }
        None => office.save_all_attached(&PartPath::mail(id), out)?,
    };
    for file in saved {
        let path = file.display().to_string();
        output.say(texts::reader_done_saved(&path));
        output.object(json!({ "type": "saved", "mail": id, "path": path }));
    }
    Ok(())
}

pub(super) fn pdf(office: &Office, id: i64, out: &Path, output: Output) -> Result<()> {
    must_be_new(out)?;
    office.save_pdf(&PartPath::mail(id), out, output.language)?;
    let path = out.display().to_string();
    output.say(texts::reader_done_saved(&path));
    output.object(json!({ "type": "saved", "mail": id, "path": path }));
    Ok(())
}
