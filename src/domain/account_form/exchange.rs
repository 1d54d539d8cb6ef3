//! What is typed for an Exchange account.

use super::checker::Checker;
use super::{AccountForm, ServerForm};
use crate::domain::account::{Account, Fault, FieldError};
use crate::domain::server::{
    Deployment, EWS_PATH, Endpoint, Exchange, GRAPH_HOST, Incoming, IncomingAuth, Protocol,
    Security,
};
use crate::domain::syntax::is_address;

/// Characters of a path at the most.
const PATH_LIMIT: usize = 512;

/// Stands for a server that is not known yet while the rest is checked (RFC 2606).
const UNKNOWN_HOST: &str = "exchange.invalid";

impl AccountForm {
    /// Whether the server of an Exchange mailbox in the house is still to be found.
    fn lacks_server(&self) -> bool {
        let is_open = |it: &ServerForm| it.host.trim().is_empty();
        self.protocol == Protocol::Exchange
            && self.deployment == Deployment::Ews
            && self.incoming.as_ref().is_some_and(is_open)
    }

    /// As [`AccountForm::check`], for an account that is only tested: an Exchange server in the house
    /// may be missing. The account then says so ([`Incoming::lacks_server`]).
    ///
    /// # Errors
    /// As there.
    pub fn check_for_test(&self) -> Result<Account, Vec<FieldError>> {
        if !self.lacks_server() {
            return self.check();
        }
        let mut form = self.clone();
        if let Some(server) = &mut form.incoming {
            UNKNOWN_HOST.clone_into(&mut server.host);
        }
        let mut account = form.check()?;
        if let Some(incoming) = &mut account.incoming {
            incoming.endpoint.host.clear();
        }
        Ok(account)
    }

    /// Server and settings of an Exchange account. The field for the server takes a host name or the
    /// whole address of its web services.
    pub(super) fn check_exchange(
        &self,
        checker: &mut Checker,
        server: &ServerForm,
    ) -> (Endpoint, Exchange) {
        let mailbox = self.mailbox.trim().to_owned();
        if !mailbox.is_empty() && !is_address(&mailbox) {
            checker.fault("incoming.mailbox", Fault::AddressInvalid(mailbox.clone()));
        }
        let mut exchange = Exchange {
            deployment: self.deployment,
            mailbox,
            for_good: self.remove_for_good,
            ..Exchange::default()
        };
        if self.deployment == Deployment::Graph {
            let endpoint = Endpoint {
                host: GRAPH_HOST.to_owned(),
                port: 443,
                security: Security::Tls,
            };
            if self.incoming_auth != IncomingAuth::Oauth2 {
                checker.fault("incoming.auth", Fault::CloudNeedsOauth);
            }
            return (endpoint, exchange);
        }
        if server.security == Security::StartTls {
            let (given, allowed) = ("starttls".to_owned(), "tls, none".to_owned());
            let fault = Fault::WordUnknown { given, allowed };
            checker.fault("incoming.security", fault);
        }
        let typed = server.host.trim();
        let (host, port) = match split_url(typed) {
            Some(url) => {
                exchange.path = url.path;
                (url.host, url.port.unwrap_or(server.port.as_str()))
            }
            None if typed.contains('/') => {
                checker.fault("incoming.host", Fault::UrlInvalid(typed.to_owned()));
                ("localhost", server.port.as_str())
            }
            None => (typed, server.port.as_str()),
        };
        let default = match server.security {
            Security::None => 80,
            _ => 443,
        };
        let endpoint = Endpoint {
            host: checker.host("incoming.host", host),
            port: checker.port("incoming.port", port, default),
            security: server.security,
        };
        (endpoint, exchange)
    }
}

struct Url<'a> {
    host: &'a str,
    port: Option<&'a str>,
    path: String,
}

/// Takes an address apart: https, without a name, a password, a question or a mark.
fn split_url(text: &str) -> Option<Url<'_>> {
    let scheme = text.get(..8)?;
    let rest = text.get(8..)?;
    if !scheme.eq_ignore_ascii_case("https://") {
        return None;
    }
    let at = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = rest.split_at(at);
    let is_plain = |it: char| it.is_ascii_graphic() && !"?#\\\"<>".contains(it);
    if authority.contains('@') || !path.chars().all(is_plain) || path.len() > PATH_LIMIT {
        return None;
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let path = match path {
        "" | "/" => EWS_PATH,
        path => path,
    };
    let path = path.to_owned();
    Some(Url { host, port, path })
}

/// What stands in the field for the server.
pub(super) fn shown_host(incoming: &Incoming) -> String {
    let (host, path) = (&incoming.endpoint.host, &incoming.exchange.path);
    match incoming.protocol == Protocol::Exchange && path != EWS_PATH {
        true => format!("https://{host}{path}"),
        false => host.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(host: &str) -> AccountForm {
        AccountForm {
            name: "Anna".to_owned(),
            address: "anna@kanzlei.example".to_owned(),
            protocol: Protocol::Exchange,
            incoming: Some(ServerForm {
                host: host.to_owned(),
                user: "KANZLEI\\anna".to_owned(),
                ..ServerForm::default()
            }),
            ..AccountForm::default()
        }
    }

    fn checked(host: &str) -> Result<Account, Vec<Fault>> {
        let checked = form(host).check();
        checked.map_err(|it| it.into_iter().map(|it| it.fault).collect())
    }

    #[test]
    fn a_host_or_an_address_and_no_outgoing_server() {
        let account = checked("mail.kanzlei.example").unwrap();
        let incoming = account.incoming.unwrap();
        assert_eq!(incoming.exchange, Exchange::default());
        assert_eq!(incoming.endpoint.port, 443);
        assert!(incoming.sends() && account.outgoing.is_none());

        let url = "https://mail.kanzlei.example:8443/anders/Exchange.asmx";
        let account = checked(url).unwrap();
        let incoming = account.incoming.as_ref().unwrap();
        assert_eq!(incoming.endpoint.host, "mail.kanzlei.example");
        assert_eq!(incoming.endpoint.port, 8443);
        assert_eq!(incoming.exchange.path, "/anders/Exchange.asmx");
        assert_eq!(AccountForm::from(&account).check().unwrap(), account);

        for bad in [
            "http://mail.example/EWS/Exchange.asmx",
            "https://a:b@mail.example/",
            "https://mail.example/a b",
            "mail.example/EWS",
        ] {
            let wanted = Fault::UrlInvalid(bad.to_owned());
            assert_eq!(checked(bad).unwrap_err(), [wanted], "{bad}");
        }
        let open = form(" ").check_for_test().unwrap();
        assert!(open.incoming.unwrap().lacks_server());
        let known = form("mail.example").check_for_test().unwrap();
        assert!(!known.incoming.unwrap().lacks_server());
        assert_eq!(checked("").unwrap_err(), [Fault::Missing]);
        let mut shared = form("mail.example");
        shared.mailbox = "kein Postfach".to_owned();
        assert!(shared.check().is_err());
    }
}
