//! Signing in in the browser as a clerk does it, with a real provider, and the app registration.

#![cfg(unix)]

mod support;
#[path = "support/window.rs"]
mod window;

use kontorpost::domain::account::StoredAccount;
use kontorpost::domain::oauth::Provider;
use kontorpost::domain::rollout::read_account;
use kontorpost::domain::secret::SignInOf;
use kontorpost::domain::server::IncomingAuth;
use kontorpost::gui::dialog::account::AccountDialog;
use kontorpost::gui::dialog::accounts::Accounts;
use kontorpost::gui::dialog::app_registration::AppRegistration;
use kontorpost::gui::theme::Mode;
use kontorpost::i18n::Language;
use kontorpost::service::Office;
use kontorpost::service::account_save::Keeping;
use kontorpost::service::accounts::Passwords;
use kontorpost::service::oauth::SignInWish;
use support::oidc::{Oidc, browse, decline};
use window::Desk;

struct Stand {
    _directory: tempfile::TempDir,
    oidc: Oidc,
    desk: Desk,
}

fn stand() -> Stand {
    let directory = tempfile::tempdir().expect("directory");
    let office = Office::open_for_practice(directory.path(), Vec::new()).expect("office");
    Stand {
        oidc: Oidc::start(3_600),
        desk: Desk::open(office, Language::German),
        _directory: directory,
    }
}

fn field(desk: &mut Desk, letter: char, words: &str) {
    desk.alt(letter);
    desk.retype(words);
}

/// A new account whose password row has given way to the sign-in.
fn new_account(desk: &mut Desk) {
    desk.open_dialog(AccountDialog::new());
    desk.type_text("Anna");
    field(desk, 'e', "anna@kontor.test");
    field(desk, 's', "localhost");
    field(desk, 'm', "localhost");
    field(desk, 'b', "anna@kontor.test");
    desk.click("OAuth2");
    desk.wait_for("noch nicht angemeldet");
    assert!(!desk.sees("Kennwort:"));
}

fn link(desk: &mut Desk) -> String {
    desk.wait_for("Kontorpost wartet auf den Browser…");
    desk.click("Link kopieren");
    desk.wait_for("Der Link ist kopiert.");
    desk.copied().expect("a link").to_owned()
}

#[test]
fn registered_signed_in_saved_and_signed_out() {
    let Stand { oidc, desk, .. } = &mut stand();
    new_account(desk);
    assert!(desk.sees("keine App-Registrierung hinterlegt"));
    desk.picture("oauth_account_unregistered", Mode::Light, 1.0);
    // Without a registration the way leads there first.
    desk.click("Im Browser anmelden...");
    desk.wait_for("Anwendungs-ID (Client):");
    desk.click("eigener Anmeldedienst");
    desk.click("OK und Schließen");
    desk.wait_for("Angabe fehlt.");
    desk.picture("oauth_registration_faults", Mode::Light, 1.0);
    field(desk, 'c', "kontorpost");
    field(desk, 'r', &oidc.issuer());
    field(desk, 'b', "mail");
    desk.picture("oauth_registration", Mode::Light, 1.0);
    desk.click("OK und Schließen");
    desk.wait_without("Anwendungs-ID (Client):");
    desk.wait_without("keine App-Registrierung hinterlegt");

    desk.click("Im Browser anmelden...");
    let url = link(desk);
    desk.picture("oauth_waiting", Mode::Light, 1.0);
    desk.picture("oauth_waiting_dark", Mode::Dark, 1.0);
    assert!(browse(&url, "anna").starts_with("200"));
    desk.wait_for("angemeldet als anna");
    desk.picture("oauth_account", Mode::Light, 1.0);
    desk.picture("oauth_account_dark", Mode::Dark, 1.5);
    desk.click("OK und Schließen");
    desk.wait_without("OK und Schließen");
    let office = desk.app.context.office.clone();
    let stored = office.accounts().expect("accounts").remove(0);
    let incoming = stored.account.incoming.clone().expect("incoming");
    assert_eq!(incoming.auth, IncomingAuth::Oauth2);
    let signed_in = office
        .signed_in(stored.id)
        .expect("asked")
        .expect("signed in");
    assert_eq!(signed_in.name.as_deref(), Some("anna"));

    // Opened again it is known; signed out it is gone, at the provider too.
    desk.open_dialog(AccountDialog::edit(stored.clone()));
    desk.wait_for("angemeldet als anna");
    assert!(desk.sees("Im Browser erneuern..."));
    desk.click("Abmelden");
    desk.wait_for("Die Anmeldung dieses Kontos beenden?");
    desk.alt('b');
    desk.wait_for("noch nicht angemeldet");
    oidc.wait_for("grant revoked");
    assert_eq!(office.signed_in(stored.id).expect("asked"), None);
}

