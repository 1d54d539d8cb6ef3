//! The file of a message that is not in the office: read like any other, and taken into the office if
//! that is wanted.

use super::ask::Ask;
use super::mail::MailWindow;
use super::pick::Pick;
use super::{Outcome, Screen};
use crate::domain::account::AccountId;
use crate::domain::reading::PartPath;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::screen::reader::{self, Reader};
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::gui::widget::{Choice, Frame, busy, button, form, label, picker, px};
use crate::i18n::{Text, texts};
use crate::service::Result;
use crate::service::opened_files::{MailFileOpened, MailFileTaken};
use iced::widget::{column, container, row, text};
use iced::{Center, Element, Fill, Size, Task};
use std::path::PathBuf;

/// The window.
pub struct MailFile {
    path: PathBuf,
    opened: Option<Box<MailFileOpened>>,
    /// It could not be opened; that is told, then it closes.
    has_failed: bool,
    reader: Reader,
    account: Option<AccountId>,
    is_taking: bool,
    taken: Option<MailFileTaken>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The file was opened, or not.
    Opened(Result<Box<MailFileOpened>>),
    /// In the message.
    Reader(reader::Message),
    /// An account was chosen.
    Account(AccountId),
    /// "In den Posteingang übernehmen".
    Take,
    /// It is taken, or not.
    Taken(Result<MailFileTaken>),
    /// The stored message is shown.
    Show(i64),
    /// "Schließen".
    Left,
}

impl MailFile {
    /// Opens it on a file.
    pub fn new(path: PathBuf) -> Self {
        Self {
            path,
            opened: None,
            has_failed: false,
            reader: Reader::default(),
            account: None,
            is_taking: false,
            taken: None,
        }
    }

    fn opened(&mut self, opened: Box<MailFileOpened>, context: &Context) -> Action<Message> {
        let path = PartPath::mail(opened.number());
        self.account = opened.accounts.first().map(|it| it.id);
        self.opened = Some(opened);
        let reading = self.reader.open_part(path, context);
        Action::Run(reading.map(Message::Reader))
    }

    fn take(&mut self, context: &Context) -> Action<Message> {
        let Some((opened, account)) = self.opened.as_ref().zip(self.account) else {
            return Action::None;
        };
        if self.is_taking || self.taken.is_some() || opened.stored.is_some() {
            return Action::None;
        }
        self.is_taking = true;
        let number = opened.number();
        let take = move |office: &crate::service::Office| office.take_mail_file(number, account);
        Action::Run(context.ask(take, Message::Taken))
    }

    fn told(&self, opened: &MailFileOpened) -> (Icon, Tint, Text) {
        let good = (Icon::CheckCircle, Tint::Good);
        let ((picture, tint), words) = match (self.taken, opened.stored) {
            (Some(MailFileTaken::Stored(_)), _) => (good, texts::mail_file_taken()),
            (Some(MailFileTaken::Known(_)), _) | (None, Some(_)) => {
                (good, texts::mail_file_known(&opened.name))
            }
            (Some(MailFileTaken::Destroyed), _) => {
                ((Icon::Warning, Tint::Warning), texts::mail_file_destroyed())
            }
            (Some(MailFileTaken::Quarantined), _) => (
                (Icon::Warning, Tint::Warning),
                texts::mail_file_quarantined(),
            ),
            (None, None) if opened.is_outlook => (
                (Icon::Info, Tint::Accent),
                texts::mail_file_outlook(&opened.name),
            ),
            (None, None) if opened.accounts.is_empty() => (
                (Icon::Info, Tint::Accent),
                texts::mail_file_no_account(&opened.name),
            ),
            (None, None) => (
                (Icon::Info, Tint::Accent),
                texts::mail_file_outside(&opened.name),
            ),
        };
        (picture, tint, words)
    }

