"""Many live curves and large sets leave the window's thread idle most of the time."""

import pytest

from tests.benchmarks import live_window


@pytest.mark.usefixtures("qapp")
def test_the_window_has_time_to_spare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_window, "ROUNDS", 2)
    missed = [str(each) for each in live_window.measure() if not each.is_kept]
    assert missed == []
