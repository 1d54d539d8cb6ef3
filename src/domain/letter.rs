//! An E-Brief on its way out: what it consists of, what is wrong with it, how far it has come.

use crate::domain::mail::{MailAddress, MailDate};
use crate::domain::report::ReadBy;
use crate::domain::syntax::{ascii_address, is_address};

/// Recipients of one E-Brief at the most, To, Cc and Bcc together.
pub const MOST_RECIPIENTS: usize = 1000;

/// Longest message identifier in bytes, so that it fits on a line (RFC 5322 section 2.1.1).
pub const LONGEST_ID: usize = 900;

/// A document that goes out with an E-Brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftAttachment {
    /// File name as the recipient is to see it.
    pub name: String,
    /// MIME type, `type/subtype` (RFC 2045 section 5.1).
    pub mime_type: String,
    /// The bytes of the document.
    pub data: Vec<u8>,
}

/// An E-Brief before it becomes a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// From.
    pub from: MailAddress,
    /// Reply-To; empty if answers go to the sender.
    pub reply_to: Vec<MailAddress>,
    /// To.
    pub to: Vec<MailAddress>,
    /// Cc.
    pub cc: Vec<MailAddress>,
    /// Bcc: recipients that no header names.
    pub bcc: Vec<MailAddress>,
    /// Subject.
    pub subject: String,
    /// Text; lines end in `\n`, a paragraph is one line however long.
    pub text: String,
    /// The same as HTML, if it is to be sent as well.
    pub html: Option<String>,
    /// Documents, in the order of the message.
    pub attachments: Vec<DraftAttachment>,
    /// Pictures that the HTML shows, each with the Content-ID by which it does.
    pub inline: Vec<(String, DraftAttachment)>,
    /// A whole message that is passed on as it is (`message/rfc822`).
    pub enclosed: Option<Vec<u8>>,
    /// More of them, each with its file name.
    pub forwarded: Vec<(String, Vec<u8>)>,
    /// Message-ID of the mail that this answers, without angle brackets.
    pub in_reply_to: Option<String>,
    /// Message-IDs of the conversation, oldest first, without angle brackets.
    pub references: Vec<String>,
    /// A program wrote it, so no program may answer (RFC 3834 section 5).
    pub auto_submitted: bool,
    /// Asks the recipient's program for a read receipt (RFC 8098 section 2.1).
    pub ask_receipt: bool,
    /// It is a read receipt itself.
    pub receipt: Option<ReadBy>,
    /// Its own Message-ID, without angle brackets.
    pub message_id: String,
    /// When it was finished.
    pub date: MailDate,
    /// Marks a message that the office sends to itself to see whether an account works.
    pub test_mark: Option<String>,
}

impl Draft {
    /// An empty draft of this sender.
    pub fn new(from: MailAddress, message_id: String, date: MailDate) -> Self {
        Self {
            from,
            reply_to: Vec::new(),
            to: Vec::new(),
            cc: Vec::new(),
            bcc: Vec::new(),
            subject: String::new(),
            text: String::new(),
            html: None,
            attachments: Vec::new(),
            inline: Vec::new(),
            enclosed: None,
            forwarded: Vec::new(),
            in_reply_to: None,
            references: Vec::new(),
            auto_submitted: false,
            ask_receipt: false,
            receipt: None,
            message_id,
            date,
            test_mark: None,
        }
    }

    /// Everyone it goes to: To, Cc, Bcc, in this order; someone named twice comes twice.
    pub fn recipients(&self) -> impl Iterator<Item = &MailAddress> {
        self.to.iter().chain(&self.cc).chain(&self.bcc)
    }

