//! What a search for an Exchange server is told, and what it tells.

use super::is_microsoft;
use crate::domain::secret::Secret;
use std::collections::HashSet;

/// Where the web services of an Exchange server are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EwsAddress {
    /// Host name.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Path.
    pub path: String,
}

impl EwsAddress {
    /// Whether it lies in Microsoft's cloud, which has switched these services off.
    pub fn is_cloud(&self) -> bool {
        is_microsoft(&self.host)
    }
}

/// The stages of the search, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// The newer question (JSON), which needs no sign-in.
    Newer,
    /// The older document (XML), mostly after a sign-in.
    Older,
    /// An unprotected server that may lead elsewhere.
    Plain,
    /// The name service.
    Names,
    /// Where the services usually are.
    Usual,
}

/// What one step of the search came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// The server says where the services are.
    Found(EwsAddress),
    /// Services answer here themselves, and want a sign-in.
    Here(EwsAddress),
    /// The server says nothing before somebody signs in.
    WantsSignIn,
    /// It leads to this host of another domain: a person must agree first.
    LeadsTo(String),
    /// The sign-in was rejected.
    Rejected,
    /// Nothing of use.
    Nothing,
    /// It leads away from https, in circles, or nowhere.
    Refused,
}

/// One step of the search, for a row of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Where in the search it belongs.
    pub stage: Stage,
    /// The host that was asked.
    pub host: String,
    /// What it came to.
    pub answered: Answered,
}

/// Who may be named to a server that asks, and which hosts a person has agreed to.
#[derive(Debug, Clone, Default)]
pub struct Consent {
    /// Name and password.
    pub sign_in: Option<(String, Secret)>,
    /// Hosts, in lower case.
    pub hosts: HashSet<String>,
}
