//! Lists of the desk: table, JSON, CSV.

use super::output::{Output, cut};
use crate::domain::desk::{Place, Status, Vorgang};
use crate::i18n::{Text, moment, texts};
use serde_json::{Value, json};

/// Characters of a subject in a table.
const SUBJECT: usize = 48;

/// Characters of an instruction in a table.
const NOTE: usize = 30;

/// A place in words.
pub(super) fn place_words(place: Place) -> Text {
    match place {
        Place::Eingangsfach(id) => texts::desk_place_eingangsfach(id.to_string()),
        Place::Postkorb(number) => texts::desk_place_postkorb(number.value()),
        Place::Zentral => texts::desk_place_zentral(),
        Place::Tagesansicht(Some(number)) => texts::desk_place_tagesansicht(number.value()),
        Place::Tagesansicht(None) => texts::desk_place_tagesansicht_open(),
        Place::NichtZugeordnet => texts::desk_place_nicht_zugeordnet(),
        Place::Abgelegt => texts::desk_place_abgelegt(),
        Place::Altbestand => texts::desk_place_altbestand(),
    }
}

/// A status in words.
pub(super) fn status_words(status: Status) -> Text {
    match status {
        Status::Neu => texts::desk_status_neu(),
        Status::InArbeit => texts::desk_status_in_arbeit(),
        Status::Weitergeleitet => texts::desk_status_weitergeleitet(),
        Status::Abgeschlossen => texts::desk_status_abgeschlossen(),
        Status::Zurueckgenommen => texts::desk_status_zurueckgenommen(),
        Status::Vernichtet => texts::desk_status_vernichtet(),
    }
}

/// A Vorgang as a JSON object.
pub(super) fn object(it: &Vorgang) -> Value {
    json!({
        "type": "vorgang",
        "id": it.id,
        "mail": it.mail,
        "content": it.content,
        "kind": it.kind.word(),
        "place": it.place.word(),
        "eingangsfach": it.place.eingangsfach(),
        "benutzer": it.place.benutzer().map(|it| it.value()),
        "status": it.status.word(),
        "account": it.account.0,
        "from": it.from,
        "from_name": it.from_name,
        "subject": it.subject,
        "date": it.date,
        "read": it.is_read,
        "size": it.size,
        "received_at": it.received_at,
        "akte": it.akte,
        "aktennummer": it.aktennummer,
        "kurzbezeichnung": it.kurzbezeichnung,
        "proposed": it.proposed,
        "taetigkeit": it.taetigkeit,
        "klient": it.klient,
        "note": it.note,
        "wiedervorlage": it.wiedervorlage,
        "attachments": it.attachment_count,
        "deleted_at": it.deleted_at,
    })
}

fn heading() -> Vec<Text> {
    vec![
        texts::desk_head_id(),
        texts::desk_head_received(),
        texts::desk_head_from(),
        texts::desk_head_subject(),
        texts::desk_head_akte(),
        texts::desk_head_proposed(),
        texts::desk_head_place(),
        texts::desk_head_status(),
        texts::desk_head_klient(),
        texts::desk_head_taetigkeit(),
        texts::desk_head_note(),
        texts::desk_head_wiedervorlage(),
    ]
}

fn cells(it: &Vorgang, output: Output) -> Vec<String> {
    vec![
        it.id.to_string(),
        moment(output.language, it.received_at),
        it.from.clone(),
        it.subject.clone(),
        it.aktennummer.clone(),
        it.proposed.clone(),
        place_words(it.place).show(output.language),
        status_words(it.status).show(output.language),
        it.klient.clone(),
        it.taetigkeit.clone(),
        it.note.clone(),
        it.wiedervorlage.clone().unwrap_or_default(),
    ]
}

/// As a table. Columns that are empty in every row are left out.
pub(super) fn table(rows: &[Vorgang], output: Output) {
    let all: Vec<Vec<String>> = rows.iter().map(|it| cells(it, output)).collect();
    let is_used = |column: usize| {
        let mut cells = all.iter().filter_map(|row| row.get(column));
        cells.any(|it| !it.is_empty())
    };
    let used: Vec<bool> = (0..heading().len()).map(is_used).collect();
    let keep = |row: Vec<String>| -> Vec<String> {
        let kept = row.into_iter().enumerate().zip(&used);
        let kept = kept.filter(|(_, used)| **used).map(|(it, _)| it);
        kept.map(|(column, text)| match column {
            3 => cut(&text, SUBJECT),
            10 => cut(&text, NOTE),
            _ => text,
        })
        .collect()
    };
    let heading = heading().into_iter().zip(&used);
    let heading = heading.filter(|(_, used)| **used).map(|(it, _)| it);
    output.table(heading.collect(), all.into_iter().map(keep).collect());
}

/// As CSV for a spreadsheet: semicolons, a mark for UTF-8, and no cell that would be a formula.
pub(super) fn csv(rows: &[Vorgang], output: Output) {
    let line = |cells: Vec<String>| -> String {
        let quoted: Vec<String> = cells.iter().map(|it| quote(it)).collect();
        quoted.join(";")
    };
    let heading = heading().into_iter().map(|it| it.show(output.language));
    output.line(&format!("\u{feff}{}\r", line(heading.collect())));
    for it in rows {
        output.line(&format!("{}\r", line(cells(it, output))));
    }
}

fn quote(cell: &str) -> String {
    // What begins like this is taken for a formula by spreadsheets.
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        for (cell, shown) in [
            ("8/20; Müller", "\"8/20; Müller\""),
            ("sagt \"ja\"", "\"sagt \"\"ja\"\"\""),
            ("=HYPERLINK(1)", "\"'=HYPERLINK(1)\""),
            ("@x", "\"'@x\""),
            ("", "\"\""),
        ] {
            assert_eq!(quote(cell), shown);
        }
    }
}
