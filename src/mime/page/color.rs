//! Colours of pages.

/// Red, green and blue.
pub(super) type Rgb = [u8; 3];

/// What a colour of a page comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    /// A colour.
    Solid(Rgb),
    /// None at all.
    Clear,
}

const NAMES: [(&str, u32); 34] = [
    ("black", 0x000000),
    ("white", 0xffffff),
    ("red", 0xff0000),
    ("lime", 0x00ff00),
    ("blue", 0x0000ff),
    ("yellow", 0xffff00),
    ("aqua", 0x00ffff),
    ("cyan", 0x00ffff),
    ("fuchsia", 0xff00ff),
    ("magenta", 0xff00ff),
    ("silver", 0xc0c0c0),
    ("gray", 0x808080),
    ("grey", 0x808080),
    ("maroon", 0x800000),
    ("olive", 0x808000),
    ("green", 0x008000),
    ("purple", 0x800080),
    ("teal", 0x008080),
    ("navy", 0x000080),
    ("orange", 0xffa500),
    ("darkred", 0x8b0000),
    ("darkblue", 0x00008b),
    ("darkgreen", 0x006400),
    ("brown", 0xa52a2a),
    ("gold", 0xffd700),
    ("pink", 0xffc0cb),
    ("lightgray", 0xd3d3d3),
    ("lightgrey", 0xd3d3d3),
    ("darkgray", 0xa9a9a9),
    ("dimgray", 0x696969),
    ("whitesmoke", 0xf5f5f5),
    ("snow", 0xfffafa),
    ("ivory", 0xfffff0),
    ("windowtext", 0x000000),
];

fn of(value: u32) -> Rgb {
    let [_, red, green, blue] = value.to_be_bytes();
    [red, green, blue]
}

/// Reads `#rgb`, `#rrggbb`, `rgb(…)`, `rgba(…)` and names; `None` for what says nothing.
pub(super) fn read(value: &str) -> Option<Paint> {
    let value = value.trim().to_ascii_lowercase();
    let value = value.trim_end_matches("!important").trim();
    if value == "transparent" {
        return Some(Paint::Clear);
    }
    if let Some(hex) = value.strip_prefix('#') {
        return hex_color(hex).map(Paint::Solid);
    }
    if let Some(inner) = value.strip_prefix("rgb") {
        let inner = inner.trim_start_matches('a').trim_start_matches('(');
        let numbers: Vec<f32> = inner
            .split([',', ' ', '/', ')'])
            .filter(|it| !it.is_empty())
            .filter_map(|it| match it.strip_suffix('%') {
                Some(share) => share.parse::<f32>().ok().map(|it| it * 2.55),
                None => it.parse().ok(),
            })
            .collect();
        let [red, green, blue, rest @ ..] = numbers.as_slice() else {
            return None;
        };
        if rest.first().is_some_and(|it| *it < 0.05) {
            return Some(Paint::Clear);
        }
        let byte = |it: &f32| it.clamp(0.0, 255.0) as u8;
        return Some(Paint::Solid([byte(red), byte(green), byte(blue)]));
    }
    let named = NAMES.iter().find(|it| it.0 == value);
    if let Some((_, value)) = named {
        return Some(Paint::Solid(of(*value)));
    }
    // `<font color=336699>`
    hex_color(value)
        .filter(|_| value.len() == 6)
        .map(Paint::Solid)
}

fn hex_color(hex: &str) -> Option<Rgb> {
    if !hex.bytes().all(|it| it.is_ascii_hexdigit()) {
        return None;
    }
    let value = u32::from_str_radix(hex, 16).ok()?;
    match hex.len() {
        3 => {
            let [_, _, high, low] = value.to_be_bytes();
            Some([high & 15, low >> 4, low & 15].map(|it| it * 17))
        }
        6 => Some(of(value)),
        8 => Some(of(value >> 8)),
        _ => None,
    }
}

/// The ratio of contrast as WCAG 2.2 counts it.
pub(super) fn contrast(one: Rgb, other: Rgb) -> f32 {
    let light = |rgb: Rgb| {
        let [red, green, blue] = rgb.map(|it| {
            let it = f32::from(it) / 255.0;
            match it <= 0.040_45 {
                true => it / 12.92,
                false => ((it + 0.055) / 1.055).powf(2.4),
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
    };
    let (one, other) = (light(one), light(other));
    one.max(other) / one.min(other)
}
