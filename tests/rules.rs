//! The rules of the office against the vectors of their description (`tests/data/rule-vectors.json`).

use kontorpost::domain::account::AccountId;
use kontorpost::domain::akte::Aktennummer;
use kontorpost::domain::mail::{Attachment, Authentication, MailAddress, ParsedMail};
use kontorpost::domain::office_settings::{
    AutomaticReading, DirectiveSenders, OfficeSettings, SenderPattern,
};
use kontorpost::domain::reason::Reason;
use kontorpost::domain::routing::{Arrival, Kind, Place, Placement, route};
use kontorpost::domain::rules::RuleBook;
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
        let settings = OfficeSettings {
            directives: DirectiveSenders::All,
            forward_to: vector["forward"].as_u64().map(benutzer),
            ..OfficeSettings::default()
        };
        let mut rules = RuleBook::new(settings, 1);
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
    let reading = AutomaticReading {
        complete,
        ..AutomaticReading::default()
    };
    let settings = OfficeSettings {
        reading,
        ..OfficeSettings::default()
    };
    let mut rules = RuleBook::new(settings, 1);
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

/// An office of Anna (1) and Bert (2); Carl (3) has left. Akte 8/20 in the main pool, 9/20 in the
/// pool "Notariat".
fn office(settings: OfficeSettings) -> RuleBook {
    let mut rules = RuleBook::new(settings, 1);
    rules.add_akte(None, akte("8/20"));
    rules.add_akte(Some("Notariat"), akte("9/20"));
    rules.add_benutzer(benutzer(1), "anna@kanzlei.example", true);
    rules.add_benutzer(benutzer(2), "bert@kanzlei.example", true);
    rules.add_benutzer(benutzer(3), "carl@kanzlei.example", false);
    rules.add_klient("frau@klient.example", 7);
    rules.add_source(AccountId(2), 4);
    rules
}

fn letter(from: &str, subject: &str) -> ParsedMail {
    ParsedMail {
        from: people(&json!({"from": [from]}), "from"),
        subject: subject.to_owned(),
        ..ParsedMail::default()
    }
}

fn at(
    account: i64,
    mode: Mode,
    owner: Option<Owner>,
) -> impl Fn(&ParsedMail, &RuleBook) -> Placement {
    let usage = Usage {
        mode,
        owner,
        ..Usage::default()
    };
    move |mail, rules| {
        let arrival = Arrival {
            account: AccountId(account),
            usage: &usage,
        };
        route(&arrival, mail, rules)
    }
}

#[test]
fn directives_count_from_whom_the_office_trusts() {
    use DirectiveSenders::{All, Known, Own};
    let (anna, klient) = ("ANNA@kanzlei.example", "frau@klient.example");
    let (failed, unknown) = (Authentication::Failed, Authentication::Unknown);
    let filed = vec![Place::EAkte(akte("8/20"))];
    let on_desk = vec![Place::Eingangsfach(1)];
    let stranger = Some(Reason::DirectiveOfStranger);
    for (who, from, authentication, places, refusal) in [
        (Own, anna, unknown, &filed, None),
        (
            Own,
            anna,
            failed,
            &on_desk,
            Some(Reason::DirectiveUnverified),
        ),
        (Own, klient, unknown, &on_desk, stranger.clone()),
        (
            Own,
            "carl@kanzlei.example",
            unknown,
            &on_desk,
            stranger.clone(),
        ),
        (
            Own,
            "anna@kanz1ei.example",
            unknown,
            &on_desk,
            stranger.clone(),
        ),
        (Own, "", unknown, &on_desk, stranger.clone()),
        (Known, klient, unknown, &filed, None),
        (
            Known,
            klient,
            failed,
            &on_desk,
            Some(Reason::DirectiveUnverified),
        ),
        (Known, "x@fremd.example", unknown, &on_desk, stranger),
        (All, "x@fremd.example", failed, &filed, None),
    ] {
        let rules = office(OfficeSettings {
            directives: who,
            ..OfficeSettings::default()
        });
        let mail = ParsedMail {
            authentication,
            ..letter(from, "8/20ea Vergleich")
        };
        let placement = at(1, Mode::Posteingang, None)(&mail, &rules);
        assert_eq!(&placement.places, places, "{who:?} {from}");
        assert_eq!(placement.is_past_every_desk(), places == &filed);
        let told = placement.reasons.iter().find(|it| {
            matches!(
                it,
                Reason::DirectiveOfStranger | Reason::DirectiveUnverified
            )
        });
        assert_eq!(told, refusal.as_ref());
        // The number counts whoever writes it.
        assert_eq!(placement.akte, Some(akte("8/20")));
    }
    // Two senders: nobody knows whose word it is.
    let mut two = letter(anna, "8/20ea");
    two.from.push(two.from[0].clone());
    let placement = at(1, Mode::Posteingang, None)(&two, &office(OfficeSettings::default()));
    assert_eq!(placement.places, on_desk);
}

