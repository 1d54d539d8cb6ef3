//! The Postausgang: letters on their way, and who may send with which account.

use crate::domain::account::{Account, AccountId};
use crate::domain::diagnosis::FailureClass;
use crate::domain::letter::LetterState;
use crate::domain::report::ReportAction;
use crate::domain::stammdaten::BenutzerNumber;
use crate::domain::usage::{Mode, Owner};

/// Seconds for which a letter that is put off is tried again (RFC 5321 section 4.5.4.1).
pub const LONGEST_TRY: i64 = 5 * 86_400;

/// How the detail of a recipient begins who was put off while the letter was handed over for others.
/// While that is in doubt, it keeps apart who surely has not got it.
const PUT_OFF: &str = "put off: ";

/// How far a letter has come with one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecipientState {
    /// Not yet taken over.
    Open,
    /// The server has taken the letter over. That is not delivered.
    Accepted,
    /// The server has refused this recipient.
    Refused,
    /// A notice says that it could not be delivered.
    Undeliverable,
    /// A notice says that delivery takes longer.
    Delayed,
    /// A notice says that it lies in the mailbox.
    Delivered,
    /// The recipient's program says that it was shown.
    Read,
}

impl RecipientState {
    const ALL: [Self; 7] = [
        Self::Open,
        Self::Accepted,
        Self::Refused,
        Self::Undeliverable,
        Self::Delayed,
        Self::Delivered,
        Self::Read,
    ];

    /// The word in the database and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "offen",
            Self::Accepted => "angenommen",
            Self::Refused => "abgelehnt",
            Self::Undeliverable => "unzustellbar",
            Self::Delayed => "verzoegert",
            Self::Delivered => "zugestellt",
            Self::Read => "gelesen",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }

    /// Whether the letter is on its way to this recipient, or there.
    pub fn has_it(self) -> bool {
        !matches!(self, Self::Open | Self::Refused)
    }

    /// What a report makes of it. Later news counts, but nothing makes a letter unread again, and
    /// only a refusal outweighs that it was delivered.
    #[must_use]
    pub fn reported(self, action: ReportAction) -> Self {
        match (action, self) {
            (ReportAction::Failed, _) => Self::Undeliverable,
            (_, Self::Undeliverable | Self::Refused | Self::Read) => self,
            (ReportAction::Displayed, _) => Self::Read,
            (ReportAction::Delivered, _) => Self::Delivered,
            (ReportAction::Delayed, Self::Open | Self::Accepted) => Self::Delayed,
            _ => self,
        }
    }
}

/// One recipient of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Address, with an ASCII domain.
    pub address: String,
    /// How far it has come.
    pub state: RecipientState,
    /// The server's words.
    pub detail: String,
}

impl Recipient {
    /// The letter is about to be handed over, but not for this one, who is put off.
    #[must_use]
    pub fn passed_by(&self) -> Self {
        Self {
            state: RecipientState::Refused,
            detail: format!("{PUT_OFF}{}", self.detail),
            ..self.clone()
        }
    }

    /// The letter that was in doubt has left: who it was handed over for has it, who was put off
    /// still waits for it.
    pub fn settle(&mut self) {
        let detail = self.detail.strip_prefix(PUT_OFF).map(str::to_owned);
        match (self.state, detail) {
            (RecipientState::Open, _) => self.state = RecipientState::Accepted,
            (RecipientState::Refused, Some(detail)) => {
                self.state = RecipientState::Open;
                self.detail = detail;
            }
            _ => {}
        }
    }
}

/// What has become of the copy in the folder of sent messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SentCopy {
    /// Still to be filed.
    Open,
    /// Filed.
    Filed,
    /// The provider files it by itself.
    ByProvider,
    /// There is no folder for it.
    None,
}

impl SentCopy {
    const ALL: [Self; 4] = [Self::Open, Self::Filed, Self::ByProvider, Self::None];

    /// The word in the database and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "offen",
            Self::Filed => "abgelegt",
            Self::ByProvider => "anbieter",
            Self::None => "keine",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// A letter in the Postausgang.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its number.
    pub id: i64,
    /// Account it is sent with.
    pub account: AccountId,
    /// Who put it there.
    pub benutzer: Option<BenutzerNumber>,
    /// Sender in the envelope; empty for a read receipt, which must not be answered.
    pub sender: String,
    /// How far it has come.
    pub state: LetterState,
    /// Message-ID without angle brackets.
    pub message_id: String,
    /// Subject.
    pub subject: String,
    /// Bytes of the message.
    pub size: u64,
    /// When it was queued, seconds since 1970.
    pub queued_at: i64,
    /// Not before this moment, seconds since 1970.
    pub next_at: i64,
    /// Tries so far.
    pub attempts: u32,
    /// When the server took it over, seconds since 1970.
    pub sent_at: Option<i64>,
    /// What kind of failure makes it wait, or has ended it; the key of its words.
    pub class: Option<FailureClass>,
    /// The same in technical words, the server's own.
    pub reason: String,
    /// How often copy or doubt were looked into in vain.
    pub follow_tries: u32,
    /// The copy among the sent messages.
    pub copy: SentCopy,
    /// Recipients in the order of the letter.
    pub recipients: Vec<Recipient>,
}

