//! stub
use super::open::Opened;
/// stub
pub(super) fn open(_bytes: &[u8], _depth: usize) -> Option<Opened> { None }
pub(super) fn is_tnef(bytes: &[u8]) -> bool { bytes.starts_with(&[0x78, 0x9f, 0x3e, 0x22]) }
