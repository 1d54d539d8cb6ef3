//! Requests of Exchange Web Services. The order of elements is fixed by the schemas; what newer
//! generations alone know is said only to them.

use super::version::Version;
use super::xml::escape;

/// A folder as a request names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Folder {
    /// One that every mailbox has, such as `inbox`.
    Known(&'static str),
    /// By the server's own name.
    Id(String),
}

impl Folder {
    fn element(&self, mailbox: &str) -> String {
        match self {
            Self::Known(name) if mailbox.is_empty() => {
                format!("<t:DistinguishedFolderId Id=\"{name}\"/>")
            }
            Self::Known(name) => format!(
                "<t:DistinguishedFolderId Id=\"{name}\"><t:Mailbox><t:EmailAddress>{}\
                 </t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>",
                escape(mailbox)
            ),
            Self::Id(id) => format!("<t:FolderId Id=\"{}\"/>", escape(id)),
        }
    }
}

/// A request without what stands around it.
pub(super) struct Body {
    begin: String,
    /// What goes on after an attribute that newer generations alone know.
    rest: Option<String>,
}

impl Body {
    /// The whole document.
    pub(super) fn document(&self, version: Version) -> String {
        let (head, tail) = frame(version);
        let begin = &self.begin;
        let Some(rest) = &self.rest else {
            return format!("{head}{begin}{tail}");
        };
        // Whoever asked for a receipt is not to be told that an unread message was deleted.
        let quiet = match version.can_be_quiet() {
            true => " SuppressReadReceipts=\"true\"",
            false => "",
        };
        format!("{head}{begin}{quiet}{rest}{tail}")
    }
}

impl From<String> for Body {
    fn from(begin: String) -> Self {
        Self { begin, rest: None }
    }
}

/// What stands before and after a request.
fn frame(version: Version) -> (String, &'static str) {
    let head = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<s:Envelope \
         xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\" \
         xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\"><s:Header>\
         <t:RequestServerVersion Version=\"{}\"/></s:Header><s:Body>",
        version.word()
    );
    (head, "</s:Body></s:Envelope>")
}

/// Asks for folders: their names on the server and how much lies in them.
pub(super) fn get_folder(folders: &[Folder], mailbox: &str) -> Body {
    let ids: String = folders.iter().map(|it| it.element(mailbox)).collect();
    format!(
        "<m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape>\
         <m:FolderIds>{ids}</m:FolderIds></m:GetFolder>"
    )
    .into()
}

/// Looks for a folder by its name, directly within another one.
pub(super) fn find_folder(parent: &Folder, name: &str, mailbox: &str) -> Body {
    format!(
        "<m:FindFolder Traversal=\"Shallow\"><m:FolderShape><t:BaseShape>Default</t:BaseShape>\
         </m:FolderShape><m:Restriction>{}</m:Restriction><m:ParentFolderIds>{}\
         </m:ParentFolderIds></m:FindFolder>",
        equal("folder:DisplayName", name),
        parent.element(mailbox)
    )
    .into()
}

fn equal(field: &str, value: &str) -> String {
    format!(
        "<t:IsEqualTo><t:FieldURI FieldURI=\"{field}\"/><t:FieldURIOrConstant>\
         <t:Constant Value=\"{}\"/></t:FieldURIOrConstant></t:IsEqualTo>",
        escape(value)
    )
}

/// Whom an address belongs to.
pub(super) fn resolve_names(address: &str) -> Body {
    format!(
        "<m:ResolveNames ReturnFullContactData=\"false\"><m:UnresolvedEntry>{}\
         </m:UnresolvedEntry></m:ResolveNames>",
        escape(address)
    )
    .into()
}

const ABOUT: &str = "<t:AdditionalProperties><t:FieldURI FieldURI=\"item:DateTimeReceived\"/>\
     <t:FieldURI FieldURI=\"item:Size\"/>\
     <t:FieldURI FieldURI=\"message:InternetMessageId\"/></t:AdditionalProperties>";

/// What has changed in a folder since a state; everything without one.
pub(super) fn sync_items(folder: &Folder, state: &str, most: u32, mailbox: &str) -> Body {
    let state = match state {
        "" => String::new(),
        state => format!("<m:SyncState>{}</m:SyncState>", escape(state)),
    };
    format!(
        "<m:SyncFolderItems><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape>{ABOUT}</m:ItemShape>\
         <m:SyncFolderId>{}</m:SyncFolderId>{state}\
         <m:MaxChangesReturned>{most}</m:MaxChangesReturned></m:SyncFolderItems>",
        folder.element(mailbox)
    )
    .into()
}

fn item_ids(ids: &[&str]) -> String {
    let ids: String = ids
        .iter()
        .map(|it| format!("<t:ItemId Id=\"{}\"/>", escape(it)))
        .collect();
    format!("<m:ItemIds>{ids}</m:ItemIds>")
}

/// Whole messages as RFC 5322.
pub(super) fn get_mime(ids: &[&str]) -> Body {
    format!(
        "<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape>\
         <t:IncludeMimeContent>true</t:IncludeMimeContent></m:ItemShape>{}</m:GetItem>",
        item_ids(ids)
    )
    .into()
}

/// Who has sent messages.
pub(super) fn get_senders(ids: &[&str]) -> Body {
    format!(
        "<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>\
         <t:FieldURI FieldURI=\"message:From\"/></t:AdditionalProperties></m:ItemShape>{}\
         </m:GetItem>",
        item_ids(ids)
    )
    .into()
}

