//! What can be wrong with the proxy that https goes by.

/// What kind of fault it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProxyFault {
    /// The proxy itself cannot be reached.
    Unreachable,
    /// It wants a sign-in (407) that it was not given, or not in a way that we know.
    SignIn,
    /// It lets nobody through to this server.
    Refused,
    /// It cannot reach the server, or does not answer in time.
    NoWay,
    /// It is of a kind that we do not know: SOCKS, one behind TLS, or a script that chooses (PAC).
    Unsupported,
}

impl ProxyFault {
    /// The word in JSON and in the log.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unreachable => "proxy-unreachable",
            Self::SignIn => "proxy-sign-in",
            Self::Refused => "proxy-refused",
            Self::NoWay => "proxy-no-way",
            Self::Unsupported => "proxy-unsupported",
        }
    }
}
