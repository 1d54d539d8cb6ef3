//! `kontorpost desk …` and `kontorpost why …`

use super::Outcome;
use super::args::{Confirmed, Desk as DeskVerb, PageArguments};
use super::desk_list::{csv, object, place_words, status_words, table};
use super::output::Output;
use super::upkeep;
use crate::domain::desk::{DeskFault, Listing, Step, Vorgang};
use crate::domain::desk_list::{ListQuery, Sort};
use crate::domain::reason::Reason;
use crate::domain::stammdaten::BenutzerNumber;
use crate::i18n::{Arg, Text, texts};
use crate::service::{Error, Office, Page, Result};
use serde_json::json;
use std::io::{BufRead, Write};

fn benutzer(number: u16) -> Result<BenutzerNumber> {
    BenutzerNumber::new(number).ok_or(Error::Desk(DeskFault::BenutzerNotCurrent(number)))
}

pub(super) fn run(office: &Office, verb: DeskVerb, output: Output) -> Result<Outcome> {
    match verb {
        DeskVerb::List {
            place,
            csv,
            sort,
            reverse,
            page,
        } => {
            let order = |query: ListQuery| {
                let Sort { key, ascending } = query.sort;
                let sort = sort.map_or(Sort { key, ascending }, |key| Sort {
                    key,
                    ascending: key.starts_ascending(),
                });
                let ascending = sort.ascending != reverse;
                let sort = Sort { ascending, ..sort };
                ListQuery { sort, ..query }
            };
            return list(office, (&place, csv), (&page, &order), output);
        }
        DeskVerb::Assign {
            id,
            akte,
            zentral: true,
            ..
        } => {
            office.assign_to_zentral(id, akte.as_deref())?;
            let words = texts::desk_done_assign(id.to_string());
            done(output, (id, "assign"), words);
        }
        DeskVerb::Assign {
            id, akte, benutzer, ..
        } => assign(office, id, (akte, benutzer), output)?,
        DeskVerb::Move { id, akte } => {
            office.change_aktennummer(id, &akte)?;
            done(output, (id, "move"), texts::desk_done_move(id.to_string()));
        }
        DeskVerb::Forward { id, to, note } => {
            let to: Vec<BenutzerNumber> = to.into_iter().map(benutzer).collect::<Result<_>>()?;
            let made = office.forward(id, &to, &note)?;
            output.say(texts::desk_done_forward(id.to_string()));
            output.object(json!({"type": "desk", "verb": "forward", "id": id, "made": made}));
        }
        DeskVerb::Take { id } => {
            office.take(id)?;
            done(output, (id, "take"), texts::desk_done_take(id.to_string()));
        }
        DeskVerb::Sync => {
            let count = office.synchronise()?;
            output.say(texts::desk_done_sync(count));
            output.object(json!({"type": "desk-sync", "taken": count}));
        }
        DeskVerb::Delete(which) => return delete(office, &which, output),
        DeskVerb::Destroy(which) => return destroy(office, &which, output),
        DeskVerb::Documents { register, page } => documents(office, register, &page, output)?,
        other => simple(office, other, output)?,
    }
    Ok(Outcome::Done)
}

fn done(output: Output, (id, verb): (i64, &str), words: Text) {
    output.say(words);
    output.object(json!({"type": "desk", "verb": verb, "id": id}));
}

/// Verbs that take a number and nothing else.
fn simple(office: &Office, verb: DeskVerb, output: Output) -> Result<()> {
    match verb {
        DeskVerb::Complete { id } => {
            office.complete(id)?;
            let words = texts::desk_done_complete(id.to_string());
            done(output, (id, "complete"), words);
        }
        DeskVerb::Reopen { id } => {
            office.reopen(id)?;
            done(
                output,
                (id, "reopen"),
                texts::desk_done_reopen(id.to_string()),
            );
        }
        DeskVerb::Wiedervorlage { id, day } => {
            office.set_wiedervorlage(id, day)?;
            let words = match day {
                Some(day) => texts::desk_done_wiedervorlage(id.to_string(), day.to_string()),
                None => texts::desk_done_wiedervorlage_none(id.to_string()),
            };
            done(output, (id, "wiedervorlage"), words);
        }
        DeskVerb::Restore { id } => {
            office.restore_vorgang(id)?;
            let words = texts::desk_done_restore(id.to_string());
            done(output, (id, "restore"), words);
        }
        DeskVerb::Seen { id } => {
            office.mark_seen(id)?;
            done(output, (id, "seen"), texts::desk_done_seen(id.to_string()));
        }
        DeskVerb::Undo { id } => {
            let verb = office.undo(id)?;
            output.say(texts::desk_done_undo(id.to_string(), verb_words(&verb)));
            output.object(json!({"type": "desk", "verb": "undo", "id": id, "undone": verb}));
        }
        _ => {}
    }
    Ok(())
}

