//! Lists of stored messages wherever they lie: everything of an account, and what a search found.

use super::id_list::IdList;
use super::vorgaenge::Names;
use crate::domain::search::{FoundRow, Snippet};
use crate::gui::icon::{Icon, Tint};
use crate::gui::widget::grid::{Column, Columns, Mark, Model, RowLook};
use crate::i18n::{self, Language, texts};
use crate::service::MailSort;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Number of the column of senders.
const FROM: usize = 0;
const SUBJECT: usize = 1;
const AKTE: usize = 2;
const ACCOUNT: usize = 3;
const DATE: usize = 4;
const SIZE: usize = 5;
const SNIPPET: usize = 6;
/// Bytes before what was found.
const BEFORE: usize = 24;

/// Such a list.
#[derive(Default)]
pub struct Mails {
    /// The rows.
    pub list: IdList<FoundRow>,
    /// There are more than are shown.
    pub more: bool,
    /// Sent letters that a search finds as well.
    pub letters: usize,
    /// Pieces of the texts around what was searched for, by mail.
    pub snippets: HashMap<i64, Snippet>,
    language: Language,
    /// Names of accounts.
    pub names: Names,
}

impl Mails {
    /// Sets the columns up, with the places that were found if it is a search.
    pub fn show(&mut self, language: Language, is_search: bool) {
        self.language = language;
        let title = |words: i18n::Text| words.show(language);
        let snippet = Column::new("fundstelle", title(texts::column_snippet()), 260.0).min(80.0);
        let snippet = match is_search {
            true => snippet,
            false => snippet.hidden(),
        };
        self.list.columns = Columns::new(vec![
            Column::new("absender", title(texts::column_from()), 170.0).min(80.0),
            Column::new("betreff", title(texts::column_subject()), 300.0)
                .min(140.0)
                .flex()
                .fixed(),
            Column::new("akte", title(texts::desk_head_akte()), 92.0).min(60.0),
            Column::new("konto", title(texts::column_account()), 140.0).min(60.0),
            Column::new("datum", title(texts::column_date()), 134.0).min(60.0),
            Column::new("groesse", title(texts::column_size()), 76.0)
                .min(50.0)
                .right(),
            snippet,
        ]);
        if is_search {
            self.list.columns.show(ACCOUNT, false);
            // Beside the subject: that is where one looks.
            self.list.columns.move_before(SNIPPET, Some(AKTE));
        }
    }

    /// Takes a piece of a text over, so cut that what was found stands near its beginning.
    pub fn put_snippet(&mut self, mut it: Snippet) {
        let first = it.marks.first().map_or(0, |it| it.start);
        let near = first.saturating_sub(BEFORE);
        let words = it.text.get(near..first).unwrap_or_default();
        // At the beginning of a word.
        let at = words.find(' ').map_or(near, |at| near + at + 1);
        if first > BEFORE && it.text.is_char_boundary(at) {
            let moved = |byte: usize| (byte + '…'.len_utf8()).saturating_sub(at);
            it.text = format!("…{}", it.text.get(at..).unwrap_or_default());
            for mark in &mut it.marks {
                *mark = moved(mark.start)..moved(mark.end);
            }
        }
        self.snippets.insert(it.mail, it);
    }

    /// By what it is sorted.
    pub fn sort(&self) -> (MailSort, bool) {
        let Some((column, ascending)) = self.list.columns.sort() else {
            return (MailSort::Date, false);
        };
        let sort = match column {
            FROM => MailSort::From,
            SUBJECT => MailSort::Subject,
            ACCOUNT => MailSort::Account,
            SIZE => MailSort::Size,
            _ => MailSort::Date,
        };
        (sort, ascending)
    }
}

impl Model for Mails {
    fn len(&self) -> usize {
        self.list.len()
    }

    fn version(&self) -> u64 {
        self.list.version()
    }

    fn is_loaded(&self, row: usize) -> bool {
        self.list.is_loaded(row)
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        let Some(it) = self.list.row(row) else {
            return Cow::Borrowed("");
        };
        match column {
            FROM => Cow::Borrowed(it.sender()),
            SUBJECT if it.mail.subject.is_empty() => {
                Cow::Owned(texts::mail_no_subject().show(self.language))
            }
            SUBJECT => Cow::Borrowed(&it.mail.subject),
            AKTE => Cow::Borrowed(&it.aktennummer),
            ACCOUNT => {
                let name = self.names.accounts.get(&it.mail.account.0);
                Cow::Borrowed(name.map_or("", String::as_str))
            }
            DATE => {
                let at = it.mail.date.map_or(it.mail.received_at, |it| it.timestamp);
                Cow::Owned(i18n::moment(self.language, at))
            }
            SIZE => Cow::Owned(i18n::size(self.language, it.mail.size)),
            _ => {
                let snippet = self.snippets.get(&it.mail.id);
                Cow::Borrowed(snippet.map_or("", |it| it.text.as_str()))
            }
        }
    }

    fn look(&self, row: usize) -> RowLook {
        let row = self.list.row(row);
        RowLook {
            is_bold: row.is_some_and(|it| it.is_unread),
            is_struck: row.is_some_and(|it| it.in_papierkorb),
            tint: None,
        }
    }

    fn hits(&self, row: usize, column: usize) -> &[Range<usize>] {
        let Some(it) = self.list.row(row) else {
            return &[];
        };
        match column {
            FROM => &it.from,
            SUBJECT => &it.subject,
            SNIPPET => {
                let snippet = self.snippets.get(&it.mail.id);
                snippet.map_or(&[], |it| it.marks.as_slice())
            }
            _ => &[],
        }
    }

    fn mark(&self, row: usize, column: usize) -> Option<Mark> {
        let it = self.list.row(row)?;
        match column {
            AKTE if it.akte.is_some() => Some(Mark::Icon(Icon::Folder, Tint::Accent)),
            SUBJECT if it.mail.attachment_count > 0 => Some(Mark::Icon(Icon::Attach, Tint::Muted)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_stands_near_the_beginning() {
        let text = "Sehr geehrte Damen und Herren, es geht um den Vergleich mit Größl";
        let at = text.find("Vergleich").unwrap();
        let mut mails = Mails::default();
        mails.put_snippet(Snippet {
            mail: 1,
            text: text.to_owned(),
            marks: std::iter::once(at..at + 9).collect(),
        });
        let it = &mails.snippets[&1];
        assert!(it.text.starts_with('…') && it.text.len() < text.len());
        assert_eq!(&it.text[it.marks[0].clone()], "Vergleich");
        // What stands near the beginning already is left alone.
        mails.put_snippet(Snippet {
            mail: 2,
            text: "Vergleich".to_owned(),
            marks: std::iter::once(0..9).collect(),
        });
        assert_eq!(mails.snippets[&2].text, "Vergleich");
    }
}
