//! A line across a window that says what somebody should see to, with the way there.

use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::SIZE;
use iced::widget::{column, container, row, text};
use iced::{Center, Element, Fill};

/// One or more things to see to, the buttons beside them. Amber, and red where one of them is bad.
pub fn caution<'a, Message: 'a>(
    lines: Vec<(Tint, String)>,
    buttons: Vec<Element<'a, Message>>,
) -> Element<'a, Message> {
    let look = match lines.iter().any(|it| it.0 == Tint::Bad) {
        true => style::error,
        false => style::amber,
    };
    let lines = lines.into_iter().map(|(tint, words)| {
        row![
            icon(Icon::Warning, 18.0, tint),
            text(words).size(SIZE).width(Fill)
        ]
        .spacing(9)
        .align_y(Center)
        .into()
    });
    let line = row![column(lines).spacing(4).width(Fill)];
    container(line.extend(buttons).spacing(9).align_y(Center))
        .padding([6, 12])
        .width(Fill)
        .style(look)
        .into()
}
