//! Submission (RFC 6409, RFC 5321): lettre on a stream that is already greeted and protected, each
//! command by itself, so that it is known which one failed and which recipient was refused.

use super::connect::Connector;
use super::error::{Cause, Reply, Result, Step, cause_of_io, printable};
use super::passed::Passed;
use super::smtp_greet::{Offer, greet, hello_name};
use super::smtp_stream::{End, SmtpStream};
use crate::domain::secret::Secret;
use crate::domain::server::{Endpoint, PinnedCertificate};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Auth, Data, Mail, Quit, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, MailBodyParameter, MailParameter};
use lettre::transport::smtp::response::Severity;
use std::error::Error as _;
use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// The server has done what was asked (2yz).
const DONE: Severity = Severity::PositiveCompletion;

/// The server waits for what is to follow (354).
const GO_ON: Severity = Severity::PositiveIntermediate;

/// Who sends to whom, as the server is told. It has nothing to do with what the header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Sender, where refusals go to; ASCII domain. Empty when they are to go nowhere.
    pub sender: String,
    /// Recipients, each once; ASCII domains.
    pub recipients: Vec<String>,
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submission {
    /// The server has taken it over; its last word, often with its own number of the message.
    Accepted(String),
    /// The whole message was handed over, but no answer came: it may or may not be on its way.
    Unclear(Cause),
}

/// A connection to a submission server.
pub struct SmtpSession {
    connection: AsyncSmtpConnection,
    offer: Offer,
    secrets: Vec<String>,
    end: Arc<End>,
}

impl SmtpSession {
    /// Connects, protects the connection and, where a sign-in is given, signs in, once.
    ///
    /// # Errors
    /// At every step up to [`Step::Login`].
    pub async fn open(
        connector: &Connector,
        endpoint: &Endpoint,
        pins: &[PinnedCertificate],
        sign_in: Option<(&str, &Secret)>,
    ) -> Result<Self> {
        let (stream, offer) = greet(connector, endpoint, pins).await?;
        let name = ClientId::Domain(hello_name(&stream));
        let end = Arc::new(End::default());
        let stream = Box::new(SmtpStream::new(
            stream,
            end.clone(),
            connector.timeouts.idle,
        ));
        let connection = AsyncSmtpConnection::connect_with_transport(stream, &name)
            .await
            .map_err(|error| cause(&error).at(Step::Capabilities))?;
        let mut session = Self {
            connection,
            offer,
            secrets: sign_in.map_or_else(Vec::new, |(user, secret)| super::traces(user, secret)),
            end,
        };
        if let Some((user, secret)) = sign_in {
            session.sign_in(user, secret).await?;
            connector.watcher.passed(|| Passed::Login);
        }
        Ok(session)
    }

    /// What the server offers.
    pub fn offer(&self) -> &Offer {
        &self.offer
    }

    async fn sign_in(&mut self, user: &str, secret: &Secret) -> Result<()> {
        let at = |cause: Cause| cause.at(Step::Login);
        if secret.is_bearer() {
            let shown = self.show_token(user, secret).await;
            return shown.map_err(|it| at(self.sign_in_cause(it)));
        }
        let mechanism = [("PLAIN", Mechanism::Plain), ("LOGIN", Mechanism::Login)]
            .into_iter()
            .find(|(word, _)| self.offer.signs_in_by(word));
        let Some((_, mechanism)) = mechanism else {
            return Err(at(Cause::MechanismMissing));
        };
        let credentials = Credentials::new(user.to_owned(), secret.reveal().to_owned());
        let signed_in = self.authenticate(mechanism, credentials).await;
        signed_in.map_err(|it| at(self.sign_in_cause(it)))
    }

    fn sign_in_cause(&self, cause: Cause) -> Cause {
        match cause.masked(&self.secrets) {
            Cause::ServerRefused(reply) if is_about_sign_in(&reply) => Cause::LoginRejected(reply),
            other => other,
        }
    }

