"""Phase 3: what the set is worth on fresh networks, beside random real images."""

import math
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import torch
from jaxtyping import Int
from torch import Tensor

from ftd_engine.data.datasets import draw_per_class
from ftd_engine.method.scores import class_scores, mean_and_std
from ftd_engine.method.state_files import Tree
from ftd_engine.method.synthetic import SyntheticSet
from ftd_engine.method.training import CourseState, test_network, train_on_set
from ftd_engine.models.flat_params import FlatNetwork, Statistics
from ftd_engine.phases import loss_difference
from ftd_engine.phases.context import Context
from ftd_engine.phases.states import state_of, tree_of
from ftd_engine.protocol import AccuracyMeasured, BestChosen, ClassesCounted, SetName
from ftd_engine.settings.evaluation import EvaluationConfig
from ftd_engine.side_by_side import networks_at_once, side_by_side

_LEDGER = "tested"
"""Name of the finished networks among the checkpoints, beside one for each that is not finished. A ledger
without counts had another name."""

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
    family: str = ""
    """Kind of the networks where it is not the run's own."""


@dataclass(frozen=True, slots=True)
class _Tested:
    """One network after its test: accuracy, and which class (row) it took for which (column)."""

    accuracy: float
    confusion: Int[Tensor, "classes classes"]


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
    reported = chosen.get("ema", chosen["raw"])
    measured: dict[SetName, Chosen] = {**chosen, "random_real": reported}
    total = _num_networks(context, len(measured)) + loss_difference.num_steps(context)
    with reporter.phase("evaluate", total, "networks and stretches"):
        effort = _final_effort(config)
        for name, found in chosen.items():
            by = config.selection if math.isfinite(found.mean) else "last"
            reporter.emit(BestChosen(name, found.iteration, by, found.mean))
        done = _measure_all(context, measured, effort)
        loss_difference.draw(context, reported.state, done)


def run_adopted(context: Context, current: SyntheticSet) -> None:
    """Evaluate a set from elsewhere and random real images; there are no teachers for Figure 1.

    Raises:
        StopAsked: the user asked to stop; figures so far stay.
    """
    adopted = Chosen(0, current, math.nan)
    measured: dict[SetName, Chosen] = {"raw": adopted, "random_real": adopted}
    with context.reporter.phase("evaluate", _num_networks(context, len(measured)), "networks"):
        effort = _final_effort(context.experiment.evaluation, "set from elsewhere")
        _measure_all(context, measured, effort)


def _num_networks(context: Context, sets: int) -> int:
    return context.experiment.evaluation.networks * sets * (1 + len(context.other_networks))


def _measure_all(context: Context, measured: Mapping[SetName, Chosen], effort: _Effort) -> int:
    """Measure every set on the run's own network, then on those of other families.

    Returns:
        How many networks were trained for it.
    """
    ledger = _Ledger.opened(context, effort.position)
    done = 0
    for network in (context.network, *context.other_networks):
        family = "" if network is context.network else network.spec.kind
        on_it, with_it = replace(context, network=network), replace(effort, family=family)
        for name, found in measured.items():
            _measure(on_it, name, found.state, found.iteration, with_it, ledger, done)
            context.reporter.note_evaluated()
            done += effort.networks
    return done


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
    tested: list[_Tested] = []
    words = {"raw": "the synthetic set", "ema": "its moving average", "random_real": "real images"}
    is_on_held_out = context.held_out is not None and not is_final
    images, labels = data.test_images, data.test_labels
    if context.held_out is not None and is_on_held_out:
        images, labels = context.held_out.images, context.held_out.labels
    batch = min(context.experiment.evaluation.batch_size, len(current.labels))
    at_once = networks_at_once(context.device, context.network.map_bytes(batch), effort.networks)

    def test(index: int) -> _Tested:
        key = " ".join([*effort.family.split(), name, str(index)])
        if (known := ledger.found(key)) is not None:
            return known
        reporter.turn()
        work = "-".join(["network", str(effort.position), *key.split()[:-1], f"{index:04d}"])
        network = context.network.twin()
        theta, statistics = _trained_network(context, network, name, current, effort, index, work)
        confusion = torch.zeros(
            data.num_classes, data.num_classes, dtype=torch.int64, device=context.device
        )
        score = test_network(network, theta, statistics, images, labels, confusion)
        found = _Tested(score.accuracy, confusion.cpu())
        ledger.add(key, found, work)
        return found

    on_it = f", {effort.family}" if effort.family else ""
    if steps_before is not None:
        reporter.progress(steps_before, f"{effort.networks} networks on {words[name]}{on_it}")
    tasks = [partial(test, index) for index in range(effort.networks)]
    for index, found in enumerate(side_by_side(tasks, at_once)):
        tested.append(found)
        if steps_before is not None:
            doing = f"network {index + 1} of {effort.networks} on {words[name]}{on_it}"
            reporter.progress(steps_before + index + 1, doing)
    accuracies = tuple(found.accuracy for found in tested)
    mean, std = mean_and_std(accuracies)
    protocol = _protocol(context, name, current, effort, len(labels))
    if not effort.family:
        # figures of other families would pass for the run's own where a reader knows of none
        reporter.emit(
            AccuracyMeasured(
                set_name=name,
                iteration=iteration,
                final=is_final,
                mean=mean,
                std=std,
                accuracies=accuracies,
                protocol=protocol,
                measured_on="held-out" if is_on_held_out else "test",
            )
        )
    if is_final:
        scores = class_scores([found.confusion for found in tested])
        reporter.emit(
            ClassesCounted(
                set_name=name,
                iteration=iteration,
                network=str(context.network.spec),
                is_own=not effort.family,
                mean=mean,
                std=std,
                accuracies=accuracies,
                counts=scores.counts,
                class_means=scores.means,
                class_stds=scores.stds,
                protocol=protocol,
            )
        )
    else:
        reporter.point("accuracy_ema" if name == "ema" else "accuracy_raw", iteration, mean, std)
    return mean


