//! Messages in wrappers of other programs are opened like any other.

#[path = "support/letters.rs"]
mod letters;

use kontorpost::domain::reading::{InvitationKind, Protection};
use kontorpost::mime::{Opened, open};
use letters::{attachment, multipart, plain};
use std::path::{Path, PathBuf};

fn corpora() -> PathBuf {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora");
    std::env::var_os("KONTORPOST_CORPORA").map_or_else(|| PathBuf::from(beside), PathBuf::from)
}

fn files_below(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        match path.is_dir() {
            true => files_below(&path, files),
            false => files.push(path),
        }
    }
    files.sort();
}

fn names(opened: &Opened) -> Vec<String> {
    opened
        .parts
        .iter()
        .map(|it| {
            format!(
                "{:?} {} {}",
                it.steps, it.attachment.name, it.attachment.size
            )
        })
        .collect()
}

fn wrapped(media_type: &str, bytes: &[u8]) -> Vec<u8> {
    let parts = [attachment(media_type, "", bytes)];
    multipart("a@x.example", "Hülle", "multipart/mixed", &parts)
}

#[test]
fn every_winmail_of_the_corpora_is_unpacked() {
    let mut files = Vec::new();
    files_below(&corpora().join("tnefparse"), &mut files);
    files.retain(|it| it.extension().is_some_and(|it| it == "tnef"));
    for path in &files {
        let bytes = std::fs::read(path).expect("file");
        let opened = open(&wrapped("application/ms-tnef; name=winmail.dat", &bytes));
        let name = path
            .file_name()
            .expect("name")
            .to_string_lossy()
            .into_owned();
        println!(
            "{name}: {:?} html {:?} text {:?}",
            names(&opened),
            opened.html.as_ref().map(|it| it.words()),
            opened.text.words()
        );
        let count = match name.as_str() {
            "two-files.tnef" => 2,
            "duplicate_filename.tnef" => 3,
            "umlaut.tnef" => 3,
            "one-file.tnef" | "long-filename.tnef" => 1,
            _ => continue,
        };
        let inner = opened.parts.iter().filter(|it| it.steps.len() == 2).count();
        assert_eq!(inner, count, "{name}");
        assert!(opened.parts[0].is_unpacked, "{name}");
    }
}

#[test]
fn messages_of_outlook_are_read() {
    // Samples of others are looked at where they are; ours is built here.
    let folder = std::env::var_os("KONTORPOST_MSG").map(PathBuf::from);
    let mut files = Vec::new();
    folder.iter().for_each(|it| files_below(it, &mut files));
    for path in files {
        let bytes = std::fs::read(&path).expect("file");
        let outer = open(&wrapped("application/octet-stream; name=x.msg", &bytes));
        let inner = outer.parts[0].open().expect("a message");
        println!(
            "{}: {:?} from {:?} to {:?} {:?}\n{:?}\n{:?}",
            path.display(),
            inner.mail.subject,
            inner.mail.from,
            inner.mail.to,
            inner.mail.date,
            names(&inner),
            inner.text.words().get(..300.min(inner.text.words().len()))
        );
        assert!(
            !inner.mail.subject.is_empty() || !inner.text.is_empty() || !inner.parts.is_empty()
        );
    }
}

#[test]
fn invitations_and_nested_mail_are_found() {
    let ics = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Termin\r\nDTSTART:20261201T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let raw = multipart(
        "a@x.example",
        "Einladung",
        "multipart/alternative",
        &[
            attachment("text/plain; charset=utf-8", "", b"Bitte kommen."),
            attachment(
                "text/calendar; charset=utf-8; method=REQUEST",
                "",
                ics.as_bytes(),
            ),
        ],
    );
    let opened = open(&raw);
    assert_eq!(opened.invitations.len(), 1, "{:?}", names(&opened));
    assert_eq!(opened.invitations[0].kind, InvitationKind::Request);
    let inner = plain("b@x.example", "Innen", "Ich liege innen.");
    let middle = multipart(
        "c@x.example",
        "Mitte",
        "multipart/mixed",
        &[
            attachment("text/plain", "", b"Mitte"),
            attachment("message/rfc822; name=innen.eml", "", &inner),
        ],
    );
    let outer = multipart(
        "d@x.example",
        "Außen",
        "multipart/mixed",
        &[
            attachment("text/plain", "", b"Aussen"),
            attachment("application/octet-stream; name=mitte.eml", "", &middle),
        ],
    );
    let opened = open(&outer);
    assert!(opened.parts[0].is_message);
    let deep = opened.part(&[0, 0]).expect("a part");
    assert!(deep.is_message, "{deep:?}");
    assert_eq!(
        deep.open().expect("a message").text.words().trim(),
        "Ich liege innen."
    );
}

#[test]
fn protected_mail_is_told() {
    let signed = multipart(
        "a@x.example",
        "x",
        "multipart/signed; protocol=\"application/pkcs7-signature\"",
        &[
            attachment("text/plain", "", b"Text"),
            attachment("application/pkcs7-signature; name=smime.p7s", "", b"x"),
        ],
    );
    assert_eq!(open(&signed).protection, [Protection::SmimeSigned]);
    let pgp = multipart(
        "a@x.example",
        "x",
        "multipart/encrypted; protocol=\"application/pgp-encrypted\"",
        &[
            attachment("application/pgp-encrypted", "", b"Version: 1"),
            attachment(
                "application/octet-stream; name=encrypted.asc",
                "",
                b"-----BEGIN PGP MESSAGE-----",
            ),
        ],
    );
    assert_eq!(open(&pgp).protection, [Protection::PgpEncrypted]);
}

#[test]
fn every_mail_of_the_corpora_is_opened_to_its_ends() {
    let mut files = Vec::new();
    files_below(&corpora(), &mut files);
    let begun = std::time::Instant::now();
    let (mut slowest, mut which) = (std::time::Duration::ZERO, PathBuf::new());
    for path in &files {
        let raw = std::fs::read(path).expect("file");
        let one = std::time::Instant::now();
        let opened = open(&raw);
        for part in &opened.parts {
            if let Some(inner) = part.open() {
                let _ = inner.text.words();
            }
        }
        if one.elapsed() > slowest {
            (slowest, which) = (one.elapsed(), path.clone());
        }
        // What the list tells of a file and what is opened by its place are the same.
        let mail = kontorpost::mime::parse(&raw, kontorpost::domain::mail::Detail::Full);
        let own: Vec<_> = opened
            .parts
            .iter()
            .filter(|it| it.steps.len() == 1)
            .collect();
        assert_eq!(own.len(), mail.attachments.len(), "{}", path.display());
        for (part, attachment) in own.iter().zip(&mail.attachments) {
            assert_eq!(part.attachment.name, attachment.name);
            assert_eq!(
                part.bytes.len() as u64,
                attachment.size,
                "{} {}",
                path.display(),
                attachment.name
            );
            let hash = kontorpost::domain::hash::Sha256Hash::of(&part.bytes);
            assert_eq!(attachment.hash, Some(hash), "{}", path.display());
        }
    }
    println!(
        "{} files in {:?}, slowest {slowest:?} {}",
        files.len(),
        begun.elapsed(),
        which.display()
    );
}
