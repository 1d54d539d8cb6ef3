//! Gathering at work, as a stream that ends with whoever asked for it.

use crate::service::diagnose::{self, Gathered, Inquiry, Part};
use crate::service::{Office, Result};
use iced::Task;
use iced::futures::channel::mpsc::unbounded;
use iced::futures::{StreamExt, stream};
use iced::task::Handle;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What comes while it is gathered.
#[derive(Debug, Clone)]
pub enum Progress {
    /// This part, (done, all).
    At(Part, (u64, u64)),
    /// That is all.
    Done(Result<Arc<Gathered>>),
}

/// Gathering that is under way. Dropping it ends it.
pub(super) struct Running {
    stop: Arc<AtomicBool>,
    _handle: Handle,
}

impl Running {
    /// Lets it end with nothing.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Gathers on a thread of its own.
pub(super) fn gather(office: &Office, inquiry: Inquiry) -> (Task<Progress>, Running) {
    let (office, stop) = (office.clone(), Arc::new(AtomicBool::new(false)));
    let (sender, told) = unbounded();
    let stopped = stop.clone();
    let work = async move {
        let gathering = tokio::task::spawn_blocking(move || {
            let mut tell = |part, share| {
                // Nobody listens any more when the dialog is closed.
                let _ = sender.unbounded_send(Progress::At(part, share));
            };
            diagnose::gather(Some(&office), &inquiry, &mut tell, &stopped)
        });
        let gathered = gathering.await.unwrap_or_else(|error| Err(error.into()));
        Progress::Done(gathered.map(Arc::new))
    };
    let stream = stream::select(told, stream::once(work).boxed());
    let (task, handle) = Task::stream(stream).abortable();
    let _handle = handle.abort_on_drop();
    (task, Running { stop, _handle })
}
