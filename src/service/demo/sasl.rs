//! The sign-in dialogues PLAIN (RFC 4616) and LOGIN, the same on all three servers.

use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::service::demo::house::{Ability, House};
use crate::service::demo::link::Link;

/// Name and password as the client sent them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Credentials {
    pub(super) user: String,
    pub(super) password: String,
}

/// Why there are no credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoCredentials {
    /// The mechanism is not offered.
    Unknown,
    /// The client called it off with `*`.
    Cancelled,
    /// What came was no valid answer.
    Malformed,
}

/// Asks for credentials; `prompt` is `+ ` or `334 `, `initial` what came with the command.
pub(super) async fn credentials(
    house: &House,
    link: &mut Link,
    prompt: &str,
    mechanism: &str,
    initial: Option<&str>,
) -> io::Result<Result<Credentials, NoCredentials>> {
    match mechanism.to_ascii_uppercase().as_str() {
        "PLAIN" if house.can(Ability::AuthPlain) => {
            let answer = match initial {
                Some(given) => decode(given),
                None => ask(link, prompt, "").await?,
            };
            Ok(answer.and_then(|it| plain(&it)))
        }
        "LOGIN" if house.can(Ability::AuthLogin) => {
            let user = match initial {
                Some(given) => decode(given),
                None => ask(link, prompt, "Username:").await?,
            };
            let user = match user {
                Ok(user) => user,
                Err(reason) => return Ok(Err(reason)),
            };
            let password = ask(link, prompt, "Password:").await?;
            Ok(password.map(|password| Credentials { user, password }))
        }
        _ => Ok(Err(NoCredentials::Unknown)),
    }
}

async fn ask(
    link: &mut Link,
    prompt: &str,
    question: &str,
) -> io::Result<Result<String, NoCredentials>> {
    link.line(&format!("{prompt}{}", STANDARD.encode(question)));
    let answer = link.read_line().await?;
    Ok(decode(&String::from_utf8_lossy(&answer)))
}

fn decode(answer: &str) -> Result<String, NoCredentials> {
    match answer {
        "*" => Err(NoCredentials::Cancelled),
        // An empty initial response is written as "=" (RFC 4959, RFC 4954).
        "=" => Ok(String::new()),
        _ => {
            let bytes = STANDARD.decode(answer);
            let text = bytes.ok().and_then(|it| String::from_utf8(it).ok());
            text.ok_or(NoCredentials::Malformed)
        }
    }
}

fn plain(answer: &str) -> Result<Credentials, NoCredentials> {
    let mut parts = answer.split('\0');
    let (Some(_), Some(user), Some(password), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(NoCredentials::Malformed);
    };
    Ok(Credentials {
        user: user.to_owned(),
        password: password.to_owned(),
    })
}
