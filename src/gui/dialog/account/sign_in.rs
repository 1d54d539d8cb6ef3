//! "Authentifizierung": a password, or a sign-in in the browser.

use super::{AccountDialog, Message, Question};
use crate::domain::oauth::{Provider, Resource, SignedIn};
use crate::domain::preset::Preset;
use crate::domain::server::{Deployment, GRAPH_HOST, IncomingAuth, Protocol};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::app_registration::AppRegistration;
use crate::gui::dialog::ask::{Ask, Kind};
use crate::gui::dialog::sign_in::SignIn;
use crate::i18n::texts;
use crate::service::Result;
use crate::service::oauth::{Grant, SignInWish, SignedOut};
use crate::service::oauth_words;

impl AccountDialog {
    /// Whether the person signs in in the browser.
    pub(super) fn uses_oauth(&self) -> bool {
        self.form.incoming_auth == IncomingAuth::Oauth2
    }

    /// Whether the mailbox lies in Microsoft's cloud and is reached by Graph.
    fn is_cloud(&self) -> bool {
        let is_exchange = self.form.protocol == Protocol::Exchange;
        is_exchange && self.form.deployment == Deployment::Graph
    }

    /// Who hands out tokens for the server in the form.
    pub(super) fn provider(&self) -> Provider {
        let server = self.form.incoming.as_ref();
        Provider::of_host(match self.is_cloud() {
            true => GRAPH_HOST,
            false => server.map_or("", |it| it.host.trim()),
        })
    }

    /// Whether the office is registered there.
    pub(super) fn is_registered(&self) -> bool {
        let provider = self.provider();
        self.clients.iter().any(|it| it.provider == provider)
    }

    /// The sign-in as it is: a new one that is not stored yet, or the stored one.
    pub(super) fn standing(&self) -> Option<&SignedIn> {
        let new = self.grant.as_ref().map(|it| &it.signed_in);
        new.or(self.signed_in.as_ref())
            .filter(|it| it.provider == self.provider())
    }

    pub(super) fn set_auth(&mut self, auth: IncomingAuth) {
        self.form.incoming_auth = auth;
        self.changes.touched("incoming.auth");
        self.changes.touched("incoming.password");
        self.counting.forget();
    }

    /// A provider that takes no passwords any more, or that the office is registered with, is signed
    /// in to in the browser.
    pub(super) fn auth_of_preset(&mut self, preset: &Preset) {
        let provider = self.provider();
        let is_wanted = preset.wants_oauth()
            && match provider {
                Provider::Microsoft => true,
                Provider::Google => self.is_registered(),
                Provider::Own => false,
            };
        self.form.incoming_auth = match is_wanted {
            true => IncomingAuth::Oauth2,
            false => IncomingAuth::Password,
        };
    }

    pub(super) fn sign_in(&self) -> Action<Message> {
        if !self.is_registered() {
            return self.registration();
        }
        let server = self.form.incoming.as_ref();
        let user = server.map_or("", |it| it.user.trim());
        let address = match user.is_empty() {
            true => self.form.address.trim(),
            false => user,
        };
        let wish = SignInWish {
            provider: self.provider(),
            resource: Resource::wanted(self.is_cloud(), &self.form.mailbox),
            address: address.to_owned(),
        };
        Action::Open(SignIn::new(wish).into())
    }

    pub(super) fn registration(&self) -> Action<Message> {
        Action::Open(AppRegistration::new(self.provider()).into())
    }

    pub(super) fn signed_in(&mut self, grant: Grant) {
        self.grant = Some(grant);
        self.changes.touched("incoming.password");
        self.counting.forget();
    }

    /// A sign-in that is not stored yet is simply forgotten.
    pub(super) fn ask_sign_out(&mut self) -> Action<Message> {
        if self.grant.take().is_some() || self.signed_in.is_none() {
            return Action::None;
        }
        let ask = Ask::question(
            Kind::Warning,
            texts::window_sign_in(),
            texts::sign_out_question(),
            texts::sign_out_yes(),
        );
        self.ask(Question::SignOut, ask)
    }

    pub(super) fn sign_out(&mut self, context: &Context) -> Action<Message> {
        let Some(id) = self.stored.as_ref().map(|it| it.id) else {
            return Action::None;
        };
        Action::Run(context.wait(
            move |office| async move { office.sign_out(id).await },
            Message::SignedOut,
        ))
    }

    pub(super) fn signed_out(
        &mut self,
        out: Result<SignedOut>,
        context: &Context,
    ) -> Action<Message> {
        let out = match out {
            Ok(out) => out,
            Err(error) => return Action::Open(Ask::error(&error, context).into()),
        };
        self.signed_in = None;
        if out.revoked {
            return Action::Changed;
        }
        let words = oauth_words::left_with(out.provider);
        let told = Ask::message(Kind::Information, texts::window_sign_in(), words);
        Action::Changed.and(Action::Open(told.into()))
    }

    /// Reads the registrations again.
    pub(super) fn registered(&self, context: &Context) -> Action<Message> {
        Action::Run(context.ask(|office| office.oauth_clients(), Message::Clients))
    }
}
