//! A small internet on loopback: dnsmasq from Debian as name server, and servers with TLS on free
//! ports that write down what was said to them.

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

pub type Wire = BufReader<StreamOwned<ServerConnection, TcpStream>>;

/// Everything that servers were told, line by line.
pub type Log = Arc<Mutex<Vec<String>>>;

/// A certificate authority, and one certificate for every name that is used.
pub struct Certificates {
    directory: tempfile::TempDir,
    config: Arc<ServerConfig>,
}

impl Certificates {
    pub fn new(names: &[&str]) -> Self {
        let directory = tempfile::tempdir().expect("directory");
        let mut params = CertificateParams::new(Vec::new()).expect("params");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("key");
        let authority = params.self_signed(&key).expect("authority");
        std::fs::write(directory.path().join("ca.pem"), authority.pem()).expect("authority");
        let issuer = Issuer::new(params, key);
        let names: Vec<String> = names.iter().map(|it| (*it).to_owned()).collect();
        let key = KeyPair::generate().expect("key");
        let params = CertificateParams::new(names).expect("params");
        let certificate = params.signed_by(&key, &issuer).expect("certificate");
        let private = PrivateKeyDer::from_pem_slice(key.serialize_pem().as_bytes()).expect("key");
        let chain = vec![CertificateDer::from(certificate.der().to_vec())];
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(chain, private)
            .expect("certificate");
        Self {
            directory,
            config: Arc::new(config),
        }
    }

    pub fn authority(&self) -> PathBuf {
        self.directory.path().join("ca.pem")
    }

    /// A server with TLS from the first byte. Returns its port.
    pub fn serve(&self, talk: impl Fn(Wire) -> std::io::Result<()> + Send + Sync + 'static) -> u16 {
        let config = self.config.clone();
        listen(move |tcp| {
            let tls = ServerConnection::new(config.clone()).expect("connection");
            talk(BufReader::new(StreamOwned::new(tls, tcp)))
        })
    }

    /// A submission server that begins without TLS and answers to STARTTLS in these words.
    pub fn smtp_with_starttls(&self, answer: &'static str, log: &Log) -> u16 {
        let (config, log) = (self.config.clone(), log.clone());
        listen(move |mut tcp| {
            tcp.write_all(b"220 bereit\r\n")?;
            let mut lines = BufReader::new(tcp.try_clone()?);
            for reply in ["250-mail\r\n250 STARTTLS\r\n", answer] {
                let mut line = String::new();
                lines.read_line(&mut line)?;
                log.lock().expect("log").push(line.trim().to_owned());
                tcp.write_all(reply.as_bytes())?;
            }
            let tls = ServerConnection::new(config.clone()).expect("connection");
            talk(BufReader::new(StreamOwned::new(tls, tcp)), "", &log)
        })
    }

    /// A web server: for host and path an answer, otherwise 404. Requests are written down as
    /// `host request-line`.
    pub fn web(&self, pages: &[(&str, &str, &str)], log: &Log) -> u16 {
        let own = |it: &(&str, &str, &str)| (it.0.to_owned(), it.1.to_owned(), it.2.to_owned());
        let pages: Vec<_> = pages.iter().map(own).collect();
        let log = log.clone();
        self.serve(move |mut wire| {
            let mut head = Vec::new();
            loop {
                let mut line = String::new();
                wire.read_line(&mut line)?;
                if line.trim().is_empty() {
                    break;
                }
                head.push(line.trim().to_lowercase());
            }
            let host = head.iter().find_map(|it| it.strip_prefix("host: "));
            let host = host.unwrap_or_default().to_owned();
            let path = head.first().and_then(|it| it.split(' ').nth(1));
            let path = path.unwrap_or_default().to_owned();
            log.lock()
                .expect("log")
                .push(format!("{host} {}", head.join(" | ")));
            // What those see who sign in stands at the same path with this mark.
            let is_signed = head.iter().any(|it| it.starts_with("authorization: basic"));
            let find = |path: &str| pages.iter().find(|it| it.0 == host && it.1 == path);
            let signed = is_signed.then(|| find(&format!("{path}#signed"))).flatten();
            let page = signed.or_else(|| find(&path));
            let missing = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
            let answer = page.map_or(missing, |it| it.2.as_str());
            let stream = wire.get_mut();
            stream.write_all(answer.as_bytes())?;
            stream.conn.send_close_notify();
            stream.flush()
        })
    }
}

