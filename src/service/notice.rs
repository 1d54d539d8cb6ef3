//! Errors in words: what happened, what to do, and the detail for whoever helps. The one place, for
//! window and command line.

use super::error::Error;
use super::office_notice;
pub use super::office_notice::{setting, stammdaten};
use crate::domain::account::{AccountId, Fault, FieldError};
use crate::domain::letter::{LetterError, LetterFault, LetterField};
use crate::domain::outbox::SendBar;
use crate::domain::usage::Mode;
use crate::i18n::{Text, texts};
use crate::transport::{Cause, CertificateFault, Step};
use crate::{secrets, storage};

/// An error in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// What kind of error it is: the same word for the same kind, for scripts.
    pub kind: &'static str,
    /// What happened.
    pub message: Text,
    /// The faults one by one, where there are several.
    pub faults: Vec<Text>,
    /// What to do.
    pub advice: Option<Text>,
    /// Technical words, for whoever helps. Never a secret.
    pub detail: Option<String>,
}

impl Notice {
    pub(super) fn new(kind: &'static str, message: Text) -> Self {
        Self {
            kind,
            message,
            faults: Vec::new(),
            advice: None,
            detail: None,
        }
    }

    pub(super) fn advise(mut self, advice: Text) -> Self {
        self.advice = Some(advice);
        self
    }

    pub(super) fn detail(mut self, detail: impl ToString) -> Self {
        self.detail = Some(detail.to_string()).filter(|it| !it.is_empty());
        self
    }
}

/// The words for an error.
pub fn notice(error: &Error) -> Notice {
    match error {
        Error::Form(faults) => form(faults),
        Error::Stammdaten(faults) => Notice {
            faults: faults.iter().map(stammdaten).collect(),
            ..Notice::new("master-data", texts::stammdaten_faults())
        },
        Error::Desk(fault) => {
            let (kind, words) = super::desk_words::refusal(fault);
            Notice::new(kind, words)
        }
        Error::Draft(fault) => super::draft_words::refusal(fault),
        Error::Table(faults) => office_notice::table(faults),
        Error::Settings(faults) => office_notice::settings(faults),
        Error::NoEinlesen(number) => office_notice::no_einlesen(*number),
        Error::Storage(error) => of_storage(error),
        Error::Secrets(error) => of_secrets(error),
        Error::Transport(error) => of_transport(error, None),
        Error::Oauth { account, error } => super::oauth_words::notice(*account, error),
        Error::SecretMissing(id) => Notice::new("secret-missing", texts::secret_missing(id.0))
            .advise(texts::secret_missing_advice(id.to_string())),
        Error::NotFetched(id) => Notice::new("not-fetched", texts::error_not_fetched(id.0)),
        Error::Paused(id) => Notice::new("paused", texts::error_paused(id.0))
            .advise(texts::login_rejected_advice(id.to_string())),
        Error::ReceiverRuns(holder) => {
            let message = match holder {
                None => texts::error_receiver_runs(),
                Some(it) => texts::error_receiver_runs_by(
                    &it.login,
                    &it.host,
                    it.pid.to_string(),
                    crate::i18n::Arg::Moment(it.started_at),
                ),
            };
            Notice::new("receiver-runs", message).advise(texts::error_receiver_runs_advice())
        }
        Error::NobodyReceives => Notice::new("nobody-receives", texts::error_nobody_receives())
            .advise(texts::error_nobody_receives_advice()),
        Error::Night(fault) => super::night_receiver::notice(fault),
        Error::NobodyActs(login) => Notice::new("nobody-acts", texts::error_nobody_acts(login))
            .advise(texts::error_nobody_acts_advice()),
        Error::UnknownBenutzer(number) => {
            Notice::new("unknown-benutzer", texts::error_unknown_benutzer(*number))
        }
        Error::ExternalActs(number) => {
            Notice::new("external-acts", texts::error_external_acts(*number))
        }
        Error::NotCurrentActs(number) => {
            Notice::new("not-current", texts::error_not_current_acts(*number))
        }
        Error::MayNotActAs(number, login) => Notice::new(
            "may-not-act-as",
            texts::error_may_not_act_as(*number, login),
        )
        .advise(texts::error_may_not_act_as_advice()),
        Error::NotVerwalter(number) => {
            Notice::new("not-verwalter", texts::error_not_verwalter(*number))
        }
        Error::File { path, detail } => Notice::new("file", texts::error_file(path)).detail(detail),
        Error::NoWindow(detail) => Notice::new("no-window", texts::window_no_display())
            .advise(texts::window_no_display_advice())
            .detail(detail),
        Error::NoRawKept(id) => Notice::new("no-raw", texts::error_no_raw_kept(*id)),
        Error::MayNotSend(id, bar) => {
            Notice::new("may-not-send", texts::error_may_not_send(id.to_string()))
                .advise(send_bar(*bar))
        }
        Error::NoKanzlei => Notice::new("no-kanzlei", texts::letter_no_kanzlei())
            .advise(texts::letter_no_kanzlei_advice()),
        Error::NoSender => Notice::new("no-sender", texts::letter_no_sender()),
        Error::Letter(faults) => Notice {
            faults: faults.iter().map(letter_fault).collect(),
            ..Notice::new("letter", texts::letter_faults())
        },
        Error::RecipientInvalid(given) => {
            Notice::new("recipient-invalid", texts::fault_address_invalid(given))
        }
        Error::NoRecipient => Notice::new("no-recipient", texts::letter_no_recipient()),
        Error::LetterTooLarge { size, limit } => Notice::new(
            "letter-too-large",
            texts::letter_too_large(size / 1_000_000, limit / 1_000_000),
        )
        .advise(texts::letter_too_large_advice()),
        Error::LetterIndivisible { size, limit } => Notice::new(
            "letter-indivisible",
            texts::letter_indivisible(tenths(*size), tenths(*limit)),
        )
        .advise(texts::letter_indivisible_advice()),
        Error::LetterNotWaiting(id) => Notice::new(
            "letter-not-waiting",
            texts::letter_not_waiting(id.to_string()),
        ),
        Error::LetterTwice(id) => Notice::new("letter-twice", texts::letter_twice(id.to_string())),
        Error::NoReceiptWished(id) => Notice::new(
            "no-receipt-wished",
            texts::receipt_not_wished(id.to_string()),
        ),
        Error::Reading(fault) => super::reading_fault::notice(fault),
        Error::Archive(_)
        | Error::BackupPlan(_)
        | Error::PassphraseShort
        | Error::PassphraseGone
        | Error::Retired(_) => super::backup::words::notice(error),
        Error::Stopped => Notice::new("stopped", texts::error_stopped()),
        Error::Practice(detail) => Notice::new("practice", texts::error_practice()).detail(detail),
        Error::Internal(detail) => Notice::new("internal", texts::error_internal()).detail(detail),
    }
}

