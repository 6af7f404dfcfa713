"""Phase 3: what the set is worth on fresh networks, beside random real images."""

import math
import threading
from dataclasses import dataclass
from functools import partial

from torch import Tensor

from ftd_engine.data.datasets import draw_per_class
from ftd_engine.method.scores import mean_and_std
from ftd_engine.method.state_files import Tree
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.method.training import CourseState, test_network, train_on_set
from ftd_engine.models.flat_params import FlatNetwork, Statistics
from ftd_engine.phases import loss_difference
from ftd_engine.phases.context import Context
from ftd_engine.phases.states import state_of, tree_of
from ftd_engine.protocol import AccuracyMeasured, BestChosen, SetName
from ftd_engine.settings.evaluation import EvaluationConfig
from ftd_engine.side_by_side import networks_at_once, side_by_side

_LEDGER = "evaluations"
"""Name of the finished networks among the checkpoints, beside one for each that is not finished."""

_FINAL = -1
"""Position of the final evaluation among the generators; those while distilling take iterations."""


@dataclass(frozen=True, slots=True)
class _Effort:
    """How many fresh networks, how many epochs each, and which generators."""

    networks: int
    epochs: int
    position: int
    origin: str = ""
    """Which set it is, in words; empty for one of this run's own."""
    steps: int = 0
    """Steps in place of epochs, where above 0."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The set that stands for a series.

    Attributes:
        iteration: outer steps after which it was the present one.
        state: the set; its other series is not chosen by this.
        mean: accuracy that made it the best, a fraction; NaN where nothing was chosen.
    """

    iteration: int
    state: SyntheticSet
    mean: float


def run(context: Context, chosen: dict[SetName, Chosen]) -> None:
    """Evaluate each series and random real images on fresh networks, then draw Figure 1.

    Raises:
        StopAsked: the user asked to stop; figures so far stay.
    """
    config, reporter = context.experiment.evaluation, context.reporter
    num_trained = config.networks * (len(chosen) + 1)
    total = num_trained + loss_difference.num_steps(context)
    with reporter.phase("evaluate", total, "networks and stretches"):
        effort = _final_effort(config)
        ledger = _Ledger.opened(context, effort.position)
        done = 0
        for name, found in chosen.items():
            by = config.selection if math.isfinite(found.mean) else "last"
            reporter.emit(BestChosen(name, found.iteration, by, found.mean))
        reported = chosen.get("ema", chosen["raw"])
        measured: dict[SetName, Chosen] = {**chosen, "random_real": reported}
        for name, found in measured.items():
            _measure(context, name, found.state, found.iteration, effort, ledger, done)
            done += config.networks
        loss_difference.draw(context, reported.state, done)


def run_adopted(context: Context, current: SyntheticSet) -> None:
    """Evaluate a set from elsewhere and random real images; there are no teachers for Figure 1.

    Raises:
        StopAsked: the user asked to stop; figures so far stay.
    """
    config = context.experiment.evaluation
    with context.reporter.phase("evaluate", 2 * config.networks, "networks"):
        effort = _final_effort(config, "set from elsewhere")
        ledger = _Ledger.opened(context, effort.position)
        _measure(context, "raw", current, 0, effort, ledger, 0)
        _measure(context, "random_real", current, 0, effort, ledger, config.networks)


def _final_effort(config: EvaluationConfig, origin: str = "") -> _Effort:
    steps = config.iterations if config.length_unit == "iterations" else 0
    return _Effort(config.networks, config.epochs, _FINAL, origin, steps)


def measure_while_distilling(
    context: Context, current: SyntheticSet, iteration: int
) -> dict[SetName, float]:
    """Evaluate the present set with the smaller effort that was set for it.

    Returns:
        Mean accuracy of each series, on the images that the best set is chosen by.

    Raises:
        StopAsked: the user asked to stop.
    """
    config = context.experiment.distill
    effort = _Effort(config.evaluate_networks, config.evaluate_epochs, iteration)
    ledger = _Ledger.opened(context, iteration)
    names: tuple[SetName, ...] = ("raw", "ema") if current.ema is not None else ("raw",)
    return {
        name: _measure(context, name, current, iteration, effort, ledger, None) for name in names
    }


