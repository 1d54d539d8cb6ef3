//! What could not be done with some of the rows of a list, row by row.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE};
use crate::gui::widget::{Choice, button, footer, form, heading};
use crate::i18n::{Text, texts};
use iced::widget::{column, container, row, scrollable, text};
use iced::{Element, Fill, Size};

/// A row that something went wrong with.
#[derive(Debug, Clone)]
pub struct Failure {
    /// What the row is called: its subject.
    pub name: String,
    /// Why not.
    pub why: Text,
}

/// The window.
pub struct WorkReport {
    done: usize,
    failed: Vec<Failure>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// "Liste kopieren".
    Copy,
    /// "Schließen".
    Left,
}

/// More rows than this are copied, not shown: each costs room on the screen.
const SHOWN: usize = 200;

impl WorkReport {
    /// Tells of `failed` beside so many that were done.
    pub fn new(done: usize, failed: Vec<Failure>) -> Self {
        Self { done, failed }
    }

    fn as_text(&self, context: &Context) -> String {
        let line = |it: &Failure| format!("{}\t{}\n", it.name, context.say(it.why.clone()));
        self.failed.iter().map(line).collect()
    }
}

impl Screen for WorkReport {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_work_report()
    }

    fn size(&self) -> Size {
        Size::new(600.0, 400.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Copy => Action::Run(iced::clipboard::write(self.as_text(context))),
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let rows = self.failed.iter().take(SHOWN).map(|it| {
            let words = column![
                text(&it.name).size(SIZE).font(theme::UI_BOLD),
                text(say(it.why.clone())).size(SIZE),
            ];
            row![
                icon(Icon::Error, 16.0, Tint::Bad),
                words.spacing(2).width(Fill)
            ]
            .spacing(9)
            .into()
        });
        let rows = scrollable(
            container(column(rows).spacing(10))
                .padding([12, 16])
                .width(Fill),
        );
        let copy = button(
            Some((Icon::Copy, Tint::Accent)),
            &say(texts::work_report_copy()),
            Some(Message::Copy),
            Choice::Other,
        );
        let close = button(
            None,
            &say(texts::button_close()),
            Some(Message::Left),
            Choice::Default,
        );
        let content = column![
            heading(
                Icon::Warning,
                say(texts::window_work_report()),
                say(texts::work_report_purpose(self.done, self.failed.len())),
            ),
            rows.height(Fill).style(style::scroll),
            footer(copy, close),
        ];
        form(content)
            .default_button(Message::Left)
            .cancel(Message::Left)
            .into()
    }
}
