//! Secrets in the keychain of the operating system. Long ones are split: the head is written last, so
//! that a change that is cut off leaves the earlier secret whole.

use super::Error;
use crate::domain::secret::Secret;
use zeroize::Zeroizing;

/// Windows' Credential Manager takes 2,560 bytes a value. Longer secrets are split, and everywhere
/// in the same way, so that one test covers all systems.
const PART: usize = 2_400;

/// Bytes of a secret at the most.
const LONGEST: usize = 16 << 10;

/// Named values, each no longer than a keychain takes.
pub(super) trait Slots {
    /// The value of this name.
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, Error>;
    /// Keeps a value in place of an earlier one.
    fn set(&self, name: &str, value: &str) -> Result<(), Error>;
    /// Forgets a value; says whether there was one.
    fn delete(&self, name: &str) -> Result<bool, Error>;
}

/// The keychain, of one office.
pub(super) struct Keychain<'a>(pub &'a str);

impl Keychain<'_> {
    fn entry(&self, name: &str) -> Result<keyring::Entry, Error> {
        Ok(keyring::Entry::new(
            &format!("Kontorpost {}", self.0),
            name,
        )?)
    }
}

impl Slots for Keychain<'_> {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, Error> {
        match self.entry(name)?.get_secret() {
            Ok(bytes) => match String::from_utf8(bytes) {
                Ok(text) => Ok(Some(Zeroizing::new(text))),
                Err(_) => Err(Error::Other("value not readable".to_owned())),
            },
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn set(&self, name: &str, value: &str) -> Result<(), Error> {
        Ok(self.entry(name)?.set_secret(value.as_bytes())?)
    }

    fn delete(&self, name: &str) -> Result<bool, Error> {
        match self.entry(name)?.delete_credential() {
            Ok(()) => Ok(true),
            Err(keyring::Error::NoEntry) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

/// What stands under the name of a secret.
enum Head {
    /// `=` and the secret itself.
    Short(Zeroizing<String>),
    /// `#`, the family that its parts belong to, their number, and the number of bytes.
    Long {
        family: &'static str,
        parts: usize,
        bytes: usize,
    },
}

/// Families of parts: `name#0`, `name#a0`, `name#b0`. The first is that of earlier versions; the
/// others take turns, so that no part of a secret that counts is ever written over.
const FAMILIES: [&str; 3] = ["", "a", "b"];

fn part_name(name: &str, family: &str, number: usize) -> String {
    format!("{name}#{family}{number}")
}

fn read_head(text: &str) -> Option<Head> {
    if let Some(secret) = text.strip_prefix('=') {
        return Some(Head::Short(Zeroizing::new(secret.to_owned())));
    }
    let mut words = text.strip_prefix('#')?.split(' ');
    let (first, second, third) = (words.next()?, words.next()?, words.next());
    let (family, parts, bytes) = match third {
        None => ("", first, second),
        Some(third) => {
            let known = FAMILIES.into_iter().find(|it| *it == first)?;
            (known, second, third)
        }
    };
    Some(Head::Long {
        family,
        parts: parts.parse().ok().filter(|it| *it <= LONGEST)?,
        bytes: bytes.parse().ok().filter(|it| *it <= LONGEST)?,
    })
}

/// The secret of this name.
pub(super) fn read(slots: &impl Slots, name: &str) -> Result<Option<Secret>, Error> {
    let Some(head) = slots.get(name)? else {
        return Ok(None);
    };
    let unreadable = || Error::Other("value not readable".to_owned());
    let (family, parts, bytes) = match read_head(&head).ok_or_else(unreadable)? {
        Head::Short(secret) => return Ok(Some(Secret::new(secret.to_string()))),
        Head::Long {
            family,
            parts,
            bytes,
        } => (family, parts, bytes),
    };
    let mut whole = Zeroizing::new(String::with_capacity(bytes));
    for part in 0..parts {
        match slots.get(&part_name(name, family, part))? {
            Some(text) if whole.len() + text.len() <= bytes => whole.push_str(&text),
            _ => return Ok(None),
        }
    }
    // Half a secret is none.
    Ok((whole.len() == bytes).then(|| Secret::new(whole.to_string())))
}

fn parts(secret: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = secret;
    while !rest.is_empty() {
        let mut end = rest.len().min(PART);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let (part, later) = rest.split_at(end);
        parts.push(part);
        rest = later;
    }
    parts
}

/// Keeps a secret in place of an earlier one, which stays whole until the new one is there.
pub(super) fn write(slots: &impl Slots, name: &str, secret: &Secret) -> Result<(), Error> {
    let secret = secret.reveal();
    if secret.len() > LONGEST {
        return Err(Error::Other("value too long".to_owned()));
    }
    let before = match slots.get(name) {
        Ok(text) => text.as_deref().and_then(|it| read_head(it)),
        // What cannot be read is written over.
        Err(Error::Other(_)) => None,
        Err(error) => return Err(error),
    };
    let before = match before {
        Some(Head::Long { family, .. }) => Some(family),
        Some(Head::Short(_)) | None => None,
    };
    if secret.len() <= PART {
        slots.set(name, &Zeroizing::new(format!("={secret}")))?;
    } else {
        let family = if before == Some("a") { "b" } else { "a" };
        let parts = parts(secret);
        for (number, part) in parts.iter().enumerate() {
            slots.set(&part_name(name, family, number), part)?;
        }
        let head = format!("#{family} {} {}", parts.len(), secret.len());
        slots.set(name, &head)?;
        sweep(slots, name, (family, parts.len()))?;
    }
    match before {
        Some(family) => sweep(slots, name, (family, 0)),
        None => Ok(()),
    }
}

/// Forgets the parts of a family from this number on.
fn sweep(slots: &impl Slots, name: &str, (family, from): (&str, usize)) -> Result<(), Error> {
    let mut part = from;
    while slots.delete(&part_name(name, family, part))? {
        part += 1;
    }
    Ok(())
}

/// Forgets a secret; one that is not there is forgotten already.
pub(super) fn delete(slots: &impl Slots, name: &str) -> Result<(), Error> {
    slots.delete(name)?;
    for family in FAMILIES {
        sweep(slots, name, (family, 0))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::{Cell, RefCell};
    use std::collections::BTreeMap;

    /// Takes 2,560 bytes a value, and breaks off after so many changes.
    #[derive(Default)]
    struct Narrow {
        values: RefCell<BTreeMap<String, String>>,
        changes_left: Cell<usize>,
    }

    impl Narrow {
        fn change(&self) -> Result<(), Error> {
            let left = self.changes_left.get();
            if left == 0 {
                return Err(Error::Locked("cut off".to_owned()));
            }
            self.changes_left.set(left - 1);
            Ok(())
        }
    }

    impl Slots for Narrow {
        fn get(&self, name: &str) -> Result<Option<Zeroizing<String>>, Error> {
            Ok(self.values.borrow().get(name).cloned().map(Zeroizing::new))
        }

        fn set(&self, name: &str, value: &str) -> Result<(), Error> {
            self.change()?;
            assert!(value.len() <= 2_560, "{} bytes", value.len());
            self.values
                .borrow_mut()
                .insert(name.to_owned(), value.to_owned());
            Ok(())
        }

        fn delete(&self, name: &str) -> Result<bool, Error> {
            self.change()?;
            Ok(self.values.borrow_mut().remove(name).is_some())
        }
    }

    fn secret(letter: &str, length: usize) -> Secret {
        Secret::new(letter.repeat(length))
    }

    #[test]
    fn parts_keep_characters_whole() {
        let long = "ä".repeat(3_000);
        let parts = parts(&long);
        assert!(parts.iter().all(|part| part.len() <= PART));
        assert_eq!(parts.concat(), long);
    }

    #[test]
    fn long_and_short_secrets_take_each_others_place_and_leave_nothing() {
        let slots = Narrow::default();
        slots.changes_left.set(usize::MAX);
        for length in [5, 7_300, 12_000, 2_400, 2_401, 16_384, 3] {
            let secret = secret("x", length);
            write(&slots, "3.renewal", &secret).unwrap();
            assert_eq!(read(&slots, "3.renewal").unwrap(), Some(secret));
            let wanted = match length.div_ceil(PART) {
                1 => 1,
                parts => parts + 1,
            };
            assert_eq!(slots.values.borrow().len(), wanted, "{length}");
        }
        assert!(write(&slots, "3.renewal", &secret("x", 16_385)).is_err());
        assert_eq!(read(&slots, "3.renewal").unwrap(), Some(secret("x", 3)));
        write(&slots, "3.renewal", &secret("y", 9_000)).unwrap();
        delete(&slots, "3.renewal").unwrap();
        assert!(slots.values.borrow().is_empty());
    }

    #[test]
    fn wherever_a_change_is_cut_off_one_of_both_is_whole() {
        for (old, new) in [(6_000, 6_000), (9_000, 5_000), (10, 5_000), (5_000, 10)] {
            let (old, new) = (secret("o", old), secret("n", new));
            for cut in 0..20 {
                let slots = Narrow::default();
                slots.changes_left.set(usize::MAX);
                write(&slots, "k", &old).unwrap();
                slots.changes_left.set(cut);
                let done = write(&slots, "k", &new).is_ok();
                let found = read(&slots, "k").unwrap().unwrap();
                assert!(found == new || (found == old && !done), "cut after {cut}");
                // The next change mends whatever was left lying about.
                slots.changes_left.set(usize::MAX);
                write(&slots, "k", &old).unwrap();
                assert_eq!(read(&slots, "k").unwrap().unwrap(), old);
                delete(&slots, "k").unwrap();
                assert!(slots.values.borrow().is_empty());
            }
        }
    }

    #[test]
    fn what_earlier_versions_wrote_is_read_and_replaced() {
        let slots = Narrow::default();
        slots.changes_left.set(usize::MAX);
        slots.set("k", "#2 4").unwrap();
        slots.set("k#0", "ab").unwrap();
        slots.set("k#1", "cd").unwrap();
        assert_eq!(read(&slots, "k").unwrap().unwrap().reveal(), "abcd");
        write(&slots, "k", &secret("n", 5_000)).unwrap();
        assert_eq!(read(&slots, "k").unwrap(), Some(secret("n", 5_000)));
        assert_eq!(slots.values.borrow().len(), 4);
        for broken in ["#", "#x 1 2", "#1", "#a 99999999 3", "", "?"] {
            slots.set("k", broken).unwrap();
            assert!(read(&slots, "k").is_err(), "{broken}");
        }
    }
}
