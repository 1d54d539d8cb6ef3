//! What the table reads of the office.

use super::{Affected, Lists, Loaded};
use crate::domain::account::AccountId;
use crate::domain::letter::LetterState;
use crate::i18n::Text;
use crate::service::notice::notice;
use crate::service::{Error, Office, Result};

/// Why the one who is acting may not change anything; `None` if it is allowed.
pub(in crate::gui::dialog) fn barred_of(office: &Office) -> Result<Option<Text>> {
    match office.may_change() {
        Ok(()) => Ok(None),
        Err(error @ (Error::NotVerwalter(_) | Error::NobodyActs(_))) => {
            Ok(Some(notice(&error).message))
        }
        Err(error) => Err(error),
    }
}

/// Everything that the table shows.
pub(super) fn read(office: &Office) -> Result<Loaded> {
    let accounts = office.accounts()?;
    Ok(Loaded {
        due: office.sign_ins_due(&accounts)?,
        accounts,
        lists: Lists {
            benutzer: office.benutzer()?,
            pools: office.datenpools()?,
            geraete: office.geraete()?,
        },
        barred: barred_of(office)?,
    })
}

/// How much hangs on an account.
pub(super) fn affected(office: &Office, id: AccountId) -> Result<Affected> {
    let waits = |it: LetterState| matches!(it, LetterState::Wartet | LetterState::WirdGesendet);
    let letters = office.letters(u32::MAX)?;
    let letters = letters
        .iter()
        .filter(|it| it.account == id && waits(it.state));
    Ok(Affected {
        mails: office.mail_count(Some(id))?,
        letters: letters.count(),
    })
}
