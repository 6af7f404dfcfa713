"""The settings of several runs as rows of a table: those that differ, or all."""

from collections.abc import Sequence
from typing import cast

from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import all_fields
from ftd_gui.forms.edit_history import value_at
from ftd_gui.forms.value_words import field_words, value_words
from ftd_gui.views.number_text import MISSING
from ftd_gui.views.run_result import UNKNOWN_SETTING
from ftd_gui.views.value_table import Row, TableCell, TableHead
from ftd_gui.words import tr

NAME_PATH = "name"
"""What a run is called is the head of its column."""


def setting_heads(names: Sequence[str]) -> tuple[TableHead, ...]:
    """A column for the settings, and one for each run."""
    tip = tr("The settings that this run was started with.")
    return (
        TableHead(tr("Setting"), tr("As it is called in the form."), ("setting",)),
        *(TableHead(name, tip) for name in names),
    )


def setting_rows(experiments: Sequence[Experiment | None], shows_all: bool) -> list[Row]:
    """One row a setting, in the order of the form.

    Args:
        experiments: of the runs, in the order of the columns; None where the settings are not known.
        shows_all: also the settings that are the same in all of them.
    """
    known = [experiment.model_dump() for experiment in experiments if experiment is not None]
    rows: list[Row] = []
    for path, facts in all_fields().items():
        own = [value_at(each, path) for each in known]
        if path == NAME_PATH or not (shows_all or any(value != own[0] for value in own)):
            continue
        values = iter(own)
        words = field_words(facts)
        rows.append(
            (
                TableCell(words, words.casefold(), path, files=(path,)),
                *(
                    _unknown_cell() if experiment is None else _value_cell(next(values))
                    for experiment in experiments
                ),
            )
        )
    return rows


def _unknown_cell() -> TableCell:
    return TableCell(MISSING, None, tr(UNKNOWN_SETTING), files=("",))


def _value_cell(value: object) -> TableCell:
    is_list = isinstance(value, tuple | list)
    plain = " ".join(cast("list[str]", value)) if is_list else str(value)
    text = value_words(value)
    return TableCell(text, text, "" if text == plain else plain, files=(plain,))
