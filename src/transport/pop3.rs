//! POP3 (RFC 1939, 2449, 2595, 5034): a small client of our own, because it must hand out every byte
//! as the server has it and never wait for ever.

use super::connect::{Connector, Stream};
use super::error::{Cause, Reply, Result, Step, cause_of_io, printable};
use super::imap::Removal;
use super::passed::Passed;
use super::pop3_greet::greet;
use crate::domain::ledger::RemoteId;
use crate::domain::secret::Secret;
use crate::domain::server::{Endpoint, PinnedCertificate};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::{HashMap, HashSet};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};

/// Bytes of a line of a list at the most.
const LINE_LIMIT: usize = 64 << 10;

/// A signed-in POP3 connection.
pub struct Pop3Mailbox {
    pub(super) stream: BufReader<Stream>,
    capabilities: HashMap<String, String>,
    secrets: Vec<String>,
    /// Message numbers, which hold for this connection alone.
    pub(super) numbers: HashMap<RemoteId, u32>,
    /// TOP is worth trying.
    pub(super) top_works: bool,
    /// Handed out whole on this connection: what is stored of them is what lies there.
    pub(super) fetched: HashSet<RemoteId>,
    deleted: Vec<RemoteId>,
}

impl Pop3Mailbox {
    /// Connects, protects the connection and signs in, once.
    ///
    /// # Errors
    /// At every step up to [`Step::Login`].
    pub async fn open(
        connector: &Connector,
        endpoint: &Endpoint,
        pins: &[PinnedCertificate],
        (user, secret): (&str, &Secret),
    ) -> Result<Self> {
        let (stream, capabilities) = greet(connector, endpoint, pins).await?;
        let mut mailbox = Self {
            stream: BufReader::with_capacity(64 << 10, stream),
            capabilities,
            secrets: super::traces(user, secret),
            numbers: HashMap::new(),
            top_works: true,
            fetched: HashSet::new(),
            deleted: Vec::new(),
        };
        let signed_in = match secret.is_bearer() {
            true => mailbox.show_token(user, secret).await,
            false => mailbox.sign_in(user, secret.reveal()).await,
        };
        signed_in.map_err(|cause| cause.at(Step::Login))?;
        connector.watcher.passed(|| Passed::Login);
        Ok(mailbox)
    }

    /// One attempt, in the first way that the server offers.
    async fn sign_in(&mut self, user: &str, password: &str) -> std::result::Result<(), Cause> {
        if [user, password]
            .iter()
            .any(|it| it.contains(['\r', '\n', '\0']))
        {
            return Err(Cause::BadInput);
        }
        let mechanisms = self
            .capabilities
            .get("SASL")
            .cloned()
            .unwrap_or_default()
            .to_uppercase();
        let offers = |name: &str| mechanisms.split(' ').any(|it| it == name);
        let knows_user = self.capabilities.is_empty() || self.capabilities.contains_key("USER");
        if offers("PLAIN") {
            let answer = STANDARD.encode(format!("\0{user}\0{password}"));
            self.authenticate("PLAIN", &[answer]).await
        } else if offers("LOGIN") {
            // Before USER, which Dovecot names even where it then refuses every PASS.
            let answers = [STANDARD.encode(user), STANDARD.encode(password)];
            self.authenticate("LOGIN", &answers).await
        } else if knows_user {
            self.send(&format!("USER {user}")).await?;
            self.status().await.map_err(rejected)?;
            self.send(&format!("PASS {password}")).await?;
            self.status().await.map_err(rejected).map(|_| ())
        } else {
            Err(Cause::MechanismMissing)
        }
    }

    /// Signs in by XOAUTH2. Microsoft wants the token in a line of its own; who wants it in the first
    /// one says no to that before any token was shown.
    async fn show_token(&mut self, user: &str, token: &Secret) -> std::result::Result<(), Cause> {
        let is_bad = |it: &str| it.contains(['\r', '\n', '\0', '\x01']);
        if is_bad(user) || is_bad(token.reveal()) {
            return Err(Cause::BadInput);
        }
        let mechanisms = self.capabilities.get("SASL");
        let mut offered = mechanisms
            .map(String::as_str)
            .unwrap_or_default()
            .split(' ');
        if !offered.any(|it| it.eq_ignore_ascii_case("XOAUTH2")) {
            return Err(Cause::MechanismMissing);
        }
        let response = STANDARD.encode(super::xoauth2(user, token));
        self.send("AUTH XOAUTH2").await?;
        let line = self.line().await?;
        match line.starts_with(b"-ERR") {
            true => self.send(&format!("AUTH XOAUTH2 {response}")).await?,
            false if line.starts_with(b"+") && !line.starts_with(b"+OK") => {
                self.send(&response).await?;
            }
            false => return Err(Cause::Protocol("AUTH ended early".to_owned())),
        }
        let line = self.line().await?;
        if line.starts_with(b"+") && !line.starts_with(b"+OK") {
            // The refusal's details, which want an empty answer.
            self.send("").await?;
            return self.status().await.map_err(rejected).map(|_| ());
        }
        self.read_status(&line).map_err(rejected).map(|_| ())
    }

