//! The menu "Hilfe": help, what support needs, and what this program is.

use super::{Desk, Menu};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::Ask;
use crate::gui::dialog::diagnose::Diagnose;
use crate::gui::dialog::help::{Help, Topic};
use crate::gui::dialog::info::Info;
use crate::i18n::{Text, texts};
use crate::service::handover::{self, Order};
use crate::service::{Office, Result};
use iced::Point;

/// What happens with it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The menu is opened.
    Menu,
    /// "Hilfe", also F1.
    Help,
    /// "Diagnose".
    Diagnose,
    /// "Protokollordner öffnen".
    LogFolder,
    /// The folder was handed to the system, or not.
    Opened(Result<()>),
    /// "Über Kontorpost".
    About,
}

fn open_folder(office: &Office) -> Result<()> {
    let folder = office.log_folder()?;
    handover::give(Order::Open, &folder.display().to_string())
}

impl Desk {
    pub(super) fn help(&mut self, message: Message, context: &Context) -> Action<super::Message> {
        match message {
            Message::Menu => {
                self.menu = Some(Menu::Help(Point::new(100_000.0, 40.0)));
                Action::None
            }
            // Whatever was chosen was chosen in the menu, or by a key.
            Message::Help => Action::Open(Help::new(Topic::Window).into()),
            Message::Diagnose => Action::Open(Diagnose::default().into()),
            Message::LogFolder => Action::Run(context.ask(open_folder, |opened| {
                super::Message::Help(Message::Opened(opened))
            })),
            Message::Opened(Ok(())) => Action::None,
            Message::Opened(Err(error)) => Action::Open(Ask::error(&error, context).into()),
            Message::About => Action::Open(Info::new().into()),
        }
    }

    pub(super) fn help_menu(context: &Context) -> Vec<(String, Option<super::Message>)> {
        let line = |words: Text, message| (context.say(words), Some(super::Message::Help(message)));
        vec![
            line(texts::helping_help(), Message::Help),
            line(texts::helping_diagnose(), Message::Diagnose),
            line(texts::helping_log_folder(), Message::LogFolder),
            line(texts::helping_about(), Message::About),
        ]
    }
}
