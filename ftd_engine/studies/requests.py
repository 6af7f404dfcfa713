"""What is asked of a study: which one, from which experiment, and how far it is cut down."""

from dataclasses import dataclass, field
from typing import Literal

from pydantic import TypeAdapter

from ftd_engine.experiment import Experiment

StudyName = Literal[
    "loss-difference",
    "accumulated-error",
    "initialisation",
    "results",
    "cross-architecture",
    "ema",
    "nas",
    "flat-minimum",
    "rho-alpha",
    "robustness",
]
CutName = Literal["seeds", "networks", "epochs", "points", "alphas", "candidates"]


class StudyError(Exception):
    """A study cannot be done as it was asked for; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Cuts:
    """How far a study is cut down from the paper's size; 0 and empty leave it at the study's default.

    Attributes:
        seeds: repetitions of the whole, each with its own teachers, first images and draws.
        networks: fresh networks per accuracy.
        epochs: passes of each of them over the set.
        points: places of the study's axis in its own words, such as "0.01" or "resnet18".
        alphas: mixing weights that are combined with every point of `rho-alpha`.
        candidates: architectures of the search.
    """

    seeds: int = 1
    networks: int = 0
    epochs: int = 0
    points: tuple[str, ...] = ()
    alphas: tuple[float, ...] = ()
    candidates: int = 0


@dataclass(frozen=True, slots=True)
class StudyRequest:
    """One study as it was asked for. Equal requests are the same study.

    Attributes:
        study: which one.
        experiment: what its runs begin from.
        preset: key of the preset that the experiment is, where it is one; its siblings of other
            numbers of images then give their own settings.
    """

    study: StudyName
    experiment: Experiment
    preset: str = ""
    cuts: Cuts = field(default_factory=Cuts)


request_adapter: TypeAdapter[StudyRequest] = TypeAdapter(StudyRequest)