/// The words for what went wrong while fetching an account, with what can be done about that
/// account.
pub fn notice_of_account(error: &Error, id: AccountId) -> Notice {
    match error {
        Error::Transport(error) => of_transport(error, Some(id)),
        other => notice(other),
    }
}

fn form(faults: &[FieldError]) -> Notice {
    let in_words = |it: &FieldError| {
        let words = fault(&it.fault);
        match (it.line, it.field.as_str()) {
            (Some(line), "") => texts::fault_in_file(line.to_string(), words),
            (Some(line), field) => texts::fault_in_line(line.to_string(), field, words),
            (None, field) => texts::fault_in_field(field, words),
        }
    };
    Notice {
        faults: faults.iter().map(in_words).collect(),
        ..Notice::new("form", texts::form_faults(faults.len())).advise(texts::form_faults_advice())
    }
}

pub use super::desk_words::reason;

/// The word for a mode, as on the screen.
pub fn mode(mode: Mode) -> Text {
    match mode {
        Mode::Posteingang => texts::mode_posteingang(),
        Mode::Postkorb => texts::mode_postkorb(),
        Mode::NurSenden => texts::mode_nur_senden(),
        Mode::Einlesen => texts::mode_einlesen(),
        Mode::Scanner => texts::mode_scanner(),
    }
}

