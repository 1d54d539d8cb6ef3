//! What is prepared in the Posteingang: rows get an Aktennummer or a Postkorb, mark themselves when
//! that is enough, and are stored together by "Verarbeiten".

use super::work::Deed;
use crate::domain::desk::{Postkorb, Vorgang};
use crate::service::{Office, Result};
use std::collections::HashMap;

/// Rows that are read at once while everything is looked through.
const PIECE: usize = 500;

/// What was chosen for one row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Prepared {
    /// Aktennummer that was typed; empty takes a proposed one away.
    akte: Option<String>,
    /// Postkorb that was chosen.
    postkorb: Option<Postkorb>,
    /// The box was pressed by hand.
    box_by_hand: Option<bool>,
}

/// What was chosen for the rows of the Posteingang, by their numbers.
#[derive(Debug, Clone, Default)]
pub struct Tray {
    prepared: HashMap<i64, Prepared>,
}

impl Tray {
    /// The Aktennummer that a row would be stored under: typed, else recognised, else the one it
    /// has.
    pub fn akte(&self, it: &Vorgang) -> Option<String> {
        let typed = self.prepared.get(&it.id).and_then(|it| it.akte.clone());
        // Several proposals are a list, which is none.
        let proposed = Some(it.proposed.clone()).filter(|it| !it.is_empty() && !it.contains(','));
        let own = Some(it.aktennummer.clone()).filter(|it| !it.is_empty());
        typed.or(own).or(proposed).filter(|it| !it.is_empty())
    }

    /// The Postkorb that was chosen for a row.
    pub fn postkorb(&self, id: i64) -> Option<Postkorb> {
        self.prepared.get(&id)?.postkorb
    }

    /// Whether a row is marked to be stored. It marks itself with an Aktennummer or a Postkorb.
    pub fn is_ready(&self, it: &Vorgang) -> bool {
        let prepared = self.prepared.get(&it.id);
        let has_enough = self.akte(it).is_some() || self.postkorb(it.id).is_some();
        match prepared.and_then(|it| it.box_by_hand) {
            Some(by_hand) => by_hand && has_enough,
            None => has_enough,
        }
    }

    /// An Aktennummer was typed.
    pub fn set_akte(&mut self, id: i64, akte: String) {
        let prepared = self.prepared.entry(id).or_default();
        prepared.akte = Some(akte);
        prepared.box_by_hand = None;
    }

    /// A Postkorb was chosen; `None` takes it away.
    pub fn set_postkorb(&mut self, id: i64, postkorb: Option<Postkorb>) {
        let prepared = self.prepared.entry(id).or_default();
        prepared.postkorb = postkorb;
        prepared.box_by_hand = None;
    }

    /// The box of a row was pressed.
    pub fn set_box(&mut self, id: i64, is_on: bool) {
        self.prepared.entry(id).or_default().box_by_hand = Some(is_on);
    }

    /// Forgets rows that were stored.
    pub fn forget(&mut self, ids: &[i64]) {
        for id in ids {
            self.prepared.remove(id);
        }
    }

    /// What "Verarbeiten" does with a row, if it is marked.
    fn deed(&self, it: &Vorgang) -> Option<Deed> {
        if !self.is_ready(it) {
            return None;
        }
        // The Akte it is in already need not be given again.
        let akte = self.akte(it).filter(|akte| *akte != it.aktennummer);
        let akte = akte.filter(|it| it.contains('/'));
        let to = self.postkorb(it.id);
        match (&akte, to, it.akte) {
            (None, None, None) => None,
            // Only filed: done with, as nobody is to work on it.
            _ => Some(Deed::Process(akte, to)),
        }
    }

    /// Looks through a whole list for rows that are marked.
    ///
    /// # Errors
    /// What reading rows may return.
    pub fn ready(&self, office: &Office, ids: &[i64]) -> Result<Vec<(i64, Deed)>> {
        let mut found = Vec::new();
        for piece in ids.chunks(PIECE) {
            let rows = office.desk_rows(piece)?;
            found.extend(rows.iter().filter_map(|it| Some((it.id, self.deed(it)?))));
        }
        Ok(found)
    }
}
