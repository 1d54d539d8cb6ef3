//! A message on paper.

use super::error::{Error, Result};
use super::office::Office;
use super::reading_fault::ReadingFault;
use crate::domain::reading::PartPath;
use crate::i18n::Language;
use std::path::Path;

impl Office {
    /// Writes a message as a PDF.
    ///
    /// # Errors
    /// [`Error::Reading`].
    pub fn save_pdf(&self, _path: &PartPath, _file: &Path, _language: Language) -> Result<()> {
        Err(Error::Reading(ReadingFault::NoPdf("soon".to_owned())))
    }

    /// Prints a message.
    ///
    /// # Errors
    /// [`Error::Reading`].
    pub fn print_mail(&self, _path: &PartPath, _language: Language) -> Result<()> {
        Err(Error::Reading(ReadingFault::NoPdf("soon".to_owned())))
    }
}