/// Removes messages: for good, or into the folder for deleted ones.
pub(super) fn delete_items(ids: &[&str], for_good: bool) -> Body {
    let kind = match for_good {
        true => "HardDelete",
        false => "MoveToDeletedItems",
    };
    Body {
        begin: format!("<m:DeleteItem DeleteType=\"{kind}\""),
        rest: Some(format!(">{}</m:DeleteItem>", item_ids(ids))),
    }
}

/// Looks in a folder for the message with this Message-ID (with its angle brackets).
pub(super) fn find_message(folder: &Folder, message_id: &str, mailbox: &str) -> Body {
    format!(
        "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape>\
         </m:ItemShape><m:IndexedPageItemView MaxEntriesReturned=\"2\" Offset=\"0\" \
         BasePoint=\"Beginning\"/><m:Restriction>{}</m:Restriction><m:ParentFolderIds>{}\
         </m:ParentFolderIds></m:FindItem>",
        equal("message:InternetMessageId", message_id),
        folder.element(mailbox)
    )
    .into()
}

/// What stands around the bytes (in base64) of a letter that is sent; the server keeps a copy.
/// Recipients of blind copies are named here alone.
pub(super) fn send(version: Version, bcc: &[String], mailbox: &str) -> (String, String) {
    let (head, tail) = frame(version);
    let head = format!(
        "{head}<m:CreateItem MessageDisposition=\"SendAndSaveCopy\"><m:SavedItemFolderId>{}\
         </m:SavedItemFolderId><m:Items><t:Message><t:MimeContent CharacterSet=\"UTF-8\">",
        Folder::Known("sentitems").element(mailbox)
    );
    let bcc: String = bcc
        .iter()
        .map(|it| {
            let address = escape(it);
            format!("<t:Mailbox><t:EmailAddress>{address}</t:EmailAddress></t:Mailbox>")
        })
        .collect();
    let bcc = match bcc.as_str() {
        "" => bcc,
        _ => format!("<t:BccRecipients>{bcc}</t:BccRecipients>"),
    };
    let tail = format!("</t:MimeContent>{bcc}</t:Message></m:Items></m:CreateItem>{tail}");
    (head, tail)
}

/// Wants to be told of new messages in a folder.
pub(super) fn subscribe(folder: &Folder, mailbox: &str) -> Body {
    format!(
        "<m:Subscribe><m:StreamingSubscriptionRequest><t:FolderIds>{}</t:FolderIds>\
         <t:EventTypes><t:EventType>NewMailEvent</t:EventType>\
         <t:EventType>CreatedEvent</t:EventType><t:EventType>MovedEvent</t:EventType>\
         </t:EventTypes></m:StreamingSubscriptionRequest></m:Subscribe>",
        folder.element(mailbox)
    )
    .into()
}

/// Keeps a connection on which is told, for so many minutes (1 to 30).
pub(super) fn get_streaming_events(subscription: &str, minutes: u8) -> Body {
    format!(
        "<m:GetStreamingEvents><m:SubscriptionIds><t:SubscriptionId>{}</t:SubscriptionId>\
         </m:SubscriptionIds><m:ConnectionTimeout>{minutes}</m:ConnectionTimeout>\
         </m:GetStreamingEvents>",
        escape(subscription)
    )
    .into()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Every request there is, for every generation that knows it.
    pub(crate) fn every(version: Version) -> Vec<(&'static str, String)> {
        let inbox = Folder::Known("inbox");
        let other = Folder::Id("AAMk+/=".to_owned());
        let of = |body: Body| body.document(version);
        let shared = "gemeinsam@kanzlei.example";
        let bcc = ["a&b@x.example".to_owned()];
        let (head, tail) = send(version, &bcc, shared);
        let (plain_head, plain_tail) = send(version, &[], "");
        let mut all = vec![
            (
                "GetFolder",
                of(get_folder(&[inbox.clone(), other.clone()], "")),
            ),
            (
                "GetFolder-shared",
                of(get_folder(std::slice::from_ref(&inbox), shared)),
            ),
            ("FindFolder", of(find_folder(&inbox, "Müller & Söhne", ""))),
            ("ResolveNames", of(resolve_names("a<b@x.example"))),
            ("SyncFolderItems", of(sync_items(&inbox, "", 512, ""))),
            (
                "SyncFolderItems-state",
                of(sync_items(&other, "H4sI=", 1, shared)),
            ),
            ("GetItem", of(get_mime(&["AAA=", "BBB="]))),
            ("GetItem-senders", of(get_senders(&["AAA="]))),
            ("DeleteItem", of(delete_items(&["AAA="], false))),
            ("DeleteItem-hard", of(delete_items(&["AAA="], true))),
            (
                "FindItem",
                of(find_message(&inbox, "<a&b@x.example>", shared)),
            ),
            ("CreateItem", format!("{plain_head}QUJD{plain_tail}")),
            ("CreateItem-bcc", format!("{head}QUJD{tail}")),
        ];
        if version.has_streaming() {
            all.push(("Subscribe", of(subscribe(&inbox, shared))));
            let events = get_streaming_events("AwAAAA==", 29);
            all.push(("GetStreamingEvents", of(events)));
        }
        all
    }

    #[test]
    fn every_request_is_well_formed() {
        for version in [Version::E2007Sp1, Version::E2010Sp1, Version::E2013Sp1] {
            for (name, request) in every(version) {
                let read = super::super::xml::Element::parse(request.as_bytes());
                assert!(read.is_ok(), "{name} {version:?}");
            }
        }
    }
}
