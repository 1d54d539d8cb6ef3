//! The fields of one entry.

use super::entry::{Entry, Field, Value};
use super::subject::{Part, Subject};
use super::{Message, Stammdaten};
use crate::domain::stammdaten::BenutzerNumber;
use crate::gui::context::Context;
use crate::gui::dialog::pick::Pick;
use crate::gui::icon::{Icon, Tint};
use crate::gui::theme::{self, SIZE};
use crate::gui::widget::label::plain;
use crate::gui::widget::{Choice, Frame, button, check, fault, field, hint, label, picker, px};
use crate::i18n::{Text, texts};
use iced::widget::{Column, column, container, row, text};
use iced::{Center, Element, Fill};

const NUMBER: &str = "stammdaten-number";
pub(super) const NAME: &str = "stammdaten-name";
const ADDRESS: &str = "stammdaten-address";
const LOGIN: &str = "stammdaten-login";
const OWNER: &str = "stammdaten-owner";
const POOL: &str = "stammdaten-pool";
pub(super) const PERSON: &str = "stammdaten-person";
const PERSON_ADDRESS: &str = "stammdaten-person-address";

/// The fields that an entry has, in their order.
pub(super) fn fields<'a>(
    dialog: &'a Stammdaten,
    entry: &'a Entry,
    context: &'a Context,
) -> Vec<Element<'a, Message>> {
    let fields = Fields {
        dialog,
        entry,
        context,
        can: dialog.barred.is_none(),
    };
    let mut parts = match entry.subject {
        Subject::Benutzer(_) => fields.benutzer(),
        Subject::Akte(_) => fields.akte(),
        Subject::Klient(_) => fields.klient(),
        Subject::Pool(_) | Subject::Taetigkeit(_) => vec![fields.name()],
        Subject::Fach(_) => fields.fach(),
        Subject::Geraet(_) => fields.geraet(),
    };
    if entry.subject.is_new() {
        let words = text(context.say(entry.subject.part().new_entry()));
        parts.insert(0, words.size(SIZE).font(theme::UI_BOLD).into());
    }
    parts
}

/// The name by which the focus finds a field.
pub(super) fn id(field: Field) -> Option<&'static str> {
    match field {
        Field::Number => Some(NUMBER),
        Field::Name => Some(NAME),
        Field::Address => Some(ADDRESS),
        Field::Login => Some(LOGIN),
        Field::Owner => Some(OWNER),
        Field::Pool => Some(POOL),
        Field::Person => Some(PERSON_ADDRESS),
        Field::Rights | Field::Other => None,
    }
}

/// Where one begins to type a new entry.
pub(super) fn first(part: Part) -> &'static str {
    match part {
        Part::Akten => NUMBER,
        _ => NAME,
    }
}

/// Only to be seen: without an access key, which would lead to the next field.
fn fixed<'a>(words: &str, value: &str) -> Column<'a, Message> {
    let value = match value {
        "" => "–",
        value => value,
    };
    let value = container(text(value.to_owned()).size(SIZE)).padding([4, 0]);
    column![text(plain(words)).size(SIZE), value].spacing(3)
}

/// The fields of one entry.
struct Fields<'a> {
    dialog: &'a Stammdaten,
    entry: &'a Entry,
    context: &'a Context,
    can: bool,
}

impl<'a> Fields<'a> {
    fn say(&self, words: Text) -> String {
        self.context.say(words)
    }

