//! A backup is put back: unpacked and checked beside the office, compared with it, and then put in its
//! place. The present office is moved aside and never lost.

use super::super::error::{Error, Result};
use super::super::office::{Acting, Office};
use super::collect;
use super::find::{Smalls, unpack};
use super::{Hear, Stage, step};
use crate::domain::backup::{
    DATABASE_PART, Differences, Inside, Manifest, SECRETS_PART, aside_name,
};
use crate::domain::backup_secrets::NamedSecrets;
use crate::domain::secret::Secret;
use crate::secrets::Secrets;
use crate::storage::in_use::{self, InUse};
use crate::storage::{self, now, place, swap};
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A backup that is ready to be put back. Dropping it throws away what was made ready.
pub struct Prepared {
    directory: PathBuf,
    /// What is in it.
    pub manifest: Manifest,
    /// What it does not know of the present office.
    pub differences: Differences,
    /// It comes from another office than the one that is here.
    pub is_foreign: bool,
    /// What the one who takes it over has to know of the accounts.
    pub sign_ins: SignIns,
    secrets: Option<NamedSecrets>,
    settings: Vec<(String, String)>,
    is_committed: bool,
    _only: InUse,
}

impl std::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Prepared")
            .field("manifest", &self.manifest)
            .field("differences", &self.differences)
            .finish_non_exhaustive()
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        if !self.is_committed {
            // What stays is thrown away before the next time.
            let _ = swap::clear(&self.directory);
        }
    }
}

/// How the accounts of a backup sign in on another machine, by address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SignIns {
    /// Their secrets are not in it.
    pub missing: Vec<String>,
    /// They sign in in the browser; the provider may want that again.
    pub in_browser: Vec<String>,
}

impl SignIns {
    fn of(inside: &[Inside], secrets: Option<&NamedSecrets>) -> Self {
        let has = |id: i64| {
            let beginning = format!("{id}.");
            let mut all = secrets.iter().flat_map(|it| &it.0);
            all.any(|it| it.0.starts_with(&beginning))
        };
        let mut it = Self::default();
        for account in inside.iter().filter(|it| it.needs_secret) {
            match has(account.id) {
                false => it.missing.push(account.address.clone()),
                true if account.in_browser => it.in_browser.push(account.address.clone()),
                true => {}
            }
        }
        it
    }
}

/// What putting back came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What was put back.
    pub manifest: Manifest,
    /// What it does not know of the office before.
    pub differences: Differences,
    /// The folder that keeps the office before; `None` where there was none.
    pub aside: Option<PathBuf>,
    /// Secrets that lie in the keychain of this machine now.
    pub secrets: usize,
    /// How the accounts sign in from now on.
    pub sign_ins: SignIns,
}

/// Unpacks and checks a backup in a data directory; nothing of the present office changes.
fn prepare(
    directory: &Path,
    present: Option<&Office>,
    (file, passphrase): (&Path, Option<&Secret>),
    hear: Hear<'_>,
) -> Result<Prepared> {
    let only = in_use::take_backup(directory)?;
    let folder = swap::begin(directory)?;
    let database = folder.join(DATABASE_PART);
    let mut prepared = || -> Result<(Manifest, Smalls, Differences)> {
        let (manifest, smalls) = unpack(file, passphrase, &database, hear)?;
        step(hear, Stage::Compare, 0, 0)?;
        let present = present.map(|it| &it.storage);
        let differences = swap::make_ready(&database, manifest.made_at, present)?;
        step(hear, Stage::Compare, 1, 1)?;
        Ok((manifest, smalls, differences))
    };
    let made = prepared();
    if made.is_err() {
        let _ = swap::clear(directory);
    }
    let (manifest, smalls, differences) = made?;
    let key = present.and_then(|it| it.storage.office_key().ok());
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok();
    let secrets = smalls.iter().find(|it| it.0 == SECRETS_PART);
    let secrets = secrets.and_then(|it| NamedSecrets::read(std::str::from_utf8(&it.1).ok()?));
    let settings = smalls.iter().filter(|it| it.0 != SECRETS_PART);
    let settings = settings.filter_map(|it| Some((it.0.clone(), text(&it.1)?)));
    Ok(Prepared {
        directory: directory.to_owned(),
        is_foreign: key.is_some_and(|it| it != manifest.office),
        sign_ins: SignIns::of(&differences.inside, secrets.as_ref()),
        manifest,
        differences,
        secrets,
        settings: settings.collect(),
        is_committed: false,
        _only: only,
    })
}

