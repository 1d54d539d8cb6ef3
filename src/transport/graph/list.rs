//! What lies in a folder, by what has changed since the last link.

use super::GraphMailbox;
use super::call::{Ask, encode, refusal};
use crate::domain::ledger::{FolderMemory, FolderNews, Listed, RemoteId};
use crate::transport::error::{Cause, Result, Step};
use crate::transport::gathered::Gathered;
use hyper::StatusCode;
use serde_json::Value;
use std::collections::HashSet;

/// Messages of a folder at the most.
const LIST_LIMIT: usize = 2_000_000;

/// Characters of a message's name at the most.
const ID_LIMIT: usize = 2048;

impl GraphMailbox {
    /// Takes up what was told of the open folder before, so that only changes are asked for.
    pub fn resume(&mut self, memory: FolderMemory) {
        self.memory = memory;
    }

    /// What the service has told this time; to be remembered once everything of it is written down.
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
            // 410: the link is too old. From the beginning.
            None => {
                let begin = self.gather(FolderMemory::default()).await?;
                begin.ok_or_else(|| broken("link refused").at(Step::List))?
            }
        };
        let listed = gathered.listing();
        self.news = Some(gathered.news);
        Ok(listed)
    }

    async fn gather(&mut self, memory: FolderMemory) -> Result<Option<Gathered>> {
        let at = |cause: Cause| cause.at(Step::List);
        let is_resumed = !memory.state.is_empty();
        let mut gathered = Gathered::since(memory.listed, is_resumed);
        let mut path = match is_resumed {
            true => self.line.follow(&memory.state).map_err(at)?,
            false => format!(
                "{}/mailFolders/{}/messages/delta?$select=receivedDateTime,internetMessageId",
                self.root,
                encode(&self.folder)
            ),
        };
        let mut followed = HashSet::new();
        loop {
            if !followed.insert(path.clone()) {
                return Err(at(broken("links in a circle")));
            }
            let (status, body) = self.line.ask(Step::List, Ask::get(path).page()).await?;
            if status == StatusCode::GONE && is_resumed {
                return Ok(None);
            }
            if status != StatusCode::OK {
                return Err(at(refusal(status, &body)));
            }
            let page: Value = serde_json::from_slice(&body).map_err(|_| at(broken("no JSON")))?;
            let items = page.get("value").and_then(Value::as_array);
            for item in items.into_iter().flatten() {
                take(&mut gathered, item);
            }
            if gathered.there.len() > LIST_LIMIT {
                return Err(at(broken("endless list")));
            }
            let link = |name: &str| page.get(name).and_then(Value::as_str);
            if let Some(next) = link("@odata.nextLink") {
                path = self.line.follow(next).map_err(at)?;
                continue;
            }
            let last = link("@odata.deltaLink").ok_or_else(|| at(broken("no link")))?;
            self.line.follow(last).map_err(at)?;
            gathered.news.state = last.to_owned();
            return Ok(Some(gathered));
        }
    }
}

fn take(gathered: &mut Gathered, item: &Value) {
    let words = |name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default();
    let id = words("id");
    if id.is_empty() || id.len() > ID_LIMIT {
        return;
    }
    let id = RemoteId::Item(id.to_owned());
    if item.get("@removed").is_some() {
        return gathered.remove(id);
    }
    let (received, message_id) = (words("receivedDateTime"), words("internetMessageId"));
    gathered.add(Listed {
        id,
        // Graph does not say it.
        size: 0,
        stamp: format!("{received} {message_id}").trim_end().to_owned(),
    });
}

fn broken(what: &str) -> Cause {
    Cause::Protocol(format!("delta: {what}"))
}