fn assign(
    office: &Office,
    id: i64,
    (akte, to): (Option<String>, Option<u16>),
    output: Output,
) -> Result<()> {
    let to = to.map(benutzer).transpose()?;
    office.assign(id, akte.as_deref(), to)?;
    let words = texts::desk_done_assign(id.to_string());
    done(output, (id, "assign"), words);
    Ok(())
}

fn list(
    office: &Office,
    (place, as_csv): (&str, bool),
    (page, order): (&PageArguments, &dyn Fn(ListQuery) -> ListQuery),
    output: Output,
) -> Result<Outcome> {
    if place == "quarantaene" {
        return upkeep::quarantine(office, super::args::Quarantine::List, output);
    }
    let listing = Listing::from_words(place).map_err(Error::Desk)?;
    let ids = office.desk_order(&order(ListQuery::new(listing)))?;
    let (first, limit) = (page.offset as usize, page.limit as usize);
    let ids: Vec<i64> = ids.into_iter().skip(first).take(limit).collect();
    let rows = office.desk_rows(&ids)?;
    if as_csv {
        csv(&rows, output);
    } else if output.json {
        rows.iter().for_each(|it| output.object(object(it)));
    } else if rows.is_empty() {
        output.say(texts::desk_empty());
    } else {
        table(&rows, output);
    }
    Ok(Outcome::Done)
}

/// Asks on the terminal; without an answer nothing is done.
pub(super) fn is_confirmed(is_asked: bool, question: Text, output: Output) -> bool {
    if !is_asked {
        return true;
    }
    let mut terminal = std::io::stderr();
    let _ = write!(terminal, "{} ", question.show(output.language));
    let _ = terminal.flush();
    let mut answer = String::new();
    let _ = std::io::stdin().lock().read_line(&mut answer);
    let answer = answer.trim().to_lowercase();
    let is_yes = matches!(answer.as_str(), "j" | "ja" | "y" | "yes");
    if !is_yes {
        output.refusal("not-confirmed", texts::desk_not_confirmed());
        output.log(texts::desk_not_confirmed_advice());
    }
    is_yes
}

fn delete(office: &Office, which: &Confirmed, output: Output) -> Result<Outcome> {
    let id = which.id;
    let (vorgang, _) = office.why(id)?;
    let question = texts::desk_ask_delete(id.to_string(), &vorgang.subject);
    if !is_confirmed(!which.yes, question, output) {
        return Ok(Outcome::Failed);
    }
    office.delete_vorgang(id)?;
    done(
        output,
        (id, "delete"),
        texts::desk_done_delete(id.to_string()),
    );
    Ok(Outcome::Done)
}

fn destroy(office: &Office, which: &Confirmed, output: Output) -> Result<Outcome> {
    let id = which.id;
    office.may_change()?;
    let (vorgang, _) = office.why(id)?;
    let question = texts::desk_ask_destroy(id.to_string(), &vorgang.subject);
    if !is_confirmed(!which.yes, question, output) {
        return Ok(Outcome::Failed);
    }
    let gone = office.destroy_vorgang(id)?;
    output.say(match gone {
        true => texts::desk_done_destroy_gone(id.to_string()),
        false => texts::desk_done_destroy_kept(id.to_string()),
    });
    output.object(json!({"type": "desk", "verb": "destroy", "id": id, "gone": gone}));
    Ok(Outcome::Done)
}

