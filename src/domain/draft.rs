//! An E-Brief while it is being written: as typed, not yet a message.

use crate::domain::account::AccountId;
use crate::domain::letter::MOST_RECIPIENTS;
use crate::domain::mailto::Mailto;
use crate::domain::recipients;
use crate::domain::stammdaten::BenutzerNumber;

/// Bytes of one attachment at the most.
pub const LARGEST_FILE: u64 = 100 << 20;

/// Bytes of all attachments of a draft at the most.
pub const MOST_BYTES: u64 = 150 << 20;

/// Attachments of a draft at the most.
pub const MOST_FILES: usize = 200;

/// Bytes of text that a draft holds at the most.
pub const LONGEST_TEXT: usize = 2 << 20;

/// Seconds for which a letter waits before it leaves, so that it can be taken back.
pub const GRACE_SECONDS: i64 = 10;

/// What an E-Brief begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// Nothing.
    Empty,
    /// An Akte, by its number in the register.
    Akte(i64),
    /// The answer to a stored message; to everybody who got it, or to its sender alone.
    Answer {
        /// Number of the message.
        mail: i64,
        /// To all.
        all: bool,
    },
    /// Stored messages passed on, as text or each as a file of its own.
    Forward {
        /// Numbers of the messages.
        mails: Vec<i64>,
        /// As files.
        attached: bool,
    },
    /// A draft, by its number.
    Draft(i64),
    /// What a `mailto:` link fills in.
    Mailto(Box<Mailto>),
}

/// How an E-Brief stands to the messages that it was begun from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// It answers the sender.
    Answer,
    /// It answers all.
    AnswerAll,
    /// It passes them on.
    Forward,
}

impl Relation {
    const ALL: [Self; 3] = [Self::Answer, Self::AnswerAll, Self::Forward];

    /// The word in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Answer => "antwort",
            Self::AnswerAll => "antwort-alle",
            Self::Forward => "weiterleitung",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    /// The word that stays at the original: answered or passed on.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Answer | Self::AnswerAll => "antwort",
            Self::Forward => "weiterleitung",
        }
    }
}

/// What a person writes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// Account it is to be sent with.
    pub account: Option<AccountId>,
    /// Akte it belongs to, by its number in the register; `None`: "nicht zur Akte".
    pub akte: Option<i64>,
    /// "An", as typed.
    pub to: String,
    /// "Kopie", as typed.
    pub cc: String,
    /// "Blindkopie", as typed.
    pub bcc: String,
    /// "Betreff".
    pub subject: String,
    /// Text.
    pub text: String,
    /// "Lesebestätigung anfordern".
    pub ask_receipt: bool,
}

/// A document at a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFile {
    /// Running number.
    pub id: i64,
    /// File name as the recipient is to see it.
    pub name: String,
    /// MIME type; `message/rfc822` for a message that is passed on as it is.
    pub mime_type: String,
    /// Bytes.
    pub size: u64,
    /// By this the original's HTML shows it; empty for a document of its own.
    pub content_id: String,
}

/// A draft as the office keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDraft {
    /// Its number.
    pub id: i64,
    /// Grows with each saving.
    pub version: i64,
    /// No person has written anything yet.
    pub is_fresh: bool,
    /// Who writes it.
    pub benutzer: Option<BenutzerNumber>,
    /// What is written.
    pub written: Written,
    /// How it stands to the messages it was begun from.
    pub relation: Option<Relation>,
    /// Their numbers.
    pub originals: Vec<i64>,
    /// The original's text as it was put below.
    pub quoted: String,
    /// The original's HTML, if it is passed on.
    pub html: String,
    /// Its own Message-ID, without angle brackets.
    pub message_id: String,
    /// When it was last saved, seconds since 1970.
    pub changed_at: i64,
    /// Documents, in the order of the message.
    pub files: Vec<DraftFile>,
}

impl StoredDraft {
    /// Bytes of all documents.
    pub fn size(&self) -> u64 {
        self.files.iter().map(|it| it.size).sum()
    }

