//! Every mail of the shared corpora is imported and read without panic, and yields something.

mod support;

use kontorpost::domain::mail::{Detail, MailNote, ParsedMail};
use kontorpost::mime::parse;
use kontorpost::service::Page;
use std::path::{Path, PathBuf};
use support::practice::Practice;

fn corpora() -> PathBuf {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora");
    std::env::var_os("KONTORPOST_CORPORA").map_or_else(|| PathBuf::from(beside), PathBuf::from)
}

fn files_below(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        if path.is_dir() {
            files_below(&path, files);
        } else {
            files.push(path);
        }
    }
    files.sort();
}

fn all_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    files_below(&corpora(), &mut files);
    if files.is_empty() {
        println!("skipped: no corpora at {}", corpora().display());
    }
    files
}

fn yields_something(mail: &ParsedMail) -> bool {
    !mail.subject.is_empty()
        || !mail.text.is_empty()
        || !mail.attachments.is_empty()
        || !mail.from.is_empty()
        || !mail.notes.is_empty()
}

#[test]
fn every_mail_yields_something() {
    let files = all_files();
    let mut barren = Vec::new();
    let mut unreadable = 0;
    for path in &files {
        let raw = std::fs::read(path).expect("corpus file");
        let index = parse(&raw, Detail::Index);
        let full = parse(&raw, Detail::Full);
        let sizes = |mail: &ParsedMail| mail.attachments.iter().map(|a| a.size).collect::<Vec<_>>();
        assert_eq!(sizes(&index), sizes(&full), "{}", path.display());
        assert_eq!(index.text, full.text, "{}", path.display());
        assert!(full.attachments.iter().all(|a| a.hash.is_some()));
        unreadable += usize::from(full.notes.contains(&MailNote::Unreadable));
        if !yields_something(&index) {
            barren.push(path.display().to_string());
        }
    }
    println!(
        "{} files, {unreadable} without header, {} barren",
        files.len(),
        barren.len()
    );
    assert!(barren.is_empty(), "{barren:#?}");
}

#[tokio::test]
async fn every_mail_is_imported() {
    let mut mails: Vec<Vec<u8>> = all_files()
        .iter()
        .map(|path| std::fs::read(path).expect("corpus file"))
        .collect();
    mails.sort();
    mails.dedup();
    for (protocol, after_fetch) in [("imap", "remove"), ("pop3", "leave")] {
        let practice = Practice::start(protocol, "tls", after_fetch).await;
        practice.deliver(&mails);
        let run = practice.expect(practice.receive().await);
        assert_eq!(run.numbers.stored, mails.len() as u64, "{protocol}");
        // POP3 ends every message with a line break, whether it had one or not.
        match protocol {
            "imap" => practice.assert_stored(&mails, "byte for byte"),
            _ => assert!(practice.office.check(|_, _| {}).unwrap().is_clean()),
        }
        let page = Page {
            limit: 100_000,
            offset: 0,
        };
        for row in practice.office.mails(None, page).unwrap() {
            practice.office.read_mail(row.id).unwrap();
        }
    }
}
