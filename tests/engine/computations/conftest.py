"""Closes what the rig opened."""

from collections.abc import Iterator

import pytest

from tests.engine.phases.rig import OPEN_LOGS


@pytest.fixture(autouse=True)
def closed_logs() -> Iterator[None]:
    """Close the event files of the runs of this test."""
    yield
    while OPEN_LOGS:
        OPEN_LOGS.pop().close()
