//! What is known of a server from earlier sign-ins.

use std::sync::Arc;

type Note = Arc<dyn Fn() + Send + Sync>;

/// Whether a server has offered NTLM before; then it is never told the password itself.
#[derive(Clone, Default)]
pub struct KnownSignIn {
    is_strong: bool,
    note: Option<Note>,
}

impl KnownSignIn {
    /// With what is known, and whom to tell when it becomes known.
    pub fn new(is_strong: bool, note: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            is_strong,
            note: Some(Arc::new(note)),
        }
    }

    pub(super) fn is_strong(&self) -> bool {
        self.is_strong
    }

    /// It has offered NTLM.
    pub(super) fn offered(&self) {
        if let Some(note) = self.note.as_ref().filter(|_| !self.is_strong) {
            note();
        }
    }
}

impl std::fmt::Debug for KnownSignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KnownSignIn({})", self.is_strong)
    }
}
