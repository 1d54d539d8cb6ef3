//! The desk: what persons do with the mail that has arrived.

use super::error::{Error, Result};
use super::office::Office;
use super::removal::stored_header;
use crate::domain::akte::Aktennummer;
use crate::domain::desk::{Ablage, DeskFault, Document, Listing, Place, Status, Step, Vorgang};
use crate::domain::stammdaten::BenutzerNumber;
use crate::storage::desk_verbs::{Change, Deed, Standing};
use crate::storage::mails::Page;

/// How the history calls it.
const ZENTRAL: &str = "Zentraler Postkorb";

fn refused(fault: DeskFault) -> Error {
    Error::Desk(fault)
}

/// What lies in the Papierkorb is restored first.
fn there(it: &Standing) -> std::result::Result<(), DeskFault> {
    match it.deleted {
        true => Err(DeskFault::InPapierkorb(it.id)),
        false => Ok(()),
    }
}

/// Whoever does something with a new Vorgang works on it.
fn worked_on(it: &Standing) -> Option<Status> {
    (it.status == Status::Neu).then_some(Status::InArbeit)
}

impl Office {
    /// A list of the desk.
    ///
    /// # Errors
    /// [`Error::NobodyActs`]; [`Error::Storage`].
    pub fn desk(&self, listing: Listing, page: Page) -> Result<Vec<Vorgang>> {
        self.require_benutzer()?;
        Ok(self.storage.vorgaenge(listing, page)?)
    }

    /// How a Vorgang came to lie where it lies, and what was done with it. Whoever looks at what was
    /// filed by itself has seen it.
    ///
    /// # Errors
    /// [`Error::NobodyActs`]; [`Error::Storage`] for an unknown Vorgang.
    pub fn why(&self, id: i64) -> Result<(Vorgang, Vec<Step>)> {
        self.require_benutzer()?;
        let vorgang = self.storage.vorgang(id)?;
        Ok((vorgang, self.storage.steps(id)?))
    }

    /// Takes a Vorgang off the list "Automatisch abgelegt".
    ///
    /// # Errors
    /// [`Error::NobodyActs`]; [`Error::Storage`] for an unknown Vorgang.
    pub fn mark_seen(&self, id: i64) -> Result<()> {
        self.require_benutzer()?;
        self.storage.vorgang_standing(id)?;
        Ok(self.storage.note_seen(id)?)
    }

    /// The documents of an Akte, by its number in the register.
    ///
    /// # Errors
    /// [`Error::NobodyActs`]; [`Error::Storage`].
    pub fn documents(&self, akte: i64, page: Page) -> Result<Vec<Document>> {
        self.require_benutzer()?;
        Ok(self.storage.documents(akte, page)?)
    }

