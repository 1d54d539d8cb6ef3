//! Work on a backup: on a thread of its own, with progress, and to be stopped.

use crate::gui::context::Context;
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::gui::widget::{busy, hint, progress};
use crate::service::backup::{Progress, words};
use crate::service::{Office, Result};
use iced::futures::SinkExt;
use iced::widget::{column, container};
use iced::{Element, Fill, Task};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

/// Progress is told no more often than this.
const PAUSE: Duration = Duration::from_millis(100);

/// What is heard of it.
#[derive(Debug, Clone)]
pub enum Heard<T> {
    /// So far it is.
    Progress(Progress),
    /// It has ended.
    Ended(Box<Result<T>>),
}

/// Work that is being done. It stops when nobody holds this any more.
pub struct Job {
    /// How far it is, as far as known.
    pub progress: Option<Progress>,
    stop: Arc<AtomicBool>,
}

impl Drop for Job {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Job {
    /// Begins.
    pub fn begin<T: Send + 'static, M: Send + 'static>(
        context: &Context,
        work: impl FnOnce(&Office, &mut dyn FnMut(Progress) -> bool) -> Result<T> + Send + 'static,
        wrap: impl Fn(Heard<T>) -> M + Send + 'static,
    ) -> (Self, Task<M>) {
        let stop = Arc::new(AtomicBool::new(false));
        let asked = stop.clone();
        let office = context.office.clone();
        let events = iced::stream::channel(16, async move |mut output| {
            let (sender, mut events) = mpsc::unbounded_channel();
            let doing = tokio::task::spawn_blocking(move || {
                let (mut told, mut stage) = (Instant::now(), None);
                let mut hear = |progress: Progress| {
                    if stage != Some(progress.stage) || told.elapsed() >= PAUSE {
                        (told, stage) = (Instant::now(), Some(progress.stage));
                        // Nobody listens any more when the dialog is gone.
                        let _ = sender.send(progress);
                    }
                    !asked.load(Ordering::Relaxed)
                };
                work(&office, &mut hear)
            });
            while let Some(progress) = events.recv().await {
                let _ = output.send(Heard::Progress(progress)).await;
            }
            let ended = doing.await.unwrap_or_else(|error| Err(error.into()));
            let _ = output.send(Heard::Ended(Box::new(ended))).await;
        });
        let job = Self {
            progress: None,
            stop,
        };
        (job, Task::stream(events).map(wrap))
    }

    /// Stops at the next step.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    fn is_stopping(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// What is seen of it.
    pub fn view<'a, M: 'a>(&self, context: &Context) -> Element<'a, M> {
        let Some(now) = self.progress else {
            return busy(context.say(crate::i18n::texts::backup_begins()));
        };
        let words = match self.is_stopping() {
            true => crate::i18n::texts::backup_stopping(),
            false => words::stage(now.stage),
        };
        let share = match now.all {
            0 => 0.0,
            all => (now.done as f64 / all as f64) as f32,
        };
        let size = |bytes| crate::i18n::size(context.language, bytes);
        let is_bytes = !matches!(now.stage, crate::service::backup::Stage::Copy);
        let far = match (now.all, is_bytes) {
            (0 | 1, _) => String::new(),
            (_, false) => format!("{} %", (share * 100.0).round()),
            (all, true) => format!("{} / {}", size(now.done), size(all)),
        };
        let panel = column![busy(context.say(words)), progress(share), hint(far)];
        container(panel.spacing(SIZE * 0.7))
            .padding([14, 16])
            .width(Fill)
            .style(style::panel)
            .into()
    }
}
