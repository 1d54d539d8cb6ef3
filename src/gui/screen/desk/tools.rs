//! Tool bars and menus, made from the verbs.

use super::verb::{Verb, bar, menu};
use super::{Back, Desk, Menu, Message, Preview};
use super::{helping, searching};
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::preferences::Preferences;
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::gui::widget::label::plain;
use crate::gui::widget::menu::with_menu;
use crate::gui::widget::{Choice, button, field, tool_button};
use crate::i18n::{Text, texts};
use iced::widget::{container, row, space, text};
use iced::{Center, Element, Fill, Length};

impl Desk {
    /// The bar of the window: what can be done at every place.
    pub(super) fn window_bar<'a>(
        &'a self,
        context: &'a Context,
        is_short: bool,
    ) -> Element<'a, Message> {
        let tool = |picture, words, message| -> Element<'a, Message> {
            tool_button(picture, &context.say(words), Some(message)).into()
        };
        let left = [
            tool(Icon::Edit, texts::tool_new(), Message::New),
            tool(Icon::Sync, texts::tool_fetch(), Message::Fetch),
            tool_button(
                Verb::Undo.icon(),
                &context.say(Verb::Undo.words()),
                self.can(Verb::Undo).then_some(Message::Verb(Verb::Undo)),
            )
            .into(),
        ];
        let words = context.say(texts::search_placeholder());
        let typed = |words| Message::Search(searching::Message::Typed(words));
        let search = field(searching::FIELD, &self.search.words, Some(typed), false)
            .placeholder(words)
            .padding([4, 8]);
        let search = container(search)
            .max_width(420)
            .width(Length::FillPortion(5));
        let right = [
            tool(
                Icon::MailSettings,
                texts::tool_accounts(),
                Message::Accounts,
            ),
            tool(Icon::People, texts::tool_stammdaten(), Message::Stammdaten),
            tool(Icon::Settings, texts::tool_settings(), Message::Settings),
            tool(Icon::PanelBottom, texts::tool_view(), Message::ViewMenu),
            tool(
                Icon::Help,
                texts::button_help(),
                Message::Help(helping::Message::Menu),
            ),
        ];
        if is_short {
            let tools = left.into_iter().chain(right);
            let tools = row(tools).spacing(2).wrap();
            return iced::widget::column![tools, search].spacing(4).into();
        }
        row![
            row(left).spacing(2),
            space().width(6),
            search,
            space().width(Length::FillPortion(1)),
            row(right).spacing(2)
        ]
        .spacing(4)
        .align_y(Center)
        .into()
    }

    /// The bar of a place: what can be done with the chosen rows.
    pub(super) fn place_bar<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let tools = bar(self.spot).iter().map(|verb| {
            let message = self.can(*verb).then_some(Message::Verb(*verb));
            tool_button(verb.icon(), &context.say(verb.words()), message).into()
        });
        row(tools).spacing(1).wrap().into()
    }

    /// What was done last, with the way back.
    pub(super) fn notice_bar<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let Some(notice) = &self.notice else {
            return space().height(0).into();
        };
        let words = text(context.say(notice.words.clone())).size(SIZE);
        let back = notice.back.map(|back| match back {
            Back::Undo => (texts::verb_undo(), Message::Verb(Verb::Undo)),
            Back::Letter(id) => (texts::postausgang_take_back(), Message::TakeBack(id)),
        });
        let undo: Element<'_, Message> = match back {
            Some((words, message)) => button(
                Some((Icon::Undo, Tint::Accent)),
                &plain(&context.say(words)),
                Some(message),
                Choice::Other,
            )
            .into(),
            None => space().into(),
        };
        let close = iced::widget::button(icon(Icon::Dismiss, 14.0, Tint::Muted))
            .padding(4)
            .style(style::button_flat)
            .on_press(Message::NoticeRead);
        let bar = row![
            icon(Icon::CheckCircle, 16.0, Tint::Good),
            words,
            undo,
            space().width(Fill),
            close
        ];
        container(bar.spacing(10).align_y(Center))
            .padding([3, 12])
            .width(Fill)
            .style(style::info)
            .into()
    }

    /// The page with the menu that is open over it.
    pub(super) fn with_menus<'a>(
        &'a self,
        page: Element<'a, Message>,
        context: &'a Context,
        preferences: Preferences,
    ) -> Element<'a, Message> {
        let (at, items) = match self.menu {
            None => (None, Vec::new()),
            Some(Menu::Rows(at)) => (Some(at), self.row_menu(context)),
            Some(Menu::Columns(at)) => (Some(at), self.column_menu()),
            Some(Menu::View(at)) => (Some(at), self.view_menu(context, preferences)),
            Some(Menu::Help(at)) => (Some(at), Self::help_menu(context)),
        };
        with_menu(page, at, items, Message::MenuClosed)
    }

    fn row_menu(&self, context: &Context) -> Vec<(String, Option<Message>)> {
        let verbs = menu(self.spot).into_iter();
        verbs
            .map(|verb| {
                let words = context.say(verb.words());
                let words = match verb.key() {
                    Some((_, _, key)) => format!("{words}   ({})", context.say(key)),
                    None => words,
                };
                (words, self.can(verb).then_some(Message::Verb(verb)))
            })
            .collect()
    }

    fn column_menu(&self) -> Vec<(String, Option<Message>)> {
        let columns = match self.lists_mails() {
            true => &self.mails.list.columns,
            false => &self.vorgaenge.list.columns,
        };
        columns
            .every()
            .map(|(at, column)| {
                let message = (!column.is_fixed).then_some(Message::Column(at));
                (ticked(&column.title, column.is_shown), message)
            })
            .collect()
    }

    fn view_menu(
        &self,
        context: &Context,
        preferences: Preferences,
    ) -> Vec<(String, Option<Message>)> {
        let say = |words: Text| context.say(words);
        let preview = |words: Text, it| {
            let words = ticked(&say(words), self.preview == it);
            (words, Some(Message::Preview(it)))
        };
        let asks = context.preferences.workplace.ask_to_delete;
        let ask = Message::AskDelete(!asks);
        let appearance = Message::Appearance(preferences);
        vec![
            preview(texts::view_below(), Preview::Below),
            preview(texts::view_right(), Preview::Right),
            preview(texts::view_off(), Preview::Off),
            (ticked(&say(texts::view_ask_delete()), asks), Some(ask)),
            (
                format!("     {}", say(texts::tool_appearance())),
                Some(appearance),
            ),
        ]
    }
}

/// A line of a menu that is on or off.
fn ticked(words: &str, is_on: bool) -> String {
    match is_on {
        true => format!("•  {words}"),
        false => format!("     {words}"),
    }
}
