//! The headers of messages alone: enough to see who wrote them, before they are fetched or left.

use super::Mailbox;
use super::error::{Cause, Result, Step};
use super::imap::ImapMailbox;
use super::imap_fetch::uid_set;
use super::pop3::Pop3Mailbox;
use super::pop3_fetch::HEADER_LIMIT;
use crate::domain::ledger::{Listed, RemoteId};
use async_imap::imap_proto::{AttributeValue, Response};

/// Messages in one command at the most.
const AT_ONCE: usize = 200;

/// The names of messages with what of their header was asked for.
pub type Heads = Vec<(RemoteId, Vec<u8>)>;

impl Mailbox {
    /// The From fields of messages of the open folder, as raw header bytes. Nothing is marked as
    /// read. Messages whose header the server does not show are left out.
    ///
    /// # Errors
    /// At [`Step::Fetch`] when the conversation breaks down.
    pub async fn heads(&mut self, wanted: &[Listed]) -> Result<Heads> {
        match self {
            Self::Imap(mailbox) => mailbox.heads(wanted).await,
            Self::Pop3(mailbox) => mailbox.heads(wanted).await,
            Self::Exchange(mailbox) => mailbox.heads(wanted).await,
        }
    }
}

impl ImapMailbox {
    async fn heads(&mut self, wanted: &[Listed]) -> Result<Heads> {
        let uids: Vec<u32> = wanted
            .iter()
            .filter_map(|it| match it.id {
                RemoteId::Uid(uid) => Some(uid),
                RemoteId::Uidl(_) | RemoteId::Header(_) | RemoteId::Item(_) => None,
            })
            .collect();
        let mut heads = Vec::with_capacity(uids.len());
        for some in uids.chunks(AT_ONCE) {
            let set = uid_set(some);
            let command = format!("UID FETCH {set} (UID BODY.PEEK[HEADER.FIELDS (FROM)])");
            let asked = self.command(Step::Fetch, &command, |response| {
                if let Response::Fetch(_, values) = response {
                    heads.extend(head(values));
                }
            });
            match asked.await {
                // One message of many may be the reason: the fetching itself finds out which.
                Err(error)
                    if matches!(error.cause, Cause::ServerRefused(_) | Cause::Temporary(_)) => {}
                other => other?,
            }
        }
        Ok(heads)
    }
}

fn head(values: &[AttributeValue<'_>]) -> Option<(RemoteId, Vec<u8>)> {
    let (mut uid, mut bytes) = (None, None);
    for value in values {
        match value {
            AttributeValue::Uid(number) => uid = Some(RemoteId::Uid(*number)),
            AttributeValue::BodySection {
                section: Some(_),
                data: Some(data),
                ..
            } => bytes = Some(data.to_vec()),
            _ => {}
        }
    }
    uid.zip(bytes)
}

impl Pop3Mailbox {
    async fn heads(&mut self, wanted: &[Listed]) -> Result<Heads> {
        let at = |cause: Cause| cause.at(Step::Fetch);
        let mut heads = Vec::with_capacity(wanted.len());
        for listed in wanted {
            let Some(number) = self.numbers.get(&listed.id).copied() else {
                continue;
            };
            self.send(&format!("TOP {number} 0")).await.map_err(at)?;
            match self.collect_body(HEADER_LIMIT).await {
                Ok(head) => heads.push((listed.id.clone(), head)),
                Err(Cause::ServerRefused(_) | Cause::Temporary(_)) => {}
                Err(cause) => return Err(at(cause)),
            }
        }
        Ok(heads)
    }
}
