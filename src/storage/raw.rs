//! Raw messages: compressed in pieces on the way in, put together byte for byte on the way out.

use super::{Error, Result, Storage};
use crate::domain::hash::{Sha256Hash, Sha256Hasher};
use rusqlite::{Connection, OptionalExtension, Transaction};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Raw bytes in one compressed piece.
const PIECE: usize = 256 << 10;

/// Compressed bytes that are kept in memory before a message moves to a spool file.
const IN_MEMORY: usize = 1 << 20;

/// Level 1 packs office mail nearly as small as higher levels (most of it is base64) in a third of
/// the time.
const LEVEL: i32 = 1;

/// Messages on their way in, one after the other: hashed and compressed as their bytes arrive.
pub struct RawWriter {
    directory: std::path::PathBuf,
    hasher: Sha256Hasher,
    size: u64,
    waiting: Vec<u8>,
    pieces: Pieces,
    compressor: zstd::bulk::Compressor<'static>,
}

/// A whole message, hashed and compressed, ready to be stored.
pub struct PackedRaw {
    /// SHA-256 of the raw bytes.
    pub hash: Sha256Hash,
    /// Raw bytes.
    pub size: u64,
    pieces: Pieces,
}

enum Pieces {
    Memory(Vec<Vec<u8>>, usize),
    Spool(File, Vec<usize>),
}

impl Default for Pieces {
    fn default() -> Self {
        Self::Memory(Vec::new(), 0)
    }
}

fn spool_error(error: &std::io::Error) -> Error {
    Error::from_io(Path::new("spool"), error)
}

impl RawWriter {
    /// Ready for messages; a large one spools into `directory`.
    ///
    /// # Errors
    /// [`Error::Other`] when the compressor cannot start.
    pub fn new(directory: &Path) -> Result<Self> {
        let compressor = zstd::bulk::Compressor::new(LEVEL).map_err(|it| spool_error(&it))?;
        Ok(Self {
            directory: directory.to_owned(),
            hasher: Sha256Hasher::default(),
            size: 0,
            waiting: Vec::new(),
            pieces: Pieces::default(),
            compressor,
        })
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// [`Error::DiskFull`] or [`Error::Access`] when the spool file cannot be written.
    pub fn write(&mut self, mut bytes: &[u8]) -> Result<()> {
        self.hasher.update(bytes);
        self.size += bytes.len() as u64;
        while self.waiting.len() + bytes.len() >= PIECE {
            let (now, later) = bytes.split_at(PIECE - self.waiting.len());
            self.waiting.extend_from_slice(now);
            bytes = later;
            self.pack()?;
        }
        self.waiting.extend_from_slice(bytes);
        Ok(())
    }

    fn pack(&mut self) -> Result<()> {
        let packed = self
            .compressor
            .compress(&self.waiting)
            .map_err(|it| spool_error(&it))?;
        self.waiting.clear();
        if let Pieces::Memory(pieces, total) = &mut self.pieces
            && *total + packed.len() > IN_MEMORY
        {
            let mut file = tempfile::tempfile_in(&self.directory).map_err(|it| spool_error(&it))?;
            for piece in pieces.iter() {
                file.write_all(piece).map_err(|it| spool_error(&it))?;
            }
            let lengths = pieces.iter().map(Vec::len).collect();
            self.pieces = Pieces::Spool(file, lengths);
        }
        match &mut self.pieces {
            Pieces::Memory(pieces, total) => {
                *total += packed.len();
                pieces.push(packed);
            }
            Pieces::Spool(file, lengths) => {
                file.write_all(&packed).map_err(|it| spool_error(&it))?;
                lengths.push(packed.len());
            }
        }
        Ok(())
    }

    /// Ends the message; the next one may follow.
    ///
    /// # Errors
    /// As [`RawWriter::write`].
    pub fn finish(&mut self) -> Result<PackedRaw> {
        if !self.waiting.is_empty() {
            self.pack()?;
        }
        Ok(PackedRaw {
            hash: std::mem::take(&mut self.hasher).finish(),
            size: std::mem::take(&mut self.size),
            pieces: std::mem::take(&mut self.pieces),
        })
    }

    /// Forgets a message that will not be completed.
    pub fn abandon(&mut self) {
        self.hasher = Sha256Hasher::default();
        self.size = 0;
        self.waiting.clear();
        self.pieces = Pieces::default();
    }
}

impl PackedRaw {
    /// Compressed bytes held in memory.
    pub fn memory(&self) -> usize {
        match &self.pieces {
            Pieces::Memory(_, total) => *total,
            Pieces::Spool(..) => 0,
        }
    }

