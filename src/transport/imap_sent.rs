//! The folder of sent messages: finding it, looking for a message there, adding one (RFC 6154).

use super::error::{Cause, Reply, Result, Step, cause_of_io};
use super::imap::ImapMailbox;
use super::utf7;
use async_imap::imap_proto::{MailboxDatum, NameAttribute, Response};

impl ImapMailbox {
    /// The folder of sent messages in the server's own spelling, where the server names one.
    ///
    /// # Errors
    /// At [`Step::Sent`].
    pub async fn sent_folder(&mut self) -> Result<Option<String>> {
        let mut folder = None;
        self.command(Step::Sent, "LIST \"\" \"*\"", |response| {
            if let Response::MailboxData(MailboxDatum::List(list)) = response
                && list.name_attributes.contains(&NameAttribute::Sent)
            {
                folder.get_or_insert_with(|| list.name.to_string());
            }
        })
        .await?;
        Ok(folder)
    }

    /// Whether a folder, in the server's own spelling, holds a message with this Message-ID.
    ///
    /// # Errors
    /// At [`Step::Sent`].
    pub async fn holds(&mut self, folder: &str, message_id: &str) -> Result<bool> {
        let examine = format!("EXAMINE {}", utf7::quote(folder));
        self.command(Step::Sent, &examine, |_| {}).await?;
        let mut found = false;
        let search = format!("UID SEARCH HEADER Message-ID {}", utf7::quote(message_id));
        self.command(Step::Sent, &search, |response| {
            if let Response::MailboxData(MailboxDatum::Search(uids)) = response {
                found |= !uids.is_empty();
            }
        })
        .await?;
        Ok(found)
    }

    /// Adds a message, read already, to a folder in the server's own spelling, and looks whether it
    /// is there: the library takes some refusals for success.
    ///
    /// # Errors
    /// At [`Step::Sent`].
    pub async fn append(&mut self, folder: &str, message_id: &str, raw: &[u8]) -> Result<()> {
        let at = |cause: Cause| cause.at(Step::Sent);
        let added = self
            .session
            .append(folder, Some("(\\Seen)"), None, raw)
            .await;
        added.map_err(|error| {
            at(match error {
                async_imap::error::Error::Io(error) => cause_of_io(&error),
                other => Cause::ServerRefused(Reply::parse(&other.to_string())),
            })
        })?;
        match self.holds(folder, message_id).await? {
            true => Ok(()),
            false => Err(at(Cause::ServerRefused(Reply::default()))),
        }
    }
}
