//! `label("&Name:")`: text with an underlined access key. It breaks between words where there is no
//! room, and is plain text to screen readers and tests.

use super::shape::{Paragraph, Shape};
use crate::gui::theme::{self, SIZE, tok};
use iced::advanced::text::{Paragraph as _, Renderer as _};
use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Layout, Widget, layout, mouse, renderer, renderer::Renderer as _};
use iced::{Color, Element, Length, Rectangle, Size, Theme, Vector};

/// An access key, reported to operations: `form` finds it by walking the widgets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessKey(pub char);

/// Text before, at and after the access key.
fn split(words: &str) -> [String; 3] {
    let mut pieces = [String::new(), String::new(), String::new()];
    let [before, key, after] = &mut pieces;
    let mut letters = words.chars();
    while let Some(letter) = letters.next() {
        let piece = match key.is_empty() {
            true => &mut *before,
            false => &mut *after,
        };
        match letter {
            '&' => match letters.next() {
                Some('&') => piece.push('&'),
                Some(letter) if key.is_empty() => key.push(letter),
                Some(letter) => piece.push(letter),
                None => piece.push('&'),
            },
            letter => piece.push(letter),
        }
    }
    pieces
}

/// The access key of a label text in lower case.
pub fn access_key(words: &str) -> Option<char> {
    let [_, key, _] = split(words);
    key.chars().next()?.to_lowercase().next()
}

/// What stands before the access key, where there is one.
pub(super) fn before_key(words: &str) -> Option<String> {
    let [before, key, _] = split(words);
    (!key.is_empty()).then_some(before)
}

/// A label text without the mark of its access key.
pub fn plain(words: &str) -> String {
    split(words).concat()
}

/// Text whose access key stands after `&`; `&&` is an ampersand.
pub fn label(words: &str) -> Label {
    Label {
        pieces: split(words),
        shape: Shape::default(),
        color: None,
        is_muted: false,
    }
}

/// See [`label`].
pub struct Label {
    pieces: [String; 3],
    shape: Shape,
    color: Option<Color>,
    is_muted: bool,
}

impl Label {
    /// In the font of headings.
    #[must_use]
    pub fn bold(mut self) -> Self {
        self.shape.font = theme::UI_BOLD;
        self
    }

    /// In another size than usual.
    #[must_use]
    pub fn size(mut self, size: f32) -> Self {
        self.shape.size = size;
        self
    }

    /// In a colour of the theme's tokens.
    #[must_use]
    pub fn color(mut self, color: Color) -> Self {
        self.color = Some(color);
        self
    }

    /// With less weight.
    #[must_use]
    pub fn muted(mut self, is_muted: bool) -> Self {
        self.is_muted = is_muted;
        self
    }

    fn shaped(&self, width: f32) -> State {
        let shape = Shape {
            width: width.max(SIZE),
            ..self.shape
        };
        let [before, key, after] = self.pieces.each_ref().map(String::as_str);
        // An empty piece has no glyphs and would shift the numbers of the others.
        let paragraph = match key {
            "" => shape.of(before),
            _ => shape.of_pieces(&[before, key, after]),
        };
        let underline = match key {
            "" => None,
            _ => paragraph.span_bounds(1).first().copied(),
        };
        State {
            pieces: self.pieces.clone(),
            shape,
            paragraph,
            underline,
        }
    }
}

struct State {
    pieces: [String; 3],
    shape: Shape,
    paragraph: Paragraph,
    underline: Option<Rectangle>,
}

impl<M> Widget<M, Theme, iced::Renderer> for Label {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Option<State>>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(None::<State>)
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Shrink, Length::Shrink)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        _: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let width = limits.max().width;
        let state = tree.state.downcast_mut::<Option<State>>();
        let is_fresh = state.as_ref().is_some_and(|it| {
            let wanted = Shape {
                width: width.max(SIZE),
                ..self.shape
            };
            it.pieces == self.pieces && it.shape == wanted
        });
        if !is_fresh {
            *state = None;
        }
        let state = state.get_or_insert_with(|| self.shaped(width));
        let size = state.paragraph.min_bounds();
        layout::Node::new(limits.resolve(Length::Shrink, Length::Shrink, size))
    }

    fn operate(
        &mut self,
        _: &mut Tree,
        layout: Layout<'_>,
        _: &iced::Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.text(None, layout.bounds(), &self.pieces.concat());
        let [_, key, _] = &self.pieces;
        if let Some(key) = key.chars().next().and_then(|it| it.to_lowercase().next()) {
            operation.custom(None, layout.bounds(), &mut AccessKey(key));
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let Some(state) = tree.state.downcast_ref::<Option<State>>() else {
            return;
        };
        let place = layout.bounds().position();
        let color = match (self.color, self.is_muted) {
            (Some(color), _) => color,
            (None, true) => tok(theme).muted,
            (None, false) => style.text_color,
        };
        renderer.fill_paragraph(&state.paragraph, place, color, *viewport);
        if let Some(key) = state.underline {
            let key = key + Vector::new(place.x, place.y);
            let line = Rectangle {
                y: (key.y + key.height - 2.0).round(),
                height: 1.0,
                ..key
            };
            let quad = renderer::Quad {
                bounds: line,
                ..Default::default()
            };
            renderer.fill_quad(quad, color);
        }
    }
}

impl<'a, M: 'a> From<Label> for Element<'a, M> {
    fn from(label: Label) -> Self {
        Self::new(label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_access_key_is_what_follows_the_mark() {
        assert_eq!(split("Weiß && &Partner"), ["Weiß & ", "P", "artner"]);
        assert_eq!(access_key("&Übernehmen"), Some('ü'));
        assert_eq!(access_key("A && B"), None);
        assert_eq!(plain("Datei &öffnen &&"), "Datei öffnen &");
        assert_eq!(plain("A&"), "A&");
    }
}
