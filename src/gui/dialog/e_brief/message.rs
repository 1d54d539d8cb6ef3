//! What happens in an E-Brief.

use super::Opened;
use super::akte;
use super::people::Line;
use crate::domain::account::{AccountId, StoredAccount};
use crate::domain::draft::{DraftFile, Hint, StoredDraft};
use crate::domain::register::StoredAkte;
use crate::gui::files::Chosen;
use crate::gui::widget::Stroke;
use crate::service::Result;
use crate::service::drafts::Saved;
use crate::service::suggestions::Suggestion;
use std::path::PathBuf;

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// It is there.
    Opened(Result<Box<Opened>>),
    /// A line of recipients is typed.
    Line(Line, String),
    /// Suggestions for what was typed with this number.
    Suggested(u64, Vec<Suggestion>),
    /// One of them was taken.
    Taken(Line, usize),
    /// "Blindkopie".
    ShowBcc,
    /// The Akte is typed.
    Akte(String),
    /// Akten for what was typed with this number.
    Akten(u64, Vec<StoredAkte>),
    /// One of them was taken.
    AkteTaken(usize),
    /// What follows from another Akte.
    OfAkte(Result<Box<akte::Follows>>),
    /// Who may send now, after accounts have changed.
    Senders(Result<Vec<StoredAccount>>),
    /// "Antwort in meinen Postkorb".
    AnswerToMe(bool),
    /// Sender.
    Sender(AccountId),
    /// The signature of another sender.
    Signed(Result<String>),
    /// "Signatur".
    EditSignature,
    /// Subject.
    Subject(String),
    /// Text.
    Text(Stroke),
    /// "Lesebestätigung anfordern".
    AskReceipt(bool),
    /// "Anlage hinzufügen".
    Attach,
    /// Files were chosen, or not.
    Files(Chosen),
    /// A file was dropped onto the window.
    Dropped(PathBuf),
    /// A file is copied, or not.
    Attached(Result<DraftFile>),
    /// "Aus der Akte".
    FromAkte,
    /// Takes a document off.
    Detach(i64),
    /// It is off, or not.
    Detached(Result<i64>),
    /// The documents of a draft that has become one of its own.
    FilesRead(Result<Box<StoredDraft>>),
    /// How large a letter the server takes.
    Room(Option<u64>),
    /// Time to save.
    Tick,
    /// It is saved, or not, with what a person should think of.
    Saved(Result<(Saved, Vec<Hint>)>),
    /// "Senden".
    Send,
    /// It is in the Postausgang, or not.
    Sent(Result<i64>),
    /// "Verwerfen".
    Discard,
    /// It is thrown away, or not.
    Discarded(Result<()>),
    /// "Schließen".
    Left,
    /// Nothing has to be done.
    Done,
}
