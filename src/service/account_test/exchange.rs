//! The test of an Exchange account beyond what every mailbox is tested for: whether the server knows the
//! sender, and a letter to the own address. Both go by the server that receives.

use super::ladder::{Fault, Ladder, RowListener};
use super::run::Run;
use super::test_mail::letter;
use super::{Found, TestReport, TestSubject};
use crate::domain::diagnosis::{Facts, FailureClass, Side, TestRow, TestStatus, TestStep};
use crate::domain::secret::{Secret, SecretPurpose};
use crate::domain::server::{Incoming, PinnedCertificate, Security};
use crate::domain::syntax::ascii_address;
use crate::mime;
use crate::service::classify::{self, Asked};
use crate::service::fetch::Stop;
use crate::service::office::Office;
use crate::transport::{Error as TransportError, ExchangeMailbox, Step, Submission};
use std::time::{Duration, Instant};

/// How long the letter to the own address is waited for.
const LONGEST: Duration = Duration::from_secs(60);

/// Time between two looks.
const PAUSE: Duration = Duration::from_secs(2);

impl Office {
    /// The row of the sender; every other step of sending is one of receiving.
    pub(super) async fn test_exchange_sender(
        &self,
        (subject, incoming): (&TestSubject, &Incoming),
        pins: &[PinnedCertificate],
        (hear, stop): (RowListener, Stop),
    ) -> Vec<TestRow> {
        let ladder = Ladder::new(Side::Outgoing, Security::Tls, hear);
        let run = Run {
            office: self,
            subject,
            ladder: &ladder,
            only: Some(TestStep::Sender),
        };
        if incoming.lacks_server() {
            ladder.row(TestStep::Sender, TestStatus::NotChecked, Fault::default());
            ladder.finish(TestStatus::NotApplicable);
            return ladder.rows();
        }
        let work = async {
            let secret = self.secret_for(subject, SecretPurpose::Incoming).await;
            run.exchange_sender(incoming, pins, secret).await;
        };
        run.until_stopped(work, stop).await;
        ladder.finish(TestStatus::NotApplicable);
        ladder.rows()
    }

    /// Sends a letter to the own address and looks whether it arrives, if everything else went well.
    pub(super) async fn test_exchange_mail(
        &self,
        subject: &TestSubject,
        (pins, report): (&[PinnedCertificate], &TestReport),
        (hear, stop): (RowListener, Stop),
    ) -> Vec<TestRow> {
        let ladder = Ladder::new(Side::Outgoing, Security::Tls, hear);
        let secret = self.secret_for(subject, SecretPurpose::Incoming).await;
        let (Some(incoming), Ok(secret), true) =
            (&subject.account.incoming, secret, report.is_passed())
        else {
            ladder.row(TestStep::TestMail, TestStatus::NotChecked, Fault::default());
            return ladder.rows();
        };
        let run = Run {
            office: self,
            subject,
            ladder: &ladder,
            only: Some(TestStep::TestMail),
        };
        run.until_stopped(run.exchange_mail(incoming, pins, &secret), stop)
            .await;
        ladder.rows()
    }
}

impl Run<'_> {
    async fn exchange(
        &self,
        incoming: &Incoming,
        pins: &[PinnedCertificate],
        secret: &Secret,
    ) -> Result<ExchangeMailbox, TransportError> {
        let connector = self.connector(false);
        let mut mailbox = ExchangeMailbox::open(&connector, incoming, pins, secret).await?;
        mailbox.set_impatient();
        Ok(mailbox)
    }

    async fn exchange_sender(
        &self,
        incoming: &Incoming,
        pins: &[PinnedCertificate],
        secret: Found,
    ) {
        let step = TestStep::Sender;
        let Ok(secret) = secret else {
            return self
                .ladder
                .row(step, TestStatus::NotChecked, Fault::default());
        };
        let own = &self.subject.account.address;
        let own = ascii_address(own).unwrap_or_else(|| own.clone());
        let asked = async {
            let mut mailbox = self.exchange(incoming, pins, &secret).await?;
            mailbox.knows(&own).await
        };
        let (status, fault) = match asked.await {
            Ok(true) => (TestStatus::Ok, Fault::default()),
            // An address book may be closed to this user: only sending proves it.
            Ok(false) => (TestStatus::Warning, Fault::of(FailureClass::SenderUnknown)),
            Err(error) if error.step == Step::Sender => {
                (TestStatus::Failed, Fault::of(class(&error, incoming)))
            }
            // The rows of receiving say it.
            Err(_) => (TestStatus::NotChecked, Fault::default()),
        };
        self.ladder.row(step, status, fault);
    }

    async fn exchange_mail(
        &self,
        incoming: &Incoming,
        pins: &[PinnedCertificate],
        secret: &Secret,
    ) {
        let (status, fault) = match self.send_to_self(incoming, pins, secret).await {
            Ok(true) => (TestStatus::Ok, Fault::default()),
            Ok(false) => {
                let fault = Fault::of(FailureClass::TestMailMissing);
                (TestStatus::Warning, fault)
            }
            Err(error) => {
                let fault = Fault {
                    raw: super::run::raw(&error.cause),
                    ..Fault::of(class(&error, incoming))
                };
                (TestStatus::Failed, fault)
            }
        };
        self.ladder.row(TestStep::TestMail, status, fault);
    }

    async fn send_to_self(
        &self,
        incoming: &Incoming,
        pins: &[PinnedCertificate],
        secret: &Secret,
    ) -> Result<bool, TransportError> {
        let own = &self.subject.account.address;
        let own = ascii_address(own).unwrap_or_else(|| own.clone());
        let draft = letter(&own);
        let raw = mime::compose(&draft).unwrap_or_default();
        // Known before it exists: no run of the receiver may take it for mail.
        let noted = self.office.storage.note_test_mail(&draft.message_id);
        if noted.is_err() || raw.is_empty() {
            return Ok(false);
        }
        let mut mailbox = self.exchange(incoming, pins, secret).await?;
        let begun = Instant::now();
        if let Submission::Unclear(cause) = mailbox.send(&raw, &[], || true).await? {
            return Err(cause.at(Step::Data));
        }
        while begun.elapsed() < LONGEST {
            if mailbox.take_away(&draft.message_id).await? {
                return Ok(true);
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(false)
    }
}

fn class(error: &TransportError, incoming: &Incoming) -> FailureClass {
    let asked = Asked {
        host: &incoming.endpoint.host,
        user: &incoming.user,
        signs_in: true,
        offers_oauth: false,
        shows_token: incoming.uses_oauth(),
    };
    classify::class(error, &asked)
}

/// The words of the server about itself.
pub(super) fn facts(mailbox: &ExchangeMailbox, number: u64) -> Facts {
    Facts {
        words: mailbox.describe(),
        number: Some(number),
        ..Facts::default()
    }
}
