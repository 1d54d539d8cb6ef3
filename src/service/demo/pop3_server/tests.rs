use crate::service::demo::counters::Service;
use crate::service::demo::faults::Fault;
use crate::service::demo::probe::{ANNA, PASSWORD, Probe, office};
use crate::service::demo::server::{Ability, ServerOptions, Servers};
use crate::service::demo::store::INBOX;

const MAIL: &[u8] = b"Subject: eins\r\n\r\n.Punkt\r\n\0\xff\r\n";
const POP3: Service = Service::Pop3;

async fn signed_in(servers: &Servers) -> Probe {
    let mut probe = Probe::tls(servers.pop3s, servers).await;
    assert!(probe.line().await.starts_with("+OK"));
    assert_eq!(probe.ask(&format!("USER {ANNA}")).await, "+OK");
    assert_eq!(
        probe.ask(&format!("PASS {PASSWORD}")).await,
        "+OK Signed in."
    );
    probe
}

impl Probe {
    async fn table(&mut self, command: &str) -> Vec<String> {
        self.send(format!("{command}\r\n")).await;
        self.until(|it| it == "." || it.starts_with("-ERR")).await
    }
}

#[tokio::test]
async fn lists_and_fetches_byte_exactly() {
    let servers = office(ServerOptions::default(), &[MAIL, b"zwei\r\n"]).await;
    let mut probe = signed_in(&servers).await;
    assert_eq!(probe.ask("STAT").await, format!("+OK 2 {}", MAIL.len() + 6));
    assert_eq!(probe.table("LIST").await[2], "2 6");
    let uidl = servers.store.messages(ANNA, INBOX)[1].uidl.clone();
    assert_eq!(probe.table("UIDL").await[2], format!("2 {uidl}"));
    assert_eq!(probe.ask("UIDL 2").await, format!("+OK 2 {uidl}"));
    // Pipelined: both commands in one packet.
    probe.send("RETR 1\r\nRETR 2\r\n").await;
    assert_eq!(probe.line().await, format!("+OK {} octets", MAIL.len()));
    let wire = b"Subject: eins\r\n\r\n..Punkt\r\n\0\xff\r\n.\r\n";
    assert_eq!(probe.bytes(wire.len()).await, wire);
    assert_eq!(probe.line().await, "+OK 6 octets");
    assert_eq!(probe.until(|it| it == ".").await, ["zwei", "."]);
    assert_eq!(
        probe.table("TOP 1 0").await,
        ["+OK", "Subject: eins", "", "."]
    );
    assert!(probe.ask("RETR 3").await.starts_with("-ERR"));
    assert_eq!(servers.counters.tally(POP3).bodies, 2);
}

#[tokio::test]
async fn deletes_only_at_quit() {
    let servers = office(ServerOptions::default(), &[b"1", b"2", b"3"]).await;
    let left = || servers.store.messages(ANNA, INBOX).len();
    let mut probe = signed_in(&servers).await;
    probe.ask("DELE 1").await;
    assert!(probe.ask("DELE 1").await.starts_with("-ERR"));
    drop(probe);
    let mut probe = signed_in(&servers).await;
    probe.ask("DELE 1").await;
    probe.ask("RSET").await;
    probe.ask("DELE 2").await;
    assert_eq!(
        probe.table("LIST").await,
        ["+OK 2 messages", "1 1", "3 1", "."]
    );
    assert_eq!(left(), 3);
    assert!(probe.ask("QUIT").await.starts_with("+OK"));
    assert_eq!(left(), 2);
    servers.faults.set(POP3, Fault::quit_refused());
    let mut probe = signed_in(&servers).await;
    probe.ask("DELE 1").await;
    assert!(probe.ask("QUIT").await.starts_with("-ERR [SYS/TEMP]"));
    assert_eq!(left(), 2);
}

#[tokio::test]
async fn starts_tls_and_signs_in_by_sasl() {
    use base64::Engine;
    let encode = |it: &str| base64::engine::general_purpose::STANDARD.encode(it);
    let options = ServerOptions::default()
        .with(Ability::TlsOnly)
        .without(Ability::Top);
    let servers = office(options, &[]).await;
    let mut probe = Probe::plain(servers.pop3).await;
    probe.line().await;
    let lines = probe.table("CAPA").await;
    assert!(lines.contains(&"STLS".to_owned()) && !lines.contains(&"USER".to_owned()));
    assert!(probe.ask(&format!("USER {ANNA}")).await.starts_with("-ERR"));
    assert!(probe.ask("STLS").await.starts_with("+OK"));
    let mut probe = probe.into_tls(&servers).await.unwrap();
    assert!(
        probe
            .table("CAPA")
            .await
            .contains(&"SASL PLAIN LOGIN".to_owned())
    );
    assert_eq!(probe.ask("AUTH PLAIN").await, "+");
    assert!(
        probe
            .ask(&encode("\0a\0b"))
            .await
            .starts_with("-ERR [AUTH]")
    );
    let plain = encode(&format!("\0{ANNA}\0{PASSWORD}"));
    assert!(
        probe
            .ask(&format!("AUTH PLAIN {plain}"))
            .await
            .starts_with("+OK")
    );
    assert!(probe.ask("TOP 1 0").await.starts_with("-ERR"));
    let tally = servers.counters.tally(POP3);
    assert_eq!(
        (tally.sign_ins, tally.rejected, tally.clear_credentials),
        (2, 1, 1)
    );
}

#[tokio::test]
async fn faults() {
    let servers = office(ServerOptions::default(), &[MAIL, b"zwei\r\n"]).await;
    let faults = &servers.faults;
    faults.set(POP3, Fault::DuplicateUidl);
    faults.set(POP3, Fault::EmptyUidl);
    faults.set(POP3, Fault::LongUidl(80));
    faults.set(POP3, Fault::WrongStat(3));
    faults.set(POP3, Fault::RefuseMessage(1));
    faults.set(POP3, Fault::BareLf);
    faults.set(POP3, Fault::ReadOnlyMailbox);
    let mut probe = signed_in(&servers).await;
    assert!(probe.ask("STAT").await.starts_with("+OK 5 "));
    let lines = probe.table("UIDL").await;
    let first = &servers.store.messages(ANNA, INBOX)[0].uidl;
    assert_eq!(lines[1], "1");
    assert!(lines[2].starts_with(&format!("2 {first}xxx")), "{lines:?}");
    assert_eq!(lines[2].len(), 82);
    assert!(probe.ask("RETR 1").await.starts_with("-ERR [SYS/TEMP]"));
    probe.send("RETR 2\r\n").await;
    probe.line().await;
    assert_eq!(probe.bytes(7).await, b"zwei\n.\n");
    assert!(probe.ask("DELE 1").await.starts_with("-ERR [SYS/PERM]"));
    faults.clear();
    faults.set(POP3, Fault::MissingFinalDot);
    probe.send("RETR 2\r\n").await;
    assert_eq!(probe.line().await, "+OK 6 octets");
    assert_eq!(probe.line().await, "zwei");
    assert!(probe.is_silent().await);
    faults.clear();
    faults.set(POP3, Fault::HalfReplyThenClose(2));
    let mut probe = signed_in(&servers).await;
    probe.send("RETR 2\r\nRETR 2\r\nRETR 2\r\n").await;
    assert_eq!(
        probe.rest().await,
        b"+OK 6 octets\r\nzwei\r\n.\r\n+OK 6 octets\r\nzwe"
    );
}
