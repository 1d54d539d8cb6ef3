//! `form(content)`: the root of a dialog. Tab order within this window (wrapping round), Enter for
//! the default button, Escape to cancel even from a text field, access keys. All of it happens inside
//! the widget tree, so that tests need no subscription and other windows are left alone.

use super::walk::{Reveal, Select, Survey};
use super::wrap::{Behaviour, Inside, Io, Wrap};
use iced::advanced::mouse;
use iced::advanced::widget::Id;
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Element, Event};

/// See [`form`].
pub struct Form<'a, M> {
    content: Element<'a, M>,
    keys: Keys<M>,
}

/// Makes `content` the root of a dialog.
pub fn form<'a, M>(content: impl Into<Element<'a, M>>) -> Form<'a, M> {
    Form {
        content: content.into(),
        keys: Keys {
            default: None,
            cancel: None,
            access: Vec::new(),
            others: Vec::new(),
            late: Vec::new(),
            initial: None,
            wanted: None,
        },
    }
}

/// What an access key does.
enum Does<M> {
    Focus(Id),
    Send(M),
}

struct Keys<M> {
    default: Option<M>,
    cancel: Option<M>,
    access: Vec<(char, Does<M>)>,
    others: Vec<(Key, Modifiers, M)>,
    late: Vec<(Key, Modifiers, M)>,
    initial: Option<Id>,
    wanted: Option<(u64, Id)>,
}

impl<M> Form<'_, M> {
    /// Enter sends this, unless a button with the focus or a multi-line text takes it.
    #[must_use]
    pub fn default_button(self, message: M) -> Self {
        self.default_maybe(Some(message))
    }

    /// The same, where the default button may be greyed.
    #[must_use]
    pub fn default_maybe(mut self, message: Option<M>) -> Self {
        self.keys.default = message;
        self
    }

    /// Escape sends this, unless it closes a drop-down or menu.
    #[must_use]
    pub fn cancel(mut self, message: M) -> Self {
        self.keys.cancel = Some(message);
        self
    }

    /// What gets the focus when the dialog is first shown.
    #[must_use]
    pub fn initial_focus(mut self, id: impl Into<Id>) -> Self {
        self.keys.initial = Some(id.into());
        self
    }

    /// Moves the focus to an id, once for each new number: to the first faulty field, say.
    #[must_use]
    pub fn focus_on(mut self, wanted: Option<(u64, Id)>) -> Self {
        self.keys.wanted = wanted;
        self
    }

    /// Alt and this letter move the focus to an id. Labels do so by themselves for what follows
    /// them, and buttons are pressed by the letter marked in their words.
    #[must_use]
    pub fn mnemonic(mut self, letter: char, id: impl Into<Id>) -> Self {
        self.keys.access.push((letter, Does::Focus(id.into())));
        self
    }

    /// Alt and this letter send a message.
    #[must_use]
    pub fn mnemonic_send(mut self, letter: char, message: M) -> Self {
        self.keys.access.push((letter, Does::Send(message)));
        self
    }

    /// A key, such as F1, sends a message.
    #[must_use]
    pub fn key(mut self, key: Key, modifiers: Modifiers, message: M) -> Self {
        self.keys.others.push((key, modifiers, message));
        self
    }

    /// The same, unless what has the focus makes use of the key itself, as a text field does.
    #[must_use]
    pub fn late_key(mut self, key: Key, modifiers: Modifiers, message: M) -> Self {
        self.keys.late.push((key, modifiers, message));
        self
    }
}

impl<'a, M: Clone + 'a> From<Form<'a, M>> for Element<'a, M> {
    fn from(form: Form<'a, M>) -> Self {
        Wrap::element(form.content, form.keys)
    }
}

#[derive(Default)]
struct State {
    /// The initial focus that was given. Compared, as another dialog may take over this place in the
    /// widget tree.
    started: Option<Option<Id>>,
    served: Option<(u64, Id)>,
    /// The last stop that had the focus, from which Tab goes on after a click beside everything.
    last: Option<usize>,
}

/// Letters that a key may stand for: the one it types, and the one in its place on a Latin keyboard.
fn letters(event: &keyboard::Event) -> Option<[Option<char>; 2]> {
    let keyboard::Event::KeyPressed {
        key,
        physical_key,
        modifiers,
        ..
    } = event
    else {
        return None;
    };
    let lower = |letter: char| letter.to_lowercase().next();
    let typed = match key {
        Key::Character(typed) => typed.chars().next().and_then(lower),
        // Alt and the space bar would type a space into a field.
        Key::Named(Named::Space) => Some(' '),
        _ => None,
    };
    // Control with Alt is AltGr, which types € and @.
    (typed.is_some() && modifiers.alt() && !modifiers.control())
        .then(|| [typed, key.to_latin(*physical_key).and_then(lower)])
}

fn same(one: &Key, other: &Key) -> bool {
    match (one, other) {
        (Key::Character(one), Key::Character(other)) => one.to_lowercase() == other.to_lowercase(),
        _ => one == other,
    }
}

fn survey<M>(inside: &mut Inside<'_, '_, M>) -> Survey {
    let mut survey = Survey::new();
    inside.operate(&mut survey);
    survey
}

impl<'a, M: Clone + 'a> Keys<M> {
    fn select(
        state: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        (survey, at): (&Survey, usize),
        pressed: Option<char>,
    ) {
        inside.operate(&mut Select::new(at, pressed));
        // A text field that gets the focus puts its caret at the end; only then it can be selected.
        inside.operate(&mut Select::new(at, None));
        let reveal: Option<Reveal> = survey.reveal(at);
        if let Some(mut reveal) = reveal {
            inside.operate(&mut reveal);
        }
        state.last = Some(at);
    }

