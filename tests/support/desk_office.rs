//! An office in this process that gets its mail from files: lists and search without a server.

use kontorpost::domain::account::AccountId;
use kontorpost::domain::register::Akte;
use kontorpost::domain::rollout::read_account;
use kontorpost::domain::stammdaten::{Benutzer, BenutzerNumber};
use kontorpost::service::Office;
use kontorpost::service::login_name;
use kontorpost::service::old_mail::OldMail;
use kontorpost::storage::Storage;
use std::path::Path;

pub struct DeskOffice {
    pub directory: tempfile::TempDir,
    pub office: Office,
    pub storage: Storage,
    pub account: AccountId,
    letters: u32,
}

pub fn benutzer(number: u16) -> BenutzerNumber {
    BenutzerNumber::new(number).expect("1 to 999")
}

fn rollout(usage: &str) -> String {
    format!(
        "name = \"Post\"\naddress = \"post@kanzlei.example\"\n[incoming]\n\
         protocol = \"imap\"\nhost = \"localhost\"\nport = 993\nsecurity = \"tls\"\n\
         user = \"post\"\nafter_fetch = \"leave\"\n[usage]\n{usage}"
    )
}

/// A plain message.
pub fn message(from: &str, subject: &str, date: &str, text: &str) -> String {
    format!(
        "From: {from}\nTo: Kanzlei <post@kanzlei.example>\nSubject: {subject}\nDate: {date}\n\
         Message-ID: <{}@test.example>\nContent-Type: text/plain; charset=utf-8\n\
         Content-Transfer-Encoding: 8bit\n\n{text}\n",
        subject.len() * 1000 + text.len()
    )
}

impl DeskOffice {
    /// An office with two Benutzer, of whom 1 acts, and an account of this usage.
    pub fn new(usage: &str) -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let data = directory.path().join("office");
        let storage = Storage::open(&data).expect("an office");
        for number in [1, 2] {
            let entry = Benutzer {
                number: benutzer(number),
                name: format!("Person {number}"),
                address: format!("person{number}@kanzlei.example"),
                current: true,
                login: if number == 1 {
                    login_name()
                } else {
                    String::new()
                },
                verwalter: number == 1,
                einlesen: number == 1,
                external: false,
            };
            storage.insert_benutzer(&entry).expect("a Benutzer");
        }
        let account = read_account(&rollout(usage)).expect("an account");
        let account = storage.insert_account(&account).expect("the account").id;
        let office = Office::open_for_practice(&data, Vec::new()).expect("the office");
        Self {
            directory,
            office,
            storage,
            account,
            letters: 0,
        }
    }

    /// With an account on "Posteingang".
    pub fn posteingang() -> Self {
        Self::new("mode = \"posteingang\"\n")
    }

    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Enters an Akte; returns its number in the register.
    pub fn akte(&self, number: &str, name: &str, sachbearbeiter: Option<u16>) -> i64 {
        let akte = Akte {
            number: number.parse().expect("a number"),
            name: name.to_owned(),
            sachbearbeiter: sachbearbeiter.map(benutzer),
            datenpool: None,
        };
        self.storage.insert_akte(&akte).expect("an Akte").0
    }

    /// Lets messages arrive in this order, each on its own; returns the newest Vorgang of each.
    pub fn arrive(&mut self, messages: &[String]) {
        let mut eml = Vec::new();
        for message in messages {
            self.letters += 1;
            let file = self.path().join(format!("{}.eml", self.letters));
            std::fs::write(&file, message.replace('\n', "\r\n")).expect("a file");
            eml.push(file);
        }
        let wanted = OldMail {
            eml,
            to_desk: true,
            ..OldMail::default()
        };
        let report = self
            .office
            .import_old_mail(self.account, &wanted, &mut |_, _| {})
            .expect("mail");
        assert_eq!(report.imported, messages.len() as u64, "{report:?}");
    }
}
