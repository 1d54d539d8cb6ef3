//! Dialog windows that belong to the window below: they stay in front of it and are modal to it.
//! The toolkit has no setting for that.

use iced::{Task, window};

/// Makes `parent` the owner of `child`.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn set_owner(child: window::Id, parent: window::Id) -> Task<()> {
    window::raw_id::<()>(child).then(move |child| {
        window::raw_id::<()>(parent).map(move |parent| {
            // Ids of X11 windows have 32 bits. Without X11 dialogs stand on their own.
            if let (Ok(child), Ok(parent)) = (u32::try_from(child), u32::try_from(parent)) {
                let _ = x11::set_owner(child, parent);
            }
        })
    })
}

/// Elsewhere windows stand on their own; the window below does not react all the same.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn set_owner(_child: window::Id, _parent: window::Id) -> Task<()> {
    Task::none()
}

/// Lets `parent` accept input again, before its dialog goes.
pub fn release(_parent: window::Id) -> Task<()> {
    Task::none()
}

#[cfg(all(unix, not(target_os = "macos")))]
mod x11 {
    use x11rb::connection::Connection;
    use x11rb::protocol::xproto::{
        AtomEnum, ClientMessageEvent, ConnectionExt as _, EventMask, PropMode,
    };
    use x11rb::wrapper::ConnectionExt as _;

    type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

    /// The hints of the Extended Window Manager Hints and of ICCCM section 4.1.2.6.
    pub(super) fn set_owner(child: u32, parent: u32) -> Result<()> {
        if std::env::var_os("WAYLAND_DISPLAY").is_some() {
            return Ok(());
        }
        let (connection, screen) = x11rb::connect(None)?;
        let atom =
            |name: &[u8]| -> Result<u32> { Ok(connection.intern_atom(false, name)?.reply()?.atom) };
        connection.change_property32(
            PropMode::REPLACE,
            child,
            AtomEnum::WM_TRANSIENT_FOR,
            AtomEnum::WINDOW,
            &[parent],
        )?;
        let kind = atom(b"_NET_WM_WINDOW_TYPE")?;
        let dialog = atom(b"_NET_WM_WINDOW_TYPE_DIALOG")?;
        connection.change_property32(PropMode::REPLACE, child, kind, AtomEnum::ATOM, &[dialog])?;
        // The window is shown already: its state is asked of the window manager.
        let state = atom(b"_NET_WM_STATE")?;
        let modal = atom(b"_NET_WM_STATE_MODAL")?;
        let no_taskbar = atom(b"_NET_WM_STATE_SKIP_TASKBAR")?;
        let event = ClientMessageEvent::new(32, child, state, [1, modal, no_taskbar, 1, 0]);
        let root = connection.setup().roots.get(screen).map(|it| it.root);
        if let Some(root) = root {
            let mask = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
            connection.send_event(false, root, mask, event)?;
        }
        connection.flush()?;
        Ok(())
    }
}
