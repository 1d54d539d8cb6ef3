//! What goes wrong outside every window: told in the terminal, or, where there is none, in a message
//! box; a fault of the program itself is also written down for support.

use crate::i18n::{Language, texts};
use crate::settings;
use std::io::Write;
use std::panic::PanicHookInfo;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// Bytes of the file at which it is begun anew.
const LONGEST: u64 = 1 << 20;

static HAS_NO_TERMINAL: AtomicBool = AtomicBool::new(false);
static HAS_TOLD: AtomicBool = AtomicBool::new(false);

/// From now on errors outside every window are told in message boxes, and a fault of the program is
/// written to a file and told once: nobody sees a terminal.
pub fn tell_in_message_boxes() {
    HAS_NO_TERMINAL.store(true, Ordering::Relaxed);
    std::panic::set_hook(Box::new(note));
}

/// Tells it where it can be seen.
pub(super) fn tell(words: &str) {
    if cfg!(windows) && HAS_NO_TERMINAL.load(Ordering::Relaxed) {
        let box_ = rfd::MessageDialog::new()
            .set_level(rfd::MessageLevel::Error)
            .set_title("Kontorpost")
            .set_description(words);
        box_.show();
        return;
    }
    eprintln!("{words}");
}

/// Writes a fault down; tells of the first one only.
fn note(fault: &PanicHookInfo<'_>) {
    let file = settings::crash_file();
    let is_written = file.as_deref().is_some_and(|it| write(it, fault).is_ok());
    if HAS_TOLD.swap(true, Ordering::Relaxed) {
        return;
    }
    let place = file.filter(|_| is_written);
    let place = place.map(|it| it.display().to_string()).unwrap_or_default();
    tell(&texts::crash_told(place).show(Language::German));
}

fn write(file: &Path, fault: &PanicHookInfo<'_>) -> std::io::Result<()> {
    if let Some(directory) = file.parent() {
        std::fs::create_dir_all(directory)?;
    }
    let is_long = std::fs::metadata(file).is_ok_and(|it| it.len() > LONGEST);
    let mut options = std::fs::OpenOptions::new();
    options.create(true).write(true);
    let mut file = match is_long {
        true => options.truncate(true).open(file)?,
        false => options.append(true).open(file)?,
    };
    let thread = std::thread::current();
    writeln!(
        file,
        "{} Kontorpost {} {} thread {:?}\n{fault}\n{}",
        jiff::Timestamp::now(),
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        thread.name().unwrap_or_default(),
        std::backtrace::Backtrace::force_capture(),
    )
}
