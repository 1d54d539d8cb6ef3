//! The account test ("E-Mail Kontotest"): a ladder of steps against the real servers. It walks the
//! same way as the receiver and the sender, so that a green test means that they will work, and it
//! stores, marks and removes nothing.

mod classify;
mod ladder;
mod mend;
mod remedy;
pub mod report;
pub mod words;

pub use ladder::RowListener;
pub use mend::Restored;

use super::accounts::Passwords;
use super::error::Result;
use super::fetch::Stop;
use super::office::Office;
use crate::domain::account::{Account, AccountId};
use crate::domain::diagnosis::{Facts, FailureClass, Side, TestRow, TestStatus, TestStep};
use crate::domain::secret::{Secret, SecretPurpose};
use crate::domain::server::{
    AfterFetch, Incoming, Outgoing, OutgoingAuth, PinnedCertificate, Protocol, Security,
};
use crate::transport::{
    Access, Allowed, Cause, Connector, Error as TransportError, Mailbox, SmtpSession, Step,
    Timeouts, Watcher, greet_only,
};
use classify::Asked;
use ladder::{Fault, Ladder, certificate};
use remedy::Place;
use std::time::Duration;

/// How long a step may take.
const STEP: Duration = Duration::from_secs(15);

/// What is tested: exactly these values, stored or not.
#[derive(Debug, Clone)]
pub struct TestSubject {
    /// Settings.
    pub account: Account,
    /// The stored account whose passwords and certificate exceptions are used.
    pub id: Option<AccountId>,
    /// Passwords that are not stored; they come before stored ones.
    pub passwords: Passwords,
}

/// What a test came to.
#[derive(Debug, Clone, Default)]
pub struct TestReport {
    /// Every row, in the order of the ladders.
    pub rows: Vec<TestRow>,
}

impl TestReport {
    /// Nothing failed.
    pub fn is_passed(&self) -> bool {
        !self.rows.is_empty() && self.rows.iter().all(|it| it.status != TestStatus::Failed)
    }

    /// The first failure that comes with a change that would mend it.
    pub fn repairable(&self) -> Option<&TestRow> {
        self.rows.iter().find(|it| it.repair.is_some())
    }
}

/// A password, or why there is none.
type Found = std::result::Result<Secret, FailureClass>;

impl Office {
    /// Tests an account. `hear` gets each row as it is finished; `stop` ends the test at once.
    ///
    /// # Errors
    /// [`super::Error::Storage`] when certificate exceptions cannot be read. What fails at a server
    /// is a row.
    pub async fn test_account(
        &self,
        subject: &TestSubject,
        hear: RowListener,
        stop: Stop,
    ) -> Result<TestReport> {
        let pins = match subject.id {
            Some(id) => self.storage.pins(id)?,
            None => Vec::new(),
        };
        let incoming = self.test_incoming(subject, &pins, (hear.clone(), stop.clone()));
        let outgoing = self.test_outgoing(subject, &pins, (hear, stop));
        let (mut rows, outgoing) = tokio::join!(incoming, outgoing);
        rows.extend(outgoing);
        let report = TestReport { rows };
        self.note_passed(subject, &report)?;
        Ok(report)
    }

    async fn test_incoming(
        &self,
        subject: &TestSubject,
        pins: &[PinnedCertificate],
        (hear, stop): (RowListener, Stop),
    ) -> Vec<TestRow> {
        let Some(incoming) = &subject.account.incoming else {
            let ladder = Ladder::new(Side::Incoming, Security::Tls, hear);
            ladder.finish(TestStatus::NotApplicable);
            return ladder.rows();
        };
        let ladder = Ladder::new(Side::Incoming, incoming.endpoint.security, hear);
        let secret = self.secret_for(subject, SecretPurpose::Incoming).await;
        let run = Run {
            office: self,
            subject,
            ladder: &ladder,
        };
        run.until_stopped(run.incoming(incoming, pins, secret), stop)
            .await;
        ladder.rows()
    }

    async fn test_outgoing(
        &self,
        subject: &TestSubject,
        pins: &[PinnedCertificate],
        (hear, stop): (RowListener, Stop),
    ) -> Vec<TestRow> {
        let Some(outgoing) = &subject.account.outgoing else {
            let ladder = Ladder::new(Side::Outgoing, Security::Tls, hear);
            ladder.finish(TestStatus::NotApplicable);
            return ladder.rows();
        };
        let ladder = Ladder::new(Side::Outgoing, outgoing.endpoint.security, hear);
        let purpose = match &outgoing.auth {
            OutgoingAuth::Own { .. } => Some(SecretPurpose::Outgoing),
            OutgoingAuth::Same => Some(SecretPurpose::Incoming),
            OutgoingAuth::None => None,
        };
        let secret = match purpose {
            Some(purpose) => Some(self.secret_for(subject, purpose).await),
            None => None,
        };
        let run = Run {
            office: self,
            subject,
            ladder: &ladder,
        };
        run.until_stopped(run.outgoing(outgoing, pins, secret), stop)
            .await;
        ladder.rows()
    }

