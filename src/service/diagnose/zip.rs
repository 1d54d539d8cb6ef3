//! One packed file (PKWARE's APPNOTE 6.3.3, as far as a few texts need it).

use super::Page;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use miniz_oxide::deflate::compress_to_vec;

/// How hard it is packed: texts are small.
const LEVEL: u8 = 6;

/// Names are UTF-8.
const UTF8: u16 = 1 << 11;

/// Version that is needed to unpack, and the method "deflated".
const VERSION: u16 = 20;
const DEFLATED: u16 = 8;

/// What both the place of a file and the directory say of it.
struct Entry {
    name: Vec<u8>,
    checksum: u32,
    packed: Vec<u8>,
    size: u32,
}

impl Entry {
    fn of(page: &Page) -> Self {
        let text = page.text.as_bytes();
        Self {
            name: page.name.clone().into_bytes(),
            checksum: crc32fast::hash(text),
            packed: compress_to_vec(text, LEVEL),
            size: small(text.len()),
        }
    }

    /// The part that is the same at both places.
    fn head(&self, (date, time): (u16, u16)) -> Vec<u8> {
        let mut head = Vec::new();
        for it in [VERSION, UTF8, DEFLATED, time, date] {
            head.extend(it.to_le_bytes());
        }
        for it in [self.checksum, small(self.packed.len()), self.size] {
            head.extend(it.to_le_bytes());
        }
        let name = u16::try_from(self.name.len()).unwrap_or(u16::MAX);
        head.extend(name.to_le_bytes());
        head.extend(0_u16.to_le_bytes());
        head
    }
}

/// Pages are limited long before this is.
fn small(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Packs the pages.
pub(super) fn pack(pages: &[Page]) -> Vec<u8> {
    let now = Timestamp::now().to_zoned_datetime(TimeZone::system());
    let moment = dos_moment(now.datetime());
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for entry in pages.iter().map(Entry::of) {
        let place = small(bytes.len());
        let head = entry.head(moment);
        bytes.extend(0x0403_4b50_u32.to_le_bytes());
        bytes.extend(&head);
        bytes.extend(&entry.name);
        bytes.extend(&entry.packed);
        directory.extend(0x0201_4b50_u32.to_le_bytes());
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&head);
        // Comment, disk, attributes inside; attributes outside.
        directory.extend([0; 6]);
        directory.extend([0; 4]);
        directory.extend(place.to_le_bytes());
        directory.extend(&entry.name);
    }
    let count = u16::try_from(pages.len()).unwrap_or(u16::MAX);
    let (size, place) = (small(directory.len()), small(bytes.len()));
    bytes.extend(directory);
    bytes.extend(0x0605_4b50_u32.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(size.to_le_bytes());
    bytes.extend(place.to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

/// Date and time as MS-DOS wrote them.
fn dos_moment(now: DateTime) -> (u16, u16) {
    let part = |value: i8| u16::try_from(value).unwrap_or(0);
    let year = u16::try_from(now.year())
        .unwrap_or(1980)
        .saturating_sub(1980);
    (
        (year << 9) | (part(now.month()) << 5) | part(now.day()),
        (part(now.hour()) << 11) | (part(now.minute()) << 5) | (part(now.second()) / 2),
    )
}
