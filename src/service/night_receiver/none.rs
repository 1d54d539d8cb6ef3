//! A system that knows no night receiver.

use super::plan::Plan;
use super::{NightFault, NightState};
use crate::service::{Error, Result};

pub(super) fn install(_plan: &Plan) -> Result<NightState> {
    Err(Error::Night(NightFault::Impossible))
}

pub(super) fn remove(_plan: &Plan) -> Result<NightState> {
    Err(Error::Night(NightFault::Impossible))
}

pub(super) fn state(_plan: &Plan) -> Result<NightState> {
    Err(Error::Night(NightFault::Impossible))
}
