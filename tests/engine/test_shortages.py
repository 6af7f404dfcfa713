"""What does not fit is refused with the setting to lower."""

from dataclasses import replace
from pathlib import Path

import pytest

from ftd_engine import data_facts
from ftd_engine.data_facts import DataFacts, facts_of
from ftd_engine.experiment import Experiment
from ftd_engine.needs import needs_of
from ftd_engine.shortages import FreeRoom, Shortage, free_room, shortages_of
from ftd_engine.step_costs import StepCosts
from tests.engine.tiny import tiny_experiment

GB = 10**9
EXPERIMENT = tiny_experiment(
    network={"width": 128},
    buffer={"num_experts": 100},
    data={"dataset": "cifar-10", "source": "auto"},
)
FACTS = DataFacts(3, 32, 10, 50_000, 10_000)
COSTS = StepCosts(
    is_measured=True, base_bytes=0.5 * GB, match_step_bytes=GB, teacher_bytes=0.1 * GB
)
ROOM = FreeRoom(64 * GB, None, Path("shelf"), Path("runs"), 50 * GB, 50 * GB, is_one_disk=True)


def shortages(
    room: FreeRoom, costs: StepCosts = COSTS, experiment: Experiment = EXPERIMENT
) -> tuple[Shortage, ...]:
    return shortages_of(experiment, needs_of(experiment, FACTS, costs), room)


def test_what_fits_is_let_go() -> None:
    assert shortages(ROOM) == ()


def test_too_many_teachers_for_the_disk() -> None:
    (found,) = shortages(replace(ROOM, shelf_bytes=0.1 * GB))
    assert found.message.startswith("The teachers to train take 5")
    assert found.message.endswith("on the disk of shelf, where 100.0 MB are free.")
    for path in ("buffer.keep_epochs", "buffer.storage", "buffer.num_experts", "buffer.epochs"):
        assert path in found.hint


def test_too_many_stored_sets_beside_the_teachers() -> None:
    needs = needs_of(EXPERIMENT, FACTS, COSTS)
    free = needs.teacher_disk_bytes + 1000
    (found,) = shortages(replace(ROOM, shelf_bytes=free, workspace_bytes=free))
    assert found.message.startswith("The stored sets and checkpoints take ")
    assert found.message.endswith("where 1.0 kB are free beside the teachers.")
    assert found.hint.startswith("Raise Snapshot every (distill.snapshot_every)")
    # on a disk of their own the same bytes are enough
    assert shortages(replace(ROOM, shelf_bytes=free, workspace_bytes=free, is_one_disk=False)) == ()


def test_too_long_a_graph_for_the_memory() -> None:
    (found,) = shortages(replace(ROOM, host_bytes=3 * GB))
    assert found.message.startswith("Phase distill takes about 5.")
    assert found.message.endswith("GB of memory; 3.0 GB are free.")
    assert "Student batch (distill.syn_batch), Student steps (distill.syn_steps)" in found.hint


def test_too_large_a_batch_for_the_gpu() -> None:
    costs = replace(COSTS, is_on_gpu=True, teacher_bytes=9 * GB)
    (found,) = shortages(replace(ROOM, gpu_bytes=8.0 * GB), costs)
    assert found.message.startswith("Phase buffer takes about 9.")
    assert "of GPU memory; 8.0 GB are free." in found.message
    assert found.hint.startswith('Lower Batch (buffer.batch_size), Keep epochs to "drawn"')
    drawn = tiny_experiment(buffer={"keep_epochs": "drawn", "storage": "float16"})
    (found,) = shortages(replace(ROOM, gpu_bytes=8.0 * GB), costs, drawn)
    assert "Keep epochs" not in found.hint and "Storage" not in found.hint


def test_too_many_images_for_the_memory() -> None:
    (found,) = shortages(replace(ROOM, host_bytes=0.5 * GB))
    assert found.message.startswith("Reading the images takes about ")
    assert found.hint == "Use fewer images, or close other programs."


def test_a_whitening_that_does_not_fit_is_refused_with_the_size_of_its_matrices() -> None:
    white = tiny_experiment(data={"dataset": "imagenette", "source": "auto", "zca": True})
    facts = facts_of(white.data)
    assert facts is not None
    (found,) = shortages_of(white, needs_of(white, facts, COSTS), ROOM)
    assert (
        "fitting ZCA whitening, with matrices of 49,152 × 49,152 numbers (9.7 GB each), takes"
        in (found.message)
    )
    assert found.message.endswith("of memory; 64.0 GB are free.")
    assert found.hint.startswith("Switch ZCA whitening off (data.zca), use fewer images, or close")


def test_a_rough_figure_of_memory_keeps_nothing_away_that_may_fit() -> None:
    rough = replace(COSTS, is_measured=False)
    assert shortages(replace(ROOM, host_bytes=3.5 * GB), rough) == ()
    assert len(shortages(replace(ROOM, host_bytes=2 * GB), rough)) == 1


def test_free_room_is_that_of_the_nearest_folder_that_exists(tmp_path: Path) -> None:
    room = free_room(tmp_path / "not" / "yet", tmp_path / "shelf")
    assert room.is_one_disk and room.shelf_bytes == room.workspace_bytes > 0
    assert room.host_bytes > 0 and room.gpu_bytes is None


def test_facts_of_published_sets_and_of_own_ones() -> None:
    assert facts_of(tiny_experiment().data) == DataFacts(1, 28, 10, 6_000, 2_000)
    full = tiny_experiment(data={"source": "full"})
    assert facts_of(full.data) == DataFacts(1, 28, 10, 60_000, 10_000)
    own = tiny_experiment(data={"dataset": "folder", "folder": "mine", "source": "auto"})
    assert facts_of(own.data) is None


def test_a_full_set_on_the_disk_is_preferred(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the tests' machine may have the full set as a system package
    monkeypatch.setattr(data_facts, "_SYSTEM_FASHION_MNIST", tmp_path / "system")
    auto = tiny_experiment(data={"source": "auto"})
    found = facts_of(auto.data)
    assert found is not None and found.num_train == 6_000
    (tmp_path / "system").mkdir()
    (tmp_path / "system" / "train-images-idx3-ubyte.gz").touch()
    found = facts_of(auto.data)
    assert found is not None and found.num_train == 60_000
    named = tiny_experiment(data={"source": "auto", "folder": str(tmp_path)})
    found = facts_of(named.data)
    assert found is not None and found.num_train == 60_000
