//! "Weitere Einstellungen": folders, how often, exceptions, and the way back to what worked.

use super::super::Message;
use super::super::entry::Entry;
use super::parts::Sheet;
use crate::domain::server::Protocol;
use crate::gui::icon::{Icon, Tint};
use crate::gui::theme::SIZE;
use crate::gui::widget::{Choice, button, hint, section};
use crate::i18n::texts;
use iced::widget::{column, container, row, text};
use iced::{Center, Element, Fill};

impl<'a> Sheet<'a> {
    /// The section.
    pub(super) fn more(&self) -> Element<'a, Message> {
        let rows = column![
            self.folders(),
            self.interval(),
            self.exceptions(),
            self.proven()
        ];
        let name = self.say(texts::account_section_more());
        container(section(name, rows)).padding([5, 0]).into()
    }

    fn folders(&self) -> Element<'a, Message> {
        if self.dialog.form.protocol == Protocol::Pop3 {
            return column![].into();
        }
        let control = self.marked(&["folders"], self.text_field(Entry::Folders));
        let mut below = self.faults(&["folders"]);
        below.push(hint(self.say(texts::account_folders_hint())));
        self.row(Some(texts::account_label_folders()), control, below)
    }

    fn interval(&self) -> Element<'a, Message> {
        let field = self.short_field(Entry::Interval, 64.0);
        let control = row![
            self.marked(&["interval_minutes"], field),
            hint(self.say(texts::account_interval_hint()))
        ]
        .spacing(8)
        .align_y(Center);
        let below = self.faults(&["interval_minutes"]);
        self.row(Some(texts::account_label_interval()), control, below)
    }

    /// The certificates that are accepted although the system refuses them.
    fn exceptions(&self) -> Element<'a, Message> {
        let mut all = column![].spacing(6);
        for (at, pin) in self.dialog.pins.iter().enumerate() {
            let server = self.say(texts::account_pin(&pin.host, pin.port.to_string()));
            let words = column![text(server).size(SIZE), hint(pin.fingerprint.to_string()),];
            let revoke = button(
                None,
                &self.say(texts::account_button_revoke()),
                Some(Message::Revoke(at)),
                Choice::Other,
            );
            let line = row![words.width(Fill), revoke].spacing(8);
            all = all.push(line.align_y(Center));
        }
        if self.dialog.pins.is_empty() {
            all = all.push(container(hint(self.say(texts::account_pin_none()))).padding([7, 0]));
        }
        self.row(Some(texts::account_label_pins()), all, Vec::new())
    }

    fn proven(&self) -> Element<'a, Message> {
        if self.dialog.stored.is_none() {
            return column![].into();
        }
        let take = button(
            Some((Icon::Undo, Tint::Accent)),
            &self.say(texts::account_button_proven()),
            self.dialog.is_proven.then_some(Message::Proven),
            Choice::Other,
        );
        let below = match self.dialog.is_proven {
            true => Vec::new(),
            false => vec![hint(self.say(texts::account_proven_none()))],
        };
        self.row(None, row![take], below)
    }
}
