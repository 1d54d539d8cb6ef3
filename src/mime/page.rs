//! HTML to a [`Document`]: order, words and the looks that office mail uses. What acts, what is
//! fetched and what hides or fakes is left out.

mod builder;
mod color;
mod css;
mod element;
mod flow;
mod style;
mod table;
mod token;

use super::picture::{self, Pixels};
use crate::domain::reading::{Document, Picture};
use builder::Builder;
use token::{Token, Tokens};

/// Tags that are looked at; only an attack has more.
const MOST_TAGS: usize = 200_000;

/// Hands out the bytes of a picture of the message by its Content-ID or its place.
pub(super) type Resolve<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

/// What a picture of a page is wished to be.
pub(super) struct Wished {
    /// `cid:…`, `data:…` or the name of a part.
    pub source: String,
    /// Width in logical pixels.
    pub width: Option<u32>,
    /// What the sender calls it.
    pub name: String,
}

/// The document of a page.
pub(super) fn document(html: &str, resolve: Resolve<'_>) -> Document {
    let mut builder = Builder::new(css::sheet_of(html));
    for (count, token) in Tokens::new(html).enumerate() {
        if count >= MOST_TAGS || builder.is_full() {
            builder.document.is_cut = true;
            break;
        }
        match token {
            Token::Text(text) => builder.text(text),
            Token::Open(tag) => builder.open(&tag),
            Token::Close(name) => builder.close(&name),
        }
    }
    let (mut document, wished) = builder.finish();
    let mut budget = picture::Budget::default();
    document.pictures = wished
        .iter()
        .map(|it| {
            let bytes = match it.source.get(..5).map(str::to_ascii_lowercase).as_deref() {
                Some("data:") => data(&it.source),
                _ => resolve(&it.source),
            };
            let pixels = bytes.and_then(|it| picture::decode(&it, &mut budget));
            let pixels = pixels.unwrap_or_else(Pixels::none);
            Picture {
                width: pixels.width,
                height: pixels.height,
                pixels: pixels.bytes,
                wished: it.width,
                name: it.name.clone(),
            }
        })
        .collect();
    document
}

/// The bytes of a `data:` address (RFC 2397), if they are base64.
fn data(source: &str) -> Option<Vec<u8>> {
    let (head, body) = source.split_once(',')?;
    let is_base64 = head.to_ascii_lowercase().ends_with(";base64");
    is_base64.then(|| super::transfer::Coding::Base64.decode(body.as_bytes()))
}

#[cfg(test)]
mod tests;
