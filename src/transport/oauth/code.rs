//! The question that the browser puts to the provider (RFC 6749 section 4.1.1) with its PKCE
//! challenge (RFC 7636) and its state.

use super::form;
use crate::domain::hash::Sha256Hash;
use crate::domain::oauth::{Endpoints, OauthClient, OauthError, OauthFault, Provider};
use crate::domain::secret::Secret;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// One sign-in in the browser, from its question to its answer.
pub struct CodeRequest {
    /// The page to open. Holds the state, so it belongs into no log.
    pub url: Secret,
    /// Comes back with the answer, so that nobody can slip in another one's.
    pub(super) state: Secret,
    /// Proves to the provider that the question was ours.
    pub(super) verifier: Secret,
    pub(super) redirect: String,
    pub(super) issuer: Option<String>,
}

impl CodeRequest {
    /// A question for these rights. `hint` is the address that is to sign in.
    ///
    /// # Errors
    /// [`OauthFault::Refused`] when the system has no random numbers.
    pub fn new(
        client: &OauthClient,
        endpoints: &Endpoints,
        (scope, hint): (&str, &str),
        redirect: String,
    ) -> Result<Self, OauthError> {
        let (state, verifier) = (random()?, random()?);
        let digest = Sha256Hash::of(verifier.reveal().as_bytes());
        let challenge = URL_SAFE_NO_PAD.encode(digest.0);
        let mut pairs = vec![
            ("response_type", "code"),
            ("client_id", client.client_id.as_str()),
            ("redirect_uri", redirect.as_str()),
            ("scope", scope),
            ("state", state.reveal()),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
        ];
        if !hint.is_empty() {
            pairs.push(("login_hint", hint));
        }
        match client.provider {
            Provider::Google => pairs.extend([("access_type", "offline"), ("prompt", "consent")]),
            // OpenID Connect Core section 11: offline access is granted with consent only.
            Provider::Own => pairs.push(("prompt", "consent")),
            Provider::Microsoft => {}
        }
        let joint = match endpoints.authorize.contains('?') {
            true => '&',
            false => '?',
        };
        let url = format!("{}{joint}{}", endpoints.authorize, form::encode(&pairs));
        Ok(Self {
            url: Secret::new(url),
            issuer: endpoints.issuer.clone(),
            state,
            verifier,
            redirect,
        })
    }
}

/// 32 random bytes as 43 letters.
fn random() -> Result<Secret, OauthError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| OauthError {
        fault: OauthFault::Refused,
        detail: error.to_string(),
    })?;
    Ok(Secret::new(URL_SAFE_NO_PAD.encode(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::oauth::Resource;

    #[test]
    fn every_question_is_another() {
        let client = OauthClient {
            provider: Provider::Microsoft,
            client_id: "id".to_owned(),
            tenant: String::new(),
            issuer: String::new(),
            scope: String::new(),
        };
        let endpoints = client.endpoints().unwrap();
        let scope = client.scope(Resource::Mail);
        let ask = || {
            let what = (scope.as_str(), "a@b.example");
            CodeRequest::new(&client, &endpoints, what, "http://localhost:1".to_owned()).unwrap()
        };
        let (one, other) = (ask(), ask());
        assert!(one.state != other.state && one.verifier != other.verifier);
        let (page, query) = one.url.reveal().split_once('?').unwrap();
        assert_eq!(
            page,
            "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize"
        );
        let pairs = form::decode(query);
        let of = |name: &str| pairs.iter().find(|it| it.0 == name).unwrap().1.as_str();
        assert_eq!(of("redirect_uri"), "http://localhost:1");
        assert_eq!(of("code_challenge_method"), "S256");
        assert_eq!(of("login_hint"), "a@b.example");
        assert!(of("scope").contains("IMAP.AccessAsUser.All"));
        assert_eq!(one.verifier.reveal().len(), 43);
        assert!(!query.contains(one.verifier.reveal()));
    }
}
