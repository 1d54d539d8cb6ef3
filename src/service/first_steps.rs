//! From an empty office to the first mail: which step comes next. What is done is seen from the
//! office itself, so that one can stop anywhere and go on another day.

use super::error::{Error, Result};
use super::office::Office;
use crate::domain::account::StoredAccount;
use std::process::{Command, Stdio};

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The first Benutzer.
    Benutzer,
    /// The first account.
    Account,
    /// The account is tested.
    Test,
    /// The first mail comes.
    Mail,
}

impl Step {
    /// Every step in its order.
    pub const ALL: [Self; 4] = [Self::Benutzer, Self::Account, Self::Test, Self::Mail];
}

/// How far an office has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstSteps {
    /// Somebody works here.
    pub has_benutzer: bool,
    /// The account to go on with: the first that is fetched, else the first.
    pub account: Option<StoredAccount>,
    /// A test of an account has passed, or mail has come, which proves as much.
    pub is_tested: bool,
    /// Messages that have come.
    pub mails: u64,
}

impl FirstSteps {
    /// Whether a step has been taken.
    pub fn is_done(&self, step: Step) -> bool {
        match step {
            Step::Benutzer => self.has_benutzer,
            Step::Account => self.account.is_some(),
            Step::Test => self.is_tested,
            Step::Mail => self.mails > 0,
        }
    }

    /// The next step; `None` when the office works.
    pub fn next(&self) -> Option<Step> {
        // Where mail comes in, nobody is led by the hand any more.
        if self.mails > 0 {
            return None;
        }
        Step::ALL.into_iter().find(|it| !self.is_done(*it))
    }
}

impl Office {
    /// How far the office has come on the way to its first mail.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn first_steps(&self) -> Result<FirstSteps> {
        let accounts = self.storage.accounts()?;
        let mails = self.storage.mail_count(None)?;
        let mut is_tested = mails > 0;
        for stored in &accounts {
            is_tested |= self.storage.snapshot(stored.id)?.is_some();
        }
        let fetched = accounts.iter().find(|it| it.account.is_fetched());
        Ok(FirstSteps {
            has_benutzer: !self.storage.benutzer()?.is_empty(),
            account: fetched.or(accounts.first()).cloned(),
            is_tested,
            mails,
        })
    }
}

/// Opens the practice office in a window of its own, as another process: whatever happens there
/// leaves this office alone.
///
/// # Errors
/// [`Error::Practice`] when the program cannot be started once more.
pub fn open_practice() -> Result<()> {
    let failed = |error: std::io::Error| Error::Practice(error.to_string());
    let program = std::env::current_exe().map_err(failed)?;
    let mut child = Command::new(program)
        .arg("demo")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    // Its end is waited for, or the system would keep it as a dead process.
    std::thread::spawn(move || child.wait());
    Ok(())
}
