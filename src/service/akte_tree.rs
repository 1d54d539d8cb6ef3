//! The E-Akte: its documents and subfolders, and what persons do with them.

use super::error::Result;
use super::office::Office;
use crate::domain::akte_tree::AkteTree;
use crate::storage::desk_verbs::Deed;
use crate::storage::journal::Actor;

impl Office {
    /// Everything that an Akte holds, by its number in the register.
    ///
    /// # Errors
    /// [`super::Error::NobodyActs`]; [`super::Error::Storage`].
    pub fn akte_tree(&self, akte: i64) -> Result<AkteTree> {
        self.require_benutzer()?;
        Ok(self.storage.akte_tree(akte)?)
    }

    /// The state of the E-Akte of an Akte: as long as it is equal, the tree need not be read again,
    /// whoever changes what in which process.
    ///
    /// # Errors
    /// [`super::Error::Storage`].
    pub fn akte_version(&self, akte: i64) -> Result<i64> {
        Ok(self.storage.akte_version(akte)?)
    }

    /// Makes a subfolder in another one or directly in the Akte; returns its number.
    ///
    /// # Errors
    /// [`super::Error::Desk`]: name empty or taken; [`super::Error::Storage`].
    pub fn add_folder(&self, akte: i64, parent: Option<i64>, name: &str) -> Result<i64> {
        self.require_benutzer()?;
        let id = self.storage.add_folder(akte, parent, name)?;
        self.note("akte folder add", &format!("{akte}: {id} {name}"))?;
        Ok(id)
    }

    /// Gives a subfolder another name.
    ///
    /// # Errors
    /// [`super::Error::Desk`]: name empty or taken, gone; [`super::Error::Storage`].
    pub fn rename_folder(&self, folder: i64, name: &str) -> Result<()> {
        self.require_benutzer()?;
        self.storage.rename_folder(folder, name)?;
        self.note("akte folder rename", &format!("{folder} {name}"))
    }

    /// Puts a subfolder with all that is in it into another one, or directly into the Akte.
    ///
    /// # Errors
    /// [`super::Error::Desk`]: into itself, another Akte, name taken; [`super::Error::Storage`].
    pub fn move_folder(&self, folder: i64, parent: Option<i64>) -> Result<()> {
        self.require_benutzer()?;
        self.storage.move_folder(folder, parent)?;
        let to = parent.map_or_else(|| "-".to_owned(), |it| it.to_string());
        self.note("akte folder move", &format!("{folder} {to}"))
    }

    /// Removes a subfolder; its documents and subfolders move to where it lay.
    ///
    /// # Errors
    /// [`super::Error::Desk`]: gone already; [`super::Error::Storage`].
    pub fn remove_folder(&self, folder: i64) -> Result<()> {
        self.deed("remove-folder", "", |deed| {
            self.storage.remove_folder(folder, deed)
        })?;
        self.note("akte folder remove", &folder.to_string())
    }

    /// Undoes the removal of a subfolder: it comes back with the documents that nobody has moved
    /// since.
    ///
    /// # Errors
    /// [`super::Error::Desk`]: another one has its name by now; [`super::Error::Storage`].
    pub fn restore_folder(&self, folder: i64) -> Result<()> {
        self.deed("undo", "", |deed| self.storage.restore_folder(folder, deed))?;
        self.note("akte folder restore", &folder.to_string())
    }

    /// Puts documents into a subfolder of their Akte, or directly into the Akte.
    ///
    /// # Errors
    /// [`super::Error::Desk`]: the subfolder is of another Akte; [`super::Error::Storage`].
    pub fn move_documents(&self, documents: &[i64], folder: Option<i64>) -> Result<()> {
        self.deed("move", "", |deed| {
            self.storage.move_documents(documents, folder, deed)
        })?;
        let to = folder.map_or_else(|| "-".to_owned(), |it| it.to_string());
        self.note("document move", &format!("{documents:?} {to}"))
    }

    /// Gives a document a remark ("Bemerkung"); an empty one takes it away.
    ///
    /// # Errors
    /// [`super::Error::Storage`] for an unknown document.
    pub fn set_remark(&self, document: i64, remark: &str) -> Result<()> {
        self.deed("remark", remark, |deed| {
            self.storage.set_remark(document, remark, deed)
        })?;
        self.note("document remark", &document.to_string())
    }

    /// Undoes the last thing that was done with a document. Returns its word.
    ///
    /// # Errors
    /// [`super::Error::Desk`]: nothing to undo; [`super::Error::Storage`].
    pub fn undo_document(&self, document: i64) -> Result<String> {
        let verb = self.deed("undo", "", |deed| {
            self.storage.undo_document(document, deed)
        })?;
        self.note("document undo", &format!("{document} {verb}"))?;
        Ok(verb)
    }

    /// Files one attachment of a mail in an Akte ("zur Akte"), as a document of its own. Returns the
    /// number of the document; [`Office::undo_document`] takes it out again.
    ///
    /// # Errors
    /// [`super::Error::Desk`]: it lies there already; [`super::Error::Storage`].
    pub fn file_attachment(
        &self,
        attachment: (i64, u32),
        akte: i64,
        folder: Option<i64>,
    ) -> Result<i64> {
        let id = self.deed("file", "", |deed| {
            self.storage.file_attachment(attachment, akte, folder, deed)
        })?;
        let (mail, part) = attachment;
        self.note("document file", &format!("{mail}/{part} {akte}"))?;
        Ok(id)
    }

    fn deed<T>(
        &self,
        verb: &'static str,
        detail: &str,
        run: impl FnOnce(&Deed<'_>) -> crate::storage::Result<T>,
    ) -> Result<T> {
        self.require_benutzer()?;
        let actor: Actor = self.acting_now()?;
        let deed = Deed {
            actor: &actor,
            verb,
            detail,
        };
        Ok(run(&deed)?)
    }
}
