//! What a connection has passed on its way, for whoever wants to watch: the account test shows it
//! row by row. The receiver goes the same way unwatched, so a green test means that it will work.

use super::trust::CertificateFacts;
use std::net::SocketAddr;
use std::sync::Arc;

/// A step that succeeded, and what it brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passed {
    /// The host name has these addresses.
    Resolve(Vec<SocketAddr>),
    /// TCP to this address.
    Connect(SocketAddr),
    /// TLS of this version, such as `TLS 1.3`.
    Encrypt(String),
    /// The certificate is accepted.
    Certificate {
        /// What it says.
        facts: Box<CertificateFacts>,
        /// Only because it is pinned.
        pinned: bool,
    },
    /// The greeting fits the protocol; its text.
    Greeting(String),
    /// What the server offers, in capitals.
    Capabilities(Vec<String>),
    /// Signed in.
    Login,
}

/// Hears of every step that was passed.
#[derive(Clone, Default)]
pub struct Watcher(Option<Arc<dyn Fn(Passed) + Send + Sync>>);

impl Watcher {
    /// A watcher that hands on what it hears.
    pub fn new(hear: impl Fn(Passed) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(hear)))
    }

    pub(super) fn passed(&self, passed: impl FnOnce() -> Passed) {
        if let Some(hear) = &self.0 {
            hear(passed());
        }
    }
}

impl std::fmt::Debug for Watcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Watcher")
    }
}
