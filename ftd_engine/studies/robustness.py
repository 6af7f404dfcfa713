"""DD-Ranking: what sets are worth where neither labels nor augmentation help one side only."""

from ftd_engine.method.robust_scores import augmentation_robust_score, label_robust_score
from ftd_engine.studies.accuracy_results import whole_accuracy, whole_data_part
from ftd_engine.studies.methods import (
    METHOD_WORDS,
    Method,
    again_part,
    base_of,
    numbers_of,
    run_part,
    seeds_of,
)
from ftd_engine.studies.parts import Part
from ftd_engine.studies.recipe import Found, Recipe, pictures_of, pooled
from ftd_engine.studies.requests import StudyRequest
from ftd_engine.studies.results import (
    Cell,
    Measure,
    Row,
    StudyResult,
    Table,
    better_than,
    measure_of,
)

_METHODS: tuple[Method, ...] = ("mtt", "ftd")
_RATES = (0.001, 0.005, 0.01, 0.05, 0.1)


def _rates(request: StudyRequest) -> tuple[float, ...]:
    rates = numbers_of(request.cuts.points, _RATES, "rates")
    return tuple(rate for rate in rates if rate > 0) or _RATES


def _run(request: StudyRequest, method: Method, seed: int) -> Part:
    return run_part(base_of(request), method, seed)


def _without_augmentation(request: StudyRequest, method: Method, seed: int) -> Part:
    evaluation = {"dsa": False, "loss_difference_experts": 0}
    return again_part(_run(request, method, seed), "without augmentation", evaluation)


def _random(request: StudyRequest, seed: int, rate: float, *, has_dsa: bool) -> Part:
    evaluation = {"random_real_lr": rate, "dsa": has_dsa, "loss_difference_experts": 0}
    words = "" if has_dsa else " without augmentation"
    return again_part(_run(request, "mtt", seed), f"random rate {rate:g}{words}", evaluation)


def _parts(request: StudyRequest) -> tuple[Part, ...]:
    parts: list[Part] = []
    for seed in seeds_of(request):
        for method in _METHODS:
            parts += [_run(request, method, seed), _without_augmentation(request, method, seed)]
        for rate in _rates(request):
            parts += [_random(request, seed, rate, has_dsa=has_dsa) for has_dsa in (True, False)]
    return (*parts, whole_data_part(base_of(request)))


def _best_random(
    request: StudyRequest, found: Found, seed: int, *, has_dsa: bool
) -> Measure | None:
    """Random real images with the rate that suits them best; None until all rates are measured."""
    measured = [
        pooled(found, (_random(request, seed, rate, has_dsa=has_dsa),), "random_real")
        for rate in _rates(request)
    ]
    known = [one for one in measured if one is not None]
    return max(known, key=lambda one: one.mean) if len(known) == len(measured) else None


def _scores(
    request: StudyRequest, found: Found, method: Method, seed: int
) -> tuple[float, float] | None:
    """LRS and ARS of one seed; None until all that they need is measured."""
    whole = whole_accuracy(found, whole_data_part(base_of(request)))
    own = pooled(found, (_run(request, method, seed),), "chosen")
    plain = pooled(found, (_without_augmentation(request, method, seed),), "chosen")
    random = _best_random(request, found, seed, has_dsa=True)
    random_plain = _best_random(request, found, seed, has_dsa=False)
    if whole is None or own is None or plain is None or random is None or random_plain is None:
        return None
    # our sets have hard labels: their own protocol is the one with hard labels
    return (
        label_robust_score(whole.mean, own.mean, own.mean, random.mean),
        augmentation_robust_score(own.mean, random.mean, plain.mean, random_plain.mean),
    )


def _result(request: StudyRequest, found: Found) -> StudyResult:
    seeds = seeds_of(request)
    scores = {
        method: [
            score for seed in seeds if (score := _scores(request, found, method, seed)) is not None
        ]
        for method in _METHODS
    }
    lrs = {method: measure_of([each[0] for each in scores[method]]) for method in _METHODS}
    ars = {method: measure_of([each[1] for each in scores[method]]) for method in _METHODS}
    rows = [
        Row(METHOD_WORDS[method], (Cell(lrs[method]), Cell(ars[method]))) for method in _METHODS
    ]
    accuracies = [
        Row(
            METHOD_WORDS[method],
            (
                Cell(pooled(found, [_run(request, method, seed) for seed in seeds], "chosen")),
                Cell(
                    pooled(
                        found,
                        [_without_augmentation(request, method, seed) for seed in seeds],
                        "chosen",
                    )
                ),
            ),
        )
        for method in _METHODS
    ]
    first = seeds[0]
    accuracies += [
        Row(
            "Random real images, best rate",
            tuple(
                Cell(_best_random(request, found, first, has_dsa=has_dsa))
                for has_dsa in (True, False)
            ),
        ),
        Row(
            "Whole data set",
            (Cell(whole_accuracy(found, whole_data_part(base_of(request)))), Cell()),
        ),
    ]
    return StudyResult(
        "robustness",
        tables=(
            Table("Robust scores, from 0 to 1", "set of", ("LRS", "ARS"), tuple(rows), "number"),
            Table(
                "Accuracies behind the scores",
                "trained on",
                ("with augmentation", "without"),
                tuple(accuracies),
            ),
        ),
        agreements=(
            better_than(("FTD's LRS", lrs["ftd"]), ("MTT's", lrs["mtt"]), unit="number"),
            better_than(("FTD's ARS", ars["ftd"]), ("MTT's", ars["mtt"]), unit="number"),
        ),
        notes=(
            "The FTD paper has no such scores; that FTD should be above MTT is only what its "
            "accuracies suggest.",
            "LRS = scaled 0.5 (own − random) − 0.5 (whole − hard), ARS = scaled 0.5 of the gain over "
            "random with augmentation and 0.5 without, with accuracies as fractions. DD-Ranking 0.2.0 "
            "puts percent into the exponential, so that its scores leave 0 to 1.",
            "Random real images take the best of the rates by their test accuracy, as DD-Ranking "
            "does it, which flatters them; 0.5 stands for neither gain nor loss only roughly: the "
            f"scale is exponential and gives {label_robust_score(0.5, 0.5, 0.5, 0.5):.3f} there.",
        ),
        pictures=pictures_of(found, [_run(request, method, first) for method in _METHODS]),
    )


RECIPE = Recipe(_parts, _result)
