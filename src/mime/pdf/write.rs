//! Writes pages into a file (ISO 32000).

use super::Sheet;
use super::fonts::{Font, Fonts, Used};
use super::layout::{Mark, PAPER, Page};
use crate::domain::reading::Picture;
use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Filter, Name, Pdf, Rect, Ref, Str, TextStr};
use std::collections::BTreeMap;

/// How hard pages are packed, of 10.
const LEVEL: u8 = 6;

struct Ids(i32);

impl Ids {
    fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

const ADOBE: SystemInfo<'_> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

fn font_name(font: Font) -> &'static [u8] {
    match font {
        Font::Regular => b"F1",
        Font::Bold => b"F2",
        Font::Italic => b"F3",
    }
}

/// The file.
pub(super) fn write(sheet: &Sheet<'_>, pages: &[Page], fonts: &Fonts) -> Result<Vec<u8>, String> {
    let mut ids = Ids(0);
    let (catalog, tree, info) = (ids.next(), ids.next(), ids.next());
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    let title: String = sheet.title.chars().take(500).collect();
    pdf.document_info(info)
        .title(TextStr(&title))
        .creator(TextStr("Kontorpost"));
    let page_ids: Vec<(Ref, Ref)> = pages.iter().map(|_| (ids.next(), ids.next())).collect();
    pdf.pages(tree)
        .kids(page_ids.iter().map(|it| it.0))
        .count(i32::try_from(pages.len()).unwrap_or(i32::MAX));
    let mut font_ids = BTreeMap::new();
    for font in Font::ALL {
        let used = fonts.get(font).ok_or("fonts")?;
        font_ids.insert(font, write_font(&mut pdf, &mut ids, font, used)?);
    }
    let mut pictures: BTreeMap<usize, Ref> = BTreeMap::new();
    for mark in pages.iter().flatten() {
        if let Mark::Picture { number, .. } = mark
            && !pictures.contains_key(number)
            && let Some(picture) = sheet.document.pictures.get(*number)
        {
            let id = ids.next();
            write_picture(&mut pdf, id, picture);
            pictures.insert(*number, id);
        }
    }
    for (page, (id, content_id)) in pages.iter().zip(&page_ids) {
        let mut written = pdf.page(*id);
        written
            .parent(tree)
            .media_box(Rect::new(0.0, 0.0, PAPER.0, PAPER.1))
            .contents(*content_id);
        let mut resources = written.resources();
        let mut dictionary = resources.fonts();
        for (font, id) in &font_ids {
            dictionary.pair(Name(font_name(*font)), *id);
        }
        dictionary.finish();
        let mut objects = resources.x_objects();
        for mark in page {
            if let Mark::Picture { number, .. } = mark
                && let Some(id) = pictures.get(number)
            {
                objects.pair(Name(format!("P{number}").as_bytes()), *id);
            }
        }
        objects.finish();
        resources.finish();
        written.finish();
        let packed = compress_to_vec_zlib(&content(page), LEVEL);
        pdf.stream(*content_id, &packed).filter(Filter::FlateDecode);
    }
    Ok(pdf.finish())
}

use pdf_writer::Finish as _;

fn content(page: &Page) -> Vec<u8> {
    let mut content = Content::new();
    for mark in page {
        match mark {
            Mark::Text {
                at,
                font,
                size,
                color: [red, green, blue],
                glyphs,
            } => {
                content
                    .set_fill_rgb(*red, *green, *blue)
                    .begin_text()
                    .set_font(Name(font_name(*font)), *size)
                    .set_text_matrix([1.0, 0.0, 0.0, 1.0, at.0, at.1])
                    .show(Str(glyphs))
                    .end_text();
            }
            Mark::Fill {
                at,
                size,
                color: [red, green, blue],
            } => {
                content
                    .set_fill_rgb(*red, *green, *blue)
                    .rect(at.0, at.1, size.0, size.1)
                    .fill_nonzero();
            }
            Mark::Picture { number, at, size } => {
                content
                    .save_state()
                    .transform([size.0, 0.0, 0.0, size.1, at.0, at.1])
                    .x_object(Name(format!("P{number}").as_bytes()))
                    .restore_state();
            }
        }
    }
    content.finish().to_vec()
}

fn write_font(pdf: &mut Pdf, ids: &mut Ids, font: Font, used: &Used) -> Result<Ref, String> {
    let (outer, inner, descriptor) = (ids.next(), ids.next(), ids.next());
    let (file, map) = (ids.next(), ids.next());
    let name = Name(font.name().as_bytes());
    pdf.type0_font(outer)
        .base_font(name)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(inner)
        .to_unicode(map);
    let units = f32::from(used.face.units_per_em());
    let scaled = |it: f32| it * 1000.0 / units;
    let widths = used.remapper.remapped_gids().map(|glyph| {
        let advance = used.face.glyph_hor_advance(ttf_parser::GlyphId(glyph));
        scaled(f32::from(advance.unwrap_or(0)))
    });
    let mut cid = pdf.cid_font(inner);
    cid.subtype(CidFontType::Type2)
        .base_font(name)
        .system_info(ADOBE)
        .font_descriptor(descriptor)
        .default_width(0.0)
        .cid_to_gid_map_predefined(Name(b"Identity"));
    cid.widths().consecutive(0, widths);
    cid.finish();
    let bounds = used.face.global_bounding_box();
    pdf.font_descriptor(descriptor)
        .name(name)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(
            scaled(f32::from(bounds.x_min)),
            scaled(f32::from(bounds.y_min)),
            scaled(f32::from(bounds.x_max)),
            scaled(f32::from(bounds.y_max)),
        ))
        .italic_angle(if font == Font::Italic { -12.0 } else { 0.0 })
        .ascent(scaled(f32::from(used.face.ascender())))
        .descent(scaled(f32::from(used.face.descender())))
        .cap_height(714.0)
        .stem_v(if font == Font::Bold { 120.0 } else { 80.0 })
        .font_file2(file);
    let part = subsetter::subset(font.data(), 0, &used.remapper).map_err(|it| it.to_string())?;
    let packed = compress_to_vec_zlib(&part, LEVEL);
    pdf.stream(file, &packed).filter(Filter::FlateDecode);
    let mut cmap = UnicodeCmap::<u16>::new(Name(b"KPUnicode"), ADOBE);
    for (glyph, letter) in &used.letters {
        cmap.pair(*glyph, *letter);
    }
    pdf.cmap(map, &cmap.finish());
    Ok(outer)
}

/// A picture on white paper.
fn write_picture(pdf: &mut Pdf, id: Ref, picture: &Picture) {
    let mut pixels = Vec::with_capacity(picture.pixels.len() / 4 * 3);
    for pixel in picture.pixels.chunks_exact(4) {
        let [red, green, blue, alpha] = pixel else {
            continue;
        };
        let alpha = u32::from(*alpha);
        for color in [red, green, blue] {
            let mixed = (u32::from(*color) * alpha + 255 * (255 - alpha)) / 255;
            pixels.push(u8::try_from(mixed).unwrap_or(255));
        }
    }
    let packed = compress_to_vec_zlib(&pixels, LEVEL);
    let mut image = pdf.image_xobject(id, &packed);
    image.filter(Filter::FlateDecode);
    image.width(i32::try_from(picture.width).unwrap_or(1));
    image.height(i32::try_from(picture.height).unwrap_or(1));
    image.color_space().device_rgb();
    image.bits_per_component(8);
}
