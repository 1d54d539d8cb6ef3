//! The office of the measurement: made once by the way that old mail takes into an office, and kept
//! in the target directory.

use crate::letters;
use kontorpost::domain::account::AccountId;
use kontorpost::domain::register::Akte;
use kontorpost::domain::rollout::read_account;
use kontorpost::domain::stammdaten::{Benutzer, BenutzerNumber};
use kontorpost::domain::table_import::Table;
use kontorpost::service::old_mail::OldMail;
use kontorpost::service::{Office, login_name};
use kontorpost::storage::Storage;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

const ROLLOUT: &str = "name = \"Post\"\naddress = \"post@kanzlei.example\"\n[incoming]\n\
    protocol = \"imap\"\nhost = \"localhost\"\nport = 993\nsecurity = \"tls\"\n\
    user = \"post\"\nafter_fetch = \"leave\"\n[usage]\nmode = \"posteingang\"\n";

/// Everything of this measurement lies here.
pub fn home() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target"));
    target.join("desk-bench")
}

/// The data directory of the office.
pub fn office() -> PathBuf {
    home().join("office")
}

fn table<T>(rows: Vec<(u64, T)>) -> Table<T> {
    Table {
        rows,
        faults: Vec::new(),
        change: false,
    }
}

fn master_data(storage: &Storage) -> AccountId {
    let benutzer = |number: u16| Benutzer {
        number: BenutzerNumber::new(number).expect("1 to 999"),
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
    let rows = (1..=20).map(|it| (u64::from(it), benutzer(it)));
    storage
        .import_benutzer(&table(rows.collect()))
        .expect("Benutzer");
    let akten = (0..letters::AKTEN).map(|place| {
        let entry = Akte {
            number: letters::akte(place).parse().expect("a number"),
            name: format!("Müller {place} ./. Meier"),
            sachbearbeiter: BenutzerNumber::new(u16::try_from(place % 20).expect("small") + 1),
            datenpool: None,
        };
        (place + 1, entry)
    });
    storage
        .import_akten(&table(akten.collect()))
        .expect("Akten");
    let account = read_account(ROLLOUT).expect("an account");
    storage.insert_account(&account).expect("the account").id
}

/// Makes the office unless it is there. The last thing that is written says that it is whole.
pub fn fill() {
    let whole = home().join("whole-2");
    if whole.exists() {
        return;
    }
    let _ = fs::remove_dir_all(office());
    fs::create_dir_all(home()).expect("a directory");
    let mbox = home().join("letters.mbox");
    let mut file = BufWriter::new(File::create(&mbox).expect("an mbox"));
    letters::write_mbox(&mut file).expect("an mbox");
    file.flush().expect("an mbox");
    drop(file);
    let storage = Storage::open(&office()).expect("an office");
    let account = master_data(&storage);
    let desk = Office::open_for_practice(&office(), Vec::new()).expect("an office");
    let wanted = OldMail {
        mbox: vec![mbox.clone()],
        to_desk: true,
        ..OldMail::default()
    };
    let begun = Instant::now();
    desk.import_old_mail(account, &wanted, &mut |_, _| {})
        .expect("old mail");
    let seconds = begun.elapsed().as_secs_f64();
    // A clerk has been at work: nine of ten are read, some come up again on a day.
    let all = kontorpost::domain::desk_list::ListQuery::new(
        kontorpost::domain::desk::Listing::Posteingang(None),
    );
    let ids = desk.desk_order(&all).expect("a list");
    let read: Vec<i64> = ids.iter().copied().filter(|it| it % 10 != 0).collect();
    desk.mark_read(&read, true).expect("read");
    let day = jiff::civil::date(2026, 6, 1);
    for id in ids.iter().copied().filter(|it| it % 200 == 0) {
        desk.set_wiedervorlage(id, Some(day)).expect("put off");
    }
    fs::write(&whole, format!("{seconds:.0}")).expect("a file");
    println!(
        "Made the office: {} letters in {seconds:.0} s, {:.0} CPU s with what was done to them.",
        letters::LETTERS,
        cpu_seconds().unwrap_or_default()
    );
}

/// Computing time of this process so far, where the system tells it.
fn cpu_seconds() -> Option<f64> {
    let line = fs::read_to_string("/proc/self/stat").ok()?;
    // Behind the name, which may hold spaces: user and system time in hundredths.
    let fields: Vec<&str> = line.rsplit_once(')')?.1.split_whitespace().collect();
    let of = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((of(11)? + of(12)?) / 100.0)
}
