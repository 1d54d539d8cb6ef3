"""What a screen reader sees of the program: its windows with everything in them, as JSON; and the
actions that a screen reader can ask for.

    eyes.py PID                 every window with its nodes
    eyes.py PID do NAME         the first action of the node of this name (press, tick)
    eyes.py PID focus NAME      the focus on the node of this name
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi

STATES = {
    "focused": Atspi.StateType.FOCUSED,
    "checked": Atspi.StateType.CHECKED,
    "enabled": Atspi.StateType.ENABLED,
    "selected": Atspi.StateType.SELECTED,
}


def walk(node, depth=0):
    yield node
    if depth < 12:
        for at in range(node.get_child_count()):
            child = node.get_child_at_index(at)
            if child is not None:
                yield from walk(child, depth + 1)


def windows(pid):
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(at)
        if program is not None and program.get_process_id() == pid:
            for number in range(program.get_child_count()):
                window = program.get_child_at_index(number)
                if window is not None:
                    yield window


def value(node):
    text = node.get_text_iface()
    if text is not None:
        return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))
    return ""


def seen(node):
    states = node.get_state_set()
    place = {}
    if node.get_component_iface() is not None:
        box = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
        place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    return {
        "role": node.get_role_name(),
        "name": node.get_name() or "",
        "value": value(node),
        "place": place,
        **{name: states.contains(state) for name, state in STATES.items()},
    }


def main():
    pid = int(sys.argv[1])
    if len(sys.argv) == 2:
        found = [
            {"title": window.get_name(), "nodes": [seen(it) for it in walk(window)][1:]}
            for window in windows(pid)
        ]
        print(json.dumps(found, ensure_ascii=False))
        return
    verb, name = sys.argv[2], sys.argv[3]
    # The window in front is the last one.
    for window in reversed(list(windows(pid))):
        for node in walk(window):
            if node.get_name() != name or node.get_role_name() in ("label", "frame"):
                continue
            if verb == "focus":
                Atspi.Component.grab_focus(node)
            else:
                Atspi.Action.do_action(node, 0)
            return
    sys.exit(f"{name!r} is not there")


main()
