//! What deciding costs a message, in an office with 20,000 Akten, 250 Benutzer and 5,000
//! assignments Von→An: the decision alone, beside reading the same message; and the whole import of
//! the program, beside the same in an office without master data.
//!
//! `cargo bench --bench routing`; `-- --quick` leaves the import out. Ratios count, times differ
//! between machines. It fails when a decision takes 50 µs or more.

#[path = "../../tests/support/mod.rs"]
mod support;

use kontorpost::domain::account::AccountId;
use kontorpost::domain::akte::Aktennummer;
use kontorpost::domain::mail::{Detail, ParsedMail};
use kontorpost::domain::office_settings::{DirectiveSenders, OfficeSettings};
use kontorpost::domain::register::Akte;
use kontorpost::domain::routing::{Arrival, route, route_unrecognised};
use kontorpost::domain::rules::RuleBook;
use kontorpost::domain::stammdaten::{Benutzer, BenutzerNumber};
use kontorpost::domain::table_import::Table;
use kontorpost::domain::usage::{Mode, Owner, Usage};
use kontorpost::mime;
use kontorpost::storage::Storage;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use support::Office;
use support::mails::{Numbers, mail};

const AKTEN: u64 = 20_000;
const BENUTZER: u16 = 250;
/// An for each Von: 250 × 20 are 5,000 rows.
const AN: u16 = 20;
const MESSAGES: u64 = 2_000;
const ROUNDS: usize = 9;
/// Microseconds that a decision may take.
const LIMIT: f64 = 50.0;

fn benutzer(number: u16) -> BenutzerNumber {
    BenutzerNumber::new(number).expect("1 to 999")
}

fn address(number: u16) -> String {
    format!("person{number}@kanzlei.example")
}

/// The Akte with this place in the register: 2,000 of each year.
fn akte(place: u64) -> Aktennummer {
    let number = u32::try_from(place % 2_000).expect("small") + 1;
    let year = u8::try_from(16 + place / 2_000).expect("small");
    Aktennummer::new(number, year).expect("in range")
}

/// Who gets the mail of whom.
fn assigned(von: u16) -> Vec<BenutzerNumber> {
    let an = (0..AN).map(|it| benutzer((von + it * 7) % BENUTZER + 1));
    an.collect()
}

fn rules() -> RuleBook {
    let settings = OfficeSettings {
        directives: DirectiveSenders::Own,
        forward_to: Some(benutzer(7)),
        ..OfficeSettings::default()
    };
    let mut rules = RuleBook::new(settings, 1);
    (0..AKTEN).for_each(|place| rules.add_akte(None, akte(place)));
    for number in 1..=BENUTZER {
        rules.add_benutzer(benutzer(number), &address(number), true);
        for an in assigned(number) {
            rules.add_assignment(&address(number), an);
        }
    }
    for klient in 0..5_000 {
        rules.add_klient(&format!("kontakt{klient}@klient.example"), klient);
    }
    rules
}

/// A subject as it comes in: with a number, with a directive, with a docket, with nothing.
fn subject(numbers: &mut Numbers) -> String {
    let akte = akte(numbers.below(AKTEN * 2));
    match numbers.below(8) {
        0 => format!("AW: {akte} Müller ./. Meier"),
        1 => format!("{akte}ea Schriftsatz der Gegenseite"),
        2 => format!("WG: AW: {akte}pk17 bitte prüfen"),
        3 => format!("LG Berlin, 12 O {akte}, Verfügung vom 03.04.2020"),
        4 => format!("Vergleich {akte} und 9/20, Ihr Zeichen 77/19"),
        5 => "Anfrage Erstberatung Mietrecht".to_owned(),
        6 => "Erreichbar 24/7, Termin am 08/12/24, Quote 60/40".to_owned(),
        _ => format!("Terminsverlegung in Sachen Müller ./. Meier, unser Zeichen {akte}"),
    }
}

fn raw(seed: u64) -> Vec<u8> {
    let mut numbers = Numbers::new(seed);
    let from = address(u16::try_from(numbers.below(400)).expect("small") + 1);
    let to = format!("kontakt{}@klient.example", numbers.below(8_000));
    let head = format!(
        "From: <{from}>\r\nTo: <{to}>\r\nSubject: {}\r\n",
        subject(&mut numbers)
    );
    let body = mail(seed, 20_000);
    let body = String::from_utf8_lossy(&body).into_owned();
    let lines = body.split_inclusive("\r\n");
    let is_ours = |line: &&str| {
        ["From:", "To:", "Subject:"]
            .iter()
            .any(|it| line.starts_with(it))
    };
    let rest: String = lines.filter(|line| !is_ours(line)).collect();
    (head + &rest).into_bytes()
}

/// Microseconds a message: the round in the middle, and the slowest.
fn measure(mails: u64, mut each: impl FnMut()) -> (f64, f64) {
    let mut rounds: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let begun = Instant::now();
            each();
            begun.elapsed().as_secs_f64() * 1e6 / mails as f64
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    (rounds[ROUNDS / 2], rounds[ROUNDS - 1])
}

fn decisions(reading: f64, mails: &[ParsedMail], rules: &RuleBook) -> f64 {
    let mut slowest: f64 = 0.0;
    for mode in Mode::ALL.into_iter().filter(|it| it.fetches()) {
        let usage = Usage {
            mode,
            owner: mode.needs_owner().then_some(Owner::Benutzer(benutzer(3))),
            ..Usage::default()
        };
        let arrival = Arrival {
            account: AccountId(1),
            usage: &usage,
        };
        let (middle, worst) = measure(mails.len() as u64, || {
            for mail in mails {
                black_box(route(&arrival, black_box(mail), rules));
                black_box(route_unrecognised(&arrival, black_box(mail), rules));
            }
        });
        slowest = slowest.max(middle);
        let name = mode.word();
        let ratio = middle / reading;
        println!("  {name:<24} {middle:8.3} µs (slowest round {worst:.3})   {ratio:6.4} × reading");
    }
    slowest
}

