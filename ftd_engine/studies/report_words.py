"""Numbers and settings of a study as readers see them."""

from collections.abc import Iterator
from typing import cast

from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import all_fields
from ftd_engine.studies.requests import StudyRequest
from ftd_engine.studies.results import Cell, Measure, PaperNumber, StudyResult, Unit


def cell_words(cell: Cell, unit: Unit) -> tuple[str, str]:
    """Ours and the paper's, such as "46.8 ± 0.3 % (n = 5)" and "46.8 ± 0.3 %"."""
    return measure_words(cell.ours, unit), paper_words(cell.paper, unit)


def measure_words(measure: Measure | None, unit: Unit) -> str:
    """A measure with its spread and number; a dash where there is none."""
    if measure is None:
        return "–"
    if unit == "accuracy":
        return f"{100 * measure.mean:.1f} ± {100 * measure.std:.1f} % (n = {measure.n})"
    if measure.n == 1:
        return f"{measure.mean:.4g}"
    return f"{measure.mean:.4g} ± {measure.std:.2g} (n = {measure.n})"


def paper_words(number: PaperNumber | None, unit: Unit) -> str:
    """A published number as it was printed; empty where there is none."""
    if number is None:
        return ""
    scale, sign = (100.0, " %") if unit == "accuracy" else (1.0, "")
    spread = "" if number.std is None else f" ± {scale * number.std:.1f}"
    value = f"{scale * number.value:.1f}" if unit == "accuracy" else f"{number.value:g}"
    return f"{value}{spread}{sign}"


def summary_sentence(result: StudyResult) -> str:
    """How many of the paper's statements hold here, in one sentence."""
    verdicts = [each.verdict for each in result.agreements]
    against = verdicts.count("disagrees")
    unclear = verdicts.count("unclear")
    agrees = verdicts.count("agrees")
    still_open = verdicts.count("open")
    parts = [f"{agrees} of {len(verdicts)} statements of the paper hold here"]
    if against:
        parts.append(f"{against} came out the other way")
    if unclear:
        parts.append(f"of {unclear} nothing can be said")
    if still_open:
        parts.append(f"{still_open} are open")
    return "; ".join(parts) + "."


def protocols_of(result: StudyResult) -> list[str]:
    """How the numbers of the tables were measured, each way once."""
    found = (
        cell.ours.protocol
        for table in result.tables
        for row in table.rows
        for cell in row.cells
        if cell.ours is not None and cell.ours.protocol
    )
    return list(dict.fromkeys(found))


def data_of(result: StudyResult) -> list[str]:
    """The real images that its parts worked with, each kind once."""
    return list(dict.fromkeys(part.data for part in result.parts if part.data))


def changed_settings(request: StudyRequest) -> Iterator[tuple[str, str, str]]:
    """Label, path and value of every setting of the base that is not the program's default."""
    for path, facts in all_fields().items():
        value = _value(request.experiment, path)
        # a folder of this machine tells nobody else anything
        if value != facts.default and path not in ("name", "data.folder"):
            yield facts.label, path, _shown(value)


def _value(experiment: Experiment, path: str) -> object:
    value: object = experiment
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in cast("tuple[object, ...]", value))
    return f"{value:g}" if isinstance(value, float) else str(value)
