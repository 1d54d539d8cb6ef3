//! A letter of the Postausgang in a window of its own, to read: what left, to whom, and what became of
//! it with each recipient.

use super::{Outcome, Screen};
use crate::domain::mail::{MailAddress, ParsedMail};
use crate::domain::outbox::{Letter, Recipient};
use crate::domain::recipients;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::files::{self, Named};
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::gui::widget::{
    Choice, busy, button, column_head, footer, form, hint, label, line, read_only, selectable,
};
use crate::i18n::{self, Text, texts};
use crate::service::sending::words;
use crate::service::{Error, Result};
use iced::widget::{column, container, row, scrollable, space, text, text_editor};
use iced::{Center, Element, Fill, Size, Task};
use std::path::PathBuf;

const TEXT: &str = "letter-text";

/// Recipients that are shown one by one.
const MOST_SHOWN: usize = 200;

/// The window.
pub struct LetterWindow {
    id: i64,
    shown: Option<(Letter, ParsedMail)>,
    text: text_editor::Content,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// It is there.
    Read(Result<Box<(Letter, ParsedMail)>>),
    /// Something in the text.
    Text(text_editor::Action),
    /// "Speichern unter".
    Save,
    /// A file was named, or not.
    Named(Named),
    /// It is saved, or not.
    Saved(Result<()>),
    /// "Schließen".
    Left,
}

impl LetterWindow {
    /// Opens it on a letter.
    pub fn new(id: i64) -> Self {
        Self {
            id,
            shown: None,
            text: text_editor::Content::new(),
        }
    }

    fn failed(error: &Error, context: &Context) -> Action<Message> {
        Action::Open(super::ask::Ask::error(error, context).into())
    }

    fn save_as(&self, path: PathBuf, context: &Context) -> Action<Message> {
        let id = self.id;
        Action::Run(context.ask(
            move |office| office.export_letter(id, &path),
            Message::Saved,
        ))
    }

    fn proposed(&self) -> String {
        let subject = self.shown.as_ref().map_or("", |it| it.0.subject.as_str());
        match files::plain_name(subject).trim() {
            "" => format!("e-brief-{}.eml", self.id),
            name => format!("{name}.eml"),
        }
    }
}

impl Screen for LetterWindow {
    type Message = Message;

    fn title(&self) -> Text {
        match &self.shown {
            Some((letter, _)) if !letter.subject.trim().is_empty() => {
                let subject = crate::service::draft_words::shortened(&letter.subject);
                texts::e_brief_title(subject)
            }
            _ => texts::window_e_brief(),
        }
    }

