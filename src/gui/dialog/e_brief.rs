//! "E-Brief": a letter being written. It saves itself while it is written, so that closing it, the
//! end of the program or a crash lose nothing that is older than some seconds.

mod akte;
mod attaching;
mod message;
mod people;
mod saving;
mod sending;
mod view;

use super::ask::Answer;
use super::signature::Signature;
use super::{Outcome, Screen};
use crate::domain::account::{AccountId, StoredAccount};
pub use crate::domain::draft::Start;
use crate::domain::draft::{Hint, StoredDraft, Written};
use crate::domain::outbox::SendingSettings;
use crate::domain::register::StoredAkte;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::widget::{Stroke, Writing};
use crate::i18n::{Text, texts};
use crate::service::{Error, Office, Result};
use iced::{Element, Size, Task};
pub use message::Message;
pub use people::Line;
use people::People;
use saving::{After, Saving};

/// Fields that can have the focus.
const TO: &str = "e-brief-to";
const CC: &str = "e-brief-cc";
const BCC: &str = "e-brief-bcc";
const AKTE: &str = "e-brief-akte";
const SUBJECT: &str = "e-brief-subject";
const TEXT: &str = "e-brief-text";

/// The window.
pub struct EBrief {
    start: Start,
    draft: Option<StoredDraft>,
    /// Why it could not be opened.
    failed: Option<Error>,
    sender: Sender,
    people: People,
    akte: akte::Field,
    subject: String,
    text: Writing,
    ask_receipt: bool,
    saving: Saving,
    settings: SendingSettings,
    /// Files that are being copied.
    attaching: usize,
    /// Bytes that the documents may have together.
    room: Option<u64>,
    /// What was told before sending; answered by a question.
    hints: Vec<Hint>,
    asked: Option<Asked>,
    wanted: Option<(u64, &'static str)>,
}

/// Who it is sent by.
#[derive(Default)]
struct Sender {
    all: Vec<StoredAccount>,
    chosen: Option<AccountId>,
    /// A person has chosen it: another Akte does not change it.
    by_hand: bool,
    signature: String,
}

/// What a question in front of it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// Whether to send in spite of the hints.
    Send,
    /// Whether to throw away what is written.
    Discard,
}

/// What it opens with.
#[derive(Debug, Clone)]
pub struct Opened {
    draft: StoredDraft,
    senders: Vec<StoredAccount>,
    akte: Option<StoredAkte>,
    signature: String,
    settings: SendingSettings,
}

impl EBrief {
    /// Opens it.
    pub fn new(start: Start) -> Self {
        Self {
            start,
            draft: None,
            failed: None,
            sender: Sender::default(),
            people: People::default(),
            akte: akte::Field::default(),
            subject: String::new(),
            text: Writing::new(""),
            ask_receipt: false,
            saving: Saving::default(),
            settings: SendingSettings {
                automatic: true,
                ask_delete: true,
                answer_to_me: false,
            },
            attaching: 0,
            room: None,
            hints: Vec::new(),
            asked: None,
            wanted: None,
        }
    }

    /// What it began with.
    pub fn start_of(&self) -> &Start {
        &self.start
    }

    /// The number of its draft, once it is there.
    pub fn draft_id(&self) -> Option<i64> {
        self.draft.as_ref().map(|it| it.id)
    }

    /// Whether it stays open although it was to be closed: saving has failed, or a question waits.
    pub fn is_held(&self) -> bool {
        self.asked.is_some() || self.saving.failed.is_some()
    }

    /// What is written at this moment.
    fn written(&self) -> Written {
        Written {
            account: self.sender.chosen,
            akte: self.akte.id(),
            to: self.people.line(Line::To).to_owned(),
            cc: self.people.line(Line::Cc).to_owned(),
            bcc: self.people.line(Line::Bcc).to_owned(),
            subject: self.subject.clone(),
            text: self.text.text(),
            ask_receipt: self.ask_receipt,
        }
    }

