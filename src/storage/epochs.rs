//! Epochs, and what the ledger knows of each: the comparison that decides what is new.

use super::runs::RemovalWish;
use super::{Result, Storage, now};
use crate::domain::account::AccountId;
use crate::domain::ledger::{EpochId, Listed, RemoteId, ServerIdentity};
use rusqlite::{OptionalExtension, Transaction, params};
use std::cmp::Ordering;

/// The epoch a run works in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Epoch {
    /// Its number.
    pub id: EpochId,
    /// No message of this account and folder has been listed before: what lies on the server now
    /// is Altbestand.
    pub is_set_up: bool,
    /// When the account was set up, as long as nothing of it has been listed at all: what has
    /// arrived since is no Altbestand. Seconds since 1970.
    pub set_up_at: Option<i64>,
}

/// A listing held against the ledger. Indices are those of the listing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// Dealt with already.
    pub known: u64,
    /// Never listed before.
    pub unknown: Vec<usize>,
    /// Listed before, still to be fetched.
    pub pending: Vec<usize>,
    /// Those of `pending` that are Altbestand.
    pub pending_altbestand: Vec<usize>,
    /// No longer listed, though they were still to be fetched or to be removed.
    pub vanished: Vec<Listed>,
    /// Noted as removed, but still listed.
    pub reappeared: Vec<usize>,
    /// Listed with size and date now, where the server could not say them before.
    pub completed: Vec<usize>,
}

/// A message that was never listed before.
#[derive(Debug, Clone, Copy)]
pub struct Unlisted<'a> {
    /// Its place in the listing.
    pub index: usize,
    /// Its entry there.
    pub listed: &'a Listed,
    /// What is decided about it.
    pub intent: Intent,
    /// It lay on the server at set-up.
    pub altbestand: bool,
}

/// What is decided about a message that was never listed before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// It is fetched.
    Fetch,
    /// It is left alone for good.
    Skip,
}

