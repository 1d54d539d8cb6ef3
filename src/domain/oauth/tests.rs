use super::*;

#[test]
fn a_shared_mailbox_needs_rights_of_its_own() {
    let client = OauthClient {
        provider: Provider::Microsoft,
        client_id: "x".to_owned(),
        tenant: String::new(),
        issuer: String::new(),
        scope: String::new(),
    };
    let of = |mailbox| client.scope(Resource::wanted(true, mailbox));
    assert!(!of(" ").contains("Shared"));
    let shared = of("kanzlei@x.example");
    for right in [
        "Mail.ReadWrite",
        "Mail.Send",
        "Mail.ReadWrite.Shared",
        "Mail.Send.Shared",
    ] {
        let right = format!("https://graph.microsoft.com/{right}");
        assert!(shared.split(' ').any(|it| it == right), "{right}");
    }
    assert_eq!(Resource::wanted(false, "x"), Resource::Mail);
}

#[test]
fn hosts_tell_the_provider() {
    let of = Provider::of_host;
    assert_eq!(of("outlook.office365.com"), Provider::Microsoft);
    assert_eq!(of("smtp.office365.com."), Provider::Microsoft);
    assert_eq!(of("imap.gmail.com"), Provider::Google);
    assert_eq!(of("notgmail.com"), Provider::Own);
    assert_eq!(of("mail.kanzlei.example"), Provider::Own);
}

#[test]
fn answers_become_faults() {
    let aad = |number: u32| {
        let words = format!("AADSTS{number}: words. Trace ID: 1");
        OauthFault::of_answer("invalid_grant", &words)
    };
    assert_eq!(aad(65001), OauthFault::ConsentMissing);
    assert_eq!(aad(50076), OauthFault::SecondFactor);
    assert_eq!(aad(53003), OauthFault::Policy);
    assert_eq!(aad(700016), OauthFault::AppUnknown);
    assert_eq!(aad(7000218), OauthFault::AppSetUp);
    assert_eq!(aad(7000215), OauthFault::ClientKey);
    assert_eq!(aad(700082), OauthFault::Ended);
    assert_eq!(aad(50020), OauthFault::UserNotAllowed);
    assert_eq!(aad(1), OauthFault::Ended);
    let of = OauthFault::of_answer;
    assert_eq!(of("access_denied", ""), OauthFault::Denied);
    assert_eq!(
        of("invalid_client", "The provided client secret is invalid."),
        OauthFault::ClientKey
    );
    assert_eq!(of("", "AADSTS"), OauthFault::Refused);
    assert!(!OauthFault::Unreachable.needs_person());
}

#[test]
fn a_personal_account_is_told_from_an_unknown_application() {
    for description in [
        "AADSTS500200: User account 'anna@outlook.com' is a personal Microsoft account.",
        "AADSTS9002331: Application 'x' is configured for use by Microsoft Account users only.",
        "AADSTS50020: User account 'a' from identity provider 'live.com' does not exist in tenant",
        "AADSTS700016: The client does not exist or is not enabled for consumers.",
    ] {
        let found = OauthFault::of_answer("unauthorized_client", description);
        assert_eq!(found, OauthFault::PersonalAccount, "{description}");
    }
    let other = "AADSTS50020: User account from 'https://sts.windows.net/1/' does not exist";
    let found = OauthFault::of_answer("invalid_request", other);
    assert_eq!(found, OauthFault::UserNotAllowed);
}

#[test]
fn a_sign_in_that_ends_soon_is_seen() {
    let day = 86_400;
    assert_eq!(SignedIn::end(Provider::Google, 5, None), None);
    let ends_at = SignedIn::end(Provider::Google, 5, Some(7 * 86_400));
    assert_eq!(ends_at, Some(5 + 7 * day));
    assert_eq!(
        SignedIn::end(Provider::Microsoft, 0, None),
        Some(MICROSOFT_UNUSED)
    );
    let signed_in = SignedIn {
        provider: Provider::Google,
        name: None,
        since: 5,
        renewed_at: 5,
        ends_at,
    };
    assert!(!signed_in.ends_soon(day));
    assert!(signed_in.ends_soon(3 * day));
}
