//! The bridge to AT-SPI, by which screen readers under Linux see a program.

use super::{Kind, Message, Node, Wish};
use crate::gui::widget::Role;
use accesskit::{
    Action, ActionHandler, ActionRequest, ActivationHandler, DeactivationHandler, NodeId,
    Role as Shown, Toggled, TreeId, TreeInfo, TreeUpdate,
};
use accesskit_unix::Adapter;
use iced::futures::Stream;
use iced::{Subscription, window};
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex};
use tokio::sync::mpsc;

/// The windows as screen readers see them.
pub struct Bridge {
    windows: BTreeMap<window::Id, Seen>,
    sender: mpsc::UnboundedSender<Message>,
    requests: Requests,
    is_heard: bool,
}

struct Seen {
    adapter: Adapter,
    nodes: Vec<Node>,
}

/// What screen readers ask for, until the subscription takes it over.
#[derive(Clone)]
struct Requests(Arc<Mutex<Option<mpsc::UnboundedReceiver<Message>>>>);

impl Hash for Requests {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

struct Handler {
    window: window::Id,
    sender: mpsc::UnboundedSender<Message>,
}

impl Handler {
    fn tell(&self, message: Message) {
        // The program may be ending.
        let _ = self.sender.send(message);
    }
}

impl ActivationHandler for Handler {
    fn request_initial_tree(&mut self) -> Option<TreeUpdate> {
        self.tell(Message::Listens(true));
        None
    }
}

impl DeactivationHandler for Handler {
    fn deactivate_accessibility(&mut self) {
        self.tell(Message::Listens(false));
    }
}

impl ActionHandler for Handler {
    fn do_action(&mut self, request: ActionRequest) {
        let wish = match request.action {
            Action::Click => Wish::Press,
            Action::Focus => Wish::Focus,
            _ => return,
        };
        // The window itself has the number 0.
        let node = usize::try_from(request.target_node.0).ok();
        if let Some(node) = node.and_then(|it| it.checked_sub(1)) {
            self.tell(Message::Asked(self.window, node, wish));
        }
    }
}

impl Default for Bridge {
    fn default() -> Self {
        let (sender, receiver) = mpsc::unbounded_channel();
        Self {
            windows: BTreeMap::new(),
            sender,
            requests: Requests(Arc::new(Mutex::new(Some(receiver)))),
            is_heard: false,
        }
    }
}

impl Bridge {
    /// A window has been opened.
    pub fn opened(&mut self, window: window::Id) {
        let handler = || Handler {
            window,
            sender: self.sender.clone(),
        };
        let adapter = Adapter::new(handler(), handler(), handler());
        let nodes = Vec::new();
        self.windows.insert(window, Seen { adapter, nodes });
    }

    /// A window is gone.
    pub fn closed(&mut self, window: window::Id) {
        self.windows.remove(&window);
    }

    /// Every window that is shown.
    pub fn windows(&self) -> Vec<window::Id> {
        self.windows.keys().copied().collect()
    }

    /// Whether a screen reader listens: only then is anything collected.
    pub fn is_heard(&self) -> bool {
        self.is_heard
    }

    /// A screen reader has come or gone.
    pub fn listens(&mut self, is_heard: bool) {
        self.is_heard = is_heard;
    }

    /// A window has the keyboard, or no longer.
    pub fn focused(&mut self, window: window::Id, is_focused: bool) {
        if let Some(seen) = self.windows.get_mut(&window) {
            seen.adapter.update_window_focus_state(is_focused);
        }
    }

    /// What a window was last seen to hold.
    pub fn nodes(&self, window: window::Id) -> &[Node] {
        self.windows
            .get(&window)
            .map(|it| it.nodes.as_slice())
            .unwrap_or_default()
    }

    /// Tells what a window holds.
    pub fn publish(&mut self, window: window::Id, title: &str, nodes: Vec<Node>) {
        let Some(seen) = self.windows.get_mut(&window) else {
            return;
        };
        if seen.nodes == nodes && !nodes.is_empty() {
            return;
        }
        seen.nodes = nodes;
        let nodes = &seen.nodes;
        seen.adapter.update_if_active(|| tree(title, nodes));
    }

