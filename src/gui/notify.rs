//! Notifications of new mail by the system.

/// Whether this system has notifications that the program can use.
pub const IS_POSSIBLE: bool = cfg!(all(unix, not(target_os = "macos")));
