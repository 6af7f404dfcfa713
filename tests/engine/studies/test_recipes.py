"""Every recipe: its plan, its keys, what runs studies share, and wrong points in sentences."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from ftd_engine.presets import load_presets
from ftd_engine.studies.catalogue import CATALOGUE, study_named
from ftd_engine.studies.computed import CandidatesRequest
from ftd_engine.studies.folder import StudyFolder
from ftd_engine.studies.methods import changed
from ftd_engine.studies.nas import search_space
from ftd_engine.studies.parts import Part
from ftd_engine.studies.published import beside
from ftd_engine.studies.recipes import plan_of, result_of
from ftd_engine.studies.report import write_report
from ftd_engine.studies.requests import Cuts, StudyError, StudyName, StudyRequest
from tests.engine.studies.requested import small_request
from tests.engine.tiny import tiny_experiment

NAMES = [study.name for study in CATALOGUE]


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_has_each_part_once_behind_what_it_needs(name: StudyName) -> None:
    plan = plan_of(small_request(name))
    keys = [part.key for part in plan]
    assert len(set(keys)) == len(keys) > 1
    for part in plan:
        if part.source is not None:
            assert part.source.is_run
            assert keys.index(part.source.key) < keys.index(part.key)
            # the engine evaluates and computes only with what a set has learned by
            assert part.experiment.learns_as(part.source.experiment)
    # a plan that changed from start to start would do finished parts again
    assert [part.key for part in plan_of(small_request(name))] == keys


@pytest.mark.parametrize("name", NAMES)
def test_a_report_can_be_written_before_anything_is_done(name: StudyName, tmp_path: Path) -> None:
    request = small_request(name)
    folder = StudyFolder.create(tmp_path, request)
    result = result_of(request, {}, frozenset())
    assert len(result.missing) == len(plan_of(request))
    assert all(each.verdict == "open" for each in result.agreements)
    folder.write_result(result)
    assert folder.result() == result
    files = write_report(folder, result)
    page = files[0].read_text(encoding="utf-8")
    assert study_named(name).question.split("'")[0] in page
    for path in files:
        if path.suffix == ".svg":
            ET.fromstring(path.read_text(encoding="utf-8"))


def test_a_key_is_of_what_shapes_the_result() -> None:
    part = Part(tiny_experiment())
    assert Part(changed(part.experiment, {"name": "other"})).key == part.key
    assert Part(changed(part.experiment, {"checkpoints": {"every_steps": 3}})).key == part.key
    assert Part(changed(part.experiment, {"seed": 4})).key != part.key
    assert Part(part.experiment, part).key != part.key


def test_studies_share_their_runs() -> None:
    runs = {
        name: {part.key for part in plan_of(small_request(name)) if part.is_run}
        for name in ("ema", "loss-difference", "flat-minimum", "robustness", "accumulated-error")
    }
    assert len(set.union(*runs.values())) == 2


def test_images_per_class_take_the_settings_of_the_sibling_preset() -> None:
    presets = {preset.key: preset.experiment for preset in load_presets()}
    own = changed(presets["fashion-mnist-ipc1-cpu"], {"data": {"source": "embedded"}})
    request = StudyRequest(
        "results", own, "fashion-mnist-ipc1-cpu", Cuts(points=("1", "10"), seeds=2)
    )
    runs = [part.experiment for part in plan_of(request) if part.is_run]
    assert len(runs) == 2 * 3 * 2
    ten = next(each for each in runs if each.distill.ipc == 10 and each.buffer.trajectory == "flat")
    sibling = presets["fashion-mnist-ipc10-cpu"]
    assert ten.distill == sibling.distill != own.distill
    # what was changed by hand stays
    assert ten.data.source == "embedded"
    assert {each.seed for each in runs} == {0, 1}


def test_the_search_space_has_720_architectures() -> None:
    space = search_space()
    assert len(set(space)) == 720
    request = small_request("nas")
    (real,) = [
        part.computation
        for part in plan_of(request)
        if isinstance(part.computation, CandidatesRequest) and part.computation.data == "real"
    ]
    # a narrow experiment searches among narrow networks
    assert {one.width for one in real.candidates} == {32}
    assert len(real.candidates) == 6 and set(real.candidates) <= set(space)
    wide = changed(request.experiment, {"network": {"width": 128}})
    whole = replace(request, experiment=wide, cuts=Cuts(candidates=720))
    assert plan_of(whole)


def test_published_numbers_stand_where_they_belong() -> None:
    experiment = changed(
        tiny_experiment(),
        {"data": {"dataset": "cifar-10", "source": "auto"}, "distill": {"ipc": 50}},
    )
    found = beside("Table 1", "MTT + Robust Learning", experiment)
    assert found is not None
    assert (found.value, found.std) == (pytest.approx(0.727), pytest.approx(0.002))
    assert beside("Table 1", "Random real images", experiment) is None
    # another data set: the nearest column of the table's first one, and the source says so
    found = beside("Table 4", "FTD", tiny_experiment())
    assert found is not None and found.source == "Table 4, cifar-100 at ipc 10"
    # the paper prints 43.4 in Table 1 where its Table 4 has 43.2
    assert found.value == pytest.approx(0.432)


@pytest.mark.parametrize(
    ("name", "cuts", "sentence"),
    [
        ("loss-difference", Cuts(points=("datm",)), '"datm" is no method'),
        ("initialisation", Cuts(points=("2",)), "leaves nothing of the teachers' 2 epochs"),
        ("initialisation", Cuts(points=("0.5",)), "they are whole numbers"),
        ("results", Cuts(points=("0",)), "0 is no number of images per class"),
        ("cross-architecture", Cuts(points=("vit",)), '"vit" is no family'),
        ("rho-alpha", Cuts(points=("x",)), '"x" is none of the radii'),
        ("rho-alpha", Cuts(points=("0:1",)), "both must be above 0"),
        ("nas", Cuts(candidates=200), "Allowed: 2 to 180"),
    ],
)
def test_wrong_points_are_refused(name: StudyName, cuts: Cuts, sentence: str) -> None:
    with pytest.raises(StudyError, match=sentence):
        plan_of(replace(small_request(name), cuts=cuts))


def test_radii_and_weights_are_combined() -> None:
    def places(cuts: Cuts) -> list[tuple[float, float]]:
        plan = plan_of(replace(small_request("rho-alpha"), cuts=cuts))
        flat = [part.experiment.buffer for part in plan if part.experiment.distill.ema_decay]
        return [(each.rho, each.alpha) for each in flat]

    grid = Cuts(points=("0.01", "0.1"), alphas=(0.3, 1.0))
    assert places(grid) == [(0.01, 0.3), (0.01, 1.0), (0.1, 0.3), (0.1, 1.0)]
    assert places(Cuts(points=("0.05:0.5",))) == [(0.05, 0.5)]
    assert len(places(Cuts())) == 5
