//! Accounts: settings, state, pinned certificates.

use super::account_rows::{COLUMNS, read, take_mark, update};
use super::{Error, Result, Storage, now};
use crate::domain::account::{Account, AccountId, Fault, FieldError, StoredAccount};
use crate::domain::hash::Sha256Hash;
use crate::domain::server::PinnedCertificate;
use crate::domain::usage::{KanzleiMark, Owner};
use rusqlite::{Connection, OptionalExtension, Transaction};

/// What became of a new account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// Its number.
    pub id: AccountId,
    /// It was here before and has been taken up again; messages that belong to it.
    pub revived_mails: Option<u64>,
    /// The account that had the Kanzlei mark before.
    pub kanzlei_from: Option<AccountId>,
}

impl Storage {
    /// Stores a new account, as [`Storage::insert_account_with`] where the Kanzlei mark stays.
    ///
    /// # Errors
    /// As there.
    pub fn insert_account(&self, account: &Account) -> Result<Added> {
        self.insert_account_with(account, KanzleiMark::Stays)
    }

    /// Stores a new account. One that was removed earlier (same address, or same server and user
    /// name) is taken up again under its old number, so that its ledger goes on and no message is
    /// imported a second time.
    ///
    /// # Errors
    /// [`Error::Account`] when it refers to master data that is not there, or another account
    /// already has the Kanzlei mark.
    pub fn insert_account_with(&self, account: &Account, mark: KanzleiMark) -> Result<Added> {
        self.write(|tx| {
            let kanzlei_from = take_mark(tx, account, (None, mark))?;
            check_references(tx, account, None)?;
            if let Some(id) = removed_twin(tx, account)? {
                tx.execute(
                    "UPDATE account SET removed_at = NULL, created_at = ?2 WHERE id = ?1",
                    (id, now()),
                )?;
                update(tx, id, account)?;
                let mails = tx.query_row(
                    "SELECT count(*) FROM mail WHERE account_id = ?1",
                    [id],
                    |row| row.get(0),
                )?;
                return Ok(Added {
                    id: AccountId(id),
                    revived_mails: Some(mails),
                    kanzlei_from,
                });
            }
            tx.execute(
                "INSERT INTO account (name, address, active, mode, created_at) \
                 VALUES ('', '', 0, '', ?1)",
                [now()],
            )?;
            let id = tx.last_insert_rowid();
            update(tx, id, account)?;
            Ok(Added {
                id: AccountId(id),
                revived_mails: None,
                kanzlei_from,
            })
        })
    }

    /// Takes back what [`Storage::insert_account`] has just done.
    ///
    /// # Errors
    /// [`Error::NoAccount`].
    pub fn undo_insert(&self, added: Added) -> Result<()> {
        if added.revived_mails.is_some() {
            self.remove_account(added.id)?;
        }
        self.write(|tx| {
            if added.revived_mails.is_none() {
                tx.execute("DELETE FROM account WHERE id = ?1", [added.id.0])?;
            }
            if let Some(from) = added.kanzlei_from {
                let sql = "UPDATE account SET kanzlei = 1 WHERE id = ?1 AND removed_at IS NULL";
                tx.execute(sql, [from.0])?;
            }
            Ok(())
        })
    }

    /// Changes an account's settings and ends its pause.
    ///
    /// # Errors
    /// As [`Storage::insert_account`], and [`Error::NoAccount`].
    pub fn update_account(&self, id: AccountId, account: &Account) -> Result<()> {
        self.update_account_with(id, account, KanzleiMark::Stays)
            .map(|_| ())
    }

    /// Changes an account's settings and ends its pause; the Kanzlei mark may move to it. Says which
    /// account had the mark before.
    ///
    /// # Errors
    /// As [`Storage::update_account`].
    pub fn update_account_with(
        &self,
        id: AccountId,
        account: &Account,
        mark: KanzleiMark,
    ) -> Result<Option<AccountId>> {
        self.write(|tx| {
            require(tx, id)?;
            let from = take_mark(tx, account, (Some(id), mark))?;
            check_references(tx, account, Some(id))?;
            forget_wishes(tx, id)?;
            update(tx, id.0, account)?;
            Ok(from)
        })
    }

