//! The desktop's notifications (freedesktop.org, Desktop Notifications Specification 1.2) on the
//! session bus.

use super::Notification;
use std::collections::HashMap;
use std::time::Duration;
use zbus::zvariant::Value;
use zbus::{Connection, connection::Builder};

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// A bus that does not answer is given up.
const PATIENCE: Duration = Duration::from_secs(10);

/// Shows a notification.
///
/// # Errors
/// Why it could not be shown, in technical words.
pub(super) async fn show(bus: Option<String>, told: Notification) -> Result<(), String> {
    match tokio::time::timeout(PATIENCE, send(bus, told)).await {
        Ok(sent) => sent.map_err(|error| error.to_string()),
        Err(_) => Err("no answer from the bus".to_owned()),
    }
}

async fn send(bus: Option<String>, told: Notification) -> zbus::Result<()> {
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
    let actions: Vec<&str> = Vec::new();
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
    connection
        .call_method(to, at, by, "Notify", &notification)
        .await?;
    Ok(())
}

fn escaped(words: &str) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    words.replace('>', "&gt;")
}