#[test]
fn declined_tried_again_by_code_and_left() {
    let Stand { oidc, desk, .. } = &mut stand();
    let office = desk.app.context.office.clone();
    let file = desk.app.context.office.directory().join("app.toml");
    std::fs::write(&file, oidc.client_file()).expect("file");
    let client = office.read_oauth_file(&file).expect("registration");
    desk.block_on(office.set_oauth_client(&client))
        .expect("kept");
    new_account(desk);
    desk.click("Im Browser anmelden...");
    let url = link(desk);
    decline(&url);
    desk.wait_for("Die Anmeldung wurde im Browser abgelehnt.");
    desk.picture("oauth_declined", Mode::Light, 1.0);
    desk.click("Mit Code anmelden...");
    desk.wait_for("Kontorpost wartet auf die Eingabe des Codes…");
    desk.picture("oauth_code", Mode::Light, 1.0);
    desk.click("Code kopieren");
    let code = desk.copied().expect("a code").to_owned();
    browse(
        &format!("{}/device?user_code={code}", oidc.issuer()),
        "anna",
    );
    desk.wait_for("angemeldet als anna");
    // Left in the middle of a sign-in, nothing waits any more.
    desk.click("Im Browser erneuern...");
    let url = link(desk);
    desk.click("Abbruch");
    desk.wait_without("Kontorpost wartet auf den Browser…");
    let port = url.split("127.0.0.1%3A").nth(1).expect("port");
    let port = port.split('%').next().expect("port");
    let address = format!("127.0.0.1:{port}");
    desk.wait_until("the port is closed", |_| {
        std::net::TcpStream::connect(&address).is_err()
    });
}

#[test]
fn the_guides_are_readable() {
    let Stand { desk, .. } = &mut stand();
    desk.open_dialog(AppRegistration::new(Provider::Microsoft));
    desk.wait_for("Verzeichnis-ID (Mandant):");
    desk.picture("oauth_guide_microsoft", Mode::Light, 1.0);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    desk.click("Google Mail / Workspace");
    desk.wait_for("Clientschlüssel:");
    desk.picture("oauth_guide_google", Mode::Dark, 1.0);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
}

/// An account that nobody has signed in to yet, with the provider registered.
fn unsigned(oidc: &Oidc, desk: &mut Desk) -> StoredAccount {
    let office = desk.app.context.office.clone();
    let file = office.directory().join("app.toml");
    std::fs::write(&file, oidc.client_file()).expect("file");
    let client = office.read_oauth_file(&file).expect("registration");
    desk.block_on(office.set_oauth_client(&client))
        .expect("kept");
    let rollout = "name = \"Anna\"\naddress = \"anna@kontor.test\"\n[incoming]\n\
                   protocol = \"imap\"\nhost = \"localhost\"\nuser = \"anna\"\n\
                   auth = \"oauth2\"\n[usage]\nmode = \"posteingang\"\n";
    let account = read_account(rollout).expect("account");
    let added = desk.block_on(office.add_account(&account, Passwords::default()));
    office.account(added.expect("added").id).expect("stored")
}

