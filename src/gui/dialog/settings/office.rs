//! The pages about the whole office: "Automatisches Einlesen" and "Posteingang".

use super::draft::Field;
use super::view::{Reach, Sheet, beside};
use super::{Link, Message, Value};
use crate::domain::office_settings::{DirectiveSenders, SenderPattern};
use crate::domain::stammdaten::BenutzerNumber;
use crate::gui::dialog::pick::Pick;
use crate::gui::icon::{Icon, Tint};
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::gui::widget::{
    Choice, Direction, Frame, button, field, hint, label, options, picker, px, wide_field,
};
use crate::i18n::texts;
use iced::widget::{column, container, row, scrollable, space, text};
use iced::{Center, Element, Fill};

pub(super) const BLOCK: &str = "einstellungen-block";
pub(super) const FAX: &str = "einstellungen-fax";
pub(super) const FORWARD: &str = "einstellungen-forward";
pub(super) const MINUTES: &str = "einstellungen-minutes";
pub(super) const TAETIGKEIT: &str = "einstellungen-taetigkeit";
const READING: &str = "einstellungen-reading";
const DIRECTIVES: &str = "einstellungen-directives";

/// Fewer minutes than this are advised against.
const FEW_MINUTES: u16 = 15;

/// "Automatisches Einlesen".
pub(super) fn einlesen<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let office = &sheet.dialog.draft.office;
    let yes_no = vec![
        (sheet.say(texts::einstellungen_yes()), true),
        (sheet.say(texts::einstellungen_no()), false),
    ];
    let on = options(Direction::Beside, yes_no.clone(), office.reading_on, |it| {
        Message::Typed(Value::ReadingOn(it))
    });
    let what = match office.reading_on {
        true => texts::einstellungen_reading_on_hint(),
        false => texts::einstellungen_reading_off_hint(),
    };
    let complete = options(Direction::Beside, yes_no, office.complete, |it| {
        Message::Typed(Value::Complete(it))
    });
    let complete_hint = hint(sheet.say(texts::einstellungen_complete_hint()));
    let reading = vec![
        sheet.row(
            texts::einstellungen_reading(),
            container(on.id(READING)).padding([6, 0]),
            vec![hint(sheet.say(what))],
        ),
        minutes(sheet),
        sheet.row(
            texts::einstellungen_complete(),
            container(complete).padding([6, 0]),
            vec![complete_hint],
        ),
        taetigkeit(sheet),
    ];
    let count = sheet.loaded.zuordnungen;
    let manage = beside(vec![sheet.button(
        Icon::People,
        texts::einstellungen_zuordnungen(),
        Some(Message::Go(Link::Zuordnungen)),
    )]);
    let zuordnungen = vec![
        hint(sheet.say(texts::einstellungen_zuordnungen_hint(count))),
        manage,
    ];
    column![
        sheet.part(texts::einstellungen_reading_part(), Reach::Office, reading),
        sheet.part(
            texts::einstellungen_zuordnungen_part(),
            Reach::Office,
            zuordnungen
        ),
    ]
    .spacing(20)
    .into()
}

fn minutes<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let typed = &sheet.dialog.draft.office.minutes;
    let input = field(
        MINUTES,
        typed,
        Some(|it| Message::Typed(Value::Minutes(it))),
        sheet.has_fault(Field::Minutes),
    );
    let input = input
        .width(px(80.0))
        .align_x(iced::alignment::Horizontal::Right);
    let unit = text(sheet.say(texts::einstellungen_minutes_unit())).size(SIZE);
    let input = row![Element::from(input), unit].spacing(8).align_y(Center);
    let mut below = sheet.faults(Field::Minutes);
    let few = typed.trim().parse::<u16>().is_ok_and(|it| it < FEW_MINUTES);
    if few && below.is_empty() {
        let words = text(sheet.say(texts::einstellungen_minutes_few()));
        below.push(
            words
                .size(crate::gui::theme::SMALL)
                .style(style::doubtful)
                .into(),
        );
    }
    sheet.row(texts::einstellungen_minutes(), input, below)
}

fn taetigkeit<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let chosen = sheet.dialog.draft.office.taetigkeit.clone();
    let none = Pick::new(sheet.say(texts::einstellungen_taetigkeit_none()), None);
    let mut offers = vec![none];
    let all = sheet.loaded.taetigkeiten.iter();
    offers.extend(all.map(|it| Pick::new(it.name.as_str(), Some(it.name.clone()))));
    let at = offers.iter().find(|it| it.value == chosen).cloned();
    let on_choose = |it: Pick<Option<String>>| Message::Typed(Value::Taetigkeit(it.value));
    let list = picker(offers, at, on_choose, Frame::Field).id(TAETIGKEIT);
    let define = sheet.button(
        Icon::Edit,
        texts::einstellungen_taetigkeiten(),
        Some(Message::Go(Link::Taetigkeiten)),
    );
    let mut below = sheet.faults(Field::Taetigkeit);
    below.push(hint(sheet.say(texts::einstellungen_taetigkeit_hint())));
    let control = row![container(list).width(Fill), define].spacing(8);
    sheet.row(
        texts::einstellungen_taetigkeit(),
        control.align_y(Center),
        below,
    )
}

