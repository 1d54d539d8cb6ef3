//! Settings of the whole office.

use super::benutzer::find_benutzer;
use super::taetigkeiten::find_taetigkeit;
use super::{Error, Result, Storage, from_word};
use crate::domain::office_settings::{
    AutomaticReading, DirectiveSenders, OfficeSettings, SenderPattern, SettingFault, SettingsChange,
};
use crate::domain::register::Taetigkeit;
use crate::domain::stammdaten::BenutzerNumber;
use rusqlite::{Connection, Row, Transaction};

/// The settings as they are now; also for whoever places mail inside a transaction.
pub(super) fn read_settings(connection: &Connection) -> Result<OfficeSettings> {
    let sql = "SELECT s.directives, s.forward_to, s.fax, s.reading_on, s.minutes, s.complete, \
               t.id, t.name FROM office_setting s LEFT JOIN taetigkeit t ON t.id = s.taetigkeit";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let missing = || Error::Damaged("no settings".to_owned());
    let mut settings = read(rows.next()?.ok_or_else(missing)?)?;
    let mut statement =
        connection.prepare_cached("SELECT pattern FROM blocked_sender ORDER BY pattern")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let pattern: String = row.get(0)?;
        settings
            .blocked
            .push(from_word(&pattern, SenderPattern::parse)?);
    }
    settings.blocked.sort();
    Ok(settings)
}

fn read(row: &Row<'_>) -> Result<OfficeSettings> {
    let fax: String = row.get(2)?;
    let taetigkeit = match row.get(6)? {
        Some(id) => Some(Taetigkeit {
            id,
            name: row.get(7)?,
        }),
        None => None,
    };
    Ok(OfficeSettings {
        directives: from_word(&row.get::<_, String>(0)?, DirectiveSenders::from_word)?,
        forward_to: row.get::<_, Option<u16>>(1)?.and_then(BenutzerNumber::new),
        blocked: Vec::new(),
        fax: SenderPattern::parse(&fax),
        reading: AutomaticReading {
            on: row.get(3)?,
            minutes: row.get(4)?,
            taetigkeit,
            complete: row.get(5)?,
        },
    })
}

/// The settings after a change, with everything looked up, or every fault.
fn changed(tx: &Transaction<'_>, change: &SettingsChange) -> Result<OfficeSettings> {
    let now = read_settings(tx)?;
    let mut faults = Vec::new();
    let mut next = change.apply(&now).unwrap_or_else(|found| {
        faults.extend(found);
        now
    });
    if let Some(Some(number)) = change.forward_to
        && !find_benutzer(tx, number)?.is_some_and(|it| it.has_access())
    {
        faults.push(SettingFault::BenutzerUnusable(number.to_string()));
    }
    if let Some(Some(name)) = &change.taetigkeit {
        next.reading.taetigkeit = find_taetigkeit(tx, name)?;
        if next.reading.taetigkeit.is_none() {
            faults.push(SettingFault::TaetigkeitUnknown(name.clone()));
        }
    }
    if faults.is_empty() {
        Ok(next)
    } else {
        Err(Error::Settings(faults))
    }
}

impl Storage {
    /// The settings of the office.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn office_settings(&self) -> Result<OfficeSettings> {
        self.read(read_settings)
    }

    /// Changes settings of the office, all or none; gives them back as they are then.
    ///
    /// # Errors
    /// [`Error::Settings`] with every fault.
    pub fn change_settings(&self, change: &SettingsChange) -> Result<OfficeSettings> {
        self.write(|tx| {
            let next = changed(tx, change)?;
            let fax = next.fax.as_ref().map(SenderPattern::to_string);
            tx.execute(
                "UPDATE office_setting SET directives = ?1, forward_to = ?2, fax = ?3, \
                 reading_on = ?4, minutes = ?5, taetigkeit = ?6, complete = ?7",
                (
                    next.directives.word(),
                    next.forward_to.map(BenutzerNumber::value),
                    fax.unwrap_or_default(),
                    next.reading.on,
                    next.reading.minutes,
                    next.reading.taetigkeit.as_ref().map(|it| it.id),
                    next.reading.complete,
                ),
            )?;
            tx.execute("DELETE FROM blocked_sender", [])?;
            for pattern in &next.blocked {
                let sql = "INSERT INTO blocked_sender (pattern) VALUES (?1)";
                tx.execute(sql, [pattern.to_string()])?;
            }
            Ok(next)
        })
    }
}
