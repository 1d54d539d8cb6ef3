//! The rows of the table of accounts with what was changed in them, and what is wrong with that.

use crate::domain::account::{Account, AccountId, Fault, StoredAccount};
use crate::domain::account_form::AccountForm;
use crate::domain::stammdaten::{AppGeraet, Benutzer, Datenpool};
use crate::domain::usage::{Mode, Owner, Usage};
use crate::i18n::{Text, texts};
use crate::service::notice;

/// The master data that the columns offer.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// Every Benutzer, by name.
    pub benutzer: Vec<Benutzer>,
    /// Every Datenpool.
    pub pools: Vec<Datenpool>,
    /// Every app device.
    pub geraete: Vec<AppGeraet>,
}

/// How serious a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// It cannot be saved like this.
    Wrong,
    /// Worth a thought.
    Doubtful,
}

/// A remark under a row.
#[derive(Debug, Clone)]
pub(super) struct Remark {
    pub(super) weight: Weight,
    pub(super) words: Text,
}

impl Remark {
    pub(super) fn is_wrong(&self) -> bool {
        self.weight == Weight::Wrong
    }
}

/// One account as it is stored, and as it is in the table.
pub(super) struct Row {
    pub(super) stored: StoredAccount,
    pub(super) active: bool,
    /// What was chosen, also what does not apply in the mode chosen now: it is there again when the
    /// mode is changed back.
    chosen: Usage,
    pub(super) remarks: Vec<Remark>,
}

impl Row {
    fn new(stored: StoredAccount) -> Self {
        Self {
            active: stored.account.active,
            chosen: stored.account.usage.clone(),
            stored,
            remarks: Vec::new(),
        }
    }

    pub(super) fn id(&self) -> AccountId {
        self.stored.id
    }

    pub(super) fn name(&self) -> &str {
        &self.stored.account.name
    }

    /// Modes that other dialogs set are only shown here.
    pub(super) fn is_fixed(&self) -> bool {
        matches!(self.chosen.mode, Mode::Einlesen | Mode::Scanner)
    }

    /// The usage as far as it applies in the mode chosen.
    pub(super) fn usage(&self) -> Usage {
        let mut usage = self.chosen.clone();
        if !usage.mode.needs_owner() {
            usage.owner = None;
        }
        if usage.mode == Mode::Posteingang {
            usage.datenpool = None;
        }
        if usage.mode != Mode::Postkorb {
            usage.app_copy = None;
        }
        usage
    }

    /// The account as it would be saved.
    pub(super) fn account(&self) -> Account {
        Account {
            active: self.active,
            usage: self.usage(),
            ..self.stored.account.clone()
        }
    }

    pub(super) fn is_changed(&self) -> bool {
        self.active != self.stored.account.active || self.usage() != self.stored.account.usage
    }

    pub(super) fn is_wrong(&self) -> bool {
        self.remarks.iter().any(Remark::is_wrong)
    }
}

/// What can be changed in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// "Aktiv".
    Active(bool),
    /// "Empfangen / Senden".
    Mode(Mode),
    /// "Benutzer / Postkorb".
    Owner(Owner),
    /// "Datenpool"; `None` is the main pool.
    Pool(Option<String>),
    /// "Postkorb Kopie an RA APP".
    AppCopy(Option<String>),
}

/// What came of choosing an account as Kanzlei E-Mail Konto.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kanzlei {
    /// Done.
    Set,
    /// Another account has the mark: it must be asked.
    Taken(AccountId),
    /// Only an account on Posteingang can have it.
    NotPosteingang(Mode),
}

/// The table.
#[derive(Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    pub(super) lists: Lists,
    pub(super) selected: Option<AccountId>,
}

impl Table {
    /// Takes over what was read. What was changed in the table and not saved stays.
    pub(super) fn take(&mut self, accounts: Vec<StoredAccount>, lists: Lists) {
        let mut before = std::mem::take(&mut self.rows);
        for stored in accounts {
            let mut row = Row::new(stored);
            let was = before.iter_mut().find(|it| it.id() == row.id());
            if let Some(was) = was.filter(|it| it.is_changed()) {
                row.active = was.active;
                row.chosen = std::mem::take(&mut was.chosen);
            }
            self.rows.push(row);
        }
        self.lists = lists;
        self.lists
            .benutzer
            .sort_by_key(|it| crate::domain::search_text::fold(&it.name));
        if self.selected_row().is_none() {
            self.selected = self.rows.first().map(Row::id);
        }
        self.look_over();
    }

    pub(super) fn row(&self, id: AccountId) -> Option<&Row> {
        self.rows.iter().find(|it| it.id() == id)
    }

    pub(super) fn selected_row(&self) -> Option<&Row> {
        self.selected.and_then(|id| self.row(id))
    }

    pub(super) fn is_changed(&self) -> bool {
        self.rows.iter().any(Row::is_changed)
    }

