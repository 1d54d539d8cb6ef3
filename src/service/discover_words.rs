//! The search for servers in words, for window and command line.

use crate::domain::discovery::{Hint, Proposal, Service, Source};
use crate::domain::server::Security;
use crate::i18n::{Language, Text, texts};
use crate::service::discover::{Fault, Finding};

/// What is to be known besides the proposals; `None` for a proposal itself.
pub fn note(finding: &Finding, language: Language) -> Option<Text> {
    Some(match finding {
        Finding::Proposal(_) => return None,
        Finding::Individual(name) => texts::discover_note_individual(name),
        Finding::Filter { name, host } => texts::discover_note_filter(name, host),
        Finding::WantsSignIn(host) => texts::discover_note_wants_sign_in(host),
        Finding::Rejected(host) => texts::discover_note_rejected(host),
        Finding::LeadsTo(host) => texts::discover_note_leads_to(host),
        Finding::Cloud => texts::discover_note_cloud(),
        Finding::NoMail => texts::discover_note_no_mail(),
        Finding::Refused(from, fault) => texts::discover_note_refused(source(*from), reason(fault)),
        Finding::NoNames(detail) => texts::discover_note_no_names(detail),
        Finding::Unfinished(sources) => texts::discover_note_unfinished(list(sources, language)),
    })
}

/// A hint for people; who agrees is said at the end.
pub fn hint(hint: &Hint, proposal: &Proposal) -> Option<Text> {
    Some(match hint {
        Hint::Provider(word) => Text::find(&format!("discover-provider-{word}"))?,
        Hint::ByMx(name) => texts::discover_hint_by_mx(name),
        Hint::OtherDomain(domain) => texts::discover_hint_other_domain(domain),
        Hint::Redirected(domain) => texts::discover_hint_redirected(domain),
        Hint::UserUnknown => texts::discover_hint_user_unknown(),
        Hint::AuthUnknown => {
            let auth = proposal.auth.map(|it| it.word()).unwrap_or_default();
            texts::discover_hint_auth_unsupported(auth)
        }
        Hint::Unencrypted => texts::discover_hint_unencrypted(),
        Hint::PopInterval(minutes) => texts::discover_hint_pop_interval(*minutes),
        Hint::Absent | Hint::Agrees(_) | Hint::Differs(_) => return None,
    })
}

/// The names of several sources.
pub fn list(sources: &[Source], language: Language) -> String {
    let words = sources.iter().map(|it| source(*it).show(language));
    words.collect::<Vec<_>>().join(", ")
}

/// The name of a service.
pub fn protocol(service: Service) -> &'static str {
    match service {
        Service::Imap => "IMAP",
        Service::Pop3 => "POP3",
        Service::Smtp => "SMTP",
        Service::Exchange => "Exchange",
    }
}

/// How a connection is protected.
pub fn security(security: Security) -> Text {
    match security {
        Security::Tls => texts::discover_security_tls(),
        Security::StartTls => texts::discover_security_starttls(),
        Security::None => texts::discover_security_none(),
    }
}

/// The name of a source.
pub fn source(source: Source) -> Text {
    match source {
        Source::Preset => texts::discover_source_preset(),
        Source::Mx => texts::discover_source_mx(),
        Source::Autoconfig => texts::discover_source_autoconfig(),
        Source::WellKnown => texts::discover_source_well_known(),
        Source::Srv => texts::discover_source_srv(),
        Source::Autodiscover => texts::discover_source_autodiscover(),
        Source::Ispdb => texts::discover_source_ispdb(),
        Source::Guess => texts::discover_source_guess(),
    }
}

fn reason(fault: &Fault) -> Text {
    match fault {
        Fault::Unprotected => texts::discover_fault_unprotected(),
        Fault::BadRedirection => texts::discover_fault_redirection(),
        Fault::TooLarge => texts::discover_fault_too_large(),
        Fault::DocumentType => texts::discover_fault_document_type(),
        Fault::Empty | Fault::Missing => texts::discover_fault_empty(),
        Fault::Unreadable(detail) => texts::discover_fault_unreadable(detail),
        Fault::Server(error) => texts::discover_fault_unreadable(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::preset::presets;

    #[test]
    fn every_word_of_the_presets_has_a_text() {
        for word in presets().iter().flat_map(|it| &it.hints) {
            let key = format!("discover-provider-{word}");
            assert!(Text::find(&key).is_some(), "{key}");
        }
    }
}
