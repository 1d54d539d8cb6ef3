//! `kontorpost receiver install|remove|status`: the receiver that runs without a window.

use super::Outcome;
use super::args::NightReceiver;
use super::output::Output;
use crate::i18n::texts;
use crate::service::night_receiver::{Begin, NightState};
use crate::service::{Office, Result};
use serde_json::json;

pub(super) fn run(office: &Office, verb: &NightReceiver, output: Output) -> Result<Outcome> {
    match verb {
        NightReceiver::Install { at_logon } => {
            let begin = match at_logon {
                true => Begin::Logon,
                false => Begin::Boot,
            };
            if cfg!(windows) && begin == Begin::Boot {
                output.log(texts::night_password());
            }
            let state = office.install_night_receiver(begin)?;
            output.say(texts::night_installed(&state.name));
            tell(&state, output);
            if begin == Begin::Boot && state.begins_at_boot == Some(false) {
                output.say(texts::night_linger());
            }
            if cfg!(not(windows)) && begin == Begin::Boot {
                output.say(texts::night_keychain());
            }
            Ok(Outcome::Done)
        }
        NightReceiver::Remove => {
            let state = office.remove_night_receiver()?;
            output.say(texts::night_removed());
            output.object(object(&state));
            Ok(Outcome::Done)
        }
        NightReceiver::Status => {
            let state = office.night_receiver()?;
            if state.is_installed {
                output.say(texts::night_installed(&state.name));
            } else {
                output.say(texts::night_none());
            }
            tell(&state, output);
            Ok(Outcome::Done)
        }
    }
}

fn tell(state: &NightState, output: Output) {
    output.object(object(state));
    if !state.is_installed {
        return;
    }
    match (state.is_enabled, state.begins_at_boot) {
        (false, _) => output.say(texts::night_disabled()),
        (true, Some(true)) => output.say(texts::night_at_boot()),
        (true, _) => output.say(texts::night_at_logon()),
    }
    match state.is_running {
        Some(true) => output.say(texts::night_running()),
        Some(false) => output.say(texts::night_stopped()),
        None => {}
    }
}

fn object(state: &NightState) -> serde_json::Value {
    json!({
        "type": "night-receiver",
        "name": state.name,
        "installed": state.is_installed,
        "enabled": state.is_enabled,
        "running": state.is_running,
        "at_boot": state.begins_at_boot,
    })
}
