"""Expert trajectories on disk: written once, then read row by row through a memory map."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from jaxtyping import Float
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from ftd_engine.runtime import EngineError
from ftd_engine.whole_files import write_aside

_TENSOR = "trajectory"


class TrajectoryRecorder:
    """Collects a teacher's weights after every epoch; owns the copies it keeps."""

    def __init__(self) -> None:
        self._rows: list[Tensor] = []

    def add(self, theta: Float[Tensor, " p"]) -> None:
        """Keep the present weights; later changes of `theta` do not reach the copy."""
        # on the CPU `.detach().cpu()` is the same memory: every epoch would become the last one
        self._rows.append(theta.detach().to("cpu", copy=True))

    def write(self, path: Path, facts: dict[str, Any]) -> None:
        """Write `[E+1, P]` aside and move it into place.

        Args:
            path: target.
            facts: settings that shaped the trajectory, stored in the file's head.

        Raises:
            OSError: disk full or folder gone.
        """
        rows = torch.stack(self._rows)
        write_aside(path, save({_TENSOR: rows}, metadata={"facts": json.dumps(facts)}))


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one outer iteration follows.

    Attributes:
        expert, start_epoch: where it was taken.
        start, target: weights there and `expert_epochs` later, `[P]`.
    """

    expert: int
    start_epoch: int
    start: Float[Tensor, " p"]
    target: Float[Tensor, " p"]


class ExpertShelf:
    """The finished experts of a run, in the order of their numbers.

    Raises:
        EngineError: there is none, a file is damaged, or it does not fit the network.
    """

    def __init__(self, paths: list[Path], num_params: int, device: torch.device) -> None:
        if not paths:
            raise EngineError(
                "There is no finished teacher to follow.", "Run the buffer phase to its end first."
            )
        self._device = device
        self._paths = paths
        self._files = [self._opened(path, num_params) for path in paths]

    @staticmethod
    def _opened(path: Path, num_params: int) -> Any:
        try:
            file: Any = safe_open(str(path), framework="pt", device="cpu")
            shape = tuple(file.get_slice(_TENSOR).get_shape())
        except (SafetensorError, OSError) as error:
            raise EngineError(
                f"{path} is no whole expert file: {error}.",
                "Delete it and run the buffer phase again.",
            ) from error
        if len(shape) != 2 or shape[1] != num_params:
            raise EngineError(
                f"{path} holds a trajectory of shape {shape}; this network has {num_params:,} "
                "parameters.",
                "The teachers were trained with another network; train them again.",
            )
        return file

    def __len__(self) -> int:
        return len(self._files)

    def num_epochs(self, expert: int) -> int:
        """Epochs E of an expert; it has E + 1 sets of weights."""
        return int(self._files[expert].get_slice(_TENSOR).get_shape()[0]) - 1

    def weights(self, expert: int, epoch: int) -> Float[Tensor, " p"]:
        """Weights of an expert after so many epochs, on the compute device."""
        row: Tensor = self._files[expert].get_slice(_TENSOR)[epoch : epoch + 1]
        return row[0].to(self._device, torch.float32, copy=True)

    def stretch(
        self,
        iteration: int,
        max_start_epoch: int,
        expert_epochs: int,
        order: torch.Generator,
        start: torch.Generator,
    ) -> Stretch:
        """The stretch of one iteration: every expert once per pass, in an order of that pass.

        Args:
            iteration: outer iteration, from 0.
            max_start_epoch: bound of the start epoch, itself excluded.
            expert_epochs: how far on the target lies.
            order: generator of this pass over the experts.
            start: generator of this iteration.

        Raises:
            EngineError: the expert is too short.
        """
        expert = int(torch.randperm(len(self), generator=order)[iteration % len(self)])
        epoch = int(torch.randint(max_start_epoch, (), generator=start))
        last = self.num_epochs(expert)
        if epoch + expert_epochs > last:
            raise EngineError(
                f"{self._paths[expert]} has {last} epochs, but epoch {epoch + expert_epochs} is "
                "wanted.",
                "Train teachers longer, or lower start or teacher epochs.",
            )
        return Stretch(
            expert, epoch, self.weights(expert, epoch), self.weights(expert, epoch + expert_epochs)
        )
