//! Removing on the server: only what the database holds, read back and compared beforehand.

use super::error::Result;
use super::fetch::Fetch;
use crate::domain::ledger::{EpochId, Listed, RemoteId, RunNumbers};
use crate::domain::server::Protocol;
use crate::mime::header_block;
use crate::storage::Storage;
use crate::storage::import::ImportTarget;
use crate::storage::runs::{Held, RemovalWish};
use crate::transport::{Mailbox, header_digest};
use std::collections::HashSet;

/// Messages that are asked to be removed in one go, so that an end in the middle leaves little open.
const REMOVED_AT_ONCE: usize = 200;

/// Bytes of a stored message that are looked through for its header.
const HEADER_LIMIT: usize = 1 << 20;

impl Fetch<'_> {
    /// Carries out the wishes of this epoch that are due. A wish whose message is no longer listed
    /// is fulfilled; one whose message cannot be proved to be the stored one stays on the server.
    pub(super) async fn remove(
        &mut self,
        mailbox: &mut Mailbox,
        target: &ImportTarget,
        listed: &[Listed],
    ) -> Result<()> {
        let storage = self.office.storage.clone();
        storage.set_removal(target.epoch, target.remove_after_days)?;
        if target.remove_after_days.is_none() {
            return Ok(());
        }
        let there: HashSet<(&RemoteId, u64, &str)> = listed
            .iter()
            .map(|it| (&it.id, it.size, it.stamp.as_str()))
            .collect();
        let due = storage.removals_due(target.epoch)?;
        let due: Vec<RemovalWish> = due
            .into_iter()
            .filter(|it| there.contains(&(&it.remote, it.size, it.stamp.as_str())))
            .collect();
        for some in due.chunks(REMOVED_AT_ONCE) {
            let proved = self.prove(mailbox, target.epoch, some).await?;
            if proved.is_empty() {
                continue;
            }
            let ids: Vec<RemoteId> = proved.iter().map(|it| it.remote.clone()).collect();
            let removal = self.unless_stopped(mailbox.remove(&ids)).await?;
            if let Some((_, reason)) = removal.kept.into_iter().next() {
                self.kept.get_or_insert(reason);
            }
            if self.incoming.protocol == Protocol::Pop3 {
                // Nothing is removed before QUIT is answered.
                self.awaiting_quit.push((target.epoch, proved));
                continue;
            }
            let removed: HashSet<RemoteId> = removal.removed.into_iter().collect();
            let done: Vec<RemovalWish> = proved
                .into_iter()
                .filter(|it| removed.contains(&it.remote))
                .collect();
            self.note_removed(target.epoch, &done)?;
        }
        Ok(())
    }

    /// Reads each stored message back and compares it with its digest; a POP3 message is also
    /// compared by its header with the one on the server, because servers reuse unique-ids.
    async fn prove(
        &self,
        mailbox: &mut Mailbox,
        epoch: EpochId,
        wishes: &[RemovalWish],
    ) -> Result<Vec<RemovalWish>> {
        let storage = self.office.storage.clone();
        let asked = wishes.to_vec();
        let whole = tokio::task::spawn_blocking(move || -> Result<Vec<RemovalWish>> {
            let mut whole = Vec::new();
            for wish in asked {
                let is_whole = match wish.held {
                    Held::Content(content) => storage.verify(content)?,
                    // A Verwalter wanted it gone everywhere.
                    Held::Destroyed(_) => true,
                };
                if is_whole {
                    whole.push(wish);
                }
            }
            Ok(whole)
        })
        .await??;
        let mut proved = Vec::new();
        for wish in whole {
            let digest = self
                .unless_stopped(mailbox.header_digest_on_server(&wish.remote))
                .await?;
            match digest {
                None => proved.push(wish),
                Some(digest) if digest == header_of(&self.office.storage, &wish.held)? => {
                    proved.push(wish);
                }
                // Another message under the same name: it has not been fetched yet.
                Some(_) => self.office.storage.reopen(epoch, &wish)?,
            }
        }
        Ok(proved)
    }

    fn note_removed(&self, epoch: EpochId, done: &[RemovalWish]) -> Result<()> {
        let storage = &self.office.storage;
        storage.note_removed(epoch, done)?;
        let removed = done.len() as u64;
        Ok(storage.add_to_run(
            self.run,
            &RunNumbers {
                removed,
                ..RunNumbers::default()
            },
        )?)
    }

    /// After QUIT: notes the wishes that were carried out in this session.
    pub(super) fn note_removed_after_quit(&mut self, removed: &[RemoteId]) -> Result<()> {
        let removed: HashSet<&RemoteId> = removed.iter().collect();
        for (epoch, asked) in std::mem::take(&mut self.awaiting_quit) {
            let done: Vec<RemovalWish> = asked
                .into_iter()
                .filter(|it| removed.contains(&it.remote))
                .collect();
            self.note_removed(epoch, &done)?;
        }
        Ok(())
    }
}

fn header_of(storage: &Storage, held: &Held) -> Result<String> {
    match held {
        Held::Content(content) => stored_header(storage, *content),
        Held::Destroyed(header) => Ok(header.clone()),
    }
}

/// The digest of the header of a stored message, as a server's is compared with it.
pub(super) fn stored_header(storage: &Storage, content: i64) -> Result<String> {
    let mut head = Vec::new();
    storage.read_raw(content, |piece| {
        if head.len() < HEADER_LIMIT {
            head.extend_from_slice(piece);
        }
        Ok(())
    })?;
    Ok(header_digest(header_block(&head)))
}
