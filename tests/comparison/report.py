"""The comparison as Markdown: tables, settings, and where the outcome is another than the paper's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import all_fields
from ftd_engine.method.scores import mean_and_std
from ftd_engine.studies.results import Verdict, better_than, measure_of
from tests.comparison.run_results import RunResults
from tests.comparison.settings import METHODS

HOW_TO_RUN = "python -m tests.comparison"


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the table: which run measures it, and as which series."""

    words: str
    method: str
    series: str


_ROWS = (
    _Row("Random real images", "MTT", "random_real"),
    _Row("MTT", "MTT", "raw"),
    _Row("FTD without EMA", "FTD", "raw"),
    _Row("FTD", "FTD", "ema"),
)

_TREND = (
    ("MTT", "Random real images"),
    ("FTD without EMA", "MTT"),
    ("FTD", "FTD without EMA"),
    ("FTD", "MTT"),
)
"""The paper's order (Tables 1 and 4): the first of a pair is the better one."""

_PARTS = {"buffer": "teachers", "distill": "distillation", "evaluate": "evaluation"}
_DIFFERENT = frozenset(("name", "seed", "data.folder", "distill.ipc"))
"""Settings that the tables already say, or that are each machine's own."""


class DifferentRandomImages(Exception):
    """Two runs of one seed measured random real images differently, which determinism forbids."""


def report(results: Sequence[RunResults], *, is_quick: bool) -> str:
    """The whole page.

    Raises:
        DifferentRandomImages: the runs are not of one machine, or not repeatable.
    """
    _refuse_different_random_images(results)
    parts = [
        "# Random real images, MTT, FTD, and FTD without EMA",
        _introduction(results, is_quick),
        "## Accuracy",
        _accuracy_table(results),
        _pooling(results),
        "## Against the paper",
        "\n".join(f"- {sentence}" for sentence in trend_sentences(results)),
        "## Each seed",
        _seed_table(results),
        "## Time",
        _time_table(results),
        _times(results),
        "## Settings",
        _settings(results, is_quick),
    ]
    return "\n\n".join(parts) + "\n"


def _refuse_different_random_images(results: Sequence[RunResults]) -> None:
    known: dict[tuple[int, int], tuple[float, ...]] = {}
    for each in results:
        measured = each.final["random_real"].accuracies
        place = (each.cell.ipc, each.cell.seed)
        if known.setdefault(place, measured) != measured:
            raise DifferentRandomImages(
                f"{each.cell}: random real images gave {measured}, in another run of this seed "
                f"{known[place]}. Runs of two machines or two versions cannot be compared: start "
                "with an empty workspace."
            )


def _introduction(results: Sequence[RunResults], is_quick: bool) -> str:
    first = results[0]
    epochs = first.cell.experiment().evaluation.epochs
    scale = (
        "This is the quick form: it only shows that everything runs; its numbers mean nothing."
        if is_quick
        else "A small but real comparison: every number below is as it came out of the command."
    )
    return (
        f"{scale} Fashion-MNIST, {first.origin.split(' in ')[0]}: {first.train_images:,} training "
        f"images after a tenth was held out, {first.test_images:,} test images. "
        f"Network: {_network_words(first)}. All that differs between the methods: MTT follows plain "
        "teachers; FTD follows flat ones (Algorithm 1) and keeps a moving average (EMA) of the "
        "images. FTD without EMA is the other series of the same run of FTD: the average changes "
        f"nothing in the images that it is taken of.\n\nMade by `{HOW_TO_RUN}"
        f"{' --quick' if is_quick else ''}`. One "
        "protocol for all: fresh networks, trained on the set only for "
        f"{epochs:,} epochs, tested once at the end on the real test images. Each series is "
        "represented by its own best set, chosen on held-out training images, never on the test "
        "images. Random real images are drawn anew for every network. Networks on distilled images "
        "train with the rate that was learned with them, those on random real images with the "
        f"field's {first.cell.experiment().evaluation.random_real_lr:g}."
    )


def _network_words(result: RunResults) -> str:
    network = result.cell.experiment().network
    return f"ConvNet-{network.depth} of width {network.width}"


# ---------------------------------------------------------------- accuracy


def _accuracies(results: Sequence[RunResults], row: _Row, ipc: int) -> list[float]:
    """Accuracies of all networks of all seeds, as fractions."""
    return [
        accuracy
        for each in results
        if (each.cell.method, each.cell.ipc) == (row.method, ipc)
        for accuracy in each.final[row.series].accuracies
    ]


def _ipcs(results: Sequence[RunResults]) -> list[int]:
    return sorted({each.cell.ipc for each in results})


