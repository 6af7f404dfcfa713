"""One side of the benchmark of the phases in a process of its own, so that its memory is its own.

Reads lines from its input and answers each with one line of JSON: seconds of one run, and peak
resident memory so far. Not a benchmark by itself: `phases.py` starts two of them and takes turns.
"""

# pyright: reportUnknownMemberType=false
# torch's own stubs leave some functions partly unknown.

import json
import resource
import sys
import time
from collections.abc import Callable
from functools import partial

import torch

from ftd_engine.method.matching import match_trajectory
from ftd_engine.method.sharpness import flat_direction
from ftd_engine.method.student import plan_steps
from ftd_engine.method.training import train_expert_epoch, train_on_set
from ftd_engine.models.convolution import Convolution
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.models.native import BlockLoops, block_loops
from ftd_engine.models.networks import NetworkSpec
from ftd_engine.settings.dsa import DsaOp
from ftd_engine.side_by_side import side_by_side
from tests.benchmarks import plain
from tests.benchmarks.phase_settings import PhaseSettings

_OPS: tuple[DsaOp, ...] = ("color", "crop", "cutout", "flip", "scale", "rotate")
_RHO, _ALPHA, _LR, _SYN_LR = 0.01, 0.5, 0.01, 0.01
_TEACHERS = 2


def _nothing() -> None:
    """No one asks to stop."""


def _loops(settings: PhaseSettings) -> BlockLoops | None:
    return block_loops() if settings.side == "ours" and settings.compiled else None


def _work(settings: PhaseSettings) -> Callable[[], object]:
    device = torch.device(settings.device)
    rng = torch.Generator().manual_seed(0)
    size = (settings.channels, settings.size_px, settings.size_px)
    spec = NetworkSpec(
        settings.channels,
        settings.size_px,
        settings.classes,
        depth=settings.depth,
        width=settings.width,
    )
    network = FlatNetwork(spec, _loops(settings))
    count = settings.num_images
    images = torch.randn(count, *size, generator=rng).to(device)
    labels = (torch.arange(count) % settings.classes).to(device)
    theta = network.initial(rng).to(device)
    target = theta + 0.01 * torch.randn(theta.shape, generator=rng).to(device)
    module = plain.PlainConvNet(
        settings.channels, settings.size_px, settings.classes, settings.depth, settings.width
    ).to(device)
    with torch.no_grad():
        pieces = network.unflatten(theta)
        for value, piece in zip(module.parameters(), pieces, strict=True):
            value.copy_(piece)
    is_ours = settings.side == "ours"

    def train(teacher: FlatNetwork, generator: torch.Generator) -> object:
        return train_expert_epoch(
            teacher,
            theta,
            images,
            labels,
            batch_size=settings.batch,
            lr=_LR,
            direction=lambda at, point: flat_direction(at, point, _ALPHA, _RHO),
            statistics={},
            ops=_OPS,
            generator=generator,
            turn=_nothing,
        )

    if settings.phase == "teachers":
        seeds = range(_TEACHERS)
        tasks = [
            partial(train, network.twin(), torch.Generator().manual_seed(seed)) for seed in seeds
        ]
        return lambda: list(side_by_side(tasks, settings.at_once))
    if settings.phase == "buffer":
        if is_ours:
            return lambda: train(network, rng)
        return lambda: plain.buffer_epoch(
            module,
            images,
            labels,
            batch=settings.batch,
            lr=_LR,
            alpha=_ALPHA,
            rho=_RHO,
            ops=_OPS,
            rng=rng,
        )
    if settings.phase == "distill":
        if is_ours:
            return lambda: match_trajectory(
                network,
                theta,
                target,
                images,
                labels,
                _SYN_LR,
                plan_steps(
                    settings.syn_steps,
                    count,
                    0,
                    settings.size_px,
                    _OPS,
                    order=rng,
                    augmentation=rng,
                ),
                settings.gradient,
            )
        flat = plain.PlainFlat(module)
        return lambda: plain.distill_gradient(
            flat,
            theta,
            target,
            images,
            labels,
            _SYN_LR,
            syn_steps=settings.syn_steps,
            ops=_OPS,
            rng=rng,
        )
    if settings.phase == "evaluate":
        if is_ours:
            # one pass more than asked for is made, as in the published code
            return lambda: train_on_set(
                network,
                theta,
                images,
                labels,
                lr=_LR,
                momentum=0.9,
                weight_decay=5e-4,
                epochs=settings.eval_epochs - 1,
                batch_size=settings.batch,
                statistics={},
                ops=_OPS,
                generator=rng,
                turn=_nothing,
            )
        return lambda: plain.evaluation_epochs(
            module,
            images,
            labels,
            epochs=settings.eval_epochs,
            batch=settings.batch,
            lr=_LR,
            ops=_OPS,
            rng=rng,
        )
    return _convolutions(settings, device)


def _convolutions(settings: PhaseSettings, device: torch.device) -> Callable[[], object]:
    """Forward convolutions of the network alone, channels-last: what the floor is reckoned by.

    By the fastest there are, or, without compiled loops, by PyTorch's own.
    """
    layers: list[tuple[Convolution, torch.Tensor]] = []
    channels, size_px, padding = settings.channels, settings.size_px, settings.first_padding_px
    out_px = settings.maps_px
    for _ in range(settings.depth):
        maps = torch.randn(settings.num_images, channels, size_px, size_px, device=device)
        layer = Convolution(channels, settings.width, 3, padding=padding).to(device)
        layer.to(memory_format=torch.channels_last)
        layer.loops = _loops(settings)
        layers.append((layer, maps.contiguous(memory_format=torch.channels_last)))
        size_px = out_px = out_px // 2
        channels, padding = settings.width, 1

    @torch.no_grad()
    def forward() -> None:
        for layer, maps in layers:
            layer(maps)

    return forward


def _peak_mib(device: str) -> float:
    if device.startswith("cuda"):
        return torch.cuda.max_memory_allocated() / 2**20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


def main() -> None:
    """Runs once a line, until the input ends."""
    settings = PhaseSettings(**json.loads(sys.argv[1]))
    torch.set_num_threads(settings.threads)
    work = _work(settings)
    for _ in sys.stdin:
        began = time.perf_counter()
        work()
        if settings.device.startswith("cuda"):
            torch.cuda.synchronize()
        seconds = time.perf_counter() - began
        sys.stdout.write(json.dumps([seconds, _peak_mib(settings.device)]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
