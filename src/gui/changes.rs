//! Changes of the office that others make: the receiver in another process, the command line, a
//! colleague's window. Looking is cheap; the screens hear only when something is different.

use crate::service::Office;
use iced::Subscription;
use iced::futures::{SinkExt, Stream};
use std::hash::{Hash, Hasher};
use std::time::Duration;

/// How often is looked.
const PAUSE: Duration = Duration::from_secs(2);

#[derive(Clone)]
struct Watched(Office);

impl Hash for Watched {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.directory().hash(state);
        "changes".hash(state);
    }
}

/// Something in the lists of the desk is different than before.
pub fn of(office: &Office) -> Subscription<()> {
    Subscription::run_with(Watched(office.clone()), watch)
}

fn watch(watched: &Watched) -> impl Stream<Item = ()> + use<> {
    let office = watched.0.clone();
    iced::stream::channel(1, async move |mut output| {
        let mut known = None;
        loop {
            let office = office.clone();
            let version = tokio::task::spawn_blocking(move || office.desk_version(None)).await;
            // What cannot be looked at now is looked at again.
            if let Ok(Ok(version)) = version {
                let is_other = known.is_some_and(|it| it != version);
                known = Some(version);
                if is_other && output.send(()).await.is_err() {
                    return;
                }
            }
            tokio::time::sleep(PAUSE).await;
        }
    })
}
