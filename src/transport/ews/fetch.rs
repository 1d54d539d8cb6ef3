//! Fetching messages as RFC 5322, several with one request as far as their sizes allow.

use super::answer::Message;
use super::call::Reading;
use super::carve::{BASE64, Carver, no_base64};
use super::{EwsMailbox, item, request};
use crate::domain::ledger::{Listed, RemoteId};
use crate::transport::error::{Cause, Result, Step};
use crate::transport::heads::Heads;
use crate::transport::sink::{Fetched, PIECE, Pace, Sink};
use base64::Engine;

/// Messages asked for with one request: more makes nothing faster.
const AT_ONCE: usize = 10;

/// Bytes asked for with one request, as far as the server says sizes.
const BYTES_AT_ONCE: u64 = 8 << 20;

/// Bytes of a message at the most.
const MESSAGE_LIMIT: u64 = 1 << 30;

/// Bytes of an answer with several messages, and of what comes with a single one.
const USUAL_LIMIT: usize = 32 << 20;

/// Senders asked for with one request.
const HEADS_AT_ONCE: usize = 100;

impl EwsMailbox {
    /// Fetches messages into `sink`, in this order.
    ///
    /// # Errors
    /// At [`Step::Fetch`].
    pub async fn fetch(&mut self, wanted: &[Listed], pace: Pace, sink: &Sink) -> Result<()> {
        let mut rest = wanted;
        while !rest.is_empty() {
            let count = match pace {
                Pace::Usual => self.batch(rest),
                Pace::Wary => 1,
            };
            let (now, later) = rest.split_at(count.min(rest.len()));
            rest = later;
            let ids: Vec<RemoteId> = now.iter().map(|it| it.id.clone()).collect();
            self.fetch_some(&ids, sink).await?;
        }
        Ok(())
    }

    /// How many of the next messages are asked for together.
    fn batch(&self, wanted: &[Listed]) -> usize {
        let mut bytes = 0_u64;
        let mut count = 0;
        for listed in wanted.iter().take(AT_ONCE) {
            bytes = bytes.saturating_add(self.size(&listed.id));
            if bytes > BYTES_AT_ONCE && count > 0 {
                break;
            }
            count += 1;
        }
        count.max(1)
    }

    fn size(&self, id: &RemoteId) -> u64 {
        self.sizes.get(id).copied().unwrap_or_default()
    }

    async fn fetch_some(&mut self, ids: &[RemoteId], sink: &Sink) -> Result<()> {
        if let [only] = ids {
            return self.fetch_one(only, sink).await;
        }
        match self.ask_for(ids, sink).await {
            // One of them is the reason: it is found, and the others go on.
            Err(error) if is_about_one(&error.cause) => {
                for id in ids {
                    self.fetch_one(id, sink).await?;
                }
                Ok(())
            }
            other => other,
        }
    }

    /// Fetches a message by itself: what goes wrong is its own doing.
    async fn fetch_one(&mut self, id: &RemoteId, sink: &Sink) -> Result<()> {
        let at = |cause: Cause| cause.at(Step::Fetch);
        let Err(error) = self.ask_for_one(id, sink).await else {
            return Ok(());
        };
        match error.cause {
            Cause::TooLarge(_) => {
                let size = self.size(id).max(MESSAGE_LIMIT);
                let refusing = sink.refuse(id.clone(), Cause::TooLarge(size));
                refusing.await.map_err(at)
            }
            cause @ (Cause::ServerRefused(_) | Cause::Protocol(_)) => {
                sink.refuse(id.clone(), cause).await.map_err(at)
            }
            cause => {
                sink.blame(id.clone(), &cause).await;
                Err(cause.at(error.step))
            }
        }
    }

    async fn ask_for(&mut self, ids: &[RemoteId], sink: &Sink) -> Result<()> {
        let at = |cause: Cause| cause.at(Step::Fetch);
        let names: Vec<&str> = ids.iter().filter_map(item).collect();
        let asked = request::get_mime(&names);
        let reading = Reading::Whole(USUAL_LIMIT);
        let messages = self.line.call_reading(Step::Fetch, &asked, reading).await?;
        if messages.len() != ids.len() {
            return Err(at(Cause::Protocol("GetItem".to_owned())));
        }
        for (id, message) in ids.iter().zip(messages) {
            deliver(id, message, sink).await.map_err(at)?;
        }
        Ok(())
    }

