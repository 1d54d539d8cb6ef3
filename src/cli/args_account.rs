//! The command line of accounts as it is typed.

use crate::domain::discovery::Mailbox;
use crate::domain::hash::Sha256Hash;
use crate::domain::oauth::Provider;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `account …`
#[derive(Debug, Subcommand)]
pub enum Account {
    /// Propose servers.
    Discover(Discover),
    /// Add.
    Add {
        /// Roll-out file.
        #[arg(long, value_name = "F")]
        file: PathBuf,
        /// Password on standard input.
        #[arg(long)]
        password_stdin: bool,
        /// Take the Kanzlei mark from the account that has it.
        #[arg(long = "move")]
        move_kanzlei: bool,
    },
    /// List.
    List,
    /// Show.
    Show {
        /// Number.
        id: i64,
    },
    /// Folders that are not fetched.
    Folders {
        /// Number.
        id: i64,
        /// Import what lies there.
        #[arg(long = "import", id = "import_folder", value_name = "NAME")]
        import: Option<String>,
    },
    /// Export.
    Export {
        /// Number.
        id: i64,
    },
    /// Change.
    Edit {
        /// Number.
        id: i64,
        /// Roll-out file.
        #[arg(long, value_name = "F")]
        file: PathBuf,
        /// Take the Kanzlei mark from the account that has it.
        #[arg(long = "move")]
        move_kanzlei: bool,
    },
    /// Password.
    Password {
        /// Number.
        id: i64,
        /// From standard input.
        #[arg(long = "stdin", required = true)]
        password_stdin: bool,
        /// For the outgoing server alone.
        #[arg(long)]
        outgoing: bool,
    },
    /// Remove.
    Remove {
        /// Number.
        id: i64,
    },
    /// Take every secret out of the keychain.
    ForgetSecrets {
        /// Without asking.
        #[arg(long)]
        yes: bool,
    },
    /// Pin a certificate.
    Trust {
        /// Number.
        id: i64,
        /// Fingerprint.
        #[arg(long, value_name = "SHA256", value_parser = fingerprint)]
        fingerprint: Sha256Hash,
        /// For the outgoing server.
        #[arg(long)]
        outgoing: bool,
    },
    /// Sign in in the browser.
    Signin {
        /// Number.
        id: i64,
        /// With a code.
        #[arg(long)]
        device: bool,
        /// For the outgoing server alone.
        #[arg(long)]
        outgoing: bool,
    },
    /// Sign out.
    Signout {
        /// Number.
        id: i64,
        /// For the outgoing server alone.
        #[arg(long)]
        outgoing: bool,
    },
    /// Registrations with providers.
    #[command(subcommand)]
    OauthClient(OauthClientVerb),
    /// Test.
    Test(AccountTest),
    /// Last working settings.
    Restore {
        /// Number.
        id: i64,
    },
    /// Take pins back.
    Untrust {
        /// Number.
        id: i64,
    },
}

/// `account oauth-client …`
#[derive(Debug, Subcommand)]
pub enum OauthClientVerb {
    /// List.
    List,
    /// Take over.
    Import {
        /// File.
        file: PathBuf,
    },
    /// Forget.
    Remove {
        /// Provider.
        #[arg(value_parser = provider)]
        provider: Provider,
    },
    /// Step by step.
    Guide {
        /// Provider.
        #[arg(value_parser = provider)]
        provider: Provider,
    },
}

fn provider(word: &str) -> Result<Provider, String> {
    Provider::from_word(word).ok_or_else(|| word.to_owned())
}

/// `account test`
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("subject").required(true).args(["id", "file", "all"])))]
pub struct AccountTest {
    /// Number.
    pub id: Option<i64>,
    /// Roll-out file.
    #[arg(long, value_name = "F")]
    pub file: Option<PathBuf>,
    /// Every account.
    #[arg(long, conflicts_with_all = ["password_stdin", "send_test_mail", "apply_repair", "report"])]
    pub all: bool,
    /// Password on standard input.
    #[arg(long)]
    pub password_stdin: bool,
    /// Send a message to the own address.
    #[arg(long)]
    pub send_test_mail: bool,
    /// A host that may hear the password while the Exchange server is looked for.
    #[arg(long, value_name = "HOST", conflicts_with = "all")]
    pub confirm: Vec<String>,
    /// Make the proposed change.
    #[arg(long)]
    pub apply_repair: bool,
    /// A page for the hotline.
    #[arg(long, value_name = "F")]
    pub report: Option<PathBuf>,
    /// A table for a spreadsheet.
    #[arg(long, requires = "all")]
    pub csv: bool,
}

/// `account discover`
#[derive(Debug, Args)]
pub struct Discover {
    /// Address.
    #[arg(value_name = "E-MAIL", value_parser = mailbox)]
    pub address: Mailbox,
    /// Try usual names.
    #[arg(long)]
    pub guess: bool,
    /// Ask Thunderbird's database.
    #[arg(long)]
    pub allow_ispdb: bool,
    /// Look for an Exchange server as well.
    #[arg(long)]
    pub exchange: bool,
    /// A host that may be told name and password (from standard input).
    #[arg(long, value_name = "HOST", requires = "exchange")]
    pub confirm: Vec<String>,
}

fn mailbox(address: &str) -> Result<Mailbox, String> {
    Mailbox::parse(address).ok_or_else(|| address.to_owned())
}

/// The words of the refusal come from the usage errors.
fn fingerprint(text: &str) -> Result<Sha256Hash, &'static str> {
    Sha256Hash::from_hex(text).ok_or("no fingerprint")
}
