//! POP3 (RFC 1939, 2449, 2595, 5034): a small client of our own, because it must hand out every byte
//! as the server has it and never wait for ever.

use super::connect::{Connector, Stream};
use super::error::{Cause, Reply, Result, Step, cause_of_io, printable};
use super::imap::Removal;
use super::passed::Passed;
use super::pop3_greet::greet;
use crate::domain::ledger::{Listed, RemoteId};
use crate::domain::secret::Secret;
use crate::domain::server::{Endpoint, PinnedCertificate};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::{HashMap, HashSet};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};

/// Bytes of a line of a list at the most.
const LINE_LIMIT: usize = 64 << 10;

/// Lines of a list at the most.
const LIST_LIMIT: usize = 2_000_000;

/// Characters of a unique-id at the most; RFC 1939 allows 70, servers send more.
const UIDL_LIMIT: usize = 512;

/// A signed-in POP3 connection.
pub struct Pop3Mailbox {
    pub(super) stream: BufReader<Stream>,
    capabilities: HashMap<String, String>,
    secrets: Vec<String>,
    /// Message numbers, which hold for this connection alone.
    pub(super) numbers: HashMap<RemoteId, u32>,
    /// TOP is worth trying.
    top_works: bool,
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
            deleted: Vec::new(),
        };
        let signed_in = mailbox.sign_in(user, secret.reveal()).await;
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
        } else if knows_user {
            self.send(&format!("USER {user}")).await?;
            self.status().await.map_err(rejected)?;
            self.send(&format!("PASS {password}")).await?;
            self.status().await.map_err(rejected).map(|_| ())
        } else if offers("LOGIN") {
            let answers = [STANDARD.encode(user), STANDARD.encode(password)];
            self.authenticate("LOGIN", &answers).await
        } else {
            Err(Cause::MechanismMissing)
        }
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
    async fn line(&mut self) -> std::result::Result<Vec<u8>, Cause> {
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

    /// The lines of a list, up to the final dot.
    async fn lines(&mut self) -> std::result::Result<Vec<String>, Cause> {
        let mut lines = Vec::new();
        loop {
            let line = self.line().await?;
            if line == b"." {
                return Ok(lines);
            }
            let line = line.strip_prefix(b".").unwrap_or(&line);
            lines.push(String::from_utf8_lossy(line).into_owned());
            if lines.len() > LIST_LIMIT {
                return Err(Cause::Protocol("endless list".to_owned()));
            }
        }
    }

    /// Numbers and sizes of all messages.
    async fn sizes(&mut self) -> std::result::Result<Vec<(u32, u64)>, Cause> {
        self.send("LIST").await?;
        self.status().await?;
        let mut sizes = Vec::new();
        for line in self.lines().await? {
            let mut words = line.split_whitespace();
            let number = words.next().and_then(|it| it.parse().ok());
            let Some(number) = number else {
                return Err(Cause::Protocol(printable(line.as_bytes())));
            };
            // A size that is no number is only a size: the message is there all the same.
            sizes.push((
                number,
                words.next().and_then(|it| it.parse().ok()).unwrap_or(0),
            ));
        }
        Ok(sizes)
    }

    /// Whether UIDL is understood.
    pub(super) async fn knows_unique_ids(&mut self) -> std::result::Result<bool, Cause> {
        self.send("UIDL").await?;
        match self.status().await {
            Ok(_) => self.lines().await.map(|_| true),
            Err(Cause::ServerRefused(_)) => Ok(false),
            Err(cause) => Err(cause),
        }
    }

    /// Unique-ids by number; none when the server has no UIDL.
    async fn unique_ids(&mut self) -> std::result::Result<HashMap<u32, String>, Cause> {
        self.send("UIDL").await?;
        match self.status().await {
            Ok(_) => {}
            Err(Cause::ServerRefused(_)) => return Ok(HashMap::new()),
            Err(cause) => return Err(cause),
        }
        let mut ids = HashMap::new();
        for line in self.lines().await? {
            let (number, id) = line.split_once(' ').unwrap_or((&line, ""));
            if let Ok(number) = number.parse() {
                ids.insert(number, id.trim().to_owned());
            }
        }
        Ok(ids)
    }

    /// Every message, in the order of the server. One without a usable unique-id of its own is
    /// named by the digest of its header.
    ///
    /// # Errors
    /// At [`Step::List`].
    pub async fn list(&mut self) -> Result<Vec<Listed>> {
        let at = |cause: Cause| cause.at(Step::List);
        let sizes = self.sizes().await.map_err(at)?;
        let ids = if sizes.is_empty() {
            HashMap::new()
        } else {
            self.unique_ids().await.map_err(at)?
        };
        let mut uses: HashMap<&str, u32> = HashMap::new();
        for id in ids.values() {
            *uses.entry(id).or_default() += 1;
        }
        let mut listed: Vec<Listed> = Vec::with_capacity(sizes.len());
        let mut named = HashSet::new();
        self.numbers.clear();
        for (number, size) in sizes {
            let usable = ids.get(&number).filter(|id| {
                !id.is_empty() && id.len() <= UIDL_LIMIT && uses.get(id.as_str()) == Some(&1)
            });
            let mut id = match usable {
                Some(id) => RemoteId::Uidl(id.clone()),
                None => RemoteId::Header(self.header_digest(number).await.map_err(at)?),
            };
            // Two copies of one message, on a server without unique-ids.
            let mut copy = 1;
            while !named.insert(id.clone()) {
                copy += 1;
                let base = id.key();
                let base = base
                    .trim_start_matches("h:")
                    .split('/')
                    .next()
                    .unwrap_or_default();
                id = RemoteId::Header(format!("{base}/{copy}"));
            }
            self.numbers.insert(id.clone(), number);
            listed.push(Listed {
                id,
                size,
                stamp: String::new(),
            });
        }
        Ok(listed)
    }

    async fn header_digest(&mut self, number: u32) -> std::result::Result<String, Cause> {
        if let Some(digest) = self.top_digest(number).await? {
            return Ok(digest);
        }
        self.send(&format!("RETR {number}")).await?;
        let raw = self.collect_body(usize::MAX).await?;
        Ok(header_digest(&raw))
    }

    /// The digest of a header by TOP; `None` when the server has no TOP.
    async fn top_digest(&mut self, number: u32) -> std::result::Result<Option<String>, Cause> {
        if !self.top_works {
            return Ok(None);
        }
        self.send(&format!("TOP {number} 0")).await?;
        match self.collect_body(super::pop3_fetch::HEADER_LIMIT).await {
            Ok(head) => Ok(Some(header_digest(&head))),
            Err(Cause::ServerRefused(_)) => {
                self.top_works = false;
                Ok(None)
            }
            Err(cause) => Err(cause),
        }
    }

    /// The digest of the header of a listed message; `None` when the server has no TOP, or the
    /// message is named by that digest anyway.
    ///
    /// # Errors
    /// At [`Step::Remove`].
    pub async fn header_digest_on_server(&mut self, id: &RemoteId) -> Result<Option<String>> {
        match (id, self.numbers.get(id).copied()) {
            (RemoteId::Uidl(_), Some(number)) => self
                .top_digest(number)
                .await
                .map_err(|cause| cause.at(Step::Remove)),
            _ => Ok(None),
        }
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

/// The digest that names a message by its header: the bytes up to and including the blank line, with
/// every line break written as CRLF.
pub fn header_digest(raw: &[u8]) -> String {
    let mut hasher = crate::domain::hash::Sha256Hasher::default();
    for line in raw.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        hasher.update(line);
        hasher.update(b"\r\n");
        if line.is_empty() {
            break;
        }
    }
    hasher.finish().to_string()
}
