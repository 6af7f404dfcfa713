"""The plain implementation that the benchmark compares with: what the published scripts do.

Contiguous layout, PyTorch's own layers, a data loader that hands over batch after batch, a network
whose parameters are cut out of one flat vector, and one graph over all student steps. Only the
augmentation's operations and their draws are the product's: they are the same arithmetic.
"""

# pyright: reportUnknownMemberType=false
# torch's own stubs leave optimisers and loaders partly unknown.

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.func import functional_call
from torch.utils.data import DataLoader, TensorDataset

from ftd_engine.data.dsa import apply_dsa, draw_dsa
from ftd_engine.settings.dsa import DsaOp


class PlainConvNet(nn.Module):
    """depth x [conv 3x3, instance norm, ReLU, 2x2 average pool], then one linear layer."""

    def __init__(self, channels: int, size_px: int, classes: int, depth: int, width: int) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        before, padding = channels, 3 if channels == 1 and size_px == 28 else 1
        size_px += 2 * padding - 2
        for _ in range(depth):
            layers += [
                nn.Conv2d(before, width, 3, padding=padding),
                nn.GroupNorm(width, width),
                nn.ReLU(),
                nn.AvgPool2d(2),
            ]
            before, padding = width, 1
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Linear(width * (size_px >> depth) ** 2, classes)

    def forward(self, images: Tensor) -> Tensor:
        """Logits of a batch."""
        return self.classifier(self.features(images).flatten(1))


class PlainFlat:
    """A module as a function of one flat vector."""

    def __init__(self, module: nn.Module) -> None:
        self.module = module
        self._names = [name for name, _ in module.named_parameters()]
        self._shapes = [value.shape for value in module.parameters()]
        self._sizes = [value.numel() for value in module.parameters()]

    def __call__(self, images: Tensor, theta: Tensor) -> Tensor:
        pieces = theta.split(self._sizes)
        values = {
            name: piece.view(shape)
            for name, piece, shape in zip(self._names, pieces, self._shapes, strict=True)
        }
        return functional_call(self.module, values, (images,))


def buffer_epoch(
    module: nn.Module,
    images: Tensor,
    labels: Tensor,
    *,
    batch: int,
    lr: float,
    alpha: float,
    rho: float,
    ops: tuple[DsaOp, ...],
    rng: torch.Generator,
) -> None:
    """One flat-teacher epoch with a sharpness-aware optimiser's two gradients a step."""
    loader = DataLoader(
        TensorDataset(images, labels), batch_size=batch, shuffle=True, generator=rng
    )
    optimizer = torch.optim.SGD(module.parameters(), lr=lr)
    parameters = list(module.parameters())
    for batch_images, batch_labels in loader:
        seen = apply_dsa(batch_images, draw_dsa(ops, len(batch_images), images.shape[2], rng))
        optimizer.zero_grad()
        F.cross_entropy(module(seen), batch_labels).backward()
        first = [_gradient(value).clone() for value in parameters]
        norm = torch.stack([piece.norm() for piece in first]).norm()
        with torch.no_grad():
            steps = [piece * (rho / norm) for piece in first]
            for value, step in zip(parameters, steps, strict=True):
                value.add_(step)
        optimizer.zero_grad()
        F.cross_entropy(module(seen), batch_labels).backward()
        with torch.no_grad():
            for value, step, at_theta in zip(parameters, steps, first, strict=True):
                value.sub_(step)
                value.grad = alpha * _gradient(value) + (1 - alpha) * at_theta
        optimizer.step()


def _gradient(value: Tensor) -> Tensor:
    assert value.grad is not None
    return value.grad


def distill_gradient(
    network: PlainFlat,
    start: Tensor,
    target: Tensor,
    images: Tensor,
    labels: Tensor,
    syn_lr: float,
    *,
    syn_steps: int,
    ops: tuple[DsaOp, ...],
    rng: torch.Generator,
) -> tuple[float, Tensor]:
    """Matching loss and image gradient of one iteration through the graph of all steps."""
    images = images.detach().requires_grad_()
    rate = torch.tensor(syn_lr, dtype=images.dtype, device=images.device, requires_grad=True)
    points = [start.detach().clone().requires_grad_()]
    for _ in range(syn_steps):
        seen = apply_dsa(images, draw_dsa(ops, len(images), images.shape[2], rng))
        loss = F.cross_entropy(network(seen, points[-1]), labels)
        (gradient,) = torch.autograd.grad(loss, points[-1], create_graph=True)
        points.append(points[-1] - rate * gradient)
    way = F.mse_loss(points[-1], target, reduction="sum")
    loss = way / F.mse_loss(start, target, reduction="sum")
    loss.backward()
    return float(loss.detach()), _gradient(images)


def evaluation_epochs(
    module: nn.Module,
    images: Tensor,
    labels: Tensor,
    *,
    epochs: int,
    batch: int,
    lr: float,
    ops: tuple[DsaOp, ...],
    rng: torch.Generator,
) -> None:
    """Training of a fresh network on the set, by a loader and an optimiser."""
    loader = DataLoader(
        TensorDataset(images, labels), batch_size=batch, shuffle=True, generator=rng
    )
    optimizer = torch.optim.SGD(module.parameters(), lr=lr, momentum=0.9, weight_decay=5e-4)
    for _ in range(epochs):
        for batch_images, batch_labels in loader:
            seen = apply_dsa(batch_images, draw_dsa(ops, len(batch_images), images.shape[2], rng))
            optimizer.zero_grad()
            F.cross_entropy(module(seen), batch_labels).backward()
            optimizer.step()
