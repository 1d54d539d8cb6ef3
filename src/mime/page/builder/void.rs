//! Elements without content: breaks, rules, pictures.

use super::Builder;
use crate::domain::reading::{Kind, Look, Side, Span, letters};
use crate::mime::page::Wished;
use crate::mime::page::style::length;
use crate::mime::page::token::Tag;

/// Pictures of a document.
const MOST_PICTURES: usize = 60;

impl Builder {
    pub(super) fn void(&mut self, tag: &Tag<'_>) {
        match tag.name.as_str() {
            "br" => self.break_line(),
            "hr" if !self.style().hides() => {
                self.space(1);
                self.push(Kind::Rule, Side::Start);
                self.gap = 1;
            }
            "img" | "image" => self.picture(tag),
            "input" => {
                let value = tag.attributes().find(|it| it.0 == "value");
                if let Some((_, value)) = value {
                    self.text(&value.replace('&', "&amp;"));
                }
            }
            _ => (),
        }
    }

    fn picture(&mut self, tag: &Tag<'_>) {
        let mut style = self.style();
        let (mut source, mut name) = (String::new(), String::new());
        let (mut width, mut height) = (None, None);
        for (attribute, value) in tag.attributes() {
            match attribute.as_str() {
                "src" => source = value.trim().to_owned(),
                "alt" => name = letters::seen_line(&value).chars().take(200).collect(),
                "width" => width = length(&value),
                "height" => height = length(&value),
                "style" => style.apply(&value),
                _ => (),
            }
        }
        let is_speck = [width, height].into_iter().flatten().any(|it| it < 3.0);
        let lower = source.get(..5).unwrap_or(&source).to_ascii_lowercase();
        let is_own = lower.starts_with("cid:") || lower == "data:";
        if !is_own && !source.is_empty() {
            self.document.remote_pictures = self.document.remote_pictures.saturating_add(1);
        }
        if is_speck || style.is_hidden || source.is_empty() && name.is_empty() {
            return;
        }
        if is_own && self.wished.len() < MOST_PICTURES {
            self.end_line();
            let number = u32::try_from(self.wished.len()).unwrap_or_default();
            self.wished.push(Wished {
                source,
                width: width
                    .filter(|it| *it >= 1.0)
                    .map(|it| it.min(4000.0) as u32),
                name,
            });
            return self.push(Kind::Picture(number), style.side);
        }
        let is_tiny = [width, height].into_iter().flatten().any(|it| it < 24.0);
        if name.is_empty() && (is_tiny || self.link().is_none() && width.is_none()) {
            return;
        }
        if self.link().is_some() {
            self.link_words.push_str(&name);
        }
        let look = Look {
            is_picture: true,
            is_muted: true,
            ..Look::default()
        };
        let link = self.link();
        self.line.push_span(Span {
            text: name,
            look,
            link,
        });
    }
}
