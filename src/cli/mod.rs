//! The office without a window: arguments in, tables or JSON out.

mod account;
mod account_test;
mod args;
mod args_account;
mod args_outbox;
mod demo;
mod discover;
mod mail;
mod output;
mod receive;
mod send;
mod stammdaten;
mod upkeep;
mod usage;

use crate::i18n::{Language, texts};
use crate::service::{Acting, Error, Office, Result};
use crate::settings;
use args::{Arguments, Command};
use clap::{CommandFactory, FromArgMatches};
use output::Output;
use std::ffi::OsString;
use std::process::ExitCode;

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Done: exit code 0.
    Done,
    /// Something failed and has been told: exit code 1.
    Failed,
}

/// Runs one command. Exit codes: 0 done, 1 something failed, 2 wrong usage.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let settings = settings::load();
    let language = asked_language(&arguments).unwrap_or(settings.language);
    let command = usage::localized(Arguments::command(), language);
    let parsed = command
        .try_get_matches_from(&arguments)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return refuse(&error, language, &arguments),
    };
    let output = Output {
        json: parsed.json,
        language,
    };
    for key in &settings.ignored {
        output.log(texts::settings_ignored(key));
    }
    match tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
    {
        Ok(runtime) => {
            let outcome = runtime.block_on(execute(parsed, settings, output));
            // A keychain or name server that never answers must not keep the program from ending.
            runtime.shutdown_background();
            match outcome {
                Ok(Outcome::Done) => ExitCode::SUCCESS,
                Ok(Outcome::Failed) => ExitCode::from(1),
                Err(error) => {
                    output.error(&error);
                    ExitCode::from(1)
                }
            }
        }
        Err(error) => {
            output.error(&Error::Internal(error.to_string()));
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
    parsed: Arguments,
    settings: settings::Settings,
    output: Output,
) -> Result<Outcome> {
    if let Command::Demo { headless } = parsed.command {
        return demo::run(headless, output).await;
    }
    if let Command::Account(args::Account::Discover(wish)) = &parsed.command {
        return Ok(discover::run(wish, output).await);
    }
    let data_dir = settings.data_dir.clone();
    let usual = || data_dir.or_else(settings::usual_data_dir);
    let Some(directory) = parsed.data_dir.or_else(usual) else {
        output.refusal("no-data-dir", texts::error_no_data_dir());
        return Ok(Outcome::Failed);
    };
    let acting = parsed.user.map_or(Acting::Login, Acting::Benutzer);
    let office = Office::open(&directory, acting)?;
    match parsed.command {
        Command::Account(verb) => account::run(&office, verb, output).await,
        Command::Benutzer(verb) => stammdaten::benutzer(&office, verb, output),
        Command::Pool(verb) => stammdaten::pool(&office, verb, output),
        Command::Geraet(verb) => stammdaten::geraet(&office, verb, output),
        Command::Receive { once, account } => {
            let send = !settings.send_manually;
            receive::run(&office, (once, send), account, output).await
        }
        Command::Send(wanted) => send::send(&office, &wanted, output),
        Command::Outbox(verb) => send::outbox(&office, verb, output).await,
        Command::Mail(verb) => mail::run(&office, verb, output),
        Command::Quarantine(verb) => upkeep::quarantine(&office, verb, output),
        Command::Ledger {
            account,
            since,
            limit,
            verb,
        } => upkeep::ledger(&office, (account, since, limit), verb, output),
        Command::Check => upkeep::check(&office, output),
        Command::Backup { out } => upkeep::back_up(&office, &out, output),
        Command::Restore { backup } => upkeep::restore(&office, &backup, output),
        Command::Demo { .. } => Ok(Outcome::Done),
    }
}
