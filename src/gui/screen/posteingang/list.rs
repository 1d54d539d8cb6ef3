//! The list of messages.

use crate::domain::account::StoredAccount;
use crate::domain::mail::MailRow;
use crate::domain::search_text::fold;
use crate::gui::context::Context;
use crate::gui::widget::grid::{Column, Columns, Grid, GridEvent, Model, Selection};
use crate::i18n::{self, Language, texts};
use iced::Element;
use std::borrow::Cow;
use std::collections::HashMap;

/// The messages of a place, in the order in which they are shown.
#[derive(Default)]
pub(super) struct MailList {
    rows: Rows,
    columns: Columns,
    selected: Selection,
}

#[derive(Default)]
struct Rows {
    mails: Vec<MailRow>,
    order: Vec<usize>,
    accounts: HashMap<i64, String>,
    language: Language,
}

impl Rows {
    fn mail(&self, row: usize) -> Option<&MailRow> {
        self.mails.get(*self.order.get(row)?)
    }

    fn sender(mail: &MailRow) -> &str {
        match mail.from.name.is_empty() {
            true => &mail.from.address,
            false => &mail.from.name,
        }
    }
}

/// When it was written; when it came, where the sender gives no date.
fn moment(mail: &MailRow) -> i64 {
    mail.date.map_or(mail.received_at, |it| it.timestamp)
}

impl Model for Rows {
    fn len(&self) -> usize {
        self.order.len()
    }

    fn cell(&self, row: usize, column: usize) -> Cow<'_, str> {
        let Some(mail) = self.mail(row) else {
            return Cow::Borrowed("");
        };
        match column {
            0 => Cow::Borrowed(Self::sender(mail)),
            1 if mail.subject.is_empty() => {
                Cow::Owned(texts::mail_no_subject().show(self.language))
            }
            1 => Cow::Borrowed(&mail.subject),
            2 => Cow::Borrowed(
                self.accounts
                    .get(&mail.account.0)
                    .map_or("", String::as_str),
            ),
            3 => Cow::Owned(i18n::moment(self.language, moment(mail))),
            _ => Cow::Owned(i18n::size(self.language, mail.size)),
        }
    }
}

impl MailList {
    /// Shows other messages; the selected one stays selected if it is among them.
    pub(super) fn set(
        &mut self,
        mails: Vec<MailRow>,
        accounts: &[StoredAccount],
        language: Language,
    ) {
        let selected = self.selected_id();
        self.rows = Rows {
            order: (0..mails.len()).collect(),
            mails,
            accounts: accounts
                .iter()
                .map(|it| (it.id.0, it.account.name.clone()))
                .collect(),
            language,
        };
        self.name_columns(language);
        self.put_in_order();
        self.reselect(selected);
    }

    fn name_columns(&mut self, language: Language) {
        let titles = [
            texts::column_from(),
            texts::column_subject(),
            texts::column_account(),
            texts::column_received(),
            texts::column_size(),
        ]
        .map(|it| it.show(language));
        if self.columns.every().next().is_none() {
            self.columns = Columns::new(vec![
                Column::new("from", "", 220.0).min(80.0),
                Column::new("subject", "", 300.0).min(140.0).flex(),
                Column::new("account", "", 160.0).min(60.0),
                Column::new("received", "", 140.0).min(60.0),
                Column::new("size", "", 80.0).min(50.0).right(),
            ]);
        }
        self.columns.entitle(titles);
    }

    fn put_in_order(&mut self) {
        let Some((column, ascending)) = self.columns.sort() else {
            return;
        };
        let rows = &mut self.rows;
        let (mails, accounts) = (&rows.mails, &rows.accounts);
        let mail = |at: &usize| mails.get(*at);
        let number = |of: fn(&MailRow) -> i64| move |at: &usize| mail(at).map(of);
        // Each word is folded once, not with every comparison.
        let words = |of: fn(&MailRow) -> &str| move |at: &usize| mail(at).map(|it| fold(of(it)));
        // What is equal stays in the order of the office in both directions.
        if !ascending {
            rows.order.reverse();
        }
        match column {
            0 => rows.order.sort_by_cached_key(words(Rows::sender)),
            1 => rows.order.sort_by_cached_key(words(|it| &it.subject)),
            2 => {
                let name = |at: &usize| mail(at).and_then(|it| accounts.get(&it.account.0));
                rows.order.sort_by_key(name);
            }
            3 => rows.order.sort_by_key(number(moment)),
            _ => rows.order.sort_by_key(number(|it| it.size.cast_signed())),
        }
        if !ascending {
            rows.order.reverse();
        }
    }

    fn reselect(&mut self, id: Option<i64>) {
        let rows = &self.rows;
        let row = id.and_then(|id| {
            let is_it = |at: &usize| rows.mails.get(*at).is_some_and(|it| it.id == id);
            rows.order.iter().position(is_it)
        });
        self.selected = Selection::of(row);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The selected message.
    pub(super) fn selected_id(&self) -> Option<i64> {
        self.selected
            .focus()
            .and_then(|it| self.rows.mail(it))
            .map(|it| it.id)
    }

    /// Selects rows and says on which message the keyboard stands.
    pub(super) fn select(&mut self, selected: Selection) -> Option<i64> {
        self.selected = selected;
        self.selected_id()
    }

    /// Nothing is selected.
    pub(super) fn unselect(&mut self) {
        self.selected = Selection::default();
    }

    /// Sorting and widths.
    pub(super) fn take(&mut self, event: &GridEvent) {
        let selected = self.selected_id();
        if self.columns.take(event) && matches!(event, GridEvent::Sort(_)) {
            self.put_in_order();
            self.reselect(selected);
        }
    }

    /// What is seen.
    pub(super) fn view(&self, context: &Context) -> Element<'_, GridEvent> {
        Grid::new(&self.rows, &self.columns, &self.selected, |it| it)
            .id("mails")
            .name(context.say(texts::mails_name()))
            .into()
    }
}
