//! The picture of the symbol: an envelope in the colour of how it stands, and the number of unread
//! messages on it.

use crate::domain::receiving::Light;
use crate::gui::FONTS;
use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, PremultipliedColorU8,
    Rect, Stroke, Transform,
};
use ttf_parser::{Face, OutlineBuilder};

/// More than this is not counted out.
const MOST: u64 = 99;

/// A square of pixels, line by line from above, each as red, green, blue, alpha (not premultiplied).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) side: u32,
    pub(super) rgba: Vec<u8>,
}

/// Draws it; `None` where there is no room.
pub(super) fn draw(side: u32, light: Light, unread: u64) -> Option<Picture> {
    let mut pixels = Pixmap::new(side, side)?;
    let unit = side as f32 / 32.0;
    envelope(&mut pixels, unit, colour(light))?;
    let words = match unread {
        0 => None,
        1..=MOST => Some(unread.to_string()),
        _ => Some(format!("{MOST}+")),
    };
    if let Some(words) = words {
        badge(&mut pixels, unit, &words)?;
    }
    let rgba = pixels.pixels().iter().flat_map(plain).collect();
    Some(Picture { side, rgba })
}

fn plain(pixel: &PremultipliedColorU8) -> [u8; 4] {
    let pixel = pixel.demultiply();
    [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
}

fn colour(light: Light) -> Color {
    match light {
        Light::Off | Light::Green => Color::from_rgba8(37, 122, 204, 255),
        Light::Amber => Color::from_rgba8(240, 160, 0, 255),
        Light::Red => Color::from_rgba8(214, 48, 49, 255),
    }
}

fn paint(colour: Color) -> Paint<'static> {
    let mut paint = Paint {
        anti_alias: true,
        ..Paint::default()
    };
    paint.set_color(colour);
    paint
}

/// A sheet with round corners and the fold of its flap.
fn envelope(pixels: &mut Pixmap, unit: f32, colour: Color) -> Option<()> {
    let at = |it: f32| it * unit;
    let sheet = rounded(at(1.0), at(5.0), at(30.0), at(22.0), at(3.0))?;
    let (fill, still) = (FillRule::Winding, Transform::identity());
    pixels.fill_path(&sheet, &paint(colour), fill, still, None);
    let mut fold = PathBuilder::new();
    fold.move_to(at(4.5), at(9.0));
    fold.line_to(at(16.0), at(18.0));
    fold.line_to(at(27.5), at(9.0));
    let stroke = Stroke {
        width: at(2.6).max(1.2),
        line_cap: LineCap::Round,
        line_join: LineJoin::Round,
        ..Stroke::default()
    };
    pixels.stroke_path(&fold.finish()?, &paint(Color::WHITE), &stroke, still, None);
    Some(())
}

/// The number in the lower right corner, with a rim that sets it off from every ground.
fn badge(pixels: &mut Pixmap, unit: f32, words: &str) -> Option<()> {
    let height = match words.len() {
        1 => 21.0,
        2 => 20.0,
        _ => 16.0,
    } * unit;
    let (digits, width) = outline(words, height * 0.68)?;
    let side = 32.0 * unit;
    let wide = (width + height * 0.42).max(height).min(side);
    let (x, y) = (side - wide, side - height);
    let (fill, still) = (FillRule::Winding, Transform::identity());
    let rim = rounded(x, y, wide, height, height / 2.0)?;
    pixels.fill_path(&rim, &paint(Color::WHITE), fill, still, None);
    let edge = unit.max(0.8);
    let inner = rounded(
        x + edge,
        y + edge,
        wide - 2.0 * edge,
        height - 2.0 * edge,
        height / 2.0 - edge,
    )?;
    let dark = Color::from_rgba8(24, 32, 48, 255);
    pixels.fill_path(&inner, &paint(dark), fill, still, None);
    // Digits have no parts below the line: their box is their height.
    let scale = ((wide - 2.4 * edge) / width).min(1.0);
    let bounds = digits.bounds();
    let middle = (bounds.left() + bounds.right()) / 2.0;
    let centre = (bounds.top() + bounds.bottom()) / 2.0;
    let place = Transform::from_translate(x + wide / 2.0, y + height / 2.0)
        .pre_scale(scale, 1.0)
        .pre_translate(-middle, -centre);
    pixels.fill_path(&digits, &paint(Color::WHITE), fill, place, None);
    Some(())
}

