//! Writing a backup.

use super::age::Sealing;
use super::error::{Error, Result};
use super::frame::Closing;
use super::tar::{self, Head};
use super::{Hear, PIECE};
use crate::domain::backup::Manifest;
use crate::domain::secret::Secret;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;
use zstd::stream::write::Encoder;

/// Name of the list of contents.
pub(super) const MANIFEST: &str = "inhalt.toml";

/// Messages are compressed in the database already: more effort gains little.
const LEVEL: i32 = 1;

/// Where the bytes go.
enum Sink {
    Plain(BufWriter<File>),
    Sealed(Box<Sealing<BufWriter<File>>>),
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(it) => it.write(bytes),
            Self::Sealed(it) => it.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(it) => it.flush(),
            Self::Sealed(it) => it.flush(),
        }
    }
}

/// A backup that is being written.
pub struct ArchiveWriter {
    path: PathBuf,
    out: Encoder<'static, Closing<Sink>>,
    made_at: i64,
}

impl ArchiveWriter {
    /// Begins a new file with the list of contents; with a passphrase everything is encrypted.
    ///
    /// # Errors
    /// [`Error::File`] also when it is there already; [`Error::Full`].
    pub fn begin(path: &Path, manifest: &Manifest, passphrase: Option<&Secret>) -> Result<Self> {
        let io = |error: io::Error| Error::of(path, &error);
        let begun = || -> io::Result<Self> {
            let file = BufWriter::with_capacity(PIECE, create(path)?);
            let sink = match passphrase {
                None => Sink::Plain(file),
                Some(it) => Sink::Sealed(Box::new(Sealing::begin(file, it)?)),
            };
            let mut out = Encoder::new(Closing::begin(sink)?, LEVEL)?;
            out.include_checksum(true)?;
            Ok(Self {
                path: path.to_owned(),
                out,
                made_at: manifest.made_at,
            })
        };
        let mut writer = begun().map_err(io)?;
        let text = manifest.write();
        let size = text.len() as u64;
        writer.part(MANIFEST, size, &mut text.as_bytes(), &mut |_| true)?;
        Ok(writer)
    }

    /// Writes a part, in the order of the list of contents. Hears how many bytes of it have passed.
    ///
    /// # Errors
    /// [`Error::File`], [`Error::Full`], [`Error::Stopped`].
    pub fn part(
        &mut self,
        name: &str,
        size: u64,
        from: &mut dyn Read,
        hear: Hear<'_>,
    ) -> Result<()> {
        let io = |error: io::Error| Error::of(&self.path, &error);
        let head = Head {
            name: name.to_owned(),
            size,
        };
        tar::write_head(&mut self.out, &head, self.made_at).map_err(io)?;
        // It may be a secret.
        let mut piece = Zeroizing::new(vec![0; PIECE]);
        let mut passed = 0;
        loop {
            let read = from.read(&mut piece).map_err(io)?;
            let bytes = piece.get(..read).unwrap_or_default();
            if bytes.is_empty() {
                break;
            }
            self.out.write_all(bytes).map_err(io)?;
            passed += read as u64;
            if !hear(passed) {
                return Err(Error::Stopped);
            }
        }
        if passed != size {
            return Err(Error::Damaged(format!("{name} has changed")));
        }
        tar::write_padding(&mut self.out, size).map_err(io)
    }

    /// Ends the file and has it written to the disk.
    ///
    /// # Errors
    /// [`Error::File`], [`Error::Full`].
    pub fn finish(mut self) -> Result<()> {
        let io = |error: io::Error| Error::of(&self.path, &error);
        tar::write_end(&mut self.out).map_err(io)?;
        let sink = self.out.finish().and_then(Closing::finish).map_err(io)?;
        let file = match sink {
            Sink::Plain(file) => file,
            Sink::Sealed(it) => it.finish().map_err(io)?,
        };
        let file = file.into_inner().map_err(|it| io(it.into_error()))?;
        file.sync_all().map_err(io)
    }
}

/// All mail of the office is for its owner alone, wherever it is put.
fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
