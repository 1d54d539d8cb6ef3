//! The token end point: codes, refresh tokens and device codes become access tokens.

use super::code::CodeRequest;
use super::http::{self, Answer};
use crate::domain::oauth::{Endpoints, OauthClient, OauthError, OauthFault, Provider};
use crate::domain::secret::Secret;
use crate::transport::connect::Connector;
use crate::transport::error::printable;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Seconds that an access token is good for where the provider does not say.
const USUAL_LIFE: u64 = 3_600;

/// No access token is believed to be good for longer, in seconds.
const LONGEST_LIFE: u64 = 30 * 86_400;

/// Characters of a provider's words that are kept.
const WORDS_LIMIT: usize = 300;

/// A provider's token service, as the office's registration may use it.
pub struct TokenService<'a> {
    /// Makes connections.
    pub connector: &'a Connector,
    /// Where it is.
    pub endpoints: &'a Endpoints,
    /// The registration.
    pub client: &'a OauthClient,
    /// The client key, where the provider hands one out.
    pub key: Option<&'a Secret>,
}

/// What the provider has handed out.
#[derive(Debug, Clone)]
pub struct Tokens {
    /// For servers.
    pub access: Secret,
    /// Seconds that it is good for.
    pub life: u64,
    /// For the next access token, where the provider gives (another) one.
    pub refresh: Option<Secret>,
    /// Seconds that the refresh token is good for, where the provider says so.
    pub refresh_life: Option<u64>,
    /// The name of the person, where the provider says one.
    pub name: Option<String>,
}

/// What a person types on another machine (RFC 8628).
#[derive(Debug, Clone)]
pub struct DeviceCode {
    device: Secret,
    /// The code to type.
    pub user_code: String,
    /// The page to type it at.
    pub page: String,
    /// Seconds until it is worth nothing.
    pub life: u64,
    interval: u64,
}

