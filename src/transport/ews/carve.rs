//! Takes the one message out of an answer while it arrives, decodes it and hands it on piece by piece, so
//! that however large it is, little of it lies in memory. What is left of the answer is small and is read
//! as ever; the message counts only when that says so.

use crate::domain::ledger::RemoteId;
use crate::transport::error::Cause;
use crate::transport::sink::{Fetched, PIECE, Sink};
use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// The element that is taken out.
const ELEMENT: &[u8] = b"MimeContent";

/// Bytes of a tag at the most that can be the element's.
const TAG_LIMIT: usize = 1 << 10;

/// Letters that are decoded together: a multiple of four.
const BLOCK: usize = 64 << 10;

/// Some servers leave the padding out.
pub(super) const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Where in the answer one is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum At {
    /// Between tags of the rest.
    Text,
    /// Within a tag; a quotation mark that is open.
    Tag(Option<u8>),
    /// Within the message.
    Message,
    /// Within a reference in the message.
    Reference(Vec<u8>),
}

/// What is made of an answer.
pub(super) struct Carver<'a> {
    id: &'a RemoteId,
    sink: &'a Sink,
    limit: u64,
    at: At,
    tag: Vec<u8>,
    code: Vec<u8>,
    piece: Vec<u8>,
    rest: Vec<u8>,
    rest_limit: usize,
    size: u64,
    is_begun: bool,
}

impl<'a> Carver<'a> {
    /// For this message of at most `limit` bytes, with at most `rest_limit` bytes of everything else.
    pub(super) fn new(id: &'a RemoteId, sink: &'a Sink, (limit, rest_limit): (u64, usize)) -> Self {
        Self {
            id,
            sink,
            limit,
            at: At::Text,
            tag: Vec::new(),
            code: Vec::new(),
            piece: Vec::new(),
            rest: Vec::new(),
            rest_limit,
            size: 0,
            is_begun: false,
        }
    }

    /// Takes the next bytes in.
    ///
    /// # Errors
    /// [`Cause::TooLarge`]; [`Cause::Protocol`] for what is no base64; [`Cause::Stopped`] when nobody
    /// takes the message any more.
    pub(super) async fn feed(&mut self, mut bytes: &[u8]) -> Result<(), Cause> {
        while let Some((first, others)) = bytes.split_first() {
            if self.at == At::Message {
                bytes = self.message(bytes)?;
                self.decode(false)?;
                self.hand_on(false).await?;
                continue;
            }
            bytes = others;
            match &mut self.at {
                At::Text => self.text(*first)?,
                At::Tag(_) => self.within_tag(*first)?,
                At::Reference(_) => self.reference(*first)?,
                At::Message => {}
            }
        }
        Ok(())
    }

    /// The answer is over: what is left of it without the message.
    pub(super) fn take_rest(&mut self) -> Vec<u8> {
        self.at = At::Text;
        std::mem::take(&mut self.rest)
    }

    /// Whether there was a message in it.
    pub(super) fn has_message(&self) -> bool {
        self.size > 0
    }

    /// The answer says that all is well: the last of the message goes on.
    ///
    /// # Errors
    /// [`Cause::Stopped`] when nobody takes it any more.
    pub(super) async fn finish(mut self) -> Result<(), Cause> {
        if !self.is_begun {
            let (id, raw) = (self.id.clone(), std::mem::take(&mut self.piece));
            return self.sink.send(Fetched::Whole { id, raw }).await;
        }
        self.hand_on(true).await?;
        self.sink.send(Fetched::End).await
    }

    fn keep(&mut self, byte: u8) -> Result<(), Cause> {
        if self.rest.len() >= self.rest_limit {
            return Err(Cause::TooLarge(self.rest_limit as u64));
        }
        self.rest.push(byte);
        Ok(())
    }

    fn text(&mut self, byte: u8) -> Result<(), Cause> {
        if byte == b'<' {
            self.at = At::Tag(None);
            self.tag.clear();
        }
        self.keep(byte)
    }

