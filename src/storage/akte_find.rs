//! Finding an Akte by what a person types, and the ones that were used last.

use super::akten::{AKTE, read};
use super::{Result, Storage};
use crate::domain::register::{AkteId, AkteKind, StoredAkte};
use crate::domain::search_text::fold;

/// Whether what was typed names this Akte: the beginning of its number, or every word somewhere in
/// its Kurzbezeichnung.
fn is_meant(akte: &StoredAkte, typed: &str, words: &[String]) -> bool {
    let AkteKind::Akte(number) = akte.kind else {
        return false;
    };
    if number.to_string().starts_with(typed) {
        return true;
    }
    let name = fold(&akte.name);
    !words.is_empty() && words.iter().all(|it| name.contains(it.as_str()))
}

impl Storage {
    /// Akten by the beginning of their number or by words of their Kurzbezeichnung, those opened
    /// last first; with nothing typed, those into which something was filed last.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn find_akten(&self, typed: &str, limit: usize) -> Result<Vec<StoredAkte>> {
        let typed = typed.trim();
        if typed.is_empty() {
            return self.recent_akten(limit);
        }
        let words: Vec<String> = typed.split_whitespace().map(fold).collect();
        let sql = format!(
            "{AKTE} WHERE a.kind = 'akte' \
             ORDER BY (a.year + 50) % 100 DESC, a.number DESC, p.name"
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let mut rows = statement.query([])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let akte = read(row)?;
                if is_meant(&akte, typed, &words) {
                    found.push(akte);
                    if found.len() == limit {
                        break;
                    }
                }
            }
            Ok(found)
        })
    }

    /// The Akten into which something was filed last, the latest first.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn recent_akten(&self, limit: usize) -> Result<Vec<StoredAkte>> {
        // Documents are numbered as they are filed; looking at the last ones is enough.
        let sql = format!(
            "{AKTE} JOIN (SELECT akte, max(id) AS last FROM \
             (SELECT akte, id FROM document WHERE akte IS NOT NULL ORDER BY id DESC LIMIT 500) \
             GROUP BY akte) d ON d.akte = a.id WHERE a.kind = 'akte' \
             ORDER BY d.last DESC LIMIT ?1"
        );
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            let mut rows = statement.query([limit])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(read(row)?);
            }
            Ok(found)
        })
    }

    /// One Akte of any kind.
    ///
    /// # Errors
    /// [`super::Error::NoRow`].
    pub fn akte_of_id(&self, id: AkteId) -> Result<StoredAkte> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!("{AKTE} WHERE a.id = ?1"))?;
            let mut rows = statement.query([id.0])?;
            let row = rows.next()?;
            row.map_or(Err(super::Error::NoRow("akte", id.0)), read)
        })
    }
}
