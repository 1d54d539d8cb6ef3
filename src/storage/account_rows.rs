//! An account as a row, and back.

use super::{Result, from_word};
use crate::domain::account::{Account, AccountId, AccountState, StoredAccount};
use crate::domain::server::{
    AfterFetch, Deployment, Endpoint, Exchange, FirstFetch, Incoming, IncomingAuth, Outgoing,
    OutgoingAuth, Protocol, Security,
};
use crate::domain::stammdaten::BenutzerNumber;
use crate::domain::usage::{KanzleiMark, Mode, Owner, Usage};
use rusqlite::{OptionalExtension, Row, Transaction, named_params};

/// What [`read`] needs of a row.
pub(super) const COLUMNS: &str = "id, name, address, active, protocol, in_host, in_port, in_security, \
     in_user, in_auth, in_deployment, in_path, in_mailbox, remove_for_good, remove_after_days, folders, first_fetch, out_host, out_port, out_security, out_auth, \
     out_user, mode, owner, central, \
     (SELECT p.name FROM datenpool p WHERE p.name_key = account.datenpool) AS datenpool, \
     (SELECT g.name FROM geraet g WHERE g.name_key = account.app_copy) AS app_copy, \
     kanzlei, interval_minutes, paused_at, last_attempt_at, last_success_at, last_error, failures";

/// Writes an account into its row.
pub(super) fn update(tx: &Transaction<'_>, id: i64, account: &Account) -> Result<()> {
    let incoming = account.incoming.as_ref();
    let outgoing = account.outgoing.as_ref();
    let exchange = incoming.map(|it| it.exchange.clone()).unwrap_or_default();
    let usage = &account.usage;
    let removal = incoming.and_then(|it| match it.after_fetch {
        AfterFetch::Leave => None,
        AfterFetch::Remove { after_days } => Some(after_days),
    });
    let (auth, out_user) = match outgoing.map(|it| &it.auth) {
        Some(OutgoingAuth::Own { user }) => ("own", user.as_str()),
        Some(OutgoingAuth::Oauth2 { user }) => ("oauth2", user.as_str()),
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
         in_security = :in_security, in_user = :in_user, in_auth = :in_auth, \
         in_deployment = :deployment, in_path = :path, in_mailbox = :mailbox, \
         remove_for_good = :for_good, \
         remove_after_days = :removal, \
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
            ":in_auth": incoming.map(|it| it.auth).unwrap_or_default().word(),
            ":deployment": exchange.deployment.word(),
            ":path": exchange.path,
            ":mailbox": exchange.mailbox,
            ":for_good": exchange.for_good,
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

/// Reads an account from its row.
pub(super) fn read(row: &Row<'_>) -> Result<StoredAccount> {
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
        auth: word(row, "in_auth", IncomingAuth::from_word)?,
        after_fetch,
        folders: folders.lines().map(str::to_owned).collect(),
        first_fetch: word(row, "first_fetch", FirstFetch::from_word)?,
        exchange: Exchange {
            deployment: word(row, "in_deployment", Deployment::from_word)?,
            path: row.get("in_path")?,
            mailbox: row.get("in_mailbox")?,
            for_good: row.get("remove_for_good")?,
        },
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
        "oauth2" => OutgoingAuth::Oauth2 {
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

/// Takes the Kanzlei mark from the account that has it, if this one wants it and it may move. Says
/// whose it was.
pub(super) fn take_mark(
    tx: &Transaction<'_>,
    account: &Account,
    (own, mark): (Option<AccountId>, KanzleiMark),
) -> Result<Option<AccountId>> {
    if !account.usage.kanzlei || mark == KanzleiMark::Stays {
        return Ok(None);
    }
    let sql = "SELECT id FROM account WHERE kanzlei = 1 AND removed_at IS NULL AND id IS NOT ?1";
    let holder: Option<i64> = tx
        .query_row(sql, [own.map(|it| it.0)], |row| row.get(0))
        .optional()?;
    if let Some(holder) = holder {
        tx.execute("UPDATE account SET kanzlei = 0 WHERE id = ?1", [holder])?;
    }
    Ok(holder.map(AccountId))
}
