//! "Testnachricht": a message to the own address, seen arriving and removed again. It is never
//! imported, whoever fetches first.

use super::ladder::Fault;
use super::run::{Run, STEP, raw};
use crate::domain::diagnosis::{Facts, FailureClass, TestStatus, TestStep};
use crate::domain::ledger::RemoteId;
use crate::domain::letter::Draft;
use crate::domain::mail::{MailAddress, MailDate};
use crate::domain::preset::pop3_interval_of_host;
use crate::domain::secret::Secret;
use crate::domain::server::{Incoming, Outgoing, PinnedCertificate, Protocol};
use crate::domain::syntax::ascii_address;
use crate::i18n::{Language, texts};
use crate::mime;
use crate::service::classify::{self, Asked};
use crate::transport::{Envelope, Error, Mailbox, SmtpSession, Submission};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::HashSet;
use std::time::{Duration, Instant};

/// How long the message is waited for.
const LONGEST: Duration = Duration::from_secs(60);

/// Time between two looks with IMAP.
const IMAP_PAUSE: Duration = Duration::from_secs(1);

/// When a POP3 mailbox is looked into: each look is a sign-in, so there are few.
const POP3_LOOKS: [Duration; 3] = [
    Duration::from_secs(2),
    Duration::from_secs(15),
    Duration::from_secs(55),
];

/// Both servers and what signs in to them.
pub(super) struct Way<'a> {
    pub incoming: Option<(&'a Incoming, &'a Secret)>,
    pub outgoing: (&'a Outgoing, Option<(&'a str, &'a Secret)>),
    pub pins: &'a [PinnedCertificate],
}

impl Run<'_> {
    /// Sends the message, waits for it and writes the row.
    pub(super) async fn test_mail(&self, way: &Way<'_>) {
        let begun = Instant::now();
        match self.send_and_wait(way).await {
            Ok(true) => {
                let facts = Facts {
                    words: format!("{:.1} s", begun.elapsed().as_secs_f64()),
                    ..Facts::default()
                };
                self.ladder.ok(TestStep::TestMail, facts);
            }
            Ok(false) => self.ladder.row(
                TestStep::TestMail,
                TestStatus::Warning,
                Fault::of(FailureClass::TestMailMissing),
            ),
            Err(error) => {
                let asked = Asked {
                    host: &way.outgoing.0.endpoint.host,
                    user: "",
                    signs_in: way.outgoing.1.is_some(),
                    offers_oauth: false,
                    shows_token: way.outgoing.1.is_some_and(|it| it.1.is_bearer()),
                };
                let fault = Fault {
                    raw: raw(&error.cause),
                    ..Fault::of(classify::class(&error, &asked))
                };
                self.ladder
                    .row(TestStep::TestMail, TestStatus::Failed, fault);
            }
        }
    }

    async fn send_and_wait(&self, way: &Way<'_>) -> Result<bool, Error> {
        let connector = self.connector(false);
        let own = &self.subject.account.address;
        let own = ascii_address(own).unwrap_or_else(|| own.clone());
        let draft = letter(&own);
        let raw = mime::compose(&draft).unwrap_or_default();
        // Known before it exists: no run of the receiver may take it for mail.
        let noted = self.office.storage.note_test_mail(&draft.message_id);
        if noted.is_err() || raw.is_empty() {
            return Ok(false);
        }
        // Signing in too often is what some providers lock mailboxes for: there nothing is awaited.
        let incoming = way.incoming.filter(|(it, _)| {
            it.protocol != Protocol::Pop3 || pop3_interval_of_host(&it.endpoint.host).is_none()
        });
        let before = match incoming {
            Some((incoming, secret)) if incoming.protocol == Protocol::Pop3 => {
                let mut mailbox = Mailbox::open(&connector, incoming, way.pins, secret).await?;
                let listed = mailbox.list().await?;
                let _ = mailbox.close().await;
                listed.into_iter().map(|it| it.id).collect()
            }
            _ => HashSet::new(),
        };
        let (outgoing, sign_in) = way.outgoing;
        let mut session =
            SmtpSession::open(&connector, &outgoing.endpoint, way.pins, sign_in).await?;
        let envelope = Envelope {
            sender: own.clone(),
            recipients: vec![own],
        };
        let refused = session.begin(&envelope, &raw).await?;
        if let Some((_, cause)) = refused.into_iter().next() {
            return Err(cause.at(crate::transport::Step::Recipient));
        }
        if let Submission::Unclear(cause) = session.hand_over(&raw, || true).await? {
            return Err(cause.at(crate::transport::Step::Data));
        }
        session.close().await;
        match incoming {
            // An account that is never fetched is not waited for: accepted is all there is to see.
            None => Ok(way.incoming.is_none()),
            Some((incoming, secret)) => {
                let seen = self.wait((incoming, secret), way.pins, (&draft, &before));
                let limit = LONGEST + STEP;
                tokio::time::timeout(limit, seen).await.unwrap_or(Ok(false))
            }
        }
    }

    async fn wait(
        &self,
        (incoming, secret): (&Incoming, &Secret),
        pins: &[PinnedCertificate],
        (draft, before): (&Draft, &HashSet<RemoteId>),
    ) -> Result<bool, Error> {
        let connector = self.connector(false);
        let begun = Instant::now();
        if incoming.protocol != Protocol::Pop3 {
            let Mailbox::Imap(mut imap) = Mailbox::open(&connector, incoming, pins, secret).await?
            else {
                return Ok(false);
            };
            while begun.elapsed() < LONGEST {
                if imap.take_away(&draft.message_id).await? {
                    let _ = imap.close().await;
                    return Ok(true);
                }
                tokio::time::sleep(IMAP_PAUSE).await;
            }
            let _ = imap.close().await;
            return Ok(false);
        }
        for look in POP3_LOOKS {
            tokio::time::sleep(look.saturating_sub(begun.elapsed())).await;
            let Mailbox::Pop3(mut pop3) = Mailbox::open(&connector, incoming, pins, secret).await?
            else {
                return Ok(false);
            };
            let found = pop3.take_away(&draft.message_id, before).await?;
            pop3.close().await?;
            if found {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

pub(super) fn letter(own: &str) -> Draft {
    let address = || MailAddress {
        name: String::new(),
        address: own.to_owned(),
    };
    let message_id = mime::new_message_id(own);
    let moment = Timestamp::now().to_zoned_datetime(TimeZone::system());
    Draft {
        to: vec![address()],
        // Whoever finds it in the mailbox after all reads German.
        subject: texts::test_mail_subject().show(Language::German),
        text: texts::test_mail_text().show(Language::German),
        auto_submitted: true,
        test_mark: Some(message_id.clone()),
        ..Draft::new(address(), message_id, MailDate::of(&moment))
    }
}
