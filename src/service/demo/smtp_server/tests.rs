use base64::Engine;

use crate::service::demo::counters::Service;
use crate::service::demo::faults::{FINAL_DOT, Fault};
use crate::service::demo::probe::{ANNA, PASSWORD, Probe, office};
use crate::service::demo::server::{Ability, ServerOptions, Servers};
use crate::service::demo::store::INBOX;

const SMTP: Service = Service::Smtp;

impl Probe {
    async fn hello(&mut self) -> Vec<String> {
        self.send("EHLO test.example\r\n").await;
        self.until(|it| it.get(3..4) == Some(" ")).await
    }

    async fn deliver(&mut self, body: &str) -> String {
        self.ask("MAIL FROM:<a@mandant.example> SIZE=100").await;
        self.ask(&format!("RCPT TO:<{}>", ANNA.to_uppercase()))
            .await;
        assert!(self.ask("DATA").await.starts_with("354"));
        self.ask(&format!("{body}\r\n.")).await
    }
}

async fn signed_in(servers: &Servers) -> Probe {
    let mut probe = Probe::tls(servers.smtps, servers).await;
    assert!(probe.line().await.starts_with("220 "));
    assert!(
        probe
            .hello()
            .await
            .contains(&"250-AUTH PLAIN LOGIN".to_owned())
    );
    let plain = format!("\0{ANNA}\0{PASSWORD}");
    let plain = base64::engine::general_purpose::STANDARD.encode(plain);
    let answer = probe.ask(&format!("AUTH PLAIN {plain}")).await;
    assert!(answer.starts_with("235 "), "{answer}");
    probe
}

#[tokio::test]
async fn delivers_to_local_users() {
    let servers = office(ServerOptions::default(), &[]).await;
    let mut probe = signed_in(&servers).await;
    probe.ask("MAIL FROM:<a@mandant.example>").await;
    let refused = probe.ask("RCPT TO:<fremd@mandant.example>").await;
    assert!(refused.starts_with("550 5.1.1"), "{refused}");
    assert!(probe.ask("DATA").await.starts_with("503"));
    assert!(probe.ask("RSET").await.starts_with("250"));
    let answer = probe
        .deliver("Subject: x\r\n\r\n..Punkt\r\nbare\n.\nLF")
        .await;
    assert!(answer.starts_with("250"), "{answer}");
    let got = servers.store.messages(ANNA, INBOX);
    assert_eq!(&*got[0].raw, b"Subject: x\r\n\r\n.Punkt\r\nbare\n.\nLF\r\n");
    assert!(probe.ask("QUIT").await.starts_with("221"));
}

#[tokio::test]
async fn wants_tls_and_a_sign_in() {
    let options = ServerOptions::default().with(Ability::TlsOnly);
    let servers = office(options, &[]).await;
    let mut probe = Probe::plain(servers.smtp).await;
    probe.line().await;
    let lines = probe.hello().await;
    assert!(lines.contains(&"250-STARTTLS".to_owned()));
    assert!(!lines.concat().contains("AUTH"));
    assert!(probe.ask("AUTH PLAIN AGEAYg==").await.starts_with("530"));
    assert!(probe.ask("STARTTLS").await.starts_with("220"));
    let mut probe = probe.into_tls(&servers).await.unwrap();
    assert!(
        probe
            .ask("MAIL FROM:<a@b.example>")
            .await
            .starts_with("503")
    );
    assert!(!probe.hello().await.contains(&"250-STARTTLS".to_owned()));
    assert!(
        probe
            .ask("MAIL FROM:<a@b.example>")
            .await
            .starts_with("530 5.7.0 Auth")
    );
    assert!(probe.ask("AUTH PLAIN AGEAYg==").await.starts_with("535"));
    assert_eq!(probe.ask("AUTH LOGIN").await, "334 VXNlcm5hbWU6");
    assert!(probe.ask("*").await.starts_with("501"));
    servers
        .faults
        .set(SMTP, Fault::TemporaryLogin("Later".into()));
    assert_eq!(probe.ask("AUTH PLAIN AGEAYg==").await, "454 4.7.0 Later");
}

#[tokio::test]
async fn the_answer_after_the_final_dot_can_be_lost() {
    let servers = office(ServerOptions::default(), &[]).await;
    servers
        .faults
        .set_times(SMTP, Fault::CloseAfter(FINAL_DOT), 1);
    servers
        .faults
        .set_times(SMTP, Fault::Refuse("EHLO", "502 5.5.1 no".into()), 1);
    let mut probe = Probe::tls(servers.smtps, &servers).await;
    probe.line().await;
    assert_eq!(probe.hello().await, ["502 5.5.1 no"]);
    let mut probe = signed_in(&servers).await;
    assert_eq!(probe.deliver("x").await, "");
    assert!(servers.store.messages(ANNA, INBOX).is_empty());
    let mut probe = signed_in(&servers).await;
    assert!(probe.deliver("x").await.starts_with("250"));
}
