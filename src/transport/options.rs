//! What a mailbox allows and how full it is, asked without changing anything.

use super::error::{Cause, Error, Result, Step};
use super::ews::EwsMailbox;
use super::imap::{Access, ImapMailbox};
use super::imap_greet;
use super::pop3::Pop3Mailbox;
use super::pop3_greet;
use super::{Connector, Mailbox, Passed};
use crate::domain::server::{Incoming, PinnedCertificate, Protocol};
use async_imap::imap_proto::rfc2087::QuotaResourceName;
use async_imap::imap_proto::rfc4314::AclRight;
use async_imap::imap_proto::{Response, ResponseCode, Status};

/// Whether an account can do with messages on the server what it wants to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// It can; the folder that removed messages go to, where there is one.
    Yes(Option<String>),
    /// It cannot; the server's words, if it said any.
    No(String),
}

/// Goes as far as a server lets without signing in.
///
/// # Errors
/// At every step up to [`Step::Capabilities`].
pub async fn greet_only(
    connector: &Connector,
    incoming: &Incoming,
    pins: &[PinnedCertificate],
) -> Result<()> {
    let endpoint = &incoming.endpoint;
    if incoming.protocol == Protocol::Pop3 {
        return pop3_greet::greet(connector, endpoint, pins)
            .await
            .map(|_| ());
    }
    if incoming.protocol == Protocol::Exchange {
        return match incoming.is_graph() {
            // Graph says nothing before somebody signs in.
            true => Ok(()),
            false => EwsMailbox::greet_only(connector, incoming, pins).await,
        };
    }
    let (mut stream, _) = imap_greet::greet(connector, endpoint, pins).await?;
    let mut offered: Vec<String> = imap_greet::ask_capabilities(&mut stream, "k3")
        .await?
        .into_iter()
        .collect();
    offered.sort();
    connector.watcher.passed(|| Passed::Capabilities(offered));
    Ok(())
}

impl Mailbox {
    /// How many messages lie in a folder, asked without changing it: EXAMINE or STAT.
    ///
    /// # Errors
    /// At [`Step::Mailbox`].
    pub async fn examine(&mut self, folder: &str) -> Result<u64> {
        match self {
            Self::Imap(imap) => {
                let state = imap.open_folder(folder, Access::ReadOnly).await?;
                Ok(u64::from(state.exists))
            }
            Self::Pop3(pop3) => {
                let count = pop3.count().await;
                count.map_err(|cause| cause.at(Step::Mailbox))
            }
            Self::Exchange(ews) => ews.examine(folder).await,
        }
    }

    /// Whether messages of the inbox can be removed, or left (`remove` false) and told apart.
    ///
    /// # Errors
    /// At [`Step::ReceiveOption`] when the conversation breaks down.
    pub async fn allows(&mut self, remove: bool) -> Result<Allowed> {
        match self {
            Self::Imap(imap) if remove => imap.allows_removal().await,
            Self::Pop3(pop3) if !remove => pop3.tells_apart().await,
            Self::Exchange(ews) if remove => Ok(Allowed::Yes(ews.trash().await?)),
            _ => Ok(Allowed::Yes(None)),
        }
    }

    /// How full the mailbox is, in percent; `None` when the server does not say (RFC 9208).
    ///
    /// # Errors
    /// At [`Step::Quota`] when the conversation breaks down.
    pub async fn percent_used(&mut self) -> Result<Option<u64>> {
        match self {
            Self::Imap(imap) => imap.percent_used().await,
            Self::Pop3(_) | Self::Exchange(_) => Ok(None),
        }
    }
}

impl ImapMailbox {
    async fn allows_removal(&mut self) -> Result<Allowed> {
        let step = Step::ReceiveOption;
        if self.can("ACL") {
            let mut rights = None;
            let asked = self
                .command(step, "MYRIGHTS INBOX", |response| {
                    if let Response::MyRights(mine) = response {
                        rights = Some(mine.rights.clone());
                    }
                })
                .await;
            tolerate(asked)?;
            // RFC 4314 section 2.1, and `d` of the older RFC 2086.
            let may = |it: &AclRight| matches!(it, AclRight::DeleteMessage | AclRight::OldDelete);
            if let Some(rights) = rights
                && !rights.iter().any(may)
            {
                return Ok(Allowed::No("MYRIGHTS".to_owned()));
            }
        }
        let mut read_only = false;
        let asked = self
            .command(step, "SELECT INBOX", |response| {
                if let Response::Done {
                    status: Status::Ok,
                    outcome,
                    ..
                } = response
                {
                    read_only = outcome.code == Some(ResponseCode::ReadOnly);
                }
            })
            .await;
        if let Err(error) = asked {
            return match error.cause {
                Cause::ServerRefused(reply) => Ok(Allowed::No(reply.to_string())),
                _ => Err(error),
            };
        }
        if read_only {
            return Ok(Allowed::No("READ-ONLY".to_owned()));
        }
        Ok(Allowed::Yes(self.trash().await?))
    }

    async fn percent_used(&mut self) -> Result<Option<u64>> {
        if !self.can("QUOTA") {
            return Ok(None);
        }
        let mut percent = None;
        let asked = self
            .command(Step::Quota, "GETQUOTAROOT INBOX", |response| {
                let Response::Quota(quota) = response else {
                    return;
                };
                let fullest = quota
                    .resources
                    .iter()
                    .filter(|it| it.name == QuotaResourceName::Storage && it.limit > 0)
                    .map(|it| it.usage.saturating_mul(100) / it.limit)
                    .max();
                percent = percent.max(fullest);
            })
            .await;
        tolerate(asked)?;
        Ok(percent)
    }
}

impl Pop3Mailbox {
    /// The first number behind `+OK` (RFC 1939 section 5).
    async fn count(&mut self) -> std::result::Result<u64, Cause> {
        self.send("STAT").await?;
        let answer = self.status().await?;
        let first = answer.split_ascii_whitespace().next();
        let count = first.and_then(|it| it.parse().ok());
        count.ok_or_else(|| Cause::Protocol("STAT without a number".to_owned()))
    }

    async fn tells_apart(&mut self) -> Result<Allowed> {
        let at = |cause: Cause| cause.at(Step::ReceiveOption);
        if self.can("UIDL") {
            return Ok(Allowed::Yes(None));
        }
        // A server without CAPA may know it all the same.
        match self.knows_unique_ids().await.map_err(at)? {
            true => Ok(Allowed::Yes(None)),
            false => Ok(Allowed::No("UIDL".to_owned())),
        }
    }
}

/// A server that refuses to answer a mere question has not failed.
fn tolerate(asked: Result<()>) -> Result<()> {
    match asked {
        Err(Error {
            cause: Cause::ServerRefused(_) | Cause::Temporary(_),
            ..
        }) => Ok(()),
        other => other,
    }
}
