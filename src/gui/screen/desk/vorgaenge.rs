//! The lists of Vorgänge: which columns a place shows, and what stands in them.

use super::id_list::IdList;
use super::spot::Spot;
use super::tray::Tray;
use crate::domain::desk::{Status, Vorgang};
use crate::domain::desk_list::SortKey;
use crate::domain::routing::Kind;
use crate::gui::icon::{Icon, Tint};
use crate::gui::widget::grid::{Column, Columns, Mark, Model, RowLook};
use crate::i18n::{self, Language, Text, texts};
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::HashMap;

/// A column of such a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Col {
    /// The box of the Posteingang.
    Check,
    /// "Datum" of the message.
    Date,
    /// "Eingang": when it was stored.
    Received,
    /// "Art".
    Kind,
    /// "Absender", "Von".
    From,
    /// "Betreff".
    Subject,
    /// "Akten-Nr."
    Akte,
    /// "Aktenkurzbezeichnung".
    Kurzbezeichnung,
    /// "Postkorb".
    Postkorb,
    /// "Anweisung", "Bemerkung".
    Note,
    /// "Anlagen".
    Attachments,
    /// "Eingangsfach".
    Eingangsfach,
    /// "Status".
    Status,
    /// "Tätigkeit".
    Taetigkeit,
    /// "Klient".
    Klient,
    /// "Wiedervorlage".
    Wiedervorlage,
    /// "Größe".
    Size,
    /// "Konto".
    Account,
    /// Where it lies.
    Place,
}

impl Col {
    /// Its name in what is remembered.
    pub fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Date => "datum",
            Self::Received => "eingang",
            Self::Kind => "art",
            Self::From => "absender",
            Self::Subject => "betreff",
            Self::Akte => "akte",
            Self::Kurzbezeichnung => "kurzbezeichnung",
            Self::Postkorb => "postkorb",
            Self::Note => "anweisung",
            Self::Attachments => "anlagen",
            Self::Eingangsfach => "eingangsfach",
            Self::Status => "status",
            Self::Taetigkeit => "taetigkeit",
            Self::Klient => "klient",
            Self::Wiedervorlage => "wiedervorlage",
            Self::Size => "groesse",
            Self::Account => "konto",
            Self::Place => "platz",
        }
    }

    /// By what it is sorted; `None` where it is not.
    pub fn sort_key(self) -> Option<SortKey> {
        Some(match self {
            Self::Date => SortKey::Date,
            Self::Received => SortKey::Received,
            Self::Kind => SortKey::Kind,
            Self::From => SortKey::From,
            Self::Subject => SortKey::Subject,
            Self::Akte => SortKey::Akte,
            Self::Kurzbezeichnung => SortKey::Kurzbezeichnung,
            Self::Note => SortKey::Note,
            Self::Attachments => SortKey::Attachments,
            Self::Eingangsfach => SortKey::Eingangsfach,
            Self::Status => SortKey::Status,
            Self::Taetigkeit => SortKey::Taetigkeit,
            Self::Klient => SortKey::Klient,
            Self::Wiedervorlage => SortKey::Wiedervorlage,
            Self::Size => SortKey::Size,
            Self::Account => SortKey::Account,
            Self::Place => SortKey::Benutzer,
            Self::Check | Self::Postkorb => return None,
        })
    }

    fn title(self, spot: Spot) -> Text {
        match self {
            Self::Check => texts::column_check(),
            Self::Date => texts::column_date(),
            Self::Received => texts::desk_head_received(),
            Self::Kind => texts::column_kind(),
            Self::From if spot.is_posteingang() => texts::column_sender(),
            Self::From => texts::column_from(),
            Self::Subject => texts::column_subject(),
            Self::Akte => texts::desk_head_akte(),
            Self::Kurzbezeichnung => texts::column_kurzbezeichnung(),
            Self::Postkorb => texts::column_postkorb(),
            Self::Note if spot.is_posteingang() => texts::column_bemerkung(),
            Self::Note => texts::desk_head_note(),
            Self::Attachments => texts::column_attachments(),
            Self::Eingangsfach => texts::column_eingangsfach(),
            Self::Status => texts::desk_head_status(),
            Self::Taetigkeit => texts::desk_head_taetigkeit(),
            Self::Klient => texts::desk_head_klient(),
            Self::Wiedervorlage => texts::desk_head_wiedervorlage(),
            Self::Size => texts::column_size(),
            Self::Account => texts::column_account(),
            Self::Place => texts::desk_head_place(),
        }
    }

    fn column(self, spot: Spot, language: Language) -> Column {
        let title = self.title(spot).show(language);
        let column = |width| Column::new(self.name(), title, width);
        match self {
            Self::Check => column(32.0).min(32.0).fixed(),
            Self::Date | Self::Received => column(128.0).min(60.0),
            Self::Kind => column(64.0).min(40.0),
            Self::From => column(180.0).min(70.0),
            Self::Subject => column(260.0).min(120.0).flex().fixed(),
            Self::Akte => column(92.0).min(60.0),
            Self::Kurzbezeichnung => column(160.0).min(60.0),
            Self::Postkorb | Self::Place => column(140.0).min(50.0),
            Self::Note => column(140.0).min(50.0),
            Self::Attachments => column(72.0).min(40.0).right(),
            Self::Eingangsfach => column(120.0).min(50.0),
            Self::Status => column(100.0).min(50.0),
            Self::Taetigkeit | Self::Klient | Self::Account => column(130.0).min(50.0),
            Self::Wiedervorlage => column(108.0).min(60.0),
            Self::Size => column(76.0).min(50.0).right(),
        }
    }
}

