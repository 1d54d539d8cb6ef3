//! `kontorpost account discover`: what is found is shown when it is found, with its source.

use super::Outcome;
use super::args::Discover;
use super::output::Output;
use crate::domain::discovery::agreement::{Verdict, verdicts};
use crate::domain::discovery::{Hint, Proposal, Service, Source, Target};
use crate::domain::server::Security;
use crate::i18n::{Text, texts};
use crate::service::discover::{Fault, Finding, Network, Query, Trust, discover};
use crate::settings;
use serde_json::json;

pub(super) async fn run(wish: &Discover, output: Output) -> Outcome {
    let network = match settings::test_network() {
        Ok(network) => Network {
            resolver: network.resolver,
            ports: network.ports,
            trust: Trust::new(Vec::new()),
        },
        Err((name, value)) => {
            output.log(texts::error_word(texts::discover_environment(name, value)));
            return Outcome::Failed;
        }
    };
    let query = Query {
        mailbox: wish.address.clone(),
        guess: wish.guess,
        ispdb: wish.allow_ispdb,
    };
    let proposals = discover(&query, &network, |finding| tell(finding, output)).await;
    if proposals.iter().all(|it| it.target.is_none()) {
        nothing(&query, output);
        return Outcome::Failed;
    }
    for verdict in verdicts(&proposals) {
        conclude(&verdict, output);
    }
    Outcome::Done
}

fn nothing(query: &Query, output: Output) {
    let message = texts::discover_nothing(&query.mailbox.domain);
    let advice = texts::discover_nothing_advice(if query.guess { "yes" } else { "no" });
    output.object(json!({
        "type": "error",
        "kind": "nothing-found",
        "message": message.show(output.language),
        "faults": [],
        "advice": advice.show(output.language),
        "detail": null,
    }));
    output.log(texts::error_word(message));
    output.log(advice);
}

fn tell(finding: &Finding, output: Output) {
    let note = match finding {
        Finding::Proposal(proposal) => return show(proposal, output),
        Finding::Individual(name) => texts::discover_note_individual(name),
        Finding::Filter { name, host } => texts::discover_note_filter(name, host),
        Finding::NoMail => texts::discover_note_no_mail(),
        Finding::Refused(from, fault) => texts::discover_note_refused(source(*from), reason(fault)),
        Finding::NoNames(detail) => texts::discover_note_no_names(detail),
        Finding::Unfinished(sources) => texts::discover_note_unfinished(list(sources, output)),
    };
    output.log(note);
}

fn show(proposal: &Proposal, output: Output) {
    let target = proposal.target.as_ref();
    output.object(json!({
        "type": "proposal",
        "source": proposal.source.word(),
        "protocol": proposal.service.word(),
        "host": target.map(|it| &it.host),
        "port": target.map(|it| it.port),
        "security": target.map(|it| it.security.word()),
        "user": proposal.user,
        "auth": proposal.auth.map(|it| it.word()),
        "hints": proposal.hints.iter().map(Hint::word).collect::<Vec<_>>(),
    }));
    let (from, protocol) = (source(proposal.source), protocol(proposal.service));
    let Some(target) = target else {
        return output.say(texts::discover_line_absent(from, protocol));
    };
    let (host, port) = (&target.host, target.port.to_string());
    let open = || texts::discover_user_open().show(output.language);
    let user = proposal.user.clone().unwrap_or_else(open);
    let security = security(target.security);
    output.say(texts::discover_line(
        from, protocol, host, port, security, user,
    ));
    for hint in &proposal.hints {
        if let Some(words) = in_words(hint, proposal) {
            output.say(texts::discover_hint(words));
        }
    }
}

/// A hint for people; who agrees is said at the end.
fn in_words(hint: &Hint, proposal: &Proposal) -> Option<Text> {
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

fn conclude(verdict: &Verdict, output: Output) {
    let name = protocol(verdict.service);
    let server = |target: &Option<Target>| match target {
        None => texts::discover_absent().show(output.language),
        Some(it) => {
            let security = security(it.security).show(output.language);
            format!("{}:{}, {security}", it.host, it.port)
        }
    };
    if let Some((target, sources)) = verdict.agreed() {
        let words = list(sources, output);
        output.say(match sources.len() {
            1 => texts::discover_single(name, server(target), words),
            _ => texts::discover_agreed(name, server(target), words),
        });
        return;
    }
    output.say(texts::discover_differing(name));
    for (target, sources) in &verdict.servers {
        let words = list(sources, output);
        output.say(texts::discover_differing_line(server(target), words));
    }
}

fn list(sources: &[Source], output: Output) -> String {
    let words = sources.iter().map(|it| source(*it).show(output.language));
    words.collect::<Vec<_>>().join(", ")
}

fn protocol(service: Service) -> &'static str {
    match service {
        Service::Imap => "IMAP",
        Service::Pop3 => "POP3",
        Service::Smtp => "SMTP",
    }
}

fn security(security: Security) -> Text {
    match security {
        Security::Tls => texts::discover_security_tls(),
        Security::StartTls => texts::discover_security_starttls(),
        Security::None => texts::discover_security_none(),
    }
}

fn source(source: Source) -> Text {
    match source {
        Source::Preset => texts::discover_source_preset(),
        Source::Mx => texts::discover_source_mx(),
        Source::Autoconfig => texts::discover_source_autoconfig(),
        Source::WellKnown => texts::discover_source_well_known(),
        Source::Srv => texts::discover_source_srv(),
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
