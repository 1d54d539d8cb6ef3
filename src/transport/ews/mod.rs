//! Exchange Web Services: mailboxes of Exchange 2007 SP1 and newer in the house. An own thin layer:
//! request templates, a tolerant reader of answers, one signed-in connection for each account.

mod answer;
mod call;
mod carve;
mod fetch;
mod list;
mod notify;
mod request;
mod send;
mod version;
pub(super) mod xml;

pub(super) use fetch::hand_on;
pub use notify::EwsWatch;

use super::connect::Connector;
use super::error::{Cause, Result, Step};
use super::imap::{FolderState, Removal};
use super::passed::Passed;
use crate::domain::ledger::{FolderMemory, FolderNews, RemoteId};
use crate::domain::secret::Secret;
use crate::domain::server::{Incoming, PinnedCertificate};
use answer::Message;
use call::{Line, Place};
use request::Folder;
use std::collections::HashMap;
use std::time::Duration;

/// Messages that are removed by one request.
const REMOVED_AT_ONCE: usize = 50;

/// Folders within each other at the most.
const LEVELS: usize = 16;

/// A signed-in Exchange mailbox.
pub struct EwsMailbox {
    line: Line,
    /// Address of a shared mailbox; empty for the own one.
    mailbox: String,
    for_good: bool,
    folder: Folder,
    /// What was told of the open folder before.
    memory: FolderMemory,
    news: Option<FolderNews>,
    /// Sizes as the server says them, for making batches.
    sizes: HashMap<RemoteId, u64>,
}

impl EwsMailbox {
    /// Connects, signs in and opens the inbox, so that the sign-in is proved whatever its way.
    ///
    /// # Errors
    /// At every step up to [`Step::Login`]; at [`Step::Mailbox`] where the mailbox is closed to this
    /// user.
    pub async fn open(
        connector: &Connector,
        incoming: &Incoming,
        pins: &[PinnedCertificate],
        secret: &Secret,
    ) -> Result<Self> {
        let patience = connector.timeouts.idle;
        Self::open_with(connector, incoming, (pins, secret), patience).await
    }

    /// As [`EwsMailbox::open`], for a server that may be silent for so long.
    async fn open_with(
        connector: &Connector,
        incoming: &Incoming,
        (pins, secret): (&[PinnedCertificate], &Secret),
        patience: Duration,
    ) -> Result<Self> {
        let place = Place {
            connector: connector.clone(),
            endpoint: incoming.endpoint.clone(),
            pins: pins.to_vec(),
            path: incoming.exchange.path.clone(),
            user: incoming.user.clone(),
            secret: secret.clone(),
        };
        let mut mailbox = Self {
            line: Line::open(place, patience).await?,
            mailbox: incoming.exchange.mailbox.clone(),
            for_good: incoming.exchange.for_good,
            folder: Folder::Known("inbox"),
            memory: FolderMemory::default(),
            news: None,
            sizes: HashMap::new(),
        };
        mailbox.count(&Folder::Known("inbox")).await?;
        if mailbox
            .line
            .server
            .as_ref()
            .is_some_and(|it| it.is_too_old())
        {
            let words = "Exchange 2007 without SP1".to_owned();
            return Err(Cause::WrongProtocol(words).at(Step::Capabilities));
        }
        connector.watcher.passed(|| Passed::Login);
        Ok(mailbox)
    }

    /// Goes as far as a server lets without signing in.
    ///
    /// # Errors
    /// At every step up to [`Step::Capabilities`].
    pub async fn greet_only(
        connector: &Connector,
        incoming: &Incoming,
        pins: &[PinnedCertificate],
    ) -> Result<()> {
        call::greet(connector, &incoming.endpoint, pins, &incoming.exchange.path)
            .await
            .map(|_| ())
    }

    /// A server that asks to be left alone is not waited for: somebody looks on.
    pub fn set_impatient(&mut self) {
        self.line.is_patient = false;
    }

