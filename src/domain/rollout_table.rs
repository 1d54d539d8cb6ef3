//! Reads values out of a TOML table by their dotted keys and remembers where each one stood.

use crate::domain::account::{Fault, FieldError};
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// A value as it stood in the file.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    Text(String),
    Number(String),
    Boolean(bool),
    List(Vec<Value>),
    Table,
    Other,
}

/// The values of a TOML file by dotted key. Reading a value marks its key as known.
pub struct TableReader {
    values: BTreeMap<String, (Value, usize)>,
    known: Vec<String>,
    faults: Vec<FieldError>,
}

impl TableReader {
    /// Reads the file's shape.
    ///
    /// # Errors
    /// One [`FieldError`] with its line when the text is no TOML.
    pub fn parse(text: &str) -> Result<Self, Vec<FieldError>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let line_at = |offset: usize| {
            text.bytes()
                .take(offset)
                .filter(|byte| *byte == b'\n')
                .count()
                + 1
        };
        // The reader's Display form would quote the line, which might hold a password by mistake:
        // its bare message does not.
        let table = DeTable::parse(text).map_err(|error| {
            vec![FieldError {
                field: String::new(),
                fault: Fault::NotToml(error.message().to_owned()),
                line: error.span().map(|span| line_at(span.start)),
            }]
        })?;
        let mut reader = Self {
            values: BTreeMap::new(),
            known: Vec::new(),
            faults: Vec::new(),
        };
        reader.collect("", table.get_ref(), &line_at);
        Ok(reader)
    }

    fn collect(&mut self, prefix: &str, table: &DeTable<'_>, line_at: &dyn Fn(usize) -> usize) {
        for (key, value) in table {
            let path = match prefix {
                "" => key.get_ref().to_string(),
                _ => format!("{prefix}.{}", key.get_ref()),
            };
            let line = line_at(key.span().start);
            if let DeValue::Table(inner) = value.get_ref() {
                self.collect(&path, inner, line_at);
            }
            self.values.insert(path, (plain(value.get_ref()), line));
        }
    }

    /// Adds a fault.
    pub fn fault(&mut self, key: &str, fault: Fault) {
        self.faults.push(FieldError::new(key, fault));
    }

    /// The line of a key, or of the table it would stand in.
    pub fn line_of(&self, key: &str) -> Option<usize> {
        let own = self.values.get(key);
        let table = || {
            key.split_once('.')
                .and_then(|(table, _)| self.values.get(table))
        };
        // Keys of the receiving part may stand on the top level or in the table.
        let inner = || self.values.get(&format!("incoming.{key}"));
        own.or_else(inner).or_else(table).map(|(_, line)| *line)
    }

    /// Whether the key has a value.
    pub fn has(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    /// Whether there is a table of this name.
    pub fn has_table(&self, name: &str) -> bool {
        matches!(self.values.get(name), Some((Value::Table, _)))
    }

    fn take(&mut self, key: &str) -> Option<Value> {
        self.known.push(key.to_owned());
        self.values.get(key).map(|(value, _)| value.clone())
    }

    /// A text.
    pub fn string(&mut self, key: &str) -> Option<String> {
        match self.take(key)? {
            Value::Text(text) => Some(text),
            _ => self.wrong_type(key, "text"),
        }
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, key: &str) -> Option<bool> {
        match self.take(key)? {
            Value::Boolean(value) => Some(value),
            _ => self.wrong_type(key, "boolean"),
        }
    }

    /// A number or a text, as typed.
    pub fn number_or_word(&mut self, key: &str) -> Option<String> {
        match self.take(key)? {
            Value::Text(text) | Value::Number(text) => Some(text),
            _ => self.wrong_type(key, "number"),
        }
    }

    /// A list of texts under one of two keys.
    pub fn strings(&mut self, keys: &[&'static str]) -> Option<Vec<String>> {
        let key = self.one_of(keys);
        let Value::List(items) = self.take(key)? else {
            return self.wrong_type(key, "list");
        };
        let texts: Option<Vec<String>> = items
            .into_iter()
            .map(|item| match item {
                Value::Text(text) => Some(text),
                _ => None,
            })
            .collect();
        if texts.is_none() {
            return self.wrong_type(key, "list");
        }
        texts
    }

    /// Which of several keys is used; using two of them is a fault.
    pub fn one_of(&mut self, keys: &[&'static str]) -> &'static str {
        let mut used = keys
            .iter()
            .copied()
            .filter(|key| self.values.contains_key(*key));
        let (first, second) = (used.next(), used.next());
        self.known.extend(keys.iter().map(|key| (*key).to_owned()));
        if let Some(second) = second {
            self.fault(second, Fault::GivenTwice);
        }
        first.or(keys.first().copied()).unwrap_or_default()
    }

    /// One of a few words.
    pub fn word<T>(
        &mut self,
        key: &str,
        read: impl Fn(&str) -> Option<T>,
        allowed: &[&str],
    ) -> Option<T> {
        let given = self.string(key)?;
        let value = read(given.trim());
        if value.is_none() {
            let allowed = allowed.join(", ");
            self.fault(key, Fault::WordUnknown { given, allowed });
        }
        value
    }

    fn wrong_type<T>(&mut self, key: &str, wanted: &'static str) -> Option<T> {
        self.fault(key, Fault::TypeWrong(wanted));
        None
    }

    /// Every fault so far, and one for each key that was never asked for.
    pub fn finish(&mut self) -> Vec<FieldError> {
        let mut faults = std::mem::take(&mut self.faults);
        let tables = ["incoming", "outgoing", "usage"];
        for (key, (value, line)) in &self.values {
            let is_known_table = tables.contains(&key.as_str());
            if is_known_table && *value != Value::Table {
                let fault = Fault::TypeWrong("table");
                faults.push(FieldError {
                    field: key.clone(),
                    fault,
                    line: Some(*line),
                });
            } else if !is_known_table && !self.known.contains(key) {
                let fault = unknown(key);
                faults.push(FieldError {
                    field: key.clone(),
                    fault,
                    line: Some(*line),
                });
            }
        }
        faults
    }
}

fn unknown(key: &str) -> Fault {
    let name = key.rsplit('.').next().unwrap_or(key).to_lowercase();
    let secrets = [
        "password", "passwort", "kennwort", "secret", "token", "pass",
    ];
    if secrets.contains(&name.as_str()) {
        Fault::SecretNotAllowed
    } else {
        Fault::KeyUnknown(key.to_owned())
    }
}

fn plain(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) if number.radix() == 10 => {
            Value::Number(number.as_str().replace('_', ""))
        }
        DeValue::Boolean(value) => Value::Boolean(*value),
        DeValue::Array(items) => {
            Value::List(items.iter().map(|item| plain(item.get_ref())).collect())
        }
        DeValue::Table(_) => Value::Table,
        _ => Value::Other,
    }
}
