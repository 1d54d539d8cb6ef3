//! What a screen asks of the outside after a message.

use super::dialog::{Dialog, Outcome};
use super::preferences::Preferences;
use crate::service::acting::Acted;
use iced::Task;

/// An order of a screen to whoever shows it.
pub enum Action<M> {
    /// Nothing.
    None,
    /// Work whose answer comes back to this screen.
    Run(Task<M>),
    /// A dialog in front of this screen; its [`Outcome`] comes back to this screen.
    Open(Dialog),
    /// This dialog ends; the screen below hears with what.
    Close(Outcome),
    /// Accounts or master data have changed: whoever shows them reads them again.
    Changed,
    /// Mail is fetched now.
    Fetch,
    /// Mail is fetched by this program until it ends.
    FetchHere,
    /// Language and looks change.
    Prefer(Preferences),
    /// Another Benutzer acts from now on.
    Act(Acted),
    /// The whole program ends and begins again.
    Restart,
    /// The whole program ends.
    Quit,
    /// One after the other.
    Both(Box<(Action<M>, Action<M>)>),
}

impl<M: Send + 'static> Action<M> {
    /// This, then `next`.
    #[must_use]
    pub fn and(self, next: Self) -> Self {
        Self::Both(Box::new((self, next)))
    }

    /// The same for messages of the screen around.
    pub fn map<N: Send + 'static>(
        self,
        wrap: impl Fn(M) -> N + Clone + Send + 'static,
    ) -> Action<N> {
        match self {
            Self::None => Action::None,
            Self::Run(task) => Action::Run(task.map(wrap)),
            Self::Open(dialog) => Action::Open(dialog),
            Self::Close(outcome) => Action::Close(outcome),
            Self::Changed => Action::Changed,
            Self::Fetch => Action::Fetch,
            Self::FetchHere => Action::FetchHere,
            Self::Prefer(preferences) => Action::Prefer(preferences),
            Self::Act(acted) => Action::Act(acted),
            Self::Restart => Action::Restart,
            Self::Quit => Action::Quit,
            Self::Both(both) => {
                let (first, then) = *both;
                first.map(wrap.clone()).and(then.map(wrap))
            }
        }
    }
}
