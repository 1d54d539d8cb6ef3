//! Messages: what has changed, the messages themselves, removing, moving, saving and sending.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use roxmltree::Node;

use super::folders::{Place, within};
use super::soap::{Answer, Failure, all, escape, first, item_ids, words};
use crate::domain::mail::{Detail, ParsedMail};
use crate::mime;
use crate::service::demo::faults::Fault;
use crate::service::demo::house::House;
use crate::service::demo::store::{INBOX, Message, SpecialUse};

use super::EWS;

/// A message where it lies.
struct Found {
    place: Place,
    message: Message,
}

fn missing() -> Failure {
    let text = "The specified object was not found in the store.";
    Failure::new("ErrorItemNotFound", text)
}

/// The name of a message: another one in every folder.
fn item_id(place: &Place, message: &Message) -> String {
    STANDARD.encode(format!(
        "{}\n{}\n{}",
        place.user, place.folder, message.uidl
    ))
}

fn look_up(house: &House, id: &str) -> Result<Found, Failure> {
    let bad = || Failure::new("ErrorInvalidIdMalformed", "Id is malformed.");
    let decoded = STANDARD.decode(id).map_err(|_| bad())?;
    let decoded = String::from_utf8(decoded).map_err(|_| bad())?;
    let mut parts = decoded.split('\n');
    let (Some(user), Some(folder), Some(uidl)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(bad());
    };
    let mut messages = house.store.messages(user, folder).into_iter();
    let message = messages.find(|it| it.uidl == uidl).ok_or_else(missing)?;
    let place = Place {
        user: user.to_owned(),
        folder: folder.to_owned(),
    };
    Ok(Found { place, message })
}

fn received(message: &Message) -> String {
    Timestamp::from_second(message.received)
        .unwrap_or_default()
        .to_string()
}

fn id_element(place: &Place, message: &Message) -> String {
    let id = item_id(place, message);
    format!("<t:ItemId Id=\"{id}\" ChangeKey=\"CQAAAA==\"/>")
}

fn message_id(mail: &ParsedMail) -> String {
    let id = mail.message_id.as_deref().unwrap_or_default();
    match id {
        "" => String::new(),
        id => format!(
            "<t:InternetMessageId>&lt;{}&gt;</t:InternetMessageId>",
            escape(id)
        ),
    }
}

/// SyncFolderItems. The mark says which messages were there: ranges of UIDs.
pub(super) fn sync(house: &House, operation: Node<'_, '_>, user: &str) -> Result<Answer, Failure> {
    let place = within(house, operation, "SyncFolderId", user)?;
    let most = words(operation, "MaxChangesReturned")
        .parse()
        .unwrap_or(512);
    let state = words(operation, "SyncState");
    let stale = || {
        Failure::new(
            "ErrorInvalidSyncStateData",
            "The synchronisation state is void.",
        )
    };
    let folders = house.store.snapshot(&place.user);
    let folder = folders.into_iter().find(|it| it.name == place.folder);
    let folder = folder.ok_or_else(missing)?;
    let mut known: BTreeSet<(u32, String)> = BTreeSet::new();
    if !state.is_empty() {
        let (validity, list) = decode(&state).ok_or_else(stale)?;
        if validity != folder.uid_validity {
            return Ok(refused(stale()));
        }
        known = list;
    }
    let there: BTreeSet<(u32, String)> = folder
        .messages
        .iter()
        .map(|it| (it.uid, it.uidl.clone()))
        .collect();
    let gone: Vec<(u32, String)> = known.difference(&there).cloned().collect();
    let mut changes = String::new();
    let mut count = 0;
    for (uid, uidl) in gone {
        if count == most {
            break;
        }
        count += 1;
        let id = STANDARD.encode(format!("{}\n{}\n{uidl}", place.user, place.folder));
        changes += &format!("<t:Delete><t:ItemId Id=\"{id}\" ChangeKey=\"CQAAAA==\"/></t:Delete>");
        known.remove(&(uid, uidl));
    }
    for message in &folder.messages {
        let entry = (message.uid, message.uidl.clone());
        if count == most || known.contains(&entry) {
            continue;
        }
        count += 1;
        known.insert(entry);
        changes += &created(&place, message);
    }
    let is_last = known == there;
    let state = encode(folder.uid_validity, &known);
    Ok(Answer::one(format!(
        "<m:SyncState>{state}</m:SyncState>\
         <m:IncludesLastItemInRange>{is_last}</m:IncludesLastItemInRange>\
         <m:Changes>{changes}</m:Changes>"
    )))
}

fn refused(failure: Failure) -> Answer {
    let mut answer = Answer::default();
    answer.add(Err(failure));
    answer
}

