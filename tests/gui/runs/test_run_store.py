"""RunStore fed from recorded runs and from records made for one case."""

import math

import numpy as np
import pytest

from ftd_engine.protocol import (
    AccuracyMeasured,
    CommandDone,
    Event,
    Logged,
    PhaseFinished,
    PhaseStarted,
    PointsAdded,
    Progressed,
    Record,
    RunFinished,
    RunStarted,
    SnapshotWritten,
    StateChanged,
    StepSkipped,
)
from ftd_gui.runs.run_store import Curve, PhaseProgress, RunStore
from tests.fixtures.recorded_runs import (
    PROTOCOL,
    diverged_records,
    done_records,
    lost_records,
)
from tests.gui.runs.store_facts import facts_of


def store_of(*events: Event) -> RunStore:
    store = RunStore()
    for seq, event in enumerate(events):
        assert store.apply(Record(seq, 100.0 + seq, event))
    return store


def replayed(records: list[Record]) -> RunStore:
    store = RunStore()
    for record in records:
        store.apply(record)
    return store


def test_done_run() -> None:
    store = replayed(done_records())
    assert store.state == "done" and not store.is_live
    assert store.started is not None and store.started.device == "cpu, 2 threads"
    assert store.data is not None and store.data.class_names[0] == "boot"
    assert store.snapshots == [0, 20, 40]
    assert [store.phase_state(phase) for phase in store.phases] == ["done"] * 3
    assert len(store.curve("matching_loss")) == 40
    assert store.members("expert_test_loss") == [0, 1]
    assert store.members("loss_difference_distillation") == [0, 1, 2]
    final = store.final_accuracy("ema")
    assert final is not None and final.mean == 0.62 and final.final
    assert store.final_accuracy("nothing") is None
    assert store.answers[1].ok and not store.answers[2].ok
    assert [line.level for line in store.log] == ["warning", "warning", "info", "info"]
    assert store.skipped[0].iteration == 7


def test_diverged_run_says_what_to_do() -> None:
    store = replayed(diverged_records())
    assert store.state == "failed"
    assert store.log[-1].level == "error"
    assert store.log[-1].text == "The images diverged at iteration 12. Lower the image rate."
    assert math.isinf(store.curve("matching_loss").y[-2])
    assert store.phase_state("distill") == "cut"
    assert store.phase_state("evaluate") == "waiting"


def test_lost_run_is_live_until_its_watcher_says_otherwise() -> None:
    store = replayed(lost_records())
    assert store.is_live and store.phase_state("distill") == "active"
    assert store.phase_state("buffer") == "done"
    store.state = "lost"
    assert store.phase_state("distill") == "cut"


def test_repeats_change_nothing() -> None:
    once, twice = RunStore(), RunStore()
    for record in done_records():
        assert once.apply(record)
        assert twice.apply(record)
        assert not twice.apply(record)
    assert facts_of(once) == facts_of(twice)


def test_first_and_last_moment() -> None:
    store = store_of(Logged("info", "a"), Logged("info", "b"))
    assert (store.first_time_s, store.last_time_s) == (100.0, 101.0)


def test_a_resumed_run_is_running_again() -> None:
    start = RunStarted(1, "host", "cpu", {}, ("distill",))
    store = store_of(start, RunFinished("stopped", "Stopped.", "", 1.0), start)
    assert store.is_live and store.finished is None
    assert store.phases == ("distill",)


def test_points_told_again_take_the_place_of_the_old_ones() -> None:
    store = store_of(
        PointsAdded("matching_loss", 0, (1.0, 2.0, 3.0, 4.0), (0.9, 0.8, 0.7, 0.6)),
        PointsAdded("matching_loss", 0, (3.0,), (0.71,)),
        PointsAdded("matching_loss", 0, (4.0, 5.0), (0.61, 0.5)),
    )
    curve = store.curve("matching_loss")
    assert curve.x.tolist() == [1, 2, 3, 4, 5]
    assert curve.y.tolist() == [0.9, 0.8, 0.71, 0.61, 0.5]


def test_figures_and_skips_told_again_are_one() -> None:
    def measured(mean: float, iteration: int) -> AccuracyMeasured:
        return AccuracyMeasured("raw", iteration, False, mean, 0.1, (mean,), "a protocol")

    store = store_of(
        StepSkipped(4, "too large", 1),
        StepSkipped(6, "too large", 2),
        measured(0.5, 10),
        measured(0.6, 20),
        StepSkipped(4, "too large", 1),
        measured(0.5, 10),
    )
    assert [step.iteration for step in store.skipped] == [4]
    assert [figure.iteration for figure in store.accuracies] == [20, 10]


def test_an_engine_that_goes_on_begins_where_the_last_one_was() -> None:
    store = store_of(
        PhaseStarted("distill", 100, "iterations"),
        RunFinished("interrupted", "The window ended.", "Resume goes on.", 1.0),
    )
    assert not store.is_live
    store.begin_again()
    assert store.is_live and store.finished is None
    store.apply(Record(2, 200.0, PhaseStarted("distill", 100, "iterations", 40)))
    assert store.progress["distill"].step == 40


