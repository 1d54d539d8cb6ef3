//! An empty office leads by the hand: Benutzer, account, test, first mail. The screen around it
//! hears how the dialogs end that it opens.

use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::account_test::AccountTest;
use crate::gui::dialog::ask::Ask;
use crate::gui::dialog::konto_neu::KontoNeu;
use crate::gui::dialog::restore::Restore;
use crate::gui::dialog::stammdaten::{Part, Stammdaten};
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::preferences::{Preferences, Workplace};
use crate::gui::style;
use crate::gui::theme::{self, SIZE, TITLE};
use crate::gui::widget::{Choice, button, hint, px};
use crate::i18n::{Text, texts};
use crate::service::first_steps::{FirstSteps, Step, open_practice};
use crate::service::{Error, Result, notice};
use iced::widget::{center_x, column, container, row, scrollable, space, text};
use iced::{Center, Element, Fill, Padding, Task};

/// Width of the whole, where there is room.
const WIDTH: f32 = 640.0;

/// How far the office has come.
#[derive(Default)]
pub struct FirstStart {
    steps: Option<FirstSteps>,
    /// Why nothing may be changed.
    barred: Option<Text>,
    is_practice_opened: bool,
    is_fetching: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// How far the office has come was read.
    Loaded(Box<Result<Loaded>>),
    /// A step is taken.
    Take(Step),
    /// "Übungspostfach".
    Practice,
    /// The practice office was opened, or not.
    Opened(Result<()>),
    /// "Von einem anderen PC umziehen".
    MoveHere,
    /// "Nicht mehr zeigen".
    Hide,
}

/// What was read.
#[derive(Debug, Clone)]
pub struct Loaded {
    steps: FirstSteps,
    barred: Option<Text>,
}

impl FirstStart {
    /// Reads how far the office has come; when it is opened and whenever the office changes.
    pub fn load(&self, context: &Context) -> Task<Message> {
        let read = |office: &crate::service::Office| {
            let barred = match office.may_change() {
                Ok(()) => None,
                Err(error @ (Error::NotVerwalter(_) | Error::NobodyActs(_))) => {
                    Some(notice::notice(&error).message)
                }
                Err(error) => return Err(error),
            };
            let steps = office.first_steps()?;
            Ok(Loaded { steps, barred })
        };
        context.ask(read, |read| Message::Loaded(Box::new(read)))
    }

    /// Whether it is to be shown: there is a next step, and nobody has put it away.
    pub fn is_wanted(&self, context: &Context) -> bool {
        let is_shown = context.preferences.workplace.guide && !context.is_practice;
        is_shown && self.steps.as_ref().is_some_and(|it| it.next().is_some())
    }

    /// What Enter does: the next step.
    pub fn enter(&self) -> Option<Message> {
        let next = self.steps.as_ref().and_then(FirstSteps::next);
        next.filter(|_| self.barred.is_none()).map(Message::Take)
    }