fn created(place: &Place, message: &Message) -> String {
    let mail = mime::parse(&message.raw, Detail::Index);
    format!(
        "<t:Create><t:Message>{}<t:DateTimeReceived>{}</t:DateTimeReceived><t:Size>{}</t:Size>{}\
         </t:Message></t:Create>",
        id_element(place, message),
        received(message),
        message.raw.len(),
        message_id(&mail),
    )
}

fn encode(validity: u32, known: &BTreeSet<(u32, String)>) -> String {
    let list: Vec<String> = known
        .iter()
        .map(|it| format!("{}/{}", it.0, it.1))
        .collect();
    STANDARD.encode(format!("{validity} {}", list.join(",")))
}

fn decode(state: &str) -> Option<(u32, BTreeSet<(u32, String)>)> {
    let text = String::from_utf8(STANDARD.decode(state).ok()?).ok()?;
    let (validity, list) = text.split_once(' ')?;
    let entries = list.split(',').filter(|it| !it.is_empty());
    let known = entries.map(|it| {
        let (uid, uidl) = it.split_once('/')?;
        Some((uid.parse().ok()?, uidl.to_owned()))
    });
    Some((validity.parse().ok()?, known.collect::<Option<_>>()?))
}

/// GetItem.
pub(super) fn get(house: &House, operation: Node<'_, '_>, _: &str) -> Answer {
    let fields = all(operation, "FieldURI");
    let is_field = |it: &Node<'_, '_>| it.attribute("FieldURI") == Some("item:MimeContent");
    let with_mime = words(operation, "IncludeMimeContent") == "true" || fields.iter().any(is_field);
    let mut answer = Answer::default();
    for id in item_ids(operation) {
        let found = look_up(house, &id).and_then(|found| {
            let uid = found.message.uid;
            let refused = house.faults.has(EWS, &Fault::RefuseMessage(uid));
            match refused && with_mime {
                true => {
                    let text = "Content conversion failed.";
                    Err(Failure::new("ErrorContentConversionFailed", text))
                }
                false => Ok(found),
            }
        });
        answer
            .add(found.map(|it| format!("<m:Items>{}</m:Items>", element(house, &it, with_mime))));
    }
    answer
}

fn element(house: &House, found: &Found, with_mime: bool) -> String {
    let mail = mime::parse(&found.message.raw, Detail::Index);
    let content = match with_mime {
        true => {
            house.counters.body(EWS);
            let raw = served(house, &found.message);
            let content = STANDARD.encode(raw);
            format!("<t:MimeContent CharacterSet=\"UTF-8\">{content}</t:MimeContent>")
        }
        false => String::new(),
    };
    let from = mail.from.first().map_or_else(String::new, |it| {
        format!(
            "<t:From><t:Mailbox><t:Name>{}</t:Name><t:EmailAddress>{}</t:EmailAddress>\
             <t:RoutingType>SMTP</t:RoutingType></t:Mailbox></t:From>",
            escape(&it.name),
            escape(&it.address)
        )
    });
    format!(
        "<t:Message>{content}{}<t:ItemClass>IPM.Note</t:ItemClass><t:Subject>{}</t:Subject>\
         <t:DateTimeReceived>{}</t:DateTimeReceived><t:Size>{}</t:Size>{from}{}\
         <t:IsRead>{}</t:IsRead></t:Message>",
        id_element(&found.place, &found.message),
        escape(&mail.subject),
        received(&found.message),
        found.message.raw.len(),
        message_id(&mail),
        found.message.has_flag("\\Seen"),
    )
}

/// Exchange puts a message together anew every time it is asked for: seldom the same bytes.
fn served(house: &House, message: &Message) -> Vec<u8> {
    let mut raw = message.raw.to_vec();
    if house.faults.has(EWS, &Fault::RewrittenMime) {
        let field = format!("X-Uebung-Ausgabe: {}\r\n", house.counters.tally(EWS).bodies);
        raw.splice(0..0, field.into_bytes());
    }
    raw
}

/// FindItem: all of a folder, or one by its Message-ID.
pub(super) fn find(house: &House, operation: Node<'_, '_>, user: &str) -> Result<Answer, Failure> {
    let place = within(house, operation, "ParentFolderIds", user)?;
    let wanted = first(operation, "Constant").and_then(|it| it.attribute("Value"));
    let mut messages = house.store.messages(&place.user, &place.folder);
    if let Some(wanted) = wanted {
        messages.retain(|it| {
            let mail = mime::parse(&it.raw, Detail::Index);
            mail.message_id
                .is_some_and(|it| format!("<{it}>") == wanted)
        });
    }
    let count = messages.len();
    let items: String = messages
        .into_iter()
        .map(|message| {
            let place = place.clone();
            element(house, &Found { place, message }, false)
        })
        .collect();
    Ok(Answer::one(format!(
        "<m:RootFolder IndexedPagingOffset=\"{count}\" TotalItemsInView=\"{count}\" \
         IncludesLastItemInRange=\"true\"><t:Items>{items}</t:Items></m:RootFolder>"
    )))
}

