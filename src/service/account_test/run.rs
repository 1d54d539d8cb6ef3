//! The test of one server, step by step.

use super::ladder::{Fault, Ladder, certificate};
use super::remedy::Place;
use super::{Found, Missing, TestSubject};
use crate::domain::diagnosis::{Facts, FailureClass, TestStatus, TestStep};
use crate::domain::secret::Secret;
use crate::domain::server::{
    AfterFetch, Incoming, Outgoing, OutgoingAuth, PinnedCertificate, Protocol,
};
use crate::domain::syntax::ascii_address;
use crate::service::classify::{self, Asked};
use crate::service::fetch::Stop;
use crate::service::office::Office;
use crate::transport::{
    Allowed, Cause, Connector, Error as TransportError, Mailbox, SmtpSession, Step, Timeouts,
    Watcher, greet_only,
};
use std::time::Duration;

/// How long a step may take.
pub(super) const STEP: Duration = Duration::from_secs(15);

/// The test of one server.
pub(super) struct Run<'a> {
    pub office: &'a Office,
    pub subject: &'a TestSubject,
    pub ladder: &'a Ladder,
    /// The one step that there is, where it is not a whole ladder.
    pub only: Option<TestStep>,
}

impl Run<'_> {
    /// Does the work, but not longer than until someone says stop.
    pub(super) async fn until_stopped(&self, work: impl Future<Output = ()>, mut stop: Stop) {
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
        if let Some(step) = self.only {
            return self.ladder.row(step, TestStatus::Failed, Fault::of(class));
        }
        let next = self
            .ladder
            .steps()
            .find(|step| rows.iter().all(|row| row.step != *step));
        if let Some(step) = next {
            self.ladder.failed(step, Fault::of(class));
        }
    }

    pub(super) fn connector(&self, watched: bool) -> Connector {
        let mut connector = self.office.new_connector();
        let limit = |usual: Duration| usual.min(STEP);
        let own = self.office.timeouts;
        connector.timeouts = Timeouts {
            connect: limit(own.connect),
            handshake: limit(own.handshake),
            idle: limit(own.idle),
        };
        let incoming = self.subject.account.incoming.as_ref();
        if let (Some(id), Some(incoming)) = (self.subject.id, incoming) {
            let known = self.office.known_sign_in(id, &incoming.endpoint);
            // A new password that is being tried is told to whom it is entered for.
            if self.subject.passwords.incoming.is_none() {
                connector.known = known;
            }
        }
        if watched {
            let ladder = self.ladder.clone();
            connector.watcher = Watcher::new(move |passed| ladder.passed(passed));
        }
        connector
    }

    pub(super) async fn incoming(
        &self,
        incoming: &Incoming,
        pins: &[PinnedCertificate],
        secret: Found,
    ) {
        let connector = self.connector(true);
        let asked = Asked {
            host: &incoming.endpoint.host,
            user: &incoming.user,
            signs_in: true,
            offers_oauth: false,
            shows_token: secret.as_ref().is_ok_and(Secret::is_bearer),
        };
        let opened = match &secret {
            Ok(secret) => Mailbox::open(&connector, incoming, pins, secret).await,
            Err(missing) => {
                match greet_only(&connector, incoming, pins).await {
                    Ok(()) => self.missing(missing),
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
            let count = mailbox.examine(folder).await?;
            if folder == "INBOX" || incoming.folders.len() == 1 {
                let facts = match &mailbox {
                    Mailbox::Exchange(mailbox) => super::exchange::facts(mailbox, count),
                    _ => Facts {
                        number: Some(count),
                        ..Facts::default()
                    },
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

    pub(super) async fn outgoing(
        &self,
        outgoing: &Outgoing,
        pins: &[PinnedCertificate],
        secret: Option<Found>,
    ) {
        let connector = self.connector(true);
        let incoming_user = self.subject.account.incoming.as_ref().map(|it| &it.user);
        let user = match &outgoing.auth {
            OutgoingAuth::Own { user } | OutgoingAuth::Oauth2 { user } => user.as_str(),
            _ => incoming_user.map_or("", |it| it.as_str()),
        };
        let asked = Asked {
            host: &outgoing.endpoint.host,
            user,
            signs_in: secret.is_some(),
            offers_oauth: false,
            shows_token: matches!(&secret, Some(Ok(it)) if it.is_bearer()),
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
            Some(Err(missing)) => {
                session.close().await;
                return self.missing(missing);
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
        let own = &self.subject.account.address;
        let sender = ascii_address(own).unwrap_or_else(|| own.clone());
        match session.check_sender(&sender).await {
            Ok(()) => self.ladder.ok(TestStep::Sender, Facts::default()),
            Err(error) => return self.failed(&error, &asked).await,
        }
        session.close().await;
    }

    fn missing(&self, missing: &Missing) {
        let fault = Fault {
            raw: missing.raw.clone(),
            ..Fault::of(missing.class)
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

/// The server's own words, where it said any; they are masked already.
pub(super) fn raw(cause: &Cause) -> Option<String> {
    let words = match cause {
        Cause::LoginRejected(reply)
        | Cause::Temporary(reply)
        | Cause::ServerRefused(reply)
        | Cause::StartTlsRefused(reply) => reply.to_string(),
        Cause::WrongProtocol(words)
        | Cause::Protocol(words)
        | Cause::Closed(words)
        | Cause::Proxy(_, words) => words.clone(),
        _ => String::new(),
    };
    Some(words.trim().to_owned()).filter(|it| !it.is_empty())
}
