//! A small law firm to work in: Benutzer, Akten, accounts, and the practice servers that its mail
//! comes from. Whoever runs the test is Susi Weiß, Verwalter.

#![allow(dead_code)]

use kontorpost::domain::account::AccountId;
use kontorpost::domain::desk::{Listing, Vorgang};
use kontorpost::domain::desk_list::ListQuery;
use kontorpost::domain::office_settings::SettingsChange;
use kontorpost::domain::register::{Akte, Ansprechpartner, Klient};
use kontorpost::domain::rollout::read_account;
use kontorpost::domain::secret::Secret;
use kontorpost::domain::stammdaten::{Benutzer, BenutzerNumber};
use kontorpost::service::accounts::Passwords;
use kontorpost::service::demo::server::{ServerOptions, Servers};
use kontorpost::service::demo::store::{INBOX, Store};
use kontorpost::service::receiver::ReceiveOptions;
use kontorpost::service::{Office, login_name};
use std::sync::Arc;
use tokio::runtime::Runtime;
use tokio::sync::watch;

const PASSWORD: &str = "Geheim-77";

/// Susi Weiß (1, who is at the keyboard), Bernd Admin (2), Carla Neu (3).
pub const BENUTZER: [(u16, &str, &str); 3] = [
    (1, "Susi Weiß", "susi@kanzlei.example"),
    (2, "Bernd Admin", "bernd@kanzlei.example"),
    (3, "Carla Neu", "carla@kanzlei.example"),
];

/// Akten of the office.
pub const AKTEN: [(&str, &str, u16); 4] = [
    ("8/20", "Müller ./. Meier", 1),
    ("9/20", "Löwenstraße 12, Mieterhöhung", 2),
    ("12/24", "Schmidt ./. Versicherung AG", 1),
    ("345/20", "Größl, Kündigungsschutz", 2),
];

/// The office.
pub struct Kanzlei {
    pub office: Office,
    servers: Servers,
    runtime: Runtime,
    pub directory: tempfile::TempDir,
    next: i64,
}

pub fn number(number: u16) -> BenutzerNumber {
    BenutzerNumber::new(number).expect("a number")
}

/// A message with a text.
pub fn mail(from: &str, subject: &str) -> Vec<u8> {
    mail_to("post@kanzlei.example", from, subject)
}

/// The same to somebody.
pub fn mail_to(to: &str, from: &str, subject: &str) -> Vec<u8> {
    format!(
        "From: {from}\r\nTo: <{to}>\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
         Sehr geehrte Damen und Herren,\r\n\r\nes geht um: {subject}.\r\n\r\n\
         Mit freundlichen Grüßen\r\n{from}\r\n"
    )
    .into_bytes()
}

