//! Where a provider is reached: known, or asked of its issuer (OpenID Connect Discovery 1.0, RFC 8414).

use super::http;
use crate::domain::oauth::{Endpoints, OauthClient, OauthError, OauthFault};
use crate::transport::connect::Connector;

/// The end points of the provider that the office is registered with.
///
/// # Errors
/// [`OauthError`] when an own issuer cannot be asked or answers for somebody else.
pub async fn endpoints(
    connector: &Connector,
    client: &OauthClient,
) -> Result<Endpoints, OauthError> {
    if let Some(known) = client.endpoints() {
        return Ok(known);
    }
    let issuer = client.issuer.trim().trim_end_matches('/');
    let url = format!("{issuer}/.well-known/openid-configuration");
    let answer = http::get(connector, &url).await?;
    let text = |name: &str| answer.json.get(name)?.as_str().map(str::to_owned);
    let wrong = |detail: &str| OauthError {
        fault: OauthFault::Answer,
        detail: format!("{issuer}: {detail}"),
    };
    if answer.status != 200 {
        return Err(wrong(&format!("HTTP {}", answer.status)));
    }
    let said = text("issuer").unwrap_or_default();
    // RFC 8414 section 3.3: whoever speaks for another issuer must not be used.
    if said.trim_end_matches('/') != issuer {
        return Err(wrong("another issuer answers"));
    }
    let required = |name: &str| text(name).ok_or_else(|| wrong(&format!("no {name}")));
    let found = Endpoints {
        authorize: required("authorization_endpoint")?,
        token: required("token_endpoint")?,
        device: text("device_authorization_endpoint"),
        revoke: text("revocation_endpoint"),
        issuer: Some(said),
    };
    let all = [Some(&found.authorize), Some(&found.token)];
    let more = [found.device.as_ref(), found.revoke.as_ref()];
    for url in all.into_iter().chain(more).flatten() {
        http::endpoint(url)?;
    }
    Ok(found)
}
