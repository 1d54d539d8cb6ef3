//! What has newly come to the places that concern one Benutzer.

/// A message in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// Sender, by name or else by address.
    pub from: String,
    /// Subject.
    pub subject: String,
}

/// What is new since a Vorgang.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct News {
    /// In the Posteingang, which concerns everyone.
    pub posteingang: u64,
    /// In the own Postkorb.
    pub postkorb: u64,
    /// In the Zentraler Postkorb.
    pub zentral: u64,
    /// In the own Tagesansicht.
    pub tagesansicht: u64,
    /// The newest of them, the latest first.
    pub newest: Vec<Headline>,
    /// The last Vorgang that was looked at.
    pub up_to: i64,
}

impl News {
    /// How many there are.
    pub fn count(&self) -> u64 {
        self.posteingang + self.postkorb + self.zentral + self.tagesansicht
    }
}
