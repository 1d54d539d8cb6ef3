//! Dovecot from Debian, in a private directory on free ports, started and ended by the test.

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use std::fmt::Write as _;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The loopback addresses and the certificate each of them shows.
pub const CERTIFICATES: [(&str, &str); 6] = [
    ("127.0.0.1", "valid"),
    ("127.0.0.2", "expired"),
    ("127.0.0.3", "wrongname"),
    ("127.0.0.4", "selfsigned"),
    ("127.0.0.5", "unknown"),
    ("127.0.0.8", "notyet"),
];

/// Here nobody signs in without TLS.
pub const STRICT: &str = "127.0.0.7";

pub struct Dovecot {
    directory: tempfile::TempDir,
    pub imap: u16,
    pub imaps: u16,
    pub pop3: u16,
    pub pop3s: u16,
    /// For Postfix: signing in, and handing mail over.
    pub sasl: u16,
    pub lmtp: u16,
    /// Signs in with tokens, where [`Options::tokens`] are given.
    pub submission: u16,
    delivered: AtomicU64,
    /// User and group that Dovecot reads mail as, when it may choose.
    mail_user: Option<(u32, u32)>,
}

/// Settings that a test may want otherwise.
#[derive(Default)]
pub struct Options {
    /// `pop3_uidl_format`.
    pub uidl_format: Option<&'static str>,
    /// Lines added to the configuration.
    pub more: &'static str,
    /// Postfix signs in here and hands mail over.
    pub for_postfix: bool,
    /// Tokens are taken instead of passwords: how Dovecot asks about them, and the port of the server
    /// that submitted mail goes to.
    pub tokens: Option<(String, u16)>,
    /// The certificates say that `tls/ca.crl`, which names none of them, is served at this port.
    pub revocations: Option<u16>,
}

