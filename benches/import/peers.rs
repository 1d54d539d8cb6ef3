//! The best programs that do the same: mbsync (isync) by IMAP and mpop by POP3.

use crate::support::dovecot::Dovecot;
use std::path::Path;
use std::process::Command;

/// A program to compare with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    /// mbsync with its own settings: durable.
    Mbsync,
    /// mbsync that leaves writing to the operating system.
    MbsyncWithoutFsync,
    /// mpop: durable.
    Mpop,
}

/// The peers that this machine has.
pub fn installed() -> Vec<Peer> {
    let all = [Peer::MbsyncWithoutFsync, Peer::Mbsync, Peer::Mpop];
    all.into_iter()
        .filter(|peer| {
            let program = Command::new(peer.program()).arg("--version").output();
            if program.is_err() {
                println!("{} is not installed and left out", peer.name());
            }
            program.is_ok()
        })
        .collect()
}

/// How many messages a peer has stored.
pub fn stored(directory: &Path) -> u64 {
    let parts = ["cur", "new"].map(|part| std::fs::read_dir(directory.join("mail").join(part)));
    parts
        .into_iter()
        .flatten()
        .map(|it| it.count() as u64)
        .sum()
}

impl Peer {
    fn program(self) -> &'static str {
        match self {
            Self::Mbsync | Self::MbsyncWithoutFsync => "mbsync",
            Self::Mpop => "mpop",
        }
    }

    /// For the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mbsync => "mbsync, durable",
            Self::MbsyncWithoutFsync => "mbsync, FSync no",
            Self::Mpop => "mpop, durable",
        }
    }

    /// Whether it fetches by POP3.
    pub fn is_pop3(self) -> bool {
        self == Self::Mpop
    }

    /// Whether it takes minutes.
    pub fn is_slow(self) -> bool {
        self != Self::MbsyncWithoutFsync
    }

    /// A run that stores into `directory`, which remembers what it has.
    pub fn command(self, dovecot: &Dovecot, user: &str, directory: &Path) -> Command {
        let maildir = directory.join("mail");
        for part in ["cur", "new", "tmp"] {
            std::fs::create_dir_all(maildir.join(part)).expect("maildir");
        }
        let (root, authority) = (directory.display(), dovecot.authority());
        let text = match self {
            Self::Mbsync | Self::MbsyncWithoutFsync => format!(
                "FSync {}\nIMAPAccount a\nHost localhost\nPort {}\nUser {user}@kontor.test\n\
                 Pass geheim-{user}\nSSLType IMAPS\nCertificateFile {}\nSystemCertificates no\n\n\
                 IMAPStore server\nAccount a\n\nMaildirStore local\nInbox {root}/mail\n\n\
                 Channel c\nFar :server:\nNear :local:\nSync Pull\nSyncState {root}/\n",
                if self == Self::Mbsync { "yes" } else { "no" },
                dovecot.imaps,
                authority.display(),
            ),
            Self::Mpop => format!(
                "account default\nhost localhost\nport {}\nuser {user}@kontor.test\n\
                 password geheim-{user}\nauth plain\ntls on\ntls_starttls off\n\
                 tls_trust_file {}\nkeep on\npipelining on\ndelivery maildir {root}/mail\n\
                 uidls_file {root}/uidls\n",
                dovecot.pop3s,
                authority.display(),
            ),
        };
        let file = directory.join("configuration");
        std::fs::write(&file, text).expect("configuration");
        // mpop reads a file with a password only if nobody else may.
        let mut permissions = std::fs::metadata(&file).expect("file").permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o600);
        std::fs::set_permissions(&file, permissions).expect("permissions");
        let mut command = Command::new(self.program());
        match self {
            Self::Mbsync | Self::MbsyncWithoutFsync => {
                command.arg("-q").arg("-c").arg(&file).arg("c");
            }
            Self::Mpop => {
                command
                    .arg("--quiet")
                    .arg(format!("--file={}", file.display()));
            }
        }
        command.env("HOME", directory);
        command
    }
}
