//! Von→An: which Benutzer may take the mail of which sender.

use super::benutzer::find_benutzer;
use super::stammdaten::{none_of, refused, unknown};
use super::{Error, Result, Storage};
use crate::domain::register::{Zuordnung, ZuordnungBar};
use crate::domain::stammdaten::{BenutzerNumber, StammdatenFault};
use crate::domain::syntax::address_key;
use rusqlite::{Connection, Transaction};

/// Whether a Benutzer, current or not, has this address: `Some(true)` if one of them is current.
fn holder(connection: &Connection, key: &str) -> Result<Option<bool>> {
    // Only SQLite's own letters are folded by `lower`; an address has few others.
    let mut statement = connection.prepare_cached("SELECT address, current FROM benutzer")?;
    let mut rows = statement.query([])?;
    let mut found = None;
    while let Some(row) = rows.next()? {
        if address_key(&row.get::<_, String>(0)?) == key {
            found = Some(found == Some(true) || row.get(1)?);
        }
    }
    Ok(found)
}

fn check(tx: &Transaction<'_>, von: &str, an: &[BenutzerNumber]) -> Result<()> {
    let mut faults = Vec::new();
    match holder(tx, &address_key(von))? {
        None => faults.push(StammdatenFault::VonUnknown(von.to_owned())),
        Some(false) => faults.push(StammdatenFault::VonNotCurrent(von.to_owned())),
        Some(true) => {}
    }
    for number in an {
        match find_benutzer(tx, *number)? {
            None => faults.push(StammdatenFault::Unknown(format!("Benutzer {number}"))),
            Some(it) if it.external => faults.push(StammdatenFault::AnExternal(*number)),
            Some(it) if !it.current => faults.push(StammdatenFault::AnNotCurrent(*number)),
            Some(_) => {}
        }
    }
    none_of(faults)
}

fn insert(tx: &Transaction<'_>, von: &str, an: &[BenutzerNumber]) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO zuordnung (von_key, von, an) VALUES (?1, ?2, ?3)";
    for number in an {
        let row = (address_key(von), von.trim(), number.value());
        if tx.execute(sql, row)? == 0 {
            let name = format!("{} → {number}", von.trim());
            return Err(refused(StammdatenFault::Taken(name)));
        }
    }
    Ok(())
}

impl Storage {
    /// Every row Von→An, by address and number, with the reason why a row does not count now.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn zuordnungen(&self) -> Result<Vec<Zuordnung>> {
        self.read(|connection| {
            let sql = "SELECT z.von_key, z.von, z.an, b.current, b.external FROM zuordnung z \
                       JOIN benutzer b ON b.number = z.an ORDER BY z.von_key, z.an";
            let mut holders = std::collections::HashMap::new();
            let mut statement = connection.prepare("SELECT address, current FROM benutzer")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let is_current: bool = row.get(1)?;
                let known = holders.entry(address_key(&row.get::<_, String>(0)?));
                *known.or_insert(false) |= is_current;
            }
            let mut statement = connection.prepare(sql)?;
            let mut rows = statement.query([])?;
            let mut all = Vec::new();
            while let Some(row) = rows.next()? {
                let key: String = row.get(0)?;
                let bar = match (holders.get(&key), row.get(3)?, row.get(4)?) {
                    (None, ..) => Some(ZuordnungBar::VonUnknown),
                    (Some(false), ..) => Some(ZuordnungBar::VonNotCurrent),
                    (_, _, true) => Some(ZuordnungBar::AnExternal),
                    (_, false, _) => Some(ZuordnungBar::AnNotCurrent),
                    _ => None,
                };
                let number = BenutzerNumber::new(row.get(2)?);
                all.push(Zuordnung {
                    von: row.get(1)?,
                    an: number.ok_or_else(|| Error::Damaged("benutzer number".to_owned()))?,
                    bar,
                });
            }
            Ok(all)
        })
    }

    /// Lets these Benutzer take the mail of a sender, besides those who may already.
    ///
    /// # Errors
    /// [`Error::Stammdaten`] with every fault.
    pub fn insert_zuordnung(&self, von: &str, an: &[BenutzerNumber]) -> Result<()> {
        self.write(|tx| {
            check(tx, von, an)?;
            insert(tx, von, an)
        })
    }

    /// Lets these Benutzer and nobody else take the mail of a sender that has rows already.
    ///
    /// # Errors
    /// [`Error::Stammdaten`] with every fault.
    pub fn replace_zuordnung(&self, von: &str, an: &[BenutzerNumber]) -> Result<()> {
        self.write(|tx| {
            let sql = "DELETE FROM zuordnung WHERE von_key = ?1";
            if tx.execute(sql, [address_key(von)])? == 0 {
                return Err(unknown(von));
            }
            check(tx, von, an)?;
            insert(tx, von, an)
        })
    }

    /// Takes a sender's rows away: all of them, or the one of this Benutzer. Says how many.
    ///
    /// # Errors
    /// [`Error::Stammdaten`] if there is no such row.
    pub fn remove_zuordnung(&self, von: &str, an: Option<BenutzerNumber>) -> Result<usize> {
        self.write(|tx| {
            let sql = "DELETE FROM zuordnung WHERE von_key = ?1 AND (?2 IS NULL OR an = ?2)";
            let row = (address_key(von), an.map(BenutzerNumber::value));
            match tx.execute(sql, row)? {
                0 => Err(unknown(von)),
                count => Ok(count),
            }
        })
    }
}
