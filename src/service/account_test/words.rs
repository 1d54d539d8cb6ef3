//! The account test in words: causes, advice, findings. German and English stand in `i18n`.

use crate::domain::diagnosis::{Facts, FailureClass, Side, TestRow, TestStatus, TestStep};
use crate::domain::hash::Sha256Hash;
use crate::domain::preset::{Preset, preset_of_host};
use crate::domain::repair::Repair;
use crate::domain::server::{Deployment, Protocol, Security};
use crate::i18n::{Arg, Text, texts};

/// The cause in a clerk's words.
pub fn cause(class: FailureClass) -> Text {
    use FailureClass as C;
    match class {
        C::NameUnknown => texts::class_name_unknown(),
        C::Offline => texts::class_offline(),
        C::Refused => texts::class_refused(),
        C::Timeout => texts::class_timeout(),
        C::ProxyUnreachable => texts::class_proxy_unreachable(),
        C::ProxySignIn => texts::class_proxy_sign_in(),
        C::ProxyRefused => texts::class_proxy_refused(),
        C::ProxyNoWay => texts::class_proxy_no_way(),
        C::ProxyUnsupported => texts::class_proxy_unsupported(),
        C::WrongProtocol => texts::class_wrong_protocol(),
        C::TlsOnPlainPort => texts::class_tls_on_plain_port(),
        C::PlainOnTlsPort => texts::class_plain_on_tls_port(),
        C::StartTlsMissing => texts::class_starttls_missing(),
        C::StartTlsRefused => texts::class_starttls_refused(),
        C::TlsVersion => texts::class_tls_version(),
        C::CertName => texts::class_cert_name(),
        C::CertUntrusted => texts::class_cert_untrusted(),
        C::CertExpired => texts::class_cert_expired(),
        C::CertNotYetValid => texts::class_cert_not_yet_valid(),
        C::LoginRejected => texts::class_login_rejected(),
        C::AppPasswordNeeded => texts::class_app_password_needed(),
        C::AccessNotEnabled => texts::class_access_not_enabled(),
        C::OauthRequired => texts::class_oauth_required(),
        C::AdminBlocked => texts::class_admin_blocked(),
        C::AccountLocked => texts::class_account_locked(),
        C::MechanismMissing => texts::class_mechanism_missing(),
        C::DomainLogin => texts::class_domain_login(),
        C::AuthNeeded => texts::class_auth_needed(),
        C::OauthNoClient => texts::class_oauth_no_client(),
        C::OauthNotSignedIn => texts::oauth_not_signed_in(),
        C::OauthEnded => texts::oauth_ended(),
        C::OauthConsent => texts::oauth_consent(),
        C::OauthSecondFactor => texts::oauth_second_factor(),
        C::OauthPolicy => texts::oauth_policy(),
        C::OauthUser => texts::oauth_user(),
        C::OauthPersonal => texts::oauth_personal(),
        C::OauthAppUnknown => texts::oauth_app_unknown(),
        C::OauthAppSetUp => texts::oauth_app_set_up(),
        C::OauthUnavailable => texts::oauth_unreachable(),
        C::OauthTokenRefused => texts::class_oauth_token_refused(),
        C::WeakerSignIn => texts::class_weaker_sign_in(),
        C::MailboxBusy => texts::class_mailbox_busy(),
        C::TooManyConnections => texts::class_too_many_connections(),
        C::MailboxUnreadable => texts::class_mailbox_unreadable(),
        C::LeaveImpossible => texts::class_leave_impossible(),
        C::DeleteImpossible => texts::class_delete_impossible(),
        C::QuotaFull => texts::class_quota_full(),
        C::GreetingName => texts::class_greeting_name(),
        C::SenderRefused => texts::class_sender_refused(),
        C::SenderUnknown => texts::class_sender_unknown(),
        C::EwsSwitchedOff => texts::class_ews_switched_off(),
        C::TestMailMissing => texts::class_test_mail_missing(),
        C::RecipientRefused => texts::class_recipient_refused(),
        C::LetterRefused => texts::class_letter_refused(),
        C::LetterTooLarge => texts::class_letter_too_large(),
        C::ServerUnavailable => texts::class_server_unavailable(),
        C::ProtocolError => texts::class_protocol_error(),
        C::SecretMissing => texts::class_secret_missing(),
        C::KeychainLocked => texts::class_keychain_locked(),
        C::ServerFound => texts::class_server_found(),
        C::ServerNotFound => texts::class_server_not_found(),
        C::ConsentNeeded => texts::class_consent_needed(),
        C::BadRedirection => texts::class_bad_redirection(),
        C::Cancelled => texts::class_cancelled(),
    }
}

