//! An office in this process, and scripted servers that do wrong what no real server does on demand.

use kontorpost::domain::account::{Account, AccountId};
use kontorpost::domain::ledger::Run;
use kontorpost::domain::rollout::read_account;
use kontorpost::domain::secret::Secret;
use kontorpost::service::accounts::Passwords;
use kontorpost::service::demo::counters::Service;
use kontorpost::service::demo::server::{ServerOptions, Servers};
use kontorpost::service::demo::store::{INBOX, Store};
use kontorpost::service::receiver::{Event, ReceiveOptions};
use kontorpost::service::{Error, Office, Page};
use kontorpost::transport::{Cause, Timeouts};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::watch;

pub const USER: &str = "anna@kontor.test";
pub const PASSWORD: &str = "Geh\"eim\\ Größe-77";

pub struct Practice {
    pub directory: tempfile::TempDir,
    pub office: Office,
    pub servers: Servers,
    pub account: AccountId,
    pub service: Service,
}

/// What a run came to.
#[derive(Debug)]
pub struct Outcome {
    pub run: Option<Run>,
    pub error: Option<Error>,
}

impl Outcome {
    /// The cause at the server, if that is what ended the run.
    pub fn cause(&self) -> Option<&Cause> {
        match &self.error {
            Some(Error::Transport(error)) => Some(&error.cause),
            _ => None,
        }
    }
}

pub fn timeouts() -> Timeouts {
    let second = Duration::from_secs(1);
    Timeouts {
        connect: second,
        handshake: second,
        idle: second,
    }
}

impl Practice {
    pub async fn start(protocol: &str, security: &str, after_fetch: &str) -> Self {
        Self::start_with(protocol, security, after_fetch, ServerOptions::default()).await
    }

    pub async fn start_with(
        protocol: &str,
        security: &str,
        after_fetch: &str,
        options: ServerOptions,
    ) -> Self {
        let store = Store::new();
        store.add_user(USER, PASSWORD);
        let servers = Servers::start(store, options).await.expect("servers");
        let directory = tempfile::tempdir().expect("directory");
        let office = Office::open_for_practice(
            &directory.path().join("office"),
            vec![servers.ca_der.clone()],
        )
        .expect("office")
        .with_timeouts(timeouts());
        let service = match protocol {
            "imap" => Service::Imap,
            "exchange" => Service::Ews,
            _ => Service::Pop3,
        };
        let mut practice = Self {
            directory,
            office,
            servers,
            account: AccountId(0),
            service,
        };
        let account = practice.account_for(protocol, security, after_fetch);
        let incoming = Some(Secret::new(PASSWORD.to_owned()));
        let passwords = Passwords {
            incoming,
            outgoing: None,
        };
        practice.account = practice
            .office
            .add_account(&account, passwords)
            .await
            .expect("account")
            .id;
        practice
    }

    /// Closes the office and opens it again, as a program that is started anew.
    pub async fn reopen(&mut self) {
        let elsewhere = tempfile::tempdir().expect("directory");
        let none = Office::open_for_practice(elsewhere.path(), Vec::new()).expect("office");
        drop(std::mem::replace(&mut self.office, none));
        let directory = self.directory.path().join("office");
        let authorities = vec![self.servers.ca_der.clone()];
        let office = Office::open_for_practice(&directory, authorities).expect("office");
        self.office = office.with_timeouts(timeouts());
        let passwords = Passwords {
            incoming: Some(Secret::new(PASSWORD.to_owned())),
            outgoing: None,
        };
        let kept = self.office.change_passwords(self.account, passwords).await;
        kept.expect("password");
    }

