//! The list of licences in "Info" names every crate that the program is made of, and no other.
//! After a change of dependencies: `KONTORPOST_LICENCES=write cargo test --test
//! licences` writes it anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

type Crate = (String, String);

fn file() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/licences.txt")
}

/// What a list of tables holds under a key, as words.
fn words(table: &toml::Table, key: &str) -> Vec<String> {
    let list = table.get(key).and_then(toml::Value::as_array);
    let words = list.into_iter().flatten().filter_map(toml::Value::as_str);
    words.map(ToOwned::to_owned).collect()
}

/// Every crate that `Cargo.lock` reaches from the program without what only tests and the build
/// need.
fn reached() -> BTreeSet<Crate> {
    let manifest: toml::Table = include_str!("../Cargo.toml").parse().expect("manifest");
    let lock: toml::Table = include_str!("../Cargo.lock").parse().expect("lock");
    let packages = lock["package"].as_array().expect("packages");
    let packages: Vec<&toml::Table> = packages.iter().filter_map(toml::Value::as_table).collect();
    let word = |table: &toml::Table, key: &str| table[key].as_str().expect(key).to_owned();
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in &packages {
        let name = word(package, "name");
        versions
            .entry(name)
            .or_default()
            .push(word(package, "version"));
    }
    // A dependency is named with its version only where there is more than one.
    let find = |wanted: &str| -> Crate {
        let mut parts = wanted.split(' ');
        let name = parts.next().expect("name").to_owned();
        let version = parts.next().map(ToOwned::to_owned);
        let version = version.unwrap_or_else(|| versions[&name][0].clone());
        (name, version)
    };
    let used: BTreeSet<String> = {
        let own = manifest["dependencies"].as_table().expect("dependencies");
        // A crate may be known here by another name than its own.
        let own_name = |(key, value): (&String, &toml::Value)| {
            let package = value.get("package").and_then(toml::Value::as_str);
            package.unwrap_or(key).to_owned()
        };
        let mut names: BTreeSet<String> = own.iter().map(own_name).collect();
        let targets = manifest["target"].as_table().expect("targets");
        for target in targets.values() {
            let table = target["dependencies"].as_table().expect("dependencies");
            names.extend(table.keys().cloned());
        }
        names
    };
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<Crate> = packages
        .iter()
        .filter(|it| word(it, "name") == "kontorpost")
        .flat_map(|it| words(it, "dependencies"))
        .map(|it| find(&it))
        .filter(|it| used.contains(&it.0))
        .collect();
    while let Some(next) = waiting.pop() {
        if !reached.insert(next.clone()) {
            continue;
        }
        let is_it = |it: &&&toml::Table| (word(it, "name"), word(it, "version")) == next;
        let package = packages.iter().find(is_it).expect("a package");
        waiting.extend(words(package, "dependencies").iter().map(|it| find(it)));
    }
    reached
}

fn listed(text: &str) -> BTreeSet<Crate> {
    let lines = text.lines().filter(|it| !it.is_empty());
    lines
        .map(|line| {
            let mut parts = line.split("  ");
            let name = parts.next().expect("name").to_owned();
            let version = parts.next().expect("version").to_owned();
            let licence = parts.next().expect("licence");
            assert!(!licence.is_empty(), "{line}");
            (name, version)
        })
        .collect()
}

#[test]
fn every_crate_is_named_with_its_licence() {
    if std::env::var_os("KONTORPOST_LICENCES").is_some_and(|it| it == "write") {
        write();
    }
    let listed = listed(&std::fs::read_to_string(file()).expect("assets/licences.txt"));
    let reached = reached();
    assert!(reached.len() > 100, "{} crates", reached.len());
    let missing: Vec<_> = reached.difference(&listed).collect();
    let surplus: Vec<_> = listed.difference(&reached).collect();
    assert_eq!(missing, Vec::<&Crate>::new(), "not in assets/licences.txt");
    assert_eq!(surplus, Vec::<&Crate>::new(), "no longer used");
}

/// Writes the list from what cargo knows of each crate.
fn write() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let answer = Command::new(cargo)
        .args(["metadata", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    let known: serde_json::Value = serde_json::from_slice(&answer.stdout).expect("metadata");
    let reached = reached();
    let mut lines = BTreeSet::new();
    for package in known["packages"].as_array().expect("packages") {
        let word = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
        if !reached.contains(&(word("name"), word("version"))) {
            continue;
        }
        let licence = match word("license") {
            it if it.is_empty() => "see its licence file".to_owned(),
            it => it,
        };
        let parts = [word("name"), word("version"), licence, word("repository")];
        lines.insert(parts.join("  ").trim_end().to_owned());
    }
    let lines: Vec<String> = lines.into_iter().collect();
    std::fs::write(file(), lines.join("\n") + "\n").expect("written");
}