    /// One attempt by XOAUTH2.
    async fn show_token(&mut self, user: &str, token: &Secret) -> std::result::Result<(), Cause> {
        let is_bad = |it: &str| it.contains(['\r', '\n', '\0', '\x01']);
        if is_bad(user) || is_bad(token.reveal()) {
            return Err(Cause::BadInput);
        }
        if !self.offer.signs_in_by("XOAUTH2") {
            return Err(Cause::MechanismMissing);
        }
        let response = STANDARD.encode(super::xoauth2(user, token));
        let mut command = format!("AUTH XOAUTH2 {response}\r\n");
        // A refusal is explained first (334), and wants an empty answer.
        for _ in 0..2 {
            let answer = self.connection.command(command).await;
            let answer = answer.map_err(|error| cause(&error))?;
            if answer.code().severity == DONE {
                return Ok(());
            }
            command = "\r\n".to_owned();
        }
        Err(Cause::Protocol("endless sign-in".to_owned()))
    }

    /// One attempt. The library's own way passes by what old servers offer as `AUTH=LOGIN`.
    async fn authenticate(
        &mut self,
        mechanism: Mechanism,
        credentials: Credentials,
    ) -> std::result::Result<(), Cause> {
        let mut command = Auth::new(mechanism, credentials.clone(), None);
        // A name and a password are all that may be asked for.
        for _ in 0..3 {
            let said = command.map_err(|error| cause(&error))?;
            let answer = self.connection.command(said).await;
            let answer = answer.map_err(|error| cause(&error))?;
            if answer.code().severity == DONE {
                return Ok(());
            }
            command = Auth::new_from_response(mechanism, credentials.clone(), &answer);
        }
        Err(Cause::Protocol("endless sign-in".to_owned()))
    }

    /// Asks whether mail from `sender` would be taken, and takes the question back.
    ///
    /// # Errors
    /// At [`Step::Sender`].
    pub async fn check_sender(&mut self, sender: &str) -> Result<()> {
        let at = |cause: Cause| cause.at(Step::Sender);
        let sender = address(sender).map_err(at)?;
        self.say(Mail::new(Some(sender), Vec::new()), DONE)
            .await
            .map_err(at)?;
        self.say(Rset, DONE).await.map_err(at)
    }

    /// Says a command. What is not `wanted` is a failure, even where the library is content: one
    /// answer too many would make every later one belong to the command before.
    async fn say(
        &mut self,
        command: impl Display,
        wanted: Severity,
    ) -> std::result::Result<(), Cause> {
        let answer = self.connection.command(command).await;
        let answer = answer.map_err(|error| cause(&error).masked(&self.secrets))?;
        match answer.code().severity == wanted {
            true => Ok(()),
            false => Err(Cause::Protocol(format!("unexpected {}", answer.code()))),
        }
    }

    /// Begins a message: names sender and recipients. Returns the recipients that were refused, and
    /// why; when it is all of them, nothing more may follow.
    ///
    /// # Errors
    /// At [`Step::Sender`] or [`Step::Recipient`]: nothing was sent.
    pub async fn begin(&mut self, envelope: &Envelope, raw: &[u8]) -> Result<Vec<(String, Cause)>> {
        let at = |cause: Cause| cause.at(Step::Sender);
        let options = self.options(envelope, raw).map_err(at)?;
        let sender = match envelope.sender.as_str() {
            "" => None,
            sender => Some(address(sender).map_err(at)?),
        };
        self.say(Mail::new(sender, options), DONE)
            .await
            .map_err(at)?;
        let refused = self.recipients(envelope).await?;
        if refused.len() == envelope.recipients.len() {
            // Should it come to nothing, the next letter notices.
            let _ = self.say(Rset, DONE).await;
        }
        Ok(refused)
    }

    /// Hands the begun message over. `raw` is the whole message (RFC 5322) with CRLF line ends.
    /// `before_end` is called when all of it is there but its end, and nothing but the end makes the
    /// server accept it; when it says `false`, the end is not written.
    ///
    /// # Errors
    /// At [`Step::Data`]: nothing was sent. What is in doubt is [`Submission::Unclear`].
    pub async fn hand_over(
        &mut self,
        raw: &[u8],
        before_end: impl FnOnce() -> bool + Send + 'static,
    ) -> Result<Submission> {
        let data = self.say(Data, GO_ON).await;
        data.map_err(|cause| cause.at(Step::Data))?;
        self.end.expect(Box::new(before_end));
        // The library ends the message with a line break of its own.
        let body = raw.strip_suffix(b"\r\n").unwrap_or(raw);
        let outcome = self.connection.message(body).await;
        let outcome = outcome.map_err(|error| cause(&error));
        match outcome {
            Ok(reply) if reply.code().severity == DONE => {
                let words = reply.message().collect::<Vec<_>>().join(" ");
                let words = Reply {
                    code: None,
                    text: printable(words.as_bytes()),
                };
                Ok(Submission::Accepted(words.mask(&self.secrets).text))
            }
            // An answer, but to what?
            Ok(reply) => Ok(Submission::Unclear(Cause::Protocol(format!(
                "unexpected {}",
                reply.code()
            )))),
            Err(cause @ (Cause::Temporary(_) | Cause::ServerRefused(_))) => {
                Err(cause.masked(&self.secrets).at(Step::Data))
            }
            Err(cause) if self.end.is_sent() => Ok(Submission::Unclear(cause)),
            Err(cause) => Err(cause.at(Step::Data)),
        }
    }

