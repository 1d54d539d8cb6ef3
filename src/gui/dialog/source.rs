//! "Original anzeigen" and "Kopfzeilen": a message as it came.

use super::{Outcome, Screen};
use crate::domain::reading::{Block, Document, Kind, PartPath, Side, Span};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::widget::rich_text::{Page, RichEvent, Words, rich_text};
use crate::gui::widget::{Choice, busy, button, footer, form, hint};
use crate::i18n::{Text, texts};
use crate::service::notice::notice;
use crate::service::{Result, Source};
use iced::widget::{column, container};
use iced::{Element, Fill, Size, Task};
use std::sync::Arc;

/// Longest piece of a line that is laid out at once, in bytes.
const LONGEST_LINE: usize = 4000;

/// The window of a source.
pub struct SourceWindow {
    path: PartPath,
    is_header: bool,
    page: Option<Arc<Page>>,
    told: Option<String>,
    has_copied: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The source was read: its page, and whether its end is missing.
    Read(Box<Result<(Arc<Page>, bool)>>),
    /// In the text.
    Body(RichEvent),
    /// "Schließen".
    Left,
}

impl SourceWindow {
    /// All of a message.
    pub fn whole(path: PartPath) -> Self {
        Self {
            path,
            is_header: false,
            page: None,
            told: None,
            has_copied: false,
        }
    }

    /// Its header.
    pub fn header(path: PartPath) -> Self {
        Self {
            is_header: true,
            ..Self::whole(path)
        }
    }
}

/// Text as it is, without links.
fn page_of(text: &str) -> Page {
    let mut document = Document::default();
    for line in text.lines() {
        let mut rest = line;
        loop {
            let end = rest.floor_char_boundary(LONGEST_LINE);
            let (piece, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let span = Span {
                text: piece.to_owned(),
                ..Span::default()
            };
            document.blocks.push(Block {
                kind: Kind::Text(vec![span]),
                gap: 0,
                quote: 0,
                indent: 0,
                marker: String::new(),
                side: Side::Start,
            });
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
    }
    Page::new(&document, &Words::default())
}

impl Screen for SourceWindow {
    type Message = Message;

    fn title(&self) -> Text {
        match self.is_header {
            true => texts::window_mail_header(),
            false => texts::window_mail_source(),
        }
    }

    fn size(&self) -> Size {
        Size::new(820.0, 620.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        let (path, is_header) = (self.path.clone(), self.is_header);
        context.ask(
            move |office| {
                let Source {
                    header,
                    whole,
                    is_cut,
                } = office.mail_source(&path)?;
                let text = if is_header { header } else { whole };
                Ok((Arc::new(page_of(&text)), is_cut && !is_header))
            },
            |read| Message::Read(Box::new(read)),
        )
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(read) => match *read {
                Ok((page, is_cut)) => {
                    self.page = Some(page);
                    self.told = is_cut.then(|| context.say(texts::mail_source_cut()));
                }
                Err(error) => self.told = Some(context.say(notice(&error).message)),
            },
            Message::Body(RichEvent::Copied) => self.has_copied = true,
            Message::Body(_) => {}
            Message::Left => return Action::Close(Outcome::Left),
        }
        Action::None
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let body: Element<'a, Message> = match &self.page {
            Some(page) => rich_text(page, Message::Body)
                .id("source")
                .name(context.say(self.title()))
                .into(),
            None => container(busy(context.say(texts::reader_busy())))
                .padding(14)
                .into(),
        };
        let told = match (&self.told, self.has_copied) {
            (Some(told), _) => told.clone(),
            (None, true) => context.say(texts::reader_copied()),
            (None, false) => context.say(texts::mail_source_hint()),
        };
        let leave = button(
            None,
            &context.say(texts::button_close()),
            Some(Message::Left),
            Choice::Default,
        );
        let foot = footer(hint(told), leave.id("source-leave"));
        form(column![container(body).height(Fill), foot])
            .cancel(Message::Left)
            .into()
    }
}
