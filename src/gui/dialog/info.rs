//! "Über Kontorpost": version, licences, where the data lies.

use super::{Outcome, Screen};
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint};
use crate::gui::widget::{Choice, button, footer, form, heading, label, read_only, selectable};
use crate::i18n::{Text, texts};
use iced::widget::{column, container, row, text_editor};
use iced::{Element, Fill, Size, Task};

/// Every crate in the program with its licence; `tests/licences.rs` keeps it complete.
const CRATES: &str = include_str!("../../../assets/licences.txt");
/// What has changed, from version to version.
const CHANGES: &str = include_str!("../../../CHANGELOG.md");
const FONT: &str = include_str!("../../../assets/fonts/OFL.txt");
const ICONS: &str = include_str!("../../../assets/icons/LICENSE.txt");

/// About the program.
#[derive(Default)]
pub struct Info {
    facts: text_editor::Content,
    changes: text_editor::Content,
    licences: text_editor::Content,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something in the facts.
    Facts(text_editor::Action),
    /// Something in the changes.
    Changes(text_editor::Action),
    /// Something in the licences.
    Licences(text_editor::Action),
    /// "Kopieren".
    Copy,
    /// "Schließen".
    Left,
}

impl Info {
    /// Opens it.
    pub fn new() -> Self {
        Self::default()
    }

    fn facts(context: &Context) -> String {
        let directory = context.office.directory().display().to_string();
        let lines = [
            texts::info_version(env!("CARGO_PKG_VERSION"), std::env::consts::OS),
            texts::info_licence(env!("CARGO_PKG_LICENSE")),
            texts::info_directory(directory),
        ];
        let lines: Vec<String> = lines.into_iter().map(|it| context.say(it)).collect();
        lines.join("\n")
    }

    fn licences(context: &Context) -> String {
        let font = context.say(texts::info_font());
        let icons = context.say(texts::info_icons());
        let crates = context.say(texts::info_crates());
        format!("{crates}\n\n{CRATES}\n{font}\n\n{FONT}\n{icons}\n\n{ICONS}")
    }
}

impl Screen for Info {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_info()
    }

    fn size(&self) -> Size {
        Size::new(640.0, 620.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        self.facts = text_editor::Content::with_text(&Self::facts(context));
        self.changes = text_editor::Content::with_text(CHANGES);
        self.licences = text_editor::Content::with_text(&Self::licences(context));
        Task::none()
    }

    fn update(&mut self, message: Message, _context: &Context) -> Action<Message> {
        match message {
            Message::Facts(action) => read_only(&mut self.facts, action),
            Message::Changes(action) => read_only(&mut self.changes, action),
            Message::Licences(action) => read_only(&mut self.licences, action),
            Message::Copy => return Action::Run(iced::clipboard::write(self.facts.text())),
            Message::Left => return Action::Close(Outcome::Left),
        }
        Action::None
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |text| context.say(text);
        let facts = selectable("info-facts", &self.facts, Message::Facts).framed();
        let licences = selectable("info-licences", &self.licences, Message::Licences)
            .height(Fill)
            .framed();
        let changes = selectable("info-changes", &self.changes, Message::Changes)
            .height(120)
            .framed();
        let body = column![
            facts,
            label(&say(texts::info_changes())),
            changes,
            label(&say(texts::info_licences())),
            licences
        ]
        .spacing(8);
        let (copy, leave) = (say(texts::test_copy()), say(texts::button_close()));
        let buttons = row![
            button(
                Some((Icon::Copy, Tint::Accent)),
                &copy,
                Some(Message::Copy),
                Choice::Other
            ),
            button(None, &leave, Some(Message::Left), Choice::Default).id("info-leave"),
        ]
        .spacing(8);
        let content = column![
            heading(
                Icon::Mail,
                say(texts::window_title()),
                say(texts::info_purpose())
            ),
            container(body).padding([12, 16]).height(Fill),
            footer(iced::widget::space(), buttons),
        ];
        form(content)
            .initial_focus("info-leave")
            .default_button(Message::Left)
            .cancel(Message::Left)
            .into()
    }
}