    /// AUTH in the form without an initial response, which every server understands (RFC 5034).
    async fn authenticate(
        &mut self,
        mechanism: &str,
        answers: &[String],
    ) -> std::result::Result<(), Cause> {
        self.send(&format!("AUTH {mechanism}")).await?;
        for answer in answers {
            let line = self.line().await?;
            if line.first() != Some(&b'+') || line.starts_with(b"+OK") {
                self.read_status(&line).map_err(rejected)?;
                return Err(Cause::Protocol("AUTH ended early".to_owned()));
            }
            self.send(answer).await?;
        }
        self.status().await.map_err(rejected).map(|_| ())
    }

    pub(super) fn can(&self, capability: &str) -> bool {
        self.capabilities.contains_key(capability)
    }

    pub(super) async fn send(&mut self, command: &str) -> std::result::Result<(), Cause> {
        let line = format!("{command}\r\n");
        let sent = async {
            self.stream.write_all(line.as_bytes()).await?;
            self.stream.flush().await
        };
        sent.await.map_err(|error| cause_of_io(&error))
    }

    /// One line without its line break.
    pub(super) async fn line(&mut self) -> std::result::Result<Vec<u8>, Cause> {
        let mut line = Vec::new();
        loop {
            let waiting = self
                .stream
                .fill_buf()
                .await
                .map_err(|error| cause_of_io(&error))?;
            if waiting.is_empty() {
                return Err(Cause::Closed(String::new()));
            }
            let end = memchr::memchr(b'\n', waiting);
            let taken = end.map_or(waiting.len(), |at| at + 1);
            line.extend_from_slice(waiting.get(..taken).unwrap_or_default());
            self.stream.consume(taken);
            if end.is_some() {
                line.pop();
                if line.last() == Some(&b'\r') {
                    line.pop();
                }
                return Ok(line);
            }
            if line.len() > LINE_LIMIT {
                return Err(Cause::Protocol("endless line".to_owned()));
            }
        }
    }

    /// The status line of a command; a refusal is an error.
    pub(super) async fn status(&mut self) -> std::result::Result<String, Cause> {
        let line = self.line().await?;
        self.read_status(&line)
    }

    fn read_status(&self, line: &[u8]) -> std::result::Result<String, Cause> {
        let text = String::from_utf8_lossy(line).into_owned();
        if let Some(rest) = text.strip_prefix("+OK") {
            return Ok(rest.trim().to_owned());
        }
        let Some(rest) = text.strip_prefix("-ERR") else {
            let reply = Reply {
                code: None,
                text: printable(line),
            }
            .mask(&self.secrets);
            return Err(Cause::Protocol(reply.text));
        };
        let reply = Reply::parse(rest).mask(&self.secrets);
        Err(if reply.is_temporary() {
            Cause::Temporary(reply)
        } else {
            Cause::ServerRefused(reply)
        })
    }

    /// Marks messages for removal; they are removed when [`Pop3Mailbox::close`] succeeds.
    ///
    /// # Errors
    /// At [`Step::Remove`] when the conversation breaks down.
    pub async fn remove(&mut self, ids: &[RemoteId]) -> Result<Removal> {
        let at = |cause: Cause| cause.at(Step::Remove);
        let mut removal = Removal::default();
        for id in ids {
            let Some(number) = self.numbers.get(id).copied() else {
                removal.removed.push(id.clone());
                continue;
            };
            self.send(&format!("DELE {number}")).await.map_err(at)?;
            match self.status().await {
                Ok(_) => {
                    self.deleted.push(id.clone());
                    removal.removed.push(id.clone());
                }
                Err(cause @ (Cause::ServerRefused(_) | Cause::Temporary(_))) => {
                    removal.kept.push((id.clone(), cause.to_string()));
                }
                Err(cause) => return Err(at(cause)),
            }
        }
        Ok(removal)
    }

    /// QUIT: only its answer makes removals real. Returns what was removed.
    ///
    /// # Errors
    /// At [`Step::Close`]; then it is not known whether anything was removed.
    pub async fn close(mut self) -> Result<Vec<RemoteId>> {
        let quit = async {
            self.send("QUIT").await?;
            self.status().await
        };
        quit.await.map_err(|cause| cause.at(Step::Close))?;
        Ok(self.deleted)
    }
}

/// A refusal to sign in, unless its code says that trying later may help.
fn rejected(cause: Cause) -> Cause {
    match cause {
        Cause::ServerRefused(reply) if reply.code.as_deref() == Some("SYS/PERM") => {
            Cause::ServerRefused(reply)
        }
        Cause::ServerRefused(reply) => Cause::LoginRejected(reply),
        other => other,
    }
}
