//! The mailboxes behind the practice servers, in memory and shared by all of them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The folder every mailbox has and POP3 reads.
pub const INBOX: &str = "INBOX";

/// What a folder is for (RFC 6154).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpecialUse {
    /// Deleted mail.
    Trash,
    /// Sent mail.
    Sent,
}

impl SpecialUse {
    /// The attribute of LIST.
    pub fn attribute(self) -> &'static str {
        match self {
            Self::Trash => "\\Trash",
            Self::Sent => "\\Sent",
        }
    }
}

/// A message on the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// IMAP UID.
    pub uid: u32,
    /// POP3 UIDL.
    pub uidl: String,
    /// When the server received it, Unix time.
    pub received: i64,
    /// IMAP flags, `\Seen` and the like.
    pub flags: Vec<String>,
    /// The message, byte for byte.
    pub raw: Arc<[u8]>,
}

impl Message {
    /// Whether a flag is set; case does not matter.
    pub fn has_flag(&self, flag: &str) -> bool {
        self.flags.iter().any(|it| it.eq_ignore_ascii_case(flag))
    }

    pub(super) fn set_flag(&mut self, flag: &str) {
        if !self.has_flag(flag) {
            self.flags.push(flag.to_owned());
        }
    }

    pub(super) fn clear_flag(&mut self, flag: &str) {
        self.flags.retain(|it| !it.eq_ignore_ascii_case(flag));
    }
}

/// A folder with its messages, lowest UID first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Name as on the wire (modified UTF-7, `/` between levels).
    pub name: String,
    /// What it is for.
    pub special: Option<SpecialUse>,
    /// UIDVALIDITY.
    pub uid_validity: u32,
    /// UID of the next message.
    pub uid_next: u32,
    /// Messages, lowest UID first.
    pub messages: Vec<Message>,
}

impl Folder {
    /// The message with this UID.
    pub fn message(&self, uid: u32) -> Option<&Message> {
        let at = self.messages.binary_search_by_key(&uid, |it| it.uid).ok()?;
        self.messages.get(at)
    }

    pub(super) fn message_mut(&mut self, uid: u32) -> Option<&mut Message> {
        let at = self.messages.binary_search_by_key(&uid, |it| it.uid).ok()?;
        self.messages.get_mut(at)
    }

    /// Adds a message under the next UID; its own UID does not count.
    pub(super) fn push(&mut self, mut message: Message) -> u32 {
        let uid = self.uid_next;
        message.uid = uid;
        self.uid_next += 1;
        self.messages.push(message);
        uid
    }
}

#[derive(Debug)]
struct Mailbox {
    user: String,
    password: String,
    folders: Vec<Folder>,
}

#[derive(Debug, Default)]
struct Inner {
    mailboxes: Vec<Mailbox>,
    last_uidl: u64,
    last_validity: u32,
}

impl Inner {
    fn next_uidl(&mut self) -> String {
        self.last_uidl += 1;
        format!("kp{:010x}", self.last_uidl)
    }

    fn next_validity(&mut self) -> u32 {
        self.last_validity += 1;
        1_700_000_000 + self.last_validity
    }

    fn folder_mut(&mut self, user: &str, folder: &str) -> Option<&mut Folder> {
        let mailbox = self.mailboxes.iter_mut().find(|it| it.user == user)?;
        let mut folders = mailbox.folders.iter_mut();
        folders.find(|it| same_folder(&it.name, folder))
    }
}

/// Handle on the mailboxes; clones share them.
#[derive(Debug, Clone, Default)]
pub struct Store(Arc<Mutex<Inner>>);

impl Store {
    /// No users yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a user with the folders INBOX, Papierkorb and Gesendet. The name is the mail address too.
    pub fn add_user(&self, user: &str, password: &str) {
        let mut inner = self.inner();
        inner.mailboxes.push(Mailbox {
            user: user.to_owned(),
            password: password.to_owned(),
            folders: Vec::new(),
        });
        drop(inner);
        self.add_folder(user, INBOX, None);
        self.add_folder(user, "Papierkorb", Some(SpecialUse::Trash));
        self.add_folder(user, "Gesendet", Some(SpecialUse::Sent));
    }

