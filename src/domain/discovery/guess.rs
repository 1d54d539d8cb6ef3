//! Usual names and ports of mail servers, tried when a person asks for it. Encrypted only.

use super::{Service, Target};
use crate::domain::preset::filter_of_mx;
use crate::domain::server::Security;

/// Ports that are tried on every host, per service, the better first (RFC 8314 section 3).
const PORTS: [(Service, u16, Security); 7] = [
    (Service::Imap, 993, Security::Tls),
    (Service::Imap, 143, Security::StartTls),
    (Service::Pop3, 995, Security::Tls),
    (Service::Pop3, 110, Security::StartTls),
    (Service::Smtp, 465, Security::Tls),
    (Service::Smtp, 587, Security::StartTls),
    (Service::Smtp, 25, Security::StartTls),
];

/// The first labels of usual host names; the empty one is the domain itself.
const INCOMING: [&str; 5] = ["imap.", "pop3.", "pop.", "mail.", ""];
const OUTGOING: [&str; 3] = ["smtp.", "mail.", ""];

/// Everything that is tried for a domain, in order: TLS before STARTTLS, IMAP before POP3, the
/// order of the hosts kept. The best MX host is tried too, unless it is a known filter.
pub fn candidates(domain: &str, mx: Option<&str>) -> Vec<(Service, Target)> {
    let mx = mx
        .map(|it| it.trim_end_matches('.').to_ascii_lowercase())
        .filter(|it| !it.is_empty() && filter_of_mx(it).is_none());
    let names = |labels: &[&str]| -> Vec<String> {
        let mut hosts: Vec<String> = labels.iter().map(|it| format!("{it}{domain}")).collect();
        hosts.extend(mx.clone().filter(|it| !hosts.contains(it)));
        hosts
    };
    let (incoming, outgoing) = (names(&INCOMING), names(&OUTGOING));
    let mut candidates = Vec::new();
    for wanted in [Security::Tls, Security::StartTls] {
        for (service, port, security) in PORTS.into_iter().filter(|it| it.2 == wanted) {
            let hosts = match service {
                Service::Smtp => &outgoing,
                Service::Imap | Service::Pop3 | Service::Exchange => &incoming,
            };
            let targets = hosts.iter().map(|host| Target::new(host, port, security));
            candidates.extend(targets.map(|it| (service, it)));
        }
    }
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_encrypted_servers_are_tried_and_never_a_filter() {
        let all = candidates("kanzlei.example", Some("mx1.hornetsecurity.com."));
        assert!(all.iter().all(|it| it.1.security != Security::None));
        assert!(all.iter().all(|it| it.1.host.ends_with("kanzlei.example")));
        assert_eq!(all.len(), 5 * 4 + 3 * 3);
        assert_eq!(all[0].1.host, "imap.kanzlei.example");
        assert_eq!((all[0].0, all[0].1.port), (Service::Imap, 993));
        let with_mx = candidates("kanzlei.example", Some("mx.hoster.example."));
        assert_eq!(with_mx.len(), 6 * 4 + 4 * 3);
        let known = candidates("kanzlei.example", Some("mail.kanzlei.example"));
        assert_eq!(known.len(), all.len());
    }
}
