"""A thousand runs are listed in time."""

import pytest

from tests.benchmarks import library_speed


@pytest.mark.usefixtures("qapp")
def test_a_thousand_runs_are_listed_and_searched_in_time() -> None:
    missed = [str(each) for each in library_speed.measure() if not each.is_kept]
    assert missed == []
