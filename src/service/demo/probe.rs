//! A bare client for the tests: sends lines, reads lines, knows no protocol.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::service::demo::server::{ServerOptions, Servers};
use crate::service::demo::store::Store;

pub(super) const ANNA: &str = "anna@kanzlei-muster.example";
pub(super) const PASSWORD: &str = "Äpfel \"und\" \\Birnen";

trait Wire: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Wire for T {}

pub(super) struct Probe(BufReader<Box<dyn Wire>>);

/// Servers with one user and these messages.
pub(super) async fn office(options: ServerOptions, mails: &[&[u8]]) -> Servers {
    let store = Store::new();
    store.add_user(ANNA, PASSWORD);
    for (mail, at) in mails.iter().zip(1_700_000_000..) {
        store.append(ANNA, "INBOX", mail, at).unwrap();
    }
    Servers::start(store, options).await.unwrap()
}

impl Probe {
    pub(super) async fn plain(address: SocketAddr) -> Self {
        Self(BufReader::new(Box::new(
            TcpStream::connect(address).await.unwrap(),
        )))
    }

    pub(super) async fn tls(address: SocketAddr, servers: &Servers) -> Self {
        Self::plain(address).await.into_tls(servers).await.unwrap()
    }

    pub(super) async fn into_tls(self, servers: &Servers) -> std::io::Result<Self> {
        assert!(self.0.buffer().is_empty(), "bytes from before TLS");
        let mut roots = RootCertStore::empty();
        roots
            .add(CertificateDer::from(servers.ca_der.clone()))
            .unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::try_from("127.0.0.1").unwrap();
        let tls = TlsConnector::from(Arc::new(config));
        let tls = tls.connect(name, self.0.into_inner()).await?;
        Ok(Self(BufReader::new(Box::new(tls))))
    }

    pub(super) async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.0.write_all(bytes.as_ref()).await.unwrap();
        self.0.flush().await.unwrap();
    }

    /// The next line without its line end; empty at the end of the connection.
    pub(super) async fn line(&mut self) -> String {
        let mut line = Vec::new();
        self.0.read_until(b'\n', &mut line).await.unwrap();
        String::from_utf8_lossy(&line).trim_end().to_owned()
    }

    pub(super) async fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = vec![0; count];
        self.0.read_exact(&mut bytes).await.unwrap();
        bytes
    }

    /// Everything up to the end of the connection.
    pub(super) async fn rest(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let _ = self.0.read_to_end(&mut bytes).await;
        bytes
    }

    /// Sends a line and reads one line.
    pub(super) async fn ask(&mut self, line: &str) -> String {
        self.send(format!("{line}\r\n")).await;
        self.line().await
    }

    /// Reads lines up to and with the first that `last` accepts.
    pub(super) async fn until(&mut self, last: impl Fn(&str) -> bool) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            let line = self.line().await;
            let done = last(&line) || line.is_empty() && lines.len() > 1_000;
            lines.push(line);
            if done {
                return lines;
            }
        }
    }

    /// Whether nothing comes for a little while.
    pub(super) async fn is_silent(&mut self) -> bool {
        let wait = Duration::from_millis(150);
        tokio::time::timeout(wait, self.0.fill_buf()).await.is_err()
    }
}
