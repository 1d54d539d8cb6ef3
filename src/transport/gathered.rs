//! A folder whose server tells only what has changed, put together with what is remembered of it.

use crate::domain::ledger::{FolderNews, Listed, RemoteId};
use std::collections::HashMap;

/// The folder so far.
#[derive(Default)]
pub(super) struct Gathered {
    /// What lies in it.
    pub there: HashMap<RemoteId, Listed>,
    /// What is different from what is remembered.
    pub news: FolderNews,
}

impl Gathered {
    /// Begins with what is remembered, if the server goes on from there.
    pub(super) fn since(listed: Vec<Listed>, is_resumed: bool) -> Self {
        let listed = listed.into_iter().filter(|_| is_resumed);
        Self {
            there: listed.map(|it| (it.id.clone(), it)).collect(),
            news: FolderNews {
                from_scratch: !is_resumed,
                ..FolderNews::default()
            },
        }
    }

    /// A name means one message for good: what is said of it later does not make it another one.
    pub(super) fn add(&mut self, listed: Listed) {
        if !self.there.contains_key(&listed.id) {
            self.news.gone.retain(|it| *it != listed.id);
            self.news.added.push(listed.clone());
            self.there.insert(listed.id.clone(), listed);
        }
    }

    /// It is no longer there.
    pub(super) fn remove(&mut self, id: RemoteId) {
        self.there.remove(&id);
        self.news.added.retain(|it| it.id != id);
        self.news.gone.push(id);
    }

    /// What lies there, in the order of arrival.
    pub(super) fn listing(&self) -> Vec<Listed> {
        let mut listed: Vec<Listed> = self.there.values().cloned().collect();
        listed.sort_unstable_by(|a, b| (&a.stamp, &a.id).cmp(&(&b.stamp, &b.id)));
        listed
    }
}
