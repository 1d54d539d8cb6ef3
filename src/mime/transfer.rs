//! Content-Transfer-Encoding (RFC 2045 section 6), decoded piece by piece and forgivingly.

/// The encodings that change bytes; anything else is passed through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// 7bit, 8bit, binary, and whatever is not known.
    Identity,
    /// Base64.
    Base64,
    /// Quoted-printable.
    QuotedPrintable,
}

impl Coding {
    /// Reads the value of a Content-Transfer-Encoding field.
    pub fn from_field(value: &[u8]) -> Self {
        let word = value.trim_ascii();
        let starts = |name: &[u8]| {
            word.get(..name.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(name))
        };
        if starts(b"base64") {
            Self::Base64
        } else if starts(b"quoted-printable") {
            Self::QuotedPrintable
        } else {
            Self::Identity
        }
    }

    /// Decodes a whole body.
    pub fn decode(self, body: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(body.len());
        match self {
            Self::Identity => out.extend_from_slice(body),
            Self::Base64 => {
                let mut decoder = Base64Decoder::default();
                decoder.feed(body, &mut out);
                decoder.finish(&mut out);
            }
            Self::QuotedPrintable => {
                let mut decoder = QuotedDecoder::default();
                decoder.feed(body, &mut out);
                decoder.finish(&mut out);
            }
        }
        out
    }
}

const OTHER: u8 = 0xFF;
const PADDING: u8 = 0xFE;

/// Value of each base64 character, [`PADDING`] for `=`, [`OTHER`] for the rest.
const BASE64_VALUES: [u8; 256] = {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut table = [OTHER; 256];
    let mut value = 0;
    #[allow(clippy::indexing_slicing)] // evaluated while compiling
    while value < alphabet.len() {
        table[alphabet[value] as usize] = value as u8;
        value += 1;
    }
    #[allow(clippy::indexing_slicing)]
    {
        table[b'=' as usize] = PADDING;
    }
    table
};

fn base64_value(byte: u8) -> u8 {
    BASE64_VALUES
        .get(usize::from(byte))
        .copied()
        .unwrap_or(OTHER)
}

/// Decodes base64 with white space, stray characters, missing padding, or several padded pieces.
#[derive(Debug, Default)]
pub(super) struct Base64Decoder {
    bits: u32,
    characters: u32,
}

impl Base64Decoder {
    /// Appends what `input` completes to `out`.
    pub fn feed(&mut self, input: &[u8], out: &mut Vec<u8>) {
        let mut rest = input;
        while let Some((first, tail)) = rest.split_first() {
            if self.characters == 0 {
                let (quads, _) = rest.as_chunks::<4>();
                let whole = quads
                    .iter()
                    .map_while(|quad| decode_quad(*quad))
                    .map(|triple| out.extend_from_slice(&triple))
                    .count();
                if whole > 0 {
                    rest = rest.get(whole * 4..).unwrap_or_default();
                    continue;
                }
            }
            self.character(base64_value(*first), out);
            rest = tail;
        }
    }

    fn character(&mut self, value: u8, out: &mut Vec<u8>) {
        match value {
            OTHER => (),
            PADDING => self.finish(out),
            value => {
                self.bits = self.bits << 6 | u32::from(value);
                self.characters += 1;
                if self.characters == 4 {
                    let [_, triple @ ..] = self.bits.to_be_bytes();
                    out.extend_from_slice(&triple);
                    (self.bits, self.characters) = (0, 0);
                }
            }
        }
    }

    /// Appends the bytes of an unfinished group.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        let bytes = match self.characters {
            2 => (self.bits << 12).to_be_bytes(),
            3 => (self.bits << 6).to_be_bytes(),
            _ => [0; 4],
        };
        let [_, triple @ ..] = bytes;
        let length = self.characters.saturating_sub(1) as usize;
        out.extend(triple.iter().take(length));
        (self.bits, self.characters) = (0, 0);
    }
}

fn decode_quad(quad: [u8; 4]) -> Option<[u8; 3]> {
    let [a, b, c, d] = quad.map(base64_value);
    if a | b | c | d >= 64 {
        return None;
    }
    let bits = u32::from(a) << 18 | u32::from(b) << 12 | u32::from(c) << 6 | u32::from(d);
    let [_, triple @ ..] = bits.to_be_bytes();
    Some(triple)
}

/// Counts what [`Base64Decoder`] would decode, without decoding.
#[derive(Debug, Default)]
pub(super) struct Base64Counter {
    size: u64,
    characters: u64,
}

impl Base64Counter {
    /// Counts the characters of `input`.
    pub fn feed(&mut self, input: &[u8]) {
        if memchr::memchr(b'=', input).is_none() {
            self.characters += alphabet_count(input);
            return;
        }
        for piece in input.split_inclusive(|byte| *byte == b'=') {
            self.characters += alphabet_count(piece);
            if piece.ends_with(b"=") {
                self.close();
            }
        }
    }

