//! The bar that says that nobody fetches, with what to do.

use super::{Desk, Message};
use crate::gui::context::Context;
use crate::gui::icon::Tint;
use crate::gui::widget::{Choice, button, caution};
use crate::i18n::{Arg, Text, texts};
use crate::service::presence::Fetching;
use iced::Element;
use iced::widget::space;

impl Desk {
    /// Nothing where all is well.
    pub(super) fn deserted_bar<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let presence = &self.status.presence;
        let part = |words: String, message, choice| -> Element<'a, Message> {
            button(None, &words, Some(message), choice).into()
        };
        let say = |words: Text| context.say(words);
        let settings = || {
            part(
                say(texts::deserted_settings()),
                Message::Dienste,
                Choice::Other,
            )
        };
        let (words, buttons) = match presence.fetching {
            Fetching::Nobody => (
                texts::deserted_nobody(),
                vec![
                    part(
                        say(texts::deserted_here()),
                        Message::FetchHere,
                        Choice::Other,
                    ),
                    settings(),
                ],
            ),
            // Its lock is still held: nobody else can fetch before it ends.
            Fetching::Silent(since) => {
                (texts::deserted_silent(Arg::Moment(since)), vec![settings()])
            }
            _ => return space().height(0).into(),
        };
        caution(vec![(Tint::Warning, context.say(words))], buttons)
    }
}
