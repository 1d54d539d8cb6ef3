//! Looks for the servers of an address. Needs no office: nothing is stored, nothing signed in to.

use crate::domain::discovery::agreement::compare;
use crate::domain::discovery::{Mailbox, Proposal, Service, Source, Target, of_preset, srv};
use crate::domain::preset::{Preset, filter_of_mx, preset_of_domain, preset_of_mx};
use crate::domain::server::Security;
use crate::transport::discover::{Answered, Asked, Scout};
use std::collections::BTreeSet;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;
use tokio::time::{Instant, timeout, timeout_at};

pub use crate::transport::Trust;
pub use crate::transport::discover::{Consent, Fault, Network};

/// Time for everything together.
const BUDGET: Duration = Duration::from_secs(8);

/// The same where an Exchange server is looked for, one host after the other.
const EXCHANGE_BUDGET: Duration = Duration::from_secs(20);

/// Time for the MX hosts when guessing waits for them.
const MX_BUDGET: Duration = Duration::from_secs(3);

/// What is looked for, and how far the search may go.
#[derive(Debug, Clone)]
pub struct Query {
    /// The address; only its domain leaves this machine.
    pub mailbox: Mailbox,
    /// Usual names may be tried.
    pub guess: bool,
    /// Thunderbird's database may learn the domain.
    pub ispdb: bool,
    /// An Exchange server is looked for as well; hosts of the domain itself learn the address.
    pub exchange: bool,
    /// Who may sign in, and at which hosts a person has agreed to that.
    pub consent: Consent,
}

/// What is told while the search goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A server.
    Proposal(Proposal),
    /// The provider gives every customer a server name of their own, so none can be proposed.
    Individual(String),
    /// A filter takes the mail: the MX host says nothing about the mailbox.
    Filter {
        /// Name of the filter.
        name: String,
        /// The MX host.
        host: String,
    },
    /// This host tells where the Exchange server is, but only after a sign-in.
    WantsSignIn(String),
    /// This host, which a person has agreed to, rejects the sign-in.
    Rejected(String),
    /// Autodiscover leads to this host of another domain.
    LeadsTo(String),
    /// The mailbox lies in Microsoft's cloud.
    Cloud,
    /// The domain says that it takes no mail at all (RFC 7505).
    NoMail,
    /// A published document was refused.
    Refused(Source, Fault),
    /// The name service cannot be asked; the technical words.
    NoNames(String),
    /// These sources had not answered when the time was up.
    Unfinished(Vec<Source>),
}

enum Event {
    Told(Finding),
    Ended(Source),
}

/// Searches, and tells what is found when it is found; at most 8 s, with Exchange 20 s. The proposals, in the order in
/// which they were told.
pub async fn discover(
    query: &Query,
    network: &Network,
    mut tell: impl FnMut(&Finding),
) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    if let Some(preset) = preset_of_domain(&query.mailbox.domain) {
        if preset.is_complete() {
            if query.exchange && is_cloud(preset) {
                tell(&Finding::Cloud);
            }
            for proposal in of_preset(preset, Source::Preset, &query.mailbox) {
                tell(&Finding::Proposal(proposal.clone()));
                proposals.push(proposal);
            }
            return proposals;
        }
        tell(&Finding::Individual(preset.name.clone()));
    }
    let scout = match Scout::new(network) {
        // A network of a test's own has no proxy.
        Ok(scout) if network.resolver.is_some() => scout,
        Ok(scout) => scout.by(super::office::proxies()),
        Err(error) => {
            tell(&Finding::NoNames(error.to_string()));
            return proposals;
        }
    };
    let budget = match query.exchange {
        true => EXCHANGE_BUDGET,
        false => BUDGET,
    };
    let deadline = Instant::now() + budget;
    let (mut pending, _tasks, mut events) = start(query, &scout);
    loop {
        match timeout_at(deadline, events.recv()).await {
            Ok(Some(Event::Told(mut finding))) => {
                if let Finding::Proposal(proposal) = &mut finding {
                    compare(proposal, &proposals);
                    proposals.push(proposal.clone());
                }
                tell(&finding);
            }
            Ok(Some(Event::Ended(source))) => {
                pending.remove(&source);
            }
            Ok(None) => break,
            Err(_) => {
                tell(&Finding::Unfinished(pending.into_iter().collect()));
                break;
            }
        }
    }
    proposals
}

