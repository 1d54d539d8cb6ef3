//! The fields of one entry.

use super::entry::{Entry, Field, Subject, Value};
use super::{Message, Stammdaten};
use crate::gui::context::Context;
use crate::gui::dialog::pick::Pick;
use crate::gui::theme::SIZE;
use crate::gui::widget::label::plain;
use crate::gui::widget::{Frame, check, fault, field, label, picker};
use crate::i18n::{Text, texts};
use iced::Element;
use iced::widget::{Column, column, container, text};

const NUMBER: &str = "stammdaten-number";
pub(super) const NAME: &str = "stammdaten-name";
const ADDRESS: &str = "stammdaten-address";
const LOGIN: &str = "stammdaten-login";
const OWNER: &str = "stammdaten-owner";

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
    match entry.subject {
        Subject::Benutzer(_) => fields.benutzer(),
        Subject::Pool(_) => vec![fields.name()],
        Subject::Geraet(_) => fields.geraet(),
    }
}

/// The name by which the focus finds a field.
pub(super) fn id(field: Field) -> Option<&'static str> {
    match field {
        Field::Number => Some(NUMBER),
        Field::Name => Some(NAME),
        Field::Address => Some(ADDRESS),
        Field::Login => Some(LOGIN),
        Field::Owner => Some(OWNER),
        Field::Current | Field::Verwalter | Field::Confirmed => None,
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
    fn benutzer(&self) -> Vec<Element<'a, Message>> {
        let entry = self.entry;
        // The number is what everything else refers to: it is given once.
        let number = entry.subject.is_new();
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
            self.tick(
                (texts::stammdaten_current(), Field::Current),
                entry.current,
                Value::Current,
            ),
            self.tick(
                (texts::stammdaten_verwalter(), Field::Verwalter),
                entry.verwalter,
                Value::Verwalter,
            ),
        ]
    }

    fn geraet(&self) -> Vec<Element<'a, Message>> {
        vec![
            self.name(),
            self.owner(),
            self.address(),
            self.tick(
                (texts::stammdaten_geraet_confirmed(), Field::Confirmed),
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
        let words = self.context.say(words);
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

    fn owner(&self) -> Element<'a, Message> {
        let words = self.context.say(texts::stammdaten_geraet_benutzer());
        let benutzer = self.dialog.lists.benutzer.iter();
        let offers: Vec<_> = benutzer
            .map(|it| Pick::new(format!("{}  {}", it.number, it.name), it.number))
            .collect();
        let is_owner = |it: &&Pick<_>| Some(it.value) == self.entry.owner;
        let chosen = offers.iter().find(is_owner).cloned();
        let on_choose = |it: Pick<_>| Message::Typed(Value::Owner(it.value));
        let parts = match self.can {
            true => {
                let list = picker(offers, chosen, on_choose, Frame::Field).id(OWNER);
                column![label(&words), list].spacing(3)
            }
            false => fixed(&words, &chosen.map(|it| it.to_string()).unwrap_or_default()),
        };
        self.with_fault(parts, Field::Owner)
    }

    fn tick(
        &self,
        (words, name): (Text, Field),
        is_on: bool,
        value: fn(bool) -> Value,
    ) -> Element<'a, Message> {
        let on_toggle = move |it| Message::Typed(value(it));
        let words = self.context.say(words);
        let tick = check(&words, is_on, self.can.then_some(on_toggle));
        self.with_fault(column![tick].spacing(3), name)
    }

    fn has_fault(&self, name: Field) -> bool {
        self.dialog.faults.iter().any(|it| it.field == name)
    }

    fn with_fault(&self, mut parts: Column<'a, Message>, name: Field) -> Element<'a, Message> {
        let faults = self.dialog.faults.iter().filter(|it| it.field == name);
        for it in faults {
            parts = parts.push(fault(self.context.say(it.words.clone())));
        }
        parts.into()
    }
}
