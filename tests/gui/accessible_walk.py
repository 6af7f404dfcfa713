"""A walk through the tree that a screen reader is given, and what it finds there without words."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html import unescape

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

Role = QAccessible.Role

CONTROLS = frozenset(
    {
        Role.Button,
        Role.ButtonDropDown,
        Role.ButtonMenu,
        Role.CheckBox,
        Role.ComboBox,
        Role.EditableText,
        Role.List,
        Role.PageTabList,
        Role.RadioButton,
        Role.Slider,
        Role.SpinBox,
        Role.Table,
        Role.Tree,
    }
)
"""What is used, whether or not it takes the keys; whatever takes them is a control besides."""
WHOLES = frozenset({Role.ComboBox, Role.EditableText, Role.PageTabList, Role.SpinBox})
"""Controls that Qt builds of several, as an edit with its button that clears it; a reader tells of the whole."""


@dataclass(frozen=True, slots=True)
class Control:
    """One control as it stands in the tree.

    Attributes:
        kind: its class.
        path: names, or else classes, of all that it stands in and its own, such as MainWindow/QTabBar.
        lacks: which words it lacks; empty where it has all.
    """

    kind: str
    path: str
    lacks: str


def controls_in(window: QWidget) -> list[Control]:
    """All controls of a window in sight, as they stand in the tree; then those that stand in cells of tables.

    A control needs a name, and a description that says more. A description is what Qt hands on as one
    (the accessible description or else the tool tip; of lists only the first) or the text of "What's
    this?". A text that has a name tells that alone, so it must hold its words. Items of lists, cells and commands of menus are no widgets: their words are those on the
    screen.
    """
    found: dict[QWidget, QAccessibleInterface] = {}
    parts: set[QWidget] = set()
    for node in _nodes(QAccessible.queryAccessibleInterface(window)):
        widget = _widget(node)
        found[widget] = node
        if node.role() in WHOLES:
            parts.update(widget.findChildren(QWidget))
    # a table's cells are in the tree, what the program puts into them is not, though it takes the keys
    for view in window.findChildren(QAbstractItemView):
        for widget in view.viewport().findChildren(QWidget):
            if widget not in found and _is_in_sight(widget, window):
                found[widget] = QAccessible.queryAccessibleInterface(widget)
    labelled = {label.buddy() for label in window.findChildren(QLabel)}
    return [
        Control(type(widget).__name__, _path_of(widget), _lacks(node, labelled))
        for widget, node in found.items()
        if widget not in parts and _is_control(node)
    ]


def _path_of(widget: QWidget) -> str:
    steps: list[str] = []
    step: QObject | None = widget
    while step is not None:
        steps.append(step.objectName() or type(step).__name__)
        step = step.parent()
    return "/".join(reversed(steps))


def _nodes(node: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """What stands below a node and is seen in its window."""
    window = _widget(node).window()
    for place in range(node.childCount()):
        child = node.child(place)
        widget = child.object() if child is not None else None
        if child is not None and isinstance(widget, QWidget) and _is_in_sight(widget, window):
            yield child
            yield from _nodes(child)


def _widget(node: QAccessibleInterface) -> QWidget:
    widget = node.object()
    assert isinstance(widget, QWidget)
    return widget


def _is_in_sight(widget: QWidget, window: QWidget) -> bool:
    # a dialog stands in the tree of its parent, and is walked on its own
    return widget.isVisible() and widget.window() is window


def _is_control(node: QAccessibleInterface) -> bool:
    widget = _widget(node)
    if node.role() == Role.StaticText:
        # it takes the keys only to be marked and copied; its words are its name, unless it was given another
        return bool(widget.accessibleName())
    proxy = widget.focusProxy()
    # who hands the keys on to a part is told of there
    hands_on = proxy is not None and widget.isAncestorOf(proxy)
    takes_keys = bool(node.state().focusable)  # pyright: ignore[reportAttributeAccessIssue]
    return (node.role() in CONTROLS or takes_keys) and not hands_on


def _lacks(node: QAccessibleInterface, labelled: Collection[QWidget]) -> str:
    widget, kinds = _widget(node), QAccessible.Text
    if isinstance(widget, QLabel):
        untold = _words(widget.text()) - _words(widget.accessibleName())
        return f"its name hides “{widget.text()}”" if untold else ""
    if node.role() == Role.PageTabList:
        # Qt hands on no words of a row of tabs, only those of each
        tabs = filter(None, map(node.child, range(node.childCount())))
        of_tabs = [
            _lack(tab.text(kinds.Name), f"{tab.text(kinds.Description)} {tab.text(kinds.Help)}")
            for tab in tabs
            if tab.role() == Role.PageTab
        ]
        return "; ".join(filter(None, of_tabs))
    name = node.text(kinds.Name)
    if node.role() == Role.ComboBox and widget not in labelled:
        # for want of a name Qt gives what is chosen, which does not say what is chosen there
        name = widget.accessibleName()
    # for lists Qt gives the name as the help
    return _lack(name, f"{node.text(kinds.Description)} {widget.whatsThis()}")


def _lack(name: str, description: str) -> str:
    said = _words(description)
    if not _words(name):
        return "no name"
    if not said:
        return f"“{name}” has no description"
    if said <= _words(name):
        return f"the description of “{name}” says no more"
    return ""


def _words(text: str) -> set[str]:
    plain = unescape(re.sub(r"<[^>]*>", " ", text))
    return set(re.findall(r"\w+", plain.casefold()))
