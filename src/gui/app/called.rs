//! What the program is called with: by this start, and by later ones that hand over and end. An
//! E-Brief or a message opens, or the main window comes to the front; nothing that was called does
//! more than that.

use super::{App, Message};
use crate::domain::call::Call;
use crate::domain::draft::Start;
use crate::gui::dialog::Dialog;
use crate::gui::dialog::ask::{Ask, Kind};
use crate::gui::dialog::e_brief::EBrief;
use crate::gui::dialog::mail_file::MailFile;
use crate::gui::hosting::Way;
use crate::gui::raise;
use crate::i18n::texts;
use crate::service::Result;
use crate::service::calls::{Arrival, Reception};
use crate::service::opened_files::MailFileOpened;
use iced::futures::{SinkExt, Stream};
use iced::{Subscription, Task};
use std::hash::{Hash, Hasher};
use std::path::PathBuf;

/// How this start was called, and the ear for later ones.
#[derive(Default)]
pub struct Called {
    /// Where later starts are heard; `None` where there can be none.
    pub reception: Option<Reception>,
    /// What this start was called with.
    pub calls: Vec<Call>,
    /// Another start for the same office does not answer.
    pub has_silent_twin: bool,
}

/// What is heard.
#[derive(Debug, Clone)]
pub enum Event {
    /// Another start has handed this over.
    Arrived(Arrival),
    /// This is to be opened.
    Open(Vec<Call>),
    /// The file of a message was opened, or not.
    Opened(PathBuf, Result<Box<MailFileOpened>>),
    /// Another start does not answer: that is told.
    SilentTwin,
}

impl App {
    /// With what it was called with.
    #[must_use]
    pub fn with_calls(mut self, called: Called) -> Self {
        self.called = called;
        self
    }

    /// What is opened with the main window.
    pub(super) fn first_calls(&mut self) -> Task<Message> {
        let calls = std::mem::take(&mut self.called.calls);
        let told = match self.called.has_silent_twin {
            true => Task::done(Message::Called(Event::SilentTwin)),
            false => Task::none(),
        };
        match calls.is_empty() {
            true => told,
            false => told.chain(Task::done(Message::Called(Event::Open(calls)))),
        }
    }

    pub(super) fn called(&mut self, event: Event) -> Task<Message> {
        match event {
            Event::SilentTwin => {
                let title = texts::window_title();
                let message = Ask::message(Kind::Warning, title, texts::call_silent());
                self.open(message.with_lines(vec![texts::call_silent_advice()]).into())
            }
            Event::Open(calls) => self.open_calls(calls),
            Event::Opened(path, Ok(opened)) => {
                self.open_in_front(MailFile::new(path, opened).into())
            }
            Event::Opened(_, Err(error)) => {
                let told = Ask::error(&error, &self.context);
                self.open_in_front(told.into())
            }
            Event::Arrived(arrival) => {
                if !arrival.take() {
                    return Task::none();
                }
                match (arrival.calls.is_empty(), arrival.is_quiet) {
                    (true, true) => Task::none(),
                    (true, false) => self.raise(),
                    (false, _) => self.open_calls(arrival.calls),
                }
            }
        }
    }

    fn open_calls(&mut self, calls: Vec<Call>) -> Task<Message> {
        // Layers are seen in the main window alone.
        let seen = match self.hosting.way {
            Way::Layers => self.raise(),
            Way::Windows => Task::none(),
        };
        let opening = calls.into_iter().map(|call| match call {
            Call::Write(mailto) => {
                let start = Start::Mailto(Box::new(mailto));
                self.open_in_front(EBrief::new(start).into())
            }
            // Read first: a file that holds no message needs no window.
            Call::Open(path) => {
                let path = PathBuf::from(path);
                let read = path.clone();
                self.context.ask(
                    move |office| office.open_mail_file(&read),
                    |opened| Message::Called(Event::Opened(path, opened.map(Box::new))),
                )
            }
        });
        let opening: Vec<_> = opening.collect();
        seen.chain(Task::batch(opening))
    }

    fn open_in_front(&mut self, dialog: Dialog) -> Task<Message> {
        // One that is open already is shown instead of another one.
        let twin = self.hosting.twin(&dialog, None);
        let opening = self.open(dialog);
        let hosts = self.hosting.hosts();
        let shown = match twin {
            Some(twin) => hosts.iter().find(|it| it.id == twin),
            None => hosts.last(),
        };
        match shown.and_then(|it| it.window) {
            Some(window) => opening.chain(raise::to_front(window).discard()),
            None => opening,
        }
    }

    /// Later starts.
    pub(super) fn later_starts(&self) -> Subscription<Message> {
        match &self.called.reception {
            Some(reception) => {
                let heard = Subscription::run_with(Heard(reception.clone()), hear);
                heard.map(|it| Message::Called(Event::Arrived(it)))
            }
            None => Subscription::none(),
        }
    }
}

/// There is one ear in a process.
struct Heard(Reception);

impl Hash for Heard {
    fn hash<H: Hasher>(&self, state: &mut H) {
        "later starts".hash(state);
    }
}

fn hear(heard: &Heard) -> impl Stream<Item = Arrival> + use<> {
    let reception = heard.0.clone();
    iced::stream::channel(1, async move |mut output| {
        while let Some(arrival) = reception.next().await {
            if output.send(arrival).await.is_err() {
                return;
            }
        }
    })
}