    /// Whether the original's HTML still says what stands in the text, so that it may go along: what
    /// a person has taken out of the quoted text is not to leave the house in another part.
    pub fn keeps_html(&self) -> bool {
        !self.html.is_empty() && own_part(&self.written.text, &self.quoted).is_some()
    }
}

/// A draft in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// Its number.
    pub id: i64,
    /// Who writes it.
    pub benutzer: Option<BenutzerNumber>,
    /// "An", as typed.
    pub to: String,
    /// Subject.
    pub subject: String,
    /// Aktennummer; empty without an Akte.
    pub aktennummer: String,
    /// Documents.
    pub files: u32,
    /// When it was last saved, seconds since 1970.
    pub changed_at: i64,
}

/// Why a draft cannot be sent as it is, or a document not be put to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftFault {
    /// No sender is chosen.
    SenderMissing,
    /// The account belongs to another Datenpool than the Akte; its name.
    SenderOfOtherPool(String),
    /// Entries that are no addresses, as typed.
    RecipientsInvalid(Vec<String>),
    /// The text is longer than [`LONGEST_TEXT`].
    TextTooLong,
    /// A file is larger than [`LARGEST_FILE`]; its name and bytes.
    FileTooLarge(String, u64),
    /// All documents together are larger than this.
    FilesTooLarge {
        /// Bytes.
        size: u64,
        /// Bytes that are allowed.
        limit: u64,
    },
    /// More documents than [`MOST_FILES`].
    TooManyFiles,
    /// A folder, or something else that is no file; its name.
    NoFile(String),
    /// The Akte that was typed is not there.
    AkteUnknown(String),
}

/// The text above the original's, if the latter stands below it unchanged.
pub fn own_part<'a>(text: &'a str, quoted: &str) -> Option<&'a str> {
    match quoted.trim_end() {
        "" => None,
        quoted => text.trim_end().strip_suffix(quoted),
    }
}

/// Something a person should think of before the letter leaves; nothing that forbids it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// The text speaks of an attachment, and there is none.
    AttachmentMissing,
    /// No subject.
    SubjectMissing,
    /// It answers all, and that many of them are outside the office.
    AnswersOutside {
        /// Recipients.
        all: usize,
        /// Of these, with addresses of other domains than the sender's.
        outside: usize,
    },
}

/// What the person who writes should think of.
pub fn hints(draft: &StoredDraft, signature: &str, own_domains: &[String]) -> Vec<Hint> {
    let written = &draft.written;
    let mut found = Vec::new();
    if written.subject.trim().is_empty() {
        found.push(Hint::SubjectMissing);
    }
    let own = own_part(&written.text, &draft.quoted).unwrap_or(&written.text);
    if draft.files.iter().all(|it| !it.content_id.is_empty())
        && (mentions_attachment(own, signature) || mentions_attachment(&written.subject, ""))
    {
        found.push(Hint::AttachmentMissing);
    }
    if draft.relation == Some(Relation::AnswerAll) {
        let lines = [&written.to, &written.cc, &written.bcc];
        let all: Vec<String> = lines
            .into_iter()
            .flat_map(|it| recipients::entries(it))
            .filter_map(|it| it.person)
            .map(|it| it.address.to_lowercase())
            .collect();
        let is_own = |it: &&String| own_domains.iter().any(|own| it.ends_with(own.as_str()));
        let outside = all.len() - all.iter().filter(is_own).count();
        if outside > 1 {
            let all = all.len();
            found.push(Hint::AnswersOutside { all, outside });
        }
    }
    found
}

/// Words that speak of an attachment. "Anlage" also begins "Anlagen", but not "Anlageberater".
const ATTACHMENT_WORDS: [&str; 16] = [
    "anlage",
    "anlagen",
    "anbei",
    "anhang",
    "anhängen",
    "anhänge",
    "angehängt",
    "angehängte",
    "angehängten",
    "beigefügt",
    "beigefügte",
    "beigefügten",
    "beifügen",
    "attached",
    "attachment",
    "attachments",
];

