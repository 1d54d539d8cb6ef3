//! What is seen of an E-Brief.

use super::super::pick::Pick;
use super::people::Line;
use super::{AKTE, BCC, CC, EBrief, Message, SUBJECT, TEXT, TO};
use crate::domain::account::AccountId;
use crate::domain::draft::{DraftFile, Hint};
use crate::domain::letter::MOST_RECIPIENTS;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{SIZE, SMALL};
use crate::gui::widget::{
    Choice, Frame, button, check, drop_target, fault, field, focus, footer, form, hint, label,
    line, picker, shortened, suggest, tool_button, writing,
};
use crate::i18n::{self, Text, texts};
use crate::service::suggestions::{Source, Suggestion};
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, scrollable, space, text};
use iced::{Center, Element, Fill};

/// Width of the labels.
const LABELS: f32 = 92.0;

/// Height of the documents before they scroll.
const FILES_HEIGHT: f32 = 66.0;

fn labelled<'a>(words: &str, rest: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    let line = row![container(label(words)).width(LABELS), rest.into()]
        .spacing(8)
        .align_y(Center);
    container(line).padding([3, 0]).into()
}

/// Below the fields, where their labels end. The tree keeps its shape where there is nothing.
fn below<'a>(rest: Option<Element<'a, Message>>) -> Element<'a, Message> {
    let gap = if rest.is_some() { 2 } else { 0 };
    let rest = rest.unwrap_or_else(|| space().into());
    let line = row![space().width(LABELS), rest].spacing(8);
    container(line)
        .padding(iced::Padding::default().bottom(gap))
        .into()
}

/// A suggestion in words.
fn words_of(suggestion: &Suggestion, context: &Context) -> String {
    let person = crate::domain::recipients::show(&suggestion.person);
    match &suggestion.source {
        Source::Mail => person,
        Source::Benutzer => context.say(texts::e_brief_suggested_benutzer(person)),
        Source::Klient(name) if *name == suggestion.person.name => person,
        Source::Klient(name) => context.say(texts::e_brief_suggested_klient(person, name)),
    }
}

