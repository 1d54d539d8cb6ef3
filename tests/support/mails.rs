//! Generated mail: the same bytes for the same seed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// A small generator of numbers (xorshift), so that a test is the same every time.
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(length + 8);
        while bytes.len() < length {
            bytes.extend_from_slice(&self.next().to_le_bytes());
        }
        bytes.truncate(length);
        bytes
    }
}

const WORDS: [&str; 24] = [
    "Akte",
    "Klage",
    "Frist",
    "Termin",
    "Gericht",
    "Beschluss",
    "Größe",
    "Straße",
    "Vergleich",
    "Zahlung",
    "Mandant",
    "Schriftsatz",
    "Kosten",
    "Vollmacht",
    "Berufung",
    "Anlage",
    "morgen",
    "heute",
    "bitte",
    "danke",
    "Rückruf",
    "Übersendung",
    "Kenntnis",
    "Entscheidung",
];

fn sentence(numbers: &mut Numbers, words: u64) -> String {
    let words: Vec<&str> = (0..words)
        .map(|_| WORDS[numbers.below(WORDS.len() as u64) as usize])
        .collect();
    words.join(" ")
}

fn base64_lines(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    for line in bytes.chunks(57) {
        text.push_str(&STANDARD.encode(line));
        text.push_str("\r\n");
    }
    text
}

/// An office mail of about `size` bytes with CRLF line ends: headers, German text and, where there
/// is room, an attachment.
pub fn mail(seed: u64, size: usize) -> Vec<u8> {
    let mut numbers = Numbers::new(seed);
    let day = 1 + numbers.below(28);
    let subject = sentence(&mut numbers, 4);
    let mut text = format!(
        "Received: from mx.example by mail.kontor.test; {day} Oct 2026 08:00:{:02} +0200\r\n\
         From: =?UTF-8?Q?Mandant_M=C3=BCller_{seed}?= <mandant{seed}@mandant.example>\r\n\
         To: Kanzlei <anna@kontor.test>\r\n\
         Subject: =?UTF-8?B?{}?=\r\n\
         Date: {day} Oct 2026 08:{:02}:00 +0200\r\n\
         Message-ID: <{seed}.{}@mandant.example>\r\n\
         MIME-Version: 1.0\r\n",
        numbers.below(60),
        STANDARD.encode(format!("{}/26 {subject}", 1 + numbers.below(900))),
        numbers.below(60),
        numbers.next(),
    );
    let paragraphs: Vec<String> = (0..1 + size.min(6_000) / 1_500)
        .map(|_| {
            let count = 12 + numbers.below(40);
            let words = sentence(&mut numbers, count);
            let lines: Vec<String> = words
                .split(' ')
                .collect::<Vec<_>>()
                .chunks(8)
                .map(|line| line.join(" "))
                .collect();
            lines.join("\r\n")
        })
        .collect();
    let body = paragraphs.join("\r\n\r\n");
    let room = size.saturating_sub(text.len() + body.len() + 400);
    if room < 500 {
        text.push_str(
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n",
        );
        text.push_str(&body);
        text.push_str("\r\n.\r\n..\r\nEnde\r\n");
        return text.into_bytes();
    }
    text.push_str(&format!(
        "Content-Type: multipart/mixed; boundary=\"=_{seed}\"\r\n\r\n--=_{seed}\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}\r\n\
         --=_{seed}\r\nContent-Type: application/pdf; name=\"Anlage {seed}.pdf\"\r\n\
         Content-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment; filename=\"Anlage {seed}.pdf\"\r\n\r\n"
    ));
    text.push_str(&base64_lines(&numbers.bytes(room * 57 / 78)));
    text.push_str(&format!("--=_{seed}--\r\n"));
    text.into_bytes()
}

/// Mixed messages as an office gets them: mostly small, some with attachments, some strange.
pub fn mixed(count: u64) -> Vec<Vec<u8>> {
    (0..count)
        .map(|seed| match seed % 100 {
            7 => b"\r\nno header at all\r\n"
                .to_vec()
                .repeat(seed as usize + 1),
            13 => format!("Subject: nur {seed}\r\n\r\n").into_bytes(),
            23 => mail(seed, 1_500_000),
            29 => {
                let mut raw = format!("Subject: lang {seed}\r\nX-Lang: ").into_bytes();
                raw.extend(std::iter::repeat_n(b'x', 5_000));
                raw.extend_from_slice(b"\r\n\r\nk\xf6rper \xff\r\n");
                raw
            }
            other if other % 10 == 3 => mail(seed, 90_000),
            _ => mail(seed, 3_000 + (seed as usize * 37) % 9_000),
        })
        .collect()
}
