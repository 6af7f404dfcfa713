"""The window is up in time and stays light."""

from tests.benchmarks import startup


def test_the_window_is_up_in_time_and_light() -> None:
    missed = [str(each) for each in startup.measure() if not each.is_kept]
    assert missed == []
