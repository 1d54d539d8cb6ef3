use crate::service::demo::counters::Service;
use crate::service::demo::faults::Fault;
use crate::service::demo::probe::{ANNA, PASSWORD, Probe, office};
use crate::service::demo::server::{Ability, ServerOptions, Servers};

const MAIL: &[u8] = b"Subject: eins\r\n\r\n.Punkt\r\n\0\xff ohne Zeilenende";

impl Probe {
    /// Sends a tagged command and reads up to its tagged answer.
    async fn tagged(&mut self, command: &str) -> Vec<String> {
        self.send(format!("t {command}\r\n")).await;
        self.until(|it| it.starts_with("t ")).await
    }
}

async fn signed_in(servers: &Servers) -> Probe {
    let mut probe = Probe::tls(servers.imaps, servers).await;
    assert!(probe.line().await.starts_with("* OK [CAPABILITY IMAP4rev1"));
    probe
        .send(format!("t LOGIN {ANNA} {{{}+}}\r\n", PASSWORD.len()))
        .await;
    let answer = probe.ask(PASSWORD).await;
    assert!(answer.starts_with("t OK [CAPABILITY"), "{answer}");
    probe
}

async fn opened(servers: &Servers) -> Probe {
    let mut probe = signed_in(servers).await;
    let lines = probe.tagged("SELECT inbox").await;
    assert_eq!(lines.last().unwrap(), "t OK [READ-WRITE] Opened.");
    probe
}

#[tokio::test]
async fn signs_in_every_way() {
    use base64::Engine;
    let encode = |it: &str| base64::engine::general_purpose::STANDARD.encode(it);
    let servers = office(ServerOptions::default(), &[]).await;
    let plain = encode(&format!("\0{ANNA}\0{PASSWORD}"));
    let quoted = PASSWORD.replace('\\', "\\\\").replace('"', "\\\"");
    let mut dialogues = vec![
        vec![format!("t AUTHENTICATE PLAIN {plain}")],
        vec!["t AUTHENTICATE PLAIN".to_owned(), plain.clone()],
        vec![
            "t AUTHENTICATE LOGIN".to_owned(),
            encode(ANNA),
            encode(PASSWORD),
        ],
        vec![format!("t LOGIN \"{ANNA}\" \"{quoted}\"")],
    ];
    dialogues.push(vec![
        format!("t LOGIN {{{}}}", ANNA.len()),
        format!("{ANNA} {{{}}}", PASSWORD.len()),
        PASSWORD.to_owned(),
    ]);
    for lines in &dialogues {
        let mut probe = Probe::tls(servers.imaps, &servers).await;
        probe.line().await;
        let mut answer = String::new();
        for line in lines {
            answer = probe.ask(line).await;
        }
        assert!(answer.starts_with("t OK"), "{lines:?}: {answer}");
    }
    let mut probe = Probe::tls(servers.imaps, &servers).await;
    probe.line().await;
    let answer = probe.ask("t LOGIN a b").await;
    assert!(
        answer.starts_with("t NO [AUTHENTICATIONFAILED]"),
        "{answer}"
    );
    let tally = servers.counters.tally(Service::Imap);
    assert_eq!((tally.sign_ins, tally.rejected), (6, 1));
    assert_eq!(tally.clear_credentials, 0);
    assert!(!format!("{:?}", servers.counters.commands(Service::Imap)).contains("Birnen"));
}

#[tokio::test]
async fn fetches_byte_exactly() {
    let servers = office(ServerOptions::default(), &[MAIL, b""]).await;
    let mut probe = opened(&servers).await;
    probe
        .send("t UID FETCH 1 (FLAGS RFC822.SIZE INTERNALDATE BODY.PEEK[])\r\n")
        .await;
    let size = MAIL.len();
    let line = probe.line().await;
    let date = "14-Nov-2023 22:13:20 +0000";
    assert_eq!(
        line,
        format!(
            "* 1 FETCH (UID 1 FLAGS () RFC822.SIZE {size} INTERNALDATE \"{date}\" BODY[] {{{size}}}"
        )
    );
    assert_eq!(probe.bytes(size).await, MAIL);
    assert_eq!(probe.line().await, ")");
    assert_eq!(probe.line().await, "t OK Fetch completed.");

    probe.send("t UID FETCH 1 BODY.PEEK[]<8.4>\r\n").await;
    assert_eq!(probe.line().await, "* 1 FETCH (UID 1 BODY[]<8> {4}");
    assert_eq!(probe.bytes(4).await, &MAIL[8..12]);
    assert_eq!(probe.line().await, ")");
    assert_eq!(probe.line().await, "t OK Fetch completed.");

    let lines = probe
        .tagged("FETCH 1 BODY.PEEK[HEADER.FIELDS (Subject From)]")
        .await;
    assert_eq!(
        lines[0],
        "* 1 FETCH (BODY[HEADER.FIELDS (SUBJECT FROM)] {17}"
    );
    assert_eq!(lines[1], "Subject: eins");
    let lines = probe.tagged("UID FETCH 2:* (BODY[])").await;
    assert_eq!(lines[0], "* 2 FETCH (UID 2 BODY[] {0}");
    assert_eq!(probe.tagged("UID SEARCH UNSEEN").await[0], "* SEARCH 1");
}

