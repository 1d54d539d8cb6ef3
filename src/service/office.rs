//! The one handle of the engine: its methods are the things a person can ask for.

use super::discover::Network;
use super::error::{Error, Result};
use super::oauth::TokenBook;
use super::opened_files::OpenedFiles;
use crate::domain::stammdaten::{Benutzer, BenutzerNumber};
use crate::secrets::Secrets;
use crate::storage::Storage;
use crate::storage::in_use::InUse;
use crate::storage::journal::Actor;
use crate::transport::{Connector, Proxies, Timeouts, Trust};
use std::path::Path;
use std::sync::Arc;
use tokio::sync::watch;

/// An open office. Cheap to clone; every clone is the same office.
#[derive(Clone)]
pub struct Office {
    pub(super) storage: Storage,
    pub(super) secrets: Arc<Secrets>,
    pub(super) trust: Trust,
    pub(super) actor: Actor,
    pub(super) timeouts: Timeouts,
    pub(super) ports: StandardPorts,
    pub(super) proxies: Proxies,
    pub(super) hurry: Arc<watch::Sender<()>>,
    pub(super) oauth: Arc<TokenBook>,
    pub(super) opened: Arc<OpenedFiles>,
    /// Where an account test looks for a server that is missing.
    pub(super) network: Network,
}

/// The ports that mail services usually listen on, each with TLS at once and with STARTTLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandardPorts {
    /// IMAP.
    pub imap: (u16, u16),
    /// POP3.
    pub pop3: (u16, u16),
    /// Submission.
    pub smtp: (u16, u16),
}

impl Default for StandardPorts {
    fn default() -> Self {
        Self {
            imap: (993, 143),
            pop3: (995, 110),
            smtp: (465, 587),
        }
    }
}

/// Who says that they are acting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Acting {
    /// The Benutzer whose login name is this one.
    #[default]
    Login,
    /// This Benutzer.
    Benutzer(u16),
}

impl Office {
    /// Opens the office in `directory`, or sets up a new one there.
    ///
    /// # Errors
    /// [`Error::Storage`]; [`Error::UnknownBenutzer`] for a Benutzer who is not there.
    pub fn open(directory: &Path, acting: Acting) -> Result<Self> {
        Self::of(Storage::open(directory)?, acting)
    }

    /// The same for one who has the data directory to himself.
    pub(super) fn open_alone(directory: &Path, acting: Acting, all: &InUse) -> Result<Self> {
        Self::of(Storage::open_alone(directory, all)?, acting)
    }

    fn of(storage: Storage, acting: Acting) -> Result<Self> {
        let secrets = Arc::new(Secrets::system(&storage.office_key()?));
        let trust = Trust::new(Vec::new());
        let network = Network::of_system(trust.clone());
        let actor = find_actor(&storage, acting)?;
        Ok(Self {
            storage,
            secrets,
            trust,
            actor,
            timeouts: Timeouts::default(),
            ports: StandardPorts::default(),
            proxies: proxies(),
            hurry: Arc::new(watch::Sender::new(())),
            oauth: Arc::default(),
            opened: Arc::default(),
            network,
        })
    }

