//! The account test of an Exchange account that has no server yet: it looks for it, row by row, asks before
//! it tells anybody a password, and proposes what it found.

#![cfg(unix)]

mod support;
#[path = "support/window.rs"]
mod window;
#[path = "support/autodiscover_world.rs"]
mod world;

use iced_test::core::keyboard::key::Named;
use kontorpost::gui::dialog::account::AccountDialog;
use kontorpost::gui::theme::Mode;
use serde_json::Value;
use std::io::Write;
use std::process::Stdio;
use support::Office;
use window::Desk;
use world::{HERE, PASSWORD, POX, World, closed_world, json};

const OWN: &str = "post@kanzlei-muster.example";
const OWN_PASSWORD: &str = "Übung macht \"Meister\"";

/// A new Exchange account without a server.
fn without_server(desk: &mut Desk, address: &str, password: &str) {
    desk.open_dialog(AccountDialog::new());
    desk.type_text("Kanzlei (Exchange)");
    desk.press(Named::Tab);
    desk.type_text(address);
    desk.alt('x');
    desk.wait_for("Bereitstellung:");
    desk.alt('b');
    desk.retype(address);
    desk.alt('k');
    desk.type_text(password);
}

#[test]
fn the_test_finds_the_server_and_signs_in_after_two_consents() {
    let mut desk = Desk::practice();
    let port = desk.practice_office().servers.ews.port();
    let path = format!("/autodiscover/autodiscover.json?email={OWN}&protocol=ews");
    let answer = json(&format!("https://localhost:{port}/EWS/Exchange.asmx"));
    let records = ["--address=/autodiscover.kanzlei-muster.example/127.0.0.1"];
    let pages = [(
        "autodiscover.kanzlei-muster.example",
        path.as_str(),
        answer.as_str(),
    )];
    let world = World::new(&records, &pages, None);
    desk.app.context.network = world.network.clone();
    without_server(&mut desk, OWN, OWN_PASSWORD);
    // It cannot be saved so, but tested.
    desk.click("Kontoeinstellungen testen");
    desk.wait_for("Suche: übliche Namen");
    desk.wait_for("Zustimmen: localhost …");
    desk.picture("exchange-test-consent", Mode::Light, 1.0);
    assert_eq!(desk.cut_off(), Vec::<String>::new());
    world.assert_nothing_leaked();
    desk.alt('z');
    desk.wait_for(
        "Der Server „localhost“ meldet sich für kanzlei-muster.example zuständig. Anmeldedaten \
         dorthin senden?",
    );
    desk.alt('s');
    desk.wait_for("Es ist noch kein Server eingetragen; einer wurde gefunden.");
    let take = format!("Server localhost und Port {port} verwenden und erneut testen");
    desk.wait_for(&take);
    desk.picture("exchange-test-found", Mode::Light, 1.0);
    desk.picture("exchange-test-found-dark", Mode::Dark, 1.5);
    // Nobody has been told the password until here.
    world.assert_nothing_leaked();
    desk.alt('r');
    desk.wait_for("Alle Prüfungen bestanden.");
    desk.picture("exchange-test-taken", Mode::Light, 1.0);
    // An Exchange account can be tested with a letter as well.
    desk.alt('n');
    desk.alt('t');
    desk.wait_for("Alle Prüfungen bestanden.");
    desk.picture("exchange-test-mail", Mode::Light, 1.0);
    let counters = &desk.practice_office().servers.counters;
    assert!(
        counters.count(
            kontorpost::service::demo::counters::Service::Ews,
            "CreateItem"
        ) > 0
    );
    desk.alt('a');
    desk.wait_for(&port.to_string());
    desk.picture("exchange-test-account", Mode::Light, 1.0);
    world.assert_nothing_leaked();
}