def _seeds(results: Sequence[RunResults]) -> list[int]:
    return sorted({each.cell.seed for each in results})


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A Markdown table; all columns but the first are numbers."""
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, rule, *lines))


def _percent(mean: float, std: float) -> str:
    return f"{100 * mean:.1f} ± {100 * std:.1f} %"


def _accuracy_table(results: Sequence[RunResults]) -> str:
    ipcs = _ipcs(results)
    lines = [
        [
            row.words,
            *(_percent(*mean_and_std(_accuracies(results, row, ipc))) for ipc in ipcs),
        ]
        for row in _ROWS
    ]
    return _table(["", *(f"ipc {ipc}" for ipc in ipcs)], lines)


def _pooling(results: Sequence[RunResults]) -> str:
    networks = results[0].cell.experiment().evaluation.networks
    seeds = _seeds(results)
    return (
        f"n = {networks * len(seeds)}: {networks} networks for each of {len(seeds)} "
        f"{'seeds' if len(seeds) > 1 else 'seed'} ({', '.join(map(str, seeds))}), pooled: mean and "
        "population standard deviation are over all of these networks together, so that the spread "
        "holds both the luck of the network and that of the seed. A seed stands for its own teachers, "
        "first images, held-out images and draws of random real images."
    )


def trend_sentences(results: Sequence[RunResults]) -> Iterator[str]:
    """For every order that the paper reports, whether it came out, in plain words."""
    rows = {row.words: row for row in _ROWS}
    verdicts: set[Verdict] = set()
    for ipc in _ipcs(results):
        measured = {
            words: measure_of(_accuracies(results, row, ipc)) for words, row in rows.items()
        }
        for better, worse in _TREND:
            told = better_than(
                (better, measured[better]), (worse, measured[worse]), place=f"ipc {ipc}"
            )
            verdicts.add(told.verdict)
            against = "against the paper's trend"
            yield told.sentence.replace(against, f"**{against}**")
    if verdicts != {"agrees"}:
        yield (
            "The paper's numbers come from 100 teachers, 5,000 iterations, width 128 and colour "
            "images; nothing here was tuned to reach its order."
        )


def _seed_table(results: Sequence[RunResults]) -> str:
    lines: list[list[str]] = []
    for ipc in _ipcs(results):
        for row in _ROWS:
            for each in results:
                if (each.cell.method, each.cell.ipc) != (row.method, ipc):
                    continue
                measured, chosen = each.final[row.series], each.best.get(row.series)
                lines.append(
                    [
                        row.words,
                        str(ipc),
                        str(each.cell.seed),
                        _percent(measured.mean, measured.std),
                        f"{chosen.iteration:,}" if chosen else "–",
                    ]
                )
    return _table(["", "ipc", "seed", "accuracy", "set of iteration"], lines)


# ---------------------------------------------------------------- time


def _time_table(results: Sequence[RunResults]) -> str:
    lines = [
        [
            str(each.cell),
            *(f"{each.phase_s.get(phase, 0.0):,.0f} s" for phase in _PARTS),
            f"{each.total_s:,.0f} s",
        ]
        for each in results
    ]
    sums = [sum(each.phase_s.get(phase, 0.0) for each in results) for phase in _PARTS]
    total = sum(each.total_s for each in results)
    lines.append(["**all**", *(f"{value:,.0f} s" for value in sums), f"{total:,.0f} s"])
    return _table(["run", *_PARTS.values(), "whole run"], lines)


def _times(results: Sequence[RunResults]) -> str:
    sentences = [
        f"Together {sum(each.total_s for each in results) / 60:.1f} minutes on "
        f"{_all_of(each.device for each in results)}. The second number of images per class takes "
        "its teachers from the shelf, where the first has put them."
    ]
    for seed in _seeds(results):
        for method in METHODS:
            group = [
                each for each in results if (each.cell.method, each.cell.seed) == (method, seed)
            ]
            if not group:
                continue
            trained = sum(each.new_teachers for each in group)
            wanted = group[0].cell.experiment().buffer.num_experts
            if trained < wanted:
                sentences.append(
                    f"{wanted - trained} of the {wanted} teachers of {method}, seed {seed}, lay on the "
                    "shelf from an earlier run; their time is not in the table."
                )
    skipped = sum(each.skipped for each in results)
    sentences.append(
        f"{skipped} steps were skipped by the rule of safety."
        if skipped
        else "No step was skipped by the rule of safety."
    )
    return " ".join(sentences)


def _all_of(words: Iterator[str]) -> str:
    return "; ".join(sorted(set(words)))


# ---------------------------------------------------------------- settings


def _settings(results: Sequence[RunResults], is_quick: bool) -> str:
    """Every setting that is not the program's default, and where the runs differ in it."""
    experiments = {f"{r.cell.method}, ipc {r.cell.ipc}": r.cell.experiment() for r in results}
    lines: list[list[str]] = []
    for path, facts in all_fields().items():
        if path in _DIFFERENT:
            continue
        values = {words: _value(experiment, path) for words, experiment in experiments.items()}
        if set(values.values()) == {_shown(facts.default)}:
            continue
        # a setting that belongs to one number of images is said once, not for each method
        lines.append([facts.label, f"`{path}`", _summary(values)])
    versions = _all_of(
        ", ".join(f"{name} {version}" for name, version in sorted(each.versions.items()))
        for each in results
    )
    return f"Versions: {versions}. All settings that are not the program's defaults:\n\n" + _table(
        ["", "setting", "value"], lines
    )


def _summary(values: dict[str, str]) -> str:
    distinct = set(values.values())
    if len(distinct) == 1:
        return distinct.pop()
    for part in (0, 1):
        grouped: dict[str, set[str]] = {}
        for words, value in values.items():
            grouped.setdefault(words.split(", ")[part], set()).add(value)
        if all(len(each) == 1 for each in grouped.values()):
            return "; ".join(f"{words}: {each.pop()}" for words, each in grouped.items())
    return "; ".join(f"{words}: {value}" for words, value in values.items())


def _value(experiment: Experiment, path: str) -> str:
    value: object = experiment
    for name in path.split("."):
        value = getattr(value, name)
    return _shown(value)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
