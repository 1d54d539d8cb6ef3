//! "App-Registrierung": the office's own registration with Microsoft, Google or an issuer of its own,
//! typed or taken over from the file that an administrator hands out.

use super::ask::{Answer, Ask, Kind};
use super::{Outcome, Screen};
use crate::domain::account::FieldError;
use crate::domain::oauth::{OauthClient, Provider};
use crate::domain::oauth_file::{self, ClientFile};
use crate::domain::secret::Secret;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint};
use crate::gui::widget::{
    Choice, Direction, LABEL_WIDTH, button, fault, footer, form, heading, hint, label, options,
    password_field, read_only, selectable, wide_field,
};
use crate::i18n::{Text, texts};
use crate::service::{Error, Result, notice, oauth_words};
use iced::widget::{column, container, row, text_editor};
use iced::{Element, Fill, Size, Task};
use std::path::PathBuf;
use std::time::{Duration, Instant};

const PROVIDER: &str = "app-provider";

/// Nobody leaves a file window as fast as this: it was never there.
const TOO_FAST: Duration = Duration::from_millis(250);

/// The dialog.
pub struct AppRegistration {
    known: Vec<OauthClient>,
    client: OauthClient,
    key: Secret,
    faults: Vec<FieldError>,
    guide: text_editor::Content,
    is_busy: bool,
    asks_removal: bool,
}

/// A field to type in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// "Anwendungs-ID (Client)".
    Client,
    /// "Verzeichnis-ID (Mandant)".
    Tenant,
    /// "Adresse des Anmeldedienstes".
    Issuer,
    /// "Bereich (Scope)".
    Scope,
}

impl Entry {
    fn field(self) -> &'static str {
        match self {
            Self::Client => "client_id",
            Self::Tenant => "tenant",
            Self::Issuer => "issuer",
            Self::Scope => "scope",
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Client => "app-client",
            Self::Tenant => "app-tenant",
            Self::Issuer => "app-issuer",
            Self::Scope => "app-scope",
        }
    }

    fn label(self) -> Text {
        match self {
            Self::Client => texts::app_label_client(),
            Self::Tenant => texts::app_label_tenant(),
            Self::Issuer => texts::app_label_issuer(),
            Self::Scope => texts::app_label_scope(),
        }
    }

    fn place(self, client: &mut OauthClient) -> &mut String {
        match self {
            Self::Client => &mut client.client_id,
            Self::Tenant => &mut client.tenant,
            Self::Issuer => &mut client.issuer,
            Self::Scope => &mut client.scope,
        }
    }

    fn value(self, client: &OauthClient) -> &str {
        match self {
            Self::Client => &client.client_id,
            Self::Tenant => &client.tenant,
            Self::Issuer => &client.issuer,
            Self::Scope => &client.scope,
        }
    }
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The registrations have been read.
    Loaded(Result<Vec<OauthClient>>),
    /// Another provider.
    Provider(Provider),
    /// Typed in a field.
    Typed(Entry, String),
    /// "Clientschlüssel".
    Key(Secret),
    /// Something in the guide.
    Guide(text_editor::Action),
    /// "Aus Datei übernehmen…".
    Import,
    /// A file was chosen, none, or there is no file window.
    Chosen(std::result::Result<Option<PathBuf>, ()>),
    /// The file has been read.
    Read(Box<Result<ClientFile>>),
    /// "Entfernen".
    Remove,
    /// It is removed.
    Removed(Result<bool>),
    /// "OK und Schließen".
    Ok,
    /// It is kept.
    Saved(Result<()>),
    /// "Abbruch und Schließen".
    Left,
}

fn empty(provider: Provider) -> OauthClient {
    OauthClient {
        provider,
        client_id: String::new(),
        tenant: String::new(),
        issuer: String::new(),
        scope: String::new(),
    }
}

impl AppRegistration {
    /// Opens it with this provider.
    pub fn new(provider: Provider) -> Self {
        Self {
            known: Vec::new(),
            client: empty(provider),
            key: Secret::new(String::new()),
            faults: Vec::new(),
            guide: text_editor::Content::new(),
            is_busy: false,
            asks_removal: false,
        }
    }

    fn stored(&self) -> Option<&OauthClient> {
        let provider = self.client.provider;
        self.known.iter().find(|it| it.provider == provider)
    }