    /// What screen readers ask for.
    pub fn subscription(&self) -> Subscription<Message> {
        Subscription::run_with(self.requests.clone(), requests)
    }
}

fn requests(requests: &Requests) -> impl Stream<Item = Message> + use<> {
    let receiver = requests.0.lock().ok().and_then(|mut it| it.take());
    iced::futures::stream::unfold(receiver, async |receiver| {
        let mut receiver = receiver?;
        let message = receiver.recv().await?;
        Some((message, Some(receiver)))
    })
}

const ROOT: NodeId = NodeId(0);

/// The text of node N has the number N + RUNS; a window never has so many nodes.
const RUNS: u64 = 1 << 32;

fn tree(title: &str, nodes: &[Node]) -> TreeUpdate {
    let mut root = accesskit::Node::new(Shown::Window);
    root.set_label(title);
    let numbered = || (1_u64..).map(NodeId).zip(nodes);
    let mut children: BTreeMap<Option<usize>, Vec<NodeId>> = BTreeMap::new();
    for (id, node) in numbered() {
        children.entry(node.parent).or_default().push(id);
    }
    root.set_children(children.remove(&None).unwrap_or_default());
    // Within a table that has the focus it is on a row, which comes after the table.
    let focus = numbered().filter(|it| it.1.is_focused).last();
    let focus = focus.map_or(ROOT, |it| it.0);
    let mut all = vec![(ROOT, root)];
    for (at, (id, node)) in numbered().enumerate() {
        let mut seen = shown(node);
        if let Some(own) = children.remove(&Some(at)) {
            seen.set_children(own);
        }
        if let Some(run) = text_run(node) {
            let run_id = NodeId(id.0 + RUNS);
            seen.set_children(vec![run_id]);
            all.push((run_id, run));
        }
        all.push((id, seen));
    }
    TreeUpdate {
        nodes: all,
        tree: Some(TreeInfo::new(ROOT)),
        tree_id: TreeId::ROOT,
        focus,
    }
}

/// The text of a field, which a screen reader reads letter by letter. Never that of a password.
fn text_run(node: &Node) -> Option<accesskit::Node> {
    if node.kind != Kind::Part(Role::TextField) || node.value.is_empty() {
        return None;
    }
    let lengths = node.value.chars().map(|it| it.len_utf8());
    let lengths: Vec<u8> = lengths.filter_map(|it| u8::try_from(it).ok()).collect();
    let mut run = accesskit::Node::new(Shown::TextRun);
    run.set_value(node.value.as_str());
    run.set_character_lengths(lengths);
    Some(run)
}

fn shown(node: &Node) -> accesskit::Node {
    let role = match &node.kind {
        Kind::Text => Shown::Label,
        Kind::Row(_) => Shown::Row,
        Kind::Cell => Shown::Cell,
        Kind::Part(role) => match role {
            Role::Button => Shown::Button,
            Role::Check(_) => Shown::CheckBox,
            Role::Radio(_) => Shown::RadioGroup,
            Role::Combo(_) => Shown::ComboBox,
            Role::Table => Shown::Table,
            Role::TextField => Shown::TextInput,
            Role::Password => Shown::PasswordInput,
            Role::Document => Shown::Document,
        },
    };
    let mut shown = accesskit::Node::new(role);
    let bounds = node.bounds;
    shown.set_bounds(accesskit::Rect {
        x0: bounds.x.into(),
        y0: bounds.y.into(),
        x1: (bounds.x + bounds.width).into(),
        y1: (bounds.y + bounds.height).into(),
    });
    if node.kind == Kind::Text {
        shown.set_value(node.name.as_str());
        return shown;
    }
    shown.set_label(node.name.as_str());
    if let Kind::Row(row) = &node.kind {
        shown.set_row_index(row.number);
        shown.set_row_count(row.count);
        shown.set_selected(row.is_chosen);
        return shown;
    }
    if node.kind == Kind::Cell {
        return shown;
    }
    if node.kind == Kind::Part(Role::Table) {
        shown.set_multiselectable();
    }
    if !node.value.is_empty() {
        shown.set_value(node.value.as_str());
    }
    if let Kind::Part(Role::Check(is_on)) = &node.kind {
        shown.set_toggled(match is_on {
            true => Toggled::True,
            false => Toggled::False,
        });
    }
    if !node.is_enabled {
        shown.set_disabled();
        return shown;
    }
    shown.add_action(Action::Focus);
    if matches!(node.kind, Kind::Part(Role::Button | Role::Check(_))) {
        shown.add_action(Action::Click);
    }
    shown
}
