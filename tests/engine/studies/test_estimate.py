"""What a study would take: shared teachers are counted once, a larger cut takes longer."""

from dataclasses import replace
from pathlib import Path

import pytest

from ftd_engine.studies.catalogue import CATALOGUE
from ftd_engine.studies.estimate import PartNeed, needs_of_parts
from ftd_engine.studies.recipes import plan_of
from ftd_engine.studies.requests import Cuts, StudyName, StudyRequest
from tests.engine.studies.requested import small_request
from tests.fixtures.device_rates import RATE


def _needs(request: StudyRequest, tmp_path: Path, *done: str) -> tuple[PartNeed, ...]:
    return needs_of_parts(plan_of(request), frozenset(done), tmp_path / "runs", RATE)


def _seconds(needs: tuple[PartNeed, ...]) -> float:
    return sum(need.seconds or 0.0 for need in needs)


@pytest.mark.parametrize("name", [study.name for study in CATALOGUE])
def test_every_part_has_a_time_and_a_finished_one_none(name: StudyName, tmp_path: Path) -> None:
    request = small_request(name)
    needs = _needs(request, tmp_path)
    assert all(need.seconds is not None and need.seconds > 0 for need in needs)
    first = needs[0].part.key
    left = _needs(request, tmp_path, first)
    assert left[0].is_done and left[0].seconds == 0
    assert _seconds(left) < _seconds(needs)


def test_teachers_that_an_earlier_part_trains_are_counted_once(tmp_path: Path) -> None:
    needs = _needs(small_request("results"), tmp_path)
    there = {need.part.title: need.teachers_there for need in needs if need.part.is_run}
    # MTT's serve robust learning and both numbers of images; FTD's are others
    assert [there[f"{name} seed 3"] for name in ("MTT ipc 1", "MTT robust ipc 1", "MTT ipc 2")] == [
        0,
        2,
        2,
    ]
    assert there["FTD ipc 1 seed 3"] == 0


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("nas", Cuts(candidates=12, epochs=1)),
        ("nas", Cuts(candidates=6, epochs=100)),
        ("initialisation", Cuts(seeds=2)),
        ("rho-alpha", Cuts(points=("0.01", "0.1"), alphas=(0.3, 1.0))),
        ("cross-architecture", Cuts(points=("alexnet", "vgg11"), networks=1, epochs=1)),
    ],
)
def test_less_cut_takes_longer(name: StudyName, more: Cuts, tmp_path: Path) -> None:
    request = small_request(name)
    longer = _needs(replace(request, cuts=more), tmp_path)
    assert _seconds(longer) > _seconds(_needs(request, tmp_path))
