//! Starts and stops the practice servers on this computer.

use std::collections::BTreeSet;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};

use crate::service::demo::certificates::{Authority, CertificateKind};
use crate::service::demo::counters::{Counters, Service};
use crate::service::demo::faults::{Fault, Faults};
use crate::service::demo::house::House;
use crate::service::demo::interrupt;
use crate::service::demo::link::Link;
use crate::service::demo::store::Store;
use crate::service::demo::{ews_server, imap_server, pop3_server, smtp_server};

pub use crate::service::demo::house::Ability;

/// What the servers can and which certificate they show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerOptions {
    certificate: CertificateKind,
    abilities: BTreeSet<Ability>,
}

impl Default for ServerOptions {
    fn default() -> Self {
        Self {
            certificate: CertificateKind::Valid,
            abilities: Ability::usual(),
        }
    }
}

impl ServerOptions {
    /// With another certificate.
    #[must_use]
    pub fn certificate(mut self, kind: CertificateKind) -> Self {
        self.certificate = kind;
        self
    }

    /// With one more ability.
    #[must_use]
    pub fn with(mut self, ability: Ability) -> Self {
        self.abilities.insert(ability);
        self
    }

    /// With one ability less.
    #[must_use]
    pub fn without(mut self, ability: Ability) -> Self {
        self.abilities.remove(&ability);
        self
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Door {
    /// Plain greeting, STARTTLS on offer.
    Plain,
    /// TLS from the first byte.
    Tls,
}

/// The running servers; dropping them closes every connection.
pub struct Servers {
    /// IMAP with STARTTLS, or plain if the client does not ask for it.
    pub imap: SocketAddr,
    /// IMAP in TLS.
    pub imaps: SocketAddr,
    /// POP3 with STLS, or plain if the client does not ask for it.
    pub pop3: SocketAddr,
    /// POP3 in TLS.
    pub pop3s: SocketAddr,
    /// SMTP with STARTTLS, or plain if the client does not ask for it.
    pub smtp: SocketAddr,
    /// SMTP in TLS.
    pub smtps: SocketAddr,
    /// Exchange's web services in TLS.
    pub ews: SocketAddr,
    /// The authority that signed the servers' certificate, DER.
    pub ca_der: Vec<u8>,
    /// The same as PEM.
    pub ca_pem: String,
    /// The mailboxes.
    pub store: Store,
    /// What goes wrong.
    pub faults: Faults,
    /// What was seen.
    pub counters: Counters,
    authority: Authority,
    house: House,
    listeners: Vec<AbortHandle>,
}

impl Servers {
    /// Starts all servers on free ports of 127.0.0.1; needs a tokio runtime.
    pub async fn start(store: Store, options: ServerOptions) -> io::Result<Self> {
        let authority = Authority::new()?;
        let house = House {
            store,
            faults: Faults::default(),
            counters: Counters::default(),
            abilities: Arc::new(options.abilities),
            tls: Arc::new(Mutex::new(authority.server_config(options.certificate)?)),
        };
        let mut listeners = Listeners::default();
        Ok(Self {
            imap: listeners.open(&house, Service::Imap, Door::Plain).await?,
            imaps: listeners.open(&house, Service::Imap, Door::Tls).await?,
            pop3: listeners.open(&house, Service::Pop3, Door::Plain).await?,
            pop3s: listeners.open(&house, Service::Pop3, Door::Tls).await?,
            smtp: listeners.open(&house, Service::Smtp, Door::Plain).await?,
            smtps: listeners.open(&house, Service::Smtp, Door::Tls).await?,
            ews: listeners.open(&house, Service::Ews, Door::Tls).await?,
            ca_der: authority.der().to_vec(),
            ca_pem: authority.pem().to_owned(),
            store: house.store.clone(),
            faults: house.faults.clone(),
            counters: house.counters.clone(),
            authority,
            house,
            listeners: std::mem::take(&mut listeners.0),
        })
    }

    /// Shows a new certificate of this kind to every connection from now on.
    pub fn show_certificate(&self, kind: CertificateKind) -> io::Result<()> {
        let fresh = self.authority.server_config(kind)?;
        let mut config = self
            .house
            .tls
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *config = fresh;
        Ok(())
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        for listener in &self.listeners {
            listener.abort();
        }
    }
}

/// Open listeners; closed again if start-up stops half-way.
#[derive(Default)]
struct Listeners(Vec<AbortHandle>);

impl Listeners {
    async fn open(
        &mut self,
        house: &House,
        service: Service,
        door: Door,
    ) -> io::Result<SocketAddr> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(accept(listener, house.clone(), service, door));
        self.0.push(task.abort_handle());
        Ok(address)
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        for listener in &self.0 {
            listener.abort();
        }
    }
}

/// Takes connections for ever. The sessions live in this task's set and end with it.
async fn accept(listener: TcpListener, house: House, service: Service, door: Door) {
    let mut sessions = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((tcp, _)) => {
                    sessions.spawn(serve(tcp, house.clone(), service, door));
                }
                // Out of file handles, for example: wait instead of turning in circles.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            },
            Some(_) = sessions.join_next(), if !sessions.is_empty() => {}
        }
    }
}

/// One connection from accept to close. Its errors are the client's business: it sees them.
async fn serve(tcp: TcpStream, house: House, service: Service, door: Door) -> io::Result<()> {
    tcp.set_nodelay(true)?;
    let mut link = Link::new(tcp, house.counters.connection(service));
    if house.faults.has(service, &Fault::CloseAfterAccept) {
        return link.close().await;
    }
    if house.faults.has(service, &Fault::SilentAfterAccept) {
        return link.fall_silent().await;
    }
    if door == Door::Tls {
        interrupt::shake_hands(&house, &mut link, service).await?;
    }
    match service {
        Service::Imap => imap_server::serve(house, link).await,
        Service::Pop3 => pop3_server::serve(house, link).await,
        Service::Smtp => smtp_server::serve(house, link).await,
        Service::Ews => ews_server::serve(house, link).await,
    }
}