    fn close(&mut self) {
        self.size += self.characters / 4 * 3 + (self.characters % 4).saturating_sub(1);
        self.characters = 0;
    }

    /// Size in bytes of everything decoded.
    pub fn finish(mut self) -> u64 {
        self.close();
        self.size
    }
}

fn alphabet_count(input: &[u8]) -> u64 {
    // Chunks of at most 255 bytes keep the sum in a byte, which the compiler turns into vectors.
    input
        .chunks(255)
        .map(|chunk| {
            u64::from(chunk.iter().fold(0u8, |sum, byte| {
                let letter = (byte | 0x20).wrapping_sub(b'a') < 26;
                let digit = byte.wrapping_sub(b'0') < 10;
                let sign = *byte == b'+' || *byte == b'/';
                sum + u8::from(letter | digit | sign)
            }))
        })
        .sum()
}

#[derive(Debug, Default, Clone, Copy)]
enum QuotedState {
    #[default]
    Plain,
    Equals,
    Hex(u8),
    SoftBreak,
}

/// Decodes quoted-printable; what is no escape stays as it is.
#[derive(Debug, Default)]
pub(super) struct QuotedDecoder {
    state: QuotedState,
}

impl QuotedDecoder {
    /// Appends what `input` completes to `out`.
    pub fn feed(&mut self, input: &[u8], out: &mut Vec<u8>) {
        let mut rest = input;
        while let Some((first, tail)) = rest.split_first() {
            if let QuotedState::Plain = self.state {
                let end = memchr::memchr(b'=', rest);
                let (plain, after) = rest.split_at(end.unwrap_or(rest.len()));
                out.extend_from_slice(plain);
                rest = after.get(1..).unwrap_or_default();
                if end.is_some() {
                    self.state = QuotedState::Equals;
                }
            } else if self.escape(*first, out) {
                rest = tail;
            }
        }
    }

    /// Takes one byte after `=`; false if the byte is to be looked at again as plain text.
    fn escape(&mut self, byte: u8, out: &mut Vec<u8>) -> bool {
        let digit = hex_value(byte);
        let (state, taken) = match (self.state, byte, digit) {
            (QuotedState::Equals | QuotedState::SoftBreak, b'\n', _) => (QuotedState::Plain, true),
            (QuotedState::Equals | QuotedState::SoftBreak, b'\r' | b' ' | b'\t', _) => {
                (QuotedState::SoftBreak, true)
            }
            (QuotedState::Equals, _, Some(_)) => (QuotedState::Hex(byte), true),
            (QuotedState::Equals, _, None) => {
                out.push(b'=');
                (QuotedState::Plain, false)
            }
            (QuotedState::Hex(high), _, Some(low)) => {
                out.push(hex_value(high).unwrap_or_default() << 4 | low);
                (QuotedState::Plain, true)
            }
            (QuotedState::Hex(high), _, None) => {
                out.extend_from_slice(&[b'=', high]);
                (QuotedState::Plain, false)
            }
            (QuotedState::SoftBreak | QuotedState::Plain, _, _) => (QuotedState::Plain, false),
        };
        self.state = state;
        taken
    }

    /// Appends an escape the body ended in.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        if let QuotedState::Hex(high) = self.state {
            out.extend_from_slice(&[b'=', high]);
        }
        self.state = QuotedState::Plain;
    }
}

/// Value of a hexadecimal digit.
pub(super) fn hex_value(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_forgivingly_and_counted_the_same() {
        for (encoded, decoded) in [
            ("R3L8w59l", &b"Gr\xfc\xc3\x9fe"[..]),
            ("R3L\r\n8w5 9l", b"Gr\xfc\xc3\x9fe"),
            ("QQ", b"A"),
            ("QUI", b"AB"),
            ("QQ==QUI=QUJD", b"AABABC"),
            ("Q!U*JD\0", b"ABC"),
            ("Q", b""),
            ("====", b""),
        ] {
            assert_eq!(Coding::Base64.decode(encoded.as_bytes()), decoded);
            let mut counter = Base64Counter::default();
            for byte in encoded.as_bytes().chunks(1) {
                counter.feed(byte);
            }
            assert_eq!(counter.finish(), decoded.len() as u64, "{encoded}");
        }
    }

    #[test]
    fn quoted_printable_keeps_what_is_no_escape() {
        for (encoded, decoded) in [
            ("Gr=C3=BC=c3=9fe", "Grüße"),
            ("lang=\r\n weiter= \t\r\nEnde=", "lang weiterEnde"),
            ("a=b=3", "a=b=3"),
            ("2=xy", "2=xy"),
            ("=3D=\n", "="),
        ] {
            assert_eq!(
                Coding::QuotedPrintable.decode(encoded.as_bytes()),
                decoded.as_bytes()
            );
        }
    }
}