fn documents(office: &Office, register: i64, page: &PageArguments, output: Output) -> Result<()> {
    let page = Page {
        limit: page.limit,
        offset: page.offset,
    };
    let all = office.documents(register, page)?;
    if output.json {
        for it in &all {
            output.object(json!({
                "type": "document", "id": it.id, "mail": it.mail, "content": it.content,
                "attachment": it.attachment, "name": it.name, "filed_at": it.filed_at,
            }));
        }
    } else if all.is_empty() {
        output.say(texts::desk_empty());
    } else {
        let row = |it: &crate::domain::desk::Document| {
            vec![
                it.mail.to_string(),
                crate::i18n::moment(output.language, it.filed_at),
                it.name.clone(),
            ]
        };
        let heading = vec![
            texts::desk_head_id(),
            texts::desk_head_received(),
            texts::desk_head_subject(),
        ];
        output.table(heading, all.iter().map(row).collect());
    }
    Ok(())
}

/// The word for what was done with a Vorgang.
fn verb_words(verb: &str) -> Text {
    match verb {
        "assign" => texts::why_verb_assign(),
        "move" => texts::why_verb_move(),
        "forward" => texts::why_verb_forward(),
        "forwarded" => texts::why_verb_forwarded(),
        "take" => texts::why_verb_take(),
        "complete" => texts::why_verb_complete(),
        "process" => texts::why_verb_process(),
        "reopen" => texts::why_verb_reopen(),
        "wiedervorlage" => texts::why_verb_wiedervorlage(),
        "delete" => texts::why_verb_delete(),
        "restore" => texts::why_verb_restore(),
        "undo" => texts::why_verb_undo(),
        "destroy" => texts::why_verb_destroy(),
        "app-copy" => texts::why_verb_app_copy(),
        "app-copy-left" => texts::why_verb_app_copy_left(),
        _ => texts::why_verb_import(),
    }
}

/// Why there is no copy for the app.
fn left_words(reason: &str) -> Text {
    match reason {
        "automatic" => texts::app_copy_automatic(),
        "restored" => texts::app_copy_restored(),
        "no-kanzlei" => texts::app_copy_no_kanzlei(),
        "not-composed" => texts::app_copy_not_composed(),
        _ => texts::app_copy_not_confirmed(),
    }
}

pub(super) fn why(office: &Office, id: i64, output: Output) -> Result<Outcome> {
    let (vorgang, steps) = office.why(id)?;
    if output.json {
        let mut lies = object(&vorgang);
        if let Some(fields) = lies.as_object_mut() {
            fields.insert("type".to_owned(), json!("why"));
            fields.insert("steps".to_owned(), steps.iter().map(step_object).collect());
        }
        output.object(lies);
        return Ok(Outcome::Done);
    }
    output.say(texts::why_lies(
        id.to_string(),
        place_words(vorgang.place),
        status_words(vorgang.status),
    ));
    output.say(filed(&vorgang));
    for step in &steps {
        output.line(&step_words(step, output));
    }
    Ok(Outcome::Done)
}

fn filed(vorgang: &Vorgang) -> Text {
    match vorgang.aktennummer.as_str() {
        "" => texts::why_no_akte(),
        number => texts::why_akte(format!("{number} {}", vorgang.kurzbezeichnung).trim()),
    }
}

fn step_object(it: &Step) -> serde_json::Value {
    json!({
        "id": it.id, "at": it.at, "benutzer": it.benutzer.map(|it| it.value()),
        "verb": it.verb, "detail": it.detail, "undone": it.undone,
        "reasons": it.reasons.iter().map(reason_object).collect::<Vec<_>>(),
    })
}

fn reason_object(it: &Reason) -> serde_json::Value {
    json!({"word": it.word(), "detail": it.detail()})
}

fn step_words(it: &Step, output: Output) -> String {
    let show = |text: Text| text.show(output.language);
    let who = match it.benutzer {
        Some(number) => texts::why_benutzer(number.value()),
        None => texts::why_program(),
    };
    let mut what = show(verb_words(&it.verb));
    for reason in &it.reasons {
        what = format!(
            "{what}\n      {}",
            show(crate::service::notice::reason(reason))
        );
    }
    if it.verb == "undo" {
        what = format!("{what}: {}", show(verb_words(&it.detail)));
    } else if it.verb == "app-copy-left" {
        what = format!("{what}: {}", show(left_words(&it.detail)));
    } else if !it.detail.is_empty() {
        what = format!("{what} ({})", it.detail);
    }
    if it.undone {
        what = format!("{what} {}", show(texts::why_undone()));
    }
    show(texts::why_step(Arg::Moment(it.at), who, what))
}
