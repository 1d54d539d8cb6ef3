//! Microsoft Graph, as far as mail needs it, on the same port: the access token of a user is the
//! password.

use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::drafts::DRAFTS;
use super::packed::packed;
use super::{EWS, Request, Session};
use crate::domain::mail::Detail;
use crate::mime;
use crate::service::demo::faults::Fault;
use crate::service::demo::interrupt::{self, Next};
use crate::service::demo::store::{INBOX, Message};

/// Messages of one page.
const PAGE: usize = 10;

/// An answer.
pub(super) struct Reply {
    status: &'static str,
    fields: String,
    body: Vec<u8>,
}

impl Reply {
    /// An object.
    pub(super) fn json(value: &Value) -> Self {
        Self {
            status: "200 OK",
            fields: "Content-Type: application/json\r\n".to_owned(),
            body: value.to_string().into_bytes(),
        }
    }

    fn bare(status: &'static str) -> Self {
        Self {
            status,
            fields: String::new(),
            body: Vec::new(),
        }
    }

    /// An object that was made.
    pub(super) fn created(value: &Value) -> Self {
        Self {
            status: "201 Created",
            ..Self::json(value)
        }
    }

    /// A refusal.
    pub(super) fn error(status: &'static str, code: &str) -> Self {
        let value = json!({"error": {"code": code, "message": code}});
        Self {
            status,
            ..Self::json(&value)
        }
    }
}

impl Session {
    /// Answers one request.
    pub(super) async fn graph(&mut self, request: Request) -> io::Result<Next> {
        let path = decode(&request.path);
        let verb = verb(&request.method, &path);
        self.house.saw(EWS, &self.link, verb, "");
        let token = request.authorization.as_deref().unwrap_or_default();
        let token = token.strip_prefix("Bearer ").unwrap_or_default();
        let users = self.house.store.users().into_iter();
        let user = users
            .into_iter()
            .find(|it| self.house.store.accepts(it, token));
        let reply = match user {
            None if verb == "chunk" => self.laid_down(&request),
            None => {
                self.house.counters.sign_in(EWS, false);
                Reply::error("401 Unauthorized", "InvalidAuthenticationToken")
            }
            Some(user) => {
                let throttled = self.house.faults.take(EWS, |fault| match fault {
                    Fault::Refuse(wanted, text) if *wanted == verb => Some(text.clone()),
                    _ => None,
                });
                match throttled.as_deref() {
                    Some("410") => Reply::error("410 Gone", "syncStateNotFound"),
                    Some(text) if text.parse::<u32>().is_ok() => Reply {
                        fields: format!("Retry-After: {text}\r\n"),
                        ..Reply::error("429 Too Many Requests", "TooManyRequests")
                    },
                    Some(code) => Reply::error("403 Forbidden", code),
                    None => {
                        let link = &mut self.link;
                        let act = interrupt::before_command(&self.house, link, EWS, verb, "");
                        let next = act.await?;
                        if next != Next::Proceed {
                            return Ok(next);
                        }
                        let reply = self.carry(&request, &path, &user);
                        let done = format!("{verb}.");
                        let link = &mut self.link;
                        let act = interrupt::before_command(&self.house, link, EWS, &done, "");
                        let next = act.await?;
                        if next != Next::Proceed {
                            return Ok(next);
                        }
                        reply
                    }
                }
            }
        };
        let mut reply = reply;
        if request.takes_gzip && !reply.body.is_empty() {
            reply.body = packed(&reply.body);
            reply.fields.push_str("Content-Encoding: gzip\r\n");
        }
        let head = format!(
            "HTTP/1.1 {}\r\n{}Content-Length: {}\r\n\r\n",
            reply.status,
            reply.fields,
            reply.body.len()
        );
        self.link.put(head.as_bytes());
        self.link.body(&reply.body).await?;
        self.link.flush().await?;
        Ok(Next::Answered)
    }

