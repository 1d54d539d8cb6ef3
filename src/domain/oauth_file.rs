//! The file with the office's registration that an administrator hands out: a few lines of TOML.
//!
//! ```toml
//! provider = "microsoft"          # "google", "own"
//! client_id = "…"
//! tenant = "kanzlei.example"      # Microsoft: directory
//! client_key = "…"                # Google
//! issuer = "https://…"            # own
//! scope = "…"                     # own
//! ```

use crate::domain::account::{Fault, FieldError};
use crate::domain::oauth::{OauthClient, Provider};
use crate::domain::rollout_table::TableReader;
use crate::domain::secret::Secret;

/// Characters of a field at the most.
const LONGEST: usize = 1_000;

/// A registration, and the client key where the file holds one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientFile {
    /// The registration.
    pub client: OauthClient,
    /// The client key; goes to the keychain.
    pub key: Option<Secret>,
}

/// Reads such a file.
///
/// # Errors
/// Every fault with its field and line.
pub fn read(text: &str) -> Result<ClientFile, Vec<FieldError>> {
    let mut reader = TableReader::parse(text)?;
    let words = Provider::ALL.map(Provider::word);
    let provider = reader.word("provider", Provider::from_word, &words);
    let is_told = provider.is_some() || reader.has("provider");
    let mut client = OauthClient {
        provider: provider.unwrap_or(Provider::Own),
        client_id: String::new(),
        tenant: String::new(),
        issuer: String::new(),
        scope: String::new(),
    };
    client.client_id = reader.string("client_id").unwrap_or_default();
    client.tenant = reader.string("tenant").unwrap_or_default();
    client.issuer = reader.string("issuer").unwrap_or_default();
    client.scope = reader.string("scope").unwrap_or_default();
    let key = reader.string("client_key").map(Secret::new);
    let mut faults = reader.finish();
    if !is_told {
        faults.push(FieldError::new("provider", Fault::Missing));
    } else if provider.is_some() {
        faults.extend(check(&client).err().unwrap_or_default());
        if provider == Some(Provider::Google) && key.is_none() {
            faults.push(FieldError::new("client_key", Fault::Missing));
        }
    }
    for fault in &mut faults {
        fault.line = fault.line.or_else(|| reader.line_of(&fault.field));
    }
    match faults.is_empty() {
        true => Ok(ClientFile {
            client: trimmed(&client),
            key: key.filter(|it| !it.reveal().trim().is_empty()),
        }),
        false => Err(faults),
    }
}

fn trimmed(client: &OauthClient) -> OauthClient {
    let trim = |text: &str| text.trim().to_owned();
    OauthClient {
        provider: client.provider,
        client_id: trim(&client.client_id),
        tenant: trim(&client.tenant),
        issuer: trim(&client.issuer).trim_end_matches('/').to_owned(),
        scope: trim(&client.scope),
    }
}

/// Checks a registration; gives it back without blanks around its values.
///
/// # Errors
/// Every fault with its field.
pub fn check(client: &OauthClient) -> Result<OauthClient, Vec<FieldError>> {
    let client = trimmed(client);
    let mut faults = Vec::new();
    let mut require = |field: &str, text: &str| {
        if text.is_empty() {
            faults.push(FieldError::new(field, Fault::Missing));
        }
    };
    require("client_id", &client.client_id);
    if client.provider == Provider::Own {
        require("issuer", &client.issuer);
    }
    let values = [
        ("client_id", &client.client_id),
        ("tenant", &client.tenant),
        ("issuer", &client.issuer),
        ("scope", &client.scope),
    ];
    for (field, value) in values {
        let is_bad = |c: char| c.is_control() || (field != "scope" && c.is_whitespace());
        if value.contains(is_bad) || value.chars().count() > LONGEST {
            faults.push(FieldError::new(field, Fault::ControlCharacter));
        }
    }
    // It becomes part of an address.
    let is_tenant = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
    if !client.tenant.chars().all(is_tenant) {
        let fault = Fault::HostInvalid(client.tenant.clone());
        faults.push(FieldError::new("tenant", fault));
    }
    let is_here = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
    let is_protected = client.issuer.starts_with("https://");
    if !client.issuer.is_empty()
        && !is_protected
        && !is_here.iter().any(|it| client.issuer.starts_with(it))
    {
        let allowed = "https://…".to_owned();
        let given = client.issuer.clone();
        faults.push(FieldError::new(
            "issuer",
            Fault::WordUnknown { given, allowed },
        ));
    }
    match faults.is_empty() {
        true => Ok(client),
        false => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_and_its_faults_are_named() {
        let file = read("provider = \"google\"\nclient_id = \" x \"\nclient_key = \"k\"").unwrap();
        assert_eq!(file.client.client_id, "x");
        assert_eq!(file.key.as_ref().unwrap().reveal(), "k");
        assert!(!format!("{file:?}").contains("\"k\""));
        let faults = |text: &str| -> Vec<(String, Option<usize>)> {
            let found = read(text).unwrap_err().into_iter();
            found.map(|it| (it.field, it.line)).collect()
        };
        assert_eq!(faults("client_id = \"x\""), [("provider".to_owned(), None)]);
        assert_eq!(
            faults("provider = \"google\"\nclient_id = \"x\""),
            [("client_key".to_owned(), None)]
        );
        assert_eq!(
            faults("provider = \"apple\"\nclient_id = \"x\""),
            [("provider".to_owned(), Some(1))]
        );
        assert_eq!(
            faults("provider = \"microsoft\"\nclient_id = \"x\"\ntenant = \"a/b\""),
            [("tenant".to_owned(), Some(3))]
        );
        assert_eq!(
            faults("provider = \"own\"\nclient_id = \"x\"\nissuer = \"http://op.example\""),
            [("issuer".to_owned(), Some(3))]
        );
        assert_eq!(
            faults("provider = \"microsoft\"\nclient_id = \"x\"\ntennant = \"a\""),
            [("tennant".to_owned(), Some(3))]
        );
        let own = "provider = \"own\"\nclient_id = \"x\"\nissuer = \"http://127.0.0.1:1/\"";
        assert_eq!(read(own).unwrap().client.issuer, "http://127.0.0.1:1");
    }
}
