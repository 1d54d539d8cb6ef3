//! Signing in to an IMAP server: exactly one attempt, with whatever the server offers.

use super::error::{Cause, Reply, cause_of_io};
use super::guard::Guarded;
use crate::domain::secret::Secret;
use async_imap::{Authenticator, Client, Session, error::Error};
use std::collections::HashSet;

/// Hands out one answer after the other to a server's challenges (RFC 4616, LOGIN).
struct Answers(std::vec::IntoIter<String>);

impl Authenticator for Answers {
    type Response = String;

    fn process(&mut self, _challenge: &[u8]) -> String {
        // A further challenge is an error message that wants an empty answer (RFC 7628).
        self.0.next().unwrap_or_default()
    }
}

/// Signs in with AUTHENTICATE PLAIN, the LOGIN command or AUTHENTICATE LOGIN; with an access token by
/// AUTHENTICATE XOAUTH2.
pub(super) async fn sign_in(
    stream: Guarded,
    offered: &HashSet<String>,
    user: &str,
    secret: &Secret,
) -> Result<Session<Guarded>, Cause> {
    let password = secret.reveal();
    if [user, password]
        .iter()
        .any(|it| it.contains(['\r', '\n', '\0', '\x01']))
    {
        return Err(Cause::BadInput);
    }
    let client = Client::new(stream);
    let outcome = if secret.is_bearer() {
        if !offered.contains("AUTH=XOAUTH2") {
            return Err(Cause::MechanismMissing);
        }
        let answers = vec![super::xoauth2(user, secret)];
        client
            .authenticate("XOAUTH2", Answers(answers.into_iter()))
            .await
    } else if offered.contains("AUTH=PLAIN") {
        let answers = vec![format!("\0{user}\0{password}")];
        client
            .authenticate("PLAIN", Answers(answers.into_iter()))
            .await
    } else if !offered.contains("LOGINDISABLED") {
        client.login(user, password).await
    } else if offered.contains("AUTH=LOGIN") {
        let answers = vec![user.to_owned(), password.to_owned()];
        client
            .authenticate("LOGIN", Answers(answers.into_iter()))
            .await
    } else {
        return Err(Cause::MechanismMissing);
    };
    outcome.map_err(|(error, _client)| cause(error))
}

fn cause(error: Error) -> Cause {
    match error {
        Error::No(text) => {
            let reply = quoted_reply(&text);
            if reply.is_temporary() {
                Cause::Temporary(reply)
            } else {
                Cause::LoginRejected(reply)
            }
        }
        Error::Bad(text) => Cause::ServerRefused(quoted_reply(&text)),
        Error::Io(error) => cause_of_io(&error),
        Error::ConnectionLost => Cause::Closed(String::new()),
        Error::Validate(_) => Cause::BadInput,
        // The library's other messages may quote what was sent.
        _ => Cause::Protocol("sign-in".to_owned()),
    }
}

/// The library hands a refusal over in the form `code: …, info: Some("…")`; codes that it does not
/// know, which are nearly all, stand at the beginning of the text.
fn quoted_reply(text: &str) -> Reply {
    let (code, info) = text.split_once(", info: ").unwrap_or(("", text));
    let info = info
        .strip_prefix("Some(\"")
        .and_then(|it| it.strip_suffix("\")"))
        .unwrap_or("");
    let mut reply = Reply::parse(&unescaped(info));
    if let Some(known) = code.strip_prefix("code: Some(") {
        let end = known
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(known.len());
        reply.code = known.get(..end).map(str::to_uppercase);
    }
    reply
}

/// Undoes the escapes of the form above, so that a password in the text is found and masked.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => plain.extend(rest.next()),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_in_the_librarys_words() {
        let reply = quoted_reply("code: None, info: Some(\"[UNAVAILABLE] Later \\\"x\\\".\")");
        assert_eq!(reply.code.as_deref(), Some("UNAVAILABLE"));
        assert_eq!(reply.text, "Later \"x\".");
        assert_eq!(
            quoted_reply("code: Some(Alert), info: None")
                .code
                .as_deref(),
            Some("ALERT")
        );
    }
}