    /// Opens an office whose secrets live in memory and whose servers show certificates of the
    /// given authorities: the practice office and tests.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn open_for_practice(directory: &Path, authorities: Vec<Vec<u8>>) -> Result<Self> {
        let storage = Storage::open(directory)?;
        let secrets = Arc::new(Secrets::memory());
        let actor = find_actor(&storage, Acting::Login)?;
        let trust = Trust::new(authorities);
        Ok(Self {
            storage,
            secrets,
            network: Network::of_system(trust.clone()),
            trust,
            actor,
            timeouts: Timeouts::default(),
            ports: StandardPorts::default(),
            proxies: Proxies::default(),
            hurry: Arc::new(watch::Sender::new(())),
            oauth: Arc::default(),
            opened: Arc::default(),
        })
    }

    /// With other limits on how long a mail server may be silent.
    #[must_use]
    pub fn with_timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// With another way for https.
    #[must_use]
    pub fn with_proxies(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }

    /// Connects to servers as this office does.
    pub(super) fn new_connector(&self) -> Connector {
        let mut connector = Connector::new(self.trust.clone());
        connector.timeouts = self.timeouts;
        connector.proxies = self.proxies.clone();
        connector
    }

    /// With another network in which an account test looks for a server that is missing.
    #[must_use]
    pub fn with_network(mut self, network: Network) -> Self {
        self.network = network;
        self
    }

    /// With other ports to look at when a test finds nobody at the one that is set.
    #[must_use]
    pub fn with_standard_ports(mut self, ports: StandardPorts) -> Self {
        self.ports = ports;
        self
    }

    /// Lets a receiver that runs in this process fetch at once instead of at the next interval
    /// ("Jetzt abrufen"). A provider's own shortest interval is still kept.
    pub fn fetch_now(&self) {
        self.hurry.send_replace(());
    }

    /// The data directory.
    pub fn directory(&self) -> &Path {
        self.storage.directory()
    }

    /// Who is acting.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// Whether the one who is acting may change master data and accounts.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`] or [`Error::NobodyActs`], which say why not; [`Error::Storage`].
    pub fn may_change(&self) -> Result<()> {
        self.require_verwalter()
    }

    /// Only a Verwalter may change master data and accounts. An office without any Benutzer is
    /// being set up: there everyone may.
    pub(super) fn require_verwalter(&self) -> Result<()> {
        let all = self.storage.benutzer()?;
        if all.is_empty() {
            return Ok(());
        }
        let Some(number) = self.acting(&all) else {
            return Err(Error::NobodyActs(self.actor.login.clone()));
        };
        match all.iter().find(|it| it.number == number) {
            Some(benutzer) if benutzer.verwalter && benutzer.current => Ok(()),
            _ => Err(Error::NotVerwalter(number.value())),
        }
    }

    /// How mail is read in automatically, and Von→An, may be changed only with the right "E-Mails
    /// automatisch einlesen". An office without any Benutzer is being set up.
    pub(super) fn require_einlesen(&self) -> Result<()> {
        let all = self.storage.benutzer()?;
        if all.is_empty() {
            return Ok(());
        }
        let Some(number) = self.acting(&all) else {
            return Err(Error::NobodyActs(self.actor.login.clone()));
        };
        match all.iter().find(|it| it.number == number) {
            Some(benutzer) if benutzer.einlesen && benutzer.has_access() => Ok(()),
            _ => Err(Error::NoEinlesen(number.value())),
        }
    }

    /// Who acts. Whoever sets the office up becomes a Benutzer only while the program runs.
    fn acting(&self, all: &[Benutzer]) -> Option<BenutzerNumber> {
        let by_login = |it: &&Benutzer| it.current && it.login == self.actor.login;
        let found = || all.iter().find(by_login).map(|it| it.number);
        self.actor.benutzer.or_else(found)
    }

    /// Who acts at this moment, for what is written down.
    pub(super) fn acting_now(&self) -> Result<Actor> {
        let all = self.storage.benutzer()?;
        Ok(Actor {
            benutzer: self.acting(&all),
            login: self.actor.login.clone(),
        })
    }

    /// Anyone who works here may do this.
    pub(super) fn require_benutzer(&self) -> Result<()> {
        let all = self.storage.benutzer()?;
        if all.is_empty() || self.acting(&all).is_some() {
            return Ok(());
        }
        Err(Error::NobodyActs(self.actor.login.clone()))
    }

    pub(super) fn note(&self, verb: &str, subject: &str) -> Result<()> {
        // A subject may name a person; its number says which one without.
        let number = subject.split(' ').next().and_then(|it| it.parse().ok());
        let number = number.map_or_else(String::new, |it: i64| it.to_string());
        log::info!("action verb={verb:?} of={number:?}");
        Ok(self.storage.note_action(&self.actor, verb, subject)?)
    }
}

/// What https goes by: as an administrator has set it, or else as the system says.
pub(super) fn proxies() -> Proxies {
    let settings = crate::settings::load();
    let no = settings.no_proxy.unwrap_or_default();
    match &settings.proxy {
        Some(address) => Proxies::set(address, &no),
        None => Proxies::of_system(),
    }
}

/// The name this person signed in to the operating system with.
pub fn login_name() -> String {
    let variables = ["USER", "USERNAME", "LOGNAME"];
    variables
        .into_iter()
        .filter_map(|it| std::env::var(it).ok())
        .find(|it| !it.is_empty())
        .unwrap_or_else(|| "unbekannt".to_owned())
}

/// The name of this machine; empty where it is not to be had.
pub(super) fn host_name() -> String {
    let from_kernel = || std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = std::env::var("COMPUTERNAME")
        .ok()
        .or_else(from_kernel)
        .unwrap_or_default();
    name.trim().to_owned()
}

fn find_actor(storage: &Storage, acting: Acting) -> Result<Actor> {
    let login = login_name();
    let all = storage.benutzer()?;
    let benutzer = match acting {
        Acting::Login => all.iter().find(|it| it.login == login && it.current),
        Acting::Benutzer(wanted) => {
            let found = BenutzerNumber::new(wanted)
                .and_then(|number| all.iter().find(|it| it.number == number));
            let found = found.ok_or(Error::UnknownBenutzer(wanted))?;
            if found.external {
                return Err(Error::ExternalActs(wanted));
            }
            Some(found)
        }
    };
    Ok(Actor {
        benutzer: benutzer.map(|it| it.number),
        login,
    })
}