#[test]
fn a_mail_never_lies_with_somebody_who_has_left() {
    let rules = office(OfficeSettings {
        directives: DirectiveSenders::All,
        forward_to: Some(benutzer(3)),
        ..OfficeSettings::default()
    });
    let carls = at(1, Mode::Postkorb, Some(Owner::Benutzer(benutzer(3))));
    let placement = carls(&letter("x@y.example", "8/20 x"), &rules);
    let shared = [Place::EAkte(akte("8/20")), Place::ZentralerPostkorb];
    assert_eq!(placement.places, shared);
    assert!(
        placement
            .reasons
            .contains(&Reason::OwnerNotCurrent(benutzer(3)))
    );
    let placement = carls(&letter("x@y.example", "Hallo"), &rules);
    assert_eq!(
        placement.places,
        [Place::Sammelakte, Place::ZentralerPostkorb]
    );
    let placement = at(1, Mode::Posteingang, None)(&letter("x@y.example", "8/20 x"), &rules);
    assert_eq!(placement.places, [Place::Eingangsfach(1)]);
    assert!(
        placement
            .reasons
            .contains(&Reason::ForwardingNotCurrent(benutzer(3)))
    );
    let placement = at(1, Mode::Posteingang, None)(&letter("x@y.example", "8/20pk3"), &rules);
    assert_eq!(placement.places, [Place::Eingangsfach(1)]);
}

#[test]
fn zentral_pools_and_trays() {
    let rules = office(OfficeSettings::default());
    let mail = letter("x@y.example", "9/20 und 8/20");
    let placement = at(1, Mode::Postkorb, Some(Owner::Zentral))(&mail, &rules);
    // 9/20 is an Akte of another pool.
    let shared = [Place::EAkte(akte("8/20")), Place::ZentralerPostkorb];
    assert_eq!(placement.places, shared);
    let usage = Usage {
        mode: Mode::Postkorb,
        owner: Some(Owner::Benutzer(benutzer(2))),
        datenpool: Some("NOTARIAT".to_owned()),
        ..Usage::default()
    };
    let arrival = Arrival {
        account: AccountId(1),
        usage: &usage,
    };
    let placement = route(&arrival, &mail, &rules);
    let own = [Place::EAkte(akte("9/20")), Place::Postkorb(benutzer(2))];
    assert_eq!(placement.places, own);
    assert_eq!(placement.pool.as_deref(), Some("NOTARIAT"));
    // Account 2 is a source of a tray of its own.
    let placement = at(2, Mode::Posteingang, None)(&mail, &rules);
    assert_eq!(placement.places, [Place::Eingangsfach(4)]);
    assert_eq!((placement.akte, placement.pool), (Some(akte("8/20")), None));
}

