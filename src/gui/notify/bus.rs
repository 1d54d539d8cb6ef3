//! The desktop's notifications (freedesktop.org, Desktop Notifications Specification 1.2) on the
//! session bus.

use super::Notification;
use iced::futures::StreamExt;
use std::collections::HashMap;
use std::time::Duration;
use zbus::proxy::{Proxy, SignalStream};
use zbus::zvariant::Value;
use zbus::{Connection, connection::Builder};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// A bus that does not answer is given up.
const PATIENCE: Duration = Duration::from_secs(10);

/// A click that comes later than this finds nobody.
const LATER: Duration = Duration::from_secs(600);

/// What the desktop says of notifications.
type Signals = SignalStream<'static>;

/// Shows a notification and says whether somebody clicked on it.
///
/// # Errors
/// Why it could not be shown, in technical words.
pub(super) async fn show(bus: Option<String>, told: Notification) -> Result<bool, String> {
    let sent = tokio::time::timeout(PATIENCE, send(bus, told)).await;
    let sent = sent.map_err(|_| "no answer from the bus".to_owned())?;
    let (id, signals) = sent.map_err(|error| error.to_string())?;
    let clicked = tokio::time::timeout(LATER, clicked(id, signals)).await;
    Ok(clicked.unwrap_or(false))
}

/// Waits until somebody has clicked on it or it is gone.
async fn clicked(id: u32, mut signals: Signals) -> bool {
    while let Some(signal) = signals.next().await {
        let header = signal.header();
        let body = signal.body();
        match header.member().map(|it| it.as_str()) {
            Some("ActionInvoked") => {
                let chosen = body.deserialize::<(u32, String)>();
                if chosen.is_ok_and(|it| it.0 == id) {
                    return true;
                }
            }
            Some("NotificationClosed") => {
                let closed = body.deserialize::<(u32, u32)>();
                if closed.is_ok_and(|it| it.0 == id) {
                    return false;
                }
            }
            _ => {}
        }
    }
    false
}

async fn send(bus: Option<String>, told: Notification) -> zbus::Result<(u32, Signals)> {
    let connection = match bus {
        Some(address) => Builder::address(address.as_str())?.build().await?,
        None => Connection::session().await?,
    };
    let (to, at, by) = (Some(NAME), PATH, Some(NAME));
    let answer = connection
        .call_method(to, at, by, "GetCapabilities", &())
        .await?;
    let abilities: Vec<String> = answer.body().deserialize()?;
    let mut lines = told.lines.join("\n");
    // Only where markup is understood does a sign of it have to be written otherwise.
    if abilities.iter().any(|it| it == "body-markup") {
        lines = escaped(&lines);
    }
    let hints: HashMap<&str, Value<'_>> = HashMap::from([
        ("category", Value::from("email.arrived")),
        ("desktop-entry", Value::from("kontorpost")),
    ]);
    let can_act = abilities.iter().any(|it| it == "actions");
    let actions = match can_act {
        true => vec!["default", told.open.as_str()],
        false => Vec::new(),
    };
    let notification = (
        "Kontorpost",
        0_u32,
        "mail-unread",
        told.summary.as_str(),
        lines.as_str(),
        actions,
        hints,
        // The desktop decides how long it is shown.
        -1_i32,
    );
    // A click may come before the answer.
    let proxy = Proxy::new(&connection, NAME, PATH, NAME).await?;
    let signals = proxy.receive_all_signals().await?;
    let answer = connection
        .call_method(to, at, by, "Notify", &notification)
        .await?;
    Ok((answer.body().deserialize()?, signals))
}

fn escaped(words: &str) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    words.replace('>', "&gt;")
}
