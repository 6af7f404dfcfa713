"""What every phase of one run works with."""

from dataclasses import asdict, dataclass
from typing import Any

import torch

from ftd_engine.checkpoints import Checkpoints
from ftd_engine.data.datasets import RealDataset
from ftd_engine.data.held_out import HeldOut, hold_out
from ftd_engine.experiment import Experiment
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.native import block_loops
from ftd_engine.models.networks import NetworkSpec
from ftd_engine.models.plugged import ImageShape, plugged_size
from ftd_engine.network_size import NetworkSize, depth_for
from ftd_engine.plug_ins import plug_in_named
from ftd_engine.reporter import Reporter
from ftd_engine.run_folder import RunFolder
from ftd_engine.runtime import EngineError, Seeds
from ftd_engine.settings.dsa import DsaOp
from ftd_engine.settings.network import OWN_NETWORKS
from ftd_engine.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Context:
    """One run: what was asked for, where it is written, what it computes with.

    Attributes:
        data: real images on the compute device, without those held out.
        held_out: images to choose the best set by, or None where the choice is another.
        network: the network of the experiment.
        other_networks: of other families, that the final evaluation trains as well.
        shelf: where teachers of all runs lie.
        checkpoints: states of work that is not finished.
    """

    experiment: Experiment
    folder: RunFolder
    reporter: Reporter
    seeds: Seeds
    device: torch.device
    data: RealDataset
    held_out: HeldOut | None
    network: FlatNetwork
    other_networks: tuple[FlatNetwork, ...]
    shelf: Shelf
    checkpoints: Checkpoints

    def ops(self, is_on: bool) -> tuple[DsaOp, ...]:
        """Augmentation of a phase; empty where it is switched off."""
        return self.experiment.dsa.ops if is_on else ()


def split_for(
    experiment: Experiment, data: RealDataset, seeds: Seeds
) -> tuple[RealDataset, HeldOut | None]:
    """What teachers and set learn from, and what the best set is chosen by.

    Depends on the kind of choice and its share alone: were nothing held out where nothing is
    evaluated, the evaluation interval would change the set.

    Raises:
        EngineError: a class would have no image left.
    """
    evaluation = experiment.evaluation
    if evaluation.selection != "held-out":
        return data, None
    return hold_out(data, evaluation.held_out_share, seeds.generator("held_out"))


def spec_for(experiment: Experiment, channels: int, size_px: int, num_classes: int) -> NetworkSpec:
    """The experiment's network for images of this shape, its depth resolved."""
    config = experiment.network
    plug_in = plug_in_named("network", config.kind)
    return NetworkSpec(
        channels=channels,
        size_px=size_px,
        num_classes=num_classes,
        kind=config.kind,
        depth=config.depth or depth_for(size_px),
        width=config.width,
        norm=config.norm,
        activation=config.activation,
        pooling=config.pooling,
        version=plug_in.version if plug_in else "",
    )


def network_facts(spec: NetworkSpec) -> dict[str, Any]:
    """What shapes a network, for keys and files: nothing that its family leaves aside."""
    facts = asdict(spec)
    if not spec.is_plug_in:
        del facts["version"]
    if spec.kind != "convnet":
        for name in ("depth", "width", "activation", "pooling"):
            del facts[name]
    if spec.kind == "alexnet" or spec.is_plug_in:
        # it has none of the program's, whatever was asked for
        del facts["norm"]
    return facts


def network_for(experiment: Experiment, data: RealDataset) -> FlatNetwork:
    """The experiment's network for these images.

    Raises:
        EngineError: there is no such network for pictures of this size.
    """
    return network_of(experiment, data.channels, data.size_px, data.num_classes)


def other_networks_for(experiment: Experiment, data: RealDataset) -> tuple[FlatNetwork, ...]:
    """The networks of other families that the final evaluation asks for, each named once.

    Raises:
        EngineError: there is no such network for pictures of this size.
    """
    return tuple(
        network_for(other, data)
        for other in (experiment.on(kind) for kind in experiment.other_kinds)
    )


def network_of(
    experiment: Experiment, channels: int, size_px: int, num_classes: int
) -> FlatNetwork:
    """The experiment's network for images of this shape.

    Raises:
        EngineError: there is no such network for pictures of this size, or the plug-in that it comes
            from cannot be used.
    """
    spec = spec_for(experiment, channels, size_px, num_classes)
    try:
        return FlatNetwork(spec, block_loops())
    except ValueError as error:
        raise EngineError(
            f"The network {spec} does not fit the images: {error}.",
            "Lower the depth, or choose another family.",
        ) from error


def plug_in_sizes(experiment: Experiment, shape: ImageShape) -> dict[str, NetworkSize]:
    """Sizes of those networks of an experiment that plug-ins add, by their names.

    Raises:
        EngineError: a plug-in cannot be used.
    """
    kinds = (experiment.network.kind, *experiment.other_kinds)
    return {kind: plugged_size(kind, shape) for kind in kinds if kind not in OWN_NETWORKS}
