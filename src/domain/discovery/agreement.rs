//! Where the sources agree, and where they differ.

use super::{Hint, Proposal, Service, Source, Target};
use std::collections::BTreeSet;

/// Adds what the proposals before say about the same service: who agrees, who differs. A source
/// agrees when one of its servers is the same.
pub fn compare(proposal: &mut Proposal, before: &[Proposal]) {
    let others: BTreeSet<Source> = before
        .iter()
        .filter(|it| it.service == proposal.service && it.source != proposal.source)
        .map(|it| it.source)
        .collect();
    let says_the_same = |source: &Source| {
        before.iter().any(|it| {
            it.source == *source && it.service == proposal.service && it.target == proposal.target
        })
    };
    let (agreeing, differing): (Vec<_>, Vec<_>) = others.into_iter().partition(says_the_same);
    if !agreeing.is_empty() {
        proposal.hints.push(Hint::Agrees(agreeing));
    }
    if !differing.is_empty() {
        proposal.hints.push(Hint::Differs(differing));
    }
}

/// The proposals of one service, put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The service.
    pub service: Service,
    /// Every server with the sources that propose it, the most reliable first; `None` stands for
    /// "there is none".
    pub servers: Vec<(Option<Target>, Vec<Source>)>,
}

impl Verdict {
    /// The server that every source names, among others perhaps; with these sources.
    pub fn agreed(&self) -> Option<&(Option<Target>, Vec<Source>)> {
        let all: BTreeSet<Source> = self.servers.iter().flat_map(|it| it.1.clone()).collect();
        self.servers.iter().find(|it| it.1.len() == all.len())
    }
}

/// What all proposals come to, service by service.
pub fn verdicts(proposals: &[Proposal]) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for service in Service::ALL {
        let mut servers: Vec<(Option<Target>, Vec<Source>)> = Vec::new();
        let mut sorted: Vec<&Proposal> = proposals
            .iter()
            .filter(|it| it.service == service)
            .collect();
        sorted.sort_by_key(|it| it.source);
        for proposal in sorted {
            match servers.iter_mut().find(|it| it.0 == proposal.target) {
                Some(known) if known.1.contains(&proposal.source) => {}
                Some(known) => known.1.push(proposal.source),
                None => servers.push((proposal.target.clone(), vec![proposal.source])),
            }
        }
        if !servers.is_empty() {
            verdicts.push(Verdict { service, servers });
        }
    }
    verdicts
}
