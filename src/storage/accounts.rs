//! Accounts: settings, state, pinned certificates.

use super::{Error, Result, Storage, from_word, now};
use crate::domain::account::{Account, AccountId, AccountState, Fault, FieldError, StoredAccount};
use crate::domain::hash::Sha256Hash;
use crate::domain::server::{
    AfterFetch, Endpoint, FirstFetch, Incoming, Outgoing, OutgoingAuth, PinnedCertificate,
    Protocol, Security,
};
use crate::domain::stammdaten::BenutzerNumber;
use crate::domain::usage::{Mode, Owner, Usage};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

const COLUMNS: &str = "id, name, address, active, protocol, in_host, in_port, in_security, \
     in_user, remove_after_days, folders, first_fetch, out_host, out_port, out_security, out_auth, \
     out_user, mode, owner, central, \
     (SELECT p.name FROM datenpool p WHERE p.name_key = account.datenpool) AS datenpool, \
     (SELECT g.name FROM geraet g WHERE g.name_key = account.app_copy) AS app_copy, \
     kanzlei, interval_minutes, paused_at, last_attempt_at, last_success_at, last_error, failures";

/// What became of a new account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// Its number.
    pub id: AccountId,
    /// It was here before and has been taken up again; messages that belong to it.
    pub revived_mails: Option<u64>,
}

