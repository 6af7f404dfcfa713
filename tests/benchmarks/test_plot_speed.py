"""A million live points and a big mosaic are drawn in time."""

import pytest

from tests.benchmarks import plot_speed


@pytest.mark.usefixtures("qapp")
def test_plots_and_mosaics_are_drawn_in_time() -> None:
    missed = [str(each) for each in plot_speed.measure() if not each.is_kept]
    assert missed == []
