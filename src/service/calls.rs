//! What the program is called with, and by whom it is taken: by this start, or by the one that runs
//! already.

use super::notice::Notice;
use super::{Acting, login_name};
use crate::domain::call::{Call, CallFault, MOST};
use crate::i18n::texts;
use crate::instance::{self, Identity, PATIENCE, Wish};
use crate::settings;
use std::ffi::OsString;
use std::path::Path;

pub use crate::instance::{Arrival, Claim, Reception};

/// Reads what was called, with paths below the folder that it was called from.
///
/// # Errors
/// [`CallFault`].
pub fn read(arguments: &[OsString]) -> Result<Vec<Call>, CallFault> {
    let current = std::env::current_dir().unwrap_or_default();
    crate::domain::call::read_all(arguments, &current)
}

/// The words for what cannot be opened.
pub fn refusal(fault: &CallFault) -> Notice {
    match fault {
        CallFault::Unknown(given) => {
            Notice::new("not-opened", texts::call_unknown(given)).advise(texts::call_advice())
        }
        CallFault::TooLong => {
            Notice::new("not-opened", texts::call_too_long()).advise(texts::call_too_long_advice())
        }
        CallFault::TooMany => Notice::new("not-opened", texts::call_too_many(MOST)),
    }
}

/// Whether this start is the first one for an office, a person and a screen; if not, hands over what
/// it was called with. A quiet one leaves the window of the first one where it is.
pub async fn claim(directory: &Path, acting: Acting, (calls, is_quiet): (&[Call], bool)) -> Claim {
    let benutzer = match acting {
        Acting::Login => None,
        Acting::Benutzer(number) => Some(number),
    };
    let identity = Identity::new(directory, &login_name(), benutzer, &screen());
    let folder = settings::run_dir();
    let wish = Wish {
        calls,
        is_quiet,
        patience: settings::test_patience().unwrap_or(PATIENCE),
    };
    instance::claim(&identity, folder.as_deref(), wish).await
}

/// The screen that windows come up on.
fn screen() -> String {
    let named = |name: &str| std::env::var(name).ok().filter(|it| !it.is_empty());
    let x11 = || {
        // ":0.0" is the first screen of ":0".
        let name = named("DISPLAY")?;
        Some(name.strip_suffix(".0").unwrap_or(&name).to_owned())
    };
    match cfg!(windows) {
        true => String::new(),
        false => named("WAYLAND_DISPLAY").or_else(x11).unwrap_or_default(),
    }
}
