"""A run may be watched for long: the memory of the window grows by the points of its curves alone."""

import pytest

from tests.benchmarks import long_day


@pytest.mark.usefixtures("qapp")
def test_six_hours_of_events_leave_nothing_but_their_points() -> None:
    assert long_day.growth_mib(hours=6, per_s=0.25) < long_day.LIMIT_MIB
