//! One message: who, when, about what, its text, the names of its attachments. All of it can be
//! selected and copied.

use crate::domain::mail::{MailAddress, MailNote, MailRow, ParsedMail};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::theme;
use crate::gui::widget::hint;
use crate::gui::widget::{read_only, selectable};
use crate::i18n::{Arg, Text, texts};
use crate::service::Result;
use crate::service::notice::notice;
use iced::widget::{column, container, rule, text, text_editor};
use iced::{Element, Fill, Task};

/// Bytes of text that are shown: laying out more takes so long that the window would stand still.
const LONGEST: usize = 250_000;

/// What is shown of a message.
#[derive(Default)]
pub struct Reader {
    /// Which message; `None` for none.
    mail: Option<i64>,
    subject: String,
    head: text_editor::Content,
    body: text_editor::Content,
    is_shown: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// A message was read.
    Read(i64, Box<Result<(MailRow, ParsedMail)>>),
    /// Sender, recipients, date.
    Head(text_editor::Action),
    /// The text.
    Body(text_editor::Action),
}

fn people(people: &[MailAddress]) -> String {
    let one = |it: &MailAddress| match it.name.is_empty() {
        true => it.address.clone(),
        false => format!("{} <{}>", it.name, it.address),
    };
    people.iter().map(one).collect::<Vec<_>>().join(", ")
}

impl Reader {
    /// Nothing is shown.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Reads a message and shows it when it is there.
    pub fn open(&mut self, mail: i64, context: &Context) -> Task<Message> {
        self.mail = Some(mail);
        context.ask(
            move |office| office.read_mail(mail),
            move |read| Message::Read(mail, Box::new(read)),
        )
    }

    /// Shows a message, or why it cannot be shown.
    fn show(&mut self, read: Result<(MailRow, ParsedMail)>, context: &Context) {
        self.is_shown = true;
        let (row, mail) = match read {
            Ok(read) => read,
            Err(error) => {
                let notice = notice(&error);
                self.subject = context.say(notice.message);
                let advice = notice.advice.map(|it| context.say(it));
                self.head = text_editor::Content::with_text(&advice.unwrap_or_default());
                self.body = text_editor::Content::with_text(&notice.detail.unwrap_or_default());
                return;
            }
        };
        self.subject = match mail.subject.is_empty() {
            true => context.say(texts::mail_no_subject()),
            false => mail.subject.clone(),
        };
        let cut = mail.text.floor_char_boundary(LONGEST);
        let shown = mail.text.get(..cut).unwrap_or_default();
        let is_cut = cut < mail.text.len() || row.notes.contains(&MailNote::TextCut);
        let mut lines = head(&row, &mail);
        if is_cut {
            lines.push(texts::mail_text_cut());
        }
        let lines: Vec<String> = lines.into_iter().map(|it| context.say(it)).collect();
        self.head = text_editor::Content::with_text(&lines.join("\n"));
        self.body = text_editor::Content::with_text(shown);
    }

    /// Takes a message in. The texts can be selected and copied, never changed.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            // An answer to an older wish is no longer wanted.
            Message::Read(mail, read) if self.mail == Some(mail) => self.show(*read, context),
            Message::Read(..) => {}
            Message::Head(action) => read_only(&mut self.head, action),
            Message::Body(action) => read_only(&mut self.body, action),
        }
        Action::None
    }

    /// What is seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        if !self.is_shown {
            let words = context.say(texts::reader_nothing());
            return iced::widget::center(hint(words)).into();
        }
        let subject = text(&self.subject).size(16).font(theme::UI_BOLD);
        let head = selectable("reader-head", &self.head, Message::Head);
        let body = selectable("reader", &self.body, Message::Body).height(Fill);
        container(column![subject, head, rule::horizontal(1), body].spacing(6))
            .padding(12)
            .height(Fill)
            .into()
    }
}

/// Who, to whom, when, with what.
fn head(row: &MailRow, mail: &ParsedMail) -> Vec<Text> {
    let moment = mail.date.map_or(row.received_at, |it| it.timestamp);
    let mut lines = vec![
        texts::mail_from_line(people(&mail.from)),
        texts::mail_to_line(people(&mail.to)),
    ];
    if !mail.cc.is_empty() {
        lines.push(texts::mail_cc_line(people(&mail.cc)));
    }
    lines.push(texts::mail_date_line(Arg::Moment(moment)));
    if !mail.attachments.is_empty() {
        let names: Vec<&str> = mail.attachments.iter().map(|it| it.name.as_str()).collect();
        lines.push(texts::mail_attachments_line(names.join(", ")));
    }
    lines
}