def _measure(
    context: Context,
    name: SetName,
    current: SyntheticSet,
    iteration: int,
    effort: _Effort,
    ledger: "_Ledger",
    steps_before: int | None,
) -> float:
    """Train fresh networks on one set, test each once, report, and return the mean accuracy.

    Args:
        steps_before: steps of the evaluate phase done before; None while distilling.
    """
    data, reporter, is_final = context.data, context.reporter, steps_before is not None
    accuracies: list[float] = []
    words = {"raw": "the synthetic set", "ema": "its moving average", "random_real": "real images"}
    is_on_held_out = context.held_out is not None and not is_final
    images, labels = data.test_images, data.test_labels
    if context.held_out is not None and is_on_held_out:
        images, labels = context.held_out.images, context.held_out.labels
    batch = min(context.experiment.evaluation.batch_size, len(current.labels))
    at_once = networks_at_once(context.device, context.network.map_bytes(batch), effort.networks)

    def accuracy(index: int) -> float:
        key = f"{name} {index}"
        if (known := ledger.found(key)) is not None:
            return known
        reporter.turn()
        work = f"network-{effort.position}-{name}-{index:04d}"
        network = context.network.twin()
        theta, statistics = _trained_network(context, network, name, current, effort, index, work)
        found = test_network(network, theta, statistics, images, labels).accuracy
        ledger.add(key, found, work)
        return found

    if steps_before is not None:
        reporter.progress(steps_before, f"{effort.networks} networks on {words[name]}")
    tasks = [partial(accuracy, index) for index in range(effort.networks)]
    for index, found in enumerate(side_by_side(tasks, at_once)):
        accuracies.append(found)
        if steps_before is not None:
            doing = f"network {index + 1} of {effort.networks} on {words[name]}"
            reporter.progress(steps_before + index + 1, doing)
    mean, std = mean_and_std(accuracies)
    reporter.emit(
        AccuracyMeasured(
            set_name=name,
            iteration=iteration,
            final=is_final,
            mean=mean,
            std=std,
            accuracies=tuple(accuracies),
            protocol=_protocol(context, name, current, effort, len(labels)),
            measured_on="held-out" if is_on_held_out else "test",
        )
    )
    if not is_final:
        reporter.point("accuracy_ema" if name == "ema" else "accuracy_raw", iteration, mean, std)
    return mean


class _Ledger:
    """Accuracies of the networks of one evaluation that are done, so that none is trained twice.

    Args:
        position: of the evaluation; what an earlier one left is not needed any more.
    """

    def __init__(self, context: Context, position: int, done: dict[str, float]) -> None:
        self._checkpoints = context.checkpoints
        self._position = position
        self._done = done
        self._lock = threading.Lock()

    @staticmethod
    def opened(context: Context, position: int) -> "_Ledger":
        """The ledger of this evaluation, with what an engine before this one has written in it."""
        tree = context.checkpoints.begin(_LEDGER)
        same = tree is not None and tree["position"] == position
        return _Ledger(context, position, dict(tree["done"]) if tree and same else {})

    def found(self, key: str) -> float | None:
        """The accuracy of a network, or None where it has to be trained."""
        return self._done.get(key)

    def add(self, key: str, accuracy: float, work: str) -> None:
        """A network is done, and its own checkpoint not needed any more."""
        with self._lock:
            # made anew, so that a state that waits to be written does not change
            done = self._done = {**self._done, key: accuracy}

        def tree() -> Tree:
            return {"position": self._position, "done": done}

        self._checkpoints.keep(_LEDGER, tree)
        if self._checkpoints.is_stored(work):
            # it was worth a checkpoint, so its result is
            self._checkpoints.write(_LEDGER)
        self._checkpoints.drop(work)