    /// Adds an empty folder; false if the user is unknown or the folder is there already.
    pub fn add_folder(&self, user: &str, name: &str, special: Option<SpecialUse>) -> bool {
        let mut inner = self.inner();
        if inner.folder_mut(user, name).is_some() {
            return false;
        }
        let uid_validity = inner.next_validity();
        let Some(mailbox) = inner.mailboxes.iter_mut().find(|it| it.user == user) else {
            return false;
        };
        mailbox.folders.push(Folder {
            name: name.to_owned(),
            special,
            uid_validity,
            uid_next: 1,
            messages: Vec::new(),
        });
        true
    }

    /// Gives a user another password.
    pub fn set_password(&self, user: &str, password: &str) {
        let mut inner = self.inner();
        if let Some(mailbox) = inner.mailboxes.iter_mut().find(|it| it.user == user) {
            password.clone_into(&mut mailbox.password);
        }
    }

    /// Puts a message into a folder; its UID, or none if there is no such folder.
    pub fn append(&self, user: &str, folder: &str, raw: &[u8], received: i64) -> Option<u32> {
        let mut inner = self.inner();
        let uidl = inner.next_uidl();
        let folder = inner.folder_mut(user, folder)?;
        Some(folder.push(Message {
            uid: 0,
            uidl,
            received,
            flags: Vec::new(),
            raw: Arc::from(raw),
        }))
    }

    /// Gives the INBOX (or another folder) a new UIDVALIDITY and new UIDs from 1 on, as a server
    /// does after its index was rebuilt.
    pub fn change_uid_validity(&self, user: &str, folder: &str) {
        let mut inner = self.inner();
        let uid_validity = inner.next_validity();
        let Some(folder) = inner.folder_mut(user, folder) else {
            return;
        };
        folder.uid_validity = uid_validity;
        let messages = std::mem::take(&mut folder.messages);
        folder.uid_next = 1;
        for message in messages {
            folder.push(message);
        }
    }

    /// Gives every message of the INBOX a new UIDL, as after a move to another provider.
    pub fn renumber_uidls(&self, user: &str) {
        let mut inner = self.inner();
        let count = inner
            .folder_mut(user, INBOX)
            .map_or(0, |folder| folder.messages.len());
        let fresh: Vec<String> = (0..count).map(|_| inner.next_uidl()).collect();
        if let Some(folder) = inner.folder_mut(user, INBOX) {
            for (message, uidl) in folder.messages.iter_mut().zip(fresh) {
                message.uidl = uidl;
            }
        }
    }

    /// Gives one message of the INBOX the UIDL of the caller's choice, for example one that was
    /// used before.
    pub fn set_uidl(&self, user: &str, uid: u32, uidl: &str) {
        self.with_folder(user, INBOX, |folder| {
            if let Some(message) = folder.message_mut(uid) {
                uidl.clone_into(&mut message.uidl);
            }
        });
    }

    /// Puts another message under the UID and UIDL of an existing one: what a server must never do.
    pub fn reuse(&self, user: &str, folder: &str, uid: u32, raw: &[u8]) {
        self.with_folder(user, folder, |folder| {
            if let Some(message) = folder.message_mut(uid) {
                message.raw = Arc::from(raw);
            }
        });
    }

    /// Puts a folder back to an earlier state, as after a restore from a backup: what came after the
    /// first `kept` messages is gone, and its UIDs are handed out once more.
    pub fn put_back(&self, user: &str, folder: &str, kept: usize) {
        self.with_folder(user, folder, |folder| {
            folder.messages.truncate(kept);
            folder.uid_next = folder.messages.last().map_or(1, |it| it.uid + 1);
        });
    }

    /// Takes a message away, as another mail program does.
    pub fn remove(&self, user: &str, folder: &str, uid: u32) {
        self.with_folder(user, folder, |folder| {
            folder.messages.retain(|it| it.uid != uid);
        });
    }

