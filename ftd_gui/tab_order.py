"""Where the Tab key goes: through the rooms of the window as they are read, each from its first control to its last.

Qt's own order is that in which widgets were made, so that what a page makes later would stand behind
everything else. Within a room it is right, and taken over.
"""

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QWidget


def tab_stops(window: QWidget, rooms: Sequence[QWidget]) -> list[QWidget]:
    """All widgets that the Tab key stops at now, in order; those outside the rooms come last."""
    by_room: dict[QWidget | None, list[QWidget]] = {room: [] for room in (*rooms, None)}
    for widget in _in_focus_chain(window):
        if _is_stop(widget, window):
            room = next((each for each in rooms if _stands_in(widget, each)), None)
            by_room[room].append(widget)
    return [widget for stops in by_room.values() for widget in stops]


def move_focus(window: QWidget, rooms: Sequence[QWidget], *, forward: bool) -> bool:
    """Give the keys to the next stop, or the one before; False where there is none."""
    stops = tab_stops(window, rooms)
    if not stops:
        return False
    present = QApplication.focusWidget()
    # what has the keys without being a stop, as a page has after a click, stands before its controls
    place = stops.index(present) if present in stops else _place_before(present, stops)
    following = stops[(place + (1 if forward else -1)) % len(stops)]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    following.setFocus(reason)
    return True


def _in_focus_chain(window: QWidget) -> Iterator[QWidget]:
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        yield widget
        widget = widget.nextInFocusChain()


def _is_stop(widget: QWidget, window: QWidget) -> bool:
    policy = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    if policy != Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
        return False
    if not (widget.isVisible() and widget.isEnabled() and widget.window() is window):
        return False
    # of buttons of which one is always chosen, only that one; the arrow keys go through the rest
    if isinstance(widget, QAbstractButton) and widget.isCheckable() and not widget.isChecked():
        return not any(each.isChecked() and each.isVisible() for each in _rivals(widget))
    return True


def _rivals(button: QAbstractButton) -> list[QAbstractButton]:
    """Other buttons of which only one can be chosen together with this one."""
    # PySide's types promise a group, the call may return None
    group = cast(QButtonGroup | None, button.group())
    if group is not None:
        return group.buttons() if group.exclusive() else []
    parent = button.parentWidget()
    if not button.autoExclusive() or parent is None:
        return []
    siblings = parent.findChildren(
        QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly
    )
    return [each for each in siblings if each.autoExclusive()]


def _stands_in(widget: QWidget, room: QWidget) -> bool:
    return widget is room or room.isAncestorOf(widget)


def _place_before(present: QWidget | None, stops: Sequence[QWidget]) -> int:
    """Place behind which the first control within a widget stands; before all where there is none."""
    if present is not None:
        for place, stop in enumerate(stops):
            if present.isAncestorOf(stop):
                return place - 1
    return -1
