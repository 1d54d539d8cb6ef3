//! The layer against Microsoft's schemas and against answers that others have recorded or documented.
//! Most of them lie beside the project and are passed over where they are not there; a few lie in
//! `tests/data/ews`.

use super::answer::Answer;
use super::request::tests::every;
use super::version::Version;
use super::xml::Element;
use crate::transport::error::Cause;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What lies beside the project; `KONTORPOST_EWS_CORPUS` says where else.
fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/exchange/ews-xsd");
    let path = std::env::var_os("KONTORPOST_EWS_CORPUS").map_or(beside, PathBuf::from);
    path.is_dir().then_some(path)
}

fn files(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(directory).into_iter().flatten();
    let paths = entries.map(|it| it.unwrap().path());
    let mut files: Vec<_> = paths
        .filter(|it| it.extension().is_some_and(|it| it == "xml"))
        .map(|it| (it.display().to_string(), std::fs::read(&it).unwrap()))
        .collect();
    files.sort();
    files
}

fn everything() -> Vec<(String, Vec<u8>)> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/ews");
    let mut all = files(&own);
    if let Some(corpus) = corpus() {
        for name in ["ms-docs-samples", "recorded", "gromox-transcripts"] {
            all.extend(files(&corpus.join(name)));
        }
    }
    all
}

#[test]
fn every_request_is_valid_against_the_schemas() {
    let has_tool = Command::new("xmllint").arg("--version").output().is_ok();
    let (Some(corpus), true) = (corpus(), has_tool) else {
        return println!("not there: the schemas, or xmllint");
    };
    // The older schemas know no other version than their own.
    let generations = [
        ("2007_SP1", Some("Exchange2007_SP1")),
        ("2010_SP2", Some("Exchange2010_SP2")),
        ("2013_SP1", Some("Exchange2013_SP1")),
        ("2016", None),
        ("SE", None),
    ];
    let directory = tempfile::tempdir().unwrap();
    for (version, first) in [
        (Version::E2007Sp1, 0),
        (Version::E2010Sp1, 1),
        (Version::E2013Sp1, 2),
    ] {
        for (generation, own) in &generations[first..] {
            let schema = corpus.join("check").join(generation).join("soap.xsd");
            let mut command = Command::new("xmllint");
            command.args(["--noout", "--nonet", "--schema"]).arg(schema);
            for (name, request) in every(version) {
                let path = directory.path().join(format!("{name}.xml"));
                let own = own.unwrap_or(version.word());
                std::fs::write(&path, request.replace(version.word(), own)).unwrap();
                command.arg(path);
            }
            let output = command.output().unwrap();
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.success(),
                "{version:?} {generation}\n{errors}"
            );
        }
    }
}

#[test]
fn every_recorded_and_documented_answer_is_read() {
    let all = everything();
    assert!(!all.is_empty());
    let mut read = 0;
    for (name, bytes) in &all {
        let Ok(document) = Element::parse(bytes) else {
            continue;
        };
        if document.name != "Envelope" || document.child("Body").is_none() {
            continue;
        }
        let is_empty = document
            .path("Body")
            .is_some_and(|it| it.children.is_empty());
        assert!(is_empty || Answer::of(document).is_ok(), "{name}");
        read += 1;
    }
    println!("{read} of {}", all.len());
    assert!(corpus().is_none() || read > 300, "{read}");
}

#[test]
fn whatever_is_cut_off_or_garbled_is_refused_without_a_panic() {
    let mut seed = 7_u64;
    let mut next = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap() % below.max(1)
    };
    for (_, bytes) in everything() {
        for _ in 0..20 {
            let mut garbled = bytes.clone();
            garbled.truncate(next(bytes.len()));
            for _ in 0..next(4) {
                let at = next(garbled.len());
                if let Some(byte) = garbled.get_mut(at) {
                    *byte = b"<>&/\"\0\xff x"[next(9)];
                }
            }
            let _ = Answer::read(&garbled);
        }
    }
}

#[test]
fn a_huge_answer_is_read_and_a_deep_one_refused() {
    let content = "QUJD".repeat(5_000_000);
    let xml = format!(
        "<Envelope><Body><GetItemResponse><ResponseMessages><M ResponseClass=\"Success\">\
         <ResponseCode>NoError</ResponseCode><Items><Message><MimeContent>{content}\
         </MimeContent></Message></Items></M></ResponseMessages></GetItemResponse></Body></Envelope>"
    );
    let messages = Answer::read(xml.as_bytes()).unwrap().outcome.unwrap();
    let found = messages[0].content.find("MimeContent").unwrap();
    assert_eq!(found.text.len(), content.len());
    let deep = format!("<Envelope><Body>{}", "<a>".repeat(1_000_000));
    assert!(matches!(
        Answer::read(deep.as_bytes()),
        Err(Cause::Protocol(_))
    ));
}
