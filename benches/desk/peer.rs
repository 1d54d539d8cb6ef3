//! The same searches by notmuch over the same letters, as a program that is started anew for each.

use crate::filling::home;
use crate::letters::{LETTERS, letter};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

fn notmuch(arguments: &[&str]) -> Command {
    let mut command = Command::new("notmuch");
    command
        .args(arguments)
        .env("NOTMUCH_CONFIG", home().join("notmuch-config"));
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// The letters as a Maildir, and the index of notmuch over them.
fn prepare(maildir: &Path) {
    let whole = home().join("notmuch-whole");
    if whole.exists() {
        return;
    }
    for folder in ["cur", "new", "tmp"] {
        fs::create_dir_all(maildir.join(folder)).expect("a Maildir");
    }
    for number in 0..LETTERS {
        let file = maildir.join("cur").join(format!("{number}.kanzlei:2,S"));
        fs::write(file, letter(number)).expect("a letter");
    }
    let config = format!(
        "[database]\npath={}\n[user]\nname=Kanzlei\nprimary_email=post@kanzlei.example\n\
         [new]\ntags=inbox\n",
        maildir.display()
    );
    fs::write(home().join("notmuch-config"), config).expect("a file");
    let begun = Instant::now();
    let status = notmuch(&["new"]).status();
    assert!(status.is_ok_and(|it| it.success()), "notmuch new");
    println!(
        "  notmuch took {:.0} s to index them",
        begun.elapsed().as_secs_f64()
    );
    fs::write(whole, "").expect("a file");
}

/// Searches for the beginnings of words, and the first page of what is found.
pub fn compare(typed: &[&str], page: usize) {
    println!("The same by notmuch:");
    let installed = Command::new("notmuch")
        .arg("--version")
        .stdout(Stdio::null())
        .status();
    if !installed.is_ok_and(|it| it.success()) {
        println!("  not installed");
        return;
    }
    prepare(&home().join("maildir"));
    let limit = format!("--limit={page}");
    for words in typed {
        let query: Vec<String> = words
            .split(' ')
            .map(|it| match it.contains('/') {
                true => format!("\"{it}\""),
                false => format!("{it}*"),
            })
            .collect();
        let query = query.join(" ");
        let arguments = ["search", "--sort=newest-first", &limit, &query];
        let mut times: Vec<f64> = Vec::new();
        let mut lines = 0;
        for _ in 0..5 {
            let begun = Instant::now();
            let output = notmuch(&arguments).output().expect("notmuch");
            times.push(begun.elapsed().as_secs_f64() * 1e3);
            lines = output.stdout.iter().filter(|it| **it == b'\n').count();
        }
        times.sort_by(f64::total_cmp);
        println!("  find {query:<24} {:8.2} ms, first {lines}", times[2]);
    }
}