/// "Posteingang".
pub(super) fn posteingang<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let office = &sheet.dialog.draft.office;
    let mut fax_below = sheet.faults(Field::Fax);
    fax_below.push(hint(sheet.say(texts::einstellungen_fax_hint())));
    let fax = wide_field(
        FAX,
        &office.fax,
        |it| Message::Typed(Value::Fax(it)),
        sheet.has_fault(Field::Fax),
    );
    let senders = DirectiveSenders::ALL.map(|it| {
        let words = match it {
            DirectiveSenders::Own => texts::einstellungen_directives_own(),
            DirectiveSenders::Known => texts::einstellungen_directives_known(),
            DirectiveSenders::All => texts::einstellungen_directives_all(),
        };
        (sheet.say(words), it)
    });
    let directives = options(
        Direction::Below,
        senders.to_vec(),
        office.directives,
        |it| Message::Typed(Value::Directives(it)),
    );
    let mut below = Vec::new();
    if office.directives == DirectiveSenders::All {
        let words = text(sheet.say(texts::einstellungen_directives_warning()));
        below.push(
            words
                .size(crate::gui::theme::SMALL)
                .style(style::doubtful)
                .into(),
        );
    }
    below.push(hint(sheet.say(texts::einstellungen_directives_hint())));
    let routing = vec![
        forward(sheet),
        sheet.row(texts::einstellungen_fax(), fax, fax_below),
    ];
    let subject = vec![sheet.row(
        texts::einstellungen_directives(),
        container(directives.id(DIRECTIVES)).padding([6, 0]),
        below,
    )];
    column![
        sheet.part(texts::einstellungen_posteingang(), Reach::Office, routing),
        sheet.part(
            texts::einstellungen_blocked_part(),
            Reach::Office,
            blocked(sheet)
        ),
        sheet.part(
            texts::einstellungen_directives_part(),
            Reach::Office,
            subject
        ),
    ]
    .spacing(20)
    .into()
}

fn forward<'a>(sheet: &Sheet<'a>) -> Element<'a, Message> {
    let chosen = sheet.dialog.draft.office.forward_to;
    let none = Pick::new(sheet.say(texts::einstellungen_forward_none()), None);
    let mut offers = vec![none];
    let benutzer = sheet.loaded.benutzer.iter();
    let usable = benutzer.filter(|it| it.has_access() || Some(it.number) == chosen);
    offers.extend(usable.map(|it| {
        let words = format!("{}  {}", it.number, it.name);
        Pick::new(words, Some(it.number))
    }));
    let at = offers.iter().find(|it| it.value == chosen).cloned();
    let on_choose = |it: Pick<Option<BenutzerNumber>>| Message::Typed(Value::Forward(it.value));
    let list = picker(offers, at, on_choose, Frame::Field).id(FORWARD);
    let mut below = sheet.faults(Field::Forward);
    let words = match chosen {
        Some(_) => texts::einstellungen_forward_hint(),
        None => texts::einstellungen_forward_none_hint(),
    };
    below.push(hint(sheet.say(words)));
    sheet.row(texts::einstellungen_forward(), list, below)
}

fn blocked<'a>(sheet: &Sheet<'a>) -> Vec<Element<'a, Message>> {
    let office = &sheet.dialog.draft.office;
    let input = wide_field(
        BLOCK,
        &office.block,
        |it| Message::Typed(Value::Block(it)),
        sheet.has_fault(Field::Block),
    );
    let can = !office.block.trim().is_empty();
    let add = sheet.button(
        Icon::Add,
        texts::einstellungen_block_add(),
        can.then_some(Message::Block),
    );
    let input = row![input, add].spacing(8).align_y(Center);
    let mut parts = vec![
        label(&sheet.say(texts::einstellungen_blocked())).into(),
        input.into(),
    ];
    parts.extend(sheet.faults(Field::Block));
    parts.push(hint(sheet.say(texts::einstellungen_blocked_hint())));
    if !office.blocked.is_empty() {
        let rows = office.blocked.iter().map(|it| one_blocked(sheet, it));
        let rows = column(rows).spacing(2).padding([4, 8]);
        let rows = scrollable(rows).style(style::scroll).width(Fill);
        let room = container(rows).max_height(150).style(style::grid);
        parts.push(room.width(Fill).into());
    }
    parts
}

fn one_blocked<'a>(sheet: &Sheet<'a>, pattern: &SenderPattern) -> Element<'a, Message> {
    let remove = button(
        Some((Icon::Delete, Tint::Accent)),
        &sheet.say(texts::einstellungen_unblock()),
        Some(Message::Unblock(pattern.clone())),
        Choice::Other,
    );
    row![
        text(pattern.to_string()).size(SIZE),
        space().width(Fill),
        remove
    ]
    .spacing(8)
    .align_y(Center)
    .into()
}
