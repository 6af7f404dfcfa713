"""A user's hands and eyes: clicks and keys on what can be seen, and what can be read on the screen."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QRadioButton,
    QScrollArea,
    QToolBar,
    QWidget,
)
from pytestqt.exceptions import TimeoutError as WaitedTooLong
from pytestqt.qtbot import QtBot

from ftd_engine.job_requests import ExportResult
from ftd_gui.main_window import MONITOR, MainWindow
from ftd_gui.pages.export_dialog import ExportDialog
from ftd_gui.runs.run_session import RunSession
from ftd_gui.views.inspector_panel import PathLabel

AnyDialog = TypeVar("AnyDialog", bound=QDialog)

LEFT = Qt.MouseButton.LeftButton
NOTCH = 120
"""One click of a mouse wheel."""


class Hands:
    """Mouse, keyboard and eyes of somebody who uses one window.

    Every click goes to the window at a point of the screen, and Qt finds out what lies there.

    Attributes:
        clicks: presses of the mouse button so far.
    """

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.window = window
        self.clicks = 0
        self._qtbot = qtbot

    # ------------------------------------------------ patience

    def wait(self, what: str, is_there: Callable[[], bool], seconds: float = 60.0) -> None:
        """Let the window go on until something is so.

        Raises:
            AssertionError: it did not come; with what the window knows of its run.
        """
        try:
            self._qtbot.waitUntil(is_there, timeout=round(1000 * seconds))
        except WaitedTooLong:
            raise AssertionError(
                f"{what}: not within {seconds:.0f} s. {self._run_words()}"
            ) from None

    def wait_for_heartbeats(self, count: int) -> None:
        """Let the window go on until the living engine has said so often that it lives."""
        session = self.window.shown_session
        assert session is not None
        beats: list[float] = []
        session.heartbeat_arrived.connect(beats.append)
        self.wait(f"{count} heartbeats", lambda: len(beats) >= count)
        session.heartbeat_arrived.disconnect(beats.append)

    def _run_words(self) -> str:
        session = self.window.shown_session
        if session is None:
            return "No run is shown."
        store, log = session.store, session.folder.engine_log_path
        printed = log.read_text(encoding="utf-8")[-2000:] if log.exists() else ""
        lines = "\n".join(f"{line.level}: {line.text}" for line in store.log[-10:])
        return f"The run is {store.state} in {store.phase}:\n{lines}\n{printed}"

    # ------------------------------------------------ mouse

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Click on a visible widget that can be used, in its middle or at a point of it."""
        self.wait(f"{_name_of(widget)} can be used", lambda: _can_be_used(widget))
        self.bring_into_sight(widget)
        place = _place_of_click(widget) if place is None else place
        window, point = widget.window(), widget.mapTo(widget.window(), place)
        assert window.rect().contains(point)
        # a window itself is what lies where none of its children does
        under = window.childAt(point) or window
        assert under is widget or widget.isAncestorOf(under), (
            f"{_name_of(under)} lies over {_name_of(widget)}"
        )
        if window.windowType() != Qt.WindowType.Popup and not window.isActiveWindow():
            # a window manager does this for a click; the offscreen platform has none
            window.activateWindow()
            self.wait("the window is active", window.isActiveWindow)
        self.clicks += 1
        QTest.mouseClick(window.windowHandle(), LEFT, Qt.KeyboardModifier.NoModifier, point)

    def click_tool(self, action: QAction) -> None:
        """Click on the button of an action in the toolbar."""
        self.click(self.tool(action))

    def tool(self, action: QAction) -> QWidget:
        """The button of an action in the toolbar."""
        (bar,) = self.window.findChildren(QToolBar)
        return bar.widgetForAction(action)

    def click_menu(self, title: str, item: str) -> None:
        """Click on a title of the menu bar, then on a line of the menu that opens."""
        bar = self.window.menuBar()
        heading = _action_named(bar.actions(), title)
        menu = heading.menu()
        assert isinstance(menu, QMenu)
        self.click(bar, bar.actionGeometry(heading).center())
        self.wait(f"the menu {title} is open", menu.isVisible)
        line = _action_named(menu.actions(), item)
        assert line.isEnabled(), f"{title} > {item} cannot be chosen: {line.toolTip()}"
        self.click(menu, menu.actionGeometry(line).center())

    def point_at(self, widget: QWidget, place: QPoint) -> None:
        """Move the mouse over a widget."""
        window = widget.window()
        QTest.mouseMove(window.windowHandle(), widget.mapTo(window, place))

    def bring_into_sight(self, widget: QWidget) -> None:
        """Turn the wheel over the area that the widget lies in until its middle is seen."""
        area = _scroll_area_of(widget)
        if area is None:
            return
        view = area.viewport()
        for _ in range(200):
            middle = widget.mapTo(view, widget.rect().center()).y()
            room = min(widget.height() // 2 + 4, view.height() // 2 - NOTCH // 4)
            if room <= middle <= view.height() - room:
                return
            turn = NOTCH if middle < room else -NOTCH
            # at the edge, where no field lies under the mouse
            point = view.mapTo(view.window(), QPoint(4, view.height() // 2))
            QTest.wheelEvent(view.window().windowHandle(), point, QPoint(0, turn))
        raise AssertionError(f"{_name_of(widget)} cannot be scrolled into sight")

    # ------------------------------------------------ keyboard

    def press(self, key: Qt.Key) -> None:
        """Press a key; whatever has the focus gets it."""
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the focus"
        QTest.keyClick(focused, key)

    def type_into(self, field: QWidget, text: str) -> None:
        """Click into a field and type over what it says."""
        assert isinstance(field, QLineEdit)
        self.click(field)
        self.wait(f"{_name_of(field)} has the focus", field.hasFocus)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)

    def choose(self, box: QWidget, text: str) -> None:
        """Open a box of words, walk to one with the arrow keys and take it."""
        assert isinstance(box, QComboBox)
        self.click(box)
        words = box.view()
        self.wait(f"the words of {_name_of(box)} are open", words.isVisible)
        model = words.model()
        wanted = box.findText(text, Qt.MatchFlag.MatchStartsWith)
        assert wanted >= 0, f"{text} is not among the words of {_name_of(box)}"
        for _ in range(model.rowCount() + 1):
            if words.currentIndex().row() == wanted:
                break
            up = words.currentIndex().row() > wanted
            QTest.keyClick(words, Qt.Key.Key_Up if up else Qt.Key.Key_Down)
        QTest.keyClick(words, Qt.Key.Key_Return)
        self.wait(f"{_name_of(box)} says {text}", lambda: box.currentIndex() == wanted)

    def choose_preset(self, words: str) -> None:
        """Open the list of presets, type words of one, and take the first that is left."""
        box = self.window.configure_page.preset_box
        self.click(box)
        self.wait("the list of presets is open", box.list.isVisible)
        QTest.keyClicks(box.list.search_edit, words)
        QTest.keyClick(box.list.search_edit, Qt.Key.Key_Return)
        self.wait("the list of presets is gone", lambda: not box.list.isVisible())

    # ------------------------------------------------ what is done again and again

    def load(self, path: Path) -> None:
        """Take the settings of a file into the form, by File > Load settings."""
        self.click_menu("File", "Load settings…")
        dialog = self.dialog(QFileDialog)
        name_field = dialog.findChild(QLineEdit)
        assert name_field is not None
        self.type_into(name_field, str(path))
        self.wait("the file is named", lambda: name_field.text() == str(path))
        QTest.keyClick(name_field, Qt.Key.Key_Return)
        self.wait("the file dialog is gone", lambda: not self.dialogs(QFileDialog))

    def start(self) -> RunSession:
        """Click on Start under the form; the Monitor comes up by itself."""
        window = self.window
        self.click(window.configure_page.start_button)
        session = window.shown_session
        assert session is not None and session.owns_engine
        assert window.tabs.currentIndex() == MONITOR
        says = window.status_strip.engine_label.text
        self.wait("the engine lives", lambda: "alive" in says() or session.has_ended)
        return session

    def open_run(self, name: str) -> RunSession:
        """Click on a run in the list of experiments."""
        view = self.window.experiment_list.list_view

        def row() -> QModelIndex | None:
            model = view.model()
            rows = (model.index(number, 0) for number in range(model.rowCount()))
            return next((index for index in rows if index.data() == name), None)

        self.wait(f"“{name}” is listed", lambda: row() is not None)
        index = row()
        assert index is not None
        self.click(view.viewport(), view.visualRect(index).center())
        session = self.window.shown_session
        assert session is not None and session.experiment.name == name
        return session

    def export(self, button: QWidget) -> tuple[ExportDialog, ExportResult]:
        """Click on an Export… button, then on Export; the dialog stays open."""
        self.click(button)
        dialog = self.dialog(ExportDialog)
        results: list[ExportResult] = []
        dialog.exported.connect(results.append)
        if dialog.overwrite_box.isVisible():
            self.click(dialog.overwrite_box)
        self.click(dialog.export_button)
        self.wait(f"an export; it says {dialog.outcome_label.text()}", lambda: bool(results))
        return dialog, results[0]

    # ------------------------------------------------ eyes

    def dialogs(self, kind: type[AnyDialog]) -> list[AnyDialog]:
        """All visible dialogs of a kind."""
        return [one for one in self.window.findChildren(kind) if one.isVisible()]

    def dialog(self, kind: type[AnyDialog]) -> AnyDialog:
        """The one dialog of a kind, once it is up."""
        self.wait(f"one {kind.__name__} is up", lambda: len(self.dialogs(kind)) == 1)
        return self.dialogs(kind)[0]

    def screen(self) -> QImage:
        """What the screen shows of the window now."""
        return self.window.screen().grabWindow(self.window.winId()).toImage()

    def drawn(self, plot_name: str, line: str) -> tuple[list[float], list[float]]:
        """Points that the scene of a visible plot of the Monitor holds for one line, gaps left out."""
        plot = self.window.monitor_page.plots[plot_name]
        curve = plot.lines[line].curve
        assert plot.canvas.isVisible() and curve.isVisible()
        x, y = curve.points
        is_point = np.isfinite(x)
        return x[is_point].tolist(), y[is_point].tolist()

    def words_of(self, room: QWidget) -> str:
        """All that the visible labels of a part of the window say, with plain blanks."""
        labels = [
            # a path is whole in its tooltip, and shortened by the room that it has just now
            label.toolTip() if isinstance(label, PathLabel) else label.text()
            for label in room.findChildren(QLabel)
            if label.isVisible()
        ]
        return " | ".join(" ".join(text.split()) for text in labels)


def _can_be_used(widget: QWidget) -> bool:
    handle = widget.window().windowHandle()
    return widget.isVisible() and widget.isEnabled() and handle is not None and handle.isExposed()


def _place_of_click(widget: QWidget) -> QPoint:
    middle = widget.rect().center()
    if isinstance(widget, QCheckBox | QRadioButton):
        # beside its words such a button takes no click
        middle.setX(widget.height() // 2)
    return middle


def _name_of(widget: QWidget | None) -> str:
    if widget is None:
        return "nothing"
    text = getattr(widget, "text", str)()
    return f"{type(widget).__name__} “{text or widget.accessibleName() or widget.objectName()}”"


def _action_named(actions: list[QAction], words: str) -> QAction:
    return next(action for action in actions if action.text().replace("&", "") == words)


def _scroll_area_of(widget: QWidget) -> QAbstractScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea):
            return above
        above = above.parentWidget()
    return None
