//! The lists of Vorgänge: which columns a place shows, and what stands in them.

use super::columns::{Col, columns_of};
use super::id_list::IdList;
use super::spot::Spot;
use super::tray::Tray;
use crate::domain::desk::{Postkorb, Status, Vorgang};
use crate::domain::desk_list::SortKey;
use crate::domain::outbox::MailMarks;
use crate::domain::routing::Kind;
use crate::gui::icon::{Icon, Tint};
use crate::gui::widget::grid::{Columns, Mark, Model, RowLook};
use crate::i18n::{self, Language, Text, texts};
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::HashMap;

/// What cells need to know of the office beside the row.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Accounts by number.
    pub accounts: HashMap<i64, String>,
    /// Eingangsfächer by number.
    pub faecher: HashMap<i64, String>,
    /// Benutzer by number.
    pub benutzer: HashMap<u16, String>,
}

impl Names {
    /// A Benutzer as a list names him.
    pub fn of_benutzer(&self, number: u16) -> String {
        let name = self.benutzer.get(&number);
        name.cloned().unwrap_or_else(|| number.to_string())
    }
}

/// A list of Vorgänge.
#[derive(Default)]
pub struct Vorgaenge {
    /// The rows.
    pub list: IdList<Vorgang>,
    cols: Vec<Col>,
    language: Language,
    /// Names of what rows refer to by number.
    pub names: Names,
    /// What became of the mails: answered, passed on.
    marks: HashMap<i64, MailMarks>,
    /// What is prepared in the Posteingang.
    pub tray: Tray,
    is_posteingang: bool,
}

impl Vorgaenge {
    /// Takes rows over, with what became of their mails.
    pub fn put(&mut self, rows: Vec<Vorgang>, marks: Vec<MailMarks>) {
        self.list.put(rows.into_iter().map(|it| (it.id, it)));
        self.marks.extend(marks.into_iter().map(|it| (it.mail, it)));
    }

    /// Answered or passed on.
    fn done_with(&self, it: &Vorgang) -> Option<Mark> {
        let marks = self.marks.get(&it.mail)?;
        match (marks.answered_at, marks.forwarded_at) {
            (Some(_), _) => Some(Mark::Icon(Icon::Reply, Tint::Muted)),
            (None, Some(_)) => Some(Mark::Icon(Icon::Forward, Tint::Muted)),
            (None, None) => None,
        }
    }

    /// Shows the columns of a place.
    pub fn show(&mut self, spot: Spot, language: Language) {
        let (shown, more) = columns_of(spot);
        let shown_columns = shown.iter().map(|it| it.column(spot, language));
        let more_columns = more.iter().map(|it| it.column(spot, language).hidden());
        self.list.columns = Columns::new(shown_columns.chain(more_columns).collect());
        self.cols = shown.iter().chain(more).copied().collect();
        self.language = language;
        self.is_posteingang = spot.is_posteingang();
    }

    /// The column of this number.
    pub fn col(&self, column: usize) -> Option<Col> {
        self.cols.get(column).copied()
    }

    /// By what it is sorted now, if somebody chose it.
    pub fn sort(&self) -> Option<(SortKey, bool)> {
        let (column, ascending) = self.list.columns.sort()?;
        Some((self.col(column)?.sort_key()?, ascending))
    }

    fn place(&self, it: &Vorgang) -> String {
        use crate::domain::desk::Place;
        let name = |number| self.names.of_benutzer(number);
        let words = match it.place {
            Place::Eingangsfach(id) => {
                let fach = self.names.faecher.get(&id);
                return fach.cloned().unwrap_or_else(|| id.to_string());
            }
            Place::Postkorb(number) => texts::place_of_postkorb(name(number.value())),
            Place::Zentral => texts::desk_place_zentral(),
            Place::Tagesansicht(Some(number)) => texts::place_of_tagesansicht(name(number.value())),
            Place::Tagesansicht(None) => texts::place_tagesansicht(),
            Place::NichtZugeordnet => texts::desk_place_nicht_zugeordnet(),
            Place::Abgelegt => texts::desk_place_abgelegt(),
            Place::Altbestand => texts::desk_place_altbestand(),
        };
        words.show(self.language)
    }

    fn akte(&self, it: &Vorgang) -> String {
        if self.is_posteingang
            && let Some(akte) = self.tray.akte(it)
        {
            return akte;
        }
        it.aktennummer.clone()
    }

    fn status(&self, it: &Vorgang) -> String {
        let words = match (it.status, it.is_read) {
            (Status::Neu, true) => texts::status_read(),
            (Status::Neu, false) => texts::desk_status_neu(),
            (Status::InArbeit, _) => texts::desk_status_in_arbeit(),
            (Status::Weitergeleitet, _) => texts::desk_status_weitergeleitet(),
            (Status::Abgeschlossen, _) => texts::status_done(),
            (Status::Zurueckgenommen, _) => texts::desk_status_zurueckgenommen(),
            (Status::Vernichtet, _) => texts::desk_status_vernichtet(),
        };
        words.show(self.language)
    }

