//! What the table of accounts asks of the engine: several accounts changed at once, all or none.

use kontorpost::domain::account::{Account, AccountId, Fault};
use kontorpost::domain::account_form::{AccountForm, ServerForm};
use kontorpost::domain::stammdaten::{AppGeraet, Benutzer, BenutzerNumber, StammdatenFault};
use kontorpost::domain::usage::{Mode, Owner};
use kontorpost::service::accounts::Passwords;
use kontorpost::service::{Acting, Error, Office};
use tempfile::TempDir;

fn account(name: &str) -> Account {
    let server = |host: &str, user: &str| ServerForm {
        host: host.to_owned(),
        user: user.to_owned(),
        ..ServerForm::default()
    };
    let form = AccountForm {
        name: name.to_owned(),
        address: format!("{name}@kanzlei.example"),
        incoming: Some(server("imap.kanzlei.example", name)),
        outgoing: Some(server("smtp.kanzlei.example", "")),
        ..AccountForm::default()
    };
    form.check().expect("a good account")
}

fn number(number: u16) -> BenutzerNumber {
    BenutzerNumber::new(number).expect("number")
}

fn benutzer(wanted: u16, verwalter: bool) -> Benutzer {
    Benutzer {
        number: number(wanted),
        name: format!("Benutzer {wanted}"),
        address: String::new(),
        current: true,
        login: format!("login{wanted}"),
        verwalter,
        einlesen: false,
        external: false,
    }
}

fn add(office: &Office, account: &Account) -> AccountId {
    let runtime = tokio::runtime::Runtime::new().expect("runtime");
    let added = runtime.block_on(office.add_account(account, Passwords::default()));
    added.expect("added").id
}

fn office() -> (TempDir, Office, [AccountId; 2]) {
    let directory = tempfile::tempdir().expect("directory");
    let office = Office::open_for_practice(directory.path(), Vec::new()).expect("office");
    let mut first = account("erstes");
    first.usage.kanzlei = true;
    let ids = [add(&office, &first), add(&office, &account("zweites"))];
    (directory, office, ids)
}

fn read(office: &Office, id: AccountId) -> Account {
    office.account(id).expect("account").account
}

#[test]
fn the_kanzlei_mark_moves_in_either_order() {
    let (_directory, office, [first, second]) = office();
    let (mut one, mut two) = (read(&office, first), read(&office, second));
    one.usage.kanzlei = false;
    two.usage.kanzlei = true;
    two.active = false;
    let changes = [(second, two.clone()), (first, one.clone())];
    office.save_accounts(&changes).expect("saved");
    assert_eq!(read(&office, first), one);
    assert_eq!(read(&office, second), two);

    one.usage.kanzlei = true;
    two.usage.kanzlei = false;
    office
        .save_accounts(&[(first, one.clone()), (second, two)])
        .expect("saved");
    assert!(read(&office, first).usage.kanzlei);
    assert!(!read(&office, second).usage.kanzlei);
}