fn rounded(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Option<Path> {
    let rect = Rect::from_xywh(x, y, width, height)?;
    let (right, bottom) = (rect.right(), rect.bottom());
    // How far the handles of a cubic curve lie that looks like a quarter of a circle.
    let bend = radius * 0.447_7;
    let mut path = PathBuilder::new();
    path.move_to(x + radius, y);
    path.line_to(right - radius, y);
    path.cubic_to(right - bend, y, right, y + bend, right, y + radius);
    path.line_to(right, bottom - radius);
    path.cubic_to(
        right,
        bottom - bend,
        right - bend,
        bottom,
        right - radius,
        bottom,
    );
    path.line_to(x + radius, bottom);
    path.cubic_to(x + bend, bottom, x, bottom - bend, x, bottom - radius);
    path.line_to(x, y + radius);
    path.cubic_to(x, y + bend, x + bend, y, x + radius, y);
    path.close();
    path.finish()
}

/// The outline of words whose digits are so high, and how wide they are.
fn outline(words: &str, height: f32) -> Option<(Path, f32)> {
    let [_, bold, _] = FONTS;
    let face = Face::parse(bold, 0).ok()?;
    let tall = f32::from(face.capital_height().unwrap_or(face.ascender()));
    let scale = height / tall.max(1.0);
    let mut pen = Pen {
        path: PathBuilder::new(),
        scale,
        x: 0.0,
    };
    for sign in words.chars() {
        let glyph = face.glyph_index(sign)?;
        face.outline_glyph(glyph, &mut pen);
        pen.x += f32::from(face.glyph_hor_advance(glyph).unwrap_or(0)) * scale;
    }
    let width = pen.x;
    Some((pen.path.finish()?, width))
}

struct Pen {
    path: PathBuilder,
    scale: f32,
    x: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, -y * self.scale)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixel(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
        let at = 4 * (y * picture.side + x) as usize;
        picture.rgba[at..at + 4].try_into().unwrap()
    }

    #[test]
    fn colour_and_number_are_seen_at_every_size() {
        for side in [16, 22, 24, 32, 48, 64] {
            let calm = draw(side, Light::Green, 0).unwrap();
            let amber = draw(side, Light::Amber, 0).unwrap();
            let red = draw(side, Light::Red, 0).unwrap();
            assert_eq!(calm.rgba.len(), (4 * side * side) as usize);
            let at = (side * 6 / 32, side * 22 / 32);
            let seen = [&calm, &amber, &red].map(|it| pixel(it, at.0, at.1));
            assert_eq!(seen[0], [37, 122, 204, 255], "{side}");
            assert_eq!(seen[1], [240, 160, 0, 255], "{side}");
            assert_eq!(seen[2], [214, 48, 49, 255], "{side}");
            assert_eq!(pixel(&calm, 0, 0)[3], 0, "clear outside");
            let mut known = vec![calm];
            for unread in [1, 9, 12, 99, 100] {
                let next = draw(side, Light::Green, unread).unwrap();
                assert!(!known.contains(&next), "{side} {unread}");
                known.push(next);
            }
            assert_eq!(
                draw(side, Light::Green, 100),
                draw(side, Light::Green, u64::MAX)
            );
        }
        assert_eq!(draw(0, Light::Green, 1), None);
        let _ = draw(1, Light::Red, 100);
    }

    /// For whoever wants to look: `target/window/tray.png`.
    #[test]
    fn a_picture_of_all_of_them() {
        let (mut sheet, mut x) = (Pixmap::new(800, 220).unwrap(), 0);
        sheet.fill(Color::from_rgba8(60, 60, 66, 255));
        let half = Rect::from_xywh(0.0, 0.0, 800.0, 110.0).unwrap();
        let light = paint(Color::from_rgba8(240, 240, 240, 255));
        sheet.fill_rect(half, &light, Transform::identity(), None);
        for side in [16, 22, 32, 64] {
            for (light, unread) in [
                (Light::Green, 0),
                (Light::Green, 3),
                (Light::Amber, 12),
                (Light::Red, 150),
            ] {
                let mut one = Pixmap::new(side, side).unwrap();
                let picture = draw(side, light, unread).unwrap();
                for (to, from) in one.pixels_mut().iter_mut().zip(picture.rgba.chunks(4)) {
                    *to = tiny_skia::ColorU8::from_rgba(from[0], from[1], from[2], from[3])
                        .premultiply();
                }
                for y in [20, 130] {
                    sheet.draw_pixmap(
                        x + 10,
                        y,
                        one.as_ref(),
                        &tiny_skia::PixmapPaint::default(),
                        Transform::identity(),
                        None,
                    );
                }
                x += i32::try_from(side).unwrap() + 8;
            }
        }
        let mut rgba = Vec::new();
        sheet.pixels().iter().for_each(|it| rgba.extend(plain(it)));
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/window");
        std::fs::create_dir_all(&folder).unwrap();
        let file = std::fs::File::create(folder.join("tray.png")).unwrap();
        let mut encoder = png::Encoder::new(file, 800, 220);
        encoder.set_color(png::ColorType::Rgba);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&rgba).unwrap();
    }
}
