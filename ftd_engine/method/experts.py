"""Expert trajectories as files: written once, then read row by row through a memory map."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from jaxtyping import Float
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from ftd_engine.foreign_files import opened_file
from ftd_engine.foreign_structure import WrongStructure, check_safetensors
from ftd_engine.models.flat_params import Statistics
from ftd_engine.runtime import EngineError
from ftd_engine.settings.buffer import Storage
from ftd_engine.shelf import FACTS, TRAJECTORY
from ftd_engine.whole_files import write_aside

_LAST = "last"
_BEYOND = (OverflowError, RecursionError)
_STATISTICS = "statistics."
"""Before the name of each running mean and variance of a batch norm."""
_DTYPES: dict[Storage, torch.dtype] = {"float32": torch.float32, "float16": torch.float16}


class TrajectoryRecorder:
    """Collects a teacher's weights after those epochs that are kept; owns the copies.

    Args:
        kept: epochs to keep; None keeps all.
        storage: how they are stored.
    """

    def __init__(self, kept: Collection[int] | None = None, storage: Storage = "float32") -> None:
        self._kept = None if kept is None else frozenset(kept)
        self._dtype = _DTYPES[storage]
        self._rows: dict[int, Tensor] = {}

    @property
    def epochs(self) -> tuple[int, ...]:
        """Epochs collected so far, ascending."""
        return tuple(sorted(self._rows))

    def add(self, epoch: int, theta: Float[Tensor, " p"]) -> None:
        """Keep the weights after an epoch; later changes of `theta` do not reach the copy.

        Raises:
            EngineError: they are not finite, in training or as they would be stored.
        """
        # on the CPU `.detach().cpu()` is the same memory: every epoch would become the last one
        row = theta.detach().to("cpu", self._dtype, copy=True)
        if not bool(torch.isfinite(row).all()):
            is_rounding = bool(torch.isfinite(theta).all())
            raise EngineError(
                f"The teacher's weights after epoch {epoch} are "
                f"{'too large for float16' if is_rounding else 'not finite'}.",
                "Store float32." if is_rounding else "Lower the teachers' learning rate.",
            )
        if self._kept is None or epoch in self._kept:
            self._rows[epoch] = row

    @property
    def rows(self) -> dict[int, Tensor]:
        """The copies collected so far, by epoch; not to be changed."""
        return dict(self._rows)

    def restore(self, rows: Mapping[int, Tensor]) -> None:
        """Go on from rows that an earlier recorder of the same storage had collected."""
        self._rows = dict(rows)

    def take_over(self, path: Path, epochs: Collection[int]) -> None:
        """Keep rows of an earlier file, which this one goes on from.

        Args:
            path: the earlier file.
            epochs: what its rows are.

        Raises:
            EngineError: it cannot be read.
        """
        rows: Tensor = _opened(path).get_tensor(TRAJECTORY)
        for epoch, row in zip(sorted(epochs), rows, strict=True):
            self.add(epoch, row)

    def write(
        self,
        path: Path,
        theta: Float[Tensor, " p"],
        statistics: Statistics,
        facts: Mapping[str, Any],
    ) -> None:
        """Write `[kept epochs, P]` aside and move it into place.

        Args:
            path: target.
            theta: weights after the last epoch, stored unrounded to train on from.
            statistics: of batch norms, to go with them.
            facts: what the file says of itself, stored in its head.

        Raises:
            OSError: disk full or folder gone.
        """
        tensors = {TRAJECTORY: torch.stack([self._rows[epoch] for epoch in self.epochs])}
        tensors[_LAST] = theta.detach().to("cpu", torch.float32, copy=True)
        for name, value in statistics.items():
            tensors[_STATISTICS + name] = value.detach().to("cpu", copy=True)
        write_aside(path, save(tensors, metadata={FACTS: json.dumps(facts)}))


_AGAIN = "Delete it and run the buffer phase again."


def _opened(path: Path) -> Any:
    try:
        with opened_file(path) as file:
            check_safetensors(file)
        return safe_open(str(path), framework="pt", device="cpu")
    except (SafetensorError, OSError, WrongStructure) as error:
        raise EngineError(
            f"{path} is no whole expert file: {error}.",
            _AGAIN,
        ) from error


def last_state(path: Path, device: torch.device) -> tuple[Float[Tensor, " p"], Statistics]:
    """Weights after a stored teacher's last epoch and its statistics, to train on from.

    Raises:
        EngineError: the file cannot be read.
    """
    file = _opened(path)
    names: list[str] = [name for name in file.keys() if name.startswith(_STATISTICS)]  # noqa: SIM118
    try:
        statistics = {
            name.removeprefix(_STATISTICS): file.get_tensor(name).to(device, copy=True)
            for name in names
        }
        return file.get_tensor(_LAST).to(device, copy=True), statistics
    except SafetensorError as error:
        raise EngineError(f"{path} is no expert file: {error}.", _AGAIN) from error


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

    def beside(self, sigma: float, generator: torch.Generator) -> "Stretch":
        """The same way from weights moved by Gaussian noise (robust learning, FTD Eq. 9).

        The equation compares how far student and teacher move, not where they end: the target moves
        along with the start, and the way between them stays as long.

        Args:
            sigma: standard deviation of the noise, in units of the weights.
            generator: on the CPU, so that every device draws the same.
        """
        noise = sigma * torch.randn(self.start.shape, generator=generator)
        noise = noise.to(self.start)
        return replace(self, start=self.start + noise, target=self.target + noise)


class ExpertFiles:
    """The finished experts of a run, in the order of their numbers.

    Args:
        paths: their files.
        num_params: weights of the run's network.
        device: where weights are wanted.
        storage: precision that the run asked for; a file of full precision is rounded to it, so
            that the result does not depend on what else lay on the shelf.

    Raises:
        EngineError: there is none, a file is damaged, or it does not fit the network.
    """

    def __init__(
        self,
        paths: list[Path],
        num_params: int,
        device: torch.device,
        storage: Storage = "float32",
    ) -> None:
        if not paths:
            raise EngineError(
                "There is no finished teacher to follow.", "Run the buffer phase to its end first."
            )
        self._device = device
        self._dtype = _DTYPES[storage]
        self._paths = paths
        self._files = [_opened(path) for path in paths]
        self._rows = [self._rows_of(place, num_params) for place in range(len(paths))]

    def _rows_of(self, place: int, num_params: int) -> dict[int, int]:
        """Row of each epoch that a file holds."""
        file, path = self._files[place], self._paths[place]
        try:
            shape = tuple(file.get_slice(TRAJECTORY).get_shape())
            epochs: list[int] = json.loads(file.metadata()[FACTS])["epochs"]
            rows = {int(epoch): row for row, epoch in enumerate(epochs)}
        except (SafetensorError, KeyError, TypeError, ValueError, *_BEYOND) as error:
            raise EngineError(f"{path} is no expert file: {error!r}.", _AGAIN) from error
        if len(shape) != 2 or shape[1] != num_params:
            raise EngineError(
                f"{path} holds a trajectory of shape {shape}; this network has {num_params:,} "
                "parameters.",
                "The teachers were trained with another network; train them again.",
            )
        if len(rows) != shape[0]:
            raise EngineError(
                f"{path} holds the weights of {shape[0]:,} epochs and says {len(rows):,}.", _AGAIN
            )
        return rows

    def __len__(self) -> int:
        return len(self._files)

    def weights(self, expert: int, epoch: int) -> Float[Tensor, " p"]:
        """Weights of an expert after so many epochs, on the compute device.

        Raises:
            EngineError: the file does not hold this epoch.
        """
        place = self._rows[expert].get(epoch)
        if place is None:
            held = sorted(self._rows[expert])
            raise EngineError(
                f"{self._paths[expert]} holds {len(held)} of the epochs 0 to {held[-1]}, but epoch "
                f"{epoch} is wanted.",
                "Train teachers longer, keep all epochs, or lower start or teacher epochs.",
            )
        row: Tensor = self._files[expert].get_slice(TRAJECTORY)[place : place + 1]
        return row[0].to(self._dtype).to(self._device, torch.float32, copy=True)

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
        return Stretch(
            expert, epoch, self.weights(expert, epoch), self.weights(expert, epoch + expert_epochs)
        )
