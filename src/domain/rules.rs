//! What the office has set down about incoming mail, in the form that looking it up is fastest.

use super::account::AccountId;
use super::akte::Aktennummer;
use super::stammdaten::BenutzerNumber;
use super::syntax::address_key;
use super::usage::Owner;
use std::collections::{HashMap, HashSet};

/// Who may write directives into a subject ("Betreff-Befehle zulassen von").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DirectivesFrom {
    /// The office's own Benutzer.
    #[default]
    OwnBenutzer,
    /// These and every sender in the master data.
    KnownSenders,
    /// Everybody.
    All,
}

impl DirectivesFrom {
    /// Every choice, the strictest first.
    pub const ALL: [Self; 3] = [Self::OwnBenutzer, Self::KnownSenders, Self::All];

    /// The word in settings and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::OwnBenutzer => "eigene",
            Self::KnownSenders => "bekannte",
            Self::All => "alle",
        }
    }

    /// Reads the word of the settings.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// Settings of the office that decide where mail goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleSettings {
    /// Who may write directives.
    pub directives_from: DirectivesFrom,
    /// Where the Posteingang forwards what has an Aktennummer; `None`: "keine automatische
    /// Weiterleitung".
    pub forwarding: Option<Owner>,
    /// Address of the office's fax server ("Fax-Kennung der Kanzlei"); empty if there is none.
    pub fax_address: String,
    /// Number of the Eingangsfach of accounts that are no source of another one.
    pub eingangsfach: i64,
    /// Number of the Tätigkeit under which mail is read in.
    pub taetigkeit: Option<i64>,
    /// "E-Mails automatisch abschließen".
    pub complete: bool,
}

/// Everything that [`crate::domain::routing::route`] looks up. Filled once from the master data and
/// used for many messages; addresses are compared in any letter case.
#[derive(Debug, Clone, Default)]
pub struct RuleBook {
    settings: RuleSettings,
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
    /// A book without any master data.
    pub fn new(settings: RuleSettings) -> Self {
        let fax_address = address_key(&settings.fax_address);
        let settings = RuleSettings {
            fax_address,
            ..settings
        };
        Self {
            settings,
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

    /// An address that is not imported into the Posteingang, or a whole `@domain`.
    pub fn block(&mut self, entry: &str) {
        self.blocked.insert(address_key(entry));
    }

    /// The settings.
    pub fn settings(&self) -> &RuleSettings {
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
        match self.settings.directives_from {
            DirectivesFrom::All => true,
            _ if key.is_empty() => false,
            DirectivesFrom::OwnBenutzer => self.own.contains(&key),
            DirectivesFrom::KnownSenders => self.known.contains(&key),
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
        own.unwrap_or(self.settings.eingangsfach)
    }

    /// Whether mail of this sender is not imported into the Posteingang.
    pub fn is_blocked(&self, sender: &str) -> bool {
        let key = address_key(sender);
        let domain = key.rfind('@').and_then(|at| key.get(at..));
        !key.is_empty()
            && (self.blocked.contains(&key) || domain.is_some_and(|it| self.blocked.contains(it)))
    }

    /// Whether this sender is the office's fax server.
    pub fn is_fax(&self, sender: &str) -> bool {
        !self.settings.fax_address.is_empty() && self.settings.fax_address == address_key(sender)
    }
}

fn pool_key(pool: Option<&str>) -> String {
    pool.unwrap_or_default().trim().to_lowercase()
}