    /// Everything that stands against sending it, each with its field; empty if nothing does.
    pub fn check(&self) -> Vec<LetterError> {
        let mut faults = Faults(Vec::new());
        faults.person(LetterField::From, &self.from);
        for (list, field) in [
            (&self.reply_to, LetterField::ReplyTo as fn(usize) -> _),
            (&self.to, LetterField::To),
            (&self.cc, LetterField::Cc),
            (&self.bcc, LetterField::Bcc),
        ] {
            for (number, person) in list.iter().enumerate() {
                faults.person(field(number), person);
            }
        }
        match self.recipients().count() {
            0 => faults.add(LetterField::Recipients, LetterFault::NoRecipient),
            count if count > MOST_RECIPIENTS => {
                faults.add(LetterField::Recipients, LetterFault::TooMany(count));
            }
            _ => (),
        }
        faults.line(LetterField::Subject, &self.subject);
        for (number, attachment) in self.attachments.iter().enumerate() {
            faults.attachment(LetterField::Attachment(number), attachment);
        }
        let inline = self.inline.iter().enumerate();
        for (number, (id, attachment)) in inline {
            let number = self.attachments.len() + number;
            faults.id(LetterField::Attachment(number), id);
            faults.attachment(LetterField::Attachment(number), attachment);
        }
        for (name, _) in &self.forwarded {
            faults.line(LetterField::Attachment(0), name);
        }
        if let Some(id) = &self.in_reply_to {
            faults.id(LetterField::InReplyTo, id);
        }
        for (number, id) in self.references.iter().enumerate() {
            faults.id(LetterField::References(number), id);
        }
        faults.id(LetterField::MessageId, &self.message_id);
        if self.date.rfc5322().is_none() {
            faults.add(LetterField::Date, LetterFault::DateInvalid);
        }
        if let Some(mark) = &self.test_mark {
            faults.line(LetterField::TestMark, mark);
        }
        faults.0
    }
}

/// Whether this can be written as a message identifier between angle brackets. More forgiving than
/// RFC 5322 section 3.6.4, since answers have to name identifiers that others made: only what could
/// not be written at all is refused. Callers leave such identifiers out of
/// [`Draft::references`].
pub fn is_message_id(id: &str) -> bool {
    !id.is_empty()
        && id.len() <= LONGEST_ID
        && id.bytes().all(|byte| byte.is_ascii_graphic())
        && !id.contains(['<', '>'])
}

/// A field of a draft. Numbers count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LetterField {
    /// From.
    From,
    /// An entry of Reply-To.
    ReplyTo(usize),
    /// An entry of To.
    To(usize),
    /// An entry of Cc.
    Cc(usize),
    /// An entry of Bcc.
    Bcc(usize),
    /// To, Cc and Bcc together.
    Recipients,
    /// Subject.
    Subject,
    /// An attachment.
    Attachment(usize),
    /// In-Reply-To.
    InReplyTo,
    /// An entry of References.
    References(usize),
    /// Message-ID.
    MessageId,
    /// Date.
    Date,
    /// The mark of a test message.
    TestMark,
}

/// What is wrong with a field of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetterFault {
    /// Nobody would get it.
    NoRecipient,
    /// More than [`MOST_RECIPIENTS`]; how many there are.
    TooMany(usize),
    /// No address that mail can be sent to; the address.
    AddressInvalid(String),
    /// A line break or another control character, which could smuggle in a header field.
    ControlCharacter,
    /// An attachment has no name.
    NameMissing,
    /// Not `type/subtype`; the MIME type.
    TypeInvalid(String),
    /// No message identifier; the identifier.
    IdInvalid(String),
    /// No moment that a calendar knows.
    DateInvalid,
}

/// A fault and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterError {
    /// The field.
    pub field: LetterField,
    /// What is wrong with it.
    pub fault: LetterFault,
}

struct Faults(Vec<LetterError>);

impl Faults {
    fn add(&mut self, field: LetterField, fault: LetterFault) {
        self.0.push(LetterError { field, fault });
    }

    fn line(&mut self, field: LetterField, text: &str) {
        if text.chars().any(char::is_control) {
            self.add(field, LetterFault::ControlCharacter);
        }
    }

    fn person(&mut self, field: LetterField, person: &MailAddress) {
        self.line(field, &person.name);
        let address = &person.address;
        if address.chars().any(char::is_control) {
            self.add(field, LetterFault::ControlCharacter);
        } else if !is_address(address) || ascii_address(address).is_none() {
            self.add(field, LetterFault::AddressInvalid(address.clone()));
        }
    }

    fn id(&mut self, field: LetterField, id: &str) {
        if id.chars().any(char::is_control) {
            self.add(field, LetterFault::ControlCharacter);
        } else if !is_message_id(id) {
            self.add(field, LetterFault::IdInvalid(id.to_owned()));
        }
    }

    fn attachment(&mut self, field: LetterField, attachment: &DraftAttachment) {
        self.line(field, &attachment.name);
        if attachment.name.trim().is_empty() {
            self.add(field, LetterFault::NameMissing);
        }
        // RFC 6838 section 4.2
        let is_name = |name: &str| {
            let mark = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte);
            (1..=127).contains(&name.len()) && name.bytes().all(mark)
        };
        let halves = attachment.mime_type.split_once('/');
        if !halves.is_some_and(|(kind, subtype)| is_name(kind) && is_name(subtype)) {
            let given = attachment.mime_type.clone();
            self.add(field, LetterFault::TypeInvalid(given));
        }
    }
}

