//! Folders, and whom an address belongs to.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use roxmltree::Node;

use super::soap::{Answer, Failure, escape, first, words};
use crate::service::demo::house::House;
use crate::service::demo::store::{Folder, INBOX, SpecialUse};

/// A folder of a user; the top of all folders has no name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) user: String,
    pub(super) folder: String,
}

fn missing() -> Failure {
    let text = "The specified folder could not be found in the store.";
    Failure::new("ErrorFolderNotFound", text)
}

/// The folder that an element names.
pub(super) fn place(house: &House, id: Node<'_, '_>, user: &str) -> Result<Place, Failure> {
    let named = id.attribute("Id").unwrap_or_default();
    let shared = words(id, "EmailAddress");
    let user = match shared.as_str() {
        "" => user.to_owned(),
        shared => house.store.user_of(shared).ok_or_else(missing)?,
    };
    if id.tag_name().name() == "FolderId" {
        let name = STANDARD
            .decode(named)
            .ok()
            .and_then(|it| String::from_utf8(it).ok());
        let name = name.ok_or_else(missing)?;
        let (owner, folder) = name.split_once('\n').ok_or_else(missing)?;
        let place = Place {
            user: owner.to_owned(),
            folder: folder.to_owned(),
        };
        return known(house, place);
    }
    let special = |wanted: SpecialUse| {
        let folders = house.store.snapshot(&user).into_iter();
        folders
            .map(|it| (it.special, it.name))
            .find(|it| it.0 == Some(wanted))
    };
    let folder = match named {
        "inbox" => INBOX.to_owned(),
        "root" | "msgfolderroot" => String::new(),
        "deleteditems" => special(SpecialUse::Trash).ok_or_else(missing)?.1,
        "sentitems" => special(SpecialUse::Sent).ok_or_else(missing)?.1,
        _ => return Err(missing()),
    };
    known(house, Place { user, folder })
}

fn known(house: &House, place: Place) -> Result<Place, Failure> {
    let folders = house.store.snapshot(&place.user);
    let is_there = place.folder.is_empty() && !folders.is_empty()
        || folders.iter().any(|it| it.name == place.folder);
    match is_there {
        true => Ok(place),
        false => Err(missing()),
    }
}

/// The first folder that a request names, within the element with this name.
pub(super) fn within(
    house: &House,
    operation: Node<'_, '_>,
    name: &str,
    user: &str,
) -> Result<Place, Failure> {
    let found = first(operation, name).and_then(|it| it.children().find(Node::is_element));
    place(house, found.ok_or_else(missing)?, user)
}

/// GetFolder.
pub(super) fn get(house: &House, operation: Node<'_, '_>, user: &str) -> Answer {
    let mut answer = Answer::default();
    let ids = first(operation, "FolderIds");
    for id in ids
        .iter()
        .flat_map(|it| it.children())
        .filter(Node::is_element)
    {
        let found = place(house, id, user);
        answer.add(found.map(|it| format!("<m:Folders>{}</m:Folders>", element(house, &it))));
    }
    answer
}

/// FindFolder: by name, or all; the folders lie beside each other.
pub(super) fn find(house: &House, operation: Node<'_, '_>, user: &str) -> Result<Answer, Failure> {
    let parent = within(house, operation, "ParentFolderIds", user)?;
    let wanted = first(operation, "Constant").and_then(|it| it.attribute("Value"));
    let folders: Vec<Folder> = match parent.folder.is_empty() {
        true => house.store.snapshot(&parent.user),
        false => Vec::new(),
    };
    let found: Vec<String> = folders
        .iter()
        .filter(|it| wanted.is_none_or(|name| display(&it.name) == name))
        .map(|it| {
            let place = Place {
                user: parent.user.clone(),
                folder: it.name.clone(),
            };
            element(house, &place)
        })
        .collect();
    Ok(Answer::one(format!(
        "<m:RootFolder TotalItemsInView=\"{}\" IncludesLastItemInRange=\"true\"><t:Folders>{}\
         </t:Folders></m:RootFolder>",
        found.len(),
        found.concat()
    )))
}

fn display(name: &str) -> &str {
    match name {
        INBOX => "Posteingang",
        "Papierkorb" => "Gelöschte Elemente",
        "Gesendet" => "Gesendete Elemente",
        "" => "Oberste Ebene des Informationsspeichers",
        name => name,
    }
}

/// The name of a folder on the wire.
pub(super) fn folder_id(place: &Place) -> String {
    STANDARD.encode(format!("{}\n{}", place.user, place.folder))
}

fn element(house: &House, place: &Place) -> String {
    let messages = house.store.messages(&place.user, &place.folder);
    let unread = messages.iter().filter(|it| !it.has_flag("\\Seen")).count();
    let children = match place.folder.is_empty() {
        true => house.store.snapshot(&place.user).len(),
        false => 0,
    };
    format!(
        "<t:Folder><t:FolderId Id=\"{}\" ChangeKey=\"AQAAAA==\"/>\
         <t:FolderClass>IPF.Note</t:FolderClass><t:DisplayName>{}</t:DisplayName>\
         <t:TotalCount>{}</t:TotalCount><t:ChildFolderCount>{children}</t:ChildFolderCount>\
         <t:UnreadCount>{unread}</t:UnreadCount></t:Folder>",
        folder_id(place),
        escape(display(&place.folder)),
        messages.len(),
    )
}

/// ResolveNames.
pub(super) fn resolve(house: &House, operation: Node<'_, '_>) -> Answer {
    let entry = words(operation, "UnresolvedEntry");
    let wanted = entry.strip_prefix("smtp:").unwrap_or(&entry);
    let mut answer = Answer::default();
    answer.add(match house.store.user_of(wanted) {
        Some(user) => Ok(format!(
            "<m:ResolutionSet TotalItemsInView=\"1\" IncludesLastItemInRange=\"true\">\
             <t:Resolution><t:Mailbox><t:Name>{0}</t:Name><t:EmailAddress>{0}</t:EmailAddress>\
             <t:RoutingType>SMTP</t:RoutingType><t:MailboxType>Mailbox</t:MailboxType>\
             </t:Mailbox></t:Resolution></m:ResolutionSet>",
            escape(&user)
        )),
        None => Err(Failure::new(
            "ErrorNameResolutionNoResults",
            "No results were found.",
        )),
    });
    answer
}
