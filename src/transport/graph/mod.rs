//! Microsoft Graph: mailboxes in Microsoft's cloud. An own small client over one connection: messages by
//! names that hold even when they are moved, links followed on the same host alone, throttling obeyed.

mod call;
mod large;
mod list;
mod send;

use super::connect::Connector;
use super::error::{Cause, Result, Step};
use super::ews::hand_on;
use super::flow::Flow;
use super::heads::Heads;
use super::imap::{FolderState, Removal};
use super::passed::Passed;
use super::sink::{Fetched, Pace, Sink};
use crate::domain::ledger::{FolderMemory, FolderNews, Listed, RemoteId};
use crate::domain::secret::Secret;
use crate::domain::server::{Incoming, PinnedCertificate};
use call::{Ask, Line, encode};
use hyper::StatusCode;
pub use large::{Enclosure, Pieces};
use serde_json::Value;

/// Bytes of a message at the most.
const MESSAGE_LIMIT: u64 = 1 << 30;

/// The same for one that comes packed, although nobody has asked for that.
const PACKED_LIMIT: usize = 64 << 20;

/// Folders within each other at the most.
const LEVELS: usize = 16;

/// A mailbox in Microsoft's cloud.
pub struct GraphMailbox {
    line: Line,
    /// Path of the mailbox: the own one, or one that others have, too.
    root: String,
    shared: Option<String>,
    for_good: bool,
    folder: String,
    memory: FolderMemory,
    news: Option<FolderNews>,
}

impl GraphMailbox {
    /// Connects and opens the inbox, so that the token is proved.
    ///
    /// # Errors
    /// At every step up to [`Step::Mailbox`].
    pub async fn open(
        connector: &Connector,
        incoming: &Incoming,
        pins: &[PinnedCertificate],
        token: &Secret,
    ) -> Result<Self> {
        let shared = &incoming.exchange.mailbox;
        let root = match shared.as_str() {
            "" => "/v1.0/me".to_owned(),
            shared => format!("/v1.0/users/{}", encode(shared)),
        };
        let user = incoming.user.clone();
        let line = Line::open(connector, &incoming.endpoint, pins, (user, token)).await?;
        let mut mailbox = Self {
            line,
            root,
            shared: (!shared.is_empty()).then(|| shared.clone()),
            for_good: incoming.exchange.for_good,
            folder: "inbox".to_owned(),
            memory: FolderMemory::default(),
            news: None,
        };
        mailbox.count("inbox").await?;
        connector.watcher.passed(|| Passed::Login);
        Ok(mailbox)
    }

    /// A server that asks to be left alone is not waited for: somebody looks on.
    pub fn set_impatient(&mut self) {
        self.line.is_patient = false;
    }

    /// What answers.
    pub fn describe(&self) -> String {
        "Microsoft Graph, Bearer".to_owned()
    }

    /// Opens a folder: `INBOX`, or names from the top separated by `/`.
    ///
    /// # Errors
    /// At [`Step::Mailbox`].
    pub async fn open_folder(&mut self, name: &str) -> Result<FolderState> {
        let folder = self.folder_of(name).await?;
        let exists = self.count(&folder).await?;
        self.folder = folder;
        self.memory = FolderMemory::default();
        self.news = None;
        Ok(FolderState {
            uid_validity: 0,
            uid_next: None,
            exists: u32::try_from(exists).unwrap_or(u32::MAX),
        })
    }

    /// How many messages lie in a folder.
    ///
    /// # Errors
    /// At [`Step::Mailbox`].
    pub async fn examine(&mut self, name: &str) -> Result<u64> {
        let folder = self.folder_of(name).await?;
        self.count(&folder).await
    }

    async fn count(&mut self, folder: &str) -> Result<u64> {
        let path = format!("{}/mailFolders/{}", self.root, encode(folder));
        let found = self.line.get(Step::Mailbox, &path).await?;
        Ok(found
            .get("totalItemCount")
            .and_then(Value::as_u64)
            .unwrap_or_default())
    }

