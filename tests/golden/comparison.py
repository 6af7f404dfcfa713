"""Every number in a folder of golden files beside ours: name, relative error, tolerance.

All settings are read from case names, metadata and shapes. The files say what the method computes;
see README.md beside them.
"""

import ast
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from ftd_engine.data import dsa
from ftd_engine.method.matching import match_trajectory
from ftd_engine.method.sharpness import flat_direction, gsam_direction
from ftd_engine.method.student import StudentStep
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.method.training import gradient_and_logits, train_on_set
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.native import block_loops
from ftd_engine.models.networks import NetworkSpec, build_network

TOLERANCE = 1e-4
LOSS_TOLERANCE = 1e-5
IMAGE_GRADIENT_TOLERANCE = 1e-3

_EXPERT_LR = 0.01
_NORMS = {"none": "none", "bn": "batch", "ln": "layer", "in": "instance", "gn": "group"}
_ACTIVATIONS = {"relu": "relu", "sigmoid": "sigmoid", "leaky": "leaky_relu"}
_POOLINGS = {"avg": "average", "max": "max", "none": "none"}
_FULL_SIZES = {
    "cifar10": (3, 32, 10, 3),
    "cifar100": (3, 32, 100, 3),
    "fashion": (1, 28, 10, 3),
    "tiny": (3, 64, 200, 4),
    "imagenet128": (3, 128, 10, 5),
}
"""Channels, pixels, classes and depth of the full-size networks."""

File = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One number or array of a golden file beside ours."""

    name: str
    error: float
    tolerance: float

    @property
    def is_within(self) -> bool:
        """True where the error is a number within the tolerance."""
        return self.error <= self.tolerance


def compare_folder(folder: Path) -> Iterator[Comparison]:
    """Compare every golden file that the folder holds, file by file.

    Raises:
        FileNotFoundError: the folder holds none.
    """
    # the order of float32 sums, which the number of threads decides, picks the side on which a
    # kink of a ReLU is taken; the files were made on two threads
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        found = False
        for name, compare in _FILES.items():
            path = folder / f"{name}.npz"
            if path.is_file():
                found = True
                yield from compare(_read(path))
        if not found:
            raise FileNotFoundError(f"{folder} holds none of: {', '.join(_FILES)} (.npz)")
    finally:
        torch.set_num_threads(before)


def _read(path: Path) -> File:
    with np.load(path, allow_pickle=False) as file:
        return {key: file[key] for key in file.files}


def _tensor(values: Any) -> Tensor:
    return torch.from_numpy(np.array(values))


def _error(ours: Any, golden: Any) -> float:
    ours = ours.detach() if isinstance(ours, Tensor) else torch.tensor(ours)
    wanted = torch.as_tensor(np.array(golden)).double()
    if ours.shape != wanted.shape:
        return float("inf")
    return float((ours.double() - wanted).norm() / wanted.norm().clamp_min(1e-300))


def _cases(file: File, member: str) -> list[str]:
    return sorted({key.rpartition("/")[0] for key in file if key.endswith(f"/{member}")})


# ---------------------------------------------------------------- networks


def _spec_of_convnet(case: str, channels: int, size_px: int, num_classes: int) -> NetworkSpec:
    found = re.fullmatch(r"convnet_d(\d+)_w(\d+)_([a-z]+)_([a-z]+)_([a-z]+)_c\d+_s\d+", case)
    assert found, case
    depth, width, norm, activation, pooling = found.groups()
    return NetworkSpec(
        channels,
        size_px,
        num_classes,
        depth=int(depth),
        width=int(width),
        norm=_NORMS[norm],  # type: ignore[arg-type]
        activation=_ACTIVATIONS[activation],  # type: ignore[arg-type]
        pooling=_POOLINGS[pooling],  # type: ignore[arg-type]
    )


def _spec_of(case: str, channels: int, size_px: int, num_classes: int) -> NetworkSpec:
    if case.startswith("convnet"):
        return _spec_of_convnet(case, channels, size_px, num_classes)
    kind, *rest = case.split("_")
    if "ap" in rest:
        kind = f"{kind}_ap"
    norm = "batch" if "bn" in rest else "instance"
    return NetworkSpec(channels, size_px, num_classes, kind=kind, norm=norm)  # type: ignore[arg-type]


def _sine_weights(shapes: list[tuple[int, ...]]) -> Tensor:
    pieces = [
        0.05 * torch.sin(0.37 * torch.arange(int(np.prod(shape)), dtype=torch.float64) + place)
        for place, shape in enumerate(shapes)
    ]
    return torch.cat(pieces).float()


def _network(spec: NetworkSpec) -> FlatNetwork:
    """As the engine builds it."""
    return FlatNetwork(spec, block_loops())


def _compare_networks(file: File) -> Iterator[Comparison]:
    for case in _cases(file, "num_params"):
        count = int(file[f"{case}/num_params"])
        if f"{case}/x" not in file:
            channels, size_px, classes, depth = _FULL_SIZES[case.split("_")[-1]]
            width = int(re.findall(r"_w(\d+)", case)[0])
            network = _network(NetworkSpec(channels, size_px, classes, depth=depth, width=width))
            yield Comparison(f"networks {case} count", abs(network.num_params - count) / count, 0.0)
            continue
        images, logits = _tensor(file[f"{case}/x"]), file[f"{case}/logits_train"]
        network = _network(_spec_of(case, images.shape[1], images.shape[2], logits.shape[1]))
        shapes = [ast.literal_eval(str(row)) for row in file[f"{case}/shapes"]]
        ours = [tuple(piece.shape) for piece in network.unflatten(torch.zeros(network.num_params))]
        yield Comparison(f"networks {case} shapes", 0.0 if ours == shapes else float("inf"), 0.0)
        theta = _sine_weights(shapes)
        exact = network.logits(theta.double(), images.double())
        error = min(_error(exact, logits), _plain_error(network.spec, theta, images, logits))
        yield Comparison(f"networks {case} logits", error, TOLERANCE)


def _plain_error(spec: NetworkSpec, theta: Tensor, images: Tensor, logits: Any) -> float:
    """The error in float32 and plain layout, as the golden logits were made.

    With these weights the ResNets with average pools multiply rounding a thousand times: golden numbers of
    float32 may lie further from the exact ones than the tolerance, and then only the same arithmetic meets
    them. A wrong network misses them in both.
    """
    module = build_network(spec)
    torch.nn.utils.vector_to_parameters(theta, module.parameters())
    with torch.no_grad():
        return _error(module(images), logits)


# ---------------------------------------------------------------- teachers


def _convnet_of(num_params: int, images: Tensor, labels: Tensor, width: int = 0) -> FlatNetwork:
    """The instance-norm ConvNet of depth 3 with so many parameters for these images."""
    num_classes = max(10, int(labels.max()) + 1)
    for candidate in [width] if width else range(1, 257):
        spec = NetworkSpec(images.shape[-3], images.shape[-1], num_classes, width=candidate)
        network = _network(spec)
        if network.num_params == num_params:
            return network
    raise ValueError(f"no ConvNet-3 has {num_params} parameters")


def _compare_teachers(file: File) -> Iterator[Comparison]:
    images, labels = _tensor(file["x"]), _tensor(file["y"])
    network = _convnet_of(len(file["init"]), images, labels)
    for case in _cases(file, "final"):
        numbers = dict(re.findall(r"_([ar])([\d.]+)", case))
        alpha, rho = float(numbers.get("a", 0)), float(numbers.get("r", 0))
        theta, losses = _tensor(file["init"]), []
        for batch, targets in zip(images, labels, strict=True):

            def gradient_at(
                point: Tensor, batch: Tensor = batch, targets: Tensor = targets
            ) -> tuple[Tensor, Tensor]:
                gradient, loss, _ = gradient_and_logits(network, point, batch, targets)
                return gradient, loss

            if case.startswith("gsam"):
                direction, loss = gsam_direction(
                    gradient_at, theta, alpha, rho, is_adaptive="adaptive" in case
                )
            else:
                direction, loss = flat_direction(gradient_at, theta, alpha, rho)
            theta = theta - _EXPERT_LR * direction
            losses.append(float(loss))
        yield Comparison(
            f"teacher {case} losses", _error(losses, file[f"{case}/losses"]), LOSS_TOLERANCE
        )
        yield Comparison(f"teacher {case} final", _error(theta, file[f"{case}/final"]), TOLERANCE)
        way = _error(theta - _tensor(file["init"]), file[f"{case}/final"] - file["init"])
        # most of `final` is the start; the way from there is the sharper test
        yield Comparison(f"teacher {case} way", way, 1e-3)


# ---------------------------------------------------------------- matching


def _compare_matching(file: File) -> Iterator[Comparison]:
    for case, way in itertools.product(_cases(file, "meta"), ("unrolled", "exact")):
        meta = dict(item.split("=") for item in str(file[f"{case}/meta"][0]).split())
        start, target = _tensor(file[f"{case}/start"]), _tensor(file[f"{case}/target"])
        images, labels = _tensor(file[f"{case}/images"]), _tensor(file[f"{case}/labels"])
        network = _network(
            NetworkSpec(
                images.shape[1],
                images.shape[2],
                max(10, int(labels.max()) + 1),
                depth=int(meta["depth"]),
                width=int(meta["width"]),
            )
        )
        current = SyntheticSet(
            images=images,
            labels=labels,
            syn_lr=float(meta["syn_lr0"]),
            image_velocity=torch.zeros_like(images),
            syn_lr_velocity=0.0,
            ema=images.clone(),
        )
        num_steps = int(meta["syn_steps"])
        for iteration in range(int(meta["iterations"])):
            first = iteration * num_steps
            rows = file[f"{case}/batch_indices"][first : first + num_steps]
            steps = [StudentStep(_tensor(row[row >= 0]), None) for row in rows]
            match = match_trajectory(
                network, start, target, current.images, current.labels, current.syn_lr, steps, way
            )
            name = f"matching {case} {way} iteration {iteration}"
            golden_loss = file[f"{case}/loss"][iteration]
            yield Comparison(f"{name} loss", _error(match.loss, golden_loss), LOSS_TOLERANCE)
            yield Comparison(
                f"{name} image gradient",
                _error(match.image_gradient, file[f"{case}/grad_images"][iteration]),
                IMAGE_GRADIENT_TOLERANCE,
            )
            yield Comparison(
                f"{name} rate gradient",
                _error(match.syn_lr_gradient, file[f"{case}/grad_lr"][iteration]),
                TOLERANCE,
            )
            current = current.stepped(
                match,
                image_lr=float(meta["lr_img"]),
                syn_lr_lr=float(meta["lr_lr"]),
                momentum=float(meta["momentum"]),
                ema_decay=float(meta["ema_decay"]),
            )
            yield Comparison(
                f"{name} rate",
                _error(current.syn_lr, file[f"{case}/syn_lr_after"][iteration]),
                TOLERANCE,
            )
        assert current.ema is not None
        for series, ours in (("images", current.images), ("ema", current.ema)):
            wanted = file[f"{case}/{series}_after"]
            yield Comparison(
                f"matching {case} {way} {series} after", _error(ours, wanted), TOLERANCE
            )


# ---------------------------------------------------------------- augmentation, evaluation

_STRENGTHS = {
    "scale": ("sx", "sy"),
    "rotate": ("theta_rad",),
    "crop": ("shift_row", "shift_col"),
    "cutout": ("offset_row", "offset_col"),
}


def _compare_dsa(file: File) -> Iterator[Comparison]:
    images = _tensor(file["x"])
    for case in _cases(file, "y"):
        op = case.split("/")[0].removeprefix("rand_")
        values: list[Any] = [_tensor(file[f"{case}/{name}"]) for name in _STRENGTHS.get(op, ("u",))]
        if op == "cutout":
            values.append(int(file[f"{case}/size"]))
        ours = getattr(dsa, op)(images, *values)
        yield Comparison(f"augmentation {case}", _error(ours, file[f"{case}/y"]), TOLERANCE)


def _compare_evaluation(file: File) -> Iterator[Comparison]:
    images, labels = _tensor(file["images"]), _tensor(file["labels"])
    network = _convnet_of(len(file["init"]), images, labels)
    theta, losses = train_on_set(
        network,
        _tensor(file["init"]),
        images,
        labels,
        lr=float(file["lr"]),
        momentum=0.9,
        weight_decay=5e-4,
        epochs=int(file["epochs"]),
        batch_size=len(images),
        statistics={},
        ops=(),
        generator=torch.Generator(),
        turn=lambda: None,
    )
    yield Comparison("evaluation losses", _error(losses, file["train_loss"]), LOSS_TOLERANCE)
    yield Comparison("evaluation final", _error(theta, file["final"]), TOLERANCE)
    logits = network.logits(theta, _tensor(file["test_x"]))
    yield Comparison("evaluation test logits", _error(logits, file["test_logits"]), TOLERANCE)


_FILES: dict[str, Callable[[File], Iterator[Comparison]]] = {
    "networks": _compare_networks,
    "teacher_steps": _compare_teachers,
    "matching": _compare_matching,
    "dsa": _compare_dsa,
    "evaluation": _compare_evaluation,
}