    pub fn account_for(&self, protocol: &str, security: &str, after_fetch: &str) -> Account {
        let port = match (protocol, security) {
            ("imap", "tls") => self.servers.imaps,
            ("imap", _) => self.servers.imap,
            ("exchange", _) => self.servers.ews,
            (_, "tls") => self.servers.pop3s,
            _ => self.servers.pop3,
        }
        .port();
        read_account(&format!(
            "name = \"Anna\"\naddress = \"{USER}\"\n[incoming]\nprotocol = \"{protocol}\"\n\
             host = \"localhost\"\nport = {port}\nsecurity = \"{security}\"\nuser = \"{USER}\"\n\
             after_fetch = \"{after_fetch}\"\n[usage]\nmode = \"posteingang\"\n"
        ))
        .expect("account")
    }

    pub fn deliver(&self, mails: &[Vec<u8>]) {
        for mail in mails {
            self.servers
                .store
                .append(USER, INBOX, mail, 1_790_000_000)
                .expect("delivered");
        }
    }

    pub fn left_on_server(&self) -> Vec<Vec<u8>> {
        self.servers
            .store
            .messages(USER, INBOX)
            .iter()
            .map(|it| it.raw.to_vec())
            .collect()
    }

    pub async fn receive(&self) -> Outcome {
        self.receive_with(ReceiveOptions {
            once: true,
            send: false,
            account: None,
        })
        .await
    }

    /// As a person who asks for this account.
    pub async fn retry(&self) -> Outcome {
        self.receive_with(ReceiveOptions {
            once: true,
            send: false,
            account: Some(self.account),
        })
        .await
    }

    async fn receive_with(&self, options: ReceiveOptions) -> Outcome {
        let ended: Arc<Mutex<Outcome>> = Arc::new(Mutex::new(Outcome {
            run: None,
            error: None,
        }));
        let hears = ended.clone();
        let listener = move |event: Event| match event {
            Event::Finished { run, .. } => hears.lock().expect("lock").run = Some(run),
            Event::Failed { error, .. } => hears.lock().expect("lock").error = Some(error),
            _ => {}
        };
        let (_stop, stopped) = watch::channel(false);
        let begun = Instant::now();
        self.office
            .receive(options, Arc::new(listener), stopped)
            .await
            .expect("receiver");
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "took {:?}",
            begun.elapsed()
        );
        let mut ended = ended.lock().expect("lock");
        std::mem::replace(
            &mut *ended,
            Outcome {
                run: None,
                error: None,
            },
        )
    }

    /// A run that must go well.
    #[track_caller]
    pub fn expect(&self, outcome: Outcome) -> Run {
        assert!(outcome.error.is_none(), "{:?}", outcome.error);
        outcome.run.expect("a run")
    }

    /// Every stored message, sorted.
    pub fn stored(&self) -> Vec<Vec<u8>> {
        let out = tempfile::tempdir().expect("directory");
        self.office
            .export_all(out.path(), |_, _| {})
            .expect("export");
        let mut mails: Vec<Vec<u8>> = std::fs::read_dir(out.path())
            .expect("export")
            .map(|entry| std::fs::read(entry.expect("entry").path()).expect("message"))
            .collect();
        mails.sort();
        mails
    }

    #[track_caller]
    pub fn assert_stored(&self, mails: &[Vec<u8>], what: &str) {
        let mut wanted = mails.to_vec();
        wanted.sort();
        let stored = self.stored();
        assert_eq!(stored.len(), wanted.len(), "{what}");
        assert!(stored == wanted, "{what}: other bytes");
        let report = self.office.check(|_, _| {}).expect("check");
        assert!(report.is_clean(), "{what}: {report:?}");
    }

    pub fn count(&self) -> usize {
        self.office
            .mails(
                None,
                Page {
                    limit: 100_000,
                    offset: 0,
                },
            )
            .expect("mails")
            .len()
    }

    /// Whether any file of the office holds these bytes.
    pub fn is_on_disk(&self, needle: &str) -> bool {
        let needle = needle.as_bytes();
        std::fs::read_dir(self.office.directory())
            .expect("office")
            .any(|entry| {
                let bytes = std::fs::read(entry.expect("entry").path()).unwrap_or_default();
                bytes.windows(needle.len()).any(|it| it == needle)
            })
    }
}
