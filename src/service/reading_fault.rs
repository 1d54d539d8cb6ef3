//! What can go wrong with a message that is read, in words.

use super::notice::Notice;
use crate::i18n::texts;

/// What cannot be done with a message or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadingFault {
    /// There is no such part.
    PartGone,
    /// The part of this name is no message that could be read.
    NoMessage(String),
    /// The file of this name is a program or acts like one.
    Dangerous(String),
    /// No program of the system takes it; the system's words.
    NoProgram(String),
    /// The system does not print; its words.
    NotPrinted(String),
    /// Not a target that is opened.
    NoTarget(String),
    /// The message is in no Akte.
    NoAkte,
    /// The file is not there; its path.
    FileMissing(String),
    /// The file cannot be read; its path, and the system's words.
    FileUnreadable(String, String),
    /// A folder, or something else that is no file; its name.
    NotAFile(String),
    /// The file of this name is larger than so many bytes.
    FileTooLarge(String, u64),
    /// The file of this name holds no message.
    FileNoMail(String),
    /// The file has been closed.
    FileClosed,
    /// The PDF could not be written; the technical words.
    NoPdf(String),
}

pub(super) fn notice(fault: &ReadingFault) -> Notice {
    match fault {
        ReadingFault::PartGone => Notice::new("part-gone", texts::reading_part_gone()),
        ReadingFault::NoMessage(name) => Notice::new("no-message", texts::reading_no_message(name))
            .advise(texts::reading_no_message_advice()),
        ReadingFault::Dangerous(name) => Notice::new("dangerous", texts::reading_dangerous(name))
            .advise(texts::reading_dangerous_advice()),
        ReadingFault::NoProgram(detail) => Notice::new("no-program", texts::reading_no_program())
            .advise(texts::reading_no_program_advice())
            .detail(detail),
        ReadingFault::NotPrinted(detail) => {
            Notice::new("not-printed", texts::reading_not_printed())
                .advise(texts::reading_not_printed_advice())
                .detail(detail)
        }
        ReadingFault::NoTarget(target) => {
            Notice::new("no-target", texts::reading_no_target(target))
        }
        ReadingFault::NoAkte => {
            Notice::new("no-akte", texts::reading_no_akte()).advise(texts::reading_no_akte_advice())
        }
        ReadingFault::FileMissing(path) => {
            Notice::new("file-missing", texts::mail_file_missing(path))
                .advise(texts::mail_file_missing_advice())
        }
        ReadingFault::FileUnreadable(path, detail) => {
            Notice::new("file-unreadable", texts::mail_file_unreadable(path))
                .advise(texts::mail_file_unreadable_advice())
                .detail(detail)
        }
        ReadingFault::NotAFile(name) => Notice::new("not-a-file", texts::mail_file_no_file(name))
            .advise(texts::mail_file_no_mail_advice()),
        ReadingFault::FileTooLarge(name, limit) => Notice::new(
            "file-too-large",
            texts::mail_file_too_large(name, limit >> 20),
        )
        .advise(texts::mail_file_too_large_advice()),
        ReadingFault::FileNoMail(name) => Notice::new("no-mail", texts::mail_file_no_mail(name))
            .advise(texts::mail_file_no_mail_advice()),
        ReadingFault::FileClosed => Notice::new("file-closed", texts::mail_file_closed()),
        ReadingFault::NoPdf(detail) => {
            Notice::new("no-pdf", texts::reading_no_pdf()).detail(detail)
        }
    }
}