#[tokio::test]
async fn lists_and_searches() {
    let third = b"Message-ID:\r\n <Drei@x>\r\n\r\nMessage-ID: <vier@x>".as_slice();
    let servers = office(ServerOptions::default(), &[b"1", b"22", third]).await;
    let mut probe = opened(&servers).await;
    let folders = probe.tagged("LIST \"\" *").await;
    assert_eq!(
        folders[1],
        r#"* LIST (\HasNoChildren \Trash) "/" "Papierkorb""#
    );
    assert_eq!(folders.len(), 4);
    assert_eq!(probe.tagged("LIST (SPECIAL-USE) \"\" *").await.len(), 3);
    let status = probe.tagged("STATUS INBOX (MESSAGES UIDNEXT UNSEEN)").await;
    assert_eq!(
        status[0],
        "* STATUS \"INBOX\" (MESSAGES 3 UIDNEXT 4 UNSEEN 3)"
    );
    for (keys, found) in [
        ("UID SEARCH ALL", "* SEARCH 1 2 3"),
        ("UID SEARCH UID 2:*", "* SEARCH 2 3"),
        ("SEARCH DELETED", "* SEARCH"),
        ("SEARCH SINCE 14-Nov-2023 LARGER 1", "* SEARCH 2 3"),
        ("SEARCH NOT ON 14-Nov-2023", "* SEARCH"),
        ("UID SEARCH SINCE 15-Nov-2023", "* SEARCH"),
        ("UID SEARCH HEADER Message-ID \"drei@x\"", "* SEARCH 3"),
        ("UID SEARCH HEADER Message-ID \"vier@x\"", "* SEARCH"),
    ] {
        assert_eq!(probe.tagged(keys).await[0], found, "{keys}");
    }
    assert!(probe.tagged("SEARCH FUZZY x").await[0].starts_with("t BAD"));
    assert!(probe.tagged("SELECT Fehlt").await[0].starts_with("t NO"));
    assert!(probe.tagged("FETCH 1 FLAGS").await[0].starts_with("t BAD"));
}

#[tokio::test]
async fn deletes_and_moves() {
    let servers = office(ServerOptions::default(), &[b"1", b"2", b"3", b"4"]).await;
    let mut probe = opened(&servers).await;
    let mut other = opened(&servers).await;
    probe
        .tagged("UID STORE 1:2 +FLAGS.SILENT (\\Deleted)")
        .await;
    // Only the UIDs named go, although message 1 is marked as well.
    let lines = probe.tagged("UID EXPUNGE 2").await;
    assert_eq!(lines, ["* 2 EXPUNGE", "t OK Expunge completed."]);
    let lines = probe.tagged("UID MOVE 4 Papierkorb").await;
    assert!(lines[0].starts_with("* OK [COPYUID "), "{lines:?}");
    assert!(lines[0].ends_with(" 4 1] Moved UIDs."), "{lines:?}");
    assert_eq!(lines[1], "* 3 EXPUNGE");
    // The other session keeps its numbers until a command may change them.
    assert_eq!(other.tagged("FETCH 3 UID").await[0], "* 3 FETCH (UID 3)");
    let news = other.tagged("NOOP").await;
    assert_eq!(news, ["* 2 EXPUNGE", "* 3 EXPUNGE", "t OK Done."]);
    servers.store.append(ANNA, "INBOX", b"5", 0).unwrap();
    assert_eq!(other.tagged("NOOP").await[0], "* 3 EXISTS");
    assert_eq!(other.tagged("CLOSE").await, ["t OK Close completed."]);
    let left = servers.store.messages(ANNA, "INBOX");
    let left: Vec<u32> = left.iter().map(|it| it.uid).collect();
    assert_eq!(left, [3, 5]);
    assert_eq!(servers.store.messages(ANNA, "Papierkorb").len(), 1);
    servers.store.change_uid_validity(ANNA, "INBOX");
    assert!(probe.tagged("APPEND INBOX (\\Seen) {3+}\r\nabc").await[0].starts_with("* BYE"));
}

