"""Table 3: sets that were distilled with one network, evaluated on others."""

from math import isqrt

from ftd_engine.field_facts import all_fields
from ftd_engine.plug_ins import short_words
from ftd_engine.studies.measured import Measured
from ftd_engine.studies.methods import (
    METHOD_WORDS,
    Method,
    again_part,
    base_of,
    run_part,
    seeds_of,
)
from ftd_engine.studies.parts import Part
from ftd_engine.studies.published import beside, paper_place
from ftd_engine.studies.recipe import Found, Recipe, pictures_of
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

_METHODS: tuple[Method, ...] = ("mtt", "ftd")
_NETWORKS = 2
_USUAL: tuple[str, ...] = ("convnet", "resnet18", "vgg11", "alexnet")
_FAMILY_WORDS: dict[str, str] = {
    "convnet": "ConvNet",
    "resnet18": "ResNet18",
    "vgg11": "VGG11",
    "alexnet": "AlexNet",
    "resnet18_ap": "ResNet18-AP",
}


def _family_words(family: str) -> str:
    return _FAMILY_WORDS.get(family) or short_words(family)


def _families(request: StudyRequest) -> tuple[str, ...]:
    known = all_fields()["network.kind"].offered()
    for point in request.cuts.points:
        if point not in known:
            raise StudyError(f'"{point}" is no family of networks. Known are: {", ".join(known)}.')
    asked = tuple(kind for kind in known if kind in request.cuts.points) or _USUAL
    own = request.experiment.network.kind
    # its own network comes first and cannot be left out: it is what the others are held against
    return (own, *(kind for kind in asked if kind != own))


def _evaluations(request: StudyRequest) -> dict[Method, tuple[Part, ...]]:
    base, families = base_of(request, is_cut=False), _families(request)
    evaluation = {
        "other_networks": families[1:],
        "other_networks_lr": request.experiment.evaluation.other_networks_lr,
        "networks": request.cuts.networks or min(_NETWORKS, base.evaluation.networks),
        "epochs": request.cuts.epochs or base.evaluation.epochs,
        "loss_difference_experts": 0,
    }
    return {
        method: tuple(
            again_part(run_part(base, method, seed), "on other networks", evaluation)
            for seed in seeds_of(request)
        )
        for method in _METHODS
    }


def _parts(request: StudyRequest) -> tuple[Part, ...]:
    return tuple(part for parts in _evaluations(request).values() for part in parts)


def _accuracies(measured: Measured, family: str) -> tuple[tuple[float, ...], str]:
    """Accuracies of the chosen series on a family, and how they were measured."""
    series = "ema" if "ema" in measured.best else "raw"
    for (network, name), counted in measured.classes.items():
        words = network.partition(",")[0]
        is_it = words == _family_words(family) or (
            # a ConvNet's depth follows, a version that of a plug-in
            (family == "convnet" and words.startswith("ConvNet-"))
            or words.startswith(f"{_family_words(family)} ")
        )
        if name == series and is_it:
            return counted.accuracies, counted.protocol
    return (), ""


def _measure(found: Found, parts: tuple[Part, ...], family: str) -> Measure | None:
    pairs = [_accuracies(found[part.key], family) for part in parts if part.key in found]
    values = [value for accuracies, _ in pairs for value in accuracies]
    return measure_of(values, pairs[0][1] if pairs else "")


def _result(request: StudyRequest, found: Found) -> StudyResult:
    evaluations, families = _evaluations(request), _families(request)
    measured: dict[tuple[Method, str], Measure | None] = {
        (method, family): _measure(found, evaluations[method], family)
        for method in _METHODS
        for family in families
    }

    def cell(method: Method, family: str) -> Cell:
        row = f"{METHOD_WORDS[method]}, {_family_words(family)}"
        return Cell(measured[method, family], beside("Table 3", row, request.experiment))

    rows = tuple(
        Row(METHOD_WORDS[method], tuple(cell(method, family) for family in families))
        for method in _METHODS
    )
    return StudyResult(
        "cross-architecture",
        tables=(
            Table(
                "Accuracy by network",
                "method",
                tuple(_family_words(family) for family in families),
                rows,
            ),
        ),
        agreements=_agreements(measured, families, _guessing(found)),
        notes=(
            paper_place("Table 3", request.experiment),
            _rate_words(request.experiment.evaluation.other_networks_lr),
        ),
        pictures=pictures_of(
            found, (part for parts in evaluations.values() if (part := parts[0].source))
        ),
    )


def _rate_words(other_lr: float) -> str:
    if other_lr:
        return (
            f"The other networks train with the rate {other_lr:g}; the published evaluation takes the one "
            "that was learned with the set, for the first network, for all of them."
        )
    return (
        "Every network trains with the rate that was learned with the set, as the published evaluation "
        "does it; it was learned for the first network only. Where another one stays at chance, "
        "`--set evaluation.other_networks_lr=0.01` gives it the field's usual rate."
    )


def _guessing(found: Found) -> float:
    """Accuracy of a network that has learned nothing; 0 before anything is known of the classes."""
    counts = (each.counts for one in found.values() for each in one.classes.values())
    num_classes = isqrt(max(map(len, counts), default=0))
    return 1 / num_classes if num_classes else 0.0


def _agreements(
    measured: dict[tuple[Method, str], Measure | None],
    families: tuple[str, ...],
    guessing: float,
) -> tuple[Agreement, ...]:
    own, *others = families
    told = [
        better_than(
            ("FTD", measured["ftd", family]),
            ("MTT", measured["mtt", family]),
            place=_family_words(family),
            guessing=guessing,
        )
        for family in families
    ]
    told += [
        better_than(
            (_family_words(own), measured["ftd", own]),
            (_family_words(family), measured["ftd", family]),
            place="FTD",
            guessing=guessing,
        )
        for family in others
    ]
    return tuple(told)


RECIPE = Recipe(_parts, _result)
