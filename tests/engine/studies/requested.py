"""Requests for tests: every study at a size that takes seconds."""

from ftd_engine.studies.requests import Cuts, StudyName, StudyRequest
from tests.engine.tiny import tiny_experiment

_CUTS: dict[StudyName, Cuts] = {
    "rho-alpha": Cuts(points=("0.01", "0.1"), alphas=(1.0,)),
    "flat-minimum": Cuts(points=("0.05",)),
    "cross-architecture": Cuts(points=("alexnet",), networks=1, epochs=1),
    "nas": Cuts(candidates=6, epochs=1),
    "robustness": Cuts(points=("0.01",)),
    "results": Cuts(points=("1", "2")),
}


def small_request(name: StudyName) -> StudyRequest:
    """The study with one seed on the tiny experiment."""
    experiment = tiny_experiment(
        buffer={"dsa": False},
        distill={"iterations": 2, "evaluate_every": 0, "snapshot_every": 2},
        evaluation={"networks": 1, "epochs": 1, "loss_difference_experts": 1, "selection": "last"},
    )
    return StudyRequest(name, experiment, cuts=_CUTS.get(name, Cuts()))
