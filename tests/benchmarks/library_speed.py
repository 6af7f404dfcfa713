"""How long the list of runs takes to show a thousand of them, to see what is new, and to find some."""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from ftd_gui.runs import run_library
from ftd_gui.runs.run_library import RunLibrary
from ftd_gui.views.experiment_list import ExperimentList
from tests.benchmarks.many_runs import RUNS, make_runs
from tests.benchmarks.measurement import Measurement

OPEN_LIMIT_S = 1.0
SEARCH_LIMIT_S = 0.1
LOOK_LIMIT_S = 0.02
"""Of every two seconds, and so one percent of a processor."""


def _seconds(work: Callable[[], object]) -> float:
    # time that this thread works, not time that another program has the core
    before_s = time.thread_time()
    work()
    return time.thread_time() - before_s


def measure() -> list[Measurement]:
    """Times of this thread, with the whole list read in one go."""
    app = QApplication.instance() or QApplication([])
    usual_s, run_library.SCAN_SLICE_S = run_library.SCAN_SLICE_S, 1e6
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "runs"
        make_runs(workspace)
        library = RunLibrary(workspace)
        view = ExperimentList(library)
        view.resize(280, 600)
        view.show()

        def open_all() -> None:
            library.refresh()
            view.grab()

        def search() -> None:
            view.filter_edit.setText("#paper done")
            view.grab()

        figures = [
            Measurement(f"library of {RUNS} runs opened", _seconds(open_all), "s", OPEN_LIMIT_S),
            Measurement("a search in them", _seconds(search), "s", SEARCH_LIMIT_S),
            Measurement(
                "a look for what is new",
                min(_seconds(library.look) for _ in range(5)),
                "s",
                LOOK_LIMIT_S,
            ),
        ]
        found, shown = library.rowCount(), view.list_view.model().rowCount()
        assert found == RUNS and 0 < shown < RUNS, f"{found} runs, {shown} shown"
        view.close()
        view.deleteLater()
        library.deleteLater()
    run_library.SCAN_SLICE_S = usual_s
    assert app is not None
    return figures
