//! "E-Mail Konto": everything about one account.

mod changes;
mod check;
mod chooser;
mod counting;
mod entry;
mod message;
mod offers;
mod saving;
mod search;
mod sign_in;
mod typing;
mod view;

pub use message::{Loaded, Message};

use super::ask::{Answer, Ask, Kind};
use super::help::{Help, Topic};
use super::{Outcome, Screen};
use crate::domain::account::{Account, AccountId, StoredAccount};
use crate::domain::account_form::{AccountForm, ServerForm};
use crate::domain::diagnosis::Side;
use crate::domain::discovery::Mailbox;
use crate::domain::oauth::{OauthClient, SignedIn};
use crate::domain::secret::{Secret, SignInOf};
use crate::domain::server::{FirstFetch, PinnedCertificate, Protocol, Security};
use crate::domain::usage::Mode;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::i18n::{Text, texts};
use crate::service::Result;
use crate::service::oauth::Grant;
use changes::Changes;
use check::FirstChoice;
use chooser::Chooser;
use counting::Counting;
use entry::Loose;
use iced::{Element, Size, Task};
use saving::Order;
use search::Search;

/// The dialog of one account.
pub struct AccountDialog {
    stored: Option<StoredAccount>,
    form: AccountForm,
    loose: Loose,
    first: FirstChoice,
    /// As it was opened, to know whether anything is unsaved.
    begun: (AccountForm, Loose, FirstChoice),
    /// It came from a file and is stored nowhere yet.
    is_imported: bool,
    password: Secret,
    own_password: Option<Secret>,
    /// The same for the outgoing server alone.
    own_grant: Option<Grant>,
    own_signed_in: Option<SignedIn>,
    /// A sign-in in the browser that is not stored yet, and the stored one.
    grant: Option<Grant>,
    signed_in: Option<SignedIn>,
    /// The office's registrations with providers.
    clients: Vec<OauthClient>,
    /// Certificate exceptions as they are to be, and as they are stored.
    pins: Vec<PinnedCertificate>,
    stored_pins: Vec<PinnedCertificate>,
    others: Vec<StoredAccount>,
    /// Proven settings are there to be brought back.
    is_proven: bool,
    chooser: Chooser,
    search: Search,
    /// Somebody has chosen where the mailbox lies.
    is_deployed: bool,
    counting: Counting,
    changes: Changes,
    /// Whether no protection has been agreed to, for receiving and sending.
    agreed_plain: [bool; 2],
    question: Option<Question>,
    order: Option<Order>,
    busy: Busy,
    focus: Option<(u64, &'static str)>,
    serial: u64,
}

/// What "OK" waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Busy {
    /// Nothing.
    No,
    /// What would be removed on the server is counted.
    Counting,
    /// It is being saved.
    Saving,
}

/// What the question in front is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Question {
    /// Leave with something unsaved.
    Leave,
    /// No protection.
    Plain(Side),
    /// A proposal that is worth a question.
    Proposal(usize),
    /// A host that wants a sign-in before it says where the server is.
    Host(usize),
    /// Another account fetches the same mailbox.
    Twin,
    /// Messages will be removed on the server.
    Removal,
    /// The new password serves other sign-ins, too.
    Sharing,
    /// The keychain took no password.
    Keychain,
    /// The sign-in in the browser is ended.
    SignOut,
    /// It is saved; there was something to tell.
    Saved(AccountId),
}

impl AccountDialog {
    /// A new account.
    pub fn new() -> Self {
        Self::with(AccountForm::default(), None)
    }

    /// A new account for this use.
    pub fn for_use(mode: Mode) -> Self {
        let form = AccountForm {
            mode,
            ..AccountForm::default()
        };
        Self::with(form, None)
    }

    /// A new account with the values of a roll-out file.
    pub fn imported(account: Account) -> Self {
        Self {
            is_imported: true,
            ..Self::with(AccountForm::from(&account), None)
        }
    }

    /// A stored account.
    pub fn edit(stored: StoredAccount) -> Self {
        Self::with(AccountForm::from(&stored.account), Some(stored))
    }