#[test]
fn one_bad_account_and_nothing_is_changed() {
    let (_directory, office, [first, second]) = office();
    let before = [read(&office, first), read(&office, second)];
    let (mut one, mut two) = (before[0].clone(), before[1].clone());
    one.active = false;
    // Without a Benutzer.
    two.usage.mode = Mode::Postkorb;
    let refused = office.save_accounts(&[(first, one.clone()), (second, two.clone())]);
    let Err(Error::Form(faults)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(faults[0].fault, Fault::OwnerNeeded(Mode::Postkorb));

    // With a Benutzer who is not there: only the database can know.
    two.usage.owner = Some(Owner::Benutzer(number(7)));
    let refused = office.save_accounts(&[(first, one.clone()), (second, two.clone())]);
    let Err(Error::Form(faults)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(faults[0].fault, Fault::BenutzerUnknown("7".to_owned()));

    // Both with the mark.
    one.usage.kanzlei = true;
    two = before[1].clone();
    two.usage.kanzlei = true;
    let refused = office.save_accounts(&[(first, one), (second, two)]);
    assert!(matches!(refused, Err(Error::Form(_))), "{refused:?}");
    assert_eq!(read(&office, first), before[0]);
    assert_eq!(read(&office, second), before[1]);
}

#[test]
fn the_mark_of_an_account_that_is_not_in_the_batch_stays() {
    let (_directory, office, [first, second]) = office();
    let mut two = read(&office, second);
    two.usage.kanzlei = true;
    let refused = office.save_accounts(&[(second, two)]);
    let Err(Error::Form(faults)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(faults[0].fault, Fault::KanzleiTaken("erstes".to_owned()));
    assert!(read(&office, first).usage.kanzlei);
}

#[test]
fn only_a_verwalter_saves() {
    let (directory, office, [first, _]) = office();
    office.add_benutzer(&benutzer(1, true)).expect("verwalter");
    let directory = directory.path();
    let office = Office::open(directory, Acting::Benutzer(1)).expect("office");
    office.add_benutzer(&benutzer(2, false)).expect("benutzer");
    assert!(office.may_change().is_ok());
    let account = Account {
        active: false,
        ..read(&office, first)
    };
    let clerk = Office::open(directory, Acting::Benutzer(2)).expect("office");
    assert!(matches!(clerk.may_change(), Err(Error::NotVerwalter(2))));
    let refused = clerk.save_accounts(&[(first, account.clone())]);
    assert!(
        matches!(refused, Err(Error::NotVerwalter(2))),
        "{refused:?}"
    );
    assert!(read(&office, first).active);
    office.save_accounts(&[(first, account)]).expect("saved");
    assert!(!read(&office, first).active);
}

#[test]
fn a_roll_out_file_that_was_written_is_read_as_the_same_account() {
    let (directory, office, [first, _]) = office();
    let file = directory.path().join("konto.toml");
    office.export_rollout(first, &file).expect("written");
    assert_eq!(
        office.read_rollout(&file).expect("read"),
        read(&office, first)
    );
    let refused = office.export_rollout(first, &directory.path().join("fehlt/konto.toml"));
    assert!(matches!(refused, Err(Error::File { .. })), "{refused:?}");
}

#[test]
fn accounts_follow_a_device_to_its_new_name() {
    let (_directory, office, [first, _]) = office();
    // Whoever sets the office up goes on as its Verwalter.
    let mut acting = benutzer(1, true);
    acting.login = kontorpost::service::login_name();
    office.add_benutzer(&acting).expect("benutzer");
    assert!(office.may_change().is_ok());
    let geraet = |name: &str| AppGeraet {
        name: name.to_owned(),
        benutzer: number(1),
        address: "app@kanzlei.example".to_owned(),
        confirmed: true,
    };
    office.add_geraet(&geraet("Telefon")).expect("added");
    office.add_geraet(&geraet("Tablet")).expect("added");
    let mut account = read(&office, first);
    account.usage.kanzlei = false;
    account.usage.mode = Mode::Postkorb;
    account.usage.owner = Some(Owner::Benutzer(number(1)));
    account.usage.app_copy = Some("Telefon".to_owned());
    office.save_accounts(&[(first, account)]).expect("saved");

    office
        .change_geraet("Telefon", &geraet("Handy"))
        .expect("changed");
    let copy = read(&office, first).usage.app_copy;
    assert_eq!(copy.as_deref(), Some("Handy"));
    let refused = office.change_geraet("Handy", &geraet("tablet"));
    let Err(Error::Stammdaten(faults)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(faults, [StammdatenFault::Taken("tablet".to_owned())]);
    office
        .change_geraet("Handy", &geraet("HANDY"))
        .expect("other case");
    assert_eq!(office.geraete().expect("devices").len(), 2);
}

#[test]
fn a_pause_ends_with_other_servers_only() {
    let (_directory, office, [first, _]) = office();
    let paused = |office: &Office| office.account(first).expect("account").state.paused_at;
    let storage = kontorpost::storage::Storage::open(office.directory()).expect("storage");
    storage.pause_account(first).expect("paused");
    let mut account = read(&office, first);
    account.active = false;
    office
        .save_accounts(&[(first, account.clone())])
        .expect("saved");
    assert!(paused(&office).is_some());
    if let Some(incoming) = account.incoming.as_mut() {
        incoming.user = "anders".to_owned();
    }
    office.save_accounts(&[(first, account)]).expect("saved");
    assert_eq!(paused(&office), None);
}
