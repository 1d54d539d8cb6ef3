//! Mail servers as an account describes them: protocol, end point, sign-in, what happens after fetching.

use jiff::civil::Date;

/// The protocol that mail is received by ("Servertyp").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Protocol {
    /// IMAP4rev1, RFC 3501 and RFC 9051.
    #[default]
    Imap,
    /// POP3, RFC 1939 with the extensions of RFC 2449 and RFC 2595.
    Pop3,
    /// An Exchange mailbox, in the house or in Microsoft's cloud (see [`Deployment`]).
    Exchange,
}

impl Protocol {
    /// The word in roll-out files and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Imap => "imap",
            Self::Pop3 => "pop3",
            Self::Exchange => "exchange",
        }
    }

    /// Reads the word of a roll-out file.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Imap, Self::Pop3, Self::Exchange]
            .into_iter()
            .find(|it| it.word() == word)
    }
}

/// Where an Exchange mailbox lies ("Bereitstellung").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Deployment {
    /// On a server in the house, 2007 SP1 or newer: Exchange Web Services.
    #[default]
    Ews,
    /// In Microsoft's cloud: Microsoft Graph.
    Graph,
}

impl Deployment {
    /// The word in roll-out files and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ews => "ews",
            Self::Graph => "graph",
        }
    }

    /// Reads the word of a roll-out file.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Ews, Self::Graph]
            .into_iter()
            .find(|it| it.word() == word)
    }
}

/// Where an Exchange server of the house listens, unless it was moved.
pub const EWS_PATH: &str = "/EWS/Exchange.asmx";

/// Microsoft's cloud.
pub const GRAPH_HOST: &str = "graph.microsoft.com";

/// What an Exchange account has besides the usual.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Exchange {
    /// In the house or in the cloud.
    pub deployment: Deployment,
    /// Path of the server's address, beginning with `/`.
    pub path: String,
    /// Address of a mailbox that others have, too; empty for the own one.
    pub mailbox: String,
    /// What is removed goes for good, past the folder for deleted items.
    pub for_good: bool,
}

impl Default for Exchange {
    fn default() -> Self {
        Self {
            deployment: Deployment::default(),
            path: EWS_PATH.to_owned(),
            mailbox: String::new(),
            for_good: false,
        }
    }
}

/// How a connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Security {
    /// TLS from the first byte ("SSL/TLS", RFC 8314).
    #[default]
    Tls,
    /// Plain greeting, then STARTTLS or STLS (RFC 3501, 2595, 3207). Never falls back to plain.
    StartTls,
    /// Not protected at all. Only when asked for in so many words.
    None,
}

impl Security {
    /// The word in roll-out files and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "starttls",
            Self::None => "none",
        }
    }

    /// Reads the word of a roll-out file.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Tls, Self::StartTls, Self::None]
            .into_iter()
            .find(|it| it.word() == word)
    }
}

/// The port an incoming server usually listens on (RFC 8314, RFC 3501, RFC 1939).
/// Exchange is reached by HTTPS.
pub fn incoming_port(protocol: Protocol, security: Security) -> u16 {
    match (protocol, security) {
        (Protocol::Imap, Security::Tls) => 993,
        (Protocol::Imap, _) => 143,
        (Protocol::Pop3, Security::Tls) => 995,
        (Protocol::Pop3, _) => 110,
        (Protocol::Exchange, _) => 443,
    }
}

/// The port a submission server usually listens on (RFC 8314, RFC 6409).
pub fn outgoing_port(security: Security) -> u16 {
    match security {
        Security::Tls => 465,
        _ => 587,
    }
}

/// Where a server is reached.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Endpoint {
    /// Host name (ASCII, lower case) or IP address.
    pub host: String,
    /// TCP port, never 0.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
}

/// What happens to a message on the server once it lies safely in the database ("Empfangsoptionen").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AfterFetch {
    /// It stays where it is.
    #[default]
    Leave,
    /// It is moved to the trash folder or deleted, at once or some days later.
    Remove {
        /// Days between import and removal; 0 is at once.
        after_days: u16,
    },
}

