//! "Automatische Sicherung": when and where to the office is backed up by itself.

use super::passphrase::{self, NewPassphrase};
use super::stammdaten::no_file_window;
use super::{Outcome, Screen};
use crate::domain::backup_plan::{BackupPlan, KEEP, PlanFault, read_time};
use crate::domain::secret::Secret;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::ask::Ask;
use crate::gui::files::{self, Named};
use crate::gui::icon::{Icon, Tint};
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::gui::widget::{
    Choice, button, check, fault, field, footer, form, heading, hint, label, labelled_top, px,
    wide_field,
};
use crate::i18n::{Text, texts};
use crate::service::backup::words;
use crate::service::{Error, Office, Result};
use iced::widget::{column, container, row, scrollable, space, text};
use iced::{Center, Element, Fill, Size, Task};

const TIME: &str = "plan-time";
const FOLDER: &str = "plan-folder";
const KEEPS: &str = "plan-keep";
const ON: &str = "plan-on";

/// The dialog.
pub struct PlanDialog {
    plan: Option<BackupPlan>,
    time: String,
    keep: String,
    /// The passphrase in the keychain stays.
    had_passphrase: bool,
    passphrase: NewPassphrase,
    faults: Vec<PlanFault>,
    is_saving: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The plan was read.
    Loaded(Result<BackupPlan>),
    /// "Täglich sichern".
    On(bool),
    /// Typing a time.
    Time(String),
    /// Typing a folder.
    Folder(String),
    /// "Wählen…".
    Choose,
    /// A folder was named, or none.
    Chosen(Named),
    /// Typing how many are kept.
    Keep(String),
    /// "Verschlüsseln".
    Sealed(bool),
    /// Typing a passphrase.
    Passphrase(passphrase::Message),
    /// "Speichern".
    Save,
    /// It was stored, or not.
    Saved(Result<()>),
    /// "Abbruch".
    Left,
}

impl Default for PlanDialog {
    fn default() -> Self {
        Self::new()
    }
}

impl PlanDialog {
    /// As it is now.
    pub fn new() -> Self {
        Self {
            plan: None,
            time: String::new(),
            keep: String::new(),
            had_passphrase: false,
            passphrase: NewPassphrase::default(),
            faults: Vec::new(),
            is_saving: false,
        }
    }

    /// The plan as it is typed, or everything that is wrong with it.
    fn typed(&self) -> std::result::Result<BackupPlan, Vec<PlanFault>> {
        let mut plan = self.plan.clone().unwrap_or_default();
        let mut faults = Vec::new();
        match read_time(&self.time) {
            Ok(minute) => plan.minute = minute,
            Err(fault) => faults.push(fault),
        }
        match self.keep.trim().parse().ok().filter(|it| KEEP.contains(it)) {
            Some(keep) => plan.keep = keep,
            None => faults.push(PlanFault::KeepInvalid(self.keep.trim().to_owned())),
        }
        plan.folder = plan.folder.trim().to_owned();
        faults.extend(plan.check().err().unwrap_or_default());
        match faults.is_empty() {
            true => Ok(plan),
            false => Err(faults),
        }
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        if self.is_saving {
            return Action::None;
        }
        let typed = self.typed();
        self.faults = typed.as_ref().err().cloned().unwrap_or_default();
        let Ok(plan) = typed else {
            return Action::None;
        };
        let keeps = self.had_passphrase && self.passphrase.is_empty();
        let passphrase: Option<Secret> = match plan.on && plan.sealed && !keeps {
            true => match self.passphrase.take() {
                Some(it) => Some(it),
                None => return Action::None,
            },
            false => None,
        };
        self.is_saving = true;
        Action::Run(context.ask(
            move |office| office.set_backup_plan(&plan, passphrase.as_ref()),
            Message::Saved,
        ))
    }

    fn change(&mut self, change: impl FnOnce(&mut BackupPlan)) {
        if let Some(plan) = &mut self.plan {
            change(plan);
        }
    }

