//! Looks for mail servers: name service, published documents, usual names. Nothing is ever signed
//! in to, and no credential comes near.

mod autoconfig;
mod autodiscover;
mod dns;
mod guess;
mod http;
mod smtp_greet;

pub(super) use autodiscover::is_microsoft;
pub use autodiscover::{Answered, Asked, Consent, EwsAddress, Stage};
pub use dns::Names;

use super::connect::{Connector, Timeouts};
use super::error::{Error, Result};
use super::proxy::Proxies;
use super::trust::Trust;
use crate::domain::discovery::{Hint, Mailbox, Proposal, Source, registrable};
use std::net::SocketAddr;
use std::time::Duration;

/// Silence that is allowed to a server.
const PATIENCE: Duration = Duration::from_secs(5);

/// What lies around this machine. Tests put their own servers here.
#[derive(Clone)]
pub struct Network {
    /// Name server; `None` for those of the system.
    pub resolver: Option<SocketAddr>,
    /// Ports that are reached at another one: wanted, real.
    pub ports: Vec<(u16, u16)>,
    /// Certificates that are trusted.
    pub trust: Trust,
}

impl Network {
    /// The network as it is, with its own name servers and ports.
    pub fn of_system(trust: Trust) -> Self {
        Self {
            resolver: None,
            ports: Vec::new(),
            trust,
        }
    }
}

/// Why a published document was not used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is none.
    #[error("no document")]
    Missing,
    /// The server could not be reached or broke the rules.
    #[error(transparent)]
    Server(Error),
    /// It leads away from https.
    #[error("redirected to an unprotected address")]
    Unprotected,
    /// It leads nowhere, in circles, or to a machine without a name.
    #[error("redirected in an unusable way")]
    BadRedirection,
    /// More than 64 KiB.
    #[error("larger than 64 KiB")]
    TooLarge,
    /// It brings a document type or entities of its own.
    #[error("brings a document type")]
    DocumentType,
    /// It is no such document; the technical words.
    #[error("unreadable: {0}")]
    Unreadable(String),
    /// It names no server that can be used.
    #[error("names no usable server")]
    Empty,
}

/// Looks around in a [`Network`]. Cheap to clone.
#[derive(Clone)]
pub struct Scout {
    names: Names,
    connector: Connector,
}

impl Scout {
    /// Gets ready; nothing is asked yet.
    ///
    /// # Errors
    /// At [`super::Step::Resolve`] when there is no name server.
    pub fn new(network: &Network) -> Result<Self> {
        let names = Names::new(network.resolver)?;
        let mut connector = Connector::new(network.trust.clone());
        connector.timeouts = Timeouts {
            connect: PATIENCE,
            handshake: PATIENCE,
            idle: PATIENCE,
        };
        let connector = connector.through(names.clone(), network.ports.clone());
        Ok(Self { names, connector })
    }

    /// The same, its documents by these proxies.
    #[must_use]
    pub fn by(mut self, proxies: Proxies) -> Self {
        self.connector.proxies = proxies;
        self
    }

    /// The name service.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// What a published document says ([`Source::Autoconfig`], [`Source::WellKnown`] and
    /// [`Source::Ispdb`]; any other has none). Only the domain is ever sent.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn published(
        &self,
        source: Source,
        mailbox: &Mailbox,
    ) -> std::result::Result<Vec<Proposal>, Fault> {
        let domain = &mailbox.domain;
        let url = match source {
            Source::Autoconfig => format!("https://autoconfig.{domain}/mail/config-v1.1.xml"),
            Source::WellKnown => {
                format!("https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml")
            }
            Source::Ispdb => format!("https://v1.ispdb.net/{domain}"),
            Source::Preset | Source::Mx | Source::Srv | Source::Autodiscover | Source::Guess => {
                return Err(Fault::Missing);
            }
        };
        let document = http::get(&self.connector, &url).await?;
        let mut proposals = autoconfig::read(&document.bytes, source, mailbox)?;
        let from = registrable(&document.host);
        if source != Source::Ispdb && from != registrable(domain) {
            for proposal in &mut proposals {
                proposal.hints.push(Hint::Redirected(from.clone()));
            }
        }
        Ok(proposals)
    }
}
