//! The rows of one server's test as they come about.

use crate::domain::diagnosis::{Facts, FailureClass, Side, TestRow, TestStatus, TestStep};
use crate::domain::oauth::SignedIn;
use crate::domain::repair::Repair;
use crate::domain::server::Security;
use crate::storage::now;
use crate::transport::{CertificateFacts, Passed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Hears each row as it is finished.
pub type RowListener = Arc<dyn Fn(&TestRow) + Send + Sync>;

/// Days before its end from which a certificate is worth a warning.
const EXPIRES_SOON: i64 = 21;

/// Percent from which a mailbox is worth a warning.
const NEARLY_FULL: u64 = 90;

/// The ladder of one server. Cheap to clone; every clone is the same ladder.
#[derive(Clone)]
pub(super) struct Ladder {
    side: Side,
    security: Security,
    hear: RowListener,
    inner: Arc<Mutex<Inner>>,
    sign_in: Option<SignedIn>,
    discovers: bool,
}

struct Inner {
    rows: Vec<TestRow>,
    last: Instant,
}

/// What is wrong at a step.
#[derive(Debug, Clone, Default)]
pub(super) struct Fault {
    pub class: Option<FailureClass>,
    pub facts: Facts,
    pub repair: Option<Repair>,
    pub raw: Option<String>,
}

impl Fault {
    /// Nothing is known but the class.
    pub(super) fn of(class: FailureClass) -> Self {
        Self {
            class: Some(class),
            ..Self::default()
        }
    }
}

impl Ladder {
    pub(super) fn new(side: Side, security: Security, hear: RowListener) -> Self {
        let inner = Inner {
            rows: Vec::new(),
            last: Instant::now(),
        };
        Self {
            side,
            security,
            hear,
            inner: Arc::new(Mutex::new(inner)),
            sign_in: None,
            discovers: false,
        }
    }

    /// The server is looked for first.
    pub(super) fn discovering(mut self, discovers: bool) -> Self {
        self.discovers = discovers;
        self
    }

    /// Every step of this ladder, in its order.
    pub(super) fn steps(&self) -> impl Iterator<Item = TestStep> {
        let first: &[TestStep] = match self.discovers {
            true => TestStep::DISCOVERY,
            false => &[],
        };
        first.iter().chain(TestStep::of(self.side)).copied()
    }

    /// The server is signed in to with the token of this sign-in.
    pub(super) fn with_sign_in(mut self, sign_in: Option<SignedIn>) -> Self {
        self.sign_in = sign_in;
        self
    }

    /// Signing in has worked; a sign-in in the browser that ends soon is a warning.
    fn signed_in(&self) {
        let Some(sign_in) = &self.sign_in else {
            return self.ok(TestStep::Login, Facts::default());
        };
        let status = match sign_in.ends_soon(now()) {
            true => TestStatus::Warning,
            false => TestStatus::Ok,
        };
        let facts = Facts {
            words: sign_in.name.clone().unwrap_or_default(),
            validity: sign_in.ends_at.map(|end| (sign_in.since, end)),
            ..Facts::default()
        };
        let fault = Fault {
            facts,
            ..Fault::default()
        };
        self.row(TestStep::Login, status, fault);
    }

    /// Which server this is.
    pub(super) fn side(&self) -> Side {
        self.side
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a row; its duration is the time since the last one.
    pub(super) fn row(&self, step: TestStep, status: TestStatus, fault: Fault) {
        let row = {
            let mut inner = self.inner();
            if inner.rows.iter().any(|it| it.step == step) {
                return;
            }
            let row = TestRow {
                side: self.side,
                step,
                status,
                duration: inner.last.elapsed(),
                class: fault.class,
                facts: fault.facts,
                repair: fault.repair,
                raw: fault.raw,
            };
            inner.last = Instant::now();
            inner.rows.push(row.clone());
            row
        };
        (self.hear)(&row);
    }

    /// A step that succeeded.
    pub(super) fn ok(&self, step: TestStep, facts: Facts) {
        let fault = Fault {
            facts,
            ..Fault::default()
        };
        self.row(step, TestStatus::Ok, fault);
    }

    /// A step that failed, and with it every one that did not come about.
    pub(super) fn failed(&self, step: TestStep, fault: Fault) {
        if step == TestStep::Certificate {
            // The certificate was seen, so there is TLS.
            self.ok(TestStep::Encrypt, Facts::default());
        }
        self.row(step, TestStatus::Failed, fault);
        self.finish(TestStatus::NotChecked);
    }

    /// Gives every step without a row this status.
    pub(super) fn finish(&self, status: TestStatus) {
        self.inner().last = Instant::now();
        for step in self.steps() {
            let is_protection = matches!(step, TestStep::Encrypt | TestStep::Certificate);
            let status = match is_protection && self.security == Security::None {
                true => TestStatus::NotApplicable,
                false => status,
            };
            self.row(step, status, Fault::default());
        }
    }

    /// The rows so far, in the order of the ladder.
    pub(super) fn rows(&self) -> Vec<TestRow> {
        let mut rows = self.inner().rows.clone();
        rows.sort_by_key(|it| it.step);
        rows
    }

    /// A step that the connection has passed.
    pub(super) fn passed(&self, passed: Passed) {
        let words = |words: String| Facts {
            words,
            ..Facts::default()
        };
        match passed {
            Passed::Resolve(addresses) => {
                let list: Vec<String> = addresses.iter().map(|it| it.ip().to_string()).collect();
                self.ok(TestStep::Resolve, words(list.join(", ")));
            }
            Passed::Connect(address) => {
                self.ok(TestStep::Connect, words(address.to_string()));
                if self.security == Security::None {
                    self.row(
                        TestStep::Encrypt,
                        TestStatus::NotApplicable,
                        Fault::default(),
                    );
                    self.row(
                        TestStep::Certificate,
                        TestStatus::NotApplicable,
                        Fault::default(),
                    );
                }
            }
            Passed::Encrypt(version) => self.ok(TestStep::Encrypt, words(version)),
            Passed::Certificate { facts, pinned } => {
                let ends_soon = facts.not_after - now() < EXPIRES_SOON * 86_400;
                let status = match ends_soon {
                    true => TestStatus::Warning,
                    false => TestStatus::Ok,
                };
                let facts = Facts {
                    pinned,
                    ..certificate(&facts)
                };
                let fault = Fault {
                    facts,
                    ..Fault::default()
                };
                self.row(TestStep::Certificate, status, fault);
            }
            Passed::Greeting(text) => self.ok(TestStep::Greeting, words(text)),
            Passed::Capabilities(offered) => {
                self.ok(TestStep::Capabilities, words(offered.join(", ")));
            }
            Passed::Login => self.signed_in(),
        }
    }

    /// How full the mailbox is.
    pub(super) fn room(&self, percent: Option<u64>) {
        let fault = Fault {
            facts: Facts {
                number: percent,
                ..Facts::default()
            },
            class: percent
                .filter(|it| *it >= 100)
                .map(|_| FailureClass::QuotaFull),
            ..Fault::default()
        };
        let status = match percent {
            None => TestStatus::NotApplicable,
            Some(percent) if percent >= NEARLY_FULL => TestStatus::Warning,
            Some(_) => TestStatus::Ok,
        };
        self.row(TestStep::Quota, status, fault);
    }
}

/// What a certificate says, for its row.
pub(super) fn certificate(facts: &CertificateFacts) -> Facts {
    Facts {
        words: facts.subject.clone(),
        names: facts.names.clone(),
        issuer: facts.issuer.clone(),
        validity: Some((facts.not_before, facts.not_after)),
        fingerprint: facts.fingerprint.map(|it| it.to_string()),
        ..Facts::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_that_ends_soon_is_a_warning() {
        for (days, status) in [(20, TestStatus::Warning), (22, TestStatus::Ok)] {
            let ladder = Ladder::new(Side::Incoming, Security::Tls, Arc::new(|_| {}));
            let facts = CertificateFacts {
                not_after: now() + days * 86_400,
                ..CertificateFacts::default()
            };
            ladder.passed(Passed::Certificate {
                facts: Box::new(facts),
                pinned: false,
            });
            assert_eq!(ladder.rows()[0].status, status, "{days}");
        }
    }

    #[test]
    fn a_mailbox_that_is_nearly_full_is_a_warning() {
        for (percent, status) in [
            (None, TestStatus::NotApplicable),
            (Some(89), TestStatus::Ok),
            (Some(90), TestStatus::Warning),
        ] {
            let ladder = Ladder::new(Side::Incoming, Security::Tls, Arc::new(|_| {}));
            ladder.room(percent);
            assert_eq!(ladder.rows()[0].status, status, "{percent:?}");
        }
    }
}
