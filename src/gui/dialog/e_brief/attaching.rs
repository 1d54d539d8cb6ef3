//! Documents: from files, dropped onto the window, from the Akte.

use super::{EBrief, Message};
use crate::domain::draft::DraftFile;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::gui::dialog::file_name::FileName;
use crate::gui::dialog::pick_document::PickDocument;
use crate::gui::files::{self, Chosen};
use crate::i18n::texts;
use crate::service::Result;
use iced::Task;
use std::path::PathBuf;

impl EBrief {
    pub(super) fn ask_files(context: &Context) -> Action<Message> {
        let title = context.say(texts::e_brief_attach_title());
        Action::Run(Task::perform(files::choose(title), Message::Files))
    }

    pub(super) fn files_chosen(&mut self, chosen: Chosen, context: &Context) -> Action<Message> {
        match chosen {
            Chosen::Files(files) => self.attach(files, context),
            Chosen::Left => Action::None,
            Chosen::Unavailable => Action::Open(FileName::to_open().into()),
        }
    }

    /// Copies files into the draft, one after the other.
    pub(super) fn attach(&mut self, paths: Vec<PathBuf>, context: &Context) -> Action<Message> {
        let Some(draft) = self.draft_id() else {
            return Action::None;
        };
        self.attaching += paths.len();
        let mut all = Task::none();
        for path in paths {
            let copied = context.ask(
                move |office| office.attach_file(draft, &path),
                Message::Attached,
            );
            all = all.chain(copied);
        }
        Action::Run(all)
    }

    pub(super) fn attach_documents(
        &mut self,
        documents: Vec<i64>,
        context: &Context,
    ) -> Action<Message> {
        let Some(draft) = self.draft_id() else {
            return Action::None;
        };
        self.attaching += documents.len();
        let mut all = Task::none();
        for document in documents {
            let copied = context.ask(
                move |office| office.attach_document(draft, document),
                Message::Attached,
            );
            all = all.chain(copied);
        }
        Action::Run(all)
    }

    pub(super) fn attached(
        &mut self,
        answer: Result<DraftFile>,
        context: &Context,
    ) -> Action<Message> {
        self.attaching = self.attaching.saturating_sub(1);
        match (answer, &mut self.draft) {
            (Ok(file), Some(draft)) => {
                draft.files.push(file);
                self.saving.has_files_changed = true;
                self.hints.clear();
                Action::None
            }
            (Err(error), _) => Self::error(&error, context),
            (Ok(_), None) => Action::None,
        }
    }

    pub(super) fn pick_documents(&self) -> Action<Message> {
        match &self.akte.chosen {
            Some(akte) => Action::Open(PickDocument::new(akte).into()),
            None => Action::None,
        }
    }

    pub(super) fn detach(&self, file: i64, context: &Context) -> Action<Message> {
        let Some(draft) = self.draft_id() else {
            return Action::None;
        };
        Action::Run(context.ask(
            move |office| office.detach_file(draft, file).map(|()| file),
            Message::Detached,
        ))
    }

    pub(super) fn detached(&mut self, file: i64) -> Action<Message> {
        if let Some(draft) = &mut self.draft {
            draft.files.retain(|it| it.id != file);
        }
        self.saving.has_files_changed = true;
        Action::None
    }

    /// The documents of a draft that has become one of its own.
    pub(super) fn read_files(&mut self, context: &Context) -> Action<Message> {
        let Some(id) = self.draft_id() else {
            return Action::None;
        };
        Action::Run(context.ask(
            move |office| office.draft(id).map(Box::new),
            Message::FilesRead,
        ))
    }

    pub(super) fn files_read(
        &mut self,
        read: Result<Box<crate::domain::draft::StoredDraft>>,
    ) -> Action<Message> {
        if let (Ok(read), Some(draft)) = (read, &mut self.draft) {
            draft.files = read.files;
        }
        Action::None
    }
}
