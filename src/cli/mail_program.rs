//! `kontorpost mailprogram`: the program as the system's mail program of this person.

use super::args::MailProgram;
use super::output::Output;
use crate::i18n::{Text, texts};
use crate::service::Result;
use crate::service::registration::{self, IS_POSSIBLE, Opener, State};
use serde_json::json;
use std::path::Path;

/// Carries it out for the office in a directory.
pub(super) fn run(verb: &MailProgram, directory: &Path, output: Output) -> Result<()> {
    if !IS_POSSIBLE {
        output.say(texts::einstellungen_program_impossible());
        return Ok(());
    }
    let state = match verb {
        MailProgram::Show => registration::state()?,
        MailProgram::Register => registration::register(directory)?,
        MailProgram::Unregister => registration::unregister()?,
    };
    tell(&state, output);
    Ok(())
}

fn tell(state: &State, output: Output) {
    let word = |it: &Opener| match it {
        Opener::Own => "kontorpost".to_owned(),
        Opener::Other(name) => name.clone(),
        Opener::Nobody => String::new(),
    };
    output.object(json!({
        "type": "mailprogram", "registered": state.is_registered,
        "mailto": word(&state.links), "eml": word(&state.files),
    }));
    let say = |it: &Opener, own: Text, other: fn(&str) -> Text, nobody: Text| {
        output.say(match it {
            Opener::Own => own,
            Opener::Other(name) => other(name),
            Opener::Nobody => nobody,
        });
    };
    say(
        &state.links,
        texts::einstellungen_program_links_own(),
        |name| texts::einstellungen_program_links_other(name),
        texts::einstellungen_program_links_nobody(),
    );
    say(
        &state.files,
        texts::einstellungen_program_files_own(),
        |name| texts::einstellungen_program_files_other(name),
        texts::einstellungen_program_files_nobody(),
    );
}