    fn words(&self, it: &Vorgang, col: Col) -> String {
        let language = self.language;
        match col {
            Col::Check => String::new(),
            Col::Date => i18n::moment(language, it.date),
            Col::Received => i18n::moment(language, it.received_at),
            Col::Kind => kind_words(it.kind).show(language),
            Col::From => it.sender().to_owned(),
            Col::Subject if it.subject.is_empty() => texts::mail_no_subject().show(language),
            Col::Subject => it.subject.clone(),
            Col::Akte => self.akte(it),
            Col::Kurzbezeichnung => it.kurzbezeichnung.clone(),
            Col::Postkorb => match self.tray.postkorb(it.id) {
                Some(Postkorb::Of(it)) => self.names.of_benutzer(it.value()),
                Some(Postkorb::Zentral) => texts::desk_place_zentral().show(language),
                None => String::new(),
            },
            Col::Note => it.note.clone(),
            Col::Attachments if it.attachment_count == 0 => String::new(),
            Col::Attachments => it.attachment_count.to_string(),
            Col::Eingangsfach => {
                let id = it.place.eingangsfach().unwrap_or_default();
                self.names.faecher.get(&id).cloned().unwrap_or_default()
            }
            Col::Status => self.status(it),
            Col::Taetigkeit => it.taetigkeit.clone(),
            Col::Klient => it.klient.clone(),
            Col::Wiedervorlage => {
                let day = it.wiedervorlage.as_deref().unwrap_or_default();
                let day = day.parse::<Date>().ok();
                day.map_or_else(String::new, |day| {
                    crate::gui::dialog::wiedervorlage::written(day, language)
                })
            }
            Col::Size => i18n::size(language, it.size),
            Col::Account => {
                let name = self.names.accounts.get(&it.account.0);
                name.cloned().unwrap_or_default()
            }
            Col::Place => self.place(it),
        }
    }
}

/// What kind of document it is, in words.
pub fn kind_words(kind: Kind) -> Text {
    match kind.word() {
        "fax" => texts::kind_fax(),
        "scan" => texts::kind_scan(),
        _ => texts::kind_mail(),
    }
}

impl Model for Vorgaenge {
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
        match (self.list.row(row), self.col(column)) {
            (Some(it), Some(Col::From)) => Cow::Borrowed(it.sender()),
            (Some(it), Some(Col::Subject)) if !it.subject.is_empty() => Cow::Borrowed(&it.subject),
            (Some(it), Some(col)) => Cow::Owned(self.words(it, col)),
            _ => Cow::Borrowed(""),
        }
    }

    fn look(&self, row: usize) -> RowLook {
        let Some(it) = self.list.row(row) else {
            return RowLook::default();
        };
        RowLook {
            is_bold: !it.is_read && it.deleted_at.is_none(),
            is_struck: false,
            tint: None,
        }
    }

    fn mark(&self, row: usize, column: usize) -> Option<Mark> {
        let it = self.list.row(row)?;
        match self.col(column)? {
            Col::Attachments if it.attachment_count > 0 => {
                Some(Mark::Icon(Icon::Attach, Tint::Muted))
            }
            Col::Subject => self.done_with(it),
            Col::Akte if it.has_akte() => Some(Mark::Icon(Icon::Folder, Tint::Accent)),
            _ => None,
        }
    }

    fn check(&self, row: usize, column: usize) -> Option<bool> {
        let is_check = self.col(column) == Some(Col::Check);
        let it = self.list.row(row).filter(|_| is_check)?;
        Some(self.tray.is_ready(it))
    }

    fn can_edit(&self, row: usize, column: usize) -> bool {
        let is_there = self.list.row(row).is_some_and(|it| it.deleted_at.is_none());
        is_there
            && match self.col(column) {
                Some(Col::Akte) => true,
                Some(Col::Postkorb) => self.is_posteingang,
                _ => false,
            }
    }

    fn draft(&self, row: usize, column: usize) -> Cow<'_, str> {
        let Some(it) = self.list.row(row) else {
            return Cow::Borrowed("");
        };
        match self.col(column) {
            // A catch-all is no number that could be typed.
            Some(Col::Akte) => {
                let akte = self.akte(it);
                match akte.contains('/') {
                    true => Cow::Owned(akte),
                    false => Cow::Borrowed(""),
                }
            }
            Some(Col::Postkorb) => match self.tray.postkorb(it.id) {
                Some(Postkorb::Of(it)) => Cow::Owned(it.to_string()),
                Some(Postkorb::Zentral) => {
                    Cow::Owned(texts::desk_place_zentral().show(self.language))
                }
                None => Cow::Borrowed(""),
            },
            _ => self.cell(row, column),
        }
    }
}
