//! The page for the hotline: what was tested, when and how it ended, as text or HTML. No secret is
//! in it, because none is in a row.

use super::TestReport;
use super::words::{advices, certificate, finding, proposal, server, status, task};
use crate::domain::account::Account;
use crate::domain::diagnosis::{Side, TestRow};
use crate::i18n::{Arg, Language, Text, texts};
use crate::service::error::{Error, Result};
use crate::storage::now;
use std::path::Path;

/// Host and port of a side, with its protection and name to sign in with.
fn endpoint(account: &Account, side: Side) -> Option<String> {
    let (kind, endpoint, user) = match side {
        Side::Incoming => {
            let it = account.incoming.as_ref()?;
            (it.protocol.word(), &it.endpoint, it.user.as_str())
        }
        Side::Outgoing => {
            let it = account.outgoing.as_ref()?;
            ("smtp", &it.endpoint, "")
        }
    };
    if endpoint.host.is_empty() {
        return None;
    }
    let (host, port, security) = (&endpoint.host, endpoint.port, endpoint.security.word());
    let line = format!("{kind} {host}:{port} {security} {user}");
    Some(line.trim_end().to_owned())
}

/// The host that a row is about.
pub fn host(account: &Account, side: Side) -> &str {
    match side {
        Side::Incoming => account.incoming.as_ref().map(|it| &it.endpoint),
        Side::Outgoing => account.outgoing.as_ref().map(|it| &it.endpoint),
    }
    .map_or("", |it| it.host.as_str())
}

/// Everything there is to say about a row below its first line.
pub fn details(row: &TestRow, account: &Account) -> Vec<Text> {
    let mut lines: Vec<Text> = Vec::new();
    if let Some(class) = row.class {
        lines.push(texts::test_code(class.code()));
    }
    lines.extend(advices(row, host(account, row.side)));
    if row.class.is_some() {
        lines.extend(certificate(&row.facts));
    }
    if let Some(repair) = &row.repair {
        lines.push(texts::test_repair(proposal(repair)));
    }
    if let Some(raw) = &row.raw {
        lines.push(texts::test_raw(raw));
    }
    lines
}

/// The page as text.
pub fn text(account: &Account, report: &TestReport, language: Language) -> String {
    let show = |text: Text| text.show(language);
    let mut page = vec![show(heading(account))];
    page.extend([Side::Incoming, Side::Outgoing].iter().filter_map(|side| {
        let line = endpoint(account, *side)?;
        Some(format!("{}: {line}", show(server(*side))))
    }));
    page.push(show(texts::report_program(
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        Arg::Moment(now()),
    )));
    page.push(String::new());
    for row in &report.rows {
        let found = finding(row).map(show).unwrap_or_default();
        page.push(format!(
            "{:<13} {:<28} {:<15} {:>6} ms  {found}",
            show(server(row.side)),
            show(task(row.step)),
            show(status(row.status)),
            row.duration.as_millis(),
        ));
        let lines = details(row, account).into_iter();
        page.extend(lines.map(|it| format!("    {}", show(it))));
    }
    page.push(String::new());
    page.push(show(match report.is_passed() {
        true => texts::test_passed(),
        false => texts::test_failed(),
    }));
    page.join("\n") + "\n"
}

fn heading(account: &Account) -> Text {
    texts::report_heading(&account.name, &account.address)
}

/// The page as HTML that needs nothing from anywhere.
pub fn html(account: &Account, report: &TestReport, language: Language) -> String {
    let show = |text: Text| escape(&text.show(language));
    let mut rows = String::new();
    for row in &report.rows {
        let lines: Vec<String> = finding(row)
            .into_iter()
            .chain(details(row, account))
            .map(show)
            .collect();
        rows.push_str(&format!(
            "<tr class=\"{}\"><td>{}</td><td>{}</td><td>{}</td><td>{} ms</td><td>{}</td></tr>\n",
            row.status.word(),
            show(task(row.step)),
            show(server(row.side)),
            show(status(row.status)),
            row.duration.as_millis(),
            lines.join("<br>"),
        ));
    }
    let columns: String = [
        texts::column_task(),
        texts::column_server(),
        texts::column_status(),
        texts::column_duration(),
        texts::column_finding(),
    ]
    .into_iter()
    .map(|it| format!("<th>{}</th>", show(it)))
    .collect();
    let servers: Vec<String> = [Side::Incoming, Side::Outgoing]
        .iter()
        .filter_map(|side| Some(escape(&endpoint(account, *side)?)))
        .collect();
    let title = show(heading(account));
    let program = show(texts::report_program(
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        Arg::Moment(now()),
    ));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>\n\
         <style>body{{font-family:sans-serif}}td,th{{border:1px solid #aaa;padding:4px 8px;\
         text-align:left;vertical-align:top}}table{{border-collapse:collapse}}\
         .failed{{background:#fbe3e1}}.warning{{background:#fff4cf}}</style></head>\n\
         <body><h1>{title}</h1>\n<p>{}<br>{program}</p>\n\
         <table><tr>{columns}</tr>\n{rows}</table></body></html>\n",
        language.code(),
        servers.join("<br>"),
    )
}

/// Writes the page to a file: as HTML where the name ends so, else as text.
///
/// # Errors
/// [`Error::File`].
pub fn write(
    file: &Path,
    account: &Account,
    report: &TestReport,
    language: Language,
) -> Result<()> {
    let is_html = file
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("html") || it.eq_ignore_ascii_case("htm"));
    let page = match is_html {
        true => html(account, report, language),
        false => text(account, report, language),
    };
    std::fs::write(file, page).map_err(|error| Error::file(file, &error))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