#[test]
fn the_outgoing_server_signs_in_for_itself() {
    let Stand { oidc, desk, .. } = &mut stand();
    let office = desk.app.context.office.clone();
    let file = office.directory().join("app.toml");
    std::fs::write(&file, oidc.client_file()).expect("file");
    let client = office.read_oauth_file(&file).expect("registration");
    desk.block_on(office.set_oauth_client(&client))
        .expect("kept");
    desk.open_dialog(AccountDialog::new());
    desk.type_text("Anna");
    field(desk, 'e', "anna@kontor.test");
    field(desk, 's', "localhost");
    field(desk, 'm', "localhost");
    field(desk, 'b', "anna@kontor.test");
    field(desk, 'k', "geheim");
    desk.alt('g');
    desk.wait_for("Authentifizierung am Postausgangsserver (SMTP)");
    desk.alt('w');
    desk.wait_for("noch nicht angemeldet");
    desk.alt('r');
    desk.wait_for("Angabe fehlt.");
    desk.picture("smtp_auth_browser_fault", Mode::Light, 1.0);
    desk.alt('b');
    desk.type_text("buero@kontor.test");
    desk.alt('r');
    let url = link(desk);
    browse(&url, "anna");
    desk.wait_for("angemeldet als anna");
    desk.picture("smtp_auth_browser", Mode::Light, 1.0);
    desk.picture("smtp_auth_browser_dark", Mode::Dark, 1.5);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    desk.alt('o');
    desk.wait_for("Eigene Anmeldung im Browser als buero@kontor.test");
    desk.click("OK und Schließen");
    desk.wait_until("is saved", |_| {
        !office.accounts().expect("accounts").is_empty()
    });
    let stored = office.accounts().expect("accounts").remove(0);
    let id = stored.id;
    let outgoing = stored.account.outgoing.clone().expect("outgoing");
    assert_eq!(
        outgoing.auth.own_user().map(String::as_str),
        Some("buero@kontor.test")
    );
    assert!(outgoing.auth.uses_oauth());
    assert_eq!(office.signed_in(stored.id).expect("asked"), None);
    let own = office
        .signed_in(SignInOf::outgoing(stored.id))
        .expect("asked");
    assert_eq!(own.and_then(|it| it.name).as_deref(), Some("anna"));
    desk.wait_without("OK und Schließen");
    // Opened again it is known.
    desk.open_dialog(AccountDialog::edit(stored));
    desk.alt('g');
    desk.wait_for("angemeldet als anna");
    for _ in 0..2 {
        desk.press(iced_test::core::keyboard::key::Named::Escape);
        desk.settle();
    }
    // Without it the letters wait, and the main window says so.
    desk.block_on(office.sign_out(SignInOf::outgoing(id)))
        .expect("signed out");
    desk.tell(kontorpost::gui::app::Message::Main(
        kontorpost::gui::screen::desk::Message::Changed,
    ));
    desk.wait_for(
        "Für das Senden mit „Anna“ ist eine Anmeldung im Browser nötig; bis dahin warten die \
         E-Briefe.",
    );
    desk.picture("sign_in_needed_to_send", Mode::Light, 1.0);
    desk.click("Jetzt anmelden...");
    let url = link(desk);
    browse(&url, "anna");
    desk.wait_until("signed in again", |_| {
        let own = office.signed_in(SignInOf::outgoing(id)).expect("asked");
        own.is_some()
    });
}

const NEEDED: &str =
    "Für „Anna“ ist eine Anmeldung im Browser nötig; bis dahin wird nichts abgerufen.";
const ENDS: &str = "Die Anmeldung im Browser für „Anna“ läuft ab am ";

