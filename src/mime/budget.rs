//! How much of a message is kept in its skeleton; beyond that only an attack goes.

/// Bytes kept of a body that is not shown.
pub(super) const KEEP_UNSEEN: usize = 8 * 1024;
/// Bytes kept of all bodies that are shown.
pub(super) const KEEP_SHOWN: usize = 4 * 1024 * 1024;
/// Bytes kept of one header block.
pub(super) const KEEP_HEADER: usize = 512 * 1024;
/// Bytes of a whole skeleton.
pub(super) const KEEP_ALL: usize = 8 * 1024 * 1024;
/// Parts after which the rest of a message is passed over; only an attack has more.
pub(super) const MOST_PARTS: usize = 10_000;
/// Messages inside each other that are followed: the parser builds and drops them recursively.
pub(super) const MOST_MESSAGES: usize = 50;