/// Whether a text speaks of an attachment, outside of quotes and of the signature.
pub fn mentions_attachment(text: &str, signature: &str) -> bool {
    let signature = signature.trim();
    let without = match signature {
        "" => text.to_owned(),
        signature => text.replacen(signature, "", 1),
    };
    without
        .lines()
        .filter(|it| !it.trim_start().starts_with('>'))
        .flat_map(|it| it.split(|letter: char| !letter.is_alphanumeric()))
        .any(|word| {
            let word = word.to_lowercase();
            ATTACHMENT_WORDS.contains(&word.as_str())
        })
}

/// The text with another signature, where the one before stands in it unchanged.
pub fn with_signature(text: &str, before: &str, after: &str) -> String {
    let (before, after) = (before.trim(), after.trim());
    match (before, after) {
        (before, after) if before == after => text.to_owned(),
        ("", after) => match text.trim().is_empty() {
            true => format!("\n\n{after}\n"),
            false => text.to_owned(),
        },
        (before, after) => match text.find(before) {
            Some(at) => {
                let (head, rest) = text.split_at(at);
                let rest = rest.get(before.len()..).unwrap_or_default();
                format!("{head}{after}{rest}")
            }
            None => text.to_owned(),
        },
    }
}

/// The MIME type that the ending of a file name stands for.
pub fn mime_type_of(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map(|it| it.1.to_lowercase());
    match ending.as_deref().unwrap_or_default() {
        "pdf" => "application/pdf",
        "txt" => "text/plain",
        "csv" => "text/csv",
        "htm" | "html" => "text/html",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "tif" | "tiff" => "image/tiff",
        "zip" => "application/zip",
        "xml" => "application/xml",
        "rtf" => "application/rtf",
        "doc" => "application/msword",
        "xls" => "application/vnd.ms-excel",
        "ppt" => "application/vnd.ms-powerpoint",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        _ => "application/octet-stream",
    }
}

/// Whether a line has more recipients than can be sent to.
pub fn has_too_many(written: &Written) -> Option<usize> {
    let lines = [&written.to, &written.cc, &written.bcc];
    let count = lines.iter().map(|it| recipients::entries(it).len()).sum();
    (count > MOST_RECIPIENTS).then_some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_attachment_is_seen_outside_of_quotes_and_signature() {
        for text in [
            "anbei der Vertrag",
            "In der Anlage finden Sie",
            "Siehe Anlagen.",
            "(beigefügt)",
            "please find attached",
        ] {
            assert!(mentions_attachment(text, ""), "{text}");
        }
        for text in [
            "",
            "Die Anlageberatung war falsch",
            "Photovoltaikanlage",
            "> anbei der Vertrag\nDanke",
            "  > In der Anlage",
        ] {
            assert!(!mentions_attachment(text, ""), "{text}");
        }
        let signature = "Kanzlei Weiß\nAn der Anlage 3";
        assert!(!mentions_attachment(
            &format!("Gruß\n\n{signature}\n"),
            signature
        ));
        assert!(mentions_attachment(
            &format!("anbei\n\n{signature}\n"),
            signature
        ));
    }

    #[test]
    fn a_signature_is_changed_and_nothing_else() {
        assert_eq!(with_signature("", "", "Gruß"), "\n\nGruß\n");
        assert_eq!(with_signature("Text", "", "Gruß"), "Text");
        assert_eq!(
            with_signature("A\n\nalt\n\n> Zitat", "alt", "neu"),
            "A\n\nneu\n\n> Zitat"
        );
        assert_eq!(with_signature("A", "alt", "neu"), "A");
    }

    #[test]
    fn html_goes_along_only_with_its_text() {
        assert_eq!(
            own_part("Hallo\n\nVon: x\nText\n", "Von: x\nText"),
            Some("Hallo\n\n")
        );
        assert_eq!(own_part("Hallo\n\nVon: x\nTex", "Von: x\nText"), None);
        assert_eq!(own_part("Hallo", ""), None);
    }
}
