//! The command line as it is typed. Help texts come from `i18n` by the path of the command.

pub use super::args_account::{Account, AccountTest, Discover, OauthClientVerb};
pub use super::args_backup::{Backup, FromStdin, Move, PlanWish};
pub use super::args_desk::{Confirmed, Desk, SearchArguments};
pub use super::args_office::{
    Akte, Eingangsfach, Klient, Quelle, Settings, TableArguments, Taetigkeit, Zuordnung,
};
pub use super::args_outbox::{Outbox, Send};
use clap::{Args, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// Everything that stands behind `kontorpost`.
#[derive(Debug, Parser)]
#[command(name = "kontorpost", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// Data directory.
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Language.
    #[arg(long, global = true, value_name = "de|en", value_parser = ["de", "en"])]
    pub lang: Option<String>,
    /// One JSON object a line.
    #[arg(long, global = true)]
    pub json: bool,
    /// Acting Benutzer.
    #[arg(long, global = true, value_name = "N")]
    pub user: Option<u16>,
    /// No window, only the symbol in the tray.
    #[arg(long)]
    pub tray: bool,
    /// Command; without one the window is opened.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Accounts.
    #[command(subcommand)]
    Account(Account),
    /// Benutzer.
    #[command(subcommand)]
    Benutzer(Benutzer),
    /// Datenpools.
    #[command(subcommand)]
    Pool(Pool),
    /// App devices.
    #[command(subcommand)]
    Geraet(Geraet),
    /// Akten.
    #[command(subcommand)]
    Akte(Akte),
    /// Kinds of work.
    #[command(subcommand)]
    Taetigkeit(Taetigkeit),
    /// Klienten.
    #[command(subcommand)]
    Klient(Klient),
    /// Trays of the Posteingang.
    #[command(subcommand)]
    Eingangsfach(Eingangsfach),
    /// Which account's mail comes into which tray.
    #[command(subcommand)]
    Quelle(Quelle),
    /// Whose mail goes to whom.
    #[command(subcommand)]
    Zuordnung(Zuordnung),
    /// Settings of the office.
    #[command(subcommand)]
    Settings(Settings),
    /// Fetching.
    #[command(args_conflicts_with_subcommands = true)]
    Receive {
        /// Once.
        #[arg(long)]
        once: bool,
        /// One account only.
        #[arg(long, value_name = "ID")]
        account: Option<i64>,
        /// State and orders.
        #[command(subcommand)]
        verb: Option<Receive>,
    },
    /// Fetching without a window.
    #[command(subcommand)]
    Receiver(NightReceiver),
    /// Sending.
    Send(Send),
    /// Postausgang.
    #[command(subcommand)]
    Outbox(Outbox),
    /// The desk.
    #[command(subcommand)]
    Desk(Desk),
    /// Why a Vorgang lies where it lies.
    Why {
        /// Number.
        id: i64,
    },
    /// Stored mail.
    #[command(subcommand)]
    Mail(Mail),
    /// Quarantine.
    #[command(subcommand)]
    Quarantine(Quarantine),
    /// Ledger.
    #[command(args_conflicts_with_subcommands = true)]
    Ledger {
        /// One account only.
        #[arg(long, value_name = "ID")]
        account: Option<i64>,
        /// From this day on.
        #[arg(long, value_name = "JJJJ-MM-TT")]
        since: Option<jiff::civil::Date>,
        /// Lines at the most.
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: u32,
        /// Acknowledging.
        #[command(subcommand)]
        verb: Option<Ledger>,
    },
    /// Check.
    Check,
    /// Opening in the window.
    Open {
        /// Links and files.
        #[arg(value_name = "MAILTO|F")]
        calls: Vec<OsString>,
    },
    /// The system's mail program.
    #[command(subcommand, name = "mailprogram")]
    MailProgram(MailProgram),
    /// What support needs.
    Diagnose(Diagnose),
    /// Backups.
    #[command(subcommand)]
    Backup(Backup),
    /// To another machine.
    #[command(subcommand)]
    Move(Move),
    /// Practice office.
    Demo {
        /// Without a window.
        #[arg(long)]
        headless: bool,
    },
}

/// `mailprogram …`
#[derive(Debug, Subcommand)]
pub enum MailProgram {
    /// How it stands.
    Show,
    /// In.
    Register,
    /// Out.
    Unregister,
}

/// `diagnose`
#[derive(Debug, Args)]
pub struct Diagnose {
    /// Target.
    #[arg(
        id = "diagnose-out",
        long = "out",
        value_name = "F.zip",
        required_unless_present = "show"
    )]
    pub out: Option<PathBuf>,
    /// Shown in the terminal.
    #[arg(long)]
    pub show: bool,
    /// Without the names of servers.
    #[arg(long)]
    pub hide_hosts: bool,
}

/// What can be said of a Benutzer.
#[derive(Debug, Args)]
pub struct BenutzerValues {
    /// Name.
    #[arg(long)]
    pub name: Option<String>,
    /// Address.
    #[arg(long, value_name = "E-MAIL")]
    pub address: Option<String>,
    /// Login name.
    #[arg(long)]
    pub login: Option<String>,
    /// Works here.
    #[arg(long, value_name = "true|false")]
    pub current: Option<bool>,
    /// Verwalter.
    #[arg(long, value_name = "true|false")]
    pub verwalter: Option<bool>,
    /// Right "E-Mails automatisch einlesen".
    #[arg(long, value_name = "true|false")]
    pub einlesen: Option<bool>,
    /// External staff without access.
    #[arg(long = "extern", value_name = "true|false")]
    pub external: Option<bool>,
}

