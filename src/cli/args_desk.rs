//! The command line of the desk as it is typed.

use super::args::PageArguments;
use crate::domain::desk_list::SortKey;
use clap::{Args, Subcommand};
use jiff::civil::Date;

fn sort_key(word: &str) -> Result<SortKey, String> {
    SortKey::from_word(word).ok_or_else(|| word.to_owned())
}

/// `mail search …`
#[derive(Debug, Args)]
pub struct SearchArguments {
    /// Words.
    #[arg(required_unless_present_any = ["place", "akte", "person", "since", "until",
        "with_attachments", "unread"])]
    pub words: Vec<String>,
    /// Place.
    #[arg(long)]
    pub place: Option<String>,
    /// Aktennummer.
    #[arg(long, value_name = "NR")]
    pub akte: Option<String>,
    /// Person.
    #[arg(long)]
    pub person: Option<String>,
    /// From this day on.
    #[arg(long, value_name = "JJJJ-MM-TT")]
    pub since: Option<Date>,
    /// Up to this day.
    #[arg(long, value_name = "JJJJ-MM-TT")]
    pub until: Option<Date>,
    /// With attachments.
    #[arg(long)]
    pub with_attachments: bool,
    /// Unread.
    #[arg(long)]
    pub unread: bool,
}

/// Confirmation of what cannot be taken back easily.
#[derive(Debug, Args)]
pub struct Confirmed {
    /// Number.
    pub id: i64,
    /// Without asking.
    #[arg(long)]
    pub yes: bool,
}

/// `desk …`
#[derive(Debug, Subcommand)]
pub enum Desk {
    /// List.
    List {
        /// Place.
        #[arg(long)]
        place: String,
        /// As CSV.
        #[arg(long, conflicts_with = "json")]
        csv: bool,
        /// Order.
        #[arg(long, value_name = "ORDNUNG", value_parser = sort_key)]
        sort: Option<SortKey>,
        /// The other way round.
        #[arg(long)]
        reverse: bool,
        /// Part.
        #[command(flatten)]
        page: PageArguments,
    },
    /// Assign.
    Assign {
        /// Number.
        id: i64,
        /// Aktennummer.
        #[arg(long, value_name = "NR", required_unless_present_any = ["benutzer", "zentral"])]
        akte: Option<String>,
        /// Benutzer.
        #[arg(long, value_name = "N", conflicts_with = "zentral")]
        benutzer: Option<u16>,
        /// Into the Zentraler Postkorb.
        #[arg(long)]
        zentral: bool,
    },
    /// Change the Aktennummer.
    Move {
        /// Number.
        id: i64,
        /// Aktennummer; empty for the Benutzerakte.
        akte: String,
    },
    /// Pass on.
    Forward {
        /// Number.
        id: i64,
        /// Benutzer.
        #[arg(long, value_name = "N", required = true)]
        to: Vec<u16>,
        /// Instruction.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Take.
    Take {
        /// Number.
        id: i64,
    },
    /// Take everything that is one's own.
    Sync,
    /// Complete.
    Complete {
        /// Number.
        id: i64,
    },
    /// Reopen.
    Reopen {
        /// Number.
        id: i64,
    },
    /// Put off.
    Wiedervorlage {
        /// Number.
        id: i64,
        /// Day.
        #[arg(value_name = "JJJJ-MM-TT")]
        day: Option<Date>,
    },
    /// Into the Papierkorb.
    Delete(Confirmed),
    /// Out of the Papierkorb.
    Restore {
        /// Number.
        id: i64,
    },
    /// Delete for good.
    Destroy(Confirmed),
    /// Note as seen.
    Seen {
        /// Number.
        id: i64,
    },
    /// Undo.
    Undo {
        /// Number.
        id: i64,
    },
    /// Documents of an Akte.
    Documents {
        /// Number of the Akte in the register.
        register: i64,
        /// Part.
        #[command(flatten)]
        page: PageArguments,
    },
}
