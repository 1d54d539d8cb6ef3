//! The first rows of an Exchange account that has no server yet: where Autodiscover looks, and what each
//! step comes to. What is found is proposed as a repair; nothing is signed in to there before a person has
//! taken it over. Hosts that say something only to those who sign in are told nothing before a person has
//! agreed to that, each by itself.

use super::Found;
use super::ladder::{Fault, Ladder};
use super::run::Run;
use crate::domain::diagnosis::{Facts, FailureClass, TestStatus, TestStep};
use crate::domain::discovery::Mailbox;
use crate::domain::preset::{preset_of_domain, preset_of_mx};
use crate::domain::repair::Repair;
use crate::domain::server::{Deployment, Incoming, Security};
use crate::service::discover::is_cloud;
use crate::transport::discover::{Answered, Asked, Consent, EwsAddress, Scout, Stage};
use std::collections::{BTreeMap, HashSet};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Goal {
    /// A server in the house.
    House(EwsAddress),
    /// Microsoft's cloud.
    Cloud,
}

/// A search under way: answers become rows, stage by stage.
struct Hunt {
    ladder: Ladder,
    confirmed: HashSet<String>,
    answers: BTreeMap<Stage, Vec<Asked>>,
    goal: Option<Goal>,
}

impl Run<'_> {
    /// Looks for the server of an Exchange account that has none.
    pub(super) async fn discover(&self, incoming: &Incoming, secret: Found) {
        let not_found = || Fault::of(FailureClass::ServerNotFound);
        let Some(mailbox) = Mailbox::parse(&self.subject.account.address) else {
            return self.ladder.failed(TestStep::DiscoverTake, not_found());
        };
        let confirmed = self.subject.confirmed.iter().map(|it| it.to_lowercase());
        let mut hunt = Hunt {
            ladder: self.ladder.clone(),
            confirmed: confirmed.collect(),
            answers: BTreeMap::new(),
            goal: None,
        };
        if preset_of_domain(&mailbox.domain).is_some_and(is_cloud) {
            hunt.goal = Some(Goal::Cloud);
            return hunt.end(incoming);
        }
        let scout = match Scout::new(&self.office.network) {
            Ok(scout) => scout,
            Err(error) => {
                let fault = Fault {
                    raw: Some(error.to_string()),
                    ..Fault::of(FailureClass::Offline)
                };
                return self.ladder.failed(TestStep::DiscoverTake, fault);
            }
        };
        let password = secret.ok().filter(|it| !it.is_bearer());
        let consent = Consent {
            sign_in: password.map(|it| (incoming.user.clone(), it)),
            hosts: hunt.confirmed.clone(),
        };
        let mut hear = |asked: Asked| hunt.take(asked);
        scout.exchange(&mailbox, &consent, &mut hear).await;
        if hunt.goal.is_none() {
            let hosts = scout.names().mx(&mailbox.domain).await.unwrap_or_default();
            let is_there = |it: &(u16, String)| preset_of_mx(&it.1).is_some_and(is_cloud);
            hunt.goal = hosts.first().is_some_and(is_there).then_some(Goal::Cloud);
        }
        hunt.end(incoming);
    }
}

impl Hunt {
    /// Takes in what a step came to. The row of a stage is finished when the next stage begins.
    fn take(&mut self, asked: Asked) {
        if let Answered::Found(address) | Answered::Here(address) = &asked.answered {
            self.goal.get_or_insert(match address.is_cloud() {
                true => Goal::Cloud,
                false => Goal::House(address.clone()),
            });
        }
        let now = asked.stage;
        self.answers.entry(now).or_default().push(asked);
        let past: Vec<Stage> = self.answers.keys().copied().collect();
        for stage in past.into_iter().filter(|it| *it < now) {
            self.row(stage);
        }
    }

    /// The row of a stage; one that exists already stays.
    fn row(&self, stage: Stage) {
        let answers = self.answers.get(&stage).map(Vec::as_slice);
        let (status, fault) = self.judged(answers.unwrap_or_default());
        self.ladder.row(step(stage), status, fault);
    }

