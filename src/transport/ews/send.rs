//! Sending: the whole letter with one request, of which the server keeps a copy among the sent ones.

use super::{EwsMailbox, request};
use crate::transport::error::{Cause, Error, Result, Step};
use crate::transport::smtp::Submission;
use crate::transport::web::Payload;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Bytes of an answer at the most.
const ANSWER_LIMIT: usize = 4 << 20;

impl EwsMailbox {
    /// Hands a letter over. `raw` is the whole message with CRLF line ends; its To and Cc are sent to,
    /// and `bcc` as well. `before_end` is called when all of it is there but its last byte; when it
    /// says `false`, that byte is not written, and nothing is sent.
    ///
    /// # Errors
    /// At [`Step::Data`] or before: nothing was sent. What is in doubt is [`Submission::Unclear`].
    pub async fn send(
        &mut self,
        raw: &[u8],
        bcc: &[String],
        before_end: impl FnOnce() -> bool + Send + 'static,
    ) -> Result<Submission> {
        let step = Step::Data;
        self.line.rest(step).await?;
        let (head, tail) = request::send(self.line.version, bcc, &self.mailbox);
        let mut body = head.into_bytes();
        let mut content = String::with_capacity(raw.len().div_ceil(3).saturating_mul(4));
        STANDARD.encode_string(raw, &mut content);
        body.extend_from_slice(content.as_bytes());
        drop(content);
        body.extend_from_slice(tail.as_bytes());
        let is_ended = Arc::new(AtomicBool::new(false));
        let ended = is_ended.clone();
        let guard = move || {
            let may_end = before_end();
            ended.store(may_end, Ordering::SeqCst);
            may_end
        };
        let asked = self
            .line
            .ask(step, Payload::guarded(body, Box::new(guard)))
            .await;
        let is_ended = || is_ended.load(Ordering::SeqCst);
        let response = match asked {
            Ok(response) => response,
            Err(error) if is_ended() => return Ok(Submission::Unclear(error.cause)),
            Err(error) => return Err(error),
        };
        let status = response.status().as_u16();
        let answer = match self.line.read(response, ANSWER_LIMIT).await {
            Ok(answer) => answer,
            // These come from before Exchange has looked at the letter.
            Err(cause) if matches!(status, 300..=499 | 503) => {
                return Err(self.line.placed(cause, step));
            }
            Err(cause) if is_ended() => return Ok(Submission::Unclear(cause)),
            Err(cause) => return Err(cause.at(step)),
        };
        let refusal = match answer.outcome {
            Err(refusal) => refusal,
            Ok(messages) => match messages.into_iter().next() {
                Some(message) if message.is_success => {
                    return Ok(Submission::Accepted("NoError".to_owned()));
                }
                Some(message) => message.refusal,
                None => {
                    let cause = Cause::Protocol("CreateItem".to_owned());
                    return Ok(Submission::Unclear(cause));
                }
            },
        };
        if let Some(wait) = refusal.wait {
            self.line.note_wait(wait);
        }
        Err(place(refusal.cause(), &refusal.code))
    }
}

/// Where a refusal belongs to.
fn place(cause: Cause, code: &str) -> Error {
    match code {
        "ErrorSendAsDenied" | "ErrorMissingManagedFolderId" | "ErrorAccessDenied" => {
            cause.at(Step::Sender)
        }
        "ErrorInvalidRecipients" | "ErrorInvalidSmtpAddress" => cause.at(Step::Recipient),
        "ErrorMessageSizeExceeded" => Cause::TooLarge(0).at(Step::Sender),
        _ => cause.at(Step::Data),
    }
}
