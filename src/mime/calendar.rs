//! stub
use crate::domain::reading::Invitation;
pub(super) fn read(_bytes: &[u8], _charset: Option<&str>) -> Vec<Invitation> { Vec::new() }
