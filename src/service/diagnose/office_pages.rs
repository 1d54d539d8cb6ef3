//! What the office says of itself: accounts, fetching, sending, the database. Only what is known to
//! hold neither content nor persons is written; words of servers are cut down to their codes.

use super::{Listener, Page, Part, lines, maybe, moment};
use crate::domain::account::StoredAccount;
use crate::domain::ledger::Run;
use crate::domain::mask::Mask;
use crate::domain::outbox::Letter;
use crate::domain::secret::SignInOf;
use crate::domain::server::{AfterFetch, Endpoint, OutgoingAuth};
use crate::service::chronicle::failure;
use crate::service::error::{Error, Result};
use crate::service::office::Office;
use crate::storage::akten::AkteWish;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

/// Runs and letters that are listed.
const LAST: u32 = 50;

/// Names of each kind that are known to the mask.
const MOST_NAMES: usize = 5_000;

/// Everybody whose name could stand somewhere.
pub(super) fn know_everybody(office: &Office, mask: &mut Mask) {
    for benutzer in office.storage.benutzer().unwrap_or_default() {
        mask.person(&benutzer.name, "benutzer");
        mask.person(&benutzer.login, "anmeldung");
    }
    for stored in office.storage.accounts().unwrap_or_default() {
        let account = &stored.account;
        mask.label(&account.name, format!("konto-{}", stored.id));
        let incoming = account.incoming.as_ref();
        let outgoing = account.outgoing.as_ref();
        let own = outgoing.and_then(|it| it.auth.own_user().map(String::as_str));
        for user in incoming.map(|it| it.user.as_str()).into_iter().chain(own) {
            mask.person(user, "anmeldung");
            // `DOMAIN\user`
            mask.person(user.rsplit('\\').next().unwrap_or(user), "anmeldung");
        }
        let servers = incoming.map(|it| &it.endpoint).into_iter();
        for endpoint in servers.chain(outgoing.map(|it| &it.endpoint)) {
            mask.host(&endpoint.host);
        }
    }
    let klienten = office.storage.klienten().unwrap_or_default();
    for stored in klienten.iter().take(MOST_NAMES) {
        mask.person(&stored.klient.name, "klient");
    }
    let wish = AkteWish {
        datenpool: None,
        catch_alls: false,
    };
    let akten = office.storage.akten(&wish).unwrap_or_default();
    for akte in akten.iter().take(MOST_NAMES) {
        mask.person(&akte.name, "akte");
    }
}

/// A page, or in its place why there is none.
fn page(name: &str, text: Result<String>) -> Page {
    Page {
        name: name.to_owned(),
        text: text.unwrap_or_else(|error| format!("not_read = {}\n", failure(&error))),
    }
}

pub(super) fn accounts(office: &Office) -> Vec<Page> {
    let text = || -> Result<String> {
        let accounts = office.storage.accounts()?;
        let texts: Vec<String> = accounts.iter().map(|it| account(office, it)).collect();
        Ok(texts.join("\n"))
    };
    vec![page("konten.txt", text())]
}

fn server(endpoint: &Endpoint) -> String {
    let (host, port) = (&endpoint.host, endpoint.port);
    format!("{host}:{port} {}", endpoint.security.word())
}

fn account(office: &Office, stored: &StoredAccount) -> String {
    let (account, state) = (&stored.account, &stored.state);
    let mut pairs = vec![
        ("account", stored.id.to_string()),
        ("address", account.address.clone()),
        ("active", account.active.to_string()),
        ("mode", account.usage.mode.word().to_owned()),
        ("kanzlei", account.usage.kanzlei.to_string()),
        ("interval_minutes", account.interval_minutes.to_string()),
    ];
    if let Some(incoming) = &account.incoming {
        let after = match incoming.after_fetch {
            AfterFetch::Leave => "leave".to_owned(),
            AfterFetch::Remove { after_days } => format!("remove after {after_days} days"),
        };
        pairs.extend([
            ("incoming", incoming.protocol.word().to_owned()),
            ("server", server(&incoming.endpoint)),
            ("sign_in", format!("{:?}", incoming.auth).to_lowercase()),
            ("after_fetch", after),
            // Their names may name anybody.
            ("folders", incoming.folders.len().to_string()),
        ]);
    }
    if let Some(outgoing) = &account.outgoing {
        let auth = match outgoing.auth {
            OutgoingAuth::Same => "same",
            OutgoingAuth::Own { .. } => "own",
            OutgoingAuth::Oauth2 { .. } => "oauth2",
            OutgoingAuth::None => "none",
        };
        pairs.push(("outgoing", format!("{} {auth}", server(&outgoing.endpoint))));
    }
    let pins = office.storage.pins(stored.id).unwrap_or_default();
    pairs.extend(pins.iter().map(|it| {
        let (host, port) = (&it.host, it.port);
        (
            "certificate_exception",
            format!("{host}:{port} {}", it.fingerprint),
        )
    }));
    for of in [SignInOf::from(stored.id), SignInOf::outgoing(stored.id)] {
        if let Ok(Some(signed_in)) = office.storage.signed_in(of) {
            pairs.extend([
                ("sign_in_for", format!("{:?}", of.purpose).to_lowercase()),
                ("signed_in_with", format!("{:?}", signed_in.provider)),
                ("sign_in_renewed_at", moment(signed_in.renewed_at)),
                ("sign_in_ends_at", maybe(signed_in.ends_at)),
            ]);
        }
    }
    pairs.extend([
        ("paused_at", maybe(state.paused_at)),
        ("last_attempt_at", maybe(state.last_attempt_at)),
        ("last_success_at", maybe(state.last_success_at)),
        ("failures", state.failures.to_string()),
    ]);
    pairs.extend(
        state
            .last_error
            .as_deref()
            .map(|it| ("last_error", technical(it))),
    );
    lines(pairs)
}

