//! A desktop's panel for the tray, as Plasma or Xfce have one: the watcher that symbols make
//! themselves known to, and a host that reads them, shows their menu and clicks.

#![allow(dead_code)]

use std::collections::HashMap;
use std::io::BufRead;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use zbus::blocking::{Connection, Proxy, connection::Builder};
use zbus::zvariant::{OwnedValue, Value};

/// How long something that ought to come may take; the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(40);

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

/// A session bus that ends with the test.
pub struct Bus {
    daemon: Child,
    pub address: String,
}

impl Bus {
    pub fn start() -> Self {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("dbus-daemon");
        let mut address = String::new();
        let output = daemon.stdout.take().expect("output");
        std::io::BufReader::new(output)
            .read_line(&mut address)
            .expect("address");
        let address = address.trim().to_owned();
        Self { daemon, address }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

struct Watcher {
    known: Arc<Mutex<Vec<String>>>,
    has_host: bool,
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        let mut known = self.known.lock().expect("known");
        if !known.contains(&service) {
            known.push(service);
        }
    }

    fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.known.lock().expect("known").clone()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        self.has_host
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }

    #[zbus(signal)]
    async fn status_notifier_host_registered(
        emitter: &zbus::object_server::SignalEmitter<'_>,
    ) -> zbus::Result<()>;
}

type Pictures = Vec<(i32, i32, Vec<u8>)>;
type Node = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

/// The panel. It leaves the bus with this value.
pub struct Panel {
    // The connection's tasks run on it.
    _runtime: Runtime,
    connection: Connection,
    known: Arc<Mutex<Vec<String>>>,
}

impl Panel {
    /// A panel that shows symbols.
    pub fn open(address: &str) -> Self {
        Self::with(address, true)
    }

    /// A watcher that nobody asks for symbols, without `has_host`.
    pub fn with(address: &str, has_host: bool) -> Self {
        let runtime = Runtime::new().expect("runtime");
        let known = Arc::<Mutex<Vec<String>>>::default();
        let watcher = Watcher {
            known: known.clone(),
            has_host,
        };
        let inside = runtime.enter();
        let connection = Builder::address(address)
            .expect("address")
            .serve_at("/StatusNotifierWatcher", watcher)
            .expect("watcher")
            .name(WATCHER)
            .expect("name")
            .build()
            .expect("bus");
        drop(inside);
        Self {
            _runtime: runtime,
            connection,
            known,
        }
    }

    /// From now on somebody shows symbols.
    pub fn get_host(&self) {
        let server = self.connection.object_server();
        let watcher = server
            .interface::<_, Watcher>("/StatusNotifierWatcher")
            .expect("watcher");
        watcher.get_mut().has_host = true;
        let told = Watcher::status_notifier_host_registered(watcher.signal_emitter());
        self._runtime.block_on(told).expect("told");
    }

    /// Symbols that are known.
    pub fn known(&self) -> Vec<String> {
        self.known.lock().expect("known").clone()
    }

    #[track_caller]
    fn item(&self) -> String {
        wait("a symbol", || self.known().into_iter().next())
    }

    fn proxy(&self, path: &'static str, interface: &'static str) -> Proxy<'static> {
        Proxy::new(&self.connection, self.item(), path, interface).expect("proxy")
    }

    fn read<T>(&self, property: &str) -> T
    where
        T: TryFrom<OwnedValue>,
        T::Error: Into<zbus::Error>,
    {
        let item = self.proxy("/StatusNotifierItem", "org.freedesktop.DBus.Properties");
        let value: OwnedValue = item.call("Get", &(ITEM, property)).expect("a property");
        let value = T::try_from(value).map_err(Into::<zbus::Error>::into);
        value.expect("its type")
    }

    /// What the symbol says, and below it what is wrong.
    pub fn words(&self) -> (String, String) {
        let value: OwnedValue = self.read("ToolTip");
        let (_, _, title, text): (String, Pictures, String, String) =
            value.try_into().expect("a tool tip");
        (title, text)
    }

    pub fn status(&self) -> String {
        self.read("Status")
    }

    /// The picture of 32 lines: a pixel as alpha, red, green, blue.
    pub fn pixel(&self, x: usize, y: usize) -> [u8; 4] {
        let value: OwnedValue = self.read("IconPixmap");
        let all: Pictures = value.try_into().expect("pictures");
        let of = |wanted| all.iter().find(|it| it.0 == wanted);
        let (width, height, pixels) = of(32).expect("a picture of 32");
        assert_eq!((*width, *height, pixels.len()), (32, 32, 32 * 32 * 4));
        let at = 4 * (32 * y + x);
        pixels[at..at + 4].try_into().expect("a pixel")
    }

    /// The lines of the menu with their numbers; a separator has no words.
    pub fn menu(&self) -> Vec<(i32, String)> {
        let menu = self.proxy("/MenuBar", MENU);
        let names: Vec<&str> = Vec::new();
        let layout: (u32, Node) = menu.call("GetLayout", &(0, -1, names)).expect("a layout");
        let below = layout.1.2.into_iter();
        let lines = below.map(|it| {
            let (id, mut properties, _): Node = it.try_into().expect("an entry");
            let label = properties.remove("label");
            let label = label.map(|it| String::try_from(it).expect("words"));
            if label.is_none() {
                assert_eq!(
                    properties["type"],
                    Value::from("separator").try_into().expect("value")
                );
            }
            (id, label.unwrap_or_default())
        });
        lines.collect()
    }

    /// Clicks on the symbol.
    pub fn click(&self) {
        let item = self.proxy("/StatusNotifierItem", ITEM);
        item.call::<_, _, ()>("Activate", &(5, 5)).expect("clicked");
    }

    /// Chooses a line of the menu.
    #[track_caller]
    pub fn choose(&self, words: &str) {
        let lines = self.menu();
        let found = lines.iter().find(|it| it.1 == words);
        let id = found
            .unwrap_or_else(|| panic!("{words:?} not in {lines:?}"))
            .0;
        let menu = self.proxy("/MenuBar", MENU);
        let event = (id, "clicked", Value::from(0), 0_u32);
        menu.call::<_, _, ()>("Event", &event).expect("chosen");
    }
}

/// Waits until there is something.
#[track_caller]
pub fn wait<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "{what} does not come");
        std::thread::sleep(Duration::from_millis(50));
    }
}
