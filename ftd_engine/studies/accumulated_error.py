"""Equations 6 to 8 and 12: errors from segment to segment of the evaluation, and the sharpness."""

from dataclasses import dataclass

from ftd_engine.studies.computed import TrajectoryErrorAnswer, TrajectoryErrorRequest
from ftd_engine.studies.methods import (
    METHOD_WORDS,
    Method,
    base_of,
    changed,
    chosen_methods,
    computation_part,
    run_part,
    seeds_of,
)
from ftd_engine.studies.parts import Part
from ftd_engine.studies.recipe import Found, Recipe, pictures_of
from ftd_engine.studies.requests import StudyRequest
from ftd_engine.studies.results import (
    Agreement,
    Cell,
    Measure,
    Plot,
    Row,
    Series,
    StudyResult,
    Table,
    better_than,
    measure_of,
)

_TEACHERS, _SAMPLE_IMAGES, _POWER_STEPS, _USUAL_RHO = 2, 256, 20, 0.01
_COLUMNS = (
    ("accumulated error", "accumulated error ε"),
    ("initialisation error", "initialisation error I"),
    ("matching error", "matching error δ"),
    ("eigenvalue of teacher", "largest eigenvalue, teacher"),
    ("eigenvalue of student", "largest eigenvalue, student"),
)


@dataclass(frozen=True, slots=True)
class _Line:
    """One quantity of one method along the epochs, over teachers and seeds."""

    epochs: tuple[int, ...]
    measures: tuple[Measure, ...]

    @property
    def last(self) -> Measure | None:
        return self.measures[-1] if self.measures else None


def _computations(request: StudyRequest) -> dict[Method, tuple[Part, ...]]:
    # every epoch is looked at, also where distillation draws few
    base = changed(base_of(request), {"buffer": {"keep_epochs": "all"}})
    asked = TrajectoryErrorRequest(
        teachers=min(_TEACHERS, base.buffer.kept_experts),
        sample_images=_SAMPLE_IMAGES,
        power_steps=_POWER_STEPS,
        rho=base.buffer.rho or _USUAL_RHO,
    )
    found: dict[Method, tuple[Part, ...]] = {}
    for method in chosen_methods(request.cuts.points, ("mtt", "ftd")):
        runs = [run_part(base, method, seed) for seed in seeds_of(request)]
        found[method] = tuple(
            computation_part(run.experiment, f"{run.title} errors", asked, run) for run in runs
        )
    return found


def _parts(request: StudyRequest) -> tuple[Part, ...]:
    return tuple(part for parts in _computations(request).values() for part in parts)


def _answers(found: Found, parts: tuple[Part, ...]) -> list[TrajectoryErrorAnswer]:
    answers = (found[part.key].answer for part in parts if part.key in found)
    return [answer for answer in answers if isinstance(answer, TrajectoryErrorAnswer)]


def _line(answers: list[TrajectoryErrorAnswer], name: str) -> _Line:
    curves = [curve for answer in answers for curve in answer.curves if curve.name == name]
    if not curves:
        return _Line((), ())
    rows = [row for curve in curves for row in curve.values]
    columns = [measure_of(column, answers[0].protocol) for column in zip(*rows, strict=True)]
    return _Line(curves[0].epochs, tuple(column for column in columns if column is not None))


def _series(name: str, line: _Line, *, is_paper: bool = False) -> Series:
    return Series(
        name,
        tuple(float(epoch) for epoch in line.epochs),
        tuple(one.mean for one in line.measures),
        tuple(one.std for one in line.measures),
        is_paper=is_paper,
    )


def _result(request: StudyRequest, found: Found) -> StudyResult:
    computations = _computations(request)
    answers: dict[Method, list[TrajectoryErrorAnswer]] = {
        method: _answers(found, parts) for method, parts in computations.items()
    }
    lines: dict[Method, dict[str, _Line]] = {
        method: {
            name: _line(each, name)
            for name in (
                *(name for name, _ in _COLUMNS),
                *("surrogate of teacher", "surrogate of student"),
            )
        }
        for method, each in answers.items()
    }

    def plot(title: str, y_label: str, *names: str) -> Plot:
        series = [
            _series(f"{METHOD_WORDS[method]}, {name}", each[name])
            for method, each in lines.items()
            for name in names
        ]
        return Plot(title, "teacher epoch", y_label, tuple(one for one in series if one.y))

    rows = tuple(
        Row(METHOD_WORDS[method], tuple(Cell(each[name].last) for name, _ in _COLUMNS))
        for method, each in lines.items()
    )
    worst = max((one.worst_identity for each in answers.values() for one in each), default=None)
    return StudyResult(
        "accumulated-error",
        tables=(
            Table(
                "In the last segment, as norms of weights",
                "set of",
                tuple(words for _, words in _COLUMNS),
                rows,
                "number",
            ),
        ),
        plots=(
            plot(
                "Errors at the end of every segment",
                "norm, in weights",
                *("accumulated error", "initialisation error", "matching error"),
            ),
            plot(
                "Largest eigenvalue of the Hessian",
                "eigenvalue",
                *("eigenvalue of teacher", "eigenvalue of student"),
            ),
            plot(
                "Surrogate of the sharpness, Equation 12",
                "rise of the loss, nats",
                *("surrogate of teacher", "surrogate of student"),
            ),
        ),
        agreements=_agreements(lines),
        notes=(
            "The paper prints no numbers of these quantities; it argues with them.",
            ""
            if worst is None
            else f"Equation 8, ε of the next segment = ε + I + δ, holds up to rounding: what is left "
            f"over is at most {worst:.1e} of the accumulated error.",
            "Norms of flat and plain teachers' errors are in the same weights, but their trajectories "
            "are not equally long.",
        ),
        pictures=pictures_of(
            found, (part for parts in computations.values() if (part := parts[0].source))
        ),
    )


def _agreements(lines: dict[Method, dict[str, _Line]]) -> tuple[Agreement, ...]:
    told: list[Agreement] = []
    for method, each in lines.items():
        line = each["accumulated error"]
        told.append(
            better_than(
                (f"{METHOD_WORDS[method]}'s accumulated error in the last segment", line.last),
                ("in the first", line.measures[0] if line.measures else None),
                unit="number",
            )
        )
    if "mtt" in lines and "ftd" in lines:
        for name in ("initialisation error", "accumulated error", "eigenvalue of teacher"):
            told.append(
                better_than(
                    (f"MTT's {name} at the end", lines["mtt"][name].last),
                    ("FTD's", lines["ftd"][name].last),
                    unit="number",
                )
            )
    return tuple(told)


RECIPE = Recipe(_parts, _result)