    fn with(form: AccountForm, stored: Option<StoredAccount>) -> Self {
        let loose = Loose {
            since: match form.first_fetch {
                FirstFetch::Since(day) => day.strftime("%d.%m.%Y").to_string(),
                FirstFetch::All | FirstFetch::New => String::new(),
            },
            folders: form.folders.join(", "),
        };
        let first = FirstChoice::of(form.first_fetch);
        let is_deployed = stored.is_some();
        let is_plain = |server: &Option<ServerForm>| {
            let security = server.as_ref().map(|it| it.security);
            stored.is_some() && security == Some(Security::None)
        };
        Self {
            agreed_plain: [is_plain(&form.incoming), is_plain(&form.outgoing)],
            begun: (form.clone(), loose.clone(), first),
            form,
            loose,
            first,
            stored,
            is_imported: false,
            password: Secret::new(String::new()),
            own_password: None,
            own_grant: None,
            own_signed_in: None,
            grant: None,
            signed_in: None,
            clients: Vec::new(),
            pins: Vec::new(),
            stored_pins: Vec::new(),
            others: Vec::new(),
            is_proven: false,
            chooser: Chooser::default(),
            search: Search::default(),
            is_deployed,
            counting: Counting::default(),
            changes: Changes::default(),
            question: None,
            order: None,
            busy: Busy::No,
            focus: None,
            serial: 0,
        }
    }

    /// Whether anything would be lost.
    fn is_changed(&self) -> bool {
        let (form, loose, first) = &self.begun;
        self.is_imported
            || !self.form.changes(form).is_empty()
            || self.loose != *loose
            || self.first != *first
            || !self.password.reveal().is_empty()
            || self.own_password.is_some()
            || self.grant.is_some()
            || self.own_grant.is_some()
            || self.pins != self.stored_pins
    }

    fn ask(&mut self, question: Question, ask: Ask) -> Action<Message> {
        self.question = Some(question);
        Action::Open(ask.into())
    }

    fn left(&mut self) -> Action<Message> {
        if self.chooser.is_open {
            self.chooser.is_open = false;
            return Action::None;
        }
        if self.busy == Busy::Counting {
            self.busy = Busy::No;
            self.order = None;
            return Action::None;
        }
        // What is being stored cannot be left any more, and one question at a time is asked.
        if self.busy == Busy::Saving || self.question.is_some() {
            return Action::None;
        }
        if !self.is_changed() {
            return Action::Close(Outcome::Left);
        }
        let question = Ask::question(
            Kind::Warning,
            texts::account_leave_title(),
            texts::account_leave_question(),
            texts::account_leave_yes(),
        );
        self.ask(Question::Leave, question)
    }

    fn loaded(&mut self, loaded: Result<Loaded>, context: &Context) -> Action<Message> {
        match loaded {
            Ok(loaded) => {
                self.pins.clone_from(&loaded.pins);
                self.stored_pins = loaded.pins;
                self.others = loaded.others;
                self.is_proven = loaded.is_proven;
                self.signed_in = loaded.signed_in;
                self.own_signed_in = loaded.own_signed_in;
                self.clients = loaded.clients;
                Action::None
            }
            Err(error) => Action::Open(Ask::error(&error, context).into()),
        }
    }

    fn search(&mut self, context: &Context) -> Action<Message> {
        let is_exchange = self.form.protocol == Protocol::Exchange;
        match Mailbox::parse(&self.form.address) {
            Some(mailbox) => {
                let consent = self.consent(&mailbox);
                let wanted = (mailbox, is_exchange, consent);
                Action::Run(self.search.start(wanted, context, Message::Heard))
            }
            None => Action::None,
        }
    }

    fn focus_on(&mut self, id: &'static str) {
        self.serial += 1;
        self.focus = Some((self.serial, id));
    }

    fn answered(
        &mut self,
        question: Question,
        answer: Option<Answer>,
        context: &Context,
    ) -> Action<Message> {
        let is_yes = answer == Some(Answer::Yes);
        match question {
            Question::Leave if is_yes => Action::Close(Outcome::Left),
            Question::Plain(side) if is_yes => self.plain_agreed(side, context),
            Question::Proposal(at) if is_yes => {
                self.take_found(at);
                Action::None
            }
            Question::Host(at) if is_yes => self.host_agreed(at, context),
            Question::Twin if is_yes => self.twin_agreed(context),
            Question::Removal if is_yes => self.removal_agreed(context),
            Question::Sharing if answer.is_some() => self.sharing_answered(is_yes, context),
            Question::SignOut if is_yes => self.sign_out(context),
            Question::Keychain if is_yes => self.keep_until_quit(context),
            Question::Saved(id) => saving::close(id),
            _ => {
                self.order = None;
                Action::None
            }
        }
    }
}

