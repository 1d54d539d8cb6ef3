//! The menu of the symbol (`com.canonical.dbusmenu`): a few entries that never nest.

use super::super::{Event, Look, Wish};
use iced::futures::SinkExt;
use iced::futures::channel::mpsc::Sender;
use std::collections::HashMap;
use tokio::sync::watch;
use zbus::fdo;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedValue, Value};

type Properties = HashMap<String, Value<'static>>;
/// An entry: its number, what it is, what is below it.
type Node = (i32, Properties, Vec<Value<'static>>);

/// The number of the menu itself; its entries follow.
const ROOT: i32 = 0;

/// The menu on the bus.
pub(super) struct Menu {
    looks: watch::Receiver<Look>,
    events: Sender<Event>,
    revision: u32,
}

/// A line of the menu.
enum Entry {
    Wish(Wish, String),
    Line,
}

impl Entry {
    fn properties(&self) -> Properties {
        let (key, value) = match self {
            // An underline before a letter would make it an access key.
            Self::Wish(_, words) => ("label", Value::from(words.replace('_', "__"))),
            Self::Line => ("type", Value::from("separator")),
        };
        HashMap::from([(key.to_owned(), value)])
    }
}

impl Menu {
    pub(super) fn new(looks: watch::Receiver<Look>, events: Sender<Event>) -> Self {
        Self {
            looks,
            events,
            revision: 1,
        }
    }

    /// Another menu than before; its number.
    pub(super) fn renew(&mut self) -> u32 {
        self.revision = self.revision.wrapping_add(1);
        self.revision
    }

    fn entries(&self) -> Vec<(i32, Entry)> {
        let mut entries = Vec::new();
        for (wish, words) in self.looks.borrow().menu.iter().cloned() {
            if wish == Wish::Quit {
                entries.push(Entry::Line);
            }
            entries.push(Entry::Wish(wish, words));
        }
        (ROOT + 1..).zip(entries).collect()
    }

    fn node(&self, id: i32, with_entries: bool) -> Option<Node> {
        if id != ROOT {
            let entries = self.entries().into_iter();
            let found = entries.filter(|it| it.0 == id).map(|it| it.1).next()?;
            return Some((id, found.properties(), Vec::new()));
        }
        let properties = HashMap::from([("children-display".to_owned(), Value::from("submenu"))]);
        let entries = self.entries().into_iter().filter(|_| with_entries);
        let below = entries.map(|(id, entry)| {
            let node: Node = (id, entry.properties(), Vec::new());
            Value::from(node)
        });
        Some((ROOT, properties, below.collect()))
    }

    async fn chosen(&mut self, id: i32, event: &str) {
        if event != "clicked" {
            return;
        }
        let chosen = self.entries().into_iter().find(|it| it.0 == id);
        if let Some((_, Entry::Wish(wish, _))) = chosen {
            let _ = self.events.send(Event::Wished(wish)).await;
        }
    }
}

fn unknown(id: i32) -> fdo::Error {
    fdo::Error::InvalidArgs(format!("no entry {id}"))
}

#[zbus::interface(name = "com.canonical.dbusmenu")]
impl Menu {
    fn get_layout(&self, parent: i32, depth: i32, _names: Vec<String>) -> fdo::Result<(u32, Node)> {
        let node = self.node(parent, depth != 0);
        Ok((self.revision, node.ok_or_else(|| unknown(parent))?))
    }

    fn get_group_properties(&self, ids: Vec<i32>, _names: Vec<String>) -> Vec<(i32, Properties)> {
        let ids = match ids.is_empty() {
            true => self.entries().into_iter().map(|it| it.0).collect(),
            false => ids,
        };
        let nodes = ids.into_iter().filter_map(|id| self.node(id, false));
        nodes.map(|it| (it.0, it.1)).collect()
    }

    fn get_property(&self, id: i32, name: String) -> fdo::Result<OwnedValue> {
        let node = self.node(id, false).ok_or_else(|| unknown(id))?;
        let value = node.1.get(&name).ok_or_else(|| unknown(id))?;
        let owned = value.try_to_owned();
        owned.map_err(|it| fdo::Error::Failed(it.to_string()))
    }

    async fn event(&mut self, id: i32, event: String, _data: OwnedValue, _at: u32) {
        self.chosen(id, &event).await;
    }

    async fn event_group(&mut self, events: Vec<(i32, String, OwnedValue, u32)>) -> Vec<i32> {
        let mut missing = Vec::new();
        for (id, event, _, _) in events {
            match self.node(id, false) {
                Some(_) => self.chosen(id, &event).await,
                None => missing.push(id),
            }
        }
        missing
    }

    fn about_to_show(&self, _id: i32) -> bool {
        false
    }

    fn about_to_show_group(&self, _ids: Vec<i32>) -> (Vec<i32>, Vec<i32>) {
        (Vec::new(), Vec::new())
    }

    #[zbus(property)]
    fn version(&self) -> u32 {
        3
    }

    #[zbus(property)]
    fn status(&self) -> String {
        "normal".to_owned()
    }

    #[zbus(property)]
    fn text_direction(&self) -> String {
        "ltr".to_owned()
    }

    #[zbus(property)]
    fn icon_theme_path(&self) -> Vec<String> {
        Vec::new()
    }

    #[zbus(signal)]
    pub(super) async fn layout_updated(
        emitter: &SignalEmitter<'_>,
        revision: u32,
        parent: i32,
    ) -> zbus::Result<()>;
}
