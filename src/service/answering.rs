//! What an E-Brief begins with: empty, for an Akte, as an answer, as a message passed on.

use super::error::Result;
use super::office::Office;
use crate::domain::account::AccountId;
use crate::domain::answer;
use crate::domain::draft::{Relation, Start, Written};
use crate::domain::mail::{Detail, MailAddress, MailRow, ParsedMail};
use crate::domain::mailto::Mailto;
use crate::domain::reading::letters::seen_line;
use crate::domain::recipients;
use crate::domain::register::{AkteKind, StoredAkte};
use crate::i18n::{self, Language, Text, texts};
use crate::mime::{self, Original, OriginalPart};
use crate::storage::drafts::NewDraft;

/// Bytes of the original's text that are put below; more than that nobody reads in an answer.
const LONGEST_QUOTE: usize = 100 << 10;

/// Messages that are passed on at once at the most.
const MOST_MAILS: usize = 50;

/// A draft that begins, and the documents it begins with.
pub(super) struct Begun {
    pub(super) draft: NewDraft,
    pub(super) files: Vec<OriginalPart>,
}

/// Letters are written in German whatever the language of the window.
fn german(text: Text) -> String {
    text.show(Language::German)
}

impl Office {
    /// Works out what a new E-Brief begins with. `None` for a stored draft, which is what it is.
    pub(super) fn begin(&self, start: &Start) -> Result<Option<Begun>> {
        Ok(Some(match start {
            Start::Draft(_) => return Ok(None),
            Start::Empty => self.begin_empty(None)?,
            Start::Akte(id) => self.begin_empty(self.akte_by_id(*id)?)?,
            Start::Answer { mail, all } => self.begin_answer(*mail, *all)?,
            Start::Mailto(mailto) => self.begin_mailto(mailto)?,
            Start::Forward { mails, attached } => self.begin_forward(mails, *attached)?,
        }))
    }

    fn begin_empty(&self, akte: Option<StoredAkte>) -> Result<Begun> {
        let account = self.sender_for(akte.as_ref())?;
        let subject = match &akte {
            Some(akte) => self.subject_proposal(akte)?,
            None => String::new(),
        };
        let written = Written {
            account,
            akte: akte.map(|it| it.id.0),
            subject,
            text: match self.signature_of(account)?.as_str() {
                "" => String::new(),
                signature => format!("\n\n{signature}\n"),
            },
            ..Written::default()
        };
        self.begun(written, None, Vec::new())
    }

    /// What a link fills in. It answers a message only where that is stored here.
    fn begin_mailto(&self, mailto: &Mailto) -> Result<Begun> {
        let original = match &mailto.in_reply_to {
            Some(id) => self.storage.mail_with_message_id(id)?,
            None => None,
        };
        let akte = match original {
            Some(mail) => self.akte_of(mail)?,
            None => None,
        };
        let account = self.sender_for(akte.as_ref())?;
        let signature = self.signature_of(account)?;
        let body = mailto.body.trim_end();
        let text = match (body, signature.as_str()) {
            ("", "") => String::new(),
            ("", signature) => format!("\n\n{signature}\n"),
            (body, "") => format!("{body}\n"),
            (body, signature) => format!("{body}\n\n{signature}\n"),
        };
        let written = Written {
            account,
            akte: akte.map(|it| it.id.0),
            to: mailto.to.clone(),
            cc: mailto.cc.clone(),
            bcc: mailto.bcc.clone(),
            subject: decoded_subject(&mailto.subject),
            text,
            ..Written::default()
        };
        let relation = original.map(|_| Relation::Answer);
        self.begun(written, relation, original.into_iter().collect())
    }

    /// The subject of a letter of this Akte, so that answers to it file themselves: `8/20 Müller ./.
    /// Meier`, and with the setting for that `8/20pk2 …`, so that they come into the own Postkorb.
    ///
    /// # Errors
    /// [`super::Error::Storage`].
    pub fn subject_proposal(&self, akte: &StoredAkte) -> Result<String> {
        let number = self.number_for_subject(akte)?;
        Ok(format!("{number} {}", akte.name).trim().to_owned())
    }

