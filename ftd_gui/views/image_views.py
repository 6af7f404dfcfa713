"""Views of images that plug-ins add: loaded when one is first chosen, and without tensors.

What a view gives takes the place of the colours; the stored numbers stay as they are.
"""

import contextlib
import sys
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from importlib.abc import MetaPathFinder
from types import ModuleType
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from ftd_engine.plug_ins import PlugIn, error_words, load, required
from ftd_engine.snapshot import FloatArray, Snapshot

TENSORS = ("torch", "torchvision", "kornia")
_ALLOWED = "It must take an array [N, H, W, C] of colours and give one of the same shape."


class _NoTensors(MetaPathFinder):
    """Refuses what the window must never load: it costs seconds and hundreds of megabytes."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None, /
    ) -> None:
        """Nothing is found here, and tensors nowhere else.

        Raises:
            ImportError: always for a package of tensors.
        """
        if fullname.partition(".")[0] in TENSORS:
            raise ImportError(f"image views run in the window, which has no {fullname}; use NumPy")


@contextlib.contextmanager
def _without_tensors() -> Generator[None]:
    refusal = _NoTensors()
    sys.meta_path.insert(0, refusal)
    try:
        yield
    finally:
        sys.meta_path.remove(refusal)


class ImageViews:
    """Shows sets through the view that is chosen; none is chosen at first."""

    def __init__(self) -> None:
        self._chosen: tuple[PlugIn, Callable[..., Any]] | None = None
        self._seen: list[tuple[Snapshot, str, Snapshot]] = []

    def choose(self, name: str) -> None:
        """Look through the view of this name from now on; empty for the images as they are.

        Raises:
            PlugInFault: it is not installed or cannot be loaded; then none is chosen.
        """
        self._chosen, self._seen = None, []
        if name:
            plug_in = required("image_view", name)
            with _without_tensors():
                self._chosen = plug_in, load(plug_in)

    def of(self, snapshot: Snapshot, series: str) -> Snapshot:
        """The set with the colours that the view makes of one series; the same one for the same.

        Raises:
            PlugInFault: the view failed, or gave no images of this shape.
        """
        if self._chosen is None:
            return snapshot
        series = series if series in snapshot.images else "raw"
        for before, known, after in self._seen:
            if before is snapshot and known == series:
                return after
        colours = _viewed(*self._chosen, snapshot.viewable(series))
        views = {**snapshot.views, series: colours.transpose(0, 3, 1, 2)}
        after = replace(snapshot, views=views)
        # a set and the one that it is compared with
        self._seen = [*self._seen[-1:], (snapshot, series, after)]
        return after


def _viewed(plug_in: PlugIn, view: Callable[..., Any], images: FloatArray) -> FloatArray:
    try:
        with _without_tensors():
            # a copy: the view may write into what it is given
            given: object = view(images.copy())
    except Exception as error:
        raise plug_in.fault(f"failed: {error_words(error)}", _ALLOWED) from error
    if not isinstance(given, np.ndarray):
        raise plug_in.fault(f"gives a {type(given).__name__}, not an array", _ALLOWED)
    found = cast("npt.NDArray[Any]", given)
    if found.shape != images.shape or found.dtype.kind not in "fiub":
        raise plug_in.fault(
            f"gives an array {list(found.shape)} of {found.dtype} for {list(images.shape)}",
            _ALLOWED,
        )
    return np.ascontiguousarray(found, np.float32)
