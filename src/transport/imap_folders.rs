//! Folders that are not fetched: which there are, and how many unread messages lie in them. Nothing is
//! opened for it, and nothing changes.

use super::error::{Cause, Error, Result, Step};
use super::imap::{Access, ImapMailbox};
use super::utf7;
use async_imap::imap_proto::{MailboxDatum, NameAttribute, Response, StatusAttribute};

/// Folders that are looked at in one go at the most; the one for Spam comes first.
const FOLDERS: usize = 30;

/// Names of the folder for Spam where a server does not mark it (RFC 6154).
const JUNK: [&str; 8] = [
    "junk",
    "spam",
    "spamverdacht",
    "spam-verdacht",
    "junk-e-mail",
    "junk e-mail",
    "bulk",
    "unerwünscht",
];

/// Names of folders that hold no incoming mail, where a server does not mark them.
const OWN: [&str; 16] = [
    "sent",
    "sent items",
    "sent messages",
    "gesendet",
    "gesendete elemente",
    "gesendete objekte",
    "drafts",
    "entwürfe",
    "trash",
    "papierkorb",
    "gelöscht",
    "gelöschte elemente",
    "deleted items",
    "deleted messages",
    "postausgang",
    "templates",
];

/// A folder that is not fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Its name as people write it.
    pub name: String,
    /// The server's folder for Spam.
    pub is_junk: bool,
    /// Messages in it.
    pub messages: u32,
    /// Of these, unread.
    pub unseen: u32,
}

impl ImapMailbox {
    /// The folders for incoming mail besides `fetched`, with their numbers.
    ///
    /// # Errors
    /// At [`Step::List`]. A folder that the server will not tell of is left out.
    pub async fn other_folders(&mut self, fetched: &[String]) -> Result<Vec<Folder>> {
        let mut found: Vec<(String, bool)> = Vec::new();
        self.command(Step::List, "LIST \"\" \"*\"", |response| {
            if let Response::MailboxData(MailboxDatum::List(list)) = response
                && let Some(is_junk) = incoming(
                    &list.name_attributes,
                    &utf7::decode(&list.name),
                    list.delimiter.as_deref(),
                )
            {
                found.push((list.name.to_string(), is_junk));
            }
        })
        .await?;
        let is_fetched = |name: &str| {
            let mut own = fetched.iter().map(|it| utf7::encode(it));
            own.any(|it| match it.eq_ignore_ascii_case("INBOX") {
                true => it.eq_ignore_ascii_case(name),
                false => it == name,
            })
        };
        found.retain(|(name, _)| !is_fetched(name));
        found.sort_by_key(|(_, is_junk)| !is_junk);
        found.truncate(FOLDERS);
        let mut folders = Vec::with_capacity(found.len());
        for (name, is_junk) in found {
            if let Some((messages, unseen)) = self.numbers(&name).await? {
                let name = utf7::decode(&name);
                folders.push(Folder {
                    name,
                    is_junk,
                    messages,
                    unseen,
                });
            }
        }
        Ok(folders)
    }

    /// Messages and unread ones of a folder in the server's own spelling (RFC 3501 section 6.3.10).
    async fn numbers(&mut self, name: &str) -> Result<Option<(u32, u32)>> {
        let command = format!("STATUS {} (MESSAGES UNSEEN)", utf7::quote(name));
        let (mut messages, mut unseen) = (None, None);
        let asked = self
            .command(Step::List, &command, |response| {
                let Response::MailboxData(MailboxDatum::Status { status, .. }) = response else {
                    return;
                };
                for it in status {
                    match it {
                        StatusAttribute::Messages(number) => messages = Some(*number),
                        StatusAttribute::Unseen(number) => unseen = Some(*number),
                        _ => {}
                    }
                }
            })
            .await;
        match asked {
            Ok(()) => Ok(messages.zip(unseen)),
            Err(Error {
                cause: Cause::ServerRefused(_) | Cause::Temporary(_),
                ..
            }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// How many unread messages of a folder have a UID above `uid`, if its UIDVALIDITY is still
    /// `validity`; `None` if it is another one. The folder is open afterwards, read-only.
    ///
    /// # Errors
    /// At [`Step::Mailbox`] and [`Step::List`].
    pub async fn unseen_above(
        &mut self,
        name: &str,
        (validity, uid): (u32, u32),
    ) -> Result<Option<u32>> {
        let state = self.open_folder(name, Access::ReadOnly).await?;
        if state.uid_validity != validity {
            return Ok(None);
        }
        let mut count = 0;
        self.command(Step::List, "UID SEARCH UNSEEN", |response| {
            if let Response::MailboxData(MailboxDatum::Search(uids)) = response {
                count += uids.iter().filter(|it| **it > uid).count();
            }
        })
        .await?;
        Ok(Some(u32::try_from(count).unwrap_or(u32::MAX)))
    }
}

/// Whether a folder holds incoming mail, and then whether it is the one for Spam.
fn incoming(marks: &[NameAttribute<'_>], name: &str, delimiter: Option<&str>) -> Option<bool> {
    let is_gone = |it: &NameAttribute<'_>| match it {
        NameAttribute::Extension(word) => word.eq_ignore_ascii_case("\\NonExistent"),
        other => matches!(other, NameAttribute::NoSelect),
    };
    let is_own = |it: &NameAttribute<'_>| {
        matches!(
            it,
            NameAttribute::All
                | NameAttribute::Drafts
                | NameAttribute::Flagged
                | NameAttribute::Sent
                | NameAttribute::Trash
        )
    };
    if marks.iter().any(|it| is_gone(it) || is_own(it)) {
        return None;
    }
    if marks.contains(&NameAttribute::Junk) {
        return Some(true);
    }
    let last = delimiter
        .filter(|it| !it.is_empty())
        .and_then(|it| name.rsplit(it).next())
        .unwrap_or(name)
        .to_lowercase();
    if OWN.contains(&last.as_str()) {
        return None;
    }
    Some(JUNK.contains(&last.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_decide_and_names_where_there_are_none() {
        let is = |marks: &[NameAttribute<'_>], name| incoming(marks, name, Some("/"));
        assert_eq!(is(&[NameAttribute::Junk], "Müll"), Some(true));
        assert_eq!(is(&[], "INBOX/Spamverdacht"), Some(true));
        assert_eq!(is(&[], "Mandanten/Weiß"), Some(false));
        assert_eq!(is(&[NameAttribute::Trash], "Spam"), None);
        assert_eq!(is(&[], "INBOX/Entwürfe"), None);
        assert_eq!(is(&[NameAttribute::NoSelect], "Mandanten"), None);
        assert_eq!(incoming(&[], "INBOX.Junk", Some(".")), Some(true));
        assert_eq!(incoming(&[], "Junk", None), Some(true));
    }
}