/// The columns of a place, those first that it shows by itself.
fn columns_of(spot: Spot) -> (&'static [Col], &'static [Col]) {
    use Col as It;
    match spot {
        Spot::Posteingang => (
            &[
                It::Check,
                It::Date,
                It::Kind,
                It::From,
                It::Subject,
                It::Akte,
                It::Postkorb,
                It::Attachments,
                It::Eingangsfach,
            ],
            &[
                It::Note,
                It::Kurzbezeichnung,
                It::Received,
                It::Account,
                It::Size,
                It::Status,
            ],
        ),
        Spot::Eingangsfach(_) => (
            &[
                It::Check,
                It::Date,
                It::Kind,
                It::From,
                It::Subject,
                It::Akte,
                It::Postkorb,
                It::Attachments,
            ],
            &[
                It::Note,
                It::Eingangsfach,
                It::Kurzbezeichnung,
                It::Received,
                It::Account,
                It::Size,
                It::Status,
            ],
        ),
        Spot::Postkorb(_) | Spot::Zentral => (
            &[
                It::Received,
                It::From,
                It::Subject,
                It::Akte,
                It::Kurzbezeichnung,
                It::Note,
                It::Attachments,
                It::Status,
            ],
            &[It::Date, It::Kind, It::Wiedervorlage, It::Account, It::Size],
        ),
        Spot::Tagesansicht(_) => (
            &[
                It::Received,
                It::Taetigkeit,
                It::From,
                It::Subject,
                It::Klient,
                It::Attachments,
                It::Status,
            ],
            &[
                It::Date,
                It::Akte,
                It::Note,
                It::Kind,
                It::Wiedervorlage,
                It::Account,
                It::Size,
            ],
        ),
        Spot::Wiedervorlage => (
            &[
                It::Wiedervorlage,
                It::From,
                It::Subject,
                It::Akte,
                It::Klient,
                It::Place,
                It::Status,
            ],
            &[
                It::Date,
                It::Received,
                It::Note,
                It::Attachments,
                It::Taetigkeit,
                It::Size,
            ],
        ),
        Spot::Papierkorb => (
            &[
                It::Date,
                It::From,
                It::Subject,
                It::Akte,
                It::Place,
                It::Size,
            ],
            &[
                It::Received,
                It::Status,
                It::Attachments,
                It::Account,
                It::Note,
            ],
        ),
        _ => (
            &[
                It::Date,
                It::From,
                It::Subject,
                It::Akte,
                It::Klient,
                It::Attachments,
                It::Place,
                It::Status,
            ],
            &[
                It::Received,
                It::Taetigkeit,
                It::Kurzbezeichnung,
                It::Note,
                It::Kind,
                It::Wiedervorlage,
                It::Account,
                It::Size,
            ],
        ),
    }
}

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
    /// What is prepared in the Posteingang.
    pub tray: Tray,
    is_posteingang: bool,
}

impl Vorgaenge {
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
            Col::Postkorb => {
                let number = self.tray.postkorb(it.id);
                number.map_or_else(String::new, |it| self.names.of_benutzer(it.value()))
            }
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
            Some(Col::Postkorb) => {
                let number = self.tray.postkorb(it.id);
                Cow::Owned(number.map_or_else(String::new, |it| it.to_string()))
            }
            _ => self.cell(row, column),
        }
    }
}
