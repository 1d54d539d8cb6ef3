//! One message: who, when, about what, its text, the names of its attachments.

use crate::domain::mail::{MailAddress, MailNote, MailRow, ParsedMail};
use crate::gui::context::Context;
use crate::gui::style;
use crate::gui::theme::{self, SIZE};
use crate::gui::widget::hint;
use crate::i18n::{self, texts};
use crate::service::Result;
use crate::service::notice::notice;
use iced::widget::{column, container, row, rule, space, text, text_editor};
use iced::{Element, Fill};

/// Bytes of text that are shown: laying out more takes so long that the window would stand still.
const LONGEST: usize = 250_000;

/// What is shown of a message.
#[derive(Default)]
pub(super) struct Reader {
    subject: String,
    lines: Vec<String>,
    moment: String,
    body: text_editor::Content,
    is_shown: bool,
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
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Shows a message, or why it cannot be shown.
    pub(super) fn show(&mut self, read: Result<(MailRow, ParsedMail)>, context: &Context) {
        self.is_shown = true;
        let (row, mail) = match read {
            Ok(read) => read,
            Err(error) => {
                let notice = notice(&error);
                self.subject = context.say(notice.message);
                let advice = notice.advice.map(|it| context.say(it));
                self.lines = advice.into_iter().collect();
                self.moment.clear();
                self.body = text_editor::Content::with_text(&notice.detail.unwrap_or_default());
                return;
            }
        };
        self.subject = match mail.subject.is_empty() {
            true => context.say(texts::mail_no_subject()),
            false => mail.subject.clone(),
        };
        let moment = mail.date.map_or(row.received_at, |it| it.timestamp);
        self.moment = i18n::moment(context.language, moment);
        self.lines = vec![people(&mail.from)];
        if !mail.to.is_empty() {
            self.lines
                .push(context.say(texts::mail_to_line(people(&mail.to))));
        }
        if !mail.cc.is_empty() {
            self.lines
                .push(context.say(texts::mail_cc_line(people(&mail.cc))));
        }
        if !mail.attachments.is_empty() {
            let size = |bytes| i18n::size(context.language, bytes);
            let names: Vec<String> = mail
                .attachments
                .iter()
                .map(|it| format!("{} ({})", it.name, size(it.size)))
                .collect();
            let line = texts::mail_attachments_line(names.join(", "));
            self.lines.push(context.say(line));
        }
        let cut = mail.text.floor_char_boundary(LONGEST);
        let shown = mail.text.get(..cut).unwrap_or_default();
        if cut < mail.text.len() || row.notes.contains(&MailNote::TextCut) {
            self.lines.push(context.say(texts::mail_text_cut()));
        }
        self.body = text_editor::Content::with_text(shown);
    }

    /// Moves the cursor, selects, copies; never changes the text.
    pub(super) fn perform(&mut self, action: text_editor::Action) {
        if !action.is_edit() {
            self.body.perform(action);
        }
    }

    /// What is seen.
    pub(super) fn view<'a>(&'a self, context: &'a Context) -> Element<'a, text_editor::Action> {
        if !self.is_shown {
            let words = context.say(texts::reader_nothing());
            return iced::widget::center(hint(words)).into();
        }
        let subject = text(&self.subject).size(16).font(theme::UI_BOLD);
        let mut head = column![subject].spacing(4);
        for (at, line) in self.lines.iter().enumerate() {
            let line = text(line).size(SIZE);
            head = head.push(match at {
                0 => row![line, space().width(Fill), hint(self.moment.clone())],
                _ => row![line],
            });
        }
        let body = text_editor(&self.body)
            .id("reader")
            .on_action(|it| it)
            .size(SIZE)
            .padding(6)
            .height(Fill)
            .style(style::plain_editor);
        container(column![head, rule::horizontal(1), body].spacing(6))
            .padding(12)
            .height(Fill)
            .into()
    }
}
