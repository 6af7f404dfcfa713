"""Figure 1: how far networks trained on the sets of several methods rise above their teachers."""

from ftd_engine.studies.measured import Measured
from ftd_engine.studies.methods import (
    METHOD_WORDS,
    Method,
    base_of,
    changed,
    chosen_methods,
    run_part,
    seeds_of,
)
from ftd_engine.studies.parts import Part
from ftd_engine.studies.published import LOSS_DIFFERENCE_READ
from ftd_engine.studies.recipe import Found, Recipe, pictures_of
from ftd_engine.studies.requests import StudyRequest
from ftd_engine.studies.results import (
    Agreement,
    Cell,
    Measure,
    PaperNumber,
    Plot,
    Row,
    Series,
    StudyResult,
    Table,
    better_than,
    measure_of,
)

_TEACHERS = 2
"""Teachers in the figure where the experiment names none."""
_PAPER = "Figure 1, cifar-100 at ipc 10, read off the picture"


def _runs(request: StudyRequest) -> dict[Method, tuple[Part, ...]]:
    base = base_of(request)
    if base.evaluation.loss_difference_experts == 0:
        teachers = min(_TEACHERS, base.buffer.kept_experts)
        base = changed(base, {"evaluation": {"loss_difference_experts": teachers}})
    methods = chosen_methods(request.cuts.points, ("mtt", "ftd"))
    return {
        method: tuple(run_part(base, method, seed) for seed in seeds_of(request))
        for method in methods
    }


def _parts(request: StudyRequest) -> tuple[Part, ...]:
    return tuple(part for parts in _runs(request).values() for part in parts)


def _curve(
    measured: list[Measured], series: str, member: int = 0
) -> tuple[tuple[float, ...], tuple[Measure, ...]]:
    """The curve over the seeds that are done: places, and what was measured at each."""
    curves = [each.curves.get((series, member), {}) for each in measured]
    places = sorted({x for curve in curves for x in curve})
    found: list[Measure] = []
    for x in places:
        one = measure_of([curve[x] for curve in curves if x in curve])
        assert one is not None, "a place without a value"
        found.append(one)
    return tuple(places), tuple(found)


def _series(
    name: str, x: tuple[float, ...], y: tuple[Measure, ...], *, is_right: bool = False
) -> Series:
    has_spread = bool(y) and y[0].n > 1
    return Series(
        name,
        x,
        tuple(one.mean for one in y),
        tuple(one.std for one in y) if has_spread else (),
        group=name,
        is_right=is_right,
    )


def _restarts(measured: list[Measured]) -> list[int]:
    return sorted(
        {m for each in measured for s, m in each.curves if s == "loss_difference_distillation"}
    )


def _result(request: StudyRequest, found: Found) -> StudyResult:
    runs = _runs(request)
    series: list[Series] = []
    rows: list[Row] = []
    ends: dict[Method, Measure | None] = {}
    restarts: dict[Method, Measure | None] = {}
    for method, parts in runs.items():
        measured = [found[part.key] for part in parts if part.key in found]
        words = METHOD_WORDS[method]
        x, y = _curve(measured, "loss_difference_evaluation")
        ends[method] = y[-1] if y else None
        if y:
            series.append(_series(f"{words}, evaluation", x, y))
        after: list[float] = []
        for member in _restarts(measured):
            at, values = _curve(measured, "loss_difference_distillation", member)
            series.append(_series(f"{words}, distillation", at, values))
            after.append(values[-1].mean)
        restarts[method] = measure_of(after)
        at, values = _curve(measured, "teacher_test_loss")
        if values:
            series.append(_series(f"{words}, its teachers", at, values, is_right=True))
        read = LOSS_DIFFERENCE_READ.get(words)
        paper = PaperNumber(read[-1][1], None, _PAPER) if read else None
        rows.append(Row(words, (Cell(ends[method], paper), Cell(restarts[method]))))
    last = request.experiment.buffer.epochs
    return StudyResult(
        "loss-difference",
        tables=(
            Table(
                f"Loss difference at the teachers' last epoch ({last}), nats",
                "set of",
                ("trained from the start", "mean after restarts"),
                tuple(rows),
                "number",
            ),
        ),
        plots=(
            Plot(
                "Loss difference along evaluation and distillation",
                "teacher epoch",
                "L_test(student) − L_test(teacher), nats",
                tuple(series),
                "L_test(teacher), nats",
            ),
        ),
        agreements=_agreements(ends, restarts),
        notes=(
            "Each method is compared with its own teachers. The evaluation line trains from a teacher's "
            "first weights on the set alone; every piece of the distillation line restarts from the "
            "teacher.",
            "The paper's numbers are of CIFAR-100 at 10 per class over 50 epochs, read off the picture.",
        ),
        pictures=pictures_of(found, (parts[0] for parts in runs.values())),
    )


def _agreements(
    ends: dict[Method, Measure | None], restarts: dict[Method, Measure | None]
) -> tuple[Agreement, ...]:
    told: list[Agreement] = []
    for method, end in ends.items():
        words = METHOD_WORDS[method]
        told.append(
            better_than(
                (f"the loss difference of {words} at the end of the evaluation", end),
                ("the one after restarts", restarts[method]),
                unit="number",
            )
        )
    if "mtt" in ends and "ftd" in ends:
        told.append(
            better_than(
                ("MTT's loss difference at the end", ends["mtt"]),
                ("FTD's", ends["ftd"]),
                unit="number",
            )
        )
    return tuple(told)


RECIPE = Recipe(_parts, _result)