/// The words for what is wrong with a field of an account.
pub fn fault(fault: &Fault) -> Text {
    match fault {
        Fault::Missing => texts::fault_missing(),
        Fault::AddressInvalid(given) => texts::fault_address_invalid(given),
        Fault::HostInvalid(given) => texts::fault_host_invalid(given),
        Fault::HostIsUrl(given) => texts::fault_host_is_url(given),
        Fault::PortInvalid(given) => texts::fault_port_invalid(given),
        Fault::ControlCharacter => texts::fault_control_character(),
        Fault::WordUnknown { given, allowed } => texts::fault_word_unknown(given, allowed),
        Fault::NumberInvalid { given, min, max } => texts::fault_number_invalid(given, *min, *max),
        Fault::DayInvalid(given) => texts::fault_day_invalid(given),
        Fault::CloudNeedsOauth => texts::fault_cloud_needs_oauth(),
        Fault::UrlInvalid(given) => texts::fault_url_invalid(given),
        Fault::OutgoingNotWithExchange => texts::fault_outgoing_not_with_exchange(),
        Fault::OnlyWithExchange => texts::fault_only_with_exchange(),
        Fault::OwnerNeeded(it) => texts::fault_owner_needed(mode(*it)),
        Fault::OwnerNotAllowed(it) => texts::fault_owner_not_allowed(mode(*it)),
        Fault::DatenpoolNotAllowed => texts::fault_datenpool_not_allowed(),
        Fault::AppCopyNotAllowed => texts::fault_app_copy_not_allowed(),
        Fault::KanzleiNotAllowed(it) => texts::fault_kanzlei_not_allowed(mode(*it)),
        Fault::KanzleiTaken(name) => texts::fault_kanzlei_taken(name),
        Fault::FoldersNotWithPop3 => texts::fault_folders_not_with_pop3(),
        Fault::FolderTwice(name) => texts::fault_folder_twice(name),
        Fault::DaysWithoutRemove => texts::fault_days_without_remove(),
        Fault::SameWithoutIncoming => texts::fault_same_without_incoming(),
        Fault::BenutzerUnknown(name) => texts::fault_benutzer_unknown(name),
        Fault::DatenpoolUnknown(name) => texts::fault_datenpool_unknown(name),
        Fault::AppGeraetUnknown(name) => texts::fault_app_geraet_unknown(name),
        Fault::PresetUnknown(name) => texts::fault_preset_unknown(name),
        Fault::PresetWithoutProtocol(name) => texts::fault_preset_without_protocol(name),
        Fault::PresetNeedsUser(name) => texts::fault_preset_needs_user(name),
        Fault::KeyUnknown(name) => texts::fault_key_unknown(name),
        Fault::TypeWrong(wanted) => texts::fault_type_wrong(type_name(wanted)),
        Fault::SecretNotAllowed => texts::fault_secret_not_allowed(),
        Fault::GivenTwice => texts::fault_given_twice(),
        Fault::NotToml(detail) => texts::fault_not_toml(detail),
    }
}

fn type_name(wanted: &str) -> Text {
    match wanted {
        "text" => texts::type_text(),
        "boolean" => texts::type_boolean(),
        "number" => texts::type_number(),
        "list" => texts::type_list(),
        _ => texts::type_table(),
    }
}

pub(super) fn send_bar(bar: SendBar) -> Text {
    match bar {
        SendBar::Inactive => texts::send_bar_inactive(),
        SendBar::NoServer => texts::send_bar_no_server(),
        SendBar::NotYours => texts::send_bar_not_yours(),
        SendBar::NotCurrent => texts::send_bar_not_current(),
    }
}

fn letter_fault(error: &LetterError) -> Text {
    let words = match &error.fault {
        LetterFault::NoRecipient => texts::letter_no_recipient(),
        LetterFault::TooMany(count) => texts::letter_too_many(*count),
        LetterFault::AddressInvalid(given) => texts::fault_address_invalid(given),
        LetterFault::ControlCharacter => texts::fault_control_character(),
        LetterFault::NameMissing => texts::letter_name_missing(),
        LetterFault::TypeInvalid(given) => texts::letter_type_invalid(given),
        LetterFault::IdInvalid(given) => texts::letter_id_invalid(given),
        LetterFault::DateInvalid => texts::letter_date_invalid(),
    };
    texts::fault_in_field(letter_field(error.field), words)
}

fn letter_field(field: LetterField) -> Text {
    match field {
        LetterField::From => texts::letter_field_from(),
        LetterField::ReplyTo(_) => texts::letter_field_reply_to(),
        LetterField::To(_) | LetterField::Recipients => texts::letter_field_to(),
        LetterField::Cc(_) => texts::letter_field_cc(),
        LetterField::Bcc(_) => texts::letter_field_bcc(),
        LetterField::Subject => texts::letter_field_subject(),
        LetterField::Attachment(_) => texts::letter_field_attachment(),
        LetterField::InReplyTo
        | LetterField::References(_)
        | LetterField::MessageId
        | LetterField::Date
        | LetterField::TestMark => texts::letter_field_other(),
    }
}

