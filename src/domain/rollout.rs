//! The roll-out file: an account as TOML, for import and export. It never holds a secret.

use crate::domain::account::{Account, Fault, FieldError};
use crate::domain::account_form::{AccountForm, AuthChoice, ServerForm};
use crate::domain::preset::{Preset, preset};
use crate::domain::rollout_table::TableReader;
use crate::domain::server::{
    AfterFetch, Deployment, EWS_PATH, FirstFetch, Incoming, IncomingAuth, OutgoingAuth, Protocol,
    Security, incoming_port, outgoing_port,
};
use crate::domain::usage::{Mode, Owner};
use serde::Serialize;

/// Reads a roll-out file and checks it; every fault at once, each with its field and line.
///
/// # Errors
/// Every [`FieldError`] found: what is no TOML, keys unknown, values of the wrong type, and all
/// that [`AccountForm::check`] finds.
pub fn read_account(text: &str) -> Result<Account, Vec<FieldError>> {
    read_checked(text, AccountForm::check)
}

/// As [`read_account`], for an account that is only tested: an Exchange server in the house may be
/// missing.
///
/// # Errors
/// As there.
pub fn read_account_for_test(text: &str) -> Result<Account, Vec<FieldError>> {
    read_checked(text, AccountForm::check_for_test)
}

fn read_checked(
    text: &str,
    check: fn(&AccountForm) -> Result<Account, Vec<FieldError>>,
) -> Result<Account, Vec<FieldError>> {
    let mut reader = TableReader::parse(text)?;
    let form = read_form(&mut reader);
    let mut faults = reader.finish();
    let checked = check(&form);
    if let Err(found) = &checked {
        // A field whose value could not even be read is reported once, not again as missing.
        let unread: Vec<String> = faults.iter().map(|it| it.field.clone()).collect();
        faults.extend(
            found
                .iter()
                .filter(|it| !unread.iter().any(|unread| follows(unread, &it.field)))
                .cloned(),
        );
    }
    for fault in &mut faults {
        fault.line = fault.line.or_else(|| reader.line_of(&fault.field));
    }
    match checked {
        Ok(account) if faults.is_empty() => Ok(account),
        _ => Err(faults),
    }
}

/// Whether a fault of `field` may only be there because `unread` could not be read: its default was
/// taken instead.
fn follows(unread: &str, field: &str) -> bool {
    let depends = match unread {
        "usage.mode" => field.starts_with("usage.") || !field.contains('.'),
        "incoming.after_fetch" => field == "remove_after_days",
        "incoming.protocol" => field == "folders",
        _ => false,
    };
    unread == field || depends && !["name", "address", "interval_minutes"].contains(&field)
}

/// Adds their lines to faults that were found only after the file had been read.
pub fn locate(text: &str, faults: &mut [FieldError]) {
    let Ok(reader) = TableReader::parse(text) else {
        return;
    };
    for fault in faults {
        fault.line = fault.line.or_else(|| reader.line_of(&fault.field));
    }
}

fn read_form(reader: &mut TableReader) -> AccountForm {
    let mut form = AccountForm {
        outgoing: None,
        incoming: None,
        ..AccountForm::default()
    };
    form.name = reader.string("name").unwrap_or_default();
    form.address = reader.string("address").unwrap_or_default();
    form.active = reader.boolean("active").unwrap_or(true);
    form.interval = reader
        .number_or_word("interval_minutes")
        .unwrap_or_default();
    let preset = read_preset(reader);
    read_usage(reader, &mut form);
    read_incoming(reader, &mut form, preset);
    read_outgoing(reader, &mut form, preset);
    form
}

fn read_preset(reader: &mut TableReader) -> Option<&'static Preset> {
    let id = reader.string("preset")?;
    let found = preset(&id);
    if found.is_none() {
        reader.fault("preset", Fault::PresetUnknown(id));
    }
    found
}

fn read_usage(reader: &mut TableReader, form: &mut AccountForm) {
    form.mode = reader
        .word("usage.mode", Mode::from_word, &Mode::ALL.map(Mode::word))
        .unwrap_or_default();
    form.owner = reader.number_or_word("usage.benutzer").unwrap_or_default();
    form.datenpool = reader.string("usage.datenpool").unwrap_or_default();
    form.app_copy = reader.string("usage.app_copy").unwrap_or_default();
    form.kanzlei = reader.boolean("usage.kanzlei").unwrap_or(false);
}

