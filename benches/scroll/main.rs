//! Time of a frame while a list of 100,000 messages is scrolled, drawn by the software renderer at
//! 1280x800, whole as after a notch of the wheel: view, layout, drawing and pixels.
//!
//! `cargo bench --bench scroll` needs no display.

#[path = "../../tests/support/harness.rs"]
mod harness;
#[path = "../../tests/window_widgets/inbox.rs"]
mod inbox;

use harness::Harness;
use iced::keyboard::{Key, Modifiers, key::Named};
use inbox::Window;
use kontorpost::gui::theme::Mode;
use std::time::{Duration, Instant};

/// Frames of each way to scroll.
const FRAMES: usize = 240;

fn main() {
    let copying = copying();
    println!("copying of the pixels, not counted: {copying:.1} ms");
    for rows in [100_000, 1_000_000] {
        let begun = Instant::now();
        let mut window = Window::new(
            inbox::inbox(rows),
            (1280.0, 800.0),
            inbox::view,
            inbox::update,
        );
        let _ = window.pixels(Mode::Light, 1.0);
        println!("{rows} rows: first frame {:.1} ms", millis(begun.elapsed()));
        let place = window.place("mails").center();
        window.point(place);
        measure(copying, "notch of the wheel", &mut window, |it| {
            it.wheel(-1.0)
        });
        measure(copying, "touch pad", &mut window, |it| it.wheel(-0.1));
        measure(copying, "arrow down", &mut window, |it| {
            it.named(Named::ArrowDown)
        });
        measure(copying, "page down", &mut window, |it| {
            it.named(Named::PageDown)
        });
        measure(copying, "shift and arrow", &mut window, |it| {
            it.key(Key::Named(Named::ArrowDown), Modifiers::SHIFT);
        });
        window.hold(Modifiers::empty());
        let begun = Instant::now();
        window.named(Named::End);
        window.ctrl("a");
        println!("  End and Ctrl+A {:.2} ms", millis(begun.elapsed()));
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Milliseconds of the processor that this process has had: what a frame costs on a machine on which
/// others work, too. 0 where the system does not say.
fn spent() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanos = told.split(' ').next().and_then(|it| it.parse::<f64>().ok());
    nanos.unwrap_or_default() / 1.0e6
}

/// What it costs to hand out the pixels of an empty window, which a real window does not do.
fn copying() -> f64 {
    let view = |(): &()| iced::widget::space().into();
    let mut empty = Harness::<(), ()>::new((), (1280.0, 800.0), view, |(), ()| ());
    let mut times: Vec<f64> = (0..FRAMES)
        .map(|_| {
            let begun = Instant::now();
            std::hint::black_box(empty.pixels(Mode::Light, 1.0));
            millis(begun.elapsed())
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times.first().copied().unwrap_or_default()
}

fn measure(copying: f64, what: &str, window: &mut Window, mut act: impl FnMut(&mut Window)) {
    let before = spent();
    let mut times: Vec<(f64, f64)> = (0..FRAMES)
        .map(|_| {
            let begun = Instant::now();
            act(window);
            let acted = begun.elapsed();
            std::hint::black_box(window.pixels(Mode::Light, 1.0));
            (millis(begun.elapsed()) - copying, millis(acted))
        })
        .collect();
    let spent = (spent() - before) / FRAMES as f64;
    times.sort_by(|one, other| one.0.total_cmp(&other.0));
    let at = |share: usize| times[(times.len() - 1) * share / 100].0;
    let acted = times.iter().map(|it| it.1).sum::<f64>() / times.len() as f64;
    println!(
        "  {what:20} median {:5.1} ms, 95 % {:5.1} ms, of that event and view {acted:4.2} ms; \
         processor with copying {spent:4.1} ms",
        at(50),
        at(95),
    );
}