    fn carry(&self, request: &Request, path: &str, user: &str) -> Reply {
        let (path, question) = path.split_once('?').unwrap_or((path, ""));
        let parts: Vec<&str> = path.trim_start_matches("/v1.0/").split('/').collect();
        let (user, rest) = match parts.as_slice() {
            ["me", rest @ ..] => (user.to_owned(), rest),
            ["users", shared, rest @ ..] => match self.house.store.user_of(shared) {
                Some(user) => (user, rest),
                None => return Reply::error("404 Not Found", "ErrorItemNotFound"),
            },
            _ => return Reply::error("404 Not Found", "ResourceNotFound"),
        };
        match (request.method.as_str(), rest) {
            ("GET", []) => Reply::json(&json!({"mail": user, "userPrincipalName": user})),
            ("GET", ["mailFolders"]) => self.folders(&user, question),
            ("GET", ["mailFolders", folder]) => self.folder(&user, folder),
            ("GET", ["mailFolders", folder, "messages", "delta"]) => {
                self.delta(&user, folder, question)
            }
            ("GET", ["mailFolders", folder, "messages"]) => self.filtered(&user, folder, question),
            ("GET", ["messages", id, "$value"]) => self.value(&user, id),
            ("GET", ["messages", id]) => self.item(&user, id),
            ("POST", ["messages", id, "move"]) => self.away(&user, id, true),
            ("POST", ["messages", id, "permanentDelete"]) => self.away(&user, id, false),
            ("POST", ["sendMail"]) => self.sent(&user, &request.body),
            ("POST", ["messages", ..]) => self.drafted(&user, request, rest),
            _ => Reply::error("400 Bad Request", "BadRequest"),
        }
    }

