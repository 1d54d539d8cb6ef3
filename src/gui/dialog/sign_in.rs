//! "Im Browser anmelden": waits for the browser, or for a code that is typed on another device.

use super::{Outcome, Screen};
use crate::domain::oauth::Provider;
use crate::domain::secret::Secret;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::gui::widget::{Choice, busy, button, footer, form, heading, hint};
use crate::i18n::{Text, texts};
use crate::service::browser::open_page;
use crate::service::notice::{Notice, notice};
use crate::service::oauth::{Grant, SignInWish};
use crate::service::{Error, Office, Result, oauth_words};
use iced::futures::SinkExt;
use iced::futures::channel::mpsc::Sender;
use iced::task::Handle;
use iced::widget::{column, container, row, scrollable, space, text};
use iced::{Center, Element, Fill, Size, Task};

/// The dialog.
pub struct SignIn {
    wish: SignInWish,
    state: State,
    /// Which try it is: what an earlier one still sends is passed over.
    serial: u64,
    handle: Option<Handle>,
}

enum State {
    Beginning,
    Browser {
        url: Secret,
        is_copied: bool,
    },
    Code {
        page: String,
        code: String,
        minutes: u64,
        is_copied: bool,
    },
    Failed(Box<Notice>),
}

/// What is heard of a sign-in.
#[derive(Debug, Clone)]
pub enum Heard {
    /// The browser shows this page.
    Page(Secret),
    /// A code is to be typed: page, code, minutes.
    Code(String, String, u64),
    /// It is over.
    Ended(Box<Result<Grant>>),
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Heard of the try with this number.
    Heard(u64, Heard),
    /// "Link kopieren", "Code kopieren".
    Copy,
    /// "Seite erneut öffnen".
    OpenAgain,
    /// "Mit Code anmelden…".
    WithCode,
    /// "Erneut versuchen".
    Again,
    /// "Abbruch".
    Left,
}

async fn in_browser(
    office: &Office,
    wish: &SignInWish,
    context: &Context,
    tell: &mut Sender<Heard>,
) -> Result<Grant> {
    let begun = office.begin_sign_in(wish).await?;
    // Where nothing opens pages, the link can be copied.
    let _ = open_page(begun.url());
    let page = Heard::Page(Secret::new(begun.url().to_owned()));
    let _ = tell.send(page).await;
    begun.finish(context.language).await
}

async fn with_code(office: &Office, wish: &SignInWish, tell: &mut Sender<Heard>) -> Result<Grant> {
    let begun = office.begin_device_sign_in(wish).await?;
    let (page, code) = (begun.page().to_owned(), begun.code().to_owned());
    let _ = tell.send(Heard::Code(page, code, begun.minutes())).await;
    begun.finish().await
}

impl SignIn {
    /// For whom.
    pub fn new(wish: SignInWish) -> Self {
        Self {
            wish,
            state: State::Beginning,
            serial: 0,
            handle: None,
        }
    }

    /// Begins a try; the one before ends, and with it its port.
    fn begin(&mut self, by_code: bool, context: &Context) -> Task<Message> {
        self.serial += 1;
        self.state = State::Beginning;
        let (serial, wish, context) = (self.serial, self.wish.clone(), context.clone());
        let stream = iced::stream::channel(8, async move |mut output| {
            let office = &context.office;
            let ended = match by_code {
                true => with_code(office, &wish, &mut output).await,
                false => in_browser(office, &wish, &context, &mut output).await,
            };
            let _ = output.send(Heard::Ended(Box::new(ended))).await;
        });
        let hearing = Task::stream(stream).map(move |it| Message::Heard(serial, it));
        let (task, handle) = hearing.abortable();
        self.handle = Some(handle.abort_on_drop());
        task
    }

    fn hear(&mut self, heard: Heard) -> Action<Message> {
        match heard {
            Heard::Page(url) => {
                self.state = State::Browser {
                    url,
                    is_copied: false,
                };
            }
            Heard::Code(page, code, minutes) => {
                self.state = State::Code {
                    page,
                    code,
                    minutes,
                    is_copied: false,
                };
            }
            Heard::Ended(ended) => match *ended {
                Ok(grant) => return Action::Close(Outcome::SignedIn(Box::new(grant))),
                Err(error) => self.state = State::Failed(Box::new(notice(&error))),
            },
        }
        Action::None
    }

    fn copy(&mut self) -> Action<Message> {
        let words = match &mut self.state {
            State::Browser { url, is_copied } => {
                *is_copied = true;
                url.reveal().to_owned()
            }
            State::Code {
                code, is_copied, ..
            } => {
                *is_copied = true;
                code.clone()
            }
            State::Beginning | State::Failed(_) => return Action::None,
        };
        Action::Run(iced::clipboard::write(words))
    }

