//! `kontorpost account discover`: what is found is shown when it is found, with its source.

use super::Outcome;
use super::account::read_stdin;
use super::args::Discover;
use super::output::Output;
use crate::domain::discovery::agreement::{Verdict, verdicts};
use crate::domain::discovery::{Hint, Proposal, Target};
use crate::domain::secret::Secret;
use crate::i18n::texts;
use crate::service::discover::{Consent, Finding, Network, Query, Trust, discover};
use crate::service::discover_words::{self as words, list, note, protocol, security, source};
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
    let mut consent = Consent {
        sign_in: None,
        hosts: wish.confirm.iter().map(|it| it.to_lowercase()).collect(),
    };
    if !consent.hosts.is_empty() {
        let password = read_stdin().unwrap_or_default();
        let password = password.lines().next().unwrap_or_default();
        if password.is_empty() {
            output.refusal("password-empty", texts::account_password_empty());
            return Outcome::Failed;
        }
        let secret = Secret::new(password.to_owned());
        consent.sign_in = Some((wish.address.address.clone(), secret));
    }
    let query = Query {
        mailbox: wish.address.clone(),
        guess: wish.guess,
        ispdb: wish.allow_ispdb,
        exchange: wish.exchange,
        consent,
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
    match finding {
        Finding::Proposal(proposal) => show(proposal, output),
        other => {
            if let Some(words) = note(other, output.language) {
                output.log(words);
            }
        }
    }
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
        "path": proposal.path,
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
        if let Some(words) = words::hint(hint, proposal) {
            output.say(texts::discover_hint(words));
        }
    }
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
        let words = list(sources, output.language);
        output.say(match sources.len() {
            1 => texts::discover_single(name, server(target), words),
            _ => texts::discover_agreed(name, server(target), words),
        });
        return;
    }
    output.say(texts::discover_differing(name));
    for (target, sources) in &verdict.servers {
        let words = list(sources, output.language);
        output.say(texts::discover_differing_line(server(target), words));
    }
}
