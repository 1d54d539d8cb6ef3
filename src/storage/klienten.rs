//! Klienten with their Ansprechpartner.

use super::benutzer::take_lines;
use super::stammdaten::{delete, none_of, refused, unknown};
use super::{Result, Storage};
use crate::domain::register::{Ansprechpartner, Klient, StoredKlient};
use crate::domain::stammdaten::StammdatenFault;
use crate::domain::syntax::address_key;
use crate::domain::table_import::{Imported, Table};
use rusqlite::{Connection, OptionalExtension, Transaction};

fn find(connection: &Connection, name: &str) -> Result<Option<i64>> {
    let sql = "SELECT id FROM klient WHERE name_key = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let key = name.trim().to_lowercase();
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

fn check(tx: &Transaction<'_>, klient: &Klient, own: Option<i64>) -> Result<()> {
    let mut faults = klient.faults();
    let holder = find(tx, &klient.name)?;
    if holder.is_some() && holder != own {
        faults.push(StammdatenFault::Taken(klient.name.trim().to_owned()));
    }
    none_of(faults)
}

fn store_addresses(tx: &Transaction<'_>, id: i64, all: &[Ansprechpartner]) -> Result<()> {
    tx.prepare_cached("DELETE FROM ansprechpartner WHERE klient_id = ?1")?
        .execute([id])?;
    let sql = "INSERT INTO ansprechpartner (klient_id, address_key, address, name) \
               VALUES (?1, ?2, ?3, ?4)";
    let mut statement = tx.prepare_cached(sql)?;
    for it in all {
        let address = it.address.trim();
        statement.execute((id, address_key(address), address, it.name.trim()))?;
    }
    Ok(())
}

fn insert(tx: &Transaction<'_>, klient: &Klient) -> Result<()> {
    check(tx, klient, None)?;
    let name = klient.name.trim();
    tx.prepare_cached("INSERT INTO klient (name_key, name) VALUES (?1, ?2)")?
        .execute((name.to_lowercase(), name))?;
    store_addresses(tx, tx.last_insert_rowid(), &klient.ansprechpartner)
}

fn update(tx: &Transaction<'_>, id: i64, klient: &Klient) -> Result<()> {
    check(tx, klient, Some(id))?;
    let name = klient.name.trim();
    tx.prepare_cached("UPDATE klient SET name_key = ?2, name = ?3 WHERE id = ?1")?
        .execute((id, name.to_lowercase(), name))?;
    store_addresses(tx, id, &klient.ansprechpartner)
}

fn take(tx: &Transaction<'_>, table: &Table<Klient>) -> Result<Imported> {
    take_lines(table, |klient| match find(tx, &klient.name)? {
        Some(id) if table.change => update(tx, id, klient).map(|()| true),
        Some(_) => {
            let name = klient.name.trim().to_owned();
            Err(refused(StammdatenFault::Taken(name)))
        }
        None => insert(tx, klient).map(|()| false),
    })
}

impl Storage {
    /// Every Klient with every Ansprechpartner, by name.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn klienten(&self) -> Result<Vec<StoredKlient>> {
        self.read(|connection| {
            let sql = "SELECT k.id, k.name, a.address, a.name FROM klient k \
                       LEFT JOIN ansprechpartner a ON a.klient_id = k.id \
                       ORDER BY k.name_key, a.address_key";
            let mut statement = connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            let mut klienten: Vec<StoredKlient> = Vec::new();
            while let Some(row) = rows.next()? {
                let id: i64 = row.get(0)?;
                if klienten.last().is_none_or(|it| it.id != id) {
                    klienten.push(StoredKlient {
                        id,
                        klient: Klient {
                            name: row.get(1)?,
                            ansprechpartner: Vec::new(),
                        },
                    });
                }
                let address: Option<String> = row.get(2)?;
                if let (Some(address), Some(last)) = (address, klienten.last_mut()) {
                    let name = row.get(3)?;
                    let it = Ansprechpartner { name, address };
                    last.klient.ansprechpartner.push(it);
                }
            }
            Ok(klienten)
        })
    }

    /// Stores a new Klient.
    ///
    /// # Errors
    /// [`super::Error::Stammdaten`] with every fault.
    pub fn insert_klient(&self, klient: &Klient) -> Result<()> {
        self.write(|tx| insert(tx, klient))
    }

    /// Changes the Klient of this name, perhaps the name, too.
    ///
    /// # Errors
    /// [`super::Error::Stammdaten`] with every fault.
    pub fn update_klient(&self, name: &str, klient: &Klient) -> Result<()> {
        self.write(|tx| {
            let id = find(tx, name)?.ok_or_else(|| unknown(name))?;
            update(tx, id, klient)
        })
    }

    /// Stores a table of Klienten, each with its line: all of them or none. When it may change entries, those that
    /// are here already are changed, else they are faults.
    ///
    /// # Errors
    /// [`super::Error::Table`] with every fault.
    pub fn import_klienten(&self, table: &Table<Klient>) -> Result<Imported> {
        self.write(|tx| take(tx, table))
    }

    /// What [`Self::import_klienten`] would do; nothing is stored.
    ///
    /// # Errors
    /// The same.
    pub fn rehearse_klienten(&self, table: &Table<Klient>) -> Result<Imported> {
        self.rehearse(|tx| take(tx, table))
    }

    /// Removes a Klient that no mail refers to.
    ///
    /// # Errors
    /// [`super::Error::Stammdaten`]: unknown or in use.
    pub fn remove_klient(&self, name: &str) -> Result<()> {
        self.write(|tx| {
            let id = find(tx, name)?.ok_or_else(|| unknown(name))?;
            delete(tx, "DELETE FROM ansprechpartner WHERE klient_id = ?1", id)?;
            delete(tx, "DELETE FROM klient WHERE id = ?1", id).map(|_| ())
        })
    }
}
