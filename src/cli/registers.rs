//! `kontorpost taetigkeit|klient|eingangsfach|quelle …`

use super::Outcome;
use super::args::{
    Eingangsfach as FachVerb, Klient as KlientVerb, Quelle as QuelleVerb,
    Taetigkeit as TaetigkeitVerb,
};
use super::output::Output;
use super::stammdaten::{tell_import, unknown};
use crate::domain::account::AccountId;
use crate::domain::register::{Ansprechpartner, Eingangsfach, Klient, Quelle, StoredKlient};
use crate::domain::syntax::address_key;
use crate::i18n::texts;
use crate::service::{Office, Result};
use serde_json::json;

pub(super) fn taetigkeit(office: &Office, verb: TaetigkeitVerb, output: Output) -> Result<Outcome> {
    match verb {
        TaetigkeitVerb::Add { name } => {
            office.add_taetigkeit(&name)?;
            output.say(texts::taetigkeit_added(&name));
            output.object(json!({"type": "taetigkeit-added", "name": name}));
        }
        TaetigkeitVerb::Edit { name, new_name } => {
            office.rename_taetigkeit(&name, &new_name)?;
            output.say(texts::taetigkeit_edited(&name, &new_name));
            output.object(json!({"type": "taetigkeit-edited", "name": new_name}));
        }
        TaetigkeitVerb::Remove { name } => {
            office.remove_taetigkeit(&name)?;
            output.say(texts::taetigkeit_removed(&name));
            output.object(json!({"type": "taetigkeit-removed", "name": name}));
        }
        TaetigkeitVerb::List => {
            let all = office.taetigkeiten()?;
            if output.json {
                for it in &all {
                    output.object(json!({"type": "taetigkeit", "id": it.id, "name": it.name}));
                }
            } else if all.is_empty() {
                output.say(texts::list_empty());
            } else {
                let rows = all.into_iter().map(|it| vec![it.name]).collect();
                output.table(vec![texts::taetigkeit_head_name()], rows);
            }
        }
    }
    Ok(Outcome::Done)
}

pub(super) fn klient(office: &Office, verb: KlientVerb, output: Output) -> Result<Outcome> {
    match verb {
        KlientVerb::Add {
            name,
            ansprechpartner,
        } => {
            let all = ansprechpartner.iter();
            let klient = Klient {
                name,
                ansprechpartner: all.map(|it| Ansprechpartner::parse(it)).collect(),
            };
            office.add_klient(&klient)?;
            output.say(texts::klient_added(&klient.name));
            output.object(json!({"type": "klient-added", "name": klient.name}));
        }
        KlientVerb::Edit {
            name,
            new_name,
            ansprechpartner,
            ohne,
        } => {
            let all = office.klienten()?;
            let is_it = |it: &StoredKlient| it.klient.name.to_lowercase() == name.to_lowercase();
            let known = all.into_iter().find(is_it).ok_or_else(|| unknown(&name))?;
            let klient = changed(known.klient, new_name, (&ansprechpartner, &ohne))?;
            office.edit_klient(&name, &klient)?;
            output.say(texts::klient_edited(&klient.name));
            output.object(json!({"type": "klient-edited", "name": klient.name}));
        }
        KlientVerb::Remove { name } => {
            office.remove_klient(&name)?;
            output.say(texts::klient_removed(&name));
            output.object(json!({"type": "klient-removed", "name": name}));
        }
        KlientVerb::Import(table) => {
            let imported = office.import_klienten(&table.table, table.change)?;
            tell_import("klient", imported, output);
        }
        KlientVerb::List => list_klienten(&office.klienten()?, output),
    }
    Ok(Outcome::Done)
}

fn changed(
    mut klient: Klient,
    new_name: Option<String>,
    (more, without): (&[String], &[String]),
) -> Result<Klient> {
    for address in without {
        let before = klient.ansprechpartner.len();
        let key = address_key(address);
        klient
            .ansprechpartner
            .retain(|it| address_key(&it.address) != key);
        if klient.ansprechpartner.len() == before {
            return Err(unknown(address));
        }
    }
    let more = more.iter().map(|it| Ansprechpartner::parse(it));
    klient.ansprechpartner.extend(more);
    klient.name = new_name.unwrap_or(klient.name);
    Ok(klient)
}