fn id(what: &str) -> String {
    let output = Command::new("id").arg(what).output().expect("id");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

pub fn is_root() -> bool {
    id("-u") == "0"
}

fn mail_user() -> Option<(u32, u32)> {
    let number = |option: &str| {
        let output = Command::new("id")
            .args([option, "mail"])
            .output()
            .expect("id");
        String::from_utf8_lossy(&output.stdout)
            .trim()
            .parse()
            .expect("a number")
    };
    is_root().then(|| (number("-u"), number("-g")))
}

pub fn free_ports<const N: usize>() -> [u16; N] {
    std::array::from_fn(|_| super::free_port())
}

fn certificates(directory: &Path, revocations: Option<u16>) {
    std::fs::create_dir(directory).expect("directory");
    let authority = |name: &str| {
        let mut params = CertificateParams::new(Vec::new()).expect("params");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
            .distinguished_name
            .push(rcgen::DnType::CommonName, name);
        let key = KeyPair::generate().expect("key");
        let certificate = params.self_signed(&key).expect("certificate");
        (certificate.pem(), Issuer::new(params, key))
    };
    let (pem, issuer) = authority("Kontorpost Test");
    let (_, stranger) = authority("Fremde Stelle");
    std::fs::write(directory.join("ca.pem"), pem).expect("ca");
    let none = rcgen::CertificateRevocationListParams {
        this_update: date_time_ymd(2024, 1, 1),
        next_update: date_time_ymd(2096, 1, 1),
        crl_number: rcgen::SerialNumber::from(1),
        issuing_distribution_point: None,
        revoked_certs: Vec::new(),
        key_identifier_method: rcgen::KeyIdMethod::Sha256,
    };
    let none = none.signed_by(&issuer).expect("list of revocations");
    std::fs::write(directory.join("ca.crl"), none.der()).expect("list of revocations");
    for (_, kind) in CERTIFICATES {
        let mut names = vec!["localhost".to_owned()];
        names.extend(CERTIFICATES.map(|(address, _)| address.to_owned()));
        names.push(STRICT.to_owned());
        names.extend(["127.0.0.6", "127.0.0.9"].map(str::to_owned));
        if kind == "wrongname" {
            names = vec!["other.example".to_owned()];
        }
        let mut params = CertificateParams::new(names).expect("params");
        params
            .distinguished_name
            .push(rcgen::DnType::CommonName, "mail.kontor.test");
        if let Some(port) = revocations {
            let uris = vec![format!("http://127.0.0.1:{port}/ca.crl")];
            params.crl_distribution_points = vec![rcgen::CrlDistributionPoint { uris }];
        }
        params.not_before = match kind {
            "notyet" => date_time_ymd(2090, 1, 1),
            _ => date_time_ymd(2024, 1, 1),
        };
        params.not_after = match kind {
            "expired" => date_time_ymd(2024, 2, 1),
            _ => date_time_ymd(2096, 1, 1),
        };
        let key = KeyPair::generate().expect("key");
        let certificate = match kind {
            "selfsigned" => params.self_signed(&key),
            "unknown" => params.signed_by(&key, &stranger),
            _ => params.signed_by(&key, &issuer),
        };
        let pem = certificate.expect("certificate").pem();
        std::fs::write(directory.join(format!("{kind}.pem")), pem).expect("certificate");
        std::fs::write(directory.join(format!("{kind}.key")), key.serialize_pem()).expect("key");
    }
}

/// Users: `anna`, `bernd` with an awkward password, and `u0` to `u99`, each with `geheim-NAME`.
pub const BERNDS_PASSWORD: &str = "pässwört mit \"Anführung\" \\ und Leerzeichen";

impl Dovecot {
    pub fn start() -> Self {
        Self::start_with(&Options::default())
    }

    pub fn start_with(options: &Options) -> Self {
        let directory = tempfile::Builder::new()
            .prefix("kp-dovecot")
            .tempdir()
            .expect("directory");
        let root = directory.path();
        std::fs::create_dir(root.join("mail")).expect("mail");
        certificates(&root.join("tls"), options.revocations);
        let mut users = format!("bernd@kontor.test:{{PLAIN}}{BERNDS_PASSWORD}::::::\n");
        for name in ["anna".to_owned()]
            .into_iter()
            .chain((0..100).map(|n| format!("u{n}")))
        {
            let _ = writeln!(users, "{name}@kontor.test:{{PLAIN}}geheim-{name}::::::");
        }
        std::fs::write(root.join("users"), users).expect("users");
        let [imap, imaps, pop3, pop3s, sasl, lmtp, submission] = free_ports();
        let dovecot = Self {
            imap,
            imaps,
            pop3,
            pop3s,
            sasl,
            lmtp,
            submission,
            delivered: AtomicU64::new(0),
            mail_user: mail_user(),
            directory,
        };
        if let Some((questions, _)) = &options.tokens {
            let file = dovecot.root().join("oauth2.conf.ext");
            std::fs::write(file, questions).expect("configuration");
        }
        let configuration = dovecot.configuration(options);
        std::fs::write(dovecot.root().join("dovecot.conf"), configuration).expect("configuration");
        let root = dovecot.root().to_owned();
        if is_root() {
            let all = root.to_str().expect("path");
            assert!(dovecot.control("chmod", &["-R", "a+rX", all]), "chmod");
        }
        dovecot.own([root.join("mail").as_path()]);
        let status = dovecot.control("dovecot", &["-c", "dovecot.conf"]);
        assert!(status, "dovecot does not start: {}", dovecot.log());
        let begun = Instant::now();
        for port in [imap, imaps, pop3, pop3s] {
            while TcpStream::connect(("127.0.0.1", port)).is_err() {
                assert!(
                    begun.elapsed() < Duration::from_secs(20),
                    "no port: {}",
                    dovecot.log()
                );
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        dovecot
    }

    pub fn root(&self) -> &Path {
        self.directory.path()
    }

    pub fn authority(&self) -> PathBuf {
        self.root().join("tls/ca.pem")
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.root().join("dovecot.log")).unwrap_or_default()
    }

    pub fn control(&self, program: &str, arguments: &[&str]) -> bool {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(self.root())
            .stdin(Stdio::null());
        // The servers must not hold on to the test's own output.
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .status()
            .is_ok_and(|it| it.success())
    }

    /// Mail belongs to the user that Dovecot reads it as. One by one: Dovecot's own files come and
    /// go beside them.
    fn own<'a>(&self, paths: impl IntoIterator<Item = &'a Path>) {
        if let Some((user, group)) = self.mail_user {
            for path in paths {
                std::os::unix::fs::chown(path, Some(user), Some(group)).expect("chown");
            }
        }
    }

    fn configuration(&self, options: &Options) -> String {
        let root = self.root().display();
        let (who, group) = (id("-un"), id("-gn"));
        let users = match is_root() {
            true => "default_internal_user = dovecot\ndefault_login_user = dovenull\n\
                     first_valid_uid = 8\nmail_uid = mail\nmail_gid = mail\n"
                .to_owned(),
            false => format!(
                "default_internal_user = {who}\ndefault_login_user = {who}\n\
                 default_internal_group = {group}\nfirst_valid_uid = 1\nmail_uid = {who}\n\
                 service imap-login {{\n  chroot =\n}}\nservice pop3-login {{\n  chroot =\n}}\n\
                 service anvil {{\n  chroot =\n}}\nservice stats {{\n  chroot =\n}}\n"
            ),
        };
        let listeners = |name: &str, port: u16, secure: u16| {
            format!(
                "service {name}-login {{\n  service_count = 0\n  inet_listener {name} {{\n    \
                 port = {port}\n  }}\n  inet_listener {name}s {{\n    port = {secure}\n    \
                 ssl = yes\n  }}\n}}\n"
            )
        };
        let mut text = format!(
            "base_dir = {root}/run\nstate_dir = {root}/run\nprotocols = imap pop3\n\
             listen = 127.0.0.1 127.0.0.2 127.0.0.3 127.0.0.4 127.0.0.5 127.0.0.7 127.0.0.8\n\
             log_path = {root}/dovecot.log\n{users}\
             mail_home = {root}/mail/%n\nmail_location = maildir:~/Maildir\nmail_fsync = never\n\
             mail_max_userip_connections = 200\nauth_mechanisms = plain login\n\
             auth_failure_delay = 0 secs\ndisable_plaintext_auth = no\nssl = yes\nssl_dh =\n\
             ssl_cert = <{root}/tls/valid.pem\nssl_key = <{root}/tls/valid.key\n\
             pop3_uidl_format = {}\n\
             namespace inbox {{\n  inbox = yes\n  separator = /\n  mailbox Papierkorb {{\n    \
             special_use = \\Trash\n    auto = create\n  }}\n  mailbox Junk {{\n    \
             special_use = \\Junk\n  }}\n}}\n\
             passdb {{\n  driver = passwd-file\n  args = scheme=PLAIN username_format=%u \
             {root}/users\n}}\n\
             userdb {{\n  driver = static\n  args = home={root}/mail/%n\n}}\n\
             service anvil {{\n  unix_listener anvil-auth-penalty {{\n    mode = 0\n  }}\n}}\n",
            options.uidl_format.unwrap_or("%08Xu%08Xv"),
        );
        text.push_str(&listeners("imap", self.imap, self.imaps));
        text.push_str(&listeners("pop3", self.pop3, self.pop3s));
        for (address, kind) in CERTIFICATES.iter().skip(1) {
            let _ = write!(
                text,
                "local {address} {{\n  ssl_cert = <{root}/tls/{kind}.pem\n  \
                 ssl_key = <{root}/tls/{kind}.key\n}}\n"
            );
        }
        let _ = writeln!(
            text,
            "local {STRICT} {{\n  disable_plaintext_auth = yes\n}}"
        );
        if options.for_postfix {
            let _ = write!(
                text,
                "protocols = imap pop3 lmtp\nservice lmtp {{\n  inet_listener lmtp {{\n    \
                 address = 127.0.0.1\n    port = {}\n  }}\n}}\nservice auth {{\n  \
                 inet_listener sasl {{\n    address = 127.0.0.1\n    port = {}\n  }}\n}}\n",
                self.lmtp, self.sasl
            );
        }
        if let Some((_, relay)) = &options.tokens {
            let _ = write!(
                text,
                "protocols = imap pop3 submission\nauth_mechanisms = xoauth2\n\
                 passdb {{\n  driver = oauth2\n  mechanisms = xoauth2\n  \
                 args = {root}/oauth2.conf.ext\n}}\nhostname = localhost\n\
                 submission_relay_host = 127.0.0.1\nsubmission_relay_port = {relay}\n\
                 submission_relay_trusted = no\nsubmission_relay_ssl = no\n\
                 service submission-login {{\n  inet_listener submission {{\n    port = {}\n  \
                 }}\n}}\n",
                self.submission
            );
        }
        text.push_str(options.more);
        text
    }

    fn maildir(&self, user: &str, folder: &str) -> PathBuf {
        let maildir = self.root().join("mail").join(user).join("Maildir");
        if folder == "INBOX" {
            maildir
        } else {
            maildir.join(format!(".{folder}"))
        }
    }

    /// Puts messages into a folder as if they had just arrived, in this order.
    pub fn deliver(&self, user: &str, mails: &[Vec<u8>]) {
        self.deliver_to(user, "INBOX", mails);
    }

    /// Puts messages into a folder, named as on the disk (modified UTF-7).
    pub fn deliver_to(&self, user: &str, folder: &str, mails: &[Vec<u8>]) {
        let maildir = self.maildir(user, folder);
        if !maildir.exists() {
            let parts = ["new", "cur", "tmp"].map(|part| maildir.join(part));
            parts
                .iter()
                .for_each(|part| std::fs::create_dir_all(part).expect("maildir"));
            let above = [maildir.parent().expect("user"), maildir.as_path()];
            self.own(above.into_iter().chain(parts.iter().map(PathBuf::as_path)));
        }
        let mut files = Vec::new();
        for mail in mails {
            let number = self.delivered.fetch_add(1, Ordering::SeqCst);
            // Size and size with CRLF in the name spare Dovecot from reading every file.
            let name = format!("1700000000.M{number:08}.kontor,S={0},W={0}", mail.len());
            let unfinished = maildir.join("tmp").join(&name);
            std::fs::write(&unfinished, mail).expect("message");
            files.push((unfinished, maildir.join("new").join(name)));
        }
        self.own(files.iter().map(|it| it.0.as_path()));
        for (from, to) in files {
            std::fs::rename(from, to).expect("delivery");
        }
    }

    /// Every message of a folder with its flags (the letters of its file name).
    pub fn content(&self, user: &str, folder: &str) -> Vec<(Vec<u8>, String)> {
        let maildir = self.maildir(user, folder);
        let mut found = Vec::new();
        for part in ["new", "cur"] {
            let Ok(entries) = std::fs::read_dir(maildir.join(part)) else {
                continue;
            };
            for entry in entries {
                let path = entry.expect("entry").path();
                let name = path
                    .file_name()
                    .expect("name")
                    .to_string_lossy()
                    .into_owned();
                let flags = name
                    .split_once(":2,")
                    .map(|it| it.1.to_owned())
                    .unwrap_or_default();
                found.push((std::fs::read(&path).expect("message"), flags));
            }
        }
        found.sort();
        found
    }

    /// Forgets the folder's UIDs and UIDVALIDITY, as after a repair of the server.
    pub fn forget_uids(&self, user: &str) {
        let maildir = self.maildir(user, "INBOX");
        for name in [
            "dovecot-uidlist",
            "dovecot.index",
            "dovecot.index.log",
            "dovecot.index.cache",
        ] {
            let _ = std::fs::remove_file(maildir.join(name));
        }
        // A new UIDVALIDITY is the time in seconds.
        std::thread::sleep(Duration::from_millis(1_100));
        let _ = std::fs::remove_file(maildir.join("dovecot-uidvalidity"));
    }

    /// Takes every message out of a folder.
    pub fn empty(&self, user: &str) {
        let maildir = self.maildir(user, "INBOX");
        for part in ["new", "cur"] {
            let Ok(entries) = std::fs::read_dir(maildir.join(part)) else {
                continue;
            };
            for entry in entries {
                std::fs::remove_file(entry.expect("entry").path()).expect("removal");
            }
        }
    }

    /// Connections of a user that are open at this moment.
    pub fn sessions(&self, user: &str) -> usize {
        let address = format!("{user}@kontor.test");
        let who = Command::new("doveadm")
            .args(["-c", "dovecot.conf", "who", "-1", &address])
            .current_dir(self.root())
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .output()
            .expect("doveadm");
        let is_session = |line: &&str| line.starts_with(&address);
        String::from_utf8_lossy(&who.stdout)
            .lines()
            .filter(is_session)
            .count()
    }

    /// A roll-out file for one of the users.
    pub fn rollout(&self, user: &str, protocol: &str, security: &str, after_fetch: &str) -> String {
        let port = match (protocol, security) {
            ("imap", "tls") => self.imaps,
            ("imap", _) => self.imap,
            (_, "tls") => self.pop3s,
            _ => self.pop3,
        };
        format!(
            "name = \"{user}\"\naddress = \"{user}@kontor.test\"\n[incoming]\n\
             protocol = \"{protocol}\"\nhost = \"localhost\"\nport = {port}\n\
             security = \"{security}\"\nuser = \"{user}@kontor.test\"\n\
             after_fetch = \"{after_fetch}\"\n[usage]\nmode = \"posteingang\"\n"
        )
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        self.control("doveadm", &["-c", "dovecot.conf", "stop"]);
    }
}
