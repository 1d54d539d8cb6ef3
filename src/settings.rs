//! `settings.toml` of the person at this machine: language, and where the office lies. A value that
//! cannot be used falls back to its default, and is named.

use crate::i18n::Language;
use directories::ProjectDirs;
use std::path::PathBuf;

/// Settings with every value usable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Language of the texts.
    pub language: Language,
    /// Data directory, if another than the usual one.
    pub data_dir: Option<PathBuf>,
    /// Keys whose values could not be used; `settings.toml` stands for the whole file.
    pub ignored: Vec<String>,
}

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("de", "Kontorpost", "Kontorpost")
}

/// Where `settings.toml` lies.
pub fn file() -> Option<PathBuf> {
    project().map(|it| it.config_dir().join("settings.toml"))
}

/// The usual data directory of this person; `None` without a home directory.
pub fn usual_data_dir() -> Option<PathBuf> {
    project().map(|it| it.data_local_dir().to_owned())
}

/// Reads the settings. Never fails: no file is no settings.
pub fn load() -> Settings {
    match file().map(std::fs::read_to_string) {
        Some(Ok(text)) => read(&text),
        _ => Settings::default(),
    }
}

fn read(text: &str) -> Settings {
    let mut settings = Settings::default();
    let Ok(table) = text.parse::<toml::Table>() else {
        settings.ignored.push("settings.toml".to_owned());
        return settings;
    };
    if let Some(value) = table.get("language") {
        match value.as_str().and_then(Language::from_code) {
            Some(language) => settings.language = language,
            None => settings.ignored.push("language".to_owned()),
        }
    }
    if let Some(value) = table.get("data_dir") {
        match value.as_str() {
            Some(path) => settings.data_dir = Some(PathBuf::from(path)),
            None => settings.ignored.push("data_dir".to_owned()),
        }
    }
    settings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_values_fall_back_and_are_named() {
        assert_eq!(read("language = \"en\"").language, Language::English);
        let settings = read("language = \"fr\"\ndata_dir = 7\nfuture = 1");
        assert_eq!(settings.language, Language::German);
        assert_eq!(settings.ignored, ["language", "data_dir"]);
        assert_eq!(read("= broken").ignored, ["settings.toml"]);
    }
}