/// Which of the messages that lie on the server at set-up are fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FirstFetch {
    /// Every one.
    #[default]
    All,
    /// Those that arrived on this day (UTC) or later.
    Since(Date),
    /// None: only what arrives from now on.
    New,
}

impl FirstFetch {
    /// The word in roll-out files and in the database: `all`, `new` or `since:2026-01-31`.
    pub fn word(self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::New => "new".to_owned(),
            Self::Since(date) => format!("since:{date}"),
        }
    }

    /// Reads the word of a roll-out file.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "all" => Some(Self::All),
            "new" => Some(Self::New),
            _ => word.strip_prefix("since:")?.parse().ok().map(Self::Since),
        }
    }
}

/// How the incoming server is signed in to ("Authentifizierung").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IncomingAuth {
    /// Name and password.
    #[default]
    Password,
    /// Name and a token of the provider, which the person has signed in with in the browser.
    Oauth2,
}

impl IncomingAuth {
    /// The word in roll-out files and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Oauth2 => "oauth2",
        }
    }

    /// Reads the word of a roll-out file.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Password, Self::Oauth2]
            .into_iter()
            .find(|it| it.word() == word)
    }
}

/// The receiving side of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Protocol spoken.
    pub protocol: Protocol,
    /// Server.
    pub endpoint: Endpoint,
    /// Name to sign in with.
    pub user: String,
    /// What is shown to the server besides the name.
    pub auth: IncomingAuth,
    /// Leave or remove on the server.
    pub after_fetch: AfterFetch,
    /// Folders to fetch (IMAP); POP3 knows only `INBOX`.
    pub folders: Vec<String>,
    /// What is fetched of the mail that is there at set-up.
    pub first_fetch: FirstFetch,
    /// What only an Exchange account has; the usual with any other.
    pub exchange: Exchange,
}

impl Incoming {
    /// Whether the mailbox lies in Microsoft's cloud and is reached by Graph.
    pub fn is_graph(&self) -> bool {
        self.protocol == Protocol::Exchange && self.exchange.deployment == Deployment::Graph
    }

    /// Whether the server of an Exchange mailbox is still to be found.
    pub fn lacks_server(&self) -> bool {
        self.protocol == Protocol::Exchange && self.endpoint.host.is_empty()
    }

    /// Whether letters leave by the same server, without one of their own.
    pub fn sends(&self) -> bool {
        self.protocol == Protocol::Exchange
    }
}

impl Incoming {
    /// Whether the person signs in in the browser.
    pub fn uses_oauth(&self) -> bool {
        self.auth == IncomingAuth::Oauth2
    }
}

/// How the outgoing server is signed in to ("SMTP-Authentifizierung").
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum OutgoingAuth {
    /// Same name and password as the incoming server.
    #[default]
    Same,
    /// Own name and password.
    Own {
        /// Name to sign in with.
        user: String,
    },
    /// Own name and a token of the provider, which the person has signed in for in the browser.
    Oauth2 {
        /// Name to sign in with.
        user: String,
    },
    /// No sign-in.
    None,
}

impl OutgoingAuth {
    /// The own name to sign in with, where there is one.
    pub fn own_user(&self) -> Option<&String> {
        match self {
            Self::Own { user } | Self::Oauth2 { user } => Some(user),
            Self::Same | Self::None => None,
        }
    }

    /// Whether it has a sign-in in the browser of its own.
    pub fn uses_oauth(&self) -> bool {
        matches!(self, Self::Oauth2 { .. })
    }
}

/// The sending side of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Server.
    pub endpoint: Endpoint,
    /// Sign-in.
    pub auth: OutgoingAuth,
}

/// A certificate that is accepted although the trust store refuses it, for one host and port only.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PinnedCertificate {
    /// Host name as in the account.
    pub host: String,
    /// TCP port.
    pub port: u16,
    /// SHA-256 of the server's certificate (DER).
    pub fingerprint: crate::domain::hash::Sha256Hash,
}