    fn change(
        &self,
        id: i64,
        (verb, detail): (&'static str, &str),
        decide: impl FnOnce(&Standing) -> std::result::Result<Change, DeskFault>,
    ) -> Result<()> {
        self.require_benutzer()?;
        let actor = self.acting_now()?;
        let deed = Deed {
            actor: &actor,
            verb,
            detail,
        };
        self.storage.change_vorgang(id, &deed, decide)?;
        Ok(())
    }

    /// Gives a Vorgang an Akte, a Benutzer or both, in one step: the documents into the Akte of this
    /// number, the Vorgang into the Postkorb, or into the Tagesansicht if it was read in. A message
    /// that no Akte holds goes into the one that was recognised, else into the Benutzerakte.
    ///
    /// # Errors
    /// [`Error::Desk`]: malformed or unknown number, not "Aktuell", in the Papierkorb; nothing is
    /// changed then. [`Error::Storage`].
    pub fn assign(&self, id: i64, akte: Option<&str>, to: Option<BenutzerNumber>) -> Result<()> {
        let given = akte.map(str::trim).filter(|it| !it.is_empty());
        let found = given.map(|text| self.akte_for(id, text)).transpose()?;
        let named = to.map(|it| it.to_string());
        let detail: Vec<&str> = given.into_iter().chain(named.as_deref()).collect();
        self.change(id, ("assign", &detail.join(", ")), |it| {
            there(it)?;
            let place = to.map(|to| match it.read_in {
                true => Place::Tagesansicht(Some(to)),
                false => Place::Postkorb(to),
            });
            let ablage = match (found, to) {
                (Some(akte), _) => Some(Some(Ablage::Akte(akte))),
                (None, Some(to)) if it.akte.is_none() && !it.read_in => {
                    let recognised = it.proposed.map(Ablage::Nummer);
                    Some(Some(recognised.unwrap_or(Ablage::Benutzerakte(to))))
                }
                _ => None,
            };
            let status = match (it.status, to) {
                // Whoever gets it has not touched it yet.
                (Status::Abgeschlossen | Status::Weitergeleitet, Some(_)) => Some(Status::Neu),
                (Status::Neu, None) => Some(Status::InArbeit),
                _ => None,
            };
            Ok(Change {
                place,
                ablage,
                status,
                ..Change::default()
            })
        })
    }

    /// Puts a Vorgang into the Zentraler Postkorb, from which everybody may take it, and its documents
    /// into the Akte of this number. A message that no Akte holds goes into the one that was
    /// recognised, else into the Sammelakte.
    ///
    /// # Errors
    /// [`Error::Desk`]: there already, malformed or unknown number, in the Papierkorb; nothing is
    /// changed then. [`Error::Storage`].
    pub fn assign_to_zentral(&self, id: i64, akte: Option<&str>) -> Result<()> {
        let given = akte.map(str::trim).filter(|it| !it.is_empty());
        let found = given.map(|text| self.akte_for(id, text)).transpose()?;
        let detail: Vec<&str> = given.into_iter().chain([ZENTRAL]).collect();
        self.change(id, ("assign", &detail.join(", ")), |it| {
            there(it)?;
            let is_open = matches!(it.status, Status::Neu | Status::InArbeit);
            if it.place == Place::Zentral && is_open && found.is_none() {
                return Err(DeskFault::InZentral(it.id));
            }
            let ablage = match found {
                Some(akte) => Some(Some(Ablage::Akte(akte))),
                None if it.akte.is_none() && !it.read_in => {
                    let recognised = it.proposed.map(Ablage::Nummer);
                    Some(Some(recognised.unwrap_or(Ablage::Sammelakte)))
                }
                None => None,
            };
            Ok(Change {
                place: Some(Place::Zentral),
                ablage,
                // Whoever takes it has not touched it yet.
                status: Some(Status::Neu),
                ..Change::default()
            })
        })
    }

    /// Stores a row of the Posteingang ("Verarbeiten"): its documents into the Akte of this number,
    /// the Vorgang into the Postkorb of a Benutzer, or both in one step. Without a Benutzer nobody
    /// has to work on it any more: it is completed.
    ///
    /// # Errors
    /// [`Error::Desk`]: neither is given and no Akte holds it, malformed or unknown number, not
    /// "Aktuell", in the Papierkorb; nothing is changed then. [`Error::Storage`].
    pub fn process(&self, id: i64, akte: Option<&str>, to: Option<BenutzerNumber>) -> Result<()> {
        if to.is_some() {
            return self.assign(id, akte, to);
        }
        let given = akte.map(str::trim).filter(|it| !it.is_empty());
        let found = given.map(|text| self.akte_for(id, text)).transpose()?;
        self.change(id, ("process", given.unwrap_or_default()), |it| {
            there(it)?;
            if it.status == Status::Abgeschlossen {
                return Err(DeskFault::Completed(it.id));
            }
            if found.is_none() && it.akte.is_none() {
                return Err(DeskFault::NothingGiven(it.id));
            }
            Ok(Change {
                ablage: found.map(|akte| Some(Ablage::Akte(akte))),
                status: Some(Status::Abgeschlossen),
                wiedervorlage: Some(None),
                ..Change::default()
            })
        })
    }

    /// The Aktennummer as the register writes it, if there is such an Akte for this Vorgang.
    ///
    /// # Errors
    /// [`Error::Desk`]: malformed or unknown; [`Error::Storage`].
    pub fn check_aktennummer(&self, id: i64, given: &str) -> Result<String> {
        self.akte_for(id, given.trim())?;
        let number: std::result::Result<Aktennummer, _> = given.trim().parse();
        number
            .map(|it| it.to_string())
            .map_err(|_| refused(DeskFault::AkteMalformed(given.to_owned())))
    }

    /// Puts the documents of a Vorgang into the Akte of this number, out of whatever Akte they were
    /// in; the Vorgang stays where it lies. An empty number means the Benutzerakte.
    ///
    /// # Errors
    /// [`Error::Desk`]: malformed, unknown in this Datenpool, nobody's Benutzerakte, in the
    /// Papierkorb; [`Error::Storage`].
    pub fn change_aktennummer(&self, id: i64, given: &str) -> Result<()> {
        let given = given.trim();
        let found = match given {
            "" => None,
            text => Some(self.akte_for(id, text)?),
        };
        self.change(id, ("move", given), |it| {
            there(it)?;
            let catch_all = match (it.place, it.claimed_by) {
                (Place::Zentral, _) => Some(Ablage::Sammelakte),
                (_, Some(number)) => Some(Ablage::Benutzerakte(number)),
                // What nobody has yet is in no Akte.
                _ => None,
            };
            Ok(Change {
                ablage: Some(found.map(Ablage::Akte).or(catch_all)),
                status: worked_on(it),
                ..Change::default()
            })
        })
    }

    /// The Akte of this number in the Datenpool that the Vorgang belongs to.
    fn akte_for(&self, id: i64, text: &str) -> Result<i64> {
        let number: Aktennummer = text
            .parse()
            .map_err(|_| refused(DeskFault::AkteMalformed(text.to_owned())))?;
        let found = self.storage.akte_of_vorgang(id, number)?;
        found.ok_or_else(|| refused(DeskFault::AkteUnknown(number.to_string())))
    }

    /// Passes a Vorgang on to one or more Benutzer with an instruction. Returns the numbers of their
    /// Vorgänge.
    ///
    /// # Errors
    /// [`Error::Desk`]: nobody named, not "Aktuell", in the Papierkorb; [`Error::Storage`].
    pub fn forward(&self, id: i64, to: &[BenutzerNumber], note: &str) -> Result<Vec<i64>> {
        self.require_benutzer()?;
        let actor = self.acting_now()?;
        let mut names: Vec<BenutzerNumber> = to.to_vec();
        names.sort_unstable();
        names.dedup();
        if names.is_empty() {
            // Passed on to nobody it would lie on no desk at all.
            return Err(refused(DeskFault::NobodyNamed));
        }
        let detail: Vec<String> = names.iter().map(ToString::to_string).collect();
        let deed = Deed {
            actor: &actor,
            verb: "forward",
            detail: &detail.join(", "),
        };
        Ok(self.storage.forward_vorgang(id, &deed, &names, note)?)
    }

    /// Takes a Vorgang out of the Zentraler Postkorb, or one that several may have: it is one's own
    /// from then on. Exactly one of those who try at once gets it.
    ///
    /// # Errors
    /// [`Error::Desk`]: somebody else was first, nothing to take; [`Error::Storage`].
    pub fn take(&self, id: i64) -> Result<()> {
        self.require_benutzer()?;
        let actor = self.acting_now()?;
        let who = actor.benutzer.ok_or(refused(DeskFault::NobodyKnown))?;
        let detail = who.to_string();
        let deed = Deed {
            actor: &actor,
            verb: "take",
            detail: &detail,
        };
        Ok(self.storage.claim_vorgang(id, &deed, who)?)
    }

    /// Takes everything that one may claim in the Tagesansicht ("synchronisieren"), as at program
    /// start. Returns how many Vorgänge it were.
    ///
    /// # Errors
    /// [`Error::NobodyActs`]; [`Error::Storage`].
    pub fn synchronise(&self) -> Result<u64> {
        self.require_benutzer()?;
        let actor = self.acting_now()?;
        let who = actor.benutzer.ok_or(refused(DeskFault::NobodyKnown))?;
        let mut taken = 0;
        for id in self.storage.claimable(who)? {
            match self.take(id) {
                Ok(()) => taken += 1,
                // Somebody else synchronises at this moment.
                Err(Error::Desk(DeskFault::Claimed(_))) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(taken)
    }

    /// Completes a Vorgang: it leaves the desk and stays in its Akte.
    ///
    /// # Errors
    /// [`Error::Desk`]: completed already, in the Papierkorb; [`Error::Storage`].
    pub fn complete(&self, id: i64) -> Result<()> {
        self.change(id, ("complete", ""), |it| {
            there(it)?;
            if it.status == Status::Abgeschlossen {
                return Err(DeskFault::Completed(it.id));
            }
            Ok(Change {
                status: Some(Status::Abgeschlossen),
                wiedervorlage: Some(None),
                ..Change::default()
            })
        })
    }

    /// Brings a completed or forwarded Vorgang back to where it lay.
    ///
    /// # Errors
    /// [`Error::Desk`]: neither completed nor passed on, in the Papierkorb; [`Error::Storage`].
    pub fn reopen(&self, id: i64) -> Result<()> {
        self.change(id, ("reopen", ""), |it| {
            there(it)?;
            if !matches!(it.status, Status::Abgeschlossen | Status::Weitergeleitet) {
                return Err(DeskFault::NotCompleted(it.id));
            }
            Ok(Change {
                status: Some(Status::InArbeit),
                ..Change::default()
            })
        })
    }

    /// Puts a Vorgang off to a day, on which it comes up again; `None` ends that.
    ///
    /// # Errors
    /// [`Error::Desk`]: completed, in the Papierkorb; [`Error::Storage`].
    pub fn set_wiedervorlage(&self, id: i64, day: Option<jiff::civil::Date>) -> Result<()> {
        let day = day.map(|it| it.to_string());
        let detail = day.clone().unwrap_or_default();
        self.change(id, ("wiedervorlage", &detail), |it| {
            there(it)?;
            if it.status == Status::Abgeschlossen {
                return Err(DeskFault::Completed(it.id));
            }
            Ok(Change {
                wiedervorlage: Some(day),
                status: worked_on(it),
                ..Change::default()
            })
        })
    }

    /// Puts a Vorgang into the Papierkorb. The Akte keeps its document.
    ///
    /// # Errors
    /// [`Error::Desk`]: there already; [`Error::Storage`].
    pub fn delete_vorgang(&self, id: i64) -> Result<()> {
        self.change(id, ("delete", ""), |it| {
            there(it)?;
            Ok(Change {
                deleted: Some(true),
                ..Change::default()
            })
        })
    }

    /// Brings a Vorgang back out of the Papierkorb.
    ///
    /// # Errors
    /// [`Error::Desk`]: it is not there; [`Error::Storage`].
    pub fn restore_vorgang(&self, id: i64) -> Result<()> {
        self.change(id, ("restore", ""), |it| match it.deleted {
            false => Err(DeskFault::NotInPapierkorb(it.id)),
            true => Ok(Change {
                deleted: Some(false),
                ..Change::default()
            }),
        })
    }

    /// Deletes a Vorgang in the Papierkorb for good; only a Verwalter may. Returns whether the
    /// message itself is gone, which it is not while an Akte holds it. A message that is gone never
    /// comes in again.
    ///
    /// # Errors
    /// Not a Verwalter; [`Error::Desk`]: not in the Papierkorb; [`Error::Storage`].
    pub fn destroy_vorgang(&self, id: i64) -> Result<bool> {
        self.require_verwalter()?;
        let actor = self.acting_now()?;
        let what = self.storage.vorgang(id)?;
        let deed = Deed {
            actor: &actor,
            verb: "destroy",
            detail: "",
        };
        // A message that is damaged cannot be told from others on the server, where it then stays.
        let header = stored_header(&self.storage, what.content).ok();
        let gone = self.storage.destroy_vorgang(id, &deed, header.as_deref())?;
        self.note(
            "desk destroy",
            &format!("{id}: {} / {}", what.from, what.subject),
        )?;
        Ok(gone)
    }

    /// Undoes the last thing that was done with a Vorgang, or its filing by the program. Returns the
    /// word of what was undone.
    ///
    /// # Errors
    /// [`Error::Desk`]: nothing to undo, too late; [`Error::Storage`].
    pub fn undo(&self, id: i64) -> Result<String> {
        self.require_benutzer()?;
        let actor = self.acting_now()?;
        let deed = Deed {
            actor: &actor,
            verb: "undo",
            detail: "",
        };
        Ok(self.storage.undo_vorgang(id, &deed)?)
    }
}
