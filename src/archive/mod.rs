//! The file of a backup (`.kpsicherung`): written and read as a stream, so that its size costs no
//! memory, and made of kept standards, so that it can be opened without this program.
//!
//! Inside out: a tar archive whose first file is the list of contents; compressed with zstd; between
//! two frames that zstd passes over: the first names the file, the last holds the SHA-256 of
//! everything before it, so that no altered byte stays unseen. With a passphrase all of it is
//! encrypted in the format of age (<https://age-encryption.org/v1>), see [`age`].
//!
//! By hand: `age -d FILE | zstd -d | tar x`, without a passphrase `zstd -d < FILE | tar x`.

mod age;
mod error;
mod frame;
mod reader;
mod tar;
mod writer;

pub use error::{Error, Result};
pub use reader::{ArchiveReader, Take, is_sealed};
pub use writer::ArchiveWriter;

/// Hears of bytes that have passed; `false` stops the work.
pub type Hear<'a> = &'a mut dyn FnMut(u64) -> bool;

/// Bytes that are passed on at once.
const PIECE: usize = 256 << 10;

#[cfg(test)]
mod tests;
