"""What a computation of a study is asked, and what it answers: plain values, as JSON in its run folder."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import ConfigDict, Discriminator, TypeAdapter

from ftd_engine.settings.network import NetworkConfig


@dataclass(frozen=True, slots=True)
class WholeDataRequest:
    """Networks trained on all real images: the upper bound of a set."""

    networks: int
    passes: int
    """Epochs, and one more, by the schedule of the evaluation."""
    kind: Literal["whole-data"] = "whole-data"


@dataclass(frozen=True, slots=True)
class TrajectoryErrorRequest:
    """Errors of Equations 6 to 8 along the evaluation of a set, and the sharpness along the way."""

    teachers: int
    sample_images: int
    """Real training images on which the loss is taken whose sharpness is measured."""
    power_steps: int
    """Hessian-vector products at most, for one eigenvalue."""
    rho: float
    """Radius of Equation 12."""
    kind: Literal["trajectory-error"] = "trajectory-error"


@dataclass(frozen=True, slots=True)
class InitialisationRequest:
    """Networks that begin at a teacher's weights and train on the set for the epochs that are left."""

    teachers: int
    start_epochs: tuple[int, ...]
    kind: Literal["initialisation"] = "initialisation"


@dataclass(frozen=True, slots=True)
class CandidatesRequest:
    """Architectures trained on real images or on a set, each tested once."""

    candidates: tuple[NetworkConfig, ...]
    data: Literal["real", "set"]
    passes: int
    repeats: int
    kind: Literal["candidates"] = "candidates"


Request = Annotated[
    WholeDataRequest | TrajectoryErrorRequest | InitialisationRequest | CandidatesRequest,
    Discriminator("kind"),
]


@dataclass(frozen=True, slots=True)
class WholeDataAnswer:
    """Accuracies of the networks, fractions."""

    accuracies: tuple[float, ...]
    protocol: str
    kind: Literal["whole-data"] = "whole-data"


@dataclass(frozen=True, slots=True)
class Curve:
    """Values of one quantity along the epochs, for each teacher in turn."""

    name: str
    epochs: tuple[int, ...]
    values: tuple[tuple[float, ...], ...]
    """`[teachers][epochs]`."""


@dataclass(frozen=True, slots=True)
class TrajectoryErrorAnswer:
    """Curves of the norms and of the sharpness, and how well Equation 8 holds in them."""

    curves: tuple[Curve, ...]
    worst_identity: float
    """Largest norm of what Equation 8 leaves over, relative to the accumulated error."""
    protocol: str
    kind: Literal["trajectory-error"] = "trajectory-error"


@dataclass(frozen=True, slots=True)
class InitialisationAnswer:
    """Accuracies by start epoch, one for each teacher."""

    start_epochs: tuple[int, ...]
    epochs_left: tuple[int, ...]
    accuracies: tuple[tuple[float, ...], ...]
    protocol: str
    kind: Literal["initialisation"] = "initialisation"


@dataclass(frozen=True, slots=True)
class CandidatesAnswer:
    """Accuracies of every architecture's repeats, and the time that the search took."""

    names: tuple[str, ...]
    accuracies: tuple[tuple[float, ...], ...]
    """`[candidates][repeats]`; one that did not learn is as good as chance."""
    seconds: float
    images: int
    """Images that were trained on."""
    protocol: str
    kind: Literal["candidates"] = "candidates"


Answer = Annotated[
    WholeDataAnswer | TrajectoryErrorAnswer | InitialisationAnswer | CandidatesAnswer,
    Discriminator("kind"),
]

# pydantic takes a config only beside a type that is not itself a dataclass, hence the unions
request_adapter: TypeAdapter[Request | None] = TypeAdapter(Request | None)
answer_adapter: TypeAdapter[Answer | None] = TypeAdapter(
    Answer | None, config=ConfigDict(ser_json_inf_nan="strings")
)
