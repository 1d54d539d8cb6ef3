//! The fonts of paper, and which of their letters are used.

use std::collections::{BTreeMap, HashMap};
use subsetter::GlyphRemapper;
use ttf_parser::{Face, GlyphId};

/// Which font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Font {
    Regular,
    Bold,
    Italic,
}

impl Font {
    pub(super) const ALL: [Self; 3] = [Self::Regular, Self::Bold, Self::Italic];

    pub(super) fn data(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../../assets/fonts/NotoSans-Regular.ttf"),
            Self::Bold => include_bytes!("../../../assets/fonts/NotoSans-SemiBold.ttf"),
            Self::Italic => include_bytes!("../../../assets/fonts/NotoSans-Italic.ttf"),
        }
    }

    /// Its name in the file, marked as a part.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Regular => "KPREGU+NotoSans-Regular",
            Self::Bold => "KPBOLD+NotoSans-SemiBold",
            Self::Italic => "KPITAL+NotoSans-Italic",
        }
    }

    fn at(self) -> usize {
        match self {
            Self::Regular => 0,
            Self::Bold => 1,
            Self::Italic => 2,
        }
    }
}

/// One font with what is used of it.
pub(super) struct Used {
    pub face: Face<'static>,
    pub remapper: GlyphRemapper,
    /// The letter of each glyph in the part.
    pub letters: BTreeMap<u16, char>,
    /// Width of each letter in thousandths.
    widths: HashMap<char, f32>,
}

/// See the module.
pub(super) struct Fonts {
    used: Vec<Used>,
}

impl Fonts {
    pub(super) fn new() -> Option<Self> {
        let mut used = Vec::new();
        for font in Font::ALL {
            used.push(Used {
                face: Face::parse(font.data(), 0).ok()?,
                remapper: GlyphRemapper::new(),
                letters: BTreeMap::new(),
                widths: HashMap::new(),
            });
        }
        Some(Self { used })
    }

    pub(super) fn get(&self, font: Font) -> Option<&Used> {
        self.used.get(font.at())
    }

    /// Width of a text in points.
    pub(super) fn width(&mut self, font: Font, size: f32, text: &str) -> f32 {
        let Some(used) = self.used.get_mut(font.at()) else {
            return 0.0;
        };
        let sum: f32 = text.chars().map(|it| used.width(it)).sum();
        sum * size / 1000.0
    }

    /// The glyphs of a text as the file writes them, two bytes each.
    pub(super) fn glyphs(&mut self, font: Font, text: &str) -> Vec<u8> {
        let Some(used) = self.used.get_mut(font.at()) else {
            return Vec::new();
        };
        let mut bytes = Vec::with_capacity(text.len() * 2);
        for letter in text.chars() {
            let glyph = used.remapper.remap(used.glyph(letter).0);
            used.letters.entry(glyph).or_insert(letter);
            bytes.extend_from_slice(&glyph.to_be_bytes());
        }
        bytes
    }
}

impl Used {
    /// The glyph of a letter; what the font lacks is shown as a question mark.
    fn glyph(&self, letter: char) -> GlyphId {
        let glyph = self.face.glyph_index(letter);
        let glyph = glyph.or_else(|| self.face.glyph_index('?'));
        glyph.unwrap_or(GlyphId(0))
    }

    fn width(&mut self, letter: char) -> f32 {
        if let Some(width) = self.widths.get(&letter) {
            return *width;
        }
        let units = f32::from(self.face.units_per_em());
        let advance = self.face.glyph_hor_advance(self.glyph(letter)).unwrap_or(0);
        let width = f32::from(advance) * 1000.0 / units;
        self.widths.insert(letter, width);
        width
    }
}
