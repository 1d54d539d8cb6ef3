//! What is seen of an E-Akte.

use super::{EAkte, Folder, Message};
use crate::domain::register::{AkteKind, StoredAkte};
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE, SMALL};
use crate::gui::widget::grid::Grid;
use crate::gui::widget::{drag_layer, drop_zone, field, hint, shortened, tool_button};
use crate::i18n::texts;
use iced::widget::{center, column, container, row, scrollable, space, stack, text};
use iced::{Center, Element, Fill, Length};

/// How far a subfolder stands in.
const INDENT: f32 = 14.0;

/// What an Akte is called.
fn name_of(akte: &StoredAkte) -> String {
    match akte.kind {
        AkteKind::Akte(number) => format!("{number}  {}", akte.name),
        AkteKind::Benutzerakte(number) => format!("Benutzerakte {number}"),
        AkteKind::Sammelakte => "Sammelakte".to_owned(),
    }
}

impl EAkte {
    /// What is seen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |words| context.say(words);
        let name = self.akte.as_ref().map_or_else(String::new, name_of);
        let name = text(name).size(SIZE + 1.0).font(theme::UI_BOLD);
        let search = field("e-akte-words", &self.words, Some(Message::Words), false)
            .placeholder(say(texts::e_akte_search()))
            .padding([3, 7])
            .width(220);
        let head = row![container(name).width(Fill), search]
            .spacing(8)
            .align_y(Center);
        let grid = Grid::new(self, &self.columns, &self.selection, Message::Grid)
            .id("mails")
            .name(say(texts::place_e_akte()))
            .draggable();
        let over: Element<'_, Message> = match (&self.akte, self.shown.is_empty()) {
            (None, _) => center(hint(say(texts::e_akte_none()))).into(),
            (Some(_), true) if self.is_loaded => center(hint(say(texts::desk_empty()))).into(),
            _ => space().into(),
        };
        let reader = self.reader.view(context).map(Message::Reader);
        let reader = container(reader).width(Fill).style(style::panel);
        let documents = column![
            container(stack![grid, over]).height(Length::FillPortion(5)),
            container(reader).height(Length::FillPortion(4)),
        ];
        let body = row![self.folders(context), documents.spacing(6)].spacing(6);
        let page = column![self.bar(context), head, body].spacing(5);
        let dragged = self.dragged.map(|it| say(texts::e_akte_documents(it)));
        drag_layer(page, dragged, Message::DragEnded)
    }

    fn bar<'a>(&self, context: &Context) -> Element<'a, Message> {
        let say = |words| context.say(words);
        let with_akte = |message| self.akte.is_some().then_some(message);
        let with_folder = |message| matches!(self.folder, Folder::Sub(_)).then_some(message);
        let is_mail = self.document().is_some_and(|it| it.source.mail().is_some());
        let can_undo = (!self.undo.is_empty()).then_some(Message::Undo);
        let tool = |picture, words, message| -> Element<'a, Message> {
            tool_button(picture, &say(words), message).into()
        };
        row([
            tool(
                Icon::FolderOpen,
                texts::e_akte_choose_tool(),
                Some(Message::Choose),
            ),
            tool(
                Icon::Mail,
                texts::verb_open(),
                is_mail.then_some(Message::Open),
            ),
            tool(Icon::Edit, texts::e_akte_write(), with_akte(Message::Write)),
            tool(
                Icon::Add,
                texts::e_akte_new_tool(),
                with_akte(Message::NewFolder),
            ),
            tool(
                Icon::Folder,
                texts::e_akte_rename_tool(),
                with_folder(Message::Rename),
            ),
            tool(
                Icon::Delete,
                texts::e_akte_remove_tool(),
                with_folder(Message::Remove),
            ),
            tool(Icon::Undo, texts::e_akte_undo_tool(), can_undo),
        ])
        .spacing(1)
        .wrap()
        .into()
    }

    /// The tree of subfolders.
    fn folders<'a>(&'a self, context: &Context) -> Element<'a, Message> {
        let mut lines: Vec<Element<'a, Message>> = Vec::new();
        if self.akte.is_some() {
            let all = context.say(texts::e_akte_all());
            lines.push(self.line((Folder::All, all, self.tree.documents.len()), 0));
            if !self.tree.folders.is_empty() {
                let root = context.say(texts::e_akte_root());
                let count = self.tree.documents_in(None).count();
                lines.push(self.line((Folder::Root, root, count), 0));
            }
            self.branch(None, 0, &mut lines);
        }
        let lines = scrollable(column(lines).spacing(1)).height(Fill);
        container(lines.style(style::scroll))
            .padding(4)
            .width(190)
            .height(Fill)
            .style(style::grid)
            .into()
    }

    fn branch<'a>(
        &'a self,
        parent: Option<i64>,
        depth: u16,
        lines: &mut Vec<Element<'a, Message>>,
    ) {
        // Deeper than anybody nests folders: a wrong tree must not lead round in a circle.
        if depth > 20 {
            return;
        }
        for folder in self.tree.folders_in(parent) {
            let count = self.tree.documents_in(Some(folder.id)).count();
            let line = (Folder::Sub(folder.id), folder.name.clone(), count);
            lines.push(self.line(line, depth));
            self.branch(Some(folder.id), depth + 1, lines);
        }
    }

    fn line<'a>(
        &self,
        (folder, name, count): (Folder, String, usize),
        depth: u16,
    ) -> Element<'a, Message> {
        let is_chosen = self.folder == folder;
        let picture = match folder {
            Folder::All => Icon::DocumentFolder,
            Folder::Root | Folder::Sub(_) => Icon::Folder,
        };
        let tint = match is_chosen {
            true => Tint::Selected,
            false => Tint::Accent,
        };
        let count = match count {
            0 => String::new(),
            count => count.to_string(),
        };
        let content = row![
            space().width(f32::from(depth) * INDENT),
            icon(picture, 15.0, tint),
            shortened(name, Fill, 18.0),
            text(count).size(SMALL).style(style::muted),
        ]
        .spacing(6)
        .align_y(Center);
        let line = iced::widget::button(content)
            .padding([3, 6])
            .width(Fill)
            .style(style::place(is_chosen))
            .on_press(Message::Folder(folder));
        let takes = self.dragged.is_some() && folder != Folder::All;
        drop_zone(line, takes.then_some(Message::Dropped(folder)))
    }
}