fn read_incoming(reader: &mut TableReader, form: &mut AccountForm, preset: Option<&Preset>) {
    let protocol = reader.word("incoming.protocol", Protocol::from_word, &PROTOCOLS);
    form.protocol = protocol.unwrap_or_default();
    read_folders_and_removal(reader, form);
    let preset_server = preset.and_then(|it| it.incoming(form.protocol));
    let wanted = form.mode.fetches() || reader.has_table("incoming");
    if let (Some(preset), None, true) = (preset, preset_server, wanted)
        && !reader.has("incoming.host")
        && form.protocol != Protocol::Exchange
    {
        reader.fault("preset", Fault::PresetWithoutProtocol(preset.name.clone()));
    }
    if !reader.has_table("incoming") && (preset_server.is_none() || !form.mode.fetches()) {
        return;
    }
    let mut server = ServerForm {
        security: preset_server.map(|it| it.security()).unwrap_or_default(),
        ..ServerForm::default()
    };
    read_server(reader, "incoming", &mut server);
    read_exchange(reader, form, &mut server);
    let auth = reader.word("incoming.auth", IncomingAuth::from_word, &AUTHS);
    form.incoming_auth = auth.unwrap_or_default();
    if let Some(from_preset) = preset_server
        && server.host.is_empty()
    {
        server.host.clone_from(&from_preset.host);
        if server.port.is_empty() && server.security == from_preset.security() {
            server.port = from_preset
                .port
                .map(|it| it.to_string())
                .unwrap_or_default();
        }
    }
    if let Some(preset) = preset
        && server.user.is_empty()
    {
        match preset.user(&form.address) {
            Some(user) => server.user = user,
            None => {
                reader.fault("incoming.user", Fault::PresetNeedsUser(preset.name.clone()));
            }
        }
    }
    if server.port.is_empty() {
        server.port = incoming_port(form.protocol, server.security).to_string();
    }
    form.incoming = Some(server);
}

/// What only an Exchange account has.
fn read_exchange(reader: &mut TableReader, form: &mut AccountForm, server: &mut ServerForm) {
    let deployment = reader.word("incoming.deployment", Deployment::from_word, &DEPLOYMENTS);
    form.deployment = deployment.unwrap_or_default();
    if let Some(url) = reader.string("incoming.url") {
        if !server.host.is_empty() {
            reader.fault("incoming.url", Fault::GivenTwice);
        }
        server.host = url;
    }
    form.mailbox = reader.string("incoming.mailbox").unwrap_or_default();
    form.remove_for_good = reader.boolean("incoming.remove_for_good").unwrap_or(false);
    if form.protocol == Protocol::Exchange {
        return;
    }
    for key in ["deployment", "url", "mailbox", "remove_for_good"] {
        let key = format!("incoming.{key}");
        if reader.has(&key) {
            reader.fault(&key, Fault::OnlyWithExchange);
        }
    }
}

fn read_folders_and_removal(reader: &mut TableReader, form: &mut AccountForm) {
    let after = reader.word(
        "incoming.after_fetch",
        |word| match word {
            "leave" => Some(false),
            "remove" => Some(true),
            _ => None,
        },
        &["leave", "remove"],
    );
    form.remove_after_fetch = after.unwrap_or(false);
    if let Some(folders) = reader.strings(&["folders", "incoming.folders"]) {
        form.folders = folders;
    }
    let key = reader.one_of(&["first_fetch", "incoming.first_fetch"]);
    let allowed = ["all", "new", "since:2026-01-31"];
    form.first_fetch = reader
        .word(key, FirstFetch::from_word, &allowed)
        .unwrap_or_default();
    let key = reader.one_of(&["remove_after_days", "incoming.remove_after_days"]);
    form.remove_after_days = reader.number_or_word(key).unwrap_or_default();
}

fn read_outgoing(reader: &mut TableReader, form: &mut AccountForm, preset: Option<&Preset>) {
    let preset_server = preset.and_then(Preset::outgoing);
    if form.protocol == Protocol::Exchange && form.incoming.is_some() {
        if reader.has_table("outgoing") {
            reader.fault("outgoing", Fault::OutgoingNotWithExchange);
            // What stands in it is no fault of its own.
            read_server(reader, "outgoing", &mut ServerForm::default());
            reader.string("outgoing.auth");
        }
        return;
    }
    if !reader.has_table("outgoing") && preset_server.is_none() {
        return;
    }
    let mut server = ServerForm {
        security: preset_server.map(|it| it.security()).unwrap_or_default(),
        ..ServerForm::default()
    };
    read_server(reader, "outgoing", &mut server);
    let auth = reader.word(
        "outgoing.auth",
        |word| match word {
            "same" => Some(AuthChoice::Same),
            "own" => Some(AuthChoice::Own),
            "oauth2" => Some(AuthChoice::Oauth2),
            "none" => Some(AuthChoice::None),
            _ => None,
        },
        &["same", "own", "oauth2", "none"],
    );
    let own_user = preset.and_then(|it| it.outgoing_user(&form.address));
    form.outgoing_auth = auth.unwrap_or(match (&own_user, &server.user) {
        (None, user) if user.is_empty() => AuthChoice::Same,
        _ => AuthChoice::Own,
    });
    if form.outgoing_auth.has_user()
        && server.user.is_empty()
        && let Some(preset) = preset
    {
        server.user = own_user
            .or_else(|| preset.user(&form.address))
            .unwrap_or_default();
    }
    if let Some(from_preset) = preset_server
        && server.host.is_empty()
    {
        server.host.clone_from(&from_preset.host);
        if server.port.is_empty() && server.security == from_preset.security() {
            server.port = from_preset
                .port
                .map(|it| it.to_string())
                .unwrap_or_default();
        }
    }
    if server.port.is_empty() {
        server.port = outgoing_port(server.security).to_string();
    }
    form.outgoing = Some(server);
}

