//! What became of an E-Brief, as servers and mail programs report it.

/// What a report says about one recipient (RFC 3464 section 2.3.3, RFC 8098 section 3.2.6). The
/// order is the order of importance: the last one of a report tells its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReportAction {
    /// Handed on to the members of a list.
    Expanded,
    /// Handed on to a server that reports nothing.
    Relayed,
    /// Put into the mailbox.
    Delivered,
    /// Shown to the recipient.
    Displayed,
    /// Handled by a program without being shown.
    Processed,
    /// Deleted without being shown.
    Deleted,
    /// Not yet delivered; the server keeps trying.
    Delayed,
    /// Never delivered.
    Failed,
}

impl ReportAction {
    /// Every action, in the order of importance.
    pub const ALL: [Self; 8] = [
        Self::Expanded,
        Self::Relayed,
        Self::Delivered,
        Self::Displayed,
        Self::Processed,
        Self::Deleted,
        Self::Delayed,
        Self::Failed,
    ];

    /// The word in the standards, in the database and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Expanded => "expanded",
            Self::Relayed => "relayed",
            Self::Delivered => "delivered",
            Self::Displayed => "displayed",
            Self::Processed => "processed",
            Self::Deleted => "deleted",
            Self::Delayed => "delayed",
            Self::Failed => "failed",
        }
    }

    /// Reads the word, in any letter case.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|action| action.word().eq_ignore_ascii_case(word))
    }

    /// The kind of a report whose weightiest action this is.
    pub fn kind(self) -> ReportKind {
        match self {
            Self::Expanded | Self::Relayed => ReportKind::Relayed,
            Self::Delivered => ReportKind::Delivered,
            Self::Displayed => ReportKind::Read,
            Self::Processed => ReportKind::Processed,
            Self::Deleted => ReportKind::Deleted,
            Self::Delayed => ReportKind::Delay,
            Self::Failed => ReportKind::Bounce,
        }
    }
}

/// What a report comes down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReportKind {
    /// At least one recipient will never get it.
    Bounce,
    /// Nobody is given up, but at least one recipient has not got it yet.
    Delay,
    /// It lies in the mailbox.
    Delivered,
    /// It left the servers that report.
    Relayed,
    /// It was shown to the recipient.
    Read,
    /// It was deleted without being shown.
    Deleted,
    /// A program handled it without showing it.
    Processed,
    /// A mail server wrote about it, but in words alone: a person has to read them.
    Unclear,
}

impl ReportKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Bounce,
        Self::Delay,
        Self::Delivered,
        Self::Relayed,
        Self::Read,
        Self::Deleted,
        Self::Processed,
        Self::Unclear,
    ];

    /// The word in the database and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Bounce => "bounce",
            Self::Delay => "delay",
            Self::Delivered => "delivered",
            Self::Relayed => "relayed",
            Self::Read => "read",
            Self::Deleted => "deleted",
            Self::Processed => "processed",
            Self::Unclear => "unclear",
        }
    }

    /// Reads the word of the database.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What happened for one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRecipient {
    /// Address that the letter was sent to, if the report names it, else the one it ended at.
    pub address: String,
    /// What happened.
    pub action: ReportAction,
    /// Enhanced status code such as `5.1.1` (RFC 3463).
    pub status: Option<String>,
    /// The server's words, on one line, at most 500 characters; empty if there are none.
    pub diagnostic: String,
}

/// What a read receipt that the office sends tells (RFC 8098 section 3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBy {
    /// Address of the office that the mail went to.
    pub recipient: String,
    /// Message-ID of the mail without angle brackets, where it has one.
    pub message_id: Option<String>,
}

/// A delivery status notification or a read receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What it comes down to.
    pub kind: ReportKind,
    /// Message-ID of the letter, without angle brackets, if the report names it.
    pub original_message_id: Option<String>,
    /// One entry per recipient that the report names.
    pub recipients: Vec<ReportRecipient>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for action in ReportAction::ALL {
            let word = action.word().to_uppercase();
            assert_eq!(ReportAction::from_word(&word), Some(action));
        }
        for kind in ReportKind::ALL {
            assert_eq!(ReportKind::from_word(kind.word()), Some(kind));
        }
        assert!(ReportAction::Failed > ReportAction::Delayed);
    }
}
