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
    opened: Box<MailFileOpened>,
    reader: Reader,
    account: Option<AccountId>,
    is_taking: bool,
    taken: Option<MailFileTaken>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
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
    /// Opens it on an opened file.
    pub fn new(path: PathBuf, opened: Box<MailFileOpened>) -> Self {
        Self {
            path,
            reader: Reader::default(),
            account: opened.accounts.first().map(|it| it.id),
            opened,
            is_taking: false,
            taken: None,
        }
    }

    fn take(&mut self, context: &Context) -> Action<Message> {
        let is_settled = self.taken.is_some() || self.opened.stored.is_some();
        let Some(account) = self.account.filter(|_| !is_settled && !self.is_taking) else {
            return Action::None;
        };
        self.is_taking = true;
        let number = self.opened.number();
        let take = move |office: &crate::service::Office| office.take_mail_file(number, account);
        Action::Run(context.ask(take, Message::Taken))
    }

    fn told(&self) -> (Icon, Tint, Text) {
        let opened = &self.opened;
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
    fn bar<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let opened = &self.opened;
        let (picture, tint, words) = self.told();
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
            body = body.push(self.offer(context));
        }
        container(body)
            .padding([9, 12])
            .width(Fill)
            .style(style::info)
            .into()
    }

    /// The account, where there is a choice, and the button.
    fn offer<'a>(&self, context: &Context) -> Element<'a, Message> {
        let opened = &self.opened;
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
        let path = PartPath::mail(self.opened.number());
        self.reader.open_part(path, context).map(Message::Reader)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
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

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let reader = self.reader.view(context).map(Message::Reader);
        let body = column![
            container(self.bar(context)).padding([10, 12]),
            container(reader).height(Fill),
        ];
        form(body).cancel(Message::Left).into()
    }
}
