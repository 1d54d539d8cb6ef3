//! A menu at a point of the window: plain composition, no overlay of its own.

use crate::gui::style;
use crate::gui::theme::SIZE;
use iced::widget::{button, column, container, mouse_area, opaque, pin, space, stack, text};
use iced::{Element, Fill, Point};

/// Shows `items` at `at` over `base`; a click beside them sends `close`. Items without a message
/// are greyed.
pub fn with_menu<'a, M: Clone + 'a>(
    base: impl Into<Element<'a, M>>,
    at: Option<Point>,
    items: Vec<(String, Option<M>)>,
    close: M,
) -> Element<'a, M> {
    // The tree keeps its shape, so that the base keeps focus and scroll position.
    let base = base.into();
    let Some(at) = at else {
        return stack![base].into();
    };
    let list = column(items.into_iter().map(|(words, message)| {
        button(text(words).size(SIZE))
            .width(Fill)
            .padding([4, 12])
            .style(style::button_flat)
            .on_press_maybe(message)
            .into()
    }));
    let menu = container(list)
        .padding(3)
        .width(240)
        .style(style::menu_panel);
    let beside = mouse_area(space().width(Fill).height(Fill))
        .on_press(close.clone())
        .on_right_press(close);
    stack![base, opaque(beside), pin(opaque(menu)).x(at.x).y(at.y)].into()
}
