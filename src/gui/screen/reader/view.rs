//! What is seen of a message.

use super::shown::Shown;
use super::{Format, Message, Reader, Verb, ask, files, invitation, words};
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint};
use crate::gui::style;
use crate::gui::theme::{self, SMALL};
use crate::gui::widget::rich_text::{Page, rich_text};
use crate::gui::widget::{busy, hint, selectable, shortened, tool_button};
use crate::i18n::texts;
use iced::widget::{Column, column, container, responsive, row, rule, scrollable, text};
use iced::{Center, Element, Fill, Padding};
use std::sync::LazyLock;

/// Lower than this there is little room for the text.
const LOW: f32 = 430.0;
/// Lower than this only what has to be known stands around the text; the rest is in the window of
/// the message.
const TINY: f32 = 300.0;
/// Wide enough for subject and tools beside each other.
const WIDE: f32 = 880.0;

/// How much room there is.
#[derive(Clone, Copy)]
pub(super) struct Room {
    /// The parts around the text have to be small.
    pub(super) is_low: bool,
    /// The parts that can be reached otherwise have to go.
    pub(super) is_tiny: bool,
    is_wide: bool,
}

impl Room {
    /// Most height that notes take; with more they scroll.
    fn notes(self) -> f32 {
        match (self.is_tiny, self.is_low) {
            (true, _) => 34.0,
            (false, true) => 68.0,
            (false, false) => 200.0,
        }
    }
}

/// The whole of it.
pub(super) fn all<'a>(reader: &'a Reader, context: &'a Context) -> Element<'a, Message> {
    if let Some((message, detail)) = &reader.failed {
        let words = column![
            text(message).font(theme::UI_BOLD),
            text(detail).size(SMALL).style(style::muted),
        ];
        return container(words.spacing(6)).padding(14).height(Fill).into();
    }
    let Some(shown) = &reader.shown else {
        return iced::widget::center(hint(context.say(texts::reader_nothing()))).into();
    };
    responsive(move |size| {
        let room = Room {
            is_low: size.height < LOW,
            is_tiny: size.height < TINY,
            is_wide: size.width >= WIDE,
        };
        parts(reader, (shown, room), context)
    })
    .into()
}

fn parts<'a>(
    reader: &'a Reader,
    (shown, room): (&'a Shown, Room),
    context: &'a Context,
) -> Element<'a, Message> {
    static NOTHING: LazyLock<Page> = LazyLock::new(Page::default);
    let subject = match shown.reading.subject.is_empty() {
        true => context.say(texts::mail_no_subject()),
        false => shown.reading.subject.clone(),
    };
    let subject = text(subject).size(16).font(theme::UI_BOLD);
    let subject = container(subject).width(Fill);
    let head = match room.is_low {
        true => &reader.short_head,
        false => &reader.head,
    };
    let head = selectable("reader-head", head, Message::Head);
    let page = match shown.page(reader.format) {
        page if page.is_empty() => &NOTHING,
        page => page,
    };
    let body = rich_text(page, Message::Body)
        .id("reader")
        .name(context.say(texts::reader_text_name()));
    let title: Element<'a, Message> = match (room.is_tiny, room.is_low && room.is_wide) {
        (true, _) => subject.into(),
        (false, true) => row![subject, container(tools(reader, context))]
            .align_y(Center)
            .into(),
        (false, false) => column![subject, tools(reader, context)].spacing(6).into(),
    };
    let padding = if room.is_low { [4, 12] } else { [10, 12] };
    column![
        container(column![title, head].spacing(if room.is_low { 0 } else { 6 })).padding(padding),
        notes(reader, room, context),
        rule::horizontal(1).style(style::line),
        container(body).height(Fill),
        files::list(reader, room, context),
        ask::bar(reader, context),
        foot(reader, room, context),
    ]
    .height(Fill)
    .into()
}