    fn size(&self) -> Size {
        Size::new(800.0, 640.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn is_modal(&self) -> bool {
        false
    }

    fn is_twin(&self, other: &Self) -> bool {
        self.id == other.id
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        let id = self.id;
        context.ask(
            move |office| Ok(Box::new((office.letter(id)?, office.read_letter(id)?))),
            Message::Read,
        )
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(Ok(read)) => {
                self.text = text_editor::Content::with_text(&read.1.text);
                self.shown = Some(*read);
                Action::None
            }
            Message::Read(Err(error)) | Message::Saved(Err(error)) => Self::failed(&error, context),
            Message::Saved(Ok(())) => Action::None,
            Message::Text(action) => {
                read_only(&mut self.text, action);
                Action::None
            }
            Message::Save => {
                let kinds = vec![(context.say(texts::letter_file_kind()), "eml")];
                let asked = files::save(self.proposed(), kinds);
                Action::Run(Task::perform(asked, Message::Named))
            }
            Message::Named(Named::File(path)) => self.save_as(path, context),
            Message::Named(Named::Left) => Action::None,
            Message::Named(Named::Unavailable) => {
                let proposed = std::env::temp_dir().join(self.proposed());
                Action::Open(super::file_name::FileName::new(&proposed).into())
            }
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
        match outcome {
            Outcome::FileNamed(path) => self.save_as(path, context),
            _ => Action::None,
        }
    }

    fn office_changed(&mut self, context: &Context) -> Action<Message> {
        Action::Run(self.start(context))
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let body: Element<'a, Message> = match &self.shown {
            None => container(busy(say(texts::e_brief_reading())))
                .padding(16)
                .into(),
            Some((letter, mail)) => column![
                container(head(letter, mail, context)).padding([12, 16]),
                line(),
                container(recipients_of(letter, context)).padding([8, 16]),
                line(),
                container(selectable(TEXT, &self.text, Message::Text).height(Fill))
                    .padding([8, 12])
                    .height(Fill),
            ]
            .into(),
        };
        let save = button(
            Some((Icon::Save, Tint::Accent)),
            &say(texts::letter_save_as()),
            self.shown.is_some().then_some(Message::Save),
            Choice::Other,
        );
        let leave = button(
            None,
            &say(texts::button_close()),
            Some(Message::Left),
            Choice::Default,
        );
        let foot = footer(save, row![leave].spacing(8));
        form(column![container(body).height(Fill), foot])
            .default_button(Message::Left)
            .cancel(Message::Left)
            .into()
    }
}

fn head<'a>(letter: &Letter, mail: &ParsedMail, context: &Context) -> Element<'a, Message> {
    let say = |text| context.say(text);
    let line = |words: Text, value: String| -> Element<'a, Message> {
        row![
            container(label(&say(words))).width(92.0),
            text(value).size(SIZE)
        ]
        .spacing(8)
        .into()
    };
    let people = |list: &[MailAddress]| {
        let mut shown = recipients::line(list.get(..20).unwrap_or(list));
        if list.len() > 20 {
            shown.push_str(" …");
        }
        shown
    };
    let mut rows = vec![
        line(texts::letter_head_from(), people(&mail.from)),
        line(texts::letter_head_to(), people(&mail.to)),
    ];
    if !mail.cc.is_empty() {
        rows.push(line(texts::letter_head_cc(), people(&mail.cc)));
    }
    rows.push(line(texts::letter_head_subject(), mail.subject.clone()));
    let moment = letter.sent_at.unwrap_or(letter.queued_at);
    rows.push(line(
        texts::letter_head_moment(),
        i18n::moment(context.language, moment),
    ));
    if !mail.attachments.is_empty() {
        let names = mail.attachments.iter().map(|it| {
            let size = i18n::size(context.language, it.size);
            format!("{} ({size})", it.name)
        });
        let names: Vec<String> = names.take(50).collect();
        rows.push(line(texts::letter_head_attachments(), names.join(", ")));
    }
    if let Some(reason) = words::reason(letter) {
        rows.push(line(texts::letter_head_reason(), say(reason)));
    }
    column(rows).spacing(4).into()
}

fn recipients_of<'a>(letter: &Letter, context: &Context) -> Element<'a, Message> {
    let say = |text| context.say(text);
    let head = row![
        column_head(say(texts::letter_column_recipient()), Fill),
        column_head(say(texts::letter_column_state()), 150.0),
        column_head(say(texts::letter_column_detail()), Fill),
    ];
    let rows = letter.recipients.iter().take(MOST_SHOWN).map(|it| {
        let (picture, tint) = sign(it);
        let state = row![
            icon(picture, 14.0, tint),
            text(say(words::recipient_state(it.state))).size(SIZE)
        ]
        .spacing(5)
        .align_y(Center);
        let detail = crate::service::draft_words::shortened_to(&it.detail, 240);
        row![
            container(text(it.address.clone()).size(SIZE))
                .width(Fill)
                .padding([2, 8]),
            container(state).width(150.0).padding([2, 8]),
            container(hint(detail)).width(Fill).padding([2, 8]),
        ]
        .align_y(Center)
        .into()
    });
    let list = scrollable(column(rows)).style(style::scroll);
    let high = (letter.recipients.len() as f32 * 24.0).clamp(24.0, 120.0);
    column![head, list.height(high), space().height(2)].into()
}

/// The sign for how far it has come with a recipient.
pub(crate) fn sign(recipient: &Recipient) -> (Icon, Tint) {
    use crate::domain::outbox::RecipientState as It;
    match recipient.state {
        It::Open => (Icon::Clock, Tint::Muted),
        It::Accepted => (Icon::Check, Tint::Good),
        It::Delivered | It::Read => (Icon::CheckCircle, Tint::Good),
        It::Delayed => (Icon::Warning, Tint::Warning),
        It::Refused | It::Undeliverable => (Icon::DismissCircle, Tint::Bad),
    }
}
