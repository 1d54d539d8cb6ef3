//! New mail is told by the system's own notifications: bundled, and without a word of the mail unless
//! that was chosen. Whatever goes wrong here is said once on the standard error and disturbs nobody.

#[cfg(all(unix, not(target_os = "macos")))]
#[path = "notify/bus.rs"]
mod system;
#[cfg(not(any(windows, all(unix, not(target_os = "macos")))))]
#[path = "notify/none.rs"]
mod system;
#[cfg(windows)]
#[path = "notify/toast.rs"]
mod system;

use super::context::Context;
use super::engine;
use crate::domain::news::News;
use crate::i18n::{Language, texts};
use crate::service::Result;
use crate::service::receiver::Event as Fetched;
use iced::Task;
use std::time::Duration;

/// Whether this system has notifications that the program can use.
pub const IS_POSSIBLE: bool = cfg!(any(windows, all(unix, not(target_os = "macos"))));

/// What comes within this time is told together.
const BUNDLE: Duration = Duration::from_secs(2);

/// Headlines of a notification.
const HEADLINES: u32 = 3;

/// Characters of a line at the most.
const LONGEST: usize = 90;

/// A notification in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// In bold: how many.
    pub summary: String,
    /// Where, or which.
    pub lines: Vec<String>,
    /// What a click does, in a word.
    pub open: String,
}

/// Tells of new mail.
#[derive(Debug, Default)]
pub struct Notifier {
    /// Address of another bus than the session's, for tests.
    pub bus: Option<String>,
    /// Nothing is shown, only counted.
    pub is_silent: bool,
    /// The last Vorgang that was told of or seen at the start.
    seen: Option<i64>,
    is_waiting: bool,
    has_complained: bool,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The time for bundling is over.
    Look,
    /// What is new was read.
    Read(Result<News>),
    /// The system was told, and whether somebody clicked on it; or why it was not.
    Told(std::result::Result<bool, String>),
}

impl Notifier {
    /// Tells of nothing with `is_silent`, as the window of a test does.
    pub fn new(is_silent: bool) -> Self {
        Self {
            is_silent,
            ..Self::default()
        }
    }

    /// What is there when the window opens is no news.
    pub fn start(&mut self, context: &Context) -> Task<Message> {
        self.seen = None;
        context.ask(|office| office.news(None, 0), Message::Read)
    }

    /// Something happened in the engine.
    pub fn heard(&mut self, event: &engine::Event) -> Task<Message> {
        let engine::Event::Fetched(event) = event else {
            return Task::none();
        };
        // While another process fetches, its mail is looked for with every sign of life.
        let may_be_news = matches!(
            event,
            Fetched::Imported { stored: 1.., .. } | Fetched::Waiting { .. }
        );
        if !may_be_news || self.is_waiting || self.seen.is_none() {
            return Task::none();
        }
        self.is_waiting = true;
        Task::future(async {
            tokio::time::sleep(BUNDLE).await;
            Message::Look
        })
    }

    /// Takes a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Task<Message> {
        match message {
            Message::Look => {
                self.is_waiting = false;
                let since = self.seen;
                context.ask(move |office| office.news(since, HEADLINES), Message::Read)
            }
            Message::Read(Ok(news)) => {
                let is_first = self.seen.is_none();
                self.seen = Some(news.up_to);
                let workplace = context.preferences.workplace;
                if is_first || news.count() == 0 || !workplace.notify || self.is_silent {
                    return Task::none();
                }
                let told = words(&news, workplace.notify_details, context.language);
                let bus = self.bus.clone();
                Task::perform(system::show(bus, told), Message::Told)
            }
            Message::Read(Err(error)) => self.complain(&error.to_string()),
            Message::Told(Ok(_)) => Task::none(),
            Message::Told(Err(why)) => self.complain(&why),
        }
    }

    /// Says once why nothing is told.
    fn complain(&mut self, why: &str) -> Task<Message> {
        if !self.has_complained {
            eprintln!("kontorpost: notification: {why}");
        }
        self.has_complained = true;
        Task::none()
    }
}

/// The words for what is new.
pub fn words(news: &News, names_mail: bool, language: Language) -> Notification {
    let say = |words: crate::i18n::Text| words.show(language);
    let places = [
        (news.posteingang, texts::notify_posteingang as fn(_) -> _),
        (news.postkorb, texts::notify_postkorb),
        (news.zentral, texts::notify_zentral),
        (news.tagesansicht, texts::notify_tagesansicht),
    ];
    let count = news.count();
    let mut lines: Vec<String> = match names_mail {
        true => news
            .newest
            .iter()
            .map(|it| plain(&format!("{}: {}", it.from, it.subject)))
            .collect(),
        false => places
            .into_iter()
            .filter(|it| it.0 > 0)
            .map(|(count, words)| say(words(count)))
            .collect(),
    };
    let shown = u64::try_from(news.newest.len()).unwrap_or(u64::MAX);
    if names_mail && count > shown {
        lines.push(say(texts::notify_more(count - shown)));
    }
    Notification {
        summary: say(texts::notify_summary(count)),
        lines,
        open: say(texts::tray_open()),
    }
}

/// One line without control characters, not too long.
fn plain(words: &str) -> String {
    let is_plain = |it: &char| !it.is_control() && !is_direction(*it);
    let mut line: String = words.chars().filter(is_plain).take(LONGEST).collect();
    if words.chars().count() > LONGEST {
        line.push('…');
    }
    line
}

/// Signs that turn the direction of writing could make a line say something else.
fn is_direction(sign: char) -> bool {
    matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::news::Headline;

    fn news() -> News {
        News {
            posteingang: 3,
            postkorb: 1,
            newest: vec![Headline {
                from: "Bank\u{202e}".to_owned(),
                subject: "Geheim\nund lang ".repeat(20),
            }],
            up_to: 7,
            ..News::default()
        }
    }

    #[test]
    fn nothing_of_the_mail_is_told_unless_chosen() {
        let told = words(&news(), false, Language::German);
        assert_eq!(told.summary, "4 neue E-Mails");
        assert_eq!(told.lines, ["Posteingang: 3", "Ihr Postkorb: 1"]);
        let told = words(&news(), true, Language::English);
        assert_eq!(told.summary, "4 new e-mails");
        assert!(told.lines[0].starts_with("Bank: Geheimund lang"));
        assert!(told.lines[0].ends_with('…') && told.lines[0].chars().count() == LONGEST + 1);
        assert_eq!(told.lines[1], "and 3 more");
    }
}
