"""What every phase of one run works with."""

from dataclasses import dataclass

import torch

from ftd_engine.config import DsaOp, Experiment
from ftd_engine.data.datasets import RealDataset
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.networks import NetworkSpec
from ftd_engine.reporter import Reporter
from ftd_engine.run_folder import RunFolder
from ftd_engine.runtime import EngineError, Seeds
from ftd_engine.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Context:
    """One run: what was asked for, where it is written, what it computes with.

    Attributes:
        data: real images on the compute device.
        network: the ConvNet of the experiment.
        shelf: where teachers of all runs lie.
    """

    experiment: Experiment
    folder: RunFolder
    reporter: Reporter
    seeds: Seeds
    device: torch.device
    data: RealDataset
    network: FlatNetwork
    shelf: Shelf

    def ops(self, is_on: bool) -> tuple[DsaOp, ...]:
        """Augmentation of a phase; empty where it is switched off."""
        return self.experiment.dsa.ops if is_on else ()


def network_for(experiment: Experiment, data: RealDataset) -> FlatNetwork:
    """The experiment's network for these images.

    Raises:
        EngineError: the pictures are too small for so many poolings.
    """
    spec = NetworkSpec(
        depth=experiment.network.depth,
        width=experiment.network.width,
        channels=data.channels,
        size_px=data.size_px,
        num_classes=data.num_classes,
    )
    try:
        return FlatNetwork(spec)
    except ValueError as error:
        raise EngineError(f"Depth is {spec.depth}: {error}.", "Lower the depth.") from error
