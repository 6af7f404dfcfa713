"""Inspection: what a set from elsewhere is, and how it looks in every pixel space, before it is taken in."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ftd_engine.job_requests import InspectRequest, InspectResult
from ftd_engine.method.set_checks import ImportedSet
from ftd_engine.method.set_spaces import SPACE_NAMES, SetSpace, SpaceName, guess_space
from ftd_engine.phases import adopt
from ftd_engine.runtime import EngineError
from ftd_engine.snapshot import Snapshot

_SIDE = 3
"""Images a side of a picture: few enough to be seen small."""


def run(request: InspectRequest) -> InspectResult:
    """Read and check a set, and picture it in every space.

    Raises:
        EngineError: it is no set, or a picture cannot be written.
    """
    found = adopt.read_any(Path(request.path))
    guess = guess_space(found.images)
    said: SpaceName | None = found.space.name if found.space else None
    space = found.space or SetSpace(guess.likely)
    dataset, values = _settings(found, space)
    pictures: dict[str, str] = {}
    for name in SPACE_NAMES:
        path = Path(request.picture_folder) / f"{name}.png"
        as_if = space if space.name == name else SetSpace(name)
        adopt.write_preview(path, _sheet(adopt.snapshot_in(found, as_if)))
        pictures[name] = str(path)
    return InspectResult(
        ok=True,
        words=adopt.words_of(found),
        notes=found.notes,
        space=said or "",
        likely=guess.likely,
        reason=guess.reason,
        pictures=pictures,
        dataset=dataset,
        syn_lr=found.syn_lr,
        values=values,
    )


def _sheet(whole: Snapshot) -> Snapshot:
    """A few images, spread over the classes, as rows of a square."""
    count = len(whole.labels)
    places = np.unique(np.linspace(0, count - 1, min(_SIDE * _SIDE, count)).round().astype(int))
    return replace(
        whole,
        images={"raw": whole.images["raw"][places]},
        views={name: colours[places] for name, colours in whole.views.items()},
        labels=np.arange(len(places)) // _SIDE,
    )


def _settings(found: ImportedSet, space: SetSpace) -> tuple[str, dict[str, Any]]:
    """The data set, empty where nobody says which, and settings that evaluate the set."""
    try:
        values = adopt.experiment_values(found, "", space)
    except EngineError:
        # the user will name the real images; a folder of own ones is as good a beginning as any
        return "", adopt.experiment_values(found, "folder", space)
    return str(values["data"]["dataset"]), values
