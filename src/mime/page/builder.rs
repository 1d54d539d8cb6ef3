//! Builds the document of a page from its pieces.

mod parts;
mod void;

use super::Wished;
use super::css::Sheet;
use super::element::{Role, is_active, role};
use super::flow::Line;
use super::style::Style;
use super::table::OpenTable;
use super::token::Tag;
use crate::domain::reading::link::Link;
use crate::domain::reading::{Block, Document, Kind, Side, letters};

/// Elements inside each other that are followed.
const DEEPEST: usize = 150;
/// Blocks of a document.
const MOST_BLOCKS: usize = 40_000;
/// Text of a document in bytes.
const MOST_TEXT: usize = 2 * 1024 * 1024;
/// Links of a document.
const MOST_LINKS: usize = 5000;

struct Open {
    name: String,
    role: Role,
    style: Style,
    link: Option<u32>,
    quote: u8,
    indent: u8,
    /// The next number of a list that counts.
    number: Option<u32>,
}

/// See the module.
pub(super) struct Builder {
    /// What has been built.
    pub document: Document,
    sheet: Sheet,
    open: Vec<Open>,
    /// Elements beyond [`DEEPEST`] that were not opened, by name of the last.
    beyond: usize,
    tables: Vec<OpenTable>,
    line: Line,
    gap: u8,
    marker: String,
    link_words: String,
    wished: Vec<Wished>,
    count: usize,
    length: usize,
}

impl Builder {
    pub fn new(sheet: Sheet) -> Self {
        Self {
            document: Document::default(),
            sheet,
            open: Vec::new(),
            beyond: 0,
            tables: Vec::new(),
            line: Line::default(),
            gap: 0,
            marker: String::new(),
            link_words: String::new(),
            wished: Vec::new(),
            count: 0,
            length: 0,
        }
    }

    /// Whether nothing more is taken.
    pub fn is_full(&self) -> bool {
        self.count > MOST_BLOCKS || self.length > MOST_TEXT
    }

    fn style(&self) -> Style {
        self.open.last().map(|it| it.style).unwrap_or_default()
    }

    fn link(&self) -> Option<u32> {
        self.open.last().and_then(|it| it.link)
    }

