//! `form(content)`: the root of a dialog window. Owns Tab order (wraps round, scoped to THIS window), Enter = default
//! button, Escape = cancel (even while a text_input has the focus), Alt+letter mnemonics. Everything happens inside
//! the widget tree, so `iced_test::Simulator` can test it without any subscription.
use iced::advanced::widget::{
    Id, Operation, Tree,
    operation::{self, Focusable, TextInput},
};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Element, Event, Length, Rectangle, Size, Theme, Vector};

pub enum Hot<M> {
    Focus(Id),
    Send(M),
}

pub struct Form<'a, M> {
    content: Element<'a, M>,
    default: Option<M>,
    cancel: Option<M>,
    hot: Vec<(char, Hot<M>)>,
    keys: Vec<(Key, Modifiers, M)>,
    initial: Option<Id>,
}

#[derive(Default)]
struct State {
    started: Option<Option<Id>>,
}

pub fn form<'a, M>(content: impl Into<Element<'a, M>>) -> Form<'a, M> {
    Form {
        content: content.into(),
        default: None,
        cancel: None,
        hot: vec![],
        keys: vec![],
        initial: None,
    }
}
impl<M> Form<'_, M> {
    pub fn default_button(mut self, m: M) -> Self {
        self.default = Some(m);
        self
    }
    pub fn default_maybe(mut self, m: Option<M>) -> Self {
        self.default = m;
        self
    }
    pub fn cancel(mut self, m: M) -> Self {
        self.cancel = Some(m);
        self
    }
    /// Focused once, when the window shows its first frame (scoped to this window; `operation::focus` would also unfocus all other windows).
    pub fn initial_focus(mut self, id: impl Into<Id>) -> Self {
        self.initial = Some(id.into());
        self
    }
    pub fn mnemonic(mut self, c: char, id: impl Into<Id>) -> Self {
        self.hot.push((c, Hot::Focus(id.into())));
        self
    }
    pub fn mnemonic_send(mut self, c: char, m: M) -> Self {
        self.hot.push((c, Hot::Send(m)));
        self
    }
    pub fn key(mut self, k: Key, m: Modifiers, msg: M) -> Self {
        self.keys.push((k, m, msg));
        self
    }
}

#[derive(Default)]
struct Count {
    total: usize,
    at: Option<usize>,
}
impl Operation for Count {
    fn traverse(&mut self, f: &mut dyn FnMut(&mut dyn Operation)) {
        f(self)
    }
    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, s: &mut dyn Focusable) {
        if s.is_focused() {
            self.at = Some(self.total);
        }
        self.total += 1;
    }
}
/// Focuses the n-th focusable, unfocuses all others; a text_input gets its text selected (Windows habit).
struct Nth {
    n: usize,
    i: usize,
    bounds: Option<Rectangle>,
}
impl Operation for Nth {
    fn traverse(&mut self, f: &mut dyn FnMut(&mut dyn Operation)) {
        f(self)
    }
    // text_input.operate() calls text_input() just BEFORE focusable()
    fn text_input(&mut self, _: Option<&Id>, _: Rectangle, s: &mut dyn TextInput) {
        if self.i == self.n {
            s.select_all();
        }
    }
    fn focusable(&mut self, _: Option<&Id>, b: Rectangle, s: &mut dyn Focusable) {
        if self.i == self.n {
            s.focus();
            self.bounds = Some(b);
        } else {
            s.unfocus();
        }
        self.i += 1;
    }
}
/// Scrolls every scrollable so that `target` becomes visible.
struct Reveal {
    target: Rectangle,
}
impl Operation for Reveal {
    fn traverse(&mut self, f: &mut dyn FnMut(&mut dyn Operation)) {
        f(self)
    }
    fn scrollable(
        &mut self,
        _: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        tr: Vector,
        s: &mut dyn operation::Scrollable,
    ) {
        let top = self.target.y - bounds.y - tr.y;
        let bottom = top + self.target.height;
        let dy = if top < 0.0 {
            top - 8.0
        } else if bottom > bounds.height {
            bottom - bounds.height + 8.0
        } else {
            0.0
        };
        if dy != 0.0 {
            s.scroll_by(
                operation::scrollable::AbsoluteOffset { x: 0.0, y: dy },
                bounds,
                content,
            );
        }
    }
}

impl<'a, M: Clone + 'a> Form<'a, M> {
    fn run(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        r: &iced::Renderer,
        op: &mut dyn Operation,
    ) {
        self.content
            .as_widget_mut()
            .operate(&mut tree.children[0], layout, r, op);
    }
    fn step(&mut self, tree: &mut Tree, layout: Layout<'_>, r: &iced::Renderer, back: bool) {
        let mut c = Count::default();
        self.run(tree, layout, r, &mut c);
        if c.total == 0 {
            return;
        }
        let n = match (c.at, back) {
            (None, false) => 0,
            (None, true) => c.total - 1,
            (Some(i), false) => (i + 1) % c.total,
            (Some(i), true) => (i + c.total - 1) % c.total,
        };
        let mut nth = Nth {
            n,
            i: 0,
            bounds: None,
        };
        self.run(tree, layout, r, &mut nth);
        if let Some(target) = nth.bounds {
            self.run(tree, layout, r, &mut Reveal { target });
        }
    }
}