    /// Asks for one message, which goes on piece by piece while it arrives.
    async fn ask_for_one(&mut self, id: &RemoteId, sink: &Sink) -> Result<()> {
        let at = |cause: Cause| cause.at(Step::Fetch);
        let Some(name) = item(id) else {
            return Ok(());
        };
        let asked = request::get_mime(&[name]);
        let mut carver = Carver::new(id, sink, (MESSAGE_LIMIT, USUAL_LIMIT));
        let reading = Reading::Carved(&mut carver);
        let messages = self.line.call_reading(Step::Fetch, &asked, reading).await?;
        let [message] = messages.as_slice() else {
            return Err(at(Cause::Protocol("GetItem".to_owned())));
        };
        if message.refusal.is_gone() && !message.is_success {
            let gone = Fetched::Gone { id: id.clone() };
            return sink.send(gone).await.map_err(at);
        }
        let done = match message.success() {
            Ok(_) if carver.has_message() => carver.finish().await,
            Ok(_) => sink.refuse(id.clone(), no_content()).await,
            Err(reason) => sink.refuse(id.clone(), reason).await,
        };
        done.map_err(at)
    }

    /// Who has sent messages, as From fields. Senders without an address are left out.
    ///
    /// # Errors
    /// At [`Step::Fetch`] when the conversation breaks down.
    pub async fn heads(&mut self, wanted: &[Listed]) -> Result<Heads> {
        let mut heads = Heads::new();
        for some in wanted.chunks(HEADS_AT_ONCE) {
            let names: Vec<&str> = some.iter().filter_map(|it| item(&it.id)).collect();
            let asked = request::get_senders(&names);
            let answers = match self.line.call(Step::Fetch, &asked).await {
                Ok(answers) if answers.len() == some.len() => answers,
                // The fetching itself finds out what is wrong.
                Ok(_) => continue,
                Err(error) if matches!(error.cause, Cause::ServerRefused(_)) => continue,
                Err(error) => return Err(error),
            };
            let found = some.iter().zip(&answers);
            heads.extend(found.filter_map(|(it, answer)| {
                let from = answer.content.find("From")?;
                let address = from.find("EmailAddress")?.text.trim();
                let is_plain = address.contains('@') && !address.contains(char::is_whitespace);
                is_plain.then(|| (it.id.clone(), format!("From: <{address}>\r\n\r\n").into()))
            }));
        }
        Ok(heads)
    }
}

/// Whether one message of several may be the reason.
fn is_about_one(cause: &Cause) -> bool {
    matches!(
        cause,
        Cause::TooLarge(_) | Cause::ServerRefused(_) | Cause::Protocol(_)
    )
}

async fn deliver(id: &RemoteId, message: Message, sink: &Sink) -> std::result::Result<(), Cause> {
    if message.refusal.is_gone() && !message.is_success {
        return sink.send(Fetched::Gone { id: id.clone() }).await;
    }
    let raw = match mime(&message) {
        Ok(raw) => raw,
        Err(reason) => return sink.refuse(id.clone(), reason).await,
    };
    drop(message);
    hand_on(id, raw, sink).await
}

/// Hands a whole message on, a large one in pieces.
pub(in crate::transport) async fn hand_on(
    id: &RemoteId,
    raw: Vec<u8>,
    sink: &Sink,
) -> std::result::Result<(), Cause> {
    let id = id.clone();
    if raw.len() <= PIECE {
        return sink.send(Fetched::Whole { id, raw }).await;
    }
    sink.send(Fetched::Begin { id }).await?;
    for piece in raw.chunks(PIECE) {
        sink.send(Fetched::Piece(piece.to_vec())).await?;
    }
    sink.send(Fetched::End).await
}

fn mime(message: &Message) -> std::result::Result<Vec<u8>, Cause> {
    let content = message.success()?.find("MimeContent");
    let text = content.map_or("", |it| it.text.as_str());
    let compact: Vec<u8> = text
        .bytes()
        .filter(|it| !it.is_ascii_whitespace())
        .collect();
    let raw = BASE64.decode(compact);
    let raw = raw.map_err(|_| no_base64())?;
    match raw.is_empty() {
        true => Err(no_content()),
        false => Ok(raw),
    }
}

fn no_content() -> Cause {
    Cause::Protocol("no MimeContent".to_owned())
}
