//! Events of calendars (RFC 5545), as far as a person wants to read them.

use super::charset;
use crate::domain::reading::calendar::{moment, zone_of};
use crate::domain::reading::{Guest, Invitation, InvitationKind, letters};

/// Events of a file.
const MOST_EVENTS: usize = 20;
/// Lines that are read.
const MOST_LINES: usize = 50_000;
/// Guests of an event.
const MOST_GUESTS: usize = 500;
/// Longest value, in characters.
const LONGEST: usize = 4000;

/// The events of a calendar.
pub(super) fn read(bytes: &[u8], label: Option<&str>) -> Vec<Invitation> {
    let text = charset::decode(bytes, label.or(Some("utf-8")));
    let mut kind = InvitationKind::Published;
    let mut events = Vec::new();
    let mut open: Option<Invitation> = None;
    let mut depth = 0_u32;
    for line in lines(&text) {
        let Some((name, parameters, value)) = property(&line) else {
            continue;
        };
        match (name.as_str(), &mut open) {
            ("METHOD", None) => {
                kind = match value.to_ascii_uppercase().as_str() {
                    "REQUEST" => InvitationKind::Request,
                    "CANCEL" => InvitationKind::Cancelled,
                    "REPLY" => InvitationKind::Reply,
                    _ => InvitationKind::Published,
                };
            }
            ("BEGIN", None) if value.eq_ignore_ascii_case("VEVENT") => {
                (open, depth) = (Some(Invitation::default()), 0);
            }
            ("BEGIN", Some(_)) => depth += 1,
            ("END", Some(_)) if depth > 0 => depth -= 1,
            ("END", Some(_)) => {
                if let Some(mut event) = open.take() {
                    if event.kind == InvitationKind::Published {
                        event.kind = kind;
                    }
                    events.push(event);
                    if events.len() >= MOST_EVENTS {
                        break;
                    }
                }
            }
            // What lies in the event is an alarm.
            (_, Some(event)) if depth == 0 => take_in(event, &name, &parameters, &value),
            _ => (),
        }
    }
    events
}

/// The lines, those that were folded put together (section 3.1).
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().take(MOST_LINES) {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(more), Some(last)) => {
                if last.len() < 64 * 1024 {
                    last.push_str(more);
                }
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

/// Names and values.
type Parameters = Vec<(String, String)>;

/// Name, parameters and value of a line; colons inside quotes do not count.
fn property(line: &str) -> Option<(String, Parameters, String)> {
    let mut is_quoted = false;
    let end = line.char_indices().find(|(_, it)| {
        is_quoted ^= *it == '"';
        *it == ':' && !is_quoted
    })?;
    let (head, value) = line.split_at_checked(end.0)?;
    let mut pieces = head.split(';');
    let name = pieces.next()?.trim().to_ascii_uppercase();
    let parameters = pieces
        .take(30)
        .filter_map(|it| it.split_once('='))
        .map(|(name, value)| {
            (
                name.to_ascii_uppercase(),
                value.trim_matches('"').to_owned(),
            )
        })
        .collect();
    Some((name, parameters, value.get(1..)?.to_owned()))
}

/// A text with its signs undone (section 3.3.11).
fn text_of(value: &str) -> String {
    let mut text = String::new();
    let mut letters = value.chars().take(LONGEST);
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => (),
            },
            letter => text.push(letter),
        }
    }
    text
}

fn line_of(value: &str) -> String {
    letters::seen_line(&text_of(value))
}

fn person(value: &str, parameters: &[(String, String)]) -> String {
    let name = parameters
        .iter()
        .find(|it| it.0 == "CN")
        .map(|it| it.1.as_str());
    let address = match value.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => value.get(7..),
        _ => Some(value),
    };
    let address = letters::seen_line(address.unwrap_or_default());
    match name.map(letters::seen_line).filter(|it| !it.is_empty()) {
        Some(name) if name != address => format!("{name} <{address}>"),
        _ => address,
    }
}

fn take_in(event: &mut Invitation, name: &str, parameters: &[(String, String)], value: &str) {
    let parameter = |wanted: &str| {
        let found = parameters.iter().find(|it| it.0 == wanted);
        found.map(|it| it.1.as_str())
    };
    match name {
        "SUMMARY" => event.title = line_of(value),
        "LOCATION" => event.place = line_of(value),
        "DESCRIPTION" => event.text = text_of(value),
        "ORGANIZER" => event.organizer = person(value, parameters),
        "STATUS" if value.eq_ignore_ascii_case("CANCELLED") => {
            event.kind = InvitationKind::Cancelled;
        }
        "RRULE" => event.repeats = line_of(value).chars().take(200).collect(),
        "ATTENDEE" if event.guests.len() < MOST_GUESTS => event.guests.push(Guest {
            name: person(value, parameters),
            answer: parameter("PARTSTAT")
                .unwrap_or_default()
                .to_ascii_uppercase(),
        }),
        "DTSTART" | "DTEND" => {
            let zone = parameter("TZID");
            let time = moment(value, zone);
            if zone.is_some_and(|it| zone_of(it).is_none()) {
                event.zone = letters::seen_line(zone.unwrap_or_default());
            }
            match name {
                "DTSTART" => event.begins = time,
                _ => event.ends = time,
            }
        }
        _ => (),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reading::CalendarTime;

    #[test]
    fn an_invitation_is_read() {
        let text = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VTIMEZONE\r\nTZID:W. Europe Standard Time\r\nEND:VTIMEZONE\r\n\
                    BEGIN:VEVENT\r\nSUMMARY;LANGUAGE=de:Besprechung\\, Akte 8/20\r\n\
                    DTSTART;TZID=\"W. Europe Standard Time\":20261201T100000\r\nDTEND:20261201T100000Z\r\n\
                    ORGANIZER;CN=\"Gr\u{f6}\u{df}l, Anna\":mailto:a@x.example\r\n\
                    ATTENDEE;PARTSTAT=ACCEPTED;CN=B:MAILTO:b@x.\r\n example\r\nBEGIN:VALARM\r\nSUMMARY:x\r\nEND:VALARM\r\n\
                    LOCATION:Saal 3\r\nRRULE:FREQ=SECONDLY;COUNT=99999999\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        let events = read(text.as_bytes(), None);
        let [event] = events.as_slice() else {
            panic!("{events:?}");
        };
        assert_eq!(event.kind, InvitationKind::Request);
        assert_eq!(event.title, "Besprechung, Akte 8/20");
        assert_eq!(event.begins, Some(CalendarTime::Moment(1_796_115_600)));
        assert_eq!(event.ends, Some(CalendarTime::Moment(1_796_119_200)));
        assert_eq!(event.organizer, "Größl, Anna <a@x.example>");
        assert_eq!(event.guests[0].name, "B <b@x.example>");
        assert_eq!(event.guests[0].answer, "ACCEPTED");
        assert_eq!(event.place, "Saal 3");
    }
}
