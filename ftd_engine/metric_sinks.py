"""Where metrics go that other programs show: TensorBoard event files, an offline run of W&B.

Both programs are optional extras and are loaded when they are asked for.
"""

import importlib
import os
import shutil
from pathlib import Path
from typing import Any, Literal, Protocol

import numpy as np
import numpy.typing as npt

from ftd_engine.run_folder import RunFolderError

Program = Literal["tensorboard", "wandb"]
PROGRAMS: tuple[Program, ...] = ("tensorboard", "wandb")

Plain = int | float | str | bool
Picture = npt.NDArray[np.uint8]

_EVENT_FILES = "events.out.tfevents.*"


class MetricSink(Protocol):
    """Takes metrics of one run in the order in which they came."""

    def number(self, tag: str, step: int, value: float, time_s: float) -> None:
        """One point of a curve; the part of the tag before the first slash names what steps count."""
        ...

    def picture(self, tag: str, step: int, pixels: Picture, time_s: float) -> None:
        """A picture `[H, W, C]`, 0 to 255, of 1 or 3 channels."""
        ...

    def result(self, settings: dict[str, Plain], figures: dict[str, float]) -> None:
        """What the run was configured with and what came out; once, at its end."""
        ...

    def flush(self) -> None:
        """Let readers see what came so far."""
        ...

    def close(self) -> None:
        """End the files."""
        ...


def open_sink(
    program: Program, folder: Path, name: str, settings: dict[str, Plain], *, is_ours: bool
) -> MetricSink:
    """Begin the files of one run; what an earlier export of ours left there is replaced.

    Args:
        folder: where they go; made where it is missing.
        name: of the run, for people.
        is_ours: the folder lies in a run folder; another has to be new or empty.

    Raises:
        RunFolderError: the program's package is missing, or the folder cannot be used.
    """
    package = "torch.utils.tensorboard" if program == "tensorboard" else "wandb"
    module = _loaded(package, program)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if is_ours:
            _empty(folder, program)
        elif any(folder.iterdir()):
            raise RunFolderError(
                f"{folder} is not empty. Metrics go into a new or empty folder, so that nothing of "
                "yours is replaced: name another, or leave --out away."
            )
    except OSError as error:
        raise RunFolderError(
            f"{folder} cannot be written: {error.strerror}. Name another folder with --out."
        ) from error
    if program == "tensorboard":
        return TensorBoardFiles(module, folder)
    return OfflineWandb(module, folder, name, settings)


def _loaded(package: str, program: Program) -> Any:
    if program == "wandb":
        # before it is imported: nothing is sent, no reports of errors either
        os.environ.update(WANDB_MODE="offline", WANDB_ERROR_REPORTING="false", WANDB_SILENT="true")
    try:
        return importlib.import_module(package)
    except ImportError as error:
        raise RunFolderError(
            f"Metrics for {program} cannot be written: the package {program} is not installed "
            f'({error}). Install it with: python -m pip install "ftd-studio[{program}]"'
        ) from error


def _empty(folder: Path, program: Program) -> None:
    if program == "tensorboard":
        for path in folder.glob(_EVENT_FILES):
            path.unlink()
    else:
        for path in folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()


class TensorBoardFiles:
    """Event files that TensorBoard reads, by PyTorch's own writer."""

    def __init__(self, module: Any, folder: Path) -> None:
        self._writer: Any = module.SummaryWriter(str(folder))

    def number(self, tag: str, step: int, value: float, time_s: float) -> None:
        """One point of a curve."""
        self._writer.add_scalar(tag, value, step, walltime=time_s)

    def picture(self, tag: str, step: int, pixels: Picture, time_s: float) -> None:
        """A picture."""
        self._writer.add_image(tag, pixels, step, walltime=time_s, dataformats="HWC")

    def result(self, settings: dict[str, Plain], figures: dict[str, float]) -> None:
        """Hyper-parameters with what came out, for the table of that name."""
        self._writer.add_hparams(settings, figures, run_name=".")

    def flush(self) -> None:
        """Let TensorBoard see what came so far."""
        self._writer.flush()

    def close(self) -> None:
        """End the files."""
        self._writer.close()


class OfflineWandb:
    """A run of Weights & Biases that stays on this disk; its owner may sync it, we never do."""

    def __init__(self, module: Any, folder: Path, name: str, settings: dict[str, Plain]) -> None:
        self._module = module
        self._groups: set[str] = set()
        self._run: Any = module.init(
            mode="offline",
            project="ftd-studio",
            name=name,
            dir=str(folder),
            config=settings,
            settings=module.Settings(console="off", disable_git=True, x_disable_stats=True),
        )

    def _log(self, tag: str, step: int, value: Any) -> None:
        # its own count of steps only ever grows, while ours begin anew with every phase
        group = tag.partition("/")[0]
        counter = f"{group}/step"
        if group not in self._groups:
            self._groups.add(group)
            self._run.define_metric(counter)
            self._run.define_metric(f"{group}/*", step_metric=counter)
        self._run.log({tag: value, counter: step})

    def number(self, tag: str, step: int, value: float, time_s: float) -> None:  # noqa: ARG002  # W&B takes the time itself
        """One point of a curve."""
        self._log(tag, step, value)

    def picture(self, tag: str, step: int, pixels: Picture, time_s: float) -> None:  # noqa: ARG002
        """A picture."""
        flat = pixels[..., 0] if pixels.shape[-1] == 1 else pixels
        self._log(tag, step, self._module.Image(flat))

    def result(self, settings: dict[str, Plain], figures: dict[str, float]) -> None:  # noqa: ARG002  # told at the start
        """What came out, as the summary of the run."""
        self._run.summary.update(figures)

    def flush(self) -> None:
        """W&B writes by itself."""

    def close(self) -> None:
        """End the run."""
        self._run.finish()
