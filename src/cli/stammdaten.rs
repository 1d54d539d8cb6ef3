//! `kontorpost benutzer|pool|geraet …`

use super::Outcome;
use super::args::{
    Benutzer as BenutzerVerb, BenutzerValues, Geraet as GeraetVerb, GeraetValues, Pool as PoolVerb,
};
use super::output::Output;
use crate::domain::stammdaten::{AppGeraet, Benutzer, BenutzerNumber, StammdatenFault};
use crate::domain::table_import::Imported;
use crate::i18n::texts;
use crate::service::{Error, Office, Result, login_name};
use serde_json::json;

pub(super) fn number(number: u32) -> Result<BenutzerNumber> {
    let fault = || StammdatenFault::NumberInvalid(number.to_string());
    let known = u16::try_from(number).ok().and_then(BenutzerNumber::new);
    known.ok_or_else(|| Error::Stammdaten(vec![fault()]))
}

pub(super) fn unknown(name: impl ToString) -> Error {
    Error::Stammdaten(vec![StammdatenFault::Unknown(name.to_string())])
}

fn changed(benutzer: Benutzer, values: BenutzerValues) -> Benutzer {
    Benutzer {
        number: benutzer.number,
        name: values.name.unwrap_or(benutzer.name),
        address: values.address.unwrap_or(benutzer.address),
        current: values.current.unwrap_or(benutzer.current),
        login: values.login.unwrap_or(benutzer.login),
        verwalter: values.verwalter.unwrap_or(benutzer.verwalter),
        einlesen: values.einlesen.unwrap_or(benutzer.einlesen),
        external: values.external.unwrap_or(benutzer.external),
    }
}

pub(super) fn benutzer(office: &Office, verb: BenutzerVerb, output: Output) -> Result<Outcome> {
    let all = office.benutzer()?;
    match verb {
        BenutzerVerb::Add {
            number: given,
            values,
        } => {
            let is_first = all.is_empty();
            // Who sets an office up goes on to work in it, so the first Benutzer gets this login.
            let login = if is_first {
                login_name()
            } else {
                String::new()
            };
            let empty = Benutzer {
                number: number(given)?,
                name: String::new(),
                address: String::new(),
                current: true,
                login,
                verwalter: is_first,
                einlesen: is_first,
                external: false,
            };
            let benutzer = changed(empty, values);
            office.add_benutzer(&benutzer)?;
            output.say(texts::benutzer_added(given, &benutzer.name));
            if is_first {
                output.say(texts::benutzer_first());
            }
            output.object(json!({"type": "benutzer-added", "number": given}));
        }
        BenutzerVerb::Edit {
            number: given,
            values,
        } => {
            let wanted = number(given)?;
            let known = all.into_iter().find(|it| it.number == wanted);
            office.edit_benutzer(&changed(known.ok_or_else(|| unknown(given))?, values))?;
            output.say(texts::benutzer_edited(given));
            output.object(json!({"type": "benutzer-edited", "number": given}));
        }
        BenutzerVerb::Remove { number: given } => {
            office.remove_benutzer(number(given)?)?;
            output.say(texts::benutzer_removed(given));
            output.object(json!({"type": "benutzer-removed", "number": given}));
        }
        BenutzerVerb::List => list_benutzer(&all, output),
        BenutzerVerb::Import(table) => {
            let imported = office.import_benutzer(&table.table, table.change)?;
            tell_import("benutzer", imported, output);
        }
    }
    Ok(Outcome::Done)
}

/// Says what became of a table.
pub(super) fn tell_import(what: &str, imported: Imported, output: Output) {
    output.say(texts::table_imported(imported.added, imported.changed));
    output.object(json!({
        "type": format!("{what}-imported"),
        "added": imported.added, "changed": imported.changed,
    }));
}

fn list_benutzer(all: &[Benutzer], output: Output) {
    if output.json {
        for it in all {
            output.object(json!({
                "type": "benutzer", "number": it.number.value(), "name": it.name,
                "address": it.address, "current": it.current, "login": it.login,
                "verwalter": it.verwalter, "einlesen": it.einlesen, "external": it.external,
            }));
        }
        return;
    }
    if all.is_empty() {
        return output.say(texts::list_empty());
    }
    let heading = vec![
        texts::benutzer_head_number(),
        texts::benutzer_head_name(),
        texts::benutzer_head_address(),
        texts::benutzer_head_current(),
        texts::benutzer_head_login(),
        texts::benutzer_head_verwalter(),
        texts::benutzer_head_einlesen(),
        texts::benutzer_head_external(),
    ];
    let row = |it: &Benutzer| {
        vec![
            it.number.to_string(),
            it.name.clone(),
            it.address.clone(),
            output.yes_no(it.current),
            it.login.clone(),
            output.yes_no(it.verwalter),
            output.yes_no(it.einlesen),
            output.yes_no(it.external),
        ]
    };
    output.table(heading, all.iter().map(row).collect());
}

