//! The journal: what persons did, and when.

use super::{Result, Storage, now};
use crate::domain::stammdaten::BenutzerNumber;

/// Who is doing something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The Benutzer, once the office has any.
    pub benutzer: Option<BenutzerNumber>,
    /// Name the person signed in to the operating system with.
    pub login: String,
}

impl Storage {
    /// Writes down that `actor` did `verb` to `subject`. Neither ever holds a secret.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself.
    pub fn note_action(&self, actor: &Actor, verb: &str, subject: &str) -> Result<()> {
        self.write(|tx| {
            tx.execute(
                "INSERT INTO journal (at, benutzer, login, verb, subject) \
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                (
                    now(),
                    actor.benutzer.map(|it| it.value()),
                    &actor.login,
                    verb,
                    subject,
                ),
            )?;
            Ok(())
        })
    }
}
