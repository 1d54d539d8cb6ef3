//! Import from a real Dovecot over TLS, beside the limit (the same bytes drained over one TLS
//! connection into nothing) and the best peers (mbsync, mpop), all in one run.
//!
//! `cargo bench --bench import` measures everything; `-- --messages 1000 --rounds 1 --quick` only a
//! part of it. Times differ between machines and hours, so the ratios are what counts.

#[path = "../../tests/support/mod.rs"]
mod support;

mod drain;
mod measure;
mod peers;

use measure::{Measured, median, megabytes, report};
use support::Office;
use support::dovecot::{Dovecot, Options};
use support::mails::{Numbers, mail};

/// What is asked for on the command line.
struct Plan {
    messages: u64,
    rounds: usize,
    /// Without the slow peers, the 50,000 messages and the one of 100 MB.
    quick: bool,
}

fn plan() -> Plan {
    let arguments: Vec<String> = std::env::args().collect();
    let number = |name: &str, usual: u64| {
        let at = arguments.iter().position(|it| it == name);
        at.and_then(|at| arguments.get(at + 1)?.parse().ok())
            .unwrap_or(usual)
    };
    Plan {
        messages: number("--messages", 10_000),
        rounds: number("--rounds", 3) as usize,
        quick: arguments.iter().any(|it| it == "--quick"),
    }
}

/// Office mail from a seed: median 20 KB, one in a thousand of 5 to 25 MB.
fn size(seed: u64) -> usize {
    let mut numbers = Numbers::new(seed ^ 0x5eed);
    match seed % 1_000 {
        500 => (5 + numbers.below(21) as usize) << 20,
        _ => match numbers.below(100) {
            0..50 => 3_000 + numbers.below(17_000) as usize,
            50..95 => 20_000 + numbers.below(40_000) as usize,
            _ => 60_000 + numbers.below(400_000) as usize,
        },
    }
}

fn fill(dovecot: &Dovecot, user: &str, sizes: impl Iterator<Item = (u64, usize)>) -> u64 {
    let mut total = 0;
    let mut batch = Vec::new();
    for (seed, size) in sizes {
        batch.push(mail(seed, size));
        if batch.len() == 500 || size > 1 << 20 {
            total += batch.iter().map(|it| it.len() as u64).sum::<u64>();
            dovecot.deliver(user, &std::mem::take(&mut batch));
        }
    }
    total += batch.iter().map(|it| it.len() as u64).sum::<u64>();
    dovecot.deliver(user, &batch);
    total
}

/// An office with one account.
fn office(dovecot: &Dovecot, user: &str, protocol: &str) -> Office {
    let office = Office::new(&dovecot.authority());
    let rollout = dovecot.rollout(user, protocol, "tls", "leave");
    office.add(&rollout, &format!("geheim-{user}"));
    office
}

fn receive(office: &Office) -> Measured {
    measure::run(office.command(&["receive", "--once"]))
}

fn count(office: &Office) -> u64 {
    let run = office.last_run();
    assert_eq!(run["red"], false, "{run}");
    run["on_server"].as_u64().unwrap_or(0)
}

fn database(office: &Office) -> u64 {
    let entries = std::fs::read_dir(office.data()).expect("data directory");
    entries
        .filter_map(|it| it.ok()?.metadata().ok())
        .map(|it| it.len())
        .sum()
}

fn main() {
    // `cargo test --benches` starts this too, without anything to measure.
    if !std::env::args().any(|it| it == "--bench") {
        return;
    }
    let plan = plan();
    let dovecot = Dovecot::start_with(&Options::default());
    println!("{} messages are being generated …", plan.messages);
    let bytes = fill(&dovecot, "u0", (0..plan.messages).map(|n| (n, size(n))));
    println!(
        "{} messages, {} MB; rounds: {}",
        plan.messages,
        megabytes(bytes),
        plan.rounds
    );
    // Dovecot writes its index at the first contact; nobody is to pay for it.
    drain::imap(&dovecot, "u0");
    drain::pop3(&dovecot, "u0");
    import(&dovecot, &plan, bytes);
    large_message(&dovecot, "u2", 25);
    if plan.quick {
        return;
    }
    large_message(&dovecot, "u3", 100);
    many(&dovecot, 50_000);
}

