//! What would mend a failure. A wrong port, protection or protocol is found out by looking what
//! answers; everything else follows from what the account and the server say.

use crate::domain::account::Account;
use crate::domain::diagnosis::{FailureClass, Side};
use crate::domain::discovery::registrable;
use crate::domain::preset::{preset_of_host, similar_host};
use crate::domain::repair::Repair;
use crate::domain::server::{Endpoint, OutgoingAuth, Protocol, Security};
use crate::domain::syntax::is_address;
use crate::service::office::StandardPorts;
use crate::transport::{CertificateFacts, Connector, Seen, Service, look};

/// A service, and its usual ports with TLS at once and with STARTTLS.
type Usual = (Service, (u16, u16));

/// A place where mail services may be found.
pub(super) struct Place<'a> {
    pub connector: &'a Connector,
    pub side: Side,
    pub account: &'a Account,
    pub ports: StandardPorts,
}

/// What was seen at the port that is set, and at the usual ones.
struct View {
    here: Option<Seen>,
    /// Usual ports that answer as wanted.
    there: Vec<(u16, Security)>,
    /// The same for the other protocol that mail is received by.
    other: Vec<(u16, Security)>,
}

impl Place<'_> {
    fn endpoint(&self) -> Option<&Endpoint> {
        match self.side {
            Side::Incoming => self.account.incoming.as_ref().map(|it| &it.endpoint),
            Side::Outgoing => self.account.outgoing.as_ref().map(|it| &it.endpoint),
        }
    }

    fn protocol(&self) -> Protocol {
        let incoming = self.account.incoming.as_ref();
        incoming.map(|it| it.protocol).unwrap_or_default()
    }

    /// The service wanted here, its usual ports, and those of the other protocol.
    fn wanted(&self) -> (Usual, Option<Usual>) {
        let ports = &self.ports;
        let imap = (Service::Imap, ports.imap);
        let pop3 = (Service::Pop3, ports.pop3);
        match (self.side, self.protocol()) {
            (Side::Outgoing, _) => ((Service::Smtp, ports.smtp), None),
            (Side::Incoming, Protocol::Pop3) => (pop3, Some(imap)),
            (Side::Incoming, _) => (imap, Some(pop3)),
        }
    }

    /// Refines the class by looking, and finds the change that would mend it.
    pub(super) async fn remedy(
        &self,
        class: FailureClass,
        certificate: Option<&CertificateFacts>,
    ) -> (FailureClass, Option<Repair>) {
        use FailureClass as C;
        let is_exchange = self.side == Side::Incoming && self.protocol() == Protocol::Exchange;
        let is_general = matches!(class, C::NameUnknown | C::CertName | C::DeleteImpossible);
        // There are no other ports to look at, and names with a domain are taken.
        if is_exchange && !is_general {
            return (class, None);
        }
        match class {
            C::NameUnknown => (class, self.similar_name()),
            C::Refused
            | C::Timeout
            | C::WrongProtocol
            | C::TlsOnPlainPort
            | C::StartTlsMissing
            | C::MechanismMissing
            | C::ProtocolError
            | C::LeaveImpossible => self.look_around(class).await,
            C::CertName => (
                class,
                certificate.and_then(|it| self.name_of_certificate(it)),
            ),
            C::LoginRejected | C::DomainLogin => (class, self.other_user()),
            C::DeleteImpossible => {
                let repair = Repair {
                    leave_on_server: true,
                    ..Repair::default()
                };
                (class, Some(repair))
            }
            C::SenderRefused => (class, self.own_address()),
            C::AuthNeeded => {
                let can = self.account.incoming.is_some();
                let repair = Repair {
                    sign_in_to_send: true,
                    ..Repair::default()
                };
                (class, can.then_some(repair))
            }
            _ => (class, None),
        }
    }

    fn similar_name(&self) -> Option<Repair> {
        let protocol = (self.side == Side::Incoming).then(|| self.protocol());
        let host = similar_host(&self.endpoint()?.host, protocol)?;
        Some(Repair {
            host: Some(host.to_owned()),
            ..Repair::default()
        })
    }

    /// Another host name only if it is a known provider's or of the same domain: whoever shows a
    /// certificate could put any name into it.
    fn name_of_certificate(&self, facts: &CertificateFacts) -> Option<Repair> {
        let own = &self.endpoint()?.host;
        let fits = |name: &&String| {
            !name.contains('*')
                && name.contains('.')
                && name.parse::<std::net::IpAddr>().is_err()
                && (preset_of_host(name).is_some() || registrable(name) == registrable(own))
        };
        let name = facts.names.iter().find(fits)?;
        Some(Repair {
            host: Some(name.clone()),
            ..Repair::default()
        })
    }

    fn other_user(&self) -> Option<Repair> {
        let address = &self.account.address;
        let user = match self.side {
            Side::Incoming => &self.account.incoming.as_ref()?.user,
            Side::Outgoing => match &self.account.outgoing.as_ref()?.auth {
                OutgoingAuth::Own { user } | OutgoingAuth::Oauth2 { user } => user,
                _ => return None,
            },
        };
        let preset = preset_of_host(&self.endpoint()?.host);
        let proposed = match preset {
            Some(preset) => preset.user(address)?,
            None if !user.contains('@') => address.clone(),
            None => address.rsplit_once('@')?.0.to_owned(),
        };
        (proposed != *user).then(|| Repair {
            user: Some(proposed),
            ..Repair::default()
        })
    }

    fn own_address(&self) -> Option<Repair> {
        let user = match &self.account.outgoing.as_ref()?.auth {
            OutgoingAuth::Own { user } | OutgoingAuth::Oauth2 { user } => user,
            OutgoingAuth::Same => &self.account.incoming.as_ref()?.user,
            OutgoingAuth::None => return None,
        };
        (is_address(user) && *user != self.account.address).then(|| Repair {
            address: Some(user.clone()),
            ..Repair::default()
        })
    }

    async fn view(&self, endpoint: &Endpoint, is_refused: bool) -> View {
        let ((service, ports), other) = self.wanted();
        let at = |port: u16| look(self.connector, &endpoint.host, port);
        let here = async {
            if is_refused {
                None
            } else {
                at(endpoint.port).await
            }
        };
        let usual = |service: Service, (tls, plain): (u16, u16)| async move {
            let (tls_seen, plain_seen) = tokio::join!(at(tls), at(plain));
            let mut found = Vec::new();
            // Behind an untrusted certificate nothing can be read; the port speaks for itself.
            if let Some(seen) = tls_seen
                && seen.security == Security::Tls
                && seen.service.is_none_or(|it| it == service)
            {
                found.push((tls, Security::Tls));
            }
            if let Some(seen) = plain_seen
                && seen.security == Security::StartTls
                && seen.service == Some(service)
            {
                found.push((plain, Security::StartTls));
            }
            found
        };
        let others = async {
            match other {
                Some((service, ports)) => usual(service, ports).await,
                None => Vec::new(),
            }
        };
        let (here, there, other) = tokio::join!(here, usual(service, ports), others);
        View { here, there, other }
    }

    async fn look_around(&self, class: FailureClass) -> (FailureClass, Option<Repair>) {
        use FailureClass as C;
        let Some(endpoint) = self.endpoint() else {
            return (class, None);
        };
        let ((wanted, _), _) = self.wanted();
        let view = self.view(endpoint, class == C::Refused).await;
        let set = endpoint.security;
        let mut class = class;
        if class == C::LeaveImpossible {
            return (class, view.other_protocol(self.protocol()));
        }
        if let Some(seen) = view.here
            && seen.service.is_none_or(|it| it == wanted)
        {
            let is_wrong = seen.security != set;
            let repair = |security| Repair {
                security: Some(security),
                ..Repair::default()
            };
            match (set, seen.security) {
                (Security::Tls, Security::StartTls) => {
                    return (C::TlsOnPlainPort, Some(repair(Security::StartTls)));
                }
                (_, Security::Tls) if is_wrong => {
                    return (C::PlainOnTlsPort, Some(repair(Security::Tls)));
                }
                (Security::None, Security::StartTls) if class == C::MechanismMissing => {
                    return (class, Some(repair(Security::StartTls)));
                }
                (Security::Tls, Security::None) => class = C::TlsOnPlainPort,
                _ => {}
            }
        } else if view
            .here
            .is_some_and(|it| it.service != Some(Service::Silent))
        {
            class = C::WrongProtocol;
        }
        let elsewhere = view
            .there
            .iter()
            .find(|it| **it != (endpoint.port, set))
            .map(|(port, security)| Repair {
                port: Some(*port).filter(|it| *it != endpoint.port),
                security: Some(*security).filter(|it| *it != set),
                ..Repair::default()
            });
        // What cannot be mended by another port is not explained by one either.
        let by_port = match class {
            C::ProtocolError | C::Timeout => view.here.is_none(),
            // Without protection a server offers less than with it.
            C::MechanismMissing => set == Security::None,
            _ => true,
        };
        let repair = elsewhere.filter(|_| by_port).or_else(|| match class {
            C::WrongProtocol | C::Refused => view.other_protocol(self.protocol()),
            _ => None,
        });
        (class, repair)
    }
}

impl View {
    fn other_protocol(&self, now: Protocol) -> Option<Repair> {
        let (port, security) = self.other.first()?;
        Some(Repair {
            protocol: Some(match now {
                Protocol::Pop3 => Protocol::Imap,
                _ => Protocol::Pop3,
            }),
            port: Some(*port),
            security: Some(*security),
            ..Repair::default()
        })
    }
}