    /// Product and build of the server, and how it was signed in to.
    pub fn describe(&self) -> String {
        let server = self.line.server.as_ref().map(|it| it.describe());
        let scheme = self.line.scheme().map(|it| it.word().to_owned());
        let words: Vec<String> = server.into_iter().chain(scheme).collect();
        words.join(", ")
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

    async fn count(&mut self, folder: &Folder) -> Result<u64> {
        let found = self.get_folder(folder).await?;
        let found = found.success().map_err(|it| it.at(Step::Mailbox))?;
        let count = found.find("TotalCount").map(|it| it.text.trim().parse());
        Ok(count.and_then(|it| it.ok()).unwrap_or_default())
    }

    async fn get_folder(&mut self, folder: &Folder) -> Result<Message> {
        let mailbox = &self.mailbox;
        let asked = request::get_folder(std::slice::from_ref(folder), mailbox);
        one(self.line.call(Step::Mailbox, &asked).await?, Step::Mailbox)
    }

    async fn folder_of(&mut self, name: &str) -> Result<Folder> {
        let parts = name.split('/').filter(|it| !it.is_empty());
        let mut parts: Vec<&str> = parts.take(LEVELS).collect();
        let mut folder = Folder::Known("msgfolderroot");
        if parts
            .first()
            .is_some_and(|it| it.eq_ignore_ascii_case("inbox"))
        {
            parts.remove(0);
            folder = Folder::Known("inbox");
        }
        for part in parts {
            let mailbox = &self.mailbox;
            let asked = request::find_folder(&folder, part, mailbox);
            let found = one(self.line.call(Step::Mailbox, &asked).await?, Step::Mailbox)?;
            let found = found.success().map_err(|it| it.at(Step::Mailbox))?;
            let id = found.find("FolderId").and_then(|it| it.attribute("Id"));
            let Some(id) = id else {
                let reply = super::error::Reply {
                    code: Some("ErrorFolderNotFound".to_owned()),
                    text: super::error::printable(part.as_bytes()),
                };
                return Err(Cause::ServerRefused(reply).at(Step::Mailbox));
            };
            folder = Folder::Id(id.to_owned());
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
        let found = self.get_folder(&Folder::Known("deleteditems")).await;
        let found = found.map_err(|it| it.cause.at(Step::ReceiveOption))?;
        let name = found.content.find("DisplayName").map(|it| it.text.clone());
        Ok(name)
    }

    /// Removes messages: into the folder for deleted items, or for good where the account says so. What
    /// is no longer there counts as removed.
    ///
    /// # Errors
    /// At [`Step::Remove`].
    pub async fn remove(&mut self, ids: &[RemoteId]) -> Result<Removal> {
        self.remove_by(ids, self.for_good).await
    }

    async fn remove_by(&mut self, ids: &[RemoteId], for_good: bool) -> Result<Removal> {
        let mut removal = Removal::default();
        for some in ids.chunks(REMOVED_AT_ONCE) {
            let names: Vec<&str> = some.iter().filter_map(item).collect();
            let asked = request::delete_items(&names, for_good);
            let answers = self.line.call(Step::Remove, &asked).await?;
            if answers.len() != some.len() {
                return Err(Cause::Protocol("DeleteItem".to_owned()).at(Step::Remove));
            }
            for (id, answer) in some.iter().zip(answers) {
                match answer.is_success || answer.refusal.is_gone() {
                    true => removal.removed.push(id.clone()),
                    false => {
                        let reason = answer.refusal.cause().to_string();
                        removal.kept.push((id.clone(), reason));
                    }
                }
            }
        }
        Ok(removal)
    }

    async fn find_message(&mut self, folder: &Folder, message_id: &str) -> Result<Vec<String>> {
        let step = Step::Mailbox;
        let wanted = format!("<{message_id}>");
        let mailbox = &self.mailbox;
        let asked = request::find_message(folder, &wanted, mailbox);
        let found = one(self.line.call(step, &asked).await?, step)?;
        let found = found.success().map_err(|it| it.at(step))?;
        let ids = found.all("ItemId").into_iter();
        Ok(ids
            .filter_map(|it| it.attribute("Id").map(str::to_owned))
            .collect())
    }

    /// Whether the message with this Message-ID (without angle brackets) lies among the sent ones.
    ///
    /// # Errors
    /// At [`Step::Mailbox`].
    pub async fn has_sent(&mut self, message_id: &str) -> Result<bool> {
        let found = self.find_message(&Folder::Known("sentitems"), message_id);
        Ok(!found.await?.is_empty())
    }

    /// Looks in the inbox for the message with this Message-ID and removes it for good. Says whether
    /// it was there.
    ///
    /// # Errors
    /// At [`Step::Mailbox`] or [`Step::Remove`].
    pub async fn take_away(&mut self, message_id: &str) -> Result<bool> {
        let found = self
            .find_message(&Folder::Known("inbox"), message_id)
            .await?;
        // With more than one it would be anybody's.
        let [id] = found.as_slice() else {
            return Ok(false);
        };
        self.remove_by(&[RemoteId::Item(id.clone())], true).await?;
        Ok(true)
    }

    /// Whether the server knows whom an address belongs to.
    ///
    /// # Errors
    /// At [`Step::Sender`] when the conversation breaks down.
    pub async fn knows(&mut self, address: &str) -> Result<bool> {
        let asked = request::resolve_names(address);
        let answer = one(self.line.call(Step::Sender, &asked).await?, Step::Sender)?;
        // More than one is a warning, and none an error.
        Ok(answer.content.find("Resolution").is_some())
    }
}

#[cfg(test)]
mod tests;

/// What a message is called on the server.
fn item(id: &RemoteId) -> Option<&str> {
    match id {
        RemoteId::Item(id) => Some(id),
        RemoteId::Uid(_) | RemoteId::Uidl(_) | RemoteId::Header(_) => None,
    }
}

/// The only message of an answer.
fn one(messages: Vec<Message>, step: Step) -> Result<Message> {
    let first = messages.into_iter().next();
    first.ok_or_else(|| Cause::Protocol("empty answer".to_owned()).at(step))
}