fn special(house: &House, user: &str, wanted: SpecialUse) -> Option<String> {
    let folders = house.store.snapshot(user);
    let found = folders.into_iter().find(|it| it.special == Some(wanted));
    found.map(|it| it.name)
}

/// DeleteItem.
pub(super) fn delete(house: &House, operation: Node<'_, '_>, _: &str, changed: &mut u32) -> Answer {
    let to_trash = operation.attribute("DeleteType") == Some("MoveToDeletedItems");
    let mut answer = Answer::default();
    for id in item_ids(operation) {
        let done = look_up(house, &id).and_then(|it| {
            if house.faults.has(EWS, &Fault::ReadOnlyMailbox) {
                let text = "Access is denied. Check credentials and try again.";
                return Err(Failure::new("ErrorAccessDenied", text));
            }
            let (user, folder, uid) = (&it.place.user, &it.place.folder, it.message.uid);
            if let (true, Some(trash)) = (to_trash, special(house, user, SpecialUse::Trash)) {
                house.store.copy(user, folder, &[uid], &trash);
            }
            house.store.remove(user, folder, uid);
            *changed += 1;
            Ok(String::new())
        });
        answer.add(done);
    }
    answer
}

/// MoveItem.
pub(super) fn shift(
    house: &House,
    operation: Node<'_, '_>,
    user: &str,
    changed: &mut u32,
) -> Result<Answer, Failure> {
    let to = within(house, operation, "ToFolderId", user)?;
    let mut answer = Answer::default();
    for id in item_ids(operation) {
        let done = look_up(house, &id).and_then(|it| {
            let (user, folder, uid) = (&it.place.user, &it.place.folder, it.message.uid);
            let copied = house.store.copy(user, folder, &[uid], &to.folder);
            copied.ok_or_else(missing)?;
            house.store.remove(user, folder, uid);
            *changed += 1;
            Ok("<m:Items/>".to_owned())
        });
        answer.add(done);
    }
    Ok(answer)
}

/// CreateItem: saves or sends.
pub(super) fn create(
    house: &House,
    operation: Node<'_, '_>,
    user: &str,
    changed: &mut u32,
) -> Result<Answer, Failure> {
    let disposition = operation
        .attribute("MessageDisposition")
        .unwrap_or_default();
    let content = words(operation, "MimeContent");
    let content: String = content.split_whitespace().collect();
    let raw = STANDARD.decode(content).unwrap_or_default();
    if raw.is_empty() {
        let text = "Only messages with MimeContent are practised here.";
        return Err(Failure::new("ErrorInvalidRequest", text));
    }
    let now = crate::storage::now();
    if disposition != "SaveOnly" {
        let mail = mime::parse(&raw, Detail::Index);
        let addressed = mail.to.iter().chain(&mail.cc).map(|it| it.address.clone());
        let blind = first(operation, "BccRecipients");
        let blind = blind.map_or_else(Vec::new, |it| all(it, "EmailAddress"));
        let blind = blind.iter().filter_map(|it| it.text()).map(str::to_owned);
        for address in addressed.chain(blind) {
            if let Some(user) = house.store.user_of(&address) {
                house.store.append(&user, INBOX, &raw, now);
            }
        }
    }
    *changed += 1;
    let saved = first(operation, "SavedItemFolderId");
    if let (Some(_), true) = (saved, disposition != "SendOnly") {
        let place = within(house, operation, "SavedItemFolderId", user)?;
        house.store.append(&place.user, &place.folder, &raw, now);
        if disposition == "SaveOnly" {
            let saved = house.store.messages(&place.user, &place.folder).pop();
            let id = saved.map(|it| id_element(&place, &it)).unwrap_or_default();
            let items = format!("<m:Items><t:Message>{id}</t:Message></m:Items>");
            return Ok(Answer::one(items));
        }
    }
    Ok(Answer::one("<m:Items/>".to_owned()))
}

/// UpdateItem: only whether a message is read.
pub(super) fn update(house: &House, operation: Node<'_, '_>, _: &str) -> Answer {
    let is_read = words(operation, "IsRead") == "true";
    let mut answer = Answer::default();
    for id in item_ids(operation) {
        let done = look_up(house, &id).map(|it| {
            let (user, folder, uid) = (&it.place.user, &it.place.folder, it.message.uid);
            house.store.with_folder(user, folder, |folder| {
                if let Some(message) = folder.message_mut(uid) {
                    match is_read {
                        true => message.set_flag("\\Seen"),
                        false => message.clear_flag("\\Seen"),
                    }
                }
            });
            let id = id_element(&it.place, &it.message);
            format!("<m:Items><t:Message>{id}</t:Message></m:Items>")
        });
        answer.add(done);
    }
    answer
}