impl Storage {
    /// The epoch of this server identity. A server whose next UID has gone back was restored from
    /// a backup and hands out used UIDs again: that starts a new epoch, in which content decides.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn epoch(
        &self,
        account: AccountId,
        identity: &ServerIdentity,
        uid_next: Option<u32>,
    ) -> Result<Epoch> {
        self.write(|tx| {
            let found = latest_generation(tx, account, identity)?;
            let is_set_up = !was_listed(tx, account, &identity.folder)?;
            let set_up_at = set_up_at(tx, account)?;
            let generation = match found {
                Some((id, _, highest)) if uid_next.is_none_or(|next| next > highest) => {
                    return Ok(Epoch {
                        id: EpochId(id),
                        is_set_up,
                        set_up_at,
                    });
                }
                Some((_, generation, _)) => generation + 1,
                None => 0,
            };
            tx.execute(
                "INSERT INTO epoch (account_id, protocol, host, user, folder, uid_validity, \
                 generation, started_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    account.0,
                    identity.protocol.word(),
                    identity.host,
                    identity.user,
                    identity.folder,
                    identity.uid_validity,
                    generation,
                    now()
                ],
            )?;
            Ok(Epoch {
                id: EpochId(tx.last_insert_rowid()),
                is_set_up,
                set_up_at,
            })
        })
    }

    /// Holds a listing against the ledger.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn compare(&self, epoch: EpochId, listed: &[Listed]) -> Result<Comparison> {
        let mut keys: Vec<(String, usize)> = listed
            .iter()
            .enumerate()
            .map(|(index, it)| (it.id.key(), index))
            .collect();
        let key_of = |entry: &(String, usize)| {
            let listed = listed.get(entry.1);
            (
                listed.map_or(0, |it| it.size),
                listed.map_or("", |it| it.stamp.as_str()),
            )
        };
        keys.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| key_of(a).cmp(&key_of(b))));
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT remote_key, size, stamp, state, \
                 removal_due IS NOT NULL AND removed_at IS NULL, removed_at IS NOT NULL, \
                 altbestand \
                 FROM seen WHERE epoch_id = ?1 ORDER BY remote_key, size, stamp",
            )?;
            let mut rows = statement.query([epoch.0])?;
            let mut comparison = Comparison::default();
            let mut entries = keys.iter().peekable();
            // Both sides are in the same order, so one pass over each suffices, however many.
            while let Some(seen) = rows.next()? {
                let known = (text(seen, 0)?, seen.get::<_, u64>(1)?, text(seen, 2)?);
                let is_entry = |entry: &&(String, usize), order: Ordering| {
                    let (size, stamp) = key_of(entry);
                    (entry.0.as_str(), size, stamp).cmp(&known) == order
                };
                while let Some(entry) = entries.next_if(|it| is_entry(it, Ordering::Less)) {
                    comparison.unknown.push(entry.1);
                }
                let is_open = matches!(text(seen, 3)?, "pending" | "gone");
                // An IMAP message that the server could not describe has neither size nor date.
                let is_bare = known.1 == 0 && known.2.is_empty();
                let is_same = |entry: &&(String, usize)| {
                    is_entry(entry, Ordering::Equal)
                        || (is_bare && entry.0 == known.0 && !key_of(entry).1.is_empty())
                };
                match entries.next_if(is_same) {
                    Some(entry) => {
                        if is_bare && !key_of(entry).1.is_empty() {
                            comparison.completed.push(entry.1);
                        }
                        if is_open {
                            comparison.pending.push(entry.1);
                            if seen.get(6)? {
                                comparison.pending_altbestand.push(entry.1);
                            }
                            continue;
                        }
                        comparison.known += 1;
                        if seen.get(5)? {
                            comparison.reappeared.push(entry.1);
                        }
                    }
                    None if text(seen, 3)? == "pending" || seen.get(4)? => {
                        comparison
                            .vanished
                            .extend(RemoteId::from_key(known.0).map(|id| Listed {
                                id,
                                size: known.1,
                                stamp: known.2.to_owned(),
                            }));
                    }
                    None => {}
                }
            }
            comparison.unknown.extend(entries.map(|entry| entry.1));
            comparison.unknown.sort_unstable();
            comparison.pending.sort_unstable();
            Ok(comparison)
        })
    }

    /// Writes down that the folder was listed, and the messages that were never listed before with
    /// what is decided about them.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_listed(&self, epoch: Epoch, unlisted: &[Unlisted<'_>]) -> Result<()> {
        self.write(|tx| {
            let mut statement = tx.prepare_cached(
                "INSERT OR IGNORE INTO seen (epoch_id, remote_key, size, stamp, state, altbestand) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?;
            let mut highest = 0;
            for Unlisted {
                listed: it,
                intent,
                altbestand,
                ..
            } in unlisted
            {
                if let RemoteId::Uid(uid) = it.id {
                    highest = highest.max(uid);
                }
                let state = match intent {
                    Intent::Fetch => "pending",
                    Intent::Skip => "skipped",
                };
                let key = it.id.key();
                statement.execute(params![
                    epoch.id.0, key, it.size, it.stamp, state, altbestand
                ])?;
            }
            tx.execute(
                "UPDATE epoch SET highest_uid = max(highest_uid, ?2), \
                 listed_at = coalesce(listed_at, ?3) WHERE id = ?1",
                (epoch.id.0, highest, now()),
            )?;
            Ok(())
        })
    }

    /// Notes what is no longer on the server: a message that was still to be fetched is gone, a
    /// wish to remove one is fulfilled. A message that was noted as removed but is still listed
    /// gets its wish back. Returns how many wishes were fulfilled.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_vanished(
        &self,
        epoch: EpochId,
        listed: &[Listed],
        found: &Comparison,
    ) -> Result<u64> {
        if found.vanished.is_empty() && found.reappeared.is_empty() {
            return Ok(0);
        }
        self.write(|tx| {
            let mut fulfilled = 0;
            let mut gone = tx.prepare_cached(
                "UPDATE seen SET state = 'gone' WHERE epoch_id = ?1 AND remote_key = ?2 \
                 AND size = ?3 AND stamp = ?4 AND state = 'pending'",
            )?;
            let mut removed = tx.prepare_cached(
                "UPDATE seen SET removed_at = ?5 WHERE epoch_id = ?1 AND remote_key = ?2 \
                 AND size = ?3 AND stamp = ?4 AND removal_due IS NOT NULL",
            )?;
            for it in &found.vanished {
                let key = it.id.key();
                gone.execute(params![epoch.0, key, it.size, it.stamp])?;
                fulfilled += removed.execute(params![epoch.0, key, it.size, it.stamp, now()])?;
            }
            let mut back = tx.prepare_cached(
                "UPDATE seen SET removed_at = NULL WHERE epoch_id = ?1 AND remote_key = ?2 \
                 AND size = ?3 AND stamp = ?4",
            )?;
            for it in found
                .reappeared
                .iter()
                .filter_map(|index| listed.get(*index))
            {
                back.execute(params![epoch.0, it.id.key(), it.size, it.stamp])?;
            }
            Ok(fulfilled as u64)
        })
    }

    /// Marks messages as left alone for good.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_skipped(&self, epoch: EpochId, skipped: &[Listed]) -> Result<()> {
        self.end_pending(epoch, skipped, "skipped")
    }

    /// Marks messages that went away on the server before they could be fetched.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_gone(&self, epoch: EpochId, gone: &[Listed]) -> Result<()> {
        self.end_pending(epoch, gone, "gone")
    }

    fn end_pending(&self, epoch: EpochId, ended: &[Listed], state: &str) -> Result<()> {
        self.write(|tx| {
            let mut statement = tx.prepare_cached(
                "UPDATE seen SET state = ?5 WHERE epoch_id = ?1 AND remote_key = ?2 \
                 AND size = ?3 AND stamp = ?4 AND state = 'pending'",
            )?;
            for it in ended {
                statement.execute(params![epoch.0, it.id.key(), it.size, it.stamp, state])?;
            }
            Ok(())
        })
    }

    /// Takes a wish back and lets the message be fetched again: under its name lies another one.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn reopen(&self, epoch: EpochId, wish: &RemovalWish) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "UPDATE seen SET state = 'pending', removal_due = NULL, content_id = NULL \
                 WHERE epoch_id = ?1 AND remote_key = ?2 AND size = ?3 AND stamp = ?4",
                params![epoch.0, wish.remote.key(), wish.size, wish.stamp],
            )?;
            Ok(())
        })
    }
}

