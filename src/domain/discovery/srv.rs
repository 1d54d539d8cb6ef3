//! SRV records of mail services: which are asked for (RFC 6186, RFC 8314 section 5.1) and which of
//! several is taken (RFC 2782).

use super::{Hint, Mailbox, Proposal, Service, Source, Target};
use crate::domain::server::Security;

/// The names that are asked for, what stands behind each and how it is protected. A service that
/// begins unprotected must change to TLS; nothing ever falls back.
pub const NAMES: [(&str, Service, Security); 6] = [
    ("_imaps._tcp", Service::Imap, Security::Tls),
    ("_imap._tcp", Service::Imap, Security::StartTls),
    ("_pop3s._tcp", Service::Pop3, Security::Tls),
    ("_pop3._tcp", Service::Pop3, Security::StartTls),
    ("_submissions._tcp", Service::Smtp, Security::Tls),
    ("_submission._tcp", Service::Smtp, Security::StartTls),
];

/// One SRV record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The lowest is tried first.
    pub priority: u16,
    /// Share among records of the same priority.
    pub weight: u16,
    /// TCP port.
    pub port: u16,
    /// Host; `.` says that there is no such service.
    pub target: String,
}

/// Puts records into the order in which they are to be tried (RFC 2782, "Usage rules"). `random`
/// gives any number; the same numbers give the same order.
pub fn order(mut records: Vec<Record>, mut random: impl FnMut() -> u64) -> Vec<Record> {
    // Within a priority, records of weight 0 come first, so that they have a small chance.
    records.sort_by_key(|it| (it.priority, it.weight != 0));
    let mut ordered = Vec::new();
    while let Some(priority) = records.first().map(|it| it.priority) {
        let same = || records.iter().take_while(|it| it.priority == priority);
        let sum: u64 = same().map(|it| u64::from(it.weight)).sum();
        let wanted = random() % (sum + 1);
        let mut running = 0;
        let chosen = same()
            .position(|it| {
                running += u64::from(it.weight);
                running >= wanted
            })
            .unwrap_or_default();
        ordered.push(records.remove(chosen));
    }
    ordered
}

/// What the ordered records of one name say about an address.
pub fn propose(
    service: Service,
    security: Security,
    ordered: &[Record],
    mailbox: &Mailbox,
) -> Option<Proposal> {
    let usable = |it: &&Record| it.port != 0 && it.target != "." && !it.target.is_empty();
    let Some(record) = ordered.iter().find(usable) else {
        let is_absent = ordered.iter().any(|it| it.target == ".");
        return is_absent.then(|| Proposal::absent(Source::Srv, service));
    };
    let target = Target::new(&record.target, record.port, security);
    let mut proposal = Proposal::new(Source::Srv, service, target);
    proposal.user = Some(mailbox.address.clone());
    proposal.hints.push(Hint::UserUnknown);
    proposal.judge_domain(&mailbox.domain);
    Some(proposal)
}

/// What both names of one service come to. Many domains say `.` for the one that begins without
/// protection and name a server for the other: the service is absent only when no name has a server.
pub fn settle(proposals: Vec<Proposal>) -> Vec<Proposal> {
    let (mut existing, mut absent): (Vec<_>, Vec<_>) =
        proposals.into_iter().partition(|it| it.target.is_some());
    if existing.is_empty() {
        absent.truncate(1);
        return absent;
    }
    existing.sort_by_key(|it| {
        let security = it.target.as_ref().map(|it| it.security);
        security != Some(Security::Tls)
    });
    existing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(priority: u16, weight: u16, target: &str) -> Record {
        Record {
            priority,
            weight,
            port: 993,
            target: target.to_owned(),
        }
    }

    fn first(records: &[Record], number: u64) -> String {
        order(records.to_vec(), || number).remove(0).target
    }

    #[test]
    fn priority_counts_before_weight() {
        let records = [record(20, 100, "b"), record(10, 0, "a"), record(20, 0, "c")];
        let ordered = order(records.to_vec(), || 50);
        let names: Vec<_> = ordered.iter().map(|it| it.target.as_str()).collect();
        assert_eq!(names, ["a", "b", "c"]);
    }

    #[test]
    fn weights_share_the_choice() {
        let records = [record(1, 60, "a"), record(1, 30, "b"), record(1, 10, "c")];
        let mut counts = [0; 3];
        for number in 0..101 {
            match first(&records, number).as_str() {
                "a" => counts[0] += 1,
                "b" => counts[1] += 1,
                _ => counts[2] += 1,
            }
        }
        assert_eq!(counts, [61, 30, 10]);
        // Weight 0 is chosen rarely, but it is chosen.
        let records = [record(1, 9, "a"), record(1, 0, "b")];
        assert_eq!(first(&records, 0), "b");
        assert_eq!(first(&records, 1), "a");
        assert!(order(Vec::new(), || 7).is_empty());
    }

    #[test]
    fn absence_is_said_and_other_domains_are_named() {
        let mailbox = Mailbox::parse("anna@kanzlei.example").unwrap();
        let say = |records: &[Record]| propose(Service::Imap, Security::Tls, records, &mailbox);
        assert_eq!(say(&[]), None);
        assert_eq!(say(&[record(0, 0, ".")]).unwrap().hints, [Hint::Absent]);
        let own = say(&[record(0, 0, "mail.kanzlei.example.")]).unwrap();
        assert_eq!(own.target.as_ref().unwrap().host, "mail.kanzlei.example");
        assert_eq!(own.hints, [Hint::UserUnknown]);
        let other = say(&[record(0, 0, "imap.hoster.co.uk.")]).unwrap();
        let domain = Hint::OtherDomain("hoster.co.uk".to_owned());
        assert_eq!(other.hints, [Hint::UserUnknown, domain]);
        let port_0 = Record {
            port: 0,
            ..record(0, 0, "mail.kanzlei.example.")
        };
        assert_eq!(say(&[port_0]), None);
        let absent = || Proposal::absent(Source::Srv, Service::Imap);
        assert_eq!(settle(vec![absent(), own.clone()]), [own]);
        assert_eq!(settle(vec![absent(), absent()]), [absent()]);
        assert_eq!(settle(Vec::new()), []);
    }
}
