//! `kontorpost account signin`, `signout` and `oauth-client`.

use super::Outcome;
use super::args::OauthClientVerb as Verb;
use super::output::Output;
use crate::domain::oauth::{OauthClient, Provider};
use crate::domain::secret::{SecretPurpose, SignInOf};
use crate::i18n::{Arg, texts};
use crate::service::account_save::Keeping;
use crate::service::browser::open_page;
use crate::service::oauth::{Grant, SignInWish};
use crate::service::oauth_words;
use crate::service::{Office, Result};
use serde_json::json;

pub(super) async fn sign_in(
    office: &Office,
    of: SignInOf,
    device: bool,
    output: Output,
) -> Result<Outcome> {
    let id = of.account;
    let account = office.account(id)?.account;
    let wish = match of.purpose {
        SecretPurpose::Incoming => SignInWish::of(&account),
        SecretPurpose::Outgoing => SignInWish::of_outgoing(&account),
    };
    let Some(wish) = wish else {
        output.refusal("not-oauth", texts::signin_password_account(id.to_string()));
        return Ok(Outcome::Failed);
    };
    // Before anybody has signed in in vain.
    office.may_change()?;
    let grant = match device {
        true => with_code(office, &wish, output).await?,
        false => in_browser(office, &wish, output).await?,
    };
    office.keep_sign_in(of, &grant, Keeping::Keychain).await?;
    let signed_in = &grant.signed_in;
    let name = signed_in.name.clone().unwrap_or_default();
    output.say(texts::signin_done(id.to_string(), &name));
    if let Some(at) = signed_in.ends_at {
        output.say(texts::signin_ends(Arg::Moment(at)));
    }
    output.object(json!({
        "type": "account-signed-in", "id": id.0, "provider": signed_in.provider.word(),
        "name": signed_in.name, "ends_at": signed_in.ends_at,
    }));
    Ok(Outcome::Done)
}

async fn in_browser(office: &Office, wish: &SignInWish, output: Output) -> Result<Grant> {
    let begun = office.begin_sign_in(wish).await?;
    let opened = open_page(begun.url()).is_ok();
    output.object(json!({"type": "sign-in", "url": begun.url(), "opened": opened}));
    if !output.json {
        output.log(match opened {
            true => texts::signin_opened(),
            false => texts::signin_open_yourself(),
        });
        output.line(begun.url());
    }
    begun.finish(output.language).await
}

async fn with_code(office: &Office, wish: &SignInWish, output: Output) -> Result<Grant> {
    let begun = office.begin_device_sign_in(wish).await?;
    output.say(texts::signin_code(
        begun.page(),
        begun.code(),
        begun.minutes(),
    ));
    output.object(json!({
        "type": "sign-in-code", "page": begun.page(), "code": begun.code(),
        "minutes": begun.minutes(),
    }));
    begun.finish().await
}

pub(super) async fn sign_out(office: &Office, of: SignInOf, output: Output) -> Result<Outcome> {
    let id = of.account;
    let out = office.sign_out(of).await?;
    output.say(texts::signout_done(id.to_string()));
    if !out.revoked {
        output.say(oauth_words::left_with(out.provider));
    }
    output.object(json!({
        "type": "account-signed-out", "id": id.0, "provider": out.provider.word(),
        "revoked": out.revoked,
    }));
    Ok(Outcome::Done)
}

pub(super) async fn clients(office: &Office, verb: Verb, output: Output) -> Result<Outcome> {
    match verb {
        Verb::List => list(office, output)?,
        Verb::Import { file } => {
            let read = office.read_oauth_file(&file)?;
            office.set_oauth_client(&read).await?;
            let provider = oauth_words::provider(read.client.provider);
            output.say(texts::oauth_client_kept(provider));
            output.object(object(&read.client, "oauth-client-kept"));
        }
        Verb::Remove { provider } => {
            let removed = office.remove_oauth_client(provider).await?;
            output.say(match removed {
                true => texts::oauth_client_removed(oauth_words::provider(provider)),
                false => texts::oauth_client_none(),
            });
            output.object(json!({
                "type": "oauth-client-removed", "provider": provider.word(), "removed": removed,
            }));
        }
        Verb::Guide { provider } => {
            let guide = oauth_words::guide(provider).show(output.language);
            output.line(guide.trim_end());
        }
    }
    Ok(Outcome::Done)
}

fn list(office: &Office, output: Output) -> Result<()> {
    let clients = office.oauth_clients()?;
    for client in &clients {
        output.object(object(client, "oauth-client"));
        if !output.json {
            let provider = oauth_words::provider(client.provider).show(output.language);
            let place = match client.provider {
                Provider::Own => &client.issuer,
                _ => &client.tenant,
            };
            output.line(format!("{provider}: {} {place}", client.client_id).trim_end());
        }
    }
    if clients.is_empty() {
        output.say(texts::oauth_client_none());
    }
    Ok(())
}

fn object(client: &OauthClient, kind: &str) -> serde_json::Value {
    json!({
        "type": kind, "provider": client.provider.word(), "client_id": client.client_id,
        "tenant": client.tenant, "issuer": client.issuer, "scope": client.scope,
    })
}
