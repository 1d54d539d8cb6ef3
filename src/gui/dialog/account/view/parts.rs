//! The rows of the form: label, field, and below it what is wrong or worth knowing.

use super::super::entry::{Entry, PROTOCOL};
use super::super::{AccountDialog, Message};
use crate::domain::account::Field;
use crate::domain::server::Protocol;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::SMALL;
use crate::gui::widget::{
    Choice, Direction, LABEL_WIDTH, button, fault, field, hint, label, options, px, wide_field,
};
use crate::i18n::{Text, texts};
use crate::service::notice;
use iced::widget::{column, container, row, text};
use iced::{Center, Element, Fill, alignment};

/// Space below a row.
const GAP: f32 = 9.0;

/// The dialog while it is drawn.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub(super) dialog: &'a AccountDialog,
    pub(super) context: &'a Context,
}

impl<'a> Sheet<'a> {
    pub(super) fn say(&self, text: Text) -> String {
        self.context.say(text)
    }

    /// A row; `below` stands under the field.
    pub(super) fn row(
        &self,
        words: Option<Text>,
        control: impl Into<Element<'a, Message>>,
        below: Vec<Element<'a, Message>>,
    ) -> Element<'a, Message> {
        let words = words.map(|it| self.say(it)).unwrap_or_default();
        let words = container(label(&words)).width(LABEL_WIDTH).padding([6, 0]);
        let right = column![control.into(), column(below).spacing(3)].spacing(3);
        let line = row![words, right.width(Fill)].spacing(8);
        container(line)
            .padding(iced::Padding::ZERO.bottom(GAP))
            .into()
    }

    /// Marks a field whose value was changed as a whole. The same shape either way, so that the
    /// focus stays.
    pub(super) fn marked(
        &self,
        fields: &[Field],
        control: impl Into<Element<'a, Message>>,
    ) -> Element<'a, Message> {
        let marked = &self.dialog.changes.marked;
        let is_marked = fields.iter().any(|it| marked.contains(it));
        let frame = container(control);
        match is_marked {
            true => frame.padding(3).style(style::changed).into(),
            false => frame.into(),
        }
    }

    pub(super) fn has_fault(&self, field: &str) -> bool {
        self.dialog
            .changes
            .faults
            .iter()
            .any(|it| it.field == field)
    }

    /// What is wrong with these fields.
    pub(super) fn faults(&self, fields: &[&str]) -> Vec<Element<'a, Message>> {
        let faults = self.dialog.changes.faults.iter();
        let own = faults.filter(|it| fields.contains(&it.field.as_str()));
        own.map(|it| fault(self.say(notice::fault(&it.fault))))
            .collect()
    }

    /// A field as wide as there is room.
    pub(super) fn text_field(&self, entry: Entry) -> Element<'a, Message> {
        let dialog = self.dialog;
        let value = entry.value(&dialog.form, &dialog.loose);
        let has_fault = self.has_fault(entry.field());
        wide_field(
            entry.id(),
            value,
            move |it| Message::Typed(entry, it),
            has_fault,
        )
    }

    /// A narrow field for a number or a day.
    pub(super) fn short_field(&self, entry: Entry, width: f32) -> Element<'a, Message> {
        let dialog = self.dialog;
        let value = entry.value(&dialog.form, &dialog.loose);
        let has_fault = self.has_fault(entry.field());
        let typed = move |it| Message::Typed(entry, it);
        field(entry.id(), value, Some(typed), has_fault)
            .width(px(width))
            .align_x(alignment::Horizontal::Right)
            .into()
    }

    /// A warning or a hint with its sign.
    pub(super) fn remark(&self, picture: Icon, tint: Tint, words: Text) -> Element<'a, Message> {
        let words = text(self.say(words)).size(SMALL).width(Fill);
        row![icon(picture, 14.0, tint), words].spacing(5).into()
    }

    pub(super) fn warning(&self, words: Text) -> Element<'a, Message> {
        self.remark(Icon::Warning, Tint::Warning, words)
    }

    /// The word for the protocol in labels.
    pub(super) fn protocol_word(&self) -> &'static str {
        match self.dialog.form.protocol {
            Protocol::Imap => "IMAP",
            Protocol::Pop3 => "POP3",
            Protocol::Exchange => "Exchange",
        }
    }

    pub(super) fn name(&self) -> Element<'a, Message> {
        let control = self.marked(&["name"], self.text_field(Entry::Name));
        let label = texts::account_label_name();
        self.row(Some(label), control, self.faults(&["name"]))
    }

    /// The address, and the provider that it belongs to.
    pub(super) fn address(&self) -> Element<'a, Message> {
        let control = self.marked(&["address"], self.text_field(Entry::Address));
        let mut below = self.faults(&["address"]);
        if let Some(preset) = self.dialog.offered() {
            let words = self.say(texts::account_offer(&preset.name));
            let take = button(
                None,
                &self.say(texts::account_button_offer()),
                Some(Message::Offered),
                Choice::Other,
            );
            let line = row![hint(words), take].spacing(10).align_y(Center);
            below.push(line.wrap().into());
        }
        self.row(Some(texts::account_label_address()), control, below)
    }

    /// "Servertyp", and what does not work yet.
    pub(super) fn protocol(&self) -> Element<'a, Message> {
        let items = vec![
            (self.say(texts::account_protocol_pop3()), Protocol::Pop3),
            (self.say(texts::account_protocol_imap()), Protocol::Imap),
            (
                self.say(texts::account_protocol_exchange()),
                Protocol::Exchange,
            ),
        ];
        let chosen = self.dialog.form.protocol;
        let choice = options(Direction::Beside, items, chosen, Message::Protocol).id(PROTOCOL);
        let control = container(choice).padding([6, 0]);
        let mut below = self.faults(&["incoming.protocol"]);
        if let Some(preset) = self.dialog.lacks(Protocol::Pop3) {
            let reason = texts::account_no_pop3(&preset.name);
            below.push(self.remark(Icon::Info, Tint::Accent, reason));
        }
        let control = self.marked(&["incoming.protocol"], control);
        self.row(Some(texts::account_label_protocol()), control, below)
    }
}
