//! Connections to the outgoing server of an account.

use super::failure::Failure;
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::diagnosis::FailureClass;
use crate::domain::mail::Detail;
use crate::domain::secret::{Secret, SecretPurpose};
use crate::domain::server::{Incoming, Outgoing, OutgoingAuth};
use crate::domain::syntax::ascii_address;
use crate::mime;
use crate::service::error::{Error, Result};
use crate::service::office::Office;
use crate::transport::{
    self, Cause, Enclosure, Envelope, ExchangeMailbox, GraphMailbox, Pieces, Reply, SmtpSession,
    Step, Submission,
};
use std::time::Duration;

/// How long somebody who puts a letter into the Postausgang waits for the server.
const ASKING: Duration = Duration::from_secs(5);

/// A server that letters are handed over to.
pub(super) enum Session {
    /// Submission.
    Smtp(Box<SmtpSession>),
    /// Exchange; with the recipients of blind copies of the letter that was begun.
    Exchange(Box<ExchangeMailbox>, Vec<String>),
}

impl Session {
    /// How large a letter may be, where the server says so.
    pub(super) fn size(&self) -> Option<u64> {
        match self {
            Self::Smtp(session) => session.offer().size(),
            Self::Exchange(..) => None,
        }
    }

    /// Begins a letter; see [`SmtpSession::begin`].
    pub(super) async fn begin(
        &mut self,
        envelope: &Envelope,
        raw: &[u8],
    ) -> transport::Result<Vec<(String, Cause)>> {
        match self {
            Self::Smtp(session) => session.begin(envelope, raw).await,
            Self::Exchange(_, bcc) => {
                *bcc = blind(envelope, raw)?;
                Ok(Vec::new())
            }
        }
    }

    /// Hands the begun letter over; see [`SmtpSession::hand_over`].
    pub(super) async fn hand_over(
        &mut self,
        raw: &[u8],
        before_end: impl FnOnce() -> bool + Send + 'static,
    ) -> transport::Result<Submission> {
        match self {
            Self::Smtp(session) => session.hand_over(raw, before_end).await,
            Self::Exchange(mailbox, bcc) => match mailbox.as_mut() {
                ExchangeMailbox::Graph(graph) if !GraphMailbox::takes_whole(raw.len()) => {
                    match pieces(raw) {
                        Some(pieces) => graph.send_in_pieces(&pieces, bcc, before_end).await,
                        None => graph.send(raw, bcc, before_end).await,
                    }
                }
                mailbox => mailbox.send(raw, bcc, before_end).await,
            },
        }
    }

    /// Ends the conversation.
    pub(super) async fn close(self) {
        if let Self::Smtp(session) = self {
            session.close().await;
        }
    }
}

/// Whether Graph can be handed this letter, whole or in pieces.
pub(super) fn goes_by_graph(raw: &[u8]) -> bool {
    GraphMailbox::takes_whole(raw.len())
        || pieces(raw).is_some_and(|it| GraphMailbox::takes_whole(it.letter.len()))
}

/// A letter without its documents, and these; `None` where they cannot be taken out.
fn pieces(raw: &[u8]) -> Option<Pieces> {
    let message_id = mime::parse(raw, Detail::Index).message_id?;
    let detached = mime::detached(raw)?;
    let enclosures = detached.parts.into_iter();
    let enclosures = enclosures.map(|it| Enclosure {
        name: it.name,
        media_type: it.mime_type,
        content_id: it.content_id,
        data: it.data,
    });
    Some(Pieces {
        letter: detached.raw,
        enclosures: enclosures.collect(),
        message_id,
    })
}

/// Who gets a blind copy: Exchange reads the other recipients from the letter itself, so it cannot be
/// asked to pass one of them by.
fn blind(envelope: &Envelope, raw: &[u8]) -> transport::Result<Vec<String>> {
    let mail = mime::parse(raw, Detail::Index);
    let named = mail.to.iter().chain(&mail.cc);
    let named = named.map(|it| ascii_address(&it.address).unwrap_or_else(|| it.address.clone()));
    let named: Vec<String> = named.map(|it| it.to_lowercase()).collect();
    let asked: Vec<String> = envelope
        .recipients
        .iter()
        .map(|it| it.to_lowercase())
        .collect();
    if named.iter().any(|it| !asked.contains(it)) {
        let reply = Reply {
            code: Some("KONTORPOST-PARTIAL".to_owned()),
            text: "Exchange cannot leave out one of several recipients".to_owned(),
        };
        return Err(Cause::ServerRefused(reply).at(Step::Recipient));
    }
    let all = envelope.recipients.iter();
    let blind = all.filter(|it| !named.contains(&it.to_lowercase()));
    Ok(blind.cloned().collect())
}

