"""The counted steps of a run, against what the phases really do."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ftd_engine.data_facts import DataFacts
from ftd_engine.method.training import Turn
from ftd_engine.needs import checkpoint_bytes, known_teachers, needs_of, work_of
from ftd_engine.phases import buffer, distill, evaluate, loss_difference
from ftd_engine.phases.teachers import kind_of
from ftd_engine.protocol import PhaseStarted, SnapshotWritten
from ftd_engine.step_costs import StepCosts
from tests.engine.phases.rig import events_of, make_context
from tests.engine.tiny import tiny_experiment

FACTS = DataFacts(channels=1, size_px=28, num_classes=10, num_train=200, num_test=200)

EXPERIMENTS = (
    tiny_experiment(),
    tiny_experiment(
        buffer={"batch_size": 64, "num_experts": 3},
        distill={"iterations": 5, "evaluate_every": 2, "snapshot_every": 3, "ipc": 2},
        evaluation={"selection": "last", "batch_size": 8, "loss_difference_experts": 1},
    ),
    # nothing is evaluated while distilling, and a part is held out nevertheless
    tiny_experiment(
        buffer={"batch_size": 9},
        distill={"ema_decay": 0.0, "evaluate_every": 0},
        evaluation={"loss_difference_experts": 0},
    ),
    tiny_experiment(
        evaluation={"selection": "literature", "ema_on_used_network": True},
        distill={"evaluate_every": 4, "iterations": 6},
    ),
    tiny_experiment(
        distill={"ema_decay": 0.0, "evaluate_every": 0},
        evaluation={"networks": 1, "other_networks": ["alexnet"], "loss_difference_experts": 1},
    ),
)


def counting_turn(turn: Turn, counts: Counter[str], name: str) -> Turn:
    def counted() -> None:
        counts[name] += 1
        turn()

    return counted


@pytest.mark.parametrize("number", range(len(EXPERIMENTS)))
def test_the_phases_do_what_is_counted(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    experiment, counts = EXPERIMENTS[number], Counter[str]()

    def watch(module: Any, name: str, phase: str) -> None:
        real = getattr(module, name)

        def watched(*args: Any, **kwargs: Any) -> Any:
            if name == "test_network":
                counts[f"{phase} tested"] += len(args[3])
            elif name == "student_end":
                counts["figure"] += len(args[5])
            elif name == "match_trajectory":
                counts["iterations"] += 1
            else:
                kwargs["turn"] = counting_turn(kwargs["turn"], counts, f"{phase} steps")
            return real(*args, **kwargs)

        monkeypatch.setattr(module, name, watched)

    context = make_context(tmp_path, experiment)
    with monkeypatch.context():
        watch(buffer, "train_expert_epoch", "buffer")
        watch(buffer, "test_network", "buffer")
        buffer.run(context)
    watch(evaluate, "train_on_set", "distill")
    watch(evaluate, "test_network", "distill")
    watch(distill, "match_trajectory", "distill")
    chosen = distill.run(context)
    before = Counter(counts)
    watch(loss_difference, "student_end", "evaluate")
    watch(loss_difference, "test_network", "distill")
    evaluate.run(context, chosen)
    after = Counter(counts)
    after.subtract(before)

    work = work_of(experiment, FACTS)
    totals = {
        event.phase: event.total for event in events_of(context) if isinstance(event, PhaseStarted)
    }
    snapshots = sum(isinstance(event, SnapshotWritten) for event in events_of(context))
    assert totals["buffer"] == work.teacher_batches == counts["buffer steps"]
    assert counts["buffer tested"] == work.teacher_tested
    assert totals["distill"] == work.iterations == counts["iterations"]
    assert totals["evaluate"] == work.evaluate_total
    # the last batch of a pass may be short, so that it counts as less than one step
    assert -(-work.distill_set_steps // 1) <= before["distill steps"] <= 2 * work.distill_set_steps
    assert before["distill tested"] == work.distill_tested
    if not experiment.other_kinds:
        steps, told = after["distill steps"], work.evaluate_set_steps
        assert -(-told // 1) <= steps <= 2 * told
        assert after["distill tested"] == work.evaluate_tested
    else:
        # those of another family count by their work
        assert after["distill tested"] < work.evaluate_tested
    assert counts["figure"] == work.figure_steps
    assert snapshots == work.snapshots


def test_teachers_on_the_shelf_are_known_and_cost_nothing(tmp_path: Path) -> None:
    experiment = EXPERIMENTS[0]
    context = make_context(tmp_path, experiment)
    shelf = context.shelf.root
    assert known_teachers(experiment, FACTS, shelf) == frozenset()
    buffer.run(context)
    there = known_teachers(experiment, FACTS, shelf)
    assert there == {0, 1}
    needs = needs_of(experiment, FACTS, StepCosts(teacher_step_s=1.0), there)
    assert needs.teachers_there == 2 and needs.teacher_disk_bytes == 0
    assert needs.phases[0].seconds == 0
    longer = tiny_experiment(buffer={"epochs": 3})
    assert known_teachers(longer, FACTS, shelf) == frozenset()
    other = tiny_experiment(buffer={"expert_lr": 0.2})
    assert known_teachers(other, FACTS, shelf) == frozenset()
    by_clock = experiment.model_copy(update={"seed_source": "clock"})
    assert known_teachers(by_clock, FACTS, shelf) == frozenset()
    # a second kind that differs in its images only: which one serves is not known
    kind = kind_of(context)
    twin = context.shelf.kind({**kind.settings, "training_images": "other"}, "twin")
    twin.create()
    assert known_teachers(experiment, FACTS, shelf) == frozenset()


def test_files_have_the_size_that_was_told(tmp_path: Path) -> None:
    experiment = EXPERIMENTS[1]
    context = make_context(tmp_path, experiment)
    buffer.run(context)
    distill.run(context)
    needs = needs_of(experiment, FACTS, StepCosts())
    real = sum(path.stat().st_size for path in context.shelf.root.rglob("*.safetensors"))
    assert 0.85 * needs.teacher_disk_bytes < real <= needs.teacher_disk_bytes
    sets = sum(path.stat().st_size for path in context.folder.path.rglob("*.npz"))
    states = sum(path.stat().st_size for path in context.folder.checkpoints_path.iterdir())
    told = checkpoint_bytes(experiment, FACTS, trains=True)
    assert 0.8 * (needs.run_disk_bytes - told) < sets <= needs.run_disk_bytes - told
    assert 0.1 * told < states <= told
