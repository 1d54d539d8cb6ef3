//! Text fields: with undo and their menu, for passwords, and read-only text that can be selected.

use super::edit_menu::{Edit, Kind, Typed, Undo};
use super::focus::{Focus, focus};
use super::words;
use super::wrap::{Behaviour, Inside, Io, Wrap};
use crate::gui::icon::{Icon, Tint, icon};
use crate::gui::style;
use crate::gui::theme::SIZE;
use crate::i18n::texts;
use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Id, Operation};
use iced::keyboard::{self, Key, key::Named};
use iced::widget::{container, row, text_editor, text_input};
use iced::{Center, Element, Event, Fill, Length, Padding, Rectangle, alignment, mouse, window};
use std::rc::Rc;

type OnInput<'a, M> = Rc<dyn Fn(String) -> M + 'a>;

/// A text field with undo (Ctrl+Z, Ctrl+Y) and the menu of the right mouse button; framed red with
/// `has_fault`. Without `on_input` it is greyed and no Tab stop.
pub fn field<'a, M: Clone + 'a>(
    id: &'static str,
    value: &str,
    on_input: Option<impl Fn(String) -> M + 'a>,
    has_fault: bool,
) -> Field<'a, M> {
    Field {
        id,
        value: value.to_owned(),
        placeholder: String::new(),
        on_input: on_input.map(|it| Rc::new(it) as OnInput<'a, M>),
        on_submit: None,
        has_fault,
        is_secret: false,
        is_shown: false,
        width: Fill,
        padding: Padding::from([5, 8]),
        align: alignment::Horizontal::Left,
    }
}

/// A text field as wide as there is room; see [`field`].
pub fn wide_field<'a, M: Clone + 'a>(
    id: &'static str,
    value: &str,
    on_input: impl Fn(String) -> M + 'a,
    has_fault: bool,
) -> Element<'a, M> {
    field(id, value, Some(on_input), has_fault).into()
}

/// See [`field`].
pub struct Field<'a, M> {
    id: &'static str,
    value: String,
    placeholder: String,
    on_input: Option<OnInput<'a, M>>,
    on_submit: Option<M>,
    has_fault: bool,
    is_secret: bool,
    is_shown: bool,
    width: Length,
    padding: Padding,
    align: alignment::Horizontal,
}

impl<'a, M: Clone + 'a> Field<'a, M> {
    /// How wide it is; as wide as there is room unless said.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// Room around the text.
    #[must_use]
    pub fn padding(mut self, padding: impl Into<Padding>) -> Self {
        self.padding = padding.into();
        self
    }

    /// To which side the text stands, such as numbers to the right.
    #[must_use]
    pub fn align_x(mut self, align: impl Into<alignment::Horizontal>) -> Self {
        self.align = align.into();
        self
    }

    /// What stands there while it is empty.
    #[must_use]
    pub fn placeholder(mut self, words: impl Into<String>) -> Self {
        self.placeholder = words.into();
        self
    }

    /// Shows dots: the text is never copied nor remembered for undo.
    #[must_use]
    pub fn secure(mut self, is_secret: bool) -> Self {
        self.is_secret = is_secret;
        self
    }

    /// Enter sends this instead of pressing the default button.
    #[must_use]
    pub fn on_submit(mut self, message: M) -> Self {
        self.on_submit = Some(message);
        self
    }

    fn kind(&self) -> Kind {
        match (&self.on_input, self.is_secret) {
            (None, _) => Kind::Disabled,
            (Some(_), true) => Kind::Secret,
            (Some(_), false) => Kind::Plain,
        }
    }

    /// The toolkit's field; with `typed`, what is typed is noted there.
    fn input(&self, typed: Option<Typed>) -> text_input::TextInput<'a, M> {
        let on_input = self.on_input.clone().map(|on_input| {
            move |value: String| {
                if let Some(typed) = &typed {
                    typed.replace(Some(value.clone()));
                }
                on_input(value)
            }
        });
        let look = match self.has_fault {
            true => style::field_err,
            false => style::field,
        };
        text_input(&self.placeholder, &self.value)
            .id(self.id)
            .on_input_maybe(on_input)
            .on_submit_maybe(self.on_submit.clone())
            .secure(self.is_secret && !self.is_shown)
            .width(self.width)
            .padding(self.padding)
            .size(SIZE)
            .align_x(self.align)
            .style(look)
    }
}

impl<'a, M: Clone + 'a> From<Field<'a, M>> for Element<'a, M> {
    fn from(field: Field<'a, M>) -> Self {
        let kind = field.kind();
        let edit = Edit::new(kind).id(Some(field.id.into()));
        match (&field.on_input, kind) {
            (Some(on_input), Kind::Plain) => {
                let typed = Typed::default();
                let input = field.input(Some(typed.clone()));
                let undo = Undo {
                    value: field.value.clone(),
                    typed,
                    on_input: on_input.clone(),
                };
                Wrap::element(input.into(), edit.undo(undo))
            }
            _ => Wrap::element(field.input(None).into(), edit),
        }
    }
}

/// A field for a password: dots, and an eye that shows the text only while it is pressed, by mouse
/// or with Space.
pub fn password_field<'a, M: Clone + 'a>(
    id: &'static str,
    value: &str,
    on_input: Option<impl Fn(String) -> M + 'a>,
    has_fault: bool,
) -> Element<'a, M> {
    let password = Password {
        field: field(id, value, on_input, has_fault).secure(true),
        has_view_shown: false,
    };
    Wrap::element(password.view(false), password)
}

struct Password<'a, M> {
    field: Field<'a, M>,
    /// Which of the two views the content is.
    has_view_shown: bool,
}