    fn opened(&mut self, opened: Opened, context: &Context) -> Action<Message> {
        let written = opened.draft.written.clone();
        self.sender = Sender {
            chosen: written
                .account
                .filter(|id| opened.senders.iter().any(|it| it.id == *id)),
            all: opened.senders,
            by_hand: !opened.draft.is_fresh,
            signature: opened.signature,
        };
        self.people = People::new(&written);
        self.akte = akte::Field::new(opened.akte);
        self.subject.clone_from(&written.subject);
        self.text = Writing::new(&written.text);
        self.ask_receipt = written.ask_receipt;
        self.settings = opened.settings;
        self.draft = Some(opened.draft);
        self.saving.begin(self.written());
        let focus = match (self.people.line(Line::To).is_empty(), &self.start) {
            (true, _) => TO,
            _ => TEXT,
        };
        self.focus(focus);
        let learn = context.ask(Office::learn_correspondents, |_| Message::Done);
        Action::Run(Task::batch([learn, self.ask_room(context)]))
    }

    fn focus(&mut self, id: &'static str) {
        let next = self.wanted.map_or(0, |it| it.0 + 1);
        self.wanted = Some((next, id));
    }

    fn ask_room(&self, context: &Context) -> Task<Message> {
        let Some(account) = self.sender.chosen else {
            return Task::none();
        };
        context.wait(
            move |office| async move {
                office.learn_size_limit(account).await?;
                office.room_for_files(account)
            },
            |room| Message::Room(room.unwrap_or_default()),
        )
    }

    fn choose_sender(&mut self, id: AccountId, context: &Context) -> Action<Message> {
        self.sender.chosen = Some(id);
        let asked = context.ask(move |office| office.signature(id), Message::Signed);
        Action::Run(Task::batch([asked, self.ask_room(context)])).and(self.touched())
    }

    fn signed(&mut self, signature: String) -> Action<Message> {
        let before = std::mem::replace(&mut self.sender.signature, signature);
        let text = self.text.text();
        let next = crate::domain::draft::with_signature(&text, &before, &self.sender.signature);
        self.text.replace(&next);
        self.touched()
    }

    fn edit_signature(&self) -> Action<Message> {
        let chosen = self
            .sender
            .all
            .iter()
            .find(|it| Some(it.id) == self.sender.chosen);
        match chosen {
            Some(account) => {
                let signature = Signature::new(account, &self.sender.signature);
                Action::Open(signature.into())
            }
            None => Action::None,
        }
    }

    fn write(&mut self, stroke: Stroke, context: &Context) -> Action<Message> {
        match stroke {
            Stroke::Done => self.send(context),
            stroke => match self.text.take(stroke) {
                true => self.touched(),
                false => Action::None,
            },
        }
    }

    fn error(error: &Error, context: &Context) -> Action<Message> {
        Action::Open(super::ask::Ask::error(error, context).into())
    }
}

/// Everything that an E-Brief shows when it is opened.
fn open(office: &Office, start: &Start) -> Result<Box<Opened>> {
    let draft = office.start_draft(start)?;
    let akte = match draft.written.akte {
        Some(id) => office.akte_by_id(id)?,
        None => None,
    };
    let signature = match draft.written.account {
        Some(account) => office.signature(account)?,
        None => String::new(),
    };
    Ok(Box::new(Opened {
        senders: office.senders_for(akte.as_ref())?,
        settings: office.sending_settings()?,
        draft,
        akte,
        signature,
    }))
}

impl Screen for EBrief {
    type Message = Message;

    fn title(&self) -> Text {
        match self.subject.trim() {
            "" => texts::window_e_brief(),
            subject => texts::e_brief_title(crate::service::draft_words::shortened(subject)),
        }
    }

