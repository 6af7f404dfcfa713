"""How much disk the teachers of an experiment take, by arithmetic alone; knows no tensor."""

from pathlib import Path
from typing import Literal

from ftd_engine.experiment import Experiment
from ftd_engine.settings.buffer import Storage

_BYTES_OF: dict[Storage, int] = {"float32": 4, "float16": 2}
_HEAD_BYTES = 2048
_HEAD_BYTES_PER_EPOCH = 200
"""Four curves with epoch and value in the head of the file."""


def convnet_params(
    *,
    channels: int,
    size_px: int,
    num_classes: int,
    depth: int,
    width: int,
    norm: Literal["none", "batch", "layer", "instance", "group"] = "instance",
    pooling: Literal["average", "max", "none"] = "average",
) -> int:
    """Parameters of a ConvNet: what `FlatNetwork.num_params` counts, without building it.

    Args:
        channels: channels of the images.
        size_px: height and width of the images.
        num_classes: outputs.
        depth: blocks.
        width: channels of every convolution.
        norm: normalisation; layer norm has a scale and a shift for every pixel.
        pooling: whether a block halves the picture.
    """
    total, before = 0, channels
    # grey pictures of 28 pixels are padded to 32
    pixels = 32 if channels == 1 and size_px == 28 else size_px
    for _ in range(depth):
        total += 9 * before * width + width
        if norm != "none":
            total += 2 * width * (pixels * pixels if norm == "layer" else 1)
        if pooling != "none":
            pixels //= 2
        before = width
    return total + width * pixels * pixels * num_classes + num_classes


def kept_epochs(experiment: Experiment, expert: int) -> tuple[int, ...]:
    """Epochs whose weights of one teacher must lie on disk, ascending."""
    buffer, distill = experiment.buffer, experiment.distill
    if buffer.keep_epochs == "all":
        return tuple(range(buffer.epochs + 1))
    kept = set(range(distill.max_start_epoch + distill.expert_epochs))
    if expert < experiment.evaluation.loss_difference_experts:
        kept.update(range(0, buffer.epochs + 1, distill.expert_epochs))
    return tuple(sorted(kept))


def teacher_bytes(num_rows: int, last_epoch: int, num_params: int, storage: Storage) -> int:
    """Bytes of one teacher's file, rounded up: its kept weights, and the last ones unrounded.

    Args:
        num_rows: epochs whose weights are kept.
        last_epoch: epochs trained.
        num_params: weights of the network.
        storage: how the kept weights are stored.
    """
    head = _HEAD_BYTES + _HEAD_BYTES_PER_EPOCH * last_epoch
    return num_rows * num_params * _BYTES_OF[storage] + 4 * num_params + head


def disk_need_bytes(experiment: Experiment, num_params: int) -> int:
    """Bytes that all teachers of an experiment take where none lies on the shelf yet."""
    buffer = experiment.buffer
    if buffer.imported:
        return 0
    return sum(
        teacher_bytes(
            len(kept_epochs(experiment, expert)), buffer.epochs, num_params, buffer.storage
        )
        for expert in range(buffer.kept_experts)
    )


def disk_shortage(need: int, free: float, root: Path) -> tuple[str, str] | None:
    """Why teachers of so many bytes do not fit on a disk, and what to lower; None where they do.

    Args:
        need: bytes that the teachers still to be trained take.
        free: bytes that are free on the disk.
        root: the shelf.
    """
    if need <= free:
        return None
    return (
        f"The teachers to train take {size_words(need)} on the disk of {root}, where "
        f"{size_words(int(free))} are free.",
        "Keep only the drawn epochs (buffer.keep_epochs), store float16 (buffer.storage), lower the "
        "number of teachers (buffer.num_experts) or their epochs (buffer.epochs), or free some "
        "space: `ftd shelf` lists what lies there.",
    )


def size_words(num_bytes: int) -> str:
    """A size for people, in decimal units as disks are sold, such as "6.5 GB"."""
    size = float(num_bytes)
    for unit in ("bytes", "kB", "MB", "GB"):
        # 999.96 would be rounded to 1000.0
        if size < 999.95:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:,.1f} TB"