    async fn folder_of(&mut self, name: &str) -> Result<String> {
        let parts = name.split('/').filter(|it| !it.is_empty());
        let mut parts: Vec<&str> = parts.take(LEVELS).collect();
        let mut folder = String::new();
        if parts
            .first()
            .is_some_and(|it| it.eq_ignore_ascii_case("inbox"))
        {
            parts.remove(0);
            folder = "inbox".to_owned();
        }
        for part in parts {
            let within = match folder.as_str() {
                "" => format!("{}/mailFolders", self.root),
                folder => format!("{}/mailFolders/{}/childFolders", self.root, encode(folder)),
            };
            let filter = format!("displayName eq '{}'", part.replace('\'', "''"));
            let path = format!("{within}?$filter={}", encode(&filter));
            let found = self.line.get(Step::Mailbox, &path).await?;
            let first = found
                .get("value")
                .and_then(|it| it.get(0)?.get("id")?.as_str());
            let Some(id) = first else {
                let reply = super::error::Reply {
                    code: Some("ErrorFolderNotFound".to_owned()),
                    text: super::error::printable(part.as_bytes()),
                };
                return Err(Cause::ServerRefused(reply).at(Step::Mailbox));
            };
            folder = id.to_owned();
        }
        Ok(folder)
    }

    /// The name of the folder that removed messages go to; `None` where they go for good.
    ///
    /// # Errors
    /// At [`Step::ReceiveOption`] when the conversation breaks down.
    pub async fn trash(&mut self) -> Result<Option<String>> {
        if self.for_good {
            return Ok(None);
        }
        let path = format!("{}/mailFolders/deleteditems", self.root);
        let found = self.line.get(Step::ReceiveOption, &path).await?;
        let name = found.get("displayName").and_then(Value::as_str);
        Ok(name.map(str::to_owned))
    }

    fn message(&self, id: &RemoteId) -> Option<String> {
        match id {
            RemoteId::Item(id) => Some(format!("{}/messages/{}", self.root, encode(id))),
            RemoteId::Uid(_) | RemoteId::Uidl(_) | RemoteId::Header(_) => None,
        }
    }

    /// Fetches messages into `sink`, in this order.
    ///
    /// # Errors
    /// At [`Step::Fetch`].
    pub async fn fetch(&mut self, wanted: &[Listed], _: Pace, sink: &Sink) -> Result<()> {
        let at = |cause: Cause| cause.at(Step::Fetch);
        for listed in wanted {
            let id = &listed.id;
            let Some(message) = self.message(id) else {
                continue;
            };
            let asked = Ask::get(format!("{message}/$value"));
            let asked = asked.up_to(PACKED_LIMIT).unpacked();
            let mut flow = Flow::new(id, sink, MESSAGE_LIMIT);
            let answered = self.line.ask_into(Step::Fetch, asked, Some(&mut flow));
            let outcome = match answered.await {
                Ok((StatusCode::NOT_FOUND, _)) => sink.send(Fetched::Gone { id: id.clone() }).await,
                Ok(_) if flow.is_done() => Ok(()),
                Ok((status, raw)) if status == StatusCode::OK && !raw.is_empty() => {
                    hand_on(id, raw, sink).await
                }
                Ok((status, body)) => sink.refuse(id.clone(), call::refusal(status, &body)).await,
                Err(error) => match error.cause {
                    cause @ Cause::TooLarge(_) => sink.refuse(id.clone(), cause).await,
                    cause => {
                        sink.blame(id.clone(), &cause).await;
                        return Err(cause.at(error.step));
                    }
                },
            };
            outcome.map_err(at)?;
        }
        Ok(())
    }

    /// Who has sent messages, as From fields.
    ///
    /// # Errors
    /// At [`Step::Fetch`] when the conversation breaks down.
    pub async fn heads(&mut self, wanted: &[Listed]) -> Result<Heads> {
        let mut heads = Heads::new();
        for listed in wanted {
            let Some(message) = self.message(&listed.id) else {
                continue;
            };
            let asked = Ask::get(format!("{message}?$select=from"));
            let (status, body) = self.line.ask(Step::Fetch, asked).await?;
            let read: Option<Value> = serde_json::from_slice(&body).ok();
            let address = read.filter(|_| status == StatusCode::OK);
            let address = address.and_then(|it| {
                let address = it.pointer("/from/emailAddress/address")?.as_str()?;
                let is_plain = address.contains('@') && !address.contains(char::is_whitespace);
                is_plain.then(|| format!("From: <{address}>\r\n\r\n"))
            });
            heads.extend(address.map(|it| (listed.id.clone(), it.into_bytes())));
        }
        Ok(heads)
    }

