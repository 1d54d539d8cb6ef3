use super::*;
use crate::domain::account::AccountState;
use crate::domain::account_form::ServerForm;
use crate::domain::stammdaten::BenutzerNumber;

fn stored(id: i64, name: &str, mode: Mode) -> StoredAccount {
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
        mode,
        owner: if mode.needs_owner() { "1" } else { "" }.to_owned(),
        ..AccountForm::default()
    };
    StoredAccount {
        id: AccountId(id),
        account: form.check().unwrap(),
        state: AccountState::default(),
    }
}

fn benutzer(number: u16, current: bool) -> Benutzer {
    Benutzer {
        number: BenutzerNumber::new(number).unwrap(),
        name: format!("Benutzer {number}"),
        address: String::new(),
        current,
        login: String::new(),
        verwalter: false,
        einlesen: false,
        external: false,
    }
}

fn geraet(name: &str, benutzer: u16, confirmed: bool) -> AppGeraet {
    AppGeraet {
        name: name.to_owned(),
        benutzer: BenutzerNumber::new(benutzer).unwrap(),
        address: "app@kanzlei.example".to_owned(),
        confirmed,
    }
}

fn lists() -> Lists {
    Lists {
        benutzer: vec![benutzer(1, true), benutzer(2, true)],
        pools: Vec::new(),
        geraete: vec![
            geraet("Eins", 1, true),
            geraet("Neu", 1, false),
            geraet("Zwei", 2, true),
        ],
    }
}

fn owner(number: u16) -> Owner {
    Owner::Benutzer(BenutzerNumber::new(number).unwrap())
}

fn table() -> Table {
    let mut table = Table::default();
    let accounts = vec![
        stored(1, "eins", Mode::Posteingang),
        stored(2, "zwei", Mode::Postkorb),
        stored(3, "drei", Mode::NurSenden),
    ];
    table.take(accounts, lists());
    table
}

const SECOND: AccountId = AccountId(2);

#[test]
fn what_is_not_saved_stays_when_the_office_is_read_again() {
    let mut table = table();
    table.change(SECOND, Change::Active(false));
    let mut renamed = stored(2, "umbenannt", Mode::Postkorb);
    renamed.account.active = true;
    let mut other = stored(1, "eins", Mode::Posteingang);
    other.account.active = false;
    table.take(vec![other, renamed.clone()], lists());
    let row = table.row(SECOND).unwrap();
    assert!(!row.active && row.is_changed());
    assert_eq!(row.name(), "umbenannt");
    // What nobody had touched is as it was read.
    assert!(!table.rows[0].active && !table.rows[0].is_changed());
    // Once it is stored it is no change any more.
    renamed.account.active = false;
    table.take(vec![renamed], lists());
    assert!(!table.is_changed());
}

#[test]
fn a_device_is_offered_to_its_benutzer_alone_and_once_confirmed() {
    let mut table = table();
    assert_eq!(table.devices(Some(owner(1))), ["Eins"]);
    assert_eq!(table.devices(Some(Owner::Zentral)), [""; 0]);
    table.change(SECOND, Change::AppCopy(Some("Eins".to_owned())));
    table.change(SECOND, Change::Owner(owner(2)));
    assert_eq!(table.row(SECOND).unwrap().usage().app_copy, None);
    table.change(SECOND, Change::AppCopy(Some("Eins".to_owned())));
    let remarks = &table.row(SECOND).unwrap().remarks;
    assert_eq!(remarks[0].words, texts::accounts_warn_app("Eins"));
    assert!(!remarks[0].is_wrong());
}

#[test]
fn only_an_account_on_posteingang_is_the_kanzlei_account() {
    let mut table = table();
    let refused = Kanzlei::NotPosteingang(Mode::Postkorb);
    assert_eq!(table.choose_kanzlei(SECOND), refused);
    assert_eq!(table.choose_kanzlei(AccountId(1)), Kanzlei::Set);
    table.change(SECOND, Change::Mode(Mode::Posteingang));
    assert_eq!(table.choose_kanzlei(SECOND), Kanzlei::Taken(AccountId(1)));
    table.set_kanzlei(Some(SECOND));
    let marked: Vec<_> = table.rows.iter().map(|it| it.usage().kanzlei).collect();
    assert_eq!(marked, [false, true, false]);
    // Pressed again the mark is taken away.
    assert_eq!(table.choose_kanzlei(SECOND), Kanzlei::Set);
    assert!(table.rows.iter().all(|it| !it.usage().kanzlei));
}

#[test]
fn a_benutzer_who_has_left_is_warned_of() {
    let mut table = table();
    let mut lists = lists();
    lists.benutzer[0].current = false;
    let accounts = table.rows.iter().map(|it| it.stored.clone()).collect();
    table.take(accounts, lists);
    let words = |id| {
        let row: &Row = table.row(AccountId(id)).unwrap();
        row.remarks.iter().map(|it| it.words.clone()).collect()
    };
    let warned: Vec<Text> = words(2);
    assert_eq!(warned, [texts::accounts_warn_left("Benutzer 1")]);
    assert_eq!(words(1), Vec::<Text>::new());
}

#[test]
fn an_account_without_incoming_server_only_sends() {
    let mut table = table();
    let mut sends = stored(3, "drei", Mode::NurSenden);
    sends.account.incoming = None;
    if let Some(outgoing) = sends.account.outgoing.as_mut() {
        outgoing.auth = crate::domain::server::OutgoingAuth::None;
    }
    table.take(vec![sends], lists());
    assert!(!table.rows[0].is_wrong());
    table.change(AccountId(3), Change::Mode(Mode::Postkorb));
    let words: Vec<_> = table.rows[0].remarks.iter().map(|it| &it.words).collect();
    let mode = notice::mode(Mode::Postkorb);
    assert_eq!(words, [&texts::accounts_fault_incoming(mode)]);
    assert!(table.rows[0].is_wrong());
}

#[test]
fn the_selection_stays_within_the_table() {
    let mut table = table();
    assert_eq!(table.selected, Some(AccountId(1)));
    for (step, selected) in [
        (-1, 1),
        (1, 2),
        (7, 3),
        (1, 3),
        (i32::MIN, 1),
        (i32::MAX, 3),
    ] {
        table.step(step);
        assert_eq!(table.selected, Some(AccountId(selected)), "{step}");
    }
    table.take(Vec::new(), lists());
    table.step(1);
    assert_eq!(table.selected, None);
}
