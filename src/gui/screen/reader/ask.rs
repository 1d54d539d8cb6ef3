//! What is asked before something leaves the program: in the reader itself, no window pops up.

use super::{FileVerb, Message, Reader};
use crate::domain::mailto::is_mailto;
use crate::domain::reading::link::Link;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE};
use crate::gui::widget::{Choice, button};
use crate::i18n::texts;
use iced::widget::{column, container, row, text};
use iced::{Center, Element, Fill};

/// A question.
#[derive(Debug, Clone)]
pub(super) enum Asked {
    /// Whether this link is opened.
    Link(Link),
    /// Whether the file at this place, with this name, is opened though it can hold programs.
    Risky(usize, String),
    /// The file at this place, with this name, is not opened at all.
    Dangerous(usize, String),
}

impl Reader {
    pub(super) fn ask_link(&mut self, number: u32) {
        let page = self.shown.as_ref().map(|it| it.page(self.format));
        let link = page.and_then(|it| it.link(number)).cloned();
        self.asked = link.map(Asked::Link);
    }
}

/// The question in front, if there is one.
pub(super) fn bar<'a>(reader: &'a Reader, context: &'a Context) -> Element<'a, Message> {
    let Some(asked) = &reader.asked else {
        return column![].into();
    };
    let leave = button(
        None,
        &context.say(texts::button_cancel()),
        Some(Message::Left),
        Choice::Other,
    );
    let (picture, tint, words, detail) = match asked {
        Asked::Link(link) if link.is_disguised => (
            Icon::Warning,
            Tint::Warning,
            texts::reader_link_disguised(),
            link.target.as_str(),
        ),
        Asked::Link(link) if is_mailto(&link.target) => (
            Icon::Mail,
            Tint::Accent,
            texts::reader_link_mail(),
            link.target.as_str(),
        ),
        Asked::Link(link) => (
            Icon::Info,
            Tint::Accent,
            texts::reader_link_web(),
            link.target.as_str(),
        ),
        Asked::Risky(_, name) => (
            Icon::Warning,
            Tint::Warning,
            texts::reader_file_risky(name),
            "",
        ),
        Asked::Dangerous(_, name) => (
            Icon::Warning,
            Tint::Bad,
            texts::reader_file_dangerous(name),
            "",
        ),
    };
    let words = text(context.say(words)).size(SIZE);
    let mut lines = column![words].spacing(4).width(Fill);
    if !detail.is_empty() {
        // The whole target, however long: what is cut off could be what matters.
        let shown: String = detail.chars().take(1500).collect();
        let wrapping = text::Wrapping::WordOrGlyph;
        lines = lines.push(
            text(shown)
                .size(SIZE)
                .font(theme::UI_BOLD)
                .wrapping(wrapping),
        );
    }
    let buttons = match asked {
        Asked::Link(link) => row![
            plain(
                &context.say(match is_mailto(&link.target) {
                    true => texts::reader_link_write(),
                    false => texts::reader_link_open(),
                }),
                Message::Follow(link.target.clone())
            ),
            leave.id("reader-leave"),
        ],
        Asked::Risky(at, _) => row![
            plain(
                &context.say(texts::reader_file_open_anyway()),
                Message::File(*at, FileVerb::OpenAnyway),
            ),
            plain(
                &context.say(texts::reader_file_save()),
                Message::File(*at, FileVerb::Save)
            ),
            leave.id("reader-leave"),
        ],
        Asked::Dangerous(at, _) => row![
            plain(
                &context.say(texts::reader_file_save()),
                Message::File(*at, FileVerb::Save)
            ),
            leave.id("reader-leave"),
        ],
    };
    let buttons = buttons.spacing(8).wrap().vertical_spacing(6);
    let body = column![lines, buttons].spacing(8).width(Fill);
    let content = row![icon(picture, 20.0, tint), body].spacing(10);
    container(content)
        .padding(10)
        .width(Fill)
        .style(style::info)
        .into()
}

fn plain<'a>(words: &str, message: Message) -> Element<'a, Message> {
    button(None, words, Some(message), Choice::Other).into()
}

/// A line that tells something, with a sign.
pub(super) fn told<'a>(
    (picture, tint): (Icon, Tint),
    words: String,
    buttons: Vec<(String, Message)>,
) -> Element<'a, Message> {
    let words = text(words).size(SIZE).width(Fill);
    let mut line = row![icon(picture, 16.0, tint), words]
        .spacing(8)
        .align_y(Center);
    for (words, message) in buttons {
        line = line.push(plain(&words, message));
    }
    container(line)
        .padding([5, 10])
        .width(Fill)
        .style(style::info)
        .into()
}
