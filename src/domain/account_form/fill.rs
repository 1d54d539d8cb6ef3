//! What fills or changes a form as a whole: a chosen provider, a proposal of the search, a repair of
//! the account test, proven settings; and what has changed by it.

use super::{AccountForm, AuthChoice, ServerForm};
use crate::domain::account::{Account, Field};
use crate::domain::diagnosis::Side;
use crate::domain::discovery::{Proposal, Service, Target};
use crate::domain::preset::{Preset, PresetServer};
use crate::domain::repair::Repair;
use crate::domain::server::{
    Deployment, EWS_PATH, IncomingAuth, Protocol, Security, incoming_port, outgoing_port,
};

/// A field whose value is another one now; the values as words of the roll-out file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Field.
    pub field: Field,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub now: String,
}

/// A port and a protection that usually do not belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OddPairing {
    /// The port usually means STARTTLS.
    UsuallyStartTls,
    /// The port usually means TLS at once.
    UsuallyTls,
}

/// Whether port and protection are an unusual pair (RFC 8314 section 3).
pub fn odd_pairing(port: &str, security: Security) -> Option<OddPairing> {
    match (port.trim(), security) {
        ("587" | "143" | "110", Security::Tls) => Some(OddPairing::UsuallyStartTls),
        ("465" | "993" | "995", Security::StartTls) => Some(OddPairing::UsuallyTls),
        _ => None,
    }
}

/// Whether the name is one of a Windows domain (`DOMAIN\user`), which mail servers rarely take.
pub fn is_domain_login(user: &str) -> bool {
    user.contains('\\')
}

impl ServerForm {
    fn take(&mut self, server: &PresetServer) {
        self.host.clone_from(&server.host);
        self.security = server.security();
        if let Some(port) = server.port {
            self.port = port.to_string();
        }
    }

    fn aim(&mut self, target: &Target) {
        self.host.clone_from(&target.host);
        self.port = target.port.to_string();
        self.security = target.security;
    }
}

impl AccountForm {
    /// Changes the protocol; the port follows only while it holds a default value, the server only
    /// while it is the one of the chosen provider.
    pub fn set_protocol(&mut self, protocol: Protocol, preset: Option<&Preset>) {
        let before = self.protocol;
        self.protocol = protocol;
        if protocol == Protocol::Pop3 {
            self.folders = vec!["INBOX".to_owned()];
        }
        let Some(server) = &mut self.incoming else {
            return;
        };
        if server.port == incoming_port(before, server.security).to_string() {
            server.port = incoming_port(protocol, server.security).to_string();
        }
        let of = |protocol| preset.and_then(|it| it.incoming(protocol));
        if let (Some(from), Some(to)) = (of(before), of(protocol))
            && from.host == server.host.trim()
        {
            server.take(to);
        }
    }

    /// Changes the protection of the incoming server; see [`ServerForm::set_security`].
    pub fn set_incoming_security(&mut self, security: Security) {
        let protocol = self.protocol;
        if let Some(server) = &mut self.incoming {
            server.set_security(security, |it| incoming_port(protocol, it));
        }
    }

    /// Changes the protection of the outgoing server; see [`ServerForm::set_security`].
    pub fn set_outgoing_security(&mut self, security: Security) {
        if let Some(server) = &mut self.outgoing {
            server.set_security(security, outgoing_port);
        }
    }

    /// Changes the address; the user names follow while they are those that the chosen provider
    /// derives from it.
    pub fn set_address(&mut self, address: String, preset: Option<&Preset>) {
        let before = std::mem::replace(&mut self.address, address);
        let Some(preset) = preset else { return };
        let follow = |user: &mut String, derive: &dyn Fn(&str) -> Option<String>| {
            if derive(&before).is_some_and(|it| it == *user) {
                *user = derive(&self.address).unwrap_or_default();
            }
        };
        if let Some(server) = &mut self.incoming {
            follow(&mut server.user, &|it| preset.user(it));
        }
        if let Some(server) = &mut self.outgoing {
            follow(&mut server.user, &|it| preset.outgoing_user(it));
        }
    }

