//! Whom a person may mean who begins to type an address, or an Aktennummer.

use super::error::Result;
use super::office::Office;
use crate::domain::mail::MailAddress;
use crate::domain::register::{AkteKind, StoredAkte};
use crate::domain::search_text::fold;
use crate::domain::syntax::{address_key, is_address};
use crate::storage::akten::AkteWish;
use crate::storage::correspondents::search_words;
use crate::storage::now;
use std::collections::HashMap;

/// Suggestions at the most.
const MOST: usize = 8;

/// Letters that must be typed before persons are suggested.
const LEAST: usize = 2;

/// Where a suggestion comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Earlier mail.
    Mail,
    /// A Benutzer.
    Benutzer,
    /// An Ansprechpartner of this Klient.
    Klient(String),
}

/// A person who may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Who.
    pub person: MailAddress,
    /// From where.
    pub source: Source,
}

impl Office {
    /// Takes the mail that has come in since the last time into account. May take a moment after a
    /// large import.
    ///
    /// # Errors
    /// [`super::Error::Storage`].
    pub fn learn_correspondents(&self) -> Result<u64> {
        Ok(self.storage.count_correspondents()?)
    }

    /// Who may be meant by what was typed, the likeliest first: people who were written to or wrote
    /// often and of late, Ansprechpartner, Benutzer. Every word typed must begin a word of the name
    /// or address.
    ///
    /// # Errors
    /// [`super::Error::Storage`].
    pub fn suggest_recipients(&self, typed: &str) -> Result<Vec<Suggestion>> {
        let folded = fold(typed);
        let words: Vec<String> = folded
            .split(|it: char| !it.is_alphanumeric())
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect();
        if words.iter().map(|it| it.chars().count()).sum::<usize>() < LEAST {
            return Ok(Vec::new());
        }
        let mut found: HashMap<String, (i64, Suggestion)> = HashMap::new();
        for hit in self.storage.correspondents(&words)? {
            let score = 4 * hit.sent + hit.received + freshness(now() - hit.last_at);
            let source = Source::Mail;
            let suggestion = Suggestion {
                person: hit.person,
                source,
            };
            found.insert(address_key(&suggestion.person.address), (score, suggestion));
        }
        for suggestion in self.known_people()? {
            let known = search_words(&suggestion.person);
            if !words.iter().all(|it| known.contains(&format!(" {it}"))) {
                continue;
            }
            let key = address_key(&suggestion.person.address);
            let before = found.get(&key).map_or(0, |it| it.0);
            found.insert(key, (before + 15, suggestion));
        }
        let mut ranked: Vec<(i64, Suggestion)> = found.into_values().collect();
        ranked.sort_by(|(a, one), (b, other)| {
            b.cmp(a)
                .then_with(|| one.person.address.cmp(&other.person.address))
        });
        Ok(ranked.into_iter().take(MOST).map(|it| it.1).collect())
    }

    fn known_people(&self) -> Result<Vec<Suggestion>> {
        let benutzer = self.storage.benutzer()?.into_iter();
        let benutzer = benutzer.filter(|it| it.current && is_address(&it.address));
        let benutzer = benutzer.map(|it| Suggestion {
            person: MailAddress {
                name: it.name,
                address: it.address,
            },
            source: Source::Benutzer,
        });
        let contacts = self.storage.contact_addresses()?.into_iter();
        let contacts = contacts.map(|(mut person, klient)| {
            if person.name.is_empty() {
                person.name.clone_from(&klient);
            }
            let source = Source::Klient(klient);
            Suggestion { person, source }
        });
        Ok(contacts.chain(benutzer).collect())
    }

    /// Akten that may be meant by what was typed: the number begins with it, or each word begins a
    /// word of the Kurzbezeichnung. Those opened last come first.
    ///
    /// # Errors
    /// [`super::Error::Storage`].
    pub fn suggest_akten(&self, typed: &str) -> Result<Vec<StoredAkte>> {
        let typed = typed.trim();
        let number = typed.trim_start_matches('0');
        let words: Vec<String> = fold(typed).split_whitespace().map(str::to_owned).collect();
        let fits = |akte: &StoredAkte| {
            let AkteKind::Akte(own) = akte.kind else {
                return false;
            };
            if own.to_string().starts_with(number) && !number.is_empty() {
                return true;
            }
            let name = format!(" {}", fold(&akte.name));
            !words.is_empty() && words.iter().all(|it| name.contains(&format!(" {it}")))
        };
        let all = self.storage.akten(&AkteWish::default())?;
        Ok(all.into_iter().filter(fits).take(MOST).collect())
    }
}

/// What it counts that somebody wrote of late.
fn freshness(age: i64) -> i64 {
    match age / 86_400 {
        ..30 => 20,
        30..180 => 10,
        180..720 => 3,
        _ => 0,
    }
}
