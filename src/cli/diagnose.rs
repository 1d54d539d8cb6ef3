//! `kontorpost diagnose`

use super::Outcome;
use super::args::Diagnose;
use super::output::Output;
use crate::i18n::texts;
use crate::service::diagnose::{self, Inquiry, Page, Part};
use crate::service::{Acting, Error, Result};
use serde_json::json;
use std::path::Path;
use std::sync::atomic::AtomicBool;

/// Gathers what support needs. An office that cannot be opened is told of in it.
pub(super) fn run(
    directory: &Path,
    acting: Acting,
    wanted: &Diagnose,
    output: Output,
) -> Result<Outcome> {
    // Asked for again and again, a file must not replace another one.
    if let Some(file) = wanted.out.as_deref().filter(|it| it.exists()) {
        let there = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
        return Err(Error::file(file, &there));
    }
    let (office, failed) = match diagnose::open(directory, acting) {
        Ok(office) => (Some(office), None),
        Err(error) => (None, Some(error)),
    };
    let inquiry = Inquiry {
        directory: directory.to_owned(),
        screen: Vec::new(),
        failed,
    };
    let bar = output.progress(texts::progress_check());
    let mut tell = |part: Part, (done, all): (u64, u64)| {
        if part == Part::Checking {
            bar.set_length(all);
            bar.set_position(done);
        }
    };
    let stop = AtomicBool::new(false);
    let gathered = diagnose::gather(office.as_ref(), &inquiry, &mut tell, &stop)?;
    bar.finish_and_clear();
    let pages = gathered.shown(wanted.hide_hosts);
    if wanted.show {
        pages.iter().for_each(|it| show(it, output));
    }
    if let Some(file) = &wanted.out {
        diagnose::save(&pages, file)?;
        let path = file.display().to_string();
        output.say(texts::diagnose_saved(&path));
        output.object(json!({"type": "diagnosis", "path": path, "pages": pages.len()}));
    }
    if let Some(error) = &inquiry.failed {
        output.error(error);
        return Ok(Outcome::Failed);
    }
    Ok(Outcome::Done)
}

fn show(page: &Page, output: Output) {
    output.object(json!({"type": "page", "name": page.name, "text": page.text}));
    if !output.json {
        output.line(&format!("==> {} <==\n{}", page.name, page.text));
    }
}
