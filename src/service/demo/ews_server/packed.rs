//! Answers packed by gzip (RFC 1952), as large services send them.

use miniz_oxide::deflate::compress_to_vec;

/// Levels beyond this cost time only.
const LEVEL: u8 = 3;

/// Packs an answer.
pub(super) fn packed(plain: &[u8]) -> Vec<u8> {
    let mut all = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    all.extend(compress_to_vec(plain, LEVEL));
    all.extend_from_slice(&crc(plain).to_le_bytes());
    let length = u32::try_from(plain.len()).unwrap_or_default();
    all.extend_from_slice(&length.to_le_bytes());
    all
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        let start = sum ^ u32::from(*byte);
        (0..8).fold(start, |it, _| match it & 1 {
            0 => it >> 1,
            _ => (it >> 1) ^ 0xEDB8_8320,
        })
    })
}