    fn options(
        &self,
        envelope: &Envelope,
        raw: &[u8],
    ) -> std::result::Result<Vec<MailParameter>, Cause> {
        let mut options = Vec::new();
        let size = raw.len() as u64;
        if self.offer.size().is_some_and(|limit| size > limit) {
            return Err(Cause::TooLarge(size));
        }
        if self.offer.arguments("SIZE").is_some() {
            options.push(MailParameter::Size(raw.len()));
        }
        let has_umlauts = |it: &String| !it.is_ascii();
        if has_umlauts(&envelope.sender) || envelope.recipients.iter().any(has_umlauts) {
            if self.offer.arguments("SMTPUTF8").is_none() {
                return Err(Cause::ServerRefused(Reply {
                    code: Some("SMTPUTF8".to_owned()),
                    text: String::new(),
                }));
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        if !raw.is_ascii() {
            if self.offer.arguments("8BITMIME").is_none() {
                return Err(Cause::ServerRefused(Reply {
                    code: Some("8BITMIME".to_owned()),
                    text: String::new(),
                }));
            }
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        Ok(options)
    }

    async fn recipients(&mut self, envelope: &Envelope) -> Result<Vec<(String, Cause)>> {
        let mut refused = Vec::new();
        for recipient in &envelope.recipients {
            let parsed = match address(recipient) {
                Ok(parsed) => parsed,
                Err(cause) => {
                    refused.push((recipient.clone(), cause));
                    continue;
                }
            };
            match self.say(Rcpt::new(parsed, Vec::new()), DONE).await {
                Ok(()) => {}
                // 421 is the server's farewell, whatever the command was.
                Err(Cause::Temporary(reply)) if reply.code.as_deref() == Some("421") => {
                    return Err(Cause::Temporary(reply).at(Step::Recipient));
                }
                Err(cause @ (Cause::Temporary(_) | Cause::ServerRefused(_))) => {
                    refused.push((recipient.clone(), cause));
                }
                Err(cause) => return Err(cause.at(Step::Recipient)),
            }
        }
        Ok(refused)
    }

    /// Ends the session. Nothing depends on the answer: what was accepted stays accepted.
    pub async fn close(mut self) {
        let _ = timeout(Duration::from_secs(5), self.connection.command(Quit)).await;
    }
}

/// Whether a refusal of AUTH rejects who signs in (RFC 4954 section 6). Servers use many codes for
/// that; only what is about the command itself is not meant: trying again would lock the account.
fn is_about_sign_in(reply: &Reply) -> bool {
    let about_command = ["500", "501", "502", "503", "504", "530", "538"];
    let code = reply.code.as_deref().unwrap_or_default();
    !about_command.contains(&code)
}

fn address(text: &str) -> std::result::Result<Address, Cause> {
    text.parse().map_err(|_| Cause::BadInput)
}

/// What went wrong, from the reply's code or from the error below the library's.
fn cause(error: &lettre::transport::smtp::Error) -> Cause {
    if let Some(code) = error.status() {
        let text = error.source().map(ToString::to_string).unwrap_or_default();
        let reply = Reply {
            code: Some(code.to_string()),
            text: printable(text.as_bytes()),
        };
        return match error.is_transient() {
            true => Cause::Temporary(reply),
            false => Cause::ServerRefused(reply),
        };
    }
    let mut below = error.source();
    while let Some(source) = below {
        if let Some(io) = source.downcast_ref::<std::io::Error>() {
            return cause_of_io(io);
        }
        below = source.source();
    }
    match error.source().map(ToString::to_string) {
        Some(words) if words == "incomplete response" => Cause::Closed(String::new()),
        Some(words) => Cause::Protocol(printable(words.as_bytes())),
        None => Cause::Protocol(String::new()),
    }
}