/// Answers as a mail server before the sign-in, and writes down what it is told.
pub fn talk(mut wire: Wire, greeting: &str, log: &Log) -> std::io::Result<()> {
    let send = |wire: &mut Wire, text: &str| {
        wire.get_mut().write_all(text.as_bytes())?;
        wire.get_mut().flush()
    };
    send(&mut wire, greeting)?;
    loop {
        let mut line = String::new();
        if wire.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let line = line.trim().to_owned();
        log.lock().expect("log").push(line.clone());
        let answer = match line.split(' ').collect::<Vec<_>>().as_slice() {
            ["CAPA"] => "+OK\r\nUSER\r\nSASL PLAIN\r\n.\r\n".to_owned(),
            ["EHLO", _] => "250-mail\r\n250-AUTH XOAUTH2\r\n250 SIZE 1000\r\n".to_owned(),
            [tag, "CAPABILITY"] => {
                format!("* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n{tag} OK\r\n")
            }
            _ => "250 +OK\r\n".to_owned(),
        };
        send(&mut wire, &answer)?;
    }
}

/// An answer of a web server with this document.
pub fn page(document: &str) -> String {
    let length = document.len();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\n\r\n{document}"
    )
}

/// Listens on a free port until the test ends.
fn listen(talk: impl Fn(TcpStream) -> std::io::Result<()> + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("port");
    let port = listener.local_addr().expect("address").port();
    let talk = Arc::new(talk);
    thread::spawn(move || {
        for tcp in listener.incoming().flatten() {
            let talk = talk.clone();
            thread::spawn(move || {
                let _ = tcp.set_read_timeout(Some(Duration::from_secs(30)));
                let _ = talk(tcp);
            });
        }
    });
    port
}

/// Takes connections and never says anything. Counts how many were open at the same time at the
/// most, and how many altogether.
#[derive(Default, Clone)]
pub struct Silence {
    open: Arc<AtomicUsize>,
    pub most: Arc<AtomicUsize>,
    pub all: Arc<AtomicUsize>,
}

impl Silence {
    pub fn serve(&self) -> u16 {
        let it = self.clone();
        listen(move |tcp| {
            it.all.fetch_add(1, Ordering::SeqCst);
            let open = it.open.fetch_add(1, Ordering::SeqCst) + 1;
            it.most.fetch_max(open, Ordering::SeqCst);
            // Until the other side goes away.
            let mut lines = BufReader::new(tcp).split(0);
            while lines.next().is_some_and(|it| it.is_ok()) {}
            it.open.fetch_sub(1, Ordering::SeqCst);
            Ok(())
        })
    }
}

/// dnsmasq with these records, in a private directory on a free port.
pub struct NameServer {
    child: Child,
    directory: tempfile::TempDir,
    pub port: u16,
}

impl NameServer {
    pub fn start(records: &[&str]) -> Self {
        let directory = tempfile::tempdir().expect("directory");
        let port = super::free_port();
        let log = File::create(directory.path().join("log")).expect("log");
        let mut command = Command::new("dnsmasq");
        command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        command.args([
            "--keep-in-foreground",
            "--conf-file=/dev/null",
            "--no-resolv",
        ]);
        command.args([
            "--no-hosts",
            "--listen-address=127.0.0.1",
            "--bind-interfaces",
        ]);
        command.args(["--log-queries", "--log-facility=-", "--pid-file="]);
        command.args(["--local=/example/", "--local=/net/", "--local=/de/"]);
        command.arg(format!("--port={port}")).args(records);
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let child = command.stderr(log).spawn().expect("dnsmasq is installed");
        let server = Self {
            child,
            directory,
            port,
        };
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(
                begun.elapsed() < Duration::from_secs(10),
                "{}",
                server.log()
            );
            thread::sleep(Duration::from_millis(20));
        }
        server
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.directory.path().join("log")).unwrap_or_default()
    }

    /// Every question that was asked.
    pub fn questions(&self) -> Vec<String> {
        let log = self.log();
        let lines = log.lines().filter(|it| it.contains("query["));
        lines.map(str::to_owned).collect()
    }
}

impl Drop for NameServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `/dev/null` as a trust store: nothing is trusted.
pub fn no_authority() -> &'static Path {
    Path::new("/dev/null")
}
