//! Signing in in the browser, in words.

use super::notice::Notice;
use super::oauth::SignInDue;
use crate::domain::account::AccountId;
use crate::domain::oauth::{OauthError, OauthFault, Provider, SignedIn};
use crate::domain::proxy::ProxyFault;
use crate::domain::secret::SecretPurpose;
use crate::i18n::{Arg, Text, texts};

/// A failed sign-in: what happened and what to do.
pub(super) fn notice(account: Option<AccountId>, error: &OauthError) -> Notice {
    let (message, advice) = fault(error.fault);
    let advice = match (error.fault, account) {
        (OauthFault::NotSignedIn | OauthFault::Ended, Some(id)) => {
            texts::oauth_sign_in_again_advice(id.to_string())
        }
        _ => advice,
    };
    Notice::new("oauth", message).advise(advice).detail(error)
}

/// What happened, and what to do about it.
pub fn fault(fault: OauthFault) -> (Text, Text) {
    use OauthFault as F;
    match fault {
        F::NoClient(it) => (
            texts::oauth_no_client(provider(it)),
            texts::oauth_no_client_advice(),
        ),
        F::NotSignedIn => (
            texts::oauth_not_signed_in(),
            texts::oauth_not_signed_in_advice(),
        ),
        F::Ended => (texts::oauth_ended(), texts::oauth_ended_advice()),
        F::ConsentMissing => (texts::oauth_consent(), texts::oauth_consent_advice()),
        F::SecondFactor => (
            texts::oauth_second_factor(),
            texts::oauth_second_factor_advice(),
        ),
        F::Policy => (texts::oauth_policy(), texts::oauth_policy_advice()),
        F::UserNotAllowed => (texts::oauth_user(), texts::oauth_user_advice()),
        F::PersonalAccount => (texts::oauth_personal(), texts::oauth_personal_advice()),
        F::AppUnknown => (
            texts::oauth_app_unknown(),
            texts::oauth_app_unknown_advice(),
        ),
        F::AppSetUp => (texts::oauth_app_set_up(), texts::oauth_app_set_up_advice()),
        F::ClientKey => (texts::oauth_client_key(), texts::oauth_client_key_advice()),
        F::Scope => (texts::oauth_scope(), texts::oauth_scope_advice()),
        F::Denied => (texts::oauth_denied(), texts::oauth_denied_advice()),
        F::TimedOut => (texts::oauth_timed_out(), texts::oauth_timed_out_advice()),
        F::Cancelled => (texts::oauth_cancelled(), texts::oauth_again_advice()),
        F::NoDeviceCode(it) => (
            texts::oauth_no_device_code(provider(it)),
            texts::oauth_no_device_code_advice(),
        ),
        F::Proxy(it) => proxy(it),
        F::Unreachable => (
            texts::oauth_unreachable(),
            texts::oauth_unreachable_advice(),
        ),
        F::Answer => (texts::oauth_answer(), texts::oauth_answer_advice()),
        F::Refused => (texts::oauth_refused(), texts::oauth_again_advice()),
    }
}

/// What is wrong with the proxy, and what to do about it.
pub(super) fn proxy(fault: ProxyFault) -> (Text, Text) {
    match fault {
        ProxyFault::Unreachable => (
            texts::class_proxy_unreachable(),
            texts::class_proxy_unreachable_advice(),
        ),
        ProxyFault::SignIn => (
            texts::class_proxy_sign_in(),
            texts::class_proxy_sign_in_advice(),
        ),
        ProxyFault::Refused => (
            texts::class_proxy_refused(),
            texts::class_proxy_refused_advice(),
        ),
        ProxyFault::NoWay => (
            texts::class_proxy_no_way(),
            texts::class_proxy_no_way_advice(),
        ),
        ProxyFault::Unsupported => (
            texts::class_proxy_unsupported(),
            texts::class_proxy_unsupported_advice(),
        ),
    }
}

/// The name of a provider.
pub fn provider(provider: Provider) -> Text {
    match provider {
        Provider::Microsoft => texts::oauth_provider_microsoft(),
        Provider::Google => texts::oauth_provider_google(),
        Provider::Own => texts::oauth_provider_own(),
    }
}

/// What is left with a provider that has not ended a sign-in, and where to end it.
pub fn left_with(provider: Provider) -> Text {
    match provider {
        Provider::Microsoft => texts::oauth_left_microsoft(),
        Provider::Google | Provider::Own => texts::oauth_left_other(),
    }
}

/// How Kontorpost is registered with a provider, step by step.
pub fn guide(provider: Provider) -> Text {
    match provider {
        Provider::Microsoft => texts::oauth_guide_microsoft(),
        Provider::Google => texts::oauth_guide_google(),
        Provider::Own => texts::oauth_guide_own(),
    }
}

/// A sign-in that somebody must do: when it ends, or what waits for it.
pub fn due(due: &SignInDue) -> Text {
    match (due.ends_at, due.of.purpose) {
        (Some(at), _) => texts::accounts_sign_in_ends(&due.name, Arg::Moment(at)),
        (None, SecretPurpose::Incoming) => texts::accounts_sign_in_needed(&due.name),
        (None, SecretPurpose::Outgoing) => texts::accounts_sign_in_needed_to_send(&due.name),
    }
}

/// Who is signed in, until when, and whether that should be renewed now.
pub fn standing(signed_in: &SignedIn, now: i64) -> Vec<Text> {
    let who = match &signed_in.name {
        Some(name) => texts::oauth_signed_in_as(name),
        None => texts::oauth_signed_in(),
    };
    let end = signed_in.ends_at.map(|at| match signed_in.ends_soon(now) {
        true => texts::oauth_ends_soon(Arg::Moment(at)),
        false => texts::oauth_ends(Arg::Moment(at)),
    });
    std::iter::once(who).chain(end).collect()
}
