"""Metrics of plug-ins, computed of every set that is stored while distilling."""

from collections.abc import Callable, Mapping
from typing import Any, cast

import numpy as np

from ftd_engine.experiment import Experiment
from ftd_engine.plug_ins import PlugIn, PlugInFault, error_words, load, plug_in_named
from ftd_engine.protocol import SeriesName
from ftd_engine.reporter import Reporter
from ftd_engine.runtime import EngineError
from ftd_engine.snapshot import Snapshot

_SERIES: Mapping[str, SeriesName] = {"raw": "metric_raw", "ema": "metric_ema"}
_ALLOWED = "It must give a number for images [N, H, W, C], labels [N] and an iteration."


class SetMetrics:
    """The metrics that a run asks for; one that fails is told of once and left out from then on.

    A set that took hours to learn must not be lost because a figure about it could not be computed.

    Raises:
        EngineError: one is not installed or cannot be loaded, so that the run does not even begin.
    """

    def __init__(self, experiment: Experiment, reporter: Reporter) -> None:
        self._reporter = reporter
        self._metrics: dict[int, tuple[PlugIn, Callable[..., Any]]] = {}
        names = dict.fromkeys(experiment.evaluation.metrics)
        found = (plug_in_named("metric", name) for name in names)
        for member, plug_in in enumerate(each for each in found if each is not None):
            try:
                self._metrics[member] = plug_in, load(plug_in)
            except PlugInFault as fault:
                raise EngineError(fault.message, fault.hint) from fault

    def measure(self, snapshot: Snapshot) -> None:
        """Add a point to the curve of each metric and series of a set."""
        for member, (plug_in, metric) in list(self._metrics.items()):
            try:
                values = {
                    series: _value(plug_in, metric, snapshot, series) for series in snapshot.images
                }
            except PlugInFault as fault:
                del self._metrics[member]
                self._reporter.say(f"{fault} The run goes on without it.", "warning")
                continue
            for series, value in values.items():
                self._reporter.point(_SERIES[series], snapshot.iteration, value, member=member)


def _value(plug_in: PlugIn, metric: Callable[..., Any], snapshot: Snapshot, series: str) -> float:
    # copies: whatever the metric does to them, the set stays as it is
    images, labels = snapshot.viewable(series).copy(), snapshot.labels.copy()
    try:
        value: object = metric(images, labels, snapshot.iteration)
    except Exception as error:
        raise plug_in.fault(
            f"failed at iteration {snapshot.iteration:,}: {error_words(error)}", _ALLOWED
        ) from error
    if isinstance(value, bool) or not isinstance(value, int | float | np.integer | np.floating):
        raise plug_in.fault(
            f"gives a {type(value).__name__} at iteration {snapshot.iteration:,}, not a number",
            _ALLOWED,
        )
    return float(cast("float", value))