pub(super) fn receiving(office: &Office) -> Vec<Page> {
    let text = || -> Result<String> {
        let state = office.receiver_state()?;
        let holder = match &state.holder {
            None => "nobody".to_owned(),
            Some(None) => "unknown".to_owned(),
            Some(Some(it)) => format!(
                "process {} at {} as {} since {} last sign {}",
                it.pid,
                it.host,
                it.login,
                moment(it.started_at),
                moment(it.heartbeat_at)
            ),
        };
        let mut pairs = vec![("now", moment(state.at)), ("receiver", holder)];
        pairs.extend(state.accounts.iter().map(|(stored, standing)| {
            let words = format!("{} {:?}", stored.id, standing.reason).to_lowercase();
            ("account", words)
        }));
        let mut reasons = BTreeMap::new();
        for entry in office.storage.quarantined()? {
            let key = (entry.account.0, entry.reason.word());
            *reasons.entry(key).or_insert(0_u64) += 1;
        }
        pairs.extend(reasons.into_iter().map(|((account, reason), count)| {
            ("quarantine", format!("account {account} {reason} {count}"))
        }));
        let runs = office.storage.runs(None, 0, LAST)?;
        Ok(format!(
            "{}\n# runs\n{}",
            lines(pairs),
            runs.iter().map(run).collect::<String>()
        ))
    };
    vec![page("abruf.txt", text())]
}

fn run(run: &Run) -> String {
    let it = &run.numbers;
    let error = run.error.as_deref().map(technical);
    format!(
        "{} run={} account={} ended={} on_server={} known={} new={} stored={} quarantined={} \
         skipped={} removed={} red={} error={}\n",
        moment(run.started_at),
        run.id.0,
        run.account,
        maybe(run.ended_at),
        it.on_server,
        it.known,
        it.new,
        it.stored,
        it.quarantined,
        it.skipped,
        it.removed,
        run.is_red(),
        error.as_deref().unwrap_or("-"),
    )
}

pub(super) fn sending(office: &Office) -> Vec<Page> {
    let text = || -> Result<String> {
        let letters = office.storage.letters(LAST)?;
        let settings = office.storage.sending_settings()?;
        let head = format!("settings = {settings:?}\n\n# letters\n");
        Ok(head + &letters.iter().map(letter).collect::<String>())
    };
    vec![page("postausgang.txt", text())]
}

fn letter(letter: &Letter) -> String {
    let class = letter.class.map_or("-", |it| it.code());
    let mut states: BTreeMap<&str, u64> = BTreeMap::new();
    for recipient in &letter.recipients {
        *states.entry(recipient.state.word()).or_default() += 1;
    }
    let states: Vec<String> = states
        .iter()
        .map(|(word, count)| format!("{word}:{count}"))
        .collect();
    format!(
        "{} letter={} account={} state={} bytes={} attempts={} next={} sent={} class={class} \
         copy={:?} recipients={} reason={}\n",
        moment(letter.queued_at),
        letter.id,
        letter.account,
        letter.state.word(),
        letter.size,
        letter.attempts,
        moment(letter.next_at),
        maybe(letter.sent_at),
        letter.copy,
        states.join(","),
        technical(&letter.reason),
    )
}