impl EBrief {
    pub(super) fn show<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let head = column![
            self.senders(context),
            self.line(Line::To, TO, texts::e_brief_to(), context),
            self.line(Line::Cc, CC, texts::e_brief_cc(), context),
            self.bcc(context),
            self.akte_row(context),
            self.subject_row(context),
            self.files(context),
        ];
        let body = column![
            container(head).padding([10, 14]),
            container(writing(TEXT, &self.text, Message::Text))
                .padding(iced::Padding::from([0, 14]))
                .height(Fill),
            self.remarks(context),
        ]
        .spacing(2);
        let whole = column![
            self.tools(context),
            line(),
            container(body).height(Fill),
            self.foot(context)
        ];
        let form = form(drop_target(whole, Message::Dropped))
            .mnemonic('x', TEXT)
            .key(Key::Named(Named::Enter), Modifiers::COMMAND, Message::Send)
            .focus_on(self.wanted.map(|(number, id)| (number, id.into())))
            .cancel(Message::Left);
        form.into()
    }

    fn is_ready(&self) -> bool {
        self.draft.is_some()
    }

    fn tools<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let if_ready = |message| self.is_ready().then_some(message);
        let has_akte = self.akte.chosen.is_some();
        let has_sender = self.sender.chosen.is_some();
        let bar = row![
            tool_button(
                Icon::Attach,
                &say(texts::e_brief_attach()),
                if_ready(Message::Attach)
            ),
            tool_button(
                Icon::Folder,
                &say(texts::e_brief_from_akte()),
                if_ready(Message::FromAkte).filter(|_| has_akte)
            ),
            tool_button(
                Icon::Edit,
                &say(texts::e_brief_signature()),
                if_ready(Message::EditSignature).filter(|_| has_sender)
            ),
            tool_button(
                Icon::Delete,
                &say(texts::e_brief_discard()),
                if_ready(Message::Discard)
            ),
        ]
        .spacing(4);
        container(bar)
            .padding([6, 10])
            .width(Fill)
            .style(style::surface)
            .into()
    }

    fn senders<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let pick =
            |id: AccountId, name: &str, address: &str| Pick::new(format!("{name} <{address}>"), id);
        let all: Vec<Pick<AccountId>> = self
            .sender
            .all
            .iter()
            .map(|it| pick(it.id, &it.account.name, &it.account.address))
            .collect();
        let chosen = all.iter().find(|it| Some(it.value) == self.sender.chosen);
        let chosen = chosen.cloned();
        let is_empty = all.is_empty();
        let list = picker(
            all,
            chosen,
            |it: Pick<AccountId>| Message::Sender(it.value),
            Frame::Field,
        )
        .enabled(!is_empty);
        let why = match (self.is_ready(), is_empty, self.sender.chosen) {
            (true, true, _) => Some(texts::e_brief_no_sender()),
            (true, false, None) => Some(texts::draft_sender_missing()),
            _ => None,
        };
        let why = why.map(|it| fault(context.say(it)));
        let row = labelled(&context.say(texts::e_brief_sender()), list);
        column![row, below(why)].into()
    }

    fn line<'a>(
        &'a self,
        which: Line,
        id: &'static str,
        words: Text,
        context: &'a Context,
    ) -> Element<'a, Message> {
        let wrong = self.people.wrong(which);
        let typed = move |typed| Message::Line(which, typed);
        let input = field(id, self.people.line(which), Some(typed), !wrong.is_empty());
        let items = self.people.suggestions(which);
        let items = items.iter().map(|it| words_of(it, context)).collect();
        let input = suggest(input, items, self.people.has_default(), move |at| {
            Message::Taken(which, at)
        });
        let more: Element<'a, Message> = match which {
            Line::To if !self.people.has_bcc => {
                let words = context.say(texts::e_brief_show_bcc());
                let show = button(None, &words, Some(Message::ShowBcc), Choice::Other);
                let gap = iced::Padding::default().left(8);
                container(show).padding(gap).into()
            }
            _ => space().into(),
        };
        let row = labelled(&context.say(words), row![input, more].align_y(Center));
        column![row, below(self.faults(which, context))].into()
    }

    fn faults<'a>(&'a self, which: Line, context: &'a Context) -> Option<Element<'a, Message>> {
        let count = self.people.count();
        if which == Line::To && count > MOST_RECIPIENTS {
            let words = texts::letter_too_many(count.to_string());
            return Some(fault(context.say(words)));
        }
        match self.people.wrong(which) {
            [] => None,
            wrong => {
                let told: Vec<String> = wrong
                    .iter()
                    .take(3)
                    .map(|it| context.say(texts::fault_address_invalid(it)))
                    .collect();
                Some(fault(told.join(" ")))
            }
        }
    }

    /// The tree keeps its shape, so that the caret stays where it is.
    fn bcc<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        match self.people.has_bcc {
            true => self.line(Line::Bcc, BCC, texts::e_brief_bcc(), context),
            false => space().into(),
        }
    }

    fn akte_row<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let items = self.akte.suggestions.iter();
        let items = items.map(|it| {
            let pool = it.datenpool.as_deref().unwrap_or_default();
            let number = super::akte::number(it);
            match pool {
                "" => format!("{number}  {}", it.name),
                pool => format!("{number}  {}  ({pool})", it.name),
            }
        });
        let input = field(
            AKTE,
            &self.akte.typed,
            Some(Message::Akte),
            self.akte.is_wrong(),
        );
        let input = suggest(
            input.width(130.0),
            items.collect(),
            true,
            Message::AkteTaken,
        );
        let name: Element<'a, Message> = match &self.akte.chosen {
            Some(akte) => shortened(akte.name.clone(), Fill, 22.0),
            None if self.akte.is_wrong() => {
                let typed = crate::service::draft_words::shortened(self.akte.typed.trim());
                container(fault(context.say(texts::draft_akte_unknown(typed))))
                    .width(Fill)
                    .into()
            }
            None => container(hint(context.say(texts::e_brief_no_akte())))
                .width(Fill)
                .into(),
        };
        let to_me = check(
            &context.say(texts::e_brief_answer_to_me()),
            self.settings.answer_to_me,
            self.akte.chosen.is_some().then_some(Message::AnswerToMe),
        );
        let row = row![input, name, to_me].spacing(10).align_y(Center);
        labelled(&context.say(texts::e_brief_akte()), row)
    }

    fn subject_row<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let has_fault = self.subject.chars().any(char::is_control);
        let input = field(SUBJECT, &self.subject, Some(Message::Subject), has_fault);
        labelled(&context.say(texts::e_brief_subject()), input)
    }

    fn files<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let files = self.draft.as_ref().map_or(&[][..], |it| &it.files);
        if files.is_empty() && self.attaching == 0 {
            return space().into();
        }
        let chips = files.iter().map(|it| chip(it, context));
        let chips = row(chips).spacing(6).wrap().vertical_spacing(4);
        let list = scrollable(container(chips).width(Fill))
            .height(match files.len() > 4 {
                true => iced::Length::Fixed(FILES_HEIGHT),
                false => iced::Length::Shrink,
            })
            .style(style::scroll);
        let words = context.say(texts::e_brief_attachments());
        column![labelled(&words, list), below(Some(self.total(context)))].into()
    }

    fn total<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        if self.attaching > 0 {
            return hint(context.say(texts::e_brief_attaching(self.attaching)));
        }
        let size = self.draft.as_ref().map_or(0, |it| it.size());
        let show = |size| i18n::size(context.language, size);
        match self.room {
            Some(room) if size > room => {
                fault(context.say(texts::e_brief_total_too_large(show(size), show(room))))
            }
            Some(room) => hint(context.say(texts::e_brief_total_of(show(size), show(room)))),
            None => hint(context.say(texts::e_brief_total(show(size)))),
        }
    }

    /// What a person should know before sending.
    fn remarks<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let mut remarks = Vec::new();
        if let Some(draft) = self.draft.as_ref().filter(|it| !it.html.is_empty()) {
            // As it was saved last: saving follows writing by some seconds.
            let keeps = draft.keeps_html();
            remarks.push(match keeps {
                true => texts::e_brief_html_goes(),
                false => texts::e_brief_html_stays(),
            });
        }
        if let Some(error) = &self.saving.failed {
            let why = crate::service::notice::notice(error).message;
            remarks.push(texts::e_brief_not_saved(why));
        }
        let told = remarks.into_iter().map(|it| hint(context.say(it)));
        let mut all: Vec<Element<'a, Message>> = told.collect();
        // While it is being written nobody wants to hear that the subject is still missing.
        let hints = self.hints.iter().filter(|it| **it != Hint::SubjectMissing);
        all.extend(hints.map(|it| {
            let words = context.say(crate::service::draft_words::hint(it));
            row![
                icon(Icon::Warning, 14.0, Tint::Warning),
                text(words).size(SMALL)
            ]
            .spacing(6)
            .align_y(Center)
            .into()
        }));
        container(column(all).spacing(2)).padding([4, 14]).into()
    }

    fn foot<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let saved = match (&self.failed, self.saving.at) {
            (Some(_), _) => String::new(),
            (None, Some(at)) => say(texts::e_brief_saved(i18n::Arg::Time(at))),
            (None, None) => String::new(),
        };
        let receipt = check(
            &say(texts::e_brief_ask_receipt()),
            self.ask_receipt,
            self.is_ready().then_some(Message::AskReceipt),
        );
        let left = row![receipt, text(saved).size(SMALL).style(style::muted)]
            .spacing(16)
            .align_y(Center);
        let is_busy = self.attaching > 0 || self.saving.is_waited_for();
        let can = self.is_ready() && !self.sender.all.is_empty() && !is_busy;
        let send = button(
            Some((Icon::Send, Tint::Accent)),
            &say(texts::e_brief_send()),
            can.then_some(Message::Send),
            Choice::Default,
        );
        let leave = button(
            None,
            &say(texts::button_close()),
            Some(Message::Left),
            Choice::Other,
        );
        footer(left, row![send, leave].spacing(8))
    }
}

/// A document: its name, its size, and a button that takes it off.
fn chip<'a>(file: &DraftFile, context: &Context) -> Element<'a, Message> {
    let size = i18n::size(context.language, file.size);
    let name = crate::service::draft_words::shortened(&file.name);
    let (picture, tint) = match file.content_id.is_empty() {
        true => (Icon::Attach, Tint::Accent),
        false => (Icon::Eye, Tint::Muted),
    };
    let remove = iced::widget::button(icon(Icon::Dismiss, 12.0, Tint::Muted))
        .padding(3)
        .style(style::button_flat)
        .on_press(Message::Detach(file.id));
    let remove = focus(remove)
        .on_activate(Message::Detach(file.id), true)
        .name(context.say(texts::e_brief_detach(&name)));
    let words = row![
        icon(picture, 14.0, tint),
        text(name).size(SIZE),
        text(size).size(SMALL).style(style::muted),
        remove
    ]
    .spacing(5)
    .align_y(Center);
    container(words).padding([2, 6]).style(style::info).into()
}