    fn within_tag(&mut self, byte: u8) -> Result<(), Cause> {
        self.keep(byte)?;
        let At::Tag(quote) = &mut self.at else {
            return Ok(());
        };
        match (byte, *quote) {
            (b'"' | b'\'', None) if !self.tag.starts_with(b"!") => *quote = Some(byte),
            (it, Some(open)) if it == open => *quote = None,
            (b'>', None) => {
                self.at = match is_element(&self.tag) {
                    true => At::Message,
                    false => At::Text,
                };
                return Ok(());
            }
            _ => {}
        }
        if self.tag.len() < TAG_LIMIT {
            self.tag.push(byte);
        }
        Ok(())
    }

    /// Takes letters of the message in; what comes behind them.
    fn message<'b>(&mut self, bytes: &'b [u8]) -> Result<&'b [u8], Cause> {
        let is_end = |it: &u8| matches!(it, b'<' | b'&');
        let end = bytes.iter().position(is_end).unwrap_or(bytes.len());
        let end = end.min(BLOCK);
        let (letters, behind) = bytes.split_at(end);
        let letters = letters.iter().filter(|it| !it.is_ascii_whitespace());
        self.code.extend(letters);
        match behind.split_first() {
            Some((b'&', behind)) => {
                self.at = At::Reference(Vec::new());
                Ok(behind)
            }
            Some((b'<', behind)) => {
                self.decode(true)?;
                self.at = At::Tag(None);
                self.tag.clear();
                self.keep(b'<')?;
                Ok(behind)
            }
            _ => Ok(behind),
        }
    }

    /// Line ends may be written as references; nothing else belongs there.
    fn reference(&mut self, byte: u8) -> Result<(), Cause> {
        let At::Reference(name) = &mut self.at else {
            return Ok(());
        };
        if byte != b';' {
            name.push(byte);
            return match name.len() > 6 {
                true => Err(no_base64()),
                false => Ok(()),
            };
        }
        let blanks: [&[u8]; 6] = [b"#xD", b"#xA", b"#13", b"#10", b"#x9", b"#9"];
        if !blanks.iter().any(|it| it.eq_ignore_ascii_case(name)) {
            return Err(no_base64());
        }
        self.at = At::Message;
        Ok(())
    }

    /// Decodes the letters that are there, groups of four as long as more may come.
    fn decode(&mut self, is_end: bool) -> Result<(), Cause> {
        let whole = match is_end {
            true => self.code.len(),
            false => self.code.len() / 4 * 4,
        };
        let is_enough = is_end || whole >= BLOCK || self.at != At::Message;
        let Some(letters) = self.code.get(..whole).filter(|_| is_enough && whole > 0) else {
            return Ok(());
        };
        let before = self.piece.len();
        let decoded = BASE64.decode_vec(letters, &mut self.piece);
        decoded.map_err(|_| no_base64())?;
        self.code.drain(..whole);
        self.size += (self.piece.len() - before) as u64;
        match self.size > self.limit {
            true => Err(Cause::TooLarge(self.size)),
            false => Ok(()),
        }
    }

    async fn hand_on(&mut self, is_end: bool) -> Result<(), Cause> {
        while self.piece.len() > PIECE || (is_end && !self.piece.is_empty()) {
            if !self.is_begun {
                self.is_begun = true;
                let id = self.id.clone();
                self.sink.send(Fetched::Begin { id }).await?;
            }
            let later = self.piece.split_off(self.piece.len().min(PIECE));
            let now = std::mem::replace(&mut self.piece, later);
            self.sink.send(Fetched::Piece(now)).await?;
        }
        Ok(())
    }
}

/// Whether a tag opens the element and does not close it at once.
fn is_element(tag: &[u8]) -> bool {
    let end = tag
        .iter()
        .position(|it| it.is_ascii_whitespace() || *it == b'/')
        .unwrap_or(tag.len());
    let name = tag.get(..end).unwrap_or_default();
    let local = name.rsplit(|it| *it == b':').next().unwrap_or_default();
    local == ELEMENT && !tag.ends_with(b"/")
}

