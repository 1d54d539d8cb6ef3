//! The dialog around the rows: tool bar, heads of the columns, foot.

use super::row::{Offers, RIGHT, RowView, WIDTHS};
use super::{Accounts, Message, Then};
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE};
use crate::gui::widget::{
    Choice, Role, button, focus, footer, form, heading, hint, line, tool_button,
};
use crate::i18n::{Text, texts};
use iced::advanced::widget::Id;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{center, column, container, keyed_column, row, scrollable, space, text};
use iced::{Center, Element, Fill, Padding};

/// The name of the table as a stop of the Tab key.
const TABLE: &str = "accounts-table";
/// The name of what the rows are scrolled in.
pub(super) const ROWS: &str = "accounts-rows";
/// Rows that a page key moves by.
const PAGE: i32 = 7;

/// A button: its words, and what it does where it can be pressed.
type Press = (Text, Option<Message>);

/// Every button of the dialog.
struct Presses {
    new: Press,
    edit: Press,
    delete: Press,
    test: Press,
    import: Press,
    export: Press,
    help: Press,
    save: Press,
    ok: Press,
    leave: Press,
}

impl Presses {
    fn of(dialog: &Accounts) -> Self {
        let can = dialog.may_change();
        let is_selected = dialog.table.selected_row().is_some();
        let is_changed = dialog.table.is_changed();
        let with_row = |message| (can && is_selected).then_some(message);
        let test = (!dialog.table.rows.is_empty()).then_some(Message::TestAll);
        let save = (can && is_changed).then_some(Message::Save(Then::Stay));
        let ok = match dialog.barred {
            // There is nothing to save.
            Some(_) => Message::Left,
            None => Message::Save(Then::Close),
        };
        let ok = dialog.saving.is_none().then_some(ok);
        Self {
            new: (texts::accounts_new(), can.then_some(Message::New)),
            edit: (texts::accounts_edit(), with_row(Message::Edit)),
            delete: (texts::accounts_delete(), with_row(Message::Delete)),
            test: (texts::accounts_test_all(), test),
            import: (texts::accounts_import(), can.then_some(Message::Import)),
            export: (
                texts::accounts_export(),
                is_selected.then_some(Message::Export),
            ),
            help: (texts::button_help(), Some(Message::Help)),
            save: (texts::button_save(), save),
            ok: (texts::button_ok_close(), ok),
            leave: (texts::button_cancel_close(), Some(Message::Left)),
        }
    }
}

pub(super) fn view<'a>(dialog: &'a Accounts, context: &'a Context) -> Element<'a, Message> {
    let presses = Presses::of(dialog);
    let head = heading(
        Icon::MailSettings,
        context.say(texts::window_accounts()),
        context.say(texts::accounts_purpose()),
    );
    let mut body = column![tools(&presses, context)].spacing(8);
    if let Some(barred) = &dialog.barred {
        let why = context.say(texts::read_only_why(barred.clone()));
        let why = row![icon(Icon::Info, 16.0, Tint::Accent), text(why).size(SIZE)];
        let why = container(why.spacing(8).align_y(Center)).width(Fill);
        body = body.push(why.padding([6, 10]).style(style::info));
    }
    if !dialog.due.is_empty() {
        body = body.push(dialog.due_lines(context));
    }
    let body = body.push(table(dialog, context)).height(Fill);
    let body = container(body).padding(Padding::from([8, 16]).bottom(12));
    let content = column![head, body, foot(dialog, &presses, context)];
    let wanted = (dialog.calls > 0).then(|| (dialog.calls, Id::new(TABLE)));
    form(content)
        .initial_focus(TABLE)
        .focus_on(wanted)
        .default_maybe(presses.ok.1.clone())
        .cancel(Message::Left)
        .key(Key::Named(Named::F1), Modifiers::empty(), Message::Help)
        .into()
}

fn tools<'a>(presses: &Presses, context: &Context) -> Element<'a, Message> {
    let tool = |picture, (words, message): &Press| {
        tool_button(picture, &context.say(words.clone()), message.clone())
    };
    row![
        tool(Icon::MailAdd, &presses.new),
        tool(Icon::Edit, &presses.edit),
        tool(Icon::Delete, &presses.delete),
        tool(Icon::Plug, &presses.test),
        tool(Icon::Import, &presses.import),
        tool(Icon::Export, &presses.export),
        space().width(Fill),
        tool(Icon::Help, &presses.help),
    ]
    .spacing(2)
    .into()
}

fn table<'a>(dialog: &'a Accounts, context: &'a Context) -> Element<'a, Message> {
    let rows = match (dialog.is_loaded, dialog.table.rows.is_empty()) {
        (true, false) => rows(dialog, context),
        (true, true) => nothing(dialog.barred.is_some(), context),
        (false, _) => center(hint(context.say(texts::accounts_reading()))).into(),
    };
    let table = column![heads(context), line(), rows];
    let table = container(table)
        .style(style::grid)
        .padding(1)
        .height(Fill)
        .width(Fill);
    let selected = dialog.table.selected_row();
    let toggle = selected.map(|it| {
        let change = super::Change::Active(!it.active);
        Message::Changed(it.id(), change)
    });
    let name = context.say(texts::window_accounts());
    let stop = focus(table).id(TABLE).role(Role::Table).name(name);
    stop.on_key(move |key, modifiers| key_message(key, modifiers, toggle.clone()))
        .into()
}

