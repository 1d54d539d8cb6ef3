//! "Einstellungen suchen": proposals as they are found, each with its sources. Nothing is filled in
//! before someone takes it.

use crate::domain::discovery::{Hint, Mailbox, Proposal, Service, Source};
use crate::domain::server::Deployment;
use crate::gui::context::Context;
use crate::i18n::Text;
use crate::service::discover::{Consent, Finding, Query, discover};
use crate::service::discover_words::note;
use iced::Task;
use iced::futures::SinkExt;
use iced::task::Handle;

/// A server that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// What it is.
    pub proposal: Proposal,
    /// Who says so.
    pub sources: Vec<Source>,
}

impl Found {
    /// Whether taking it is worth a question: it belongs to another domain, or is not protected.
    pub fn is_doubtful(&self) -> bool {
        let doubt = |it: &Hint| matches!(it, Hint::OtherDomain(_) | Hint::Unencrypted);
        self.proposal.hints.iter().any(doubt)
    }
}

/// A host that a person must agree to first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its name.
    pub host: String,
    /// It belongs to another domain than the address.
    pub is_foreign: bool,
}

/// What is heard of a search.
#[derive(Debug, Clone)]
pub enum Heard {
    /// Something was found.
    Finding(Finding),
    /// It is over.
    Ended,
}

/// A search.
#[derive(Debug, Default)]
pub struct Search {
    /// The results are shown.
    pub is_shown: bool,
    /// It goes on.
    pub is_running: bool,
    /// Thunderbird's database may be asked.
    pub asks_ispdb: bool,
    /// What was found.
    pub found: Vec<Found>,
    /// Hosts that say something only to those who sign in.
    pub offers: Vec<Offer>,
    /// Domains, and the hosts that a person has agreed to for them.
    pub agreed: Vec<(String, String)>,
    /// What else is to be known.
    pub notes: Vec<Text>,
    serial: u64,
    handle: Option<Handle>,
}

impl Search {
    /// Begins anew.
    pub fn start<M: Send + 'static>(
        &mut self,
        (mailbox, exchange, consent): (Mailbox, bool, Consent),
        context: &Context,
        hear: impl Fn(u64, Heard) -> M + Send + 'static,
    ) -> Task<M> {
        self.serial += 1;
        self.is_shown = true;
        self.is_running = true;
        self.found.clear();
        self.notes.clear();
        self.offers.clear();
        let serial = self.serial;
        let query = Query {
            mailbox,
            guess: true,
            ispdb: self.asks_ispdb,
            exchange,
            consent,
        };
        let network = context.network.clone();
        let stream = iced::stream::channel(256, async move |mut output| {
            let mut teller = output.clone();
            discover(&query, &network, |finding| {
                // Nobody listens any more when the dialog is gone.
                let _ = teller.try_send(Heard::Finding(finding.clone()));
            })
            .await;
            let _ = output.send(Heard::Ended).await;
        });
        let hearing = Task::stream(stream).map(move |it| hear(serial, it));
        let (task, handle) = hearing.abortable();
        self.handle = Some(handle.abort_on_drop());
        task
    }

    /// Ends it and hides what was found.
    pub fn hide(&mut self) {
        self.serial += 1;
        self.is_shown = false;
        self.is_running = false;
        self.handle = None;
    }

    /// Takes in what is heard of the search with this number. Where an Exchange mailbox lies, if that
    /// shows it.
    pub fn hear(&mut self, serial: u64, heard: Heard, context: &Context) -> Option<Deployment> {
        if serial != self.serial {
            return None;
        }
        let mut deployment = None;
        match heard {
            Heard::Ended => self.is_running = false,
            Heard::Finding(Finding::Proposal(proposal)) => {
                let is_own = proposal.service == Service::Exchange;
                deployment = is_own.then_some(Deployment::Ews);
                self.add(proposal);
            }
            Heard::Finding(Finding::WantsSignIn(host)) => self.offer(host, false),
            Heard::Finding(Finding::LeadsTo(host)) => self.offer(host, true),
            Heard::Finding(other) => {
                deployment = (other == Finding::Cloud).then_some(Deployment::Graph);
                let words = note(&other, context.language);
                // Two sources may say the same.
                self.notes
                    .extend(words.filter(|it| !self.notes.contains(it)));
            }
        }
        deployment
    }

    fn offer(&mut self, host: String, is_foreign: bool) {
        if self.offers.iter().all(|it| it.host != host) {
            self.offers.push(Offer { host, is_foreign });
        }
    }

    /// One row for each server, whoever names it.
    fn add(&mut self, proposal: Proposal) {
        let is_it = |it: &&mut Found| {
            it.proposal.service == proposal.service
                && it.proposal.target == proposal.target
                && (it.proposal.user == proposal.user || proposal.user.is_none())
        };
        match self.found.iter_mut().find(is_it) {
            Some(known) => known.sources.push(proposal.source),
            None => {
                let sources = vec![proposal.source];
                self.found.push(Found { proposal, sources });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::discovery::Target;
    use crate::domain::server::Security;

    #[test]
    fn the_same_server_is_one_row() {
        let mut search = Search::default();
        for (source, port) in [
            (Source::Autoconfig, 993),
            (Source::Srv, 993),
            (Source::Guess, 143),
        ] {
            let target = Target::new("imap.kanzlei.example", port, Security::Tls);
            search.add(Proposal::new(source, Service::Imap, target));
        }
        let sources: Vec<_> = search.found.iter().map(|it| it.sources.len()).collect();
        assert_eq!(sources, [2, 1]);
        let mut plain = Found {
            proposal: Proposal::new(
                Source::Srv,
                Service::Pop3,
                Target::new("pop.kanzlei.example", 110, Security::None),
            ),
            sources: Vec::new(),
        };
        assert!(plain.is_doubtful());
        plain.proposal.hints.clear();
        assert!(!plain.is_doubtful());
    }
}
