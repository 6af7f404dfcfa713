"""TensorBoard files from the window: on request, of every run, and what is said where they cannot be."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ftd_gui.main_window import MainWindow
from ftd_gui.metric_files import MetricFiles
from ftd_gui.settings import Settings
from tests.fixtures.recorded_runs import done_records, write_run

# in place of the command line, which takes seconds to load
SAYS = "import sys; sys.stdout.write('12 numbers: ' + ' '.join(sys.argv[1:]))"
FAILS = "import sys; sys.stdout.write('The package tensorboard\\nis not installed.'); sys.exit(2)"
WAITS = "import time; time.sleep(60)"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(tmp_path / "runs", Settings(tmp_path / "s.ini"))
    qtbot.addWidget(made)
    yield made
    made.close()


def metric_files(window: MainWindow, script: str) -> MetricFiles:
    window.metric_files._twin = (sys.executable, "-S", "-c", script)
    return window.metric_files


def test_files_of_the_shown_run_are_asked_for(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    assert not window.commands.write_metrics.isEnabled()
    run = write_run(tmp_path / "runs", done_records(), "done", "finished")
    window.open_run(run.path)
    files = metric_files(window, SAYS)
    told: list[str] = []
    files.told.connect(told.append)
    window.commands.write_metrics.trigger()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == f"12 numbers: export-metrics {run.path} --follow"
    assert not files._writers


def test_why_nothing_was_written_is_said(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.metric_files.refused.disconnect()
    for script, reason in ((FAILS, "The package tensorboard is not installed."), ("", "")):
        files = metric_files(window, script)
        if not script:
            files._twin = (str(tmp_path / "missing"),)
        with qtbot.waitSignal(files.refused) as refused:
            files.write(tmp_path)
        assert refused.args is not None and refused.args[1].startswith(reason) and refused.args[1]
    assert not files._writers


def test_every_run_is_followed_where_that_is_chosen(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    files = metric_files(window, WAITS)
    files.run_began(tmp_path)
    assert not files._writers
    window.commands.always_metrics.trigger()
    assert Settings(tmp_path / "s.ini").writes_metrics
    files.run_began(tmp_path)
    with qtbot.waitSignal(files.told):
        # once is enough
        files.run_began(tmp_path)
    (writer,) = files._writers.values()
    qtbot.waitUntil(lambda: writer.processId() > 0)
    files.close()
    assert writer.state() == writer.ProcessState.NotRunning
