//! Panels inside a dialog: what went wrong with what to do, and that something is done.

use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::gui::widget::hint;
use crate::i18n::{Text, texts};
use crate::service::notice::Notice;
use iced::widget::{column, container, row, text};
use iced::{Element, Fill};

/// What went wrong.
pub fn notice_panel<'a, M: 'a>(notice: &Notice, context: &Context) -> Element<'a, M> {
    let mut words = column![text(context.say(notice.message.clone())).size(SIZE)].spacing(4);
    for line in notice.faults.iter().chain(&notice.advice) {
        words = words.push(text(context.say(line.clone())).size(SIZE));
    }
    if let Some(detail) = &notice.detail {
        words = words.push(hint(context.say(texts::error_detail(detail))));
    }
    panel((Icon::Error, Tint::Bad), words.into(), style::error)
}

/// Something is done.
pub fn done_panel<'a, M: 'a>(words: Text, context: &Context) -> Element<'a, M> {
    let words = text(context.say(words)).size(SIZE).into();
    panel((Icon::CheckCircle, Tint::Good), words, style::info)
}

/// Something to consider.
pub fn care_panel<'a, M: 'a>(lines: Vec<Text>, context: &Context) -> Element<'a, M> {
    let lines = lines
        .into_iter()
        .map(|it| text(context.say(it)).size(SIZE).into());
    let words = column(lines).spacing(6).into();
    panel((Icon::Warning, Tint::Warning), words, style::info)
}

fn panel<'a, M: 'a>(
    (picture, tint): (Icon, Tint),
    words: Element<'a, M>,
    look: fn(&iced::Theme) -> container::Style,
) -> Element<'a, M> {
    let words = row![icon(picture, 20.0, tint), container(words).width(Fill)];
    container(words.spacing(9))
        .padding([9, 12])
        .width(Fill)
        .style(look)
        .into()
}
