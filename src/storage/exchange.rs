//! Exchange mailboxes: what their servers have told of a folder so far, and messages that are known
//! again under another name.

use super::{Result, Storage, from_word};
use crate::domain::account::AccountId;
use crate::domain::ledger::{EpochId, FolderMemory, FolderNews, Listed, RemoteId};
use rusqlite::{OptionalExtension, params};

impl Storage {
    /// What was told of the folder of an epoch.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn folder_memory(&self, epoch: EpochId) -> Result<FolderMemory> {
        self.read(|connection| {
            let sql = "SELECT state FROM exchange_folder WHERE epoch_id = ?1";
            let state: Option<String> = connection
                .query_row(sql, [epoch.0], |row| row.get(0))
                .optional()?;
            let Some(state) = state else {
                return Ok(FolderMemory::default());
            };
            let sql = "SELECT remote_key, size, stamp FROM exchange_item WHERE epoch_id = ?1";
            let mut statement = connection.prepare_cached(sql)?;
            let mut rows = statement.query([epoch.0])?;
            let mut listed = Vec::new();
            while let Some(row) = rows.next()? {
                listed.push(Listed {
                    id: from_word(&row.get::<_, String>(0)?, RemoteId::from_key)?,
                    size: row.get(1)?,
                    stamp: row.get(2)?,
                });
            }
            Ok(FolderMemory { state, listed })
        })
    }

    /// Remembers what was told of the folder of an epoch. For when everything of it is written down:
    /// the server will not tell it again.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn remember_folder(&self, epoch: EpochId, news: &FolderNews) -> Result<()> {
        self.write(|tx| {
            if news.from_scratch {
                tx.execute("DELETE FROM exchange_item WHERE epoch_id = ?1", [epoch.0])?;
            }
            let mut gone = tx.prepare_cached(
                "DELETE FROM exchange_item WHERE epoch_id = ?1 AND remote_key = ?2",
            )?;
            for id in &news.gone {
                gone.execute(params![epoch.0, id.key()])?;
            }
            let mut added = tx.prepare_cached(
                "INSERT OR REPLACE INTO exchange_item (epoch_id, remote_key, size, stamp) \
                 VALUES (?1, ?2, ?3, ?4)",
            )?;
            for it in &news.added {
                added.execute(params![epoch.0, it.id.key(), it.size, it.stamp])?;
            }
            tx.execute(
                "INSERT INTO exchange_folder (epoch_id, state) VALUES (?1, ?2) \
                 ON CONFLICT DO UPDATE SET state = ?2",
                params![epoch.0, news.state],
            )?;
            Ok(())
        })
    }

    /// Whether a message of this account is stored already under another name: it was moved and has
    /// come back, or its mailbox has. Exchange itself takes two messages with one Message-ID and one
    /// moment of arrival for the same.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn is_known_again(&self, account: AccountId, listed: &Listed) -> Result<bool> {
        // Without a Message-ID nothing is proved.
        if !matches!(listed.id, RemoteId::Item(_)) || !listed.stamp.contains(" <") {
            return Ok(false);
        }
        self.read(|connection| {
            let sql = "SELECT EXISTS (SELECT 1 FROM seen JOIN epoch ON epoch.id = seen.epoch_id \
                       WHERE seen.stamp = ?2 AND substr(seen.remote_key, 1, 2) = 'e:' \
                       AND seen.state = 'stored' AND seen.remote_key <> ?3 \
                       AND epoch.account_id = ?1)";
            let mut statement = connection.prepare_cached(sql)?;
            let key = params![account.0, listed.stamp, listed.id.key()];
            Ok(statement.query_row(key, |row| row.get(0))?)
        })
    }
}