    pub(super) fn wrong_rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|it| it.is_wrong())
    }

    /// The rows to save.
    pub(super) fn changed_rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|it| it.is_changed())
    }

    /// Moves the selection by some rows; not beyond the ends.
    pub(super) fn step(&mut self, step: i32) {
        let Some(last) = self.rows.len().checked_sub(1) else {
            return;
        };
        let at = self
            .rows
            .iter()
            .position(|it| Some(it.id()) == self.selected);
        let distance = usize::try_from(step.unsigned_abs()).unwrap_or(usize::MAX);
        let next = match (at, step) {
            (None, _) => 0,
            (Some(at), ..0) => at.saturating_sub(distance),
            (Some(at), _) => at.saturating_add(distance).min(last),
        };
        self.selected = self.rows.get(next).map(Row::id);
    }

    /// Changes a row, which becomes the selected one.
    pub(super) fn change(&mut self, id: AccountId, change: Change) {
        self.selected = Some(id);
        let Some(row) = self.rows.iter_mut().find(|it| it.id() == id) else {
            return;
        };
        let chosen = &mut row.chosen;
        match change {
            Change::Active(active) => row.active = active,
            Change::Mode(mode) => chosen.mode = mode,
            Change::Owner(owner) => {
                if chosen.owner != Some(owner) {
                    // The device belongs to whoever it was before.
                    chosen.app_copy = None;
                }
                chosen.owner = Some(owner);
            }
            Change::Pool(pool) => chosen.datenpool = pool,
            Change::AppCopy(device) => chosen.app_copy = device,
        }
        self.look_over();
    }

    /// Chooses the Kanzlei E-Mail Konto; an account that is it already is no longer.
    pub(super) fn choose_kanzlei(&mut self, id: AccountId) -> Kanzlei {
        self.selected = Some(id);
        let Some(row) = self.row(id) else {
            return Kanzlei::Set;
        };
        if row.chosen.kanzlei {
            self.set_kanzlei(None);
            return Kanzlei::Set;
        }
        if row.chosen.mode != Mode::Posteingang {
            return Kanzlei::NotPosteingang(row.chosen.mode);
        }
        if let Some(other) = self.rows.iter().find(|it| it.chosen.kanzlei) {
            return Kanzlei::Taken(other.id());
        }
        self.set_kanzlei(Some(id));
        Kanzlei::Set
    }

    /// Moves the mark.
    pub(super) fn set_kanzlei(&mut self, id: Option<AccountId>) {
        for row in &mut self.rows {
            row.chosen.kanzlei = Some(row.stored.id) == id;
        }
        self.look_over();
    }

    fn look_over(&mut self) {
        let remarks: Vec<Vec<Remark>> = self.rows.iter().map(|it| self.remarks(it)).collect();
        for (row, remarks) in self.rows.iter_mut().zip(remarks) {
            row.remarks = remarks;
        }
    }

    fn remarks(&self, row: &Row) -> Vec<Remark> {
        let account = row.account();
        let faults = AccountForm::from(&account)
            .check()
            .err()
            .unwrap_or_default();
        let mut remarks: Vec<Remark> = faults
            .iter()
            .map(|it| Remark {
                weight: Weight::Wrong,
                words: in_words(&it.field, &it.fault, account.usage.mode),
            })
            .collect();
        let doubts = [
            self.same_address(row, &account),
            self.owner_left(&account.usage),
            self.device_not_theirs(&account.usage),
        ];
        remarks.extend(doubts.into_iter().flatten().map(|words| Remark {
            weight: Weight::Doubtful,
            words,
        }));
        remarks
    }

    fn same_address(&self, row: &Row, account: &Account) -> Option<Text> {
        if !account.is_fetched() {
            return None;
        }
        let same = |it: &&Row| {
            let other = &it.stored.account;
            it.id() != row.id()
                && it.active
                && it.chosen.mode.fetches()
                && other.incoming.is_some()
                && other.address.eq_ignore_ascii_case(&account.address)
        };
        let other = self.rows.iter().find(same)?;
        Some(texts::accounts_warn_twice(other.name()))
    }

    fn owner_left(&self, usage: &Usage) -> Option<Text> {
        let Some(Owner::Benutzer(number)) = usage.owner else {
            return None;
        };
        let found = self.lists.benutzer.iter().find(|it| it.number == number)?;
        (!found.current).then(|| texts::accounts_warn_left(&found.name))
    }

    fn device_not_theirs(&self, usage: &Usage) -> Option<Text> {
        let device = usage.app_copy.as_ref()?;
        let offered = self.devices(usage.owner);
        let is_offered = offered.iter().any(|it| *it == device);
        (!is_offered).then(|| texts::accounts_warn_app(device))
    }

    /// The confirmed devices of a Benutzer.
    pub(super) fn devices(&self, owner: Option<Owner>) -> Vec<&str> {
        let theirs = |it: &&AppGeraet| it.confirmed && Some(Owner::Benutzer(it.benutzer)) == owner;
        let devices = self.lists.geraete.iter().filter(theirs);
        devices.map(|it| it.name.as_str()).collect()
    }
}

fn in_words(field: &str, fault: &Fault, mode: Mode) -> Text {
    let mode = notice::mode(mode);
    match (field, fault) {
        (_, Fault::OwnerNeeded(_)) => texts::accounts_fault_owner(mode),
        ("incoming", Fault::Missing) => texts::accounts_fault_incoming(mode),
        ("outgoing", Fault::Missing) => texts::accounts_fault_outgoing(mode),
        ("usage.kanzlei", fault) => notice::fault(fault),
        (field, fault) => texts::fault_in_field(field, notice::fault(fault)),
    }
}

#[cfg(test)]
mod tests;
