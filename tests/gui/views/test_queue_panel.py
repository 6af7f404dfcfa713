"""Panel of the queue: by mouse and by keys, and what it says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ftd_gui.runs.run_queue import RunQueue
from ftd_gui.theme import DARK
from ftd_gui.views.queue_panel import QueuePanel
from tests.fixtures.recorded_runs import tiny_experiment


@pytest.fixture
def queue(qapp: object, tmp_path: Path) -> Iterator[RunQueue]:
    queue = RunQueue(tmp_path)
    yield queue
    queue.deleteLater()


@pytest.fixture
def panel(qtbot: QtBot, queue: RunQueue) -> QueuePanel:
    panel = QueuePanel(queue)
    qtbot.addWidget(panel)
    panel.set_theme(DARK)
    return panel


def names(queue: RunQueue) -> list[str]:
    return [entry.experiment.name for entry in queue.entries]


def filled(queue: RunQueue, panel: QueuePanel) -> None:
    for name in ("a", "b", "c"):
        queue.add(tiny_experiment(name))
    panel.show()
    panel.list_view.setCurrentIndex(queue.index(1))


def test_an_empty_queue_takes_no_room(queue: RunQueue, panel: QueuePanel) -> None:
    assert panel.isHidden()
    queue.add(tiny_experiment("a"))
    assert not panel.isHidden() and panel.title.text() == "Queue (1)"
    queue.remove(0)
    assert panel.isHidden()


def test_order_by_buttons(queue: RunQueue, panel: QueuePanel) -> None:
    filled(queue, panel)
    panel.up_button.click()
    assert names(queue) == ["b", "a", "c"] and panel.list_view.currentIndex().row() == 0
    assert not panel.up_button.isEnabled()
    panel.down_button.click()
    panel.down_button.click()
    assert names(queue) == ["a", "c", "b"] and not panel.down_button.isEnabled()
    panel.copy_button.click()
    assert names(queue) == ["a", "c", "b", "b"]
    panel.remove_button.click()
    assert names(queue) == ["a", "c", "b"]


def test_order_by_keys(queue: RunQueue, panel: QueuePanel, qtbot: QtBot) -> None:
    filled(queue, panel)
    view = panel.list_view
    panel.activateWindow()
    view.setFocus()
    alt, ctrl = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    qtbot.waitUntil(view.hasFocus)
    qtbot.keyClick(view, Qt.Key.Key_Up, alt)
    assert names(queue) == ["b", "a", "c"]
    qtbot.keyClick(view, Qt.Key.Key_Down, alt)
    assert names(queue) == ["a", "b", "c"]
    qtbot.keyClick(view, Qt.Key.Key_D, ctrl)
    assert names(queue) == ["a", "b", "b", "c"]
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert names(queue) == ["a", "b", "c"]


def test_held_and_going_on(queue: RunQueue, panel: QueuePanel) -> None:
    filled(queue, panel)
    assert panel.reason.isHidden() and "Hold the queue" in panel.hold_button.toolTip()
    panel.hold_button.click()
    assert panel.reason.text() == "Held: you asked for it."
    assert panel.hold_button.toolTip() == "Go on with the queue"
    panel.hold_button.click()
    assert panel.reason.isHidden() and not queue.held_because
    panel.failure_box.click()
    assert queue.goes_on_after_failure


def test_the_one_under_way_cannot_be_moved(
    queue: RunQueue, panel: QueuePanel, tmp_path: Path
) -> None:
    filled(queue, panel)
    queue.note_begun(tmp_path / "a")
    panel.list_view.setCurrentIndex(queue.index(0))
    assert not panel.remove_button.isEnabled() and not panel.down_button.isEnabled()
    panel.list_view.setCurrentIndex(queue.index(1))
    assert not panel.up_button.isEnabled() and panel.down_button.isEnabled()
    assert not panel.grab().isNull()


def test_the_device_of_an_entry_is_chosen(
    queue: RunQueue, panel: QueuePanel, tmp_path: Path
) -> None:
    filled(queue, panel)
    actions = {action.data(): action for action in panel._devices.actions()}
    assert {"auto", "cpu"} <= set(actions) and actions["auto"].isChecked()
    actions["cpu"].trigger()
    assert queue.entries[1].experiment.device == "cpu" and actions["cpu"].isChecked()
    queue.note_begun(tmp_path / "a")
    panel.list_view.setCurrentIndex(queue.index(0))
    assert not panel.device_button.isEnabled() and "was begun" in panel.device_button.toolTip()


def test_the_time_of_the_whole_queue_with_its_end(queue: RunQueue, panel: QueuePanel) -> None:
    filled(queue, panel)
    panel.show_time(7200.0, 0)
    assert panel.time_label.text().startswith("About 2 h left, until ")
    queue.hold("you asked for it.")
    assert panel.time_label.text() == "About 2 h of work"
    panel.show_time(7200.0, 2)
    assert panel.time_label.text() == "About 2 h of work; 2 more of unknown length"
    panel.show_time(0.0, 3)
    assert panel.time_label.isHidden()


@pytest.mark.expects_log
def test_a_queue_that_is_held_still_says_what_became_of_its_file(
    qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "queue.json").write_text("[")
    queue = RunQueue(folder)
    queue.add(tiny_experiment("a"))
    panel = QueuePanel(queue)
    qtbot.addWidget(panel)
    queue.hold("you asked for it.")
    held, found = panel.reason.text().splitlines()
    assert held == "Held: you asked for it." and "kept as queue.json.bad" in found
    assert panel.reason.toolTip() == str(folder / "queue.json")
    panel.resize(180, 60)
    panel.show()
    reason = panel.reason
    assert reason.height() >= reason.heightForWidth(reason.width()), "no line of it is cut off"
    queue.deleteLater()
