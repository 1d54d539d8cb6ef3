//! The part of the tar format (POSIX ustar) that a backup needs: plain files with short names.

use super::error::damaged;
use std::io::{self, Read, Write};

/// Bytes of a block.
pub(super) const BLOCK: usize = 512;

/// Largest size that eleven octal digits hold.
const OCTAL: u64 = (1 << 33) - 1;

/// What stands before a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) name: String,
    pub(super) size: u64,
}

/// Bytes that fill the last block of a file of this size.
pub(super) fn padding(size: u64) -> usize {
    let over = usize::try_from(size % BLOCK as u64).unwrap_or_default();
    (BLOCK - over) % BLOCK
}

fn put(block: &mut [u8; BLOCK], at: usize, bytes: &[u8]) {
    for (to, from) in block.iter_mut().skip(at).zip(bytes) {
        *to = *from;
    }
}

fn checksum(block: &[u8; BLOCK]) -> u64 {
    let counted = block.iter().enumerate().map(|(at, byte)| match at {
        148..156 => u64::from(b' '),
        _ => u64::from(*byte),
    });
    counted.sum()
}

fn block(head: &Head, made_at: i64) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    put(&mut block, 0, head.name.as_bytes());
    put(&mut block, 100, b"0000600\0");
    put(&mut block, 108, b"0000000\0");
    put(&mut block, 116, b"0000000\0");
    match head.size > OCTAL {
        // As GNU tar and POSIX readers know it: a number in binary.
        true => {
            put(&mut block, 124, &[0x80]);
            put(&mut block, 128, &head.size.to_be_bytes());
        }
        false => put(&mut block, 124, format!("{:011o}\0", head.size).as_bytes()),
    }
    let made_at = made_at.clamp(0, i64::from(u32::MAX));
    put(&mut block, 136, format!("{made_at:011o}\0").as_bytes());
    put(&mut block, 156, b"0ustar\0");
    put(&mut block, 157, &[0; 100]);
    put(&mut block, 257, b"ustar\x0000");
    let sum = checksum(&block);
    put(&mut block, 148, format!("{sum:06o}\0 ").as_bytes());
    block
}

/// Writes what stands before a file.
pub(super) fn write_head(out: &mut dyn Write, head: &Head, made_at: i64) -> io::Result<()> {
    out.write_all(&block(head, made_at))
}

/// Fills the last block of a file.
pub(super) fn write_padding(out: &mut dyn Write, size: u64) -> io::Result<()> {
    out.write_all(&vec![0; padding(size)])
}

/// Writes the end of the archive.
pub(super) fn write_end(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&[0; 2 * BLOCK])
}

/// Reads what stands before a file; `None` at the end of the archive.
pub(super) fn read_head(from: &mut dyn Read, made_at: i64) -> io::Result<Option<Head>> {
    let mut read = [0; BLOCK];
    from.read_exact(&mut read)?;
    if read == [0; BLOCK] {
        let mut second = [1; BLOCK];
        from.read_exact(&mut second)?;
        return match second == [0; BLOCK] {
            true => Ok(None),
            false => Err(damaged("end of the archive")),
        };
    }
    let head = parse(&read).ok_or_else(|| damaged("head of a file"))?;
    // Only what this program writes is taken: nothing else hides in the rest of the head.
    match made_at < 0 || block(&head, made_at) == read {
        true => Ok(Some(head)),
        false => Err(damaged("head of a file")),
    }
}

fn parse(read: &[u8; BLOCK]) -> Option<Head> {
    let octal = |bytes: &[u8]| -> Option<u64> {
        let text = std::str::from_utf8(bytes).ok()?;
        u64::from_str_radix(text.trim_matches(['\0', ' ']), 8).ok()
    };
    let sum = octal(read.get(148..156)?)?;
    if read.get(257..263)? != b"ustar\0" || sum != checksum(read) || read.get(156)? != &b'0' {
        return None;
    }
    let name = read.get(..100)?;
    let end = name.iter().position(|it| *it == 0).unwrap_or(name.len());
    let name = std::str::from_utf8(name.get(..end)?).ok()?.to_owned();
    let size = read.get(124..136)?;
    let size = match size.first()? {
        0x80 => u64::from_be_bytes(size.get(4..)?.try_into().ok()?),
        _ => octal(size)?,
    };
    Some(Head { name, size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_read_as_they_were_written() {
        for size in [0, 1, 511, 512, OCTAL, OCTAL + 1, u64::MAX / 2] {
            let head = Head {
                name: "kontorpost.db".to_owned(),
                size,
            };
            let mut bytes = Vec::new();
            write_head(&mut bytes, &head, 7).unwrap();
            assert_eq!(read_head(&mut bytes.as_slice(), 7).unwrap(), Some(head));
            for at in 0..BLOCK {
                let mut other = bytes.clone();
                other[at] ^= 1;
                assert!(read_head(&mut other.as_slice(), 7).is_err(), "{at}");
            }
        }
        assert_eq!(padding(0) + padding(512), 0);
        assert_eq!((padding(1), padding(513)), (511, 511));
    }
}
