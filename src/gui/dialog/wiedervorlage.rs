//! "Wiedervorlage": the day on which something comes up again, typed, chosen quickly or from a
//! calendar.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE, SMALL};
use crate::gui::widget::{Choice, button, fault, field, focus, footer, form, heading, label};
use crate::i18n::{Language, Text, texts};
use iced::keyboard::{Key, key::Named};
use iced::widget::{column, container, row, space, text};
use iced::{Center, Element, Fill, Size};
use jiff::ToSpan;
use jiff::civil::Date;

const FIELD: &str = "wiedervorlage-day";
/// Side of a day in the calendar.
const CELL: f32 = 34.0;

/// The dialog.
pub struct Wiedervorlage {
    count: usize,
    today: Date,
    /// First day of the month that is shown.
    month: Date,
    typed: String,
    chosen: Option<Date>,
    has_fault: bool,
    /// Something has a Wiedervorlage that could be ended.
    can_end: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// A day was typed.
    Typed(String),
    /// A day of the calendar.
    Day(Date),
    /// So many days on from the chosen one.
    Step(i32),
    /// Another month.
    Month(i32),
    /// A quick choice: that is the answer.
    Quick(Date),
    /// "OK".
    Done,
    /// "Keine Wiedervorlage".
    End,
    /// "Abbruch".
    Left,
}

/// Reads `24.12.2026`, `24.12.26`, `24.12.` and `2026-12-24`; a day without a year is the next such.
pub fn read_day(typed: &str, today: Date) -> Option<Date> {
    let typed = typed.trim();
    if let Ok(day) = typed.parse::<Date>() {
        return Some(day);
    }
    let mut parts = typed.trim_end_matches('.').split('.').map(str::trim);
    let day: i8 = parts.next()?.parse().ok()?;
    let month: i8 = parts.next()?.parse().ok()?;
    let year: Option<i16> = match parts.next() {
        None => None,
        Some(year) if year.len() == 2 => Some(2000 + year.parse::<i16>().ok()?),
        Some(year) if year.len() == 4 => Some(year.parse().ok()?),
        Some(_) => return None,
    };
    if parts.next().is_some() {
        return None;
    }
    match year {
        Some(year) => Date::new(year, month, day).ok(),
        None => {
            let this = Date::new(today.year(), month, day).ok();
            match this {
                Some(this) if this > today => Some(this),
                _ => Date::new(today.year() + 1, month, day).ok(),
            }
        }
    }
}

/// A day as the language writes it.
pub fn written(day: Date, language: Language) -> String {
    let format = match language {
        Language::German => "%d.%m.%Y",
        Language::English => "%d %b %Y",
    };
    day.strftime(format).to_string()
}

fn weekday(day: Date) -> Text {
    use jiff::civil::Weekday as It;
    match day.weekday() {
        It::Monday => texts::day_monday(),
        It::Tuesday => texts::day_tuesday(),
        It::Wednesday => texts::day_wednesday(),
        It::Thursday => texts::day_thursday(),
        It::Friday => texts::day_friday(),
        It::Saturday => texts::day_saturday(),
        It::Sunday => texts::day_sunday(),
    }
}

fn month_name(day: Date) -> Text {
    match day.month() {
        1 => texts::month_1(),
        2 => texts::month_2(),
        3 => texts::month_3(),
        4 => texts::month_4(),
        5 => texts::month_5(),
        6 => texts::month_6(),
        7 => texts::month_7(),
        8 => texts::month_8(),
        9 => texts::month_9(),
        10 => texts::month_10(),
        11 => texts::month_11(),
        _ => texts::month_12(),
    }
}

impl Wiedervorlage {
    /// Asks for the day of so many Vorgänge; `before` is the day of the only one.
    pub fn new(count: usize, before: Option<Date>, can_end: bool) -> Self {
        let now = jiff::Timestamp::now();
        let today = jiff::tz::TimeZone::system().to_datetime(now).date();
        let first = before.unwrap_or(today);
        Self {
            count,
            today,
            month: first.first_of_month(),
            typed: String::new(),
            chosen: before,
            has_fault: false,
            can_end,
        }
    }

