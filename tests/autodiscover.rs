//! Autodiscover on an internet of loopback, and above all what it must never do: tell anybody a password
//! or an address who has no business with it.

#![cfg(unix)]

mod support;
#[path = "support/window.rs"]
mod window;
#[path = "support/autodiscover_world.rs"]
mod world;

use kontorpost::transport::discover::{Answered, Asked};
use serde_json::Value;
use world::{
    ADDRESS, HERE, PASSWORD, POX, WANTS, World, closed_world, document, json, moved, v2_path,
};

#[test]
fn the_program_signs_in_where_it_is_told_to_alone() {
    let world = closed_world();
    let is_exchange = |it: &&Value| it["protocol"] == "exchange";
    let lines = world.discover(&[], "");
    assert!(!lines.iter().any(|it| is_exchange(&it)), "{lines:?}");
    world.assert_nothing_leaked();
    let lines = world.discover(&["--confirm", "mail.kanzlei.example"], PASSWORD);
    assert!(!lines.iter().any(|it| is_exchange(&it)), "{lines:?}");
    world.assert_nothing_leaked();
    let lines = world.discover(&["--confirm", "autodiscover.kanzlei.example"], "");
    assert_eq!(lines[0]["kind"], "password-empty", "{lines:?}");
    let lines = world.discover(&["--confirm", "Autodiscover.Kanzlei.example"], PASSWORD);
    let found = lines.iter().find(is_exchange).expect("a proposal");
    assert_eq!(found["path"], "/anders/Exchange.asmx");
    let heard = world.heard();
    let signed = heard.iter().filter(|it| it.contains("authorization"));
    for line in signed {
        assert!(
            line.starts_with("autodiscover.kanzlei.example post"),
            "{line}"
        );
    }
}

#[test]
fn the_dialog_asks_before_it_signs_in() {
    let world = closed_world();
    let mut desk = window::Desk::practice_on(world.network.clone());
    desk.open_dialog(kontorpost::gui::dialog::account::AccountDialog::new());
    desk.type_text("Kanzlei (Exchange)");
    desk.press(iced_test::core::keyboard::key::Named::Tab);
    desk.type_text(ADDRESS);
    desk.alt('x');
    desk.wait_for("Bereitstellung:");
    desk.alt('k');
    desk.type_text(PASSWORD);
    desk.click("Einstellungen suchen");
    desk.wait_for(
        "Der Server „autodiscover.kanzlei.example“ meldet sich für kanzlei.example zuständig und gibt \
         erst nach einer Anmeldung Auskunft.",
    );
    world.assert_nothing_leaked();
    desk.picture("exchange-offer", kontorpost::gui::theme::Mode::Light, 1.0);
    desk.click("Dort anmelden...");
    desk.wait_for(
        "Der Server „autodiscover.kanzlei.example“ meldet sich für kanzlei.example zuständig. \
         Anmeldedaten dorthin senden?",
    );
    desk.picture(
        "exchange-offer-question",
        kontorpost::gui::theme::Mode::Light,
        1.0,
    );
    world.assert_nothing_leaked();
    desk.alt('s');
    desk.wait_for("Exchange: mail.kanzlei.example, Port 443, SSL/TLS");
    let heard = world.heard();
    let signed = heard.iter().filter(|it| it.contains("authorization"));
    assert!(signed.clone().count() > 0);
    for line in signed {
        assert!(
            line.starts_with("autodiscover.kanzlei.example post"),
            "{line}"
        );
    }
}

