//! Pages on the left, the page on the right, what can be done with them below.

use super::{Diagnose, Message};
use crate::gui::context::Context;
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::gui::widget::{
    Choice, Role, busy, button, check, focus, footer, form, heading, hint, line, progress, px,
    selectable,
};
use crate::i18n::{Text, size, texts};
use crate::service::diagnose::Part;
use iced::advanced::widget::Id;
use iced::keyboard::{Key, key::Named};
use iced::widget::{column, container, row, rule, scrollable, text};
use iced::{Center, Element, Fill};

const PAGES: &str = "diagnose-pages";

pub(super) fn view<'a>(dialog: &'a Diagnose, context: &'a Context) -> Element<'a, Message> {
    let head = heading(
        Icon::Search,
        context.say(texts::window_diagnose()),
        context.say(texts::diagnose_purpose()),
    );
    let body: Element<'_, Message> = match dialog.pages.is_empty() {
        true => container(waiting(dialog, context))
            .padding(30)
            .width(Fill)
            .height(Fill)
            .into(),
        false => {
            let page = selectable("diagnose-page", &dialog.shown, Message::Words);
            row![
                container(pages(dialog, context))
                    .width(px(225.0))
                    .height(Fill)
                    .padding(8)
                    .style(style::head),
                rule::vertical(1).style(style::line),
                container(page.height(Fill))
                    .padding([8, 10])
                    .width(Fill)
                    .height(Fill)
                    .style(style::surface),
            ]
            .into()
        }
    };
    let content = column![head, container(body).height(Fill), foot(dialog, context)];
    let arrived = dialog.arrived > 0;
    form(content)
        .initial_focus(PAGES)
        .focus_on(arrived.then(|| (dialog.arrived, Id::new(PAGES))))
        .default_maybe(can_save(dialog).then_some(Message::Save))
        .cancel(Message::Left)
        .into()
}

fn can_save(dialog: &Diagnose) -> bool {
    !dialog.pages.is_empty()
}

/// What is being done, and how far it has come.
fn waiting<'a>(dialog: &Diagnose, context: &'a Context) -> Element<'a, Message> {
    if dialog.is_stopped {
        return text(context.say(texts::diagnose_stopped()))
            .size(SIZE)
            .into();
    }
    let (part, (done, all)) = dialog.part;
    let count = |it: u64| it.to_string();
    let words = match part {
        _ if dialog.running.is_none() => texts::diagnose_masking(),
        Part::Program => texts::diagnose_part_program(),
        Part::Office => texts::diagnose_part_office(),
        Part::Counting => texts::diagnose_part_counting(count(done), count(all)),
        Part::Checking => texts::diagnose_part_checking(count(done), count(all)),
        Part::Surroundings => texts::diagnose_part_surroundings(),
        Part::Log => texts::diagnose_part_log(),
    };
    let share = match all {
        0 => 0.0,
        all => done as f32 / all as f32,
    };
    let mut parts = column![busy(context.say(words))].spacing(10);
    if dialog.running.is_some() {
        parts = parts.push(container(progress(share)).max_width(400));
    }
    parts.into()
}

fn name(file: &str) -> (Icon, Text) {
    match file {
        "programm.txt" => (Icon::Info, texts::diagnose_page_program()),
        "einstellungen.txt" => (Icon::Settings, texts::diagnose_page_settings()),
        "konten.txt" => (Icon::MailSettings, texts::diagnose_page_accounts()),
        "abruf.txt" => (Icon::Sync, texts::diagnose_page_receiving()),
        "postausgang.txt" => (Icon::Send, texts::diagnose_page_sending()),
        "datenbank.txt" => (Icon::Database, texts::diagnose_page_database()),
        "umgebung.txt" => (Icon::Plug, texts::diagnose_page_surroundings()),
        "absturz.log" => (Icon::Error, texts::diagnose_page_crash()),
        log => {
            let number: String = log.chars().filter(char::is_ascii_digit).collect();
            let number = number.trim_start_matches('0');
            (Icon::History, texts::diagnose_page_log(number))
        }
    }
}

fn pages<'a>(dialog: &'a Diagnose, context: &'a Context) -> Element<'a, Message> {
    let entries = dialog.pages.iter().enumerate().map(|(at, page)| {
        let is_shown = at == dialog.selected;
        let tint = match is_shown {
            true => Tint::Selected,
            false => Tint::Accent,
        };
        let (picture, words) = name(&page.name);
        let words = text(context.say(words)).size(SIZE);
        let content = row![icon(picture, 18.0, tint), words];
        iced::widget::button(content.spacing(9).align_y(Center))
            .padding([5, 10])
            .width(Fill)
            .style(style::place(is_shown))
            .on_press(Message::Select(at))
            .into()
    });
    let shown = dialog.pages.get(dialog.selected);
    let told = shown.map(|it| context.say(name(&it.name).1));
    let list = scrollable(column(entries).spacing(2)).style(style::scroll);
    // The ring stands around the whole list, wherever that is scrolled to.
    focus(list.height(Fill))
        .id(PAGES)
        .role(Role::Radio(told.unwrap_or_default()))
        .on_key(|key, modifiers| match key {
            _ if !modifiers.is_empty() => None,
            Key::Named(Named::ArrowDown) => Some(Message::Step(1)),
            Key::Named(Named::ArrowUp) => Some(Message::Step(-1)),
            Key::Named(Named::Home) => Some(Message::Step(i32::MIN)),
            Key::Named(Named::End) => Some(Message::Step(i32::MAX)),
            _ => None,
        })
        .into()
}

fn foot<'a>(dialog: &'a Diagnose, context: &'a Context) -> Element<'a, Message> {
    let say = |words: Text| context.say(words);
    let can = can_save(dialog);
    let words = match (&dialog.written, can) {
        (Some(path), _) => say(texts::diagnose_written(path.display().to_string())),
        (None, true) => {
            let bytes = dialog.pages.iter().map(|it| it.text.len() as u64).sum();
            let bytes = size(context.language, bytes);
            say(texts::diagnose_ready(dialog.pages.len(), bytes))
        }
        (None, false) => String::new(),
    };
    let hides = dialog.gathered.is_some().then_some(Message::HideHosts);
    let hides = check(
        &say(texts::diagnose_hide_hosts()),
        dialog.hides_hosts,
        hides,
    );
    let state = row![hides, container(hint(words)).width(Fill)];
    let state = container(state.spacing(16).align_y(Center)).padding([6, 16]);
    let part = |picture, words: Text, message| {
        button(
            Some((picture, Tint::Accent)),
            &say(words),
            message,
            Choice::Other,
        )
    };
    let again = match dialog.running {
        Some(_) => part(Icon::Dismiss, texts::diagnose_stop(), Some(Message::Stop)),
        None => part(Icon::Sync, texts::diagnose_again(), Some(Message::Again)),
    };
    let save = button(
        Some((Icon::Save, Tint::Accent)),
        &say(texts::diagnose_save()),
        can.then_some(Message::Save),
        Choice::Default,
    );
    let copy = part(
        Icon::Copy,
        texts::diagnose_copy(),
        can.then_some(Message::Copy),
    );
    let leave = say(texts::button_close());
    let leave = button(None, &leave, Some(Message::Left), Choice::Other);
    let buttons = row![copy, save, leave].spacing(8);
    column![line(), state, footer(again, buttons)].into()
}
