"""The folder of all runs: chosen in the window, which makes room for one that shows another."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from ftd_engine.run_folder import default_workspace
from ftd_gui.main_window import MainWindow
from ftd_gui.settings import Settings
from ftd_gui.window_log import WindowLog
from ftd_gui.window_sequence import WindowSequence
from tests.fixtures.recorded_runs import done_records, write_run


class Opened:
    """Windows as the program shows them, and whether it would end."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.ends = 0
        self.settings = Settings(folder / "s.ini")
        self.windows = WindowSequence(app, folder / "runs", self.settings, WindowLog(), self._end)

    def _end(self) -> None:
        self.ends += 1

    @property
    def window(self) -> MainWindow:
        return self.windows.window

    def menu(self) -> dict[str, QAction]:
        self.window.workspace_folder.fill_menu()
        actions = self.window.commands.workspace_folder_menu.actions()
        return {action.text(): action for action in actions if not action.isSeparator()}

    def runs(self, qtbot: QtBot) -> list[str]:
        self.window.library.refresh()
        with qtbot.waitSignal(self.window.library.looked_through):
            self.window.library.look()
        library = self.window.library
        return sorted(library.summary(row).name for row in range(library.rowCount()))


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Iterator[Opened]:
    write_run(tmp_path / "runs", done_records(), "done", "at home")
    write_run(tmp_path / "disk & more", done_records(), "done", "elsewhere")
    opened = Opened(qapp, tmp_path)
    yield opened
    opened.windows.close_now()
    opened.window.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")


def choose(opened: Opened, path: Path) -> None:
    opened.window.commands.choose_workspace.trigger()
    chooser = opened.window.findChildren(QFileDialog)[-1]
    assert chooser.fileMode() == QFileDialog.FileMode.Directory
    chooser.fileSelected.emit(str(path))
    chooser.close()


def test_any_folder_becomes_the_workspace_and_the_way_back_is_in_the_menu(
    opened: Opened, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FTD_STUDIO_WORKSPACE", raising=False)
    first = opened.window
    first.configure_page.form.change_value("distill.iterations", "777")
    assert opened.runs(qtbot) == ["at home"]
    choose(opened, tmp_path / "disk & more")
    qtbot.waitUntil(lambda: opened.window is not first)
    assert opened.window.isVisible() and opened.ends == 0
    assert opened.runs(qtbot) == ["elsewhere"]
    assert opened.window.configure_page.form.editor("distill.iterations").value() != 777
    # the next start of the program is there too, unless the environment says otherwise
    assert default_workspace(opened.settings.workspace) == tmp_path / "disk & more"
    monkeypatch.setenv("FTD_STUDIO_WORKSPACE", str(tmp_path))
    assert default_workspace(opened.settings.workspace) == tmp_path

    entries = opened.menu()
    names = [str(tmp_path / "disk && more"), str(tmp_path / "runs")]
    assert list(entries) == [*names, "Choose the folder of all runs…"]
    assert [entries[name].isChecked() for name in names] == [True, False]
    second = opened.window
    entries[names[1]].trigger()
    qtbot.waitUntil(lambda: opened.window is not second)
    assert opened.runs(qtbot) == ["at home"]
    assert opened.window.configure_page.form.editor("distill.iterations").value() == 777
    # closed by its user, it ends the program
    opened.window.close()
    assert opened.ends == 1


def test_a_run_or_nothing_is_no_workspace(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    opened.window.workspace_folder.refused.connect(lambda _what, why: said.append(why))
    (run,) = (tmp_path / "runs").iterdir()
    for path, words in ((run, "is a run itself"), (tmp_path / "gone", "is no folder")):
        choose(opened, path)
        assert words in said[-1] and str(path) in said[-1]
        opened.window.findChildren(QMessageBox)[-1].close()
    # what is gone is not offered again, and the present one changes nothing
    opened.settings.add_recent_workspace(tmp_path / "gone")
    assert str(tmp_path / "gone") not in opened.menu()
    choose(opened, tmp_path / "runs")
    assert opened.window.isVisible() and len(said) == 2
    # a run under way holds its window
    monkeypatch.setattr(type(opened.window.runs), "obstacle", lambda _self: "It is under way.")
    choose(opened, tmp_path / "disk & more")
    assert said[-1] == "It is under way." and opened.window.isVisible()
    opened.window.findChildren(QMessageBox)[-1].close()


def test_a_window_that_does_not_close_forgets_the_wish(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened.window
    with monkeypatch.context() as patch:
        patch.setattr(window.closing, "may_close", lambda: False)
        choose(opened, tmp_path / "disk & more")
        assert opened.window is window and window.isVisible()
    window.close()
    assert opened.ends == 1 and opened.settings.workspace is None