impl Prepared {
    /// From now on it is the office, as soon as that is opened next; returns the folder that will
    /// keep the present one, and how many secrets went into the keychain.
    fn commit(mut self, secrets: &Secrets) -> Result<(PathBuf, usize)> {
        // First, because it can be refused: then nothing has changed.
        let kept = match self.secrets.take() {
            Some(all) => {
                collect::keep(secrets, &all.0)?;
                all.0.len()
            }
            None => 0,
        };
        let aside = aside_name(now(), &TimeZone::system());
        let aside = swap::commit(&self.directory, &aside)?;
        self.is_committed = true;
        if secrets.is_lasting() {
            for (name, text) in &self.settings {
                crate::settings::keep_where_missing(name, text);
            }
        }
        Ok((aside, kept))
    }
}

impl Office {
    /// Unpacks a backup beside this office, checks it, and says what it does not know of it.
    /// Everybody goes on working.
    ///
    /// # Errors
    /// [`Error::NotVerwalter`]; [`Error::ReceiverRuns`] while another process fetches;
    /// [`Error::Archive`], [`Error::Storage`], also while others work here; [`Error::Stopped`].
    pub fn prepare_restore(
        &self,
        file: &Path,
        passphrase: Option<&Secret>,
        hear: Hear<'_>,
    ) -> Result<Prepared> {
        self.require_verwalter()?;
        self.require_no_other()?;
        prepare(self.directory(), Some(self), (file, passphrase), hear)
    }

    /// Puts it back with the next start: this office must be closed for that, by everyone.
    ///
    /// # Errors
    /// [`Error::ReceiverRuns`]; [`Error::Storage`] while others work here; [`Error::Secrets`] when the keychain refuses the secrets that came
    /// along; nothing has changed then.
    pub fn commit_restore(&self, prepared: Prepared) -> Result<PathBuf> {
        self.require_no_other()?;
        self.note("restore", &prepared.manifest.made_at.to_string())?;
        let own = self.storage.office_key()?;
        let key = prepared.manifest.office.clone();
        // The practice office has no keychain, whatever the office is called.
        let secrets = match !self.secrets.is_lasting() || key == own {
            true => self.secrets.clone(),
            false => Arc::new(Secrets::system(&key)),
        };
        Ok(prepared.commit(&secrets)?.0)
    }

    /// The office would open for nobody while another process keeps the present one open: a second
    /// window, or a receiver that waits for its turn.
    fn require_no_other(&self) -> Result<()> {
        if self.storage.is_receiver_locked()? {
            match self.storage.holder()? {
                Some(holder) if holder.pid == std::process::id() => {}
                holder => return Err(Error::ReceiverRuns(holder)),
            }
        }
        let others = in_use::users(self.directory());
        match others.is_empty() {
            true => Ok(()),
            false => Err(storage::Error::InUse(others).into()),
        }
    }
}

/// Puts a backup back into a data directory in which nobody works: into one that holds an office,
/// into an empty one, or into one whose database is damaged.
///
/// # Errors
/// [`Error::Storage`] when others work there, and for a backup that is not whole; [`Error::Archive`];
/// [`Error::NotVerwalter`]; [`Error::Stopped`]. Nothing has changed then.
pub fn restore(
    (directory, acting): (&Path, Acting),
    file: &Path,
    passphrase: Option<&Secret>,
    hear: Hear<'_>,
) -> Result<Restored> {
    let directory = place::prepare(directory)?;
    swap::finish(&directory)?;
    let all = in_use::take_all(&directory)?;
    let had_office = directory.join(storage::DATABASE_FILE).exists();
    let present = match had_office {
        true => present(&directory, acting, &all)?,
        false => None,
    };
    let prepared = prepare(&directory, present.as_ref(), (file, passphrase), hear)?;
    drop(present);
    let secrets = Secrets::system(&prepared.manifest.office);
    let (manifest, differences) = (prepared.manifest.clone(), prepared.differences.clone());
    let sign_ins = prepared.sign_ins.clone();
    let (_, kept) = prepared.commit(&secrets)?;
    let aside = swap::finish_with(&directory, &all)?;
    Ok(Restored {
        manifest,
        differences,
        aside: aside.filter(|_| had_office),
        secrets: kept,
        sign_ins,
    })
}

/// The office that is there now, if it can be opened: who may not change it may not put it aside
/// either.
fn present(directory: &Path, acting: Acting, all: &InUse) -> Result<Option<Office>> {
    match Office::open_alone(directory, acting, all) {
        Ok(office) => {
            office.require_verwalter()?;
            Ok(Some(office))
        }
        Err(Error::Storage(storage::Error::Damaged(_) | storage::Error::Other(_))) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Takes back a backup that is ready to be put back with the next start; says whether there was one.
///
/// # Errors
/// [`Error::Storage`].
pub fn take_back(directory: &Path) -> Result<bool> {
    Ok(swap::take_back(directory)?)
}
