//! `kontorpost backup …` and `move …` as they are typed.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Where a passphrase comes from. Never from an argument: everybody on the machine sees those.
#[derive(Debug, Clone, Copy, Args)]
pub struct FromStdin {
    /// First line of standard input.
    #[arg(long)]
    pub passphrase_stdin: bool,
}

/// `backup …`
#[derive(Debug, Subcommand)]
pub enum Backup {
    /// Makes one.
    Create {
        /// New file.
        #[arg(long, value_name = "F", conflicts_with = "folder")]
        out: Option<PathBuf>,
        /// Folder, under the usual name.
        #[arg(long, value_name = "DIR", required_unless_present = "out")]
        folder: Option<PathBuf>,
        /// Encrypted.
        #[command(flatten)]
        sealed: FromStdin,
    },
    /// Checks one.
    Check {
        /// File.
        #[arg(value_name = "F")]
        backup: PathBuf,
        /// Encrypted.
        #[command(flatten)]
        sealed: FromStdin,
    },
    /// Lists those in a folder.
    List {
        /// Folder; without one that of the plan.
        #[arg(long, value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Puts one back.
    Restore {
        /// File.
        #[arg(value_name = "F")]
        backup: PathBuf,
        /// Encrypted.
        #[command(flatten)]
        sealed: FromStdin,
    },
    /// Takes back one that is ready to be put back with the next start.
    Cancel,
    /// How it stands with the backups.
    Status,
    /// Makes them by itself.
    Plan(PlanWish),
}

/// What is to be changed about the backups that are made by themselves.
#[derive(Debug, Args)]
pub struct PlanWish {
    /// On or off.
    #[arg(long, value_name = "true|false")]
    pub on: Option<bool>,
    /// Time of day.
    #[arg(long, value_name = "HH:MM")]
    pub time: Option<String>,
    /// Folder.
    #[arg(long, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// How many stay.
    #[arg(long, value_name = "N")]
    pub keep: Option<u16>,
    /// Encrypted or not.
    #[arg(long, value_name = "true|false")]
    pub encrypt: Option<bool>,
    /// The passphrase for it.
    #[command(flatten)]
    pub sealed: FromStdin,
}

/// `move …`
#[derive(Debug, Subcommand)]
pub enum Move {
    /// Everything that another machine needs.
    Export {
        /// New file.
        #[arg(long, value_name = "F")]
        out: PathBuf,
        /// Passwords and sign-ins as well.
        #[arg(long)]
        with_secrets: bool,
        /// Passphrase.
        #[arg(long, required = true)]
        passphrase_stdin: bool,
    },
    /// Takes it over here.
    Import {
        /// File.
        #[arg(value_name = "F")]
        backup: PathBuf,
        /// Passphrase.
        #[arg(long, required = true)]
        passphrase_stdin: bool,
    },
    /// From now on nothing is fetched or sent here.
    Retire,
    /// Takes that back.
    Undo,
}
