//! A system without notifications that the program can use.

use super::Notification;

/// Shows nothing.
///
/// # Errors
/// None.
pub(super) async fn show(_bus: Option<String>, _told: Notification) -> Result<bool, String> {
    Ok(false)
}
