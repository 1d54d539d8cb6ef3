//! The symbol as the desktops of Linux know it: a StatusNotifierItem on the session bus, with a menu
//! by `com.canonical.dbusmenu`. The desktop's part, the watcher, may come late, go and come back.

#[path = "item_menu.rs"]
mod menu;

use super::picture::{self, Picture};
use super::{Event, Look, Wish};
use crate::domain::receiving::Light;
use iced::futures::channel::mpsc::Sender;
use iced::futures::stream::{BoxStream, select_all};
use iced::futures::{SinkExt, StreamExt};
use menu::Menu;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use zbus::fdo::DBusProxy;
use zbus::object_server::SignalEmitter;
use zbus::proxy::{Builder as ProxyBuilder, CacheProperties, Proxy};
use zbus::{Connection, connection::Builder};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const WATCHER_PATH: &str = "/StatusNotifierWatcher";
const ITEM_PATH: &str = "/StatusNotifierItem";
const MENU_PATH: &str = "/MenuBar";

/// A bus that cannot be reached, or was lost, is tried again.
const AGAIN: Duration = Duration::from_secs(30);

/// A watcher that does not answer is given up until it says something.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sizes for panels of all heights.
const SIDES: [u32; 4] = [16, 22, 32, 48];

/// Names of one process must differ.
static NUMBER: AtomicU32 = AtomicU32::new(1);

/// Shows the symbol until nobody has a look for it any more.
pub(super) async fn run(
    bus: Option<String>,
    mut looks: watch::Receiver<Look>,
    mut events: Sender<Event>,
) {
    while looks.has_changed().is_ok() {
        let shown = show(bus.as_deref(), &mut looks, &events).await;
        if shown.is_ok() || events.send(Event::Seen(false)).await.is_err() {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(AGAIN) => {}
            () = gone(&mut looks) => return,
        }
    }
}

/// Waits until nobody has a look any more.
async fn gone(looks: &mut watch::Receiver<Look>) {
    while looks.changed().await.is_ok() {}
}

type Pixels = Vec<(i32, i32, Vec<u8>)>;

/// The symbol on the bus.
struct Item {
    looks: watch::Receiver<Look>,
    events: Sender<Event>,
}

impl Item {
    async fn tell(&mut self, wish: Wish) {
        // Nobody listens any more when the program ends.
        let _ = self.events.send(Event::Wished(wish)).await;
    }

    fn pixels(&self) -> Pixels {
        let (light, unread) = {
            let look = self.looks.borrow();
            (look.light, look.unread)
        };
        let pictures = SIDES
            .into_iter()
            .filter_map(|side| picture::draw(side, light, unread));
        pictures.filter_map(pixels).collect()
    }
}

/// As the bus wants it: alpha, red, green, blue.
fn pixels(picture: Picture) -> Option<(i32, i32, Vec<u8>)> {
    let side = i32::try_from(picture.side).ok()?;
    let argb = picture.rgba.chunks(4).filter_map(|it| match it {
        [red, green, blue, alpha] => Some([*alpha, *red, *green, *blue]),
        _ => None,
    });
    Some((side, side, argb.flatten().collect()))
}

#[zbus::interface(name = "org.kde.StatusNotifierItem")]
impl Item {
    async fn activate(&mut self, _x: i32, _y: i32) {
        self.tell(Wish::Open).await;
    }

    async fn secondary_activate(&mut self, _x: i32, _y: i32) {
        self.tell(Wish::Open).await;
    }

    /// The desktop shows the menu by itself.
    fn context_menu(&self, _x: i32, _y: i32) {}

    fn scroll(&self, _delta: i32, _orientation: String) {}

    fn provide_xdg_activation_token(&self, _token: String) {}

    #[zbus(property)]
    fn category(&self) -> String {
        "Communications".to_owned()
    }

    #[zbus(property)]
    fn id(&self) -> String {
        "kontorpost".to_owned()
    }

    #[zbus(property)]
    fn title(&self) -> String {
        self.looks.borrow().line()
    }

    #[zbus(property)]
    fn status(&self) -> String {
        status(self.looks.borrow().light).to_owned()
    }

    #[zbus(property)]
    fn window_id(&self) -> i32 {
        0
    }

    #[zbus(property)]
    fn icon_theme_path(&self) -> String {
        String::new()
    }

    #[zbus(property)]
    fn icon_name(&self) -> String {
        String::new()
    }

    #[zbus(property)]
    fn icon_pixmap(&self) -> Pixels {
        self.pixels()
    }

    #[zbus(property)]
    fn overlay_icon_name(&self) -> String {
        String::new()
    }

    #[zbus(property)]
    fn overlay_icon_pixmap(&self) -> Pixels {
        Vec::new()
    }

    #[zbus(property)]
    fn attention_icon_name(&self) -> String {
        String::new()
    }

    #[zbus(property)]
    fn attention_icon_pixmap(&self) -> Pixels {
        self.pixels()
    }

    #[zbus(property)]
    fn attention_movie_name(&self) -> String {
        String::new()
    }

    #[zbus(property)]
    fn tool_tip(&self) -> (String, Pixels, String, String) {
        let look = self.looks.borrow();
        let wrong: Vec<String> = look.wrong.iter().map(|it| escaped(it)).collect();
        (
            String::new(),
            Vec::new(),
            look.words.clone(),
            wrong.join("\n"),
        )
    }

