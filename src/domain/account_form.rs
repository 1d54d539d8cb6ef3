//! What was typed for an account, and the check that turns it into an [`Account`].

mod checker;
mod exchange;
mod fill;

pub use fill::{Change, OddPairing, is_domain_login, odd_pairing};

use crate::domain::account::{Account, DEFAULT_INTERVAL_MINUTES, Fault, FieldError};
use crate::domain::server::{
    AfterFetch, Deployment, Endpoint, Exchange, FirstFetch, Incoming, IncomingAuth, Outgoing,
    OutgoingAuth, Protocol, Security, incoming_port, outgoing_port,
};
use crate::domain::syntax::is_address;
use crate::domain::usage::{Mode, Owner, Usage};
use checker::Checker;

/// One server as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ServerForm {
    /// Host name.
    pub host: String,
    /// Port as typed; empty is the default of protocol and security.
    pub port: String,
    /// Protection.
    pub security: Security,
    /// Name to sign in with.
    pub user: String,
}

impl ServerForm {
    /// Changes the protection; the port follows only while it holds a default value.
    pub fn set_security(&mut self, security: Security, default_port: impl Fn(Security) -> u16) {
        if self.port == default_port(self.security).to_string() {
            self.port = default_port(security).to_string();
        }
        self.security = security;
    }
}

/// How the outgoing server is signed in to, as chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AuthChoice {
    /// Like the incoming server.
    #[default]
    Same,
    /// Own name and password.
    Own,
    /// Own name and sign-in in the browser.
    Oauth2,
    /// Not at all.
    None,
}

/// What was typed. Nothing here has been checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountForm {
    /// "Angezeigter Name".
    pub name: String,
    /// E-mail address.
    pub address: String,
    /// Active.
    pub active: bool,
    /// Protocol.
    pub protocol: Protocol,
    /// Receiving server; `None` when the part was left out.
    pub incoming: Option<ServerForm>,
    /// Sign-in of the receiving server.
    pub incoming_auth: IncomingAuth,
    /// Where an Exchange mailbox lies.
    pub deployment: Deployment,
    /// Address of a shared Exchange mailbox; empty for the own one.
    pub mailbox: String,
    /// What is removed from an Exchange mailbox goes for good.
    pub remove_for_good: bool,
    /// What happens after fetching.
    pub remove_after_fetch: bool,
    /// Days until removal, as typed; empty is at once.
    pub remove_after_days: String,
    /// Folders to fetch.
    pub folders: Vec<String>,
    /// First fetch.
    pub first_fetch: FirstFetch,
    /// Sending server; `None` when the part was left out.
    pub outgoing: Option<ServerForm>,
    /// Sign-in of the sending server.
    pub outgoing_auth: AuthChoice,
    /// Mode.
    pub mode: Mode,
    /// Benutzer number or `zentral`, as typed.
    pub owner: String,
    /// Datenpool by name; empty is the main pool.
    pub datenpool: String,
    /// App device by name; empty is none.
    pub app_copy: String,
    /// Office-wide sender.
    pub kanzlei: bool,
    /// Minutes between two fetches, as typed; empty is the default.
    pub interval: String,
}

impl AuthChoice {
    /// Whether there is an own name.
    pub fn has_user(self) -> bool {
        matches!(self, Self::Own | Self::Oauth2)
    }
}

impl Default for AccountForm {
    fn default() -> Self {
        let incoming = ServerForm {
            port: incoming_port(Protocol::Imap, Security::Tls).to_string(),
            ..ServerForm::default()
        };
        let outgoing = ServerForm {
            port: outgoing_port(Security::Tls).to_string(),
            ..ServerForm::default()
        };
        Self {
            name: String::new(),
            address: String::new(),
            active: true,
            protocol: Protocol::default(),
            incoming: Some(incoming),
            incoming_auth: IncomingAuth::default(),
            deployment: Deployment::default(),
            mailbox: String::new(),
            remove_for_good: false,
            remove_after_fetch: false,
            remove_after_days: String::new(),
            folders: vec!["INBOX".to_owned()],
            first_fetch: FirstFetch::default(),
            outgoing: Some(outgoing),
            outgoing_auth: AuthChoice::default(),
            mode: Mode::default(),
            owner: String::new(),
            datenpool: String::new(),
            app_copy: String::new(),
            kanzlei: false,
            interval: String::new(),
        }
    }
}

