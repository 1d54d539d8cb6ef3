//! What the window remembers of its lists: `[lists.NAME]` in `window.toml`.

use super::window_file;
use std::collections::BTreeMap;
use std::sync::Mutex;
use toml::{Table, Value};

/// The section of `window.toml` with the lists.
pub(super) const SECTION: &str = "lists";

/// One change of the file at a time: a change reads what is there first.
static FILE: Mutex<()> = Mutex::new(());

/// How the columns of a list stand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ListLayout {
    /// Columns from left to right, also those that are not shown.
    pub columns: Vec<ColumnLayout>,
    /// Name of the column by which it is sorted, and whether upwards.
    pub sort: Option<(String, bool)>,
}

/// How a column stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnLayout {
    /// Name of the column.
    pub name: String,
    /// Width in logical pixels.
    pub width: f32,
    /// It is shown.
    pub is_shown: bool,
}

/// Every list that is remembered, by its name. Never fails: what cannot be read is not there.
pub fn load_lists() -> BTreeMap<String, ListLayout> {
    let text = window_file().map(std::fs::read_to_string);
    let table = text.and_then(|it| it.ok()?.parse::<Table>().ok());
    table.as_ref().map(read).unwrap_or_default()
}

/// Remembers how a list stands. A disk that refuses costs the choice, nothing else.
pub fn save_list(name: &str, layout: &ListLayout) {
    change_window(|table| put(table, name, layout));
}

/// Changes `window.toml`.
pub(super) fn change_window(change: impl FnOnce(&mut Table)) {
    let Some(file) = window_file() else { return };
    let _alone = FILE.lock();
    let mut table = std::fs::read_to_string(&file)
        .ok()
        .and_then(|it| it.parse::<Table>().ok())
        .unwrap_or_default();
    change(&mut table);
    if let Some(directory) = file.parent() {
        let _ = std::fs::create_dir_all(directory);
    }
    let _ = std::fs::write(file, table.to_string());
}

fn put(table: &mut Table, name: &str, layout: &ListLayout) {
    let column = |it: &ColumnLayout| {
        let mut column = Table::new();
        column.insert("name".to_owned(), it.name.clone().into());
        // Whole pixels, as everything of the window.
        column.insert("width".to_owned(), Value::Integer(it.width.round() as i64));
        column.insert("shown".to_owned(), it.is_shown.into());
        Value::Table(column)
    };
    let mut list = Table::new();
    let columns = layout.columns.iter().map(column).collect();
    list.insert("columns".to_owned(), Value::Array(columns));
    if let Some((name, is_ascending)) = &layout.sort {
        list.insert("sort".to_owned(), name.clone().into());
        list.insert("ascending".to_owned(), (*is_ascending).into());
    }
    let lists = table
        .entry(SECTION)
        .or_insert_with(|| Value::Table(Table::new()));
    if !lists.is_table() {
        *lists = Value::Table(Table::new());
    }
    if let Some(lists) = lists.as_table_mut() {
        lists.insert(name.to_owned(), Value::Table(list));
    }
}

fn read(table: &Table) -> BTreeMap<String, ListLayout> {
    let lists = table.get(SECTION).and_then(Value::as_table);
    let list = |it: (&String, &Value)| Some((it.0.clone(), read_list(it.1.as_table()?)));
    lists
        .map(|it| it.iter().filter_map(list).collect())
        .unwrap_or_default()
}

fn read_list(list: &Table) -> ListLayout {
    let columns = list.get("columns").and_then(Value::as_array);
    let sort = list.get("sort").and_then(Value::as_str);
    let is_ascending = list.get("ascending").and_then(Value::as_bool);
    ListLayout {
        columns: columns
            .map(|it| it.iter().filter_map(read_column).collect())
            .unwrap_or_default(),
        sort: sort.map(|it| (it.to_owned(), is_ascending.unwrap_or(true))),
    }
}

fn read_column(column: &Value) -> Option<ColumnLayout> {
    let width = column.get("width")?.as_integer()?;
    let width = i16::try_from(width).ok().filter(|it| *it >= 0)?;
    Some(ColumnLayout {
        name: column.get("name")?.as_str()?.to_owned(),
        width: f32::from(width),
        is_shown: column.get("shown").and_then(Value::as_bool).unwrap_or(true),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout() -> ListLayout {
        let column = |name: &str, width, is_shown| ColumnLayout {
            name: name.to_owned(),
            width,
            is_shown,
        };
        ListLayout {
            columns: vec![column("from", 180.0, true), column("größe", 0.0, false)],
            sort: Some(("from".to_owned(), false)),
        }
    }

    #[test]
    fn a_list_is_remembered_beside_the_window() {
        let mut table: Table = "looks = \"dark\"\nlists = 3".parse().expect("a table");
        put(&mut table, "posteingang", &layout());
        put(&mut table, "posteingang", &layout());
        put(&mut table, "journal", &ListLayout::default());
        let table: Table = table.to_string().parse().expect("a table");
        assert_eq!(table.get("looks").and_then(Value::as_str), Some("dark"));
        let lists = read(&table);
        assert_eq!(lists.len(), 2);
        assert_eq!(lists.get("posteingang"), Some(&layout()));
    }

    #[test]
    fn what_cannot_be_read_is_passed_over() {
        let text = "[lists]\na = 1\n[lists.b]\nsort = 2\ncolumns = [1, {name = 'x'}, \
                    {name = 'y', width = -1}, {name = 'z', width = 5}]";
        let lists = read(&text.parse().expect("a table"));
        let list = lists.get("b").expect("the list");
        assert_eq!(list.columns.len(), 1);
        assert_eq!((lists.len(), &list.sort), (1, &None));
    }
}
