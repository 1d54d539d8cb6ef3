//! `kontorpost account …`

use super::Outcome;
use super::args::Account as Verb;
use super::output::Output;
use crate::domain::account::{Account, AccountId, StoredAccount};
use crate::domain::diagnosis::Side;
use crate::domain::hash::Sha256Hash;
use crate::domain::receiving::standing;
use crate::domain::rollout;
use crate::domain::secret::SignInOf;
use crate::domain::server::{AfterFetch, Incoming, OutgoingAuth, Security};
use crate::domain::usage::{KanzleiMark, Owner};
use crate::i18n::texts;
use crate::service::accounts::Passwords;
use crate::service::receiver_state::words;
use crate::service::{Error, Office, Result, notice};
use serde_json::{Value, json};
use std::io::Read;
use std::path::Path;
use zeroize::Zeroizing;

pub(super) async fn run(office: &Office, verb: Verb, output: Output) -> Result<Outcome> {
    match verb {
        Verb::Discover(wish) => Ok(super::discover::run(&wish, output).await),
        Verb::Add {
            file,
            password_stdin,
            move_kanzlei,
        } => {
            let wish = (password_stdin, mark(move_kanzlei));
            add(office, &file, wish, output).await
        }
        Verb::List => list(office, output),
        Verb::Show { id } => show(office, AccountId(id), output),
        Verb::Folders { id, import } => {
            super::receiver::folders(office, AccountId(id), import.as_deref(), output)
        }
        Verb::Export { id } => {
            let text = rollout::write_account(&office.account(AccountId(id))?.account);
            output.line(text.trim_end());
            Ok(Outcome::Done)
        }
        Verb::Edit {
            id,
            file,
            move_kanzlei,
        } => edit(office, (id, &file), mark(move_kanzlei), output),
        Verb::Password {
            id,
            password_stdin: _,
            outgoing,
        } => password(office, AccountId(id), outgoing, output).await,
        Verb::Remove { id } => {
            let mails = office.remove_account(AccountId(id)).await?;
            output.say(texts::account_removed(id.to_string(), mails));
            output.object(json!({"type": "account-removed", "id": id, "mails_kept": mails}));
            Ok(Outcome::Done)
        }
        Verb::ForgetSecrets { yes } => forget_secrets(office, yes, output).await,
        Verb::Trust {
            id,
            fingerprint,
            outgoing,
        } => {
            let side = match outgoing {
                true => Side::Outgoing,
                false => Side::Incoming,
            };
            trust(office, (AccountId(id), side), fingerprint, output)
        }
        Verb::Signin {
            id,
            device,
            outgoing,
        } => super::oauth::sign_in(office, sign_in_of(id, outgoing), device, output).await,
        Verb::Signout { id, outgoing } => {
            super::oauth::sign_out(office, sign_in_of(id, outgoing), output).await
        }
        Verb::OauthClient(verb) => super::oauth::clients(office, verb, output).await,
        Verb::Test(wanted) => super::account_test::run(office, wanted, output).await,
        Verb::Restore { id } => super::account_test::restore(office, AccountId(id), output),
        Verb::Untrust { id } => {
            let count = office.distrust_certificates(AccountId(id))?;
            output.say(texts::account_untrusted(count));
            output.object(json!({"type": "account-untrusted", "id": id, "count": count}));
            Ok(Outcome::Done)
        }
    }
}

async fn forget_secrets(office: &Office, yes: bool, output: Output) -> Result<Outcome> {
    let question = texts::secrets_ask_forget();
    if !super::desk::is_confirmed(!yes, question, output) {
        return Ok(Outcome::Failed);
    }
    office.forget_secrets().await?;
    output.say(texts::secrets_forgotten());
    output.object(json!({"type": "secrets-forgotten"}));
    Ok(Outcome::Done)
}

/// Reads standard input, as the passwords of one account.
pub(super) fn read_stdin() -> Result<Zeroizing<String>> {
    let mut bytes = Zeroizing::new(Vec::new());
    let stdin = Path::new("stdin");
    std::io::stdin()
        .take(64 << 10)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::file(stdin, &error))?;
    // What cannot be read as text is not quoted: it is a password.
    let text = String::from_utf8(bytes.to_vec()).map_err(|_| Error::File {
        path: "stdin".to_owned(),
        detail: "not UTF-8".to_owned(),
    })?;
    Ok(Zeroizing::new(text))
}

fn mark(moves: bool) -> KanzleiMark {
    match moves {
        true => KanzleiMark::Moves,
        false => KanzleiMark::Stays,
    }
}

