//! Who acts, for the main screen: the name at its foot, and a bar above where that needs a word.

use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{SIZE, SMALL};
use crate::gui::widget::{Choice, button, focus};
use crate::i18n::{Text, texts};
use iced::widget::{container, row, space, text};
use iced::{Center, Element, Fill};

/// The Benutzer who acts, to be pressed for changing to another one: for the foot of the screen.
pub fn name<'a, M: Clone + 'a>(context: &Context, on_change: M) -> Element<'a, M> {
    let words = match &context.who {
        None => String::new(),
        Some(who) => match &who.benutzer {
            Some(benutzer) => format!("{}  {}", benutzer.number, benutzer.name),
            None if who.is_nobody() => context.say(texts::who_nobody_short(&who.login)),
            None => context.say(texts::who_set_up()),
        },
    };
    let content = row![
        icon(Icon::Person, 14.0, Tint::Accent),
        text(words).size(SMALL)
    ];
    let inner = iced::widget::button(content.spacing(5).align_y(Center))
        .padding([1, 6])
        .style(style::button_flat)
        .on_press(on_change.clone());
    focus(inner).on_activate(on_change, true).into()
}

/// A bar that says why nothing can be changed, or that somebody acts as another one; nothing where
/// all is as usual.
pub fn bar<'a, M: Clone + 'a>(context: &Context, on_change: M) -> Element<'a, M> {
    let Some(who) = &context.who else {
        return space().height(0).into();
    };
    let told = |picture, tint, words: Text, change: Option<Text>| -> Element<'a, M> {
        let words = text(context.say(words)).size(SIZE).width(Fill);
        let mut line = row![icon(picture, 18.0, tint), words];
        if let Some(change) = change {
            let change = context.say(change);
            line = line.push(button(
                None,
                &change,
                Some(on_change.clone()),
                Choice::Other,
            ));
        }
        container(line.spacing(9).align_y(Center))
            .padding([6, 12])
            .width(Fill)
            .style(style::info)
            .into()
    };
    match &who.benutzer {
        None if who.is_nobody() => told(
            Icon::Warning,
            Tint::Warning,
            texts::who_nobody(&who.login),
            None,
        ),
        Some(benutzer) if who.is_other() => told(
            Icon::Person,
            Tint::Accent,
            texts::who_other(&benutzer.name),
            Some(texts::who_change()),
        ),
        _ => space().height(0).into(),
    }
}
