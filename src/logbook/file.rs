//! The files of the log. Several processes append to the same one, each line with one call of the
//! system; whoever finds it full moves it aside while holding a lock, and the others notice within
//! seconds, because nobody keeps a file open for longer.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const NAME: &str = "kontorpost.log";

/// The file whose lock is held while files are moved.
const LOCK: &str = "kontorpost.log.lock";

/// How long a file is kept open, and how long a disk that refuses is left alone.
const BREATH: Duration = Duration::from_secs(5);

/// Files that are looked for, whatever was once set.
const MOST: usize = 99;

/// Lines that wait for a folder that is not there yet.
const WAITING: usize = 200;

/// Where lines go.
pub(super) struct Files {
    folder: PathBuf,
    bytes: u64,
    count: usize,
    open: Option<(File, Instant)>,
    refused: Option<Instant>,
    waiting: Vec<String>,
    /// Lines that nobody will read.
    lost: u64,
}

/// A file of the log: the one that is written to is number 0.
fn name(number: usize) -> String {
    match number {
        0 => NAME.to_owned(),
        number => format!("kontorpost.{number}.log"),
    }
}

/// The files that are there, the newest first.
pub fn newest_first(folder: &Path) -> Vec<PathBuf> {
    let files = (0..MOST).map(|it| folder.join(name(it)));
    files.filter(|it| it.is_file()).collect()
}

/// Makes the folder for the same eyes as the data directory, and only where there is one.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Ok(()) => share(folder, 0o777),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

/// For the owner alone, or also for the group where that may write to the folder above.
#[cfg(unix)]
fn share(path: &Path, mask: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let above = path.parent().unwrap_or(path);
    let is_shared = fs::metadata(above)?.permissions().mode() & 0o020 != 0;
    let whose = if is_shared { 0o770 } else { 0o700 };
    fs::set_permissions(path, fs::Permissions::from_mode(whose & mask))
}

