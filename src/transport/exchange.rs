//! An Exchange mailbox wherever it lies: in the house by EWS, in Microsoft's cloud by Graph.

use super::connect::Connector;
use super::error::Result;
use super::ews::EwsMailbox;
use super::graph::GraphMailbox;
use super::heads::Heads;
use super::imap::{FolderState, Removal};
use super::sink::{Pace, Sink};
use super::smtp::Submission;
use crate::domain::ledger::{FolderMemory, FolderNews, Listed, RemoteId};
use crate::domain::secret::Secret;
use crate::domain::server::{Incoming, PinnedCertificate};

/// A signed-in Exchange mailbox.
pub enum ExchangeMailbox {
    /// Exchange Web Services.
    Ews(Box<EwsMailbox>),
    /// Microsoft Graph.
    Graph(Box<GraphMailbox>),
}

/// The same call for either.
macro_rules! either {
    ($mailbox:expr, $it:ident => $call:expr) => {
        match $mailbox {
            ExchangeMailbox::Ews($it) => $call,
            ExchangeMailbox::Graph($it) => $call,
        }
    };
}

impl ExchangeMailbox {
    /// Connects and signs in, once.
    ///
    /// # Errors
    /// At every step up to [`super::Step::Mailbox`].
    pub async fn open(
        connector: &Connector,
        incoming: &Incoming,
        pins: &[PinnedCertificate],
        secret: &Secret,
    ) -> Result<Self> {
        if incoming.is_graph() {
            let mailbox = GraphMailbox::open(connector, incoming, pins, secret).await?;
            return Ok(Self::Graph(Box::new(mailbox)));
        }
        let mailbox = EwsMailbox::open(connector, incoming, pins, secret).await?;
        Ok(Self::Ews(Box::new(mailbox)))
    }

    /// A server that asks to be left alone is not waited for: somebody looks on.
    pub fn set_impatient(&mut self) {
        either!(self, it => it.set_impatient());
    }

    /// The server in a few words, and how it was signed in to.
    pub fn describe(&self) -> String {
        either!(self, it => it.describe())
    }

    /// Opens a folder.
    ///
    /// # Errors
    /// At [`super::Step::Mailbox`].
    pub async fn open_folder(&mut self, name: &str) -> Result<FolderState> {
        either!(self, it => it.open_folder(name).await)
    }

    /// How many messages lie in a folder.
    ///
    /// # Errors
    /// At [`super::Step::Mailbox`].
    pub async fn examine(&mut self, name: &str) -> Result<u64> {
        either!(self, it => it.examine(name).await)
    }

    /// Takes up what was told of the open folder before.
    pub fn resume(&mut self, memory: FolderMemory) {
        either!(self, it => it.resume(memory));
    }

    /// What is to be remembered once it is written down.
    pub fn take_news(&mut self) -> Option<FolderNews> {
        either!(self, it => it.take_news())
    }

    /// Every message of the open folder, in the order of arrival.
    ///
    /// # Errors
    /// At [`super::Step::List`].
    pub async fn list(&mut self) -> Result<Vec<Listed>> {
        either!(self, it => it.list().await)
    }

    /// Fetches messages into `sink`, in this order.
    ///
    /// # Errors
    /// At [`super::Step::Fetch`].
    pub async fn fetch(&mut self, wanted: &[Listed], pace: Pace, sink: &Sink) -> Result<()> {
        either!(self, it => it.fetch(wanted, pace, sink).await)
    }

    /// Who has sent messages, as From fields.
    ///
    /// # Errors
    /// At [`super::Step::Fetch`].
    pub async fn heads(&mut self, wanted: &[Listed]) -> Result<Heads> {
        either!(self, it => it.heads(wanted).await)
    }

    /// Removes messages as the account says.
    ///
    /// # Errors
    /// At [`super::Step::Remove`].
    pub async fn remove(&mut self, ids: &[RemoteId]) -> Result<Removal> {
        either!(self, it => it.remove(ids).await)
    }

    /// The folder that removed messages go to; `None` where they go for good.
    ///
    /// # Errors
    /// At [`super::Step::ReceiveOption`].
    pub async fn trash(&mut self) -> Result<Option<String>> {
        either!(self, it => it.trash().await)
    }

    /// Hands a letter over; see [`EwsMailbox::send`].
    ///
    /// # Errors
    /// At [`super::Step::Data`] or before: nothing was sent.
    pub async fn send(
        &mut self,
        raw: &[u8],
        bcc: &[String],
        before_end: impl FnOnce() -> bool + Send + 'static,
    ) -> Result<Submission> {
        either!(self, it => it.send(raw, bcc, before_end).await)
    }

    /// Whether the message with this Message-ID lies among the sent ones.
    ///
    /// # Errors
    /// At [`super::Step::Mailbox`].
    pub async fn has_sent(&mut self, message_id: &str) -> Result<bool> {
        either!(self, it => it.has_sent(message_id).await)
    }

    /// Removes the message with this Message-ID from the inbox for good, if it is there.
    ///
    /// # Errors
    /// At [`super::Step::Mailbox`] or [`super::Step::Remove`].
    pub async fn take_away(&mut self, message_id: &str) -> Result<bool> {
        either!(self, it => it.take_away(message_id).await)
    }

    /// Whether the server knows an address as one of its own.
    ///
    /// # Errors
    /// At [`super::Step::Sender`].
    pub async fn knows(&mut self, address: &str) -> Result<bool> {
        either!(self, it => it.knows(address).await)
    }
}
