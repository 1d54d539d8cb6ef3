//! Which generation of Exchange is spoken to: asked for with every request, learned from every answer.

use super::xml::Element;

/// A generation, as a request names it. Every one is understood by the servers after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Version {
    /// Exchange 2007 SP1: the first with today's names of messages.
    #[default]
    E2007Sp1,
    /// Exchange 2010 SP1: streaming notifications.
    E2010Sp1,
    /// Exchange 2013 SP1: messages are handled without read receipts.
    E2013Sp1,
}

impl Version {
    /// The word in a request.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::E2007Sp1 => "Exchange2007_SP1",
            Self::E2010Sp1 => "Exchange2010_SP1",
            Self::E2013Sp1 => "Exchange2013_SP1",
        }
    }

    /// The generation before; `None` before the first.
    pub(super) fn before(self) -> Option<Self> {
        match self {
            Self::E2007Sp1 => None,
            Self::E2010Sp1 => Some(Self::E2007Sp1),
            Self::E2013Sp1 => Some(Self::E2010Sp1),
        }
    }

    /// Whether it tells of new mail over a standing connection.
    pub(super) fn has_streaming(self) -> bool {
        self >= Self::E2010Sp1
    }

    /// Whether a request may say that no read receipt is to be sent.
    pub(super) fn can_be_quiet(self) -> bool {
        self >= Self::E2013Sp1
    }
}

/// What a server says about itself in the header of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ServerVersion {
    word: String,
    numbers: [u32; 4],
}

impl ServerVersion {
    /// Reads the header of an answer; `None` where it says nothing.
    pub(super) fn read(envelope: &Element) -> Option<Self> {
        let info = envelope.path("Header/ServerVersionInfo")?;
        let names = [
            "MajorVersion",
            "MinorVersion",
            "MajorBuildNumber",
            "MinorBuildNumber",
        ];
        let number = |name: &str| info.attribute(name).and_then(|it| it.parse().ok());
        Some(Self {
            word: info.attribute("Version").unwrap_or_default().to_owned(),
            numbers: names.map(|it| number(it).unwrap_or_default()),
        })
    }

    /// The newest generation that may be asked for. A word that is not known is a newer server's.
    pub(super) fn newest(&self) -> Version {
        let [major, minor, ..] = self.numbers;
        match self.word.as_str() {
            "Exchange2007" | "Exchange2007_SP1" => Version::E2007Sp1,
            "Exchange2010" => Version::E2007Sp1,
            word if word.starts_with("Exchange2010") => Version::E2010Sp1,
            "Exchange2013" => Version::E2010Sp1,
            "" => match (major, minor) {
                (0..=8, _) | (14, 0) => Version::E2007Sp1,
                (14, _) => Version::E2010Sp1,
                _ => Version::E2013Sp1,
            },
            _ => Version::E2013Sp1,
        }
    }

    /// Exchange 2007 without SP1, which names messages in another way.
    pub(super) fn is_too_old(&self) -> bool {
        matches!(self.numbers, [1..=7, ..] | [8, 0, ..])
    }

    /// For people: product and build.
    pub(super) fn describe(&self) -> String {
        let [major, minor, build, revision] = self.numbers;
        let product = match (major, minor, build) {
            (8, ..) => "Exchange 2007",
            (14, ..) => "Exchange 2010",
            (15, 0, _) => "Exchange 2013",
            (15, 1, _) => "Exchange 2016",
            (15, 2, 2562..) => "Exchange SE",
            (15, 2, _) => "Exchange 2019",
            _ => "Exchange",
        };
        match major {
            0 => product.to_owned(),
            _ => format!("{product} ({major}.{minor}.{build}.{revision})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(attributes: &str) -> ServerVersion {
        let xml = format!("<E><Header><ServerVersionInfo {attributes}/></Header></E>");
        ServerVersion::read(&Element::parse(xml.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn the_newest_generation_follows_from_what_the_server_says() {
        for (word, newest) in [
            ("Exchange2007_SP1", Version::E2007Sp1),
            ("Exchange2010", Version::E2007Sp1),
            ("Exchange2010_SP2", Version::E2010Sp1),
            ("Exchange2013", Version::E2010Sp1),
            ("Exchange2013_SP1", Version::E2013Sp1),
            ("Exchange2016", Version::E2013Sp1),
            ("V2017_07_11", Version::E2013Sp1),
        ] {
            assert_eq!(
                read(&format!("Version=\"{word}\"")).newest(),
                newest,
                "{word}"
            );
        }
        let bare = read("MajorVersion=\"14\" MinorVersion=\"3\"");
        assert_eq!(bare.newest(), Version::E2010Sp1);
        let se = read(
            "MajorVersion=\"15\" MinorVersion=\"2\" MajorBuildNumber=\"2562\" \
             MinorBuildNumber=\"17\" Version=\"V2017_07_11\"",
        );
        assert_eq!(se.describe(), "Exchange SE (15.2.2562.17)");
        let old = read("MajorVersion=\"8\" MinorVersion=\"0\"");
        assert!(old.is_too_old() && !bare.is_too_old() && !se.is_too_old());
        assert!(!read("Version=\"x\"").is_too_old());
    }
}