fn read_server(reader: &mut TableReader, table: &str, server: &mut ServerForm) {
    let key = |name: &str| format!("{table}.{name}");
    server.host = reader.string(&key("host")).unwrap_or_default();
    server.port = reader.number_or_word(&key("port")).unwrap_or_default();
    server.user = reader.string(&key("user")).unwrap_or_default();
    if let Some(security) = reader.word(&key("security"), Security::from_word, &SECURITIES) {
        server.security = security;
    }
}

const PROTOCOLS: [&str; 3] = ["imap", "pop3", "exchange"];
const DEPLOYMENTS: [&str; 2] = ["ews", "graph"];
const AUTHS: [&str; 2] = ["password", "oauth2"];
const SECURITIES: [&str; 3] = ["tls", "starttls", "none"];

#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    address: &'a str,
    active: bool,
    interval_minutes: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    folders: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_fetch: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remove_after_days: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    incoming: Option<FileIncoming<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outgoing: Option<FileOutgoing<'a>>,
    usage: FileUsage<'a>,
}

#[derive(Serialize)]
struct FileIncoming<'a> {
    protocol: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    host: Option<&'a str>,
    port: u16,
    security: &'static str,
    user: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deployment: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mailbox: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remove_for_good: Option<bool>,
    after_fetch: &'static str,
}

#[derive(Serialize)]
struct FileOutgoing<'a> {
    host: &'a str,
    port: u16,
    security: &'static str,
    auth: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<&'a str>,
}

#[derive(Serialize)]
struct FileUsage<'a> {
    mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    benutzer: Option<FileOwner>,
    #[serde(skip_serializing_if = "Option::is_none")]
    datenpool: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    app_copy: Option<&'a str>,
    kanzlei: bool,
}

#[derive(Serialize)]
#[serde(untagged)]
enum FileOwner {
    Number(u16),
    Word(&'static str),
}

/// Whether the address of an Exchange server says more than its host.
fn has_own_path(incoming: &Incoming) -> bool {
    incoming.sends() && incoming.exchange.path != EWS_PATH
}

/// The roll-out file of an account: what [`read_account`] reads back as the same account.
pub fn write_account(account: &Account) -> String {
    let incoming = account.incoming.as_ref();
    let remove_after_days = match incoming.map(|it| it.after_fetch) {
        Some(AfterFetch::Remove { after_days }) if after_days > 0 => Some(after_days),
        _ => None,
    };
    let has_folders = |it: &&Incoming| it.protocol != Protocol::Pop3;
    let file = File {
        name: &account.name,
        address: &account.address,
        active: account.active,
        interval_minutes: account.interval_minutes,
        folders: incoming.filter(has_folders).map(|it| it.folders.as_slice()),
        first_fetch: incoming.map(|it| it.first_fetch.word()),
        remove_after_days,
        incoming: incoming.map(|it| FileIncoming {
            protocol: it.protocol.word(),
            host: Some(it.endpoint.host.as_str()).filter(|_| !has_own_path(it)),
            port: it.endpoint.port,
            security: it.endpoint.security.word(),
            user: &it.user,
            deployment: it.sends().then_some(it.exchange.deployment.word()),
            url: has_own_path(it)
                .then(|| format!("https://{}{}", it.endpoint.host, it.exchange.path)),
            mailbox: Some(it.exchange.mailbox.as_str()).filter(|it| !it.is_empty()),
            remove_for_good: it.exchange.for_good.then_some(true),
            // Files of earlier versions do not know the key: it stands only where it says something.
            auth: it.uses_oauth().then_some(it.auth.word()),
            after_fetch: match it.after_fetch {
                AfterFetch::Leave => "leave",
                AfterFetch::Remove { .. } => "remove",
            },
        }),
        outgoing: account.outgoing.as_ref().map(|it| {
            let (auth, user) = match &it.auth {
                OutgoingAuth::Same => ("same", None),
                OutgoingAuth::Own { user } => ("own", Some(user.as_str())),
                OutgoingAuth::Oauth2 { user } => ("oauth2", Some(user.as_str())),
                OutgoingAuth::None => ("none", None),
            };
            let endpoint = &it.endpoint;
            let security = endpoint.security.word();
            FileOutgoing {
                host: &endpoint.host,
                port: endpoint.port,
                security,
                auth,
                user,
            }
        }),
        usage: FileUsage {
            mode: account.usage.mode.word(),
            benutzer: account.usage.owner.map(|owner| match owner {
                Owner::Benutzer(number) => FileOwner::Number(number.value()),
                Owner::Zentral => FileOwner::Word("zentral"),
            }),
            datenpool: account.usage.datenpool.as_deref(),
            app_copy: account.usage.app_copy.as_deref(),
            kanzlei: account.usage.kanzlei,
        },
    };
    // Plain structs of strings and numbers always have a TOML form.
    toml::to_string(&file).unwrap_or_default()
}