class _Ledger:
    """Networks of one evaluation that are done and tested, so that none is trained twice.

    Args:
        position: of the evaluation; what an earlier one left is not needed any more.
    """

    def __init__(self, context: Context, position: int, done: dict[str, _Tested]) -> None:
        self._checkpoints = context.checkpoints
        self._position = position
        self._done = done
        self._lock = threading.Lock()

    @staticmethod
    def opened(context: Context, position: int) -> "_Ledger":
        """The ledger of this evaluation, with what an engine before this one has written in it."""
        tree = context.checkpoints.begin(_LEDGER)
        same = tree is not None and tree["position"] == position
        stored: Tree = tree["done"] if tree and same else {}
        done = {key: _Tested(each["accuracy"], each["confusion"]) for key, each in stored.items()}
        return _Ledger(context, position, done)

    def found(self, key: str) -> _Tested | None:
        """What the test of a network found, or None where it has to be trained."""
        return self._done.get(key)

    def add(self, key: str, tested: _Tested, work: str) -> None:
        """A network is done, and its own checkpoint not needed any more."""
        with self._lock:
            # made anew, so that a state that waits to be written does not change
            done = self._done = {**self._done, key: tested}

        def tree() -> Tree:
            stored = {key: tree_of(each) for key, each in done.items()}
            return {"position": self._position, "done": stored}

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
            lr=_rate(config, course, current, effort),
            momentum=config.momentum,
            weight_decay=config.weight_decay,
            epochs=effort.epochs,
            batch_size=config.batch_size,
            statistics=statistics,
            ops=context.ops(config.dsa),
            generator=generator,
            turn=context.reporter.turn,
            steps=effort.steps,
            sam_rho=config.sam_rho,
            keep=keep,
            begin=begin,
        )
    return theta, statistics


def _rate(config: EvaluationConfig, name: SetName, current: SyntheticSet, effort: _Effort) -> float:
    """Step size of the training on a set, 1/step."""
    if name == "random_real":
        return config.random_real_lr
    # a family is named for networks other than the experiment's own
    return (config.other_networks_lr if effort.family else 0.0) or current.syn_lr


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
    lr = _rate(config, name, current, effort)
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
    count, unit = (effort.steps, "iteration") if effort.steps else (effort.epochs, "epoch")
    length = f"{count:,} {unit}{'' if count == 1 else 's'}"
    flat = f" with sharpness-aware minimisation, radius {config.sam_rho:g}"
    parts = [
        f"{fresh} on {images}, {context.experiment.distill.ipc} per class",
        f"SGD{flat if config.sam_rho else ''}, rate {lr:.4g}, momentum {config.momentum:g}, weight decay {config.weight_decay:g}, "
        f"{length}, rate to a tenth after the middle, batch {config.batch_size}, "
        f"{'DSA' if config.dsa else 'no augmentation'}",
        f"tested once at the end on {num_tested:,} {tested}",
    ]
    if is_final and not is_random:
        has_choice = context.experiment.distill.evaluate_every > 0
        by = config.selection if has_choice else "last"
        parts.append(effort.origin or _SELECTION_WORDS[by])
    return "; ".join([*parts, "population standard deviation"])
