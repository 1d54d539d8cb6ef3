//! What every screen may use: the office, the language, and a way to work without keeping the
//! window waiting.

use super::preferences::Preferences;
use crate::i18n::{Language, Text};
use crate::service::acting::WhoAmI;
use crate::service::discover::Network;
use crate::service::logging;
use crate::service::{Office, Result};
use crate::settings::autostart;
use iced::Task;
use std::future::Future;
use std::sync::Arc;
use std::time::Instant;

/// The office as a screen sees it.
#[derive(Clone)]
pub struct Context {
    /// The engine.
    pub office: Office,
    /// Language of the texts.
    pub language: Language,
    /// Where servers are looked for.
    pub network: Network,
    /// It is the practice office: said wherever it could be mistaken for a real one.
    pub is_practice: bool,
    /// What was chosen for the window and this workplace, as it holds now.
    pub preferences: Preferences,
    /// A tray can be seen.
    pub has_tray: bool,
    /// Where the system keeps what it starts when this person signs in.
    pub autostart: autostart::Place,
    /// Who sits at this workplace, once that is known.
    pub who: Option<Arc<WhoAmI>>,
}

impl Context {
    /// A text in the language of the window.
    pub fn say(&self, text: Text) -> String {
        text.show(self.language)
    }

    /// Asks the office for something that may take a moment (the database, a file) on a thread of
    /// its own, and sends what came of it.
    pub fn ask<T: Send + 'static, M: Send + 'static>(
        &self,
        work: impl FnOnce(&Office) -> Result<T> + Send + 'static,
        then: impl FnOnce(Result<T>) -> M + Send + 'static,
    ) -> Task<M> {
        let office = self.office.clone();
        let what = std::any::type_name_of_val(&work);
        Task::future(async move {
            let begun = Instant::now();
            let answer = tokio::task::spawn_blocking(move || work(&office)).await;
            logging::took(what, begun.elapsed());
            then(answer.unwrap_or_else(|error| Err(error.into())))
        })
    }

    /// Waits for something that the office does with a server or the keychain, and sends what came
    /// of it.
    pub fn wait<T: Send + 'static, M: Send + 'static, F>(
        &self,
        work: impl FnOnce(Office) -> F,
        then: impl FnOnce(Result<T>) -> M + Send + 'static,
    ) -> Task<M>
    where
        F: Future<Output = Result<T>> + Send + 'static,
    {
        let work = work(self.office.clone());
        Task::future(async move { then(work.await) })
    }
}
