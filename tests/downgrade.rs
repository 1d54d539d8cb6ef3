//! A server that has once offered NTLM is never told the password itself, in no later run and for no other
//! account: whoever takes NTLM away would read it.

#![cfg(unix)]

mod support;

use std::io::{BufRead, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use support::Office;
use support::network::{Certificates, Log};

/// A server that offers NTLM and Basic, later Basic alone, and writes down what it is told.
fn server(certificates: &Certificates, is_weak: &Arc<AtomicBool>, log: &Log) -> u16 {
    let (is_weak, log) = (is_weak.clone(), log.clone());
    certificates.serve(move |mut wire| {
        loop {
            let (mut head, mut length) = (String::new(), 0_usize);
            loop {
                let mut line = String::new();
                if wire.read_line(&mut line)? == 0 {
                    return Ok(());
                }
                if line.trim().is_empty() {
                    break;
                }
                let line = line.trim().to_lowercase();
                if let Some(number) = line.strip_prefix("content-length: ") {
                    length = number.parse().unwrap_or_default();
                }
                head.push_str(&line);
                head.push('|');
            }
            let mut body = vec![0; length];
            wire.read_exact(&mut body)?;
            log.lock().expect("log").push(head);
            let strong = match is_weak.load(Ordering::SeqCst) {
                true => "",
                false => "WWW-Authenticate: NTLM\r\n",
            };
            let answer = format!(
                "HTTP/1.1 401 Unauthorized\r\n{strong}WWW-Authenticate: Basic realm=\"x\"\r\n\
                 Content-Length: 0\r\n\r\n"
            );
            let stream = wire.get_mut();
            stream.write_all(answer.as_bytes())?;
            stream.flush()?;
        }
    })
}

fn rollout(name: &str, port: u16) -> String {
    format!(
        "name = \"{name}\"\naddress = \"{name}@kanzlei.example\"\n[incoming]\n\
         protocol = \"exchange\"\nurl = \"https://localhost:{port}/EWS/Exchange.asmx\"\n\
         user = \"{name}\"\n[usage]\nmode = \"posteingang\"\n"
    )
}

fn told_in_the_clear(log: &Log) -> usize {
    let log = log.lock().expect("log");
    let all = log.iter().filter(|it| it.contains("authorization: basic"));
    all.count()
}

#[test]
fn what_was_offered_once_is_wanted_in_every_later_run() {
    let certificates = Certificates::new(&["localhost"]);
    let (is_weak, log) = (Arc::new(AtomicBool::new(false)), Log::default());
    let port = server(&certificates, &is_weak, &log);
    let office = Office::new(&certificates.authority());
    let anna = office.add(&rollout("anna", port), "geheim");
    // Offered, but not even a sign-in comes of it: the server breaks its own rules.
    office.run(&["receive", "--once"]).failed(1, "");
    assert_eq!(told_in_the_clear(&log), 0);
    is_weak.store(true, Ordering::SeqCst);
    office.run(&["receive", "--once"]).failed(1, "NTLM");
    assert_eq!(told_in_the_clear(&log), 0, "{:?}", log.lock());
    // The account test says so, with what to do.
    let number = anna.to_string();
    let tested = office.run(&["--json", "account", "test", &number]);
    let rows = tested.objects();
    let login = rows
        .iter()
        .find(|it| it["step"] == "login" && it["server"] == "incoming");
    assert_eq!(login.expect("a row")["code"], "E-AUTH-21");
    // An account that comes later knows it as well.
    office.add(&rollout("berta", port), "auch-geheim");
    office.run(&["receive", "--once"]).failed(1, "NTLM");
    assert_eq!(told_in_the_clear(&log), 0, "{:?}", log.lock());
}
