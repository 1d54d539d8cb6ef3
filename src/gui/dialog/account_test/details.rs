//! Everything there is to say about a row, as text that can be selected and copied.

use crate::domain::account::Account;
use crate::domain::diagnosis::{Side, TestRow, TestStep};
use crate::domain::server::Endpoint;
use crate::gui::context::Context;
use crate::i18n::{Text, texts};
use crate::service::account_test::report::host;
use crate::service::account_test::words::{
    advices, certificate, finding, proposal, server, status, task,
};

/// What stands below the table for a row.
pub(super) fn of_row(row: &TestRow, account: &Account, context: &Context) -> String {
    let (side, step, ended) = (server(row.side), task(row.step), status(row.status));
    let heading = match row.class {
        Some(class) => texts::test_heading_code(side, step, ended, class.code()),
        None => texts::test_heading(side, step, ended),
    };
    let facts = certificate(&row.facts);
    // An accepted certificate's finding is its facts in short.
    let is_said = row.step == TestStep::Certificate && row.class.is_none() && !facts.is_empty();
    let found = finding(row).filter(|_| !is_said || row.facts.pinned);
    let mut lines: Vec<Text> = vec![heading];
    lines.extend(found);
    lines.extend(advices(row, host(account, row.side)));
    lines.extend(facts);
    lines.extend(row.raw.as_ref().map(texts::test_raw));
    let lines: Vec<String> = lines.into_iter().map(|it| context.say(it)).collect();
    lines.join("\n")
}

/// The same for someone who does not see the window: with the account, its servers and what would
/// mend it.
pub(super) fn report_of_row(row: &TestRow, account: &Account, context: &Context) -> String {
    let heading = texts::report_heading(&account.name, &account.address);
    let mut lines = vec![
        context.say(heading),
        servers(account, context),
        of_row(row, account, context),
    ];
    if let Some(repair) = &row.repair {
        lines.push(context.say(texts::test_repair(proposal(repair))));
    }
    lines.join("\n") + "\n"
}

/// The servers of an account with their ports.
pub(super) fn servers(account: &Account, context: &Context) -> String {
    let words = |endpoint: Option<&Endpoint>| match endpoint {
        Some(it) if !it.host.is_empty() => texts::test_plain(format!("{}:{}", it.host, it.port)),
        _ => texts::test_no_server(),
    };
    let incoming = account.incoming.as_ref().map(|it| &it.endpoint);
    let outgoing = account.outgoing.as_ref().map(|it| &it.endpoint);
    context.say(texts::test_servers(words(incoming), words(outgoing)))
}

/// The server of a side.
pub(super) fn endpoint(account: &Account, side: Side) -> Option<&Endpoint> {
    match side {
        Side::Incoming => account.incoming.as_ref().map(|it| &it.endpoint),
        Side::Outgoing => account.outgoing.as_ref().map(|it| &it.endpoint),
    }
}
