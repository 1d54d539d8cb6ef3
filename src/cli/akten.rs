//! `kontorpost akte …`

use super::Outcome;
use super::args::{Akte as Verb, PageArguments};
use super::args_office::AkteValues;
use super::output::Output;
use super::stammdaten::{number, tell_import};
use crate::domain::akte::Aktennummer;
use crate::domain::register::{Akte, AkteKind, StoredAkte};
use crate::domain::stammdaten::{BenutzerNumber, StammdatenFault};
use crate::i18n::texts;
use crate::service::{AkteWish, Error, Office, Result};
use serde_json::json;

/// Words that mean "nobody" or "nothing".
pub(super) const NONE: [&str; 3] = ["keine", "keiner", "none"];

pub(super) fn run(office: &Office, verb: Verb, output: Output) -> Result<Outcome> {
    match verb {
        Verb::Add {
            aktennummer: given,
            pool,
            values,
        } => {
            let akte = Akte {
                number: aktennummer(&given)?,
                name: values.kurzbezeichnung.unwrap_or_default(),
                sachbearbeiter: nobody_or(values.sachbearbeiter.as_deref(), None)?,
                datenpool: pool,
            };
            office.add_akte(&akte)?;
            let shown = akte.number.to_string();
            output.say(texts::akte_added(&shown, &akte.name));
            output.object(json!({"type": "akte-added", "aktennummer": shown}));
        }
        Verb::Edit {
            aktennummer: given,
            pool,
            new_aktennummer,
            new_pool,
            values,
        } => {
            let before = office.akte(aktennummer(&given)?, pool.as_deref())?;
            let akte = changed(&before, (&given, new_aktennummer, new_pool), values)?;
            office.edit_akte(&before, &akte)?;
            let shown = akte.number.to_string();
            output.say(texts::akte_edited(&shown));
            output.object(json!({"type": "akte-edited", "aktennummer": shown}));
        }
        Verb::Remove {
            aktennummer: given,
            pool,
        } => {
            let number = aktennummer(&given)?;
            office.remove_akte(number, pool.as_deref())?;
            output.say(texts::akte_removed(number.to_string()));
            output.object(json!({"type": "akte-removed", "aktennummer": number.to_string()}));
        }
        Verb::Import(table) => {
            let imported = office.import_akten(&table.table, table.change)?;
            tell_import("akte", imported, output);
        }
        Verb::List {
            pool,
            catch_alls,
            page,
        } => {
            let wish = AkteWish {
                datenpool: pool.map(|it| Some(it).filter(|it| !it.is_empty())),
                catch_alls,
            };
            list(&office.akten(&wish)?, &page, output);
        }
    }
    Ok(Outcome::Done)
}

/// Reads an Aktennummer.
fn aktennummer(given: &str) -> Result<Aktennummer> {
    let fault = || StammdatenFault::AktennummerInvalid(given.to_owned());
    given.parse().map_err(|_| Error::Stammdaten(vec![fault()]))
}

/// A Benutzer, nobody, or what was before when nothing is said.
pub(super) fn nobody_or(
    given: Option<&str>,
    before: Option<BenutzerNumber>,
) -> Result<Option<BenutzerNumber>> {
    match given {
        None => Ok(before),
        Some(word) if NONE.contains(&word) => Ok(None),
        Some(word) => {
            let fault = || StammdatenFault::NumberInvalid(word.to_owned());
            let read = word.parse().map_err(|_| Error::Stammdaten(vec![fault()]))?;
            number(read).map(Some)
        }
    }
}

fn changed(
    before: &StoredAkte,
    (given, new_number, new_pool): (&str, Option<String>, Option<String>),
    values: AkteValues,
) -> Result<Akte> {
    let pool = new_pool.map(|it| Some(it).filter(|it| !it.trim().is_empty()));
    Ok(Akte {
        number: aktennummer(new_number.as_deref().unwrap_or(given))?,
        name: values.kurzbezeichnung.unwrap_or(before.name.clone()),
        sachbearbeiter: nobody_or(values.sachbearbeiter.as_deref(), before.sachbearbeiter)?,
        datenpool: pool.unwrap_or(before.datenpool.clone()),
    })
}

fn list(all: &[StoredAkte], page: &PageArguments, output: Output) {
    let count = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let shown = all.iter().skip(count(page.offset)).take(count(page.limit));
    if output.json {
        for it in shown {
            let (number, benutzer) = match it.kind {
                AkteKind::Akte(number) => (Some(number.to_string()), None),
                AkteKind::Benutzerakte(number) => (None, Some(number.value())),
                AkteKind::Sammelakte => (None, None),
            };
            output.object(json!({
                "type": "akte", "id": it.id.0, "kind": it.kind.word(), "aktennummer": number,
                "benutzer": benutzer, "name": it.name, "datenpool": it.datenpool,
                "sachbearbeiter": it.sachbearbeiter.map(BenutzerNumber::value),
            }));
        }
        return;
    }
    if all.is_empty() {
        return output.say(texts::list_empty());
    }
    let heading = vec![
        texts::akte_head_number(),
        texts::akte_head_name(),
        texts::akte_head_sachbearbeiter(),
        texts::pool_head_name(),
    ];
    let row = |it: &StoredAkte| {
        let number = match it.kind {
            AkteKind::Akte(number) => number.to_string(),
            AkteKind::Benutzerakte(number) => {
                texts::akte_benutzerakte(number.to_string()).show(output.language)
            }
            AkteKind::Sammelakte => texts::akte_sammelakte().show(output.language),
        };
        let sachbearbeiter = it.sachbearbeiter.map(|it| it.to_string());
        let pool = it.datenpool.clone();
        let main = || texts::akte_main_pool().show(output.language);
        vec![
            number,
            it.name.clone(),
            sachbearbeiter.unwrap_or_default(),
            pool.unwrap_or_else(main),
        ]
    };
    let rows: Vec<_> = shown.map(row).collect();
    let count = rows.len();
    output.table(heading, rows);
    if count < all.len() {
        output.say(texts::akte_more(count, all.len()));
    }
}
