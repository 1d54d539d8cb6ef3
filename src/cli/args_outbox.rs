//! The command line of sending as it is typed.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `send …`
#[derive(Debug, Args)]
pub struct Send {
    /// Account.
    #[arg(long, value_name = "ID")]
    pub from: Option<i64>,
    /// By the Kanzlei account alone.
    #[arg(long, conflicts_with = "from")]
    pub schufa: bool,
    /// Finished message.
    #[arg(long, value_name = "F", conflicts_with_all = ["to", "cc", "bcc", "subject", "text", "html", "attach", "receipt"])]
    pub eml: Option<PathBuf>,
    /// Recipients.
    #[arg(long, value_name = "E-MAIL", required_unless_present = "eml")]
    pub to: Vec<String>,
    /// Recipients of copies.
    #[arg(long, value_name = "E-MAIL")]
    pub cc: Vec<String>,
    /// Recipients of blind copies.
    #[arg(long, value_name = "E-MAIL")]
    pub bcc: Vec<String>,
    /// Subject.
    #[arg(long)]
    pub subject: Option<String>,
    /// Text.
    #[arg(long, value_name = "F")]
    pub text: Option<PathBuf>,
    /// Text as HTML.
    #[arg(long, value_name = "F")]
    pub html: Option<PathBuf>,
    /// Attachments.
    #[arg(long, value_name = "F")]
    pub attach: Vec<PathBuf>,
    /// Asks for a read receipt.
    #[arg(long)]
    pub receipt: bool,
}

/// `outbox …`
#[derive(Debug, Subcommand)]
pub enum Outbox {
    /// List.
    List {
        /// Lines at the most.
        #[arg(long, value_name = "N", default_value_t = 100)]
        limit: u32,
    },
    /// Show.
    Show {
        /// Number.
        id: i64,
    },
    /// Try again.
    Retry {
        /// Number.
        id: i64,
    },
    /// Take back.
    Cancel {
        /// Number.
        id: i64,
    },
    /// Work off.
    Run {
        /// Once.
        #[arg(long)]
        once: bool,
    },
}
