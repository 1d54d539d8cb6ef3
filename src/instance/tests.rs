use super::*;
use crate::domain::mailto::Mailto;

fn identity(name: &str) -> Identity {
    Identity::new(Path::new("/nowhere/office"), name, None, ":0")
}

fn letter(subject: &str) -> Call {
    Call::Write(Mailto {
        subject: subject.to_owned(),
        ..Mailto::default()
    })
}

/// A folder of this test's own, as private as it has to be.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let folder = directory.path().join("run");
    (directory, folder)
}

fn wish(calls: &[Call], patience: Duration) -> Wish<'_> {
    Wish {
        calls,
        is_quiet: false,
        patience,
    }
}

async fn start(folder: &Path, calls: &[Call]) -> Claim {
    let patience = Duration::from_millis(1_500);
    claim(&identity("susi"), Some(folder), wish(calls, patience)).await
}

fn first(claim: Claim) -> Reception {
    match claim {
        Claim::First(reception) => reception,
        Claim::Handed => panic!("handed over"),
        Claim::Silent => panic!("silent"),
        Claim::Unknown(words) => panic!("{words}"),
    }
}

/// The file beside the lock that says where the first one listens: the socket itself, or one with the
/// name of the pipe.
fn place(folder: &Path) -> PathBuf {
    let ending = if cfg!(unix) { "sock" } else { "pipe" };
    folder.join(format!("{}.{ending}", identity("susi").name))
}

#[cfg(unix)]
fn dial(folder: &Path) -> std::os::unix::net::UnixStream {
    std::os::unix::net::UnixStream::connect(place(folder)).unwrap()
}

