//! Compound files (MS-CFB): storages and streams in one file. Every walk is bounded, whatever the
//! file says of itself.

use std::collections::HashSet;

const FREE: u32 = 0xffff_fffa;
/// Streams and storages that are looked at.
const MOST_ENTRIES: usize = 50_000;
/// Longest stream.
const LONGEST: usize = 256 * 1024 * 1024;

struct Entry {
    name: String,
    kind: u8,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: usize,
}

/// An open compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    mini_sector: usize,
    cutoff: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<Entry>,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let number = |it: &[u8]| it.try_into().map_or(FREE, u32::from_le_bytes);
    bytes.chunks_exact(4).map(number)
}

impl<'a> Compound<'a> {
    /// Reads the tables of a compound file; `None` for what is none.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return None;
        }
        let shift = u16_at(bytes, 30)?;
        let mini_shift = u16_at(bytes, 32)?;
        if !matches!(shift, 9 | 12) || mini_shift != 6 {
            return None;
        }
        let mut compound = Self {
            bytes,
            sector: 1 << shift,
            mini_sector: 1 << mini_shift,
            cutoff: usize::try_from(u32_at(bytes, 56)?).ok()?.min(1 << 20),
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini: Vec::new(),
            entries: Vec::new(),
        };
        compound.read_fat()?;
        let directory = compound.chain(u32_at(bytes, 48)?, LONGEST)?;
        compound.entries = directory
            .chunks_exact(128)
            .take(MOST_ENTRIES)
            .map(|it| entry(it, shift == 9))
            .collect();
        let mini_fat = compound
            .chain(u32_at(bytes, 60)?, LONGEST)
            .unwrap_or_default();
        compound.mini_fat = numbers(&mini_fat).collect();
        let root = compound.entries.first().filter(|it| it.kind == 5)?;
        compound.mini = compound.chain(root.start, root.size).unwrap_or_default();
        Some(compound)
    }

    fn read_fat(&mut self) -> Option<()> {
        let most = self.bytes.len() / self.sector + 1;
        let mut sectors: Vec<u32> = numbers(self.bytes.get(76..512)?).collect();
        let mut next = u32_at(self.bytes, 68)?;
        for _ in 0..most {
            if next >= FREE {
                break;
            }
            let Some(block) = self.sector(next) else {
                break;
            };
            let mut block: Vec<u32> = numbers(block).collect();
            next = block.pop().unwrap_or(FREE);
            sectors.append(&mut block);
        }
        let used = sectors.into_iter().filter(|it| *it < FREE).take(most);
        for sector in used.collect::<Vec<_>>() {
            if let Some(block) = self.sector(sector) {
                let block: Vec<u32> = numbers(block).collect();
                self.fat.extend(block);
            }
        }
        Some(())
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let at = usize::try_from(number)
            .ok()?
            .checked_add(1)?
            .checked_mul(self.sector)?;
        let end = at.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(at..end)
    }

    /// The bytes of a chain of sectors, `size` at the most.
    fn chain(&self, start: u32, size: usize) -> Option<Vec<u8>> {
        let size = size.min(LONGEST);
        let mut bytes = Vec::new();
        let mut next = start;
        // A chain that is longer than the file goes round.
        for _ in 0..=self.fat.len() {
            if next >= FREE || bytes.len() >= size || bytes.len() > self.bytes.len() {
                break;
            }
            bytes.extend_from_slice(self.sector(next)?);
            let at = usize::try_from(next).ok()?;
            next = self.fat.get(at).copied().unwrap_or(FREE);
        }
        bytes.truncate(size);
        Some(bytes)
    }

    fn mini_chain(&self, start: u32, size: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut next = start;
        while next < FREE && bytes.len() < size {
            let at = usize::try_from(next).ok()?;
            let from = at.checked_mul(self.mini_sector)?;
            bytes.extend_from_slice(self.mini.get(from..from.checked_add(self.mini_sector)?)?);
            next = self.mini_fat.get(at).copied().unwrap_or(FREE);
        }
        bytes.truncate(size);
        Some(bytes)
    }

    /// The number of the outermost storage.
    pub fn root(&self) -> usize {
        0
    }

    /// What lies in a storage: names and numbers.
    pub fn children(&self, storage: usize) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        let mut seen = HashSet::new();
        let mut waiting: Vec<u32> = self
            .entries
            .get(storage)
            .map(|it| it.child)
            .into_iter()
            .collect();
        while let Some(number) = waiting.pop() {
            let at = usize::try_from(number).unwrap_or(usize::MAX);
            let Some(entry) = self.entries.get(at).filter(|it| matches!(it.kind, 1 | 2)) else {
                continue;
            };
            if seen.insert(number) {
                found.push((entry.name.clone(), at));
                waiting.extend([entry.left, entry.right]);
            }
        }
        found
    }

    /// The bytes of a stream.
    pub fn stream(&self, number: usize) -> Option<Vec<u8>> {
        let entry = self.entries.get(number).filter(|it| it.kind == 2)?;
        match entry.size < self.cutoff {
            true => self.mini_chain(entry.start, entry.size),
            false => self.chain(entry.start, entry.size),
        }
    }
}

fn entry(bytes: &[u8], is_short: bool) -> Entry {
    let name = super::mapi::utf16(bytes.get(..64).unwrap_or_default());
    let number = |at| u32_at(bytes, at).unwrap_or(FREE);
    let size = match is_short {
        true => u64::from(number(120)),
        false => u64::from(number(120)) | u64::from(number(124)) << 32,
    };
    Entry {
        name: name.split('\0').next().unwrap_or_default().to_owned(),
        kind: bytes.get(66).copied().unwrap_or_default(),
        left: number(68),
        right: number(72),
        child: number(76),
        start: number(116),
        size: usize::try_from(size).unwrap_or(usize::MAX),
    }
}