fn edit(
    office: &Office,
    (id, file): (i64, &Path),
    mark: KanzleiMark,
    output: Output,
) -> Result<Outcome> {
    let account = office.read_rollout(file)?;
    let moved = office
        .edit_account_with(AccountId(id), &account, mark)
        .map_err(|error| office.refused_rollout(error, file))?;
    warn_unencrypted(&account, output);
    output.say(texts::account_edited(id.to_string()));
    tell_moved(moved, output);
    output.object(json!({
        "type": "account-edited", "id": id, "kanzlei_from": moved.map(|it| it.0),
    }));
    Ok(Outcome::Done)
}

fn tell_moved(from: Option<AccountId>, output: Output) {
    if let Some(from) = from {
        output.say(texts::account_kanzlei_moved(from.to_string()));
    }
}

async fn add(
    office: &Office,
    file: &Path,
    (with_password, mark): (bool, KanzleiMark),
    output: Output,
) -> Result<Outcome> {
    let account = office.read_rollout(file)?;
    let passwords = match with_password {
        true => Passwords::from_lines(&read_stdin()?, &account),
        false => Passwords::default(),
    };
    if with_password && passwords.incoming.is_none() && passwords.outgoing.is_none() {
        output.refusal("password-empty", texts::account_password_empty());
        return Ok(Outcome::Failed);
    }
    let added = office.add_account_with(&account, passwords, mark).await;
    let added = added.map_err(|error| office.refused_rollout(error, file))?;
    warn_unencrypted(&account, output);
    let id = added.id.to_string();
    output.say(match added.revived_mails {
        None => texts::account_added(&id, &account.name, &account.address),
        Some(mails) => texts::account_revived(&id, &account.name, &account.address, mails),
    });
    let uses_oauth = account.incoming.as_ref().is_some_and(Incoming::uses_oauth);
    if account
        .outgoing
        .as_ref()
        .is_some_and(|it| it.auth.uses_oauth())
    {
        output.say(texts::account_not_signed_in_to_send(&id));
    }
    match (uses_oauth, with_password) {
        (true, _) => output.say(texts::account_not_signed_in(&id)),
        (false, false) => output.say(texts::account_no_password(&id)),
        (false, true) => {}
    }
    tell_moved(added.kanzlei_from, output);
    output.object(json!({
        "type": "account-added",
        "id": added.id.0,
        "revived": added.revived_mails.is_some(),
        "mails": added.revived_mails.unwrap_or(0),
        "kanzlei_from": added.kanzlei_from.map(|it| it.0),
    }));
    Ok(Outcome::Done)
}

fn warn_unencrypted(account: &Account, output: Output) {
    let incoming = account.incoming.as_ref().map(|it| &it.endpoint);
    let outgoing = account.outgoing.as_ref().map(|it| &it.endpoint);
    for endpoint in [incoming, outgoing].into_iter().flatten() {
        if endpoint.security == Security::None {
            output.log(texts::account_unencrypted(&endpoint.host));
        }
    }
}

async fn password(
    office: &Office,
    id: AccountId,
    outgoing: bool,
    output: Output,
) -> Result<Outcome> {
    let account = office.account(id)?.account;
    let text = read_stdin()?;
    let mut passwords = Passwords::from_lines(&text, &account);
    if outgoing {
        let only = Passwords::from_lines(
            &text,
            &Account {
                incoming: None,
                ..account
            },
        );
        passwords = Passwords {
            incoming: None,
            outgoing: only.outgoing,
        };
    }
    if passwords.incoming.is_none() && passwords.outgoing.is_none() {
        output.refusal("password-empty", texts::account_password_empty());
        return Ok(Outcome::Failed);
    }
    office.change_passwords(id, passwords).await?;
    output.say(texts::account_password_kept(id.to_string()));
    output.object(json!({"type": "account-password", "id": id.0}));
    Ok(Outcome::Done)
}

fn trust(
    office: &Office,
    (id, side): (AccountId, Side),
    fingerprint: Sha256Hash,
    output: Output,
) -> Result<Outcome> {
    let pin = office.trust_certificate(id, side, fingerprint)?;
    output.say(texts::account_trusted(
        fingerprint.to_string(),
        &pin.host,
        pin.port.to_string(),
    ));
    output.object(json!({
        "type": "account-trusted", "id": id.0, "host": pin.host, "port": pin.port,
        "fingerprint": fingerprint.to_string(),
    }));
    Ok(Outcome::Done)
}

fn state(stored: &StoredAccount, output: Output) -> String {
    let now = jiff::Timestamp::now().as_second();
    words(&standing(stored, now), now).show(output.language)
}