/// Which letters a list of the Postausgang shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OutboxList {
    /// Those that have not left, and those that not everybody has got.
    Postausgang,
    /// Those that have left.
    Journal,
}

/// A letter in a list, with the names of what it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterRow {
    /// The letter.
    pub letter: Letter,
    /// Akte it belongs to, by its number in the register; `None`: "nicht zur Akte".
    pub akte: Option<i64>,
    /// Aktennummer; empty without an Akte.
    pub aktennummer: String,
    /// Name of the account.
    pub account_name: String,
    /// Name of the Benutzer; empty for the program itself.
    pub benutzer_name: String,
    /// It leaves by itself; `false` while it waits for "Jetzt senden".
    pub is_released: bool,
    /// It can be written on.
    pub has_draft: bool,
    /// It is a document of its Akte.
    pub is_filed: bool,
}

/// What has been done with a mail by letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MailMarks {
    /// Its number.
    pub mail: i64,
    /// Answered last, seconds since 1970.
    pub answered_at: Option<i64>,
    /// Passed on last, seconds since 1970.
    pub forwarded_at: Option<i64>,
}

/// "Postausgang (Einstellungen)", for the whole office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendingSettings {
    /// "Automatisch senden"; otherwise letters wait for "Jetzt senden".
    pub automatic: bool,
    /// "Sicherheitsabfrage beim Löschen".
    pub ask_delete: bool,
    /// The subject sends answers into the own Postkorb, too (`8/20pk2`).
    pub answer_to_me: bool,
}

/// Seconds until the next try, after so many tries.
pub fn wait_after(attempts: u32) -> i64 {
    match attempts {
        0 | 1 => 60,
        2 => 300,
        3 => 900,
        4 => 1_800,
        _ => 3_600,
    }
}

/// Why somebody may not send with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendBar {
    /// It is not active.
    Inactive,
    /// It has no outgoing server.
    NoServer,
    /// It belongs to another Benutzer.
    NotYours,
    /// The one who is acting does not work here any more.
    NotCurrent,
}

impl SendBar {
    /// The word that a letter keeps.
    pub fn word(self) -> &'static str {
        match self {
            Self::Inactive => "account-inactive",
            Self::NoServer => "no-server",
            Self::NotYours => "not-yours",
            Self::NotCurrent => "not-current",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [
            Self::Inactive,
            Self::NoServer,
            Self::NotYours,
            Self::NotCurrent,
        ];
        all.into_iter().find(|it| it.word() == word)
    }
}

/// Whether a Benutzer may send with an account. Before there are any Benutzer, everyone may; there is
/// no account of a Benutzer then.
///
/// # Errors
/// What stands against it.
pub fn may_send(account: &Account, benutzer: Option<BenutzerNumber>) -> Result<(), SendBar> {
    if !account.active {
        return Err(SendBar::Inactive);
    }
    if !account.has_way_out() {
        return Err(SendBar::NoServer);
    }
    match (account.usage.mode, account.usage.owner, benutzer) {
        (Mode::Postkorb | Mode::NurSenden, Some(Owner::Benutzer(owner)), benutzer)
            if benutzer != Some(owner) =>
        {
            Err(SendBar::NotYours)
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rollout::read_account;

    #[test]
    fn only_the_owner_sends_with_an_account_of_his_own() {
        let account = |mode: &str, owner: &str, active: bool| {
            read_account(&format!(
                "name = \"a\"\naddress = \"a@x.example\"\nactive = {active}\n[incoming]\n\
                 protocol = \"imap\"\nhost = \"h.example\"\nuser = \"a\"\n[outgoing]\n\
                 host = \"h.example\"\n[usage]\nmode = \"{mode}\"\n{owner}"
            ))
            .unwrap()
        };
        let number = |it| BenutzerNumber::new(it);
        let everyone = account("posteingang", "", true);
        let own = account("postkorb", "benutzer = 7\n", true);
        let central = account("postkorb", "benutzer = \"zentral\"\n", true);
        assert_eq!(may_send(&everyone, number(3)), Ok(()));
        assert_eq!(may_send(&own, number(7)), Ok(()));
        assert_eq!(may_send(&own, number(3)), Err(SendBar::NotYours));
        assert_eq!(may_send(&own, None), Err(SendBar::NotYours));
        assert_eq!(may_send(&everyone, None), Ok(()));
        assert_eq!(may_send(&central, number(3)), Ok(()));
        let inactive = account("posteingang", "", false);
        assert_eq!(may_send(&inactive, number(3)), Err(SendBar::Inactive));
    }
}