    async fn secret_for(&self, subject: &TestSubject, purpose: SecretPurpose) -> Found {
        let given = match purpose {
            SecretPurpose::Incoming => &subject.passwords.incoming,
            SecretPurpose::Outgoing => &subject.passwords.outgoing,
        };
        if let Some(secret) = given {
            return Ok(secret.clone());
        }
        let Some(id) = subject.id else {
            return Err(FailureClass::SecretMissing);
        };
        match self.stored_secret(id, purpose).await {
            Ok(secret) => Ok(secret),
            Err(super::Error::SecretMissing(_)) => Err(FailureClass::SecretMissing),
            Err(_) => Err(FailureClass::KeychainLocked),
        }
    }
}

/// The test of one server.
struct Run<'a> {
    office: &'a Office,
    subject: &'a TestSubject,
    ladder: &'a Ladder,
}

impl Run<'_> {
    /// Does the work, but not longer than until someone says stop.
    async fn until_stopped(&self, work: impl Future<Output = ()>, mut stop: Stop) {
        let cancelled = async {
            // Whoever drops the sender does not stop anything here.
            if stop.wait_for(|stop| *stop).await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        tokio::select! {
            () = work => {}
            () = cancelled => self.fail_next(FailureClass::Cancelled),
        }
    }

    /// Fails the first step that has no row yet.
    fn fail_next(&self, class: FailureClass) {
        let rows = self.ladder.rows();
        let next = TestStep::of(self.ladder.side())
            .iter()
            .find(|step| rows.iter().all(|row| row.step != **step));
        if let Some(step) = next {
            let class = Some(class);
            let fault = Fault {
                class,
                ..Fault::default()
            };
            self.ladder.failed(*step, fault);
        }
    }

    fn connector(&self, watched: bool) -> Connector {
        let mut connector = Connector::new(self.office.trust.clone());
        let limit = |usual: Duration| usual.min(STEP);
        let own = self.office.timeouts;
        connector.timeouts = Timeouts {
            connect: limit(own.connect),
            handshake: limit(own.handshake),
            idle: limit(own.idle),
        };
        if watched {
            let ladder = self.ladder.clone();
            connector.watcher = Watcher::new(move |passed| ladder.passed(passed));
        }
        connector
    }

    async fn incoming(&self, incoming: &Incoming, pins: &[PinnedCertificate], secret: Found) {
        let connector = self.connector(true);
        let asked = Asked {
            host: &incoming.endpoint.host,
            user: &incoming.user,
            signs_in: true,
            offers_oauth: false,
        };
        let opened = match &secret {
            Ok(secret) => Mailbox::open(&connector, incoming, pins, secret).await,
            Err(class) => {
                match greet_only(&connector, incoming, pins).await {
                    Ok(()) => self.missing(*class),
                    Err(error) => self.failed(&error, &asked).await,
                }
                return;
            }
        };
        let mut mailbox = match opened {
            Ok(mailbox) => mailbox,
            Err(error) => return self.failed(&error, &asked).await,
        };
        if let Err(error) = self.mailbox(&mut mailbox, incoming).await {
            return self.failed(&error, &asked).await;
        }
        // What is left to say is only a farewell.
        let _ = mailbox.close().await;
        self.ladder.finish(TestStatus::NotApplicable);
    }

    /// The steps after signing in.
    async fn mailbox(
        &self,
        mailbox: &mut Mailbox,
        incoming: &Incoming,
    ) -> std::result::Result<(), TransportError> {
        for folder in &incoming.folders {
            let state = mailbox.open_folder(folder, Access::ReadOnly).await?;
            if folder == "INBOX" || incoming.folders.len() == 1 {
                let facts = Facts {
                    number: Some(u64::from(state.exists)),
                    ..Facts::default()
                };
                self.ladder.ok(TestStep::Mailbox, facts);
            }
        }
        self.ladder.ok(TestStep::Mailbox, Facts::default());
        let removes = incoming.after_fetch != AfterFetch::Leave;
        match mailbox.allows(removes).await? {
            Allowed::Yes(folder) => {
                let facts = Facts {
                    words: folder.unwrap_or_default(),
                    ..Facts::default()
                };
                self.ladder.ok(TestStep::ReceiveOption, facts);
            }
            Allowed::No(raw) => {
                let class = match incoming.protocol {
                    Protocol::Pop3 => FailureClass::LeaveImpossible,
                    _ => FailureClass::DeleteImpossible,
                };
                let connector = self.connector(false);
                let (class, repair) = self.place(&connector).remedy(class, None).await;
                let fault = Fault {
                    class: Some(class),
                    repair,
                    raw: Some(raw),
                    ..Fault::default()
                };
                self.ladder
                    .row(TestStep::ReceiveOption, TestStatus::Failed, fault);
            }
        }
        self.ladder.room(mailbox.percent_used().await?);
        Ok(())
    }

    async fn outgoing(
        &self,
        outgoing: &Outgoing,
        pins: &[PinnedCertificate],
        secret: Option<Found>,
    ) {
        let connector = self.connector(true);
        let incoming_user = self.subject.account.incoming.as_ref().map(|it| &it.user);
        let user = match &outgoing.auth {
            OutgoingAuth::Own { user } => user.as_str(),
            _ => incoming_user.map_or("", |it| it.as_str()),
        };
        let asked = Asked {
            host: &outgoing.endpoint.host,
            user,
            signs_in: secret.is_some(),
            offers_oauth: false,
        };
        let sign_in = match &secret {
            Some(Ok(secret)) => Some((user, secret)),
            _ => None,
        };
        let opened = SmtpSession::open(&connector, &outgoing.endpoint, pins, sign_in).await;
        let mut session = match opened {
            Ok(session) => session,
            Err(error) => return self.failed(&error, &asked).await,
        };
        match &secret {
            Some(Err(class)) => {
                session.close().await;
                return self.missing(*class);
            }
            Some(Ok(_)) => {}
            None => {
                let fault = Fault::default();
                self.ladder
                    .row(TestStep::Login, TestStatus::NotApplicable, fault);
            }
        }
        let limit = Facts {
            number: session.offer().size(),
            ..Facts::default()
        };
        self.ladder.ok(TestStep::Quota, limit);
        match session.check_sender(&self.subject.account.address).await {
            Ok(()) => self.ladder.ok(TestStep::Sender, Facts::default()),
            Err(error) => return self.failed(&error, &asked).await,
        }
        session.close().await;
    }

    fn missing(&self, class: FailureClass) {
        let fault = Fault {
            class: Some(class),
            ..Fault::default()
        };
        self.ladder.failed(TestStep::Login, fault);
    }

    fn place<'a>(&'a self, connector: &'a Connector) -> Place<'a> {
        Place {
            connector,
            side: self.ladder.side(),
            account: &self.subject.account,
            ports: self.office.ports,
        }
    }

    /// The row of a failure, with its class and what would mend it.
    async fn failed(&self, error: &TransportError, asked: &Asked<'_>) {
        let offered = self.ladder.rows().into_iter();
        let offers_oauth = offered
            .filter(|it| it.step == TestStep::Capabilities)
            .any(|it| {
                let words = it.facts.words.to_uppercase();
                words.contains("XOAUTH2") || words.contains("OAUTHBEARER")
            });
        let asked = Asked {
            offers_oauth,
            ..*asked
        };
        let first = classify::class(error, &asked);
        let shown = match &error.cause {
            Cause::Certificate(_, Some(facts)) => Some(facts.as_ref()),
            _ => None,
        };
        // After signing in nothing is explained by another port.
        let is_early = !matches!(
            error.step,
            Step::Mailbox | Step::ReceiveOption | Step::Quota
        );
        let connector = self.connector(false);
        let (class, repair) = match is_early {
            true => self.place(&connector).remedy(first, shown).await,
            false => (first, None),
        };
        let fault = Fault {
            class: Some(class),
            facts: shown.map(certificate).unwrap_or_default(),
            repair,
            raw: raw(&error.cause),
        };
        self.ladder.failed(classify::test_step(error.step), fault);
    }
}

/// The server's own words; they are masked already.
fn raw(cause: &Cause) -> Option<String> {
    let words = match cause {
        Cause::LoginRejected(reply)
        | Cause::Temporary(reply)
        | Cause::ServerRefused(reply)
        | Cause::StartTlsRefused(reply) => reply.to_string(),
        Cause::WrongProtocol(words) | Cause::Protocol(words) | Cause::Closed(words) => {
            words.clone()
        }
        other => other.to_string(),
    };
    Some(words).filter(|it| !it.is_empty())
}