    /// Fills in what is known of a provider: both servers with ports and protection, the sign-in for
    /// sending, the user name derived from the address. A provider without the chosen protocol
    /// changes the protocol.
    pub fn take_preset(&mut self, preset: &Preset) {
        let known = [self.protocol, Protocol::Imap, Protocol::Pop3];
        let found = known
            .into_iter()
            .find_map(|it| Some((it, preset.incoming(it)?)));
        let user = preset.user(&self.address);
        if let Some((protocol, server)) = found {
            self.set_protocol(protocol, None);
            let incoming = self.incoming.get_or_insert_default();
            incoming.take(server);
        }
        if let (Some(incoming), Some(user)) = (&mut self.incoming, &user) {
            incoming.user.clone_from(user);
        }
        let Some(server) = preset.outgoing() else {
            return;
        };
        let outgoing = self.outgoing.get_or_insert_default();
        outgoing.take(server);
        match preset.outgoing_user(&self.address) {
            Some(own) if Some(&own) != user.as_ref() => {
                outgoing.user = own;
                self.outgoing_auth = AuthChoice::Own;
            }
            _ => {
                outgoing.user.clear();
                self.outgoing_auth = AuthChoice::Same;
            }
        }
    }

    /// Fills in a server that the search has found, and the user name if its source says it.
    pub fn take_proposal(&mut self, proposal: &Proposal) {
        let Some(target) = &proposal.target else {
            return;
        };
        let protocol = match proposal.service {
            Service::Imap => Protocol::Imap,
            Service::Pop3 => Protocol::Pop3,
            Service::Smtp => return self.take_outgoing(target, proposal.user.as_ref()),
            Service::Exchange => Protocol::Exchange,
        };
        self.set_protocol(protocol, None);
        if protocol == Protocol::Exchange {
            self.deploy(Deployment::Ews);
        }
        let server = self.incoming.get_or_insert_default();
        server.aim(target);
        if let Some(path) = proposal.path.as_ref().filter(|it| *it != EWS_PATH) {
            server.host = format!("https://{}{path}", target.host);
        }
        if let Some(user) = &proposal.user {
            server.user.clone_from(user);
        }
    }

    /// Puts the mailbox into the house or into the cloud, and the sign-in that belongs there.
    pub fn deploy(&mut self, deployment: Deployment) {
        self.deployment = deployment;
        // The cloud takes no passwords, a server in the house no tokens.
        self.incoming_auth = match deployment {
            Deployment::Graph => IncomingAuth::Oauth2,
            Deployment::Ews => IncomingAuth::Password,
        };
    }

    fn take_outgoing(&mut self, target: &Target, user: Option<&String>) {
        let server = self.outgoing.get_or_insert_default();
        server.aim(target);
        let same = self.incoming.as_ref().map_or("", |it| it.user.trim());
        match user {
            Some(user) if !same.is_empty() && user != same => {
                server.user.clone_from(user);
                self.outgoing_auth = AuthChoice::Own;
            }
            _ if self.outgoing_auth == AuthChoice::None => self.outgoing_auth = AuthChoice::Same,
            _ => {}
        }
    }

    /// Makes the changes that the account test proposed.
    pub fn take_repair(&mut self, side: Side, repair: &Repair) {
        if let Some(address) = &repair.address {
            self.address.clone_from(address);
        }
        if let (Side::Incoming, Some(protocol)) = (side, repair.protocol) {
            self.set_protocol(protocol, None);
        }
        if let (Side::Incoming, Some(deployment)) = (side, repair.deployment) {
            self.deploy(deployment);
        }
        if side == Side::Incoming && repair.leave_on_server {
            self.remove_after_fetch = false;
            self.remove_after_days.clear();
        }
        if side == Side::Outgoing && repair.sign_in_to_send {
            self.outgoing_auth = AuthChoice::Same;
        }
        let takes_user = side == Side::Incoming || self.outgoing_auth.has_user();
        let server = match side {
            Side::Incoming => self.incoming.as_mut(),
            Side::Outgoing => self.outgoing.as_mut(),
        };
        let Some(server) = server else { return };
        if let Some(host) = repair.url().or_else(|| repair.host.clone()) {
            server.host = host;
        }
        if let Some(port) = repair.port {
            server.port = port.to_string();
        }
        server.security = repair.security.unwrap_or(server.security);
        if let (Some(user), true) = (&repair.user, takes_user) {
            server.user.clone_from(user);
        }
    }

    /// Brings back settings of this account; its use stays as it is.
    pub fn take_settings(&mut self, account: &Account) {
        let then = Self::from(account);
        *self = Self {
            active: self.active,
            mode: self.mode,
            owner: std::mem::take(&mut self.owner),
            datenpool: std::mem::take(&mut self.datenpool),
            app_copy: std::mem::take(&mut self.app_copy),
            kanzlei: self.kanzlei,
            incoming: then.incoming.or_else(|| self.incoming.take()),
            outgoing: then.outgoing.or_else(|| self.outgoing.take()),
            ..then
        };
    }