#[derive(Default)]
struct PasswordState {
    id: Option<&'static str>,
    is_shown: bool,
}

/// Whether the last stop, the eye, has the focus.
#[derive(Default)]
struct LastFocus(bool);

impl Operation for LastFocus {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Focusable) {
        self.0 = state.is_focused();
    }
}

impl<'a, M: Clone + 'a> Password<'a, M> {
    fn view(&self, is_shown: bool) -> Element<'a, M> {
        let field = Field {
            value: self.field.value.clone(),
            placeholder: self.field.placeholder.clone(),
            on_input: self.field.on_input.clone(),
            on_submit: self.field.on_submit.clone(),
            is_shown,
            ..self.field
        };
        let is_enabled = field.on_input.is_some();
        let tint = match (is_enabled, is_shown) {
            (false, _) => Tint::Disabled,
            (true, true) => Tint::Accent,
            (true, false) => Tint::Muted,
        };
        let eye: Focus<'a, M> = focus(container(icon(Icon::Eye, 16.0, tint)).padding([5, 6]))
            .enabled(is_enabled)
            .name(words::show(&texts::password_show()));
        row![Element::from(field), eye]
            .spacing(4)
            .align_y(Center)
            .into()
    }

    /// Whether the text is to be seen after this event.
    fn is_shown_after(
        is_shown: bool,
        inside: &mut Inside<'_, 'a, M>,
        event: &Event,
        cursor: mouse::Cursor,
    ) -> bool {
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                inside.part(1).is_some_and(|it| cursor.is_over(it))
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, .. }) => {
                let mut eye = LastFocus::default();
                inside.operate(&mut eye);
                eye.0 && *key == Key::Named(Named::Space)
            }
            Event::Mouse(mouse::Event::ButtonReleased(_) | mouse::Event::CursorLeft)
            | Event::Keyboard(keyboard::Event::KeyReleased { .. })
            | Event::Window(window::Event::Unfocused) => false,
            _ => is_shown,
        }
    }
}

impl<'a, M: Clone + 'a> Behaviour<'a, M> for Password<'a, M> {
    type State = PasswordState;

    fn refresh(&self, state: &mut PasswordState) {
        let is_other = state.id != Some(self.field.id);
        if is_other || self.field.on_input.is_none() {
            state.is_shown = false;
        }
        state.id = Some(self.field.id);
    }

    fn prepare(&mut self, state: &PasswordState, content: &mut Element<'a, M>) {
        if self.has_view_shown != state.is_shown {
            self.has_view_shown = state.is_shown;
            *content = self.view(state.is_shown);
        }
    }

    fn update(
        &mut self,
        state: &mut PasswordState,
        inside: &mut Inside<'_, 'a, M>,
        event: &Event,
        io: &mut Io<'_, '_, M>,
    ) {
        inside.update(event, io);
        let is_enabled = self.field.on_input.is_some();
        let is_shown = is_enabled && Self::is_shown_after(state.is_shown, inside, event, io.cursor);
        if is_shown != state.is_shown {
            state.is_shown = is_shown;
            io.shell.invalidate_layout();
            io.shell.request_redraw();
            io.shell.capture_event();
        }
    }
}

/// Text of several lines to read, select and copy. The content belongs to the screen, which hands
/// each action to [`read_only`].
pub fn selectable<'a, M: Clone + 'a>(
    id: &'static str,
    content: &'a text_editor::Content,
    on_action: impl Fn(text_editor::Action) -> M + 'a,
) -> Selectable<'a, M> {
    Selectable {
        id,
        content,
        on_action: Box::new(on_action),
        height: Length::Shrink,
        is_framed: false,
    }
}

/// Carries out an action on text that is only to be read.
pub fn read_only(content: &mut text_editor::Content, action: text_editor::Action) {
    if !action.is_edit() {
        content.perform(action);
    }
}

/// See [`selectable`].
pub struct Selectable<'a, M> {
    id: &'static str,
    content: &'a text_editor::Content,
    on_action: Box<dyn Fn(text_editor::Action) -> M + 'a>,
    height: Length,
    is_framed: bool,
}

impl<'a, M: Clone + 'a> Selectable<'a, M> {
    /// A height of its own, within which it scrolls; as high as its text unless said.
    #[must_use]
    pub fn height(mut self, height: impl Into<Length>) -> Self {
        self.height = height.into();
        self
    }

    /// With the frame of a field around it.
    #[must_use]
    pub fn framed(mut self) -> Self {
        self.is_framed = true;
        self
    }
}

/// The keys of text that is only to be read; all others are left to the dialog.
fn reading<M>(press: text_editor::KeyPress) -> Option<text_editor::Binding<M>> {
    use text_editor::Binding;
    Binding::from_key_press(press).filter(|it| {
        matches!(
            it,
            Binding::Copy
                | Binding::Move(_)
                | Binding::Select(_)
                | Binding::SelectWord
                | Binding::SelectLine
                | Binding::SelectAll
        )
    })
}

impl<'a, M: Clone + 'a> From<Selectable<'a, M>> for Element<'a, M> {
    fn from(it: Selectable<'a, M>) -> Self {
        let (look, padding): (fn(&_, _) -> _, _) = match it.is_framed {
            true => (style::editor, Padding::from([5, 8])),
            false => (style::reader, Padding::from([2, 2])),
        };
        let editor = text_editor(it.content)
            .id(it.id)
            .size(SIZE)
            .padding(padding)
            .height(it.height)
            .key_binding(reading)
            .on_action(it.on_action)
            .style(look);
        let scrolls = it.height != Length::Shrink;
        let edit = Edit::new(Kind::ReadOnly { scrolls }).id(Some(it.id.into()));
        Wrap::element(editor.into(), edit.text(it.content.text()))
    }
}
