//! What lies in a POP3 mailbox: numbers, sizes, and names that hold from one connection to the next
//! (UIDL, or the digest of the header where there is none).

use super::error::{Cause, Result, Step, printable};
use super::pop3::Pop3Mailbox;
use crate::domain::ledger::{Listed, RemoteId};
use std::collections::{HashMap, HashSet};

/// Lines of a list at the most.
const LIST_LIMIT: usize = 2_000_000;

/// Characters of a unique-id at the most; RFC 1939 allows 70, servers send more.
const UIDL_LIMIT: usize = 512;

impl Pop3Mailbox {
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

    /// The digest of the header of a listed message; `None` when the server has no TOP, the message
    /// is named by that digest anyway, or it was fetched on this connection. (Some servers show
    /// another header with TOP than with RETR: there only fetching proves anything.)
    ///
    /// # Errors
    /// At [`Step::Remove`].
    pub async fn header_digest_on_server(&mut self, id: &RemoteId) -> Result<Option<String>> {
        match (id, self.numbers.get(id).copied()) {
            (RemoteId::Uidl(_), Some(number)) if !self.fetched.contains(id) => self
                .top_digest(number)
                .await
                .map_err(|cause| cause.at(Step::Remove)),
            _ => Ok(None),
        }
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
