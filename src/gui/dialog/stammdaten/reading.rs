//! What the dialog reads of the office.

use super::rows::{self, Row};
use super::subject::Part;
use crate::domain::register::{Eingangsfach, Quelle, StoredAkte, StoredKlient, Taetigkeit};
use crate::gui::dialog::accounts::{Lists, barred_of};
use crate::i18n::Text;
use crate::service::{AkteWish, Office, Result};
use std::sync::Arc;

/// The master data.
#[derive(Debug, Clone, Default)]
pub(super) struct Data {
    pub(super) lists: Lists,
    pub(super) akten: Arc<Vec<StoredAkte>>,
    pub(super) klienten: Arc<Vec<StoredKlient>>,
    pub(super) taetigkeiten: Vec<Taetigkeit>,
    pub(super) faecher: Vec<Eingangsfach>,
    pub(super) quellen: Vec<Quelle>,
}

/// What was read.
#[derive(Debug, Clone)]
pub struct Loaded {
    pub(super) data: Data,
    /// The entries of every part; there may be thousands, so they are put in rows here.
    pub(super) rows: Vec<Arc<Vec<Row>>>,
    /// Why nothing may be changed.
    pub(super) barred: Option<Text>,
}

/// Reads everything.
pub(super) fn read(office: &Office) -> Result<Loaded> {
    let data = Data {
        lists: Lists {
            benutzer: office.benutzer()?,
            pools: office.datenpools()?,
            geraete: office.geraete()?,
        },
        akten: Arc::new(office.akten(&AkteWish::default())?),
        klienten: Arc::new(office.klienten()?),
        taetigkeiten: office.taetigkeiten()?,
        faecher: office.eingangsfaecher()?,
        quellen: office.quellen()?,
    };
    let rows = Part::ALL.map(|part| Arc::new(rows::all(part, &data)));
    Ok(Loaded {
        rows: rows.to_vec(),
        data,
        barred: barred_of(office)?,
    })
}
