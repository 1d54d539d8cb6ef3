//! How long a program runs, what it computes and how much memory it takes at its peak.

use std::fmt;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// One run of a program.
#[derive(Debug, Clone, Copy, Default)]
pub struct Measured {
    /// From start to end.
    pub seconds: f64,
    /// Computing time of all its threads, user and system.
    pub cpu_seconds: f64,
    /// Largest resident set in KiB; 0 where it was not measured.
    pub peak: u64,
}

impl fmt::Display for Measured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:7.2} s, {:6.2} CPU s, peak {:4} MB",
            self.seconds,
            self.cpu_seconds,
            self.peak / 1024
        )
    }
}

/// A whole number of megabytes.
pub fn megabytes(bytes: u64) -> u64 {
    bytes / 1_000_000
}

/// The run in the middle by time, with the highest peak of all.
pub fn median(runs: &[Measured]) -> Measured {
    let mut sorted = runs.to_vec();
    sorted.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    let mut middle = sorted.get(sorted.len() / 2).copied().unwrap_or_default();
    middle.peak = runs.iter().map(|it| it.peak).max().unwrap_or_default();
    middle
}

/// One line: times, and the ratio to the limit.
pub fn report(name: &str, measured: &Measured, limit: f64) {
    println!(
        "  {name:<24} {measured}   {:6.2} × drain",
        measured.seconds / limit
    );
}

/// Runs a program to its end.
pub fn run(mut command: Command) -> Measured {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let begun = Instant::now();
    let child = command.spawn().expect("the program starts");
    let id = child.id();
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let watching = scope.spawn(|| {
            let mut measured = Measured::default();
            while !ended.load(Ordering::Relaxed) {
                sample(id, &mut measured);
                std::thread::sleep(Duration::from_millis(5));
            }
            measured
        });
        let output = child.wait_with_output().expect("the program ends");
        let seconds = begun.elapsed().as_secs_f64();
        ended.store(true, Ordering::Relaxed);
        assert!(
            output.status.success(),
            "{command:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let mut measured = watching.join().expect("the watcher ends");
        measured.seconds = seconds;
        measured
    })
}

/// Reads proc(5); what is gone is not counted.
fn sample(id: u32, measured: &mut Measured) {
    if let Ok(status) = std::fs::read_to_string(format!("/proc/{id}/status"))
        && let Some(line) = status.lines().find(|line| line.starts_with("VmHWM:"))
        && let Some(number) = line.split_whitespace().nth(1)
    {
        measured.peak = number.parse().unwrap_or(measured.peak);
    }
    if let Ok(stat) = std::fs::read_to_string(format!("/proc/{id}/stat"))
        && let Some((_, rest)) = stat.rsplit_once(") ")
    {
        // Fields 14 and 15 of the line, in hundredths of a second.
        let ticks = rest.split(' ').skip(11).take(2);
        let ticks: f64 = ticks.filter_map(|it| it.parse::<f64>().ok()).sum();
        measured.cpu_seconds = measured.cpu_seconds.max(ticks / 100.0);
    }
}