def test_a_phase_that_was_cut_off_has_the_time_of_all_its_engines() -> None:
    start = RunStarted(1, "host", "cpu", {}, ("distill",))
    store = RunStore()
    for seq, (time_s, event) in enumerate(
        (
            (100.0, start),
            (101.0, PhaseStarted("distill", 9, "iterations")),
            (131.0, Progressed("distill", 4, 9, 1.0, 5.0, "")),
            (900.0, start),
            (901.0, PhaseStarted("buffer", 1, "steps")),
            (902.0, PhaseFinished("buffer", 1.0)),
            (902.0, PhaseStarted("distill", 9, "iterations", 4)),
            (912.0, PhaseFinished("distill", 10.0)),
        )
    ):
        store.apply(Record(seq, time_s, event))
    assert store.progress["distill"].duration_s == 40.0
    assert store.progress["buffer"].duration_s == 1.0
    assert store.last_time_s - store.first_time_s == 31.0 + 12.0


def test_phases_of_a_run_that_has_not_started() -> None:
    assert RunStore().phases == ("buffer", "distill", "evaluate")


def test_progress_without_its_start_is_kept() -> None:
    store = store_of(Progressed("buffer", 1, 4, 2.0, 1.5, "teacher 1"))
    assert store.progress["buffer"].fraction == 0.25
    assert store.progress["buffer"].unit == ""


def test_progress_keeps_the_unit_of_its_phase() -> None:
    store = store_of(
        PhaseStarted("buffer", 4, "epochs"), Progressed("buffer", 9, 4, 2.0, 1.5, "teacher 1")
    )
    assert store.progress["buffer"].unit == "epochs"
    assert store.progress["buffer"].fraction == 1.0
    assert store.phase == "buffer"


def test_end_of_a_phase_that_never_began() -> None:
    store = store_of(PhaseFinished("buffer", 2.0))
    assert store.progress["buffer"] == PhaseProgress(0, 0, "", 0.0, 0.0, "", True, 2.0)
    assert store.progress["buffer"].fraction == 1.0


@pytest.mark.parametrize(
    ("step", "total", "left_s"), [(1, 1410, -1.0), (9, 300, 50.0), (10, 1410, 50.0), (1, 4, 50.0)]
)
def test_no_end_is_guessed_from_the_first_steps(step: int, total: int, left_s: float) -> None:
    assert PhaseProgress(step, total, "", 1.0, 50.0, "", False, 0.0).time_left_s == left_s


def test_fraction_of_nothing() -> None:
    assert PhaseProgress(0, 0, "", 0.0, -1.0, "", False, 0.0).fraction == 0.0


def test_snapshots_are_ascending_and_named_once() -> None:
    store = store_of(*(SnapshotWritten(iteration, False) for iteration in (0, 40, 20, 20, 60)))
    assert store.snapshots == [0, 20, 40, 60]


def test_final_accuracy_is_the_last_one() -> None:
    def measured(mean: float, final: bool) -> AccuracyMeasured:
        return AccuracyMeasured("raw", 5, final, mean, 0.0, (mean,), PROTOCOL)

    store = store_of(measured(0.1, True), measured(0.2, True), measured(0.3, False))
    assert store.final_accuracy("raw") == measured(0.2, True)


def test_state_follows_the_engine() -> None:
    store = store_of(StateChanged("paused"))
    assert store.state == "paused" and store.is_live


@pytest.mark.parametrize(
    ("event", "level", "text"),
    [
        (Logged("info", "Words."), "info", "Words."),
        (StepSkipped(7, "not a number", 1), "warning", "Iteration 7: not a number"),
        (CommandDone(1, False, "Paused already."), "warning", "Paused already."),
        (RunFinished("done", "Done.", "", 1.0), "info", "Done."),
        (RunFinished("stopped", "Stopped.", "", 1.0), "info", "Stopped."),
        (RunFinished("failed", "No memory.", "Use less.", 1.0), "error", "No memory. Use less."),
    ],
)
def test_log_lines(event: Event, level: str, text: str) -> None:
    (line,) = store_of(event).log
    assert (line.level, line.text) == (level, text)


def test_an_obeyed_command_needs_no_line() -> None:
    assert store_of(CommandDone(1, True, "Paused.")).log == []


def test_curve_grows_past_every_size() -> None:
    curve = Curve()
    for step in range(300):
        curve.extend((float(step),), (2.0 * step,), (0.5,) if step % 2 else ())
    curve.extend(tuple(float(step) for step in range(300, 5000)), (1.0,) * 4700)
    assert len(curve) == 5000
    np.testing.assert_array_equal(curve.x, np.arange(5000))
    assert curve.y[150] == 300 and curve.y[-1] == 1
    assert curve.std[151] == 0.5 and math.isnan(curve.std[150])


def test_members_are_those_with_points() -> None:
    store = store_of(PointsAdded("syn_lr", 3, (0.0,), (1.0,)), PointsAdded("syn_lr", 1, (), ()))
    assert store.members("syn_lr") == [3]
    assert len(store.curve("matching_loss")) == 0