#[test]
fn blocked_senders_faxes_and_proposals() {
    let mut rules = office(OfficeSettings {
        blocked: SenderPattern::parse("@werbung.example")
            .into_iter()
            .collect(),
        fax: SenderPattern::parse("fax@kanzlei.example"),
        ..OfficeSettings::default()
    });
    rules.add_akte(None, akte("10/20"));
    let posteingang = at(1, Mode::Posteingang, None);
    let placement = posteingang(&letter("Neu@Werbung.example", "8/20"), &rules);
    assert_eq!(placement.places, []);
    assert_eq!(
        placement.reasons,
        [Reason::Blocked("Neu@Werbung.example".to_owned())]
    );
    // Only the Posteingang refuses them.
    let own = at(1, Mode::Postkorb, Some(Owner::Benutzer(benutzer(1))));
    assert_eq!(
        own(&letter("neu@werbung.example", "8/20"), &rules)
            .places
            .len(),
        2
    );
    let placement = posteingang(&letter("fax@kanzlei.example", "Fax von 030"), &rules);
    assert_eq!(
        (placement.kind, placement.places.as_slice()),
        (Kind::Fax, [Place::Eingangsfach(1)].as_slice())
    );
    let placement = posteingang(&letter("x@y.example", "Vergleich 8/20 und 10/20"), &rules);
    assert_eq!(placement.proposals, [akte("8/20"), akte("10/20")]);
    assert_eq!(
        (placement.akte, placement.places.as_slice()),
        (None, [Place::Eingangsfach(1)].as_slice())
    );
}

#[test]
fn scans_and_forwarded_mail() {
    let mut rules = office(OfficeSettings::default());
    rules.add_staff("scan@kanzlei.example", true);
    for number in [1, 3, 2] {
        rules.add_assignment("scan@kanzlei.example", benutzer(number));
    }
    let scan = |inline| ParsedMail {
        attachments: vec![Attachment {
            name: "scan.pdf".to_owned(),
            mime_type: "application/pdf".to_owned(),
            size: 1,
            hash: None,
            inline,
        }],
        ..letter("Scan@Kanzlei.example", "8/20ea")
    };
    let placement = at(1, Mode::Scanner, None)(&scan(false), &rules);
    // Whoever comes first of those who work here; a subject of a scanner orders nothing.
    let candidates = Place::Tagesansicht(vec![benutzer(1), benutzer(2)]);
    assert_eq!(placement.places, [candidates, Place::Klientenunabhaengig]);
    assert_eq!(
        (placement.kind, placement.attachments_only),
        (Kind::Scan, true)
    );
    assert!(!at(1, Mode::Scanner, None)(&scan(true), &rules).attachments_only);
    assert!(!at(1, Mode::Einlesen, None)(&scan(false), &rules).attachments_only);

    rules.add_klient("doppelt@klient.example", 7);
    rules.add_klient("doppelt@klient.example", 8);
    let read_in = at(1, Mode::Einlesen, None);
    for (subject, body, klient) in [
        ("WG: Frage", "Von: Frau <frau@klient.example>", Some(7)),
        (
            "Fwd[2]: Frage",
            "\n\n> \n>> Von: FRAU@klient.example\n",
            Some(7),
        ),
        (
            "Frage",
            "---------- Forwarded message ---------\nfrau@klient.example",
            Some(7),
        ),
        // An answer to a forwarded mail is an answer.
        ("AW: WG: Frage", "Von: frau@klient.example", None),
        ("Frage", "Von: frau@klient.example", None),
        ("WG: Frage", "1\n2\n3\n4\n5\nVon: frau@klient.example", None),
        (
            "WG: Frage",
            "Von: fremd@x.example\nAn: frau@klient.example",
            None,
        ),
        ("WG: Frage", "", None),
        ("WG: Frage", "Von: doppelt@klient.example", None),
    ] {
        let mail = ParsedMail {
            text: body.to_owned(),
            ..letter("x@y.example", subject)
        };
        let placement = read_in(&mail, &rules);
        assert_eq!(placement.klient, klient, "{subject} {body}");
        let is_double = body.contains("doppelt");
        assert_eq!(placement.klient_proposals.is_empty(), !is_double);
    } // The header of a message that is attached says who it is about.
    let person = |address: &str| MailAddress {
        name: String::new(),
        address: address.to_owned(),
    };
    let attached = ParsedMail {
        text: "zur Kenntnis, doppelt@klient.example".to_owned(),
        attached_people: vec![
            person("post@kanzlei.example"),
            person("Frau@klient.example"),
        ],
        ..letter("x@y.example", "WG: Frage")
    };
    rules.add_mailbox("post@kanzlei.example");
    assert_eq!(read_in(&attached, &rules).klient, Some(7));
}