impl Kanzlei {
    /// With Benutzer and Akten, and no account yet.
    pub fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("runtime");
        let store = Store::new();
        let servers = runtime
            .block_on(Servers::start(store, ServerOptions::default()))
            .expect("servers");
        let directory = tempfile::tempdir().expect("directory");
        let office = Office::open_for_practice(
            &directory.path().join("office"),
            vec![servers.ca_der.clone()],
        )
        .expect("office");
        for (at, (nr, name, address)) in BENUTZER.into_iter().enumerate() {
            let login = if at == 0 {
                login_name()
            } else {
                format!("login-{nr}")
            };
            office
                .add_benutzer(&Benutzer {
                    number: number(nr),
                    name: name.to_owned(),
                    address: address.to_owned(),
                    current: true,
                    login,
                    verwalter: nr < 3,
                    einlesen: nr == 1,
                    external: false,
                })
                .expect("benutzer");
        }
        for (nr, name, who) in AKTEN {
            office
                .add_akte(&Akte {
                    number: nr.parse().expect("a number"),
                    name: name.to_owned(),
                    sachbearbeiter: Some(number(who)),
                    datenpool: None,
                })
                .expect("akte");
        }
        Self {
            office,
            servers,
            runtime,
            directory,
            next: jiff::Timestamp::now().as_second() - 86_400,
        }
    }

    /// An account on "Posteingang".
    pub fn posteingang(&mut self, name: &str, address: &str) -> AccountId {
        self.account(name, address, "mode = \"posteingang\"")
    }

    /// An account on "Postkorb" of a Benutzer.
    pub fn postkorb(&mut self, name: &str, address: &str, benutzer: u16) -> AccountId {
        self.account(
            name,
            address,
            &format!("mode = \"postkorb\"\nbenutzer = {benutzer}"),
        )
    }

    /// The mailbox that mail is read in from, with the Tätigkeit "Posteingang prüfen", and the
    /// Klient Rocom.
    pub fn einlesen(&mut self, name: &str, address: &str) -> AccountId {
        let office = &self.office;
        office.add_taetigkeit("Post prüfen").expect("taetigkeit");
        office
            .add_klient(&Klient {
                name: "Rocom GmbH".to_owned(),
                ansprechpartner: vec![Ansprechpartner::parse("Anna <info@rocom.example>")],
            })
            .expect("klient");
        office
            .change_settings(&SettingsChange {
                reading_on: Some(true),
                taetigkeit: Some(Some("Post prüfen".to_owned())),
                ..SettingsChange::default()
            })
            .expect("settings");
        self.account(name, address, "mode = \"einlesen\"")
    }

    fn account(&mut self, name: &str, address: &str, usage: &str) -> AccountId {
        self.servers.store.add_user(address, PASSWORD);
        let account = read_account(&format!(
            "name = \"{name}\"\naddress = \"{address}\"\n[incoming]\nprotocol = \"imap\"\n\
             host = \"localhost\"\nport = {}\nsecurity = \"tls\"\nuser = \"{address}\"\n\
             after_fetch = \"leave\"\n[outgoing]\nhost = \"localhost\"\nport = {}\n\
             security = \"tls\"\nauth = \"same\"\n[usage]\n{usage}\n",
            self.servers.imaps.port(),
            self.servers.smtps.port(),
        ))
        .expect("account");
        let passwords = Passwords {
            incoming: Some(Secret::new(PASSWORD.to_owned())),
            outgoing: None,
        };
        let adding = self.office.add_account(&account, passwords);
        let id = self.runtime.block_on(adding).expect("added").id;
        // What lies there now is Altbestand, what comes from now on is not.
        self.receive();
        id
    }

    /// Puts a message into a mailbox, a minute after the last one.
    pub fn deliver(&mut self, address: &str, mail: &[u8]) {
        self.next += 60;
        let store = &self.servers.store;
        let put = store.append(address, INBOX, mail, self.next);
        put.expect("delivered");
    }

    /// Fetches once.
    pub fn receive(&self) {
        let (_sender, stop) = watch::channel(false);
        let options = ReceiveOptions {
            once: true,
            send: false,
            account: None,
        };
        let receiving = self.office.receive(options, Arc::new(|_| {}), stop);
        let received = self.runtime.block_on(receiving).expect("received");
        assert_eq!(received.failed, 0);
    }

    /// What a list shows.
    pub fn list(&self, listing: Listing) -> Vec<Vorgang> {
        let order = self
            .office
            .desk_order(&ListQuery::new(listing))
            .expect("order");
        self.office.desk_rows(&order).expect("rows")
    }

    /// The subjects of a list.
    pub fn subjects(&self, listing: Listing) -> Vec<String> {
        self.list(listing)
            .into_iter()
            .map(|it| it.subject)
            .collect()
    }

    /// The mail servers, for faults.
    pub fn servers(&self) -> &Servers {
        &self.servers
    }

    /// The office as most stories want it: post@ on the Posteingang with four messages, susi@ on
    /// Susi's Postkorb with three, einlesen@ with two.
    pub fn busy() -> Self {
        let mut it = Self::new();
        it.posteingang("Kanzlei Weiß", "post@kanzlei.example");
        it.postkorb("Susi Weiß", "susi@kanzlei.example", 1);
        it.einlesen("Einlesen", "einlesen@kanzlei.example");
        for (from, subject) in [
            (
                "Amtsgericht Berlin <ag@berlin.example>",
                "Terminsverlegung in Sachen 8/20",
            ),
            ("Anna Berg <berg@web.example>", "Anfrage Erstberatung"),
            (
                "Versicherung AG <schaden@versicherung.example>",
                "Schadensmeldung 12/24",
            ),
            ("Fremder <fremd@nirgends.example>", "Werbung: Bürostühle"),
        ] {
            it.deliver("post@kanzlei.example", &mail(from, subject));
        }
        for (from, subject) in [
            ("Gegner <gegner@fremd.example>", "8/20 Vergleichsangebot"),
            (
                "Mandant Müller <mueller@web.example>",
                "Rückfrage zum Termin",
            ),
            ("Mandant Müller <mueller@web.example>", "Unterlagen 9/20"),
        ] {
            it.deliver(
                "susi@kanzlei.example",
                &mail_to("susi@kanzlei.example", from, subject),
            );
        }
        for (from, subject) in [
            ("Susi Weiß <susi@kanzlei.example>", "Lohnabrechnung Oktober"),
            (
                "Unbekannt <unbekannt@web.example>",
                "Frage zur Steuererklärung",
            ),
        ] {
            let raw = mail_to("info@rocom.example", from, subject);
            it.deliver("einlesen@kanzlei.example", &raw);
        }
        it.receive();
        it
    }
}
