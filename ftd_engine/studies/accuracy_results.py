"""Tables 1 and 2: random real images, MTT, MTT with robust learning, FTD, and the whole data set."""

from ftd_engine.experiment import Experiment
from ftd_engine.studies.computed import WholeDataAnswer, WholeDataRequest
from ftd_engine.studies.methods import (
    METHOD_WORDS,
    Method,
    base_of,
    computation_part,
    has_sibling,
    run_part,
    seeds_of,
    whole_numbers_of,
)
from ftd_engine.studies.parts import Part
from ftd_engine.studies.published import beside, paper_place, rows_of
from ftd_engine.studies.recipe import Found, Recipe, pictures_of, pooled
from ftd_engine.studies.requests import StudyError, StudyRequest
from ftd_engine.studies.results import (
    Agreement,
    Cell,
    Measure,
    Row,
    StudyResult,
    Table,
    better_than,
    measure_of,
)

_METHODS: tuple[Method, ...] = ("mtt", "robust", "ftd")
_WHOLE_NETWORKS = 3
_RANDOM, _WHOLE = "Random real images", "Whole data set"
_TABLE_2 = ("imagenette", "imagewoof", "imagefruit", "imagemeow", "imagesquawk", "imageyellow")


def _ipcs(request: StudyRequest) -> tuple[int, ...]:
    own = request.experiment.distill.ipc
    ipcs = whole_numbers_of(request.cuts.points, (own,), "images per class")
    if ipcs[0] < 1:
        raise StudyError("0 is no number of images per class. Name numbers of at least 1.")
    return ipcs


def whole_data_part(base: Experiment) -> Part:
    """Fresh networks on all real images, for as many epochs as the teachers of the experiment."""
    networks = min(_WHOLE_NETWORKS, base.evaluation.networks)
    asked = WholeDataRequest(networks, base.buffer.epochs)
    return computation_part(base, f"whole {base.data.dataset} seed {base.seed}", asked)


def whole_accuracy(found: Found, part: Part) -> Measure | None:
    """Accuracy of the networks that were trained on the whole data set."""
    measured = found.get(part.key)
    if measured is None or not isinstance(measured.answer, WholeDataAnswer):
        return None
    return measure_of(measured.answer.accuracies, measured.answer.protocol)


def _runs(request: StudyRequest) -> dict[tuple[Method, int], tuple[Part, ...]]:
    return {
        (method, ipc): tuple(
            run_part(base_of(request, ipc), method, seed) for seed in seeds_of(request)
        )
        for ipc in _ipcs(request)
        for method in _METHODS
    }


def _parts(request: StudyRequest) -> tuple[Part, ...]:
    runs = tuple(part for parts in _runs(request).values() for part in parts)
    return (*runs, whole_data_part(base_of(request)))


def _result(request: StudyRequest, found: Found) -> StudyResult:
    runs, ipcs = _runs(request), _ipcs(request)
    whole = whole_accuracy(found, whole_data_part(base_of(request)))
    bases = {ipc: base_of(request, ipc) for ipc in ipcs}
    table = "Table 2" if request.experiment.data.dataset in _TABLE_2 else "Table 1"
    measured: dict[tuple[str, int], Measure | None] = {}
    for ipc in ipcs:
        measured[_RANDOM, ipc] = pooled(found, runs["mtt", ipc], "random_real")
        for method in _METHODS:
            measured[METHOD_WORDS[method], ipc] = pooled(found, runs[method, ipc], "chosen")
        measured[_WHOLE, ipc] = whole
    ours = (_RANDOM, *(METHOD_WORDS[method] for method in _METHODS), _WHOLE)
    others = tuple(name for name in rows_of(table) if name not in ours)
    rows = tuple(
        Row(
            name,
            tuple(Cell(measured.get((name, ipc)), beside(table, name, bases[ipc])) for ipc in ipcs),
        )
        for name in (_RANDOM, *others, *ours[1:])
    )
    return StudyResult(
        "results",
        tables=(
            Table(
                "Accuracy by images per class",
                "method",
                tuple(f"{request.experiment.data.dataset}, ipc {ipc}" for ipc in ipcs),
                rows,
            ),
        ),
        agreements=_agreements(measured, ipcs),
        cuts=(
            f"The whole data set: {bases[ipcs[0]].buffer.epochs} epochs per network, as long as the "
            "teachers.",
        ),
        notes=(
            *dict.fromkeys(paper_place(table, bases[ipc]) for ipc in ipcs),
            "The paper names no size of the noise of robust learning; here it is "
            f"{runs['robust', ipcs[0]][0].experiment.distill.robust_noise:g}.",
            *(
                f"No preset holds the settings for {ipc} images per class; all but that number is as "
                "in the experiment."
                for ipc in ipcs
                if ipc != request.experiment.distill.ipc and not has_sibling(request.preset, ipc)
            ),
        ),
        pictures=pictures_of(found, (parts[0] for parts in runs.values())),
    )


def _agreements(
    measured: dict[tuple[str, int], Measure | None], ipcs: tuple[int, ...]
) -> tuple[Agreement, ...]:
    told: list[Agreement] = []
    for ipc in ipcs:

        def named(name: str, ipc: int = ipc) -> tuple[str, Measure | None]:
            return name, measured[name, ipc]

        robust = METHOD_WORDS["robust"]
        # the paper: it helps at 50 per class only
        first, second = (robust, "MTT") if ipc >= 50 else ("MTT", robust)
        pairs = (("MTT", _RANDOM), ("FTD", "MTT"), (first, second), (_WHOLE, "FTD"))
        told += [better_than(named(a), named(b), place=f"ipc {ipc}") for a, b in pairs]
    return tuple(told)


RECIPE = Recipe(_parts, _result)
