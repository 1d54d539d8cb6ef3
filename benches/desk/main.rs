//! How the desk feels with 100,000 messages: opening a place, counters, other orders, search as one
//! types, opening a message, and the memory that takes. Search also beside notmuch, where that is
//! installed.
//!
//! `cargo bench --bench desk`. The office is made once and kept in the target directory. Times
//! differ between machines; it fails where a limit is passed by far.

mod filling;
mod letters;
mod peer;

use kontorpost::domain::desk::Listing;
use kontorpost::domain::desk_list::{ListQuery, Sort, SortKey};
use kontorpost::domain::search::Search;
use kontorpost::service::Office;
use std::hint::black_box;
use std::time::Instant;

const ROUNDS: usize = 9;
/// Rows in sight.
const PAGE: usize = 50;

/// The first time, the time in the middle of the others, and the slowest, in milliseconds.
fn measure(mut each: impl FnMut()) -> (f64, f64, f64) {
    let mut one = || {
        let begun = Instant::now();
        each();
        begun.elapsed().as_secs_f64() * 1e3
    };
    let first = one();
    let mut rounds: Vec<f64> = (0..ROUNDS).map(|_| one()).collect();
    rounds.sort_by(f64::total_cmp);
    (first, rounds[ROUNDS / 2], rounds[ROUNDS - 1])
}

/// What was too slow by far.
#[derive(Default)]
struct Report {
    breaches: Vec<String>,
}

impl Report {
    fn line(&mut self, name: &str, limit: f64, each: impl FnMut()) {
        let (first, middle, slowest) = measure(each);
        println!(
            "  {name:<34} {middle:8.2} ms (first {first:.2}, slowest {slowest:.2}; wanted {limit})"
        );
        // Another program may have the processor for a moment.
        if middle > limit * 2.0 {
            self.breaches.push(format!("{name}: {middle:.1} ms"));
        }
    }
}

fn lists(office: &Office, report: &mut Report) {
    let place = Listing::Posteingang(None);
    report.line("open a place (order and first page)", 50.0, || {
        let ids = office.desk_order(&ListQuery::new(place)).expect("a list");
        let rows = office.desk_rows(&ids[..PAGE]).expect("rows");
        let mails: Vec<i64> = rows.iter().map(|it| it.mail).collect();
        black_box(office.mail_marks(&mails).expect("marks"));
    });
    let ids = office.desk_order(&ListQuery::new(place)).expect("a list");
    let mut at = 0;
    report.line("a page of rows further down", 16.0, || {
        at = (at + 7_919) % (ids.len() - PAGE);
        black_box(office.desk_rows(&ids[at..at + PAGE]).expect("rows"));
    });
    report.line("all counters", 10.0, || {
        black_box(office.desk_counts().expect("counts"));
    });
    report.line("has the list changed?", 1.0, || {
        black_box(office.desk_version(Some(place)).expect("a version"));
    });
    for (key, word) in SortKey::ALL {
        let sort = Sort {
            key,
            ascending: true,
        };
        let query = ListQuery {
            listing: place,
            sort,
        };
        report.line(&format!("sorted by {word}"), 300.0, || {
            black_box(office.desk_order(&query).expect("a list"));
        });
    }
}

/// What is typed, and what stands before it.
const TYPED: [&str; 14] = [
    "s",
    "sc",
    "sch",
    "schr",
    "schri",
    "schrif",
    "ge",
    "da fr",
    "größe",
    "üb",
    "müller",
    "17/21",
    "müller klage",
    "kostenx",
];

fn searches(office: &Office, report: &mut Report) {
    for words in TYPED {
        let search = Search {
            words: words.to_owned(),
            ..Search::default()
        };
        let mut hits = 0;
        let (mut all, mut rows) = (0.0_f64, 0.0_f64);
        report.line(&format!("find \"{words}\" and first page"), 50.0, || {
            let begun = Instant::now();
            let found = office.find(&search).expect("found");
            all = begun.elapsed().as_secs_f64() * 1e3;
            hits = found.mails.len();
            let page = &found.mails[..hits.min(PAGE)];
            black_box(office.found_rows(page, &search).expect("rows"));
            rows = begun.elapsed().as_secs_f64() * 1e3 - all;
        });
        println!("      {hits} found; numbers {all:.2} ms, rows {rows:.2} ms");
    }
    let search = Search {
        words: "schriftsatz".to_owned(),
        ..Search::default()
    };
    let found = office.find(&search).expect("found").mails;
    let page = &found[..found.len().min(PAGE)];
    report.line("pieces of the text of a page", 100.0, || {
        black_box(office.found_snippets(page, &search).expect("pieces"));
    });
}

fn reading(office: &Office, report: &mut Report) {
    let ids = office
        .desk_order(&ListQuery::new(Listing::Posteingang(None)))
        .expect("a list");
    let rows = office.desk_rows(&ids[..400]).expect("rows");
    let mut at = 0;
    report.line("open a message", 20.0, || {
        at = (at + 37) % rows.len();
        black_box(office.read_mail(rows[at].mail).expect("a message"));
    });
}

/// Largest resident set of this process in MB, where the system tells it.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|it| it.starts_with("VmHWM:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1000)
}

fn load() -> String {
    let words = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    words.split(' ').next().unwrap_or_default().to_owned()
}

fn main() {
    if std::env::args().any(|it| it == "--fill") {
        filling::fill();
        return;
    }
    // In a process of its own, so that the memory below is that of the desk alone.
    let program = std::env::current_exe().expect("this program");
    let status = std::process::Command::new(program).arg("--fill").status();
    assert!(status.is_ok_and(|it| it.success()), "the office");
    let office = Office::open_for_practice(&filling::office(), Vec::new()).expect("the office");
    let mut report = Report::default();
    println!(
        "{} messages in one place, in the middle of {ROUNDS}; load {}:",
        letters::LETTERS,
        load()
    );
    lists(&office, &mut report);
    reading(&office, &mut report);
    println!("Search:");
    searches(&office, &mut report);
    match peak() {
        Some(megabytes) => println!("Memory at its peak: {megabytes} MB (wanted 130)."),
        None => println!("Memory at its peak: not told by this system."),
    }
    peer::compare(&TYPED, PAGE);
    println!("Load at the end: {}.", load());
    assert_eq!(report.breaches, Vec::<String>::new());
}
