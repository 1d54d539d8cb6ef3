//! How the office's mail stands, watched while the program runs: the tray and the foot of the window
//! hear of it when something is different.

use crate::domain::receiving::Light;
use crate::service::Office;
use crate::service::presence::{Fetching, Presence};
use iced::Task;
use iced::futures::SinkExt;
use iced::futures::channel::mpsc::Sender;
use std::time::Duration;
use tokio::sync::watch;

/// How often is looked.
const PAUSE: Duration = Duration::from_secs(5);

/// How soon is looked again where nobody seemed to fetch: a receiver needs a moment to take over.
const SOON: Duration = Duration::from_secs(3);

/// Watches.
#[derive(Default)]
pub struct Watch {
    offices: Option<watch::Sender<Office>>,
    /// How it stood last.
    pub now: Option<Presence>,
}

impl Watch {
    /// Looks from now on.
    pub fn start(&mut self, office: &Office) -> Task<Presence> {
        let (offices, watched) = watch::channel(office.clone());
        self.offices = Some(offices);
        let seen = iced::stream::channel(1, async move |seen| look(watched, seen).await);
        Task::stream(seen)
    }

    /// Looks at once: something has happened, or somebody else acts.
    pub fn hurry(&self, office: &Office) {
        if let Some(offices) = &self.offices {
            offices.send_replace(office.clone());
        }
    }

    /// Whether somebody should look.
    pub fn light(&self) -> Light {
        self.now.as_ref().map_or(Light::Green, Presence::light)
    }
}

async fn look(mut offices: watch::Receiver<Office>, mut seen: Sender<Presence>) {
    let (mut known, mut was_deserted) = (None, false);
    loop {
        let office = offices.borrow_and_update().clone();
        let read = tokio::task::spawn_blocking(move || office.presence()).await;
        let mut pause = PAUSE;
        // What cannot be looked at now is looked at again.
        if let Ok(Ok(mut presence)) = read {
            let is_deserted = presence.is_deserted();
            if is_deserted && !was_deserted {
                presence.fetching = Fetching::Nothing;
                pause = SOON;
            }
            was_deserted = is_deserted;
            if known.as_ref() != Some(&presence) {
                known = Some(presence.clone());
                if seen.send(presence).await.is_err() {
                    return;
                }
            }
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            changed = offices.changed() => if changed.is_err() {
                return;
            },
        }
    }
}