    fn open_again(&self) -> Action<Message> {
        let page = match &self.state {
            State::Browser { url, .. } => url.reveal(),
            State::Code { page, .. } => page,
            State::Beginning | State::Failed(_) => return Action::None,
        };
        match open_page(page) {
            Ok(()) => Action::None,
            Err(error @ Error::File { .. }) => {
                let ask = super::ask::Ask::message(
                    super::ask::Kind::Error,
                    texts::window_error(),
                    texts::sign_in_no_browser(),
                );
                Action::Open(ask.with_lines(vec![notice(&error).message]).into())
            }
            Err(_) => Action::None,
        }
    }

    fn body<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |it: Text| context.say(it);
        let plain = |it: Text| text(say(it)).size(SIZE);
        match &self.state {
            State::Beginning => busy(say(texts::sign_in_beginning())),
            State::Browser { is_copied, .. } => column![
                busy(say(texts::sign_in_waiting())),
                plain(texts::sign_in_steps(&self.wish.address)),
                hint(say(match is_copied {
                    true => texts::sign_in_copied(),
                    false => texts::sign_in_no_page(),
                })),
            ]
            .spacing(12)
            .into(),
            State::Code {
                page,
                code,
                minutes,
                is_copied,
            } => column![
                busy(say(texts::sign_in_waiting_code())),
                plain(texts::sign_in_code_page(page)),
                text(code).size(SIZE * 2.0),
                hint(say(match is_copied {
                    true => texts::sign_in_code_copied(),
                    false => texts::sign_in_code_minutes(*minutes),
                })),
            ]
            .spacing(12)
            .into(),
            State::Failed(notice) => failed(notice, context),
        }
    }

    fn buttons<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let own = |words: Text, message: Option<Message>| {
            button(None, &context.say(words), message, Choice::Other)
        };
        let (copy, open, code, again) = match &self.state {
            State::Beginning => (None, None, None, None),
            State::Browser { .. } => (
                Some(Message::Copy),
                Some(Message::OpenAgain),
                Some(Message::WithCode),
                None,
            ),
            State::Code { .. } => (Some(Message::Copy), Some(Message::OpenAgain), None, None),
            State::Failed(_) => (None, None, Some(Message::WithCode), Some(Message::Again)),
        };
        let (first, first_message) = match &self.state {
            State::Failed(_) => (texts::sign_in_again(), again),
            State::Code { .. } => (texts::sign_in_copy_code(), copy),
            _ => (texts::sign_in_copy_link(), copy),
        };
        // Google's code does not open mailboxes.
        let code = code.filter(|_| self.wish.provider != Provider::Google);
        row![
            own(first, first_message),
            own(texts::sign_in_open_again(), open),
            own(texts::sign_in_with_code(), code),
        ]
        .spacing(8)
        .wrap()
        .into()
    }
}

fn failed<'a>(notice: &'a Notice, context: &'a Context) -> Element<'a, Message> {
    let mut words = column![
        row![
            icon(Icon::Error, 20.0, Tint::Bad),
            text(context.say(notice.message.clone())).size(SIZE)
        ]
        .spacing(8)
        .align_y(Center)
    ]
    .spacing(8);
    if let Some(advice) = &notice.advice {
        words = words.push(text(context.say(advice.clone())).size(SIZE));
    }
    if let Some(detail) = &notice.detail {
        words = words.push(hint(detail.clone()));
    }
    words.into()
}

impl Screen for SignIn {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_sign_in()
    }

    fn size(&self) -> Size {
        Size::new(560.0, 400.0)
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        self.begin(false, context)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Heard(serial, heard) if serial == self.serial => self.hear(heard),
            Message::Heard(..) => Action::None,
            Message::Copy => self.copy(),
            Message::OpenAgain => self.open_again(),
            Message::WithCode => Action::Run(self.begin(true, context)),
            Message::Again => Action::Run(self.begin(false, context)),
            Message::Left => Action::Close(Outcome::Left),
        }
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let provider = context.say(oauth_words::provider(self.wish.provider));
        let head = heading(
            Icon::People,
            context.say(texts::window_sign_in()),
            context.say(texts::sign_in_purpose(provider)),
        );
        let body = container(self.body(context)).padding([16, 18]);
        let body = scrollable(body).height(Fill).style(style::scroll);
        let more = container(self.buttons(context)).padding([8, 18]);
        let leave = button(
            Some((Icon::Dismiss, Tint::Bad)),
            &context.say(texts::button_cancel()),
            Some(Message::Left),
            Choice::Other,
        );
        let foot = footer(space(), leave.id("sign-in-leave"));
        form(column![head, body, more, foot])
            .initial_focus("sign-in-leave")
            .cancel(Message::Left)
            .into()
    }
}
