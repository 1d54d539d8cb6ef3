//! Removing from an IMAP folder: into the trash, or for good, and never a message of somebody else.

use super::error::{Cause, Result, Step};
use super::imap::{ImapMailbox, Removal};
use super::imap_fetch::uid_set;
use super::utf7::quote;
use crate::domain::ledger::RemoteId;
use async_imap::imap_proto::{MailboxDatum, Response};
use std::collections::HashSet;

impl ImapMailbox {
    /// Removes messages from the open folder: MOVE to the trash (RFC 6851, RFC 6154), else
    /// `\Deleted` and UID EXPUNGE (RFC 4315), else EXPUNGE if nothing else would go with it.
    /// What is gone already counts as removed.
    ///
    /// # Errors
    /// At [`Step::Remove`] when the conversation breaks down.
    pub async fn remove(&mut self, uids: &[u32]) -> Result<Removal> {
        if uids.is_empty() {
            return Ok(Removal::default());
        }
        let set = uid_set(uids);
        let refusal = match self.remove_set(uids, &set).await {
            Ok(()) => None,
            Err(error) => match error.cause {
                Cause::ServerRefused(_) | Cause::Temporary(_) | Cause::Protocol(_) => {
                    Some(error.cause.to_string())
                }
                _ => return Err(error),
            },
        };
        // What the server says of itself decides, not what the commands should have done.
        let left = self.still_there(&set).await?;
        let mut removal = Removal::default();
        for uid in uids {
            if left.contains(uid) {
                let reason = refusal.clone().unwrap_or_else(|| "still listed".to_owned());
                removal.kept.push((RemoteId::Uid(*uid), reason));
            } else {
                removal.removed.push(RemoteId::Uid(*uid));
            }
        }
        Ok(removal)
    }

    async fn remove_set(&mut self, uids: &[u32], set: &str) -> Result<()> {
        if self.can("MOVE")
            && let Some(trash) = self.trash().await?
            && !self.is_open(&trash)
        {
            let command = format!("UID MOVE {set} {}", quote(&trash));
            return self.command(Step::Remove, &command, |_| {}).await;
        }
        let has_uid_expunge = self.can("UIDPLUS");
        if !has_uid_expunge && !self.deleted().await?.is_empty() {
            let cause = Cause::Protocol("other messages are marked for deletion".to_owned());
            return Err(cause.at(Step::Remove));
        }
        let mark = format!("UID STORE {set} +FLAGS.SILENT (\\Deleted)");
        self.command(Step::Remove, &mark, |_| {}).await?;
        if has_uid_expunge {
            return self
                .command(Step::Remove, &format!("UID EXPUNGE {set}"), |_| {})
                .await;
        }
        let ours: HashSet<u32> = uids.iter().copied().collect();
        if self.deleted().await?.is_subset(&ours) {
            return self.command(Step::Remove, "EXPUNGE", |_| {}).await;
        }
        let unmark = format!("UID STORE {set} -FLAGS.SILENT (\\Deleted)");
        self.command(Step::Remove, &unmark, |_| {}).await?;
        let cause = Cause::Protocol("other messages are marked for deletion".to_owned());
        Err(cause.at(Step::Remove))
    }

    async fn search(&mut self, criterion: &str) -> Result<HashSet<u32>> {
        let mut found = HashSet::new();
        let command = format!("UID SEARCH {criterion}");
        self.command(Step::Remove, &command, |response| {
            if let Response::MailboxData(MailboxDatum::Search(uids)) = response {
                found.extend(uids.iter().copied());
            }
        })
        .await?;
        Ok(found)
    }

    async fn deleted(&mut self) -> Result<HashSet<u32>> {
        self.search("DELETED").await
    }

    async fn still_there(&mut self, set: &str) -> Result<HashSet<u32>> {
        self.search(&format!("UID {set}")).await
    }
}
