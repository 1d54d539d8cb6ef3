//! Encryption with a passphrase in the format of age (<https://age-encryption.org/v1>): a kept
//! standard, so that a backup can be opened in ten years with any other program that knows it.
//!
//! The crate `age` brings about seventy crates that nothing else here needs (translations of its
//! own, keys of other kinds, plugins). What a passphrase needs of the format is this file: scrypt from
//! RustCrypto, ChaCha20-Poly1305, HKDF and HMAC from ring, which TLS uses already. A test has the
//! program `age` itself read what is written here, and the other way round.

use super::error::{Error, damaged};
use super::frame::fill;
use crate::domain::secret::Secret;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};
use ring::{hkdf, hmac};
use std::io::{self, Read, Write};
use zeroize::Zeroizing;

/// The first line.
pub(super) const INTRO: &str = "age-encryption.org/v1\n";

/// Bytes that are encrypted at once.
const CHUNK: usize = 64 << 10;

/// Bytes of proof behind each chunk.
const TAG: usize = 16;

/// 2^17 rounds in 128 MiB of memory: about half a second for each passphrase that somebody tries.
const WORK: u8 = 17;

/// More than this is not done for a file that somebody sent: 1 GiB of memory.
const MOST_WORK: u8 = 20;

/// Bytes of the head at the most.
const LONGEST_HEAD: usize = 1_024;

fn failed<E>(_: E) -> io::Error {
    io::Error::other("encryption")
}

fn key(bytes: &[u8]) -> io::Result<LessSafeKey> {
    let key = UnboundKey::new(&CHACHA20_POLY1305, bytes).map_err(failed)?;
    Ok(LessSafeKey::new(key))
}

fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn derive(salt: &[u8], from: &[u8], purpose: &[u8]) -> io::Result<Zeroizing<[u8; 32]>> {
    let mut out = Zeroizing::new([0; 32]);
    let extracted = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(from);
    let purpose = [purpose];
    let expanded = extracted
        .expand(&purpose, hkdf::HKDF_SHA256)
        .map_err(failed)?;
    expanded.fill(out.as_mut()).map_err(failed)?;
    Ok(out)
}

/// The key that a passphrase gives.
fn of_passphrase(passphrase: &Secret, salt: &[u8; 16], work: u8) -> io::Result<LessSafeKey> {
    let parameters = scrypt::Params::new(work, 8, 1).map_err(failed)?;
    let salt = [b"age-encryption.org/v1/scrypt", &salt[..]].concat();
    let mut wrapping = Zeroizing::new([0; 32]);
    let passphrase = passphrase.reveal().as_bytes();
    scrypt::scrypt(passphrase, &salt, &parameters, wrapping.as_mut()).map_err(failed)?;
    key(wrapping.as_ref())
}

/// Encrypts with the key of a passphrase.
pub(super) struct Sealing<W: Write> {
    out: W,
    key: LessSafeKey,
    number: u64,
    waiting: Vec<u8>,
}

impl<W: Write> Sealing<W> {
    /// Writes the head.
    pub(super) fn begin(mut out: W, passphrase: &Secret) -> io::Result<Self> {
        let file_key = Zeroizing::new(random::<16>()?);
        let salt = random::<16>()?;
        let wrapping = of_passphrase(passphrase, &salt, WORK)?;
        let mut wrapped = file_key.to_vec();
        let zero = Nonce::assume_unique_for_key([0; 12]);
        wrapping
            .seal_in_place_append_tag(zero, Aad::empty(), &mut wrapped)
            .map_err(failed)?;
        let head = format!(
            "{INTRO}-> scrypt {} {WORK}\n{}\n---",
            STANDARD_NO_PAD.encode(salt),
            STANDARD_NO_PAD.encode(wrapped)
        );
        let proof = hmac::sign(&head_key(file_key.as_ref())?, head.as_bytes());
        let nonce = random::<16>()?;
        out.write_all(head.as_bytes())?;
        writeln!(out, " {}", STANDARD_NO_PAD.encode(proof.as_ref()))?;
        out.write_all(&nonce)?;
        let payload = derive(&nonce, file_key.as_ref(), b"payload")?;
        Ok(Self {
            out,
            key: key(payload.as_ref())?,
            number: 0,
            waiting: Vec::with_capacity(CHUNK + TAG),
        })
    }

    fn seal(&mut self, is_last: bool) -> io::Result<()> {
        let nonce = nonce(self.number, is_last);
        self.number += 1;
        self.key
            .seal_in_place_append_tag(nonce, Aad::empty(), &mut self.waiting)
            .map_err(failed)?;
        self.out.write_all(&self.waiting)?;
        self.waiting.clear();
        Ok(())
    }

