//! Tries usual names: greeting and capabilities over an encrypted connection, then farewell.

use super::{PATIENCE, Scout, smtp_greet};
use crate::domain::discovery::guess::candidates;
use crate::domain::discovery::{Auth, Hint, Mailbox, Proposal, Service, Source, Target};
use crate::domain::server::Endpoint;
use crate::transport::connect::{Connector, Stream};
use crate::transport::error::Result;
use crate::transport::line::write_line;
use crate::transport::{imap_greet, pop3_greet};
use std::collections::HashSet;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinSet;
use tokio::time::timeout;

/// Connections at the same time.
const AT_ONCE: usize = 4;

impl Scout {
    /// Tries the usual names of a domain, four at a time and each for 5 s, and sends what answers.
    pub async fn guess(
        &self,
        mailbox: &Mailbox,
        mx: Option<&str>,
        found: &UnboundedSender<Proposal>,
    ) {
        let mut tries = JoinSet::new();
        for (service, target) in candidates(&mailbox.domain, mx) {
            if tries.len() >= AT_ONCE {
                tries.join_next().await;
            }
            let (connector, mailbox) = (self.connector.clone(), mailbox.clone());
            let found = found.clone();
            tries.spawn(async move {
                let trying = timeout(PATIENCE, ask(&connector, service, &target)).await;
                if let Ok(Ok(auth)) = trying {
                    // Nobody listens any more when the time is up.
                    let _ = found.send(proposal(service, target, auth, &mailbox));
                }
            });
        }
        while tries.join_next().await.is_some() {}
    }
}

fn proposal(service: Service, target: Target, auth: Option<Auth>, mailbox: &Mailbox) -> Proposal {
    let mut proposal = Proposal::new(Source::Guess, service, target);
    proposal.user = Some(mailbox.address.clone());
    proposal.auth = auth;
    proposal.hints.push(Hint::UserUnknown);
    if auth.is_some_and(|it| !it.is_known()) {
        proposal.hints.push(Hint::AuthUnknown);
    }
    proposal.judge_domain(&mailbox.domain);
    proposal
}

/// What a server offers for signing in, once it has shown a certificate that is trusted.
async fn ask(connector: &Connector, service: Service, target: &Target) -> Result<Option<Auth>> {
    let endpoint = Endpoint {
        host: target.host.clone(),
        port: target.port,
        security: target.security,
    };
    match service {
        Service::Imap => {
            let (mut stream, _) = imap_greet::greet(connector, &endpoint, &[]).await?;
            let offered = imap_greet::ask_capabilities(&mut stream, "k3").await?;
            farewell(stream, "k4 LOGOUT").await;
            let list = offered.iter().filter_map(|it| it.strip_prefix("AUTH="));
            let plain = !offered.contains("LOGINDISABLED");
            Ok(best(list.collect(), plain))
        }
        // Never guessed: Autodiscover says where it is.
        Service::Exchange => Ok(None),
        Service::Pop3 => {
            let (stream, offered) = pop3_greet::greet(connector, &endpoint, &[]).await?;
            farewell(stream, "QUIT").await;
            let list = offered.get("SASL").map(String::as_str).unwrap_or_default();
            let plain = offered.is_empty() || offered.contains_key("USER");
            Ok(best(list.split(' ').collect(), plain))
        }
        Service::Smtp => {
            let (stream, offered) = smtp_greet::greet(connector, &endpoint).await?;
            farewell(stream, "QUIT").await;
            let list = offered.iter().find_map(|it| it.strip_prefix("AUTH "));
            Ok(best(list.unwrap_or_default().split(' ').collect(), false))
        }
    }
}

async fn farewell(mut stream: Stream, word: &str) {
    // The answer is not waited for: everything of interest is known.
    let _ = write_line(&mut stream, word).await;
}

/// The way that this program would take.
fn best(mechanisms: HashSet<&str>, plain: bool) -> Option<Auth> {
    let offers = |names: &[&str]| names.iter().any(|it| mechanisms.contains(it));
    if plain || offers(&["PLAIN", "LOGIN"]) {
        Some(Auth::Password)
    } else if offers(&["CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"]) {
        Some(Auth::Encrypted)
    } else if offers(&["XOAUTH2", "OAUTHBEARER"]) {
        Some(Auth::OAuth2)
    } else {
        None
    }
}
