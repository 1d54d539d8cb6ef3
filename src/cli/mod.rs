//! The office without a window: arguments in, tables or JSON out.

mod account;
mod account_test;
mod akten;
mod args;
mod args_account;
mod args_backup;
mod args_desk;
mod args_office;
mod args_outbox;
mod backup;
mod demo;
mod desk;
mod desk_list;
mod diagnose;
mod discover;
mod mail;
mod mail_files;
mod mail_program;
mod night_receiver;
mod oauth;
mod office_settings;
mod old_mail;
mod open;
mod output;
mod receive;
mod receiver;
mod registers;
mod send;
mod stammdaten;
mod upkeep;
mod usage;
mod zuordnungen;

use crate::domain::call::{Call, CallFault};
use crate::i18n::{Language, texts};
use crate::service::calls;
use crate::service::logging;
use crate::service::{Acting, Error, Office, Result};
use crate::settings;
use args::{Arguments, Command};
use clap::{CommandFactory, FromArgMatches};
use output::Output;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// How long calls of the system that cannot be broken off are waited for at the end.
const LEFTOVERS: Duration = Duration::from_millis(200);

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Done: exit code 0.
    Done,
    /// Something failed and has been told: exit code 1.
    Failed,
}

/// Where a command works, and as whom.
struct Place {
    data_dir: Option<PathBuf>,
    user: Option<u16>,
    /// The words of the command, without what was typed behind them.
    words: String,
}

/// What running the arguments came to.
#[derive(Debug)]
pub enum Ran {
    /// A command was carried out.
    Done(ExitCode),
    /// No command: the window is wanted.
    Window {
        /// Data directory.
        directory: PathBuf,
        /// Who acts.
        acting: Acting,
        /// What it is called with.
        calls: std::result::Result<Vec<Call>, CallFault>,
        /// Language, if one was named.
        language: Option<Language>,
        /// No window, only the symbol in the tray.
        hidden: bool,
    },
    /// The practice office is wanted in the window.
    PracticeWindow {
        /// Language, if one was named.
        language: Option<Language>,
    },
}

/// Runs one command. Exit codes: 0 done, 1 something failed, 2 wrong usage.
pub fn run(arguments: Vec<OsString>) -> Ran {
    let arguments = open::named(arguments);
    let settings = settings::load();
    let asked = asked_language(&arguments);
    let language = asked.unwrap_or(settings.language);
    let command = usage::localized(Arguments::command(), language);
    let mut words = String::new();
    let parsed = command
        .try_get_matches_from(&arguments)
        .and_then(|matches| {
            words = command_words(&matches);
            Arguments::from_arg_matches(&matches)
        });
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return Ran::Done(refuse(&error, language, &arguments)),
    };
    let output = Output {
        json: parsed.json,
        language,
    };
    for key in &settings.ignored {
        output.log(texts::settings_ignored(key));
    }
    let data_dir = parsed.data_dir.clone().or(settings.data_dir.clone());
    let (command, calls) = match parsed.command {
        Some(Command::Open { calls }) => (None, calls::read(&calls)),
        command => (command, Ok(Vec::new())),
    };
    let Some(command) = command else {
        let Some(directory) = data_dir.or_else(settings::usual_data_dir) else {
            output.refusal("no-data-dir", texts::error_no_data_dir());
            return Ran::Done(ExitCode::from(1));
        };
        return Ran::Window {
            directory,
            acting: parsed.user.map_or(Acting::Login, Acting::Benutzer),
            calls,
            language: asked,
            hidden: parsed.tray,
        };
    };
    if let Command::Demo { headless: false } = command
        && !parsed.json
    {
        return Ran::PracticeWindow { language: asked };
    }
    let place = Place {
        data_dir,
        user: parsed.user,
        words,
    };
    Ran::Done(carry_out(command, place, settings, output))
}

fn command_words(matches: &clap::ArgMatches) -> String {
    let mut words = Vec::new();
    let mut at = Some(matches);
    while let Some((word, below)) = at.and_then(clap::ArgMatches::subcommand) {
        words.push(word);
        at = Some(below);
    }
    words.join(" ")
}

/// The practice office without a window, where none is possible.
pub fn practice(language: Option<Language>) -> ExitCode {
    let settings = settings::load();
    let output = Output {
        json: false,
        language: language.unwrap_or(settings.language),
    };
    output.log(texts::window_no_display());
    let command = Command::Demo { headless: true };
    let place = Place {
        data_dir: None,
        user: None,
        words: String::new(),
    };
    carry_out(command, place, settings, output)
}

fn carry_out(
    command: Command,
    place: Place,
    settings: settings::Settings,
    output: Output,
) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    let outcome = match runtime {
        Ok(runtime) => {
            let outcome = runtime.block_on(execute(command, place, settings, output));
            // The system looks names up and opens the keychain in its own time: whoever said stop
            // does not wait for an answer that nobody wants any more.
            runtime.shutdown_timeout(LEFTOVERS);
            outcome
        }
        Err(error) => Err(Error::Internal(error.to_string())),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::from(1),
        Err(error) => {
            output.error(&error);
            ExitCode::from(1)
        }
    }
}

