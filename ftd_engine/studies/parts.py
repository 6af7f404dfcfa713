"""The parts of a study: runs, sets that are evaluated again, and computations, each with its key."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from ftd_engine.experiment import Experiment
from ftd_engine.plug_ins import plug_in_named
from ftd_engine.studies.computed import Request, request_adapter

_NOT_OF_THE_RESULT: dict[str, Any] = {
    "name": True,
    "checkpoints": True,
    "evaluation": {"metrics"},
}
_KEY_CHARS = 16


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a study that is done at once and never again.

    Attributes:
        experiment: its settings; the name tells people what it is.
        source: the run part whose chosen sets it works with; None for a run of all phases, and for a
            computation on real images only.
        computation: what is computed; None for a run and for an evaluation.
    """

    experiment: Experiment
    source: "Part | None" = None
    computation: Request | None = None

    @property
    def title(self) -> str:
        """What it is, for people."""
        return self.experiment.name

    @property
    def is_run(self) -> bool:
        """True for a run of all phases."""
        return self.source is None and self.computation is None

    @property
    def key(self) -> str:
        """What tells it from every other part: all settings that shape its result."""
        facts = {
            "experiment": result_settings(self.experiment),
            "source": self.source.key if self.source else "",
            "computation": request_adapter.dump_python(self.computation, mode="json"),
        }
        if used := versions_here(self.experiment):
            facts["plug_ins"] = used
        text = json.dumps(facts, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:_KEY_CHARS]


def result_settings(experiment: Experiment) -> dict[str, Any]:
    """All settings of an experiment that shape what comes out."""
    return experiment.model_dump(mode="json", exclude=_NOT_OF_THE_RESULT)


def versions_here(experiment: Experiment) -> dict[str, str]:
    """Versions of the plug-ins that shape what comes out, by name; empty for most experiments."""
    found = (
        plug_in_named(kind, name) for kind, name, _ in experiment.plug_ins() if kind != "metric"
    )
    return {each.qualified_name: each.version for each in found if each is not None}


def in_order(parts: list[Part]) -> tuple[Part, ...]:
    """Each part once, behind the one whose sets it works with."""
    found: dict[str, Part] = {}
    for part in parts:
        if part.source is not None:
            found.setdefault(part.source.key, part.source)
        found.setdefault(part.key, part)
    return tuple(found.values())
