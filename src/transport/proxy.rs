//! The proxy that https goes by, where the system or an administrator names one. Behind the tunnel
//! (RFC 9110 section 9.3.6) the connection is the same as a direct one: one that belongs to one
//! account, with the server's own certificate. Mail servers are always reached directly.

mod system;
mod tunnel;

use super::error::Cause;
use crate::domain::proxy::ProxyFault;
use crate::domain::server::{Endpoint, Security};
use hyper::Uri;
use hyper::header::HeaderValue;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use std::net::IpAddr;
use std::sync::Arc;

/// Which proxy is passed, and by which servers none is. Cheap to clone.
#[derive(Clone, Default)]
pub struct Proxies(Arc<Origin>);

/// Where the choice comes from.
#[derive(Default)]
enum Origin {
    /// No proxy at all.
    #[default]
    Nothing,
    /// The environment, or the settings of the system, as they are at each connection.
    System,
    /// Named by an administrator, or by a test.
    Fixed {
        choice: Choice,
        /// Said of it in a diagnosis.
        from: &'static str,
    },
}

/// A proxy as it is named somewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Choice {
    /// Address; empty for none.
    pub https: String,
    /// Names and networks that are reached directly, with commas between them.
    pub no: String,
    /// A script would choose (PAC); its address, without which none of it matters.
    pub script: Option<String>,
}

/// How a server is reached.
pub(super) enum Way {
    /// Directly.
    Direct,
    /// Directly, though a script may want it otherwise; its address.
    Scripted(String),
    /// By this proxy.
    By(Via),
}

/// A proxy to connect to.
pub(super) struct Via {
    pub endpoint: Endpoint,
    pub sign_in: Option<HeaderValue>,
}

impl Via {
    /// Host and port, for people.
    pub fn name(&self) -> String {
        format!("{}:{}", self.endpoint.host, self.endpoint.port)
    }
}

impl Proxies {
    /// Those of the system.
    pub fn of_system() -> Self {
        Self(Arc::new(Origin::System))
    }

    /// What an administrator has set: `none`, or an address; and what is reached directly.
    pub fn set(address: &str, no: &str) -> Self {
        if address == "none" {
            return Self(Arc::new(Origin::Nothing));
        }
        let choice = Choice {
            https: address.to_owned(),
            no: no.to_owned(),
            script: None,
        };
        let from = "settings.toml";
        Self(Arc::new(Origin::Fixed { choice, from }))
    }

    /// A script would choose, and no proxy is named: for tests.
    pub fn scripted(script: &str) -> Self {
        let choice = Choice {
            script: Some(script.to_owned()),
            ..Choice::default()
        };
        let from = "test";
        Self(Arc::new(Origin::Fixed { choice, from }))
    }

    fn choice(&self) -> (Choice, &'static str) {
        match self.0.as_ref() {
            Origin::Nothing => (Choice::default(), "none"),
            Origin::System => system::choice(),
            Origin::Fixed { choice, from } => (choice.clone(), from),
        }
    }

    /// How this server is reached.
    ///
    /// # Errors
    /// [`ProxyFault::Unsupported`] for a proxy of a kind that we do not know.
    pub(super) fn way(&self, endpoint: &Endpoint) -> Result<Way, Cause> {
        if endpoint.security == Security::None || is_in_the_house(&endpoint.host) {
            return Ok(Way::Direct);
        }
        let (choice, _) = self.choice();
        let host = match endpoint.host.contains(':') {
            true => format!("[{}]", endpoint.host),
            false => endpoint.host.clone(),
        };
        let target = format!("https://{host}:{}/", endpoint.port).parse::<Uri>();
        let Ok(target) = target else {
            return Ok(Way::Direct);
        };
        let builder = Matcher::builder().https(choice.https.as_str());
        let matcher = builder.no(choice.no.as_str()).build();
        match matcher.intercept(&target) {
            Some(intercept) => via(&intercept).map(Way::By),
            None if is_wanted(&choice, &target) => {
                let kind = choice.https.split("://").next().unwrap_or_default();
                Err(unsupported(kind))
            }
            // Where a proxy is named as well, this server is one of its exceptions.
            None if !choice.https.is_empty() => Ok(Way::Direct),
            None => Ok(choice.script.map_or(Way::Direct, Way::Scripted)),
        }
    }

    /// What https goes by, for a diagnosis: names and values, never a password.
    pub fn described(&self) -> Vec<(&'static str, String)> {
        let (choice, from) = self.choice();
        let proxy = choice.https.rsplit('@').next().unwrap_or_default();
        let has_sign_in = choice.https.contains('@');
        let mut lines = vec![
            ("from", from.to_owned()),
            ("proxy", proxy.to_owned()),
            ("has_sign_in", has_sign_in.to_string()),
            ("no_proxy", choice.no),
        ];
        lines.extend(choice.script.map(|it| ("script", it)));
        lines
    }
}

/// Whether the choice names a proxy for this server that the matcher could not read.
fn is_wanted(choice: &Choice, target: &Uri) -> bool {
    // With a proxy that it can read in its place, would it be passed?
    let builder = Matcher::builder().https("http://proxy.invalid:1");
    let matcher = builder.no(choice.no.as_str()).build();
    !choice.https.trim().is_empty() && matcher.intercept(target).is_some()
}

fn unsupported(kind: &str) -> Cause {
    Cause::Proxy(ProxyFault::Unsupported, kind.to_owned())
}

fn via(intercept: &Intercept) -> Result<Via, Cause> {
    let uri = intercept.uri();
    let scheme = uri.scheme_str().unwrap_or("http");
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    if scheme != "http" || host.is_empty() {
        return Err(unsupported(scheme));
    }
    Ok(Via {
        endpoint: Endpoint {
            host: host.to_owned(),
            // As curl has it.
            port: uri.port_u16().unwrap_or(1080),
            security: Security::None,
        },
        sign_in: intercept.basic_auth().cloned(),
    })
}

/// Names without a dot, this machine, and addresses that lead nowhere outside.
fn is_in_the_house(host: &str) -> bool {
    match host.trim_matches(['[', ']']).parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        Ok(IpAddr::V6(ip)) => {
            ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local()
        }
        Err(_) => !host.trim_end_matches('.').contains('.') || host.ends_with(".localhost"),
    }
}

#[cfg(test)]
mod tests;
