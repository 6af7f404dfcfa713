"""Many live curves and large sets leave the window's thread idle most of the time.

A thread that shares its core and its cache with others takes up to twice its time, so the bound is twice the
promise here; `python -m tests.benchmarks live_window` holds it to the promise itself.
"""

from dataclasses import replace

import pytest

from tests.benchmarks import live_window


@pytest.mark.usefixtures("qapp")
def test_the_window_has_time_to_spare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_window, "ROUNDS", 2)
    bounds = [replace(each, limit=2 * each.limit) for each in live_window.measure()]
    missed = [str(each) for each in bounds if not each.is_kept]
    assert missed == []
