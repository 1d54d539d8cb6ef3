//! The dialog: parts above, entries on the left, fields on the right.

use super::entry::{Entry, Field, Part, Subject, Value};
use super::{Message, Next, Stammdaten};
use crate::gui::context::Context;
use crate::gui::dialog::pick::Pick;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::{self, SIZE};
use crate::gui::widget::{
    Choice, Frame, Role, access_key, button, check, fault, field, focus, footer, form, heading,
    hint, label, picker,
};
use crate::i18n::{Text, texts};
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row, rule, scrollable, space, text};
use iced::{Center, Element, Fill};

const LIST: &str = "stammdaten-list";
const NUMBER: &str = "stammdaten-number";
const NAME: &str = "stammdaten-name";
const ADDRESS: &str = "stammdaten-address";
const LOGIN: &str = "stammdaten-login";
const OWNER: &str = "stammdaten-owner";

pub(super) fn view<'a>(dialog: &'a Stammdaten, context: &'a Context) -> Element<'a, Message> {
    let say = |words: Text| context.say(words);
    let head = heading(
        Icon::People,
        say(texts::window_stammdaten()),
        say(texts::stammdaten_purpose()),
    );
    let mut body = column![parts(dialog, context)].spacing(10);
    if let Some(barred) = &dialog.barred {
        let why = text(say(texts::read_only_why(barred.clone()))).size(SIZE);
        let why = row![icon(Icon::Info, 16.0, Tint::Accent), why];
        let why = container(why.spacing(8).align_y(Center)).width(Fill);
        body = body.push(why.padding([6, 10]).style(style::info));
    }
    let entries = column![list(dialog, context), under_list(dialog, context)];
    let sides = row![entries.spacing(8).width(250), fields(dialog, context)];
    let body = body.push(sides.spacing(18).height(Fill));
    let body = container(body).padding([10, 16]).height(Fill);
    let content = column![head, body, foot(dialog, context)];
    let mut form = form(content)
        .initial_focus(LIST)
        .default_maybe(save(dialog))
        .cancel(Message::Go(Next::Close))
        .key(Key::Named(Named::F1), Modifiers::empty(), Message::Help);
    for (words, id) in labels() {
        if let Some(key) = access_key(&say(words)) {
            form = form.mnemonic(key, id);
        }
    }
    for (words, message) in presses(dialog) {
        if let (Some(key), Some(message)) = (access_key(&say(words)), message) {
            form = form.mnemonic_send(key, message);
        }
    }
    form.into()
}

fn save(dialog: &Stammdaten) -> Option<Message> {
    let can = dialog.may_change() && dialog.is_changed();
    can.then_some(Message::Save(Next::Stay))
}

fn add(dialog: &Stammdaten) -> Option<Message> {
    let lacks_benutzer = dialog.part == Part::Geraete && dialog.lists.benutzer.is_empty();
    let next = Next::Show(Subject::new(dialog.part));
    (dialog.may_change() && !lacks_benutzer).then_some(Message::Go(next))
}

fn delete(dialog: &Stammdaten) -> Option<Message> {
    let is_stored = dialog
        .before
        .as_ref()
        .is_some_and(|it| !it.subject.is_new());
    (dialog.may_change() && is_stored).then_some(Message::Delete)
}