    /// Changes several accounts, all or none; the Kanzlei mark may move between them. An account
    /// whose servers stay as they were stays paused, too: another try would not go better.
    ///
    /// # Errors
    /// As [`Storage::update_account`], with the faults of every account.
    pub fn update_accounts(&self, accounts: &[(AccountId, Account)]) -> Result<()> {
        self.write(|tx| {
            let mut faults = Vec::new();
            for (id, _) in accounts {
                require(tx, *id)?;
                tx.execute("UPDATE account SET kanzlei = 0 WHERE id = ?1", [id.0])?;
            }
            for (id, account) in accounts {
                match check_references(tx, account, Some(*id)) {
                    Ok(()) => update_row(tx, *id, account)?,
                    Err(Error::Account(found)) => faults.extend(found),
                    Err(error) => return Err(error),
                }
            }
            if faults.is_empty() {
                Ok(())
            } else {
                Err(Error::Account(faults))
            }
        })
    }

    /// Takes an account off the list. Its mail and its ledger stay.
    ///
    /// # Errors
    /// [`Error::NoAccount`].
    pub fn remove_account(&self, id: AccountId) -> Result<()> {
        self.write(|tx| {
            require(tx, id)?;
            tx.execute(
                "UPDATE account SET removed_at = ?2, active = 0, kanzlei = 0 WHERE id = ?1",
                (id.0, now()),
            )?;
            Ok(())
        })
    }

    /// One account.
    ///
    /// # Errors
    /// [`Error::NoAccount`].
    pub fn account(&self, id: AccountId) -> Result<StoredAccount> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM account WHERE id = ?1 AND removed_at IS NULL");
            let row = connection
                .query_row(&sql, [id.0], |row| Ok(read(row)))
                .optional()?;
            row.ok_or(Error::NoAccount(id.0))?
        })
    }

    /// Every account, by number.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn accounts(&self) -> Result<Vec<StoredAccount>> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM account WHERE removed_at IS NULL ORDER BY id");
            let mut statement = connection.prepare(&sql)?;
            let rows = statement.query_map([], |row| Ok(read(row)))?;
            rows.map(|row| row.map_err(Error::from).flatten()).collect()
        })
    }

    /// Stops sign-ins until settings change or a person retries.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn pause_account(&self, id: AccountId) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "UPDATE account SET paused_at = ?2 WHERE id = ?1",
                (id.0, now()),
            )?;
            Ok(())
        })
    }

    /// Lets sign-ins go on.
    ///
    /// # Errors
    /// [`Error::NoAccount`].
    pub fn resume_account(&self, id: AccountId) -> Result<()> {
        self.write(|tx| {
            require(tx, id)?;
            tx.execute(
                "UPDATE account SET paused_at = NULL, failures = 0 WHERE id = ?1",
                [id.0],
            )?;
            Ok(())
        })
    }

    /// Pinned certificates of an account.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn pins(&self, id: AccountId) -> Result<Vec<PinnedCertificate>> {
        self.read(|connection| {
            let mut statement = connection
                .prepare("SELECT host, port, fingerprint FROM pin WHERE account_id = ?1")?;
            let rows = statement.query_map([id.0], |row| {
                let fingerprint = Sha256Hash(row.get(2)?);
                Ok(PinnedCertificate {
                    host: row.get(0)?,
                    port: row.get(1)?,
                    fingerprint,
                })
            })?;
            Ok(rows.collect::<std::result::Result<_, _>>()?)
        })
    }

    /// Pins a certificate, in place of an earlier one for the same host and port.
    ///
    /// # Errors
    /// [`Error::NoAccount`].
    pub fn add_pin(&self, id: AccountId, pin: &PinnedCertificate) -> Result<()> {
        self.write(|tx| {
            require(tx, id)?;
            tx.execute(
                "INSERT OR REPLACE INTO pin (account_id, host, port, fingerprint, added_at) \
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                (id.0, &pin.host, pin.port, pin.fingerprint.0, now()),
            )?;
            Ok(())
        })
    }

    /// Takes back every pinned certificate of an account; says how many there were.
    ///
    /// # Errors
    /// [`Error::NoAccount`].
    pub fn remove_pins(&self, id: AccountId) -> Result<usize> {
        self.write(|tx| {
            require(tx, id)?;
            Ok(tx.execute("DELETE FROM pin WHERE account_id = ?1", [id.0])?)
        })
    }

    /// The name of this office among the secrets in the keychain.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn office_key(&self) -> Result<String> {
        self.read(|connection| {
            Ok(
                connection
                    .query_row("SELECT key FROM office WHERE id = 1", [], |row| row.get(0))?,
            )
        })
    }
}

