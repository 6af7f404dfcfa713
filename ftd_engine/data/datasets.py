"""Real data sets as tensors: read, looked through, brought into their pixel space, placed."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from jaxtyping import Float, Int
from torch import Tensor

from ftd_engine.data.findings import Finding, refuse_errors
from ftd_engine.data.pixel_space import PixelSpace, measured_constants, whitened_space
from ftd_engine.data.raw_images import Pixels, RawImages, Turn, no_turn
from ftd_engine.data.registry import read_images
from ftd_engine.data.validation import findings_about, memory_findings
from ftd_engine.data.zca import as_colours, fitted_zca
from ftd_engine.runtime import EngineError
from ftd_engine.settings.data import DataConfig

CPU = torch.device("cpu")
GPU_SHARE = 0.5
"""Of the free memory of a GPU that images may take; the rest is for networks and their graphs."""

_CHUNK = 2048
_CACHED_NUMBERS = 1 << 19
"""Numbers of a piece, 2 MiB: normalising in such pieces takes a third of the time of 2,048 images."""


@dataclass(frozen=True, slots=True)
class RealDataset:
    """Real images in the space that networks are trained in.

    Attributes:
        name: data set as in the experiment.
        origin: where the files came from, in words.
        train_images, test_images: `[N, C, H, W]`, normalised; on the compute device or on the host.
        train_labels, test_labels: `[N]`, class of each image, beside the images.
        class_names: name of each class.
        space: how pixels became numbers.
        findings: warnings and notes about the images; errors have stopped the reading.
        device: where networks compute.
        placement: where the images lie, as a sentence.
    """

    name: str
    origin: str
    train_images: Float[Tensor, "n c h w"]
    train_labels: Int[Tensor, " n"]
    test_images: Float[Tensor, "m c h w"]
    test_labels: Int[Tensor, " m"]
    class_names: tuple[str, ...]
    space: PixelSpace
    findings: tuple[Finding, ...] = ()
    device: torch.device = CPU
    placement: str = ""

    @property
    def num_classes(self) -> int:
        return len(self.class_names)

    @property
    def channels(self) -> int:
        return self.train_images.shape[1]

    @property
    def size_px(self) -> int:
        return self.train_images.shape[2]

    @property
    def num_bytes(self) -> int:
        return self.train_images.nbytes + self.test_images.nbytes

    def train_at(
        self, places: Int[Tensor, " b"]
    ) -> tuple[Float[Tensor, "b c h w"], Int[Tensor, " b"]]:
        """Some training images and their labels, on the compute device."""
        chosen = (gathered(each, places) for each in (self.train_images, self.train_labels))
        images, labels = (each.to(self.device, non_blocking=True) for each in chosen)
        return images, labels

    def to(self, device: torch.device) -> "RealDataset":
        """The same set for computing on a device: there if it fits, else in pinned host memory."""
        stays, placement = _placement(self.num_bytes, device)
        home = CPU if stays else device

        def placed(tensor: Tensor) -> Tensor:
            moved = tensor.to(home)
            return _pinned(moved) if stays else moved

        return replace(
            self,
            train_images=placed(self.train_images),
            train_labels=placed(self.train_labels),
            test_images=placed(self.test_images),
            test_labels=placed(self.test_labels),
            space=self.space.to(device),
            device=device,
            placement=placement,
        )


def _placement(num_bytes: int, device: torch.device) -> tuple[bool, str]:
    """Whether images stay on the host, and the sentence that says so."""
    size = f"The images take {num_bytes / 1e9:.2f} GB"
    if device.type != "cuda":
        return False, f"{size} of memory."
    free, _ = torch.cuda.mem_get_info(device)
    if num_bytes <= GPU_SHARE * free:
        return False, f"{size} of {free / 1e9:.1f} GB of free GPU memory and lie there."
    return True, (
        f"{size}, more than {GPU_SHARE:.0%} of {free / 1e9:.1f} GB of free GPU memory; they lie in "
        "pinned host memory and every batch is moved, which is slower."
    )


def _pinned(tensor: Tensor) -> Tensor:
    """A copy that a GPU reads at full speed; the tensor itself where there is no GPU."""
    return tensor.pin_memory() if torch.cuda.is_available() else tensor


def gathered(values: Tensor, places: Int[Tensor, " b"]) -> Tensor:
    """Chosen rows, in the kind of memory that all lie in.

    Plain indexing of pinned memory gives a copy that is not pinned, and such a one is moved to a GPU at
    half the speed and while everything waits.
    """
    places = places.to(values.device)
    if not values.is_pinned():
        return values[places]
    chosen = torch.empty((len(places), *values.shape[1:]), dtype=values.dtype, pin_memory=True)
    return torch.index_select(values, 0, places, out=chosen)


def load_dataset(
    config: DataConfig,
    *,
    ipc: int = 1,
    share: float = 0.0,
    device: torch.device = CPU,
    turn: Turn = no_turn,
    tell: Callable[[str], None] = lambda _text: None,
) -> RealDataset:
    """Read the real images, look through them and bring them into their space, on the host.

    Args:
        config: which set, where it lies and how it is normalised.
        ipc: images per class that the experiment will take.
        share: of the smallest class that it will hold out of every class beside them.
        device: where to fit and apply ZCA whitening.
        turn: called now and then; may raise to end the reading.
        tell: hears what takes long.

    Raises:
        EngineError: files are missing or damaged, or the images cannot be used; says all reasons.
    """
    raw = read_images(config, turn)
    findings = findings_about(raw, ipc, share)
    refuse_errors(findings)
    refuse_errors(memory_findings(raw))
    space, notes = _space_of(raw, config, device, tell)
    encoder = space if space.zca is None else space.to(device)
    return RealDataset(
        name=raw.name,
        origin=raw.origin,
        train_images=_encoded(raw.train_pixels, encoder, device, turn),
        train_labels=torch.tensor(raw.train_labels),
        test_images=_encoded(raw.test_pixels, encoder, device, turn),
        test_labels=torch.tensor(raw.test_labels),
        class_names=raw.class_names,
        space=space,
        findings=(*findings, *notes),
    )


def _space_of(
    raw: RawImages, config: DataConfig, device: torch.device, tell: Callable[[str], None]
) -> tuple[PixelSpace, tuple[Finding, ...]]:
    if config.zca:
        return whitened_space(
            fitted_zca(raw.train_pixels, device, tell), raw.train_pixels.shape[1]
        ), ()
    if raw.constants is not None:
        return PixelSpace(raw.constants.mean, raw.constants.std), ()
    constants = measured_constants(raw.train_pixels)
    space = PixelSpace(constants.mean, constants.std)
    return space, (Finding("note", f"Measured on the training images: {space}."),)


def _encoded(
    pixels: Pixels, space: PixelSpace, device: torch.device, turn: Turn
) -> Float[Tensor, "n c h w"]:
    """All images in their space, piece by piece: whitening twice the images would not fit.

    Where nothing is whitened the pieces are so small that every pass over one finds it in the cache.
    """
    encoded = torch.empty(pixels.shape, dtype=torch.float32)
    where, piece = device, _CHUNK
    if space.zca is None:
        where, piece = CPU, max(1, _CACHED_NUMBERS // math.prod(pixels.shape[1:]))
    for start in range(0, len(pixels), piece):
        turn()
        colours = as_colours(pixels[start : start + piece]).to(where)
        encoded[start : start + piece] = space.encode(colours)
    return encoded


def draw_per_class(
    labels: Int[Tensor, " n"], num_classes: int, per_class: int, generator: torch.Generator
) -> Int[Tensor, " chosen"]:
    """Positions of randomly drawn images, class-major, `per_class` of each without repeats.

    Raises:
        EngineError: a class has too few images.
    """
    chosen: list[Tensor] = []
    on_cpu = labels.cpu()
    for label in range(num_classes):
        places = (on_cpu == label).nonzero().flatten()
        if len(places) < per_class:
            raise EngineError(
                f"Class {label} has {len(places)} real images, but {per_class} per class are "
                "wanted.",
                f"Lower the images per class to {len(places)} at most.",
            )
        chosen.append(places[torch.randperm(len(places), generator=generator)[:per_class]])
    return torch.cat(chosen).to(labels.device)
