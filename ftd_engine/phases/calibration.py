"""A short rehearsal of a run's steps on this device: seconds and peak memory of each, by the same doors.

Every operation of the augmentation takes another time, so that each is rehearsed as often as the others.
"""

import ctypes
import math
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import torch
from torch import Tensor

from ftd_engine import runtime
from ftd_engine.data.pixel_space import PixelSpace
from ftd_engine.data_facts import DataFacts
from ftd_engine.experiment import Experiment
from ftd_engine.method.matching import graph_bytes, match_trajectory
from ftd_engine.method.student import StudentStep, plan_steps
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.method.training import test_network, train_expert_epoch, train_on_set
from ftd_engine.models.flat_params import FlatNetwork
from ftd_engine.phases.buffer import teacher_direction
from ftd_engine.phases.context import network_of
from ftd_engine.phases.distill import gradient_way
from ftd_engine.settings.dsa import DsaOp
from ftd_engine.side_by_side import networks_at_once, side_by_side
from ftd_engine.step_costs import TEST_BATCH, StepCosts, set_size, student_batch
from ftd_engine.whole_files import write_aside

FEW_STEPS, MORE_STEPS = 2, 4
"""Student steps of the two rehearsals between which memory and time per step are told apart."""

_SAMPLE_EVERY_S = 0.0005
_ROUND_S = 0.02


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the rehearsal of one kind of step may take.

    Attributes:
        step_s: longest single step; larger batches are made smaller and scaled.
        piece_s: all repetitions of one kind.
        whole_s: longest whole outer iteration that is rehearsed with all its student steps.
    """

    step_s: float
    piece_s: float
    whole_s: float


THOROUGH = Patience(step_s=0.35, piece_s=2.0, whole_s=1.5)
QUICK = Patience(step_s=0.2, piece_s=0.5, whole_s=0.0)


class _Meter:
    """Memory of this process, or of its GPU, while some work is done."""

    def __init__(self, device: torch.device) -> None:
        self._device = device
        self._process = psutil.Process()

    def settled_bytes(self) -> int:
        """Memory of the process once what is free in it was given back."""
        if sys.platform == "linux":
            # the engine's allocator keeps what is freed, which would hide what the next piece takes
            ctypes.CDLL(None).malloc_trim(0)
        return self._process.memory_info().rss

    def peak_of(self, work: Callable[[], object]) -> float:
        """Bytes that the work takes at its worst moment beyond what there is."""
        if self._device.type == "cuda":
            torch.cuda.synchronize(self._device)
            before = torch.cuda.memory_allocated(self._device)
            torch.cuda.reset_peak_memory_stats(self._device)
            work()
            torch.cuda.synchronize(self._device)
            return torch.cuda.max_memory_allocated(self._device) - before
        before, ended = self.settled_bytes(), threading.Event()
        peak = before

        def sample() -> None:
            nonlocal peak
            while not ended.is_set():
                peak = max(peak, self._process.memory_info().rss)
                time.sleep(_SAMPLE_EVERY_S)

        sampler = threading.Thread(target=sample, name="memory-sampler", daemon=True)
        sampler.start()
        try:
            work()
            peak = max(peak, self._process.memory_info().rss)
        finally:
            ended.set()
            sampler.join()
        return peak - before

    def seconds_of(self, work: Callable[[], object]) -> float:
        """How long the work takes."""
        self.wait()
        started_s = time.perf_counter()
        work()
        self.wait()
        return time.perf_counter() - started_s

    def wait(self) -> None:
        """Until the GPU has done what it was told."""
        if self._device.type == "cuda":
            torch.cuda.synchronize(self._device)
        elif self._device.type == "mps":
            torch.mps.synchronize()


@dataclass(frozen=True, slots=True)
class _Cost:
    """Seconds and bytes of one step."""

    seconds: float
    num_bytes: float

    def scaled(self, factor: float) -> "_Cost":
        """Of a batch so many times as large."""
        return _Cost(self.seconds * factor, self.num_bytes * factor)


class Rehearsal:
    """The steps of one experiment on random images of the right shape."""

    def __init__(
        self, experiment: Experiment, facts: DataFacts, device: torch.device, patience: Patience
    ) -> None:
        self.experiment, self.facts = experiment, facts
        self._device, self._patience = device, patience
        self._meter = _Meter(device)
        self._network: FlatNetwork = network_of(
            experiment, facts.channels, facts.size_px, facts.num_classes
        )
        self._generator = runtime.Seeds(0).generator("experts")

    def costs(self) -> StepCosts:
        """All costs; the distillation first, its peak is what the others are measured under."""
        fixed, step = self._match()
        on_set = self._trained_on_set()
        teacher = self._teacher()
        tested = self._tested()
        write_s = self._written()
        is_on_gpu = self._device.type == "cuda"
        return StepCosts(
            device=runtime.device_words(self._device),
            is_measured=True,
            is_on_gpu=is_on_gpu,
            teacher_step_s=teacher.seconds,
            test_image_s=tested.seconds,
            match_fixed_s=fixed.seconds,
            match_step_s=step.seconds,
            set_step_s=on_set.seconds,
            write_s=write_s,
            base_bytes=self._meter.settled_bytes(),
            teacher_bytes=teacher.num_bytes,
            test_bytes=tested.num_bytes,
            set_bytes=on_set.num_bytes,
            match_fixed_bytes=fixed.num_bytes,
            match_step_bytes=step.num_bytes,
        )

    # ------------------------------------------------ what the steps work on

    def _images(self, count: int) -> tuple[Tensor, Tensor]:
        facts = self.facts
        shape = (count, facts.channels, facts.size_px, facts.size_px)
        images = torch.randn(shape, generator=self._generator).to(self._device)
        return images, (torch.arange(count) % facts.num_classes).to(self._device)

    def _theta(self) -> Tensor:
        return self._network.initial(self._generator).to(self._device)

    def _ops(self, is_on: bool) -> tuple[tuple[DsaOp, ...], ...]:
        """Each operation by itself; one empty choice where there is no augmentation."""
        return tuple((op,) for op in self.experiment.dsa.ops) if is_on else ((),)

    # ------------------------------------------------ repeating

    def _affordable(self, full: int, run: Callable[[int], object]) -> int:
        """The batch that a step may have here, by a trial of a small one; also warms up."""
        batch = min(full, 8)
        run(batch)
        while True:
            seconds = self._meter.seconds_of(partial(run, batch))
            possible = max(1, int(batch * self._patience.step_s / max(seconds, 1e-6)))
            if batch == full or possible <= 2 * batch:
                return min(batch, full)
            # what a small batch takes is mostly overhead: go on in strides
            batch = min(full, possible, 8 * batch)

    def _per_step(
        self, ops: tuple[tuple[DsaOp, ...], ...], run: Callable[[tuple[DsaOp, ...], int], object]
    ) -> float:
        """Mean seconds over the operations, of each the least of a few rounds.

        Args:
            run: makes so many steps with this choice of operations.
        """
        once_s = self._meter.seconds_of(lambda: run(ops[0], 1))
        for choice in ops:
            run(choice, 1)
        allowed = self._patience.piece_s / len(ops)
        # many short rounds: one of them falls between what else the machine does
        steps = max(1, min(40, int(_ROUND_S / max(once_s, 1e-6))))
        rounds = max(1, min(12, int(allowed / max(steps * once_s, 1e-6))))
        found: list[float] = []
        for choice in ops:
            rounds_s = [
                self._meter.seconds_of(partial(run, choice, steps)) / steps for _ in range(rounds)
            ]
            # whatever else the machine does only ever makes a round longer
            found.append(min(rounds_s))
        return sum(found) / len(found)

    # ------------------------------------------------ kinds of steps

    def _teacher(self) -> _Cost:
        config = self.experiment.buffer
        full = min(config.batch_size, self.facts.num_train)
        direction = teacher_direction(config)
        theta = self._theta()
        statistics = self._network.fresh_statistics(theta)

        def run(network: FlatNetwork, batch: int, ops: tuple[DsaOp, ...], steps: int) -> None:
            images, labels = pool
            train_expert_epoch(
                network,
                theta,
                images[:batch].repeat(steps, 1, 1, 1) if steps > 1 else images[:batch],
                labels[:batch].repeat(steps),
                batch_size=batch,
                lr=1e-4,
                direction=direction,
                statistics=statistics,
                ops=ops,
                generator=self._generator,
                turn=_no_turn,
            )

        pool = self._images(full)
        at_once = networks_at_once(self._device, self._network.map_bytes(full))
        return self._side_by_side(
            full, self.experiment.buffer.kept_experts, at_once, config.dsa, run
        )

    def _trained_on_set(self) -> _Cost:
        config = self.experiment.evaluation
        full = min(config.batch_size, set_size(self.experiment, self.facts))
        theta = self._theta()
        statistics = self._network.fresh_statistics(theta)

        def run(network: FlatNetwork, batch: int, ops: tuple[DsaOp, ...], steps: int) -> None:
            train_on_set(
                network,
                theta,
                pool[0][:batch],
                pool[1][:batch],
                lr=1e-4,
                momentum=config.momentum,
                weight_decay=config.weight_decay,
                # one pass more is made than asked for
                epochs=steps - 1,
                batch_size=batch,
                statistics=statistics,
                ops=ops,
                generator=self._generator,
                turn=_no_turn,
                sam_rho=config.sam_rho,
            )

        pool = self._images(full)
        at_once = networks_at_once(self._device, self._network.map_bytes(full), config.networks)
        return self._side_by_side(full, config.networks, at_once, config.dsa, run)

    def _side_by_side(
        self,
        full: int,
        wanted: int,
        at_once: int,
        has_dsa: bool,
        run: Callable[[FlatNetwork, int, tuple[DsaOp, ...], int], object],
    ) -> _Cost:
        """One step of one network, of which several are trained at once where the engine does so.

        Args:
            full: images of a step.
            wanted: networks of the experiment.
            at_once: shares that the threads are given in, of which some may stay unused.
            run: makes so many steps of so many images with a network.
        """
        networks = [self._network.twin() for _ in range(min(at_once, wanted))]

        def together(batch: int, ops: tuple[DsaOp, ...], steps: int) -> None:
            tasks = [partial(run, network, batch, ops, steps) for network in networks]
            for _ in side_by_side(tasks, at_once):
                pass

        ops = self._ops(has_dsa)
        batch = self._affordable(full, lambda size: together(size, ops[0], 1))
        peak = max(self._meter.peak_of(partial(together, batch, choice, 1)) for choice in ops)
        seconds = self._per_step(ops, partial(together, batch))
        # the last ones may find no partner
        seconds *= math.ceil(wanted / len(networks)) / wanted
        return _Cost(seconds, peak).scaled(full / batch)

    def _tested(self) -> _Cost:
        """Seconds of one image; bytes of a batch for each of the networks that are tested at once."""
        full = min(TEST_BATCH, self.facts.num_test)
        theta = self._theta()
        statistics = self._network.fresh_statistics(theta)

        def run(batch: int) -> None:
            test_network(self._network, theta, statistics, pool[0][:batch], pool[1][:batch])

        pool = self._images(full)
        batch = self._affordable(full, run)
        peak = self._meter.peak_of(partial(run, batch))
        seconds = self._per_step(((),), lambda _ops, steps: [run(batch) for _ in range(steps)])
        # a network is tested where it was trained, beside the others; one after the other would
        # find the room that the first has left
        evaluation = self.experiment.evaluation
        trained = min(evaluation.batch_size, set_size(self.experiment, self.facts))
        at_once = networks_at_once(
            self._device, self._network.map_bytes(trained), evaluation.networks
        )
        return _Cost(seconds / batch, at_once * peak * full / batch)

    def _written(self) -> float:
        """A set written to disk, where temporary files go."""
        snapshot = self._set(*self._images(set_size(self.experiment, self.facts))).snapshot(
            0, self._space()
        )
        with TemporaryDirectory() as folder:
            return self._meter.seconds_of(
                lambda: write_aside(Path(folder) / "set", snapshot.to_bytes())
            )

    def _space(self) -> PixelSpace:
        channels = self.facts.channels
        return PixelSpace((0.5,) * channels, (0.5,) * channels)

    def _set(self, images: Tensor, labels: Tensor) -> SyntheticSet:
        has_ema = self.experiment.distill.ema_decay > 0
        still, ema = torch.zeros_like(images), images.clone() if has_ema else None
        return SyntheticSet(images, labels, 0.01, still, 0.0, ema)

    def _match(self) -> tuple[_Cost, _Cost]:
        """An outer iteration without student steps, and what each of these adds."""
        config = self.experiment.distill
        full = student_batch(self.experiment, self.facts)
        current = self._set(*self._images(set_size(self.experiment, self.facts)))
        ends = (self._theta(), self._theta())
        ops = self._ops(config.dsa)

        def plan(batch: int, num_steps: int, first: int) -> list[StudentStep]:
            steps = [
                plan_steps(
                    *(1, len(current.labels), batch, self.facts.size_px),
                    ops[(first + place) % len(ops)],
                    order=self._generator,
                    augmentation=self._generator,
                )
                for place in range(num_steps)
            ]
            return [step for each in steps for step in each]

        # counted on a small batch: a full one may be too much for this device
        small = min(full, 8)
        need = config.syn_steps * graph_bytes(
            self._network, ends[0], current.images, current.labels, plan(small, 1, 0)[0]
        )
        way = gradient_way(config, need * full / small, self._device)

        def run(batch: int, num_steps: int, first: int = 0) -> None:
            match = match_trajectory(
                self._network,
                *ends,
                current.images,
                current.labels,
                1e-3,
                plan(batch, num_steps, first),
                way,
            )
            after = current.stepped(
                match,
                image_lr=1.0,
                syn_lr_lr=config.syn_lr_lr,
                momentum=config.momentum,
                ema_decay=config.ema_decay,
            )
            after.fault()
            after.snapshot(0, self._space())

        batch = self._affordable(full, partial(run, num_steps=1))
        run(batch, FEW_STEPS)
        few_bytes = self._meter.peak_of(partial(run, batch, FEW_STEPS))
        more_bytes = self._meter.peak_of(partial(run, batch, MORE_STEPS))
        between = MORE_STEPS - FEW_STEPS
        step_bytes = max(0.0, (more_bytes - few_bytes) / between)
        fixed_bytes = max(0.0, few_bytes - FEW_STEPS * step_bytes)
        few_s, more_s = self._few_and_more(batch, run, len(ops))
        step_s = (more_s - few_s) / between
        if step_s < more_s / MORE_STEPS / 2:
            # a disturbed measurement: nearly all of an iteration is its steps
            step_s = more_s / MORE_STEPS
        fixed_s = max(0.0, few_s - FEW_STEPS * step_s)
        whole = config.syn_steps
        is_short = fixed_s + whole * step_s < self._patience.whole_s
        room = runtime.available_memory_bytes() / 2
        if batch == full and is_short and fixed_bytes + whole * step_bytes < room:
            # what the experiment does itself is better than any line through two points
            peak = self._meter.peak_of(partial(run, batch, whole))
            times = [
                self._meter.seconds_of(partial(run, batch, whole, first)) for first in (0, 2, 4)
            ]
            # noise in the difference of two short times must not eat up the steps
            fixed_s = min(fixed_s, min(times) / 2)
            step_s = (min(times) - fixed_s) / whole
            step_bytes = max(0.0, peak - fixed_bytes) / whole
        scale = full / batch
        if way != "unrolled":
            # of the steps behind the first only their weights are kept
            step_bytes, fixed_bytes = float(ends[0].nbytes), few_bytes
        # the weights of every step do not grow with the batch
        weights = min(step_bytes, 4.0 * ends[0].nbytes)
        step_bytes = weights + (step_bytes - weights) * scale
        return _Cost(fixed_s, fixed_bytes * scale), _Cost(step_s * scale, step_bytes)

    def _few_and_more(
        self, batch: int, run: Callable[[int, int, int], object], num_ops: int
    ) -> tuple[float, float]:
        """Mean seconds of an iteration with few and with more steps, of each first operation the least."""
        ended_s = time.perf_counter() + 2 * self._patience.piece_s
        few, more = [math.inf] * num_ops, [math.inf] * num_ops
        # the same first operation for both, so that the difference is that of two steps
        for count, first in enumerate(islice(_around(num_ops), 4 * num_ops)):
            few[first] = min(
                few[first], self._meter.seconds_of(partial(run, batch, FEW_STEPS, first))
            )
            more[first] = min(
                more[first], self._meter.seconds_of(partial(run, batch, MORE_STEPS, first))
            )
            if time.perf_counter() > ended_s and count > 0:
                break
        pairs = [pair for pair in zip(few, more, strict=True) if math.isfinite(pair[0])]
        return sum(pair[0] for pair in pairs) / len(pairs), sum(p[1] for p in pairs) / len(pairs)


def _around(count: int) -> Iterator[int]:
    while True:
        yield from range(count)


def _no_turn() -> None:
    """Nobody waits for these steps."""
