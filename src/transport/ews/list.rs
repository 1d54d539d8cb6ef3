//! What lies in a folder: the server tells what has changed since its last mark, and with what is
//! remembered that makes the whole list.

use super::request::{self, Folder};
use super::xml::Element;
use super::{EwsMailbox, one};
use crate::domain::ledger::{FolderMemory, FolderNews, Listed, RemoteId};
use crate::transport::error::{Cause, Result, Step};
use crate::transport::gathered::Gathered;

/// Changes in one answer; Exchange allows no more.
const PAGE: u32 = 512;

/// Messages of a folder at the most.
const LIST_LIMIT: usize = 2_000_000;

/// Characters of a message's name at the most.
const ID_LIMIT: usize = 2048;

/// Codes that mean that a mark is of no use any more.
const STALE: [&str; 3] = [
    "ErrorInvalidSyncStateData",
    "ErrorSyncFolderNotFound",
    "ErrorInvalidSyncStateVersion",
];

/// Kinds of messages; what else lies in a folder is no mail.
const KINDS: [&str; 8] = [
    "Message",
    "Item",
    "PostItem",
    "MeetingMessage",
    "MeetingRequest",
    "MeetingResponse",
    "MeetingCancellation",
    "ReportMessage",
];

impl EwsMailbox {
    /// Takes up what was told of the open folder before, so that only changes are asked for.
    pub fn resume(&mut self, memory: FolderMemory) {
        self.memory = memory;
    }

    /// What the server has told this time; to be remembered once everything of it is written down.
    pub fn take_news(&mut self) -> Option<FolderNews> {
        self.news.take()
    }

    /// Every message of the open folder, in the order of arrival.
    ///
    /// # Errors
    /// At [`Step::List`].
    pub async fn list(&mut self) -> Result<Vec<Listed>> {
        let memory = std::mem::take(&mut self.memory);
        let gathered = match self.gather(memory).await? {
            Some(gathered) => gathered,
            // The mark is of no use any more: from the beginning.
            None => {
                let begin = self.gather(FolderMemory::default()).await?;
                begin.ok_or_else(|| broken("mark refused").at(Step::List))?
            }
        };
        let listed = gathered.listing();
        self.sizes = listed.iter().map(|it| (it.id.clone(), it.size)).collect();
        self.news = Some(gathered.news);
        Ok(listed)
    }

    /// Asks until nothing more has changed; `None` when the mark is refused.
    async fn gather(&mut self, memory: FolderMemory) -> Result<Option<Gathered>> {
        let at = |cause: Cause| cause.at(Step::List);
        let mut state = memory.state;
        let is_resumed = !state.is_empty();
        let mut gathered = Gathered::since(memory.listed, is_resumed);
        loop {
            let (folder, mailbox): (&Folder, &str) = (&self.folder, &self.mailbox);
            let asked = request::sync_items(folder, &state, PAGE, mailbox);
            let answered = self.line.call(Step::List, &asked).await;
            let answer = match answered {
                Ok(messages) => one(messages, Step::List)?,
                Err(error) if is_resumed && is_stale(&error.cause) => return Ok(None),
                Err(error) => return Err(error),
            };
            if is_resumed && STALE.contains(&answer.refusal.code.as_str()) {
                return Ok(None);
            }
            let page = answer.success().map_err(at)?;
            let next = page.words("SyncState").unwrap_or_default().to_owned();
            if next.is_empty() {
                return Err(at(broken("no mark")));
            }
            let changes = page.child("Changes");
            let count = changes.map_or(0, |it| it.children.len());
            take(&mut gathered, changes);
            if gathered.there.len() > LIST_LIMIT {
                return Err(at(broken("endless list")));
            }
            let is_last = page.words("IncludesLastItemInRange") != Some("false");
            // One that says there is more and gives nothing would be asked for ever.
            if !is_last && count == 0 && next == state {
                return Err(at(broken("endless list")));
            }
            state = next;
            if is_last {
                gathered.news.state = state;
                return Ok(Some(gathered));
            }
        }
    }
}

/// Takes in one page.
fn take(gathered: &mut Gathered, changes: Option<&Element>) {
    for change in changes.into_iter().flat_map(|it| &it.children) {
        match change.name.as_str() {
            "Create" | "Update" => {
                let item = change.children.iter();
                if let Some(listed) = item.filter_map(listed).next() {
                    gathered.add(listed);
                }
            }
            "Delete" => {
                if let Some(id) = change.find("ItemId").and_then(name) {
                    gathered.remove(id);
                }
            }
            // ReadFlagChange, and whatever comes after it one day.
            _ => {}
        }
    }
}

fn name(item_id: &Element) -> Option<RemoteId> {
    let id = item_id.attribute("Id")?;
    let is_usable = !id.is_empty() && id.len() <= ID_LIMIT;
    is_usable.then(|| RemoteId::Item(id.to_owned()))
}

fn listed(item: &Element) -> Option<Listed> {
    if !KINDS.contains(&item.name.as_str()) {
        return None;
    }
    let id = item.child("ItemId").and_then(name)?;
    let words = |name: &str| item.words(name).unwrap_or_default();
    let size = words("Size").parse().unwrap_or_default();
    let (received, message_id) = (words("DateTimeReceived"), words("InternetMessageId"));
    Some(Listed {
        id,
        size,
        stamp: format!("{received} {message_id}").trim_end().to_owned(),
    })
}

fn is_stale(cause: &Cause) -> bool {
    match cause {
        Cause::ServerRefused(reply) => {
            let code = reply.code.as_deref().unwrap_or_default();
            STALE.contains(&code)
        }
        _ => false,
    }
}

fn broken(what: &str) -> Cause {
    Cause::Protocol(format!("SyncFolderItems: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_make_the_list_and_a_name_means_one_message_for_good() {
        let xml = "<Changes><Create><Message><ItemId Id=\"a\"/><Size>7</Size>\
                   <DateTimeReceived>2026-11-22T10:00:00Z</DateTimeReceived>\
                   <InternetMessageId>&lt;1@x&gt;</InternetMessageId></Message></Create>\
                   <Create><Task><ItemId Id=\"t\"/></Task></Create>\
                   <Create><MeetingRequest><ItemId Id=\"b\"/></MeetingRequest></Create>\
                   <Update><Message><ItemId Id=\"a\"/><Size>9</Size></Message></Update>\
                   <ReadFlagChange><ItemId Id=\"a\"/><IsRead>true</IsRead></ReadFlagChange>\
                   <Delete><ItemId Id=\"b\"/></Delete><Delete><ItemId Id=\"c\"/></Delete>\
                   <New/></Changes>";
        let changes = Element::parse(xml.as_bytes()).unwrap();
        let mut gathered = Gathered::default();
        take(&mut gathered, Some(&changes));
        let id = |it: &str| RemoteId::Item(it.to_owned());
        assert_eq!(gathered.there.len(), 1);
        let a = &gathered.there[&id("a")];
        assert_eq!(
            (a.size, a.stamp.as_str()),
            (7, "2026-11-22T10:00:00Z <1@x>")
        );
        assert_eq!(gathered.news.added.len(), 1);
        assert_eq!(gathered.news.gone, [id("b"), id("c")]);
    }
}
