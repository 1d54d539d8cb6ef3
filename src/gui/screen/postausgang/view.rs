//! What is seen of the Postausgang.

use super::acting::{can_retry, can_take_back};
use super::{Message, Part, Postausgang};
use crate::domain::letter::LetterState;
use crate::domain::outbox::LetterRow;
use crate::gui::context::Context;
use crate::gui::dialog::letter::sign;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{SIZE, SMALL};
use crate::gui::widget::grid::{Grid, Model as _};
use crate::gui::widget::menu::{MenuItem, with_items};
use crate::gui::widget::{Choice, button, check, field, hint, tool_button};
use crate::i18n::{Arg, Text, texts};
use crate::service::sending::words;
use iced::widget::{center, column, container, row, scrollable, space, stack, text};
use iced::{Center, Element, Fill};

const SEARCH: &str = "postausgang-search";

/// Recipients that are shown one by one below the list.
const SHOWN: usize = 30;

impl Postausgang {
    pub(super) fn show<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |words| context.say(words);
        let grid = Grid::new(
            &self.list,
            &self.list.columns,
            &self.selection,
            Message::Grid,
        );
        let grid = grid.id("mails").name(say(self.name()));
        let is_empty = self.is_loaded && self.list.is_empty();
        let over: Element<'a, Message> = match is_empty {
            true => center(hint(say(self.nothing()))).into(),
            false => space().into(),
        };
        let body = column![
            self.tools(context),
            self.undo(context),
            stack![grid, over],
            self.detail(context)
        ]
        .spacing(5);
        with_items(
            body,
            self.menu,
            self.menu_items(context),
            Message::MenuClosed,
        )
    }

    fn name(&self) -> Text {
        match self.part {
            Part::Postausgang => texts::place_postausgang(),
            Part::Drafts => texts::place_entwuerfe(),
            Part::Journal => texts::place_journal(),
        }
    }

    fn nothing(&self) -> Text {
        match self.part {
            _ if self.list.count() > 0 => texts::postausgang_not_found(),
            Part::Postausgang => texts::postausgang_empty(),
            Part::Drafts if self.shows_deleted => texts::postausgang_no_deleted(),
            Part::Drafts => texts::postausgang_no_drafts(),
            Part::Journal => texts::postausgang_no_journal(),
        }
    }

    /// What can be done now, with words and picture, in the order of the tool bar.
    fn verbs(&self) -> Vec<(Icon, Text, Option<Message>)> {
        let chosen = self.selection.len();
        let one = |message| (chosen == 1).then_some(message);
        let letters = self.chosen_letters();
        let if_any = |is_so: bool, message| is_so.then_some(message);
        let deletable = !self.deletable().is_empty();
        match self.part {
            Part::Postausgang => vec![
                (
                    Icon::Send,
                    texts::postausgang_send_now(),
                    if_any(!self.waiting().is_empty(), Message::SendNow),
                ),
                (
                    Icon::Undo,
                    texts::postausgang_take_back(),
                    one(Message::TakeBack).filter(|_| letters.iter().all(|it| can_take_back(it))),
                ),
                (
                    Icon::Sync,
                    texts::postausgang_retry(),
                    if_any(letters.iter().any(|it| can_retry(it)), Message::Retry),
                ),
                (Icon::Mail, texts::postausgang_open(), one(Message::Open)),
                (
                    Icon::Delete,
                    texts::postausgang_delete(),
                    if_any(deletable, Message::Delete),
                ),
            ],
            Part::Drafts if self.shows_deleted => vec![(
                Icon::Undo,
                texts::postausgang_restore(),
                if_any(chosen > 0, Message::Restore),
            )],
            Part::Drafts => vec![
                (Icon::Edit, texts::postausgang_edit(), one(Message::Open)),
                (
                    Icon::Delete,
                    texts::postausgang_delete(),
                    if_any(deletable, Message::Delete),
                ),
            ],
            Part::Journal => vec![
                (Icon::Mail, texts::postausgang_open(), one(Message::Open)),
                (Icon::Folder, texts::postausgang_file(), one(Message::File)),
            ],
        }
    }

    fn menu_items(&self, context: &Context) -> Vec<MenuItem<Message>> {
        let item = |(_, words, message): (Icon, Text, Option<Message>)| {
            MenuItem::new(context.say(words), message)
        };
        self.verbs().into_iter().map(item).collect()
    }

    fn tools<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |words| context.say(words);
        let tool =
            |(picture, words, message): (Icon, Text, Option<Message>)| -> Element<'a, Message> {
                tool_button(picture, &say(words), message).into()
            };
        let tools = row(self.verbs().into_iter().map(tool));
        let search = field(SEARCH, &self.typed, Some(Message::Typed), false)
            .placeholder(say(texts::postausgang_search()))
            .width(180.0);
        let mut right = row![].spacing(14).align_y(Center);
        match self.part {
            Part::Postausgang => {
                right = right
                    .push(check(
                        &say(texts::postausgang_automatic()),
                        self.settings.automatic,
                        Some(Message::Automatic),
                    ))
                    .push(check(
                        &say(texts::postausgang_ask_delete()),
                        self.settings.ask_delete,
                        Some(Message::AskDelete),
                    ));
            }
            Part::Drafts => {
                right = right.push(check(
                    &say(texts::postausgang_show_deleted()),
                    self.shows_deleted,
                    Some(Message::ShowDeleted),
                ));
            }
            Part::Journal => {}
        }
        row![tools, space().width(14), right, space().width(14), search]
            .align_y(Center)
            .wrap()
            .into()
    }

    /// What was deleted can be brought back while one is here.
    fn undo<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        if self.deleted.is_empty() {
            return space().into();
        }
        let words = text(context.say(texts::postausgang_deleted(self.deleted.len()))).size(SIZE);
        let undo = button(
            Some((Icon::Undo, Tint::Accent)),
            &context.say(texts::postausgang_undo()),
            Some(Message::Undo),
            Choice::Other,
        );
        let bar = row![words, undo].spacing(12).align_y(Center);
        container(bar)
            .padding([5, 10])
            .width(Fill)
            .style(style::info)
            .into()
    }

    /// Why the chosen letter is where it is, and what to do about it.
    fn detail<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        if self.part != Part::Postausgang {
            return space().into();
        }
        let letters = self.chosen_letters();
        let body: Element<'a, Message> = match letters[..] {
            [one] => about(one, context),
            _ => hint(context.say(texts::postausgang_purpose())),
        };
        container(body)
            .padding(12)
            .width(Fill)
            .style(style::panel)
            .into()
    }
}