    fn later(&self, span: jiff::Span) -> Date {
        self.today.checked_add(span).unwrap_or(self.today)
    }

    fn choose(&mut self, day: Date) {
        // What came up in the past comes up at once: that is no Wiedervorlage.
        self.chosen = Some(day.max(self.today));
        self.month = self.chosen.unwrap_or(day).first_of_month();
        self.typed.clear();
        self.has_fault = false;
    }

    fn done(&mut self) -> Action<Message> {
        let typed = self.typed.trim();
        let day = match typed.is_empty() {
            true => self.chosen,
            false => read_day(typed, self.today).filter(|it| *it >= self.today),
        };
        match day {
            Some(day) => Action::Close(Outcome::Day(Some(day))),
            None => {
                self.has_fault = true;
                Action::None
            }
        }
    }

    fn quick<'a>(&self, context: &Context) -> Element<'a, Message> {
        let day = |words, span| {
            let message = Message::Quick(self.later(span));
            button(None, &context.say(words), Some(message), Choice::Other).into()
        };
        row([
            day(texts::wiedervorlage_tomorrow(), 1.day()),
            day(texts::wiedervorlage_week(), 1.week()),
            day(texts::wiedervorlage_two_weeks(), 2.weeks()),
            day(texts::wiedervorlage_month(), 1.month()),
        ])
        .spacing(6)
        .wrap()
        .into()
    }

    fn calendar<'a>(&self, context: &Context) -> Element<'a, Message> {
        let flat = |picture, step| {
            iced::widget::button(icon(picture, 14.0, Tint::Accent))
                .padding([5, 9])
                .style(style::button_flat)
                .on_press(Message::Month(step))
        };
        let name = format!(
            "{} {}",
            context.say(month_name(self.month)),
            self.month.year()
        );
        let name = text(name).size(SIZE).font(theme::UI_BOLD);
        let name = container(name).width(Fill).align_x(Center);
        let head = row![flat(Icon::Left, -1), name, flat(Icon::Right, 1)].align_y(Center);
        let before = i64::from(self.month.weekday().to_monday_zero_offset());
        let first = self.month.checked_sub(before.days()).unwrap_or(self.month);
        let day_of = |at: i64| first.checked_add(at.days()).unwrap_or(first);
        let names = (0..7).map(|at| {
            let words: String = context.say(weekday(day_of(at))).chars().take(2).collect();
            container(text(words).size(SMALL).style(style::muted))
                .width(CELL)
                .align_x(Center)
                .into()
        });
        let weeks = (0..6).map(|week| {
            row((0..7).map(|at| self.day(day_of(week * 7 + at))))
                .spacing(2)
                .into()
        });
        let days = focus(column(weeks).spacing(2)).id("wiedervorlage-days");
        let days = days.name(context.say(texts::window_wiedervorlage()));
        let days = days.on_key(|key, _| match key {
            Key::Named(Named::ArrowRight) => Some(Message::Step(1)),
            Key::Named(Named::ArrowLeft) => Some(Message::Step(-1)),
            Key::Named(Named::ArrowDown) => Some(Message::Step(7)),
            Key::Named(Named::ArrowUp) => Some(Message::Step(-7)),
            Key::Named(Named::PageDown) => Some(Message::Month(1)),
            Key::Named(Named::PageUp) => Some(Message::Month(-1)),
            _ => None,
        });
        let names = row(names).spacing(2);
        column![head, names, days]
            .spacing(4)
            .width(7.0 * (CELL + 2.0))
            .into()
    }

