//! What would mend a failed account test: changes to named fields.

use crate::domain::account::Account;
use crate::domain::diagnosis::Side;
use crate::domain::server::{
    AfterFetch, Deployment, EWS_PATH, Endpoint, GRAPH_HOST, Incoming, IncomingAuth, OutgoingAuth,
    Protocol, Security,
};

/// Changes to named fields of one server that would mend a failure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Repair {
    /// Protocol of the incoming server.
    pub protocol: Option<Protocol>,
    /// Where an Exchange mailbox lies.
    pub deployment: Option<Deployment>,
    /// Host name.
    pub host: Option<String>,
    /// Path of an Exchange server's address.
    pub path: Option<String>,
    /// Port.
    pub port: Option<u16>,
    /// Protection.
    pub security: Option<Security>,
    /// Name to sign in with.
    pub user: Option<String>,
    /// Whether messages stay on the server.
    pub leave_on_server: bool,
    /// Sign in at the outgoing server as at the incoming one.
    pub sign_in_to_send: bool,
    /// Sender address.
    pub address: Option<String>,
}

impl Repair {
    /// The changed fields with their new values, under the names of the roll-out file.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = Vec::new();
        let mut add = |name, value: Option<String>| fields.extend(value.map(|it| (name, it)));
        add("protocol", self.protocol.map(|it| it.word().to_owned()));
        let deployment = self.deployment.map(|it| it.word().to_owned());
        add("deployment", deployment);
        match self.url() {
            Some(url) => add("url", Some(url)),
            None => add("host", self.host.clone()),
        }
        add("port", self.port.map(|it| it.to_string()));
        add("security", self.security.map(|it| it.word().to_owned()));
        add("user", self.user.clone());
        add(
            "after_fetch",
            self.leave_on_server.then(|| "leave".to_owned()),
        );
        add("auth", self.sign_in_to_send.then(|| "same".to_owned()));
        add("address", self.address.clone());
        fields
    }

    /// The whole address of an Exchange server whose services are not where they usually are.
    pub fn url(&self) -> Option<String> {
        let path = self.path.as_ref().filter(|it| *it != EWS_PATH)?;
        let host = self.host.as_ref()?;
        Some(format!("https://{host}{path}"))
    }

    /// The account with these changes.
    pub fn apply(&self, side: Side, account: &Account) -> Account {
        let mut account = account.clone();
        if let Some(address) = &self.address {
            account.address.clone_from(address);
        }
        let endpoint = match side {
            Side::Incoming => account.incoming.as_mut().map(|it| {
                it.protocol = self.protocol.unwrap_or(it.protocol);
                self.deploy(it);
                if let Some(user) = &self.user {
                    it.user.clone_from(user);
                }
                if self.leave_on_server {
                    it.after_fetch = AfterFetch::Leave;
                }
                if it.protocol == Protocol::Pop3 {
                    it.folders = vec!["INBOX".to_owned()];
                }
                &mut it.endpoint
            }),
            Side::Outgoing => account.outgoing.as_mut().map(|it| {
                if self.sign_in_to_send {
                    it.auth = OutgoingAuth::Same;
                }
                if let (
                    Some(user),
                    OutgoingAuth::Own { user: own } | OutgoingAuth::Oauth2 { user: own },
                ) = (&self.user, &mut it.auth)
                {
                    own.clone_from(user);
                }
                &mut it.endpoint
            }),
        };
        if let Some(endpoint) = endpoint {
            if let Some(host) = &self.host {
                endpoint.host.clone_from(host);
            }
            endpoint.port = self.port.unwrap_or(endpoint.port);
            endpoint.security = self.security.unwrap_or(endpoint.security);
        }
        account
    }

    /// Where an Exchange mailbox lies, and how it is reached there.
    fn deploy(&self, incoming: &mut Incoming) {
        if let Some(path) = &self.path {
            incoming.exchange.path.clone_from(path);
        }
        let Some(deployment) = self.deployment else {
            return;
        };
        incoming.exchange.deployment = deployment;
        if deployment == Deployment::Graph {
            incoming.auth = IncomingAuth::Oauth2;
            incoming.endpoint = Endpoint {
                host: GRAPH_HOST.to_owned(),
                port: 443,
                security: Security::Tls,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repair_changes_what_it_names() {
        let text = "name = \"a\"\naddress = \"a@x.example\"\n[incoming]\nprotocol = \"imap\"\n\
                    host = \"h.example\"\nuser = \"a\"\n[outgoing]\nhost = \"h.example\"\n\
                    [usage]\nmode = \"posteingang\"\n";
        let account = crate::domain::rollout::read_account(text).unwrap();
        let repair = Repair {
            port: Some(143),
            security: Some(Security::StartTls),
            ..Repair::default()
        };
        let fields: Vec<_> = repair.fields();
        assert_eq!(
            fields,
            [
                ("port", "143".to_owned()),
                ("security", "starttls".to_owned())
            ]
        );
        let mended = repair.apply(Side::Incoming, &account);
        assert_eq!(mended.incoming.unwrap().endpoint.port, 143);
        assert_eq!(
            repair.apply(Side::Outgoing, &account).incoming,
            account.incoming
        );
    }
}
