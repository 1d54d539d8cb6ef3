//! A message on paper: saved as a PDF, printed.

use super::error::{Error, Result};
use super::handover::{self, Order};
use super::office::Office;
use super::reading_fault::ReadingFault;
use crate::domain::mail::{Authentication, MailAddress};
use crate::domain::reading::{Document, PartPath, Reading};
use crate::i18n::{Language, Text, moment, size, texts};
use crate::mime::pdf::{self, Sheet, SheetWords};
use std::path::Path;

impl Office {
    /// The PDF of a message or of a message inside it, with its words in `language`.
    ///
    /// # Errors
    /// [`ReadingFault::NoPdf`]; as [`Office::reading`].
    pub fn mail_pdf(&self, path: &PartPath, language: Language) -> Result<Vec<u8>> {
        let reading = self.reading(path)?;
        pdf_of(&reading, language)
    }

    /// Saves a message as a PDF under this name, in the place of what bears it already.
    ///
    /// # Errors
    /// [`Error::File`]; as [`Office::mail_pdf`].
    pub fn save_pdf(&self, path: &PartPath, file: &Path, language: Language) -> Result<()> {
        let pdf = self.mail_pdf(path, language)?;
        std::fs::write(file, pdf).map_err(|it| Error::file(file, &it))
    }

    /// Hands a message as a PDF to the system's printing; where that does not print by itself, to
    /// the program that shows PDF files.
    ///
    /// # Errors
    /// [`ReadingFault::NotPrinted`]; [`Error::File`]; as [`Office::mail_pdf`].
    pub fn print_mail(&self, path: &PartPath, language: Language) -> Result<()> {
        let pdf = self.mail_pdf(path, language)?;
        let name = texts::print_file_name(path.mail.unsigned_abs().to_string()).show(language);
        let file = handover::private_file(&name, &pdf)?;
        let file = file.to_string_lossy();
        handover::give(Order::Print, &file)
            .or_else(|failed| handover::give(Order::Open, &file).map_err(|_| failed))
    }
}

fn people(people: &[MailAddress]) -> String {
    let one = |it: &MailAddress| match it.name.is_empty() {
        true => it.address.clone(),
        false => format!("{} <{}>", it.name, it.address),
    };
    people.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn pdf_of(reading: &Reading, language: Language) -> Result<Vec<u8>> {
    let say = |text: Text| text.show(language);
    let document = match &reading.html {
        Some(html) if !html.is_empty() => html,
        _ => &reading.text,
    };
    let mut head = vec![(say(texts::mail_from()), people(&reading.from))];
    for (name, value) in [
        (texts::mail_to(), &reading.to),
        (texts::mail_cc(), &reading.cc),
    ] {
        if !value.is_empty() {
            head.push((say(name), people(value)));
        }
    }
    let at = reading.date.map(|it| it.timestamp).or(reading.received_at);
    if let Some(at) = at {
        head.push((say(texts::mail_date()), moment(language, at)));
    }
    let files: Vec<_> = reading.files.iter().filter(|it| !it.is_inline).collect();
    let bytes = files.iter().map(|it| it.size).sum();
    let title = match reading.subject.is_empty() {
        true => say(texts::mail_no_subject()),
        false => reading.subject.clone(),
    };
    let sheet = Sheet {
        title,
        head,
        notes: notes(reading, document).into_iter().map(say).collect(),
        document,
        files_title: say(texts::reader_files(files.len(), size(language, bytes))),
        files: files
            .iter()
            .map(|it| {
                format!(
                    "{} ({}, {})",
                    it.name,
                    it.mime_type,
                    size(language, it.size)
                )
            })
            .collect(),
        words: SheetWords {
            picture: say(texts::reader_picture()),
            leads_to: say(texts::reader_leads_to()),
            page: say(texts::print_page("{page}", "{pages}")),
            cut: say(texts::reader_note_cut()),
        },
    };
    pdf::pdf(&sheet).map_err(|it| Error::Reading(ReadingFault::NoPdf(it)))
}

/// What belongs on paper of what a reader is told.
fn notes(reading: &Reading, document: &Document) -> Vec<Text> {
    let mut notes = Vec::new();
    if reading.authentication == Authentication::Failed {
        notes.push(texts::reader_note_forged());
    }
    if document.had_hidden_text {
        notes.push(texts::print_note_hidden());
    }
    if document.remote_pictures > 0 {
        notes.push(texts::reader_note_remote(document.remote_pictures));
    }
    if document.is_cut {
        notes.push(texts::reader_note_cut());
    }
    notes
}