/// The longest subject that reading leaves, full of numbers of Akten and of dockets.
fn attack() -> ParsedMail {
    let mut subject = String::new();
    for place in 0.. {
        let _ = write!(subject, "12 O {} (Kart) ", akte(place));
        if subject.len() > 2_000 {
            break;
        }
    }
    ParsedMail {
        subject,
        ..ParsedMail::default()
    }
}

/// An office with an account on "Posteingang" and, if wished, all the master data.
fn office(full: bool) -> (Office, i64) {
    let office = Office::new(Path::new("/dev/null"));
    office
        .run(&["benutzer", "add", "1", "--name", "Susi"])
        .done();
    let rollout = "name = \"Post\"\naddress = \"post@kanzlei.example\"\n[incoming]\n\
        protocol = \"imap\"\nhost = \"localhost\"\nport = 993\nsecurity = \"tls\"\n\
        user = \"post\"\nafter_fetch = \"leave\"\n[usage]\nmode = \"posteingang\"\n";
    let id = office.add(rollout, "geheim");
    if full {
        fill(&Storage::open(&office.data()).expect("the office"));
    }
    (office, id)
}

fn table<T>(rows: Vec<(u64, T)>) -> Table<T> {
    Table {
        rows,
        faults: Vec::new(),
        change: false,
    }
}

fn fill(storage: &Storage) {
    let akten: Vec<(u64, Akte)> = (0..AKTEN)
        .map(|place| {
            let entry = Akte {
                number: akte(place),
                name: format!("Müller {place} ./. Meier"),
                sachbearbeiter: None,
                datenpool: None,
            };
            (place + 1, entry)
        })
        .collect();
    storage.import_akten(&table(akten)).expect("Akten");
    let people: Vec<(u64, Benutzer)> = (2..=BENUTZER)
        .map(|number| {
            let person = Benutzer {
                number: benutzer(number),
                name: format!("Person {number}"),
                address: address(number),
                current: true,
                login: String::new(),
                verwalter: false,
                einlesen: false,
                external: false,
            };
            (u64::from(number), person)
        })
        .collect();
    storage.import_benutzer(&table(people)).expect("Benutzer");
    for von in 2..=BENUTZER {
        let an = assigned(von);
        storage
            .insert_zuordnung(&address(von), &an)
            .expect("Von→An");
    }
}

/// Seconds that the program takes to import these messages.
fn import(full: bool, mbox: &str) -> f64 {
    let (office, id) = office(full);
    let id = id.to_string();
    let begun = Instant::now();
    let arguments = ["mail", "import", "--account", &id, "--mbox", mbox];
    office.run(&arguments).done();
    begun.elapsed().as_secs_f64()
}

fn whole_import(raws: &[Vec<u8>]) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let file = directory.path().join("alt.mbox");
    let mut mbox = Vec::new();
    for raw in raws {
        mbox.extend_from_slice(b"From - Mon Jan 05 10:00:00 2026\n");
        mbox.extend_from_slice(&raw.replace_crlf());
        mbox.push(b'\n');
    }
    std::fs::write(&file, mbox).expect("mbox");
    let file = file.to_str().expect("a path");
    let mut times: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    for _ in 0..3 {
        times[0].push(import(false, file));
        times[1].push(import(true, file));
    }
    let middle = times.map(|mut it| {
        it.sort_by(f64::total_cmp);
        it[1] * 1e6 / raws.len() as f64
    });
    let (bare, full) = (middle[0], middle[1]);
    println!("  without master data      {bare:8.1} µs");
    println!(
        "  with all of it           {full:8.1} µs   {:6.2} × without",
        full / bare
    );
}

/// As a mail program on Linux keeps it.
trait Bare {
    fn replace_crlf(&self) -> Vec<u8>;
}

impl Bare for Vec<u8> {
    fn replace_crlf(&self) -> Vec<u8> {
        self.iter().copied().filter(|it| *it != b'\r').collect()
    }
}

fn main() {
    let quick = std::env::args().any(|it| it == "--quick");
    let raws: Vec<Vec<u8>> = (0..MESSAGES).map(raw).collect();
    let mails: Vec<ParsedMail> = raws
        .iter()
        .map(|it| mime::parse(it, Detail::Full))
        .collect();
    println!("A message of 20 KB, in the middle of {ROUNDS} rounds of {MESSAGES}:");
    let (reading, _) = measure(MESSAGES, || {
        for raw in &raws {
            black_box(mime::parse(black_box(raw), Detail::Full));
        }
    });
    println!("  reading it               {reading:8.3} µs");
    let begun = Instant::now();
    let rules = rules();
    let filled = begun.elapsed().as_secs_f64() * 1e3;
    println!(
        "Deciding, twice each (as recognised, and as after undoing); the rules take {filled:.1} ms to fill:"
    );
    let usual = decisions(reading, &mails, &rules);
    println!("The same with 2,000 characters of dockets in the subject:");
    let worst = decisions(reading, &[attack()], &rules);
    if !quick {
        println!("The whole import of the program, a message, in the middle of 3:");
        whole_import(&raws);
    }
    assert!(usual < LIMIT, "{usual} µs a message");
    assert!(worst < LIMIT * 10.0, "{worst} µs for an attack");
}
