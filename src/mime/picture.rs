//! Pictures of messages, decoded within limits.

use image::imageops::FilterType;
use image::{ImageReader, Limits};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Pixels of one picture before it is made smaller.
const MOST_PIXELS: u64 = 40_000_000;
/// Pixels of all pictures of one message together, as sent.
const ALL_PIXELS: u64 = 80_000_000;
/// Bytes that a decoder may take.
const MOST_BYTES: u64 = 200 * 1024 * 1024;
/// Bytes of a picture file.
const LONGEST: usize = 32 * 1024 * 1024;
/// Pixels across that are kept; windows are no wider.
const WIDEST: u32 = 1600;

/// What may still be decoded for one message.
pub(super) struct Budget(u64);

impl Default for Budget {
    fn default() -> Self {
        Self(ALL_PIXELS)
    }
}

/// A decoded picture: red, green, blue and opacity of each pixel.
pub(super) struct Pixels {
    pub width: u32,
    pub height: u32,
    pub bytes: Arc<[u8]>,
}

impl Pixels {
    /// No picture at all.
    pub fn none() -> Self {
        Self {
            width: 0,
            height: 0,
            bytes: Arc::from([].as_slice()),
        }
    }
}

/// Decodes a picture (PNG, JPEG, GIF, BMP); `None` for what is none, or too large.
pub(super) fn decode(bytes: &[u8], budget: &mut Budget) -> Option<Pixels> {
    if bytes.len() > LONGEST {
        return None;
    }
    // Decoders are foreign code fed with hostile input.
    let read = || read(bytes, budget);
    catch_unwind(AssertUnwindSafe(read)).ok().flatten()
}

fn read(bytes: &[u8], budget: &mut Budget) -> Option<Pixels> {
    let reader = || {
        ImageReader::new(Cursor::new(bytes))
            .with_guessed_format()
            .ok()
    };
    let (width, height) = reader()?.into_dimensions().ok()?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 || pixels > MOST_PIXELS || pixels > budget.0 {
        return None;
    }
    budget.0 -= pixels;
    let mut reader = reader()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(20_000);
    limits.max_image_height = Some(20_000);
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut picture = reader.decode().ok()?;
    if picture.width() > WIDEST || picture.height() > 4 * WIDEST {
        picture = picture.resize(WIDEST, 4 * WIDEST, FilterType::Triangle);
    }
    let picture = picture.into_rgba8();
    Some(Pixels {
        width: picture.width(),
        height: picture.height(),
        bytes: Arc::from(picture.into_raw()),
    })
}
