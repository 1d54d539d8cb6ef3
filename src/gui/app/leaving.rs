//! The end of the program: E-Briefe that are open become drafts, and whoever leaves hears of letters
//! that still wait.

use super::{App, Message};
use crate::gui::dialog::ask::{Answer, Ask, Kind};
use crate::gui::dialog::{Dialog, Outcome, Screen};
use crate::gui::hosting::HostId;
use crate::i18n::texts;
use crate::service::{Office, Result};
use iced::Task;

/// How far leaving has come.
#[derive(Default)]
pub(super) struct Leaving {
    /// E-Briefe are being closed; the program ends when none is open any more.
    is_under_way: bool,
    /// The program goes on in the tray.
    for_tray: bool,
    /// Nothing is asked: there is no window any more to ask in.
    is_silent: bool,
    /// The question about letters that wait.
    pub(super) asked: Option<HostId>,
}

impl Leaving {
    /// The main window is there again, so that there is something to ask in.
    pub(super) fn is_back(&mut self) {
        self.is_silent = false;
    }
}

impl App {
    /// Ends the program, unless an E-Brief cannot be saved or somebody stays because of letters that
    /// wait.
    pub(super) fn leave(&mut self) -> Task<Message> {
        self.leaving.for_tray = false;
        self.close_e_briefe()
    }

    /// The same with all windows alone: the program goes on in the tray.
    pub(super) fn leave_for_tray(&mut self) -> Task<Message> {
        self.leaving.for_tray = true;
        self.close_e_briefe()
    }

    fn close_e_briefe(&mut self) -> Task<Message> {
        self.leaving.is_under_way = true;
        let open: Vec<(HostId, crate::gui::dialog::Message)> = self
            .hosting
            .hosts()
            .iter()
            .filter(|it| matches!(it.dialog, Dialog::EBrief(_)))
            .map(|it| (it.id, it.dialog.close_message()))
            .collect();
        let closing: Vec<Task<Message>> = open
            .into_iter()
            .map(|(id, message)| self.take(Message::Dialog(id, message)))
            .collect();
        Task::batch(closing)
    }

    /// The main window is gone already.
    pub(super) fn leave_at_once(&mut self) -> Task<Message> {
        self.leaving.is_silent = true;
        self.leave()
    }

    /// Goes on once every E-Brief is closed; gives up when one stays.
    pub(super) fn go_on_leaving(&mut self, task: Task<Message>) -> Task<Message> {
        if !self.leaving.is_under_way {
            return task;
        }
        let open = self
            .hosting
            .hosts()
            .iter()
            .filter_map(|it| match &it.dialog {
                Dialog::EBrief(e_brief) => Some(e_brief.is_held()),
                _ => None,
            });
        let open: Vec<bool> = open.collect();
        if open.iter().any(|is_held| *is_held) {
            self.leaving.is_under_way = false;
            return task;
        }
        if !open.is_empty() {
            return task;
        }
        self.leaving.is_under_way = false;
        if self.leaving.for_tray {
            return task.chain(self.rest());
        }
        let next = match self.leaving.is_silent {
            true => self.quit(),
            false => self.context.ask(Office::unsent_letters, Message::Unsent),
        };
        task.chain(next)
    }

    /// Whoever leaves hears of what still waits. A database that does not answer keeps nobody here.
    pub(super) fn unsent(&mut self, count: Result<u64>) -> Task<Message> {
        let count = count.unwrap_or_default();
        if count == 0 || self.leaving.asked.is_some() {
            return match count {
                0 => self.quit(),
                _ => Task::none(),
            };
        }
        let ask = Ask::question(
            Kind::Question,
            texts::window_title(),
            texts::postausgang_leave_question(count),
            texts::postausgang_leave_yes(),
        );
        let ask = ask.with_lines(vec![texts::postausgang_leave_why()]);
        let up = match self.is_resting() {
            true => self.raise(),
            false => Task::none(),
        };
        let opening = up.chain(self.open(ask.into()));
        self.leaving.asked = self.hosting.hosts().last().map(|it| it.id);
        opening
    }

    pub(super) fn leave_answered(&mut self, id: HostId, outcome: &Outcome) -> Task<Message> {
        self.leaving.asked = None;
        let closing = self.hosting.close(id).map(Message::Window);
        match outcome {
            Outcome::Answered(Answer::Yes) => closing.chain(self.quit()),
            _ => closing,
        }
    }
}
