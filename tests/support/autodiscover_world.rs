//! An internet of loopback with an Exchange server to be found in it, which writes down what it hears.

#![allow(dead_code)]

use crate::support::Office;
use crate::support::network::{Certificates, Log, NameServer, page};
use kontorpost::domain::discovery::Mailbox;
use kontorpost::domain::secret::Secret;
use kontorpost::transport::Trust;
use kontorpost::transport::discover::{Asked, Consent, Network, Scout};
use serde_json::Value;
use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::Stdio;

pub const ADDRESS: &str = "geheimername@kanzlei.example";
pub const PASSWORD: &str = "streng-geheim";
pub const POX: &str = "/autodiscover/autodiscover.xml";

pub const HERE: [&str; 2] = [
    "--address=/autodiscover.kanzlei.example/127.0.0.1",
    "--address=/mail.kanzlei.example/127.0.0.1",
];

pub fn certificates() -> Certificates {
    Certificates::new(&[
        "kanzlei.example",
        "*.kanzlei.example",
        "fremd.test",
        "*.hoster.test",
        "*.kanzlei-muster.example",
    ])
}

pub fn v2_path() -> String {
    format!("/autodiscover/autodiscover.json?email={ADDRESS}&protocol=ews")
}

pub fn json(url: &str) -> String {
    page(&format!("{{\"Protocol\":\"Ews\",\"Url\":\"{url}\"}}"))
}

pub fn document(url: &str) -> String {
    page(&format!(
        "<Autodiscover><Response><Account><Protocol><Type>EXPR</Type><EwsUrl>{url}</EwsUrl>\
         </Protocol></Account></Response></Autodiscover>"
    ))
}

pub fn moved(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
}

pub const WANTS: &str = "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Negotiate\r\n\
     WWW-Authenticate: NTLM\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";

pub const WANTS_BASIC: &str = "HTTP/1.1 401 Unauthorized\r\n\
     WWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";

/// A server of the own domain that says where the services are to those alone who sign in.
pub fn closed_world() -> World {
    let answer = document("https://mail.kanzlei.example/anders/Exchange.asmx");
    let signed = format!("{POX}#signed");
    let pages = [
        ("autodiscover.kanzlei.example", POX, WANTS_BASIC),
        (
            "autodiscover.kanzlei.example",
            signed.as_str(),
            answer.as_str(),
        ),
    ];
    World::new(&HERE, &pages, None)
}

/// An unprotected server that leads elsewhere, and writes down what it hears.
pub fn plain(answer: String, log: &Log) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("port");
    let port = listener.local_addr().expect("address").port();
    let log = log.clone();
    std::thread::spawn(move || {
        for mut tcp in listener.incoming().flatten() {
            let mut lines = BufReader::new(tcp.try_clone().expect("clone"));
            let mut line = String::new();
            while lines.read_line(&mut line).is_ok_and(|it| it > 0) && !line.ends_with("\r\n\r\n") {
            }
            log.lock()
                .expect("log")
                .push(format!("plain {}", line.to_lowercase()));
            let _ = tcp.write_all(answer.as_bytes());
        }
    });
    port
}

pub struct World {
    pub names: NameServer,
    pub log: Log,
    pub network: Network,
    pub ports: Vec<(u16, u16)>,
    pub authority: std::path::PathBuf,
    _certificates: Certificates,
}

impl World {
    /// Hosts of the name service, pages of the protected server, answer of the unprotected one.
    pub fn new(records: &[&str], pages: &[(&str, &str, &str)], redirection: Option<&str>) -> Self {
        let certificates = certificates();
        let log = Log::default();
        let tls = certificates.web(pages, &log);
        let answer = redirection.map_or_else(|| page("nein"), moved);
        let ports = vec![(443, tls), (80, plain(answer, &log))];
        let names = NameServer::start(records);
        let mut der = Vec::new();
        let authority = certificates.authority();
        std::fs::File::open(&authority)
            .unwrap()
            .read_to_end(&mut der)
            .unwrap();
        let pem = String::from_utf8(der).unwrap();
        let body: String = pem.lines().filter(|it| !it.starts_with('-')).collect();
        use base64::Engine;
        let der = base64::engine::general_purpose::STANDARD
            .decode(body)
            .unwrap();
        let network = Network {
            resolver: Some(([127, 0, 0, 1], names.port).into()),
            ports: ports.clone(),
            trust: Trust::new(vec![der]),
        };
        Self {
            names,
            log,
            network,
            ports,
            authority,
            _certificates: certificates,
        }
    }

    pub async fn ask(&self, address: &str, agreed: &[&str]) -> Vec<Asked> {
        let consent = Consent {
            sign_in: Some((address.to_owned(), Secret::new(PASSWORD.to_owned()))),
            hosts: agreed
                .iter()
                .map(|it| (*it).to_owned())
                .collect::<HashSet<_>>(),
        };
        let scout = Scout::new(&self.network).unwrap();
        let mut steps = Vec::new();
        let mailbox = Mailbox::parse(address).unwrap();
        scout
            .exchange(&mailbox, &consent, &mut |it| steps.push(it))
            .await;
        steps
    }

    /// By the program, with what is typed.
    pub fn discover(&self, more: &[&str], typed: &str) -> Vec<Value> {
        let office = Office::new(&self.authority);
        let mut arguments = vec!["--json", "account", "discover", "--exchange", ADDRESS];
        arguments.extend(more);
        let mut command = office.command(&arguments);
        let ports = self.ports.iter().map(|it| format!("{}={}", it.0, it.1));
        let resolver = format!("127.0.0.1:{}", self.names.port);
        command.env("KONTORPOST_RESOLVER", resolver);
        command.env("KONTORPOST_PORTS", ports.collect::<Vec<_>>().join(","));
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let lines = text.lines().map(|it| serde_json::from_str(it).unwrap());
        lines.collect()
    }

    pub fn heard(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }

    /// What may never be heard by anybody.
    #[track_caller]
    pub fn assert_nothing_leaked(&self) {
        for line in self.heard() {
            assert!(!line.contains("authorization"), "{line}");
        }
    }
}
