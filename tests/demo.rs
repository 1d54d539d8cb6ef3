//! The first command of a newcomer.

use std::process::Command;

#[test]
fn the_practice_office_does_the_main_job() {
    for (language, words) in [("de", "ÜBUNGSBÜRO"), ("en", "PRACTICE OFFICE")] {
        let output = Command::new(env!("CARGO_BIN_EXE_kontorpost"))
            .args(["--lang", language, "demo", "--headless"])
            .env_remove("SSL_CERT_FILE")
            .output()
            .expect("the program starts");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "{text}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(text.contains(words), "{text}");
        assert!(
            text.contains("Grundstück"),
            "found without its umlaut: {text}"
        );
        let directory = text
            .split(['(', ' ', '\n'])
            .find(|it| it.contains("kontorpost-uebung-"));
        let directory = std::path::Path::new(directory.expect("the data directory is named"));
        assert!(!directory.exists(), "the throw-away directory is gone");
    }
}
