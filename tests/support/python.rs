//! Python's `email` as a reader of messages that shares no line of code with ours.

use serde_json::Value;
use std::process::Command;

/// Prints what each file given holds, with the text put together again (RFC 3676).
const READER: &str = include_str!("read_mail.py");

/// What each message holds.
pub fn python_reads(messages: &[Vec<u8>]) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("python");
    let mut python = Command::new("python3");
    python.args(["-c", READER]);
    for (number, raw) in messages.iter().enumerate() {
        let path = folder.path().join(format!("{number}.eml"));
        std::fs::write(&path, raw).expect("python");
        python.arg(path);
    }
    let output = python.output().expect("python3, see tests/run.sh");
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}