    /// Takes a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(read) => match *read {
                Ok(loaded) => {
                    let account = loaded.steps.account.as_ref();
                    let has_tried = account.is_some_and(|it| it.state.last_attempt_at.is_some());
                    self.is_fetching &= !has_tried;
                    self.steps = Some(loaded.steps);
                    self.barred = loaded.barred;
                }
                Err(error) => return Action::Open(Ask::error(&error, context).into()),
            },
            Message::Take(step) => return self.take(step),
            Message::Practice => {
                return Action::Run(context.ask(|_| open_practice(), Message::Opened));
            }
            Message::Opened(Ok(())) => self.is_practice_opened = true,
            Message::Opened(Err(error)) => return Action::Open(Ask::error(&error, context).into()),
            Message::MoveHere => return Action::Open(Restore::of_move().into()),
            Message::Hide => {
                let now = context.preferences;
                return Action::Prefer(Preferences {
                    workplace: Workplace {
                        guide: false,
                        ..now.workplace
                    },
                    ..now
                });
            }
        }
        Action::None
    }

    fn take(&mut self, step: Step) -> Action<Message> {
        let account = self.steps.as_ref().and_then(|it| it.account.as_ref());
        match step {
            Step::Benutzer => Action::Open(Stammdaten::at(Part::Benutzer).into()),
            Step::Account => Action::Open(KontoNeu::new().into()),
            Step::Test => match account {
                Some(stored) => Action::Open(AccountTest::stored(stored).into()),
                None => Action::None,
            },
            Step::Mail => {
                self.is_fetching = true;
                Action::Fetch
            }
        }
    }

    /// What is seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |words: Text| context.say(words);
        let Some(steps) = &self.steps else {
            return space().into();
        };
        let title = text(say(texts::first_title())).size(TITLE + 3.0);
        let mut page = column![
            title.font(theme::UI_BOLD),
            text(say(texts::first_purpose())).size(SIZE)
        ]
        .spacing(8);
        if let Some(barred) = &self.barred {
            page = page.push(self.told(
                (Icon::Info, Tint::Accent),
                texts::read_only_why(barred.clone()),
                context,
            ));
        }
        let lines = Step::ALL
            .into_iter()
            .map(|it| self.step(it, steps, context));
        page = page.push(column(lines).spacing(10));
        page = page.push(self.more(context));
        let page = container(page.spacing(14)).max_width(WIDTH);
        let page = center_x(page).padding(Padding::from([28, 20]));
        scrollable(page).style(style::scroll).height(Fill).into()
    }

    fn told<'a>(
        &self,
        picture: (Icon, Tint),
        words: Text,
        context: &Context,
    ) -> Element<'a, Message> {
        let words = text(context.say(words)).size(SIZE).width(Fill);
        let words = row![icon(picture.0, 16.0, picture.1), words];
        container(words.spacing(8).align_y(Center))
            .padding([7, 10])
            .width(Fill)
            .style(style::info)
            .into()
    }

    fn step<'a>(&self, step: Step, steps: &FirstSteps, context: &Context) -> Element<'a, Message> {
        let (is_done, is_next) = (steps.is_done(step), steps.next() == Some(step));
        let (picture, tint) = match (is_done, is_next) {
            (true, _) => (Icon::CheckCircle, Tint::Good),
            (false, true) => (Icon::Circle, Tint::Accent),
            (false, false) => (Icon::Circle, Tint::Muted),
        };
        let (name, words, verb, verb_picture) = self.words(step, steps);
        let name = text(context.say(name)).size(SIZE).font(match is_next {
            true => theme::UI_BOLD,
            false => theme::UI,
        });
        let words = column![name, hint(context.say(words))].spacing(2);
        let can = is_next && self.barred.is_none();
        let choice = match can {
            true => Choice::Default,
            false => Choice::Other,
        };
        let verb: Element<'a, Message> = match is_done {
            true => space().width(0).into(),
            false => button(
                Some((verb_picture, Tint::Accent)),
                &context.say(verb),
                can.then_some(Message::Take(step)),
                choice,
            )
            .into(),
        };
        let line = row![icon(picture, 22.0, tint), words.width(Fill), verb];
        container(line.spacing(12).align_y(Center))
            .padding([11, 14])
            .width(Fill)
            .style(style::panel)
            .into()
    }

    /// Name, what to know, what to press, and its picture.
    fn words(&self, step: Step, steps: &FirstSteps) -> (Text, Text, Text, Icon) {
        match step {
            Step::Benutzer => (
                texts::first_benutzer(),
                texts::first_benutzer_hint(),
                texts::first_benutzer_take(),
                Icon::People,
            ),
            Step::Account => (
                texts::first_account(),
                texts::first_account_hint(),
                texts::first_account_take(),
                Icon::MailAdd,
            ),
            Step::Test => (
                texts::first_test(),
                texts::first_test_hint(),
                texts::first_test_take(),
                Icon::Plug,
            ),
            Step::Mail => {
                let account = steps.account.as_ref();
                let has_come = account.is_some_and(|it| it.state.last_success_at.is_some());
                let words = match (self.is_fetching, has_come) {
                    (true, _) => texts::first_mail_fetching(),
                    (false, true) => texts::first_mail_empty(),
                    (false, false) => texts::first_mail_hint(),
                };
                (
                    texts::first_mail(),
                    words,
                    texts::first_mail_take(),
                    Icon::Sync,
                )
            }
        }
    }

    /// The practice office, and putting this away.
    fn more<'a>(&self, context: &Context) -> Element<'a, Message> {
        let say = |words: Text| context.say(words);
        let hide = button(
            None,
            &say(texts::first_hide()),
            Some(Message::Hide),
            Choice::Other,
        );
        if context.is_practice {
            return row![space().width(Fill), hide].into();
        }
        let words = match self.is_practice_opened {
            true => texts::first_practice_opened(),
            false => texts::first_practice_hint(),
        };
        let practice = button(
            Some((Icon::Play, Tint::Accent)),
            &say(texts::first_practice()),
            Some(Message::Practice),
            Choice::Other,
        );
        // Whoever has begun here would put that aside.
        let is_new = self.steps.as_ref().is_some_and(|it| it.account.is_none());
        let move_here: Option<Element<'a, Message>> =
            (is_new && self.barred.is_none()).then(|| {
                let words = say(texts::first_move());
                let picture = Some((Icon::Import, Tint::Accent));
                let verb = button(picture, &words, Some(Message::MoveHere), Choice::Other);
                column![hint(say(texts::first_move_hint())), verb]
                    .spacing(6)
                    .into()
            });
        let practice = column![
            hint(say(words)),
            row![practice, space().width(px(8.0)), hide]
        ];
        column![]
            .push(move_here)
            .push(practice.spacing(6))
            .spacing(14)
            .into()
    }
}