/// What to do about it; nothing where there is nothing to do.
pub fn advice(class: FailureClass) -> Option<Text> {
    use FailureClass as C;
    Some(match class {
        C::NameUnknown => texts::class_name_unknown_advice(),
        C::Offline => texts::class_offline_advice(),
        C::Refused => texts::class_refused_advice(),
        C::Timeout => texts::class_timeout_advice(),
        C::ProxyUnreachable => texts::class_proxy_unreachable_advice(),
        C::ProxySignIn => texts::class_proxy_sign_in_advice(),
        C::ProxyRefused => texts::class_proxy_refused_advice(),
        C::ProxyNoWay => texts::class_proxy_no_way_advice(),
        C::ProxyUnsupported => texts::class_proxy_unsupported_advice(),
        C::WrongProtocol => texts::class_wrong_protocol_advice(),
        C::TlsOnPlainPort => texts::class_tls_on_plain_port_advice(),
        C::PlainOnTlsPort => texts::class_plain_on_tls_port_advice(),
        C::StartTlsMissing => texts::class_starttls_missing_advice(),
        C::StartTlsRefused => texts::class_starttls_refused_advice(),
        C::TlsVersion => texts::class_tls_version_advice(),
        C::CertName => texts::class_cert_name_advice(),
        C::CertUntrusted => texts::class_cert_untrusted_advice(),
        C::CertExpired => texts::class_cert_expired_advice(),
        C::CertNotYetValid => texts::class_cert_not_yet_valid_advice(),
        C::LoginRejected => texts::class_login_rejected_advice(),
        C::AppPasswordNeeded => texts::class_app_password_needed_advice(),
        C::AccessNotEnabled => texts::class_access_not_enabled_advice(),
        C::OauthRequired => texts::class_oauth_required_advice(),
        C::AdminBlocked => texts::class_admin_blocked_advice(),
        C::AccountLocked => texts::class_account_locked_advice(),
        C::MechanismMissing => texts::class_mechanism_missing_advice(),
        C::DomainLogin => texts::class_domain_login_advice(),
        C::AuthNeeded => texts::class_auth_needed_advice(),
        C::OauthNoClient => texts::oauth_no_client_advice(),
        C::OauthNotSignedIn => texts::oauth_not_signed_in_advice(),
        C::OauthEnded => texts::oauth_ended_advice(),
        C::OauthConsent => texts::oauth_consent_advice(),
        C::OauthSecondFactor => texts::oauth_second_factor_advice(),
        C::OauthPolicy => texts::oauth_policy_advice(),
        C::OauthUser => texts::oauth_user_advice(),
        C::OauthPersonal => texts::oauth_personal_advice(),
        C::OauthAppUnknown => texts::oauth_app_unknown_advice(),
        C::OauthAppSetUp => texts::oauth_app_set_up_advice(),
        C::OauthUnavailable => texts::oauth_unreachable_advice(),
        C::OauthTokenRefused => texts::class_oauth_token_refused_advice(),
        C::WeakerSignIn => texts::class_weaker_sign_in_advice(),
        C::MailboxBusy => texts::class_mailbox_busy_advice(),
        C::TooManyConnections => texts::class_too_many_connections_advice(),
        C::MailboxUnreadable => texts::class_mailbox_unreadable_advice(),
        C::LeaveImpossible => texts::class_leave_impossible_advice(),
        C::DeleteImpossible => texts::class_delete_impossible_advice(),
        C::QuotaFull => texts::class_quota_full_advice(),
        C::GreetingName => texts::class_greeting_name_advice(),
        C::SenderRefused => texts::class_sender_refused_advice(),
        C::SenderUnknown => texts::class_sender_unknown_advice(),
        C::EwsSwitchedOff => texts::class_ews_switched_off_advice(),
        C::TestMailMissing => texts::class_test_mail_missing_advice(),
        C::RecipientRefused => texts::class_recipient_refused_advice(),
        C::LetterRefused => texts::class_letter_refused_advice(),
        C::LetterTooLarge => texts::class_letter_too_large_advice(),
        C::ServerUnavailable => texts::class_server_unavailable_advice(),
        C::ProtocolError => texts::class_protocol_error_advice(),
        C::SecretMissing => texts::class_secret_missing_advice(),
        C::KeychainLocked => texts::class_keychain_locked_advice(),
        C::ServerFound => texts::class_server_found_advice(),
        C::ServerNotFound => texts::class_server_not_found_advice(),
        C::ConsentNeeded => texts::class_consent_needed_advice(),
        C::BadRedirection => texts::class_bad_redirection_advice(),
        C::Cancelled => return None,
    })
}