/// The sources that are asked, all at the same time. They end with the set of tasks.
fn start(
    query: &Query,
    scout: &Scout,
) -> (BTreeSet<Source>, JoinSet<()>, UnboundedReceiver<Event>) {
    let (sender, events) = unbounded_channel();
    let mut tasks = JoinSet::new();
    let mut pending = BTreeSet::from([Source::Mx, Source::Srv]);
    let mut published = vec![Source::Autoconfig, Source::WellKnown];
    if query.ispdb {
        published.push(Source::Ispdb);
    }
    if query.guess {
        pending.insert(Source::Guess);
    }
    if query.exchange {
        pending.insert(Source::Autodiscover);
        let (query, it, events) = (query.clone(), scout.clone(), sender.clone());
        tasks.spawn(async move { ask_exchange(&query, &it, &events).await });
    }
    pending.extend(&published);
    let (search, it) = (query.clone(), scout.clone());
    let events_of_mx = sender.clone();
    tasks.spawn(async move { mx_and_guess(&search, &it, &events_of_mx).await });
    let (mailbox, it) = (query.mailbox.clone(), scout.clone());
    let events_of_srv = sender.clone();
    tasks.spawn(async move { ask_srv(&mailbox, &it, &events_of_srv).await });
    for source in published {
        let (mailbox, scout) = (query.mailbox.clone(), scout.clone());
        let sender = sender.clone();
        tasks.spawn(async move {
            read_published(source, &mailbox, &scout, &sender).await;
        });
    }
    (pending, tasks, events)
}

/// Whether the mailboxes of a provider lie in Microsoft's cloud.
pub(in crate::service) fn is_cloud(preset: &Preset) -> bool {
    matches!(preset.id.as_str(), "microsoft365" | "outlook-com")
}

async fn ask_exchange(query: &Query, scout: &Scout, sender: &UnboundedSender<Event>) {
    let mailbox = &query.mailbox;
    let mut hear = |asked: Asked| match asked.answered {
        Answered::Found(address) | Answered::Here(address) if address.is_cloud() => {
            told(sender, Finding::Cloud);
        }
        Answered::Found(address) | Answered::Here(address) => {
            let target = Target::new(&address.host, address.port, Security::Tls);
            let mut proposal = Proposal::new(Source::Autodiscover, Service::Exchange, target);
            proposal.user = Some(mailbox.address.clone());
            proposal.path = Some(address.path);
            proposal.judge_domain(&mailbox.domain);
            told(sender, Finding::Proposal(proposal));
        }
        Answered::WantsSignIn => told(sender, Finding::WantsSignIn(asked.host)),
        Answered::LeadsTo(host) => told(sender, Finding::LeadsTo(host)),
        Answered::Refused => {
            let fault = Fault::BadRedirection;
            told(sender, Finding::Refused(Source::Autodiscover, fault));
        }
        Answered::Rejected => told(sender, Finding::Rejected(asked.host)),
        Answered::Nothing => {}
    };
    scout.exchange(mailbox, &query.consent, &mut hear).await;
    ended(sender, Source::Autodiscover);
}

fn told(sender: &UnboundedSender<Event>, finding: Finding) {
    // Nobody listens any more when the time is up.
    let _ = sender.send(Event::Told(finding));
}

fn ended(sender: &UnboundedSender<Event>, source: Source) {
    let _ = sender.send(Event::Ended(source));
}

/// A number that nobody can foresee: the seed of a new hasher.
fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

