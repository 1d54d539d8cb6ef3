//! Errors of master data and of the office's settings in words; part of [`super::notice`].

use super::notice::Notice;
use crate::domain::office_settings::{READ_MINUTES, SettingFault};
use crate::domain::stammdaten::StammdatenFault;
use crate::domain::table_import::{LineFault, TableFault};
use crate::i18n::{Text, texts};

/// The words for what is wrong with master data.
pub fn stammdaten(fault: &StammdatenFault) -> Text {
    match fault {
        StammdatenFault::NameMissing => texts::stammdaten_name_missing(),
        StammdatenFault::AddressInvalid(given) => texts::stammdaten_address_invalid(given),
        StammdatenFault::NumberInvalid(given) => texts::stammdaten_number_invalid(given),
        StammdatenFault::Taken(name) => texts::stammdaten_taken(name),
        StammdatenFault::LoginTaken(name) => texts::stammdaten_login_taken(name),
        StammdatenFault::Unknown(name) => texts::stammdaten_unknown(name),
        StammdatenFault::LastVerwalter => texts::stammdaten_last_verwalter(),
        StammdatenFault::InUse(names) => texts::stammdaten_in_use(names.join(", ")),
        StammdatenFault::InUseByMail => texts::stammdaten_in_use_by_mail(),
        StammdatenFault::ControlCharacter => texts::fault_control_character(),
        StammdatenFault::AktennummerInvalid(given) => texts::akte_number_invalid(given),
        StammdatenFault::ExternalHasNoAccess => texts::benutzer_external_has_no_access(),
        StammdatenFault::VonUnknown(given) => texts::zuordnung_von_unknown(given),
        StammdatenFault::VonNotCurrent(given) => texts::zuordnung_von_not_current(given),
        StammdatenFault::AnNotCurrent(it) => texts::zuordnung_an_not_current(it.value()),
        StammdatenFault::AnExternal(it) => texts::zuordnung_an_external(it.value()),
        StammdatenFault::NotPosteingang(name) => texts::quelle_not_posteingang(name),
        StammdatenFault::StandardStays(name) => texts::eingangsfach_standard_stays(name),
    }
}

/// A table that was refused, with every line that is wrong.
pub(super) fn table(faults: &[LineFault]) -> Notice {
    Notice {
        faults: faults.iter().map(line).collect(),
        ..Notice::new("table", texts::table_faults(faults.len())).advise(texts::table_advice())
    }
}

fn line(it: &LineFault) -> Text {
    let words = table_fault(&it.fault);
    match (it.line, it.column) {
        (0, _) => words,
        (line, "") => texts::fault_in_file(line.to_string(), words),
        (line, column) => texts::table_in_column(line.to_string(), column, words),
    }
}

fn table_fault(fault: &TableFault) -> Text {
    match fault {
        TableFault::Stammdaten(fault) => stammdaten(fault),
        TableFault::Empty => texts::table_empty(),
        TableFault::NotText => texts::table_not_text(),
        TableFault::TooLarge => texts::table_too_large(),
        TableFault::ColumnMissing(name) => texts::table_column_missing(*name),
        TableFault::ColumnUnknown { given, known } => texts::table_column_unknown(given, known),
        TableFault::ColumnTwice(name) => texts::table_column_twice(name),
        TableFault::FieldCount { found, wanted } => texts::table_field_count(*found, *wanted),
        TableFault::Missing => texts::fault_missing(),
        TableFault::YesNo(given) => texts::table_yes_no(given),
        TableFault::AlsoInLine(line) => texts::table_also_in_line(line.to_string()),
    }
}

/// Settings that were refused.
pub(super) fn settings(faults: &[SettingFault]) -> Notice {
    Notice {
        faults: faults.iter().map(setting).collect(),
        ..Notice::new("settings", texts::stammdaten_faults())
    }
}

/// The words for what is wrong with a setting.
pub fn setting(fault: &SettingFault) -> Text {
    match fault {
        SettingFault::PatternInvalid(given) => texts::settings_pattern_invalid(given),
        SettingFault::MinutesInvalid(given) => {
            texts::fault_number_invalid(given, *READ_MINUTES.start(), *READ_MINUTES.end())
        }
        SettingFault::BenutzerUnusable(given) => texts::settings_benutzer_unusable(given),
        SettingFault::TaetigkeitUnknown(given) => texts::settings_taetigkeit_unknown(given),
        SettingFault::TaetigkeitNeeded => texts::settings_taetigkeit_needed(),
        SettingFault::NotBlocked(given) => texts::settings_not_blocked(given),
        SettingFault::WordUnknown { given, allowed } => texts::fault_word_unknown(given, allowed),
    }
}

/// Without the right "E-Mails automatisch einlesen".
pub(super) fn no_einlesen(number: u16) -> Notice {
    Notice::new("no-einlesen", texts::error_no_einlesen(number))
        .advise(texts::error_no_einlesen_advice(number.to_string()))
}