/// Labels of fields, whose access keys lead there.
fn labels() -> [(Text, &'static str); 5] {
    [
        (texts::stammdaten_number(), NUMBER),
        (texts::stammdaten_name(), NAME),
        (texts::stammdaten_address(), ADDRESS),
        (texts::stammdaten_login(), LOGIN),
        (texts::stammdaten_geraet_benutzer(), OWNER),
    ]
}

/// What access keys press.
fn presses(dialog: &Stammdaten) -> Vec<(Text, Option<Message>)> {
    let mut presses = vec![
        (texts::stammdaten_new(), add(dialog)),
        (texts::stammdaten_delete(), delete(dialog)),
        (texts::button_save(), save(dialog)),
        (texts::button_close(), Some(Message::Go(Next::Close))),
        (texts::button_help(), Some(Message::Help)),
    ];
    for part in Part::ALL {
        presses.push((name_of(part), Some(Message::Go(Next::Part(part)))));
    }
    let entry = dialog.entry.as_ref().filter(|_| dialog.may_change());
    if let Some(entry) = entry {
        match entry.subject {
            Subject::Benutzer(_) => presses.extend([
                (
                    texts::stammdaten_current(),
                    Some(Message::Typed(Value::Current(!entry.current))),
                ),
                (
                    texts::stammdaten_verwalter(),
                    Some(Message::Typed(Value::Verwalter(!entry.verwalter))),
                ),
            ]),
            Subject::Geraet(_) => presses.push((
                texts::stammdaten_geraet_confirmed(),
                Some(Message::Typed(Value::Confirmed(!entry.confirmed))),
            )),
            Subject::Pool(_) => {}
        }
    }
    presses
}

fn name_of(part: Part) -> Text {
    match part {
        Part::Benutzer => texts::stammdaten_tab_benutzer(),
        Part::Pools => texts::stammdaten_tab_pools(),
        Part::Geraete => texts::stammdaten_tab_geraete(),
    }
}

fn parts<'a>(dialog: &Stammdaten, context: &Context) -> Element<'a, Message> {
    let tabs = Part::ALL.into_iter().map(|part| {
        let picture = match part {
            Part::Benutzer => Icon::People,
            Part::Pools => Icon::Database,
            Part::Geraete => Icon::Phone,
        };
        let words = label(&context.say(name_of(part)));
        let content = row![icon(picture, 18.0, Tint::Accent), words];
        iced::widget::button(content.spacing(7).align_y(Center))
            .padding([6, 12])
            .style(style::place(part == dialog.part))
            .on_press(Message::Go(Next::Part(part)))
            .into()
    });
    let chosen = context.say(name_of(dialog.part)).replace('&', "");
    let tabs = focus(row(tabs).spacing(4))
        .id("stammdaten-parts")
        .role(Role::Radio(chosen))
        .on_key(|key, _| match key {
            Key::Named(Named::ArrowRight | Named::ArrowDown) => Some(Message::Turned(1)),
            Key::Named(Named::ArrowLeft | Named::ArrowUp) => Some(Message::Turned(-1)),
            _ => None,
        });
    column![tabs, rule::horizontal(1)].spacing(4).into()
}

fn list<'a>(dialog: &Stammdaten, context: &Context) -> Element<'a, Message> {
    let shown = dialog.entry.as_ref().map(|it| it.subject.clone());
    let mut entries = Subject::all(dialog.part, &dialog.lists);
    if let Some(new) = shown.clone().filter(Subject::is_new) {
        let words = match dialog.part {
            Part::Benutzer => texts::stammdaten_new_benutzer(),
            Part::Pools => texts::stammdaten_new_pool(),
            Part::Geraete => texts::stammdaten_new_geraet(),
        };
        entries.push((new, context.say(words)));
    }
    let rows = entries.into_iter().map(|(subject, name)| {
        let words = match &subject {
            Subject::Benutzer(Some(number)) => format!("{number}  {name}"),
            _ => name,
        };
        let is_shown = Some(&subject) == shown.as_ref();
        iced::widget::button(text(words).size(SIZE))
            .padding([5, 8])
            .width(Fill)
            .style(style::place(is_shown))
            .on_press(Message::Go(Next::Show(subject)))
            .into()
    });
    let rows = scrollable(column(rows)).height(Fill).width(Fill);
    let rows = container(rows.style(style::scroll))
        .padding(2)
        .height(Fill)
        .style(style::grid);
    focus(rows)
        .id(LIST)
        .role(Role::Table)
        .on_key(|key, modifiers| match key {
            _ if !modifiers.is_empty() => None,
            Key::Named(Named::ArrowDown) => Some(Message::Moved(1)),
            Key::Named(Named::ArrowUp) => Some(Message::Moved(-1)),
            Key::Named(Named::Home) => Some(Message::Moved(i32::MIN)),
            Key::Named(Named::End) => Some(Message::Moved(i32::MAX)),
            Key::Named(Named::Delete) => Some(Message::Delete),
            _ => None,
        })
        .into()
}

fn under_list<'a>(dialog: &Stammdaten, context: &Context) -> Element<'a, Message> {
    let part = |picture, words: Text, message| {
        button(Some(picture), &context.say(words), message, Choice::Other)
    };
    row![
        part(
            (Icon::Add, Tint::Accent),
            texts::stammdaten_new(),
            add(dialog)
        ),
        part(
            (Icon::Delete, Tint::Accent),
            texts::stammdaten_delete(),
            delete(dialog)
        ),
    ]
    .spacing(8)
    .into()
}

fn fields<'a>(dialog: &'a Stammdaten, context: &'a Context) -> Element<'a, Message> {
    let Some(entry) = &dialog.entry else {
        return nothing(dialog, context);
    };
    let view = Fields {
        dialog,
        entry,
        context,
        can: dialog.barred.is_none(),
    };
    let parts = match entry.subject {
        Subject::Benutzer(_) => view.benutzer(),
        Subject::Pool(_) => vec![view.name()],
        Subject::Geraet(_) => view.geraet(),
    };
    let fields = column(parts).spacing(12).padding([2, 14]).width(Fill);
    scrollable(fields).style(style::scroll).height(Fill).into()
}

fn nothing<'a>(dialog: &Stammdaten, context: &Context) -> Element<'a, Message> {
    let lacks_benutzer = dialog.lists.benutzer.is_empty();
    let words = match dialog.part {
        _ if !dialog.is_loaded => texts::accounts_reading(),
        Part::Benutzer => texts::stammdaten_nothing_benutzer(),
        Part::Pools => texts::stammdaten_nothing_pools(),
        Part::Geraete if lacks_benutzer => texts::stammdaten_needs_benutzer(),
        Part::Geraete => texts::stammdaten_nothing_geraete(),
    };
    let words = text(context.say(words)).size(SIZE).font(theme::UI);
    container(words).padding([6, 14]).width(Fill).into()
}

fn foot<'a>(dialog: &Stammdaten, context: &Context) -> Element<'a, Message> {
    let words = match (dialog.is_saving, dialog.is_changed(), dialog.is_saved) {
        (true, _, _) => context.say(texts::accounts_saving()),
        (false, true, _) => context.say(texts::accounts_unsaved()),
        (false, false, true) => context.say(texts::stammdaten_saved()),
        (false, false, false) => String::new(),
    };
    let part = |picture, words: Text, message, choice| {
        button(picture, &context.say(words), message, choice)
    };
    let buttons = row![
        part(
            Some((Icon::Save, Tint::Accent)),
            texts::button_save(),
            save(dialog),
            Choice::Default
        ),
        part(
            None,
            texts::button_close(),
            Some(Message::Go(Next::Close)),
            Choice::Other
        ),
        part(
            Some((Icon::Help, Tint::Accent)),
            texts::button_help(),
            Some(Message::Help),
            Choice::Other
        ),
    ];
    footer(row![hint(words), space()], buttons.spacing(8))
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
        let on_input = on_input.filter(|_| self.can);
        let on_input = on_input.map(|it| move |typed| Message::Typed(it(typed)));
        let input = field(id, value, on_input, self.has_fault(name));
        let parts = column![label(&self.context.say(words)), input].spacing(3);
        self.with_fault(parts, name)
    }

    fn owner(&self) -> Element<'a, Message> {
        let words = label(&self.context.say(texts::stammdaten_geraet_benutzer()));
        let benutzer = self.dialog.lists.benutzer.iter();
        let offers: Vec<_> = benutzer
            .map(|it| Pick::new(format!("{}  {}", it.number, it.name), it.number))
            .collect();
        let chosen = offers
            .iter()
            .find(|it| Some(it.value) == self.entry.owner)
            .cloned();
        let input: Element<'a, Message> = match self.can {
            true => picker(
                offers,
                chosen,
                |it| Message::Typed(Value::Owner(it.value)),
                Frame::Field,
            )
            .id(OWNER)
            .into(),
            false => {
                let words = chosen.map(|it| it.to_string()).unwrap_or_default();
                text(words).size(SIZE).into()
            }
        };
        self.with_fault(column![words, input].spacing(3), Field::Owner)
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

    fn with_fault(
        &self,
        mut parts: iced::widget::Column<'a, Message>,
        name: Field,
    ) -> Element<'a, Message> {
        let faults = self.dialog.faults.iter().filter(|it| it.field == name);
        for it in faults {
            parts = parts.push(fault(self.context.say(it.words.clone())));
        }
        parts.into()
    }
}
