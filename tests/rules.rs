//! The rules of the office against the vectors of their description (`tests/data/rule-vectors.json`).

use kontorpost::domain::account::AccountId;
use kontorpost::domain::akte::Aktennummer;
use kontorpost::domain::mail::{MailAddress, ParsedMail};
use kontorpost::domain::reason::Reason;
use kontorpost::domain::routing::{Arrival, Place, Placement, route};
use kontorpost::domain::rules::{DirectivesFrom, RuleBook, RuleSettings};
use kontorpost::domain::stammdaten::BenutzerNumber;
use kontorpost::domain::subject::{self, Directive, Reading};
use kontorpost::domain::usage::{Mode, Owner, Usage};
use serde_json::{Value, json};

fn vectors() -> Value {
    serde_json::from_str(include_str!("data/rule-vectors.json")).expect("vectors")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn akte(text: &str) -> Aktennummer {
    text.parse().expect("an Aktennummer")
}

fn benutzer(number: u64) -> BenutzerNumber {
    let number = u16::try_from(number).expect("small");
    BenutzerNumber::new(number).expect("1 to 999")
}

fn people(value: &Value, key: &str) -> Vec<MailAddress> {
    let address = |it: &Value| MailAddress {
        name: String::new(),
        address: it.as_str().expect("an address").to_owned(),
    };
    list(value, key).iter().map(address).collect()
}

/// The reading as the vectors write it.
fn as_vector(reading: &Reading) -> Value {
    let found = |akte: &Aktennummer| json!({"nr": akte.to_string(), "action": null, "user": null, "known": true, "candidates": []});
    match reading {
        Reading::AtStart(akte) | Reading::Inside(akte) => found(akte),
        Reading::Nothing => {
            json!({"nr": null, "action": null, "user": null, "known": false, "candidates": []})
        }
        Reading::Unknown(akte) => {
            let mut it = found(akte);
            it["known"] = json!(false);
            it
        }
        Reading::Several(akten) => {
            let all: Vec<String> = akten.iter().map(ToString::to_string).collect();
            json!({"nr": null, "action": null, "user": null, "known": false, "candidates": all})
        }
        Reading::Directive {
            akte,
            directive,
            exists,
        } => {
            let mut it = found(akte);
            it["known"] = json!(exists);
            match directive {
                Directive::EAkte => it["action"] = json!("ea"),
                Directive::Postkorb(number) => {
                    it["action"] = json!("pk");
                    it["user"] = json!(number.value());
                }
            }
            it
        }
    }
}

#[test]
fn subjects_are_read_as_described() {
    let vectors = vectors();
    assert_eq!(list(&vectors, "parse").len(), 40);
    for vector in list(&vectors, "parse") {
        let known = match vector["known"].is_array() {
            true => list(vector, "known"),
            false => list(&vectors, "known"),
        };
        let reading = subject::read(text(vector, "subject"), |akte| {
            known.iter().any(|it| *it == json!(akte.to_string()))
        });
        let mut expected = as_vector(&Reading::Nothing);
        for (key, value) in vector["expect"].as_object().expect("an object") {
            expected[key] = value.clone();
        }
        assert_eq!(as_vector(&reading), expected, "{vector}");
    }
}

/// The places as the vectors write them.
fn as_words(placement: &Placement) -> Vec<String> {
    if placement.reasons == [Reason::NotFetched] {
        return vec!["nicht abgerufen".to_owned()];
    }
    let word = |place: &Place| match place {
        Place::EAkte(akte) => format!("E-Akte {akte}"),
        Place::Benutzerakte(number) => format!("Benutzerakte {number}"),
        Place::Postkorb(number) => format!("Postkorb {number}"),
        Place::Eingangsfach(_) => "Posteingang".to_owned(),
        other => panic!("{other:?} is in no vector"),
    };
    placement.places.iter().map(word).collect()
}

#[test]
fn mails_are_placed_as_described() {
    let vectors = vectors();
    assert_eq!(list(&vectors, "route").len(), 18);
    for vector in list(&vectors, "route") {
        let settings = RuleSettings {
            directives_from: DirectivesFrom::All,
            forwarding: vector["forward"]
                .as_u64()
                .map(benutzer)
                .map(Owner::Benutzer),
            ..RuleSettings::default()
        };
        let mut rules = RuleBook::new(settings);
        for number in list(&vectors, "users") {
            rules.add_benutzer(benutzer(number.as_u64().expect("a number")), "", true);
        }
        for number in list(&vectors, "known") {
            rules.add_akte(None, akte(number.as_str().expect("text")));
        }
        let mode = text(vector, "mode").to_lowercase().replace(' ', "-");
        let usage = Usage {
            mode: Mode::from_word(&mode).expect("a mode"),
            owner: vector["owner"].as_u64().map(benutzer).map(Owner::Benutzer),
            ..Usage::default()
        };
        let mail = ParsedMail {
            subject: text(vector, "subject").to_owned(),
            ..ParsedMail::default()
        };
        let arrival = Arrival {
            account: AccountId(1),
            usage: &usage,
        };
        let placement = route(&arrival, &mail, &rules);
        assert_eq!(json!(as_words(&placement)), vector["expect"], "{vector}");
    }
}

/// The people of the vectors in their order there get the numbers from 1 on.
fn staff_of(tau: &Value) -> Vec<String> {
    let rows = list(tau, "table").iter().map(|row| row[1].clone());
    let mut names: Vec<String> = rows
        .map(|it| it.as_str().expect("a name").to_owned())
        .collect();
    names.sort();
    names.dedup();
    names
}

fn number_of(names: &[String], name: &str) -> BenutzerNumber {
    let at = names.iter().position(|it| it == name).expect("known");
    benutzer(at as u64 + 1)
}

fn tau_rules(tau: &Value, complete: bool) -> RuleBook {
    let mut rules = RuleBook::new(RuleSettings {
        complete,
        ..RuleSettings::default()
    });
    let names = staff_of(tau);
    for name in &names {
        let current = list(tau, "active").iter().any(|it| it == name);
        rules.add_benutzer(number_of(&names, name), "", current);
    }
    for row in list(tau, "table") {
        let (von, an) = (row[0].as_str(), row[1].as_str());
        let (von, an) = (von.expect("text"), an.expect("text"));
        rules.add_staff(von, true);
        rules.add_assignment(von, number_of(&names, an));
    }
    for own in list(tau, "own") {
        rules.add_mailbox(own.as_str().expect("text"));
    }
    for (address, name) in tau["clients"].as_object().expect("an object") {
        let klient = if name == "Klient A" { 1 } else { 2 };
        rules.add_klient(address, klient);
    }
    rules
}

fn read_in(mail: &ParsedMail, rules: &RuleBook) -> Placement {
    let usage = Usage {
        mode: Mode::Einlesen,
        ..Usage::default()
    };
    let arrival = Arrival {
        account: AccountId(1),
        usage: &usage,
    };
    route(&arrival, mail, rules)
}

#[test]
fn senders_lead_to_staff_as_described() {
    let vectors = vectors();
    let tau = &vectors["tau"];
    assert_eq!(list(tau, "staff").len(), 8);
    let names = staff_of(tau);
    for vector in list(tau, "staff") {
        let mail = ParsedMail {
            from: people(&json!({"from": [vector["from"]]}), "from"),
            ..ParsedMail::default()
        };
        let placement = read_in(&mail, &tau_rules(tau, false));
        let syncing = number_of(&names, text(vector, "syncing"));
        let gets_it = placement.places.iter().any(|place| match place {
            Place::Tagesansicht(candidates) => candidates.contains(&syncing),
            _ => false,
        });
        let winner = gets_it.then(|| text(vector, "syncing"));
        assert_eq!(json!(winner), vector["expect"], "{vector}");
        let is_listed = placement.places.contains(&Place::NichtZugeordnet);
        let anybody = matches!(placement.places.first(), Some(Place::Tagesansicht(_)));
        assert_ne!(is_listed, anybody, "{vector}");
    }
}

#[test]
fn recipients_lead_to_a_klient_as_described() {
    let vectors = vectors();
    let tau = &vectors["tau"];
    assert_eq!(list(tau, "client").len(), 10);
    for vector in list(tau, "client") {
        let is_forwarded = vector["forwarded"].as_bool().unwrap_or_default();
        let mail = ParsedMail {
            subject: if is_forwarded { "WG: Frage" } else { "Frage" }.to_owned(),
            to: people(vector, "to"),
            cc: people(vector, "cc"),
            text: text(vector, "body").to_owned(),
            ..ParsedMail::default()
        };
        let complete = vector["auto_close"].as_bool().unwrap_or_default();
        let placement = read_in(&mail, &tau_rules(tau, complete));
        let klient = placement
            .klient
            .map(|it| ["Klient A", "Klient B"][it as usize - 1]);
        let status = ["offen", "abgeschlossen"][usize::from(placement.completed)];
        assert_eq!(json!([klient, status]), vector["expect"], "{vector}");
        let is_independent = placement.places.contains(&Place::Klientenunabhaengig);
        assert_eq!(is_independent, klient.is_none(), "{vector}");
    }
}
