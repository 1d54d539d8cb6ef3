//! winmail.dat: the Transport Neutral Encapsulation Format of Outlook (MS-OXTNEF).

use super::mapi::{Attached, Bag, MapiMessage, kind};
use super::open::{Opened, open_at};

const SIGNATURE: [u8; 4] = [0x78, 0x9f, 0x3e, 0x22];
/// Attributes that are read.
const MOST: usize = 20_000;

/// Whether bytes begin like a winmail.dat.
pub(super) fn is_tnef(bytes: &[u8]) -> bool {
    bytes.starts_with(&SIGNATURE)
}

/// Bytes that are read from front to back.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.u32()?).ok()
    }

    /// What is there of a length that may lie.
    fn take_what_is_there(&mut self, length: usize) -> &'a [u8] {
        let length = length.min(self.0.len());
        self.take(length).unwrap_or_default()
    }
}

/// Opens a winmail.dat; `None` for what is none.
pub(super) fn open(bytes: &[u8], depth: usize) -> Option<Opened> {
    let message = read(bytes).filter(|it| !it.is_empty())?;
    Some(open_at(&message.to_mime(depth), depth))
}

fn read(bytes: &[u8]) -> Option<MapiMessage> {
    if !is_tnef(bytes) {
        return None;
    }
    let mut reader = Reader(bytes.get(6..)?);
    let mut message = MapiMessage::default();
    for _ in 0..MOST {
        let Some((_, id, data)) = attribute(&mut reader) else {
            break;
        };
        take_in(&mut message, id, data);
    }
    Some(message)
}

/// An attribute: level, number, data.
fn attribute<'a>(reader: &mut Reader<'a>) -> Option<(u8, u16, &'a [u8])> {
    let level = *reader.take(1)?.first()?;
    if !matches!(level, 1 | 2) {
        return None;
    }
    let id = reader.u16()?;
    reader.u16()?;
    let length = reader.length()?;
    let data = reader.take_what_is_there(length);
    let _checksum = reader.u16();
    Some((level, id, data))
}

fn take_in(message: &mut MapiMessage, id: u16, data: &[u8]) {
    match id {
        // attBody, attSubject: in the character set of the machine it was written on
        0x800c => message.bag.add(0x1000, kind::STRING8, data.to_vec()),
        0x8004 => message.bag.add(0x0037, kind::STRING8, data.to_vec()),
        // attOemCodepage
        0x9007 => message.bag.add(0x3ffd, kind::LONG, data.to_vec()),
        // attMsgProps
        0x9003 => {
            let _ = properties(&mut Reader(data), &mut message.bag);
        }
        // attRecipTable
        0x9004 => {
            let mut reader = Reader(data);
            let count = reader.u32().unwrap_or_default().min(1000);
            for _ in 0..count {
                let mut bag = Bag::default();
                let whole = properties(&mut reader, &mut bag).is_some();
                message.recipients.push(bag);
                if !whole {
                    break;
                }
            }
        }
        // attAttachRenddata: an attachment begins
        0x9002 if message.attachments.len() < 1000 => message.attachments.push(Attached {
            bag: Bag::default(),
            bytes: Vec::new(),
            is_message: false,
        }),
        _ => {
            if let Some(attached) = message.attachments.last_mut() {
                take_in_attached(attached, id, data);
            }
        }
    }
}

fn take_in_attached(attached: &mut Attached, id: u16, data: &[u8]) {
    match id {
        // attAttachTitle
        0x8010 => attached.bag.add(0x3704, kind::STRING8, data.to_vec()),
        // attAttachData
        0x800f => attached.bytes = data.to_vec(),
        // attAttachment
        0x9005 => {
            let _ = properties(&mut Reader(data), &mut attached.bag);
            // PR_ATTACH_DATA_OBJ: the interface, then what it holds
            let inner = attached.bag.bytes(0x3701).map(|it| match it.get(16..) {
                Some(rest) if is_tnef(rest) => rest,
                _ => it,
            });
            if let Some(inner) = inner.filter(|_| attached.bytes.is_empty()) {
                attached.bytes = inner.to_vec();
            }
        }
        _ => (),
    }
}

/// Reads properties; `None` where they end before they should.
fn properties(reader: &mut Reader<'_>, bag: &mut Bag) -> Option<()> {
    let count = reader.u32()?.min(5000);
    for _ in 0..count {
        let kind = reader.u16()?;
        let id = reader.u16()?;
        if id >= 0x8000 {
            reader.take(16)?;
            if reader.u32()? == 0 {
                reader.u32()?;
            } else {
                let length = reader.length()?;
                reader.take(padded(length)?)?;
            }
        }
        let is_many = kind & 0x1000 != 0;
        let kind = kind & 0x0fff;
        let has_length = matches!(
            kind,
            kind::OBJECT | kind::STRING8 | kind::UNICODE | kind::BINARY
        );
        let values = if is_many || has_length {
            reader.u32()?.min(10_000)
        } else {
            1
        };
        for _ in 0..values {
            let length = match kind {
                _ if has_length => reader.length()?,
                0x05 | 0x06 | 0x07 | 0x14 | kind::TIME => 8,
                0x48 => 16,
                _ => 4,
            };
            let value = reader.take(length)?;
            reader.take_what_is_there(padded(length)? - length);
            bag.add(id, kind, value.to_vec());
        }
    }
    Some(())
}

/// Lengths count in fours.
fn padded(length: usize) -> Option<usize> {
    length.checked_add(3).map(|it| it & !3)
}