/// The database in numbers and SQLite's own check of it.
pub(super) fn database(office: &Office, tell: Listener<'_>, stop: &AtomicBool) -> Page {
    let mut text = lines(files(office));
    let storage = &office.storage;
    let survey = storage.survey(stop, |done, all| tell(Part::Counting, (done, all)));
    match survey {
        Ok(survey) => {
            text.push_str(&lines(survey.facts));
            text.push_str("\n# rows\n");
            for (table, count) in survey.counts {
                text.push_str(&format!("{table} = {count}\n"));
            }
            text.push_str("\n# letters\n");
            for (state, count) in survey.letters {
                text.push_str(&format!("{state} = {count}\n"));
            }
        }
        Err(error) => text.push_str(&format!("not_read = {}\n", failure(&Error::from(error)))),
    }
    text.push_str("\n# quick_check\n");
    match storage.quick_check(stop, |done, all| tell(Part::Checking, (done, all))) {
        Ok(findings) if findings.is_empty() => text.push_str("ok\n"),
        Ok(findings) => text.push_str(&(findings.join("\n") + "\n")),
        Err(error) => text.push_str(&format!("not_checked = {}\n", failure(&Error::from(error)))),
    }
    page("datenbank.txt", Ok(text))
}

/// The files of the data directory with their sizes.
fn files(office: &Office) -> Vec<(&'static str, String)> {
    let entries = std::fs::read_dir(office.directory()).into_iter().flatten();
    let mut files: Vec<(String, u64)> = entries
        .filter_map(|it| {
            let entry = it.ok()?;
            let size = entry.metadata().ok().filter(|it| it.is_file())?.len();
            Some((entry.file_name().to_string_lossy().into_owned(), size))
        })
        .collect();
    files.sort();
    let line = |(name, size): &(String, u64)| ("file", format!("{name} {size} bytes"));
    files.iter().map(line).collect()
}

/// Words of ours that an error begins with, or has behind the step. Everything else may be a server's.
const OWN_WORDS: [&str; 46] = [
    "Resolve",
    "Connect",
    "Encrypt",
    "Certificate",
    "Greeting",
    "Capabilities",
    "Login",
    "Mailbox",
    "List",
    "Fetch",
    "Remove",
    "Sender",
    "Recipient",
    "Data",
    "ReceiveOption",
    "Quota",
    "Sent",
    "Close",
    "host name unknown",
    "unreachable",
    "connection refused",
    "timed out",
    "connection closed",
    "certificate",
    "no common TLS version",
    "no TLS on this port",
    "TLS",
    "STARTTLS not offered",
    "STARTTLS refused",
    "bytes injected before TLS",
    "sign-in rejected",
    "no common sign-in mechanism",
    "only Basic is offered",
    "later",
    "refused",
    "another protocol",
    "protocol",
    "too large",
    "stopped",
    "proxy",
    "interrupted",
    "disk full",
    "database busy",
    "database damaged",
    "no access",
    "not removed on the server",
];

/// Where and why, without the server's own words: only its codes are kept.
fn technical(error: &str) -> String {
    let own = |part: &str| OWN_WORDS.into_iter().find(|it| part.starts_with(it));
    let mut words = Vec::new();
    for part in error.split(": ") {
        if let Some(known) = own(part) {
            words.push(known.to_owned());
            continue;
        }
        words.extend(codes(part));
        break;
    }
    match words.is_empty() && !error.is_empty() {
        true => "other".to_owned(),
        false => words.join(": "),
    }
}

/// `[CODE]` and an enhanced code (RFC 3463) that words of a server begin with.
fn codes(words: &str) -> Option<String> {
    let (code, rest) = match words.strip_prefix('[').and_then(|it| it.split_once(']')) {
        Some((code, rest)) => (format!("[{}]", first_word(code)), rest),
        None => (String::new(), words),
    };
    let enhanced = first_word(rest);
    let is_digit = |c: char| c.is_ascii_digit() || c == '.';
    let is_code = enhanced.contains('.') && enhanced.chars().all(is_digit);
    let enhanced = if is_code { enhanced } else { "" };
    let codes = format!("{code} {enhanced}").trim().to_owned();
    (!codes.is_empty()).then_some(codes)
}

fn first_word(text: &str) -> &str {
    text.trim().split(' ').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::technical;

    #[test]
    fn words_of_servers_are_cut_down_to_their_codes() {
        for (given, kept) in [
            (
                "Login: sign-in rejected: [AUTHENTICATIONFAILED] Herr Groß, wrong",
                "Login: sign-in rejected: [AUTHENTICATIONFAILED]",
            ),
            (
                "Data: refused: [550] 5.7.1 Klage Müller: spam",
                "Data: refused: [550] 5.7.1",
            ),
            ("Connect: timed out", "Connect: timed out"),
            ("interrupted", "interrupted"),
            (
                "Greeting: another protocol: Klage",
                "Greeting: another protocol",
            ),
            (
                "Close: connection closed Herr Groß",
                "Close: connection closed",
            ),
            ("Herr Groß: no", "other"),
            (
                "not removed on the server: [NOPERM] Klage",
                "not removed on the server: [NOPERM]",
            ),
            ("", ""),
        ] {
            assert_eq!(technical(given), kept);
        }
    }
}
