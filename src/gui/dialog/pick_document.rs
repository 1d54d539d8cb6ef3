//! "Dokumente der Akte": which of them go along with a letter.

use super::{Outcome, Screen};
use crate::domain::akte_tree::AkteDocument;
use crate::domain::register::StoredAkte;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint};
use crate::gui::style;
use crate::gui::widget::{Choice, busy, button, check, footer, form, hint};
use crate::i18n::{self, Text, texts};
use crate::service::{Error, Office, Result};
use iced::widget::{column, container, row, scrollable, space};
use iced::{Center, Element, Fill, Size, Task};
use std::collections::BTreeSet;

/// Documents that are shown, the newest.
const MOST: usize = 200;

/// The window.
pub struct PickDocument {
    akte: i64,
    documents: Option<Vec<AkteDocument>>,
    chosen: BTreeSet<i64>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The documents are there.
    Read(Result<Vec<AkteDocument>>),
    /// One is ticked or not.
    Ticked(i64, bool),
    /// "Anhängen".
    Take,
    /// "Abbruch".
    Left,
}

impl PickDocument {
    /// The documents of this Akte.
    pub fn new(akte: &StoredAkte) -> Self {
        Self {
            akte: akte.id.0,
            documents: None,
            chosen: BTreeSet::new(),
        }
    }

    fn failed(error: &Error, context: &Context) -> Action<Message> {
        Action::Open(super::ask::Ask::error(error, context).into())
    }
}

impl Screen for PickDocument {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_pick_document()
    }

    fn size(&self) -> Size {
        Size::new(600.0, 420.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        let akte = self.akte;
        let read = move |office: &Office| {
            let mut documents = office.akte_tree(akte)?.documents;
            documents.truncate(MOST);
            Ok(documents)
        };
        context.ask(read, Message::Read)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(Ok(documents)) => {
                self.documents = Some(documents);
                Action::None
            }
            Message::Read(Err(error)) => Self::failed(&error, context),
            Message::Ticked(id, is_on) => {
                match is_on {
                    true => self.chosen.insert(id),
                    false => self.chosen.remove(&id),
                };
                Action::None
            }
            Message::Take => {
                let all = self.documents.iter().flatten().map(|it| it.id);
                let chosen = all.filter(|it| self.chosen.contains(it)).collect();
                Action::Close(Outcome::Documents(chosen))
            }
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let list: Element<'a, Message> = match &self.documents {
            None => busy(say(texts::e_brief_reading())),
            Some(documents) if documents.is_empty() => hint(say(texts::pick_document_none())),
            Some(documents) => column(documents.iter().map(|it| {
                let id = it.id;
                let name = match it.name.trim() {
                    "" => say(texts::mail_no_subject()),
                    name => crate::service::draft_words::shortened(name),
                };
                let tick = check(
                    &name.replace('&', "&&"),
                    self.chosen.contains(&id),
                    Some(move |is_on| Message::Ticked(id, is_on)),
                );
                let moment = i18n::moment(context.language, it.date);
                row![container(tick).width(Fill), hint(moment)]
                    .spacing(8)
                    .align_y(Center)
                    .into()
            }))
            .spacing(7)
            .into(),
        };
        let list = scrollable(container(list).padding([12, 16]).width(Fill));
        let take = button(
            Some((Icon::Attach, Tint::Accent)),
            &say(texts::pick_document_take()),
            (!self.chosen.is_empty()).then_some(Message::Take),
            Choice::Default,
        );
        let leave = button(
            Some((Icon::Dismiss, Tint::Bad)),
            &say(texts::button_cancel()),
            Some(Message::Left),
            Choice::Other,
        );
        let foot = footer(space(), row![take, leave].spacing(8));
        form(column![list.height(Fill).style(style::scroll), foot])
            .default_maybe((!self.chosen.is_empty()).then_some(Message::Take))
            .cancel(Message::Left)
            .into()
    }
}