    /// Writes the pieces as rows of `table` under `id`.
    pub(super) fn insert(&mut self, tx: &Transaction<'_>, table: Table, id: i64) -> Result<()> {
        let mut statement = tx.prepare_cached(table.insert())?;
        match &mut self.pieces {
            Pieces::Memory(pieces, _) => {
                for (seq, piece) in pieces.iter().enumerate() {
                    statement.execute((id, seq as i64, piece))?;
                }
            }
            Pieces::Spool(file, lengths) => {
                file.seek(SeekFrom::Start(0))
                    .map_err(|it| spool_error(&it))?;
                let mut piece = Vec::new();
                for (seq, length) in lengths.iter().enumerate() {
                    piece.resize(*length, 0);
                    file.read_exact(&mut piece).map_err(|it| spool_error(&it))?;
                    statement.execute((id, seq as i64, &piece))?;
                }
            }
        }
        Ok(())
    }
}

/// The tables that hold raw bytes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Table {
    Content,
    Quarantine,
    Letter,
    Draft,
}

impl Table {
    fn insert(self) -> &'static str {
        match self {
            Self::Content => "INSERT INTO raw (content_id, seq, z) VALUES (?1, ?2, ?3)",
            Self::Quarantine => {
                "INSERT INTO quarantine_raw (quarantine_id, seq, z) VALUES (?1, ?2, ?3)"
            }
            Self::Letter => "INSERT INTO letter_raw (letter_id, seq, z) VALUES (?1, ?2, ?3)",
            Self::Draft => "INSERT INTO draft_raw (file_id, seq, z) VALUES (?1, ?2, ?3)",
        }
    }

    fn select(self) -> &'static str {
        match self {
            Self::Content => "SELECT z FROM raw WHERE content_id = ?1 ORDER BY seq",
            Self::Quarantine => {
                "SELECT z FROM quarantine_raw WHERE quarantine_id = ?1 ORDER BY seq"
            }
            Self::Letter => "SELECT z FROM letter_raw WHERE letter_id = ?1 ORDER BY seq",
            Self::Draft => "SELECT z FROM draft_raw WHERE file_id = ?1 ORDER BY seq",
        }
    }
}

/// Hands out the raw bytes piece by piece.
pub(super) fn read_pieces(
    connection: &Connection,
    table: Table,
    id: i64,
    mut piece: impl FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare_cached(table.select())?;
    let mut rows = statement.query([id])?;
    let mut unpacked = vec![0; PIECE];
    while let Some(row) = rows.next()? {
        let packed = row
            .get_ref(0)?
            .as_blob()
            .map_err(|it| Error::Damaged(it.to_string()))?;
        let length = zstd::bulk::decompress_to_buffer(packed, &mut unpacked)
            .map_err(|it| Error::Damaged(format!("raw message: {it}")))?;
        piece(unpacked.get(..length).unwrap_or_default())?;
    }
    Ok(())
}

impl Storage {
    /// Hands out the raw bytes of a stored message piece by piece, exactly as the server had them.
    ///
    /// # Errors
    /// [`Error::Damaged`]; whatever `piece` returns.
    pub fn read_raw(&self, content: i64, piece: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        self.read(|connection| read_pieces(connection, Table::Content, content, piece))
    }

    /// Reads a stored message back and compares its digest with the one it was stored under.
    ///
    /// # Errors
    /// Only what goes wrong with the database itself; a message that cannot be unpacked is `false`.
    pub fn verify(&self, content: i64) -> Result<bool> {
        self.read(|connection| verify(connection, content))
    }
}

pub(super) fn verify(connection: &Connection, content: i64) -> Result<bool> {
    let sql = "SELECT hash, size FROM content WHERE id = ?1";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, [u8; 32]>(0)?, row.get::<_, u64>(1)?));
    let mut statement = connection.prepare_cached(sql)?;
    let Some((hash, size)) = statement.query_row([content], row).optional()? else {
        return Ok(false);
    };
    let (mut hasher, mut length) = (Sha256Hasher::default(), 0);
    let unpacked = read_pieces(connection, Table::Content, content, |piece| {
        hasher.update(piece);
        length += piece.len() as u64;
        Ok(())
    });
    match unpacked {
        Ok(()) => Ok(hasher.finish() == Sha256Hash(hash) && length == size),
        Err(Error::Damaged(_)) => Ok(false),
        Err(error) => Err(error),
    }
}
