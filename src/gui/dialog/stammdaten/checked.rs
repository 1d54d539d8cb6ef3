//! From what was typed to values that the engine takes, or everything that is wrong with them.

use super::entry::{Entry, Fault, Field};
use crate::domain::register::{Akte, Ansprechpartner, Klient};
use crate::domain::stammdaten::{AppGeraet, Benutzer, BenutzerNumber, StammdatenFault};
use crate::domain::syntax::{address_key, is_address};
use crate::i18n::texts;
use crate::service::notice;

impl Entry {
    /// The Benutzer that was typed.
    pub(super) fn benutzer(&self) -> Result<Benutzer, Vec<Fault>> {
        let number = self.number.trim();
        let read = number.parse().ok().and_then(BenutzerNumber::new);
        let mut faults: Vec<StammdatenFault> = Vec::new();
        if read.is_none() {
            faults.push(StammdatenFault::NumberInvalid(number.to_owned()));
        }
        // The number stands in for one that cannot be read, which is refused anyway.
        let stand_in = BenutzerNumber::new(1);
        let benutzer = read.or(stand_in).map(|number| Benutzer {
            number,
            name: self.name.trim().to_owned(),
            address: self.address.trim().to_owned(),
            current: self.current,
            login: self.login.trim().to_owned(),
            verwalter: self.verwalter,
            einlesen: self.einlesen,
            external: self.external,
        });
        faults.extend(benutzer.iter().flat_map(Benutzer::faults));
        match benutzer {
            Some(benutzer) if faults.is_empty() => Ok(benutzer),
            _ => Err(self.at_fields(&faults)),
        }
    }

    /// The Akte that was typed.
    pub(super) fn akte(&self) -> Result<Akte, Vec<Fault>> {
        let number = self.number.trim();
        let name = self.name.trim().to_owned();
        let mut faults = crate::domain::register::name_faults(&name);
        match number.parse() {
            Ok(number) if faults.is_empty() => Ok(Akte {
                number,
                name,
                sachbearbeiter: self.owner,
                datenpool: self.pool.clone(),
            }),
            Ok(_) => Err(self.at_fields(&faults)),
            Err(_) => {
                faults.push(StammdatenFault::AktennummerInvalid(number.to_owned()));
                Err(self.at_fields(&faults))
            }
        }
    }

    /// The Klient that was typed. An Ansprechpartner that was typed but not yet taken into the list
    /// counts, too.
    pub(super) fn klient(&self) -> Result<Klient, Vec<Fault>> {
        let mut people = self.people.clone();
        if !self.person_address.trim().is_empty() || !self.person_name.trim().is_empty() {
            people.push(self.person().map_err(|it| vec![it])?);
        }
        let klient = Klient {
            name: self.name.trim().to_owned(),
            ansprechpartner: people,
        };
        let faults = klient.faults();
        match faults.is_empty() {
            true => Ok(klient),
            false => Err(self.at_fields(&faults)),
        }
    }

    /// The next Ansprechpartner.
    pub(super) fn person(&self) -> Result<Ansprechpartner, Fault> {
        let address = self.person_address.trim().to_owned();
        let at_person = |fault: StammdatenFault| Fault {
            field: Field::Person,
            words: notice::stammdaten(&fault),
        };
        if !is_address(&address) {
            return Err(at_person(StammdatenFault::AddressInvalid(address)));
        }
        let key = address_key(&address);
        if self.people.iter().any(|it| address_key(&it.address) == key) {
            return Err(at_person(StammdatenFault::Taken(address)));
        }
        Ok(Ansprechpartner {
            name: self.person_name.trim().to_owned(),
            address,
        })
    }

    /// The app device that was typed.
    pub(super) fn geraet(&self) -> Result<AppGeraet, Vec<Fault>> {
        let geraet = |benutzer| AppGeraet {
            name: self.name.trim().to_owned(),
            benutzer,
            address: self.address.trim().to_owned(),
            confirmed: self.confirmed,
        };
        let stand_in = self.owner.or(BenutzerNumber::new(1)).map(geraet);
        let faults: Vec<_> = stand_in.iter().flat_map(AppGeraet::faults).collect();
        let mut faults = self.at_fields(&faults);
        if self.owner.is_none() {
            faults.push(Fault {
                field: Field::Owner,
                words: texts::stammdaten_benutzer_missing(),
            });
        }
        match self.owner.map(geraet) {
            Some(geraet) if faults.is_empty() => Ok(geraet),
            _ => Err(faults),
        }
    }

    /// The name of a Datenpool, a Tätigkeit or an Eingangsfach.
    pub(super) fn plain_name(&self) -> Result<String, Vec<Fault>> {
        let faults = crate::domain::register::name_faults(&self.name);
        match faults.is_empty() {
            true => Ok(self.name.trim().to_owned()),
            false => Err(self.at_fields(&faults)),
        }
    }

    fn at_fields(&self, faults: &[StammdatenFault]) -> Vec<Fault> {
        let part = self.subject.part();
        faults.iter().map(|it| Fault::of(it, part)).collect()
    }
}
