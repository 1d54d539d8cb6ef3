//! `kill -9` at random moments of a run or of sending, against the practice office's Exchange server by
//! EWS and by Graph:
//! afterwards every message is there exactly once, and every letter has left once or is told as in doubt.
//! `KONTORPOST_CRASHES` says how often (5 unless told).

#![cfg(unix)]

mod support;

use kontorpost::domain::server::Deployment;
use kontorpost::service::demo::server::{ServerOptions, Servers};
use kontorpost::service::demo::store::{INBOX, Store};
use std::collections::BTreeSet;
use std::time::Duration;
use support::Office;
use support::mails::{Numbers, mail};

const USER: &str = "anna@kontor.test";
const PASSWORD: &str = "geheim-anna";

fn crashes() -> u64 {
    std::env::var("KONTORPOST_CRASHES")
        .ok()
        .and_then(|it| it.parse().ok())
        .unwrap_or(5)
}

struct Stand {
    servers: Servers,
    office: Office,
    _directory: tempfile::TempDir,
    runtime: tokio::runtime::Runtime,
}

impl Stand {
    fn start(after_fetch: &str, deployment: Deployment) -> Self {
        let runtime = tokio::runtime::Runtime::new().expect("runtime");
        let store = Store::new();
        store.add_user(USER, PASSWORD);
        let starting = Servers::start(store, ServerOptions::default());
        let servers = runtime.block_on(starting).expect("servers");
        let directory = tempfile::tempdir().expect("directory");
        let authority = directory.path().join("ca.pem");
        std::fs::write(&authority, &servers.ca_pem).expect("authority");
        let office = Office::new(&authority);
        let port = servers.ews.port();
        office.add(
            &format!(
                "name = \"Anna\"\naddress = \"{USER}\"\n[incoming]\nprotocol = \"exchange\"\n\
                 url = \"https://localhost:{port}/EWS/Exchange.asmx\"\nuser = \"{USER}\"\n\
                 after_fetch = \"{after_fetch}\"\n[usage]\nmode = \"posteingang\"\n"
            ),
            PASSWORD,
        );
        if deployment == Deployment::Graph {
            to_the_cloud(&office, &servers);
        }
        Self {
            servers,
            office,
            _directory: directory,
            runtime,
        }
    }

    fn deliver(&self, mails: &[Vec<u8>]) {
        for mail in mails {
            let store = &self.servers.store;
            store
                .append(USER, INBOX, mail, 1_790_000_000)
                .expect("delivered");
        }
    }
}

/// Makes the account one in the cloud; its password stands for the access token.
fn to_the_cloud(office: &Office, servers: &Servers) {
    let authority = vec![servers.ca_der.clone()];
    let opened = kontorpost::service::Office::open_for_practice(&office.data(), authority);
    let opened = opened.expect("office");
    let stored = opened.accounts().expect("accounts").remove(0);
    let mut account = stored.account;
    if let Some(incoming) = &mut account.incoming {
        incoming.exchange.deployment = Deployment::Graph;
    }
    opened.edit_account(stored.id, &account).expect("edited");
}

fn receiving(after_fetch: &str, deployment: Deployment) {
    let stand = Stand::start(after_fetch, deployment);
    let _inside = stand.runtime.enter();
    let office = &stand.office;
    let mut numbers = Numbers::new(after_fetch.len() as u64 * 31);
    let mut all: BTreeSet<Vec<u8>> = BTreeSet::new();
    let mut seed = 0;
    let mut arrive = |count: u64, all: &mut BTreeSet<Vec<u8>>| {
        let mails: Vec<Vec<u8>> = (seed..seed + count)
            .map(|seed| mail(seed, 4_000 + (seed as usize % 7) * 10_000))
            .collect();
        seed += count;
        stand.deliver(&mails);
        all.extend(mails);
    };
    let mut in_the_middle = 0;
    let mut span = 400;
    for _ in 0..crashes() * 2 {
        arrive(80, &mut all);
        let mut child = office.start(&["receive", "--once"]);
        let moment = 30 + numbers.below(span);
        std::thread::sleep(Duration::from_millis(moment / 2));
        arrive(5, &mut all);
        std::thread::sleep(Duration::from_millis(moment - moment / 2));
        let _ = child.kill();
        child.wait().expect("the program ends");
        let ledger = ["--json", "ledger", "--limit", "1"];
        let runs = office.run(&ledger).done().objects();
        match runs.first() {
            Some(run) if !run["ended_at"].is_null() => span = (span * 3 / 4).max(60),
            Some(run) if run["stored"] != 0 => in_the_middle += 1,
            _ => span = (span * 5 / 4).min(10_000),
        }
    }
    office.receive();
    office.receive();
    println!("{after_fetch}: {in_the_middle} kills of a run at work");
    let wanted: Vec<Vec<u8>> = all.into_iter().collect();
    let exported = office.exported();
    assert_eq!(exported.len(), wanted.len(), "{after_fetch}");
    assert!(exported == wanted, "{after_fetch}: other bytes");
    office.check();
    let left = stand.servers.store.messages(USER, INBOX).len();
    assert_eq!(
        left,
        if after_fetch == "leave" {
            wanted.len()
        } else {
            0
        }
    );
    assert_eq!(office.last_run()["balanced"], true);
}

