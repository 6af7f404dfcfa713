"""What its user was editing in the form, as it is kept between two starts of the window."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from ftd_engine.experiment import Experiment
from ftd_engine.field_facts import FieldFacts, all_fields
from ftd_gui.forms.edit_history import FormState, value_at

MAX_TEXT = 8192
"""Letters of one field that are kept; no setting takes more."""


@dataclass(frozen=True, slots=True)
class FormDraft:
    """Settings that belong to no run yet, right or wrong.

    All are written down, not only those that differ from a preset or run: that may be another one, or
    gone, by the next start.
    """

    values: dict[str, Any] = field(default_factory=dict[str, Any])
    """By path."""
    preset: str = ""
    """Key of the preset chosen last, with which they are compared."""
    run: str = ""
    """Name of the run whose settings they began from."""

    @classmethod
    def of(cls, state: FormState) -> "FormDraft":
        """What the form holds in this state."""
        values = {path: _in_json(value_at(state.values, path)) for path in all_fields()}
        return cls(values, state.preset_key, state.based_on)

    def state(self) -> FormState:
        """The state of the form; a setting that is not known, or cannot be, has its default."""
        nested = Experiment().model_dump()
        for path, facts in all_fields().items():
            if path in self.values and _can_be(facts, self.values[path]):
                value = self.values[path]
                section, _, name = path.rpartition(".")
                place = nested[section] if section else nested
                place[name] = tuple(value) if facts.kind == "choices" else value
        return FormState(nested, based_on=self.run, preset_key=self.preset)


@dataclass(frozen=True, slots=True)
class FormSeen:
    """How the Configure page was left.

    Attributes:
        draft: what was edited; None where nothing was.
        is_draft_shown: it stood in the form, not behind the settings of a run.
        shows_advanced: the settings that few need were shown.
    """

    draft: FormDraft | None = None
    is_draft_shown: bool = False
    shows_advanced: bool = False


def _in_json(value: object) -> object:
    """The value, or what was typed where that is no number that JSON has."""
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def _can_be(facts: FieldFacts, value: object) -> bool:
    """Whether a field can show this, allowed or not; anything may stand in a settings file."""
    match facts.kind:
        case "bool":
            return isinstance(value, bool)
        case "choices":
            if not isinstance(value, list | tuple):
                return False
            return all(isinstance(each, str) for each in cast("Sequence[object]", value))
        case "choice":
            return isinstance(value, str) and facts.allows(value)
        case "text":
            return isinstance(value, str) and len(value) <= MAX_TEXT
        case "int" | "float":
            is_text = isinstance(value, str) and len(value) <= MAX_TEXT
            return is_text or (isinstance(value, int | float) and not isinstance(value, bool))
