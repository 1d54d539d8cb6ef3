//! What is seen of the test of every account.

use super::{All, Entry, Message, State};
use crate::domain::diagnosis::{Side, TestStatus};
use crate::gui::context::Context;
use crate::gui::dialog::account_test::ladder;
use crate::gui::dialog::account_test::parts::{self, Verdict};
use crate::gui::icon::{Icon, Tint};
use crate::gui::widget::{Choice, button, footer, form, heading, label, progress};
use crate::i18n::{self, Text, texts};
use crate::service::account_test::{overview, words};
use crate::service::notice::notice;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, space};
use iced::{Element, Fill, Length};

const ACCOUNT: Length = Length::FillPortion(6);
const STATUS: Length = Length::Fixed(134.0);
const TIME: Length = Length::Fixed(80.0);
const FOUND: Length = Length::FillPortion(8);

impl All {
    pub(in crate::gui::dialog::account_test) fn view<'a>(
        &'a self,
        context: &'a Context,
    ) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let body = column![
            container(self.table(context)).height(Length::FillPortion(3)),
            self.standing(context),
            container(self.lower(context)).height(Length::FillPortion(2)),
            self.actions(context),
        ]
        .spacing(8);
        let help = say(texts::button_help());
        let leave = say(texts::button_cancel());
        let foot = footer(
            button(None, &help, Some(Message::Help), Choice::Other),
            button(
                Some((Icon::Dismiss, Tint::Bad)),
                &leave,
                Some(Message::Left),
                match self.is_finished() {
                    true => Choice::Default,
                    false => Choice::Other,
                },
            ),
        );
        let title = say(texts::test_all_for());
        let count = say(texts::test_all_count(self.entries.len()));
        let content = column![
            heading(Icon::Plug, title, count),
            container(body).padding([10, 16]).height(Fill),
            foot
        ];
        form(content)
            .initial_focus(parts::TABLE)
            .default_maybe(self.is_finished().then_some(Message::Left))
            .cancel(Message::Left)
            .key(Key::Named(Named::F1), Modifiers::empty(), Message::Help)
            .into()
    }

    fn is_finished(&self) -> bool {
        self.running.is_none() && self.entries.iter().all(Entry::is_done)
    }

    fn start_words(&self, context: &Context) -> String {
        context.say(match self.running {
            Some(_) => texts::test_stop(),
            None => texts::test_all_start(),
        })
    }

    fn start_message(&self) -> Message {
        match self.running {
            Some(_) => Message::Stop,
            None => Message::Start,
        }
    }

    fn single_message(&self) -> Option<Message> {
        let is_idle = self.running.is_none() && self.selected.is_some();
        is_idle.then_some(Message::Single)
    }

    fn save_message(&self) -> Option<Message> {
        let is_there = self.running.is_none() && self.entries.iter().any(Entry::is_done);
        is_there.then_some(Message::Save)
    }

    fn table<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let columns = [
            (texts::column_account(), ACCOUNT),
            (texts::column_incoming(), STATUS),
            (texts::column_outgoing(), STATUS),
            (texts::column_duration(), TIME),
            (texts::column_finding(), FOUND),
        ];
        let columns = columns.map(|(name, width)| (context.say(name), width));
        let entries = self.entries.iter().enumerate();
        let rows = entries.map(|(at, entry)| self.line(at, entry, context));
        parts::table(columns.into(), rows.collect(), Message::Step)
    }

    fn line<'a>(&'a self, at: usize, entry: &Entry, context: &Context) -> Element<'a, Message> {
        let say = |text: Text| context.say(text);
        let is_selected = self.selected == Some(at);
        let status = |side| {
            let state = match &entry.state {
                State::Waiting => ladder::State::Waiting,
                State::Done(Err(_), _) => ladder::State::Ended(TestStatus::NotChecked),
                State::Running => ladder::State::Running,
                State::Done(Ok(report), _) => ladder::State::Ended(overview::of_side(report, side)),
            };
            let (picture, tint, word) = parts::status(state);
            parts::status_cell((picture, tint, say(word)), STATUS, is_selected)
        };
        let (time, found) = match &entry.state {
            State::Waiting | State::Running => (String::new(), None),
            State::Done(Ok(report), took) => {
                let found = overview::worst(report).and_then(words::finding);
                (
                    i18n::seconds(context.language, *took),
                    Some(found.unwrap_or_else(texts::test_all_passed)),
                )
            }
            State::Done(Err(error), took) => (
                i18n::seconds(context.language, *took),
                Some(notice(error).message),
            ),
        };
        let account = &entry.stored.account;
        let cells = vec![
            parts::cell(account.name.clone(), ACCOUNT),
            status(Side::Incoming),
            status(Side::Outgoing),
            parts::cell(time, TIME),
            parts::cell(found.map(say).unwrap_or_default(), FOUND),
        ];
        parts::line(cells, (is_selected, at), Message::Select(at))
    }

    fn standing<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let of = self.entries.len();
        let done = self.entries.iter().filter(|it| it.is_done()).count();
        let good = self.entries.iter().filter(|it| it.is_passed()).count();
        let (verdict, words) = match (self.running.is_some(), self.is_stopped) {
            _ if of == 0 => (Verdict::Open, texts::test_all_none()),
            (true, _) => (Verdict::Running, texts::test_all_progress(done, of)),
            (false, true) => (Verdict::Open, texts::test_was_cancelled()),
            (false, false) if done < of => (Verdict::Open, texts::test_no_test()),
            (false, false) if good == of => (Verdict::Good, texts::test_all_good()),
            (false, false) => (Verdict::Bad, texts::test_all_bad(of - good)),
        };
        column![
            progress(parts::share(done, of)),
            parts::verdict(verdict, context.say(words))
        ]
        .spacing(6)
        .into()
    }

    fn lower_name(&self) -> Text {
        match self.selected_entry() {
            Some(entry) if entry.is_passed() => texts::test_details(),
            _ => texts::test_error(),
        }
    }

    fn lower<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        column![
            label(&context.say(self.lower_name())),
            parts::detail(&self.detail, Message::Detail)
        ]
        .spacing(4)
        .into()
    }

    fn actions<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let part = |picture, words: &str, message| {
            button(Some((picture, Tint::Accent)), words, message, Choice::Other)
        };
        let picture = match self.running {
            Some(_) => Icon::Stop,
            None => Icon::Play,
        };
        let start = part(
            picture,
            &self.start_words(context),
            Some(self.start_message()),
        );
        let single = part(
            Icon::Plug,
            &say(texts::test_all_one()),
            self.single_message(),
        );
        let copy = part(
            Icon::Copy,
            &say(texts::test_copy()),
            self.selected.map(|_| Message::Copy),
        );
        let save = part(Icon::Save, &say(texts::test_all_csv()), self.save_message());
        row![
            start.id("test-start"),
            single,
            space().width(Fill),
            copy,
            save
        ]
        .spacing(8)
        .into()
    }
}
