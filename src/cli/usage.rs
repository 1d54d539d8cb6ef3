//! Help and usage errors in the language of the person, instead of the argument reader's own.

use crate::i18n::{Language, Text, texts};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, Error};

/// Puts the help texts of a language into a command and all below it.
pub fn localized(command: Command, language: Language) -> Command {
    localize(command, "", language)
}

fn help(key: &str, language: Language) -> Option<String> {
    Text::find(key).map(|text| text.show(language))
}

fn localize(command: Command, path: &str, language: Language) -> Command {
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}",
        texts::usage_heading().show(language)
    );
    let about = help(&format!("help{path}"), language).unwrap_or_default();
    let names: Vec<String> = command
        .get_subcommands()
        .map(|it| it.get_name().to_owned())
        .collect();
    let arguments: Vec<String> = command
        .get_arguments()
        .map(|it| it.get_id().to_string())
        .collect();
    let headings = texts::usage_options().show(language);
    let mut command = command
        .about(about)
        .long_about(clap::builder::Resettable::Reset)
        .help_template(template)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommand_help_heading(texts::usage_commands().show(language));
    for id in arguments {
        let words = argument_help(&id, language);
        command = command.mut_arg(id, |it| {
            it.help(words)
                .long_help(clap::builder::Resettable::Reset)
                .help_heading(headings.clone())
        });
    }
    let flag = |id: &'static str, short: char, action: clap::ArgAction| {
        clap::Arg::new(id)
            .long(id)
            .short(short)
            .action(action)
            .help(argument_help(id, language))
            .help_heading(headings.clone())
    };
    command = command.arg(flag("help", 'h', clap::ArgAction::Help));
    if path.is_empty() {
        command = command.arg(flag("version", 'V', clap::ArgAction::Version));
    }
    for name in names {
        let path = format!("{path}-{name}");
        command = command.mut_subcommand(name, |it| localize(it, &path, language));
    }
    command
}

/// The help of an argument: global ones have texts of their own, the others share one by name.
fn argument_help(id: &str, language: Language) -> String {
    let name = id.replace('_', "-");
    help(&format!("help-arg-{name}"), language)
        .or_else(|| help(&format!("help-{name}"), language))
        .unwrap_or_default()
}

/// A usage error in words.
pub fn usage_error(error: &Error) -> Text {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(list)) => list.join(", "),
        _ => String::new(),
    };
    let argument = || context(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => texts::usage_unknown_argument(argument()),
        ErrorKind::InvalidSubcommand => {
            texts::usage_unknown_command(context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => texts::usage_missing_argument(argument()),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            texts::usage_missing_command()
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            texts::usage_invalid_value(context(ContextKind::InvalidValue), argument())
        }
        ErrorKind::ArgumentConflict => texts::usage_conflict(argument()),
        other => texts::usage_other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn every_help(command: &Command, missing: &mut Vec<String>) {
        if command
            .get_about()
            .is_none_or(|it| it.to_string().is_empty())
        {
            missing.push(command.get_name().to_owned());
        }
        for argument in command.get_arguments() {
            if argument
                .get_help()
                .is_none_or(|it| it.to_string().is_empty())
            {
                missing.push(format!("{} {}", command.get_name(), argument.get_id()));
            }
        }
        command
            .get_subcommands()
            .for_each(|it| every_help(it, missing));
    }

    #[test]
    fn every_command_and_argument_has_a_help_text() {
        let mut missing = Vec::new();
        let command = super::super::args::Arguments::command();
        every_help(&localized(command, Language::German), &mut missing);
        assert_eq!(missing, Vec::<String>::new());
    }
}