fn list_klienten(all: &[StoredKlient], output: Output) {
    if output.json {
        for it in all {
            let people = it.klient.ansprechpartner.iter();
            let people: Vec<_> = people
                .map(|it| json!({"name": it.name, "address": it.address}))
                .collect();
            output.object(json!({
                "type": "klient", "id": it.id, "name": it.klient.name, "ansprechpartner": people,
            }));
        }
        return;
    }
    if all.is_empty() {
        return output.say(texts::list_empty());
    }
    let heading = vec![texts::klient_head_name(), texts::klient_head_addresses()];
    let row = |it: &StoredKlient| {
        let people = it.klient.ansprechpartner.iter();
        let people: Vec<String> = people
            .map(|it| match it.name.as_str() {
                "" => it.address.clone(),
                name => format!("{name} <{}>", it.address),
            })
            .collect();
        vec![it.klient.name.clone(), people.join(", ")]
    };
    output.table(heading, all.iter().map(row).collect());
}

pub(super) fn eingangsfach(office: &Office, verb: FachVerb, output: Output) -> Result<Outcome> {
    match verb {
        FachVerb::Add { name } => {
            office.add_eingangsfach(&name)?;
            output.say(texts::eingangsfach_added(&name));
            output.object(json!({"type": "eingangsfach-added", "name": name}));
        }
        FachVerb::Edit {
            name,
            new_name,
            standard,
        } => {
            office.edit_eingangsfach(&name, new_name.as_deref(), standard)?;
            let name = new_name.unwrap_or(name);
            output.say(texts::eingangsfach_edited(&name));
            output.object(json!({"type": "eingangsfach-edited", "name": name}));
        }
        FachVerb::Remove { name } => {
            office.remove_eingangsfach(&name)?;
            output.say(texts::eingangsfach_removed(&name));
            output.object(json!({"type": "eingangsfach-removed", "name": name}));
        }
        FachVerb::List => list_eingangsfaecher(&office.eingangsfaecher()?, output),
    }
    Ok(Outcome::Done)
}

fn list_eingangsfaecher(all: &[Eingangsfach], output: Output) {
    if output.json {
        for it in all {
            output.object(json!({
                "type": "eingangsfach", "id": it.id, "name": it.name, "standard": it.standard,
            }));
        }
        return;
    }
    let heading = vec![
        texts::eingangsfach_head_name(),
        texts::eingangsfach_head_standard(),
    ];
    let row = |it: &Eingangsfach| vec![it.name.clone(), output.yes_no(it.standard)];
    output.table(heading, all.iter().map(row).collect());
}

pub(super) fn quelle(office: &Office, verb: QuelleVerb, output: Output) -> Result<Outcome> {
    let (account, fach, replace) = match verb {
        QuelleVerb::Add { account, fach } => (account, fach, false),
        QuelleVerb::Edit { account, fach } => (account, fach, true),
        QuelleVerb::Remove { account } => {
            office.remove_quelle(AccountId(account))?;
            output.say(texts::quelle_removed(account.to_string()));
            output.object(json!({"type": "quelle-removed", "account": account}));
            return Ok(Outcome::Done);
        }
        QuelleVerb::List => {
            list_quellen(&office.quellen()?, output);
            return Ok(Outcome::Done);
        }
    };
    office.set_quelle(AccountId(account), &fach, replace)?;
    let verb = if replace { "edited" } else { "added" };
    output.say(texts::quelle_set(account.to_string(), &fach));
    output.object(json!({
        "type": format!("quelle-{verb}"), "account": account, "eingangsfach": fach,
    }));
    Ok(Outcome::Done)
}

fn list_quellen(all: &[Quelle], output: Output) {
    if output.json {
        for it in all {
            output.object(json!({
                "type": "quelle", "account": it.account.0, "name": it.account_name,
                "eingangsfach": it.eingangsfach.name, "chosen": it.chosen,
            }));
        }
        return;
    }
    if all.is_empty() {
        return output.say(texts::quelle_none());
    }
    let heading = vec![
        texts::account_head_id(),
        texts::account_head_name(),
        texts::eingangsfach_head_name(),
    ];
    let row = |it: &Quelle| {
        vec![
            it.account.to_string(),
            it.account_name.clone(),
            it.eingangsfach.name.clone(),
        ]
    };
    output.table(heading, all.iter().map(row).collect());
}
