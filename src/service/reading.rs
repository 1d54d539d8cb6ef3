//! What has been received: lists, single messages, search, export, quarantine, ledger, upkeep.

use super::error::{Error, Result};
use super::office::Office;
use crate::domain::account::AccountId;
use crate::domain::ledger::{Quarantined, Run, RunId};
use crate::domain::mail::{Detail, MailRow, ParsedMail};
use crate::mime::MailReader;
use crate::storage;
use crate::storage::mails::Page;
use crate::storage::upkeep::CheckReport;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::Path;

impl Office {
    /// Stored messages, newest first.
    ///
    /// # Errors
    /// [`Error::Storage`], also for an account that is not there.
    pub fn mails(&self, account: Option<AccountId>, page: Page) -> Result<Vec<MailRow>> {
        Ok(self.storage.mails(account, page)?)
    }

    /// How many messages are stored.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn mail_count(&self, account: Option<AccountId>) -> Result<u64> {
        Ok(self.storage.mail_count(account)?)
    }

    /// One stored message, decoded from its raw bytes.
    ///
    /// # Errors
    /// [`Error::Storage`], also for a message that is not there.
    pub fn read_mail(&self, id: i64) -> Result<(MailRow, ParsedMail)> {
        let row = self.storage.mail(id)?;
        let mut reader = MailReader::new(Detail::Full);
        self.storage.read_raw(row.content, |piece| {
            reader.write(piece);
            Ok(())
        })?;
        Ok((row, reader.finish()))
    }

    /// Writes the exact bytes that the server had to a new file.
    ///
    /// # Errors
    /// [`Error::Storage`]; [`Error::File`], also when the file is there already.
    pub fn export_mail(&self, id: i64, file: &Path) -> Result<u64> {
        let row = self.storage.mail(id)?;
        self.export(file, |sink| self.storage.read_raw(row.content, sink))
    }

    /// Writes every stored message to a file of its own in `directory`, named by its number;
    /// `progress` hears (done, all). Returns how many there were.
    ///
    /// # Errors
    /// [`Error::Storage`], [`Error::File`].
    pub fn export_all(&self, directory: &Path, mut progress: impl FnMut(u64, u64)) -> Result<u64> {
        std::fs::create_dir_all(directory).map_err(|error| Error::file(directory, &error))?;
        let all = self.storage.mail_count(None)?;
        let mut done = 0;
        loop {
            let offset = u32::try_from(done).unwrap_or(u32::MAX);
            let page = self.storage.mails(None, Page { limit: 500, offset })?;
            if page.is_empty() {
                return Ok(done);
            }
            for row in page {
                let file = directory.join(format!("{:08}.eml", row.id));
                self.export(&file, |sink| self.storage.read_raw(row.content, sink))?;
                done += 1;
                progress(done, all);
            }
        }
    }

    fn export(
        &self,
        file: &Path,
        read: impl FnOnce(&mut dyn FnMut(&[u8]) -> storage::Result<()>) -> storage::Result<()>,
    ) -> Result<u64> {
        let io = |error: std::io::Error| Error::file(file, &error);
        let created: File = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(file)
            .map_err(io)?;
        let mut out = BufWriter::new(created);
        let (mut written, mut failed) = (0, None);
        let outcome = read(&mut |piece| {
            written += piece.len() as u64;
            if failed.is_none() {
                failed = out.write_all(piece).err();
            }
            Ok(())
        });
        let flushed = out.flush().err();
        if let Some(error) = failed.or(flushed) {
            return Err(io(error));
        }
        outcome?;
        Ok(written)
    }

    /// Everything in quarantine.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn quarantine(&self) -> Result<Vec<Quarantined>> {
        Ok(self.storage.quarantined()?)
    }

    /// One message in quarantine.
    ///
    /// # Errors
    /// [`Error::Storage`] when it is not there.
    pub fn quarantined(&self, id: i64) -> Result<Quarantined> {
        Ok(self.storage.quarantined_one(id)?)
    }

    /// Lets the next run fetch a message in quarantine again.
    ///
    /// # Errors
    /// [`Error::NobodyActs`], [`Error::Storage`].
    pub fn retry_quarantined(&self, id: i64) -> Result<()> {
        self.require_benutzer()?;
        self.storage.retry_quarantined(id)?;
        self.note("quarantine retry", &id.to_string())
    }

    /// Forgets a message in quarantine; on the server it stays.
    ///
    /// # Errors
    /// [`Error::NobodyActs`], [`Error::Storage`].
    pub fn discard_quarantined(&self, id: i64) -> Result<()> {
        self.require_benutzer()?;
        let entry = self.storage.quarantined_one(id)?;
        self.storage.discard_quarantined(id)?;
        self.note("quarantine discard", &format!("{id} {}", entry.remote))
    }

    /// Writes the raw bytes that are kept of a message in quarantine to a new file.
    ///
    /// # Errors
    /// [`Error::NoRawKept`], [`Error::File`], [`Error::Storage`].
    pub fn export_quarantined(&self, id: i64, file: &Path) -> Result<u64> {
        if !self.storage.quarantined_one(id)?.has_raw {
            return Err(Error::NoRawKept(id));
        }
        self.export(file, |sink| self.storage.read_quarantine_raw(id, sink))
    }

    /// Lines of the ledger, newest first.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn ledger(&self, account: Option<AccountId>, since: i64, limit: u32) -> Result<Vec<Run>> {
        Ok(self.storage.runs(account, since, limit)?)
    }

    /// Notes that a person has seen to a red run.
    ///
    /// # Errors
    /// [`Error::NobodyActs`], [`Error::Storage`].
    pub fn acknowledge(&self, run: RunId) -> Result<()> {
        self.require_benutzer()?;
        self.storage.acknowledge_run(run, self.actor.benutzer)?;
        self.note("ledger ack", &run.0.to_string())
    }

    /// Reads every stored message back, and checks the database and the ledger's sums.
    ///
    /// # Errors
    /// [`Error::Storage`] when the check cannot be made.
    pub fn check(&self, progress: impl FnMut(u64, u64)) -> Result<CheckReport> {
        Ok(self.storage.check(progress)?)
    }
}