fn tools<'a>(reader: &'a Reader, context: &'a Context) -> Element<'a, Message> {
    let tool = |picture, words, verb| {
        let message = (!reader.is_busy).then_some(Message::Do(verb));
        tool_button(picture, &context.say(words), message)
    };
    let mut tools = row![
        tool(Icon::Mail, texts::reader_source(), Verb::Source),
        tool(Icon::Info, texts::reader_header(), Verb::Header),
        tool(Icon::Print, texts::reader_print(), Verb::Print),
        tool(Icon::Save, texts::reader_pdf(), Verb::Pdf),
    ]
    .spacing(2);
    if reader.shown.as_ref().is_some_and(|it| it.has_formats()) {
        let (words, other) = match reader.format {
            Format::Formatted => (texts::reader_as_text(), Format::Plain),
            Format::Plain => (texts::reader_as_html(), Format::Formatted),
        };
        let message = Some(Message::Format(other));
        tools = tools.push(tool_button(Icon::Eye, &context.say(words), message));
    }
    tools.wrap().vertical_spacing(2).into()
}

/// What should be known before reading: one below the other, scrolled where there are many.
fn notes<'a>(reader: &'a Reader, room: Room, context: &'a Context) -> Element<'a, Message> {
    let Some(shown) = &reader.shown else {
        return column![].into();
    };
    let reading = &shown.reading;
    let document = match (&reading.html, reader.format) {
        (Some(html), Format::Formatted) => html,
        _ => &reading.text,
    };
    let mut lines: Column<'a, Message> = column![].spacing(5);
    let mut is_empty = true;
    let mut notes = words::notes(reading, document);
    // A forged invitation is told as forged first.
    let after = notes.split_off(notes.len().min(usize::from(words::is_forged(reading))));
    for (picture, tint, note) in notes {
        is_empty = false;
        lines = lines.push(ask::told((picture, tint), context.say(note), Vec::new()));
    }
    if !reading.invitations.is_empty() {
        is_empty = false;
        lines = lines.push(invitation::panel(&reading.invitations, context));
    }
    for (picture, tint, note) in after {
        is_empty = false;
        lines = lines.push(ask::told((picture, tint), context.say(note), Vec::new()));
    }
    if let Some(wish) = reading
        .receipt_wish
        .as_ref()
        .filter(|_| !reader.receipt_is_settled)
    {
        is_empty = false;
        let buttons = vec![
            (
                context.say(texts::reader_receipt_send()),
                Message::Do(Verb::Receipt),
            ),
            (
                context.say(texts::reader_receipt_leave()),
                Message::Do(Verb::NoReceipt),
            ),
        ];
        let words = context.say(texts::reader_receipt_wished(&wish.address));
        lines = lines.push(ask::told((Icon::Mail, Tint::Accent), words, buttons));
    }
    if let Some(report) = words::report(reading) {
        is_empty = false;
        let (mut words, mut buttons) = (context.say(report), Vec::new());
        if let Some(letter) = reading.letter {
            let open = context.say(texts::reader_report_open());
            buttons.push((open, Message::Do(Verb::Letter(letter))));
            words.push(' ');
            words.push_str(&context.say(texts::reader_report_letter(letter.to_string())));
        }
        lines = lines.push(ask::told((Icon::Mail, Tint::Accent), words, buttons));
    }
    if is_empty {
        return column![].into();
    }
    // Room for the scroll bar.
    let lines = lines.padding(Padding::default().right(14.0));
    let lines = scrollable(lines).style(style::scroll);
    let padding = Padding::default().left(12.0).right(12.0).bottom(8.0);
    container(lines)
        .max_height(room.notes())
        .padding(padding)
        .into()
}

/// Where the link under the mouse leads, or what was done last.
fn foot<'a>(reader: &'a Reader, room: Room, context: &'a Context) -> Element<'a, Message> {
    if room.is_tiny && reader.done.is_none() {
        return column![].into();
    }
    if reader.is_busy {
        return container(busy(context.say(texts::reader_busy())))
            .padding([2, 12])
            .into();
    }
    let page = reader.shown.as_ref().map(|it| it.page(reader.format));
    let over = reader.over.and_then(|it| page?.link(it));
    let words = match (over, &reader.done) {
        (Some(link), _) => link.target.clone(),
        (None, Some(done)) => context.say(done.clone()),
        (None, None) => String::new(),
    };
    let words = container(shortened(words, Fill, 18.0))
        .padding([3, 12])
        .height(24)
        .width(Fill);
    words.align_y(Center).style(style::footer).into()
}