impl<'a, M: Clone + 'a> Widget<M, Theme, iced::Renderer> for Form<'a, M> {
    fn tag(&self) -> iced::advanced::widget::tree::Tag {
        iced::advanced::widget::tree::Tag::of::<State>()
    }
    fn state(&self) -> iced::advanced::widget::tree::State {
        iced::advanced::widget::tree::State::new(State::default())
    }
    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }
    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
    }
    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }
    fn layout(&mut self, tree: &mut Tree, r: &iced::Renderer, l: &layout::Limits) -> layout::Node {
        self.content
            .as_widget_mut()
            .layout(&mut tree.children[0], r, l)
    }
    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        r: &iced::Renderer,
        op: &mut dyn Operation,
    ) {
        op.traverse(&mut |op| {
            self.content
                .as_widget_mut()
                .operate(&mut tree.children[0], layout, r, op)
        });
    }
    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        r: &iced::Renderer,
        cb: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        vp: &Rectangle,
    ) {
        let st = tree.state.downcast_mut::<State>();
        // compared with the id, because another dialog may take over this tree node
        if st.started.as_ref() != Some(&self.initial) {
            st.started = Some(self.initial.clone());
            if let Some(id) = self.initial.clone() {
                self.run(tree, layout, r, &mut operation::focusable::focus::<()>(id));
                shell.request_redraw();
            }
        }
        if let Event::Keyboard(keyboard::Event::KeyPressed {
            key,
            modifiers,
            physical_key,
            ..
        }) = event
        {
            match key {
                Key::Named(Named::Tab) if !modifiers.control() && !modifiers.alt() => {
                    self.step(tree, layout, r, modifiers.shift());
                    shell.capture_event();
                    shell.request_redraw();
                    return;
                }
                Key::Named(Named::Escape) => {
                    if let Some(m) = &self.cancel {
                        shell.publish(m.clone());
                        shell.capture_event();
                        return;
                    }
                }
                _ => {}
            }
            if modifiers.alt()
                && !modifiers.control()
                && let Some(c) = key.to_latin(*physical_key).or_else(|| {
                    if let Key::Character(c) = key {
                        c.chars().next()
                    } else {
                        None
                    }
                })
            {
                let c = c.to_lowercase().next().unwrap_or(c);
                let hit = self
                    .hot
                    .iter()
                    .find(|(h, _)| *h == c)
                    .map(|(_, h)| match h {
                        Hot::Focus(id) => Ok(id.clone()),
                        Hot::Send(m) => Err(m.clone()),
                    });
                match hit {
                    Some(Ok(id)) => {
                        self.run(
                            tree,
                            layout,
                            r,
                            &mut operation::focusable::focus::<()>(id.clone()),
                        );
                        self.run(
                            tree,
                            layout,
                            r,
                            &mut operation::text_input::select_all::<()>(id),
                        );
                        shell.capture_event();
                        shell.request_redraw();
                        return;
                    }
                    Some(Err(m)) => {
                        shell.publish(m);
                        shell.capture_event();
                        return;
                    }
                    // an unassigned Alt+letter must never type that letter into a text_input
                    None => {
                        shell.capture_event();
                        return;
                    }
                }
            }
            if let Some((_, _, m)) = self
                .keys
                .iter()
                .find(|(k, m, _)| k == key && m == modifiers)
            {
                shell.publish(m.clone());
                shell.capture_event();
                return;
            }
        }
        self.content.as_widget_mut().update(
            &mut tree.children[0],
            event,
            layout,
            cursor,
            r,
            cb,
            shell,
            vp,
        );
        if let Event::Keyboard(keyboard::Event::KeyPressed {
            key: Key::Named(Named::Enter),
            modifiers,
            ..
        }) = event
            && !shell.is_event_captured()
            && modifiers.is_empty()
            && let Some(m) = &self.default
        {
            shell.publish(m.clone());
            shell.capture_event();
        }
    }
    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        vp: &Rectangle,
        r: &iced::Renderer,
    ) -> mouse::Interaction {
        self.content
            .as_widget()
            .mouse_interaction(&tree.children[0], layout, cursor, vp, r)
    }
    fn draw(
        &self,
        tree: &Tree,
        r: &mut iced::Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        vp: &Rectangle,
    ) {
        self.content
            .as_widget()
            .draw(&tree.children[0], r, theme, style, layout, cursor, vp)
    }
    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        r: &iced::Renderer,
        vp: &Rectangle,
        tr: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, iced::Renderer>> {
        self.content
            .as_widget_mut()
            .overlay(&mut tree.children[0], layout, r, vp, tr)
    }
}
impl<'a, M: Clone + 'a> From<Form<'a, M>> for Element<'a, M> {
    fn from(f: Form<'a, M>) -> Self {
        Element::new(f)
    }
}
