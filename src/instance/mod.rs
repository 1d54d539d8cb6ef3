//! The program that runs already: of several starts for one office, one person and one screen only the
//! first opens a window; the others hand over what they were called with and end.
//!
//! Who is first is decided by a lock on a file, which the system takes away from whoever dies; so a
//! leftover blocks nothing, and of two starts at the same moment one is first. What is handed over
//! goes through a local socket beside the lock. Both lie in a folder of this person alone.

#[cfg(unix)]
#[path = "unix.rs"]
mod local;
#[cfg(windows)]
#[path = "windows.rs"]
mod local;

use crate::domain::call::{Call, Handover};
use crate::domain::hash::Sha256Hash;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::{Semaphore, mpsc, oneshot};

/// How long the first one may take to answer.
pub const PATIENCE: Duration = Duration::from_secs(8);
/// How long a start that hands something over may take to say it.
const HURRY: Duration = Duration::from_secs(5);
/// Whoever has hung up already is noticed within this time.
const MOMENT: Duration = Duration::from_millis(20);
/// Between two looks for the first one, which may just be starting or ending.
const PAUSE: Duration = Duration::from_millis(40);
/// Bytes of what is handed over at the most.
const LONGEST: usize = 1 << 20;
/// Starts that are listened to at once.
const AT_ONCE: usize = 8;
/// Handed over, but not yet taken by the window.
const WAITING: usize = 32;
/// What the first one answers.
const TAKEN: &[u8] = b"{\"taken\":true}\n";

/// What must be the same for two starts to be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    name: String,
}

impl Identity {
    /// For an office in a directory, the login of a person, the Benutzer named on the command line,
    /// and the screen that is sat at: a window on another screen would be raised for nobody.
    pub fn new(directory: &Path, login: &str, benutzer: Option<u16>, screen: &str) -> Self {
        let directory = whole(directory);
        let mut bytes = directory.as_os_str().as_encoded_bytes().to_vec();
        let benutzer = benutzer.map(|it| it.to_string()).unwrap_or_default();
        for part in [login, &benutzer, screen] {
            bytes.push(0);
            bytes.extend_from_slice(part.as_bytes());
        }
        let mut name = Sha256Hash::of(&bytes).to_string();
        name.truncate(32);
        Self { name }
    }
}

/// The real path of a directory that need not be there yet.
fn whole(directory: &Path) -> PathBuf {
    let absolute = std::path::absolute(directory).unwrap_or_else(|_| directory.to_owned());
    for above in absolute.ancestors() {
        if let Ok(real) = above.canonicalize() {
            // Joined with nothing, a path would get a slash at its end.
            return match absolute.strip_prefix(above) {
                Ok(rest) if rest != Path::new("") => real.join(rest),
                _ => real,
            };
        }
    }
    absolute
}

/// What a start is.
pub enum Claim {
    /// The first one, which listens to the others.
    First(Reception),
    /// Another one runs and has taken what was handed over.
    Handed,
    /// Another one runs but does not answer.
    Silent,
    /// This system cannot tell; its words.
    Unknown(String),
}

/// What a start is about.
#[derive(Debug, Clone, Copy)]
pub struct Wish<'a> {
    /// What it is called with.
    pub calls: &'a [Call],
    /// Nobody looks for a window: the first one stays as it is.
    pub is_quiet: bool,
    /// How long the first one may take to answer.
    pub patience: Duration,
}

/// Finds out whether this start is the first one, and if not, hands over what it was called with.
/// `folder` is a folder of this person alone, if the system has one. Must be called on a runtime that
/// lives as long as the answer.
pub async fn claim(identity: &Identity, folder: Option<&Path>, wish: Wish<'_>) -> Claim {
    let patience = wish.patience;
    let unknown = |error: std::io::Error| Claim::Unknown(error.to_string());
    let place = match local::Place::new(folder, &identity.name) {
        Ok(place) => place,
        Err(error) => return unknown(error),
    };
    let handover = Handover {
        kontorpost: Handover::VERSION,
        calls: wish.calls.to_vec(),
        is_quiet: wish.is_quiet,
    };
    let Ok(mut line) = serde_json::to_vec(&handover) else {
        return Claim::Unknown("json".to_owned());
    };
    line.push(b'\n');
    let begun = Instant::now();
    loop {
        match lock(&place.lock) {
            Ok(Some(lock)) => {
                return match local::Listener::new(&place) {
                    Ok(listener) => Claim::First(Reception::new(place, lock, listener)),
                    Err(error) => unknown(error),
                };
            }
            Ok(None) => {}
            Err(error) => return unknown(error),
        }
        let rest = patience.saturating_sub(begun.elapsed());
        match tokio::time::timeout(rest, hand_over(&place, &line)).await {
            Ok(Ok(())) => return Claim::Handed,
            // Not listening yet, or ending: then its lock is free in a moment.
            Ok(Err(_)) if begun.elapsed() < patience => tokio::time::sleep(PAUSE).await,
            Ok(Err(_)) | Err(_) => return Claim::Silent,
        }
    }
}

