use super::*;
use crate::domain::backup::{BackupKind, Counts, DATABASE_PART, FORMAT, Manifest, Part};
use crate::domain::hash::Sha256Hash;
use crate::domain::secret::Secret;
use std::path::Path;

fn bytes(count: usize, seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        // Some of it can be compressed.
        if state.is_multiple_of(3) {
            0
        } else {
            state as u8
        }
    };
    std::iter::repeat_with(next).take(count).collect()
}

fn write(path: &Path, parts: &[(&str, Vec<u8>)], passphrase: Option<&Secret>) -> Manifest {
    let list = parts.iter();
    let list = list.map(|(name, it)| Part::of(name, it.len() as u64, Sha256Hash::of(it)));
    let manifest = Manifest {
        format: FORMAT,
        program: "0".to_owned(),
        schema: 1,
        office: "k".to_owned(),
        kind: BackupKind::Backup,
        made_at: 1_700_000_000,
        host: String::new(),
        login: String::new(),
        with_secrets: false,
        counts: Counts::default(),
        parts: list.collect(),
    };
    let mut writer = ArchiveWriter::begin(path, &manifest, passphrase).expect("begun");
    for (name, it) in parts {
        writer
            .part(name, it.len() as u64, &mut it.as_slice(), &mut |_| true)
            .expect(name);
    }
    writer.finish().expect("written");
    manifest
}

type Parts = Vec<(String, Vec<u8>)>;

fn read(path: &Path, passphrase: Option<&Secret>) -> Result<(Manifest, Parts)> {
    let reader = ArchiveReader::open(path, passphrase)?;
    let mut parts: Parts = Vec::new();
    let mut take = |part: &Part, piece: &[u8]| {
        match parts.last_mut().filter(|it| it.0 == part.name) {
            Some(known) => known.1.extend_from_slice(piece),
            None => parts.push((part.name.clone(), piece.to_vec())),
        }
        Ok::<(), Error>(())
    };
    let manifest = reader.read(&mut take, &mut |_| true)?;
    Ok((manifest, parts))
}

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

#[test]
fn what_is_written_is_read_again_and_not_without_the_passphrase() {
    let directory = tempfile::tempdir().unwrap();
    let right = secret("Lampe Dachs Zirkel 41");
    // Around the size of a chunk, where an encrypted file ends in one way or another.
    for (number, size) in [0, 1, 65_000, 65_536, 131_072, 700_000]
        .into_iter()
        .enumerate()
    {
        let parts = [
            (DATABASE_PART, bytes(size, 7)),
            ("window.toml", b"a = 1".to_vec()),
        ];
        for passphrase in [None, Some(&right)] {
            let file = directory
                .path()
                .join(format!("{number}{}", passphrase.is_some()));
            let manifest = write(&file, &parts, passphrase);
            let (found, read_parts) = read(&file, passphrase).expect("whole");
            assert_eq!(found, manifest);
            let wanted = parts.iter().filter(|it| !it.1.is_empty());
            let wanted: Parts = wanted.map(|it| (it.0.to_owned(), it.1.clone())).collect();
            assert!(read_parts == wanted);
            assert_eq!(is_sealed(&file).unwrap(), passphrase.is_some());
            if passphrase.is_some() {
                assert_eq!(read(&file, None), Err(Error::Sealed));
            }
        }
    }
    let file = directory.path().join("3true");
    let wrong = secret("Lampe Dachs Zirkel 42");
    assert_eq!(read(&file, Some(&wrong)), Err(Error::WrongPassphrase));
    let again = ArchiveWriter::begin(
        &file,
        &write(&file.with_extension("x"), &[(DATABASE_PART, vec![])], None),
        None,
    );
    assert!(
        matches!(again, Err(Error::File { .. })),
        "nothing is written over"
    );
}

/// Every bit of a small file, many of a large one: what was altered is found, or reads the same.
#[test]
fn no_altered_byte_stays_unseen() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("sicherung");
    write(&file, &[(DATABASE_PART, bytes(300, 3))], None);
    let whole = std::fs::read(&file).unwrap();
    let other = directory.path().join("anders");
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut altered = whole.clone();
            altered[at] ^= 1 << bit;
            std::fs::write(&other, &altered).unwrap();
            assert!(read(&other, None).is_err(), "byte {at} bit {bit}");
        }
    }
    for length in 0..whole.len() {
        std::fs::write(&other, &whole[..length]).unwrap();
        assert!(read(&other, None).is_err(), "cut off at {length}");
    }
    std::fs::write(&other, [&whole[..], b"x"].concat()).unwrap();
    assert!(read(&other, None).is_err(), "something behind it");
    std::fs::write(&other, [&whole[..], &whole[..]].concat()).unwrap();
    assert!(read(&other, None).is_err(), "twice");
}

#[test]
fn foreign_files_are_told_from_damaged_ones() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("datei");
    let of = |content: &[u8]| {
        std::fs::write(&file, content).unwrap();
        read(&file, None).unwrap_err()
    };
    assert_eq!(of(b""), Error::Foreign);
    assert_eq!(
        of(b"PK\x03\x04 a zip of somebody else, long enough"),
        Error::Foreign
    );
    assert_eq!(of(&zstd::encode_all(&b"x"[..], 1).unwrap()), Error::Foreign);
    write(
        &file.with_extension("ganz"),
        &[(DATABASE_PART, vec![1])],
        None,
    );
    let whole = std::fs::read(file.with_extension("ganz")).unwrap();
    let mut newer = whole.clone();
    newer[29] = b'2';
    assert_eq!(of(&newer), Error::Newer);
    assert!(matches!(of(&whole[..60]), Error::Damaged(_)));
    let missing = read(Path::new("/nonexistent/x"), None).unwrap_err();
    assert!(matches!(missing, Error::File { .. }));
    let of_age = b"age-encryption.org/v1\n-> X25519 abc\nabc\n--- abc\n";
    std::fs::write(&file, of_age).unwrap();
    assert_eq!(read(&file, Some(&secret("x"))).unwrap_err(), Error::Foreign);
}

#[test]
fn a_stop_is_heard() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("sicherung");
    let parts = [(DATABASE_PART, bytes(900_000, 5))];
    write(&file, &parts, None);
    let reader = ArchiveReader::open(&file, None).unwrap();
    let stopped = reader.read(&mut |_, _| Ok::<(), Error>(()), &mut |_| false);
    assert_eq!(stopped, Err(Error::Stopped));
}