#[test]
fn a_refusal_keeps_the_password_here() {
    let world = closed_world();
    let mut desk = Desk::practice_on(world.network.clone());
    without_server(&mut desk, world::ADDRESS, PASSWORD);
    desk.click("Kontoeinstellungen testen");
    desk.wait_for("Zustimmen: autodiscover.kanzlei.example …");
    desk.alt('z');
    desk.wait_for("Anmeldedaten senden");
    desk.press(Named::Escape);
    desk.wait_without("Anmeldedaten senden");
    world.assert_nothing_leaked();
    desk.alt('z');
    desk.wait_for("Anmeldedaten senden");
    desk.alt('s');
    desk.wait_for(
        "Server https://mail.kanzlei.example/anders/Exchange.asmx verwenden und erneut testen",
    );
    for line in world.heard() {
        let is_signed = line.contains("authorization");
        assert!(
            !is_signed || line.starts_with("autodiscover.kanzlei.example post"),
            "{line}"
        );
    }
}

/// The rows of the test, by the program.
fn rows(world: &World, account: &str, more: &[&str]) -> (Vec<Value>, bool) {
    let office = Office::new(&world.authority);
    let directory = tempfile::tempdir().expect("directory");
    let file = directory.path().join("konto.toml");
    std::fs::write(&file, account).expect("file");
    let file = file.display().to_string();
    let mut arguments = vec![
        "--json",
        "account",
        "test",
        "--file",
        &file,
        "--password-stdin",
    ];
    arguments.extend(more);
    let mut command = office.command(&arguments);
    let ports = world.ports.iter().map(|it| format!("{}={}", it.0, it.1));
    command.env(
        "KONTORPOST_RESOLVER",
        format!("127.0.0.1:{}", world.names.port),
    );
    command.env("KONTORPOST_PORTS", ports.collect::<Vec<_>>().join(","));
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("program");
    let mut stdin = child.stdin.take().expect("stdin");
    stdin.write_all(PASSWORD.as_bytes()).expect("password");
    drop(stdin);
    let output = child.wait_with_output().expect("output");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines = text
        .lines()
        .map(|it| serde_json::from_str(it).expect("JSON"));
    let lines = lines.filter(|it: &Value| it["type"] == "test-row");
    (lines.collect(), output.status.success())
}

fn row<'a>(rows: &'a [Value], step: &str) -> &'a Value {
    let found = rows
        .iter()
        .find(|it| it["step"] == step && (it["server"] == "incoming" || step == "sender"));
    found.unwrap_or_else(|| panic!("{step}: {rows:#?}"))
}

const ACCOUNT: &str = "name = \"K\"\naddress = \"geheimername@kanzlei.example\"\n[incoming]\n\
     protocol = \"exchange\"\nuser = \"geheimername@kanzlei.example\"\n\
     [usage]\nmode = \"posteingang\"\n";

#[test]
fn the_command_line_tells_every_step() {
    let world = closed_world();
    let (found, is_passed) = rows(&world, ACCOUNT, &[]);
    assert!(!is_passed);
    for step in [
        "discover_json",
        "discover_redirect",
        "discover_srv",
        "discover_usual",
    ] {
        assert_eq!(row(&found, step)["status"], "not_applicable", "{step}");
    }
    assert_eq!(row(&found, "discover_xml")["status"], "warning");
    assert_eq!(row(&found, "discover_xml")["class"], "consent_needed");
    let end = row(&found, "discover_take");
    assert_eq!(
        (&end["status"], &end["code"]),
        (&"failed".into(), &"E-DISC-03".into())
    );
    assert_eq!(row(&found, "login")["status"], "not_checked");
    assert_eq!(row(&found, "sender")["status"], "not_checked");
    world.assert_nothing_leaked();

    let confirm = ["--confirm", "Autodiscover.kanzlei.example"];
    let (found, _) = rows(&world, ACCOUNT, &confirm);
    assert_eq!(row(&found, "discover_xml")["status"], "ok");
    let end = row(&found, "discover_take");
    assert_eq!(end["class"], "server_found");
    let url = "https://mail.kanzlei.example/anders/Exchange.asmx";
    assert_eq!(end["repair"]["url"], url);
    let signed = world.heard().into_iter();
    let signed: Vec<String> = signed.filter(|it| it.contains("authorization")).collect();
    assert!(!signed.is_empty());
    for line in signed {
        assert!(
            line.starts_with("autodiscover.kanzlei.example post"),
            "{line}"
        );
    }
}

