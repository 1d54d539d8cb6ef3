//! Connections to the servers of an account.

use super::office::Office;
use crate::domain::account::AccountId;
use crate::domain::server::{Endpoint, PinnedCertificate};
use crate::transport::{Connector, KnownSignIn, Passed, Watcher};

impl Office {
    /// Connects to a server of an account. An exception for its certificate falls away as soon as a
    /// valid certificate is seen there: whoever shows the old one again later is somebody else.
    pub(in crate::service) fn connector(
        &self,
        id: AccountId,
        endpoint: &Endpoint,
        pins: &[PinnedCertificate],
    ) -> Connector {
        let mut connector = self.new_connector();
        let is_here =
            |it: &&PinnedCertificate| it.host == endpoint.host && it.port == endpoint.port;
        let pin = pins.iter().find(is_here).cloned();
        let storage = self.storage.clone();
        connector.watcher = Watcher::new(move |passed| {
            super::chronicle::log_passed(id, &passed);
            if let (Passed::Certificate { pinned: false, .. }, Some(pin)) = (&passed, &pin) {
                // Should the database refuse it, the next connection tries again.
                let _ = storage.remove_pins_of(id, pin);
            }
        });
        connector.known = self.known_sign_in(id, endpoint);
        connector
    }

    /// What an account's server has offered before, and where that is written down.
    pub(in crate::service) fn known_sign_in(
        &self,
        id: AccountId,
        endpoint: &Endpoint,
    ) -> KnownSignIn {
        // A database that does not answer is told of elsewhere; nothing weaker is allowed by it.
        let is_strong = self.storage.has_strong_sign_in(endpoint).unwrap_or(true);
        let (storage, endpoint) = (self.storage.clone(), endpoint.clone());
        KnownSignIn::new(is_strong, move || {
            // Should the database refuse it, the next sign-in tries again.
            let _ = storage.note_strong_sign_in(id, &endpoint);
        })
    }
}
