//! What the office has set down about incoming mail, in the form that looking it up is fastest.

use super::account::AccountId;
use super::akte::Aktennummer;
use super::office_settings::{DirectiveSenders, OfficeSettings};
use super::stammdaten::BenutzerNumber;
use super::syntax::address_key;
use std::collections::{HashMap, HashSet};

/// Everything that [`crate::domain::routing::route`] looks up. Filled once from the master data and
/// used for many messages; addresses are compared in any letter case.
#[derive(Debug, Clone, Default)]
pub struct RuleBook {
    settings: OfficeSettings,
    /// The Eingangsfach of accounts that are no source of another one.
    standard: i64,
    /// By Datenpool in lower case; the main pool is empty.
    akten: HashMap<String, HashSet<Aktennummer>>,
    current: HashSet<BenutzerNumber>,
    own: HashSet<String>,
    known: HashSet<String>,
    staff: HashSet<String>,
    assignments: HashMap<String, Vec<BenutzerNumber>>,
    klienten: HashMap<String, Vec<i64>>,
    mailboxes: HashSet<String>,
    sources: HashMap<AccountId, i64>,
    blocked: HashSet<String>,
}

impl RuleBook {
    /// A book without any master data; `standard` is the number of the Eingangsfach of accounts that
    /// are no source of another one.
    pub fn new(settings: OfficeSettings, standard: i64) -> Self {
        let blocked = settings.blocked.iter().map(ToString::to_string).collect();
        Self {
            settings,
            standard,
            blocked,
            ..Self::default()
        }
    }

    /// An Akte of a Datenpool; `None` is the main pool.
    pub fn add_akte(&mut self, pool: Option<&str>, akte: Aktennummer) {
        let akten = self.akten.entry(pool_key(pool)).or_default();
        akten.insert(akte);
    }

    /// A Benutzer with the own address, which may be empty.
    pub fn add_benutzer(&mut self, number: BenutzerNumber, address: &str, current: bool) {
        if current {
            self.current.insert(number);
            self.own.insert(address_key(address));
        }
        self.add_staff(address, current);
    }

    /// An address of somebody in the master data of staff, external ones and devices included.
    pub fn add_staff(&mut self, address: &str, current: bool) {
        if current {
            self.staff.insert(address_key(address));
            self.known.insert(address_key(address));
        }
    }

    /// A row Von → An.
    pub fn add_assignment(&mut self, von: &str, an: BenutzerNumber) {
        let list = self.assignments.entry(address_key(von)).or_default();
        if !list.contains(&an) {
            list.push(an);
        }
    }

    /// An Ansprechpartner address of a Klient, by the number of the Klient.
    pub fn add_klient(&mut self, address: &str, klient: i64) {
        let key = address_key(address);
        if key.is_empty() {
            return;
        }
        self.known.insert(key.clone());
        let list = self.klienten.entry(key).or_default();
        if !list.contains(&klient) {
            list.push(klient);
        }
    }

    /// The address of an account of the office.
    pub fn add_mailbox(&mut self, address: &str) {
        self.mailboxes.insert(address_key(address));
    }

    /// An account whose mail goes into an Eingangsfach of its own ("Quellen").
    pub fn add_source(&mut self, account: AccountId, eingangsfach: i64) {
        self.sources.insert(account, eingangsfach);
    }

    /// The settings.
    pub fn settings(&self) -> &OfficeSettings {
        &self.settings
    }

    /// Whether a Datenpool has an Akte.
    pub fn has_akte(&self, pool: Option<&str>, akte: Aktennummer) -> bool {
        let akten = match pool {
            None => self.akten.get(""),
            Some(_) => self.akten.get(&pool_key(pool)),
        };
        akten.is_some_and(|it| it.contains(&akte))
    }

    /// Whether somebody works here now.
    pub fn is_current(&self, number: BenutzerNumber) -> bool {
        self.current.contains(&number)
    }

    /// Whether this sender may write directives, as far as the address tells.
    pub fn may_direct(&self, sender: &str) -> bool {
        let key = address_key(sender);
        match self.settings.directives {
            DirectiveSenders::All => true,
            _ if key.is_empty() => false,
            DirectiveSenders::Own => self.own.contains(&key),
            DirectiveSenders::Known => self.known.contains(&key),
        }
    }

    /// Who may have mail of this sender: nobody if the sender is no current member of staff, nor
    /// anybody who is not current. In the order of the rows.
    pub fn assigned(&self, von: &str) -> Vec<BenutzerNumber> {
        let key = address_key(von);
        if key.is_empty() || !self.staff.contains(&key) {
            return Vec::new();
        }
        let rows = self.assignments.get(&key).map(Vec::as_slice);
        let rows = rows.unwrap_or_default().iter().copied();
        rows.filter(|it| self.is_current(*it)).collect()
    }

    /// The Klienten that an address belongs to.
    pub fn klienten(&self, address: &str) -> &[i64] {
        let list = self.klienten.get(&address_key(address));
        list.map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether this is the address of an account of the office.
    pub fn is_own_mailbox(&self, address: &str) -> bool {
        self.mailboxes.contains(&address_key(address))
    }

    /// The Eingangsfach of an account.
    pub fn eingangsfach(&self, account: AccountId) -> i64 {
        let own = self.sources.get(&account).copied();
        own.unwrap_or(self.standard)
    }

    /// Whether mail of this sender is not imported into the Posteingang.
    pub fn is_blocked(&self, sender: &str) -> bool {
        let key = address_key(sender);
        let domain = key.rfind('@').and_then(|at| key.get(at..));
        !key.is_empty()
            && (self.blocked.contains(&key) || domain.is_some_and(|it| self.blocked.contains(it)))
    }
}

fn pool_key(pool: Option<&str>) -> String {
    pool.unwrap_or_default().trim().to_lowercase()
}
