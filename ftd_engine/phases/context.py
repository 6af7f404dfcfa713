"""What every phase of one run works with."""

from dataclasses import dataclass

import torch

from ftd_engine.data.datasets import RealDataset
from ftd_engine.data.held_out import HeldOut
from ftd_engine.experiment import Experiment
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.native import block_loops
from ftd_engine.models.networks import NetworkSpec
from ftd_engine.network_size import depth_for
from ftd_engine.reporter import Reporter
from ftd_engine.run_folder import RunFolder
from ftd_engine.runtime import EngineError, Seeds
from ftd_engine.settings.dsa import DsaOp
from ftd_engine.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Context:
    """One run: what was asked for, where it is written, what it computes with.

    Attributes:
        data: real images on the compute device, without those held out.
        held_out: images to choose the best set by, or None where the choice is another.
        network: the network of the experiment.
        shelf: where teachers of all runs lie.
    """

    experiment: Experiment
    folder: RunFolder
    reporter: Reporter
    seeds: Seeds
    device: torch.device
    data: RealDataset
    held_out: HeldOut | None
    network: FlatNetwork
    shelf: Shelf

    def ops(self, is_on: bool) -> tuple[DsaOp, ...]:
        """Augmentation of a phase; empty where it is switched off."""
        return self.experiment.dsa.ops if is_on else ()


def network_for(experiment: Experiment, data: RealDataset) -> FlatNetwork:
    """The experiment's network for these images.

    Raises:
        EngineError: there is no such network for pictures of this size.
    """
    return network_of(experiment, data.channels, data.size_px, data.num_classes)


def network_of(
    experiment: Experiment, channels: int, size_px: int, num_classes: int
) -> FlatNetwork:
    """The experiment's network for images of this shape.

    Raises:
        EngineError: there is no such network for pictures of this size.
    """
    config = experiment.network
    spec = NetworkSpec(
        channels=channels,
        size_px=size_px,
        num_classes=num_classes,
        kind=config.kind,
        depth=config.depth or depth_for(size_px),
        width=config.width,
        norm=config.norm,
        activation=config.activation,
        pooling=config.pooling,
    )
    try:
        return FlatNetwork(spec, block_loops())
    except ValueError as error:
        raise EngineError(
            f"The network does not fit the images: {error}.", "Lower the depth or choose convnet."
        ) from error