    fn benutzer(&self) -> Vec<Element<'a, Message>> {
        let entry = self.entry;
        // The number is what everything else refers to: it is given once.
        let number = entry.subject.is_new();
        let ticks = column![
            self.tick(texts::stammdaten_current(), entry.current, Value::Current),
            self.tick(
                texts::stammdaten_verwalter(),
                entry.verwalter,
                Value::Verwalter
            ),
            self.tick(
                texts::stammdaten_einlesen(),
                entry.einlesen,
                Value::Einlesen
            ),
            self.tick(
                texts::stammdaten_external(),
                entry.external,
                Value::External
            ),
        ];
        vec![
            self.field(
                (texts::stammdaten_number(), Field::Number, NUMBER),
                &entry.number,
                number.then_some(Value::Number),
            ),
            self.name(),
            self.address(),
            self.field(
                (texts::stammdaten_login(), Field::Login, LOGIN),
                &entry.login,
                Some(Value::Login),
            ),
            self.with_fault(ticks.spacing(8), Field::Rights),
        ]
    }

    fn akte(&self) -> Vec<Element<'a, Message>> {
        let entry = self.entry;
        vec![
            self.field(
                (texts::stammdaten_number(), Field::Number, NUMBER),
                &entry.number,
                Some(Value::Number),
            ),
            self.field(
                (texts::stammdaten_akte_name(), Field::Name, NAME),
                &entry.name,
                Some(Value::Name),
            ),
            self.clerk(),
            self.pool(),
        ]
    }

    fn klient(&self) -> Vec<Element<'a, Message>> {
        let entry = self.entry;
        let mut list = Column::new().spacing(2);
        for (at, person) in entry.people.iter().enumerate() {
            let words = match person.name.as_str() {
                "" => person.address.clone(),
                name => format!("{name} <{}>", person.address),
            };
            let remove = button(
                Some((Icon::Delete, Tint::Accent)),
                &self.say(texts::stammdaten_person_remove()),
                self.can.then_some(Message::Typed(Value::RemovePerson(at))),
                Choice::Other,
            );
            let line = row![text(words).size(SIZE).width(Fill), remove];
            list = list.push(line.spacing(8).align_y(Center));
        }
        if entry.people.is_empty() {
            list = list.push(hint(self.say(texts::stammdaten_person_none())));
        }
        let people = column![text(self.say(texts::stammdaten_people())).size(SIZE), list];
        let mut parts = vec![self.name(), people.spacing(6).into()];
        if self.can {
            parts.push(self.next_person());
        }
        parts
    }

    /// Where the next Ansprechpartner is typed.
    fn next_person(&self) -> Element<'a, Message> {
        let entry = self.entry;
        let has_fault = self.has_fault(Field::Person);
        let name = field(
            PERSON,
            &entry.person_name,
            Some(|it| Message::Typed(Value::PersonName(it))),
            false,
        );
        let address = field(
            PERSON_ADDRESS,
            &entry.person_address,
            Some(|it| Message::Typed(Value::PersonAddress(it))),
            has_fault,
        );
        let can = !entry.person_address.trim().is_empty();
        let add = button(
            Some((Icon::Add, Tint::Accent)),
            &self.say(texts::stammdaten_person_add()),
            can.then_some(Message::Typed(Value::AddPerson)),
            Choice::Other,
        );
        let name = column![label(&self.say(texts::stammdaten_person())), name];
        let address = column![
            label(&self.say(texts::stammdaten_person_address())),
            address
        ];
        let line = row![
            name.spacing(3).width(px(170.0)),
            address.spacing(3).width(Fill),
            add
        ];
        let line = line.spacing(8).align_y(iced::Bottom);
        self.with_fault(column![line].spacing(3), Field::Person)
    }

    fn fach(&self) -> Vec<Element<'a, Message>> {
        let entry = self.entry;
        let standard: Element<'a, Message> = match entry.is_standard {
            true => hint(self.say(texts::stammdaten_fach_is_standard())),
            false => self.tick(texts::stammdaten_fach_standard(), false, |_| {
                Value::Standard
            }),
        };
        let mut parts = vec![self.name(), standard];
        if entry.subject.is_new() {
            parts.push(hint(self.say(texts::stammdaten_fach_new_sources())));
            return parts;
        }
        let title = text(self.say(texts::stammdaten_sources())).size(SIZE);
        let mut sources = column![title].spacing(6);
        for source in &entry.sources {
            let id = source.id;
            let words = match source.is_here {
                true => source.name.clone(),
                false => self.say(texts::stammdaten_source_elsewhere(
                    &source.name,
                    &source.fach,
                )),
            };
            // Mail that comes to the standard tray leaves it only for another one.
            let can = self.can && !(entry.is_standard && source.is_here);
            let on_toggle = move |it| Message::Typed(Value::Source(id, it));
            let words = words.replace('&', "&&");
            sources = sources.push(check(&words, source.is_here, can.then_some(on_toggle)));
        }
        let words = match entry.sources.is_empty() {
            true => texts::stammdaten_sources_none(),
            false => texts::stammdaten_sources_hint(),
        };
        parts.push(sources.push(hint(self.say(words))).into());
        parts
    }

    fn geraet(&self) -> Vec<Element<'a, Message>> {
        vec![
            self.name(),
            self.owner(),
            self.address(),
            self.tick(
                texts::stammdaten_geraet_confirmed(),
                self.entry.confirmed,
                Value::Confirmed,
            ),
        ]
    }

    fn name(&self) -> Element<'a, Message> {
        let label = (texts::stammdaten_name(), Field::Name, NAME);
        self.field(label, &self.entry.name, Some(Value::Name))
    }

    fn address(&self) -> Element<'a, Message> {
        let label = (texts::stammdaten_address(), Field::Address, ADDRESS);
        self.field(label, &self.entry.address, Some(Value::Address))
    }

    fn field(
        &self,
        (words, name, id): (Text, Field, &'static str),
        value: &str,
        on_input: Option<fn(String) -> Value>,
    ) -> Element<'a, Message> {
        let words = self.say(words);
        let parts = match on_input.filter(|_| self.can) {
            Some(on_input) => {
                let on_input = move |typed| Message::Typed(on_input(typed));
                let input = field(id, value, Some(on_input), self.has_fault(name));
                column![label(&words), input].spacing(3)
            }
            None => fixed(&words, value),
        };
        self.with_fault(parts, name)
    }

    /// Every Benutzer with the number, for a list to choose from.
    fn all_benutzer(&self) -> impl Iterator<Item = (String, BenutzerNumber)> + 'a {
        let benutzer = self.dialog.data.lists.benutzer.iter();
        benutzer.map(|it| (format!("{}  {}", it.number, it.name), it.number))
    }

    fn owner(&self) -> Element<'a, Message> {
        let benutzer = self.all_benutzer();
        let offers = benutzer.map(|(words, it)| Pick::new(words, Some(it)));
        let value = |it: Option<BenutzerNumber>| it.map(Value::Owner);
        self.choice(
            (texts::stammdaten_geraet_benutzer(), Field::Owner, OWNER),
            offers.collect(),
            self.entry.owner,
            value,
        )
    }

    fn clerk(&self) -> Element<'a, Message> {
        let mut offers = vec![Pick::new(self.say(texts::stammdaten_clerk_none()), None)];
        let benutzer = self.all_benutzer();
        offers.extend(benutzer.map(|(words, it)| Pick::new(words, Some(it))));
        self.choice(
            (texts::stammdaten_clerk(), Field::Owner, OWNER),
            offers,
            self.entry.owner,
            |it| Some(Value::Clerk(it)),
        )
    }

    fn pool(&self) -> Element<'a, Message> {
        let mut offers = vec![Pick::new(self.say(texts::stammdaten_pool_main()), None)];
        let pools = self.dialog.data.lists.pools.iter();
        offers.extend(pools.map(|it| Pick::new(it.name.as_str(), Some(it.name.clone()))));
        self.choice(
            (texts::stammdaten_pool(), Field::Pool, POOL),
            offers,
            self.entry.pool.clone(),
            |it| Some(Value::Pool(it)),
        )
    }

    fn choice<V: Clone + PartialEq + 'a>(
        &self,
        (words, name, id): (Text, Field, &'static str),
        offers: Vec<Pick<V>>,
        chosen: V,
        value: fn(V) -> Option<Value>,
    ) -> Element<'a, Message> {
        let words = self.say(words);
        let chosen = offers.iter().find(|it| it.value == chosen).cloned();
        let on_choose = move |it: Pick<V>| match value(it.value) {
            Some(value) => Message::Typed(value),
            None => Message::Go(super::Next::Stay),
        };
        let parts = match self.can {
            true => {
                let list = picker(offers, chosen, on_choose, Frame::Field).id(id);
                column![label(&words), list].spacing(3)
            }
            false => fixed(&words, &chosen.map(|it| it.to_string()).unwrap_or_default()),
        };
        self.with_fault(parts, name)
    }

    fn tick(&self, words: Text, is_on: bool, value: fn(bool) -> Value) -> Element<'a, Message> {
        let on_toggle = move |it| Message::Typed(value(it));
        check(&self.say(words), is_on, self.can.then_some(on_toggle)).into()
    }

    fn has_fault(&self, name: Field) -> bool {
        self.dialog.faults.iter().any(|it| it.field == name)
    }

    fn with_fault(&self, mut parts: Column<'a, Message>, name: Field) -> Element<'a, Message> {
        let faults = self.dialog.faults.iter().filter(|it| it.field == name);
        for it in faults {
            parts = parts.push(fault(self.say(it.words.clone())));
        }
        parts.into()
    }
}