impl TokenService<'_> {
    async fn post(&self, url: &str, pairs: &[(&str, &str)]) -> Result<Answer, OauthError> {
        let mut all = vec![("client_id", self.client.client_id.as_str())];
        if let Some(key) = self.key {
            all.push(("client_secret", key.reveal()));
        }
        all.extend_from_slice(pairs);
        http::post(self.connector, url, &all).await
    }

    async fn tokens(&self, pairs: &[(&str, &str)]) -> Result<Tokens, OauthError> {
        let answer = self.post(&self.endpoints.token, pairs).await?;
        self.read_tokens(&answer)
    }

    fn read_tokens(&self, answer: &Answer) -> Result<Tokens, OauthError> {
        let json = &answer.json;
        if let Some(refused) = refusal(answer) {
            return Err(refused);
        }
        let text = |name: &str| {
            json.get(name)
                .and_then(Value::as_str)
                .filter(|it| !it.is_empty())
        };
        let kind = text("token_type").unwrap_or("bearer");
        let access = text("access_token").filter(|it| !it.contains(char::is_control));
        let (Some(access), true) = (access, kind.eq_ignore_ascii_case("bearer")) else {
            return Err(unreadable(answer));
        };
        Ok(Tokens {
            access: Secret::bearer(access.to_owned()),
            life: number(json, "expires_in")
                .unwrap_or(USUAL_LIFE)
                .min(LONGEST_LIFE),
            refresh: text("refresh_token").map(|it| Secret::new(it.to_owned())),
            refresh_life: number(json, "refresh_token_expires_in"),
            name: text("id_token").and_then(|it| self.name(it)),
        })
    }

    /// The name in an ID token. It came over a protected connection from the provider itself, which
    /// stands for its signature (OpenID Connect Core section 3.1.3.7, number 6).
    fn name(&self, token: &str) -> Option<String> {
        let claims = token.split('.').nth(1)?;
        let claims = URL_SAFE_NO_PAD.decode(claims.trim_end_matches('=')).ok()?;
        let claims: Value = serde_json::from_slice(&claims).ok()?;
        let id = Some(self.client.client_id.as_str());
        let audience = claims.get("aud")?;
        let mut several = audience.as_array().into_iter().flatten();
        if audience.as_str() != id && !several.any(|it| it.as_str() == id) {
            return None;
        }
        let names = ["preferred_username", "email", "upn", "sub"];
        let name = names.into_iter().find_map(|it| claims.get(it)?.as_str())?;
        Some(printable(name.as_bytes()).chars().take(254).collect())
    }

    /// Turns the code that came back from the browser into tokens.
    ///
    /// # Errors
    /// [`OauthError`] with the provider's words.
    pub async fn redeem(&self, code: &Secret, request: &CodeRequest) -> Result<Tokens, OauthError> {
        self.tokens(&[
            ("grant_type", "authorization_code"),
            ("code", code.reveal()),
            ("redirect_uri", &request.redirect),
            ("code_verifier", request.verifier.reveal()),
        ])
        .await
    }

    /// A new access token. A new refresh token that comes with it must be kept before the access
    /// token is used: the old one may be worth nothing by now.
    ///
    /// # Errors
    /// [`OauthError`] with the provider's words.
    pub async fn renew(&self, refresh: &Secret, scope: &str) -> Result<Tokens, OauthError> {
        self.tokens(&[
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh.reveal()),
            ("scope", scope),
        ])
        .await
    }

    /// Tells the provider that a refresh token is no longer wanted; says whether it takes such word
    /// at all.
    ///
    /// # Errors
    /// [`OauthError`] with the provider's words.
    pub async fn revoke(&self, refresh: &Secret) -> Result<bool, OauthError> {
        let Some(url) = &self.endpoints.revoke else {
            return Ok(false);
        };
        let pairs = [
            ("token", refresh.reveal()),
            ("token_type_hint", "refresh_token"),
        ];
        let answer = self.post(url, &pairs).await?;
        match answer.status {
            200..=299 => Ok(true),
            _ => Err(refusal(&answer).unwrap_or_else(|| unreadable(&answer))),
        }
    }

    /// Asks for a code to type on another machine.
    ///
    /// # Errors
    /// [`OauthFault::NoDeviceCode`] where the provider has none; else with its words.
    pub async fn device_code(&self, scope: &str) -> Result<DeviceCode, OauthError> {
        let url = self.endpoints.device.as_ref();
        let url = url.ok_or(OauthFault::NoDeviceCode(self.client.provider))?;
        let mut pairs = vec![("scope", scope)];
        if self.client.provider == Provider::Own {
            pairs.push(("prompt", "consent"));
        }
        let answer = self.post(url, &pairs).await?;
        if let Some(refused) = refusal(&answer) {
            return Err(refused);
        }
        let json = &answer.json;
        let text = |name: &str| json.get(name).and_then(Value::as_str);
        let page = text("verification_uri").or(text("verification_url"));
        let (Some(device), Some(user_code), Some(page)) =
            (text("device_code"), text("user_code"), page)
        else {
            return Err(unreadable(&answer));
        };
        Ok(DeviceCode {
            device: Secret::new(device.to_owned()),
            user_code: printable(user_code.as_bytes()).chars().take(40).collect(),
            page: printable(page.as_bytes()).chars().take(200).collect(),
            life: number(json, "expires_in").unwrap_or(900),
            interval: number(json, "interval").unwrap_or(5).clamp(1, 60),
        })
    }

    /// Waits until the person has typed the code.
    ///
    /// # Errors
    /// [`OauthFault::TimedOut`] when nobody does; else with the provider's words.
    pub async fn wait_for(&self, code: &DeviceCode) -> Result<Tokens, OauthError> {
        let end = Instant::now() + Duration::from_secs(code.life.min(1_800));
        let mut interval = code.interval;
        while Instant::now() < end {
            sleep(Duration::from_secs(interval)).await;
            let pairs = [
                ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
                ("device_code", code.device.reveal()),
            ];
            let answer = match self.post(&self.endpoints.token, &pairs).await {
                Ok(answer) => answer,
                // RFC 8628 section 3.5: a connection that fails is no answer; ask less often.
                Err(error) if error.fault == OauthFault::Unreachable => {
                    interval = (interval * 2).min(60);
                    continue;
                }
                Err(error) => return Err(error),
            };
            match answer.json.get("error").and_then(Value::as_str) {
                Some("authorization_pending") => {}
                Some("slow_down") => interval = (interval + 5).min(60),
                _ => return self.read_tokens(&answer),
            }
        }
        Err(OauthFault::TimedOut.into())
    }
}

/// Numbers have been seen as words.
fn number(json: &Value, name: &str) -> Option<u64> {
    let value = json.get(name)?;
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

fn unreadable(answer: &Answer) -> OauthError {
    let fault = match answer.status {
        429 | 500..=599 => OauthFault::Unreachable,
        _ => OauthFault::Answer,
    };
    OauthError {
        fault,
        detail: format!("HTTP {}", answer.status),
    }
}

/// The refusal in an answer, if it is one.
fn refusal(answer: &Answer) -> Option<OauthError> {
    let text = |name: &str| answer.json.get(name).and_then(Value::as_str);
    let Some(error) = text("error") else {
        let is_fine = (200..300).contains(&answer.status);
        return (!is_fine).then(|| unreadable(answer));
    };
    Some(refused(
        error,
        text("error_description").unwrap_or_default(),
    ))
}

/// A refusal in the provider's words.
pub(super) fn refused(error: &str, description: &str) -> OauthError {
    let words = format!("{error}: {description}");
    let words: String = printable(words.as_bytes());
    OauthError {
        fault: OauthFault::of_answer(error, description),
        detail: words.chars().take(WORDS_LIMIT).collect(),
    }
}
