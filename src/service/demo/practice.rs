//! The practice office itself: servers, sample mail and two accounts in a throw-away directory.

use super::samples::sample_mails;
use super::server::{ServerOptions, Servers};
use super::store::{INBOX, Store};
use crate::domain::account::{Account, AccountId, DEFAULT_INTERVAL_MINUTES};
use crate::domain::secret::Secret;
use crate::domain::server::{
    AfterFetch, Endpoint, Exchange, FirstFetch, Incoming, Outgoing, OutgoingAuth, Protocol,
    Security,
};
use crate::domain::usage::Usage;
use crate::service::accounts::Passwords;
use crate::service::{Error, Office, Result};
use tempfile::TempDir;

/// Where the practice office's mail arrives: by IMAP, and by POP3.
pub const ADDRESSES: [&str; 2] = ["post@kanzlei-muster.example", "scan@kanzlei-muster.example"];

/// Not a secret: nothing outside this process can reach the practice servers' mail with it.
const PASSWORD: &str = "Übung macht \"Meister\"";

/// A running practice office. Dropping it ends the servers and deletes the directory.
pub struct Practice {
    /// The office, used like any other.
    pub office: Office,
    /// Its mail servers.
    pub servers: Servers,
    /// The accounts, in the order of [`ADDRESSES`].
    pub accounts: Vec<AccountId>,
    /// The throw-away data directory.
    pub directory: TempDir,
}

impl Practice {
    /// Starts the servers, puts the sample mail into their mailboxes and adds the accounts.
    ///
    /// # Errors
    /// [`Error::Practice`] when the servers cannot start; what adding an account may return.
    pub async fn start() -> Result<Self> {
        let failed = |error: std::io::Error| Error::Practice(error.to_string());
        let store = Store::new();
        for address in ADDRESSES {
            store.add_user(address, PASSWORD);
        }
        for (number, mail) in sample_mails(crate::storage::now()).into_iter().enumerate() {
            // Every fourth message comes to the second mailbox.
            let address = if number % 4 == 3 {
                ADDRESSES[1]
            } else {
                ADDRESSES[0]
            };
            store.append(address, INBOX, &mail.raw, mail.received);
        }
        let servers = Servers::start(store, ServerOptions::default())
            .await
            .map_err(failed)?;
        let directory = tempfile::Builder::new()
            .prefix("kontorpost-uebung-")
            .tempdir()
            .map_err(failed)?;
        let office = Office::open_for_practice(directory.path(), vec![servers.ca_der.clone()])?;
        let mut practice = Self {
            office,
            servers,
            accounts: Vec::new(),
            directory,
        };
        for (address, protocol) in ADDRESSES.into_iter().zip([Protocol::Imap, Protocol::Pop3]) {
            let account = practice.account(address, protocol);
            let incoming = Some(Secret::new(PASSWORD.to_owned()));
            let passwords = Passwords {
                incoming,
                outgoing: None,
            };
            let added = practice.office.add_account(&account, passwords).await?;
            practice.accounts.push(added.id);
        }
        Ok(practice)
    }

    fn account(&self, address: &str, protocol: Protocol) -> Account {
        let endpoint = |port| Endpoint {
            host: "localhost".to_owned(),
            port,
            security: Security::Tls,
        };
        let (name, port) = match protocol {
            Protocol::Pop3 => ("Scanner der Kanzlei Muster", self.servers.pop3s.port()),
            _ => ("Kanzlei Muster", self.servers.imaps.port()),
        };
        Account {
            name: name.to_owned(),
            address: address.to_owned(),
            active: true,
            incoming: Some(Incoming {
                auth: Default::default(),
                protocol,
                endpoint: endpoint(port),
                user: address.to_owned(),
                after_fetch: AfterFetch::Leave,
                folders: vec![INBOX.to_owned()],
                first_fetch: FirstFetch::All,
                exchange: Exchange::default(),
            }),
            outgoing: Some(Outgoing {
                endpoint: endpoint(self.servers.smtps.port()),
                auth: OutgoingAuth::Same,
            }),
            usage: Usage::default(),
            interval_minutes: DEFAULT_INTERVAL_MINUTES,
        }
    }
}