impl AccountForm {
    /// Checks everything that can be checked without the database; all faults at once, in the
    /// order of the form.
    ///
    /// # Errors
    /// Every [`FieldError`] found.
    pub fn check(&self) -> Result<Account, Vec<FieldError>> {
        let mut checker = Checker(Vec::new());
        let name = checker.text("name", &self.name);
        let address = checker.text("address", &self.address);
        if !address.is_empty() && !is_address(&address) {
            checker.fault("address", Fault::AddressInvalid(address.clone()));
        }
        let incoming = self.check_incoming(&mut checker);
        let outgoing = self.check_outgoing(&mut checker, incoming.is_some());
        let usage = self.check_usage(&mut checker);
        let interval_minutes = match self.interval.trim() {
            "" => DEFAULT_INTERVAL_MINUTES,
            text => checker.number("interval_minutes", text, 1..=1440),
        };
        if !checker.0.is_empty() {
            return Err(checker.0);
        }
        let active = self.active;
        Ok(Account {
            name,
            address,
            active,
            incoming,
            outgoing,
            usage,
            interval_minutes,
        })
    }

    fn check_incoming(&self, checker: &mut Checker) -> Option<Incoming> {
        let Some(server) = &self.incoming else {
            if self.mode.fetches() {
                checker.fault("incoming", Fault::Missing);
            }
            return None;
        };
        let (endpoint, exchange) = match self.protocol {
            Protocol::Exchange => self.check_exchange(checker, server),
            Protocol::Imap | Protocol::Pop3 => {
                let default = incoming_port(self.protocol, server.security);
                let endpoint = Endpoint {
                    host: checker.host("incoming.host", &server.host),
                    port: checker.port("incoming.port", &server.port, default),
                    security: server.security,
                };
                (endpoint, Exchange::default())
            }
        };
        let user = checker.text("incoming.user", &server.user);
        let after_fetch = self.check_after_fetch(checker);
        let folders = self.check_folders(checker);
        Some(Incoming {
            protocol: self.protocol,
            endpoint,
            user,
            auth: self.incoming_auth,
            after_fetch,
            folders,
            first_fetch: self.first_fetch,
            exchange,
        })
    }

    fn check_after_fetch(&self, checker: &mut Checker) -> AfterFetch {
        let days = self.remove_after_days.trim();
        if !self.remove_after_fetch {
            if !days.is_empty() {
                checker.fault("remove_after_days", Fault::DaysWithoutRemove);
            }
            return AfterFetch::Leave;
        }
        let after_days = match days {
            "" => 0,
            text => checker.number("remove_after_days", text, 0..=3650),
        };
        AfterFetch::Remove { after_days }
    }

    fn check_folders(&self, checker: &mut Checker) -> Vec<String> {
        let mut folders: Vec<String> = Vec::new();
        for folder in &self.folders {
            let folder = checker.text("folders", folder);
            // RFC 3501 section 5.1: INBOX in any letter case is one and the same mailbox.
            let folder = if folder.eq_ignore_ascii_case("inbox") {
                "INBOX".to_owned()
            } else {
                folder
            };
            if folders.contains(&folder) {
                checker.fault("folders", Fault::FolderTwice(folder));
            } else {
                folders.push(folder);
            }
        }
        if folders.is_empty() {
            checker.fault("folders", Fault::Missing);
        } else if self.protocol == Protocol::Pop3 && folders != ["INBOX"] {
            checker.fault("folders", Fault::FoldersNotWithPop3);
        }
        folders
    }

    fn check_outgoing(&self, checker: &mut Checker, has_incoming: bool) -> Option<Outgoing> {
        // Letters leave by the same server.
        if self.protocol == Protocol::Exchange && has_incoming {
            return None;
        }
        let Some(server) = &self.outgoing else {
            if self.mode == Mode::NurSenden {
                checker.fault("outgoing", Fault::Missing);
            }
            return None;
        };
        let endpoint = Endpoint {
            host: checker.host("outgoing.host", &server.host),
            port: checker.port(
                "outgoing.port",
                &server.port,
                outgoing_port(server.security),
            ),
            security: server.security,
        };
        let auth = match self.outgoing_auth {
            AuthChoice::Own => OutgoingAuth::Own {
                user: checker.text("outgoing.user", &server.user),
            },
            AuthChoice::Oauth2 => OutgoingAuth::Oauth2 {
                user: checker.text("outgoing.user", &server.user),
            },
            AuthChoice::Same if !has_incoming => {
                checker.fault("outgoing.auth", Fault::SameWithoutIncoming);
                OutgoingAuth::Same
            }
            AuthChoice::Same => OutgoingAuth::Same,
            AuthChoice::None => OutgoingAuth::None,
        };
        Some(Outgoing { endpoint, auth })
    }

