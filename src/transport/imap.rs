//! IMAP4rev1 (RFC 3501, RFC 9051) through a thin checked layer over async-imap: its high-level calls
//! report a refused or lost command as success, so every tagged status is looked at here.

use super::connect::Connector;
use super::error::{Cause, Reply, Result, Step, cause_of_io, printable};
use super::guard::Guarded;
use super::imap_greet::{ask_capabilities, greet};
use super::imap_sign_in::sign_in;
use super::passed::Passed;
use super::utf7;
use crate::domain::ledger::RemoteId;
use crate::domain::secret::Secret;
use crate::domain::server::{Endpoint, PinnedCertificate, Security};
use async_imap::Session;
use async_imap::imap_proto::{
    Capability, MailboxDatum, NameAttribute, Outcome, RequestId, Response, ResponseCode, Status,
};
use std::collections::HashSet;

/// Whether a folder is opened for removing as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// EXAMINE: nothing on the server changes.
    ReadOnly,
    /// SELECT.
    ReadWrite,
}

/// An opened folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FolderState {
    /// UIDVALIDITY; 0 with POP3.
    pub uid_validity: u32,
    /// UIDNEXT, where the server says it.
    pub uid_next: Option<u32>,
    /// Number of messages.
    pub exists: u32,
}

/// What became of a request to remove messages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Removal {
    /// No longer in the folder (with POP3: not after QUIT).
    pub removed: Vec<RemoteId>,
    /// Still there, with the reason.
    pub kept: Vec<(RemoteId, String)>,
}

/// A signed-in IMAP connection.
pub struct ImapMailbox {
    pub(super) session: Session<Guarded>,
    pub(super) capabilities: HashSet<String>,
    /// What must never be shown, should a server echo it.
    secrets: Vec<String>,
    open: String,
    pub(super) state: Option<FolderState>,
    trash: Option<Option<String>>,
}

impl ImapMailbox {
    /// Connects, protects the connection and signs in, once.
    ///
    /// # Errors
    /// At every step up to [`Step::Login`].
    pub async fn open(
        connector: &Connector,
        endpoint: &Endpoint,
        pins: &[PinnedCertificate],
        (user, secret): (&str, &Secret),
    ) -> Result<Self> {
        let stream = greet(connector, endpoint, pins).await?;
        let (mut stream, offered) = stream;
        if endpoint.security != Security::None && !stream.is_protected() {
            return Err(Cause::StartTlsMissing.at(Step::Encrypt));
        }
        let offered = match offered {
            Some(offered) => offered,
            None => ask_capabilities(&mut stream, "k3").await?,
        };
        connector.watcher.passed(|| {
            let mut offered: Vec<String> = offered.iter().cloned().collect();
            offered.sort();
            Passed::Capabilities(offered)
        });
        let secrets = super::traces(user, secret);
        let session = sign_in(Guarded::new(stream), &offered, user, secret)
            .await
            .map_err(|cause| cause.masked(&secrets).at(Step::Login))?;
        connector.watcher.passed(|| Passed::Login);
        let mut mailbox = Self {
            session,
            capabilities: HashSet::new(),
            secrets,
            open: String::new(),
            state: None,
            trash: None,
        };
        let mut capabilities = HashSet::new();
        mailbox
            .command(Step::Capabilities, "CAPABILITY", |response| {
                if let Response::Capabilities(list) = response {
                    capabilities.extend(list.iter().map(word));
                }
            })
            .await?;
        mailbox.capabilities = capabilities;
        Ok(mailbox)
    }

    pub(super) fn masked(&self, cause: Cause) -> Cause {
        cause.masked(&self.secrets)
    }

    /// Sends a command without waiting for its end.
    pub(super) async fn begin(&mut self, step: Step, command: &str) -> Result<RequestId> {
        match self.session.run_command(command).await {
            Ok(tag) => Ok(tag),
            Err(async_imap::error::Error::Io(error)) => Err(cause_of_io(&error).at(step)),
            Err(error) => Err(Cause::Protocol(error.to_string()).at(step)),
        }
    }

