//! An, Kopie, Blindkopie, and suggestions while they are typed.

use super::{EBrief, Message};
use crate::domain::draft::Written;
use crate::domain::letter::{LetterError, LetterFault, LetterField, MOST_RECIPIENTS};
use crate::domain::recipients;
use crate::gui::action::Action;
use crate::gui::context::Context;
use crate::service::Error;
use crate::service::suggestions::Suggestion;

/// Entries of a line that are told to be wrong at the most.
const MOST_TOLD: usize = 3;

/// One of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// "An".
    To,
    /// "Kopie".
    Cc,
    /// "Blindkopie".
    Bcc,
}

impl Line {
    const ALL: [Self; 3] = [Self::To, Self::Cc, Self::Bcc];

    fn at(self) -> usize {
        match self {
            Self::To => 0,
            Self::Cc => 1,
            Self::Bcc => 2,
        }
    }

    pub(super) fn id(self) -> &'static str {
        match self {
            Self::To => super::TO,
            Self::Cc => super::CC,
            Self::Bcc => super::BCC,
        }
    }
}

#[derive(Default)]
struct Typed {
    line: String,
    /// What is no address, shortened; the last one may still be being typed.
    wrong: Vec<String>,
    count: usize,
}

/// See the module.
#[derive(Default)]
pub(super) struct People {
    lines: [Typed; 3],
    pub(super) has_bcc: bool,
    suggestions: Vec<Suggestion>,
    /// For which line, and what was being typed there.
    suggested: Option<(Line, String)>,
    asked: u64,
    /// Everything that is wrong is told: somebody has tried to send it.
    is_strict: bool,
}

impl People {
    pub(super) fn new(written: &Written) -> Self {
        let mut people = Self {
            has_bcc: !written.bcc.is_empty(),
            ..Self::default()
        };
        for (line, text) in [
            (Line::To, &written.to),
            (Line::Cc, &written.cc),
            (Line::Bcc, &written.bcc),
        ] {
            people.set(line, text.clone());
        }
        people
    }

    fn typed(&self, line: Line) -> Option<&Typed> {
        self.lines.get(line.at())
    }

    pub(super) fn line(&self, line: Line) -> &str {
        self.typed(line).map_or("", |it| &it.line)
    }

    fn set(&mut self, line: Line, text: String) {
        let entries = recipients::entries(&text);
        let last = match self.is_strict {
            true => entries.len(),
            // What is being typed is not wrong yet.
            false => entries.len() - usize::from(!recipients::typing(&text).is_empty()),
        };
        let wrong = entries.iter().take(last).filter(|it| it.person.is_none());
        let wrong = wrong.take(MOST_TOLD + 1);
        let wrong = wrong.map(|it| crate::service::draft_words::shortened(&it.typed));
        if let Some(typed) = self.lines.get_mut(line.at()) {
            typed.wrong = wrong.collect();
            typed.count = entries.len();
            typed.line = text;
        }
    }

    /// What is wrong with a line, as far as it is told.
    pub(super) fn wrong(&self, line: Line) -> &[String] {
        self.typed(line).map_or(&[], |it| &it.wrong)
    }

    /// How many recipients there are.
    pub(super) fn count(&self) -> usize {
        self.lines.iter().map(|it| it.count).sum()
    }

    /// Tells everything that is wrong from now on; the first line with a fault, if there is one.
    pub(super) fn judge(&mut self) -> Option<Line> {
        self.is_strict = true;
        for line in Line::ALL {
            self.set(line, self.line(line).to_owned());
        }
        Line::ALL.into_iter().find(|it| !self.wrong(*it).is_empty())
    }

    /// Suggestions for a line.
    pub(super) fn suggestions(&self, line: Line) -> &[Suggestion] {
        match &self.suggested {
            Some((of, _)) if *of == line => &self.suggestions,
            _ => &[],
        }
    }

    /// Whether the first suggestion is meant without having been chosen: not if what was typed is an
    /// address by itself.
    pub(super) fn has_default(&self) -> bool {
        let typed = self.suggested.as_ref().map_or("", |it| it.1.as_str());
        recipients::person(typed).is_none()
    }
}

impl EBrief {
    pub(super) fn type_line(
        &mut self,
        line: Line,
        typed: String,
        context: &Context,
    ) -> Action<Message> {
        let count = recipients::entries(&typed).len();
        if count > MOST_RECIPIENTS {
            // What cannot be sent to is not taken in either: a field of that length would be slow.
            let fault = LetterFault::TooMany(count);
            let field = LetterField::Recipients;
            return Self::error(&Error::Letter(vec![LetterError { field, fault }]), context);
        }
        let people = &mut self.people;
        // A list that was copied from elsewhere has its line ends.
        people.set(line, typed.replace(['\r', '\n'], ", "));
        people.suggestions.clear();
        people.asked += 1;
        let (number, words) = (
            people.asked,
            recipients::typing(people.line(line)).to_owned(),
        );
        people.suggested = Some((line, words.clone()));
        if words.is_empty() {
            return self.touched();
        }
        let asked = context.ask(
            move |office| office.suggest_recipients(&words),
            move |found| Message::Suggested(number, found.unwrap_or_default()),
        );
        Action::Run(asked).and(self.touched())
    }

    pub(super) fn suggested(&mut self, number: u64, found: Vec<Suggestion>) -> Action<Message> {
        // What was typed since has its own answer.
        if number == self.people.asked {
            self.people.suggestions = found;
        }
        Action::None
    }

    pub(super) fn take_suggestion(&mut self, line: Line, at: usize) -> Action<Message> {
        let people = &mut self.people;
        let Some(taken) = people.suggestions(line).get(at).cloned() else {
            return Action::None;
        };
        let completed = recipients::completed(people.line(line), &taken.person);
        people.set(line, completed);
        people.suggestions.clear();
        people.suggested = None;
        self.touched()
    }
}