    fn show(&mut self, provider: Provider, context: &Context) {
        self.client.provider = provider;
        self.client = self.stored().cloned().unwrap_or_else(|| empty(provider));
        self.key = Secret::new(String::new());
        self.faults.clear();
        let guide = context.say(oauth_words::guide(provider));
        self.guide = text_editor::Content::with_text(&guide);
    }

    fn import(context: &Context) -> Action<Message> {
        let kind = context.say(texts::app_file_kind());
        let dialog = rfd::AsyncFileDialog::new()
            .set_title(context.say(texts::app_button_import()))
            .add_filter(kind, &["toml", "txt"]);
        let (begun, choosing) = (Instant::now(), dialog.pick_file());
        Action::Run(Task::future(async move {
            Message::Chosen(match choosing.await {
                None if begun.elapsed() < TOO_FAST => Err(()),
                chosen => Ok(chosen.map(|it| it.path().to_owned())),
            })
        }))
    }

    fn read(&mut self, read: Result<ClientFile>, context: &Context) -> Action<Message> {
        match read {
            Ok(file) => {
                self.show(file.client.provider, context);
                self.client = file.client;
                self.key = file.key.unwrap_or_else(|| Secret::new(String::new()));
                Action::None
            }
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
    }

    fn ok(&mut self, context: &Context) -> Action<Message> {
        if self.is_busy {
            return Action::None;
        }
        let client = match oauth_file::check(&self.client) {
            Ok(client) => client,
            Err(faults) => {
                self.faults = faults;
                return Action::None;
            }
        };
        self.is_busy = true;
        let key = Some(&self.key).filter(|it| !it.reveal().trim().is_empty());
        let file = ClientFile {
            client,
            key: key.cloned(),
        };
        Action::Run(context.wait(
            |office| async move { office.set_oauth_client(&file).await },
            Message::Saved,
        ))
    }

    fn saved(&mut self, saved: Result<()>, context: &Context) -> Action<Message> {
        self.is_busy = false;
        match saved {
            Ok(()) => Action::Changed.and(Action::Close(Outcome::Registered)),
            Err(Error::Form(faults)) => {
                self.faults = faults;
                Action::None
            }
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
    }

    fn ask_removal(&mut self, context: &Context) -> Action<Message> {
        self.asks_removal = true;
        let provider = context.say(oauth_words::provider(self.client.provider));
        let ask = Ask::question(
            Kind::Warning,
            texts::window_app_registration(),
            texts::app_remove_question(provider),
            texts::app_remove_yes(),
        );
        Action::Open(ask.into())
    }

    fn row<'a>(
        &self,
        words: Text,
        control: impl Into<Element<'a, Message>>,
        below: Vec<Element<'a, Message>>,
        context: &Context,
    ) -> Element<'a, Message> {
        let words = container(label(&context.say(words))).width(LABEL_WIDTH);
        let right = column![control.into(), column(below).spacing(3)].spacing(3);
        row![words.padding([6, 0]), right.width(Fill)]
            .spacing(8)
            .into()
    }

    fn faults<'a>(&self, field: &str, context: &Context) -> Vec<Element<'a, Message>> {
        let own = self.faults.iter().filter(|it| it.field == field);
        own.map(|it| fault(context.say(notice::fault(&it.fault))))
            .collect()
    }

    fn entry<'a>(&'a self, entry: Entry, context: &'a Context) -> Element<'a, Message> {
        let below = self.faults(entry.field(), context);
        let typed = move |it| Message::Typed(entry, it);
        let value = entry.value(&self.client);
        let control = wide_field(entry.id(), value, typed, !below.is_empty());
        self.row(entry.label(), control, below, context)
    }

    fn key<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let mut below = self.faults("client_key", context);
        let typed = |it: String| Message::Key(Secret::new(it));
        let has_fault = !below.is_empty();
        let control = password_field("app-key", self.key.reveal(), Some(typed), has_fault);
        if self.stored().is_some() && self.key.reveal().is_empty() {
            below.push(hint(context.say(texts::app_key_kept())));
        }
        self.row(texts::app_label_key(), control, below, context)
    }

    fn fields<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let none = || Element::from(column![]);
        let (second, third) = match self.client.provider {
            Provider::Microsoft => (self.entry(Entry::Tenant, context), none()),
            Provider::Google => (self.key(context), none()),
            Provider::Own => (
                self.entry(Entry::Issuer, context),
                self.entry(Entry::Scope, context),
            ),
        };
        column![self.entry(Entry::Client, context), second, third]
            .spacing(8)
            .into()
    }
}

