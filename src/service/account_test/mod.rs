//! The account test ("E-Mail Kontotest"): a ladder of steps against the real servers. It walks the
//! same way as the receiver and the sender, so that a green test means that they will work, and it
//! stores, marks and removes nothing.

mod discover;
mod exchange;
mod ladder;
mod mend;
pub mod overview;
mod remedy;
pub mod report;
mod run;
mod test_mail;
pub mod words;

pub use ladder::RowListener;
pub use mend::Restored;

use super::accounts::Passwords;
use super::error::Result;
use super::fetch::Stop;
use super::office::Office;
use crate::domain::account::{Account, AccountId};
use crate::domain::diagnosis::{FailureClass, Side, TestRow, TestStatus, TestStep};
use crate::domain::oauth::{Resource, SignedIn};
use crate::domain::secret::{Secret, SecretPurpose, SignInOf};
use crate::domain::server::{OutgoingAuth, PinnedCertificate, Security};
use ladder::{Fault, Ladder};
use run::Run;
use test_mail::Way;

/// What is tested: exactly these values, stored or not.
#[derive(Debug, Clone)]
pub struct TestSubject {
    /// Settings.
    pub account: Account,
    /// The stored account whose passwords and certificate exceptions are used.
    pub id: Option<AccountId>,
    /// Passwords that are not stored; they come before stored ones.
    pub passwords: Passwords,
    /// Certificate exceptions that were agreed to and are not stored; they count besides stored ones.
    pub pins: Vec<PinnedCertificate>,
    /// Hosts that a person has agreed to for the search for an Exchange server: they may be told the
    /// password when they ask for it.
    pub confirmed: Vec<String>,
    /// Also sends a message to the own address and waits for it.
    pub send_test_mail: bool,
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

/// What is shown to a server, or why there is none.
type Found = std::result::Result<Secret, Missing>;

/// Why there is no password and no token.
struct Missing {
    class: FailureClass,
    /// The words of the sign-in service.
    raw: Option<String>,
}

impl From<FailureClass> for Missing {
    fn from(class: FailureClass) -> Self {
        Self { class, raw: None }
    }
}

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
        let mut pins = match subject.id {
            Some(id) => self.storage.pins(id)?,
            None => Vec::new(),
        };
        pins.extend_from_slice(&subject.pins);
        let incoming = self.test_incoming(subject, &pins, (hear.clone(), stop.clone()));
        let outgoing = self.test_outgoing(subject, &pins, (hear.clone(), stop.clone()));
        let (mut rows, outgoing) = tokio::join!(incoming, outgoing);
        rows.extend(outgoing);
        let mut report = TestReport { rows };
        if subject.send_test_mail {
            let rows = self.test_by_mail(subject, &pins, &report, (hear, stop));
            report.rows.extend(rows.await);
        }
        super::chronicle::log_test(subject.id, &report.rows);
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
        let sign_in = self.sign_in_of(subject).filter(|_| incoming.uses_oauth());
        let ladder = ladder.with_sign_in(sign_in);
        let ladder = ladder.discovering(incoming.lacks_server());
        let run = Run {
            office: self,
            subject,
            ladder: &ladder,
            only: None,
        };
        let work = async {
            // A keychain may wait for somebody.
            let secret = self.secret_for(subject, SecretPurpose::Incoming).await;
            match incoming.lacks_server() {
                true => run.discover(incoming, secret).await,
                false => run.incoming(incoming, pins, secret).await,
            }
        };
        run.until_stopped(work, stop).await;
        ladder.rows()
    }

    async fn test_outgoing(
        &self,
        subject: &TestSubject,
        pins: &[PinnedCertificate],
        (hear, stop): (RowListener, Stop),
    ) -> Vec<TestRow> {
        if let Some(incoming) = subject.account.incoming.as_ref().filter(|it| it.sends()) {
            return self
                .test_exchange_sender((subject, incoming), pins, (hear, stop))
                .await;
        }
        let Some(outgoing) = &subject.account.outgoing else {
            let ladder = Ladder::new(Side::Outgoing, Security::Tls, hear);
            ladder.finish(TestStatus::NotApplicable);
            return ladder.rows();
        };
        let ladder = Ladder::new(Side::Outgoing, outgoing.endpoint.security, hear);
        let sign_in = match outgoing.auth.uses_oauth() {
            true => self.own_sign_in_of(subject),
            false => self.sign_in_of(subject),
        };
        let ladder = ladder.with_sign_in(sign_in.filter(|_| subject.account.sends_with_token()));
        let purpose = match &outgoing.auth {
            OutgoingAuth::Own { .. } | OutgoingAuth::Oauth2 { .. } => Some(SecretPurpose::Outgoing),
            OutgoingAuth::Same => Some(SecretPurpose::Incoming),
            OutgoingAuth::None => None,
        };
        let run = Run {
            office: self,
            subject,
            ladder: &ladder,
            only: None,
        };
        let work = async {
            let secret = match purpose {
                Some(purpose) => Some(self.secret_for(subject, purpose).await),
                None => None,
            };
            run.outgoing(outgoing, pins, secret).await;
        };
        run.until_stopped(work, stop).await;
        ladder.rows()
    }

    /// Sends a message to the own address, if everything up to there went well.
    async fn test_by_mail(
        &self,
        subject: &TestSubject,
        pins: &[PinnedCertificate],
        report: &TestReport,
        (hear, stop): (RowListener, Stop),
    ) -> Vec<TestRow> {
        if subject
            .account
            .incoming
            .as_ref()
            .is_some_and(|it| it.sends())
        {
            return self
                .test_exchange_mail(subject, (pins, report), (hear, stop))
                .await;
        }
        let ladder = Ladder::new(Side::Outgoing, Security::Tls, hear);
        let account = &subject.account;
        let (Some(outgoing), true) = (&account.outgoing, report.is_passed()) else {
            let status = match account.outgoing {
                Some(_) => TestStatus::NotChecked,
                None => TestStatus::NotApplicable,
            };
            ladder.row(TestStep::TestMail, status, Fault::default());
            return ladder.rows();
        };
        let first = self.secret_for(subject, SecretPurpose::Incoming).await.ok();
        let own = match &outgoing.auth {
            OutgoingAuth::Own { .. } | OutgoingAuth::Oauth2 { .. } => {
                let own = self.secret_for(subject, SecretPurpose::Outgoing).await;
                own.ok()
            }
            _ => None,
        };
        let incoming_user = account.incoming.as_ref().map(|it| it.user.as_str());
        let sign_in = match &outgoing.auth {
            OutgoingAuth::None => None,
            OutgoingAuth::Own { user } | OutgoingAuth::Oauth2 { user } => {
                own.as_ref().map(|it| (user.as_str(), it))
            }
            OutgoingAuth::Same => incoming_user.zip(first.as_ref()),
        };
        let way = Way {
            incoming: account.incoming.as_ref().zip(first.as_ref()),
            outgoing: (outgoing, sign_in),
            pins,
        };
        let run = Run {
            office: self,
            subject,
            ladder: &ladder,
            only: Some(TestStep::TestMail),
        };
        run.until_stopped(run.test_mail(&way), stop).await;
        ladder.rows()
    }

    /// The stored sign-in, unless another one is tested.
    fn sign_in_of(&self, subject: &TestSubject) -> Option<SignedIn> {
        let id = subject
            .id
            .filter(|_| subject.passwords.incoming.is_none())?;
        self.storage.signed_in(id).ok().flatten()
    }

    /// The stored sign-in of the outgoing server, unless another one is tested.
    fn own_sign_in_of(&self, subject: &TestSubject) -> Option<SignedIn> {
        let id = subject
            .id
            .filter(|_| subject.passwords.outgoing.is_none())?;
        let of = SignInOf::outgoing(id);
        self.storage.signed_in(of).ok().flatten()
    }

    async fn secret_for(&self, subject: &TestSubject, purpose: SecretPurpose) -> Found {
        let given = match purpose {
            SecretPurpose::Incoming => &subject.passwords.incoming,
            SecretPurpose::Outgoing => &subject.passwords.outgoing,
        };
        // The settings that are tested decide, not the stored ones.
        let incoming = subject.account.incoming.as_ref();
        let outgoing = subject.account.outgoing.as_ref();
        let is_token = match purpose {
            SecretPurpose::Incoming => incoming.is_some_and(|it| it.uses_oauth()),
            SecretPurpose::Outgoing => outgoing.is_some_and(|it| it.auth.uses_oauth()),
        };
        if let Some(secret) = given.as_ref().filter(|it| it.is_bearer() == is_token) {
            return Ok(secret.clone());
        }
        let Some(id) = subject.id else {
            return Err(match is_token {
                true => FailureClass::OauthNotSignedIn.into(),
                false => FailureClass::SecretMissing.into(),
            });
        };
        let resource = match purpose {
            SecretPurpose::Incoming => incoming.map_or(Resource::Mail, Resource::of),
            SecretPurpose::Outgoing => Resource::Mail,
        };
        let account = id;
        let found = match is_token {
            true => {
                let of = SignInOf { account, purpose };
                self.access_token(of, resource).await
            }
            false => self.stored_password(id, purpose).await,
        };
        found.map_err(|error| match error {
            super::Error::SecretMissing(_) => FailureClass::SecretMissing.into(),
            super::Error::Oauth { error, .. } => Missing {
                class: error.fault.into(),
                raw: Some(error.detail).filter(|it| !it.is_empty()),
            },
            _ => FailureClass::KeychainLocked.into(),
        })
    }
}
