//! The notifications of Windows 10 and later. A click on one opens the window.

use super::Notification;
use crate::gui::tray;
use crate::settings;
use tauri_winrt_notification::Toast;

/// Shows a notification.
///
/// # Errors
/// Why it could not be shown, in technical words.
pub(super) async fn show(_bus: Option<String>, told: Notification) -> Result<bool, String> {
    let shown = tokio::task::spawn_blocking(move || toast(&told)).await;
    let shown = shown.unwrap_or_else(|error| Err(error.to_string()));
    // A click comes by the tray.
    shown.map(|()| false)
}

fn toast(told: &Notification) -> Result<(), String> {
    settings::introduce().map_err(|error| error.to_string())?;
    Toast::new(settings::APPLICATION)
        .title(&told.summary)
        .text1(&told.lines.join("\n"))
        .on_activated(|_| {
            tray::wish(tray::Wish::Open);
            Ok(())
        })
        .show()
        .map_err(|error| error.to_string())
}