/// The task of a row, as in the column "Aufgabe".
pub fn task(step: TestStep) -> Text {
    match step {
        TestStep::DiscoverJson => texts::step_discover_json(),
        TestStep::DiscoverXml => texts::step_discover_xml(),
        TestStep::DiscoverRedirect => texts::step_discover_redirect(),
        TestStep::DiscoverSrv => texts::step_discover_srv(),
        TestStep::DiscoverUsual => texts::step_discover_usual(),
        TestStep::DiscoverTake => texts::step_discover_take(),
        TestStep::Resolve => texts::step_resolve(),
        TestStep::Connect => texts::step_connect(),
        TestStep::Encrypt => texts::step_encrypt(),
        TestStep::Certificate => texts::step_certificate(),
        TestStep::Greeting => texts::step_greeting(),
        TestStep::Capabilities => texts::step_capabilities(),
        TestStep::Login => texts::step_login(),
        TestStep::Mailbox => texts::step_mailbox(),
        TestStep::ReceiveOption => texts::step_receive_option(),
        TestStep::Quota => texts::step_quota(),
        TestStep::Sender => texts::step_sender(),
        TestStep::TestMail => texts::step_test_mail(),
    }
}

/// The server of a row, as in the column "Server".
pub fn server(side: Side) -> Text {
    match side {
        Side::Incoming => texts::test_side_incoming(),
        Side::Outgoing => texts::test_side_outgoing(),
    }
}

/// The word for a status.
pub fn status(status: TestStatus) -> Text {
    match status {
        TestStatus::Ok => texts::test_status_ok(),
        TestStatus::Warning => texts::test_status_warning(),
        TestStatus::Failed => texts::test_status_failed(),
        TestStatus::NotChecked => texts::test_status_not_checked(),
        TestStatus::NotApplicable => texts::test_status_not_applicable(),
    }
}

/// What a row found, as in the column "Befund".
pub fn finding(row: &TestRow) -> Option<Text> {
    if let Some(class) = row.class {
        return Some(cause(class));
    }
    let facts = &row.facts;
    let fingerprint = facts.fingerprint.clone().unwrap_or_default();
    match row.step {
        it if TestStep::DISCOVERY.contains(&it) => match (row.status, facts.names.is_empty()) {
            (TestStatus::Ok, _) => Some(texts::test_discover_found(&facts.words)),
            (_, false) => Some(texts::test_discover_nothing(facts.names.join(", "))),
            (_, true) => None,
        },
        TestStep::Resolve if !facts.words.is_empty() => Some(texts::test_addresses(&facts.words)),
        TestStep::Certificate => {
            let until = Arg::Moment(facts.validity?.1);
            Some(match row.status {
                TestStatus::Warning => texts::test_certificate_expires(until),
                _ if facts.pinned => texts::test_certificate_pinned(fingerprint),
                _ => texts::test_certificate(
                    facts.names.join(", "),
                    &facts.issuer,
                    until,
                    fingerprint,
                ),
            })
        }
        TestStep::Login if row.status == TestStatus::Warning => {
            Some(texts::oauth_ends_soon(Arg::Moment(facts.validity?.1)))
        }
        TestStep::Login if !facts.words.is_empty() => Some(texts::oauth_signed_in_as(&facts.words)),
        TestStep::Encrypt if row.status == TestStatus::NotApplicable => {
            Some(texts::test_unencrypted())
        }
        TestStep::Mailbox if !facts.words.is_empty() => {
            Some(texts::test_messages_at(facts.number?, &facts.words))
        }
        TestStep::Mailbox => Some(texts::test_messages(facts.number?)),
        TestStep::ReceiveOption if !facts.words.is_empty() => Some(texts::test_trash(&facts.words)),
        TestStep::Quota => {
            let number = facts.number?;
            Some(match (row.side, row.status) {
                (Side::Outgoing, _) => texts::test_size_limit(number / 1_000_000),
                (_, TestStatus::Warning) => texts::test_quota_high(number),
                _ => texts::test_quota_used(number),
            })
        }
        _ => Some(&facts.words)
            .filter(|it| !it.is_empty())
            .map(texts::test_plain),
    }
}