pub(super) fn pool(office: &Office, verb: PoolVerb, output: Output) -> Result<Outcome> {
    match verb {
        PoolVerb::Add { name } => {
            office.add_datenpool(&name)?;
            output.say(texts::pool_added(&name));
            output.object(json!({"type": "pool-added", "name": name}));
        }
        PoolVerb::Edit { name, new_name } => {
            office.rename_datenpool(&name, &new_name)?;
            output.say(texts::pool_edited(&name, &new_name));
            output.object(json!({"type": "pool-edited", "name": new_name}));
        }
        PoolVerb::Remove { name } => {
            office.remove_datenpool(&name)?;
            output.say(texts::pool_removed(&name));
            output.object(json!({"type": "pool-removed", "name": name}));
        }
        PoolVerb::List => {
            let all = office.datenpools()?;
            if output.json {
                all.iter()
                    .for_each(|it| output.object(json!({"type": "pool", "name": it.name})));
            } else if all.is_empty() {
                output.say(texts::list_empty());
            } else {
                let rows = all.into_iter().map(|it| vec![it.name]).collect();
                output.table(vec![texts::pool_head_name()], rows);
            }
        }
    }
    Ok(Outcome::Done)
}

fn changed_geraet(geraet: AppGeraet, values: GeraetValues) -> Result<AppGeraet> {
    Ok(AppGeraet {
        name: geraet.name,
        benutzer: values
            .benutzer
            .map(number)
            .transpose()?
            .unwrap_or(geraet.benutzer),
        address: values.address.unwrap_or(geraet.address),
        confirmed: values.confirmed.unwrap_or(geraet.confirmed),
    })
}

pub(super) fn geraet(office: &Office, verb: GeraetVerb, output: Output) -> Result<Outcome> {
    match verb {
        GeraetVerb::Add { name, values } => {
            let benutzer = number(values.benutzer.unwrap_or(0))?;
            let empty = AppGeraet {
                name,
                benutzer,
                address: String::new(),
                confirmed: false,
            };
            let geraet = changed_geraet(empty, values)?;
            office.add_geraet(&geraet)?;
            output.say(texts::geraet_added(&geraet.name));
            output.object(json!({"type": "geraet-added", "name": geraet.name}));
        }
        GeraetVerb::Edit { name, values } => {
            let all = office.geraete()?;
            let is_it = |it: &AppGeraet| it.name.to_lowercase() == name.to_lowercase();
            let known = all.into_iter().find(is_it).ok_or_else(|| unknown(&name))?;
            office.edit_geraet(&changed_geraet(known, values)?)?;
            output.say(texts::geraet_edited(&name));
            output.object(json!({"type": "geraet-edited", "name": name}));
        }
        GeraetVerb::Remove { name } => {
            office.remove_geraet(&name)?;
            output.say(texts::geraet_removed(&name));
            output.object(json!({"type": "geraet-removed", "name": name}));
        }
        GeraetVerb::List => list_geraete(&office.geraete()?, output),
    }
    Ok(Outcome::Done)
}

fn list_geraete(all: &[AppGeraet], output: Output) {
    if output.json {
        for it in all {
            output.object(json!({
                "type": "geraet", "name": it.name, "benutzer": it.benutzer.value(),
                "address": it.address, "confirmed": it.confirmed,
            }));
        }
        return;
    }
    if all.is_empty() {
        return output.say(texts::list_empty());
    }
    let heading = vec![
        texts::geraet_head_name(),
        texts::geraet_head_benutzer(),
        texts::geraet_head_address(),
        texts::geraet_head_confirmed(),
    ];
    let row = |it: &AppGeraet| {
        let confirmed = output.yes_no(it.confirmed);
        vec![
            it.name.clone(),
            it.benutzer.to_string(),
            it.address.clone(),
            confirmed,
        ]
    };
    output.table(heading, all.iter().map(row).collect());
}
