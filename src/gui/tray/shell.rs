//! The symbol in the notification area of Windows. It belongs to the thread of the windows, whose
//! message loop brings its clicks.

use super::{Event, Look, Wish, picture};
use iced::futures::SinkExt;
use iced::futures::channel::mpsc::Sender;
use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use tokio::sync::{mpsc, watch};
use tray_icon::menu::{Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tray_icon::{Icon, MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};

/// Side of the picture; Windows makes it smaller where it needs a smaller one.
const SIDE: u32 = 32;

/// The line beside the symbol has room for so many signs.
const LONGEST: usize = 120;

thread_local! {
    static SHOWN: RefCell<Option<(TrayIcon, Look)>> = const { RefCell::new(None) };
}

static IS_SEEN: AtomicBool = AtomicBool::new(false);
static WISHES: Mutex<Option<mpsc::UnboundedSender<Wish>>> = Mutex::new(None);

/// Shows the symbol with this look, or takes it away. On the thread of the windows alone.
pub(super) fn draw(look: Option<&Look>) {
    SHOWN.with_borrow_mut(|shown| {
        let Some(look) = look else {
            *shown = None;
            return;
        };
        match shown {
            Some((icon, known)) => change(icon, known, look),
            None => *shown = make(look).map(|icon| (icon, look.clone())),
        }
        IS_SEEN.store(shown.is_some(), Ordering::Relaxed);
    });
}

fn make(look: &Look) -> Option<TrayIcon> {
    let mut builder = TrayIconBuilder::new()
        .with_tooltip(line(look))
        .with_menu(Box::new(menu(look)))
        .with_menu_on_left_click(false);
    if let Some(icon) = icon(look) {
        builder = builder.with_icon(icon);
    }
    let made = builder.build();
    made.inspect_err(|it| eprintln!("kontorpost: tray: {it}"))
        .ok()
}

fn change(icon: &TrayIcon, known: &mut Look, look: &Look) {
    // What cannot be shown now is shown with the next change.
    if (known.light, known.unread) != (look.light, look.unread) {
        let _ = icon.set_icon(self::icon(look));
    }
    if line(known) != line(look) {
        let _ = icon.set_tooltip(Some(line(look)));
    }
    if known.menu != look.menu {
        icon.set_menu(Some(Box::new(menu(look))));
    }
    *known = look.clone();
}

fn icon(look: &Look) -> Option<Icon> {
    let picture = picture::draw(SIDE, look.light, look.unread)?;
    Icon::from_rgba(picture.rgba, picture.side, picture.side).ok()
}

fn line(look: &Look) -> String {
    look.line().chars().take(LONGEST).collect()
}

fn menu(look: &Look) -> Menu {
    let menu = Menu::new();
    for (wish, words) in &look.menu {
        if *wish == Wish::Quit {
            let _ = menu.append(&PredefinedMenuItem::separator());
        }
        // An ampersand before a letter would make it an access key.
        let words = words.replace('&', "&&");
        let _ = menu.append(&MenuItem::with_id(word(*wish), words, true, None));
    }
    menu
}

fn word(wish: Wish) -> &'static str {
    match wish {
        Wish::Open => "open",
        Wish::Fetch => "fetch",
        Wish::New => "new",
        Wish::Quit => "quit",
    }
}

fn of_word(wanted: &str) -> Option<Wish> {
    let all = [Wish::Open, Wish::Fetch, Wish::New, Wish::Quit];
    all.into_iter().find(|it| word(*it) == wanted)
}

/// Somebody wants something, in the tray or by a click on a notification.
pub(in crate::gui) fn wish(wish: Wish) {
    let wishes = WISHES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(wishes) = wishes.as_ref() {
        // Nobody listens any more when the program ends.
        let _ = wishes.send(wish);
    }
}

/// Passes on what is wanted until nobody has a look any more.
pub(super) async fn run(
    _: Option<String>,
    mut looks: watch::Receiver<Look>,
    mut events: Sender<Event>,
) {
    let (sender, mut wishes) = mpsc::unbounded_channel();
    *WISHES.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender);
    // Both can be set once and stay.
    TrayIconEvent::set_event_handler(Some(|event| {
        if let TrayIconEvent::Click {
            button: MouseButton::Left,
            button_state: MouseButtonState::Up,
            ..
        } = event
        {
            wish(Wish::Open);
        }
    }));
    MenuEvent::set_event_handler(Some(|event: MenuEvent| {
        if let Some(wanted) = of_word(&event.id().0) {
            wish(wanted);
        }
    }));
    let is_seen = IS_SEEN.load(Ordering::Relaxed);
    let mut alive = events.send(Event::Seen(is_seen)).await.is_ok();
    while alive {
        tokio::select! {
            changed = looks.changed() => alive = changed.is_ok(),
            Some(wanted) = wishes.recv() => {
                alive = events.send(Event::Wished(wanted)).await.is_ok();
            }
        }
    }
}