fn of_storage(error: &storage::Error) -> Notice {
    use storage::Error as E;
    match error {
        E::DiskFull => Notice::new("disk-full", texts::storage_disk_full())
            .advise(texts::storage_disk_full_advice()),
        E::Access { path, detail } => Notice::new("no-access", texts::storage_access(path))
            .advise(texts::storage_access_advice())
            .detail(detail),
        E::NetworkShare { path, kind } => {
            Notice::new("network-share", texts::storage_network_share(path, kind))
                .advise(texts::storage_network_share_advice())
        }
        E::Damaged(detail) => Notice::new("damaged", texts::storage_damaged())
            .advise(texts::storage_damaged_advice())
            .detail(detail),
        E::Newer { found, known } => Notice::new("newer", texts::storage_newer(*found, *known))
            .advise(texts::storage_newer_advice()),
        E::InUse(_) | E::BackupRuns | E::SwapWaits => super::backup::words::storage(error),
        E::Busy => Notice::new("busy", texts::storage_busy()).advise(texts::storage_busy_advice()),
        E::NoAccount(id) => Notice::new("no-account", texts::storage_no_account(id.to_string()))
            .advise(texts::storage_no_account_advice()),
        E::NoFolder(name) => Notice::new("no-folder", texts::storage_no_folder(name)),
        E::NoRow("mail", id) => Notice::new("no-mail", texts::storage_no_mail(id.to_string())),
        E::NoRow("vorgang", id) => {
            Notice::new("no-vorgang", texts::storage_no_vorgang(id.to_string()))
        }
        E::NoRow("document" | "akte" | "attachment" | "akte_folder", _) => {
            Notice::new("no-document", texts::storage_no_document())
        }
        E::NoRow("run", id) => Notice::new("no-run", texts::storage_no_run(id.to_string())),
        E::NoRow("letter", id) => {
            Notice::new("no-letter", texts::storage_no_letter(id.to_string()))
        }
        E::NoRow("draft", _) => Notice::new("no-draft", texts::storage_no_draft()),
        E::NoRow(_, id) => Notice::new(
            "no-quarantine",
            texts::storage_no_quarantine(id.to_string()),
        ),
        E::Stammdaten(_)
        | E::Table(_)
        | E::Settings(_)
        | E::Account(_)
        | E::Desk(_)
        | E::Stopped
        | E::Other(_) => Notice::new("storage", texts::storage_other()).detail(error),
    }
}

fn of_secrets(error: &secrets::Error) -> Notice {
    use secrets::Error as E;
    match error {
        E::NoKeychain(detail) => Notice::new("no-keychain", texts::secrets_no_keychain())
            .advise(texts::secrets_no_keychain_advice())
            .detail(detail),
        E::Locked(detail) => Notice::new("keychain-locked", texts::secrets_locked())
            .advise(texts::secrets_locked_advice())
            .detail(detail),
        E::Credential { path, detail } => {
            Notice::new("credential", texts::secrets_credential(path)).detail(detail)
        }
        E::NoRotation(detail) => Notice::new("no-rotation", texts::secrets_no_rotation())
            .advise(texts::secrets_no_rotation_advice())
            .detail(detail),
        E::Other(detail) => Notice::new("keychain", texts::secrets_other()).detail(detail),
    }
}

fn step(step: Step) -> Text {
    match step {
        Step::Resolve => texts::step_resolve(),
        Step::Connect => texts::step_connect(),
        Step::Encrypt => texts::step_encrypt(),
        Step::Certificate => texts::step_certificate(),
        Step::Greeting => texts::step_greeting(),
        Step::Capabilities => texts::step_capabilities(),
        Step::Login => texts::step_login(),
        Step::Mailbox => texts::step_mailbox(),
        Step::List => texts::step_list(),
        Step::Fetch => texts::step_fetch(),
        Step::Remove => texts::step_remove(),
        Step::Sender => texts::step_sender(),
        Step::Recipient => texts::step_recipient(),
        Step::Data => texts::step_data(),
        Step::ReceiveOption => texts::step_receive_option(),
        Step::Quota => texts::step_quota(),
        Step::Sent => texts::step_sent(),
        Step::Close => texts::step_close(),
    }
}

