//! The walks over the widgets of one window.

use super::Wish;
use crate::gui::widget::focus::{self, Detail, Role, Row, RowsEnd};
use iced::advanced::widget::operation::{self, Focusable, Outcome, TextInput};
use iced::advanced::widget::{Id, Operation};
use iced::{Rectangle, Vector};
use std::any::Any;

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Words.
    Text,
    /// Something that can be used.
    Part(Role),
    /// A row of a table.
    Row(Row),
    /// A cell of a row.
    Cell,
}

/// Something in a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// What it is called, or its words.
    pub name: String,
    /// What was typed or chosen; never a password.
    pub value: String,
    /// It has the focus.
    pub is_focused: bool,
    /// It can be used now.
    pub is_enabled: bool,
    /// Where it is in the window, in logical pixels.
    pub bounds: Rectangle,
    /// The node it belongs to: a row to its table, a cell to its row.
    pub parent: Option<usize>,
    /// Its number among what can have the focus.
    pub(super) stop: Option<usize>,
}

/// Keeps a walk inside one window: walks go over all of them.
struct Inside {
    root: Id,
    enters: bool,
    is_inside: bool,
}

impl Inside {
    fn new(root: Id) -> Self {
        Self {
            root,
            enters: false,
            is_inside: false,
        }
    }

    fn container(&mut self, id: Option<&Id>) {
        self.enters = id == Some(&self.root);
    }

    /// Goes into what was reported last; says how it was outside.
    fn go_in(&mut self) -> bool {
        let was_inside = self.is_inside;
        self.is_inside |= std::mem::take(&mut self.enters);
        was_inside
    }
}

/// Collects what is there.
pub(super) struct Survey {
    inside: Inside,
    nodes: Vec<Node>,
    typed: Option<String>,
    stops: usize,
    /// The last node is a stop whose role comes next.
    awaits_role: Option<()>,
    /// The node whose words come next.
    entered: Option<usize>,
    /// The row whose cells come next.
    row: Option<usize>,
    offset: Vector,
    scrolled: Option<Vector>,
}

/// Words and what they belong to stand on one line.
const SAME_LINE: f32 = 14.0;

impl Survey {
    pub(super) fn new(root: Id) -> Self {
        Self {
            inside: Inside::new(root),
            nodes: Vec::new(),
            typed: None,
            stops: 0,
            awaits_role: None,
            entered: None,
            row: None,
            offset: Vector::ZERO,
            scrolled: None,
        }
    }

    fn node(&self, kind: Kind, bounds: Rectangle) -> Node {
        Node {
            kind,
            name: String::new(),
            value: String::new(),
            is_focused: false,
            is_enabled: true,
            bounds: bounds - self.offset,
            parent: None,
            stop: None,
        }
    }

    fn role(&mut self, role: &Role, bounds: Rectangle) {
        let typed = self.typed.take();
        // A stop is followed by its role; what cannot be used is no stop and has only a role.
        let mut node = match self.awaits_role.take().and_then(|_| self.nodes.pop()) {
            Some(node) => node,
            None => self.node(Kind::Text, bounds),
        };
        node.kind = Kind::Part(role.clone());
        node.value = match role {
            Role::Radio(chosen) | Role::Combo(chosen) => chosen.clone(),
            Role::TextField => typed.unwrap_or_default(),
            _ => String::new(),
        };
        if node.name.is_empty()
            && matches!(
                role,
                Role::TextField | Role::Password | Role::Combo(_) | Role::Radio(_)
            )
        {
            node.name = self.label_of(node.bounds).unwrap_or_default();
        }
        self.nodes.push(node);
    }

    /// The label left of a field, on its line.
    fn label_of(&self, bounds: Rectangle) -> Option<String> {
        let is_it = |it: &&Node| {
            let apart = (it.bounds.center_y() - bounds.center_y()).abs();
            it.kind == Kind::Text && apart < SAME_LINE && it.bounds.x < bounds.x
        };
        self.nodes
            .iter()
            .rev()
            .find(is_it)
            .map(|it| it.name.clone())
    }

    /// A row of the table that was reported last.
    fn begin_row(&mut self, row: Row, bounds: Rectangle) {
        let is_table = |it: &Node| it.kind == Kind::Part(Role::Table);
        let node = Node {
            is_focused: row.is_focused,
            parent: self.nodes.iter().rposition(is_table),
            ..self.node(Kind::Row(row), bounds)
        };
        self.row = Some(self.nodes.len());
        self.nodes.push(node);
    }

    /// A cell is a node of its own, and its words are part of what the row is called.
    fn cell(&mut self, row: usize, bounds: Rectangle, words: &str) {
        if let Some(row) = self.nodes.get_mut(row) {
            if !row.name.is_empty() {
                row.name.push_str(", ");
            }
            row.name.push_str(words);
        }
        let node = Node {
            name: words.to_owned(),
            parent: Some(row),
            ..self.node(Kind::Cell, bounds)
        };
        self.nodes.push(node);
    }