    fn size(&self) -> Size {
        Size::new(860.0, 700.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn is_modal(&self) -> bool {
        false
    }

    /// A draft is opened once. Two empty letters are two letters; two presses for the same answer
    /// are one.
    fn is_twin(&self, other: &Self) -> bool {
        match &other.start {
            Start::Draft(id) => self.draft_id() == Some(*id) || self.start == other.start,
            Start::Empty => false,
            start => self.start == *start && self.saving.is_untouched(),
        }
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        let start = self.start.clone();
        context.ask(move |office| open(office, &start), Message::Opened)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Opened(Ok(opened)) => self.opened(*opened, context),
            Message::Opened(Err(error)) => {
                let told = Self::error(&error, context);
                self.failed = Some(error);
                told
            }
            Message::Line(line, typed) => self.type_line(line, typed, context),
            Message::Suggested(number, found) => self.suggested(number, found),
            Message::Taken(line, at) => self.take_suggestion(line, at),
            Message::ShowBcc => {
                self.people.has_bcc = true;
                self.focus(BCC);
                Action::None
            }
            Message::Akte(typed) => self.type_akte(typed, context),
            Message::Akten(number, found) => self.akten_found(number, found, context),
            Message::AkteTaken(at) => self.take_akte(at, context),
            Message::OfAkte(Ok(follows)) => self.follow_akte(*follows, context),
            Message::Senders(Ok(senders)) => self.senders_read(senders),
            Message::AnswerToMe(is_on) => self.answer_to_me(is_on, context),
            Message::Sender(id) => {
                self.sender.by_hand = true;
                self.choose_sender(id, context)
            }
            Message::Signed(Ok(signature)) => self.signed(signature),
            Message::EditSignature => self.edit_signature(),
            Message::Subject(subject) => {
                self.subject = subject;
                self.touched()
            }
            Message::Text(stroke) => self.write(stroke, context),
            Message::AskReceipt(is_on) => {
                self.ask_receipt = is_on;
                self.touched()
            }
            Message::Attach => Self::ask_files(context),
            Message::Files(chosen) => self.files_chosen(chosen, context),
            Message::Dropped(path) => self.attach(vec![path], context),
            Message::Attached(answer) => self.attached(answer, context),
            Message::FromAkte => self.pick_documents(),
            Message::Detach(file) => self.detach(file, context),
            Message::Detached(Ok(file)) => self.detached(file),
            Message::FilesRead(read) => self.files_read(read),
            Message::Room(room) => {
                self.room = room;
                Action::None
            }
            Message::Tick => self.tick(context),
            Message::Saved(answer) => self.saved(answer, context),
            Message::Send => self.send(context),
            Message::Sent(answer) => self.sent(answer, context),
            Message::Discard => self.discard(context),
            Message::Discarded(Ok(())) => Action::Changed.and(Action::Close(Outcome::Left)),
            Message::Left => self.leave(context),
            Message::OfAkte(Err(error))
            | Message::Senders(Err(error))
            | Message::Signed(Err(error))
            | Message::Detached(Err(error))
            | Message::Discarded(Err(error)) => Self::error(&error, context),
            Message::Done => Action::None,
        }
    }

    fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
        if self.failed.is_some() {
            return Action::Close(Outcome::Left);
        }
        let asked = self.asked.take();
        match (outcome, asked) {
            (Outcome::Answered(Answer::Yes), Some(Asked::Send)) => self.hand_over(context),
            (Outcome::Answered(Answer::Yes), Some(Asked::Discard)) => self.throw_away(context),
            (Outcome::Documents(documents), _) => self.attach_documents(documents, context),
            (Outcome::Signature(text), _) => self.signed(text),
            (Outcome::FileNamed(path), _) => self.attach(vec![path], context),
            _ => Action::None,
        }
    }

    fn office_changed(&mut self, context: &Context) -> Action<Message> {
        self.read_senders(context)
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        self.show(context)
    }
}

impl EBrief {
    /// What happens when it is closed after saving has succeeded.
    fn closed(&self) -> Action<Message> {
        let kept = match self.draft_id() {
            Some(id) if !self.saving.is_untouched() => Outcome::DraftKept(id),
            _ => Outcome::Left,
        };
        Action::Changed.and(Action::Close(kept))
    }

    fn leave(&mut self, context: &Context) -> Action<Message> {
        if self.draft.is_none() {
            return Action::Close(Outcome::Left);
        }
        // A question that is open ends with it.
        self.asked = None;
        self.save_then(After::Close, context)
    }
}