    /// A copy of all folders of a user as they are now (the messages' bytes are shared, not copied).
    pub fn snapshot(&self, user: &str) -> Vec<Folder> {
        let inner = self.inner();
        let mailbox = inner.mailboxes.iter().find(|it| it.user == user);
        mailbox.map_or_else(Vec::new, |it| it.folders.clone())
    }

    /// A copy of the messages of one folder as they are now.
    pub fn messages(&self, user: &str, folder: &str) -> Vec<Message> {
        self.with_folder(user, folder, |it| it.messages.clone())
            .unwrap_or_default()
    }

    /// Names of all users.
    pub fn users(&self) -> Vec<String> {
        let inner = self.inner();
        inner.mailboxes.iter().map(|it| it.user.clone()).collect()
    }

    pub(super) fn accepts(&self, user: &str, password: &str) -> bool {
        let inner = self.inner();
        let mut mailboxes = inner.mailboxes.iter();
        mailboxes.any(|it| it.user == user && it.password == password)
    }

    /// The user a mail address belongs to; case does not matter.
    pub(super) fn user_of(&self, address: &str) -> Option<String> {
        let inner = self.inner();
        let mut mailboxes = inner.mailboxes.iter();
        let found = mailboxes.find(|it| it.user.eq_ignore_ascii_case(address))?;
        Some(found.user.clone())
    }

    /// Runs `change` on a folder; none if there is no such folder.
    pub(super) fn with_folder<R>(
        &self,
        user: &str,
        folder: &str,
        change: impl FnOnce(&mut Folder) -> R,
    ) -> Option<R> {
        self.inner().folder_mut(user, folder).map(change)
    }

    /// Copies messages into another folder; pairs of old and new UID, or none without such folders.
    pub(super) fn copy(
        &self,
        user: &str,
        from: &str,
        uids: &[u32],
        to: &str,
    ) -> Option<Vec<(u32, u32)>> {
        let mut inner = self.inner();
        inner.folder_mut(user, to)?;
        let source = inner.folder_mut(user, from)?;
        let found: Vec<Message> = uids
            .iter()
            .filter_map(|uid| source.message(*uid).cloned())
            .collect();
        let mut pairs = Vec::with_capacity(found.len());
        for mut message in found {
            message.uidl = inner.next_uidl();
            let old = message.uid;
            let new = inner.folder_mut(user, to)?.push(message);
            pairs.push((old, new));
        }
        Some(pairs)
    }
}

/// INBOX is the same in any case (RFC 3501); every other name is taken as it is.
pub(super) fn same_folder(name: &str, wanted: &str) -> bool {
    name == wanted || (name == INBOX && wanted.eq_ignore_ascii_case(INBOX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uids_and_uidls_change_only_when_told() {
        let store = Store::new();
        store.add_user("a@b.example", "pw");
        assert_eq!(store.append("a@b.example", "inbox", b"1", 0), Some(1));
        assert_eq!(store.append("a@b.example", INBOX, b"2", 0), Some(2));
        assert_eq!(store.append("a@b.example", "Fehlt", b"2", 0), None);
        store.remove("a@b.example", INBOX, 1);
        let before = store.snapshot("a@b.example").remove(0);
        store.renumber_uidls("a@b.example");
        store.change_uid_validity("a@b.example", INBOX);
        let after = store.snapshot("a@b.example").remove(0);
        assert_eq!(before.messages[0].uid, 2);
        assert_eq!((after.messages[0].uid, after.uid_next), (1, 2));
        assert_ne!(before.messages[0].uidl, after.messages[0].uidl);
        assert_ne!(before.uid_validity, after.uid_validity);
        store.reuse("a@b.example", INBOX, 1, b"other");
        store.set_uidl("a@b.example", 1, "old");
        let reused = store.messages("a@b.example", INBOX).remove(0);
        assert_eq!((&*reused.raw, reused.uidl.as_str()), (&b"other"[..], "old"));
        let pairs = store.copy("a@b.example", INBOX, &[1, 9], "Papierkorb");
        assert_eq!(pairs, Some(vec![(1, 1)]));
    }
}
