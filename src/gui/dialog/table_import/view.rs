//! What is seen while a table is read in.

use super::{Message, State, TableImport};
use crate::domain::table_import::Imported;
use crate::gui::context::Context;
use crate::gui::dialog::Screen;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE};
use crate::gui::widget::{Choice, busy, button, check, footer, form, heading, hint, selectable};
use crate::i18n::{Text, texts};
use crate::service::table_imports::columns;
use iced::widget::{column, container, row, space, text};
use iced::{Center, Element, Fill};

const CHOOSE: &str = "table-choose";

pub(super) fn view<'a>(dialog: &'a TableImport, context: &'a Context) -> Element<'a, Message> {
    let say = |words: Text| context.say(words);
    let head = heading(
        Icon::Import,
        say(dialog.title()),
        say(texts::table_purpose()),
    );
    let choose = button(
        Some((Icon::Folder, Tint::Accent)),
        &say(texts::table_choose()),
        (!dialog.is_busy()).then_some(Message::Choose),
        Choice::Other,
    )
    .id(CHOOSE);
    let name = match &dialog.file {
        Some(file) => file.display().to_string(),
        None => say(texts::table_no_file()),
    };
    let file = row![choose, text(name).size(SIZE).width(Fill)];
    let names = columns(dialog.kind).join(", ");
    let change = check(
        &say(texts::table_change()),
        dialog.change,
        (!dialog.is_busy()).then_some(Message::Change),
    );
    let body = column![
        file.spacing(10).align_y(Center),
        hint(say(texts::table_columns(names))),
        change,
        state(dialog, context),
    ];
    let body = container(body.spacing(12)).padding([14, 16]).height(Fill);
    let content = column![head, body, foot(dialog, context)];
    form(content)
        .initial_focus(CHOOSE)
        .default_maybe(default(dialog))
        .cancel(Message::Left)
        .into()
}

fn default(dialog: &TableImport) -> Option<Message> {
    match dialog.state {
        State::Checked(_) => Some(Message::Import),
        State::Waiting | State::Refused(_) => Some(Message::Choose),
        State::Done(_) => Some(Message::Left),
        State::Checking | State::Importing => None,
    }
}

fn state<'a>(dialog: &'a TableImport, context: &'a Context) -> Element<'a, Message> {
    let say = |words: Text| context.say(words);
    let told = |picture: (Icon, Tint), words: Text| -> Element<'a, Message> {
        let words = text(say(words)).size(SIZE).width(Fill);
        let words = row![icon(picture.0, 18.0, picture.1), words];
        container(words.spacing(8).align_y(Center))
            .padding([8, 10])
            .width(Fill)
            .style(style::info)
            .into()
    };
    match &dialog.state {
        State::Waiting => hint(say(texts::table_waiting())),
        State::Checking => busy(say(texts::table_checking())),
        State::Importing => busy(say(texts::table_importing())),
        State::Checked(imported) => {
            let Imported { added, changed } = *imported;
            let words = texts::table_would(added, changed);
            told((Icon::CheckCircle, Tint::Good), words)
        }
        State::Done(imported) => {
            let Imported { added, changed } = *imported;
            let words = texts::table_done(added, changed);
            told((Icon::CheckCircle, Tint::Good), words)
        }
        State::Refused(message) => refused(dialog, message, context),
    }
}

/// What is wrong, line by line.
fn refused<'a>(
    dialog: &'a TableImport,
    message: &Text,
    context: &'a Context,
) -> Element<'a, Message> {
    let words = text(context.say(message.clone())).size(SIZE);
    let title = row![
        icon(Icon::Error, 18.0, Tint::Bad),
        words.font(theme::UI_BOLD).width(Fill)
    ];
    let list = selectable("table-faults", &dialog.shown, Message::List)
        .height(Fill)
        .framed();
    let part = |picture, words: Text, message| {
        let picture = Some((picture, Tint::Accent));
        button(picture, &context.say(words), Some(message), Choice::Other)
    };
    let copied = match dialog.is_copied {
        true => context.say(texts::table_copied()),
        false => String::new(),
    };
    let buttons = row![
        part(Icon::Copy, texts::table_copy(), Message::Copy),
        part(Icon::Save, texts::table_save_list(), Message::Save),
        hint(copied)
    ];
    column![
        title.spacing(8).align_y(Center),
        Element::from(list),
        buttons.spacing(8).align_y(Center),
        hint(context.say(texts::table_advice())),
    ]
    .spacing(8)
    .height(Fill)
    .into()
}

fn foot<'a>(dialog: &TableImport, context: &Context) -> Element<'a, Message> {
    let import = matches!(dialog.state, State::Checked(_)).then_some(Message::Import);
    let import = button(
        Some((Icon::Import, Tint::Accent)),
        &context.say(texts::table_import()),
        import,
        Choice::Default,
    );
    let close = button(
        None,
        &context.say(texts::button_close()),
        Some(Message::Left),
        Choice::Other,
    );
    footer(space(), row![import, close].spacing(8))
}