    fn name<'a>(&self, folder: &'a str) -> &'a str {
        match folder {
            "inbox" => INBOX,
            "deleteditems" => "Papierkorb",
            "sentitems" => "Gesendet",
            "drafts" => DRAFTS,
            other => other,
        }
    }

    fn folder(&self, user: &str, folder: &str) -> Reply {
        let name = self.name(folder);
        let store = &self.house.store;
        match store.with_folder(user, name, |it| it.messages.len()) {
            Some(count) => {
                Reply::json(&json!({"id": name, "displayName": name, "totalItemCount": count}))
            }
            None => Reply::error("404 Not Found", "ErrorItemNotFound"),
        }
    }

    fn folders(&self, user: &str, question: &str) -> Reply {
        let wanted = quoted(question);
        let folders = self.house.store.snapshot(user).into_iter();
        let found = folders.filter(|it| wanted.as_deref().is_none_or(|name| it.name == name));
        let list: Vec<Value> = found.map(|it| json!({"id": it.name})).collect();
        Reply::json(&json!({"value": list}))
    }

    /// The mark says which messages were there, and where the next page begins.
    fn delta(&self, user: &str, folder: &str, question: &str) -> Reply {
        let folder = self.name(folder);
        let messages = self.house.store.messages(user, folder);
        let mark = question
            .split('&')
            .find_map(|it| it.strip_prefix("$token="));
        let mark = mark.and_then(|it| STANDARD.decode(it).ok());
        let mark = mark
            .and_then(|it| String::from_utf8(it).ok())
            .unwrap_or_default();
        let mut known: Vec<String> = mark
            .split(',')
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect();
        let mut items = Vec::new();
        known.retain(|id| {
            let is_there = messages.iter().any(|it| it.uidl == *id);
            if !is_there {
                items.push(json!({"id": id, "@removed": {"reason": "deleted"}}));
            }
            is_there
        });
        let fresh = messages.iter().filter(|it| !known.contains(&it.uidl));
        let page: Vec<&Message> = fresh.take(PAGE).collect();
        let is_last = page.len() < PAGE;
        for message in page {
            known.push(message.uidl.clone());
            let mail = mime::parse(mime::header_block(&message.raw), Detail::Index);
            items.push(json!({
                "id": message.uidl,
                "receivedDateTime": Timestamp::from_second(message.received)
                    .unwrap_or_default().to_string(),
                "internetMessageId": mail.message_id.map(|it| format!("<{it}>")),
                // Microsoft's own samples write it as a word.
                "isRead": "false",
            }));
        }
        let host = &self.host;
        let token = STANDARD.encode(known.join(","));
        let token = token
            .replace('+', "%2B")
            .replace('/', "%2F")
            .replace('=', "%3D");
        let path = format!("/v1.0/users/{user}/mailFolders/{folder}/messages/delta");
        let link = match self.house.faults.has(EWS, &Fault::ForeignLink) {
            true => "https://fremd.example/v1.0/me/messages/delta".to_owned(),
            false => format!("https://{host}{path}?$token={token}"),
        };
        let name = match is_last {
            true => "@odata.deltaLink",
            false => "@odata.nextLink",
        };
        Reply::json(&json!({"value": items, name: link}))
    }

    fn filtered(&self, user: &str, folder: &str, question: &str) -> Reply {
        let wanted = quoted(question).unwrap_or_default();
        let messages = self
            .house
            .store
            .messages(user, self.name(folder))
            .into_iter();
        let found = messages.filter(|it| {
            let mail = mime::parse(mime::header_block(&it.raw), Detail::Index);
            mail.message_id
                .is_some_and(|it| format!("<{it}>") == wanted)
        });
        let list: Vec<Value> = found.map(|it| json!({"id": it.uidl})).collect();
        Reply::json(&json!({"value": list}))
    }

    /// The folder of a message, and the message.
    pub(super) fn look(&self, user: &str, id: &str) -> Option<(String, Message)> {
        let folders = self.house.store.snapshot(user).into_iter();
        folders.into_iter().find_map(|folder| {
            let mut messages = folder.messages.into_iter();
            let message = messages.find(|it| it.uidl == id)?;
            Some((folder.name, message))
        })
    }

    fn value(&self, user: &str, id: &str) -> Reply {
        match self.look(user, id) {
            Some((_, message))
                if self
                    .house
                    .faults
                    .has(EWS, &Fault::RefuseMessage(message.uid)) =>
            {
                Reply::error("400 Bad Request", "ErrorMimeContentConversionFailed")
            }
            Some((_, message)) => {
                self.house.counters.body(EWS);
                Reply {
                    fields: "Content-Type: text/plain\r\n".to_owned(),
                    body: message.raw.to_vec(),
                    ..Reply::bare("200 OK")
                }
            }
            None => Reply::error("404 Not Found", "ErrorItemNotFound"),
        }
    }

    fn item(&self, user: &str, id: &str) -> Reply {
        match self.look(user, id) {
            Some((_, message)) => {
                let mail = mime::parse(mime::header_block(&message.raw), Detail::Index);
                let address = mail.from.first().map(|it| it.address.clone());
                Reply::json(&json!({"from": {"emailAddress": {"address": address}}}))
            }
            None => Reply::error("404 Not Found", "ErrorItemNotFound"),
        }
    }

    fn away(&self, user: &str, id: &str, to_trash: bool) -> Reply {
        let Some((folder, message)) = self.look(user, id) else {
            return Reply::error("404 Not Found", "ErrorItemNotFound");
        };
        let store = &self.house.store;
        if to_trash {
            store.copy(user, &folder, &[message.uid], "Papierkorb");
        }
        store.remove(user, &folder, message.uid);
        match to_trash {
            true => Reply {
                status: "201 Created",
                ..Reply::json(&json!({"id": id}))
            },
            false => Reply::bare("204 No Content"),
        }
    }

    fn sent(&self, user: &str, body: &[u8]) -> Reply {
        let raw = STANDARD.decode(body).unwrap_or_default();
        if raw.is_empty() {
            return Reply::error("400 Bad Request", "ErrorMimeContentInvalidBase64String");
        }
        self.deliver(user, &raw)
    }

    /// Hands a letter to everybody whom it names, and keeps a copy.
    pub(super) fn deliver(&self, user: &str, raw: &[u8]) -> Reply {
        let now = crate::storage::now();
        let mail = mime::parse(raw, Detail::Index);
        let text = String::from_utf8_lossy(raw).into_owned();
        // Blind recipients are read and taken out.
        let (blind, kept) = match text.strip_prefix("Bcc: ") {
            Some(rest) => rest.split_once("\r\n").unwrap_or((rest, "")),
            None => ("", text.as_str()),
        };
        let addressed = mail.to.iter().chain(&mail.cc).map(|it| it.address.clone());
        let blind = blind.split(',').map(|it| it.trim().to_owned());
        for address in addressed.chain(blind) {
            if let Some(user) = self.house.store.user_of(&address) {
                self.house.store.append(&user, INBOX, kept.as_bytes(), now);
            }
        }
        self.house
            .store
            .append(user, "Gesendet", kept.as_bytes(), now);
        Reply::bare("202 Accepted")
    }
}

/// What a request is called in scripts and counters.
fn verb(method: &str, path: &str) -> &'static str {
    let path = path.split('?').next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    match (method, last) {
        (_, "delta") => "delta",
        (_, "$value") => "value",
        (_, "move") => "move",
        (_, "permanentDelete") => "permanentDelete",
        (_, "sendMail") => "sendMail",
        ("POST", "messages") => "draft",
        ("POST", "attachments") => "attach",
        ("POST", "createUploadSession") => "session",
        ("POST", "send") => "send",
        ("PUT", _) => "chunk",
        _ => "GET",
    }
}

/// The text between single quotes of a filter.
fn quoted(question: &str) -> Option<String> {
    let (_, rest) = question.split_once('\'')?;
    let (text, _) = rest.rsplit_once('\'')?;
    Some(text.replace("''", "'"))
}

fn decode(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits: Vec<u8> = rest.by_ref().take(2).collect();
        let digits = String::from_utf8_lossy(&digits).into_owned();
        bytes.push(u8::from_str_radix(&digits, 16).unwrap_or(b'%'));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
