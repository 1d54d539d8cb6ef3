//! Postfix from Debian in a private directory, which signs in at a Dovecot of the tests and hands
//! its mail over to it. Needs root.

use super::dovecot::{CERTIFICATES, Dovecot, free_ports};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Here STARTTLS is not offered, as if somebody had taken it out on the way.
pub const STRIPPED: &str = "127.0.0.9";

/// Here nobody signs in without TLS.
pub const STRICT: &str = "127.0.0.7";

pub struct Postfix<'a> {
    dovecot: &'a Dovecot,
    pub submission: u16,
    pub submissions: u16,
}

impl<'a> Postfix<'a> {
    pub fn start(dovecot: &'a Dovecot) -> Self {
        let [submission, submissions] = free_ports();
        let postfix = Self {
            dovecot,
            submission,
            submissions,
        };
        for part in ["etc", "queue", "data"] {
            std::fs::create_dir_all(postfix.root().join(part)).expect("directory");
        }
        let data = postfix.root().join("data");
        let data = data.to_str().expect("path");
        assert!(dovecot.control("chown", &["postfix", data]), "chown");
        std::fs::write(postfix.root().join("etc/main.cf"), postfix.main()).expect("main.cf");
        std::fs::write(postfix.root().join("etc/master.cf"), postfix.master()).expect("master.cf");
        assert!(postfix.control("start"), "{}", postfix.log());
        let begun = Instant::now();
        for port in [submission, submissions] {
            while TcpStream::connect(("127.0.0.1", port)).is_err() {
                let patient = begun.elapsed() < Duration::from_secs(20);
                assert!(patient, "no port: {}", postfix.log());
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        postfix
    }

    fn root(&self) -> PathBuf {
        self.dovecot.root().join("postfix")
    }

    fn control(&self, verb: &str) -> bool {
        let etc = self.root().join("etc");
        self.dovecot
            .control("postfix", &["-c", etc.to_str().expect("path"), verb])
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.root().join("postfix.log")).unwrap_or_default()
    }

    fn main(&self) -> String {
        let (root, tls) = (self.root(), self.dovecot.root().join("tls"));
        format!(
            "compatibility_level = 3.6\nqueue_directory = {root}/queue\n\
             data_directory = {root}/data\nmaillog_file = {root}/postfix.log\n\
             maillog_file_prefixes = {root}\nmyhostname = mail.kontor.test\nmydestination =\n\
             inet_interfaces = all\ninet_protocols = ipv4\nmynetworks = 127.0.0.99/32\n\
             alias_maps =\nalias_database =\nlocal_transport = error:none\n\
             virtual_mailbox_domains = kontor.test\nvirtual_mailbox_maps =\n\
             virtual_transport = lmtp:inet:127.0.0.1:{lmtp}\n\
             default_transport = error:5.1.2 nothing leaves this test\n\
             message_size_limit = 52428800\nsmtpd_sasl_auth_enable = yes\n\
             smtpd_sasl_type = dovecot\nsmtpd_sasl_path = inet:127.0.0.1:{sasl}\n\
             smtpd_sasl_security_options = noanonymous\n\
             smtpd_tls_chain_files = {tls}/valid.key {tls}/valid.pem\n\
             smtpd_tls_security_level = may\nsmtpd_tls_auth_only = no\n\
             smtpd_tls_protocols = >=TLSv1.2\nsmtpd_client_connection_rate_limit = 0\n\
             smtpd_client_connection_count_limit = 0\nsmtpd_peername_lookup = no\n\
             smtpd_delay_reject = no\nsmtpd_error_sleep_time = 0\n\
             smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination\n\
             smtpd_recipient_restrictions = check_recipient_access inline:{{ \
             {{greylist@kontor.test = 451 4.7.1 Greylisting in action, please come back later}} \
             {{voll@kontor.test = 452 4.2.2 Mailbox full}} \
             {{niemand@kontor.test = 550 5.1.1 User unknown}} \
             {{gesperrt@kontor.test = 554 5.7.1 Message rejected by policy}} }}, \
             permit_sasl_authenticated, reject\n\
             smtpd_sender_restrictions = check_sender_access inline:{{ \
             {{fremd@example.net = 553 5.7.1 Sender address rejected: not owned by user}} }}\n",
            root = root.display(),
            tls = tls.display(),
            lmtp = self.dovecot.lmtp,
            sasl = self.dovecot.sasl,
        )
    }

    fn master(&self) -> String {
        let (plain, secure) = (self.submission, self.submissions);
        let tls = self.dovecot.root().join("tls");
        let mut text = format!(
            "postlog unix-dgram n - n - 1 postlogd\n\
             127.0.0.1:{plain} inet n - n - - smtpd\n\
             127.0.0.1:{secure} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes\n\
             {STRICT}:{plain} inet n - n - - smtpd -o smtpd_tls_security_level=encrypt \
             -o smtpd_tls_auth_only=yes\n\
             {STRIPPED}:{plain} inet n - n - - smtpd -o smtpd_tls_security_level=none\n\
             127.0.0.6:{plain} inet n - n - - smtpd -o smtpd_sender_restrictions=\
             permit_sasl_authenticated,reject\n"
        );
        for (address, kind) in CERTIFICATES.iter().skip(1) {
            let chain = format!("{0}/{kind}.key {0}/{kind}.pem", tls.display());
            text.push_str(&format!(
                "{address}:{secure} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes \
                 -o {{smtpd_tls_chain_files={chain}}}\n\
                 {address}:{plain} inet n - n - - smtpd -o {{smtpd_tls_chain_files={chain}}}\n"
            ));
        }
        text.push_str(
            "pickup unix n - n 60 1 pickup\ncleanup unix n - n - 0 cleanup\n\
             qmgr unix n - n 300 1 qmgr\ntlsmgr unix - - n 1000? 1 tlsmgr\n\
             rewrite unix - - n - - trivial-rewrite\nbounce unix - - n - 0 bounce\n\
             defer unix - - n - 0 bounce\ntrace unix - - n - 0 bounce\n\
             verify unix - - n - 1 verify\nflush unix n - n 1000? 0 flush\n\
             proxymap unix - - n - - proxymap\nproxywrite unix - - n - 1 proxymap\n\
             smtp unix - - n - - smtp\nrelay unix - - n - - smtp\nerror unix - - n - - error\n\
             retry unix - - n - - error\ndiscard unix - - n - - discard\n\
             lmtp unix - - n - - lmtp\nshowq unix n - n - - showq\nanvil unix - - n - 1 anvil\n\
             scache unix - - n - 1 scache\n",
        );
        text
    }
}

impl Drop for Postfix<'_> {
    fn drop(&mut self) {
        self.control("stop");
    }
}
