//! Messages that Outlook saves as files (MS-OXMSG): properties in a compound file.

use super::compound::Compound;
use super::mapi::{Attached, Bag, MapiMessage, kind};
use super::open::{Opened, open_at};

/// Messages inside each other that are followed.
const DEEPEST: usize = 8;
/// Recipients and attachments.
const MOST: usize = 1000;

/// Opens a message file; `None` for what is none.
pub(super) fn open(bytes: &[u8], depth: usize) -> Option<Opened> {
    let compound = Compound::read(bytes)?;
    let message = message(&compound, compound.root(), 0)?;
    Some(open_at(&message.to_mime(0), depth))
}

/// A message file as raw mail (RFC 5322); `None` for what is none.
pub(super) fn to_mime(bytes: &[u8]) -> Option<Vec<u8>> {
    let compound = Compound::read(bytes)?;
    Some(message(&compound, compound.root(), 0)?.to_mime(0))
}

fn message(compound: &Compound<'_>, storage: usize, level: usize) -> Option<MapiMessage> {
    let children = compound.children(storage);
    let mut message = MapiMessage {
        bag: bag(compound, &children, if level == 0 { 32 } else { 24 }),
        ..MapiMessage::default()
    };
    let mut is_message = false;
    let mut folders: Vec<&(String, usize)> = children.iter().collect();
    folders.sort();
    for (name, child) in folders.into_iter().take(2 * MOST) {
        is_message |= name.starts_with("__properties");
        if name.starts_with("__recip") {
            let inner = compound.children(*child);
            message.recipients.push(bag(compound, &inner, 8));
        } else if name.starts_with("__attach") && message.attachments.len() < MOST {
            message.attachments.push(attached(compound, *child, level));
        }
    }
    is_message.then_some(message)
}

fn attached(compound: &Compound<'_>, storage: usize, level: usize) -> Attached {
    let children = compound.children(storage);
    let bag = bag(compound, &children, 8);
    let object = children
        .iter()
        .find(|it| it.0.eq_ignore_ascii_case("__substg1.0_3701000D"));
    let inner = object
        .filter(|_| level < DEEPEST)
        .and_then(|it| message(compound, it.1, level + 1));
    match inner {
        Some(inner) => Attached {
            bytes: inner.to_mime(level + 1),
            is_message: true,
            bag,
        },
        None => Attached {
            bytes: bag.bytes(0x3701).unwrap_or_default().to_vec(),
            is_message: false,
            bag,
        },
    }
}

/// The properties of a storage: long ones in streams of their own, short ones in one stream behind
/// a header of so many bytes.
fn bag(compound: &Compound<'_>, children: &[(String, usize)], header: usize) -> Bag {
    let mut bag = Bag::default();
    for (name, child) in children {
        let code = name.strip_prefix("__substg1.0_").and_then(|it| it.get(..8));
        if let Some(code) = code.and_then(|it| u32::from_str_radix(it, 16).ok()) {
            let [a, b, c, d] = code.to_be_bytes();
            let (id, kind) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
            if let Some(value) = compound.stream(*child) {
                bag.add(id, kind, value);
            }
        } else if name.starts_with("__properties")
            && let Some(stream) = compound.stream(*child)
        {
            for entry in stream.get(header..).unwrap_or_default().chunks_exact(16) {
                let number = |at: usize| {
                    let pair = entry.get(at..at + 2).and_then(|it| it.try_into().ok());
                    pair.map_or(0, u16::from_le_bytes)
                };
                let (kind, id) = (number(0), number(2));
                if matches!(kind, 2 | kind::LONG | kind::BOOLEAN | kind::TIME) {
                    bag.add(id, kind, entry.get(8..16).unwrap_or_default().to_vec());
                }
            }
        }
    }
    bag
}
