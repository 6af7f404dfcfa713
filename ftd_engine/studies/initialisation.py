"""Table 6: accuracy from teachers' weights of later epochs, trained on the set for what is left."""

from ftd_engine.studies.computed import InitialisationAnswer, InitialisationRequest
from ftd_engine.studies.methods import (
    METHOD_WORDS,
    Method,
    base_of,
    changed,
    computation_part,
    run_part,
    seeds_of,
    whole_numbers_of,
)
from ftd_engine.studies.parts import Part
from ftd_engine.studies.published import beside
from ftd_engine.studies.recipe import Found, Recipe, pictures_of
from ftd_engine.studies.requests import StudyError, StudyRequest
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

_TEACHERS = 5
_PAPER_STARTS, _PAPER_LAST = (0, 10, 20, 30, 40, 45), 50
_METHODS: tuple[Method, ...] = ("mtt", "ftd")


def _starts(request: StudyRequest) -> tuple[int, ...]:
    """Start epochs: those asked for, else the paper's shares of the teachers' epochs."""
    last = request.experiment.buffer.epochs
    usual = sorted({start * last // _PAPER_LAST for start in _PAPER_STARTS})
    starts = whole_numbers_of(request.cuts.points, usual, "start epochs")
    if starts[-1] >= last:
        raise StudyError(
            f"The start epoch {starts[-1]} leaves nothing of the teachers' {last} epochs. Name epochs "
            f"below {last}, or train teachers longer (--set buffer.epochs=…)."
        )
    return starts


def _computations(request: StudyRequest) -> dict[Method, tuple[Part, ...]]:
    base = changed(base_of(request), {"buffer": {"keep_epochs": "all"}})
    teachers = min(request.cuts.networks or _TEACHERS, base.buffer.kept_experts)
    asked = InitialisationRequest(teachers, _starts(request))
    found: dict[Method, tuple[Part, ...]] = {}
    for method in _METHODS:
        runs = [run_part(base, method, seed) for seed in seeds_of(request)]
        found[method] = tuple(
            computation_part(run.experiment, f"{run.title} from later epochs", asked, run)
            for run in runs
        )
    return found


def _parts(request: StudyRequest) -> tuple[Part, ...]:
    return tuple(part for parts in _computations(request).values() for part in parts)


def _measures(found: Found, parts: tuple[Part, ...]) -> list[Measure]:
    answers = [found[part.key].answer for part in parts if part.key in found]
    known = [answer for answer in answers if isinstance(answer, InitialisationAnswer)]
    measures: list[Measure] = []
    for columns in zip(*(answer.accuracies for answer in known), strict=True):
        one = measure_of([value for column in columns for value in column], known[0].protocol)
        if one is not None:
            measures.append(one)
    return measures


def _paper(request: StudyRequest, method: Method, start: int) -> PaperNumber | None:
    """The printed number of the start that leaves as large a share of the teachers' epochs."""
    share = start / request.experiment.buffer.epochs
    near = min(_PAPER_STARTS, key=lambda each: abs(each / _PAPER_LAST - share))
    if abs(near / _PAPER_LAST - share) > 0.05:
        return None
    return beside("Table 6", f"{METHOD_WORDS[method]}, {near}", request.experiment)


def _result(request: StudyRequest, found: Found) -> StudyResult:
    computations, starts = _computations(request), _starts(request)
    last = request.experiment.buffer.epochs
    measured: dict[Method, list[Measure]] = {
        method: _measures(found, parts) for method, parts in computations.items()
    }

    def cell(method: Method, place: int, start: int) -> Cell:
        measures = measured[method]
        ours = measures[place] if place < len(measures) else None
        return Cell(ours, _paper(request, method, start))

    rows = tuple(
        Row(
            f"{start} ({last - start} left)",
            tuple(cell(method, place, start) for method in _METHODS),
        )
        for place, start in enumerate(starts)
    )
    series = tuple(
        Series(
            METHOD_WORDS[method],
            tuple(float(start) for start in starts[: len(measures)]),
            tuple(one.mean for one in measures),
            tuple(one.std for one in measures),
        )
        for method, measures in measured.items()
    )
    return StudyResult(
        "initialisation",
        tables=(
            Table(
                "Accuracy by start epoch",
                "start epoch",
                tuple(METHOD_WORDS[method] for method in _METHODS),
                rows,
            ),
        ),
        plots=(
            Plot(
                "Accuracy from a teacher's weights",
                "start epoch of the teacher",
                "accuracy",
                series,
                unit="accuracy",
            ),
        ),
        agreements=_agreements(measured, starts),
        notes=(
            "The paper's numbers are of CIFAR-100 at 10 per class, from the epoch of 50 that leaves "
            "the same share.",
            "One network for each teacher. The student takes the steps of distillation for every epoch "
            "that is left; the paper writes 20 steps for one epoch, which contradicts its Table 7.",
        ),
        pictures=pictures_of(
            found, (part for parts in computations.values() if (part := parts[0].source))
        ),
    )


def _agreements(
    measured: dict[Method, list[Measure]], starts: tuple[int, ...]
) -> tuple[Agreement, ...]:
    def at(method: Method, place: int) -> Measure | None:
        return measured[method][place] if measured[method] else None

    told = [
        better_than(
            (f"{METHOD_WORDS[method]} from epoch {starts[-1]}", at(method, -1)),
            (f"from epoch {starts[0]}", at(method, 0)),
        )
        for method in _METHODS
    ]
    told += [
        better_than(
            ("FTD", at("ftd", place)), ("MTT", at("mtt", place)), place=f"from epoch {start}"
        )
        for place, start in enumerate(starts)
    ]
    return tuple(told)


RECIPE = Recipe(_parts, _result)
