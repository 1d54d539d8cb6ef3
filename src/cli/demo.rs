//! `kontorpost demo`

use super::Outcome;
use super::output::Output;
use crate::service::Result;

pub(super) async fn run(_headless: bool, _output: Output) -> Result<Outcome> {
    Ok(Outcome::Done)
}
