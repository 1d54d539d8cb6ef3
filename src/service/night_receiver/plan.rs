//! What the system is told: the task as XML, the unit as a file. Made of values alone, so that each
//! is made and tested on every system.

use super::Begin;
use crate::settings::autostart::quoted_for_windows;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The program of the Windows task scheduler.
pub const TASKS: &str = "schtasks";

/// The program of systemd.
pub const SYSTEMD: &str = "systemctl";

/// What is to run, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The program.
    pub program: PathBuf,
    /// The data directory, absolute.
    pub directory: PathBuf,
    /// It is the directory that is taken without a word.
    pub is_usual: bool,
    /// The login that owns the secrets; on Windows with its domain.
    pub login: String,
    /// When it begins.
    pub begin: Begin,
}

impl Plan {
    /// Part of the name that tells one data directory from another; empty for the usual one.
    fn suffix(&self) -> String {
        match self.is_usual {
            true => String::new(),
            false => format!("-{:08x}", sum(&self.directory.to_string_lossy())),
        }
    }

    /// The name of the task. Two people of one machine have one each.
    pub fn task_name(&self) -> String {
        let login = self.login.rsplit('\\').next().unwrap_or_default();
        // A task's name is a name of a file.
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
        let login: String = login.chars().filter(|c| is_plain(*c)).collect();
        format!("Kontorpost\\Receiver {}{}", login.trim(), self.suffix())
    }

    /// The name of the unit.
    pub fn unit_name(&self) -> String {
        format!("kontorpost-receiver{}.service", self.suffix())
    }

    /// The task as the scheduler reads it, in its schema 1.2.
    pub fn task(&self) -> String {
        let login = escaped(&self.login);
        let trigger = match self.begin {
            // Services that the network and the keychain need come up in this time.
            Begin::Boot => "    <BootTrigger>\n      <Enabled>true</Enabled>\n      \
                            <Delay>PT30S</Delay>\n    </BootTrigger>\n"
                .to_owned(),
            Begin::Logon => format!(
                "    <LogonTrigger>\n      <Enabled>true</Enabled>\n      \
                 <UserId>{login}</UserId>\n    </LogonTrigger>\n"
            ),
        };
        // Only a login with its password opens the keychain of Windows; S4U would not.
        let logon = match self.begin {
            Begin::Boot => "Password",
            Begin::Logon => "InteractiveToken",
        };
        let command = escaped(&self.program.to_string_lossy());
        let directory = quoted_for_windows(&self.directory.to_string_lossy());
        let arguments = escaped(&format!("--data-dir {directory} receive"));
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n");
        let _ = write!(
            xml,
            "<Task version=\"1.2\" xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\">\n  \
             <RegistrationInfo>\n    <Author>Kontorpost</Author>\n    \
             <Description>Kontorpost: Kanzlei E-Mail Receiver</Description>\n  </RegistrationInfo>\n  \
             <Triggers>\n{trigger}  </Triggers>\n  \
             <Principals>\n    <Principal id=\"Author\">\n      <UserId>{login}</UserId>\n      \
             <LogonType>{logon}</LogonType>\n      <RunLevel>LeastPrivilege</RunLevel>\n    \
             </Principal>\n  </Principals>\n  <Settings>\n{SETTINGS}  </Settings>\n  \
             <Actions Context=\"Author\">\n    <Exec>\n      <Command>{command}</Command>\n      \
             <Arguments>{arguments}</Arguments>\n    </Exec>\n  </Actions>\n</Task>\n"
        );
        xml
    }

    /// The unit as systemd reads it.
    pub fn unit(&self) -> String {
        let program = quoted_for_systemd(&self.program.to_string_lossy());
        let directory = quoted_for_systemd(&self.directory.to_string_lossy());
        format!(
            "# Written by \"kontorpost receiver install\"; \"kontorpost receiver remove\" takes it away.\n\
             [Unit]\n\
             Description=Kontorpost: Kanzlei E-Mail Receiver\n\
             StartLimitIntervalSec=0\n\n\
             [Service]\n\
             Type=exec\n\
             ExecStart={program} --data-dir {directory} receive\n\
             Restart=always\n\
             RestartSec=5\n\
             TimeoutStopSec=15\n\n\
             [Install]\n\
             WantedBy=default.target\n"
        )
    }
}

/// It begins again when it has failed, has no limit of time, runs on battery, and wakes nobody.
const SETTINGS: &str = "    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <IdleSettings>
      <StopOnIdleEnd>false</StopOnIdleEnd>
      <RestartOnIdle>false</RestartOnIdle>
    </IdleSettings>
    <AllowStartOnDemand>true</AllowStartOnDemand>
    <Enabled>true</Enabled>
    <Hidden>false</Hidden>
    <RunOnlyIfIdle>false</RunOnlyIfIdle>
    <WakeToRun>false</WakeToRun>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>7</Priority>
    <RestartOnFailure>
      <Interval>PT1M</Interval>
      <Count>999</Count>
    </RestartOnFailure>
";

/// What Windows' own programs expect of a file of XML.
pub fn utf16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

/// Text inside an element. Signs that XML cannot hold are left out.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'.. => out.push(c),
            _ => {}
        }
    }
    out
}

/// One argument of a line of a unit: no specifier, no variable, no blank tears it apart.
fn quoted_for_systemd(argument: &str) -> String {
    let mut out = String::from("\"");
    for c in argument.chars() {
        match c {
            '\\' | '"' => out.extend(['\\', c]),
            '%' | '$' => out.extend([c, c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Windows makes a path that was looked up absolute in a way that people do not read and some of its
/// programs do not take.
pub fn plain(path: &Path) -> PathBuf {
    let text = path.to_string_lossy();
    let drive = text.strip_prefix(r"\\?\").filter(|it| {
        let mut signs = it.chars();
        signs.next().is_some_and(|c| c.is_ascii_alphabetic()) && signs.next() == Some(':')
    });
    match drive {
        Some(drive) => PathBuf::from(drive),
        None => path.to_owned(),
    }
}

/// Which of the two programs of Windows runs. At a sign-in nobody wants a black window beside it;
/// with the machine nobody is there to close a message box.
pub fn program(running: &Path, begin: Begin, is_there: impl Fn(&Path) -> bool) -> PathBuf {
    let running = plain(running);
    let name = match begin {
        Begin::Boot => "kontorpost.exe",
        Begin::Logon => "kontorpostw.exe",
    };
    let wanted = running.with_file_name(name);
    let extension = running.extension();
    let is_windows = extension.is_some_and(|it| it.eq_ignore_ascii_case("exe"));
    match is_windows && is_there(&wanted) {
        true => wanted,
        false => running,
    }
}

/// The login as the system knows it.
pub(super) fn full_login() -> String {
    let login = super::super::office::login_name();
    match std::env::var("USERDOMAIN") {
        Ok(domain) if cfg!(windows) && !domain.is_empty() => format!("{domain}\\{login}"),
        _ => login,
    }
}

/// Tells one path from another (FNV-1a).
fn sum(text: &str) -> u32 {
    let step = |sum: u32, byte: u8| (sum ^ u32::from(byte)).wrapping_mul(16_777_619);
    text.bytes().fold(2_166_136_261, step)
}