#[test]
fn a_sign_in_that_ends_is_told_where_one_works_and_renewed_with_one_click() {
    let Stand { oidc, desk, .. } = &mut stand();
    let stored = unsigned(oidc, desk);
    let office = desk.app.context.office.clone();
    desk.tell(kontorpost::gui::app::Message::Main(
        kontorpost::gui::screen::desk::Message::Changed,
    ));
    // Nobody has opened a window of accounts: the main window says so by itself.
    desk.wait_for(NEEDED);
    desk.picture("sign_in_needed", Mode::Light, 1.0);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    desk.click("Jetzt anmelden...");
    let url = link(desk);
    desk.click("Abbruch");
    desk.wait_without("Kontorpost wartet auf den Browser…");
    assert!(desk.sees(NEEDED), "left, it is still due");
    drop(url);
    desk.click("Jetzt anmelden...");
    let url = link(desk);
    browse(&url, "anna");
    desk.wait_until("the sign-in", |_| {
        office.signed_in(stored.id).expect("asked").is_some()
    });
    desk.wait_without("Kontorpost wartet auf den Browser…");
    desk.wait_without(NEEDED);

    // The same sign-in some weeks later: three days are left.
    let wish = SignInWish::of(&stored.account).expect("a wish");
    let grant = desk.block_on(async {
        let begun = office.begin_sign_in(&wish).await.expect("begun");
        let url = begun.url().to_owned();
        let browser = tokio::task::spawn_blocking(move || browse(&url, "anna"));
        let grant = begun.finish(Language::German).await;
        browser.await.expect("browser");
        grant.expect("grant")
    });
    let mut soon = grant;
    let now = std::time::SystemTime::now();
    let now = now.duration_since(std::time::UNIX_EPOCH).expect("time");
    let end = i64::try_from(now.as_secs()).expect("time") + 3 * 86_400;
    soon.signed_in.ends_at = Some(end);
    desk.block_on(office.keep_sign_in(stored.id, &soon, Keeping::Keychain))
        .expect("kept");
    desk.tell(kontorpost::gui::app::Message::Main(
        kontorpost::gui::screen::desk::Message::Changed,
    ));
    let says = |words: &'static str| {
        move |desk: &mut Desk| desk.texts().iter().any(|it| it.contains(words))
    };
    desk.wait_until("the end is told", says(ENDS));
    desk.picture("sign_in_ends_desk", Mode::Light, 1.0);
    desk.picture("sign_in_ends_desk_dark", Mode::Dark, 1.5);
    desk.resize(900.0, 640.0);
    desk.picture("sign_in_ends_desk_small", Mode::Light, 1.0);
    desk.resize(1240.0, 860.0);
    desk.open_dialog(AccountDialog::edit(stored.clone()));
    desk.wait_until("the end in the account", says("Anmeldung läuft ab am "));
    desk.picture("sign_in_ends_account", Mode::Light, 1.0);
    assert!(desk.sees("Im Browser erneuern..."));
    desk.press(iced_test::core::keyboard::key::Named::Escape);
    desk.wait_without("Im Browser erneuern...");
    desk.open_dialog(Accounts::new());
    desk.wait_until("the end in the table", says(ENDS));
    desk.picture("sign_in_ends_table", Mode::Light, 1.0);
    desk.press(iced_test::core::keyboard::key::Named::Escape);
    desk.wait_for("Jetzt anmelden...");
    desk.click("Jetzt anmelden...");
    let url = link(desk);
    browse(&url, "anna");
    desk.wait_until("the renewal", |_| {
        let signed_in = office.signed_in(stored.id).expect("asked");
        signed_in.is_some_and(|it| it.ends_at != Some(end))
    });
    desk.wait_without("Kontorpost wartet auf den Browser…");
    desk.wait_without("Jetzt anmelden...");
}

#[test]
fn the_table_of_accounts_leads_to_the_sign_in() {
    let Stand { oidc, desk, .. } = &mut stand();
    let id = unsigned(oidc, desk).id;
    let office = desk.app.context.office.clone();
    desk.open_dialog(Accounts::new());
    desk.wait_for(NEEDED);
    desk.picture("oauth_accounts", Mode::Light, 1.0);
    desk.click("Im Browser anmelden...");
    let url = link(desk);
    browse(&url, "anna");
    desk.wait_until("the sign-in", |_| {
        office.signed_in(id).expect("asked").is_some()
    });
    desk.wait_without(NEEDED);
}
