"""Numbers of the official implementation, for what the engine has: see tests/golden/README.md."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from ftd_engine.data import dsa
from ftd_engine.method.matching import match_trajectory
from ftd_engine.method.sharpness import flat_direction
from ftd_engine.method.student import StudentStep
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.method.training import gradient_and_logits, train_on_set
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.networks import NetworkSpec

GOLDEN = Path(__file__).parents[2] / "golden"


@pytest.fixture(autouse=True)
def two_threads() -> Iterator[None]:
    """The numbers were made on two threads.

    The second outer iteration of `matching/full_batch` lies on a kink of a ReLU: a change of 1e-6
    in the images moves its gradient by 4e-3, also in float64, so even the order of float32 sums,
    which the number of threads decides, tells which side is taken.
    """
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    yield
    torch.set_num_threads(before)


def _open(name: str) -> dict[str, Any]:
    with np.load(GOLDEN / f"{name}.npz", allow_pickle=False) as file:
        return {key: file[key] for key in file.files}


def _tensor(values: Any) -> Tensor:
    return torch.from_numpy(np.array(values))


def _relative_error(ours: Tensor, golden: Any) -> float:
    wanted = _tensor(golden).double()
    return float((ours.double() - wanted).norm() / wanted.norm())


def _network(width: int = 8, depth: int = 3) -> FlatNetwork:
    return FlatNetwork(
        NetworkSpec(depth=depth, width=width, channels=3, size_px=32, num_classes=10)
    )


def _convnet_cases() -> list[str]:
    return sorted(
        {
            key.split("/")[0]
            for key in _open("networks")
            if "_in_relu_avg_" in key and key.endswith("/logits_train")
        }
    )


@pytest.mark.parametrize("case", _convnet_cases())
def test_convnet_computes_the_official_logits(case: str) -> None:
    golden = _open("networks")
    parts = {part[0]: part[1:] for part in case.split("_")[1:]}
    images = _tensor(golden[f"{case}/x"])
    classes = golden[f"{case}/logits_train"].shape[1]
    network = FlatNetwork(
        NetworkSpec(int(parts["d"]), int(parts["w"]), images.shape[1], images.shape[2], classes)
    )
    sizes = [int(np.prod(ast.literal_eval(str(row)))) for row in golden[f"{case}/shapes"]]
    theta = torch.cat(
        [
            (0.05 * torch.sin(0.37 * torch.arange(size, dtype=torch.float64) + j)).float()
            for j, size in enumerate(sizes)
        ]
    )
    assert network.num_params == int(golden[f"{case}/num_params"])
    assert _relative_error(network.logits(theta, images), golden[f"{case}/logits_train"]) < 1e-4


@pytest.mark.parametrize(
    ("case", "alpha", "rho"),
    [
        ("sgd", 0.0, 0.0),
        ("algorithm1_a1_r0.01", 1.0, 0.01),
        ("algorithm1_a0.3_r0.01", 0.3, 0.01),
        ("algorithm1_a0.3_r0.05", 0.3, 0.05),
    ],
)
def test_teacher_steps(case: str, alpha: float, rho: float) -> None:
    golden, network = _open("teacher_steps"), _network()
    theta, losses = _tensor(golden["init"]), []
    for images, labels in zip(golden["x"], golden["y"], strict=True):

        def gradient_at(
            point: Tensor, images: Any = images, labels: Any = labels
        ) -> tuple[Tensor, Tensor]:
            gradient, loss, _ = gradient_and_logits(
                network, point, _tensor(images), _tensor(labels)
            )
            return gradient, loss

        direction, loss = flat_direction(gradient_at, theta, alpha, rho)
        theta = theta - 0.01 * direction
        losses.append(float(loss))
    assert losses == pytest.approx(golden[f"{case}/losses"], rel=1e-5)
    assert _relative_error(theta, golden[f"{case}/final"]) < 1e-4
    moved = theta - _tensor(golden["init"])
    assert _relative_error(moved, golden[f"{case}/final"] - golden["init"]) < 1e-3


@pytest.mark.parametrize("case", ["full_batch", "mini_batch"])
def test_matching(case: str) -> None:
    golden = _open("matching")
    meta = dict(item.split("=") for item in str(golden[f"{case}/meta"][0]).split())
    network = _network(int(meta["width"]), int(meta["depth"]))
    start, target = _tensor(golden[f"{case}/start"]), _tensor(golden[f"{case}/target"])
    images = _tensor(golden[f"{case}/images"])
    current = SyntheticSet(
        images=images,
        labels=_tensor(golden[f"{case}/labels"]),
        syn_lr=float(meta["syn_lr0"]),
        image_velocity=torch.zeros_like(images),
        syn_lr_velocity=0.0,
        ema=images.clone(),
    )
    num_steps = int(meta["syn_steps"])
    for iteration in range(int(meta["iterations"])):
        rows = golden[f"{case}/batch_indices"][iteration * num_steps : (iteration + 1) * num_steps]
        steps = [StudentStep(_tensor(row[row >= 0]), None) for row in rows]
        match = match_trajectory(
            network, start, target, current.images, current.labels, current.syn_lr, steps
        )
        assert match.loss == pytest.approx(golden[f"{case}/loss"][iteration], rel=1e-5)
        wanted = golden[f"{case}/grad_images"][iteration]
        assert _relative_error(match.image_gradient, wanted) < 1e-3
        assert match.syn_lr_gradient == pytest.approx(
            golden[f"{case}/grad_lr"][iteration], rel=1e-4
        )
        current = current.stepped(
            match,
            image_lr=float(meta["lr_img"]),
            syn_lr_lr=float(meta["lr_lr"]),
            momentum=float(meta["momentum"]),
            ema_decay=float(meta["ema_decay"]),
        )
        assert current.syn_lr == pytest.approx(golden[f"{case}/syn_lr_after"][iteration], rel=1e-5)
    assert current.ema is not None
    assert _relative_error(current.images, golden[f"{case}/images_after"]) < 1e-4
    assert _relative_error(current.ema, golden[f"{case}/ema_after"]) < 1e-4


@pytest.mark.parametrize(
    "op", ["brightness", "saturation", "contrast", "flip", "scale", "rotate", "crop", "cutout"]
)
def test_augmentation(op: str) -> None:
    golden = _open("dsa")
    images = _tensor(golden["x"])
    names = {
        "scale": ("sx", "sy"),
        "rotate": ("theta_rad",),
        "crop": ("shift_row", "shift_col"),
        "cutout": ("offset_row", "offset_col"),
    }.get(op, ("u",))
    draws = sorted({key.split("/")[1] for key in golden if key.startswith(f"rand_{op}/")})
    assert draws
    for draw in draws:
        values = [_tensor(golden[f"rand_{op}/{draw}/{name}"]) for name in names]
        extra = [int(golden[f"rand_{op}/{draw}/size"])] if op == "cutout" else []
        ours = getattr(dsa, op)(images, *values, *extra)
        assert _relative_error(ours, golden[f"rand_{op}/{draw}/y"]) < 1e-4


def test_evaluation_training() -> None:
    golden, network = _open("evaluation"), _network()
    theta, losses = train_on_set(
        network,
        _tensor(golden["init"]),
        _tensor(golden["images"]),
        _tensor(golden["labels"]),
        lr=float(golden["lr"]),
        momentum=0.9,
        weight_decay=5e-4,
        epochs=int(golden["epochs"]),
        batch_size=256,
        ops=(),
        generator=torch.Generator(),
        turn=lambda: None,
    )
    assert losses == pytest.approx(golden["train_loss"], rel=1e-5)
    assert _relative_error(theta, golden["final"]) < 1e-4
    logits = network.logits(theta, _tensor(golden["test_x"]))
    assert _relative_error(logits, golden["test_logits"]) < 1e-4
