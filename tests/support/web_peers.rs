//! Foreign web servers and clients: Apache with NTLM from gss-ntlmssp, an acceptor that wants the sign-in
//! bound to the TLS channel, and a Python with the packages of `tests/run.sh`.

use super::free_port;
use kontorpost::domain::server::{
    AfterFetch, Endpoint, Exchange, FirstFetch, Incoming, IncomingAuth, Protocol, Security,
};
use kontorpost::transport::{Connector, Trust};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// What a server answers to whoever has signed in.
const ANSWER: &str = include_str!("../data/ews/get-folder.xml");

/// An acceptor of NTLM that can want the sign-in bound to its certificate.
const ACCEPTOR: &str = include_str!("ntlm_acceptor.py");

pub const NTLM_USER: &str = "muster";
/// gss-ntlmssp does not find names with umlauts again.
pub const NTLM_USER_WITH_UMLAUT: &str = "müller";
pub const NTLM_PASSWORD: &str = "Geheim-Größe 1";

/// A running foreign server.
pub struct WebPeer {
    pub port: u16,
    pub authority: Vec<u8>,
    child: Child,
    _directory: tempfile::TempDir,
}

impl Drop for WebPeer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The Python with the packages that only these tests need, if `tests/run.sh` has made it.
pub fn python() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/peers/venv/bin/python");
    path.is_file().then_some(path)
}

/// A certificate for `localhost`; returns who has issued it.
fn certificate(directory: &Path) -> Vec<u8> {
    let key = KeyPair::generate().expect("key");
    let mut params = CertificateParams::new(Vec::new()).expect("params");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = params.self_signed(&key).expect("authority").der().to_vec();
    let issuer = Issuer::new(params, key);
    let key = KeyPair::generate().expect("key");
    let params = CertificateParams::new(vec!["localhost".to_owned()]).expect("params");
    let leaf = params.signed_by(&key, &issuer).expect("certificate");
    std::fs::write(directory.join("cert.pem"), leaf.pem()).expect("certificate");
    std::fs::write(directory.join("key.pem"), key.serialize_pem()).expect("key");
    authority
}

fn wait_for(port: u16) {
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(15), "no server");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn users(directory: &Path) -> PathBuf {
    let path = directory.join("ntlm.users");
    std::fs::write(
        &path,
        format!(
            "KANZLEI:{NTLM_USER}:{NTLM_PASSWORD}\nKANZLEI:{NTLM_USER_WITH_UMLAUT}:{NTLM_PASSWORD}\n"
        ),
    )
    .expect("users");
    path
}

impl WebPeer {
    /// Apache with NTLM alone; `None` where it is not installed.
    pub fn apache() -> Option<Self> {
        let modules = "/usr/lib/apache2/modules";
        if !Path::new(modules).join("mod_auth_gssapi.so").is_file() {
            return None;
        }
        let directory = tempfile::tempdir().expect("directory");
        let root = directory.path();
        let authority = certificate(root);
        let users = users(root);
        std::fs::create_dir_all(root.join("www/EWS")).expect("www");
        std::fs::write(root.join("www/EWS/Exchange.asmx"), ANSWER).expect("answer");
        let port = free_port();
        let load: String = [
            ("mpm_worker", "mpm_worker"),
            ("authn_core", "authn_core"),
            ("authz_core", "authz_core"),
            ("authz_user", "authz_user"),
            ("auth_gssapi", "auth_gssapi"),
            ("ssl", "ssl"),
            ("env", "env"),
        ]
        .map(|(name, file)| format!("LoadModule {name}_module {modules}/mod_{file}.so\n"))
        .concat();
        let root = root.display();
        let config = format!(
            "ServerRoot {root}\nPidFile {root}/httpd.pid\nListen 127.0.0.1:{port}\n\
             ServerName localhost\n{load}DocumentRoot {root}/www\nErrorLog {root}/error.log\n\
             KeepAlive On\nMaxKeepAliveRequests 0\nKeepAliveTimeout 30\nStartServers 2\n\
             ThreadsPerChild 64\nMaxRequestWorkers 128\nMutex file:{root}\n\
             SSLEngine on\nSSLCertificateFile {root}/cert.pem\n\
             SSLCertificateKeyFile {root}/key.pem\nUser www-data\nGroup www-data\n\
             <Location /EWS>\nAuthType GSSAPI\nAuthName NTLM\nGssapiAllowedMech ntlmssp\n\
             GssapiConnectionBound On\nGssapiLocalName Off\nRequire valid-user\n</Location>\n"
        );
        let file = directory.path().join("httpd.conf");
        std::fs::write(&file, config).expect("configuration");
        // The server gives up its rights before it reads.
        let open = Command::new("chmod")
            .args(["-R", "a+rX"])
            .arg(directory.path())
            .status();
        assert!(open.expect("chmod").success());
        let child = Command::new("/usr/sbin/apache2")
            .args(["-X", "-f"])
            .arg(&file)
            .env("NTLM_USER_FILE", &users)
            .stdin(Stdio::null())
            .spawn()
            .expect("apache2");
        wait_for(port);
        Some(Self {
            port,
            authority,
            child,
            _directory: directory,
        })
    }

    /// An acceptor of NTLM; `None` where Python's packages are not there.
    pub fn acceptor(arguments: &[&str]) -> Option<Self> {
        let python = python()?;
        let directory = tempfile::tempdir().expect("directory");
        let root = directory.path();
        let authority = certificate(root);
        std::fs::write(root.join("answer.xml"), ANSWER).expect("answer");
        let port = free_port();
        let mut child = Command::new(python)
            .args(["-c", ACCEPTOR, &port.to_string()])
            .args(arguments)
            .current_dir(root)
            .env("NTLM_USER_FILE", users(root))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python");
        let mut line = String::new();
        let out = child.stdout.take().expect("stdout");
        BufReader::new(out).read_line(&mut line).expect("a line");
        assert_eq!(line.trim(), "listening");
        Some(Self {
            port,
            authority,
            child,
            _directory: directory,
        })
    }

    pub fn connector(&self) -> Connector {
        Connector::new(Trust::new(vec![self.authority.clone()]))
    }
}

/// The receiving side of an account at `localhost`.
pub fn incoming(port: u16, user: &str) -> Incoming {
    Incoming {
        protocol: Protocol::Exchange,
        endpoint: Endpoint {
            host: "localhost".to_owned(),
            port,
            security: Security::Tls,
        },
        user: user.to_owned(),
        auth: IncomingAuth::default(),
        after_fetch: AfterFetch::Leave,
        folders: vec!["INBOX".to_owned()],
        first_fetch: FirstFetch::All,
        exchange: Exchange::default(),
    }
}