    fn day<'a>(&self, day: Date) -> Element<'a, Message> {
        let words = text(day.day().to_string()).size(SIZE);
        let words = match day == self.today {
            true => words.font(theme::UI_BOLD),
            false => words,
        };
        let is_here = day.month() == self.month.month();
        let words = match is_here && day >= self.today {
            true => words,
            false => words.style(style::muted),
        };
        let words = container(words).width(Fill).align_x(Center);
        let press = (day >= self.today).then_some(Message::Day(day));
        iced::widget::button(words)
            .padding([4, 0])
            .width(CELL)
            .style(style::place(self.chosen == Some(day)))
            .on_press_maybe(press)
            .into()
    }

    fn below<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        if self.has_fault {
            return fault(context.say(texts::wiedervorlage_fault()));
        }
        let day = match self.typed.trim().is_empty() {
            true => self.chosen,
            false => read_day(&self.typed, self.today),
        };
        let words = day.map(|day| {
            let written = written(day, context.language);
            let name = context.say(weekday(day));
            context.say(texts::wiedervorlage_on(name, written))
        });
        text(words.unwrap_or_default()).size(SIZE).into()
    }
}

impl Screen for Wiedervorlage {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_wiedervorlage()
    }

    fn size(&self) -> Size {
        Size::new(520.0, 520.0)
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Typed(typed) => {
                self.typed = typed;
                self.has_fault = false;
                if let Some(day) = read_day(&self.typed, self.today) {
                    self.chosen = Some(day);
                    self.month = day.first_of_month();
                }
            }
            Message::Day(day) => self.choose(day),
            Message::Step(days) => {
                let from = self.chosen.unwrap_or(self.today);
                self.choose(from.checked_add(days.days()).unwrap_or(from));
            }
            Message::Month(step) => {
                let month = self.month.checked_add(step.months());
                self.month = month.unwrap_or(self.month);
            }
            Message::Quick(day) => return Action::Close(Outcome::Day(Some(day))),
            Message::Done => return self.done(),
            Message::End => return Action::Close(Outcome::Day(None)),
            Message::Left => return Action::Close(Outcome::Left),
        }
        Action::None
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let field = field(FIELD, &self.typed, Some(Message::Typed), self.has_fault)
            .placeholder(say(texts::wiedervorlage_placeholder()));
        let body = column![
            self.quick(context),
            label(&say(texts::wiedervorlage_day())),
            container(field).width(220),
            self.below(context),
            self.calendar(context),
        ]
        .spacing(8);
        let done = button(
            Some((Icon::Check, Tint::Accent)),
            &say(texts::button_ok()),
            Some(Message::Done),
            Choice::Default,
        );
        let leave = button(
            Some((Icon::Dismiss, Tint::Bad)),
            &say(texts::button_cancel()),
            Some(Message::Left),
            Choice::Other,
        );
        let end = button(
            None,
            &say(texts::wiedervorlage_end()),
            self.can_end.then_some(Message::End),
            Choice::Other,
        );
        let content = column![
            heading(
                Icon::Calendar,
                say(texts::window_wiedervorlage()),
                say(texts::wiedervorlage_purpose(self.count)),
            ),
            container(body).padding([10, 16]).height(Fill),
            footer(end, row![space(), done, leave].spacing(8)),
        ];
        form(content)
            .initial_focus(FIELD)
            .default_button(Message::Done)
            .cancel(Message::Left)
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_clerks_write_them() {
        let today = Date::new(2026, 11, 27).unwrap();
        let day = |typed| read_day(typed, today).map(|it| it.to_string());
        for (typed, wanted) in [
            ("24.12.2026", Some("2026-12-24")),
            ("24.12.26", Some("2026-12-24")),
            (" 1.2. ", Some("2027-02-01")),
            ("24.12", Some("2026-12-24")),
            ("27.11.", Some("2027-11-27")),
            ("2027-01-05", Some("2027-01-05")),
            ("31.2.2027", None),
            ("morgen", None),
            ("", None),
            ("1.2.3.4", None),
        ] {
            assert_eq!(day(typed).as_deref(), wanted, "{typed}");
        }
    }
}
