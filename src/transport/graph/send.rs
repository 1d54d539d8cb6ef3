//! Sending: the whole letter with one request; the service keeps a copy among the sent ones.

use super::GraphMailbox;
use super::call::refusal;
use crate::transport::error::{Cause, Result, Step};
use crate::transport::smtp::Submission;
use crate::transport::web::Payload;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hyper::StatusCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Bytes of a request at the most; the service takes no more at once.
const REQUEST_LIMIT: usize = 4_000_000;

impl GraphMailbox {
    /// Bytes of a letter that goes with one request, at the most.
    pub const WHOLE: usize = (REQUEST_LIMIT - (100 << 10)) / 4 * 3 - 3;

    /// Whether a letter of this many bytes goes with one request.
    pub fn takes_whole(size: usize) -> bool {
        size <= Self::WHOLE
    }

    /// Hands a letter over; see `EwsMailbox::send`.
    ///
    /// # Errors
    /// At [`Step::Data`] or before: nothing was sent. [`Cause::TooLarge`] beyond 3 MB: see
    /// [`GraphMailbox::send_in_pieces`].
    pub async fn send(
        &mut self,
        raw: &[u8],
        bcc: &[String],
        before_end: impl FnOnce() -> bool + Send + 'static,
    ) -> Result<Submission> {
        let body = coded(raw, bcc)?;
        let is_ended = Arc::new(AtomicBool::new(false));
        let ended = is_ended.clone();
        let guard = move || {
            let may_end = before_end();
            ended.store(may_end, Ordering::SeqCst);
            may_end
        };
        let path = format!("{}/sendMail", self.root);
        let payload = Payload::guarded(body, Box::new(guard));
        let answered = self.line.hand_over(path, payload).await;
        judged(answered, is_ended.load(Ordering::SeqCst))
    }
}

/// A letter as a request carries it. Graph reads every recipient from it, and takes the blind ones out
/// itself.
pub(super) fn coded(raw: &[u8], bcc: &[String]) -> Result<Vec<u8>> {
    let mut whole = match bcc.is_empty() {
        true => Vec::new(),
        false => format!("Bcc: {}\r\n", bcc.join(",\r\n ")).into_bytes(),
    };
    whole.extend_from_slice(raw);
    let body = STANDARD.encode(&whole).into_bytes();
    match body.len() > REQUEST_LIMIT {
        true => Err(Cause::TooLarge(raw.len() as u64).at(Step::Sender)),
        false => Ok(body),
    }
}

/// What has become of a letter whose last byte may be sent.
pub(super) fn judged(
    answered: Result<(StatusCode, Vec<u8>)>,
    is_ended: bool,
) -> Result<Submission> {
    match answered {
        Ok((status, _)) if status.is_success() => {
            Ok(Submission::Accepted(format!("HTTP {status}")))
        }
        // A gateway in between may have passed it on.
        Ok((status, body)) if matches!(status.as_u16(), 500 | 502 | 504) => {
            Ok(Submission::Unclear(refusal(status, &body)))
        }
        Ok((StatusCode::UNAUTHORIZED, body)) => {
            Err(refusal(StatusCode::UNAUTHORIZED, &body).at(Step::Login))
        }
        Ok((status, body)) => Err(refusal(status, &body).at(Step::Data)),
        Err(error) if is_ended => Ok(Submission::Unclear(error.cause)),
        Err(error) => Err(error),
    }
}