/// `benutzer …`
#[derive(Debug, Subcommand)]
pub enum Benutzer {
    /// Add.
    Add {
        /// Number.
        number: u32,
        /// Values.
        #[command(flatten)]
        values: BenutzerValues,
    },
    /// List.
    List,
    /// Change.
    Edit {
        /// Number.
        number: u32,
        /// Values.
        #[command(flatten)]
        values: BenutzerValues,
    },
    /// Remove.
    Remove {
        /// Number.
        number: u32,
    },
    /// From a table.
    Import(TableArguments),
}

/// `pool …`
#[derive(Debug, Subcommand)]
pub enum Pool {
    /// Add.
    Add {
        /// Name.
        name: String,
    },
    /// List.
    List,
    /// Rename.
    Edit {
        /// Name.
        name: String,
        /// New name.
        #[arg(long = "name", value_name = "NAME")]
        new_name: String,
    },
    /// Remove.
    Remove {
        /// Name.
        name: String,
    },
}

/// What can be said of an app device.
#[derive(Debug, Args)]
pub struct GeraetValues {
    /// Whose it is.
    #[arg(long, value_name = "N")]
    pub benutzer: Option<u32>,
    /// Address.
    #[arg(long, value_name = "E-MAIL")]
    pub address: Option<String>,
    /// Confirmed.
    #[arg(long, value_name = "true|false")]
    pub confirmed: Option<bool>,
}

/// `geraet …`
#[derive(Debug, Subcommand)]
pub enum Geraet {
    /// Add.
    Add {
        /// Name.
        name: String,
        /// Values.
        #[command(flatten)]
        values: GeraetValues,
    },
    /// List.
    List,
    /// Change.
    Edit {
        /// Name.
        name: String,
        /// Values.
        #[command(flatten)]
        values: GeraetValues,
    },
    /// Remove.
    Remove {
        /// Name.
        name: String,
    },
}

/// Part of a list.
#[derive(Debug, Args)]
pub struct PageArguments {
    /// Rows at the most.
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: u32,
    /// Rows left out before.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: u32,
}

/// `mail …`
#[derive(Debug, Subcommand)]
pub enum Mail {
    /// List.
    List {
        /// One account only.
        #[arg(long, value_name = "ID")]
        account: Option<i64>,
        /// Part.
        #[command(flatten)]
        page: PageArguments,
    },
    /// Show.
    Show {
        /// Number.
        id: i64,
    },
    /// Answers a read receipt.
    Receipt {
        /// Number.
        id: i64,
    },
    /// Lists what came along.
    Files {
        /// Number.
        id: i64,
    },
    /// Saves a file of it.
    Save {
        /// Number.
        id: i64,
        /// Which one.
        #[arg(long, value_name = "N", required_unless_present = "all")]
        part: Option<String>,
        /// All of them.
        #[arg(long)]
        all: bool,
        /// Target.
        #[arg(long, value_name = "F|DIR")]
        out: PathBuf,
    },
    /// Saves it as a PDF.
    Pdf {
        /// Number.
        id: i64,
        /// Target.
        #[arg(long, value_name = "F")]
        out: PathBuf,
    },
    /// Export.
    Export {
        /// Number.
        #[arg(required_unless_present = "all", conflicts_with = "all")]
        id: Option<i64>,
        /// All of them.
        #[arg(long)]
        all: bool,
        /// Target.
        #[arg(long, value_name = "F|DIR")]
        out: PathBuf,
    },
    /// Import old mail.
    Import {
        /// Account.
        #[arg(id = "into", long = "account", value_name = "ID")]
        into: i64,
        /// Single messages.
        #[arg(long, value_name = "F", num_args = 1.., required_unless_present_any = ["mbox", "dir"])]
        eml: Vec<PathBuf>,
        /// Mbox files.
        #[arg(long, value_name = "F", num_args = 1..)]
        mbox: Vec<PathBuf>,
        /// Directories.
        #[arg(long, value_name = "DIR", num_args = 1..)]
        dir: Vec<PathBuf>,
        /// Into the day's work.
        #[arg(long)]
        to_desk: bool,
    },
    /// Search.
    Search {
        /// What is wanted.
        #[command(flatten)]
        wanted: Box<SearchArguments>,
        /// Part.
        #[command(flatten)]
        page: PageArguments,
    },
}

/// `quarantine …`
#[derive(Debug, Subcommand)]
pub enum Quarantine {
    /// List.
    List,
    /// Show.
    Show {
        /// Number.
        id: i64,
    },
    /// Retry.
    Retry {
        /// Number.
        id: i64,
    },
    /// Export.
    Export {
        /// Number.
        id: i64,
        /// Target.
        #[arg(long, value_name = "F")]
        out: PathBuf,
    },
    /// Discard.
    Discard {
        /// Number.
        id: i64,
    },
}

/// `receive …`
#[derive(Debug, Subcommand)]
pub enum Receive {
    /// State of every account.
    Status,
    /// Fetch at once.
    Now,
}

/// `receiver …`
#[derive(Debug, Subcommand)]
pub enum NightReceiver {
    /// Set up.
    Install {
        /// Begin at sign-in only.
        #[arg(long)]
        at_logon: bool,
    },
    /// Take away.
    Remove,
    /// State.
    Status,
}

/// `ledger …`
#[derive(Debug, Subcommand)]
pub enum Ledger {
    /// Acknowledge.
    Ack {
        /// Run.
        run: i64,
    },
}