    /// Looks at the next response. The end of the connection and a farewell are errors.
    pub(super) async fn next<T>(
        &mut self,
        step: Step,
        look: impl FnOnce(&Response<'_>) -> T,
    ) -> Result<T> {
        let response = match self.session.read_response().await {
            Ok(Some(response)) => response,
            Ok(None) => return Err(Cause::Closed(String::new()).at(step)),
            Err(error) => return Err(self.masked(unreadable(&error)).at(step)),
        };
        if let Response::Data {
            status: Status::Bye,
            outcome,
        } = response.parsed()
        {
            let text = reply(outcome).mask(&self.secrets).to_string();
            return Err(Cause::Closed(text).at(step));
        }
        Ok(look(response.parsed()))
    }

    /// Runs a command to its end; `each` sees what comes on the way, and the end itself if it went
    /// well.
    pub(super) async fn command(
        &mut self,
        step: Step,
        command: &str,
        mut each: impl FnMut(&Response<'_>),
    ) -> Result<()> {
        let tag = self.begin(step, command).await?;
        loop {
            let ended = self
                .next(step, |response| match ending(response) {
                    Some((done, outcome)) if done == tag => {
                        if outcome.is_ok() {
                            each(response);
                        }
                        Some(outcome)
                    }
                    _ => {
                        each(response);
                        None
                    }
                })
                .await?;
            if let Some(outcome) = ended {
                return outcome.map_err(|cause| self.masked(cause).at(step));
            }
        }
    }

    /// Opens a folder by its name as people write it.
    ///
    /// # Errors
    /// At [`Step::Mailbox`]; also when the server names no UIDVALIDITY, because then no message
    /// could be recognised again.
    pub async fn open_folder(&mut self, name: &str, access: Access) -> Result<FolderState> {
        let step = Step::Mailbox;
        if name.contains(['\r', '\n', '\0']) {
            return Err(Cause::BadInput.at(step));
        }
        let verb = match access {
            Access::ReadOnly => "EXAMINE",
            Access::ReadWrite => "SELECT",
        };
        let command = format!("{verb} {}", utf7::quote(&utf7::encode(name)));
        let (mut exists, mut uid_validity, mut uid_next) = (0, None, None);
        self.command(step, &command, |response| match response {
            Response::MailboxData(MailboxDatum::Exists(number)) => exists = *number,
            Response::Data {
                status: Status::Ok,
                outcome,
            } => match outcome.code {
                Some(ResponseCode::UidValidity(number)) => uid_validity = Some(number),
                Some(ResponseCode::UidNext(number)) => uid_next = Some(number),
                _ => {}
            },
            _ => {}
        })
        .await?;
        let uid_validity = uid_validity.filter(|it| *it > 0);
        let Some(uid_validity) = uid_validity else {
            return Err(Cause::Protocol("no UIDVALIDITY".to_owned()).at(step));
        };
        let state = FolderState {
            uid_validity,
            uid_next,
            exists,
        };
        self.open = name.to_owned();
        self.state = Some(state);
        Ok(state)
    }

    /// The folder for removed messages (RFC 6154), in the server's own spelling.
    pub(super) async fn trash(&mut self) -> Result<Option<String>> {
        if let Some(known) = &self.trash {
            return Ok(known.clone());
        }
        let mut trash = None;
        self.command(Step::Remove, "LIST \"\" \"*\"", |response| {
            if let Response::MailboxData(MailboxDatum::List(list)) = response
                && list.name_attributes.contains(&NameAttribute::Trash)
            {
                trash.get_or_insert_with(|| list.name.to_string());
            }
        })
        .await?;
        self.trash = Some(trash.clone());
        Ok(trash)
    }

    /// Whether the open folder is this one, given in the server's own spelling.
    pub(super) fn is_open(&self, name: &str) -> bool {
        utf7::encode(&self.open).eq_ignore_ascii_case(name)
    }

    /// Whether the server says it can do this.
    pub(super) fn can(&self, capability: &str) -> bool {
        self.capabilities.contains(capability)
    }

    /// Says goodbye. Everything that matters has been answered before.
    ///
    /// # Errors
    /// At [`Step::Close`].
    pub async fn close(mut self) -> Result<()> {
        let tag = self.begin(Step::Close, "LOGOUT").await?;
        loop {
            match self.session.read_response().await {
                Ok(Some(response)) => match response.parsed() {
                    Response::Done { tag: done, .. } if *done == tag => return Ok(()),
                    _ => {}
                },
                Ok(None) => return Ok(()),
                Err(error) => return Err(cause_of_io(&error).at(Step::Close)),
            }
        }
    }
}

fn word(capability: &Capability<'_>) -> String {
    match capability {
        Capability::Imap4rev1 => "IMAP4REV1".to_owned(),
        Capability::Auth(name) => format!("AUTH={}", name.to_uppercase()),
        Capability::Atom(name) => name.to_uppercase(),
    }
}

/// The tag and the outcome of a command, if this response ends one.
pub(super) fn ending(
    response: &Response<'_>,
) -> Option<(RequestId, std::result::Result<(), Cause>)> {
    let Response::Done {
        tag,
        status,
        outcome,
    } = response
    else {
        return None;
    };
    let ended = match status {
        Status::Ok => Ok(()),
        _ => {
            let reply = reply(outcome);
            Err(if reply.is_temporary() {
                Cause::Temporary(reply)
            } else {
                Cause::ServerRefused(reply)
            })
        }
    };
    Some((tag.clone(), ended))
}

fn reply(outcome: &Outcome<'_>) -> Reply {
    let text = outcome.information.as_deref().unwrap_or_default();
    let mut reply = Reply::parse(text);
    if let Some(code) = &outcome.code {
        // The library's own name of the code, without its arguments.
        let name = format!("{code:?}");
        let end = name
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(name.len());
        reply.code = name.get(..end).map(str::to_uppercase);
    }
    reply
}

/// A response that the library cannot read. Its message quotes what came, so little of it is kept.
fn unreadable(error: &std::io::Error) -> Cause {
    match cause_of_io(error) {
        Cause::Protocol(text) => {
            let quoted = text.split("during parsing of").nth(1).unwrap_or(&text);
            Cause::Protocol(printable(quoted.as_bytes()).chars().take(120).collect())
        }
        other => other,
    }
}
