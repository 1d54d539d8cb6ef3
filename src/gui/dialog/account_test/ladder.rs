//! The rows of the test's table: all of them from the start, filled as they come.

use crate::domain::diagnosis::{FailureClass, Side, TestRow, TestStatus, TestStep};
use crate::service::account_test::TestReport;

/// A row of the table.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub side: Side,
    pub step: TestStep,
    pub row: Option<TestRow>,
}

/// How far a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Waiting,
    Running,
    Ended(TestStatus),
}

/// Both ladders, and the test message where it is asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    lines: Vec<Line>,
    pub is_running: bool,
}

impl Lines {
    /// The rows of a test with a message or without, which has to look for the server first or not.
    pub(super) fn new(with_mail: bool, discovers: bool) -> Self {
        let first = match discovers {
            true => TestStep::DISCOVERY,
            false => &[],
        };
        let first = first.iter().map(|step| (Side::Incoming, *step));
        let steps = |side| TestStep::of(side).iter().map(move |step| (side, *step));
        let mail = with_mail.then_some((Side::Outgoing, TestStep::TestMail));
        let all = first
            .chain(steps(Side::Incoming))
            .chain(steps(Side::Outgoing))
            .chain(mail);
        let line = |(side, step)| Line {
            side,
            step,
            row: None,
        };
        Self {
            lines: all.map(line).collect(),
            is_running: false,
        }
    }

    pub(super) fn all(&self) -> &[Line] {
        &self.lines
    }

    pub(super) fn row(&self, at: usize) -> Option<&TestRow> {
        self.lines.get(at)?.row.as_ref()
    }

    /// Fills in a row; says where it stands.
    pub(super) fn take(&mut self, row: TestRow) -> Option<usize> {
        let is_it = |it: &Line| it.side == row.side && it.step == row.step;
        let at = self.lines.iter().position(is_it)?;
        let line = self.lines.get_mut(at)?;
        line.row = Some(row);
        Some(at)
    }

    pub(super) fn done(&self) -> usize {
        self.lines.iter().filter(|it| it.row.is_some()).count()
    }

    /// How far a row is: of each ladder the first one without a result is being worked on.
    pub(super) fn state(&self, line: &Line) -> State {
        if let Some(row) = &line.row {
            return State::Ended(row.status);
        }
        let is_mail = |it: &Line| it.step == TestStep::TestMail;
        let mut waiting = self.lines.iter().filter(|it| it.row.is_none());
        let next = match is_mail(line) {
            true => waiting.next(),
            false => waiting.find(|it| it.side == line.side),
        };
        let is_next = next.is_some_and(|it| it.side == line.side && it.step == line.step);
        match self.is_running && is_next {
            true => State::Running,
            false => State::Waiting,
        }
    }

    /// The first row that ended so.
    pub(super) fn first(&self, status: TestStatus) -> Option<usize> {
        let is_it = |it: &Line| it.row.as_ref().is_some_and(|it| it.status == status);
        self.lines.iter().position(is_it)
    }

    pub(super) fn count(&self, status: TestStatus) -> usize {
        let rows = self.lines.iter().filter_map(|it| it.row.as_ref());
        rows.filter(|it| it.status == status).count()
    }

    pub(super) fn was_cancelled(&self) -> bool {
        let mut rows = self.lines.iter().filter_map(|it| it.row.as_ref());
        rows.any(|it| it.class == Some(FailureClass::Cancelled))
    }

    /// What is known so far.
    pub(super) fn report(&self) -> TestReport {
        let rows = self.lines.iter().filter_map(|it| it.row.clone());
        TestReport {
            rows: rows.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::diagnosis::Facts;
    use std::time::Duration;

    fn row(side: Side, step: TestStep) -> TestRow {
        TestRow {
            side,
            step,
            status: TestStatus::Ok,
            duration: Duration::ZERO,
            class: None,
            facts: Facts::default(),
            repair: None,
            raw: None,
        }
    }

    #[test]
    fn of_each_ladder_one_row_is_running() {
        let mut lines = Lines::new(true, false);
        let running = |lines: &Lines| -> Vec<(Side, TestStep)> {
            let all = lines.all().iter();
            all.filter(|it| lines.state(it) == State::Running)
                .map(|it| (it.side, it.step))
                .collect()
        };
        assert_eq!(running(&lines), []);
        assert_eq!(lines.all().len(), 20);
        lines.is_running = true;
        lines.take(row(Side::Outgoing, TestStep::Resolve));
        assert_eq!(
            running(&lines),
            [
                (Side::Incoming, TestStep::Resolve),
                (Side::Outgoing, TestStep::Connect)
            ]
        );
        for side in [Side::Incoming, Side::Outgoing] {
            for step in TestStep::of(side) {
                lines.take(row(side, *step));
            }
        }
        assert_eq!(running(&lines), [(Side::Outgoing, TestStep::TestMail)]);
        let first = Lines::new(false, true);
        assert_eq!(first.all()[0].step, TestStep::DiscoverJson);
        assert_eq!(first.all().len(), 25);
    }
}