#[test]
fn receiving_and_leaving() {
    receiving("leave", Deployment::Ews);
}

#[test]
fn receiving_from_the_cloud_and_leaving() {
    receiving("leave", Deployment::Graph);
}

#[test]
fn receiving_from_the_cloud_and_removing() {
    receiving("remove", Deployment::Graph);
}

#[test]
fn receiving_and_removing() {
    receiving("remove", Deployment::Ews);
}

/// A letter whose documents go one by one by Graph.
fn large(id: &str) -> String {
    let line = format!("{}\r\n", "QUJD".repeat(19));
    format!(
        "From: {USER}\r\nTo: {USER}\r\nSubject: Brief\r\nMessage-ID: <{id}>\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=g\r\n\r\n--g\r\nContent-Type: text/plain\r\n\r\nText\r\n\
         --g\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; \
         filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n{}--g--\r\n",
        line.repeat(70_000)
    )
}

#[test]
fn sending() {
    send_and_crash(Deployment::Ews);
}

#[test]
fn sending_to_the_cloud() {
    send_and_crash(Deployment::Graph);
}

fn send_and_crash(deployment: Deployment) {
    let stand = Stand::start("leave", deployment);
    let _inside = stand.runtime.enter();
    let office = &stand.office;
    let mut numbers = Numbers::new(17);
    let mut count = 0;
    // Large letters take their time.
    let span = match deployment {
        Deployment::Graph => 3_000,
        Deployment::Ews => 400,
    };
    for _ in 0..crashes() {
        for _ in 0..4 {
            count += 1;
            let mut letter = format!(
                "From: {USER}\r\nTo: {USER}\r\nSubject: Brief\r\n\
                 Message-ID: <brief-{count}@kontor.test>\r\n\r\n{}\r\n",
                "Text ".repeat(30_000)
            );
            if deployment == Deployment::Graph && count % 2 == 0 {
                letter = large(&format!("brief-{count}@kontor.test"));
            }
            let file = stand.office.directory.path().join("brief.eml");
            std::fs::write(&file, letter).expect("letter");
            let file = file.to_str().expect("path");
            office.run(&["send", "--from", "1", "--eml", file]).done();
        }
        let mut child = office.start(&["outbox", "run", "--once"]);
        std::thread::sleep(Duration::from_millis(20 + numbers.below(span)));
        let _ = child.kill();
        child.wait().expect("the program ends");
    }
    for _ in 0..3 {
        office.run(&["outbox", "run", "--once"]);
        std::thread::sleep(Duration::from_secs(1));
    }
    let arrived = stand.servers.store.messages(USER, INBOX);
    let letters = office
        .run(&["--json", "outbox", "list", "--limit", "1000"])
        .done()
        .objects();
    assert_eq!(letters.len(), count);
    for number in 1..=count {
        let id = format!("brief-{number}@kontor.test");
        let has = |raw: &[u8]| String::from_utf8_lossy(raw).contains(&id);
        let times = arrived.iter().filter(|it| has(&it.raw)).count();
        let mut told = letters.iter();
        let letter = told
            .find(|it| it["message_id"] == id.as_str())
            .expect("told");
        match letter["state"].as_str() {
            Some("gesendet") => assert_eq!(times, 1, "{letter}"),
            // In doubt, or still waiting: never twice.
            _ => assert!(times <= 1, "{letter}"),
        }
    }
}

// Only here the system says how much memory a process has had at the most.
#[cfg(target_os = "linux")]
/// Megabytes that the program needed at the most while it received.
fn peak(child: &mut std::process::Child) -> u64 {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("asked").is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|it| it.strip_prefix("VmHWM:"));
        let number = line.and_then(|it| it.trim().split(' ').next()?.parse::<u64>().ok());
        peak = peak.max(number.unwrap_or_default() / 1_024);
        std::thread::sleep(Duration::from_millis(5));
    }
    peak
}

#[cfg(target_os = "linux")]
#[test]
fn a_large_message_needs_little_memory() {
    for deployment in [Deployment::Ews, Deployment::Graph] {
        let stand = Stand::start("leave", deployment);
        let _inside = stand.runtime.enter();
        let mails = [mail(1, 3_000), mail(2, 64 << 20)];
        let mut peaks = Vec::new();
        for it in &mails {
            stand.deliver(std::slice::from_ref(it));
            let mut child = stand.office.start(&["receive", "--once"]);
            peaks.push(peak(&mut child));
        }
        println!("{deployment:?}: {peaks:?} MB for a small message and one of 64 MB");
        let exported: BTreeSet<Vec<u8>> = stand.office.exported().into_iter().collect();
        assert!(exported == BTreeSet::from(mails), "{deployment:?}");
        let [small, large] = peaks.as_slice() else {
            panic!("two runs");
        };
        assert!(*small > 5, "it was measured at all");
        assert!(*large < small + 32, "{deployment:?}: {peaks:?} MB");
    }
}
