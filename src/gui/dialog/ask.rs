//! A question or a message: words, perhaps details that can be copied, and buttons.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{SIZE, SMALL};
use crate::gui::widget::{Choice, button, footer, form};
use crate::i18n::{Text, texts};
use crate::service::Error;
use crate::service::notice::{Notice, notice};
use iced::widget::{column, container, row, scrollable, space, text, text_editor};
use iced::{Element, Fill, Size};

/// What was answered. "Abbruch" is [`Outcome::Left`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The first button.
    Yes,
    /// The second button.
    No,
}

/// How serious it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// To know.
    Information,
    /// To decide.
    Question,
    /// To decide with care: Enter does not say yes.
    Warning,
    /// Something went wrong.
    Error,
}

/// A question or a message.
pub struct Ask {
    kind: Kind,
    title: Text,
    message: Text,
    lines: Vec<Text>,
    detail: Option<text_editor::Content>,
    yes: Option<Text>,
    no: Option<Text>,
    leave: Text,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// A button.
    Answered(Answer),
    /// "Abbruch", Escape, the window's own button.
    Left,
    /// Something in the details.
    Detail(text_editor::Action),
}

impl Ask {
    /// A question that can be answered with `yes` or left.
    pub fn question(kind: Kind, title: Text, message: Text, yes: Text) -> Self {
        Self {
            kind,
            title,
            message,
            lines: Vec::new(),
            detail: None,
            yes: Some(yes),
            no: None,
            leave: texts::button_cancel(),
        }
    }

    /// Something to know.
    pub fn message(kind: Kind, title: Text, message: Text) -> Self {
        Self {
            kind,
            title,
            message,
            lines: Vec::new(),
            detail: None,
            yes: None,
            no: None,
            leave: texts::button_close(),
        }
    }

    /// With a second answer.
    #[must_use]
    pub fn or(mut self, no: Text) -> Self {
        self.no = Some(no);
        self
    }

    /// A message that can also be answered with `yes`; Enter still leaves it.
    #[must_use]
    pub fn and_ask(mut self, yes: Text) -> Self {
        self.yes = Some(yes);
        self.leave = texts::button_cancel();
        self
    }

    /// With more lines below the message.
    #[must_use]
    pub fn with_lines(mut self, lines: Vec<Text>) -> Self {
        self.lines = lines;
        self
    }

    /// With words below everything that can be copied.
    #[must_use]
    pub fn with_detail(mut self, detail: &str) -> Self {
        self.detail = Some(text_editor::Content::with_text(detail));
        self
    }

    /// What the engine could not do, in words, with what to do and the technical details.
    pub fn error(error: &Error, context: &Context) -> Self {
        crate::service::logging::told(error);
        Self::notice(notice(error), context)
    }

    /// The same for words that are there already.
    pub fn notice(notice: Notice, context: &Context) -> Self {
        let mut lines = notice.faults;
        lines.extend(notice.advice);
        let mut ask = Self::message(Kind::Error, texts::window_error(), notice.message);
        ask.lines = lines;
        ask.detail = notice
            .detail
            .map(|it| text_editor::Content::with_text(&context.say(texts::error_detail(it))));
        ask
    }

    fn default_message(&self) -> Message {
        match (&self.yes, self.kind) {
            (Some(_), Kind::Question | Kind::Information) => Message::Answered(Answer::Yes),
            _ => Message::Left,
        }
    }

    fn buttons<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let is_careful = matches!(self.kind, Kind::Warning | Kind::Error);
        let choice = |is_default| match is_default {
            true => Choice::Default,
            false => Choice::Other,
        };
        let part = |words: &Text, answer, is_default| {
            let message = Some(Message::Answered(answer));
            button(
                None,
                &context.say(words.clone()),
                message,
                choice(is_default),
            )
        };
        let mut buttons = row![].spacing(8);
        if let Some(yes) = &self.yes {
            buttons = buttons.push(part(yes, Answer::Yes, !is_careful));
        }
        if let Some(no) = &self.no {
            buttons = buttons.push(part(no, Answer::No, false));
        }
        let leave_is_default = is_careful || self.yes.is_none();
        let leave = button(
            None,
            &context.say(self.leave.clone()),
            Some(Message::Left),
            choice(leave_is_default),
        );
        buttons.push(leave.id("ask-leave")).into()
    }
}

impl Screen for Ask {
    type Message = Message;

    fn title(&self) -> Text {
        self.title.clone()
    }

    fn size(&self) -> Size {
        let lines = self.lines.len() as f32 * 40.0;
        let detail = if self.detail.is_some() { 90.0 } else { 0.0 };
        Size::new(480.0, (170.0 + lines + detail).min(460.0))
    }

    /// Questions and messages are the same only if their words are.
    fn is_twin(&self, other: &Self) -> bool {
        self.title == other.title && self.message == other.message && self.lines == other.lines
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Answered(answer) => Action::Close(Outcome::Answered(answer)),
            Message::Left => Action::Close(Outcome::Left),
            Message::Detail(action) => {
                if let Some(detail) = self.detail.as_mut().filter(|_| !action.is_edit()) {
                    detail.perform(action);
                }
                Action::None
            }
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let (picture, tint) = match self.kind {
            Kind::Information => (Icon::Info, Tint::Accent),
            Kind::Question => (Icon::Help, Tint::Accent),
            Kind::Warning => (Icon::Warning, Tint::Warning),
            Kind::Error => (Icon::Error, Tint::Bad),
        };
        let mut words = column![text(context.say(self.message.clone())).size(SIZE)].spacing(8);
        for line in &self.lines {
            words = words.push(text(context.say(line.clone())).size(SIZE));
        }
        if let Some(detail) = &self.detail {
            let editor = text_editor(detail)
                .on_action(Message::Detail)
                .size(SMALL)
                .padding(6)
                .height(76)
                .style(style::editor);
            words = words.push(editor);
        }
        let body = row![icon(picture, 32.0, tint), words.width(Fill)].spacing(14);
        let body = scrollable(container(body).padding([16, 18]))
            .height(Fill)
            .style(style::scroll);
        let foot = footer(space(), self.buttons(context));
        form(column![body, foot])
            .default_button(self.default_message())
            .cancel(Message::Left)
            .into()
    }
}
