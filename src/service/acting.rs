//! Who acts: the Benutzer whose login this is, and changing to another one. This keeps order in an
//! office; it is no protection against someone who can open the files.

use super::error::{Error, Result};
use super::office::Office;
use crate::domain::news::News;
use crate::domain::stammdaten::{Benutzer, BenutzerNumber};
use crate::storage::journal::Actor;

/// Who sits at this workplace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WhoAmI {
    /// Name this person signed in to the operating system with.
    pub login: String,
    /// The Benutzer who acts; `None` if the login is nobody's.
    pub benutzer: Option<Benutzer>,
    /// The Benutzer whose login this is.
    pub own: Option<Benutzer>,
    /// Those whom this person may act as, the one who acts among them.
    pub choices: Vec<Benutzer>,
    /// The office has no Benutzer yet: it is being set up, and everyone may do everything.
    pub is_set_up: bool,
}

impl WhoAmI {
    /// Nobody acts: the office can only be looked at.
    pub fn is_nobody(&self) -> bool {
        self.is_set_up && self.benutzer.is_none()
    }

    /// Somebody acts as another Benutzer than their own.
    pub fn is_other(&self) -> bool {
        let number = |it: &Option<Benutzer>| it.as_ref().map(|it| it.number);
        self.benutzer.is_some() && number(&self.benutzer) != number(&self.own)
    }
}

/// A change to another Benutzer that was allowed and is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acted(Actor);

impl Office {
    /// Who sits at this workplace, and whom this person may act as.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn who_am_i(&self) -> Result<WhoAmI> {
        let all = self.storage.benutzer()?;
        let login = self.actor().login.clone();
        let acting = self.acting_now()?.benutzer;
        let benutzer = all.iter().find(|it| Some(it.number) == acting).cloned();
        let own = all.iter().find(|it| is_own(it, &login)).cloned();
        let is_set_up = !all.is_empty();
        let may = |it: &Benutzer| may_act_as(it, benutzer.as_ref(), own.as_ref(), &login);
        let choices = all.iter().filter(|it| may(it)).cloned().collect();
        Ok(WhoAmI {
            login,
            benutzer,
            own,
            choices,
            is_set_up,
        })
    }

    /// Lets this person act as another Benutzer from now on, and writes it down. Allowed is the one
    /// whose login this is; to a Verwalter, every one with access.
    ///
    /// # Errors
    /// [`Error::UnknownBenutzer`], [`Error::ExternalActs`], [`Error::NotCurrentActs`],
    /// [`Error::MayNotActAs`], [`Error::Storage`].
    pub fn act_as(&self, number: BenutzerNumber) -> Result<Acted> {
        let who = self.who_am_i()?;
        let all = self.storage.benutzer()?;
        let wanted = all.iter().find(|it| it.number == number);
        let wanted = wanted.ok_or(Error::UnknownBenutzer(number.value()))?;
        if wanted.external {
            return Err(Error::ExternalActs(number.value()));
        }
        if !wanted.current {
            return Err(Error::NotCurrentActs(number.value()));
        }
        if !who.choices.iter().any(|it| it.number == number) {
            return Err(Error::MayNotActAs(number.value(), who.login));
        }
        let before = who
            .benutzer
            .map_or("-".to_owned(), |it| it.number.to_string());
        let subject = format!("{before} -> {number}");
        let actor = self.acting_now()?;
        self.storage.note_action(&actor, "benutzer act", &subject)?;
        Ok(Acted(Actor {
            benutzer: Some(number),
            login: who.login,
        }))
    }

    /// What has come since a Vorgang to the places that concern the one who acts, with the newest
    /// `headlines` of it. With `None` only the last Vorgang is looked up.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn news(&self, since: Option<i64>, headlines: u32) -> Result<News> {
        let benutzer = self.acting_now()?.benutzer;
        Ok(self.storage.news(since, benutzer, headlines)?)
    }

    /// The same office in the hands of the Benutzer that was changed to.
    #[must_use]
    pub fn with_acted(&self, acted: Acted) -> Self {
        let mut office = self.clone();
        office.actor = acted.0;
        office
    }
}

fn is_own(benutzer: &Benutzer, login: &str) -> bool {
    benutzer.has_access() && !benutzer.login.is_empty() && benutzer.login == login
}

fn may_act_as(
    wanted: &Benutzer,
    acting: Option<&Benutzer>,
    own: Option<&Benutzer>,
    login: &str,
) -> bool {
    let is_verwalter = |it: Option<&Benutzer>| it.is_some_and(|it| it.verwalter && it.has_access());
    let may_all = is_verwalter(acting) || is_verwalter(own);
    wanted.has_access() && (may_all || is_own(wanted, login))
}