    #[zbus(property)]
    fn item_is_menu(&self) -> bool {
        false
    }

    #[zbus(property)]
    fn menu(&self) -> zbus::zvariant::OwnedObjectPath {
        zbus::zvariant::ObjectPath::from_static_str_unchecked(MENU_PATH).into()
    }

    #[zbus(signal)]
    async fn new_title(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn new_icon(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn new_attention_icon(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn new_tool_tip(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn new_status(emitter: &SignalEmitter<'_>, status: &str) -> zbus::Result<()>;
}

/// What needs attention is not hidden by a panel that hides the rest.
fn status(light: Light) -> &'static str {
    match light {
        Light::Off | Light::Green => "Active",
        Light::Amber | Light::Red => "NeedsAttention",
    }
}

/// What is wrong may be shown with markup.
fn escaped(words: &str) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    words.replace('>', "&gt;")
}

/// What the watcher may have to say.
enum Heard {
    /// It has come, gone, or found somebody who shows symbols.
    Changed,
}

/// Shows the symbol on one connection. `Ok` means that it is no longer wanted.
async fn show(
    bus: Option<&str>,
    looks: &mut watch::Receiver<Look>,
    events: &Sender<Event>,
) -> zbus::Result<()> {
    let item = Item {
        looks: looks.clone(),
        events: events.clone(),
    };
    let menu = Menu::new(looks.clone(), events.clone());
    let builder = match bus {
        Some(address) => Builder::address(address)?,
        None => Builder::session()?,
    };
    let builder = builder.serve_at(ITEM_PATH, item)?;
    let connection = builder.serve_at(MENU_PATH, menu)?.build().await?;
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("org.kde.StatusNotifierItem-{}-{number}", std::process::id());
    // A sandbox may forbid the name; the connection has one of its own.
    let own = connection.unique_name().map(ToString::to_string);
    let name = match connection.request_name(name.as_str()).await {
        Ok(()) => name,
        Err(_) => own.unwrap_or(name),
    };
    let watcher: Proxy<'_> = ProxyBuilder::new(&connection)
        .destination(WATCHER)?
        .path(WATCHER_PATH)?
        .interface(WATCHER)?
        .cache_properties(CacheProperties::No)
        .build()
        .await?;
    let mut heard = listen(&connection, &watcher).await?;
    let mut events = events.clone();
    let mut is_seen = false;
    tell(&mut events, &mut is_seen, register(&watcher, &name).await).await;
    loop {
        tokio::select! {
            changed = looks.changed() => {
                if changed.is_err() {
                    return Ok(());
                }
                looks.mark_unchanged();
                announce(&connection, looks).await?;
            }
            heard = heard.next() => match heard {
                Some(Heard::Changed) => {
                    tell(&mut events, &mut is_seen, register(&watcher, &name).await).await;
                }
                // The bus is gone.
                None => return Err(zbus::Error::InterfaceNotFound),
            },
        }
    }
}

async fn tell(events: &mut Sender<Event>, known: &mut bool, is_seen: bool) {
    if *known != is_seen {
        *known = is_seen;
        let _ = events.send(Event::Seen(is_seen)).await;
    }
}

async fn listen<'a>(
    connection: &Connection,
    watcher: &Proxy<'a>,
) -> zbus::Result<BoxStream<'a, Heard>> {
    let bus = DBusProxy::new(connection).await?;
    let owner = bus
        .receive_name_owner_changed_with_args(&[(0, WATCHER)])
        .await?;
    let mut all: Vec<BoxStream<'a, Heard>> = vec![owner.map(|_| Heard::Changed).boxed()];
    for signal in [
        "StatusNotifierHostRegistered",
        "StatusNotifierHostUnregistered",
    ] {
        let signals = watcher.receive_signal(signal).await?;
        all.push(signals.map(|_| Heard::Changed).boxed());
    }
    Ok(select_all(all).boxed())
}

/// Makes the symbol known. It is seen where somebody shows symbols.
async fn register(watcher: &Proxy<'_>, name: &str) -> bool {
    let asked = async {
        watcher
            .call_method("RegisterStatusNotifierItem", &(name,))
            .await?;
        watcher
            .get_property::<bool>("IsStatusNotifierHostRegistered")
            .await
    };
    let answer = tokio::time::timeout(PATIENCE, asked).await;
    answer.is_ok_and(|it| it.unwrap_or(false))
}

/// Says that everything may look different.
async fn announce(connection: &Connection, looks: &watch::Receiver<Look>) -> zbus::Result<()> {
    let server = connection.object_server();
    let item = server.interface::<_, Item>(ITEM_PATH).await?;
    let emitter = item.signal_emitter();
    let status = status(looks.borrow().light);
    Item::new_title(emitter).await?;
    Item::new_icon(emitter).await?;
    Item::new_attention_icon(emitter).await?;
    Item::new_tool_tip(emitter).await?;
    Item::new_status(emitter, status).await?;
    let menu = server.interface::<_, Menu>(MENU_PATH).await?;
    let revision = menu.get_mut().await.renew();
    Menu::layout_updated(menu.signal_emitter(), revision, 0).await
}