    /// Takes text with its entities.
    pub fn text(&mut self, text: &str) {
        if self.open.iter().any(|it| it.role == Role::Unseen) {
            return;
        }
        let style = self.style();
        if style.hides() {
            self.document.had_hidden_text |= text.chars().any(char::is_alphanumeric);
            return;
        }
        let text = super::token::decode(text);
        let link = self.link();
        if link.is_some() && self.link_words.len() < 500 {
            self.link_words.push_str(&text);
        }
        self.length += text.len();
        if !style.is_pre {
            return self.write(&text, &style, link);
        }
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                self.break_line();
            }
            self.write(line.trim_end_matches('\r'), &style, link);
        }
    }

    fn write(&mut self, text: &str, style: &Style, link: Option<u32>) {
        let mut rest = text;
        while !rest.is_empty() {
            // Nobody can lay out a line of a megabyte at once.
            let end = match rest.len() > 2000 {
                true => rest.floor_char_boundary(2000),
                false => rest.len(),
            };
            let (piece, after) = rest.split_at_checked(end.max(1)).unwrap_or((rest, ""));
            self.document.had_turning_signs |= self.line.write(piece, style, link);
            if self.line.is_full() {
                self.end_line();
            }
            rest = after;
        }
    }

    /// Ends the line without any space below it.
    fn end_line(&mut self) {
        let style = self.style();
        let spans = self.line.take(style.is_pre);
        if spans.is_empty() {
            return;
        }
        let heading = self.open.iter().rev().find_map(|it| match it.role {
            Role::Heading(level) => Some(level),
            _ => None,
        });
        let kind = match heading {
            Some(level) => Kind::Heading(level, spans),
            None => Kind::Text(spans),
        };
        self.push(kind, style.side);
    }

    fn push(&mut self, kind: Kind, side: Side) {
        let open = self.open.last();
        let block = Block {
            kind,
            gap: std::mem::take(&mut self.gap),
            quote: open.map_or(0, |it| it.quote),
            indent: open.map_or(0, |it| it.indent),
            marker: std::mem::take(&mut self.marker),
            side,
        };
        self.count += 1;
        self.sink().push(block);
    }

    fn sink(&mut self) -> &mut Vec<Block> {
        match self.tables.last_mut() {
            Some(table) => table.blocks(),
            None => &mut self.document.blocks,
        }
    }

    /// `<br>`: a line ends; a second one leaves space.
    fn break_line(&mut self) {
        if self.line.is_empty() {
            self.gap = self.gap.max(1);
        }
        self.end_line();
    }

    fn space(&mut self, gap: u8) {
        self.end_line();
        self.gap = self.gap.max(gap);
    }

    /// Takes a tag.
    pub fn open(&mut self, tag: &Tag<'_>) {
        let role = role(&tag.name);
        self.document.had_active_parts |= is_active(&tag.name);
        if role == Role::Void {
            return self.void(tag);
        }
        self.close_implied(&tag.name, role);
        if self.open.len() >= DEEPEST {
            self.beyond += 1;
            if role != Role::Inline {
                self.end_line();
            }
            return;
        }
        let mut open = self.opened(tag, role);
        match role {
            Role::Block | Role::Row | Role::Cell(_) | Role::Table => self.end_line(),
            Role::Paragraph | Role::Quote | Role::Pre => self.space(1),
            Role::List(_) => self.space(u8::from(open.indent == 0)),
            Role::Heading(_) => self.space(2),
            Role::Item => self.item(),
            Role::Inline | Role::Unseen | Role::Void => (),
        }
        match role {
            Role::List(counts) => {
                open.indent = open.indent.saturating_add(1).min(8);
                open.number = counts.then_some(1);
            }
            Role::Quote => open.quote = open.quote.saturating_add(1).min(9),
            _ => (),
        }
        self.open_table_part(role, tag, &open.style);
        if tag.name == "a" && open.link.is_some() {
            self.link_words.clear();
        }
        self.open.push(open);
    }

    fn opened(&mut self, tag: &Tag<'_>, role: Role) -> Open {
        let mut style = self.style();
        let (mut classes, mut id, mut inline) = (String::new(), String::new(), String::new());
        let mut link = self.link();
        if let Role::Heading(_) | Role::Cell(true) = role {
            style.look.is_bold = true;
        }
        if role == Role::Cell(false) || role == Role::Table {
            style.look.is_bold &= role == Role::Table;
        }
        style.is_pre |= role == Role::Pre;
        // Where a table stands says nothing about its cells.
        if role == Role::Table {
            style.side = Side::Start;
        }
        look_of(&tag.name, &mut style);
        for (name, value) in tag.attributes() {
            match name.as_str() {
                "style" => inline = value,
                "class" => classes = value,
                "id" => id = value,
                "hidden" => style.is_hidden = true,
                "align" => style.align(&value.to_ascii_lowercase()),
                "bgcolor" => style.set_ground(&value),
                "background" => style.ground = None,
                "color" | "text" => style.set_color(&value),
                "size" if tag.name == "font" => style.is_hidden |= value == "0",
                "href" if tag.name == "a" => link = self.linked(&value),
                _ => (),
            }
        }
        for declarations in self.sheet.of(&tag.name, &classes, &id) {
            style.apply(declarations);
        }
        style.apply(&inline);
        let parent = self.open.last();
        Open {
            name: tag.name.clone(),
            role,
            style,
            link,
            quote: parent.map_or(0, |it| it.quote),
            indent: parent.map_or(0, |it| it.indent),
            number: None,
        }
    }

    fn linked(&mut self, target: &str) -> Option<u32> {
        let link = Link::new(target).filter(|_| self.document.links.len() < MOST_LINKS)?;
        self.document.links.push(link);
        u32::try_from(self.document.links.len() - 1).ok()
    }

    fn item(&mut self) {
        self.end_line();
        let list = self
            .open
            .iter_mut()
            .rev()
            .find(|it| matches!(it.role, Role::List(_)));
        let number = list.and_then(|it| it.number.as_mut());
        self.marker = match number {
            Some(number) => {
                let marker = format!("{number}.");
                *number = number.saturating_add(1);
                marker
            }
            None => "\u{2022}".to_owned(),
        };
    }

    /// Takes an end tag.
    pub fn close(&mut self, name: &str) {
        match name {
            "br" => return self.break_line(),
            "p" if !self.open.iter().any(|it| it.name == "p") => return self.space(1),
            _ => (),
        }
        let is_part = matches!(
            role(name),
            Role::Table | Role::Row | Role::Cell(_) | Role::Block
        );
        let mut at = None;
        for (index, open) in self.open.iter().enumerate().rev() {
            if open.name == name {
                at = Some(index);
                break;
            }
            // What was opened outside a cell is not closed inside it.
            let is_cell = matches!(open.role, Role::Cell(_) | Role::Table);
            if is_cell && !is_part {
                break;
            }
            if open.role == Role::Table && name != "table" {
                break;
            }
        }
        let Some(at) = at else {
            self.beyond = self.beyond.saturating_sub(1);
            return;
        };
        while self.open.len() > at {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        let Some(last) = self.open.last() else {
            return;
        };
        let (role, is_link, link) = (last.role, last.name == "a", last.link);
        match role {
            Role::Inline | Role::Unseen | Role::Void => (),
            Role::Block | Role::Row | Role::Cell(_) | Role::Item => self.end_line(),
            _ => {
                let is_outer = last.indent <= 1;
                let gap = u8::from(!matches!(role, Role::List(_)) || is_outer);
                self.space(gap);
            }
        }
        if is_link && let Some(link) = link {
            let words = letters::seen_line(&std::mem::take(&mut self.link_words));
            let at = usize::try_from(link).unwrap_or(usize::MAX);
            if let Some(link) = self.document.links.get_mut(at) {
                link.compare(&words);
            }
        }
        if role == Role::Item {
            self.marker.clear();
        }
        if role == Role::Table
            && let Some(table) = self.tables.pop()
        {
            let mut blocks = table.finish();
            self.sink().append(&mut blocks);
        }
        self.open.pop();
    }

    /// The document, and what its pictures are wished to be.
    pub fn finish(mut self) -> (Document, Vec<Wished>) {
        while !self.open.is_empty() {
            self.close_last();
        }
        self.end_line();
        while let Some(table) = self.tables.pop() {
            let mut blocks = table.finish();
            self.sink().append(&mut blocks);
        }
        (self.document, self.wished)
    }
}

fn look_of(name: &str, style: &mut Style) {
    let look = &mut style.look;
    match name {
        "b" | "strong" | "dt" => look.is_bold = true,
        "i" | "em" | "cite" | "var" | "dfn" => look.is_italic = true,
        "u" | "ins" => look.is_underlined = true,
        "s" | "strike" | "del" => look.is_struck = true,
        "small" | "sub" | "sup" => look.is_muted |= name == "small",
        "center" => style.side = Side::Middle,
        _ => (),
    }
}