pub(super) fn no_base64() -> Cause {
    Cause::Protocol("MimeContent is no base64".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::sink::{Source, sink};

    const ROOM: (u64, usize) = (4 << 20, 64 << 10);

    fn taken(source: &mut Source) -> (Vec<u8>, usize) {
        let (mut raw, mut pieces) = (Vec::new(), 0);
        while let Some(it) = source.try_recv() {
            match &*it {
                Fetched::Whole { raw: whole, .. } => raw.extend_from_slice(whole),
                Fetched::Piece(piece) => {
                    assert!(piece.len() <= PIECE);
                    pieces += 1;
                    raw.extend_from_slice(piece);
                }
                _ => {}
            }
        }
        (raw, pieces)
    }

    fn answer(code: &str) -> Vec<u8> {
        format!(
            "<?xml version=\"1.0\"?><s:Envelope a=\"x>'y\"><t:Item Id='<'/><t:MimeContent \
             CharacterSet=\"UTF-8\">{code}</t:MimeContent><t:MimeContent/><m:Rest>R&amp;S</m:Rest>\
             </s:Envelope>"
        )
        .into_bytes()
    }

    async fn carved(bytes: &[u8], step: usize) -> Result<(Vec<u8>, usize, Vec<u8>), Cause> {
        let id = RemoteId::Item("x".to_owned());
        let (sink, mut source) = sink(64 << 20);
        let mut carver = Carver::new(&id, &sink, ROOM);
        for some in bytes.chunks(step) {
            carver.feed(some).await?;
        }
        let rest = carver.take_rest();
        carver.finish().await?;
        let (raw, pieces) = taken(&mut source);
        Ok((raw, pieces, rest))
    }

    #[tokio::test]
    async fn the_message_is_the_same_however_it_arrives() {
        let whole: Vec<u8> = (0..600_u32).flat_map(u32::to_be_bytes).collect();
        let mut code = BASE64.encode(&whole);
        code.insert_str(100, "\r\n&#xD;&#10;\t");
        let bytes = answer(&code);
        for step in [1, 2, 3, 7, 64, bytes.len()] {
            let (raw, _, rest) = carved(&bytes, step).await.unwrap();
            assert_eq!(raw, whole, "{step}");
            let rest = String::from_utf8(rest).unwrap();
            assert!(rest.contains("<t:MimeContent CharacterSet=\"UTF-8\"></t:MimeContent>"));
            assert!(
                rest.ends_with("<m:Rest>R&amp;S</m:Rest></s:Envelope>"),
                "{rest}"
            );
        }
        // Without its padding.
        let (raw, ..) = carved(&answer("SGFsbG8"), 5).await.unwrap();
        assert_eq!(raw, b"Hallo");
    }

    #[tokio::test]
    async fn a_large_one_goes_in_pieces_and_a_too_large_one_not_at_all() {
        let whole = vec![7_u8; 3 << 20];
        let (raw, pieces, _) = carved(&answer(&BASE64.encode(&whole)), 9_000)
            .await
            .unwrap();
        assert_eq!(raw, whole);
        assert!(pieces >= 6, "{pieces}");
        let larger = answer(&BASE64.encode(vec![7_u8; 5 << 20]));
        assert!(matches!(
            carved(&larger, 9_000).await,
            Err(Cause::TooLarge(_))
        ));
        let padded = [vec![b' '; 70 << 10], answer("SGFsbG8=")].concat();
        assert!(matches!(
            carved(&padded, 9_000).await,
            Err(Cause::TooLarge(_))
        ));
    }

    #[tokio::test]
    async fn what_is_no_base64_is_refused() {
        for code in [
            "a*b=",
            "&quot;",
            "SGFs&lt;",
            "S",
            "<![CDATA[SGFsbG8=]]>",
            "&#xDDDDDDDD;",
        ] {
            let bytes = answer(code);
            for step in [1, bytes.len()] {
                match carved(&bytes, step).await {
                    Err(Cause::Protocol(_)) => {}
                    // Nothing was taken out, which the reader of the rest refuses.
                    Ok((raw, ..)) => assert_eq!(raw, b"", "{code}"),
                    other => panic!("{code}: {other:?}"),
                }
            }
        }
    }
}
