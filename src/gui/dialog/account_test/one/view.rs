//! What is seen of the test of one account.

use super::{Ended, Message, One};
use crate::domain::diagnosis::TestStatus;
use crate::domain::server::Incoming;
use crate::gui::context::Context;
use crate::gui::dialog::account_test::details::servers;
use crate::gui::dialog::account_test::ladder::Line;
use crate::gui::dialog::account_test::parts::{self, Verdict};
use crate::gui::icon::{Icon, Tint};
use crate::gui::widget::{Choice, button, check, footer, form, heading, hint, label, progress};
use crate::i18n::{Text, texts};
use crate::service::account_test::words::{finding, proposal, server, task};
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, space};
use iced::{Center, Element, Fill, Length};

const TASK: Length = Length::Fixed(170.0);
const SERVER: Length = Length::Fixed(104.0);
const STATUS: Length = Length::Fixed(134.0);
const TIME: Length = Length::Fixed(70.0);
const FOUND: Length = Length::Fill;

impl One {
    pub(in crate::gui::dialog::account_test) fn view<'a>(
        &'a self,
        context: &'a Context,
    ) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let account = &self.subject.account;
        let title = format!(
            "{} {} ({})",
            say(texts::test_for()),
            account.name,
            account.address
        );
        let body = column![
            self.start_row(context),
            container(self.table(context)).height(Length::FillPortion(3)),
            self.standing(context),
            container(self.lower(context)).height(Length::FillPortion(2)),
            self.actions(context),
        ]
        .spacing(8);
        let help = button(
            None,
            &say(texts::button_help()),
            Some(Message::Help),
            Choice::Other,
        );
        let leave = match self.ended {
            Ended::Passed => Choice::Default,
            _ => Choice::Other,
        };
        let leave = button(
            Some((Icon::Dismiss, Tint::Bad)),
            &say(texts::button_cancel()),
            Some(Message::Left),
            leave,
        );
        let content = column![
            heading(Icon::Plug, title, servers(account, context)),
            container(body).padding([10, 16]).height(Fill),
            footer(help, leave.id("test-leave")),
        ];
        let default = match (self.running.is_some(), self.ended) {
            (true, _) => None,
            (false, Ended::Passed) => Some(Message::Left),
            (false, _) => Some(Message::Start),
        };
        form(content)
            .initial_focus(parts::TABLE)
            .default_maybe(default)
            .cancel(Message::Left)
            .key(Key::Named(Named::F1), Modifiers::empty(), Message::Help)
            .into()
    }

    fn may_send(&self) -> bool {
        let account = &self.subject.account;
        let sends = account.incoming.as_ref().is_some_and(Incoming::sends);
        self.running.is_none() && (sends || account.outgoing.is_some())
    }

    fn save_message(&self) -> Option<Message> {
        let is_there = self.running.is_none() && self.lines.done() > 0;
        is_there.then_some(Message::Save)
    }

    fn start_row<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let start = match self.running {
            Some(_) => button(
                Some((Icon::Stop, Tint::Accent)),
                &say(texts::test_stop()),
                Some(Message::Stop),
                Choice::Other,
            ),
            None => button(
                Some((Icon::Play, Tint::Accent)),
                &say(texts::test_start()),
                Some(Message::Start),
                match self.ended {
                    Ended::Passed => Choice::Other,
                    _ => Choice::Default,
                },
            ),
        };
        let mail = check(
            &say(texts::test_send_mail()),
            self.subject.send_test_mail,
            self.may_send().then_some(Message::TestMail),
        );
        let words = hint(say(texts::test_send_mail_hint()));
        row![
            start.id("test-start"),
            space().width(10),
            mail.id("test-mail"),
            words
        ]
        .spacing(8)
        .align_y(Center)
        .into()
    }

    fn table<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let columns = [
            (texts::column_task(), TASK),
            (texts::column_server(), SERVER),
            (texts::column_status(), STATUS),
            (texts::column_duration(), TIME),
            (texts::column_finding(), FOUND),
        ];
        let columns = columns.map(|(name, width)| (context.say(name), width));
        let lines = self.lines.all().iter().enumerate();
        let rows = lines.map(|(at, line)| self.line(at, line, context));
        parts::table(columns.into(), rows.collect(), Message::Step)
    }

    fn line<'a>(&'a self, at: usize, line: &Line, context: &Context) -> Element<'a, Message> {
        let say = |text: Text| context.say(text);
        let (picture, tint, word) = parts::status(self.lines.state(line));
        let row = line.row.as_ref();
        let is_measured =
            |it: TestStatus| !matches!(it, TestStatus::NotChecked | TestStatus::NotApplicable);
        let time = row
            .filter(|it| is_measured(it.status))
            .map(|it| say(texts::test_took(it.duration.as_millis().to_string())));
        let found = row.and_then(finding).map(say);
        let is_selected = self.selected == Some(at);
        let cells = vec![
            parts::cell(say(task(line.step)), TASK),
            parts::cell(say(server(line.side)), SERVER),
            parts::status_cell((picture, tint, say(word)), STATUS, is_selected),
            parts::cell(time.unwrap_or_default(), TIME),
            parts::cell(found.unwrap_or_default(), FOUND),
        ];
        parts::line(cells, (is_selected, at), Message::Select(at))
    }

    /// Progress, and how the test stands.
    fn standing<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let (done, of) = (self.lines.done(), self.lines.all().len());
        let failed = self.lines.count(TestStatus::Failed);
        let warnings = self.lines.count(TestStatus::Warning);
        let (verdict, words) = match (self.running.is_some(), self.ended) {
            (true, _) => (Verdict::Running, texts::test_progress(done, of)),
            (false, Ended::NotYet) => (Verdict::Open, texts::test_no_test()),
            (false, Ended::Cancelled) => (Verdict::Open, texts::test_was_cancelled()),
            (false, Ended::Passed) if warnings > 0 => {
                (Verdict::Good, texts::test_passed_with_warnings(warnings))
            }
            (false, Ended::Passed) => (Verdict::Good, texts::test_all_passed()),
            (false, Ended::Failed) => (Verdict::Bad, texts::test_not_passed(failed)),
        };
        let mut below = column![
            progress(parts::share(done, of)),
            parts::verdict(verdict, context.say(words))
        ]
        .spacing(6);
        let repairs = self.tested.repairs.iter().map(|it| proposal(&it.1));
        if let Some(what) = repairs.reduce(texts::proposal_list) {
            let mut words = context.say(texts::test_changed(what));
            if self.keeping == super::Keeping::HandBack {
                words = format!("{words} {}", context.say(texts::test_changed_form()));
            }
            below = below.push(hint(words));
        }
        below.into()
    }

    fn lower_name(&self) -> Text {
        match self.selected_row().map(|it| it.status) {
            None | Some(TestStatus::Failed) => texts::test_error(),
            Some(_) => texts::test_details(),
        }
    }

    fn lower<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let words = parts::detail(&self.detail, Message::Detail);
        column![label(&context.say(self.lower_name())), words]
            .spacing(4)
            .into()
    }

    /// What can be done about the selected row.
    fn actions<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let row = self.selected_row();
        let is_idle = self.running.is_none();
        let repair = row.and_then(|it| it.repair.as_ref()).map(|repair| {
            // A name on a server may hold the sign that marks access keys.
            let what = say(proposal(repair)).replace('&', "&&");
            let words = say(texts::proposal_try(what));
            let message = is_idle.then_some(Message::Repair);
            button(
                Some((Icon::Wrench, Tint::Accent)),
                &words,
                message,
                Choice::Other,
            )
        });
        let trust = row.filter(|it| Self::can_be_trusted(it)).map(|_| {
            let message = is_idle.then_some(Message::Trust);
            let words = say(texts::test_trust());
            button(
                Some((Icon::Certificate, Tint::Accent)),
                &words,
                message,
                Choice::Other,
            )
        });
        let agree = row.and_then(|it| self.wanted_host(it)).map(|host| {
            let words = say(texts::test_consent(host));
            button(
                Some((Icon::Person, Tint::Accent)),
                &words,
                is_idle.then_some(Message::AskHost),
                Choice::Other,
            )
        });
        let copied = match self.is_copied {
            true => hint(say(texts::test_copied())),
            false => space().into(),
        };
        let copy = button(
            Some((Icon::Copy, Tint::Accent)),
            &say(texts::test_copy()),
            row.map(|_| Message::Copy),
            Choice::Other,
        );
        let save = button(
            Some((Icon::Save, Tint::Accent)),
            &say(texts::test_save()),
            self.save_message(),
            Choice::Other,
        );
        let mut left = row![].spacing(8);
        if let Some(repair) = repair {
            left = left.push(repair.id("test-repair"));
        }
        if let Some(trust) = trust {
            left = left.push(trust.id("test-trust"));
        }
        if let Some(agree) = agree {
            left = left.push(agree.id("test-consent"));
        }
        let right = row![copied, copy.id("test-copy"), save.id("test-save")]
            .spacing(8)
            .align_y(Center);
        row![left, space().width(Fill), right]
            .align_y(Center)
            .into()
    }
}
