//! How answers are shown: tables and sentences for people, one JSON object a line for scripts.

use crate::i18n::{Language, Text, number, texts};
use crate::service::Error;
use crate::service::notice::{Notice, notice};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};
use std::io::{IsTerminal, Write};

/// Where and how answers go.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    /// JSON instead of words.
    pub json: bool,
    /// Language.
    pub language: Language,
}

impl Output {
    /// A line on standard output. A reader that has gone away (`| head`) is no error.
    pub fn line(&self, line: &str) {
        let _ = writeln!(std::io::stdout(), "{line}");
    }

    /// A sentence on standard output; with JSON nothing.
    pub fn say(&self, text: Text) {
        if !self.json {
            self.line(&text.show(self.language));
        }
    }

    /// A JSON object on a line; without JSON nothing.
    pub fn object(&self, value: Value) {
        if self.json {
            self.line(&value.to_string());
        }
    }

    /// A sentence on standard error.
    pub fn log(&self, text: Text) {
        let _ = writeln!(std::io::stderr(), "{}", text.show(self.language));
    }

    /// An error: words on standard error, with JSON also an object on standard output.
    pub fn error(&self, error: &Error) {
        let notice = notice(error);
        self.object(self.error_object(&notice));
        self.words(&notice);
    }

    /// Something that was refused before the office was asked: words on standard error, with JSON
    /// also an object of this kind on standard output.
    pub fn refusal(&self, kind: &str, message: Text) {
        self.object(json!({
            "type": "error",
            "kind": kind,
            "message": message.show(self.language),
            "faults": [],
            "advice": null,
            "detail": null,
        }));
        self.log(texts::error_word(message));
    }

    /// An error as an object.
    pub fn error_object(&self, notice: &Notice) -> Value {
        let show = |text: &Text| text.show(self.language);
        json!({
            "type": "error",
            "kind": notice.kind,
            "message": show(&notice.message),
            "faults": notice.faults.iter().map(show).collect::<Vec<_>>(),
            "advice": notice.advice.as_ref().map(show),
            "detail": notice.detail,
        })
    }

    fn words(&self, notice: &Notice) {
        self.log(texts::error_word(notice.message.clone()));
        for fault in &notice.faults {
            let _ = writeln!(std::io::stderr(), "  {}", fault.show(self.language));
        }
        self.log_rest(notice);
    }

    /// Advice and detail of an error, on standard error.
    pub fn log_rest(&self, notice: &Notice) {
        if let Some(advice) = &notice.advice {
            self.log(advice.clone());
        }
        if let Some(detail) = &notice.detail {
            self.log(texts::error_detail(detail));
        }
    }

    /// A table with a heading; columns of numbers are set right.
    pub fn table(&self, heading: Vec<Text>, rows: Vec<Vec<String>>) {
        let heading: Vec<String> = heading.iter().map(|it| it.show(self.language)).collect();
        let width = |text: &str| text.chars().count();
        let mut widths: Vec<usize> = heading.iter().map(|it| width(it)).collect();
        for row in &rows {
            for (known, cell) in widths.iter_mut().zip(row) {
                *known = (*known).max(width(cell));
            }
        }
        let is_number: Vec<bool> = (0..heading.len())
            .map(|column| {
                let mut cells = rows.iter().filter_map(|row| row.get(column));
                !rows.is_empty()
                    && cells.all(|it| it.chars().all(|c| c.is_ascii_digit() || c == '.'))
            })
            .collect();
        for row in std::iter::once(&heading).chain(&rows) {
            let mut line = String::new();
            for ((cell, wide), right) in row.iter().zip(&widths).zip(&is_number) {
                let gap = " ".repeat(wide.saturating_sub(width(cell)));
                let (before, after) = if *right {
                    (gap.as_str(), "")
                } else {
                    ("", gap.as_str())
                };
                line.push_str(&format!("{before}{cell}{after}  "));
            }
            self.line(line.trim_end());
        }
    }

    /// "ja" or "nein".
    pub fn yes_no(&self, value: bool) -> String {
        if value { texts::yes() } else { texts::no() }.show(self.language)
    }

    /// A number as people write it.
    pub fn number(&self, value: u64) -> String {
        number(self.language, i64::try_from(value).unwrap_or(i64::MAX))
    }

    /// A bar for long work, on a terminal only.
    pub fn progress(&self, what: Text) -> ProgressBar {
        if self.json || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len}")
        {
            bar.set_style(style);
        }
        bar.with_message(what.show(self.language))
    }
}

/// At most so many characters of a text, so that a table stays a table.
pub fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let kept: String = text.chars().take(limit.saturating_sub(1)).collect();
    format!("{kept}…")
}