impl Office {
    pub(super) async fn open_session(
        &self,
        stored: &StoredAccount,
    ) -> std::result::Result<Session, Failure> {
        if let Some(incoming) = stored.account.incoming.as_ref().filter(|it| it.sends()) {
            return self.open_exchange(stored, incoming).await;
        }
        let Some(outgoing) = &stored.account.outgoing else {
            return Err(Failure::for_good("no-server"));
        };
        let pins = self.storage.pins(stored.id);
        let pins = pins.map_err(|it| Failure::for_now(None, it.to_string()))?;
        let sign_in = self.outgoing_sign_in(stored, outgoing).await;
        let shows_token = stored.account.sends_with_token();
        let sign_in = sign_in.map_err(|it| self.no_secret(stored, &it, shows_token))?;
        let sign_in = sign_in
            .as_ref()
            .map(|(user, secret)| (user.as_str(), secret));
        let connector = self.connector(stored.id, &outgoing.endpoint, &pins);
        let opened = SmtpSession::open(&connector, &outgoing.endpoint, &pins, sign_in).await;
        let opened = opened.map(|it| Session::Smtp(Box::new(it)));
        opened.map_err(|error| self.not_opened(&error, stored, shows_token))
    }

    async fn open_exchange(
        &self,
        stored: &StoredAccount,
        incoming: &Incoming,
    ) -> std::result::Result<Session, Failure> {
        let pins = self.storage.pins(stored.id);
        let pins = pins.map_err(|it| Failure::for_now(None, it.to_string()))?;
        let secret = self.stored_secret(stored.id, SecretPurpose::Incoming).await;
        let shows_token = incoming.uses_oauth();
        let secret = secret.map_err(|it| self.no_secret(stored, &it, shows_token))?;
        let connector = self.connector(stored.id, &incoming.endpoint, &pins);
        let opened = ExchangeMailbox::open(&connector, incoming, &pins, &secret).await;
        let opened = opened.map(|mut mailbox| {
            // The other accounts' letters do not wait while one server is busy.
            mailbox.set_impatient();
            Session::Exchange(Box::new(mailbox), Vec::new())
        });
        opened.map_err(|error| self.not_opened(&error, stored, shows_token))
    }

    fn no_secret(&self, stored: &StoredAccount, error: &Error, shows_token: bool) -> Failure {
        self.stop_if_refused(stored, error, shows_token);
        let class = match error {
            Error::SecretMissing(_) => FailureClass::SecretMissing,
            Error::Oauth { error, .. } => error.fault.into(),
            _ => FailureClass::KeychainLocked,
        };
        Failure::for_now(Some(class), error.to_string())
    }

    fn not_opened(
        &self,
        error: &transport::Error,
        stored: &StoredAccount,
        shows_token: bool,
    ) -> Failure {
        let refusal = Error::Transport(error.clone());
        self.stop_if_refused(stored, &refusal, shows_token);
        Failure::of(error, stored)
    }

    /// After a refusal only a person goes on.
    fn stop_if_refused(&self, stored: &StoredAccount, error: &Error, shows_token: bool) {
        let outgoing = stored.account.outgoing.as_ref();
        // Should the database refuse this too, the next try does it.
        let _ = match outgoing.is_some_and(|it| it.auth.uses_oauth()) {
            true => self.end_if_refused(stored.id, error),
            false => self.pause_if_refused(stored.id, error, shows_token),
        };
    }

    /// Asks the outgoing server how large a letter it takes, unless it has said so before, so that
    /// one that is too large is refused before it is queued. Signs in nowhere; a server that cannot
    /// be reached now will be asked when the letter is sent.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn learn_size_limit(&self, id: AccountId) -> Result<()> {
        let stored = self.storage.account(id)?;
        let Some(outgoing) = &stored.account.outgoing else {
            return Ok(());
        };
        if self.storage.size_limit(id)?.is_some() {
            return Ok(());
        }
        let pins = self.storage.pins(id)?;
        let connector = self.connector(id, &outgoing.endpoint, &pins);
        let asking = SmtpSession::open(&connector, &outgoing.endpoint, &pins, None);
        if let Ok(Ok(session)) = tokio::time::timeout(ASKING, asking).await {
            let size = session.offer().size();
            session.close().await;
            self.storage.note_size_limit(id, size)?;
        }
        Ok(())
    }

    async fn outgoing_sign_in(
        &self,
        stored: &StoredAccount,
        outgoing: &Outgoing,
    ) -> Result<Option<(String, Secret)>> {
        let (user, purpose) = match &outgoing.auth {
            OutgoingAuth::None => return Ok(None),
            OutgoingAuth::Own { user } | OutgoingAuth::Oauth2 { user } => {
                (user.clone(), SecretPurpose::Outgoing)
            }
            OutgoingAuth::Same => {
                let incoming = stored.account.incoming.as_ref();
                let user = incoming.map(|it| it.user.clone());
                (
                    user.ok_or(Error::NotFetched(stored.id))?,
                    SecretPurpose::Incoming,
                )
            }
        };
        let secret = self.stored_secret(stored.id, purpose).await?;
        Ok(Some((user, secret)))
    }
}