impl Storage {
    /// Stores a new account. One that was removed earlier (same address, or same server and user
    /// name) is taken up again under its old number, so that its ledger goes on and no message is
    /// imported a second time.
    ///
    /// # Errors
    /// [`Error::Account`] when it refers to master data that is not there, or another account
    /// already has the Kanzlei mark.
    pub fn insert_account(&self, account: &Account) -> Result<Added> {
        self.write(|tx| {
            check_references(tx, account, None)?;
            if let Some(id) = removed_twin(tx, account)? {
                tx.execute("UPDATE account SET removed_at = NULL WHERE id = ?1", [id])?;
                update(tx, id, account)?;
                let mails = tx.query_row(
                    "SELECT count(*) FROM mail WHERE account_id = ?1",
                    [id],
                    |row| row.get(0),
                )?;
                return Ok(Added {
                    id: AccountId(id),
                    revived_mails: Some(mails),
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
            })
        })
    }

    /// Takes back what [`Storage::insert_account`] has just done.
    ///
    /// # Errors
    /// [`Error::NoAccount`].
    pub fn undo_insert(&self, added: Added) -> Result<()> {
        if added.revived_mails.is_some() {
            return self.remove_account(added.id);
        }
        self.write(|tx| {
            tx.execute("DELETE FROM account WHERE id = ?1", [added.id.0])?;
            Ok(())
        })
    }

    /// Changes an account's settings and ends its pause.
    ///
    /// # Errors
    /// As [`Storage::insert_account`], and [`Error::NoAccount`].
    pub fn update_account(&self, id: AccountId, account: &Account) -> Result<()> {
        self.write(|tx| {
            require(tx, id)?;
            check_references(tx, account, Some(id))?;
            // Wishes are counted anew from the new settings.
            tx.execute(
                "UPDATE seen SET removal_due = NULL WHERE removed_at IS NULL \
                 AND removal_due IS NOT NULL \
                 AND epoch_id IN (SELECT id FROM epoch WHERE account_id = ?1)",
                [id.0],
            )?;
            update(tx, id.0, account)
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

fn update(tx: &Transaction<'_>, id: i64, account: &Account) -> Result<()> {
    let incoming = account.incoming.as_ref();
    let outgoing = account.outgoing.as_ref();
    let usage = &account.usage;
    let removal = incoming.and_then(|it| match it.after_fetch {
        AfterFetch::Leave => None,
        AfterFetch::Remove { after_days } => Some(after_days),
    });
    let (auth, out_user) = match outgoing.map(|it| &it.auth) {
        Some(OutgoingAuth::Own { user }) => ("own", user.as_str()),
        Some(OutgoingAuth::None) => ("none", ""),
        Some(OutgoingAuth::Same) | None => ("same", ""),
    };
    let number = match usage.owner {
        Some(Owner::Benutzer(number)) => Some(number.value()),
        _ => None,
    };
    tx.execute(
        "UPDATE account SET name = :name, address = :address, active = :active, \
         protocol = :protocol, in_host = :in_host, in_port = :in_port, \
         in_security = :in_security, in_user = :in_user, remove_after_days = :removal, \
         folders = :folders, first_fetch = :first_fetch, out_host = :out_host, \
         out_port = :out_port, out_security = :out_security, out_auth = :out_auth, \
         out_user = :out_user, mode = :mode, owner = :owner, central = :central, \
         datenpool = :datenpool, app_copy = :app_copy, kanzlei = :kanzlei, \
         interval_minutes = :interval, paused_at = NULL, failures = 0 WHERE id = :id",
        named_params! {
            ":id": id,
            ":name": account.name,
            ":address": account.address,
            ":active": account.active,
            ":protocol": incoming.map(|it| it.protocol.word()),
            ":in_host": incoming.map_or("", |it| &it.endpoint.host),
            ":in_port": incoming.map_or(0, |it| it.endpoint.port),
            ":in_security": incoming.map(|it| it.endpoint.security).unwrap_or_default().word(),
            ":in_user": incoming.map_or("", |it| &it.user),
            ":removal": removal,
            ":folders": incoming.map_or_else(|| "[]".to_owned(), |it| folders_to_lines(&it.folders)),
            ":first_fetch": incoming.map(|it| it.first_fetch).unwrap_or_default().word(),
            ":out_host": outgoing.map(|it| &it.endpoint.host),
            ":out_port": outgoing.map_or(0, |it| it.endpoint.port),
            ":out_security": outgoing.map(|it| it.endpoint.security).unwrap_or_default().word(),
            ":out_auth": auth,
            ":out_user": out_user,
            ":mode": usage.mode.word(),
            ":owner": number,
            ":central": usage.owner == Some(Owner::Zentral),
            ":datenpool": usage.datenpool.as_ref().map(|it| it.to_lowercase()),
            ":app_copy": usage.app_copy.as_ref().map(|it| it.to_lowercase()),
            ":kanzlei": usage.kanzlei,
            ":interval": account.interval_minutes,
        },
    )?;
    Ok(())
}

/// Folder names hold any character but line breaks, so they are kept one to a line.
fn folders_to_lines(folders: &[String]) -> String {
    folders.join("\n")
}

fn read(row: &Row<'_>) -> Result<StoredAccount> {
    let id = AccountId(row.get("id")?);
    let account = Account {
        name: row.get("name")?,
        address: row.get("address")?,
        active: row.get("active")?,
        incoming: read_incoming(row)?,
        outgoing: read_outgoing(row)?,
        usage: read_usage(row)?,
        interval_minutes: row.get("interval_minutes")?,
    };
    let state = AccountState {
        paused_at: row.get("paused_at")?,
        last_attempt_at: row.get("last_attempt_at")?,
        last_success_at: row.get("last_success_at")?,
        last_error: row.get("last_error")?,
        failures: row.get("failures")?,
    };
    Ok(StoredAccount { id, account, state })
}

fn word<T>(row: &Row<'_>, column: &str, read: impl Fn(&str) -> Option<T>) -> Result<T> {
    from_word(&row.get::<_, String>(column)?, read)
}

fn read_incoming(row: &Row<'_>) -> Result<Option<Incoming>> {
    let Some(protocol) = row.get::<_, Option<String>>("protocol")? else {
        return Ok(None);
    };
    let after_fetch = match row.get("remove_after_days")? {
        Some(after_days) => AfterFetch::Remove { after_days },
        None => AfterFetch::Leave,
    };
    let folders: String = row.get("folders")?;
    Ok(Some(Incoming {
        protocol: from_word(&protocol, Protocol::from_word)?,
        endpoint: Endpoint {
            host: row.get("in_host")?,
            port: row.get("in_port")?,
            security: word(row, "in_security", Security::from_word)?,
        },
        user: row.get("in_user")?,
        after_fetch,
        folders: folders.lines().map(str::to_owned).collect(),
        first_fetch: word(row, "first_fetch", FirstFetch::from_word)?,
    }))
}

fn read_outgoing(row: &Row<'_>) -> Result<Option<Outgoing>> {
    let Some(host) = row.get::<_, Option<String>>("out_host")? else {
        return Ok(None);
    };
    let security = word(row, "out_security", Security::from_word)?;
    let endpoint = Endpoint {
        host,
        port: row.get("out_port")?,
        security,
    };
    let auth = match row.get::<_, String>("out_auth")?.as_str() {
        "own" => OutgoingAuth::Own {
            user: row.get("out_user")?,
        },
        "none" => OutgoingAuth::None,
        _ => OutgoingAuth::Same,
    };
    Ok(Some(Outgoing { endpoint, auth }))
}

fn read_usage(row: &Row<'_>) -> Result<Usage> {
    let number: Option<u16> = row.get("owner")?;
    let owner = match number.and_then(BenutzerNumber::new) {
        Some(number) => Some(Owner::Benutzer(number)),
        None if row.get("central")? => Some(Owner::Zentral),
        None => None,
    };
    Ok(Usage {
        mode: word(row, "mode", Mode::from_word)?,
        owner,
        datenpool: row.get("datenpool")?,
        app_copy: row.get("app_copy")?,
        kanzlei: row.get("kanzlei")?,
    })
}
