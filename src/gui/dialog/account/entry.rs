//! The fields of the form that are typed in, and where each has its place.

use crate::domain::account::Field;
use crate::domain::account_form::{AccountForm, ServerForm};

/// A field to type in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// "Angezeigter Name".
    Name,
    /// "E-Mail-Adresse".
    Address,
    /// Incoming server.
    InHost,
    /// Its port.
    InPort,
    /// "Benutzername".
    User,
    /// A mailbox that others have, too.
    Mailbox,
    /// Days until removal.
    Days,
    /// First day that is fetched.
    Since,
    /// Outgoing server.
    OutHost,
    /// Its port.
    OutPort,
    /// Folders.
    Folders,
    /// Minutes between two fetches.
    Interval,
}

/// What the form does not hold as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loose {
    /// First day that is fetched.
    pub since: String,
    /// Folders, one after the other.
    pub folders: String,
}

impl Entry {
    /// By which the focus finds it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Name => "account-name",
            Self::Address => "account-address",
            Self::InHost => "account-in-host",
            Self::InPort => "account-in-port",
            Self::User => "account-user",
            Self::Mailbox => "account-mailbox",
            Self::Days => "account-days",
            Self::Since => "account-since",
            Self::OutHost => "account-out-host",
            Self::OutPort => "account-out-port",
            Self::Folders => "account-folders",
            Self::Interval => "account-interval",
        }
    }

    /// Its name among the faults.
    pub fn field(self) -> Field {
        match self {
            Self::Name => "name",
            Self::Address => "address",
            Self::InHost => "incoming.host",
            Self::InPort => "incoming.port",
            Self::User => "incoming.user",
            Self::Mailbox => "incoming.mailbox",
            Self::Days => "remove_after_days",
            Self::Since => "first_fetch",
            Self::OutHost => "outgoing.host",
            Self::OutPort => "outgoing.port",
            Self::Folders => "folders",
            Self::Interval => "interval_minutes",
        }
    }

    /// What stands in it.
    pub fn value<'a>(self, form: &'a AccountForm, loose: &'a Loose) -> &'a str {
        let of = |server: &'a Option<ServerForm>, part: fn(&ServerForm) -> &String| {
            server.as_ref().map_or("", |it| part(it).as_str())
        };
        match self {
            Self::Name => &form.name,
            Self::Address => &form.address,
            Self::InHost => of(&form.incoming, |it| &it.host),
            Self::InPort => of(&form.incoming, |it| &it.port),
            Self::User => of(&form.incoming, |it| &it.user),
            Self::Mailbox => &form.mailbox,
            Self::Days => &form.remove_after_days,
            Self::Since => &loose.since,
            Self::OutHost => of(&form.outgoing, |it| &it.host),
            Self::OutPort => of(&form.outgoing, |it| &it.port),
            Self::Folders => &loose.folders,
            Self::Interval => &form.interval,
        }
    }

    /// Writes into it. The address has rules of its own, see [`AccountForm::set_address`].
    pub fn write(self, form: &mut AccountForm, loose: &mut Loose, text: String) {
        let incoming = || ServerForm::default();
        let place = match self {
            Self::Name => &mut form.name,
            Self::Address => &mut form.address,
            Self::InHost => &mut form.incoming.get_or_insert_with(incoming).host,
            Self::InPort => &mut form.incoming.get_or_insert_with(incoming).port,
            Self::User => &mut form.incoming.get_or_insert_with(incoming).user,
            Self::Mailbox => &mut form.mailbox,
            Self::Days => &mut form.remove_after_days,
            Self::Since => &mut loose.since,
            Self::OutHost => &mut form.outgoing.get_or_insert_with(incoming).host,
            Self::OutPort => &mut form.outgoing.get_or_insert_with(incoming).port,
            Self::Folders => &mut loose.folders,
            Self::Interval => &mut form.interval,
        };
        *place = text;
    }
}

/// Where the focus goes for a fault of this field.
pub fn id_of(field: &str) -> Option<&'static str> {
    Some(match field {
        "name" => Entry::Name.id(),
        "address" => Entry::Address.id(),
        "incoming.protocol" => PROTOCOL,
        "incoming" | "incoming.host" => Entry::InHost.id(),
        "incoming.port" => Entry::InPort.id(),
        "incoming.user" => Entry::User.id(),
        "incoming.deployment" => DEPLOYMENT,
        "incoming.mailbox" => Entry::Mailbox.id(),
        "incoming.auth" => AUTH,
        "incoming.password" => PASSWORD,
        "remove_after_days" => Entry::Days.id(),
        "first_fetch" => Entry::Since.id(),
        "outgoing" | "outgoing.host" => Entry::OutHost.id(),
        "outgoing.port" => Entry::OutPort.id(),
        "outgoing.auth" | "outgoing.user" | "outgoing.password" => SMTP_AUTH,
        "folders" => Entry::Folders.id(),
        "interval_minutes" => Entry::Interval.id(),
        _ => return None,
    })
}

/// Where a field stands in the form, for the order of faults.
pub fn place(field: &str) -> usize {
    const ORDER: [&str; 19] = [
        "name",
        "address",
        "incoming.protocol",
        "incoming.deployment",
        "incoming",
        "incoming.host",
        "incoming.port",
        "incoming.user",
        "incoming.auth",
        "incoming.password",
        "incoming.mailbox",
        "remove_after_days",
        "first_fetch",
        "outgoing",
        "outgoing.host",
        "outgoing.port",
        "outgoing.auth",
        "outgoing.user",
        "outgoing.password",
    ];
    let at = ORDER.iter().position(|it| *it == field);
    at.unwrap_or(ORDER.len())
}

/// "Bereitstellung".
pub const DEPLOYMENT: &str = "account-deployment";
/// The choice of the protocol.
pub const PROTOCOL: &str = "account-protocol";
/// "Authentifizierung".
pub const AUTH: &str = "account-auth";
/// "Kennwort".
pub const PASSWORD: &str = "account-password";
/// "Einstellungen...".
pub const SMTP_AUTH: &str = "account-smtp-auth";
/// "Server wählen".
pub const CHOOSER: &str = "account-chooser";