impl Default for AccountDialog {
    fn default() -> Self {
        Self::new()
    }
}

impl Screen for AccountDialog {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_account()
    }

    fn size(&self) -> Size {
        Size::new(690.0, 700.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        let id = self.stored.as_ref().map(|it| it.id);
        context.ask(
            move |office| {
                let (pins, proven) = match id {
                    Some(id) => (office.pinned_certificates(id)?, office.proven_account(id)?),
                    None => (Vec::new(), None),
                };
                let signed_in = id.map(|id| office.signed_in(id)).transpose()?;
                let own = id.map(|id| office.signed_in(SignInOf::outgoing(id)));
                Ok(Loaded {
                    pins,
                    others: office.accounts()?,
                    is_proven: proven.is_some(),
                    signed_in: signed_in.flatten(),
                    own_signed_in: own.transpose()?.flatten(),
                    clients: office.oauth_clients()?,
                })
            },
            |loaded| Message::Loaded(Box::new(loaded)),
        )
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(loaded) => return self.loaded(*loaded, context),
            Message::Typed(entry, text) => self.typed(entry, text),
            Message::Password(secret) => self.password_typed(secret),
            Message::Auth(auth) => self.set_auth(auth),
            Message::SignIn => return self.sign_in(),
            Message::SignOut => return self.ask_sign_out(),
            Message::SignedOut(out) => return self.signed_out(out, context),
            Message::Registration => return self.registration(),
            Message::Clients(read) => self.clients = read.unwrap_or_default(),
            Message::Protocol(protocol) => self.protocol(protocol),
            Message::Deployment(deployment) => self.deployment(deployment),
            Message::ForGood(is_on) => {
                self.form.remove_for_good = is_on;
                self.changes.touched("remove_for_good");
            }
            Message::Removes(removes) => {
                self.form.remove_after_fetch = removes;
                self.changes.touched("after_fetch");
            }
            Message::First(first) => self.first = first,
            Message::Encrypted(side, is_on) => return self.encrypted(side, is_on),
            Message::Security(side, security) => self.set_security(side, security),
            Message::SignsIn(is_on) => self.signs_in(is_on),
            Message::SmtpAuth => return self.smtp_auth(),
            Message::Chooser(message) => self.choose(message),
            Message::Offered => self.take_offered(),
            Message::Search => return self.search(context),
            Message::Ispdb(is_on) => {
                self.search.asks_ispdb = is_on;
                return self.search(context);
            }
            Message::Heard(serial, heard) => {
                if let Some(deployment) = self.search.hear(serial, heard, context) {
                    self.preselect(deployment);
                }
            }
            Message::Confirm(at) => return self.ask_host(at),
            Message::TakeFound(at) => return self.ask_found(at),
            Message::HideSearch => self.search.hide(),
            Message::Count => return self.count(context),
            Message::Counted(serial, counted) => self.counting.end(serial, counted),
            Message::Revoke(at) => {
                if at < self.pins.len() {
                    self.pins.remove(at);
                }
            }
            Message::Proven => return self.read_proven(context),
            Message::ProvenRead(read) => return self.proven_read(*read, context),
            Message::Undo => self.undo(),
            Message::Seen => self.changes.seen(),
            Message::Test => return self.test(),
            Message::Ok => return self.ok(context),
            Message::RemovalCounted(counted) => return self.removal_counted(counted),
            Message::Saved(saved) => return self.saved(saved, context),
            Message::Help => return Action::Open(Help::new(Topic::Account).into()),
            Message::Left => return self.left(),
        }
        Action::None
    }

    fn returned(&mut self, outcome: Outcome, context: &Context) -> Action<Message> {
        if let Some(question) = self.question.take() {
            let answer = match outcome {
                Outcome::Answered(answer) => Some(answer),
                _ => None,
            };
            return self.answered(question, answer, context);
        }
        match outcome {
            Outcome::SmtpAuth(chosen) => self.smtp_auth_chosen(chosen),
            Outcome::Tested(tested) => self.tested(tested),
            Outcome::SignedIn(grant) => self.signed_in(*grant),
            Outcome::Registered => return self.registered(context),
            _ => {}
        }
        Action::None
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        view::view(self, context)
    }
}