fn found(steps: &[Asked]) -> Vec<String> {
    let all = steps.iter().filter_map(|it| match &it.answered {
        Answered::Found(it) | Answered::Here(it) => Some(format!("{}{}", it.host, it.path)),
        _ => None,
    });
    all.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newer_way_needs_no_sign_in() {
    let path = v2_path();
    let answer = json("https://mail.kanzlei.example/anders/Exchange.asmx");
    let world = World::new(
        &HERE,
        &[("autodiscover.kanzlei.example", &path, &answer)],
        None,
    );
    let steps = world.ask(ADDRESS, &["autodiscover.kanzlei.example"]).await;
    assert_eq!(found(&steps), ["mail.kanzlei.example/anders/Exchange.asmx"]);
    world.assert_nothing_leaked();
    assert_eq!(world.heard().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_hears_a_password_before_asking_or_without_consent() {
    let pages = [
        ("autodiscover.kanzlei.example", POX, WANTS),
        ("mail.kanzlei.example", "/ews/exchange.asmx", WANTS),
    ];
    let world = World::new(&HERE, &pages, None);
    let steps = world.ask(ADDRESS, &[]).await;
    assert!(
        steps.iter().any(|it| it.answered == Answered::WantsSignIn),
        "{steps:?}"
    );
    // Found all the same: the services answer where they usually are.
    assert_eq!(found(&steps), ["mail.kanzlei.example/EWS/Exchange.asmx"]);
    world.assert_nothing_leaked();
    // With consent, only this host hears it, and only after it has asked.
    let steps = world.ask(ADDRESS, &["autodiscover.kanzlei.example"]).await;
    let signed: Vec<String> = world.heard();
    let signed: Vec<&String> = signed
        .iter()
        .filter(|it| it.contains("authorization"))
        .collect();
    assert!(!signed.is_empty(), "{steps:?}");
    for line in signed {
        assert!(
            line.starts_with("autodiscover.kanzlei.example post"),
            "{line}"
        );
        assert!(
            line.contains("authorization: ntlm"),
            "never Basic where NTLM is offered: {line}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unprotected_server_only_leads_and_hears_nothing() {
    let answer = document("https://mail.kanzlei.example/EWS/Exchange.asmx");
    let pages = [("mail.kanzlei.example", POX, answer.as_str())];
    let to = format!("https://mail.kanzlei.example{POX}");
    let world = World::new(&HERE, &pages, Some(&to));
    let steps = world.ask(ADDRESS, &["mail.kanzlei.example"]).await;
    assert_eq!(found(&steps), ["mail.kanzlei.example/EWS/Exchange.asmx"]);
    let heard = world.heard();
    let plain: Vec<&String> = heard.iter().filter(|it| it.starts_with("plain")).collect();
    assert_eq!(plain.len(), 1);
    assert!(plain[0].starts_with("plain get "), "{plain:?}");
    assert!(!plain[0].contains("geheimername") && !plain[0].contains("authorization"));
    world.assert_nothing_leaked();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_domain_is_told_nothing_before_somebody_agrees() {
    let records = [
        HERE[0],
        "--address=/mail.hoster.test/127.0.0.1",
        "--srv-host=_autodiscover._tcp.kanzlei.example,mail.hoster.test,443,0,0",
    ];
    let answer = document("https://mail.hoster.test/EWS/Exchange.asmx");
    let pages = [("mail.hoster.test", POX, answer.as_str())];
    for redirection in [
        None,
        Some("https://mail.hoster.test/autodiscover/autodiscover.xml"),
    ] {
        let world = World::new(&records, &pages, redirection);
        let steps = world.ask(ADDRESS, &[]).await;
        let leads = Answered::LeadsTo("mail.hoster.test".to_owned());
        assert!(steps.iter().any(|it| it.answered == leads), "{steps:?}");
        assert_eq!(found(&steps), Vec::<String>::new());
        let heard = world.heard();
        assert!(
            heard.iter().all(|it| !it.starts_with("mail.hoster.test")),
            "{heard:?}"
        );
        let steps = world.ask(ADDRESS, &["mail.hoster.test"]).await;
        assert_eq!(found(&steps), ["mail.hoster.test/EWS/Exchange.asmx"]);
        world.assert_nothing_leaked();
    }
    // The same where a document of the own domain names a foreign host.
    let path = v2_path();
    let answer = json("https://mail.hoster.test/EWS/Exchange.asmx");
    let pages = [(
        "autodiscover.kanzlei.example",
        path.as_str(),
        answer.as_str(),
    )];
    let world = World::new(&records, &pages, None);
    assert_eq!(found(&world.ask(ADDRESS, &[]).await), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn no_domain_above_the_own_one_is_ever_asked() {
    let records = [
        "--address=/kanzlei.example/127.0.0.1",
        "--address=/autodiscover.example/127.0.0.1",
    ];
    let world = World::new(&records, &[], None);
    world
        .ask("geheimername@muenchen.kanzlei.example", &[])
        .await;
    let questions = world.names.questions().join("\n");
    assert!(questions.contains("autodiscover.muenchen.kanzlei.example"));
    assert!(
        !questions.contains(" autodiscover.kanzlei.example"),
        "{questions}"
    );
    assert!(!questions.contains(" autodiscover.example"), "{questions}");
    // What nobody can have registered is nobody's.
    let world = World::new(&records, &[], None);
    assert_eq!(world.ask("a@co.uk", &[]).await, Vec::new());
    assert_eq!(world.heard(), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn redirections_end_and_never_leave_the_protection() {
    let circle = moved("https://autodiscover.kanzlei.example/b");
    let back = moved(&format!("https://autodiscover.kanzlei.example{POX}"));
    let down = moved("http://mail.kanzlei.example/autodiscover/autodiscover.xml");
    let host = "autodiscover.kanzlei.example";
    for pages in [
        vec![(host, POX, circle.as_str()), (host, "/b", back.as_str())],
        vec![(host, POX, down.as_str())],
    ] {
        let world = World::new(&HERE, &pages, None);
        let steps = world.ask(ADDRESS, &[host]).await;
        assert!(
            steps.iter().any(|it| it.answered == Answered::Refused),
            "{steps:?}"
        );
        world.assert_nothing_leaked();
        assert!(world.heard().len() < 12);
    }
}

#[test]
fn the_program_proposes_the_server() {
    let path = v2_path();
    let answer = json("https://mail.kanzlei.example/EWS/Exchange.asmx");
    let world = World::new(
        &HERE,
        &[("autodiscover.kanzlei.example", &path, &answer)],
        None,
    );
    let lines = world.discover(&[], "");
    let found = lines.iter().find(|it| it["protocol"] == "exchange");
    let found = found.unwrap_or_else(|| panic!("{lines:?}"));
    assert_eq!(found["host"], "mail.kanzlei.example");
    assert_eq!(found["source"], "autodiscover");
}
