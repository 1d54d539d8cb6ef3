//! The command line of the office's registers and settings as it is typed.

use super::args::PageArguments;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// A table to take entries from.
#[derive(Debug, Args)]
pub struct TableArguments {
    /// Table.
    #[arg(long = "file", value_name = "F")]
    pub table: PathBuf,
    /// Change entries that are here already.
    #[arg(long = "update")]
    pub change: bool,
}

/// What can be said of an Akte.
#[derive(Debug, Args)]
pub struct AkteValues {
    /// Short description.
    #[arg(long = "name", value_name = "TEXT")]
    pub kurzbezeichnung: Option<String>,
    /// Who works on it.
    #[arg(long, value_name = "N|keiner")]
    pub sachbearbeiter: Option<String>,
}

/// `akte …`
#[derive(Debug, Subcommand)]
pub enum Akte {
    /// Add.
    Add {
        /// Number.
        aktennummer: String,
        /// Datenpool.
        #[arg(long, value_name = "NAME")]
        pool: Option<String>,
        /// Values.
        #[command(flatten)]
        values: AkteValues,
    },
    /// List.
    List {
        /// Datenpool.
        #[arg(long, value_name = "NAME")]
        pool: Option<String>,
        /// Benutzerakten and Sammelakten, too.
        #[arg(long = "alle")]
        catch_alls: bool,
        /// Part.
        #[command(flatten)]
        page: PageArguments,
    },
    /// Change.
    Edit {
        /// Number.
        aktennummer: String,
        /// Datenpool.
        #[arg(long, value_name = "NAME")]
        pool: Option<String>,
        /// New number.
        #[arg(long = "number", value_name = "AKTENNUMMER")]
        new_aktennummer: Option<String>,
        /// New Datenpool.
        #[arg(long, value_name = "NAME")]
        new_pool: Option<String>,
        /// Values.
        #[command(flatten)]
        values: AkteValues,
    },
    /// Remove.
    Remove {
        /// Number.
        aktennummer: String,
        /// Datenpool.
        #[arg(long, value_name = "NAME")]
        pool: Option<String>,
    },
    /// From a table.
    Import(TableArguments),
}

/// `taetigkeit …`
#[derive(Debug, Subcommand)]
pub enum Taetigkeit {
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

/// `klient …`
#[derive(Debug, Subcommand)]
pub enum Klient {
    /// Add.
    Add {
        /// Name.
        name: String,
        /// Addresses.
        #[arg(long, value_name = "E-MAIL")]
        ansprechpartner: Vec<String>,
    },
    /// List.
    List,
    /// Change.
    Edit {
        /// Name.
        name: String,
        /// New name.
        #[arg(long = "name", value_name = "NAME")]
        new_name: Option<String>,
        /// Further addresses.
        #[arg(long, value_name = "E-MAIL")]
        ansprechpartner: Vec<String>,
        /// Addresses to take away.
        #[arg(long, value_name = "E-MAIL")]
        ohne: Vec<String>,
    },
    /// Remove.
    Remove {
        /// Name.
        name: String,
    },
    /// From a table.
    Import(TableArguments),
}

/// `eingangsfach …`
#[derive(Debug, Subcommand)]
pub enum Eingangsfach {
    /// Add.
    Add {
        /// Name.
        name: String,
    },
    /// List.
    List,
    /// Change.
    Edit {
        /// Name.
        name: String,
        /// New name.
        #[arg(long = "name", value_name = "NAME")]
        new_name: Option<String>,
        /// Make it the standard one.
        #[arg(long)]
        standard: bool,
    },
    /// Remove.
    Remove {
        /// Name.
        name: String,
    },
}

/// `quelle …`
#[derive(Debug, Subcommand)]
pub enum Quelle {
    /// Add.
    Add {
        /// Account.
        account: i64,
        /// Tray.
        #[arg(long, value_name = "NAME")]
        fach: String,
    },
    /// List.
    List,
    /// Change.
    Edit {
        /// Account.
        account: i64,
        /// Tray.
        #[arg(long, value_name = "NAME")]
        fach: String,
    },
    /// Back to the standard tray.
    Remove {
        /// Account.
        account: i64,
    },
}

/// `zuordnung …`
#[derive(Debug, Subcommand)]
pub enum Zuordnung {
    /// Add.
    Add {
        /// Sender.
        von: String,
        /// Benutzer.
        #[arg(long, value_name = "N", required = true, value_delimiter = ',')]
        an: Vec<u32>,
    },
    /// List.
    List,
    /// Replace.
    Edit {
        /// Sender.
        von: String,
        /// Benutzer.
        #[arg(long, value_name = "N", required = true, value_delimiter = ',')]
        an: Vec<u32>,
    },
    /// Remove.
    Remove {
        /// Sender.
        von: String,
        /// One of the Benutzer only.
        #[arg(long, value_name = "N")]
        an: Option<u32>,
    },
}

/// `settings …`
#[derive(Debug, Subcommand)]
pub enum Settings {
    /// Show.
    Show,
    /// Change.
    Set(SettingsValues),
}

/// `settings set`
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("anything").required(true).multiple(true)
    .args(["betreff_befehle", "weiterleitung", "sperren", "entsperren", "fax_kennung", "einlesen_on",
           "minuten", "taetigkeit", "abschliessen"])))]
pub struct SettingsValues {
    /// Whose directives count.
    #[arg(long, value_name = "own|known|all")]
    pub betreff_befehle: Option<String>,
    /// Forwarding of the Posteingang.
    #[arg(long, value_name = "N|keine")]
    pub weiterleitung: Option<String>,
    /// Senders to block.
    #[arg(long, value_name = "E-MAIL|@DOMAIN")]
    pub sperren: Vec<String>,
    /// Senders to block no longer.
    #[arg(long, value_name = "E-MAIL|@DOMAIN")]
    pub entsperren: Vec<String>,
    /// Fax identification.
    #[arg(long, value_name = "E-MAIL|@DOMAIN|keine")]
    pub fax_kennung: Option<String>,
    /// Automatic reading.
    #[arg(long = "einlesen", value_name = "true|false")]
    pub einlesen_on: Option<bool>,
    /// Minutes between two readings.
    #[arg(long, value_name = "1-1440")]
    pub minuten: Option<String>,
    /// Kind of work.
    #[arg(long, value_name = "NAME|keine")]
    pub taetigkeit: Option<String>,
    /// Complete at once.
    #[arg(long, value_name = "true|false")]
    pub abschliessen: Option<bool>,
}