    /// Writes the last chunk.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.seal(true)?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk waits: only what follows shows that it is not the last one.
        if self.waiting.len() == CHUNK && !bytes.is_empty() {
            self.seal(false)?;
        }
        let taken = bytes.len().min(CHUNK - self.waiting.len());
        self.waiting
            .extend_from_slice(bytes.get(..taken).unwrap_or_default());
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn nonce(number: u64, is_last: bool) -> Nonce {
    let mut bytes = [0; 12];
    for (to, from) in bytes.iter_mut().skip(3).zip(number.to_be_bytes()) {
        *to = from;
    }
    if let Some(last) = bytes.last_mut() {
        *last = u8::from(is_last);
    }
    Nonce::assume_unique_for_key(bytes)
}

fn head_key(file_key: &[u8]) -> io::Result<hmac::Key> {
    let bytes = derive(&[], file_key, b"header")?;
    Ok(hmac::Key::new(hmac::HMAC_SHA256, bytes.as_ref()))
}

/// Decrypts with a passphrase.
pub(super) struct Unsealing<R: Read> {
    from: R,
    key: LessSafeKey,
    number: u64,
    /// The first byte of the next chunk, which shows that there is one.
    ahead: Option<u8>,
    plain: Vec<u8>,
    given: usize,
    is_ended: bool,
}

impl<R: Read> Unsealing<R> {
    /// Reads the head.
    pub(super) fn begin(mut from: R, passphrase: &Secret) -> io::Result<Self> {
        let lines = read_head(&mut from)?;
        let [intro, recipient, wrapped, proof] = &lines;
        let words: Vec<&str> = recipient.split(' ').collect();
        let ["->", "scrypt", salt, work] = words.as_slice() else {
            return Err(Error::Foreign.in_io());
        };
        let salt: [u8; 16] = decode(salt)?;
        let work: u8 = match work.parse() {
            Ok(number @ 1..=MOST_WORK) if number.to_string() == **work => number,
            _ => return Err(damaged("work factor")),
        };
        let mut unwrapped = Zeroizing::new(decode::<32>(wrapped)?);
        let zero = Nonce::assume_unique_for_key([0; 12]);
        let file_key = of_passphrase(passphrase, &salt, work)?
            .open_in_place(zero, Aad::empty(), unwrapped.as_mut())
            .map_err(|_| Error::WrongPassphrase.in_io())?;
        let signed = format!("{intro}\n{recipient}\n{wrapped}\n---");
        let proof = proof.strip_prefix("--- ").ok_or_else(|| damaged("head"))?;
        let proof: [u8; 32] = decode(proof)?;
        hmac::verify(&head_key(file_key)?, signed.as_bytes(), &proof)
            .map_err(|_| damaged("head"))?;
        let mut nonce = [0; 16];
        from.read_exact(&mut nonce)?;
        let payload = derive(&nonce, file_key, b"payload")?;
        let mut ahead = [0];
        from.read_exact(&mut ahead)?;
        Ok(Self {
            from,
            key: key(payload.as_ref())?,
            number: 0,
            ahead: Some(ahead[0]),
            plain: Vec::new(),
            given: 0,
            is_ended: false,
        })
    }

    /// Decrypts the next chunk.
    fn next(&mut self) -> io::Result<()> {
        let mut chunk = vec![0; CHUNK + TAG + 1];
        let Some((first, rest)) = chunk.split_first_mut() else {
            return Ok(());
        };
        let Some(ahead) = self.ahead.take() else {
            return Ok(());
        };
        *first = ahead;
        let read = fill(&mut self.from, rest)? + 1;
        let is_last = read <= CHUNK + TAG;
        if !is_last {
            self.ahead = chunk.pop();
        }
        chunk.truncate(read.min(CHUNK + TAG));
        let nonce = nonce(self.number, is_last);
        let length = self
            .key
            .open_in_place(nonce, Aad::empty(), &mut chunk)
            .map_err(|_| damaged("encrypted data"))?
            .len();
        if length == 0 && self.number > 0 {
            return Err(damaged("encrypted data"));
        }
        chunk.truncate(length);
        self.number += 1;
        (self.plain, self.given, self.is_ended) = (chunk, 0, is_last);
        Ok(())
    }
}

impl<R: Read> Read for Unsealing<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if self.given == self.plain.len() && !self.is_ended {
            self.next()?;
        }
        let rest = self.plain.get(self.given..).unwrap_or_default();
        let given = rest.len().min(room.len());
        for (to, from) in room.iter_mut().zip(rest) {
            *to = *from;
        }
        self.given += given;
        Ok(given)
    }
}

/// The four lines before the encrypted data. What this program writes has no others.
fn read_head(from: &mut dyn Read) -> io::Result<[String; 4]> {
    let mut lines: [String; 4] = Default::default();
    let mut read = 0;
    for line in &mut lines {
        let mut bytes = Vec::new();
        loop {
            let mut byte = [0];
            from.read_exact(&mut byte)?;
            read += 1;
            if read > LONGEST_HEAD {
                return Err(Error::Foreign.in_io());
            }
            match byte[0] {
                b'\n' => break,
                other => bytes.push(other),
            }
        }
        *line = String::from_utf8(bytes).map_err(|_| Error::Foreign.in_io())?;
    }
    match lines.first().map(String::as_str) == Some(INTRO.trim_end()) {
        true => Ok(lines),
        false => Err(Error::Foreign.in_io()),
    }
}

fn decode<const N: usize>(text: &str) -> io::Result<[u8; N]> {
    let bytes = STANDARD_NO_PAD.decode(text).ok();
    let bytes = bytes.and_then(|it| it.try_into().ok());
    bytes.ok_or_else(|| damaged("head"))
}
