//! What is seen of the account dialog.

mod choosing;
mod exchange;
mod incoming;
mod more;
mod outgoing;
mod parts;
mod sign_in;

use super::{AccountDialog, Busy, Message};
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{SIZE, SMALL};
use crate::gui::widget::{Choice, button, footer, form, heading, hint, line};
use crate::i18n::{Text, texts};
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, scrollable, space, text};
use iced::{Center, Element, Fill};
use parts::Sheet;

/// Everything.
pub(super) fn view<'a>(dialog: &'a AccountDialog, context: &'a Context) -> Element<'a, Message> {
    let sheet = Sheet { dialog, context };
    let head = heading(
        Icon::Mail,
        sheet.say(texts::window_account()),
        sheet.say(texts::account_purpose()),
    );
    let body = column![
        sheet.name(),
        sheet.address(),
        sheet.protocol(),
        sheet.chooser(),
        sheet.search(),
        sheet.incoming(),
        sheet.outgoing(),
        sheet.more(),
    ]
    .padding([14, 18]);
    let body = scrollable(body).height(Fill).style(style::scroll);
    let all = column![head, sheet.banner(), body, sheet.foot()];
    form(all)
        .initial_focus(super::entry::Entry::Name.id())
        .focus_on(dialog.focus.map(|(serial, id)| (serial, id.into())))
        .default_button(Message::Ok)
        .cancel(Message::Left)
        .key(Key::Named(Named::F1), Modifiers::empty(), Message::Help)
        .into()
}

impl<'a> Sheet<'a> {
    /// What was changed as a whole, with the way back.
    fn banner(&self) -> Element<'a, Message> {
        let Some(told) = &self.dialog.changes.told else {
            return column![].into();
        };
        let mut words = column![text(self.say(told.clone())).size(SIZE)].spacing(2);
        for change in self.dialog.changes_in_words() {
            words = words.push(text(self.say(change)).size(SMALL));
        }
        let undo = self.dialog.changes.can_undo().then_some(Message::Undo);
        let buttons = row![
            button(
                Some((Icon::Undo, Tint::Accent)),
                &self.say(texts::account_button_undo()),
                undo,
                Choice::Other
            ),
            button(
                None,
                &self.say(texts::account_button_seen()),
                Some(Message::Seen),
                Choice::Other
            ),
        ]
        .spacing(6);
        let line = row![
            icon(Icon::Info, 20.0, Tint::Accent),
            words.width(Fill),
            buttons
        ]
        .spacing(10)
        .align_y(Center);
        let panel = container(line).padding([8, 12]).style(style::info);
        container(panel).padding([8, 18]).into()
    }

    fn foot(&self) -> Element<'a, Message> {
        let test = button(
            Some((Icon::Plug, Tint::Accent)),
            &self.say(texts::account_button_test()),
            Some(Message::Test),
            Choice::Other,
        );
        let ok = button(
            Some((Icon::Check, Tint::Good)),
            &self.say(texts::button_ok_close()),
            (self.dialog.busy == Busy::No).then_some(Message::Ok),
            Choice::Default,
        );
        let leave = button(
            Some((Icon::Dismiss, Tint::Bad)),
            &self.say(texts::button_cancel_close()),
            Some(Message::Left),
            Choice::Other,
        );
        let state = container(self.state()).padding([4, 18]);
        column![line(), state, footer(test, row![ok, leave].spacing(8))].into()
    }

    /// Whether the settings are proven: untested ones may be saved, but it is said.
    fn state(&self) -> Element<'a, Message> {
        let faults = self.dialog.changes.faults.len();
        let (picture, tint, words): (Icon, Tint, Text) = if self.dialog.busy != Busy::No {
            (Icon::Clock, Tint::Muted, texts::account_state_saving())
        } else if faults > 0 {
            (Icon::Error, Tint::Bad, texts::account_state_faults(faults))
        } else if self.dialog.is_passed() {
            (Icon::CheckCircle, Tint::Good, texts::account_state_passed())
        } else if self.dialog.stored.is_some() && !self.dialog.is_changed() {
            return space().height(18).into();
        } else {
            (Icon::Info, Tint::Muted, texts::account_state_untested())
        };
        row![icon(picture, 16.0, tint), hint(self.say(words))]
            .spacing(6)
            .align_y(Center)
            .into()
    }
}