fn about<'a>(row: &LetterRow, context: &Context) -> Element<'a, Message> {
    let say = |words| context.say(words);
    let letter = &row.letter;
    let mut lines: Vec<Element<'a, Message>> = Vec::new();
    lines.push(
        text(say(super::list::state(row)))
            .size(SIZE)
            .font(crate::gui::theme::UI_BOLD)
            .into(),
    );
    if let Some(reason) = words::reason(letter) {
        lines.push(text(say(reason)).size(SIZE).into());
    }
    let todo = match letter.state {
        LetterState::Unklar => Some(texts::postausgang_unclear_advice()),
        LetterState::Wartet if !row.is_released => Some(texts::postausgang_held_advice()),
        _ => words::what_to_do(letter),
    };
    lines.extend(todo.map(|it| text(say(it)).size(SIZE).into()));
    if letter.state == LetterState::Wartet && row.is_released && letter.attempts > 0 {
        let again =
            texts::postausgang_next_try(letter.attempts.to_string(), Arg::Moment(letter.next_at));
        lines.push(hint(say(again)));
    }
    let server = crate::service::draft_words::shortened_to(&letter.reason, 240);
    if letter.class.is_some() && !server.is_empty() {
        lines.push(hint(say(texts::postausgang_server_said(server))));
    }
    let people = letter.recipients.iter().take(SHOWN).map(|it| {
        let (picture, tint) = sign(it);
        let detail = crate::service::draft_words::shortened_to(&it.detail, 240);
        row![
            icon(picture, 14.0, tint),
            text(it.address.clone()).size(SIZE),
            text(say(words::recipient_state(it.state)))
                .size(SMALL)
                .style(style::muted),
            hint(detail),
        ]
        .spacing(8)
        .align_y(Center)
        .into()
    });
    let people = scrollable(column(people).spacing(2))
        .width(Fill)
        .style(style::scroll);
    let high = (letter.recipients.len() as f32 * 21.0).clamp(21.0, 84.0);
    column(lines).push(people.height(high)).spacing(4).into()
}
