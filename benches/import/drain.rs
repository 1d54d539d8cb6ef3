//! The limit: every message of a mailbox over one TLS connection into nothing.

use crate::measure::Measured;
use crate::support::dovecot::Dovecot;
use rustls::pki_types::{CertificateDer, ServerName, pem::PemObject};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Instant;

type Stream = BufReader<StreamOwned<ClientConnection, TcpStream>>;

fn connect(dovecot: &Dovecot, port: u16) -> Stream {
    let mut roots = RootCertStore::empty();
    let authority = CertificateDer::from_pem_file(dovecot.authority()).expect("authority");
    roots.add(authority).expect("authority");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let configuration = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").expect("name");
    let connection = ClientConnection::new(Arc::new(configuration), name).expect("connection");
    let socket = TcpStream::connect(("127.0.0.1", port)).expect("Dovecot");
    BufReader::with_capacity(1 << 16, StreamOwned::new(connection, socket))
}

fn send(stream: &mut Stream, text: &str) {
    stream.get_mut().write_all(text.as_bytes()).expect("sent");
    stream.get_mut().flush().expect("sent");
}

/// Reads lines up to and including one that `is_end` knows.
fn skip_to(stream: &mut Stream, is_end: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = stream.read_until(b'\n', &mut line).expect("answer");
        assert!(read > 0, "Dovecot hung up");
        if is_end(&line) {
            return line;
        }
    }
}

/// Skips `length` bytes.
fn skip(stream: &mut Stream, mut length: usize) {
    while length > 0 {
        let waiting = stream.fill_buf().expect("bytes").len().min(length);
        assert!(waiting > 0, "Dovecot hung up");
        stream.consume(waiting);
        length -= waiting;
    }
}

/// Drains the inbox by IMAP.
pub fn imap(dovecot: &Dovecot, user: &str) -> Measured {
    let begun = Instant::now();
    let mut stream = connect(dovecot, dovecot.imaps);
    skip_to(&mut stream, |line| line.starts_with(b"* OK"));
    send(
        &mut stream,
        &format!("a LOGIN {user}@kontor.test geheim-{user}\r\nb EXAMINE INBOX\r\n"),
    );
    skip_to(&mut stream, |line| line.starts_with(b"b OK"));
    send(&mut stream, "c UID FETCH 1:* (BODY.PEEK[])\r\n");
    loop {
        let line = skip_to(&mut stream, |line| {
            line.ends_with(b"}\r\n") || line.starts_with(b"c ")
        });
        if line.starts_with(b"c ") {
            break;
        }
        let from = line.iter().rposition(|it| *it == b'{').expect("literal") + 1;
        let digits = String::from_utf8_lossy(&line[from..line.len() - 3]).into_owned();
        skip(&mut stream, digits.parse().expect("length"));
    }
    done(begun)
}

/// Drains the maildrop by POP3, sixteen requests ahead.
pub fn pop3(dovecot: &Dovecot, user: &str) -> Measured {
    let begun = Instant::now();
    let mut stream = connect(dovecot, dovecot.pop3s);
    skip_to(&mut stream, |line| line.starts_with(b"+OK"));
    send(&mut stream, &format!("USER {user}@kontor.test\r\n"));
    skip_to(&mut stream, |line| line.starts_with(b"+OK"));
    send(&mut stream, &format!("PASS geheim-{user}\r\n"));
    skip_to(&mut stream, |line| line.starts_with(b"+OK"));
    send(&mut stream, "STAT\r\n");
    let stat = skip_to(&mut stream, |line| line.starts_with(b"+OK"));
    let stat = String::from_utf8_lossy(&stat).into_owned();
    let count = stat.split(' ').nth(1).and_then(|it| it.parse().ok());
    let count: u64 = count.expect("STAT");
    let mut asked = 0;
    for received in 0..count {
        let mut commands = String::new();
        while asked < count && asked < received + 16 {
            asked += 1;
            commands.push_str(&format!("RETR {asked}\r\n"));
        }
        if !commands.is_empty() {
            send(&mut stream, &commands);
        }
        skip_to(&mut stream, |line| line == b".\r\n");
    }
    done(begun)
}

fn done(begun: Instant) -> Measured {
    Measured {
        seconds: begun.elapsed().as_secs_f64(),
        ..Measured::default()
    }
}