/// What to do about a row: for its class, and by the provider's own rules.
pub fn advices(row: &TestRow, host: &str) -> Vec<Text> {
    let Some(class) = row.class else {
        return Vec::new();
    };
    let mut words: Vec<Text> = advice(class).into_iter().collect();
    let is_about_sign_in = matches!(
        class,
        FailureClass::LoginRejected
            | FailureClass::AppPasswordNeeded
            | FailureClass::AccessNotEnabled
            | FailureClass::OauthRequired
            | FailureClass::AccountLocked
            | FailureClass::MechanismMissing
    );
    if let Some(preset) = preset_of_host(host) {
        if is_about_sign_in {
            words.extend(of_provider(preset));
        }
        if class == FailureClass::MailboxBusy
            && let Some(minutes) = preset.pop_min_interval_min
        {
            words.push(texts::hint_pop3_interval(&preset.name, minutes));
        }
    }
    if class == FailureClass::ConsentNeeded {
        words.push(texts::test_discover_hosts(row.facts.names.join(", ")));
    }
    words.extend(refused_certificate(row));
    words
}

/// What it is about the certificate that was refused; the rest of its facts are
/// [`certificate`]'s.
fn refused_certificate(row: &TestRow) -> Option<Text> {
    let facts = &row.facts;
    let (from, until) = facts.validity?;
    match row.class? {
        FailureClass::CertName if !facts.names.is_empty() => {
            Some(texts::test_certificate_names(facts.names.join(", ")))
        }
        FailureClass::CertExpired => Some(texts::test_certificate_expired(Arg::Moment(until))),
        FailureClass::CertNotYetValid => Some(texts::test_certificate_not_yet(Arg::Moment(from))),
        _ => None,
    }
}

fn of_provider(preset: &Preset) -> Vec<Text> {
    let help = preset.help.clone().unwrap_or_default();
    let hint = |it: &String| match it.as_str() {
        "separate-mail-password" => Some(texts::hint_separate_password(&preset.name, &help)),
        "enable-pop-imap-in-webmail" => Some(texts::hint_enable_in_webmail(&preset.name, &help)),
        it if it.starts_with("app-password") => Some(texts::hint_app_password(&preset.name, &help)),
        _ => None,
    };
    let mut words: Vec<Text> = preset.hints.iter().filter_map(hint).collect();
    if preset.wants_oauth() {
        words.push(texts::hint_oauth(&preset.name));
    }
    words
}

/// What a repair would do: `Port 143 und STARTTLS verwenden`.
pub fn proposal(repair: &Repair) -> Text {
    let security = |it| match it {
        Security::Tls => texts::proposal_tls(),
        Security::StartTls => texts::proposal_starttls(),
        Security::None => texts::proposal_unprotected(),
    };
    let protocol = |it: Protocol| texts::test_plain(it.word().to_uppercase());
    let used = [
        repair.protocol.map(protocol),
        repair.deployment.map(|it| match it {
            Deployment::Ews => texts::proposal_ews(),
            Deployment::Graph => texts::proposal_graph(),
        }),
        repair
            .url()
            .or_else(|| repair.host.clone())
            .map(texts::proposal_host),
        repair.port.map(|it| texts::proposal_port(it.to_string())),
        repair.security.map(security),
        repair.user.as_ref().map(texts::proposal_user),
        repair.address.as_ref().map(texts::proposal_address),
    ];
    let used = list(used.into_iter().flatten().collect());
    let parts = [
        used.map(texts::proposal_use),
        repair.leave_on_server.then(texts::proposal_leave),
        repair.sign_in_to_send.then(texts::proposal_sign_in),
    ];
    let parts = list(parts.into_iter().flatten().collect());
    parts.unwrap_or_else(|| texts::test_plain("–"))
}

