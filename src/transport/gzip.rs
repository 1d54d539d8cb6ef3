//! Answers that come packed (RFC 1952), unpacked within a limit and checked.

use super::error::Cause;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

/// Length of the head that is always there, and of what stands behind.
const FRAME: usize = 10;
const TRAILER: usize = 8;

/// Unpacks a whole answer.
///
/// # Errors
/// [`Cause::TooLarge`] beyond `limit` bytes, [`Cause::Protocol`] where it is broken.
pub(super) fn unpack(packed: &[u8], limit: usize) -> Result<Vec<u8>, Cause> {
    let broken = || Cause::Protocol("broken gzip".to_owned());
    let body = body_of(packed).ok_or_else(broken)?;
    let (data, trailer) = body.split_last_chunk::<TRAILER>().ok_or_else(broken)?;
    let plain = decompress_to_vec_with_limit(data, limit).map_err(|it| match it.status {
        TINFLStatus::HasMoreOutput => Cause::TooLarge(limit as u64),
        _ => broken(),
    })?;
    let [a, b, c, d, length @ ..] = *trailer;
    let is_whole = u32::from_le_bytes([a, b, c, d]) == checksum(&plain)
        && u64::from(u32::from_le_bytes(length)) == plain.len() as u64;
    is_whole.then_some(plain).ok_or_else(broken)
}

/// What stands behind the head.
fn body_of(packed: &[u8]) -> Option<&[u8]> {
    let [0x1f, 0x8b, 8, flags, ..] = packed else {
        return None;
    };
    let mut rest = packed.get(FRAME..)?;
    if flags & 4 != 0 {
        let (length, behind) = rest.split_first_chunk::<2>()?;
        rest = behind.get(usize::from(u16::from_le_bytes(*length))..)?;
    }
    // A name and a comment, each with a zero behind.
    for flag in [8, 16] {
        if flags & flag != 0 {
            let end = rest.iter().position(|it| *it == 0)?;
            rest = rest.get(end + 1..)?;
        }
    }
    match flags & 2 {
        0 => Some(rest),
        _ => rest.get(2..),
    }
}

/// CRC-32 as gzip has it.
fn checksum(bytes: &[u8]) -> u32 {
    let mut table = [0u32; 256];
    for (number, entry) in (0u32..).zip(table.iter_mut()) {
        *entry = (0..8).fold(number, |it, _| (it >> 1) ^ (0xEDB8_8320 * (it & 1)));
    }
    let step = |sum: u32, byte: &u8| {
        let [low, ..] = sum.to_le_bytes();
        let entry = table.get(usize::from(low ^ byte)).copied();
        (sum >> 8) ^ entry.unwrap_or_default()
    };
    !bytes.iter().fold(u32::MAX, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `printf 'Gruss und Gruss' | gzip -c` with the name `x` in its head.
    const PACKED: &[u8] = &[
        31, 139, 8, 8, 197, 2, 10, 107, 0, 3, 120, 0, 115, 47, 42, 45, 46, 86, 40, 205, 75, 81,
        112, 7, 177, 0, 76, 190, 123, 226, 15, 0, 0, 0,
    ];

    #[test]
    fn what_gzip_packs_is_unpacked() {
        assert_eq!(unpack(PACKED, 100).unwrap(), b"Gruss und Gruss");
        assert!(matches!(unpack(PACKED, 5), Err(Cause::TooLarge(5))));
        for end in 0..PACKED.len() {
            assert!(unpack(&PACKED[..end], 100).is_err(), "{end}");
        }
        for at in [0, 2, 14, PACKED.len() - 1, PACKED.len() - 6] {
            let mut broken = PACKED.to_vec();
            broken[at] ^= 0x41;
            assert!(unpack(&broken, 100).is_err(), "{at}");
        }
    }
}