#[cfg(windows)]
fn dial(folder: &Path) -> File {
    let name = std::fs::read_to_string(place(folder)).unwrap();
    let mut options = std::fs::OpenOptions::new();
    options.read(true).write(true);
    loop {
        // The next one is not made before the one before was taken.
        match options.open(&name) {
            Err(_) => std::thread::sleep(PAUSE),
            Ok(opened) => return opened,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_hands_over_and_ends() {
    let (_directory, folder) = folder();
    let reception = first(start(&folder, &[]).await);
    // While the window is still being opened nobody waits for it.
    assert!(matches!(
        start(&folder, &[letter("eins")]).await,
        Claim::Handed
    ));
    let arrival = reception.next().await.unwrap();
    assert_eq!(arrival.calls, [letter("eins")]);
    // From now on the window itself says that it has heard.
    let hearing = tokio::spawn(async move {
        let arrival = reception.next().await.unwrap();
        assert!(arrival.take());
        (reception, arrival.calls)
    });
    assert!(matches!(
        start(&folder, &[letter("zwei")]).await,
        Claim::Handed
    ));
    let (reception, calls) = hearing.await.unwrap();
    assert_eq!(calls, [letter("zwei")]);
    drop(reception);
    // Whoever has ended is no longer in the way.
    first(start(&folder, &[]).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_hangs_is_noticed() {
    let (_directory, folder) = folder();
    let reception = first(start(&folder, &[]).await);
    let (gone, is_gone) = oneshot::channel();
    let hanging = tokio::spawn(async move {
        let arrival = reception.next().await.unwrap();
        is_gone.await.unwrap();
        // It was opened elsewhere by now.
        while arrival
            .answer
            .lock()
            .unwrap()
            .as_ref()
            .is_some_and(|it| !it.is_closed())
        {
            tokio::time::sleep(PAUSE).await;
        }
        arrival.take()
    });
    assert!(matches!(start(&folder, &[]).await, Claim::Silent));
    gone.send(()).unwrap();
    assert!(!hanging.await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_dead_one_left_behind_is_no_obstacle() {
    let (_directory, folder) = folder();
    private_folder(&folder);
    #[cfg(unix)]
    drop(std::os::unix::net::UnixListener::bind(place(&folder)).unwrap());
    #[cfg(windows)]
    std::fs::write(place(&folder), r"\\.\pipe\kontorpost-gone").unwrap();
    std::fs::write(folder.join(format!("{}.lock", identity("susi").name)), "x").unwrap();
    assert!(place(&folder).exists());
    first(start(&folder, &[]).await);
}

fn private_folder(folder: &Path) {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(false).create(folder).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_starts_at_once_one_is_first() {
    let (_directory, folder) = folder();
    let starts = (0..12).map(|_| {
        let folder = folder.clone();
        tokio::spawn(async move {
            let patience = Duration::from_secs(20);
            let identity = identity("susi");
            let reception = claim(&identity, Some(&folder), wish(&[], patience)).await;
            // The first one lives on.
            match reception {
                Claim::First(reception) => {
                    std::mem::forget(reception);
                    (1, 0)
                }
                Claim::Handed => (0, 1),
                _ => (0, 0),
            }
        })
    });
    let starts: Vec<_> = starts.collect();
    let mut sum = (0, 0);
    for start in starts {
        let (first, handed) = start.await.unwrap();
        sum = (sum.0 + first, sum.1 + handed);
    }
    assert_eq!(sum, (1, 11));
}

#[tokio::test(flavor = "multi_thread")]
async fn nonsense_is_not_listened_to() {
    use std::io::{Read, Write};
    let (_directory, folder) = folder();
    let reception = first(start(&folder, &[]).await);
    let long = vec![b'x'; LONGEST + (64 << 10)];
    for nonsense in [
        b"\n".as_slice(),
        b"{\"kontorpost\":99}\n",
        b"{\"kontorpost\":1,\"calls\":[{\"Open\":{\"Unix\":[46,46]}}]}\n",
        b"{\"kontorpost\":1,\"calls\":[{\"Run\":\"rm\"}]}\n",
        b"\xff\xfe\x00\n",
        &long,
    ] {
        let mut stream = dial(&folder);
        // It may hang up before everything was said.
        let _ = stream.write_all(nonsense);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert_eq!(answer, b"");
    }
    // Nothing of it came through, and the next one is heard.
    assert!(matches!(
        start(&folder, &[letter("gut")]).await,
        Claim::Handed
    ));
    assert_eq!(reception.next().await.unwrap().calls, [letter("gut")]);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_somebody_else_is_not_used() {
    use std::os::unix::fs::PermissionsExt;
    let (directory, folder) = folder();
    private_folder(&folder);
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o777)).unwrap();
    assert!(local::Place::new(Some(&folder), "x").is_ok_and(|it| !it.lock.starts_with(&folder)));
    let link = directory.path().join("link");
    std::os::unix::fs::symlink(&folder, &link).unwrap();
    assert!(local::Place::new(Some(&link), "x").is_ok_and(|it| !it.lock.starts_with(&link)));
}

#[test]
fn another_office_person_or_screen_is_another_instance() {
    let directory = tempfile::tempdir().unwrap();
    let new = |path: &Path, login, number, screen| Identity::new(path, login, number, screen);
    let one = new(directory.path(), "susi", None, ":0");
    let same = directory.path().join("x/..");
    std::fs::create_dir(directory.path().join("x")).unwrap();
    assert_eq!(one, new(&same, "susi", None, ":0"));
    for other in [
        new(&directory.path().join("x"), "susi", None, ":0"),
        new(directory.path(), "anna", None, ":0"),
        new(directory.path(), "susi", Some(2), ":0"),
        new(directory.path(), "susi", None, ":1"),
    ] {
        assert_ne!(one, other);
    }
    // A directory that is not there yet is the same before and after it was made.
    let new_one = directory.path().join("neu");
    let before = new(&new_one, "susi", None, ":0");
    std::fs::create_dir(&new_one).unwrap();
    assert_eq!(before, new(&new_one, "susi", None, ":0"));
}