async fn ask_srv(mailbox: &Mailbox, scout: &Scout, sender: &UnboundedSender<Event>) {
    let mut questions = JoinSet::new();
    for wanted in Service::ALL {
        let (mailbox, scout, sender) = (mailbox.clone(), scout.clone(), sender.clone());
        questions.spawn(async move {
            for it in ask_srv_of(wanted, &mailbox, &scout).await {
                told(&sender, Finding::Proposal(it));
            }
        });
    }
    while questions.join_next().await.is_some() {}
    ended(sender, Source::Srv);
}

/// Both names of a service at the same time: only together they say whether it exists.
async fn ask_srv_of(wanted: Service, mailbox: &Mailbox, scout: &Scout) -> Vec<Proposal> {
    let mut questions = JoinSet::new();
    for (name, service, security) in srv::NAMES.into_iter().filter(|it| it.1 == wanted) {
        let (mailbox, names) = (mailbox.clone(), scout.names().clone());
        questions.spawn(async move {
            let name = format!("{name}.{}", mailbox.domain);
            let records = names.srv(&name).await.unwrap_or_default();
            srv::propose(service, security, &srv::order(records, random), &mailbox)
        });
    }
    srv::settle(questions.join_all().await.into_iter().flatten().collect())
}

async fn read_published(
    source: Source,
    mailbox: &Mailbox,
    scout: &Scout,
    sender: &UnboundedSender<Event>,
) {
    match scout.published(source, mailbox).await {
        Ok(proposals) => {
            for proposal in proposals {
                told(sender, Finding::Proposal(proposal));
            }
        }
        // Most domains publish nothing, and many answer on every name with something.
        Err(Fault::Missing | Fault::Server(_)) => {}
        Err(fault) => told(sender, Finding::Refused(source, fault)),
    }
    ended(sender, source);
}

async fn mx_and_guess(query: &Query, scout: &Scout, sender: &UnboundedSender<Event>) {
    let lookup = timeout(MX_BUDGET, scout.names().mx(&query.mailbox.domain));
    let hosts = match lookup.await {
        Ok(Ok(hosts)) => hosts,
        Ok(Err(error)) => {
            told(sender, Finding::NoNames(error.to_string()));
            Vec::new()
        }
        Err(_) => {
            let seconds = MX_BUDGET.as_secs();
            told(sender, Finding::NoNames(format!("{seconds} s")));
            Vec::new()
        }
    };
    let usable = judge_mx(&hosts, query, sender);
    ended(sender, Source::Mx);
    if !query.guess {
        return;
    }
    let (found, mut answers) = unbounded_channel();
    let guessing = async {
        scout.guess(&query.mailbox, usable.as_deref(), &found).await;
        drop(found);
    };
    let passing_on = async {
        while let Some(proposal) = answers.recv().await {
            told(sender, Finding::Proposal(proposal));
        }
    };
    tokio::join!(guessing, passing_on);
    ended(sender, Source::Guess);
}

/// Tells what the best MX hosts say. The one that may be tried when guessing.
fn judge_mx(
    hosts: &[(u16, String)],
    query: &Query,
    sender: &UnboundedSender<Event>,
) -> Option<String> {
    let mailbox = &query.mailbox;
    let (lowest, first) = hosts.first()?;
    if hosts.len() == 1 && first == "." {
        told(sender, Finding::NoMail);
        return None;
    }
    let best = || hosts.iter().filter(|it| it.0 == *lowest).map(|it| &it.1);
    if let Some((filter, host)) = best().find_map(|it| Some((filter_of_mx(it)?, it))) {
        let name = filter.name.clone();
        let host = host.trim_end_matches('.').to_owned();
        told(sender, Finding::Filter { name, host });
        return None;
    }
    let Some(preset) = best().find_map(|it| preset_of_mx(it)) else {
        return Some(first.clone());
    };
    if query.exchange && is_cloud(preset) {
        told(sender, Finding::Cloud);
    }
    if preset.is_complete() {
        for proposal in of_preset(preset, Source::Mx, mailbox) {
            told(sender, Finding::Proposal(proposal));
        }
    } else {
        told(sender, Finding::Individual(preset.name.clone()));
    }
    None
}
