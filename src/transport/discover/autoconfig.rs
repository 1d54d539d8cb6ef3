//! The autoconfig document (config-v1.1.xml). Strict with what could harm, lenient with what is
//! damaged in published documents; sections that cannot be used are left out.

use super::Fault;
use super::http::DOCUMENT_LIMIT;
use crate::domain::discovery::{Auth, Hint, Mailbox, Proposal, Service, Source, Target};
use crate::domain::server::Security;
use crate::domain::syntax::is_host;
use roxmltree::{Document, Node, ParsingOptions};

/// Elements and texts of a document at the most.
const NODE_LIMIT: u32 = 10_000;

/// Servers of a document at the most.
const SERVER_LIMIT: usize = 20;

/// Reads what a document says about an address.
pub(super) fn read(
    bytes: &[u8],
    source: Source,
    mailbox: &Mailbox,
) -> Result<Vec<Proposal>, Fault> {
    if bytes.len() > DOCUMENT_LIMIT {
        return Err(Fault::TooLarge);
    }
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let capitals = text.to_ascii_uppercase();
    if capitals.contains("<!DOCTYPE") || capitals.contains("<!ENTITY") {
        return Err(Fault::DocumentType);
    }
    let options = ParsingOptions {
        nodes_limit: NODE_LIMIT,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| Fault::Unreadable(error.to_string()))?;
    let root = document.root_element();
    let unreadable = |what: &str| Fault::Unreadable(what.to_owned());
    if !is(root, "clientConfig") {
        return Err(unreadable("no clientConfig"));
    }
    let provider = child(root, "emailProvider").ok_or_else(|| unreadable("no emailProvider"))?;
    if provider
        .attribute("id")
        .is_none_or(|it| it.trim().is_empty())
    {
        return Err(unreadable("emailProvider without id"));
    }
    let domains = children(provider, "domain");
    if !domains.into_iter().any(|it| is_domain(words(it), mailbox)) {
        return Err(unreadable("no valid domain"));
    }
    let sections = provider.children().filter(Node::is_element);
    let proposals: Vec<Proposal> = sections
        .filter_map(|it| section(it, source, mailbox))
        .take(SERVER_LIMIT)
        .collect();
    match proposals.is_empty() {
        true => Err(Fault::Empty),
        false => Ok(proposals),
    }
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn children<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Vec<Node<'a, 'input>> {
    node.children().filter(|it| is(*it, name)).collect()
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|it| is(*it, name))
}

fn words<'a>(node: Node<'a, '_>) -> &'a str {
    node.text().unwrap_or_default().trim()
}

/// A domain of the provider; documents made by a script put a placeholder there.
fn is_domain(text: &str, mailbox: &Mailbox) -> bool {
    mailbox.expand(text).is_some_and(|it| is_host(&it))
}

/// One server, if it is of use.
fn section(node: Node<'_, '_>, source: Source, mailbox: &Mailbox) -> Option<Proposal> {
    let service = match (node.tag_name().name(), node.attribute("type")?) {
        ("incomingServer", "imap") => Service::Imap,
        ("incomingServer", "pop3") => Service::Pop3,
        ("outgoingServer", "smtp") => Service::Smtp,
        _ => return None,
    };
    let host = mailbox.expand(words(child(node, "hostname")?))?;
    let host = idna_free(&host)?;
    let port: u16 = words(child(node, "port")?).parse().ok()?;
    if port == 0 {
        return None;
    }
    let sockets = children(node, "socketType");
    let security = sockets.into_iter().find_map(|it| security(words(it)))?;
    let mut proposal = Proposal::new(source, service, Target::new(&host, port, security));
    proposal.user = child(node, "username").and_then(|it| mailbox.expand(words(it)));
    if proposal.user.is_none() {
        proposal.hints.push(Hint::UserUnknown);
    }
    let offered: Vec<Auth> = children(node, "authentication")
        .into_iter()
        .filter_map(|it| auth(words(it), service))
        .collect();
    let known = offered.iter().find(|it| it.is_known());
    proposal.auth = known.or(offered.first()).copied();
    if proposal.auth.is_some_and(|it| !it.is_known()) {
        proposal.hints.push(Hint::AuthUnknown);
    }
    if let (Service::Pop3, Some(pop3)) = (service, child(node, "pop3")) {
        pop3_hints(pop3, &mut proposal);
    }
    proposal.judge_domain(&mailbox.domain);
    Some(proposal)
}

/// A host name in ASCII; `None` when it is none.
fn idna_free(host: &str) -> Option<String> {
    let host = host.trim_end_matches('.').to_lowercase();
    (host.is_ascii() && is_host(&host)).then_some(host)
}

fn security(word: &str) -> Option<Security> {
    match word.to_ascii_lowercase().as_str() {
        "ssl" | "tls" => Some(Security::Tls),
        "starttls" => Some(Security::StartTls),
        "plain" => Some(Security::None),
        _ => None,
    }
}

fn auth(word: &str, service: Service) -> Option<Auth> {
    match (word.to_ascii_lowercase().as_str(), service) {
        ("password-cleartext" | "plain", _) => Some(Auth::Password),
        ("password-encrypted" | "secure", _) => Some(Auth::Encrypted),
        ("oauth2", _) => Some(Auth::OAuth2),
        ("gssapi", _) => Some(Auth::Gssapi),
        ("ntlm", _) => Some(Auth::Ntlm),
        ("none", Service::Smtp) => Some(Auth::None),
        ("client-ip-address", Service::Smtp) => Some(Auth::ClientIp),
        ("smtp-after-pop", Service::Smtp) => Some(Auth::SmtpAfterPop),
        _ => None,
    }
}

fn pop3_hints(pop3: Node<'_, '_>, proposal: &mut Proposal) {
    let minutes = child(pop3, "checkInterval").and_then(|it| it.attribute("minutes"));
    if let Some(minutes) = minutes.and_then(|it| it.trim().parse().ok()) {
        proposal.hints.push(Hint::PopInterval(minutes));
    }
    if child(pop3, "leaveMessagesOnServer").is_some_and(|it| words(it) == "true") {
        let word = "leave-on-server".to_owned();
        proposal.hints.push(Hint::Provider(word));
    }
}

#[cfg(test)]
mod tests;