#[tokio::test]
async fn capabilities_can_be_taken_away() {
    let options = ServerOptions::default()
        .without(Ability::UidPlus)
        .without(Ability::Move)
        .without(Ability::SpecialUse)
        .with(Ability::TlsOnly);
    let servers = office(options, &[b"1"]).await;
    let mut probe = Probe::plain(servers.imap).await;
    let greeting = probe.line().await;
    assert!(greeting.contains("STARTTLS LOGINDISABLED"), "{greeting}");
    assert!(
        probe
            .ask("t LOGIN a b")
            .await
            .starts_with("t NO [PRIVACYREQUIRED]")
    );
    let mut probe = opened(&servers).await;
    for command in ["UID MOVE 1 Papierkorb", "UID EXPUNGE 1"] {
        assert!(probe.tagged(command).await[0].starts_with("t BAD"));
    }
    assert_eq!(
        probe.tagged("UID COPY 1 Papierkorb").await,
        ["t OK Copy completed."]
    );
    assert!(!probe.tagged("LIST \"\" *").await.concat().contains("Trash"));
    assert_eq!(servers.counters.tally(Service::Imap).clear_credentials, 1);
}

#[tokio::test]
async fn starts_tls_and_drops_what_came_before() {
    let servers = office(ServerOptions::default(), &[]).await;
    let mut probe = Probe::plain(servers.imap).await;
    probe.line().await;
    assert!(probe.ask("t STARTTLS").await.starts_with("t OK"));
    let mut probe = probe.into_tls(&servers).await.unwrap();
    let lines = probe.tagged("CAPABILITY").await;
    assert!(!lines[0].contains("STARTTLS"), "{lines:?}");
    let seen = servers.counters.commands(Service::Imap);
    let tls: Vec<bool> = seen.iter().map(|it| it.tls).collect();
    assert_eq!(tls, [false, true]);

    servers.faults.set(
        Service::Imap,
        Fault::InjectAfterStartTls(b"* OK forged\r\n".to_vec()),
    );
    let mut probe = Probe::plain(servers.imap).await;
    probe.line().await;
    assert!(probe.ask("t STARTTLS").await.starts_with("t OK"));
    assert_eq!(probe.line().await, "* OK forged");
    servers.faults.clear();
    servers.faults.set(Service::Imap, Fault::StartTlsMissing);
    let mut probe = Probe::plain(servers.imap).await;
    assert!(!probe.line().await.contains("STARTTLS"));
    assert!(probe.ask("t STARTTLS").await.starts_with("t BAD"));
}

#[tokio::test]
async fn fetch_faults() {
    let servers = office(ServerOptions::default(), &[MAIL, b"zwei", b"drei"]).await;
    let imap = Service::Imap;
    let mut probe = opened(&servers).await;
    let mut fetched = async |fault: Fault| {
        servers.faults.clear();
        servers.faults.set(imap, fault);
        probe
            .tagged("UID FETCH 2:3 (RFC822.SIZE BODY.PEEK[])")
            .await
    };
    let lines = fetched(Fault::FetchWithoutData).await;
    assert_eq!(lines, ["t OK Fetch completed."]);
    let lines = fetched(Fault::BodyNil).await;
    assert_eq!(lines[0], "* 2 FETCH (UID 2 RFC822.SIZE 4 BODY[] NIL)");
    let lines = fetched(Fault::OmitMessage(2)).await;
    assert_eq!(lines.len(), 3);
    let lines = fetched(Fault::RefuseMessage(2)).await;
    assert_eq!(
        lines[2],
        "t NO [SERVERBUG] Some messages could not be read."
    );
    let lines = fetched(Fault::WrongSize(-1)).await;
    assert_eq!(lines[0], "* 2 FETCH (UID 2 RFC822.SIZE 3 BODY[] {4}");
    let lines = fetched(Fault::WrongLiteralSize(2)).await;
    assert_eq!(lines[0], "* 2 FETCH (UID 2 RFC822.SIZE 4 BODY[] {6}");
    let lines = fetched(Fault::UntaggedNo("disk 95% full".into())).await;
    assert_eq!(lines[4], "* NO disk 95% full");
    let lines = fetched(Fault::Refuse("FETCH", "[LIMIT] later".into())).await;
    assert_eq!(lines, ["t NO [LIMIT] later"]);
    let lines = fetched(Fault::Instead("FETCH", b"* XFOO\r\n%TAG% OK\r\n".to_vec())).await;
    assert_eq!(lines, ["* XFOO", "t OK"]);
}

