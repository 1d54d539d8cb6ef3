//! A screen in memory, and whether a program has drawn its window on it.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use x11rb::connection::Connection;
use x11rb::protocol::xproto::{ConnectionExt, ImageFormat, MapState, Window};
use x11rb::rust_connection::RustConnection;

/// Xvfb. Ends with this value.
pub struct Screen {
    server: Child,
    name: String,
    connection: RustConnection,
    root: Window,
}

impl Screen {
    /// A screen of its own; `None` where Xvfb is not installed.
    pub fn start() -> Option<Self> {
        let number = 100 + std::process::id() % 400;
        let name = format!(":{number}");
        let server = Command::new("Xvfb")
            .args([&name, "-screen", "0", "1600x1000x24", "-nolisten", "tcp"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let begun = Instant::now();
        let (connection, screen) = loop {
            match x11rb::connect(Some(&name)) {
                Ok(connected) => break connected,
                Err(_) if begun.elapsed() < Duration::from_secs(10) => {
                    std::thread::sleep(Duration::from_millis(20));
                }
                Err(error) => panic!("Xvfb: {error}"),
            }
        };
        let root = connection.setup().roots[screen].root;
        Some(Self {
            server,
            name,
            connection,
            root,
        })
    }

    /// The display's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Waits until a window shows more than one colour.
    pub fn wait_for_a_picture(&self, limit: Duration) {
        self.wait(limit, |windows| {
            windows.iter().any(|it| self.has_picture(*it))
        });
    }

    /// Waits until the picture has stayed as it is for a while, and tells when it became so.
    pub fn wait_until_still(&self, limit: Duration) -> Instant {
        let begun = Instant::now();
        let mut since = begun;
        let mut before = Vec::new();
        while since.elapsed() < Duration::from_millis(700) && begun.elapsed() < limit {
            let now: Vec<Vec<u8>> = (self.windows().into_iter())
                .filter_map(|it| self.picture(it, u16::MAX))
                .collect();
            if now != before {
                before = now;
                since = Instant::now();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        since
    }

    /// Waits until no window is shown.
    pub fn wait_until_empty(&self, limit: Duration) {
        self.wait(limit, <[Window]>::is_empty);
    }

    fn wait(&self, limit: Duration, is_so: impl Fn(&[Window]) -> bool) {
        let begun = Instant::now();
        while !is_so(&self.windows()) {
            assert!(begun.elapsed() < limit, "nothing happens on the screen");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Windows that are shown and not tiny: helpers of a toolkit do not count.
    fn windows(&self) -> Vec<Window> {
        let tree = self.connection.query_tree(self.root).ok();
        let children = tree.and_then(|it| it.reply().ok());
        let children = children.map(|it| it.children).unwrap_or_default();
        let is_shown = |window: &Window| {
            let attributes = self.connection.get_window_attributes(*window).ok()?;
            let geometry = self.connection.get_geometry(*window).ok()?;
            let is_viewable = attributes.reply().ok()?.map_state == MapState::VIEWABLE;
            Some(is_viewable && geometry.reply().ok()?.width > 200)
        };
        children
            .into_iter()
            .filter(|it| is_shown(it).unwrap_or_default())
            .collect()
    }

    fn has_picture(&self, window: Window) -> bool {
        let Some(data) = self.picture(window, 80) else {
            return false;
        };
        let mut pixels = data.chunks_exact(4);
        let first = pixels.next().map(<[u8]>::to_vec);
        pixels.any(|it| Some(it) != first.as_deref())
    }

    /// The pixels of the upper rows of a window.
    fn picture(&self, window: Window, rows: u16) -> Option<Vec<u8>> {
        let geometry = self.connection.get_geometry(window).ok()?.reply().ok()?;
        let (width, height) = (geometry.width, geometry.height.min(rows));
        let format = ImageFormat::Z_PIXMAP;
        let image = (self.connection).get_image(format, window, 0, 0, width, height, !0);
        Some(image.ok()?.reply().ok()?.data)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
