//! Signing in over HTTP: NTLM bound to the connection, Basic only where it is protected and nothing
//! better is offered, or a token. Nothing is ever said before the server has asked for it.

use super::error::{Cause, Reply};
use super::ntlm;
use super::web::{Payload, Web, post, read_body};
use crate::domain::secret::Secret;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hyper::header::{AUTHORIZATION, HeaderMap, HeaderValue, WWW_AUTHENTICATE};
use hyper::{Request, StatusCode};

/// Bytes of an answer to a sign-in at the most.
const ANSWER_LIMIT: usize = 256 << 10;

/// A way to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// NTLM.
    Ntlm,
    /// NTLM under the name of Negotiate.
    Negotiate,
    /// Name and password in the clear, within TLS.
    Basic,
    /// A token.
    Bearer,
}

impl Scheme {
    const ALL: [Self; 4] = [Self::Ntlm, Self::Negotiate, Self::Basic, Self::Bearer];

    /// Whether the server never learns the password itself.
    pub(super) fn is_strong(self) -> bool {
        matches!(self, Self::Ntlm | Self::Negotiate)
    }

    /// The word on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ntlm => "NTLM",
            Self::Negotiate => "Negotiate",
            Self::Basic => "Basic",
            Self::Bearer => "Bearer",
        }
    }
}

/// The ways that a server offers (RFC 9110 section 11.6.1); several may stand in one field.
pub(super) fn offered(headers: &HeaderMap) -> Vec<Scheme> {
    let mut found = Vec::new();
    let fields = headers.get_all(WWW_AUTHENTICATE).iter();
    for field in fields.filter_map(|it| it.to_str().ok()) {
        for part in field.split(',') {
            let word = part.trim().split(' ').next().unwrap_or_default();
            let scheme = Scheme::ALL
                .into_iter()
                .find(|it| it.word().eq_ignore_ascii_case(word));
            if let Some(scheme) = scheme.filter(|it| !found.contains(it)) {
                found.push(scheme);
            }
        }
    }
    found
}

/// The best way there is, or none. Who takes Basic away from NTLM would read the password.
pub(super) fn choose(offered: &[Scheme], secret: &Secret, is_protected: bool) -> Option<Scheme> {
    let ways: &[Scheme] = match secret.is_bearer() {
        true => &[Scheme::Bearer],
        false => &[Scheme::Ntlm, Scheme::Negotiate, Scheme::Basic],
    };
    let found = ways.iter().find(|it| offered.contains(it)).copied();
    found.filter(|it| is_protected || !matches!(it, Scheme::Basic | Scheme::Bearer))
}

/// The field that comes with every request, for the ways that need one.
pub(super) fn field(
    scheme: Scheme,
    user: &str,
    secret: &Secret,
) -> Result<Option<HeaderValue>, Cause> {
    let secret = secret.reveal();
    let words = match scheme {
        Scheme::Ntlm | Scheme::Negotiate => return Ok(None),
        // RFC 7617: UTF-8.
        Scheme::Basic => format!("Basic {}", STANDARD.encode(format!("{user}:{secret}"))),
        Scheme::Bearer => format!("Bearer {secret}"),
    };
    let mut value = HeaderValue::try_from(words).map_err(|_| Cause::BadInput)?;
    value.set_sensitive(true);
    Ok(Some(value))
}