    fn number_for_subject(&self, akte: &StoredAkte) -> Result<String> {
        let AkteKind::Akte(number) = akte.kind else {
            return Ok(String::new());
        };
        let to_me = self.storage.sending_settings()?.answer_to_me;
        Ok(match self.acting_now()?.benutzer.filter(|_| to_me) {
            Some(me) => format!("{number}pk{me}"),
            None => number.to_string(),
        })
    }

    fn signature_of(&self, account: Option<AccountId>) -> Result<String> {
        account.map_or_else(|| Ok(String::new()), |it| self.signature(it))
    }

    fn begun(
        &self,
        written: Written,
        relation: Option<Relation>,
        originals: Vec<i64>,
    ) -> Result<Begun> {
        let address = match written.account {
            Some(id) => self.storage.account(id)?.account.address,
            None => String::new(),
        };
        Ok(Begun {
            draft: NewDraft {
                written,
                relation,
                originals,
                quoted: String::new(),
                html: String::new(),
                message_id: mime::new_message_id(&address),
            },
            files: Vec::new(),
        })
    }

    /// An answer is sent with the account that the message came to, if the one who answers may send
    /// with it; else as any letter of the Akte.
    fn answering_account(
        &self,
        row: &MailRow,
        akte: Option<&StoredAkte>,
    ) -> Result<Option<AccountId>> {
        let senders = self.senders_for(akte)?;
        match senders.iter().any(|it| it.id == row.account) {
            true => Ok(Some(row.account)),
            false => self.sender_for(akte),
        }
    }

    fn original(&self, row: &MailRow) -> Result<(Vec<u8>, Original)> {
        let mut raw = Vec::new();
        self.storage.read_raw(row.content, |piece| {
            raw.extend_from_slice(piece);
            Ok(())
        })?;
        let original = mime::original(&raw);
        Ok((raw, original))
    }

    /// Message-IDs of the conversation that an answer to this mail belongs to, oldest first.
    pub(super) fn conversation(&self, mail: i64) -> Result<Vec<String>> {
        Ok(self.original(&self.storage.mail(mail)?)?.1.references)
    }

    fn begin_answer(&self, mail: i64, all: bool) -> Result<Begun> {
        let (row, read) = self.read_mail(mail)?;
        let (_, original) = self.original(&row)?;
        let akte = self.akte_of(mail)?;
        let account = self.answering_account(&row, akte.as_ref())?;
        let own = self.own_addresses(&row)?;
        let (to, cc) = answer::recipients(&read, all, &own, original.list.as_deref());
        let mut subject = answer::answer_subject(&read.subject);
        if let Some(akte) = &akte {
            subject = answer::numbered(&subject, &self.number_for_subject(akte)?);
        }
        let sender = read.from.first().cloned().unwrap_or_default();
        let above = german(texts::answer_quote(
            written_at(&row, &read),
            called(&sender),
        ));
        let quoted = format!("{above}\n{}", answer::quote(cut(&read.text)));
        let written = Written {
            account,
            akte: akte.map(|it| it.id.0),
            to: recipients::line(&to),
            cc: recipients::line(&cc),
            subject,
            text: answer::below(&self.signature_of(account)?, &quoted),
            ..Written::default()
        };
        let relation = match all {
            true => Relation::AnswerAll,
            false => Relation::Answer,
        };
        self.begun(written, Some(relation), vec![mail])
    }

