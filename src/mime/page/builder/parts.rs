//! Tables and entries: what begins with them, and what ends without being told to.

use super::Builder;
use crate::mime::page::element::Role;
use crate::mime::page::style::Style;
use crate::mime::page::table::{OpenCell, OpenTable};
use crate::mime::page::token::Tag;

impl Builder {
    pub(super) fn open_table_part(&mut self, role: Role, tag: &Tag<'_>, style: &Style) {
        match role {
            Role::Table => {
                if let Some(around) = self.tables.last_mut() {
                    around.has_nested = true;
                }
                self.tables.push(OpenTable::default());
            }
            Role::Row => {
                if let Some(table) = self.tables.last_mut() {
                    table.row();
                }
            }
            Role::Cell(is_head) => {
                let columns = tag.attributes().find(|it| it.0 == "colspan");
                let columns = columns.and_then(|it| it.1.trim().parse::<u32>().ok());
                let cell = OpenCell {
                    is_head,
                    side: style.side,
                    columns: columns.unwrap_or(1).clamp(1, 50),
                    ..OpenCell::default()
                };
                if let Some(table) = self.tables.last_mut() {
                    table.cell(cell);
                }
            }
            _ => (),
        }
    }

    /// Ends what a new element ends: entries end entries, cells end cells, blocks end paragraphs.
    pub(super) fn close_implied(&mut self, name: &str, role: Role) {
        let ends: &[&str] = match role {
            Role::Item => &["li"],
            Role::Cell(_) => &["td", "th"],
            Role::Row => &["tr"],
            Role::Block if matches!(name, "dt" | "dd") => &["dt", "dd"],
            Role::Inline | Role::Unseen | Role::Void => return,
            _ => &["p"],
        };
        let stops: &[&str] = match role {
            Role::Item => &["ul", "ol", "table", "td", "th"],
            Role::Cell(_) | Role::Row => &["table"],
            _ => &["table", "td", "th", "li", "blockquote", "div"],
        };
        let mut open = self.open.iter().rev();
        let hit = open.find(|it| {
            let name = it.name.as_str();
            ends.contains(&name) || stops.contains(&name)
        });
        if let Some(name) = hit.map(|it| it.name.clone())
            && ends.contains(&name.as_str())
        {
            self.close(&name);
        }
    }
}