#[tokio::test]
async fn connections_break_off_where_told() {
    let servers = office(ServerOptions::default(), &[b"0123456789", b"zwei"]).await;
    let imap = Service::Imap;
    let all = "t UID FETCH 1:* BODY.PEEK[]\r\n";
    for (fault, seen) in [
        (
            Fault::HalfReplyThenClose(1),
            "* 1 FETCH (UID 1 BODY[] {10}\r\n01234",
        ),
        (
            Fault::CloseAfterMessages(1),
            "* 1 FETCH (UID 1 BODY[] {10}\r\n0123456789)\r\n",
        ),
        (
            Fault::ByeMidCommand("FETCH"),
            "* 1 FETCH (UID 1 BODY[] {10}\r\n0123456789)\r\n* BYE Server is shutting down\r\n",
        ),
        (
            Fault::ByeMidCommand("NOOP"),
            "* BYE Server is shutting down\r\n",
        ),
        (Fault::CloseAfter("FETCH"), ""),
    ] {
        servers.faults.clear();
        let mut probe = opened(&servers).await;
        servers.faults.set(imap, fault.clone());
        let command = if fault == Fault::ByeMidCommand("NOOP") {
            "t NOOP\r\n"
        } else {
            all
        };
        probe.send(command).await;
        assert_eq!(
            String::from_utf8_lossy(&probe.rest().await),
            seen,
            "{fault:?}"
        );
    }
    servers.faults.clear();
    let mut probe = opened(&servers).await;
    servers
        .faults
        .set_times(imap, Fault::HugeLiteral(500 << 20), 1);
    probe.send(all).await;
    assert_eq!(probe.line().await, "* 1 FETCH (UID 1 BODY[] {524288000}");
    assert_eq!(probe.bytes(10).await, b"0123456789");
    assert!(probe.is_silent().await);
    servers.faults.set(imap, Fault::SilentAfter("SELECT"));
    let mut probe = signed_in(&servers).await;
    probe.send("t SELECT INBOX\r\n").await;
    assert!(probe.is_silent().await);
}

#[tokio::test]
async fn greetings_and_sign_ins_go_wrong() {
    let servers = office(ServerOptions::default(), &[b"1"]).await;
    let imap = Service::Imap;
    let faults = &servers.faults;
    faults.set(imap, Fault::SilentAfterAccept);
    assert!(Probe::plain(servers.imap).await.is_silent().await);
    faults.clear();
    faults.set(imap, Fault::CloseAfterAccept);
    assert_eq!(Probe::plain(servers.imap).await.rest().await, b"");
    faults.clear();
    faults.set(imap, Fault::greeting(b"HTTP/1.1 400 \x96 Bad\r\n"));
    assert_eq!(
        Probe::plain(servers.imap).await.line().await,
        "HTTP/1.1 400 \u{fffd} Bad"
    );
    faults.clear();
    faults.set(imap, Fault::Preauth);
    let mut probe = Probe::plain(servers.imap).await;
    assert!(probe.line().await.starts_with("* PREAUTH"));
    assert_eq!(
        probe.tagged("UNSELECT").await[0],
        "t BAD No mailbox selected or command unknown."
    );
    assert!(
        probe
            .tagged("SELECT INBOX")
            .await
            .last()
            .unwrap()
            .starts_with("t OK")
    );
    faults.clear();
    faults.set(imap, Fault::EndlessLine("NOOP"));
    let mut probe = Probe::plain(servers.imap).await;
    probe.line().await;
    probe.send("t NOOP\r\n").await;
    assert!(!probe.bytes(5 << 20).await.contains(&b'\n'));
    faults.clear();
    faults.set_times(imap, Fault::EchoPassword, 1);
    faults.set_times(imap, Fault::TemporaryLogin("[UNAVAILABLE] Later".into()), 1);
    let mut probe = Probe::plain(servers.imap).await;
    probe.line().await;
    assert!(probe.ask("t LOGIN a geheim").await.contains("geheim"));
    assert_eq!(
        probe.ask("t LOGIN a geheim").await,
        "t NO [UNAVAILABLE] Later"
    );
    faults.set(imap, Fault::ReadOnlyMailbox);
    let mut probe = signed_in(&servers).await;
    assert_eq!(
        probe.tagged("SELECT INBOX").await.last().unwrap(),
        "t OK [READ-ONLY] Opened."
    );
    assert!(probe.tagged("UID STORE 1 +FLAGS \\Deleted").await[0].starts_with("t NO"));
}