#[test]
fn a_rejected_password_is_told_once() {
    let host = "autodiscover.kanzlei.example";
    let wants = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n\
                 Content-Length: 0\r\n\r\n";
    let signed = format!("{POX}#signed");
    let pages = [
        (host, POX, wants),
        (host, signed.as_str(), wants),
        ("kanzlei.example", POX, wants),
    ];
    let records = [HERE[0], HERE[1], "--address=/kanzlei.example/127.0.0.1"];
    let world = World::new(&records, &pages, None);
    let confirm = ["--confirm", host, "--confirm", "kanzlei.example"];
    let (found, _) = rows(&world, ACCOUNT, &confirm);
    assert_eq!(row(&found, "discover_xml")["class"], "login_rejected");
    assert_eq!(row(&found, "discover_take")["class"], "login_rejected");
    let told = world.heard().into_iter();
    assert_eq!(told.filter(|it| it.contains("authorization")).count(), 1);
}

#[test]
fn the_cloud_is_known_by_its_mail_exchanger() {
    let records = [
        "--mx-host=kanzlei.example,kanzlei-example.mail.protection.outlook.com,10",
        HERE[0],
    ];
    let world = World::new(&records, &[], None);
    let (found, _) = rows(&world, ACCOUNT, &[]);
    let end = row(&found, "discover_take");
    assert_eq!(end["repair"]["deployment"], "graph");
    world.assert_nothing_leaked();
    // Without anything at all it is said so, with what to do.
    let world = World::new(&[HERE[0]], &[], None);
    let (found, _) = rows(&world, ACCOUNT, &[]);
    assert_eq!(row(&found, "discover_take")["code"], "E-DISC-02");
    assert!(
        row(&found, "discover_take")["advice"]
            .as_str()
            .is_some_and(|it| it.contains("Betreuer"))
    );
}

#[test]
fn the_deployment_follows_what_a_search_shows_until_somebody_chooses() {
    let exchanger = "--mx-host=kanzlei.example,kanzlei-example.mail.protection.outlook.com,10";
    let cloud = World::new(&[exchanger, HERE[0]], &[], None);
    let answer = json("https://mail.kanzlei.example/EWS/Exchange.asmx");
    let path = world::v2_path();
    let pages = [(
        "autodiscover.kanzlei.example",
        path.as_str(),
        answer.as_str(),
    )];
    let house = World::new(&HERE, &pages, None);
    let mut desk = Desk::practice_on(cloud.network.clone());
    desk.open_dialog(AccountDialog::new());
    desk.type_text("Kanzlei (Exchange)");
    desk.press(Named::Tab);
    desk.type_text(world::ADDRESS);
    desk.alt('x');
    desk.wait_for("Posteingangsserver (Exchange):");
    // The mail exchanger is Microsoft's.
    desk.alt('h');
    desk.wait_for("Die Bereitstellung wurde nach der Adresse vorausgewählt:");
    desk.wait_without("Posteingangsserver (Exchange):");
    desk.picture("exchange-preselected-mx", Mode::Light, 1.0);
    // A server in the house was found.
    desk.app.context.network = house.network.clone();
    desk.alt('h');
    desk.wait_for("Exchange: mail.kanzlei.example, Port 443, SSL/TLS");
    desk.wait_for("Posteingangsserver (Exchange):");
    // What somebody has chosen stays.
    desk.click("Microsoft 365 / Cloud (Graph)");
    desk.wait_without("Posteingangsserver (Exchange):");
    desk.alt('h');
    desk.wait_for("Exchange: mail.kanzlei.example, Port 443, SSL/TLS");
    desk.wait_without("Posteingangsserver (Exchange):");
    cloud.assert_nothing_leaked();
    house.assert_nothing_leaked();
}
