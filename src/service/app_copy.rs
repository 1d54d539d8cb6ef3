//! Copies to the app ("Postkorb Kopie an RA APP"): a letter from the Kanzlei account to the confirmed
//! device, with the message as it came. Nothing that a program wrote or a list passed on is copied,
//! so there is never a loop.

use super::error::Result;
use super::office::Office;
use crate::domain::letter::Draft;
use crate::domain::mail::{MailAddress, MailDate};
use crate::domain::stammdaten::AppGeraet;
use crate::domain::usage::Mode;
use crate::i18n::{Language, texts};
use crate::mime::{self, header_block, is_automatic};
use crate::storage::app_copies::OpenCopy;
use crate::storage::import::SearchWords;
use crate::storage::outbox::{NewLetter, Ties};
use crate::storage::raw::RawWriter;
use crate::storage::{self};

/// What became of a copy: its letter and the device, or why there is none.
type Outcome = std::result::Result<(i64, String), &'static str>;

impl Office {
    /// Puts the copies that wait into the Postausgang. The Message-ID follows from the mail, so that
    /// a crash in between makes no second letter.
    ///
    /// # Errors
    /// [`super::Error::Storage`].
    pub(super) fn queue_app_copies(&self) -> Result<()> {
        for copy in self.storage.open_app_copies()? {
            // It may have gone to the device before.
            if copy.is_of_before {
                self.storage.settle_app_copy(copy.mail, None, "restored")?;
                continue;
            }
            match self.queue_app_copy(&copy)? {
                Ok((letter, device)) => {
                    self.storage
                        .settle_app_copy(copy.mail, Some(letter), &device)?;
                }
                Err(reason) => self.storage.settle_app_copy(copy.mail, None, reason)?,
            }
        }
        Ok(())
    }

    /// The confirmed device that copies of this account go to.
    fn device_of(&self, copy: &OpenCopy) -> Result<Option<AppGeraet>> {
        let account = match self.storage.account(copy.account) {
            Ok(account) => account.account,
            Err(storage::Error::NoAccount(_)) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let Some(name) = account.usage.app_copy else {
            return Ok(None);
        };
        let all = self.storage.geraete()?;
        let is_it = |it: &AppGeraet| it.confirmed && it.name.to_lowercase() == name.to_lowercase();
        Ok(all.into_iter().find(is_it))
    }

    fn queue_app_copy(&self, copy: &OpenCopy) -> Result<Outcome> {
        let Some(device) = self.device_of(copy)? else {
            return Ok(Err("not-confirmed"));
        };
        let mut raw = Vec::new();
        self.storage.read_raw(copy.content, |piece| {
            raw.extend_from_slice(piece);
            Ok(())
        })?;
        if is_automatic(header_block(&raw)) {
            return Ok(Err("automatic"));
        }
        let all = self.storage.accounts()?;
        let sender = all
            .into_iter()
            .find(|it| it.account.usage.kanzlei && it.account.usage.mode == Mode::Posteingang);
        let Some(sender) = sender else {
            return Ok(Err("no-kanzlei"));
        };
        let row = self.storage.mail(copy.mail)?;
        let domain = sender.account.address.rsplit_once('@');
        let domain = domain.map_or("kontorpost.invalid", |it| it.1);
        let key = self.storage.office_key()?;
        let from = MailAddress {
            name: sender.account.name.clone(),
            address: sender.account.address.clone(),
        };
        let date = MailDate {
            timestamp: storage::now(),
            offset_minutes: 0,
        };
        let id = format!("app-copy.{key}.{}@{domain}", copy.mail);
        let mut draft = Draft::new(from, id, date);
        draft.to = vec![MailAddress {
            name: String::new(),
            address: device.address.clone(),
        }];
        draft.subject = row.subject;
        draft.text = texts::app_copy_text().show(Language::German);
        draft.auto_submitted = true;
        draft.enclosed = Some(raw);
        self.queue_copy(sender.id, &draft, device)
    }

    fn queue_copy(
        &self,
        account: crate::domain::account::AccountId,
        draft: &Draft,
        device: AppGeraet,
    ) -> Result<Outcome> {
        let Ok(raw) = mime::compose(draft) else {
            return Ok(Err("not-composed"));
        };
        let mut writer = RawWriter::new(self.storage.directory())?;
        writer.write(&raw)?;
        let queued = self.storage.queue_letter(NewLetter {
            account,
            benutzer: None,
            sender: draft.from.address.clone(),
            message_id: draft.message_id.clone(),
            subject: draft.subject.clone(),
            recipients: vec![device.address],
            raw: writer.finish()?,
            // A copy of what is found itself.
            words: SearchWords::default(),
            ties: Ties::default(),
        })?;
        // The letter that is there already is this one, from before a crash.
        Ok(Ok((queued.unwrap_or_else(|known| known), device.name)))
    }
}
