//! What lies in an IMAP folder: UIDs, sizes and dates of arrival.

use super::error::{Cause, Error, Result, Step};
use super::imap::ImapMailbox;
use crate::domain::ledger::{Listed, RemoteId};
use async_imap::imap_proto::{AttributeValue, MailboxDatum, Response};
use std::collections::HashSet;

impl ImapMailbox {
    /// Every message of the open folder, in the order of arrival.
    ///
    /// # Errors
    /// At [`Step::List`].
    pub async fn list(&mut self) -> Result<Vec<Listed>> {
        let exists = self.state.map_or(0, |it| it.exists);
        if exists == 0 {
            return Ok(Vec::new());
        }
        let mut listed = Vec::with_capacity(usize::try_from(exists).unwrap_or(0).min(1 << 20));
        let command = "UID FETCH 1:* (UID RFC822.SIZE INTERNALDATE)";
        let outcome = self
            .command(Step::List, command, |response| {
                if let Response::Fetch(_, values) = response {
                    listed.extend(entry(values));
                }
            })
            .await;
        keep_one_of_each(&mut listed);
        // One message that the server cannot read must neither hide the others nor itself.
        let is_short = (listed.len() as u64) < u64::from(exists);
        match outcome {
            Ok(()) if !is_short => {}
            Ok(())
            | Err(Error {
                cause: Cause::ServerRefused(_) | Cause::Temporary(_),
                ..
            }) => self.add_unlisted(&mut listed).await?,
            Err(error) => return Err(error),
        }
        Ok(listed)
    }

    /// Adds the messages that are there but were left out of a listing.
    async fn add_unlisted(&mut self, listed: &mut Vec<Listed>) -> Result<()> {
        let mut all: Vec<u32> = Vec::new();
        self.command(Step::List, "UID SEARCH ALL", |response| {
            if let Response::MailboxData(MailboxDatum::Search(uids)) = response {
                all.extend(uids);
            }
        })
        .await?;
        let known: HashSet<RemoteId> = listed.iter().map(|it| it.id.clone()).collect();
        let unlisted = all.into_iter().filter(|uid| *uid > 0).map(RemoteId::Uid);
        listed.extend(unlisted.filter(|id| !known.contains(id)).map(|id| Listed {
            id,
            size: 0,
            stamp: String::new(),
        }));
        // UIDs grow in the order of arrival.
        listed.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(())
    }
}

/// A server that lists a message twice must not have it fetched twice. An entry without size and
/// date only tells of a flag that somebody has set meanwhile; it counts where there is no other.
fn keep_one_of_each(listed: &mut Vec<Listed>) {
    let is_bare = |it: &Listed| it.size == 0 && it.stamp.is_empty();
    let described = listed.iter().filter(|it| !is_bare(it));
    let described: HashSet<RemoteId> = described.map(|it| it.id.clone()).collect();
    let mut seen = HashSet::with_capacity(listed.len());
    listed.retain(|it| {
        let is_wanted = !is_bare(it) || !described.contains(&it.id);
        is_wanted && seen.insert(it.id.clone())
    });
}

fn entry(values: &[AttributeValue<'_>]) -> Option<Listed> {
    let (mut uid, mut size, mut stamp) = (0, 0, String::new());
    for value in values {
        match value {
            AttributeValue::Uid(number) => uid = *number,
            AttributeValue::Rfc822Size(number) => size = u64::from(*number),
            AttributeValue::InternalDate(date) => stamp = date.to_string(),
            _ => {}
        }
    }
    (uid > 0).then_some(Listed {
        id: RemoteId::Uid(uid),
        size,
        stamp,
    })
}
