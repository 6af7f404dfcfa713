"""Makes coverage see what runs inside a QThread."""

import sys
import threading

import pytest

from ftd_gui.runs.engine_thread import EngineThread


@pytest.fixture(autouse=True)
def _traced_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Coverage asks `threading` to trace new threads, of which Qt's know nothing."""
    trace = threading.gettrace()
    if trace is not None:
        run = EngineThread.run

        def traced_run(thread: EngineThread) -> None:
            sys.settrace(trace)
            run(thread)

        monkeypatch.setattr(EngineThread, "run", traced_run)