    fn wrong<'a>(
        &self,
        context: &Context,
        is_it: impl Fn(&PlanFault) -> bool,
    ) -> Option<Element<'a, Message>> {
        let found = self.faults.iter().find(|it| is_it(it))?;
        Some(fault(context.say(words::plan_fault(found))))
    }

    fn fields<'a>(&'a self, plan: &'a BackupPlan, context: &'a Context) -> Element<'a, Message> {
        let say = |words: Text| context.say(words);
        let on = check(&say(texts::plan_on()), plan.on, Some(Message::On)).id(ON);
        let mut fields = column![on, hint(say(texts::plan_on_hint()))].spacing(6);
        if !plan.on {
            return fields.into();
        }
        let below = |field: Element<'a, Message>, wrong: Option<Element<'a, Message>>| {
            column![field].push(wrong).spacing(3)
        };
        let is_time = |it: &PlanFault| matches!(it, PlanFault::TimeInvalid(_));
        let wrong = self.wrong(context, is_time);
        let time = field(TIME, &self.time, Some(Message::Time), wrong.is_some());
        let time = container(Element::from(time)).width(px(80.0)).into();
        let time = labelled_top(&say(texts::plan_time()), below(time, wrong));
        let is_keep = |it: &PlanFault| matches!(it, PlanFault::KeepInvalid(_));
        let wrong = self.wrong(context, is_keep);
        let keep = field(KEEPS, &self.keep, Some(Message::Keep), wrong.is_some());
        let keep = row![
            container(Element::from(keep)).width(px(80.0)),
            label(&say(texts::plan_keep_unit()))
        ];
        let keep = keep.spacing(6).align_y(Center).into();
        let keep = labelled_top(&say(texts::plan_keep()), below(keep, wrong));
        let is_folder =
            |it: &PlanFault| matches!(it, PlanFault::FolderMissing | PlanFault::FolderRelative(_));
        let wrong = self.wrong(context, is_folder);
        let folder = wide_field(FOLDER, &plan.folder, Message::Folder, wrong.is_some());
        let choose = button(
            Some((Icon::FolderOpen, Tint::Accent)),
            &say(texts::backup_choose()),
            Some(Message::Choose),
            Choice::Other,
        );
        let folder = row![container(folder).width(Fill), choose]
            .spacing(6)
            .into();
        let folder = below(folder, wrong).push(hint(say(texts::backup_folder_hint())));
        let folder = labelled_top(&say(texts::backup_folder()), folder);
        let sealed = check(
            &say(texts::backup_sealed_tick()),
            plan.sealed,
            Some(Message::Sealed),
        );
        let mut sealed = column![sealed].spacing(8);
        if plan.sealed {
            let words = match self.had_passphrase {
                true => texts::plan_passphrase_stays(),
                false => texts::plan_passphrase_keychain(),
            };
            sealed = sealed.push(hint(say(words)));
            sealed = sealed.push(self.passphrase.view(context, Message::Passphrase));
        }
        fields = fields.spacing(10);
        fields
            .push(time)
            .push(folder)
            .push(keep)
            .push(sealed)
            .into()
    }
}

impl Screen for PlanDialog {
    type Message = Message;

    fn title(&self) -> Text {
        texts::window_backup_plan()
    }

    fn size(&self) -> Size {
        Size::new(620.0, 480.0)
    }

    fn is_resizable(&self) -> bool {
        true
    }

    fn start(&mut self, context: &Context) -> Task<Message> {
        let read = |office: &Office| Ok(office.backup_state()?.plan);
        context.ask(read, Message::Loaded)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Loaded(Ok(plan)) => {
                self.time = plan.time();
                self.keep = plan.keep.to_string();
                self.had_passphrase = plan.sealed;
                self.plan = Some(plan);
            }
            Message::On(on) => self.change(|it| it.on = on),
            Message::Time(time) => self.time = time,
            Message::Folder(folder) => self.change(|it| it.folder = folder),
            Message::Choose => {
                return Action::Run(Task::perform(files::folder(), Message::Chosen));
            }
            Message::Chosen(Named::File(folder)) => {
                self.change(|it| it.folder = folder.display().to_string());
            }
            Message::Chosen(Named::Unavailable) => return no_file_window(),
            Message::Chosen(Named::Left) => {}
            Message::Keep(keep) => self.keep = keep,
            Message::Sealed(sealed) => self.change(|it| it.sealed = sealed),
            Message::Passphrase(message) => self.passphrase.update(message),
            Message::Save => return self.save(context),
            Message::Saved(Ok(())) => {
                return Action::Changed.and(Action::Close(Outcome::Left));
            }
            Message::Saved(Err(error)) | Message::Loaded(Err(error)) => {
                self.is_saving = false;
                if let Error::BackupPlan(faults) = &error {
                    // The passphrase in the keychain is gone: it has to be typed again.
                    self.had_passphrase &= !faults.contains(&PlanFault::PassphraseMissing);
                }
                return Action::Open(Ask::error(&error, context).into());
            }
            Message::Left => return Action::Close(Outcome::Left),
        }
        Action::None
    }

    fn close_message(&self) -> Message {
        Message::Left
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let say = |words: Text| context.say(words);
        let head = heading(
            Icon::Clock,
            say(texts::window_backup_plan()),
            say(texts::plan_purpose()),
        );
        let body: Element<'a, Message> = match &self.plan {
            Some(plan) => self.fields(plan, context),
            None => text(say(texts::accounts_reading())).size(SIZE).into(),
        };
        let body = container(body).padding([14, 18]).width(Fill);
        let body = scrollable(body).height(Fill).style(style::scroll);
        let can = self.plan.is_some() && !self.is_saving;
        let save = button(
            Some((Icon::Save, Tint::Accent)),
            &say(texts::button_save()),
            can.then_some(Message::Save),
            Choice::Default,
        );
        let leave = button(
            Some((Icon::Dismiss, Tint::Bad)),
            &say(texts::button_cancel()),
            Some(Message::Left),
            Choice::Other,
        );
        let foot = footer(space(), row![save, leave].spacing(8));
        form(column![head, body, foot])
            .initial_focus(ON)
            .default_maybe(can.then_some(Message::Save))
            .cancel(Message::Left)
            .into()
    }
}