    fn begin_forward(&self, mails: &[i64], attached: bool) -> Result<Begun> {
        let mails: Vec<i64> = mails.iter().take(MOST_MAILS).copied().collect();
        let (mut files, mut blocks, mut html) = (Vec::new(), Vec::new(), String::new());
        let (mut subject, mut akte, mut account) = (String::new(), None, None);
        for (at, mail) in mails.iter().enumerate() {
            let (row, read) = self.read_mail(*mail)?;
            let (raw, original) = self.original(&row)?;
            if at == 0 {
                subject = answer::forward_subject(&read.subject);
                akte = self.akte_of(*mail)?;
                account = self.answering_account(&row, akte.as_ref())?;
            }
            if attached {
                files.push(whole(&read, raw, at));
                continue;
            }
            blocks.push(forwarded_block(&row, &read));
            // Two pages cannot stand in one part as they are.
            let is_only = mails.len() == 1;
            html = original.html.filter(|_| is_only).unwrap_or_default();
            let shown = |it: &OriginalPart| {
                is_only && !it.content_id.is_empty() && html.contains(&it.content_id)
            };
            files.extend(original.parts.into_iter().map(|it| OriginalPart {
                content_id: match shown(&it) {
                    true => it.content_id,
                    false => String::new(),
                },
                ..it
            }));
        }
        if let Some(akte) = &akte {
            subject = answer::numbered(&subject, &self.number_for_subject(akte)?);
        }
        let quoted = blocks.join("\n\n");
        let written = Written {
            account,
            akte: akte.map(|it| it.id.0),
            subject,
            text: answer::below(&self.signature_of(account)?, &quoted),
            ..Written::default()
        };
        let mut begun = self.begun(written, Some(Relation::Forward), mails)?;
        begun.draft.quoted = quoted;
        begun.draft.html = html;
        begun.files = files;
        Ok(begun)
    }

    fn akte_of(&self, mail: i64) -> Result<Option<StoredAkte>> {
        match self.storage.akte_of_mail(mail)? {
            Some(id) => self.akte_by_id(id),
            None => Ok(None),
        }
    }

    /// Addresses that need no copy of an answer: the one the message came to, and those that the one
    /// who answers sends with. Colleagues stay among the recipients.
    fn own_addresses(&self, row: &MailRow) -> Result<Vec<String>> {
        let mut own: Vec<String> = self
            .senders()?
            .into_iter()
            .map(|it| it.account.address)
            .collect();
        if let Ok(account) = self.storage.account(row.account) {
            own.push(account.account.address);
        }
        Ok(own)
    }
}

/// Links may hold a subject the way that header fields do (RFC 6068 section 6.3).
fn decoded_subject(subject: &str) -> String {
    if !subject.contains("=?") {
        return subject.to_owned();
    }
    let raw = format!("Subject: {subject}\r\n\r\n");
    let read = mime::parse(raw.as_bytes(), Detail::Full).subject;
    seen_line(&read)
}

fn called(person: &MailAddress) -> String {
    match (person.name.trim(), person.address.as_str()) {
        ("", "") => german(texts::answer_unknown()),
        ("", address) => address.to_owned(),
        (name, _) => name.to_owned(),
    }
}

fn written_at(row: &MailRow, read: &ParsedMail) -> String {
    let moment = read.date.map_or(row.received_at, |it| it.timestamp);
    i18n::moment(Language::German, moment)
}

fn cut(text: &str) -> &str {
    let end = text.floor_char_boundary(LONGEST_QUOTE);
    text.get(..end).unwrap_or(text)
}

/// The head of a message that is passed on, and its text.
fn forwarded_block(row: &MailRow, read: &ParsedMail) -> String {
    let mut block = german(texts::forward_head());
    let mut line = |label: Text, value: String| {
        if !value.is_empty() {
            block.push_str(&format!("\n{} {value}", german(label)));
        }
    };
    line(texts::forward_from(), recipients::line(&read.from));
    line(texts::forward_date(), written_at(row, read));
    line(texts::forward_subject(), read.subject.clone());
    line(texts::forward_to(), recipients::line(&read.to));
    line(texts::forward_cc(), recipients::line(&read.cc));
    format!("{block}\n\n{}", cut(&read.text).trim_end())
        .trim_end()
        .to_owned()
}

/// A whole message as a document.
fn whole(read: &ParsedMail, raw: Vec<u8>, at: usize) -> OriginalPart {
    let is_plain = |it: &char| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_' | '.');
    let name: String = read.subject.chars().filter(is_plain).take(60).collect();
    let name = name.trim_matches(['.', ' ']);
    let name = match name {
        "" => format!("nachricht-{}.eml", at + 1),
        name => format!("{name}.eml"),
    };
    OriginalPart {
        name,
        mime_type: "message/rfc822".to_owned(),
        content_id: String::new(),
        data: raw,
    }
}
