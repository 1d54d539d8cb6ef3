//! What follows from a test: proven settings are kept and brought back, repairs are made once they
//! have passed a test of their own.

use super::{RowListener, TestReport, TestSubject};
use crate::domain::account::{Account, AccountId};
use crate::domain::diagnosis::{Side, TestStatus, TestStep};
use crate::domain::rollout::{read_account, write_account};
use crate::service::error::{Error, Result};
use crate::service::fetch::Stop;
use crate::service::office::Office;

/// What bringing back the last working settings came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Restored {
    /// The account has never passed a whole test.
    None,
    /// It has these settings already.
    Same,
    /// It has them again.
    Changed {
        /// When they passed the test, seconds since 1970.
        tested_at: i64,
        /// Field, value until now, value from now on.
        fields: Vec<(String, String, String)>,
    },
}

impl Office {
    /// Keeps the settings of a stored account that has just passed a test, and forgets certificate
    /// exceptions that are no longer needed.
    pub(super) fn note_passed(&self, subject: &TestSubject, report: &TestReport) -> Result<()> {
        let Some(id) = subject.id else { return Ok(()) };
        for pin in self.storage.pins(id)? {
            let is_valid = |side: Side| {
                let rows = report.rows.iter();
                rows.filter(|it| it.side == side && it.step == TestStep::Certificate)
                    .any(|it| it.status != TestStatus::Failed && !it.facts.pinned)
            };
            let endpoints = [
                (
                    Side::Incoming,
                    subject.account.incoming.as_ref().map(|it| &it.endpoint),
                ),
                (
                    Side::Outgoing,
                    subject.account.outgoing.as_ref().map(|it| &it.endpoint),
                ),
            ];
            for (side, endpoint) in endpoints {
                let is_it = endpoint.is_some_and(|it| it.host == pin.host && it.port == pin.port);
                if is_it && is_valid(side) && certificate_was_seen(report, side) {
                    self.storage.remove_pins_of(id, &pin)?;
                }
            }
        }
        let is_stored = self.storage.account(id)?.account == subject.account;
        if report.is_passed() && is_stored {
            // Whoever tests retries: what passed need not stay paused.
            self.storage.resume_account(id)?;
            self.storage
                .keep_snapshot(id, &write_account(&subject.account))?;
        }
        Ok(())
    }

    /// Makes the changes that a test proposed: tests the changed settings, and stores them only if
    /// they pass. Returns the changed settings and the second test; `None` when there is nothing to
    /// change.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`], [`Error::Storage`].
    pub async fn apply_repair(
        &self,
        subject: &TestSubject,
        report: &TestReport,
        (hear, stop): (RowListener, Stop),
    ) -> Result<Option<(Account, TestReport)>> {
        self.require_verwalter()?;
        let mut account = subject.account.clone();
        for row in &report.rows {
            if let Some(repair) = &row.repair {
                account = repair.apply(row.side, &account);
            }
        }
        if account == subject.account {
            return Ok(None);
        }
        let changed = TestSubject {
            account: account.clone(),
            ..subject.clone()
        };
        let second = self.test_account(&changed, hear, stop).await?;
        if second.is_passed()
            && let Some(id) = subject.id
        {
            self.edit_account(id, &account)?;
            self.note_passed(&changed, &second)?;
        }
        Ok(Some((account, second)))
    }

    /// The settings with which an account last passed a whole test, and when that was (seconds
    /// since 1970).
    ///
    /// # Errors
    /// [`Error::Form`], [`Error::Storage`].
    pub fn proven_account(&self, id: AccountId) -> Result<Option<(Account, i64)>> {
        let Some(snapshot) = self.storage.snapshot(id)? else {
            return Ok(None);
        };
        let account = read_account(&snapshot.settings).map_err(Error::Form)?;
        Ok(Some((account, snapshot.tested_at)))
    }

    /// Brings back the settings with which an account last passed a whole test.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`], [`Error::Form`], [`Error::Storage`].
    pub fn restore_account(&self, id: AccountId) -> Result<Restored> {
        self.require_verwalter()?;
        let now = self.storage.account(id)?.account;
        let Some((then, tested_at)) = self.proven_account(id)? else {
            return Ok(Restored::None);
        };
        let fields = differences(&write_account(&now), &write_account(&then));
        if fields.is_empty() {
            return Ok(Restored::Same);
        }
        self.edit_account(id, &then)?;
        Ok(Restored::Changed { tested_at, fields })
    }
}

fn certificate_was_seen(report: &TestReport, side: Side) -> bool {
    let mut rows = report.rows.iter();
    rows.any(|it| {
        it.side == side && it.step == TestStep::Certificate && it.facts.fingerprint.is_some()
    })
}

/// The values of a roll-out file by section and key.
fn values(text: &str) -> Vec<(String, String)> {
    let mut section = String::new();
    let mut values = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            section = format!("{name}.");
        } else if let Some((key, value)) = line.split_once(" = ") {
            values.push((format!("{section}{key}"), value.to_owned()));
        }
    }
    values
}

/// Fields that are not the same in two roll-out files.
fn differences(now: &str, then: &str) -> Vec<(String, String, String)> {
    let (now, then) = (values(now), values(then));
    let find = |all: &[(String, String)], key: &str| {
        let found = all.iter().find(|it| it.0 == key);
        found.map_or_else(|| "–".to_owned(), |it| it.1.clone())
    };
    let mut keys: Vec<&String> = now.iter().chain(&then).map(|it| &it.0).collect();
    keys.sort();
    keys.dedup();
    keys.into_iter()
        .map(|key| (key.clone(), find(&now, key), find(&then, key)))
        .filter(|(_, now, then)| now != then)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_named() {
        let now = "name = \"a\"\n[incoming]\nport = 993\nhost = \"x\"\n";
        let then = "name = \"a\"\n[incoming]\nport = 143\nhost = \"x\"\n[outgoing]\nport = 25\n";
        let text = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(
            differences(now, then),
            [
                text("incoming.port", "993", "143"),
                text("outgoing.port", "–", "25")
            ]
        );
    }
}
