//! The test at work: its rows as a stream that ends with whoever asked for it.

use crate::domain::diagnosis::TestRow;
use crate::service::account_test::{RowListener, TestReport, TestSubject};
use crate::service::{Office, Result};
use iced::Task;
use iced::futures::channel::mpsc::{UnboundedSender, unbounded};
use iced::futures::{Stream, StreamExt, stream};
use iced::task::Handle;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// Accounts that are tested at the same time.
const AT_ONCE: usize = 2;

/// What comes while a test runs.
#[derive(Debug, Clone)]
pub enum Progress {
    /// A row is finished.
    Row(Box<TestRow>),
    /// The test is over.
    Done(Result<TestReport>),
}

/// What comes while every account is tested; the number is that of the account in the list.
#[derive(Debug, Clone)]
pub enum Overall {
    /// It begins.
    Begun(usize),
    /// It is over.
    Done(usize, Result<TestReport>, Duration),
    /// So is everything.
    End,
}

/// A test that is under way. Dropping it ends the network work at once.
pub(super) struct Running {
    stop: watch::Sender<bool>,
    _handle: Handle,
}

impl Running {
    /// Lets the test end with what it has.
    pub(super) fn stop(&self) {
        self.stop.send_replace(true);
    }
}

fn abortable<T: Send + 'static>(
    stop: watch::Sender<bool>,
    stream: impl Stream<Item = T> + Send + 'static,
) -> (Task<T>, Running) {
    let (task, handle) = Task::stream(stream).abortable();
    let _handle = handle.abort_on_drop();
    (task, Running { stop, _handle })
}

/// Tests one account.
pub(super) fn one(office: &Office, subject: TestSubject) -> (Task<Progress>, Running) {
    let office = office.clone();
    let (stop, stopped) = watch::channel(false);
    let (sender, rows) = unbounded();
    let hear: RowListener = Arc::new(move |row| {
        // Nobody listens any more when the dialog is closed.
        let _ = sender.unbounded_send(Progress::Row(Box::new(row.clone())));
    });
    let work = async move { office.test_account(&subject, hear, stopped).await };
    let work = stream::once(work).map(Progress::Done);
    abortable(stop, stream::select(rows, work))
}

/// Tests several accounts, some at the same time; each comes with its number in the list.
pub(super) fn all(
    office: &Office,
    subjects: Vec<(usize, TestSubject)>,
) -> (Task<Overall>, Running) {
    let office = office.clone();
    let (stop, stopped) = watch::channel(false);
    let (sender, begun) = unbounded();
    let tests = stream::iter(subjects)
        .map(move |(at, subject)| {
            let (office, stopped, sender) = (office.clone(), stopped.clone(), sender.clone());
            test(at, office, (subject, stopped), sender)
        })
        .buffer_unordered(AT_ONCE);
    let tests = tests.filter_map(|it| async move { it });
    let end = stream::once(async { Overall::End });
    abortable(stop, stream::select(begun, tests.chain(end)))
}

async fn test(
    at: usize,
    office: Office,
    (subject, stopped): (TestSubject, watch::Receiver<bool>),
    sender: UnboundedSender<Overall>,
) -> Option<Overall> {
    if *stopped.borrow() {
        return None;
    }
    let _ = sender.unbounded_send(Overall::Begun(at));
    let begun = Instant::now();
    let hear: RowListener = Arc::new(|_| {});
    let report = office.test_account(&subject, hear, stopped).await;
    Some(Overall::Done(at, report, begun.elapsed()))
}