    /// Removes messages: into the folder for deleted items, or for good where the account says so.
    ///
    /// # Errors
    /// At [`Step::Remove`].
    pub async fn remove(&mut self, ids: &[RemoteId]) -> Result<Removal> {
        let for_good = self.for_good;
        let mut removal = Removal::default();
        for id in ids {
            match self.remove_one(id, for_good).await? {
                None => removal.removed.push(id.clone()),
                Some(reason) => removal.kept.push((id.clone(), reason)),
            }
        }
        Ok(removal)
    }

    /// Why a message stays; `None` when it is gone.
    async fn remove_one(&mut self, id: &RemoteId, for_good: bool) -> Result<Option<String>> {
        let Some(message) = self.message(id) else {
            return Ok(None);
        };
        let asked = match for_good {
            true => Ask::post(format!("{message}/permanentDelete"), Vec::new()),
            false => {
                let body = br#"{"destinationId":"deleteditems"}"#.to_vec();
                Ask::post(format!("{message}/move"), body)
            }
        };
        let (status, body) = self.line.ask(Step::Remove, asked).await?;
        match status {
            it if it.is_success() => Ok(None),
            StatusCode::NOT_FOUND => Ok(None),
            _ => Ok(Some(call::refusal(status, &body).to_string())),
        }
    }

    /// The messages of a folder with this Message-ID, two at the most.
    async fn find_message(&mut self, folder: &str, message_id: &str) -> Result<Vec<String>> {
        let wanted = message_id.replace('\'', "''");
        let filter = encode(&format!("internetMessageId eq '<{wanted}>'"));
        let path = format!(
            "{}/mailFolders/{folder}/messages?$filter={filter}&$select=id&$top=2",
            self.root
        );
        let found = self.line.get(Step::Mailbox, &path).await?;
        let items = found.get("value").and_then(Value::as_array);
        let ids = items
            .into_iter()
            .flatten()
            .filter_map(|it| it.get("id")?.as_str());
        Ok(ids.map(str::to_owned).collect())
    }

    /// Whether the message with this Message-ID (without angle brackets) lies among the sent ones.
    ///
    /// # Errors
    /// At [`Step::Mailbox`].
    pub async fn has_sent(&mut self, message_id: &str) -> Result<bool> {
        Ok(!self.find_message("sentitems", message_id).await?.is_empty())
    }

    /// Looks in the inbox for the message with this Message-ID and removes it for good. Says whether
    /// it was there.
    ///
    /// # Errors
    /// At [`Step::Mailbox`] or [`Step::Remove`].
    pub async fn take_away(&mut self, message_id: &str) -> Result<bool> {
        let found = self.find_message("inbox", message_id).await?;
        let [id] = found.as_slice() else {
            return Ok(false);
        };
        self.remove_one(&RemoteId::Item(id.clone()), true).await?;
        Ok(true)
    }

    /// Whether an address is one of the mailbox.
    ///
    /// # Errors
    /// At [`Step::Sender`] when the conversation breaks down.
    pub async fn knows(&mut self, address: &str) -> Result<bool> {
        // Of others than the one who signs in, the token may not read more than mail.
        if let Some(shared) = &self.shared {
            return Ok(shared.eq_ignore_ascii_case(address));
        }
        let path = format!("{}?$select=mail,userPrincipalName", self.root);
        let found = self.line.get(Step::Sender, &path).await?;
        let is_it = |name: &str| {
            let known = found.get(name).and_then(Value::as_str);
            known.is_some_and(|it| it.eq_ignore_ascii_case(address))
        };
        Ok(is_it("mail") || is_it("userPrincipalName"))
    }
}