    /// What is another value now than in `before`, in the order of the form.
    pub fn changes(&self, before: &Self) -> Vec<Change> {
        let pairs = before.values().into_iter().zip(self.values());
        pairs
            .filter(|(before, now)| before != now)
            .map(|((field, before), (_, now))| Change { field, before, now })
            .collect()
    }

    /// Every field that the dialog shows, with its value as a word.
    fn values(&self) -> Vec<(Field, String)> {
        let host = |it: &Option<ServerForm>| it.as_ref().map_or("", |it| it.host.trim()).to_owned();
        let port = |it: &Option<ServerForm>| it.as_ref().map_or("", |it| it.port.trim()).to_owned();
        let user = |it: &Option<ServerForm>| it.as_ref().map_or("", |it| it.user.trim()).to_owned();
        let security = |it: &Option<ServerForm>| {
            let word = it.as_ref().map(|it| it.security.word());
            word.unwrap_or_default().to_owned()
        };
        let auth = match self.outgoing_auth {
            AuthChoice::Same => "same",
            AuthChoice::Own => "own",
            AuthChoice::Oauth2 => "oauth2",
            AuthChoice::None => "none",
        };
        let after_fetch = match self.remove_after_fetch {
            true => "remove",
            false => "leave",
        };
        let own = match self.outgoing_auth {
            AuthChoice::Own | AuthChoice::Oauth2 => user(&self.outgoing),
            AuthChoice::Same | AuthChoice::None => String::new(),
        };
        vec![
            ("name", self.name.trim().to_owned()),
            ("address", self.address.trim().to_owned()),
            ("incoming.protocol", self.protocol.word().to_owned()),
            ("incoming.host", host(&self.incoming)),
            ("incoming.port", port(&self.incoming)),
            ("incoming.user", user(&self.incoming)),
            ("incoming.deployment", self.deployment.word().to_owned()),
            ("incoming.mailbox", self.mailbox.trim().to_owned()),
            ("incoming.auth", self.incoming_auth.word().to_owned()),
            ("after_fetch", after_fetch.to_owned()),
            ("remove_for_good", self.remove_for_good.to_string()),
            (
                "remove_after_days",
                self.remove_after_days.trim().to_owned(),
            ),
            ("incoming.security", security(&self.incoming)),
            ("first_fetch", self.first_fetch.word()),
            ("outgoing.host", host(&self.outgoing)),
            ("outgoing.port", port(&self.outgoing)),
            ("outgoing.auth", auth.to_owned()),
            ("outgoing.user", own),
            ("outgoing.security", security(&self.outgoing)),
            ("folders", self.folders.join(", ")),
            ("interval_minutes", self.interval.trim().to_owned()),
        ]
    }

    /// Gives the changed fields the values of `before` again, and leaves the others alone.
    pub fn put_back(&mut self, changes: &[Change], before: &Self) {
        for change in changes {
            self.copy(change.field, before);
        }
    }

    fn copy(&mut self, field: Field, from: &Self) {
        let incoming = self.incoming.get_or_insert_default();
        let outgoing = self.outgoing.get_or_insert_default();
        let (before_in, before_out) = (
            from.incoming.clone().unwrap_or_default(),
            from.outgoing.clone().unwrap_or_default(),
        );
        match field {
            "name" => self.name.clone_from(&from.name),
            "address" => self.address.clone_from(&from.address),
            "incoming.protocol" => self.protocol = from.protocol,
            "incoming.host" => incoming.host = before_in.host,
            "incoming.port" => incoming.port = before_in.port,
            "incoming.user" => incoming.user = before_in.user,
            "incoming.auth" => self.incoming_auth = from.incoming_auth,
            "incoming.security" => incoming.security = before_in.security,
            "incoming.deployment" => self.deployment = from.deployment,
            "incoming.mailbox" => self.mailbox.clone_from(&from.mailbox),
            "remove_for_good" => self.remove_for_good = from.remove_for_good,
            "after_fetch" => self.remove_after_fetch = from.remove_after_fetch,
            "remove_after_days" => self.remove_after_days.clone_from(&from.remove_after_days),
            "first_fetch" => self.first_fetch = from.first_fetch,
            "outgoing.host" => outgoing.host = before_out.host,
            "outgoing.port" => outgoing.port = before_out.port,
            "outgoing.user" => outgoing.user = before_out.user,
            "outgoing.security" => outgoing.security = before_out.security,
            "outgoing.auth" => self.outgoing_auth = from.outgoing_auth,
            "folders" => self.folders.clone_from(&from.folders),
            "interval_minutes" => self.interval.clone_from(&from.interval),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