/// How far an E-Brief has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum LetterState {
    /// It is being written.
    #[default]
    Entwurf,
    /// It is finished and waits for its turn.
    Wartet,
    /// It is being handed to the server.
    WirdGesendet,
    /// The server has taken it.
    Gesendet,
    /// The connection broke before the server's answer: it may have been taken or not.
    Unklar,
    /// The server has refused it, or all attempts are used up.
    Fehlgeschlagen,
}

impl LetterState {
    /// Every state, in the order of a letter's life.
    pub const ALL: [Self; 6] = [
        Self::Entwurf,
        Self::Wartet,
        Self::WirdGesendet,
        Self::Gesendet,
        Self::Unklar,
        Self::Fehlgeschlagen,
    ];

    /// The word in the database and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Entwurf => "entwurf",
            Self::Wartet => "wartet",
            Self::WirdGesendet => "wird-gesendet",
            Self::Gesendet => "gesendet",
            Self::Unklar => "unklar",
            Self::Fehlgeschlagen => "fehlgeschlagen",
        }
    }

    /// Reads the word of the database.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, address: &str) -> MailAddress {
        MailAddress {
            name: name.into(),
            address: address.into(),
        }
    }

    fn draft() -> Draft {
        let date = MailDate {
            timestamp: 1_714_724_130,
            offset_minutes: 120,
        };
        let from = person("Kanzlei Müller", "post@müller.example");
        let mut draft = Draft::new(from, "1@müller.example".replace('ü', "ue"), date);
        draft.to.push(person("", "a@b.example"));
        draft
    }

    #[test]
    fn every_fault_is_told_at_once_with_its_field() {
        assert_eq!(draft().check(), []);
        let mut bad = draft();
        bad.from.name = "Kanzlei\r\nBcc: x@y.example".into();
        bad.reply_to = vec![person("", "ohne-klammeraffe")];
        bad.to = vec![person("", "a@b.example\nRCPT TO:<x>"), person("", "a b@c")];
        bad.cc = vec![person("", "a@b.example"); 999];
        bad.bcc = vec![person("", "a@-b")];
        bad.subject = "Akte\0".into();
        let attachment = |name: &str, mime_type: &str| DraftAttachment {
            name: name.into(),
            mime_type: mime_type.into(),
            data: Vec::new(),
        };
        bad.attachments = vec![
            attachment(" ", "text/plain"),
            attachment("a\rb", "application/pdf; x"),
        ];
        bad.in_reply_to = Some("a b".into());
        bad.references = vec!["gut@b".into(), "x>\r\nBcc: y".into()];
        bad.message_id = String::new();
        bad.date.timestamp = i64::MAX;
        bad.test_mark = Some("\n".into());
        use LetterFault::*;
        let found: Vec<_> = bad
            .check()
            .into_iter()
            .map(|e| (e.field, e.fault))
            .collect();
        let expected = vec![
            (LetterField::From, ControlCharacter),
            (
                LetterField::ReplyTo(0),
                AddressInvalid("ohne-klammeraffe".into()),
            ),
            (LetterField::To(0), ControlCharacter),
            (LetterField::To(1), AddressInvalid("a b@c".into())),
            (LetterField::Bcc(0), AddressInvalid("a@-b".into())),
            (LetterField::Recipients, TooMany(1002)),
            (LetterField::Subject, ControlCharacter),
            (LetterField::Attachment(0), NameMissing),
            (LetterField::Attachment(1), ControlCharacter),
            (
                LetterField::Attachment(1),
                TypeInvalid("application/pdf; x".into()),
            ),
            (LetterField::InReplyTo, IdInvalid("a b".into())),
            (LetterField::References(1), ControlCharacter),
            (LetterField::MessageId, IdInvalid(String::new())),
            (LetterField::Date, DateInvalid),
            (LetterField::TestMark, ControlCharacter),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_letter_to_nobody_is_no_letter() {
        let mut alone = draft();
        alone.to.clear();
        let found = alone.check();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].fault, LetterFault::NoRecipient);
        alone.bcc.push(person("", "a@b.example"));
        assert_eq!(alone.check(), []);
    }

    #[test]
    fn states_have_words() {
        for state in LetterState::ALL {
            assert_eq!(LetterState::from_word(state.word()), Some(state));
        }
        assert_eq!(LetterState::from_word(""), None);
        assert!(is_message_id("ohne.klammeraffe") && !is_message_id("ü@b"));
    }
}