def _trained_network(
    context: Context,
    network: FlatNetwork,
    name: SetName,
    current: SyntheticSet,
    effort: _Effort,
    index: int,
    work: str,
) -> tuple[Tensor, Statistics]:
    """One network trained on a set from fresh weights, and its batch norms' statistics.

    Args:
        work: its name among the checkpoints.
    """
    config = context.experiment.evaluation
    # the same numbers for every set: each is trained from the same first weights, as a pair
    generator = context.seeds.generator("evaluation", effort.position, index)
    theta = network.initial(generator).to(context.device)
    statistics = network.fresh_statistics(theta)
    courses: tuple[SetName, ...] = (name,)
    if name == "ema" and config.ema_on_used_network:
        courses = ("raw", "ema")
    unfinished = context.checkpoints.begin(work)
    for place, course in enumerate(courses):
        if unfinished is not None and place < unfinished["place"]:
            continue
        images, labels = _images_of(context, course, current, effort.position, index)
        begin: CourseState | None = None
        if unfinished is not None and place == unfinished["place"]:
            begin = state_of(CourseState, unfinished["course"], context.device)

        def keep(state: CourseState, place: int = place) -> None:
            def tree() -> Tree:
                return {"place": place, "course": tree_of(state)}

            context.checkpoints.keep(work, tree)

        theta, _ = train_on_set(
            network,
            theta,
            images,
            labels,
            lr=config.random_real_lr if course == "random_real" else current.syn_lr,
            momentum=config.momentum,
            weight_decay=config.weight_decay,
            epochs=effort.epochs,
            batch_size=config.batch_size,
            statistics=statistics,
            ops=context.ops(config.dsa),
            generator=generator,
            turn=context.reporter.turn,
            steps=effort.steps,
            keep=keep,
            begin=begin,
        )
    return theta, statistics


def _images_of(
    context: Context, name: SetName, current: SyntheticSet, position: int, index: int
) -> tuple[Tensor, Tensor]:
    data = context.data
    if name == "random_real":
        # every network gets its own draw, so that the spread holds the luck of the draw as well
        generator = context.seeds.generator("random_real", position, index)
        ipc = context.experiment.distill.ipc
        places = draw_per_class(data.train_labels, data.num_classes, ipc, generator)
        return data.train_at(places)
    return current.series()[name], current.labels


_SELECTION_WORDS = {
    "held-out": "the best set by held-out training images",
    "literature": "the best set by the test images (literature protocol)",
    "last": "the set of the last iteration, not selected",
}


def _protocol(
    context: Context, name: SetName, current: SyntheticSet, effort: _Effort, num_tested: int
) -> str:
    config = context.experiment.evaluation
    is_final = effort.position == _FINAL
    is_random = name == "random_real"
    lr = config.random_real_lr if is_random else current.syn_lr
    networks = "networks" if effort.networks != 1 else "network"
    fresh = f"{effort.networks} fresh {networks} ({context.network.spec})"
    if name == "ema" and config.ema_on_used_network:
        fresh = (
            f"{effort.networks} {networks} ({context.network.spec}) already trained on the raw set"
        )
    images = "a fresh draw of real images per network" if is_random else "one set"
    tested = "real test images"
    if context.held_out is not None and not is_final:
        tested = "held-out training images"
    length = f"{effort.steps:,} iterations" if effort.steps else f"{effort.epochs:,} epochs"
    parts = [
        f"{fresh} on {images}, {context.experiment.distill.ipc} per class",
        f"SGD, rate {lr:.4g}, momentum {config.momentum:g}, weight decay {config.weight_decay:g}, "
        f"{length}, rate to a tenth after the middle, batch {config.batch_size}, "
        f"{'DSA' if config.dsa else 'no augmentation'}",
        f"tested once at the end on {num_tested:,} {tested}",
    ]
    if is_final and not is_random:
        has_choice = context.experiment.distill.evaluate_every > 0
        by = config.selection if has_choice else "last"
        parts.append(effort.origin or _SELECTION_WORDS[by])
    return "; ".join([*parts, "population standard deviation"])