    fn judged(&self, answers: &[Asked]) -> (TestStatus, Fault) {
        let found = answers.iter().find_map(|it| match &it.answered {
            Answered::Found(address) | Answered::Here(address) => Some(address),
            _ => None,
        });
        if let Some(it) = found {
            let facts = Facts {
                words: format!("https://{}{}", it.host, it.path),
                ..Facts::default()
            };
            let fault = Fault {
                facts,
                ..Fault::default()
            };
            return (TestStatus::Ok, fault);
        }
        if let Some((class, names)) = self.trouble(answers.iter()) {
            let fault = Fault {
                facts: hosts(names),
                ..Fault::of(class)
            };
            return (TestStatus::Warning, fault);
        }
        let mut names: Vec<String> = answers.iter().map(|it| it.host.clone()).collect();
        names.dedup();
        let fault = Fault {
            facts: hosts(names),
            ..Fault::default()
        };
        (TestStatus::NotApplicable, fault)
    }

    /// The most important thing that keeps the search from going on, with the hosts it is about.
    fn trouble<'a>(
        &self,
        answers: impl Iterator<Item = &'a Asked>,
    ) -> Option<(FailureClass, Vec<String>)> {
        let mut found: Vec<(FailureClass, String)> = Vec::new();
        for asked in answers {
            let host = asked.host.clone();
            found.extend(match &asked.answered {
                Answered::Rejected => Some((FailureClass::LoginRejected, host)),
                Answered::WantsSignIn if self.confirmed.contains(&host) => {
                    Some((FailureClass::MechanismMissing, host))
                }
                Answered::WantsSignIn => Some((FailureClass::ConsentNeeded, host)),
                Answered::LeadsTo(other) => Some((FailureClass::ConsentNeeded, other.clone())),
                Answered::Refused => Some((FailureClass::BadRedirection, host)),
                Answered::Found(_) | Answered::Here(_) | Answered::Nothing => None,
            });
        }
        let weight = [
            FailureClass::LoginRejected,
            FailureClass::ConsentNeeded,
            FailureClass::MechanismMissing,
            FailureClass::BadRedirection,
        ];
        let class = weight
            .into_iter()
            .find(|class| found.iter().any(|it| it.0 == *class))?;
        let mut names = Vec::new();
        for (_, host) in found.into_iter().filter(|it| it.0 == class) {
            if !names.contains(&host) {
                names.push(host);
            }
        }
        Some((class, names))
    }

    /// The search is over: what it found is proposed, or it is said what was missing.
    fn end(&self, incoming: &Incoming) {
        let stages: Vec<Stage> = self.answers.keys().copied().collect();
        stages.into_iter().for_each(|it| self.row(it));
        let rest = TestStep::DISCOVERY.iter();
        for step in rest.filter(|it| **it != TestStep::DiscoverTake) {
            let fault = Fault::default();
            self.ladder.row(*step, TestStatus::NotApplicable, fault);
        }
        let fault = match &self.goal {
            Some(goal) => Fault {
                repair: Some(repair(goal, incoming)),
                ..Fault::of(FailureClass::ServerFound)
            },
            None => match self.trouble(self.answers.values().flatten()) {
                Some((class, names)) if class != FailureClass::BadRedirection => Fault {
                    facts: hosts(names),
                    ..Fault::of(class)
                },
                _ => Fault::of(FailureClass::ServerNotFound),
            },
        };
        self.ladder.failed(TestStep::DiscoverTake, fault);
    }
}

fn step(stage: Stage) -> TestStep {
    match stage {
        Stage::Newer => TestStep::DiscoverJson,
        Stage::Older => TestStep::DiscoverXml,
        Stage::Plain => TestStep::DiscoverRedirect,
        Stage::Names => TestStep::DiscoverSrv,
        Stage::Usual => TestStep::DiscoverUsual,
    }
}

fn hosts(names: Vec<String>) -> Facts {
    Facts {
        names,
        ..Facts::default()
    }
}

fn repair(goal: &Goal, incoming: &Incoming) -> Repair {
    let set = &incoming.endpoint;
    match goal {
        Goal::House(address) => Repair {
            host: Some(address.host.clone()),
            path: Some(address.path.clone()),
            port: Some(address.port).filter(|it| *it != set.port),
            security: Some(Security::Tls).filter(|it| *it != set.security),
            ..Repair::default()
        },
        Goal::Cloud => Repair {
            deployment: Some(Deployment::Graph),
            ..Repair::default()
        },
    }
}
