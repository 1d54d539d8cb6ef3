//! A window brought to the front: shown again if it was minimised, before the others, with the
//! keyboard. The toolkit asks for it in a way that some window managers only take as a wish.

use iced::{Task, window};

/// Brings a window to the front.
pub fn to_front(window: window::Id) -> Task<()> {
    let shown = window::minimize::<()>(window, false);
    let focused = shown.chain(window::gain_focus(window));
    focused.chain(insist(window)).discard()
}

/// X11: asked for as a task bar does, in the name of the person, which every window manager follows.
/// Wayland lets no program come to the front by itself: the window asks for attention.
#[cfg(all(unix, not(target_os = "macos")))]
fn insist(window: window::Id) -> Task<()> {
    if std::env::var_os("WAYLAND_DISPLAY").is_some() {
        let attention = Some(window::UserAttention::Critical);
        return window::request_user_attention(window, attention);
    }
    window::raw_id::<()>(window).map(|window| {
        if let Ok(window) = u32::try_from(window) {
            // Without it the toolkit's own wish stands.
            let _ = activate(window);
        }
    })
}

/// Windows: the toolkit does what the system lets it do.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn insist(_window: window::Id) -> Task<()> {
    Task::none()
}

/// `_NET_ACTIVE_WINDOW` of the Extended Window Manager Hints, with a person as its source.
#[cfg(all(unix, not(target_os = "macos")))]
fn activate(window: u32) -> Result<(), Box<dyn std::error::Error>> {
    use x11rb::connection::Connection;
    use x11rb::protocol::xproto::{ClientMessageEvent, ConnectionExt, EventMask};
    const PERSON: u32 = 2;
    let (connection, screen) = x11rb::connect(None)?;
    let atom = connection.intern_atom(false, b"_NET_ACTIVE_WINDOW")?;
    let atom = atom.reply()?.atom;
    let root = connection.setup().roots.get(screen).map(|it| it.root);
    let Some(root) = root else {
        return Ok(());
    };
    let event = ClientMessageEvent::new(32, window, atom, [PERSON, 0, 0, 0, 0]);
    let mask = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
    connection.send_event(false, root, mask, event)?;
    connection.flush()?;
    Ok(())
}