    /// Words inside something become its name.
    fn name_by_words(&mut self, at: usize, from: usize) {
        let Some(node) = self.nodes.get(at) else {
            return;
        };
        if matches!(node.kind, Kind::Part(Role::Table | Role::Document)) {
            return;
        }
        let inside = self.nodes.get(from..).unwrap_or_default();
        let words: Vec<String> = inside
            .iter()
            .filter(|it| it.kind == Kind::Text)
            .map(|it| it.name.clone())
            .collect();
        let is_radio = matches!(node.kind, Kind::Part(Role::Radio(_)));
        if let Some(node) = self.nodes.get_mut(at)
            && node.name.is_empty()
            && !is_radio
        {
            node.name = words.join(" ");
        }
        if !is_radio {
            let mut at = 0;
            self.nodes.retain(|it| {
                at += 1;
                at <= from || it.kind != Kind::Text
            });
        }
    }
}

impl Operation<Vec<Node>> for Survey {
    fn container(&mut self, id: Option<&Id>, _: Rectangle) {
        self.inside.container(id);
    }

    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<Vec<Node>>)) {
        let was_inside = self.inside.go_in();
        let offset = self.offset;
        if let Some(scrolled) = self.scrolled.take() {
            self.offset = offset + scrolled;
        }
        let entered = self.entered.take();
        let from = self.nodes.len();
        operate(self);
        if let Some(at) = entered {
            self.name_by_words(at, from);
        }
        self.offset = offset;
        self.inside.is_inside = was_inside;
    }

    fn scrollable(
        &mut self,
        _: Option<&Id>,
        _: Rectangle,
        _: Rectangle,
        translation: Vector,
        _: &mut dyn operation::Scrollable,
    ) {
        self.scrolled = Some(translation);
    }

    fn text(&mut self, _: Option<&Id>, bounds: Rectangle, words: &str) {
        if !self.inside.is_inside || words.trim().is_empty() {
            return;
        }
        if let Some(row) = self.row {
            self.cell(row, bounds, words);
        } else {
            let name = words.to_owned();
            let node = self.node(Kind::Text, bounds);
            self.nodes.push(Node { name, ..node });
        }
    }

    fn text_input(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn TextInput) {
        if self.inside.is_inside {
            self.typed = Some(state.text().to_owned());
        }
    }

    fn focusable(&mut self, _: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if !self.inside.is_inside {
            return;
        }
        let stop = self.stops;
        self.stops += 1;
        let node = self.node(Kind::Part(Role::Button), bounds);
        self.nodes.push(Node {
            is_focused: state.is_focused(),
            stop: Some(stop),
            ..node
        });
        self.awaits_role = Some(());
    }

    fn custom(&mut self, _: Option<&Id>, bounds: Rectangle, state: &mut dyn Any) {
        if !self.inside.is_inside {
            return;
        }
        if let Some(role) = state.downcast_ref::<Role>() {
            let role = role.clone();
            self.role(&role, bounds);
        } else if let Some(detail) = state.downcast_ref::<Detail>() {
            if let Some(node) = self.nodes.last_mut() {
                node.is_enabled = detail.is_enabled;
                if let Some(name) = &detail.name {
                    node.name.clone_from(name);
                }
            }
        } else if let Some(row) = state.downcast_ref::<Row>() {
            self.begin_row(*row, bounds);
        } else if state.is::<RowsEnd>() {
            self.row = None;
        } else if state.is::<focus::State>() {
            self.entered = self.nodes.len().checked_sub(1);
        }
    }

    fn finish(&self) -> Outcome<Vec<Node>> {
        Outcome::Some(self.nodes.clone())
    }
}

/// Gives something the focus or presses it.
pub(super) struct Act {
    inside: Inside,
    stop: usize,
    wish: Wish,
    at: usize,
}

impl Act {
    pub(super) fn new(root: Id, stop: usize, wish: Wish) -> Self {
        Self {
            inside: Inside::new(root),
            stop,
            wish,
            at: 0,
        }
    }
}

impl Operation<()> for Act {
    fn container(&mut self, id: Option<&Id>, _: Rectangle) {
        self.inside.container(id);
    }

    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<()>)) {
        let was_inside = self.inside.go_in();
        operate(self);
        self.inside.is_inside = was_inside;
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Focusable) {
        if !self.inside.is_inside {
            return;
        }
        match self.at == self.stop {
            true => state.focus(),
            false => state.unfocus(),
        }
        self.at += 1;
    }

    fn custom(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Any) {
        let is_it = self.inside.is_inside && self.at == self.stop + 1;
        if is_it
            && self.wish == Wish::Press
            && let Some(state) = state.downcast_mut::<focus::State>()
        {
            // As if the space bar had been pressed on it.
            state.press(' ');
        }
    }

    fn finish(&self) -> Outcome<()> {
        Outcome::Some(())
    }
}

#[cfg(test)]
mod tests;
