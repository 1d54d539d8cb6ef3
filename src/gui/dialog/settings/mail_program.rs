//! The page "E-Mail-Programm": whether the system gives links to addresses and files of messages to
//! this program. What is pressed here is done at once.

use super::view::{Reach, Sheet, beside};
use super::{Message as Around, Settings};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::Ask;
use crate::gui::icon::{Icon, Tint};
use crate::gui::theme::SIZE;
use crate::gui::widget::{busy, hint};
use crate::i18n::{Text, texts};
use crate::service::registration::{self, Opener, State};
use crate::service::{Office, Result};
use iced::widget::text;
use iced::{Element, Task};

/// How it stands, as far as it is known.
#[derive(Default)]
pub(super) struct MailProgram {
    state: Option<State>,
    is_busy: bool,
    /// It was registered just now, and the person still has to choose it.
    is_to_choose: bool,
}

/// What happens on the page.
#[derive(Debug, Clone)]
pub enum Message {
    /// How it stands was read.
    Read(Result<State>),
    /// "Als E-Mail-Programm eintragen".
    Register,
    /// "Austragen".
    Unregister,
    /// It was done, or not: registered, or taken out.
    Done(bool, Result<State>),
}

impl Settings {
    /// Reads how it stands.
    pub(super) fn read_mail_program(context: &Context) -> Task<Around> {
        match registration::IS_POSSIBLE {
            true => context.ask(
                |_| registration::state(),
                |read| Around::MailProgram(Message::Read(read)),
            ),
            false => Task::none(),
        }
    }

    pub(super) fn mail_program(&mut self, message: Message, context: &Context) -> Action<Around> {
        let page = &mut self.mail_program;
        match message {
            Message::Read(read) => page.state = read.ok().or(page.state.take()),
            Message::Register if !page.is_busy => {
                page.is_busy = true;
                let register = |office: &Office| registration::register(office.directory());
                return Action::Run(context.ask(register, |done| {
                    Around::MailProgram(Message::Done(true, done))
                }));
            }
            Message::Unregister if !page.is_busy => {
                page.is_busy = true;
                let unregister = |_: &Office| registration::unregister();
                return Action::Run(context.ask(unregister, |done| {
                    Around::MailProgram(Message::Done(false, done))
                }));
            }
            Message::Register | Message::Unregister => {}
            Message::Done(is_in, done) => {
                page.is_busy = false;
                page.is_to_choose = is_in && registration::ASKS_THE_PERSON;
                match done {
                    Ok(state) => page.state = Some(state),
                    Err(error) => return Action::Open(Ask::error(&error, context).into()),
                }
            }
        }
        Action::None
    }
}

/// The page.
pub(super) fn page<'a>(sheet: &Sheet<'a>) -> Element<'a, Around> {
    let page = &sheet.dialog.mail_program;
    let told = |words: Text| text(sheet.say(words)).size(SIZE).into();
    let mut body: Vec<Element<'a, Around>> = vec![told(texts::einstellungen_program_what())];
    match &page.state {
        _ if !registration::IS_POSSIBLE => {
            let words = texts::einstellungen_program_impossible();
            body.push(sheet.note((Icon::Info, Tint::Accent), words));
        }
        None => body.push(busy(sheet.say(texts::accounts_reading()))),
        Some(state) => {
            body.extend(standing(sheet, state));
            body.push(buttons(sheet, state, page.is_busy));
            let words = match (page.is_to_choose, sheet.context.is_practice) {
                (_, true) => texts::einstellungen_program_practice(),
                (true, _) => texts::einstellungen_program_choose(),
                (false, false) => texts::einstellungen_program_hint(),
            };
            body.push(hint(sheet.say(words)));
        }
    }
    sheet.part(texts::einstellungen_program(), Reach::Workplace, body)
}

/// Who opens links and who opens files.
fn standing<'a>(sheet: &Sheet<'a>, state: &State) -> Vec<Element<'a, Around>> {
    let line = |opener: &Opener, own: Text, other: fn(&str) -> Text, nobody: Text| {
        let (picture, words) = match opener {
            Opener::Own => ((Icon::CheckCircle, Tint::Good), own),
            Opener::Other(name) => ((Icon::Info, Tint::Accent), other(name)),
            Opener::Nobody => ((Icon::Info, Tint::Accent), nobody),
        };
        sheet.note(picture, words)
    };
    vec![
        line(
            &state.links,
            texts::einstellungen_program_links_own(),
            |name| texts::einstellungen_program_links_other(name),
            texts::einstellungen_program_links_nobody(),
        ),
        line(
            &state.files,
            texts::einstellungen_program_files_own(),
            |name| texts::einstellungen_program_files_other(name),
            texts::einstellungen_program_files_nobody(),
        ),
    ]
}

fn buttons<'a>(sheet: &Sheet<'a>, state: &State, is_busy: bool) -> Element<'a, Around> {
    // A practice office is gone when its window is closed.
    let can = !is_busy && !sheet.context.is_practice;
    let is_whole = state.is_registered && state.links == Opener::Own && state.files == Opener::Own;
    let wish = |is_possible: bool, message| {
        let message = Around::MailProgram(message);
        (can && is_possible).then_some(message)
    };
    beside(vec![
        sheet.button(
            Icon::MailSettings,
            texts::einstellungen_program_register(),
            wish(!is_whole, Message::Register),
        ),
        sheet.button(
            Icon::Dismiss,
            texts::einstellungen_program_unregister(),
            wish(state.is_registered, Message::Unregister),
        ),
    ])
}
