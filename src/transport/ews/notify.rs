//! Being told of new mail over a standing connection (Exchange 2010 SP1 and newer): one answer that goes
//! on for half an hour and carries one document after the other.

use super::answer::Answer;
use super::request;
use super::{EwsMailbox, one};
use crate::domain::secret::Secret;
use crate::domain::server::{Incoming, PinnedCertificate};
use crate::transport::connect::Connector;
use crate::transport::error::{Cause, Result, Step};
use crate::transport::web::{Payload, next_piece};
use std::time::Duration;

/// Minutes that one answer goes on for; 30 is the most.
const MINUTES: u8 = 29;

/// The server gives a sign of life every 45 s.
const PATIENCE: Duration = Duration::from_secs(150);

/// Bytes of one document at the most.
const DOCUMENT_LIMIT: usize = 1 << 20;

/// Events that may mean new mail.
const EVENTS: [&str; 3] = ["NewMailEvent", "CreatedEvent", "MovedEvent"];

/// Tells of new mail in one folder.
pub struct EwsWatch {
    mailbox: EwsMailbox,
}

impl EwsWatch {
    /// Connects on its own. `None` where the server is too old to tell.
    ///
    /// # Errors
    /// As [`EwsMailbox::open`]; at [`Step::Mailbox`].
    pub async fn open(
        connector: &Connector,
        incoming: &Incoming,
        pins: &[PinnedCertificate],
        secret: &Secret,
    ) -> Result<Option<Self>> {
        let who = (pins, secret);
        let mut mailbox = EwsMailbox::open_with(connector, incoming, who, PATIENCE).await?;
        if !mailbox.line.version.has_streaming() {
            return Ok(None);
        }
        let folder = incoming.folders.first().map_or("INBOX", String::as_str);
        mailbox.open_folder(folder).await?;
        Ok(Some(Self { mailbox }))
    }

    /// Listens until the server ends it by itself; `arrived` hears of everything new, and may say
    /// `false` to end it.
    ///
    /// # Errors
    /// At [`Step::List`].
    pub async fn listen(&mut self, mut arrived: impl FnMut() -> bool) -> Result<()> {
        let step = Step::List;
        let at = |cause: Cause| cause.at(step);
        let mailbox = &mut self.mailbox;
        let asked = request::subscribe(&mailbox.folder, &mailbox.mailbox);
        let answer = one(mailbox.line.call(step, &asked).await?, step)?;
        let subscribed = answer.success().map_err(at)?;
        let subscription = subscribed.words("SubscriptionId").unwrap_or_default();
        let body = request::get_streaming_events(subscription, MINUTES);
        let payload = Payload::of(body.document(mailbox.line.version).into_bytes());
        let response = mailbox.line.ask(step, payload).await?;
        if response.status().as_u16() != 200 {
            let refused = mailbox.line.read(response, DOCUMENT_LIMIT).await;
            let cause = refused.err().unwrap_or(Cause::Closed(String::new()));
            return Err(at(cause));
        }
        let mut body = response.into_body();
        let mut splitter = Splitter::default();
        while let Some(piece) = next_piece(&mut body).await.map_err(at)? {
            splitter.add(&piece).map_err(at)?;
            while let Some(document) = splitter.next() {
                match read(&document).map_err(at)? {
                    Told::Nothing => {}
                    Told::Arrived if arrived() => {}
                    Told::Arrived | Told::Ended => return Ok(()),
                }
            }
        }
        Ok(())
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Told {
    Nothing,
    Arrived,
    Ended,
}

fn read(document: &[u8]) -> std::result::Result<Told, Cause> {
    let messages = Answer::read(document)?.outcome;
    let messages = messages.map_err(|it| it.cause())?;
    let mut told = Told::Nothing;
    for message in messages {
        let content = message.success()?;
        if EVENTS.iter().any(|it| content.find(it).is_some()) {
            told = Told::Arrived;
        } else if content.words("ConnectionStatus") == Some("Closed") {
            return Ok(Told::Ended);
        }
    }
    Ok(told)
}

/// Takes documents out of a stream in which one follows the other.
#[derive(Default)]
struct Splitter {
    waiting: Vec<u8>,
    searched: usize,
}

impl Splitter {
    fn add(&mut self, piece: &[u8]) -> std::result::Result<(), Cause> {
        self.waiting.extend_from_slice(piece);
        match self.waiting.len() > DOCUMENT_LIMIT {
            true => Err(Cause::Protocol("endless notification".to_owned())),
            false => Ok(()),
        }
    }

    /// The next whole document: up to the tag that closes an `Envelope` of whatever prefix.
    fn next(&mut self) -> Option<Vec<u8>> {
        loop {
            let rest = self.waiting.get(self.searched..)?;
            let Some(at) = memchr::memmem::find(rest, b"Envelope>") else {
                self.searched = self.waiting.len().saturating_sub(b"Envelope>".len());
                return None;
            };
            let begin = self.searched + at;
            let end = begin + b"Envelope>".len();
            self.searched = end;
            let before = self.waiting.get(..begin).unwrap_or_default();
            let tag = memchr::memrchr(b'<', before).and_then(|it| before.get(it..));
            if tag.is_some_and(|it| it.starts_with(b"</")) {
                let later = self.waiting.split_off(end);
                self.searched = 0;
                return Some(std::mem::replace(&mut self.waiting, later));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_taken_apart_however_the_bytes_are_cut() {
        let one = |inner: &str| {
            format!(
                "<?xml version=\"1.0\"?><S:Envelope xmlns:S=\"x\"><S:Body><R><ResponseMessages>\
                 <M ResponseClass=\"Success\"><ResponseCode>NoError</ResponseCode>{inner}</M>\
                 </ResponseMessages></R></S:Body></S:Envelope>"
            )
        };
        let all = [
            one("<ConnectionStatus>OK</ConnectionStatus>"),
            one("<Notifications><Notification><CreatedEvent/></Notification></Notifications>"),
            one("<ConnectionStatus>Closed</ConnectionStatus>"),
        ]
        .concat();
        for size in 1..60 {
            let mut splitter = Splitter::default();
            let mut told = Vec::new();
            for piece in all.as_bytes().chunks(size) {
                splitter.add(piece).unwrap();
                while let Some(document) = splitter.next() {
                    told.push(read(&document).unwrap());
                }
            }
            assert_eq!(told, [Told::Nothing, Told::Arrived, Told::Ended], "{size}");
        }
        let mut splitter = Splitter::default();
        assert!(splitter.add(&vec![b'x'; DOCUMENT_LIMIT + 1]).is_err());
    }
}
