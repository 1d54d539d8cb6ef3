//! Drafts of Microsoft Graph with their attachments, laid down whole or piece by piece.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use memchr::memmem;
use serde_json::{Value, json};

use super::graph::Reply;
use super::{Request, Session};
use crate::service::demo::store::Message;

/// Where drafts lie.
pub(super) const DRAFTS: &str = "Drafts";

/// Bytes of a request at the most.
const REQUEST_LIMIT: usize = 4 << 20;

/// Attachments of a draft at the most that come whole.
const WHOLE_LIMIT: usize = 3 << 20;

/// What has come so far, by the place that it is laid down at.
static UPLOADS: Mutex<Option<HashMap<String, Upload>>> = Mutex::new(None);

struct Upload {
    draft: (String, String),
    told: Value,
    size: usize,
    bytes: Vec<u8>,
}

impl Session {
    /// What drafts are asked.
    pub(super) fn drafted(&self, user: &str, request: &Request, rest: &[&str]) -> Reply {
        if request.body.len() > REQUEST_LIMIT {
            return Reply::error("413 Payload Too Large", "ErrorMessageSizeExceeded");
        }
        match rest {
            ["messages"] => self.draft(user, &request.body),
            ["messages", id, "attachments"] => self.attach(user, id, &request.body),
            ["messages", id, "attachments", "createUploadSession"] => {
                self.upload(user, id, &request.body)
            }
            ["messages", id, "send"] => {
                let Some((folder, draft)) = self.look(user, id).filter(|it| it.0 == DRAFTS) else {
                    return Reply::error("404 Not Found", "ErrorItemNotFound");
                };
                self.house.store.remove(user, &folder, draft.uid);
                self.deliver(user, &draft.raw)
            }
            _ => Reply::error("400 Bad Request", "BadRequest"),
        }
    }

    fn draft(&self, user: &str, body: &[u8]) -> Reply {
        let raw = STANDARD.decode(body).unwrap_or_default();
        if raw.is_empty() {
            return Reply::error("400 Bad Request", "ErrorMimeContentInvalidBase64String");
        }
        let store = &self.house.store;
        store.add_folder(user, DRAFTS, None);
        let now = crate::storage::now();
        let uid = store.append(user, DRAFTS, &raw, now);
        let messages = store.messages(user, DRAFTS).into_iter();
        let id = messages.filter(|it| Some(it.uid) == uid).map(|it| it.uidl);
        Reply::created(&json!({"id": id.last(), "isDraft": true}))
    }

    fn attach(&self, user: &str, id: &str, body: &[u8]) -> Reply {
        let told: Value = serde_json::from_slice(body).unwrap_or_default();
        let data = told.get("contentBytes").and_then(Value::as_str);
        let data = data.and_then(|it| STANDARD.decode(it).ok());
        let kind = told.get("@odata.type").and_then(Value::as_str);
        match data {
            Some(data)
                if data.len() <= WHOLE_LIMIT && kind == Some("#microsoft.graph.fileAttachment") =>
            {
                self.enclose((user, id), &told, &data)
            }
            _ => Reply::error("400 Bad Request", "ErrorInvalidRequest"),
        }
    }

    fn upload(&self, user: &str, id: &str, body: &[u8]) -> Reply {
        let told: Value = serde_json::from_slice(body).unwrap_or_default();
        let told = told.get("AttachmentItem").cloned().unwrap_or_default();
        let size = told.get("size").and_then(Value::as_u64);
        let size = size.and_then(|it| usize::try_from(it).ok());
        let is_known = self.look(user, id).is_some();
        let (Some(size), Some("file"), true) = (
            size,
            told.get("attachmentType").and_then(Value::as_str),
            is_known,
        ) else {
            return Reply::error("400 Bad Request", "ErrorInvalidRequest");
        };
        let mut uploads = UPLOADS.lock().unwrap_or_else(PoisonError::into_inner);
        let uploads = uploads.get_or_insert_default();
        let key = format!("/v1.0/upload/{id}/{}/{}", self.link_key(), uploads.len());
        let url = format!("https://{}{key}", self.host);
        let upload = Upload {
            draft: (user.to_owned(), id.to_owned()),
            told,
            size,
            bytes: Vec::new(),
        };
        uploads.insert(key, upload);
        Reply::created(&json!({"uploadUrl": url, "nextExpectedRanges": ["0-"]}))
    }

    /// One practice office's places are not another's.
    fn link_key(&self) -> String {
        self.host
            .replace(|it: char| !it.is_ascii_alphanumeric(), "-")
    }

    /// A piece of an attachment. Whoever shows a token here shows it to the wrong one.
    pub(super) fn laid_down(&self, request: &Request) -> Reply {
        if request.authorization.is_some() {
            return Reply::error("401 Unauthorized", "InvalidAudience");
        }
        let mut uploads = UPLOADS.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(upload) = uploads.as_mut().and_then(|it| it.get_mut(&request.path)) else {
            return Reply::error("404 Not Found", "ErrorItemNotFound");
        };
        let from = upload.bytes.len();
        let to = from + request.body.len();
        let wanted = format!("bytes {from}-{}/{}", to.saturating_sub(1), upload.size);
        if request.range != wanted || request.body.len() > REQUEST_LIMIT || request.body.is_empty()
        {
            return Reply::error("416 Range Not Satisfiable", "ErrorInvalidRange");
        }
        upload.bytes.extend_from_slice(&request.body);
        if to < upload.size {
            return Reply::json(&json!({"nextExpectedRanges": [to.to_string()]}));
        }
        let (user, id) = &upload.draft;
        self.enclose((user, id), &upload.told, &upload.bytes)
    }

    /// Writes an attachment into the draft.
    fn enclose(&self, (user, id): (&str, &str), told: &Value, data: &[u8]) -> Reply {
        let words = |name: &str| told.get(name).and_then(Value::as_str).unwrap_or_default();
        let coded = STANDARD.encode(data).into_bytes();
        let mut part = format!(
            "Content-Type: {}\r\nContent-Disposition: attachment; filename=\"{}\"\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n",
            words("contentType"),
            words("name")
        )
        .into_bytes();
        for line in coded.chunks(76) {
            part.extend_from_slice(line);
            part.extend_from_slice(b"\r\n");
        }
        let changed = self.house.store.with_folder(user, DRAFTS, |folder| {
            let draft = folder.messages.iter_mut().find(|it| it.uidl == id)?;
            insert(draft, &part)
        });
        match changed.flatten() {
            Some(()) => Reply::created(&json!({"name": words("name")})),
            None => Reply::error("404 Not Found", "ErrorItemNotFound"),
        }
    }
}

/// Puts a part before the end of a message.
fn insert(draft: &mut Message, part: &[u8]) -> Option<()> {
    let raw = &draft.raw;
    let end = memmem::rfind(raw, b"--")?;
    let line = raw.get(..end)?.iter().rposition(|it| *it == b'\n')? + 1;
    let boundary = raw.get(line..end)?;
    let mut whole = raw.get(..line)?.to_vec();
    whole.extend_from_slice(boundary);
    whole.extend_from_slice(b"\r\n");
    whole.extend_from_slice(part);
    whole.extend_from_slice(raw.get(line..)?);
    draft.raw = Arc::from(whole);
    Some(())
}
