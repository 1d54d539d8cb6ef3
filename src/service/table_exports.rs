//! Akten, Benutzer and Klienten as a table that a spreadsheet opens and that can be read in again.

use super::error::{Error, Result};
use super::office::Office;
use super::table::guarded;
use super::table_imports::columns;
use crate::domain::register::{AkteKind, Ansprechpartner};
use crate::domain::table_import::TableKind;
use crate::storage::akten::AkteWish;
use std::path::Path;

/// Says to Excel that the file is UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

fn yes_no(is_so: bool) -> String {
    if is_so { "ja" } else { "nein" }.to_owned()
}

impl Office {
    /// Writes a table of this kind to a file: semicolons, UTF-8 with its mark. Says how many lines
    /// it has below the heading. The columns are those that an import takes.
    ///
    /// # Errors
    /// [`Error::Storage`], [`Error::File`].
    pub fn export_table(&self, kind: TableKind, file: &Path) -> Result<usize> {
        let rows = match kind {
            TableKind::Akten => self.rows_of_akten()?,
            TableKind::Benutzer => self.rows_of_benutzer()?,
            TableKind::Klienten => self.rows_of_klienten()?,
        };
        let failed = |detail: String| Error::File {
            path: file.display().to_string(),
            detail,
        };
        let mut writer = csv::WriterBuilder::new()
            .delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .from_writer(MARK.to_vec());
        let mut write = |row: &[String]| writer.write_record(row.iter().map(|it| guarded(it)));
        let head: Vec<String> = columns(kind).into_iter().map(str::to_owned).collect();
        write(&head).map_err(|error| failed(error.to_string()))?;
        for row in &rows {
            write(row).map_err(|error| failed(error.to_string()))?;
        }
        let bytes = writer
            .into_inner()
            .map_err(|error| failed(error.to_string()))?;
        std::fs::write(file, bytes).map_err(|error| Error::file(file, &error))?;
        Ok(rows.len())
    }

    fn rows_of_akten(&self) -> Result<Vec<Vec<String>>> {
        let akten = self.storage.akten(&AkteWish::default())?.into_iter();
        let row = |akte: crate::domain::register::StoredAkte| match akte.kind {
            AkteKind::Akte(number) => {
                let clerk = akte.sachbearbeiter.map(|it| it.to_string());
                let pool = akte.datenpool.unwrap_or_default();
                let row = [number.to_string(), akte.name];
                Some(
                    row.into_iter()
                        .chain([clerk.unwrap_or_default(), pool])
                        .collect(),
                )
            }
            AkteKind::Benutzerakte(_) | AkteKind::Sammelakte => None,
        };
        Ok(akten.filter_map(row).collect())
    }

    fn rows_of_benutzer(&self) -> Result<Vec<Vec<String>>> {
        let all = self.storage.benutzer()?.into_iter();
        let row = |it: crate::domain::stammdaten::Benutzer| {
            vec![
                it.number.to_string(),
                it.name,
                it.address,
                yes_no(it.current),
                it.login,
                yes_no(it.verwalter),
                yes_no(it.einlesen),
                yes_no(it.external),
            ]
        };
        Ok(all.map(row).collect())
    }

    fn rows_of_klienten(&self) -> Result<Vec<Vec<String>>> {
        let mut rows = Vec::new();
        for stored in self.storage.klienten()? {
            let name = stored.klient.name;
            if stored.klient.ansprechpartner.is_empty() {
                rows.push(vec![name.clone(), String::new(), String::new()]);
            }
            let row = |it: Ansprechpartner| vec![name.clone(), it.address, it.name];
            rows.extend(stored.klient.ansprechpartner.into_iter().map(row));
        }
        Ok(rows)
    }
}
