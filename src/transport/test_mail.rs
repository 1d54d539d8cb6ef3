//! Finding and removing the one message that an account test has sent to itself.

use super::error::{Cause, Result, Step};
use super::imap::{Access, ImapMailbox};
use super::pop3::Pop3Mailbox;
use super::utf7::quote;
use crate::domain::ledger::RemoteId;
use async_imap::imap_proto::{MailboxDatum, Response};
use std::collections::HashSet;

impl ImapMailbox {
    /// Looks in the inbox for the message with this Message-ID and removes it for good, not into
    /// the trash. Says whether it was there.
    ///
    /// # Errors
    /// At [`Step::Mailbox`] or [`Step::Remove`].
    pub async fn take_away(&mut self, message_id: &str) -> Result<bool> {
        self.open_folder("INBOX", Access::ReadWrite).await?;
        let mut found: Vec<u32> = Vec::new();
        let search = format!("UID SEARCH HEADER Message-ID {}", quote(message_id));
        self.command(Step::Remove, &search, |response| {
            if let Response::MailboxData(MailboxDatum::Search(uids)) = response {
                found.extend(uids);
            }
        })
        .await?;
        // A search finds parts of words too: with more than one it would be anybody's.
        let [uid] = found.as_slice() else {
            return Ok(false);
        };
        if !self.can("UIDPLUS") {
            return self.remove(&[*uid]).await.map(|_| true);
        }
        let mark = format!("UID STORE {uid} +FLAGS.SILENT (\\Deleted)");
        self.command(Step::Remove, &mark, |_| {}).await?;
        let expunge = format!("UID EXPUNGE {uid}");
        self.command(Step::Remove, &expunge, |_| {}).await?;
        Ok(true)
    }
}

impl Pop3Mailbox {
    /// Looks among the messages that were not there `before` for the one with this Message-ID and
    /// marks it for removal, which becomes real with [`Pop3Mailbox::close`]. Says whether it was
    /// there.
    ///
    /// # Errors
    /// At [`Step::List`] or [`Step::Remove`].
    pub async fn take_away(
        &mut self,
        message_id: &str,
        before: &HashSet<RemoteId>,
    ) -> Result<bool> {
        let at = |cause: Cause| cause.at(Step::Remove);
        let wanted = format!("<{message_id}>");
        for listed in self.list().await? {
            let known = before.contains(&listed.id);
            let Some(number) = self.numbers.get(&listed.id).copied().filter(|_| !known) else {
                continue;
            };
            self.send(&format!("TOP {number} 0")).await.map_err(at)?;
            let head = match self.collect_body(super::pop3_fetch::HEADER_LIMIT).await {
                Ok(head) => head,
                Err(Cause::ServerRefused(_)) => {
                    self.send(&format!("RETR {number}")).await.map_err(at)?;
                    self.collect_body(super::pop3_fetch::HEADER_LIMIT)
                        .await
                        .map_err(at)?
                }
                Err(cause) => return Err(at(cause)),
            };
            if memchr::memmem::find(&head, wanted.as_bytes()).is_some() {
                self.remove(&[listed.id]).await?;
                return Ok(true);
            }
        }
        Ok(false)
    }
}
