//! Reading a backup: nothing of it is believed before the digests have been compared.

use super::age::{INTRO, Unsealing};
use super::error::{Error, Result, damaged};
use super::frame::{Closed, fill};
use super::tar::{self, BLOCK};
use super::writer::MANIFEST;
use super::{Hear, PIECE};
use crate::domain::backup::{LONGEST_MANIFEST, Manifest, ManifestFault, Part};
use crate::domain::secret::Secret;
use ring::digest::{Context, SHA256};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use zstd::stream::read::Decoder;

/// Memory that compressed data may ask for, as a power of two: 8 MiB, more than is ever written.
const WINDOW: u32 = 23;

/// Where the bytes come from.
enum Source {
    Plain(BufReader<File>),
    Sealed(Box<Unsealing<BufReader<File>>>),
}

impl Read for Source {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(it) => it.read(room),
            Self::Sealed(it) => it.read(room),
        }
    }
}

/// Takes a piece of a part.
pub type Take<'a, E> = &'a mut dyn FnMut(&Part, &[u8]) -> std::result::Result<(), E>;

/// A backup that is being read.
pub struct ArchiveReader {
    path: PathBuf,
    from: Decoder<'static, BufReader<Closed<Source>>>,
    manifest: Manifest,
}

/// Whether a file is encrypted, and so needs a passphrase.
///
/// # Errors
/// [`Error::File`].
pub fn is_sealed(path: &Path) -> Result<bool> {
    let io = |error: io::Error| Error::of(path, &error);
    let mut first = [0; INTRO.len()];
    let mut file = File::open(path).map_err(io)?;
    let read = fill(&mut file, &mut first).map_err(io)?;
    Ok(first.get(..read) == Some(INTRO.as_bytes()))
}

impl ArchiveReader {
    /// Opens a file and reads its list of contents.
    ///
    /// # Errors
    /// Each of [`Error`]'s.
    pub fn open(path: &Path, passphrase: Option<&Secret>) -> Result<Self> {
        let is_sealed = is_sealed(path)?;
        let io = |error: io::Error| Error::of(path, &error);
        if is_sealed && passphrase.is_none() {
            return Err(Error::Sealed);
        }
        let file = File::open(path).map_err(io)?;
        let file = BufReader::with_capacity(PIECE, file);
        let source = match passphrase.filter(|_| is_sealed) {
            None => Source::Plain(file),
            Some(it) => Source::Sealed(Box::new(Unsealing::begin(file, it).map_err(io)?)),
        };
        let opened = || -> io::Result<(Decoder<'static, BufReader<Closed<Source>>>, String)> {
            let closed = BufReader::with_capacity(PIECE, Closed::begin(source)?);
            let mut from = Decoder::with_buffer(closed)?.single_frame();
            from.window_log_max(WINDOW)?;
            let text = read_manifest(&mut from)?;
            Ok((from, text))
        };
        let (from, text) = opened().map_err(io)?;
        let manifest = Manifest::read(&text).map_err(|fault| match fault {
            ManifestFault::Newer => Error::Newer,
            ManifestFault::Broken(words) => Error::Damaged(words),
        })?;
        Ok(Self {
            path: path.to_owned(),
            from,
            manifest,
        })
    }

    /// The list of contents. Only after [`Self::read`] is it known to be true.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Reads every part and hands it over piece by piece; what was handed over is true when this
    /// returns. Hears how many bytes of all parts have passed.
    ///
    /// # Errors
    /// [`Error::Damaged`] for what is not as it was written; [`Error::File`], [`Error::Stopped`],
    /// and what `take` returns.
    pub fn read<E: From<Error>>(
        mut self,
        take: Take<'_, E>,
        hear: Hear<'_>,
    ) -> std::result::Result<Manifest, E> {
        let mut passed = 0;
        for part in &self.manifest.parts {
            let io = |error: io::Error| Error::of(&self.path, &error);
            let made_at = self.manifest.made_at;
            let head = tar::read_head(&mut self.from, made_at).map_err(io)?;
            if head.is_none_or(|it| it.name != part.name || it.size != part.size) {
                return Err(Error::Damaged(format!("{} is not there", part.name)).into());
            }
            let mut digest = Context::new(&SHA256);
            let mut left = part.size;
            let mut piece = zeroize::Zeroizing::new(vec![0; PIECE]);
            while left > 0 {
                let length = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
                let piece = piece.get_mut(..length).unwrap_or_default();
                self.from.read_exact(piece).map_err(io)?;
                digest.update(piece);
                take(part, piece)?;
                left -= length as u64;
                passed += length as u64;
                if !hear(passed) {
                    return Err(Error::Stopped.into());
                }
            }
            let hex: String = digest
                .finish()
                .as_ref()
                .iter()
                .map(|it| format!("{it:02x}"))
                .collect();
            if hex != part.sha256.to_lowercase() {
                return Err(Error::Damaged(format!("digest of {}", part.name)).into());
            }
            skip_padding(&mut self.from, part.size).map_err(io)?;
        }
        Ok(self.end()?)
    }

    /// Nothing more may follow, and everything must be as it was written.
    fn end(mut self) -> Result<Manifest> {
        let path = self.path;
        let io = |error: io::Error| Error::of(&path, &error);
        let made_at = self.manifest.made_at;
        let head = tar::read_head(&mut self.from, made_at).map_err(io)?;
        let mut more = [0];
        // Reads the checksum of the compressed data as well.
        if head.is_some() || self.from.read(&mut more).map_err(io)? > 0 {
            return Err(Error::Damaged("more than was written".to_owned()));
        }
        let buffered = self.from.finish();
        let is_empty = buffered.buffer().is_empty();
        let closed = buffered.into_inner();
        if !is_empty {
            return Err(Error::Damaged("more than was written".to_owned()));
        }
        closed.finish().map_err(io)?;
        Ok(self.manifest)
    }
}

fn read_manifest(from: &mut dyn Read) -> io::Result<String> {
    // When it was made stands in it: the head is compared with the others later.
    let head = tar::read_head(from, -1)?;
    let is_ours = |it: &tar::Head| it.name == MANIFEST && it.size <= LONGEST_MANIFEST;
    let Some(head) = head.filter(is_ours) else {
        return Err(damaged("list of contents"));
    };
    let mut text = vec![0; usize::try_from(head.size).unwrap_or_default()];
    from.read_exact(&mut text)?;
    skip_padding(from, head.size)?;
    String::from_utf8(text).map_err(|_| damaged("list of contents"))
}

fn skip_padding(from: &mut dyn Read, size: u64) -> io::Result<()> {
    let mut rest = [0; BLOCK];
    let rest = rest.get_mut(..tar::padding(size)).unwrap_or_default();
    from.read_exact(rest)?;
    match rest.iter().all(|it| *it == 0) {
        true => Ok(()),
        false => Err(damaged("between two files")),
    }
}
