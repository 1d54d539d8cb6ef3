//! Events of a calendar in words.

use super::Message;
use crate::domain::reading::{CalendarTime, Invitation, InvitationKind};
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE};
use crate::i18n::{Language, moment, texts};
use iced::widget::{column, container, row, text};
use iced::{Element, Fill};

/// Events that are shown.
const MOST: usize = 5;
/// Guests that are named.
const MOST_GUESTS: usize = 15;

fn time(language: Language, time: CalendarTime) -> String {
    let day = |year: i16, month: i8, day: i8| match language {
        Language::German => format!("{day:02}.{month:02}.{year}"),
        Language::English => format!("{year}-{month:02}-{day:02}"),
    };
    match time {
        CalendarTime::Moment(seconds) => moment(language, seconds),
        CalendarTime::Day(y, m, d) => day(y, m, d),
        CalendarTime::Floating(y, m, d, hour, minute) => {
            format!("{}, {hour:02}:{minute:02}", day(y, m, d))
        }
    }
}

/// The lines of an event.
pub(super) fn lines(it: &Invitation, context: &Context) -> Vec<String> {
    let mut lines = Vec::new();
    let mut add = |words| lines.push(context.say(words));
    let begins = it.begins.map(|it| time(context.language, it));
    let ends = it.ends.map(|it| time(context.language, it));
    match (begins, ends) {
        (Some(begins), Some(ends)) if begins != ends => {
            add(texts::invitation_from_to(begins, ends));
        }
        (Some(begins), _) => add(texts::invitation_from(begins)),
        _ => {}
    }
    if !it.zone.is_empty() {
        add(texts::invitation_zone(&it.zone));
    }
    if !it.repeats.is_empty() {
        add(texts::invitation_repeats(&it.repeats));
    }
    if !it.place.is_empty() {
        add(texts::invitation_place(&it.place));
    }
    if !it.organizer.is_empty() {
        add(texts::invitation_organizer(&it.organizer));
    }
    let answer = |word: &str| match word {
        "ACCEPTED" => Some(context.say(texts::invitation_accepted())),
        "DECLINED" => Some(context.say(texts::invitation_declined())),
        "TENTATIVE" => Some(context.say(texts::invitation_tentative())),
        _ => None,
    };
    let guests: Vec<String> = it
        .guests
        .iter()
        .take(MOST_GUESTS)
        .map(|guest| match answer(&guest.answer) {
            Some(answer) => format!("{} ({answer})", guest.name),
            None => guest.name.clone(),
        })
        .collect();
    if !guests.is_empty() {
        add(texts::invitation_guests(guests.join(", ")));
    }
    lines
}

/// The events of a message.
pub(super) fn panel<'a>(events: &[Invitation], context: &Context) -> Element<'a, Message> {
    let mut panels = column![].spacing(6);
    for event in events.iter().take(MOST) {
        let kind = match event.kind {
            InvitationKind::Published => texts::invitation_published(&event.title),
            InvitationKind::Request => texts::invitation_request(&event.title),
            InvitationKind::Cancelled => texts::invitation_cancelled(&event.title),
            InvitationKind::Reply => texts::invitation_reply(&event.title),
        };
        let title = text(context.say(kind)).size(SIZE).font(theme::UI_BOLD);
        let mut body = column![title].spacing(2).width(Fill);
        for line in lines(event, context) {
            body = body.push(text(line).size(SIZE));
        }
        let content = row![icon(Icon::Clock, 20.0, Tint::Accent), body].spacing(10);
        let panel = container(content)
            .padding([8, 10])
            .width(Fill)
            .style(style::info);
        panels = panels.push(panel);
    }
    panels.into()
}
