//! The receiver inside the window's process: it fetches while the window is open, or waits until
//! another process that does so has ended.

use crate::service::receiver::{Event as Fetched, ReceiveOptions};
use crate::service::{Error, Office};
use iced::Subscription;
use iced::futures::SinkExt;
use iced::futures::Stream;
use iced::futures::channel::mpsc::Sender;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, watch};

/// How long a receiver that cannot work waits before it tries again.
const PATIENCE: Duration = Duration::from_secs(5);

/// Events that make a screen look again come this far apart at least.
const PAUSE: Duration = Duration::from_millis(100);

/// What happens in the engine.
#[derive(Debug, Clone)]
pub enum Event {
    /// Something about fetching or sending.
    Fetched(Fetched),
    /// The receiver cannot work; it tries again.
    Failed(Error),
}

impl Event {
    /// A run of an account has ended, well or not.
    pub fn ends_a_run(&self) -> bool {
        let Self::Fetched(event) = self else {
            return false;
        };
        matches!(event, Fetched::Finished { .. } | Fetched::Failed { .. })
    }
}

/// The receiver as a subscription: it lives as long as it is asked for.
#[derive(Clone)]
struct Receiver {
    office: Office,
    send: bool,
}

impl Hash for Receiver {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.office.directory().hash(state);
        self.send.hash(state);
    }
}

/// Fetches and, with `send`, works off the Postausgang.
pub fn receiver(office: &Office, send: bool) -> Subscription<Event> {
    let receiver = Receiver {
        office: office.clone(),
        send,
    };
    Subscription::run_with(receiver, run)
}

fn run(receiver: &Receiver) -> impl Stream<Item = Event> + use<> {
    let receiver = receiver.clone();
    iced::stream::channel(64, async move |output| work(receiver, output).await)
}

/// Makes backups that are due, whether mail is fetched here or not.
pub fn backups(office: &Office) -> Subscription<Event> {
    Subscription::run_with(Tended(office.clone()), tend)
}

#[derive(Clone)]
struct Tended(Office);

impl Hash for Tended {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.directory().hash(state);
        "backups".hash(state);
    }
}

fn tend(tended: &Tended) -> impl Stream<Item = Event> + use<> {
    let office = tended.0.clone();
    iced::stream::channel(4, async move |mut output: Sender<Event>| {
        let (sender, mut events) = mpsc::unbounded_channel();
        // As in fetching: dropping it is no order to stop.
        let (_running, stop) = watch::channel(false);
        let hear = move |event| {
            let _ = sender.send(event);
        };
        let pass_on = async move {
            while let Some(event) = events.recv().await {
                if output
                    .send(Event::Fetched(Fetched::Backup(event)))
                    .await
                    .is_err()
                {
                    return;
                }
            }
        };
        tokio::join!(office.tend_backups(hear, stop), pass_on);
    })
}

async fn work(receiver: Receiver, mut output: Sender<Event>) {
    let options = ReceiveOptions {
        once: false,
        send: receiver.send,
        account: None,
    };
    loop {
        let (sender, events) = mpsc::unbounded_channel();
        let listener = Arc::new(move |event| {
            // Nobody listens any more when the window is gone.
            let _ = sender.send(event);
        });
        // The sender must outlive the receiver: dropping it is no order to stop.
        let (_running, stop) = watch::channel(false);
        let fetching = receiver.office.receive(options, listener, stop);
        let (ended, ()) = tokio::join!(fetching, pass_on(events, output.clone()));
        let event = match ended {
            Ok(_) => continue,
            Err(error) => Event::Failed(error),
        };
        if output.send(event).await.is_err() {
            return;
        }
        tokio::time::sleep(PATIENCE).await;
    }
}

/// Hands events on, but only the last of several that tell of progress: each one makes the window
/// draw, and the status line has room for one.
async fn pass_on(mut events: mpsc::UnboundedReceiver<Fetched>, mut output: Sender<Event>) {
    while let Some(event) = events.recv().await {
        let mut waiting = vec![event];
        tokio::time::sleep(PAUSE).await;
        while let Ok(event) = events.try_recv() {
            waiting.push(event);
        }
        let is_progress = |it: &Fetched| matches!(it, Fetched::Progress { .. });
        let last = waiting.iter().rposition(is_progress);
        for (at, event) in waiting.into_iter().enumerate() {
            if is_progress(&event) && Some(at) != last {
                continue;
            }
            if output.send(Event::Fetched(event)).await.is_err() {
                return;
            }
        }
    }
}
