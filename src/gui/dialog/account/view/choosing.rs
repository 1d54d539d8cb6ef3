//! "Server wählen (optional)" with its list, and the search for settings.

use super::super::entry::CHOOSER;
use super::super::search::{Found, Offer};
use super::super::{Message, chooser};
use super::parts::Sheet;
use crate::domain::discovery::Mailbox;
use crate::domain::preset::Preset;
use crate::gui::icon::{Icon, Tint};
use crate::gui::style;
use crate::gui::theme::{SIZE, SMALL};
use crate::gui::widget::{Choice, button, check, field, hint, label, type_ahead};
use crate::i18n::{Text, texts};
use crate::service::discover_words::{hint as hint_words, list, protocol, security};
use iced::widget::{column, container, mouse_area, row, rule, space, text};
use iced::{Center, Element, Fill};

impl<'a> Sheet<'a> {
    /// The choice of a provider.
    pub(super) fn chooser(&self) -> Element<'a, Message> {
        let chooser = &self.dialog.chooser;
        let typed = |it| Message::Chooser(chooser::Message::Typed(it));
        let input = field(CHOOSER, &chooser.typed, Some(typed), false);
        let on_key = |key: &_, modifiers| chooser.key(key, modifiers).map(Message::Chooser);
        let leave = Message::Chooser(chooser::Message::Left);
        let input = type_ahead(input, on_key, chooser.is_open.then_some(leave));
        let can_search = Mailbox::parse(&self.dialog.form.address).is_some();
        let search = button(
            Some((Icon::Search, Tint::Accent)),
            &self.say(texts::account_button_search()),
            can_search.then_some(Message::Search),
            Choice::Other,
        );
        let control = row![input, search].spacing(8).align_y(Center);
        let below = match (chooser.is_open, chooser.preset) {
            (true, _) => vec![self.providers()],
            (false, Some(preset)) => self.provider_hints(preset),
            (false, None) => Vec::new(),
        };
        self.row(Some(texts::account_label_chooser()), control, below)
    }

    fn providers(&self) -> Element<'a, Message> {
        let (rows, more) = self.dialog.chooser.window();
        if rows.is_empty() {
            return hint(self.say(texts::account_chooser_none()));
        }
        let rows = rows.into_iter().map(|(preset, is_chosen)| {
            // Words of less weight could not be read on the chosen row in high contrast.
            let domains: Element<'a, Message> = match is_chosen {
                true => text(domains(preset)).size(SMALL).into(),
                false => hint(domains(preset)),
            };
            let words = row![text(&preset.name).size(SIZE), space().width(Fill), domains]
                .spacing(10)
                .align_y(Center);
            let line = container(words)
                .padding([3, 8])
                .width(Fill)
                .style(style::row_style(is_chosen, false));
            let taken = Message::Chooser(chooser::Message::Taken(&preset.id));
            mouse_area(line).on_press(taken).into()
        });
        let mut all = column(rows);
        if more > 0 {
            let words = hint(self.say(texts::account_chooser_more(more)));
            all = all.push(container(words).padding([3, 8]));
        }
        container(all).padding(1).style(style::menu_panel).into()
    }

    /// What a person should know of the chosen provider.
    fn provider_hints(&self, preset: &'a Preset) -> Vec<Element<'a, Message>> {
        let words = preset.hints.iter();
        let words = words.filter_map(|it| Text::find(&format!("discover-provider-{it}")));
        let mut lines: Vec<_> = words
            .map(|it| self.remark(Icon::Info, Tint::Accent, it))
            .collect();
        if let Some(minutes) = preset.pop_min_interval_min {
            let words = texts::discover_hint_pop_interval(minutes);
            lines.push(self.remark(Icon::Info, Tint::Accent, words));
        }
        if !preset.is_complete() {
            lines.push(self.warning(texts::account_chooser_individual(&preset.name)));
        }
        if let Some(page) = &preset.help {
            lines.push(hint(self.say(texts::account_chooser_help(page))));
        }
        lines
    }

    /// What the search has found so far.
    pub(super) fn search(&self) -> Element<'a, Message> {
        let search = &self.dialog.search;
        if !search.is_shown {
            return column![].into();
        }
        let state = match (search.is_running, search.found.is_empty()) {
            (true, _) if !search.agreed.is_empty() => texts::account_search_running_agreed(),
            (true, _) => texts::account_search_running(),
            (false, true) if !search.offers.is_empty() => texts::account_search_asks(),
            (false, true) => texts::account_search_nothing(),
            (false, false) => texts::account_search_done(),
        };
        let hide = button(
            None,
            &self.say(texts::account_search_hide()),
            Some(Message::HideSearch),
            Choice::Other,
        );
        let head = row![text(self.say(state)).size(SIZE).width(Fill), hide]
            .spacing(8)
            .align_y(Center);
        let mut all = column![head].spacing(6);
        for (at, found) in search.found.iter().enumerate() {
            all = all.push(rule::horizontal(1)).push(self.found(at, found));
        }
        for (at, offer) in search.offers.iter().enumerate() {
            all = all.push(rule::horizontal(1)).push(self.offer(at, offer));
        }
        for note in &search.notes {
            all = all.push(self.remark(Icon::Info, Tint::Muted, note.clone()));
        }
        let ispdb = check(
            &self.say(texts::account_search_ispdb()),
            search.asks_ispdb,
            Some(Message::Ispdb),
        );
        let all = all.push(rule::horizontal(1)).push(ispdb);
        let panel = container(all).padding([8, 10]).style(style::panel);
        container(panel.width(Fill))
            .padding(iced::Padding::ZERO.bottom(9))
            .into()
    }

    /// A host that a person must agree to first.
    fn offer(&self, at: usize, offer: &'a Offer) -> Element<'a, Message> {
        let mailbox = Mailbox::parse(&self.dialog.form.address);
        let domain = mailbox.map(|it| it.domain).unwrap_or_default();
        let words = match offer.is_foreign {
            true => texts::account_search_offer_foreign(&offer.host, domain),
            false => texts::account_search_offer(&offer.host, domain),
        };
        let can_sign_in = self.dialog.can_sign_in();
        let mut words = column![self.remark(Icon::Info, Tint::Accent, words)].spacing(2);
        if !can_sign_in {
            words = words.push(hint(self.say(texts::account_search_offer_password())));
        }
        let confirm = button(
            None,
            &self.say(texts::account_search_confirm()),
            can_sign_in.then_some(Message::Confirm(at)),
            Choice::Other,
        );
        row![words.width(Fill), confirm]
            .spacing(8)
            .align_y(Center)
            .into()
    }

    fn found(&self, at: usize, found: &'a Found) -> Element<'a, Message> {
        let proposal = &found.proposal;
        let name = protocol(proposal.service);
        let language = self.context.language;
        let sources = list(&found.sources, language);
        let Some(target) = &proposal.target else {
            return hint(self.say(texts::account_found_absent(name, sources)));
        };
        let server = self.say(texts::account_found_line(
            name,
            &target.host,
            target.port.to_string(),
            security(target.security),
        ));
        let mut words = column![label(&server.replace('&', "&&"))].spacing(2);
        if let Some(user) = &proposal.user {
            words = words.push(hint(self.say(texts::account_found_user(user))));
        }
        words = words.push(hint(self.say(texts::account_found_sources(sources))));
        for it in &proposal.hints {
            if let Some(it) = hint_words(it, proposal) {
                words = words.push(self.remark(Icon::Info, Tint::Muted, it));
            }
        }
        let take = button(
            None,
            &self.say(texts::account_found_take()),
            Some(Message::TakeFound(at)),
            Choice::Other,
        );
        row![words.width(Fill), take]
            .spacing(8)
            .align_y(Center)
            .into()
    }
}

/// The first domains of a provider.
fn domains(preset: &Preset) -> String {
    const SHOWN: usize = 2;
    let first: Vec<&str> = preset
        .domains
        .iter()
        .take(SHOWN)
        .map(String::as_str)
        .collect();
    let rest = if preset.domains.len() > SHOWN {
        " …"
    } else {
        ""
    };
    format!("{}{rest}", first.join(", "))
}