fn of_transport(error: &crate::transport::Error, id: Option<AccountId>) -> Notice {
    let (kind, words) = cause(&error.cause);
    let notice = Notice::new(kind, texts::transport_at_step(step(error.step), words));
    let (advice, detail) = match (&error.cause, id) {
        (Cause::LoginRejected(reply), Some(id)) => (
            Some(texts::login_rejected_advice(id.to_string())),
            reply.to_string(),
        ),
        (Cause::Certificate(_, Some(facts)), Some(id)) => {
            let advice = facts
                .fingerprint
                .map(|it| texts::certificate_advice(it.to_string(), id.to_string()));
            (advice, format!("{} / {}", facts.subject, facts.issuer))
        }
        (Cause::Proxy(fault, words), _) => {
            (Some(super::oauth_words::proxy(*fault).1), words.clone())
        }
        (
            Cause::LoginRejected(reply)
            | Cause::Temporary(reply)
            | Cause::ServerRefused(reply)
            | Cause::StartTlsRefused(reply),
            _,
        ) => (None, reply.to_string()),
        (other, _) => (None, other.to_string()),
    };
    Notice {
        advice,
        ..notice.detail(detail)
    }
}

fn cause(cause: &Cause) -> (&'static str, Text) {
    match cause {
        Cause::NameUnknown => ("name-unknown", texts::cause_name_unknown()),
        Cause::Unreachable(_) => ("unreachable", texts::cause_unreachable()),
        Cause::Proxy(fault, _) => (fault.word(), super::oauth_words::proxy(*fault).0),
        Cause::Refused => ("refused", texts::cause_refused()),
        Cause::Timeout => ("timeout", texts::cause_timeout()),
        Cause::Closed(_) => ("closed", texts::cause_closed()),
        Cause::Certificate(fault, facts) => {
            let names = facts
                .as_ref()
                .map(|it| it.names.join(", "))
                .unwrap_or_default();
            ("certificate", certificate(fault, names))
        }
        Cause::TlsVersion => ("tls-version", texts::cause_tls_version()),
        Cause::NotTls => ("not-tls", texts::cause_not_tls()),
        Cause::TlsOther(_) => ("tls", texts::cause_tls_other()),
        Cause::StartTlsMissing => ("starttls-missing", texts::cause_starttls_missing()),
        Cause::StartTlsRefused(_) => ("starttls-refused", texts::cause_starttls_refused()),
        Cause::InjectedBeforeTls => ("injected", texts::cause_injected()),
        Cause::LoginRejected(_) => ("login-rejected", texts::cause_login_rejected()),
        Cause::WeakerSignIn => ("weaker-sign-in", texts::class_weaker_sign_in()),
        Cause::MechanismMissing => ("mechanism-missing", texts::cause_mechanism_missing()),
        Cause::Temporary(_) => ("temporary", texts::cause_temporary()),
        Cause::ServerRefused(_) => ("server-refused", texts::cause_server_refused()),
        Cause::WrongProtocol(_) => ("wrong-protocol", texts::cause_wrong_protocol()),
        Cause::Protocol(_) => ("protocol", texts::cause_protocol()),
        Cause::TooLarge(_) => ("too-large", texts::cause_too_large()),
        Cause::BadInput => ("bad-input", texts::cause_bad_input()),
        Cause::Stopped => ("stopped", texts::cause_stopped()),
    }
}

fn certificate(fault: &CertificateFault, names: String) -> Text {
    match fault {
        CertificateFault::WrongName => texts::cause_certificate_name(names),
        CertificateFault::Expired => texts::cause_certificate_expired(),
        CertificateFault::NotYetValid => texts::cause_certificate_not_yet_valid(),
        CertificateFault::SelfSigned => texts::cause_certificate_self_signed(),
        CertificateFault::UnknownIssuer => texts::cause_certificate_unknown_issuer(),
        CertificateFault::Revoked => texts::cause_certificate_revoked(),
        CertificateFault::Other(_) => texts::cause_certificate_other(),
    }
}
/// Megabytes with one digit behind the comma.
fn tenths(bytes: u64) -> String {
    format!("{},{}", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
}