impl Screen for AppRegistration {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_app_registration()
    }

    fn size(&self) -> Size {
        Size::new(810.0, 640.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        context.ask(|office| office.oauth_clients(), Message::Loaded)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(Ok(known)) => {
                self.known = known;
                self.show(self.client.provider, context);
            }
            Message::Loaded(Err(error)) | Message::Removed(Err(error)) => {
                self.is_busy = false;
                return Action::Open(Ask::error(&error, context).into());
            }
            Message::Provider(provider) => self.show(provider, context),
            Message::Typed(entry, text) => {
                *entry.place(&mut self.client) = text;
                self.faults.retain(|it| it.field != entry.field());
            }
            Message::Key(key) => {
                self.key = key;
                self.faults.retain(|it| it.field != "client_key");
            }
            Message::Guide(action) => read_only(&mut self.guide, action),
            Message::Import => return Self::import(context),
            Message::Chosen(Ok(Some(file))) => {
                let reading = context.ask(
                    move |office| office.read_oauth_file(&file),
                    |it| Message::Read(Box::new(it)),
                );
                return Action::Run(reading);
            }
            Message::Chosen(Ok(None)) => {}
            Message::Chosen(Err(())) => {
                let words = texts::app_no_file_dialog();
                let ask = Ask::message(Kind::Error, texts::window_error(), words);
                return Action::Open(ask.into());
            }
            Message::Read(read) => return self.read(*read, context),
            Message::Remove => return self.ask_removal(context),
            Message::Removed(Ok(_)) => {
                return Action::Changed.and(Action::Close(Outcome::Registered));
            }
            Message::Ok => return self.ok(context),
            Message::Saved(saved) => return self.saved(saved, context),
            Message::Left => return Action::Close(Outcome::Left),
        }
        Action::None
    }

    fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
        let is_yes = matches!(outcome, Outcome::Answered(Answer::Yes));
        if !(std::mem::take(&mut self.asks_removal) && is_yes) {
            return Action::None;
        }
        let provider = self.client.provider;
        Action::Run(context.wait(
            move |office| async move { office.remove_oauth_client(provider).await },
            Message::Removed,
        ))
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |it: Text| context.say(it);
        let head = heading(
            Icon::Certificate,
            say(texts::window_app_registration()),
            say(texts::app_purpose()),
        );
        let items = Provider::ALL
            .map(|it| (say(oauth_words::provider(it)), it))
            .to_vec();
        let chosen = self.client.provider;
        let choice = options(Direction::Beside, items, chosen, Message::Provider).id(PROVIDER);
        let guide = selectable("app-guide", &self.guide, Message::Guide)
            .height(Fill)
            .framed();
        let body = column![
            self.row(
                texts::app_label_provider(),
                container(choice).padding([6, 0]),
                Vec::new(),
                context
            ),
            self.fields(context),
            label(&say(texts::app_label_guide())),
            guide,
        ]
        .spacing(8);
        let body = container(body).padding([14, 18]).height(Fill);
        let own = |picture, words: Text, message: Option<Message>| {
            button(picture, &say(words), message, Choice::Other)
        };
        let import = own(
            Some((Icon::Import, Tint::Accent)),
            texts::app_button_import(),
            Some(Message::Import),
        );
        let remove = self.stored().is_some().then_some(Message::Remove);
        let remove = own(
            Some((Icon::Delete, Tint::Bad)),
            texts::app_button_remove(),
            remove,
        );
        let ok = button(
            Some((Icon::Check, Tint::Good)),
            &say(texts::button_ok_close()),
            (!self.is_busy).then_some(Message::Ok),
            Choice::Default,
        );
        let leave = own(
            Some((Icon::Dismiss, Tint::Bad)),
            texts::button_cancel_close(),
            Some(Message::Left),
        );
        let foot = footer(row![import, remove].spacing(8), row![ok, leave].spacing(8));
        form(column![head, body, foot])
            .initial_focus(PROVIDER)
            .default_button(Message::Ok)
            .cancel(Message::Left)
            .into()
    }
}