/// `a, b und c`.
fn list(mut parts: Vec<Text>) -> Option<Text> {
    let last = parts.pop()?;
    let first = parts.into_iter().reduce(texts::proposal_list);
    Some(match first {
        Some(first) => texts::proposal_and(first, last),
        None => last,
    })
}

/// What a certificate says about itself, line by line.
pub fn certificate(facts: &Facts) -> Vec<Text> {
    let Some(fingerprint) = &facts.fingerprint else {
        return Vec::new();
    };
    let names = match facts.names.is_empty() {
        true => facts.words.clone(),
        false => facts.names.join(", "),
    };
    let validity = facts
        .validity
        .map(|(from, until)| texts::certificate_validity(Arg::Moment(from), Arg::Moment(until)));
    let lines = [
        Some(texts::certificate_names(names)),
        Some(texts::certificate_issuer(&facts.issuer)),
        validity,
        Some(texts::certificate_fingerprint(grouped(fingerprint))),
    ];
    lines.into_iter().flatten().collect()
}

/// A fingerprint as certificate viewers write it: `3F:A2:…`.
pub fn grouped(fingerprint: &str) -> String {
    match Sha256Hash::from_hex(fingerprint) {
        Some(Sha256Hash(bytes)) => {
            let pairs: Vec<String> = bytes.iter().map(|it| format!("{it:02X}")).collect();
            pairs.join(":")
        }
        None => fingerprint.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;
    use std::time::Duration;

    #[test]
    fn a_provider_s_own_rules_stand_in_the_advice() {
        let row = |class| TestRow {
            side: Side::Incoming,
            step: TestStep::Login,
            status: TestStatus::Failed,
            duration: Duration::ZERO,
            class: Some(class),
            facts: Facts::default(),
            repair: None,
            raw: None,
        };
        let words = |class, host| {
            let all = advices(&row(class), host).into_iter();
            let all: Vec<String> = all.map(|it| it.show(Language::German)).collect();
            all.join(" ")
        };
        let gmx = words(FailureClass::LoginRejected, "imap.gmx.net");
        assert!(gmx.contains("im Webmail eingeschaltet"), "{gmx}");
        let telekom = words(FailureClass::LoginRejected, "secureimap.t-online.de");
        assert!(telekom.contains("eigenes E-Mail-Kennwort"), "{telekom}");
        let microsoft = words(FailureClass::OauthRequired, "outlook.office365.com");
        assert!(microsoft.contains("Browser"), "{microsoft}");
        let web = words(FailureClass::MailboxBusy, "pop3.web.de");
        assert!(web.contains("alle 15 Minuten"), "{web}");
        let other = words(FailureClass::Timeout, "imap.gmx.net");
        assert!(!other.contains("GMX"), "{other}");
    }

    #[test]
    fn every_class_has_words_in_both_languages() {
        for class in FailureClass::ALL {
            for language in [Language::German, Language::English] {
                assert!(!cause(*class).show(language).is_empty(), "{class:?}");
            }
            assert!(advice(*class).is_some() || *class == FailureClass::Cancelled);
        }
    }

    #[test]
    fn a_repair_is_named_as_a_clerk_would_say_it() {
        let words = |repair: &Repair| proposal(repair).show(Language::German);
        let mut repair = Repair {
            port: Some(1143),
            security: Some(Security::StartTls),
            ..Repair::default()
        };
        assert_eq!(words(&repair), "Port 1143 und STARTTLS verwenden");
        repair.protocol = Some(Protocol::Imap);
        assert_eq!(words(&repair), "IMAP, Port 1143 und STARTTLS verwenden");
        let leave = Repair {
            leave_on_server: true,
            ..Repair::default()
        };
        assert!(words(&leave).contains("belassen"), "{}", words(&leave));
    }

    #[test]
    fn a_fingerprint_is_read_back_from_its_groups() {
        let fingerprint = Sha256Hash::of(b"x");
        let shown = grouped(&fingerprint.to_string());
        assert_eq!(shown.len(), 95);
        assert_eq!(Sha256Hash::from_hex(&shown), Some(fingerprint));
    }
}
