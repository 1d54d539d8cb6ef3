//! Any number of ordinary office messages of a wanted size, for tests and measurements.

use super::chance::Chance;
use super::compose::{self, Charset};

const NAMES: [&str; 12] = [
    "Jürgen Müller",
    "Renate Schäfer",
    "Öznur Weiß",
    "Karl Groß",
    "Änne Köhler",
    "Björn Vogt",
    "Käthe Möller",
    "Uwe Jäger",
    "Süheyla Bauer",
    "Grete Faßbender",
    "Jörg Lütz",
    "Ina Brandt",
];
const MATTERS: [&str; 8] = [
    "Terminsnachricht",
    "Kostenfestsetzung",
    "Übersendung Schriftsatz",
    "Rückfrage zur Akte",
    "Fristverlängerung",
    "Vollmacht",
    "Vergleichsvorschlag",
    "Mandatsbestätigung",
];
const SENTENCES: [&str; 10] = [
    "anbei übersenden wir die angeforderten Unterlagen mit der Bitte um Kenntnisnahme.",
    "Die Gegenseite hat um Verlängerung der Frist bis zum Monatsende gebeten.",
    "Bitte prüfen Sie den beigefügten Entwurf und teilen Sie uns Änderungswünsche mit.",
    "Der Termin zur mündlichen Verhandlung wurde auf den Vormittag verlegt.",
    "Die Gebühren bestimmen sich nach dem Gegenstandswert.",
    "Für Rückfragen stehen wir Ihnen gern telefonisch zur Verfügung.",
    "Der Zeuge kann sich an die Einzelheiten nicht mehr erinnern.",
    "Wir weisen vorsorglich auf die drohende Verjährung hin.",
    "Das Gutachten liegt inzwischen vor und bestätigt unsere Auffassung.",
    "Die Überweisung ist noch nicht auf dem Anderkonto eingegangen.",
];

/// A message with header, German text and a Base64 attachment that fills it up to about `size`
/// bytes (never less than header and text need). Seed and size decide every byte.
pub fn generated_mail(seed: u64, size: usize) -> Vec<u8> {
    let mut chance = Chance::new(seed);
    let sender = chance.pick(&NAMES);
    let file_number = chance.below(900) + 100;
    let subject = format!("{file_number}/26 {}", chance.pick(&MATTERS));
    // A moment in 2026, so that the date does not depend on the clock.
    let date = 1_767_225_600 + i64::try_from(chance.below(300 * 24 * 3600)).unwrap_or(0);
    let from = format!(
        "{} <absender{}@mandant.example>",
        compose::q_word(sender, Charset::Utf8),
        chance.below(500)
    );
    let mut raw = compose::header(
        &from,
        "Kanzlei Muster <post@kanzlei-muster.example>",
        &compose::b_words(&subject, Charset::Utf8),
        date,
        &format!("gen.{seed:016x}.{size}"),
    );
    let mut text = "Sehr geehrte Damen und Herren,\n\n".to_owned();
    for _ in 0..3 + chance.below(12) {
        text.push_str(chance.pick(&SENTENCES));
        text.push('\n');
    }
    text.push_str(&format!("\nMit freundlichen Grüßen\n{sender}\n"));
    let text = compose::text_part("plain", Charset::Utf8, &text);
    let boundary = format!("=_kp_{seed:016x}");
    let used = raw.len() + text.len() + 400;
    let Some(room) = size.checked_sub(used) else {
        raw.extend(text);
        return raw;
    };
    // 57 bytes become a line of 78.
    let filling = compose::pdf(chance.next(), room / 78 * 57);
    let name = format!("attachment; filename=\"Anlage_{file_number}.pdf\"");
    let parts = [
        text,
        compose::attachment("application/pdf", &name, &filling),
    ];
    raw.extend(compose::multipart("mixed", &boundary, &parts));
    raw
}
