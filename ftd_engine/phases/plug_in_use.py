"""Which plug-ins a run works with, and whether they can be used, before anything takes long."""

from dataclasses import asdict
from typing import Any

from ftd_engine.experiment import Experiment
from ftd_engine.plug_ins import PlugInFault, UsedPlugIn, load, plug_in_named, required
from ftd_engine.runtime import EngineError


def used_plug_ins(experiment: Experiment) -> tuple[UsedPlugIn, ...]:
    """Those that are installed of all that the experiment asks for."""
    found = (plug_in_named(kind, name) for kind, name, _ in experiment.plug_ins())
    return tuple(dict.fromkeys(each.used() for each in found if each is not None))


def refuse_unusable(experiment: Experiment) -> None:
    """Pass where all plug-ins of the experiment are installed and can be imported.

    Raises:
        EngineError: one is not, or cannot.
    """
    for kind, name, _ in experiment.plug_ins():
        try:
            load(required(kind, name))
        except PlugInFault as fault:
            raise EngineError(fault.message, fault.hint) from fault


def shaping_plug_ins(experiment: Experiment) -> list[dict[str, Any]]:
    """Those that shape the set, for the identity of a checkpoint; none for most runs."""
    own = {experiment.network.kind, experiment.data.dataset}
    return [asdict(each) for each in used_plug_ins(experiment) if each.name in own]
