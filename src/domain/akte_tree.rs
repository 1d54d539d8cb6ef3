//! The E-Akte of one Akte: its documents, in subfolders that belong to this Akte alone.

/// Where the bytes of a document are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// A message that arrived.
    Mail {
        /// Number of the mail.
        mail: i64,
        /// Number of the content.
        content: i64,
    },
    /// One attachment of such a message.
    Attachment {
        /// Number of the mail.
        mail: i64,
        /// Number of the content.
        content: i64,
        /// Which attachment, from 0.
        part: u32,
    },
    /// A letter that was sent, by its number in the Postausgang.
    Letter(i64),
}

impl Source {
    /// The mail it came with, if it arrived.
    pub fn mail(self) -> Option<i64> {
        match self {
            Self::Mail { mail, .. } | Self::Attachment { mail, .. } => Some(mail),
            Self::Letter(_) => None,
        }
    }
}

/// A document of an Akte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AkteDocument {
    /// Running number.
    pub id: i64,
    /// Where its bytes are.
    pub source: Source,
    /// The subfolder it lies in; `None` directly in the Akte.
    pub folder: Option<i64>,
    /// Name of the attachment or subject of the message.
    pub name: String,
    /// Remark ("Bemerkung"); empty if none.
    pub remark: String,
    /// Who sent it, the name or else the address.
    pub from: String,
    /// Date of the message, seconds since 1970.
    pub date: i64,
    /// When it was filed, seconds since 1970.
    pub filed_at: i64,
    /// Bytes.
    pub size: u64,
    /// Attachments of a message beside its text.
    pub attachment_count: u32,
}

/// A subfolder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AkteFolder {
    /// Running number.
    pub id: i64,
    /// The subfolder it lies in; `None` directly in the Akte.
    pub parent: Option<i64>,
    /// Name.
    pub name: String,
}

/// Everything that an Akte holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AkteTree {
    /// Subfolders by name. One lies in another or in the Akte itself.
    pub folders: Vec<AkteFolder>,
    /// Documents, newest first by the date of the message.
    pub documents: Vec<AkteDocument>,
}

impl AkteTree {
    /// Subfolders of a subfolder, of the Akte itself for `None`.
    pub fn folders_in(&self, parent: Option<i64>) -> impl Iterator<Item = &AkteFolder> {
        self.folders.iter().filter(move |it| it.parent == parent)
    }

    /// Documents of a subfolder without those further down, of the Akte itself for `None`.
    pub fn documents_in(&self, folder: Option<i64>) -> impl Iterator<Item = &AkteDocument> {
        self.documents.iter().filter(move |it| it.folder == folder)
    }
}
