//! What a receiver tells of while it works.

use super::backup::BackupEvent;
use super::error::Error;
use crate::domain::account::AccountId;
use crate::domain::ledger::Run;
use crate::domain::receiving::OtherFolder;
use crate::storage::runs::Holder;
use std::sync::Arc;

/// What happens while mail is fetched.
#[derive(Debug, Clone)]
pub enum Event {
    /// Another process fetches; this one takes over as soon as that one has ended. Told every few
    /// seconds: mail that the other has fetched may be shown meanwhile.
    Waiting {
        /// Who it is, as far as known.
        holder: Option<Holder>,
    },
    /// The loop has begun; how many accounts it fetches.
    Started {
        /// Accounts.
        accounts: u64,
    },
    /// An account's run has begun.
    Begun {
        /// Account.
        account: AccountId,
    },
    /// A folder was listed.
    Listed {
        /// Account.
        account: AccountId,
        /// Messages on the server.
        on_server: u64,
        /// Of these, to be fetched.
        new: u64,
    },
    /// Messages lie safely in the database.
    Progress {
        /// Account.
        account: AccountId,
        /// So far.
        stored: u64,
        /// In all.
        total: u64,
    },
    /// A folder's new mail has been stored.
    Imported {
        /// Account.
        account: AccountId,
        /// Messages that this account did not have.
        stored: u64,
        /// Messages in quarantine.
        quarantined: u64,
        /// They lay on the server when the account was set up: nobody is to be notified.
        altbestand: bool,
    },
    /// An account's run has ended.
    Finished {
        /// Account.
        account: AccountId,
        /// The line of the ledger.
        run: Run,
    },
    /// In a folder that is not fetched there are more unread messages than before.
    Elsewhere {
        /// The folder.
        folder: OtherFolder,
    },
    /// A letter of the Postausgang was tried.
    Letter(Box<crate::domain::outbox::Letter>),
    /// A backup that was due.
    Backup(BackupEvent),
    /// An account's run has failed, or it was not begun.
    Failed {
        /// Account.
        account: AccountId,
        /// Why.
        error: Error,
        /// When it is tried again, seconds since 1970; `None` when only a person can help.
        next_at: Option<i64>,
    },
}

/// Hears the events of a receiver.
pub type Listener = Arc<dyn Fn(Event) + Send + Sync>;
