"""Where a run folder asks for a computation: the sets are fetched, it is done, the answer written."""

import math
from pathlib import Path

from ftd_engine.computations import candidates, initialisation, trajectory_error, whole_data
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.phases import again
from ftd_engine.phases.context import Context
from ftd_engine.studies.computed import (
    Answer,
    CandidatesRequest,
    InitialisationRequest,
    Request,
    TrajectoryErrorRequest,
    WholeDataRequest,
)
from ftd_engine.studies.folder import ComputationFiles


def run(context: Context, request: Request) -> None:
    """Compute what is asked, and write the answer into the run folder.

    Raises:
        StopAsked: the user asked to stop.
        EngineError: the run whose sets are used is gone, or they do not fit.
        OSError: disk full or folder gone.
    """
    files = ComputationFiles(context.folder.path)
    files.write_answer(_answer(context, request, files.source()))


def _answer(context: Context, request: Request, source: Path) -> Answer:
    match request:
        case WholeDataRequest():
            return whole_data.run(context, request)
        case CandidatesRequest(data="real"):
            return candidates.run(context, request, None)
        case CandidatesRequest():
            return candidates.run(context, request, _chosen(context, source))
        case InitialisationRequest():
            return initialisation.run(context, request, _chosen(context, source))
        case TrajectoryErrorRequest():
            return trajectory_error.run(context, request, _chosen(context, source))


def _chosen(context: Context, source: Path) -> SyntheticSet:
    """The set that stands for a run: that of the moving average where one is kept."""
    chosen = again.run(context, source)
    found = chosen.get("ema", chosen["raw"])
    by = "chosen" if math.isfinite(found.mean) else "last"
    context.reporter.say(f"Worked with: the {by} set of iteration {found.iteration:,}.")
    return found.state
