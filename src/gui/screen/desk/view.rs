//! What is seen of the main screen.

use super::going::part_of;
use super::spot::Spot;
use super::verb::Verb;
use super::{Desk, Message, Preview, helping, searching};
use crate::domain::desk::Listing;
use crate::gui::context::Context;
use crate::gui::dialog::pick::Pick;
use crate::gui::icon::{Icon, Tint};
use crate::gui::preferences::Preferences;
use crate::gui::screen::who;
use crate::gui::style;
use crate::gui::theme::SMALL;
use crate::gui::widget::grid::Grid;
use crate::gui::widget::{
    Choice, Form, Frame, button, check, drag_layer, field, form, hint, label, picker, spinner,
};
use crate::i18n::texts;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{center, column, container, row, rule, space, stack, text};
use iced::{Center, Element, Fill, Length};

/// With less room than this the tool bar stands on several lines.
const SHORT: f32 = 980.0;
/// With less room than this the navigation is narrower.
const NARROW: f32 = 700.0;

impl Desk {
    /// What is seen.
    pub fn view<'a>(
        &'a self,
        context: &'a Context,
        preferences: Preferences,
    ) -> Element<'a, Message> {
        let is_narrow = preferences.size.width < NARROW;
        let is_short = preferences.size.width < SHORT;
        let bar = container(self.window_bar(context, is_short))
            .padding([5, 8])
            .width(Fill)
            .style(style::footer);
        let places = self.nav.view(self.spot, |line| self.takes(line), context);
        let body = row![
            container(places.map(Message::Nav))
                .width(if is_narrow { 150 } else { 236 })
                .height(Fill)
                .style(style::head),
            rule::vertical(1).style(style::line),
            self.place(context),
        ];
        let page = column![
            bar,
            rule::horizontal(1).style(style::line),
            self.caution_bar(context),
            who::bar(context, Message::Who),
            self.deserted_bar(context),
            self.sign_in_bar(context),
            self.notice_bar(context),
            container(body).height(Fill),
            rule::horizontal(1).style(style::line),
            self.foot(context),
        ];
        let dragged = self.dragged.map(|it| context.say(texts::mail_count(it)));
        let page = drag_layer(page, dragged, Message::DragEnded);
        let page = self.with_menus(page, context, preferences);
        self.with_keys(form(page), context).into()
    }

    /// Keys of the window. Those of verbs come after what has the focus: a field undoes its own.
    fn with_keys<'a>(&self, form: Form<'a, Message>, context: &Context) -> Form<'a, Message> {
        let first = match self.first.is_wanted(context) {
            true => self.first.enter().map(Message::First),
            false => self.is_empty().then_some(Message::FirstAccount),
        };
        let search = Message::Search(searching::Message::Focus);
        let letter = |it: &str| Key::Character(it.into());
        let mut form = form
            .initial_focus("mails")
            .focus_on(self.focus.clone())
            .default_maybe(first)
            .key(Key::Named(Named::F5), Modifiers::empty(), Message::Fetch)
            .key(
                Key::Named(Named::F1),
                Modifiers::empty(),
                Message::Help(helping::Message::Help),
            )
            .key(letter("f"), Modifiers::COMMAND, search.clone())
            .key(letter("e"), Modifiers::COMMAND, search)
            .key(letter("n"), Modifiers::COMMAND, Message::New);
        // A field would keep Escape to itself.
        if self.spot == Spot::Suche {
            let leave = Message::Search(searching::Message::Leave);
            form = form.key(Key::Named(Named::Escape), Modifiers::empty(), leave);
        }
        let offered = super::verb::menu(self.spot);
        for verb in Verb::ALL {
            let in_bar = super::verb::bar(self.spot).contains(&verb) || verb == Verb::Undo;
            let is_offered = in_bar || offered.contains(&verb);
            // The table itself says when Del is meant.
            if let Some((key, modifiers, _)) = verb.key().filter(|_| is_offered)
                && verb != Verb::Delete
            {
                form = form.late_key(key, modifiers, Message::Verb(verb));
            }
        }
        form
    }

    /// Nothing was ever set up here.
    pub(super) fn is_empty(&self) -> bool {
        let known = &self.nav.known;
        let stored = known.stored.first().copied().unwrap_or(0);
        self.is_loaded && known.accounts.is_empty() && stored == 0
    }

    /// The chosen place.
    fn place<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        if self.first.is_wanted(context) && self.spot.is_posteingang() {
            return self.first.view(context).map(Message::First);
        }
        if self.is_empty() && self.spot.is_posteingang() {
            return self.welcome(context);
        }
        let content = match self.spot {
            Spot::Quarantaene => self.quarantaene.view(context).map(Message::Quarantaene),
            Spot::Abrufbuch => self.abrufbuch.view(context).map(Message::Abrufbuch),
            Spot::EAkte => self.e_akte.view(context).map(Message::EAkte),
            spot if part_of(spot).is_some() => self.post.view(context).map(Message::Post),
            _ => self.list(context),
        };
        let filters: Element<'_, Message> = match self.spot {
            Spot::Suche => {
                let found = column![self.filters(context), self.found_letters(context)];
                Element::from(found.spacing(4)).map(Message::Search)
            }
            spot if spot.is_posteingang() => {
                let known = &self.nav.known;
                self.quellen.view(known, context).map(Message::Quellen)
            }
            _ => space().height(0).into(),
        };
        column![self.place_bar(context), filters, content]
            .spacing(5)
            .padding([4, 8])
            .width(Fill)
            .into()
    }

    fn list<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let name = context.say(texts::mails_name());
        let grid: Element<'_, Message> = match self.lists_mails() {
            true => {
                let (model, list) = (&self.mails, &self.mails.list);
                let grid = Grid::new(model, &list.columns, &list.selection, Message::Grid);
                grid.id("mails").name(name).into()
            }
            false => {
                let (model, list) = (&self.vorgaenge, &self.vorgaenge.list);
                let grid = Grid::new(model, &list.columns, &list.selection, Message::Grid);
                grid.id("mails").name(name).draggable().into()
            }
        };
        // Another place begins at its top again.
        let grid = iced::widget::keyed_column([(self.spot, grid)]).height(Fill);
        let is_empty = match self.lists_mails() {
            true => self.mails.list.len() == 0,
            false => self.vorgaenge.list.len() == 0,
        };
        let over: Element<'_, Message> = match is_empty && self.is_loaded {
            true => center(hint(context.say(self.nothing()))).into(),
            false => space().into(),
        };
        let list = stack![grid, over];
        let reader = || {
            let reader = self.reader.view(context).map(Message::Reader);
            container(reader)
                .width(Fill)
                .height(Fill)
                .style(style::panel)
        };
        let (five, four) = (Length::FillPortion(5), Length::FillPortion(4));
        match self.preview {
            Preview::Off => container(list).height(Fill).into(),
            Preview::Below => column![
                container(list).height(five),
                container(reader()).height(four)
            ]
            .spacing(6)
            .into(),
            Preview::Right => row![
                container(list).width(five).height(Fill),
                container(reader()).width(four)
            ]
            .spacing(6)
            .into(),
        }
    }

    fn nothing(&self) -> crate::i18n::Text {
        match self.spot {
            Spot::Suche => texts::search_nothing(),
            spot if spot.is_posteingang() => match self.nav.known.counts.altbestand.all {
                0 => texts::desk_empty(),
                // What came before the office worked with it is easily missed.
                old => texts::desk_empty_but_altbestand(old),
            },
            _ => texts::desk_empty(),
        }
    }

    /// What limits a search.
    fn filters<'a>(&'a self, context: &'a Context) -> Element<'a, searching::Message> {
        use searching::Message as It;
        let say = |words| context.say(words);
        let typed = &self.typed;
        let limit = |id, words, placeholder, on: fn(String) -> It, is_wrong, width| {
            field(id, words, Some(on), is_wrong)
                .placeholder(say(placeholder))
                .padding([3, 7])
                .width(width)
        };
        let places: Vec<Pick<Option<Listing>>> = self.search_places(context);
        let chosen = places
            .iter()
            .find(|it| it.value == self.search.place)
            .cloned();
        let place = picker(places, chosen, |it| It::Place(it.value), Frame::Field);
        let place = place.id("search-place").name(say(texts::search_place()));
        row![
            container(place).width(170),
            limit(
                "search-akte",
                &typed.akte,
                texts::search_akte(),
                It::Akte,
                typed.akte_is_wrong,
                90.0
            ),
            limit(
                "search-person",
                &typed.person,
                texts::search_person(),
                It::Person,
                false,
                150.0
            ),
            limit(
                "search-from",
                &typed.from,
                texts::search_from(),
                It::From,
                typed.from_is_wrong,
                96.0
            ),
            limit(
                "search-to",
                &typed.to,
                texts::search_to(),
                It::To,
                typed.to_is_wrong,
                96.0
            ),
            check(
                &say(texts::search_attachments()),
                self.search.with_attachments,
                Some(It::Attachments)
            ),
            check(
                &say(texts::search_unread()),
                self.search.unread,
                Some(It::Unread)
            ),
        ]
        .spacing(8)
        .align_y(Center)
        .wrap()
        .vertical_spacing(4)
        .into()
    }

    /// What the office wrote lies in the journal: a search names it and leads there.
    fn found_letters<'a>(&'a self, context: &'a Context) -> Element<'a, searching::Message> {
        let letters = self.mails.letters;
        if letters == 0 {
            return space().height(0).into();
        }
        let show = button(
            Some((Icon::Send, Tint::Accent)),
            &context.say(texts::search_letters_show()),
            Some(searching::Message::Letters),
            Choice::Other,
        );
        row![hint(context.say(texts::search_letters(letters))), show]
            .spacing(10)
            .align_y(Center)
            .into()
    }

    fn search_places(&self, context: &Context) -> Vec<Pick<Option<Listing>>> {
        let me = self.nav.known.me.into_iter();
        let own = me.flat_map(|it| [Spot::Postkorb(it), Spot::Tagesansicht(it)]);
        let mut spots = vec![Spot::Posteingang];
        spots.extend(own);
        spots.extend([
            Spot::Zentral,
            Spot::NichtZugeordnet,
            Spot::Abgelegt,
            Spot::Altbestand,
            Spot::Papierkorb,
        ]);
        let everywhere = Pick::new(context.say(texts::search_everywhere()), None);
        let picks = spots.into_iter().map(|spot| {
            let name = self.nav.name(spot, context);
            Pick::new(name, spot.listing())
        });
        std::iter::once(everywhere).chain(picks).collect()
    }

    fn welcome<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let first = button(
            Some((Icon::MailAdd, Tint::Accent)),
            &context.say(texts::inbox_first_account()),
            Some(Message::FirstAccount),
            Choice::Default,
        );
        let words = label(&context.say(texts::inbox_no_account()));
        center(column![words, first].spacing(14).align_x(Center)).into()
    }

    /// How many there are, how many are chosen, what is being done, what the receiver does.
    fn foot<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let (len, more) = match self.lists_mails() {
            true => (self.mails.list.len(), self.mails.more),
            false => (self.vorgaenge.list.len(), false),
        };
        let has_list = self.lists_mails() || self.spot.listing().is_some();
        let mut words = String::new();
        if has_list {
            words = context.say(match more {
                true => texts::mail_count_more(len),
                false => texts::mail_count(len),
            });
            let chosen = self.chosen_count();
            if chosen > 1 {
                let chosen = context.say(texts::chosen_count(chosen));
                words = format!("{words}, {chosen}");
            }
        }
        let work: Element<'_, Message> = match &self.work {
            None => space().into(),
            Some(work) => {
                let words = context.say(texts::work_progress(work.done, work.all));
                let stop = button(
                    None,
                    &context.say(texts::work_stop()),
                    Some(Message::StopWork),
                    Choice::Other,
                );
                row![spinner(14.0), text(words).size(SMALL), stop]
                    .spacing(8)
                    .align_y(Center)
                    .into()
            }
        };
        let foot = row![
            hint(words),
            work,
            space().width(Fill),
            who::name(context, Message::Who),
            self.status.view(context)
        ];
        container(foot.spacing(16).align_y(Center))
            .padding([4, 12])
            .width(Fill)
            .style(style::footer)
            .into()
    }
}