    fn select_id(state: &mut State, inside: &mut Inside<'_, 'a, M>, id: &Id) -> bool {
        let survey = survey(inside);
        let at = survey.find(id);
        if let Some(at) = at {
            Self::select(state, inside, (&survey, at), None);
        }
        at.is_some()
    }

    fn step(state: &mut State, inside: &mut Inside<'_, 'a, M>, is_back: bool) {
        let survey = survey(inside);
        let Some(last) = survey.stops.len().checked_sub(1) else {
            return;
        };
        let at = survey.focused().or(state.last).filter(|it| *it <= last);
        let next = match (at, is_back) {
            (None, false) => 0,
            (None, true) | (Some(0), true) => last,
            (Some(at), false) if at == last => 0,
            (Some(at), false) => at + 1,
            (Some(at), true) => at - 1,
        };
        Self::select(state, inside, (&survey, next), None);
    }

    /// Gives the focus that the dialog itself asked for.
    fn attend(&self, state: &mut State, inside: &mut Inside<'_, 'a, M>, io: &mut Io<'_, '_, M>) {
        if state.started.as_ref() != Some(&self.initial) {
            state.started = Some(self.initial.clone());
            state.last = None;
            if let Some(id) = &self.initial {
                Self::select_id(state, inside, id);
                io.shell.request_redraw();
            }
        }
        if self.wanted.is_some() && state.served != self.wanted {
            state.served.clone_from(&self.wanted);
            if let Some((_, id)) = &self.wanted {
                Self::select_id(state, inside, id);
                io.shell.request_redraw();
            }
        }
    }

    /// An Alt+letter; unassigned ones end here, too, lest they type the letter into a field.
    fn access(
        &self,
        state: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        letters: [Option<char>; 2],
        io: &mut Io<'_, '_, M>,
    ) {
        let letters = letters.into_iter().flatten();
        let own = letters
            .clone()
            .find_map(|letter| self.access.iter().find(|it| it.0 == letter));
        match own {
            Some((_, Does::Send(message))) => io.shell.publish(message.clone()),
            Some((_, Does::Focus(id))) => {
                Self::select_id(state, inside, id);
            }
            None => {
                let survey = survey(inside);
                let hit = letters.clone().find_map(|it| survey.access(it));
                if let Some(hit) = hit {
                    let pressed = hit.presses.then_some(hit.key);
                    Self::select(state, inside, (&survey, hit.stop), pressed);
                    // The stop sends its message with the next event; this one does nothing else.
                    let nudge = keyboard::Event::ModifiersChanged(Modifiers::ALT);
                    inside.update(&Event::Keyboard(nudge), io);
                }
            }
        }
        io.shell.capture_event();
        io.shell.request_redraw();
    }

    /// A key that the dialog takes before its content.
    fn is_taken(
        &self,
        state: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        event: &keyboard::Event,
        io: &mut Io<'_, '_, M>,
    ) -> bool {
        let keyboard::Event::KeyPressed { key, modifiers, .. } = event else {
            return false;
        };
        if let Some(letters) = letters(event) {
            self.access(state, inside, letters, io);
            return true;
        }
        if survey(inside).is_held {
            return false;
        }
        let message = match key {
            Key::Named(Named::Tab) if !modifiers.control() && !modifiers.alt() => {
                Self::step(state, inside, modifiers.shift());
                io.shell.capture_event();
                io.shell.request_redraw();
                return true;
            }
            Key::Named(Named::Escape) if modifiers.is_empty() && self.cancel.is_some() => {
                self.cancel.as_ref()
            }
            _ => {
                let mut others = self.others.iter();
                let other = others.find(|it| same(&it.0, key) && it.1 == *modifiers);
                other.map(|it| &it.2)
            }
        };
        if let Some(message) = message {
            io.shell.publish(message.clone());
            io.shell.capture_event();
        }
        message.is_some()
    }
}

fn is_enter(event: &Event) -> bool {
    matches!(
        event,
        Event::Keyboard(keyboard::Event::KeyPressed {
            key: Key::Named(Named::Enter),
            modifiers,
            repeat: false,
            ..
        }) if modifiers.is_empty()
    )
}

impl<'a, M: Clone + 'a> Behaviour<'a, M> for Keys<M> {
    type State = State;

    fn update(
        &mut self,
        state: &mut State,
        inside: &mut Inside<'_, 'a, M>,
        event: &Event,
        io: &mut Io<'_, '_, M>,
    ) {
        self.attend(state, inside, io);
        if let Event::Keyboard(event) = event
            && self.is_taken(state, inside, event, io)
        {
            return;
        }
        inside.update(event, io);
        if let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) = event
            && !io.shell.is_event_captured()
        {
            let mut late = self.late.iter();
            if let Some(it) = late.find(|it| same(&it.0, key) && it.1 == *modifiers) {
                io.shell.publish(it.2.clone());
                io.shell.capture_event();
            }
        }
        if matches!(event, Event::Mouse(mouse::Event::ButtonPressed(_))) {
            state.last = survey(inside).focused().or(state.last);
        }
        if is_enter(event)
            && !io.shell.is_event_captured()
            && let Some(message) = &self.default
        {
            io.shell.publish(message.clone());
            io.shell.capture_event();
        }
    }
}