pub(super) fn require(connection: &Connection, id: AccountId) -> Result<()> {
    let found: Option<i64> = connection
        .query_row(
            "SELECT id FROM account WHERE id = ?1 AND removed_at IS NULL",
            [id.0],
            |row| row.get(0),
        )
        .optional()?;
    found.map(|_| ()).ok_or(Error::NoAccount(id.0))
}

/// Wishes to remove on the server are counted anew from new settings.
fn forget_wishes(tx: &Transaction<'_>, id: AccountId) -> Result<()> {
    tx.execute(
        "UPDATE seen SET removal_due = NULL WHERE removed_at IS NULL \
         AND removal_due IS NOT NULL \
         AND epoch_id IN (SELECT id FROM epoch WHERE account_id = ?1)",
        [id.0],
    )?;
    Ok(())
}

fn update_row(tx: &Transaction<'_>, id: AccountId, account: &Account) -> Result<()> {
    let sql = format!("SELECT {COLUMNS} FROM account WHERE id = ?1");
    let before = tx.query_row(&sql, [id.0], |row| Ok(read(row)))??;
    update(tx, id.0, account)?;
    let servers = |it: &Account| (it.incoming.clone(), it.outgoing.clone());
    if servers(&before.account) != servers(account) {
        return forget_wishes(tx, id);
    }
    tx.execute(
        "UPDATE account SET paused_at = ?2, failures = ?3 WHERE id = ?1",
        (id.0, before.state.paused_at, before.state.failures),
    )?;
    Ok(())
}

fn removed_twin(tx: &Transaction<'_>, account: &Account) -> Result<Option<i64>> {
    let (host, user) = account
        .incoming
        .as_ref()
        .map(|it| (it.endpoint.host.as_str(), it.user.as_str()))
        .unwrap_or_default();
    let sql = "SELECT id FROM account WHERE removed_at IS NOT NULL \
               AND (lower(address) = lower(?1) OR (?2 <> '' AND in_host = ?2 AND in_user = ?3)) \
               ORDER BY lower(address) = lower(?1) DESC, removed_at DESC LIMIT 1";
    Ok(tx
        .query_row(sql, (&account.address, host, user), |row| row.get(0))
        .optional()?)
}

fn exists(tx: &Transaction<'_>, sql: &str, key: &str) -> Result<bool> {
    Ok(tx.query_row(sql, [key], |row| row.get(0))?)
}

fn check_references(tx: &Transaction<'_>, account: &Account, own: Option<AccountId>) -> Result<()> {
    let mut faults = Vec::new();
    let usage = &account.usage;
    if let Some(Owner::Benutzer(number)) = usage.owner {
        let sql = "SELECT count(*) > 0 FROM benutzer WHERE number = ?1";
        if !exists(tx, sql, &number.to_string())? {
            let fault = Fault::BenutzerUnknown(number.to_string());
            faults.push(FieldError::new("usage.benutzer", fault));
        }
    }
    if let Some(name) = &usage.datenpool {
        let sql = "SELECT count(*) > 0 FROM datenpool WHERE name_key = ?1";
        if !exists(tx, sql, &name.to_lowercase())? {
            faults.push(FieldError::new(
                "usage.datenpool",
                Fault::DatenpoolUnknown(name.clone()),
            ));
        }
    }
    if let Some(name) = &usage.app_copy {
        let sql = "SELECT count(*) > 0 FROM geraet WHERE name_key = ?1";
        if !exists(tx, sql, &name.to_lowercase())? {
            faults.push(FieldError::new(
                "usage.app_copy",
                Fault::AppGeraetUnknown(name.clone()),
            ));
        }
    }
    if usage.kanzlei {
        let sql = "SELECT name FROM account \
                   WHERE kanzlei = 1 AND removed_at IS NULL AND id IS NOT ?1";
        let taken: Option<String> = tx
            .query_row(sql, [own.map(|it| it.0)], |row| row.get(0))
            .optional()?;
        if let Some(name) = taken {
            faults.push(FieldError::new("usage.kanzlei", Fault::KanzleiTaken(name)));
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Error::Account(faults))
    }
}