fn key_message(key: &Key, modifiers: Modifiers, toggle: Option<Message>) -> Option<Message> {
    let Key::Named(key) = key else {
        return None;
    };
    if !modifiers.is_empty() {
        return None;
    }
    match key {
        Named::ArrowDown => Some(Message::Moved(1)),
        Named::ArrowUp => Some(Message::Moved(-1)),
        Named::PageDown => Some(Message::Moved(PAGE)),
        Named::PageUp => Some(Message::Moved(-PAGE)),
        Named::Home => Some(Message::Moved(i32::MIN)),
        Named::End => Some(Message::Moved(i32::MAX)),
        // Without a row Enter is the default button.
        Named::Enter => toggle.map(|_| Message::Edit),
        Named::Delete => Some(Message::Delete),
        Named::Space => toggle,
        _ => None,
    }
}

fn heads<'a>(context: &Context) -> Element<'a, Message> {
    let words = [
        texts::accounts_column_active(),
        texts::accounts_column_kanzlei(),
        texts::accounts_column_account(),
        texts::accounts_column_mode(),
        texts::accounts_column_owner(),
        texts::accounts_column_pool(),
        texts::accounts_column_app(),
    ];
    let heads = words.into_iter().zip(WIDTHS).map(|(words, width)| {
        let head = container(hint(context.say(words)));
        head.width(width).padding([6, 8]).into()
    });
    let heads = row(heads)
        .align_y(Center)
        .padding(Padding::ZERO.right(RIGHT));
    container(heads).width(Fill).style(style::head).into()
}

fn rows<'a>(dialog: &'a Accounts, context: &'a Context) -> Element<'a, Message> {
    let offers = Offers::new(&dialog.table, context);
    let rows = dialog.table.rows.iter().enumerate().map(|(at, row)| {
        let view = RowView {
            row,
            dialog,
            offers: &offers,
            context,
            is_odd: at % 2 == 1,
        };
        (row.id(), view.view())
    });
    let rows: Vec<_> = rows.collect();
    scrollable(keyed_column(rows).width(Fill))
        .id(ROWS)
        .width(Fill)
        .height(Fill)
        .style(style::scroll)
        .into()
}

fn nothing<'a>(is_read_only: bool, context: &Context) -> Element<'a, Message> {
    let words = context.say(texts::accounts_none());
    let words = text(words).size(SIZE).font(theme::UI_BOLD);
    // Who may not set one up is not told how to.
    let advice = match is_read_only {
        true => texts::accounts_none_read_only(),
        false => texts::accounts_none_advice(),
    };
    let advice = text(context.say(advice)).size(SIZE);
    let words = column![words, container(advice).max_width(460)];
    center(words.spacing(8).align_x(Center)).into()
}

fn foot<'a>(dialog: &Accounts, presses: &Presses, context: &Context) -> Element<'a, Message> {
    let words = match (dialog.saving, dialog.table.is_changed()) {
        (Some(_), _) => texts::accounts_saving(),
        (None, true) => texts::accounts_unsaved(),
        (None, false) => {
            let rows = &dialog.table.rows;
            let active = rows.iter().filter(|it| it.active).count();
            texts::accounts_count(rows.len(), active)
        }
    };
    let part = |picture, (words, message): &Press, choice| {
        let words = context.say(words.clone());
        button(Some(picture), &words, message.clone(), choice)
    };
    let buttons = row![
        part((Icon::Save, Tint::Accent), &presses.save, Choice::Other),
        part((Icon::Check, Tint::Good), &presses.ok, Choice::Default),
        part((Icon::Dismiss, Tint::Bad), &presses.leave, Choice::Other),
    ];
    footer(hint(context.say(words)), buttons.spacing(8))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::widget::access_key;
    use crate::i18n::Language;
    use std::collections::BTreeSet;

    impl Presses {
        fn all(&self) -> [&Press; 10] {
            [
                &self.new,
                &self.edit,
                &self.delete,
                &self.test,
                &self.import,
                &self.export,
                &self.help,
                &self.save,
                &self.ok,
                &self.leave,
            ]
        }
    }

    fn are_unique(words: &[Text]) {
        for language in [Language::German, Language::English] {
            let shown = words.iter().map(|it| it.show(language));
            let keys: Vec<_> = shown.map(|it| (access_key(&it), it)).collect();
            let unique: BTreeSet<_> = keys.iter().filter_map(|it| it.0).collect();
            assert_eq!(unique.len(), words.len(), "{keys:?}");
        }
    }

    #[test]
    fn access_keys_are_unique() {
        let presses = Presses::of(&Accounts::new());
        are_unique(&presses.all().map(|it| it.0.clone()));
        let cancel = texts::button_cancel;
        are_unique(&[texts::button_save(), texts::accounts_leave_no(), cancel()]);
        are_unique(&[texts::accounts_kanzlei_move_yes(), cancel()]);
        are_unique(&[texts::accounts_delete_yes(), cancel()]);
        are_unique(&[texts::konto_neu_read(), cancel()]);
        are_unique(&[texts::konto_neu_read(), texts::button_ok()]);
    }
}
