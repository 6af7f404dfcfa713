"""What recipes make of measurements, on ones made by hand."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from ftd_engine.method.rankings import spearman_of_best
from ftd_engine.method.robust_scores import augmentation_robust_score, label_robust_score
from ftd_engine.protocol import AccuracyMeasured, BestChosen, ClassesCounted, SetName
from ftd_engine.studies.computed import (
    CandidatesAnswer,
    Curve,
    InitialisationAnswer,
    TrajectoryErrorAnswer,
    WholeDataAnswer,
)
from ftd_engine.studies.measured import Measured
from ftd_engine.studies.parts import Part
from ftd_engine.studies.recipes import plan_of, result_of
from ftd_engine.studies.requests import Cuts, StudyRequest
from ftd_engine.studies.results import StudyResult, Table
from tests.engine.studies.requested import small_request


def _measured(**means: float) -> Measured:
    found = Measured(Path("run"))
    names: tuple[SetName, ...] = ("raw", "ema", "random_real")
    for name in names:
        if name in means:
            mean = means[name]
            found.final[name] = AccuracyMeasured(name, 1, True, mean, 0.0, (mean, mean), "so")
            found.best[name] = BestChosen(name, 1, "last", math.nan)
    return found


def _result(request: StudyRequest, found: dict[str, Measured]) -> StudyResult:
    return result_of(request, found, frozenset())


def _ours(table: Table) -> dict[str, list[float | None]]:
    return {
        row.label: [cell.ours.mean if cell.ours else None for cell in row.cells]
        for row in table.rows
    }


def _is_ftd(part: Part) -> bool:
    return part.experiment.distill.ema_decay > 0


def test_the_search_ranks_by_both_readings_and_counts_its_time() -> None:
    request = small_request("nas")
    real = [0.80, 0.70, 0.60, 0.50, 0.40, 0.30]
    proxies = {"MTT": [0.30, 0.40, 0.50, 0.55, 0.60, 0.65], "FTD": [0.6, 0.5, 0.4, 0.3, 0.2, 0.7]}
    found: dict[str, Measured] = {}
    for part in plan_of(request):
        found[part.key] = measured = _measured(raw=0.5)
        if part.computation is not None:
            values = real if part.source is None else proxies["FTD" if _is_ftd(part) else "MTT"]
            names = tuple(f"net {place}" for place in range(6))
            accuracies = tuple((value,) for value in values)
            measured.answer = CandidatesAnswer(names, accuracies, 120.0, 10, "so")
    result = _result(request, found)
    rows = _ours(result.tables[0])
    # columns: top 5, 10, 20 by real images, the same by the set, all, minutes
    assert rows["Real"] == [1.0, None, None, 1.0, None, None, 1.0, 2.0]
    assert rows["MTT"][0] == rows["MTT"][6] == -1.0
    assert rows["FTD"][0] == 1.0
    by_set = spearman_of_best(proxies["FTD"], real, 5, by_second=False)
    assert rows["FTD"][3] == pytest.approx(by_set) != 1.0
    paper = {row.label: row.cells[0].paper for row in result.tables[0].rows}
    assert paper["FTD"] is not None and paper["FTD"].value == 0.87
    (plot,) = result.plots
    assert plot.series[0].labels[0] == "net 0" and plot.series[0].x == tuple(real)
    # of six candidates only the top 5 can be ranked
    assert [each.verdict for each in result.agreements] == ["agrees"]


def test_robust_scores_take_the_best_rate_of_random_images() -> None:
    request = replace(small_request("robustness"), cuts=Cuts(points=("0.01", "0.1")))
    found: dict[str, Measured] = {}
    for part in plan_of(request):
        evaluation = part.experiment.evaluation
        if part.computation is not None:
            found[part.key] = measured = Measured(Path("run"))
            measured.answer = WholeDataAnswer((0.9, 0.9), "so")
        elif part.is_run:
            found[part.key] = _measured(raw=0.5, **({"ema": 0.7} if _is_ftd(part) else {}))
        elif "random" in part.title:
            random = {0.01: 0.3, 0.1: 0.4}[evaluation.random_real_lr]
            found[part.key] = _measured(raw=0.5, random_real=random - 0.1 * (not evaluation.dsa))
        else:
            # the usual rate without augmentation is a part of both questions
            found[part.key] = _measured(raw=0.45, ema=0.6, random_real=0.2)
    rows = _ours(_result(request, found).tables[0])
    assert rows["FTD"][0] == pytest.approx(label_robust_score(0.9, 0.7, 0.7, 0.4))
    assert rows["FTD"][1] == pytest.approx(augmentation_robust_score(0.7, 0.4, 0.6, 0.3))
    assert rows["MTT"][0] == pytest.approx(label_robust_score(0.9, 0.5, 0.5, 0.4))
    # as long as one rate is missing there is no best one
    lacking = next(part.key for part in plan_of(request) if "rate 0.1" in part.title)
    del found[lacking]
    assert _ours(_result(request, found).tables[0])["FTD"] == [None, None]


def test_loss_difference_is_the_mean_over_seeds_beside_what_was_printed() -> None:
    request = replace(small_request("loss-difference"), cuts=Cuts(seeds=2))
    found: dict[str, Measured] = {}
    for part in plan_of(request):
        found[part.key] = measured = _measured(raw=0.5)
        end = (0.2 if _is_ftd(part) else 0.6) + 0.02 * (part.experiment.seed == 4)
        measured.curves["loss_difference_evaluation", 0] = {0.0: 0.0, 1.0: 0.1, 2.0: end}
        measured.curves["loss_difference_distillation", 1] = {1.0: 0.0, 2.0: 0.05}
        measured.curves["teacher_test_loss", 0] = {0.0: 2.3, 2.0: 0.9}
    result = _result(request, found)
    rows = _ours(result.tables[0])
    assert rows == {"MTT": [pytest.approx(0.61), 0.05], "FTD": [pytest.approx(0.21), 0.05]}
    paper = result.tables[0].rows[0].cells[0].paper
    assert paper is not None and paper.value == 0.62
    assert [each.verdict for each in result.agreements] == ["agrees"] * 3
    names = [series.name for series in result.plots[0].series]
    assert names[:3] == ["MTT, evaluation", "MTT, distillation", "MTT, its teachers"]
    assert result.plots[0].series[0].std[-1] == pytest.approx(0.01)


def test_networks_of_other_families_are_found_by_name() -> None:
    request = replace(
        small_request("cross-architecture"), cuts=Cuts(points=("resnet18", "resnet18_ap"))
    )
    found: dict[str, Measured] = {}
    for part in plan_of(request):
        found[part.key] = measured = _measured(raw=0.5)
        if part.is_run:
            continue
        for place, network in enumerate(("ConvNet-3, width 4", "ResNet18", "ResNet18-AP")):
            value = 0.6 - 0.1 * place
            measured.classes[network, "raw"] = ClassesCounted(
                "raw", 1, network, place == 0, value, 0.0, (value, value), (), (), (), "so"
            )
    rows = _ours(_result(request, found).tables[0])
    assert rows["MTT"] == [pytest.approx(0.6), pytest.approx(0.5), pytest.approx(0.4)]


def test_a_network_that_only_guesses_says_nothing_of_the_paper() -> None:
    request = replace(small_request("cross-architecture"), cuts=Cuts(points=("alexnet",)))
    found: dict[str, Measured] = {}
    for part in plan_of(request):
        found[part.key] = measured = _measured(raw=0.5)
        for network, value in (
            () if part.is_run else (("ConvNet-3, width 4", 0.6), ("AlexNet", 0.1))
        ):
            measured.classes[network, "raw"] = ClassesCounted(
                *("raw", 1, network, network != "AlexNet", value, 0.0),
                *((value, value), (1,) * 100, (), (), "so"),
            )
    told = {each.statement: each for each in _result(request, found).agreements}
    for statement in ("AlexNet: FTD above MTT", "FTD: ConvNet above AlexNet"):
        assert told[statement].verdict == "unclear"
        assert "no better than guessing (10.0 %)" in told[statement].sentence


def test_start_epochs_stand_beside_the_same_share_of_the_papers() -> None:
    request = small_request("initialisation")
    request = replace(request, cuts=Cuts(points=("0", "1")))
    found: dict[str, Measured] = {}
    for part in plan_of(request):
        found[part.key] = measured = _measured(raw=0.5)
        if part.computation is not None:
            low = 0.5 if _is_ftd(part) else 0.4
            accuracies = ((low, low), (low + 0.1, low + 0.1))
            measured.answer = InitialisationAnswer((0, 1), (2, 1), accuracies, "so")
    result = _result(request, found)
    assert _ours(result.tables[0]) == {
        "0 (2 left)": [pytest.approx(0.4), pytest.approx(0.5)],
        "1 (1 left)": [pytest.approx(0.5), pytest.approx(0.6)],
    }
    first, half = (row.cells[1].paper for row in result.tables[0].rows)
    assert first is not None and first.value == pytest.approx(0.377)
    # the paper has no start at half of the epochs
    assert half is None
    assert [each.verdict for each in result.agreements] == ["agrees"] * 4


def test_errors_are_averaged_over_teachers() -> None:
    request = replace(small_request("accumulated-error"), cuts=Cuts(points=("mtt",)))
    found: dict[str, Measured] = {}
    for part in plan_of(request):
        found[part.key] = measured = _measured(raw=0.5)
        if part.computation is not None:
            curves = (Curve("accumulated error", (1, 2), ((1.0, 3.0), (1.0, 5.0))),)
            measured.answer = TrajectoryErrorAnswer(curves, 2e-6, "so")
    result = _result(request, found)
    assert _ours(result.tables[0])["MTT"][0] == 4.0
    assert any("at most 2.0e-06" in note for note in result.notes)
    assert result.plots[0].series[0].y == (1.0, 4.0)


def test_the_best_radius_is_told_plainly() -> None:
    request = replace(small_request("rho-alpha"), cuts=Cuts(points=("0.01", "0.1")))
    found = {
        part.key: _measured(raw=0.4, ema=0.6 + 0.1 * (part.experiment.buffer.rho == 0.1))
        if _is_ftd(part)
        else _measured(raw=0.5)
        for part in plan_of(request)
    }
    result = _result(request, found)
    assert [each.verdict for each in result.agreements] == ["agrees", "agrees", "disagrees"]
    assert result.agreements[-1].sentence == (
        "Against the paper, radius 0.1 is best, 10.0 points above 0.01."
    )
    level = result.plots[0].series[-1]
    assert (level.name, level.y, level.style) == ("MTT", (0.5,), "level")
