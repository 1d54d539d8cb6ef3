//! Secrets of the accounts as they travel to another machine: only inside an encrypted file, and in
//! memory that is wiped.

use super::secret::Secret;
use zeroize::Zeroizing;

/// Bytes of all of them at the most.
pub const LONGEST: u64 = 4 << 20;

/// Secrets, each with its name ("3.incoming", "google.client-key").
#[derive(Debug, Default)]
pub struct NamedSecrets(pub Vec<(String, Secret)>);

impl NamedSecrets {
    /// As it is written: a line with name and length, then the secret.
    pub fn write(&self) -> Zeroizing<String> {
        let length = |it: &(String, Secret)| it.0.len() + it.1.reveal().len() + 24;
        // Memory that grows would leave a copy behind.
        let all = self.0.iter().map(length).sum();
        let mut text = Zeroizing::new(String::with_capacity(all));
        for (name, secret) in &self.0 {
            text.push_str(name);
            text.push(' ');
            text.push_str(&secret.reveal().len().to_string());
            text.push('\n');
            text.push_str(secret.reveal());
            text.push('\n');
        }
        text
    }

    /// Reads what was written; `None` for anything else.
    pub fn read(text: &str) -> Option<Self> {
        let mut rest = text;
        let mut found = Vec::new();
        while !rest.is_empty() {
            let (head, tail) = rest.split_once('\n')?;
            let (name, length) = head.split_once(' ')?;
            let length: usize = length.parse().ok()?;
            let secret = tail.get(..length)?;
            rest = tail.get(length..)?.strip_prefix('\n')?;
            found.push((name.to_owned(), Secret::new(secret.to_owned())));
        }
        Some(Self(found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            all in proptest::collection::vec(("[0-9a-z.-]{1,20}", "(?s).{0,30}"), 0..6)
        ) {
            let all = all.into_iter().map(|(name, it)| (name, Secret::new(it)));
            let secrets = NamedSecrets(all.collect());
            let read = NamedSecrets::read(&secrets.write()).expect("read");
            prop_assert_eq!(read.0, secrets.0);
        }

        #[test]
        fn nothing_else_makes_it_stumble(text in "(?s).{0,60}") {
            let _ = NamedSecrets::read(&text);
        }
    }
}
