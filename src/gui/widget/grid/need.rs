//! Asking for rows that are in sight, or nearly, and have not been read.

use super::place::Place;
use super::table::State;
use super::{Grid, GridEvent};
use iced::advanced::Shell;
use std::ops::Range;
use std::time::{Duration, Instant};

/// Time between two questions while it is scrolled fast.
const PAUSE: Duration = Duration::from_millis(50);
/// Rows that do not come for so long are asked for again.
const LATE: Duration = Duration::from_secs(3);
/// So long a missing row is left empty: what comes at once shall not flicker.
const PATIENCE: Duration = Duration::from_millis(120);

/// What was asked for last.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    version: u64,
    rows: Range<usize>,
    at: Instant,
}

impl Asked {
    /// Whether these rows have been asked for and may still come.
    fn covers(&self, version: u64, rows: &Range<usize>, now: Instant) -> bool {
        self.version == version
            && self.rows.start <= rows.start
            && self.rows.end >= rows.end
            && now.saturating_duration_since(self.at) < LATE
    }
}

impl<M> Grid<'_, M> {
    /// The rows of a range from the first that is missing to the last.
    fn missing(&self, rows: Range<usize>) -> Option<Range<usize>> {
        let is_missing = |row: &usize| !self.model.is_loaded(*row);
        let first = rows.clone().find(is_missing)?;
        let last = rows.rev().find(is_missing)?;
        Some(first..last + 1)
    }

    /// Looks before every frame whether rows must be asked for.
    pub(super) fn ask(
        &self,
        state: &mut State,
        place: &Place,
        now: Instant,
        shell: &mut Shell<'_, M>,
    ) {
        let seen = place.rows(state.offset);
        let around = |margin: usize| {
            let end = seen.end.saturating_add(margin).min(self.model.len());
            seen.start.saturating_sub(margin)..end
        };
        self.be_patient(state, seen.clone(), now, shell);
        let Some(missing) = self.missing(around(seen.len() / 2)) else {
            return;
        };
        let version = self.model.version();
        if let Some(asked) = &state.asked {
            if asked.covers(version, &missing, now) {
                return;
            }
            if asked.version == version && now.saturating_duration_since(asked.at) < PAUSE {
                return shell.request_redraw_at(asked.at + PAUSE);
            }
        }
        // A page each way, so that the next notches of the wheel find their rows.
        let rows = self.missing(around(seen.len())).unwrap_or(missing);
        state.asked = Some(Asked {
            version,
            rows: rows.clone(),
            at: now,
        });
        self.publish(GridEvent::Need(rows), shell);
    }

    /// Whether missing rows are still left empty.
    fn be_patient(
        &self,
        state: &mut State,
        seen: Range<usize>,
        now: Instant,
        shell: &mut Shell<'_, M>,
    ) {
        if self.missing(seen).is_none() {
            state.missing_since = None;
            state.is_patient = false;
            return;
        }
        let since = *state.missing_since.get_or_insert(now);
        state.is_patient = now.saturating_duration_since(since) < PATIENCE;
        if state.is_patient {
            shell.request_redraw_at(since + PATIENCE);
        }
    }
}