    /// What it is, and what can be done with it.
    fn bar<'a>(&'a self, opened: &'a MailFileOpened, context: &'a Context) -> Element<'a, Message> {
        let (picture, tint, words) = self.told(opened);
        let words = text(context.say(words)).size(SIZE).width(Fill);
        let head = row![icon(picture, 20.0, tint), words];
        let mut body = column![head.spacing(10).align_y(Center)].spacing(8);
        let stored = match self.taken {
            Some(MailFileTaken::Stored(id) | MailFileTaken::Known(id)) => Some(id),
            _ => opened.stored,
        };
        if let Some(id) = stored {
            let words = context.say(texts::mail_file_show());
            let picture = Some((Icon::Mail, Tint::Accent));
            let show = button(picture, &words, Some(Message::Show(id)), Choice::Other);
            body = body.push(row![show.id("mail-file-show")]);
        } else if self.is_taking {
            body = body.push(busy(context.say(texts::mail_file_taking())));
        } else if self.taken.is_none() && !opened.accounts.is_empty() {
            body = body.push(self.offer(opened, context));
        }
        container(body)
            .padding([9, 12])
            .width(Fill)
            .style(style::info)
            .into()
    }

    /// The account, where there is a choice, and the button.
    fn offer<'a>(&self, opened: &MailFileOpened, context: &Context) -> Element<'a, Message> {
        let words = context.say(texts::mail_file_take());
        let picture = Some((Icon::Import, Tint::Accent));
        let take = button(picture, &words, Some(Message::Take), Choice::Other);
        let mut line = row![].spacing(8).align_y(Center);
        if opened.accounts.len() > 1 {
            let all: Vec<Pick<AccountId>> = opened
                .accounts
                .iter()
                .map(|it| Pick::new(it.account.name.as_str(), it.id))
                .collect();
            let chosen = all.iter().find(|it| Some(it.value) == self.account);
            let chosen = chosen.cloned();
            let choose = |it: Pick<AccountId>| Message::Account(it.value);
            let list = picker(all, chosen, choose, Frame::Field);
            line = line.push(label(&context.say(texts::mail_file_account())));
            line = line.push(container(list).width(px(260.0)));
        }
        line.push(take.id("mail-file-take")).into()
    }
}

impl Screen for MailFile {
    type Message = Message;

    fn title(&self) -> Text {
        self.reader.title()
    }

    fn size(&self) -> Size {
        Size::new(900.0, 780.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn is_modal(&self) -> bool {
        false
    }

    fn is_twin(&self, other: &Self) -> bool {
        self.path == other.path
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        let path = self.path.clone();
        let open = move |office: &crate::service::Office| office.open_mail_file(&path);
        context.ask(open, |opened| Message::Opened(opened.map(Box::new)))
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Opened(Ok(opened)) => self.opened(opened, context),
            Message::Opened(Err(error)) => {
                self.has_failed = true;
                Action::Open(Ask::error(&error, context).into())
            }
            Message::Reader(message) => self.reader.update(message, context).map(Message::Reader),
            Message::Account(id) => {
                self.account = Some(id);
                Action::None
            }
            Message::Take => self.take(context),
            Message::Taken(answer) => {
                self.is_taking = false;
                match answer {
                    Ok(taken) => {
                        self.taken = Some(taken);
                        Action::Changed
                    }
                    Err(error) => Action::Open(Ask::error(&error, context).into()),
                }
            }
            Message::Show(id) => Action::Open(MailWindow::new(id).into()),
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn returned(&mut self, _outcome: Outcome, _context: &Context) -> Action<Message> {
        match self.has_failed {
            true => Action::Close(Outcome::Left),
            false => Action::None,
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let reader = self.reader.view(context).map(Message::Reader);
        let body: Element<'a, Message> = match &self.opened {
            Some(opened) => column![
                container(self.bar(opened, context)).padding([10, 12]),
                container(reader).height(Fill),
            ]
            .into(),
            None if self.has_failed => column![].into(),
            None => container(busy(context.say(texts::reader_busy())))
                .padding(14)
                .into(),
        };
        form(body).cancel(Message::Left).into()
    }
}
