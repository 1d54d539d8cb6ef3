//! A hundred thousand letters of a law office: the same bytes each time. The words are as frequent
//! as those of a language: few are everywhere, most are rare.

#[path = "../../tests/support/mails.rs"]
#[allow(dead_code)]
mod mails;

use mails::Numbers;
use std::io::{self, Write};

/// Letters that the office has.
pub const LETTERS: u64 = 100_000;
/// Akten, 400 of each year.
pub const AKTEN: u64 = 2_000;
/// Words of the language.
const WORDS: u64 = 40_000;
/// The last of the letters came at this moment.
const NEWEST: i64 = 1_795_000_000;

const COMMON: [&str; 40] = [
    "die",
    "der",
    "und",
    "in",
    "zu",
    "den",
    "das",
    "nicht",
    "von",
    "Sie",
    "ist",
    "des",
    "sich",
    "mit",
    "dem",
    "dass",
    "wir",
    "es",
    "ein",
    "ich",
    "auf",
    "so",
    "eine",
    "auch",
    "als",
    "an",
    "nach",
    "wie",
    "im",
    "für",
    "Akte",
    "Frist",
    "Termin",
    "Gericht",
    "Klage",
    "Kosten",
    "Vollmacht",
    "Größe",
    "Übersendung",
    "Schriftsatz",
];
const ONSETS: [&str; 24] = [
    "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "w", "z", "sch", "st", "br",
    "kr", "gl", "pf", "tr", "v", "fl",
];
const MIDDLES: [&str; 12] = [
    "a", "e", "i", "o", "u", "ä", "ö", "ü", "ei", "au", "ie", "eu",
];
const ENDS: [&str; 12] = [
    "", "n", "r", "l", "t", "s", "ng", "cht", "ß", "rt", "nd", "ck",
];
const NAMES: [&str; 24] = [
    "Müller",
    "Schäfer",
    "Weiß",
    "Groß",
    "Köhler",
    "Vogt",
    "Möller",
    "Jäger",
    "Bauer",
    "Faßbender",
    "Lütz",
    "Brandt",
    "Schmidt",
    "Schneider",
    "Fischer",
    "Weber",
    "Meyer",
    "Wagner",
    "Becker",
    "Schulz",
    "Hoffmann",
    "Koch",
    "Richter",
    "Klein",
];

/// One of the words; a low place is a frequent one.
fn word(place: u64) -> String {
    if let Some(common) = usize::try_from(place).ok().and_then(|it| COMMON.get(it)) {
        return (*common).to_owned();
    }
    let mut numbers = Numbers::new(place);
    numbers.next();
    let mut word = String::new();
    for _ in 0..2 + numbers.below(3) {
        let mut pick = |from: &[&'static str]| from[numbers.below(from.len() as u64) as usize];
        word += pick(&ONSETS);
        word += pick(&MIDDLES);
        word += pick(&ENDS);
    }
    word
}

/// The place of a word in a text: Zipf's law, about.
fn place(numbers: &mut Numbers) -> u64 {
    let chance = (numbers.next() >> 11) as f64 / (1u64 << 53) as f64;
    (WORDS as f64).powf(chance) as u64 - 1
}

fn words(numbers: &mut Numbers, count: u64, line: &mut String) {
    for at in 0..count {
        if at > 0 {
            line.push(if at % 12 == 0 { '\n' } else { ' ' });
        }
        line.push_str(&word(place(numbers)));
    }
}

/// The Aktennummer at this place of the register.
pub fn akte(place: u64) -> String {
    format!("{}/{}", place % 400 + 1, 20 + place / 400)
}

/// One letter with the line ends of an mbox.
pub fn letter(number: u64) -> Vec<u8> {
    let mut numbers = Numbers::new(number + 1);
    numbers.next();
    let person = numbers.below(3_000);
    let name = NAMES[(person % 24) as usize];
    let mut subject = String::new();
    if numbers.below(3) == 0 {
        subject += "AW: ";
    }
    if numbers.below(2) == 0 {
        subject += &akte(numbers.below(AKTEN));
        subject += " ";
    }
    let other = NAMES[numbers.below(24) as usize];
    subject += &format!("{name} ./. {other}, ");
    let more = 2 + numbers.below(5);
    words(&mut numbers, more, &mut subject);
    // Mostly in the order of arrival, as mail is.
    let back = i64::try_from((LETTERS - number) * 900 + numbers.below(3_600)).expect("small");
    let date = jiff::Timestamp::from_second(NEWEST - back).expect("a moment");
    let date = date.strftime("%a, %d %b %Y %H:%M:%S +0000");
    let mut body = String::from("Sehr geehrte Damen und Herren,\n\n");
    let length = 30 + numbers.below(200);
    words(&mut numbers, length, &mut body);
    body += &format!("\n\nMit freundlichen Grüßen\n{name}\n");
    let mut letter = format!(
        "From: {name} {person} <post{person}@mandant{}.example>\n\
         To: Kanzlei <post@kanzlei.example>\nSubject: {subject}\nDate: {date}\n\
         Message-ID: <{number}@mandant.example>\nMIME-Version: 1.0\n",
        person % 500
    );
    match numbers.below(4) {
        0 => {
            let file = word(place(&mut numbers));
            letter += &format!(
                "Content-Type: multipart/mixed; boundary=grenze\n\n--grenze\n\
                 Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n\
                 {body}\n--grenze\nContent-Type: application/pdf; name=\"{file}.pdf\"\n\
                 Content-Disposition: attachment; filename=\"{file}.pdf\"\n\
                 Content-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n--grenze--\n"
            );
        }
        _ => {
            letter += "Content-Type: text/plain; charset=utf-8\n\
                       Content-Transfer-Encoding: 8bit\n\n";
            letter += &body;
        }
    }
    letter.into_bytes()
}

/// All of them as an mbox.
pub fn write_mbox(target: &mut impl Write) -> io::Result<()> {
    for number in 0..LETTERS {
        target.write_all(b"From - Mon Jan 05 10:00:00 2026\n")?;
        target.write_all(&letter(number))?;
        target.write_all(b"\n")?;
    }
    Ok(())
}
