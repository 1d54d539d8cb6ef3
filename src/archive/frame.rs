//! What stands around the compressed data: a frame that names the file, and one at the end with the
//! digest of everything before it. zstd passes over both.

use super::error::{Error, damaged};
use ring::digest::{Context, SHA256};
use std::io::{self, Read, Write};

/// Skippable frames of zstd (RFC 8878, 3.1.2).
const NAMING: [u8; 4] = [0x50, 0x2A, 0x4D, 0x18];
const CLOSING: [u8; 4] = [0x5E, 0x2A, 0x4D, 0x18];

/// What the first frame says.
const NAME: &[u8; 23] = b"Kontorpost-Sicherung 1\n";

/// The first frame, bytes for bytes.
fn naming() -> Vec<u8> {
    let length = [NAME.len() as u8, 0, 0, 0];
    [&NAMING[..], &length, NAME].concat()
}

/// Bytes of the last frame.
const CLOSE: usize = 8 + 4 + 32;

fn closing(digest: &[u8]) -> Vec<u8> {
    [&CLOSING[..], &[36, 0, 0, 0], b"KPS1", digest].concat()
}

/// Passes bytes on and digests them.
pub(super) struct Closing<W: Write> {
    out: W,
    digest: Context,
}

impl<W: Write> Closing<W> {
    /// Writes the first frame.
    pub(super) fn begin(out: W) -> io::Result<Self> {
        let digest = Context::new(&SHA256);
        let mut it = Self { out, digest };
        it.write_all(&naming())?;
        Ok(it)
    }

    /// Writes the last frame.
    pub(super) fn finish(mut self) -> io::Result<W> {
        let digest = self.digest.finish();
        self.out.write_all(&closing(digest.as_ref()))?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Closing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.digest.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Reads what stands between the two frames; the last one is held back.
pub(super) struct Closed<R: Read> {
    from: R,
    digest: Context,
    held: Vec<u8>,
    is_ended: bool,
}

impl<R: Read> Closed<R> {
    /// Reads the first frame.
    pub(super) fn begin(mut from: R) -> io::Result<Self> {
        let wanted = naming();
        let mut found = vec![0; wanted.len()];
        let read = fill(&mut from, &mut found)?;
        if read < wanted.len() || found.get(..8) != wanted.get(..8) {
            return Err(Error::Foreign.in_io());
        }
        if found != wanted {
            // Only the number of the version is another one.
            let before = wanted.len() - 2;
            return Err(match found.get(..before) == wanted.get(..before) {
                true => Error::Newer.in_io(),
                false => Error::Foreign.in_io(),
            });
        }
        let mut digest = Context::new(&SHA256);
        digest.update(&found);
        let mut held = vec![0; CLOSE];
        let read = fill(&mut from, &mut held)?;
        if read < CLOSE {
            return Err(damaged("cut off"));
        }
        Ok(Self {
            from,
            digest,
            held,
            is_ended: false,
        })
    }

    /// After everything was read: whether it is what was written.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let mut more = [0; 1];
        if self.read(&mut more)? > 0 {
            return Err(damaged("more than was written"));
        }
        let digest = self.digest.finish();
        match self.held == closing(digest.as_ref()) {
            true => Ok(()),
            false => Err(damaged("digest of the file")),
        }
    }
}

impl<R: Read> Read for Closed<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        if self.is_ended || room.is_empty() {
            return Ok(0);
        }
        let read = self.from.read(room)?;
        if read == 0 {
            self.is_ended = true;
            return Ok(0);
        }
        // What was held back comes first; as many of the newest bytes are held back instead.
        let new = room.get(..read).unwrap_or_default();
        self.held.extend_from_slice(new);
        let rest = self.held.split_off(read);
        for (to, given) in room.iter_mut().zip(&self.held) {
            *to = *given;
        }
        self.digest.update(&self.held);
        self.held = rest;
        Ok(read)
    }
}

/// Reads until the room is full or nothing is left.
pub(super) fn fill(from: &mut dyn Read, room: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(free) = room.get_mut(filled..).filter(|it| !it.is_empty()) {
        match from.read(free) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}
