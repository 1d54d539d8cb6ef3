//! The entries of a part as the rows of a table of any length, with those that a search leaves.

use super::reading::Data;
use super::subject::{Part, Subject};
use crate::domain::register::AkteKind;
use crate::domain::search_text::fold;
use crate::gui::icon::Tint;
use crate::gui::widget::grid::{Column, Columns, Model, RowLook};
use crate::i18n::{Language, texts};
use std::borrow::Cow;
use std::sync::Arc;

/// One entry.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) subject: Subject,
    number: String,
    pub(super) name: String,
    /// Works no longer here, say.
    is_past: bool,
    /// What a search looks through.
    folded: String,
}

impl Row {
    fn new(subject: Subject, number: String, name: &str, is_past: bool) -> Self {
        let folded = match number.is_empty() {
            true => fold(name),
            false => format!("{number} {}", fold(name)),
        };
        Self {
            subject,
            number,
            name: name.to_owned(),
            is_past,
            folded,
        }
    }

    fn named(subject: Subject, name: &str) -> Self {
        Self::new(subject, String::new(), name, false)
    }
}

/// Every entry of a part, in its order.
pub(super) fn all(part: Part, data: &Data) -> Vec<Row> {
    let lists = &data.lists;
    match part {
        Part::Benutzer => {
            let row = |it: &crate::domain::stammdaten::Benutzer| {
                let (number, is_past) = (it.number.to_string(), !it.current);
                let subject = Subject::Benutzer(Some(it.number));
                Row::new(subject, number, &it.name, is_past)
            };
            lists.benutzer.iter().map(row).collect()
        }
        Part::Akten => {
            let row = |it: &crate::domain::register::StoredAkte| match it.kind {
                AkteKind::Akte(number) => {
                    let subject = Subject::Akte(Some(it.id));
                    Some(Row::new(subject, number.to_string(), &it.name, false))
                }
                AkteKind::Benutzerakte(_) | AkteKind::Sammelakte => None,
            };
            data.akten.iter().filter_map(row).collect()
        }
        Part::Klienten => {
            let row = |it: &crate::domain::register::StoredKlient| {
                let mut row = Row::named(Subject::Klient(Some(it.id)), &it.klient.name);
                // A Klient is found by the people there, too.
                for person in &it.klient.ansprechpartner {
                    row.folded.push(' ');
                    row.folded.push_str(&fold(&person.name));
                    row.folded.push(' ');
                    row.folded.push_str(&fold(&person.address));
                }
                row
            };
            data.klienten.iter().map(row).collect()
        }
        Part::Pools => {
            let names = lists.pools.iter().map(|it| &it.name);
            let row = |it: &String| Row::named(Subject::Pool(Some(it.clone())), it);
            names.map(row).collect()
        }
        Part::Taetigkeiten => {
            let names = data.taetigkeiten.iter().map(|it| &it.name);
            let row = |it: &String| Row::named(Subject::Taetigkeit(Some(it.clone())), it);
            names.map(row).collect()
        }
        Part::Faecher => {
            let names = data.faecher.iter().map(|it| &it.name);
            let row = |it: &String| Row::named(Subject::Fach(Some(it.clone())), it);
            names.map(row).collect()
        }
        Part::Geraete => {
            let names = lists.geraete.iter().map(|it| &it.name);
            let row = |it: &String| Row::named(Subject::Geraet(Some(it.clone())), it);
            names.map(row).collect()
        }
    }
}

/// The rows in sight of one part.
#[derive(Debug, Default)]
pub(super) struct Rows {
    all: Arc<Vec<Row>>,
    /// Those that the search leaves.
    found: Vec<usize>,
    is_numbered: bool,
    version: u64,
}

impl Rows {
    /// Shows other rows, or the same ones searched for something else.
    pub(super) fn set(&mut self, all: Arc<Vec<Row>>, search: &str, part: Part) {
        let words = fold(search);
        let words: Vec<&str> = words.split_whitespace().collect();
        let is_found = |row: &Row| words.iter().all(|it| row.folded.contains(it));
        let rows = all.iter().enumerate();
        self.found = rows
            .filter(|(_, row)| is_found(row))
            .map(|(at, _)| at)
            .collect();
        self.all = all;
        self.is_numbered = part.is_numbered();
        self.version += 1;
    }

    pub(super) fn get(&self, row: usize) -> Option<&Row> {
        self.all.get(*self.found.get(row)?)
    }

    /// In which row an entry stands.
    pub(super) fn position(&self, subject: &Subject) -> Option<usize> {
        let is_it = |at: &usize| self.all.get(*at).is_some_and(|it| it.subject == *subject);
        self.found.iter().position(is_it)
    }

    /// How many there are without a search.
    pub(super) fn total(&self) -> usize {
        self.all.len()
    }
}

impl Model for Rows {
    fn len(&self) -> usize {
        self.found.len()
    }

    fn version(&self) -> u64 {
        self.version
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        let words = self.get(row).map_or("", |it| match column {
            0 if self.is_numbered => &it.number,
            _ => &it.name,
        });
        Cow::Borrowed(words)
    }

    fn look(&self, row: usize) -> RowLook {
        RowLook {
            tint: self
                .get(row)
                .and_then(|it| it.is_past.then_some(Tint::Muted)),
            ..RowLook::default()
        }
    }

    fn find(&self, typed: &str, from: usize) -> Option<usize> {
        let typed = fold(typed);
        let begins = |row: &usize| {
            self.get(*row).is_some_and(|it| {
                it.number.starts_with(&typed) || fold(&it.name).starts_with(&typed)
            })
        };
        let len = self.len();
        (from..len).chain(0..from.min(len)).find(begins)
    }
}

/// The columns of a part.
pub(super) fn columns(part: Part, language: Language) -> Columns {
    let say = |words: crate::i18n::Text| words.show(language);
    let name = match part {
        Part::Akten => texts::stammdaten_head_akte(),
        _ => texts::stammdaten_head_name(),
    };
    let name = Column::new("name", say(name), 180.0).min(80.0).flex();
    match part.is_numbered() {
        true => {
            let title = say(texts::stammdaten_head_number());
            let number = Column::new("number", title, 74.0).min(40.0).right();
            Columns::new(vec![number, name])
        }
        false => Columns::new(vec![name]),
    }
}