/// The language is needed before the arguments are read, because reading them may fail.
fn asked_language(arguments: &[OsString]) -> Option<Language> {
    let mut words = arguments.iter().filter_map(|it| it.to_str());
    while let Some(word) = words.next() {
        if word == "--lang" {
            return words.next().and_then(Language::from_code);
        }
        if let Some(code) = word.strip_prefix("--lang=") {
            return Language::from_code(code);
        }
    }
    None
}

fn refuse(error: &clap::Error, language: Language, arguments: &[OsString]) -> ExitCode {
    use clap::error::ErrorKind;
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let command: Vec<&str> = arguments
        .iter()
        .skip(1)
        .filter_map(|it| it.to_str())
        .take_while(|it| !it.starts_with('-'))
        .take_while(|it| it.chars().all(|c| c.is_ascii_lowercase()))
        .take(2)
        .collect();
    let known = Arguments::command();
    let mut at = Some(&known);
    let mut path = String::new();
    for word in command {
        at = at.and_then(|it| it.find_subcommand(word));
        if at.is_some() {
            path.push_str(word);
            path.push(' ');
        }
    }
    let output = Output {
        json: arguments.iter().any(|it| it == "--json"),
        language,
    };
    output.refusal("usage", usage::usage_error(error));
    output.log(texts::usage_see_help(path));
    ExitCode::from(2)
}

async fn execute(
    command: Command,
    place: Place,
    settings: settings::Settings,
    output: Output,
) -> Result<Outcome> {
    if let Command::Demo { .. } = command {
        return demo::run(output).await;
    }
    if let Command::Account(args::Account::Discover(wish)) = &command {
        return Ok(discover::run(wish, output).await);
    }
    let Some(directory) = place.data_dir.or_else(settings::usual_data_dir) else {
        output.refusal("no-data-dir", texts::error_no_data_dir());
        return Ok(Outcome::Failed);
    };
    if let Command::MailProgram(verb) = &command {
        mail_program::run(verb, &directory, output)?;
        return Ok(Outcome::Done);
    }
    let kind = match &command {
        Command::Receive { verb: None, .. } => logging::Kind::Receiver,
        _ => logging::Kind::Command,
    };
    let _session = logging::begin(kind, &directory, &place.words);
    let carried = carry_on(command, (directory, place.user), settings, output).await;
    if let Err(error) = &carried {
        logging::told(error);
    }
    carried
}

async fn carry_on(
    command: Command,
    (directory, user): (PathBuf, Option<u16>),
    settings: settings::Settings,
    output: Output,
) -> Result<Outcome> {
    let acting = user.map_or(Acting::Login, Acting::Benutzer);
    let command = match command {
        Command::Diagnose(wanted) => return diagnose::run(&directory, acting, &wanted, output),
        Command::Backup(verb) => return backup::run((directory, acting), verb, output).await,
        Command::Move(verb) => return backup::moving((directory, acting), verb, output).await,
        other => other,
    };
    let office = Office::open(&directory, acting)?;
    match command {
        Command::Account(verb) => account::run(&office, verb, output).await,
        Command::Benutzer(verb) => stammdaten::benutzer(&office, verb, output),
        Command::Pool(verb) => stammdaten::pool(&office, verb, output),
        Command::Geraet(verb) => stammdaten::geraet(&office, verb, output),
        Command::Akte(verb) => akten::run(&office, verb, output),
        Command::Taetigkeit(verb) => registers::taetigkeit(&office, verb, output),
        Command::Klient(verb) => registers::klient(&office, verb, output),
        Command::Eingangsfach(verb) => registers::eingangsfach(&office, verb, output),
        Command::Quelle(verb) => registers::quelle(&office, verb, output),
        Command::Zuordnung(verb) => zuordnungen::run(&office, verb, output),
        Command::Settings(verb) => office_settings::run(&office, verb, output),
        Command::Receive {
            once,
            account,
            verb: None,
        } => {
            let send = !settings.send_manually;
            receive::run(&office, (once, send), account, output).await
        }
        Command::Receive {
            verb: Some(verb), ..
        } => receiver::run(&office, &verb, output),
        Command::Receiver(verb) => night_receiver::run(&office, &verb, output),
        Command::Send(wanted) => send::send(&office, &wanted, output).await,
        Command::Outbox(verb) => send::outbox(&office, verb, output).await,
        Command::Desk(verb) => desk::run(&office, verb, output),
        Command::Why { id } => desk::why(&office, id, output),
        Command::Mail(verb) => mail::run(&office, verb, output),
        Command::Quarantine(verb) => upkeep::quarantine(&office, verb, output),
        Command::Ledger {
            account,
            since,
            limit,
            verb,
        } => upkeep::ledger(&office, (account, since, limit), verb, output),
        Command::Check => upkeep::check(&office, output),
        // Done before the office was opened.
        Command::Backup(_)
        | Command::Move(_)
        | Command::Demo { .. }
        | Command::Open { .. }
        | Command::MailProgram(_)
        | Command::Diagnose(_) => Ok(Outcome::Done),
    }
}
