//! "Warum liegt das hier?": how a Vorgang came to lie where it lies, and what was done with it.

use super::{Outcome, Screen};
use crate::domain::desk::{Step, Vorgang};
use crate::domain::stammdaten::Benutzer;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE, SMALL};
use crate::gui::widget::{Choice, button, fault, footer, form, heading, hint};
use crate::i18n::{self, Text, texts};
use crate::service::Result;
use crate::service::notice::notice;
use crate::service::notice::reason;
use iced::widget::{column, container, row, scrollable, text};
use iced::{Element, Fill, Size, Task};

/// The window.
pub struct Why {
    id: i64,
    read: Option<Read>,
    failed: Option<Text>,
}

/// What is shown.
#[derive(Debug, Clone)]
pub struct Read {
    vorgang: Vorgang,
    steps: Vec<Step>,
    benutzer: Vec<Benutzer>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The history was read.
    Loaded(Box<Result<Read>>),
    /// "Letzten Schritt rückgängig".
    Undo,
    /// It was undone, or not.
    Undone(Result<String>),
    /// "Schließen".
    Left,
}

impl Why {
    /// Opens it on a Vorgang.
    pub fn new(id: i64) -> Self {
        Self {
            id,
            read: None,
            failed: None,
        }
    }

    fn load(&self, context: &Context) -> Task<Message> {
        let id = self.id;
        context.ask(
            move |office| {
                let (vorgang, steps) = office.why(id)?;
                let benutzer = office.benutzer()?;
                Ok(Read {
                    vorgang,
                    steps,
                    benutzer,
                })
            },
            |read| Message::Loaded(Box::new(read)),
        )
    }

    fn can_undo(&self) -> bool {
        let steps = self.read.iter().flat_map(|it| &it.steps);
        steps
            .filter(|it| !it.undone)
            .any(|it| !matches!(it.verb.as_str(), "undo" | "forwarded"))
    }

    fn step<'a>(&self, read: &Read, step: &'a Step, context: &Context) -> Element<'a, Message> {
        let who = match step.benutzer {
            None => context.say(texts::history_program()),
            Some(number) => {
                let named = read.benutzer.iter().find(|it| it.number == number);
                named.map_or_else(|| number.to_string(), |it| it.name.clone())
            }
        };
        let when = i18n::moment(context.language, step.at);
        let verb = context.say(verb_words(step, &read.benutzer));
        let tint = if step.undone {
            Tint::Muted
        } else {
            Tint::Accent
        };
        let picture = match step.undone {
            true => Icon::Undo,
            false => Icon::CheckCircle,
        };
        let mut lines = column![text(verb).size(SIZE).font(theme::UI_BOLD)].spacing(2);
        for reason in step.reasons.iter().map(reason) {
            lines = lines.push(text(context.say(reason)).size(SIZE));
        }
        let mut about = format!("{when} · {who}");
        if step.undone {
            about = format!("{about} · {}", context.say(texts::history_undone()));
        }
        lines = lines.push(text(about).size(SMALL).style(style::muted));
        row![icon(picture, 16.0, tint), lines.width(Fill)]
            .spacing(9)
            .into()
    }
}

/// What a step did, in words.
fn verb_words(step: &Step, benutzer: &[Benutzer]) -> Text {
    let detail = step.detail.as_str();
    match step.verb.as_str() {
        "assign" => texts::history_assign(detail),
        "move" if detail.is_empty() => texts::history_move_none(),
        "move" => texts::history_move(detail),
        "forward" => {
            let name = |number: &str| {
                let named = benutzer.iter().find(|it| it.number.to_string() == number);
                named.map_or_else(|| number.to_owned(), |it| it.name.clone())
            };
            let names: Vec<String> = detail.split(", ").map(name).collect();
            texts::history_forward(names.join(", "))
        }
        "forwarded" => texts::history_forwarded(),
        "take" => texts::history_take(),
        "complete" => texts::history_complete(),
        "process" if detail.is_empty() => texts::history_process(),
        "process" => texts::history_process_akte(detail),
        "reopen" => texts::history_reopen(),
        "wiedervorlage" if detail.is_empty() => texts::history_wiedervorlage_none(),
        "wiedervorlage" => texts::history_wiedervorlage(detail),
        "delete" => texts::history_delete(),
        "restore" => texts::history_restore(),
        "destroy" => texts::history_destroy(),
        "undo" => texts::history_undo(),
        _ => texts::history_placed(),
    }
}

impl Screen for Why {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_why()
    }

    fn size(&self) -> Size {
        Size::new(560.0, 440.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        self.load(context)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(read) => match *read {
                Ok(read) => self.read = Some(read),
                Err(error) => self.failed = Some(notice(&error).message),
            },
            Message::Undo => {
                let id = self.id;
                return Action::Run(context.ask(move |it| it.undo(id), Message::Undone));
            }
            Message::Undone(Ok(_)) => {
                self.failed = None;
                return Action::Changed.and(Action::Run(self.load(context)));
            }
            Message::Undone(Err(error)) => self.failed = Some(notice(&error).message),
            Message::Left => return Action::Close(Outcome::Left),
        }
        Action::None
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let mut body = column![].spacing(10);
        if let Some(read) = &self.read {
            let it = &read.vorgang;
            let subject = match it.subject.is_empty() {
                true => say(texts::mail_no_subject()),
                false => it.subject.clone(),
            };
            let from = say(texts::mail_from_line(&it.from));
            body = body.push(text(subject).size(SIZE).font(theme::UI_BOLD));
            body = body.push(hint(from));
            for step in &read.steps {
                body = body.push(self.step(read, step, context));
            }
        }
        if let Some(failed) = &self.failed {
            body = body.push(fault(say(failed.clone())));
        }
        let body = scrollable(container(body).padding([12, 16]).width(Fill));
        let undo = button(
            Some((Icon::Undo, Tint::Accent)),
            &say(texts::history_undo_button()),
            self.can_undo().then_some(Message::Undo),
            Choice::Other,
        );
        let close = button(
            None,
            &say(texts::button_close()),
            Some(Message::Left),
            Choice::Default,
        );
        let content = column![
            heading(
                Icon::Help,
                say(texts::window_why()),
                say(texts::history_purpose())
            ),
            body.height(Fill).style(style::scroll),
            footer(undo, close),
        ];
        form(content)
            .default_button(Message::Left)
            .cancel(Message::Left)
            .into()
    }
}