    fn check_usage(&self, checker: &mut Checker) -> Usage {
        let mode = self.mode;
        let owner = match self.owner.trim() {
            "" if mode.needs_owner() => {
                checker.fault("usage.benutzer", Fault::OwnerNeeded(mode));
                None
            }
            "" => None,
            _ if !mode.needs_owner() => {
                checker.fault("usage.benutzer", Fault::OwnerNotAllowed(mode));
                None
            }
            word => {
                let owner = Owner::from_word(word);
                if owner.is_none() {
                    let given = word.to_owned();
                    checker.fault(
                        "usage.benutzer",
                        Fault::NumberInvalid {
                            given,
                            min: 1,
                            max: 999,
                        },
                    );
                }
                owner
            }
        };
        let optional = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let datenpool = optional(&self.datenpool);
        if datenpool.is_some() && mode == Mode::Posteingang {
            checker.fault("usage.datenpool", Fault::DatenpoolNotAllowed);
        }
        let app_copy = optional(&self.app_copy);
        if app_copy.is_some() && mode != Mode::Postkorb {
            checker.fault("usage.app_copy", Fault::AppCopyNotAllowed);
        }
        if self.kanzlei && mode != Mode::Posteingang {
            checker.fault("usage.kanzlei", Fault::KanzleiNotAllowed(mode));
        }
        Usage {
            mode,
            owner,
            datenpool,
            app_copy,
            kanzlei: self.kanzlei,
        }
    }
}

impl From<&Account> for AccountForm {
    fn from(account: &Account) -> Self {
        let server = |endpoint: &Endpoint, user: &str| ServerForm {
            host: endpoint.host.clone(),
            port: endpoint.port.to_string(),
            security: endpoint.security,
            user: user.to_owned(),
        };
        let incoming = account.incoming.as_ref();
        let exchange = incoming.map(|it| it.exchange.clone()).unwrap_or_default();
        let (remove_after_fetch, remove_after_days) = match incoming.map(|it| it.after_fetch) {
            Some(AfterFetch::Remove { after_days: 0 }) => (true, String::new()),
            Some(AfterFetch::Remove { after_days }) => (true, after_days.to_string()),
            Some(AfterFetch::Leave) | None => (false, String::new()),
        };
        let (outgoing_auth, user) = match account.outgoing.as_ref().map(|it| &it.auth) {
            Some(OutgoingAuth::Own { user }) => (AuthChoice::Own, user.as_str()),
            Some(OutgoingAuth::Oauth2 { user }) => (AuthChoice::Oauth2, user.as_str()),
            Some(OutgoingAuth::None) => (AuthChoice::None, ""),
            Some(OutgoingAuth::Same) | None => (AuthChoice::Same, ""),
        };
        let usage = &account.usage;
        Self {
            name: account.name.clone(),
            address: account.address.clone(),
            active: account.active,
            protocol: incoming.map(|it| it.protocol).unwrap_or_default(),
            incoming: incoming.map(|it| ServerForm {
                host: exchange::shown_host(it),
                ..server(&it.endpoint, &it.user)
            }),
            incoming_auth: incoming.map(|it| it.auth).unwrap_or_default(),
            deployment: exchange.deployment,
            mailbox: exchange.mailbox.clone(),
            remove_for_good: exchange.for_good,
            remove_after_fetch,
            remove_after_days,
            folders: incoming.map_or_else(|| vec!["INBOX".to_owned()], |it| it.folders.clone()),
            first_fetch: incoming.map(|it| it.first_fetch).unwrap_or_default(),
            outgoing: account
                .outgoing
                .as_ref()
                .map(|it| server(&it.endpoint, user)),
            outgoing_auth,
            mode: usage.mode,
            owner: usage.owner.map(Owner::word).unwrap_or_default(),
            datenpool: usage.datenpool.clone().unwrap_or_default(),
            app_copy: usage.app_copy.clone().unwrap_or_default(),
            kanzlei: usage.kanzlei,
            interval: account.interval_minutes.to_string(),
        }
    }
}

#[cfg(test)]
mod tests;
