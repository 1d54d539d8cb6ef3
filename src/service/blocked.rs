//! Addresses that are not imported: their mail stays on the server as it is, and is counted as skipped.
//! Only headers are fetched to decide.

use super::error::Result;
use super::fetch::Fetch;
use crate::domain::ledger::{EpochId, Listed, RemoteId, RunNumbers};
use crate::domain::mail::{Detail, ParsedMail};
use crate::domain::office_settings::SenderPattern;
use crate::mime::parse;
use crate::transport::Mailbox;
use std::collections::HashSet;

/// Whether a message comes from an address that is not imported.
pub(super) fn is_blocked(mail: &ParsedMail, blocked: &[SenderPattern]) -> bool {
    let mut senders = mail.from.iter();
    senders.any(|sender| blocked.iter().any(|it| it.matches(&sender.address)))
}

impl Fetch<'_> {
    /// Takes out of `wanted` what comes from a blocked address, and writes that down. Where a server
    /// does not show the header, the message itself decides once it has come.
    pub(super) async fn leave_blocked(
        &self,
        mailbox: &mut Mailbox,
        epoch: EpochId,
        wanted: &mut Vec<Listed>,
    ) -> Result<()> {
        let storage = &self.office.storage;
        let blocked = storage.office_settings()?.blocked;
        if blocked.is_empty() || wanted.is_empty() {
            return Ok(());
        }
        let heads = self.unless_stopped(mailbox.heads(wanted)).await?;
        let unwanted: HashSet<RemoteId> = heads
            .into_iter()
            .filter(|(_, head)| is_blocked(&parse(head, Detail::Index), &blocked))
            .map(|(id, _)| id)
            .collect();
        let (left, kept) = std::mem::take(wanted)
            .into_iter()
            .partition::<Vec<_>, _>(|it| unwanted.contains(&it.id));
        *wanted = kept;
        if left.is_empty() {
            return Ok(());
        }
        storage.note_skipped(epoch, &left)?;
        let numbers = RunNumbers {
            skipped: left.len() as u64,
            ..RunNumbers::default()
        };
        Ok(storage.add_to_run(self.run, &numbers)?)
    }
}