fn text<'a>(row: &'a rusqlite::Row<'_>, column: usize) -> Result<&'a str> {
    row.get_ref(column)?
        .as_str()
        .map_err(|error| super::Error::Damaged(error.to_string()))
}

/// When an account was set up of which nothing was ever listed.
fn set_up_at(tx: &Transaction<'_>, account: AccountId) -> Result<Option<i64>> {
    let sql = "SELECT created_at FROM account WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM epoch \
               WHERE account_id = ?1 AND listed_at IS NOT NULL)";
    Ok(tx
        .query_row(sql, [account.0], |row| row.get(0))
        .optional()?)
}

/// Whether a folder of this account has ever been listed to its end.
fn was_listed(tx: &Transaction<'_>, account: AccountId, folder: &str) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM epoch WHERE account_id = ?1 AND folder = ?2 \
               AND listed_at IS NOT NULL)";
    Ok(tx.query_row(sql, (account.0, folder), |row| row.get(0))?)
}

fn latest_generation(
    tx: &Transaction<'_>,
    account: AccountId,
    identity: &ServerIdentity,
) -> Result<Option<(i64, i64, u32)>> {
    let sql = "SELECT id, generation, highest_uid FROM epoch WHERE account_id = ?1 \
               AND protocol = ?2 AND host = ?3 AND user = ?4 AND folder = ?5 \
               AND uid_validity = ?6 ORDER BY generation DESC LIMIT 1";
    let protocol = identity.protocol.word();
    let key = params![
        account.0,
        protocol,
        identity.host,
        identity.user,
        identity.folder,
        identity.uid_validity
    ];
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    Ok(tx.query_row(sql, key, row).optional()?)
}