/// The lock; `None` while another one holds it.
fn lock(path: &Path) -> std::io::Result<Option<File>> {
    let mut options = std::fs::OpenOptions::new();
    let file = options
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

async fn hand_over(place: &local::Place, line: &[u8]) -> std::io::Result<()> {
    let mut stream = local::connect(place).await?;
    stream.write_all(line).await?;
    stream.flush().await?;
    let mut answer = vec![0; TAKEN.len()];
    stream.read_exact(&mut answer).await?;
    match answer == TAKEN {
        true => Ok(()),
        false => Err(std::io::ErrorKind::InvalidData.into()),
    }
}

/// What another start was called with.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// What it was called with; nothing means: come to the front.
    pub calls: Vec<Call>,
    /// Nobody looks for a window.
    pub is_quiet: bool,
    /// Who waits to be told; nobody does while the window is still being opened.
    answer: Arc<Mutex<Option<oneshot::Sender<()>>>>,
}

impl Arrival {
    /// Lets the other start know that the window has it. Whether it is to be done: who has waited too
    /// long has opened it elsewhere.
    #[must_use]
    pub fn take(&self) -> bool {
        let mut answer = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
        answer.take().is_none_or(|it| it.send(()).is_ok())
    }
}

/// The first start's ear for the others, as long as one of its clones lives.
#[derive(Clone)]
pub struct Reception(Arc<Shared>);

struct Shared {
    arrivals: tokio::sync::Mutex<mpsc::Receiver<Arrival>>,
    /// The window is there and takes what comes.
    is_open: Arc<AtomicBool>,
    listening: tokio::task::JoinHandle<()>,
    place: local::Place,
    _lock: File,
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.listening.abort();
        self.place.clean_up();
    }
}

impl Reception {
    fn new(place: local::Place, lock: File, listener: local::Listener) -> Self {
        let (sender, arrivals) = mpsc::channel(WAITING);
        let is_open = Arc::new(AtomicBool::new(false));
        let listening = tokio::spawn(listen(listener, sender, is_open.clone()));
        Self(Arc::new(Shared {
            arrivals: tokio::sync::Mutex::new(arrivals),
            is_open,
            listening,
            place,
            _lock: lock,
        }))
    }

    /// The next one; waits for it. From the first time that somebody waits here on, a start is told
    /// that it was heard only after [`Arrival::take`].
    pub async fn next(&self) -> Option<Arrival> {
        let mut arrivals = self.0.arrivals.lock().await;
        self.0.is_open.store(true, Ordering::Relaxed);
        arrivals.recv().await
    }
}

async fn listen(
    mut listener: local::Listener,
    sender: mpsc::Sender<Arrival>,
    is_open: Arc<AtomicBool>,
) {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    loop {
        let Ok(stream) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let Ok(permit) = places.clone().try_acquire_owned() else {
            continue;
        };
        let (sender, is_open) = (sender.clone(), is_open.clone());
        tokio::spawn(async move {
            receive(stream, &sender, &is_open).await;
            drop(permit);
        });
    }
}

/// Listens to one start. What it says may be anything.
async fn receive(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    sender: &mpsc::Sender<Arrival>,
    is_open: &AtomicBool,
) {
    let line = tokio::time::timeout(HURRY, read_line(&mut stream)).await;
    let Ok(Some(line)) = line else {
        return;
    };
    let handover = serde_json::from_slice::<Handover>(&line).ok();
    let is_quiet = handover.as_ref().is_some_and(|it| it.is_quiet);
    let Some(calls) = handover.and_then(Handover::checked) else {
        return;
    };
    // A program that was stopped hears of those who have long gone elsewhere.
    if tokio::time::timeout(MOMENT, ends(&mut stream))
        .await
        .is_ok()
    {
        return;
    }
    let (answer, taken) = oneshot::channel();
    // A window that is still being opened will take it; whoever started twice need not wait for that.
    let is_starting = !is_open.load(Ordering::Relaxed);
    let arrival = Arrival {
        calls,
        is_quiet,
        answer: Arc::new(Mutex::new((!is_starting).then_some(answer))),
    };
    if sender.try_send(arrival).is_err() {
        return;
    }
    if !is_starting {
        tokio::select! {
            taken = taken => if taken.is_err() {
                return;
            },
            () = ends(&mut stream) => return,
        }
    }
    let told = stream.write_all(TAKEN).await;
    if told.is_ok() && stream.flush().await.is_ok() {
        // Whoever hangs up first must not take the answer along.
        let _ = tokio::time::timeout(HURRY, ends(&mut stream)).await;
    }
}

/// Waits until the other one hangs up, or says more than it should.
async fn ends(stream: &mut (impl AsyncRead + Unpin)) {
    let _ = stream.read(&mut [0; 1]).await;
}

async fn read_line(stream: &mut (impl AsyncRead + Unpin)) -> Option<Vec<u8>> {
    let (mut line, mut piece) = (Vec::new(), vec![0; 16 << 10]);
    loop {
        let length = stream.read(&mut piece).await.ok().filter(|it| *it > 0)?;
        let read = piece.get(..length)?;
        if let Some(end) = read.iter().position(|it| *it == b'\n') {
            line.extend_from_slice(read.get(..end)?);
            return Some(line);
        }
        line.extend_from_slice(read);
        if line.len() > LONGEST {
            return None;
        }
    }
}

#[cfg(test)]
mod tests;