fn list(office: &Office, output: Output) -> Result<Outcome> {
    let accounts = office.paced_accounts()?;
    if output.json {
        for stored in &accounts {
            output.object(object(stored));
        }
        return Ok(Outcome::Done);
    }
    if accounts.is_empty() {
        output.say(texts::account_none());
        return Ok(Outcome::Done);
    }
    let heading = vec![
        texts::account_head_id(),
        texts::account_head_active(),
        texts::account_head_name(),
        texts::account_head_mode(),
        texts::account_head_server(),
        texts::account_head_state(),
    ];
    let row = |stored: &StoredAccount| {
        let account = &stored.account;
        let server = account.incoming.as_ref().map(|it| {
            format!(
                "{} {}:{}",
                it.protocol.word(),
                it.endpoint.host,
                it.endpoint.port
            )
        });
        let owner = account
            .usage
            .owner
            .map(|it| format!(" {}", it.word()))
            .unwrap_or_default();
        let mode = notice::mode(account.usage.mode).show(output.language);
        vec![
            stored.id.to_string(),
            output.yes_no(account.active),
            format!("{} <{}>", account.name, account.address),
            format!("{mode}{owner}"),
            server.unwrap_or_default(),
            state(stored, output),
        ]
    };
    output.table(heading, accounts.iter().map(row).collect());
    Ok(Outcome::Done)
}

/// The sign-in of an account, or that of its outgoing server alone.
fn sign_in_of(id: i64, outgoing: bool) -> SignInOf {
    match outgoing {
        true => SignInOf::outgoing(AccountId(id)),
        false => AccountId(id).into(),
    }
}

fn show(office: &Office, id: AccountId, output: Output) -> Result<Outcome> {
    let stored = office.account(id)?;
    if output.json {
        output.object(object(&stored));
        return Ok(Outcome::Done);
    }
    output.line(&format!("# {} · {}", stored.id, state(&stored, output)));
    if let Some(error) = &stored.state.last_error {
        output.line(&format!("# {error}"));
    }
    let now = jiff::Timestamp::now().as_second();
    let both = [SignInOf::from(id), SignInOf::outgoing(id)];
    for of in both {
        let Some(signed_in) = office.signed_in(of)? else {
            continue;
        };
        for words in crate::service::oauth_words::standing(&signed_in, now) {
            output.line(&format!("# {}", words.show(output.language)));
        }
    }
    for pin in office.pinned_certificates(id)? {
        output.line(&format!("# {}:{} {}", pin.host, pin.port, pin.fingerprint));
    }
    output.line(rollout::write_account(&stored.account).trim_end());
    Ok(Outcome::Done)
}

fn object(stored: &StoredAccount) -> Value {
    let account = &stored.account;
    let incoming = account.incoming.as_ref().map(|it| {
        let (after_fetch, days) = match it.after_fetch {
            AfterFetch::Leave => ("leave", None),
            AfterFetch::Remove { after_days } => ("remove", Some(after_days)),
        };
        json!({
            "protocol": it.protocol.word(), "host": it.endpoint.host, "port": it.endpoint.port,
            "security": it.endpoint.security.word(), "user": it.user, "auth": it.auth.word(),
            "after_fetch": after_fetch, "remove_after_days": days,
            "folders": it.folders, "first_fetch": it.first_fetch.word(),
        })
    });
    let outgoing = account.outgoing.as_ref().map(|it| {
        let (auth, user) = match &it.auth {
            OutgoingAuth::Same => ("same", None),
            OutgoingAuth::Own { user } => ("own", Some(user)),
            OutgoingAuth::Oauth2 { user } => ("oauth2", Some(user)),
            OutgoingAuth::None => ("none", None),
        };
        json!({
            "host": it.endpoint.host, "port": it.endpoint.port,
            "security": it.endpoint.security.word(), "auth": auth, "user": user,
        })
    });
    let usage = &account.usage;
    let state = &stored.state;
    let standing = standing(stored, jiff::Timestamp::now().as_second());
    json!({
        "type": "account",
        "id": stored.id.0,
        "name": account.name,
        "address": account.address,
        "active": account.active,
        "interval_minutes": account.interval_minutes,
        "incoming": incoming,
        "outgoing": outgoing,
        "usage": {
            "mode": usage.mode.word(), "benutzer": usage.owner.map(Owner::word),
            "datenpool": usage.datenpool, "app_copy": usage.app_copy, "kanzlei": usage.kanzlei,
        },
        "state": {
            "paused_at": state.paused_at, "last_attempt_at": state.last_attempt_at,
            "last_success_at": state.last_success_at, "last_error": state.last_error,
            "failures": state.failures, "light": standing.light.word(),
            "reason": standing.reason.word(), "next_at": standing.next_at,
        },
    })
}