/// Signs the connection in by NTLM, once, with empty requests.
///
/// # Errors
/// [`Cause::LoginRejected`]; what broke the conversation.
pub(super) async fn sign_in(
    web: &mut Web,
    path: &str,
    scheme: Scheme,
    (user, secret): (&str, &Secret),
) -> Result<(), Cause> {
    if [user, secret.reveal()].iter().any(|it| it.contains('\0')) {
        return Err(Cause::BadInput);
    }
    let (status, headers) = round(web, path, scheme, &ntlm::negotiate()).await?;
    if status != StatusCode::UNAUTHORIZED {
        return Err(unexpected(status));
    }
    let challenge = headers
        .get_all(WWW_AUTHENTICATE)
        .iter()
        .filter_map(|it| it.to_str().ok())
        .find_map(|it| {
            it.split_once(' ')
                .filter(|it| it.0.eq_ignore_ascii_case(scheme.word()))
        });
    let challenge = challenge.and_then(|it| STANDARD.decode(it.1.trim()).ok());
    let Some(challenge) = challenge else {
        return Err(Cause::MechanismMissing);
    };
    // NTLM signs a connection in: one that ends in between cannot be signed in.
    if !web.is_open() {
        return Err(Cause::Closed("NTLM".to_owned()));
    }
    let account = ntlm::Account::new(user, secret);
    let binding = web.leaf().map(ntlm::channel_binding);
    let chosen = ntlm::Chosen::fresh()?;
    let answer = ntlm::authenticate(&challenge, &account, binding, chosen)?;
    let (status, _) = round(web, path, scheme, &answer).await?;
    match status {
        StatusCode::UNAUTHORIZED => Err(Cause::LoginRejected(reply(status))),
        StatusCode::FORBIDDEN => Err(Cause::ServerRefused(reply(status))),
        // An empty request is no proper one; that it was answered at all is what counts.
        _ => Ok(()),
    }
}

async fn round(
    web: &mut Web,
    path: &str,
    scheme: Scheme,
    message: &[u8],
) -> Result<(StatusCode, HeaderMap), Cause> {
    let mut request: Request<Payload> = post(path)?;
    let words = format!("{} {}", scheme.word(), STANDARD.encode(message));
    let mut value = HeaderValue::try_from(words).map_err(|_| Cause::BadInput)?;
    value.set_sensitive(true);
    request.headers_mut().insert(AUTHORIZATION, value);
    let response = web.ask(request).await?;
    let (status, headers) = (response.status(), response.headers().clone());
    // Read to its end, so that the connection can be used again.
    read_body(response, ANSWER_LIMIT).await?;
    Ok((status, headers))
}

/// A status as a reply: its number is the code.
pub(super) fn reply(status: StatusCode) -> Reply {
    Reply {
        code: Some(status.as_u16().to_string()),
        text: format!("HTTP {status}"),
    }
}

fn unexpected(status: StatusCode) -> Cause {
    match status.as_u16() {
        429 | 502..=504 => Cause::Temporary(reply(status)),
        403 => Cause::ServerRefused(reply(status)),
        404 | 405 | 410 => Cause::WrongProtocol(format!("HTTP {status}")),
        _ => Cause::Protocol(format!("HTTP {status}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_way_is_taken_and_no_password_goes_unprotected() {
        let mut headers = HeaderMap::new();
        for field in [
            "Negotiate",
            "NTLM, basic realm=\"Kanzlei, EWS\"",
            "Digest x",
        ] {
            headers.append(WWW_AUTHENTICATE, HeaderValue::from_static(field));
        }
        let all = offered(&headers);
        assert_eq!(all, [Scheme::Negotiate, Scheme::Ntlm, Scheme::Basic]);
        let password = Secret::new("Übung".to_owned());
        assert_eq!(choose(&all, &password, true), Some(Scheme::Ntlm));
        assert_eq!(choose(&all, &password, false), Some(Scheme::Ntlm));
        let basic = [Scheme::Basic];
        assert_eq!(choose(&basic, &password, true), Some(Scheme::Basic));
        assert_eq!(choose(&basic, &password, false), None);
        let token = Secret::bearer("abc".to_owned());
        assert_eq!(choose(&all, &token, true), None);
        assert_eq!(choose(&[Scheme::Bearer], &token, false), None);
        let value = field(Scheme::Basic, "anna", &password).unwrap().unwrap();
        assert_eq!(value, "Basic YW5uYTrDnGJ1bmc=");
        assert!(format!("{value:?}").contains("Sensitive"));
    }
}
