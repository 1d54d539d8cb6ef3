//! How fetching stands, for every account and for the receiver itself.

use super::error::Result;
use super::office::Office;
use crate::domain::account::StoredAccount;
use crate::domain::receiving::{OtherFolder, Reason, Standing, standing};
use crate::i18n::{Text, texts};
use crate::storage::now;
use crate::storage::runs::Holder;

/// How fetching stands.
#[derive(Debug, Clone)]
pub struct ReceiverState {
    /// Who fetches at this moment; `None` when nobody does. The inner one is who it is, as far as
    /// known.
    pub holder: Option<Option<Holder>>,
    /// Every account.
    pub accounts: Vec<(StoredAccount, Standing)>,
    /// Folders that are not fetched, with unread messages in them.
    pub folders: Vec<OtherFolder>,
    /// The moment it stood so, seconds since 1970.
    pub at: i64,
}

impl Office {
    /// How fetching stands at this moment.
    ///
    /// # Errors
    /// [`super::Error::Storage`].
    pub fn receiver_state(&self) -> Result<ReceiverState> {
        let holder = match self.storage.is_receiver_locked()? {
            true => Some(self.storage.holder()?),
            false => None,
        };
        let at = now();
        let accounts = self.paced_accounts()?.into_iter().map(|stored| {
            let standing = standing(&stored, at);
            (stored, standing)
        });
        let mut folders = self.storage.other_folders(None)?;
        folders.retain(|it| it.unseen > 0);
        Ok(ReceiverState {
            holder,
            accounts: accounts.collect(),
            folders,
            at,
        })
    }
}

/// A standing in words: "letzter Erfolg vor 5 Minuten".
pub fn words(standing: &Standing, now: i64) -> Text {
    let ago = standing.last_success_at.map(|at| ago(at, now));
    match (standing.reason, ago) {
        (Reason::NotFetched, _) => texts::standing_off(),
        (Reason::Fine, Some(ago)) => texts::standing_fine(ago),
        (Reason::Late, Some(ago)) => texts::standing_late(ago),
        (Reason::Failing, Some(ago)) => texts::standing_failing(ago),
        (Reason::Failing, None) => texts::standing_failing_never(),
        (Reason::Paused, Some(ago)) => texts::standing_paused(ago),
        (Reason::Paused, None) => texts::standing_paused_never(),
        (Reason::Never | Reason::Fine | Reason::Late, _) => texts::standing_never(),
    }
}

/// "3 Nachrichten im Spam-Ordner".
pub fn elsewhere(folder: &OtherFolder) -> Text {
    match folder.is_junk {
        true => texts::folder_junk(folder.unseen),
        false => texts::folder_other(folder.unseen, &folder.name),
    }
}

/// How long ago a moment was, roughly; a moment to come is now.
pub fn ago(at: i64, now: i64) -> Text {
    match now.saturating_sub(at) {
        ..60 => texts::ago_now(),
        seconds @ 60..3_600 => texts::ago_minutes(seconds / 60),
        seconds @ 3_600..86_400 => texts::ago_hours(seconds / 3_600),
        seconds => texts::ago_days(seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn how_long_ago() {
        let say = |seconds: i64| ago(100_000 - seconds, 100_000).show(Language::German);
        assert_eq!(say(-5), "gerade eben");
        assert_eq!(say(60), "vor einer Minute");
        assert_eq!(say(3_599), "vor 59 Minuten");
        assert_eq!(say(7_200), "vor 2 Stunden");
        assert_eq!(say(90_000), "vor einem Tag");
    }
}