#[cfg(not(unix))]
fn share(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

impl Files {
    pub(super) fn new(folder: PathBuf, bytes: u64, count: usize) -> Self {
        Self {
            folder,
            bytes: bytes.max(4_096),
            count: count.clamp(1, MOST),
            open: None,
            refused: None,
            waiting: Vec::new(),
            lost: 0,
        }
    }

    /// Writes a line, or keeps it for a while; says whether the folder was looked at anew.
    pub(super) fn write(&mut self, line: &str) -> bool {
        if self.refused.is_some_and(|it| it.elapsed() < BREATH) {
            self.keep(line);
            return false;
        }
        let is_old = |it: &(File, Instant)| it.1.elapsed() >= BREATH;
        let is_anew = self.open.as_ref().is_none_or(is_old);
        if is_anew {
            self.open = None;
        }
        match self.append(line) {
            Ok(()) => self.refused = None,
            Err(_) => {
                self.open = None;
                // Before there is a data directory every line may be the one that finds it.
                let is_there = self.folder.parent().is_some_and(Path::is_dir);
                self.refused = is_there.then(Instant::now);
                self.keep(line);
            }
        }
        is_anew
    }

    fn keep(&mut self, line: &str) {
        match self.waiting.len() < WAITING {
            true => self.waiting.push(line.to_owned()),
            false => self.lost += 1,
        }
    }

    fn append(&mut self, line: &str) -> io::Result<()> {
        self.make_room()?;
        let waiting = std::mem::take(&mut self.waiting);
        let mut text = waiting.concat();
        if self.lost > 0 {
            text.push_str(&format!("log-gap lines={}\n", self.lost));
        }
        text.push_str(line);
        let written = self.file().and_then(|it| it.write_all(text.as_bytes()));
        match written {
            Ok(()) => self.lost = 0,
            Err(_) => self.waiting = waiting,
        }
        written
    }

    fn file(&mut self) -> io::Result<&mut File> {
        let open = match self.open.take() {
            Some(open) => open,
            None => (self.open_newest()?, Instant::now()),
        };
        Ok(&mut self.open.insert(open).0)
    }

    fn open_newest(&self) -> io::Result<File> {
        make_folder(&self.folder)?;
        let path = self.folder.join(name(0));
        let is_new = !path.exists();
        let file = OpenOptions::new().append(true).create(true).open(&path)?;
        if is_new {
            let _ = share(&path, 0o666);
        }
        Ok(file)
    }

    /// Moves the files on where the newest is full. One that cannot be moved grows on, up to four
    /// times its size, and then nothing is written any more.
    fn make_room(&mut self) -> io::Result<()> {
        let size = self.file()?.metadata()?.len();
        if size < self.bytes {
            return Ok(());
        }
        let moved = self.move_on();
        self.open = None;
        match moved {
            Err(error) if size > self.bytes.saturating_mul(4) => Err(error),
            _ => Ok(()),
        }
    }

    fn move_on(&self) -> io::Result<()> {
        let path = self.folder.join(LOCK);
        let is_new = !path.exists();
        let lock = OpenOptions::new().append(true).create(true).open(&path)?;
        if is_new {
            let _ = share(&path, 0o666);
        }
        if lock.try_lock().is_err() {
            // Another process does it at this moment.
            return Ok(());
        }
        let newest = self.folder.join(name(0));
        // It may have been moved since this process looked.
        if fs::metadata(&newest)?.len() < self.bytes {
            return Ok(());
        }
        if self.count == 1 {
            return fs::remove_file(&newest);
        }
        for number in (1..self.count).rev() {
            let (from, to) = (name(number - 1), name(number));
            match fs::rename(self.folder.join(from), self.folder.join(to)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        // What was once kept in greater number goes as well.
        for number in self.count..MOST {
            if fs::remove_file(self.folder.join(name(number))).is_err() {
                break;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(path: &Path) -> String {
        fs::read_to_string(path).unwrap()
    }

    #[test]
    fn full_files_move_on_and_the_oldest_goes() {
        let directory = tempfile::tempdir().unwrap();
        let folder = directory.path().join("log");
        let mut files = Files::new(folder.clone(), 4_096, 3);
        for number in 0..400 {
            files.write(&format!("{number:04} {}\n", "x".repeat(94)));
        }
        let there = newest_first(&folder);
        let names: Vec<_> = there.iter().map(|it| it.file_name().unwrap()).collect();
        assert_eq!(
            names,
            ["kontorpost.log", "kontorpost.1.log", "kontorpost.2.log"]
        );
        let all: String = there.iter().rev().map(|it| text(it)).collect();
        let first = all.lines().next().unwrap();
        let first: usize = first.split(' ').next().unwrap().parse().unwrap();
        let numbers: Vec<String> = (first..400).map(|it| format!("{it:04}")).collect();
        let seen: Vec<&str> = all.lines().map(|it| &it[..4]).collect();
        assert_eq!(seen, numbers, "nothing is missing, nothing is twice");
        assert!(
            there
                .iter()
                .all(|it| fs::metadata(it).unwrap().len() < 4_300)
        );
    }

    /// Windows appends in one step; Wine looks for the end and then writes there.
    #[test]
    #[cfg(unix)]
    fn several_write_to_the_same_file() {
        let directory = tempfile::tempdir().unwrap();
        let folder = directory.path().join("log");
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let folder = folder.clone();
                scope.spawn(move || {
                    let mut files = Files::new(folder, 8_192, 60);
                    for number in 0..200 {
                        files.write(&format!("{writer}-{number} {}\n", "y".repeat(80)));
                    }
                });
            }
        });
        let all: String = newest_first(&folder).iter().map(|it| text(it)).collect();
        let mut heads: Vec<&str> = all.lines().filter_map(|it| it.split(' ').next()).collect();
        heads.sort_unstable();
        heads.dedup();
        assert_eq!(heads.len(), 800);
        assert_eq!(all.lines().count(), 800);
        assert!(all.lines().all(|it| it.ends_with(&"y".repeat(80))));
    }

    #[test]
    fn lines_wait_for_the_data_directory_and_a_refusing_disk_costs_only_lines() {
        let directory = tempfile::tempdir().unwrap();
        let data = directory.path().join("office");
        let mut files = Files::new(data.join("log"), 4_096, 2);
        files.write("first\n");
        assert!(!data.exists(), "a log makes no data directory");
        fs::create_dir(&data).unwrap();
        files.write("second\n");
        assert_eq!(text(&data.join("log/kontorpost.log")), "first\nsecond\n");
        // A file stands where the folder ought to be.
        let other = directory.path().join("other");
        fs::create_dir(&other).unwrap();
        fs::write(other.join("log"), "").unwrap();
        let mut files = Files::new(other.join("log"), 4_096, 2);
        for _ in 0..1_000 {
            files.write("line\n");
        }
        assert!(files.waiting.len() <= WAITING && files.lost > 0);
    }
}