fn import(dovecot: &Dovecot, plan: &Plan, bytes: u64) {
    let mut drains = [Vec::new(), Vec::new()];
    let mut ours = [Vec::new(), Vec::new()];
    let mut again = [Vec::new(), Vec::new()];
    let mut others: Vec<(peers::Peer, Vec<Measured>, Vec<Measured>)> = peers::installed()
        .into_iter()
        .filter(|it| !plan.quick || !it.is_slow())
        .map(|it| (it, Vec::new(), Vec::new()))
        .collect();
    let mut size = 0;
    for round in 0..plan.rounds {
        for (at, protocol) in ["imap", "pop3"].into_iter().enumerate() {
            drains[at].push(match protocol {
                "imap" => drain::imap(dovecot, "u0"),
                _ => drain::pop3(dovecot, "u0"),
            });
            let office = office(dovecot, "u0", protocol);
            ours[at].push(receive(&office));
            assert_eq!(count(&office), plan.messages);
            again[at].push(receive(&office));
            size = database(&office);
        }
        for (peer, first, second) in &mut others {
            // The slow ones are measured once.
            if round == 0 || !peer.is_slow() {
                let directory = tempfile::tempdir().expect("directory");
                first.push(measure::run(peer.command(dovecot, "u0", directory.path())));
                assert_eq!(peers::stored(directory.path()), plan.messages);
                second.push(measure::run(peer.command(dovecot, "u0", directory.path())));
            }
        }
    }
    let limits = [median(&drains[0]), median(&drains[1])];
    report("drain, IMAP", &limits[0], limits[0].seconds);
    report("drain, POP3", &limits[1], limits[1].seconds);
    report("Kontorpost, IMAP", &median(&ours[0]), limits[0].seconds);
    report("Kontorpost, POP3", &median(&ours[1]), limits[1].seconds);
    for (peer, first, _) in &others {
        let limit = limits[usize::from(peer.is_pop3())].seconds;
        report(peer.name(), &median(first), limit);
    }
    println!("nothing new");
    report("Kontorpost, IMAP", &median(&again[0]), limits[0].seconds);
    report("Kontorpost, POP3", &median(&again[1]), limits[1].seconds);
    for (peer, _, second) in &others {
        let limit = limits[usize::from(peer.is_pop3())].seconds;
        report(peer.name(), &median(second), limit);
    }
    println!(
        "database with its index: {} MB, {:.2} of the raw bytes",
        megabytes(size),
        size as f64 / bytes as f64
    );
}

/// Peak memory with one large message among a few small ones.
fn large_message(dovecot: &Dovecot, user: &str, megabytes: usize) {
    let sizes = (0..10).map(|n| (n, if n == 5 { megabytes << 20 } else { 20_000 }));
    fill(dovecot, user, sizes);
    for protocol in ["imap", "pop3"] {
        let office = office(dovecot, user, protocol);
        let measured = receive(&office);
        assert_eq!(count(&office), 10);
        println!("one message of {megabytes} MB, {protocol}: {measured}");
    }
}

/// A mailbox of many small messages: the first import, and a run with nothing new.
fn many(dovecot: &Dovecot, messages: u64) {
    fill(dovecot, "u1", (0..messages).map(|n| (n, 1_500)));
    drain::imap(dovecot, "u1");
    drain::pop3(dovecot, "u1");
    for protocol in ["imap", "pop3"] {
        let office = office(dovecot, "u1", protocol);
        println!("{messages} messages, {protocol}: {}", receive(&office));
        assert_eq!(count(&office), messages);
        let again: Vec<Measured> = (0..3).map(|_| receive(&office)).collect();
        println!(
            "{messages} messages, {protocol}, nothing new: {}",
            median(&again)
        );
    }
    for peer in peers::installed().into_iter().filter(|it| !it.is_slow()) {
        let directory = tempfile::tempdir().expect("directory");
        let again = || measure::run(peer.command(dovecot, "u1", directory.path()));
        println!("{messages} messages, {}: {}", peer.name(), again());
        println!(
            "{messages} messages, {}, nothing new: {}",
            peer.name(),
            again()
        );
    }
}
