//! The pages about servers: "Empfang Allgemein", "Empfang per Scanner", "E-Mail-Versand". They show
//! the account that does it; it is changed in its own dialog, which also tests it.

use super::view::{Reach, Sheet, beside};
use super::{Link, Message};
use crate::domain::account::StoredAccount;
use crate::domain::server::{Endpoint, OutgoingAuth, Protocol};
use crate::domain::usage::Mode;
use crate::gui::icon::{Icon, Tint};
use crate::gui::style;
use crate::gui::theme::{self, SIZE};
use crate::gui::widget::px;
use crate::i18n::{Text, texts};
use crate::service::discover_words;
use iced::widget::{column, container, row, text};
use iced::{Element, Fill};

/// Width of the names of fixed values.
const NAMES: f32 = 150.0;

/// "Empfang Allgemein".
pub(super) fn empfang<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    receiving(
        sheet,
        Mode::Einlesen,
        texts::einstellungen_empfang(),
        texts::einstellungen_empfang_hint(),
    )
}

/// "Empfang per Scanner".
pub(super) fn scanner<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    receiving(
        sheet,
        Mode::Scanner,
        texts::einstellungen_scanner(),
        texts::einstellungen_scanner_hint(),
    )
}

fn receiving<'a>(sheet: &Sheet<'a>, mode: Mode, name: Text, words: Text) -> Element<'a, Message> {
    let all = sheet.loaded.accounts.iter();
    let own: Vec<_> = all.filter(|it| it.account.usage.mode == mode).collect();
    let mut body = vec![sheet.note((Icon::Info, Tint::Accent), words)];
    if own.is_empty() {
        body.push(
            text(sheet.say(texts::einstellungen_no_account()))
                .size(SIZE)
                .into(),
        );
    }
    for stored in own {
        body.push(account(sheet, stored, incoming(sheet, stored)));
    }
    if sheet.loaded.is_verwalter {
        let add = Message::Go(Link::NewAccount(mode));
        body.push(beside(vec![sheet.button(
            Icon::MailAdd,
            texts::einstellungen_account_new(),
            Some(add),
        )]));
    }
    sheet.part(name, Reach::Office, body)
}

/// "E-Mail-Versand".
pub(super) fn versand<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let words = texts::einstellungen_versand_hint();
    let mut body = vec![sheet.note((Icon::Info, Tint::Accent), words)];
    let mut all = sheet.loaded.accounts.iter();
    match all.find(|it| it.account.usage.kanzlei) {
        Some(stored) => body.push(account(sheet, stored, outgoing(sheet, stored))),
        None => {
            let words = sheet.say(texts::einstellungen_no_kanzlei());
            body.push(text(words).size(SIZE).into());
        }
    }
    body.push(beside(vec![sheet.button(
        Icon::MailSettings,
        texts::einstellungen_accounts(),
        Some(Message::Go(Link::Accounts)),
    )]));
    sheet.part(texts::einstellungen_versand(), Reach::Office, body)
}

/// An account with its values and what can be done with it.
fn account<'a>(
    sheet: &Sheet<'a>,
    stored: &'a StoredAccount,
    values: Vec<(Text, String)>,
) -> Element<'a, Message> {
    let account = &stored.account;
    let name = match account.active {
        true => format!("{} <{}>", account.name, account.address),
        false => sheet.say(texts::einstellungen_account_inactive(
            &account.name,
            &account.address,
        )),
    };
    let lines = values.into_iter().map(|(words, value)| {
        let value = match value.as_str() {
            "" => "–".to_owned(),
            _ => value,
        };
        row![
            container(text(sheet.say(words)).size(SIZE).style(style::muted)).width(px(NAMES)),
            text(value).size(SIZE).width(Fill)
        ]
        .spacing(8)
        .into()
    });
    let can = sheet.loaded.is_verwalter;
    let edit = Message::Go(Link::EditAccount(stored.id));
    let test = Message::Go(Link::TestAccount(stored.id));
    let buttons = beside(vec![
        sheet.button(
            Icon::Edit,
            texts::einstellungen_account_edit(),
            can.then_some(edit),
        ),
        sheet.button(
            Icon::Plug,
            texts::einstellungen_account_test(),
            can.then_some(test),
        ),
    ]);
    let body = column![column(lines).spacing(6), buttons].spacing(12);
    let name = text(name).size(SIZE).font(theme::UI_BOLD);
    let body = column![name, body].spacing(8);
    container(body)
        .padding([10, 12])
        .width(Fill)
        .style(style::panel)
        .into()
}

fn server(sheet: &Sheet<'_>, endpoint: &Endpoint) -> String {
    sheet.say(discover_words::security(endpoint.security))
}

fn incoming(sheet: &Sheet<'_>, stored: &StoredAccount) -> Vec<(Text, String)> {
    let Some(incoming) = &stored.account.incoming else {
        return Vec::new();
    };
    let protocol = match incoming.protocol {
        Protocol::Imap => "IMAP",
        Protocol::Pop3 => "POP3",
        Protocol::Exchange => "MS Exchange-Server",
    };
    let endpoint = &incoming.endpoint;
    vec![
        (texts::einstellungen_server(), protocol.to_owned()),
        (texts::einstellungen_url(), endpoint.host.clone()),
        (texts::einstellungen_port(), endpoint.port.to_string()),
        (texts::einstellungen_ssl(), server(sheet, endpoint)),
        (texts::einstellungen_user(), incoming.user.clone()),
        (texts::einstellungen_password(), "••••••••".to_owned()),
    ]
}

fn outgoing(sheet: &Sheet<'_>, stored: &StoredAccount) -> Vec<(Text, String)> {
    let Some(outgoing) = &stored.account.outgoing else {
        return Vec::new();
    };
    let endpoint = &outgoing.endpoint;
    let (auth, user) = match &outgoing.auth {
        OutgoingAuth::Same => {
            let incoming = stored.account.incoming.as_ref();
            let user = incoming.map(|it| it.user.clone()).unwrap_or_default();
            (texts::einstellungen_auth_same(), user)
        }
        OutgoingAuth::Own { user } => (texts::einstellungen_auth_own(), user.clone()),
        OutgoingAuth::Oauth2 { user } => (texts::einstellungen_auth_oauth2(), user.clone()),
        OutgoingAuth::None => (texts::einstellungen_auth_none(), String::new()),
    };
    vec![
        (texts::einstellungen_smtp_server(), endpoint.host.clone()),
        (texts::einstellungen_smtp_port(), endpoint.port.to_string()),
        (texts::einstellungen_ssl(), server(sheet, endpoint)),
        (texts::einstellungen_auth(), sheet.say(auth)),
        (texts::einstellungen_user(), user),
    ]
}
