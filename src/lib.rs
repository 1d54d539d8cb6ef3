//! Kontorpost: the office's mail, from the server into the database, each message exactly once.
//!
//! # Floors
//!
//! Imports go downwards only; rooms of one floor do not know each other. `tests/architecture.rs`
//! checks this, and which foreign crate may stand in which room.
//!
//! ```text
//!  floor 3   gui │ cli               windows and dialogs; arguments in, tables or JSON out.
//!             │                      They do not know each other.
//!             │
//!  floor 2   service                 Office: what a person can ask for; receiver, import, sending,
//!             │                      account test, discovery, notices
//!             │                      (service::demo: the practice office and its servers)
//!  floor 1   storage │ archive │ secrets │ transport │ mime │ i18n │ settings │ logbook │
//!             │ instance │ registration
//!             │        one outside thing each
//!  floor 0   domain                  values and rules, no input or output
//! ```
//!
//! # How one message flows
//!
//! [`transport::Mailbox`] lists; [`storage::Storage::compare`] holds the listing against the ledger;
//! what is new is fetched, newest first, through a bounded channel ([`transport::sink`]); one thread
//! hashes, compresses ([`storage::raw`]) and reads it ([`mime::MailReader`]); another commits
//! batches ([`storage::Storage::commit_import`]), each in one transaction of raw bytes, index, ledger
//! entry and the wish to remove on the server. Only what was committed, read back and compared is
//! removed there. A crash anywhere leaves either a message that is fetched again and recognised, or
//! a wish that a later run carries out.
//!
//! # How a mail finds its place
//!
//! [`domain::routing::route`] decides, and nothing else does: a pure function of the account, the
//! mail and a [`domain::rules::RuleBook`] that is read again when it has changed. [`domain::subject`] reads the
//! subject, [`domain::docket`] keeps court file numbers out, [`domain::klient`] looks up the Klient.
//! Each decision is a [`domain::reason::Reason`]; places follow from the reasons alone, so the history
//! cannot tell anything else than what was done. What is decided becomes rows in the transaction that
//! stores the mail ([`domain::filing`]).
//!
//! # How a list of a hundred thousand opens
//!
//! A [`domain::desk::Vorgang`] row carries what it is sorted and counted by. The window asks for the
//! numbers of a whole list in order ([`service::Office::desk_order`]), which come out of one index,
//! and for rows as they come into sight. Triggers keep the counters and a version of each list, so
//! that a window hears of changes by any process for the price of one row. A search works the same
//! way: each word becomes a set of contents, the sets are cut with one another, and the mails are
//! walked in the order of their dates; one to three letters have an index of their own, because
//! thousands of words begin with them. Nothing is ever sorted that is not shown.
//!
//! # How one letter leaves
//!
//! A [`domain::letter::Draft`] becomes bytes once ([`mime::compose`]) and is queued with everything
//! fixed. Each step is committed before it is taken: "wird gesendet" before the server hears of it,
//! and that the message is complete before its end is written, without which no server accepts it. A
//! crash therefore leaves a letter that waits again, or one that is "unklar" and never sent again by
//! itself.
//!
//! # How a click goes
//!
//! `view` turns the state of a screen into widgets; a widget sends a message; `update` changes the
//! state and answers with an [`gui::action::Action`]: a task that asks [`service::Office`] and comes
//! back as a message, a dialog to open, an outcome to close with. Only [`gui::hosting`] knows whether
//! a dialog is a window or a layer. The receiver's events reach the screens by one subscription
//! ([`gui::engine`]).
//!
//! # How the program stays
//!
//! [`gui::tray`] shows a symbol where the desktop has a tray (D-Bus on Linux, the shell on Windows);
//! [`gui::app::resident`] decides what closing the window means and opens it again. What the symbol
//! says is a [`service::presence::Presence`]: unread, last fetch, and whether anybody fetches at all,
//! which the window says too. A receiver without a window is a task of Windows or a unit of systemd
//! ([`service::night_receiver`]), which runs `kontorpost receive` under the login that owns the secrets.
//!
//! # How Exchange is spoken to
//!
//! One HTTP/1.1 connection for each account (`transport::web`), because NTLM signs in a connection
//! (`transport::web_sign_in`, `transport::ntlm`); Exchange Web Services in the house
//! (`transport::ews`), Graph in the cloud (`transport::graph`), behind one
//! [`transport::ExchangeMailbox`]. Both tell only what has changed since a mark; what they told
//! ([`domain::ledger::FolderMemory`]) is remembered after everything of it is in the ledger. The
//! server puts a message together anew each time, so its name is the server's, and a message that
//! comes back under another name is known by its moment of arrival and its Message-ID. A letter
//! leaves with one request whose last byte is held back until "handed over" is written down.
//! A message flows on while it arrives (`transport::ews::carve`, `transport::flow`), so that none lies
//! in memory as a whole.
//!
//! # How an account is tested
//!
//! The connection tells a [`transport::Watcher`] of every step it has passed; the test walks the same
//! way as the receiver and the sender and turns what it hears into rows. Where an Exchange account has
//! no server yet, the first rows are those of the search for it, and what was found is a repair. What failed gets a
//! [`domain::diagnosis::FailureClass`] from the step and the reply code, and, where looking at the
//! ports of the host shows it, a [`domain::repair::Repair`].
//!
//! # How a mail is read
//!
//! [`mime::open`] takes a message apart down to its last wrapper (winmail.dat, `.msg`, signed S/MIME
//! become MIME first, so that one code reads them all) and turns HTML and text into a
//! [`domain::reading::Document`]: blocks with looks. What acts, fetches, hides or lies is left out
//! there, and nowhere else, so that the window ([`gui::widget::rich_text`]) and paper ([`mime::pdf`])
//! have nothing to be careful about. All of it is made on a thread of its own; the window lays out
//! what is in sight.
//!
//! # How a second start finds the first
//!
//! [`instance::claim`] decides by a lock who is first; the others hand over what they were called with
//! ([`domain::call`]) on a local socket and end. The window takes it as a message ([`gui::app`]) and
//! only then is the other start told so; a window that hangs is noticed by that. Whatever comes this way
//! fills in an E-Brief or opens a file to be read, and does nothing else. A file that is read without
//! being in the office has a number below zero ([`service::opened_files`]), so that everything that
//! reads messages reads it, too.
//!
//! # How a person signs in in the browser
//!
//! [`service::Office::begin_sign_in`] opens a port of this machine ([`transport::oauth::Loopback`]) and
//! makes the page's address; what comes back there becomes a [`service::oauth::Grant`], which
//! [`service::Office::keep_sign_in`] keeps for an account: the refresh token in [`secrets`], who and
//! until when in the database. Whoever needs a token asks [`service::Office::access_token`]; it is
//! renewed by one at a time, in all processes, and what comes new is kept before it is used.
//! Both servers of an account may have a sign-in of their own ([`domain::secret::SignInOf`]).
//!
//! # How a fault is found
//!
//! [`logbook`] appends one line for each thing that happened to a file of the data directory;
//! [`service::Office`] writes them ([`service::logging`]), and whatever comes from outside passes
//! [`domain::mask`] first, which takes persons and secrets out. "Diagnose" ([`service::diagnose`])
//! gathers log, state and settings into pages that are shown before they are packed.
//!
//! # How a proxy is passed
//!
//! Only https goes by a proxy ([`transport::Proxies`]): a tunnel is asked for first, and the
//! connection behind it is the same as a direct one. IMAP, POP3 and SMTP always go directly.
//!
//! # How a backup is made and put back
//!
//! [`storage::Storage::copy_database`] copies one moment of the database while others write,
//! [`archive`] packs it, and the file is read back before it gets its name ([`service::backup`]). Put
//! back, a backup is unpacked and made ready beside the office; one rename decides that it is to take
//! its place, and whoever opens the office next carries that out ([`storage::swap`]) while nobody
//! else has it open ([`storage::in_use`]).
//!
//! # Glossary
//!
//! The word on the screen is the word in the code where English only blurs it.
//!
//! | word | meaning |
//! |---|---|
//! | Abrufbuch, ledger | one line a run: on server, new, stored, quarantined, skipped, removed; and what is known of each server |
//! | Akte | matter of the office; its Aktennummer ("8/20") is unique in its Datenpool |
//! | Altbestand | mail that lay on the server when the account was set up |
//! | App-Gerät | telephone or tablet that copies of mail can be sent to |
//! | Ansprechpartner | someone at a Klient, whose address finds the Klient |
//! | App-Registrierung, client | the office's own registration with a provider of sign-ins (client id, tenant, client key) |
//! | Benutzer | someone who works in the office, with a number from 1 to 999 |
//! | Benutzerakte | catch-all Akte of one Benutzer |
//! | content | the bytes of a message, stored once whatever accounts it arrived at |
//! | Datenpool | separate data set of the firm: a column, not a file |
//! | Diagnose | what support needs, as pages that are shown before they are packed |
//! | directive | order in a subject ("Betreff-Befehl"): `8/20ea` into the E-Akte past every desk, `8/20pk2` also into Postkorb 2 |
//! | docket | court file number such as `12 O 345/20`; never taken for an Aktennummer |
//! | draft, Entwurf | an E-Brief while it is written; saves itself |
//! | document | a message, one attachment of it, or a sent letter in an Akte |
//! | E-Akte | the documents of an Akte, in subfolders of its own |
//! | E-Brief, letter | mail that the office sends |
//! | Eingangsfach | one tray of the Posteingang; its Quellen are the accounts whose mail comes into it |
//! | aside | the office as it was before a backup was put back, kept in a folder of its own |
//! | Bereitstellung, deployment | where an Exchange mailbox lies: in the house (EWS) or in Microsoft's cloud (Graph) |
//! | epoch | one server identity (host, user, folder, UIDVALIDITY) in which a UID or UIDL means one message |
//! | grant | a finished sign-in in the browser that belongs to no account yet |
//! | Kanzlei E-Mail Konto | the office-wide sender; at most one |
//! | Klient | client (Tau-Office) |
//! | log, Protokoll | one line for each thing that happened, without persons and secrets |
//! | mail | a content that arrived at an account: what lists show |
//! | Posteingang | the office-wide incoming desk |
//! | Postkorb | to-do tray of one Benutzer; the Zentraler Postkorb is shared |
//! | Postausgang, outbox | letters on their way, and what became of them |
//! | quarantine | messages that could not be fetched or stored, with the reason |
//! | retired, stillgelegt | a data directory from which nothing is fetched or sent: moved to another machine, or aside |
//! | Sicherung, backup | everything of the office in one file |
//! | Umzug, move | a backup for another machine, encrypted, with secrets on wish |
//! | repair | change of named fields that would mend a failed account test |
//! | roll-out file | an account as TOML, without secrets |
//! | run | one fetch of one account |
//! | Sammelakte | catch-all Akte of a Datenpool, for the Zentraler Postkorb |
//! | snapshot | settings with which an account last passed a whole test |
//! | Tätigkeit | kind of work under which mail is read in |
//! | Verwalter | Benutzer who may change accounts and master data |
//! | Von→An, Zuordnung | the mail of this sender may be taken by this Benutzer |
//! | Vorgang | one message in one place of the day's work |
//! | wish | a stored order to remove a message on the server |

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]

pub mod archive;
pub mod cli;
pub mod domain;
pub mod gui;
pub mod i18n;
pub mod instance;
pub mod logbook;
pub mod mime;
mod registration;
pub mod secrets;
pub mod service;
pub mod settings;
pub mod storage;
pub mod transport;

use std::ffi::OsString;
use std::process::ExitCode;

/// The program: hands its arguments to the command line, and opens the window when they name no
/// command.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    match cli::run(arguments) {
        cli::Ran::Done(code) => code,
        cli::Ran::Window {
            directory,
            acting,
            calls,
            language,
            hidden,
        } => gui::run(gui::Start::Office {
            directory,
            acting,
            calls,
            language,
            hidden,
        }),
        cli::Ran::PracticeWindow { language } if gui::is_possible() => {
            gui::run(gui::Start::Practice { language })
        }
        cli::Ran::PracticeWindow { language } => cli::practice(language),
    }
}
