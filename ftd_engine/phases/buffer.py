"""Phase 1: take teachers from the shelf, or train them on the real images and put them there."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import partial

import torch
from torch import Tensor

from ftd_engine.data.fingerprint import fingerprint
from ftd_engine.disk_need import disk_shortage, kept_epochs, size_words, teacher_bytes
from ftd_engine.method.experts import TrajectoryRecorder, last_state
from ftd_engine.method.sharpness import flat_direction, gsam_direction
from ftd_engine.method.state_files import Tree
from ftd_engine.method.training import (
    Direction,
    EpochState,
    Score,
    Turn,
    test_network,
    train_expert_epoch,
)
from ftd_engine.models.flat_params import FlatNetwork, Statistics
from ftd_engine.phases.context import Context
from ftd_engine.phases.states import state_of, tree_of
from ftd_engine.phases.teachers import kind_of, serving
from ftd_engine.protocol import SeriesName
from ftd_engine.reporter import StopAsked
from ftd_engine.runtime import EngineError, device_words, versions
from ftd_engine.settings.buffer import BufferConfig
from ftd_engine.shelf import TeacherFacts, TeacherFile, TeacherKind, read_teacher
from ftd_engine.side_by_side import networks_at_once, side_by_side
from ftd_engine.used_teachers import UsedTeacher, UsedTeachers

_TRAIN_CURVES: tuple[SeriesName, ...] = ("expert_train_loss", "expert_train_accuracy")
_TEST_CURVES: tuple[SeriesName, ...] = ("expert_test_loss", "expert_test_accuracy")


@dataclass(frozen=True, slots=True)
class _Plan:
    """How a teacher that does not lie on the shelf comes to be.

    Attributes:
        kept: epochs that its file shall hold.
        begin: a shorter file of the same teacher to go on from.
        num_epochs: passes still to make.
    """

    kept: tuple[int, ...]
    begin: TeacherFile | None
    num_epochs: int


@dataclass(frozen=True, slots=True)
class _Origin:
    """What a new teacher's file says of how it came to be.

    Attributes:
        device: what it was trained on, in words.
        tested_on: fingerprint of the test images.
    """

    device: str
    tested_on: str


@dataclass(frozen=True, slots=True)
class _Unfinished:
    """A teacher in the middle of its training: where its checkpoint goes on.

    Attributes:
        epoch: the pass that `within` is a state of.
        rows: weights that are kept so far, by epoch.
        points: curves so far.
    """

    epoch: int
    within: EpochState
    rows: dict[int, Tensor]
    points: dict[str, list[tuple[float, float]]]


@dataclass
class _Curves:
    """What is told of one teacher while it trains, kept to be told again by later runs."""

    context: Context
    expert: int
    points: dict[str, list[tuple[float, float]]] = field(
        default_factory=dict[str, list[tuple[float, float]]]
    )

    def add(self, names: tuple[SeriesName, ...], epoch: int, score: Score) -> None:
        """Tell loss and accuracy of one epoch, in the order of the two names."""
        for name, value in zip(names, (score.loss, score.accuracy), strict=True):
            self.context.reporter.point(name, epoch, value, member=self.expert)
            self.points.setdefault(name, []).append((epoch, value))

    def restore(self, points: dict[str, list[tuple[float, float]]]) -> None:
        """Go on from curves that an engine before this one has told already."""
        self.points = {name: [(x, y) for x, y in rows] for name, rows in points.items()}

    def tell_again(self, facts: TeacherFacts, tested_on: str) -> None:
        """Tell what was kept in a file; test curves only where the test images are the same."""
        names = _TRAIN_CURVES + (_TEST_CURVES if facts.tested_on == tested_on else ())
        last = self.context.experiment.buffer.epochs
        for name in names:
            points = [point for point in facts.curves.get(name, ()) if point[0] <= last]
            self.points[name] = points
            if points:
                x, y = zip(*points, strict=True)
                self.context.reporter.curve(name, x, y, (), member=self.expert)


@dataclass
class _Pace:
    """Steps of the phase done by all teachers together, some of which may train at once."""

    context: Context
    done: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def turn(self, doing: str) -> Turn:
        """A turn that also says how far the phase is: an epoch of a large set takes minutes."""

        def turn() -> None:
            self.context.reporter.turn()
            self._add(1, doing)

        return turn

    def add_earlier(self, num_epochs: int, steps: int) -> None:
        """Count what an engine before this one has done of a teacher."""
        self._add(num_epochs * _steps_per_epoch(self.context) + steps, "")

    def skip(self, num_epochs: int) -> None:
        """Count epochs that need not be made any more."""
        self._add(num_epochs * _steps_per_epoch(self.context), "")

    def _add(self, steps: int, doing: str) -> None:
        with self.lock:
            # the step that a turn begins is not done yet
            self.context.reporter.progress(self.done, doing)
            self.done += steps


def run(context: Context) -> None:
    """Take what the shelf has, and train the rest (FTD Algorithm 1).

    Raises:
        StopAsked: the user asked to stop; finished teachers stay.
        EngineError: they do not fit on the disk, diverge, or imported ones do not serve.
        OSError: disk full or folder gone; finished teachers stay.
    """
    config, reporter = context.experiment.buffer, context.reporter
    kind = kind_of(context)
    files = _files_on_shelf(context, kind)
    plans: dict[int, _Plan] = {}
    for expert in range(config.kept_experts):
        if serving(context.experiment, files, expert) is None:
            plans[expert] = _plan(context, files, expert)
    if config.imported:
        _refuse_missing(context, kind, files, plans)
    _say_what_is_reused(context, files, plans)
    if plans:
        kind.create()
        _refuse_full_disk(context, kind, plans)
    tested_on = fingerprint(context.data.test_images, context.data.test_labels)
    origin = _Origin(_made_on(context), tested_on)
    steps = _steps_per_epoch(context)
    # a phase without a step would have no end to its bar
    total = sum(plan.num_epochs for plan in plans.values()) * steps or 1
    pace = _Pace(context)
    at_once = _at_once(context)
    tasks = [
        partial(_take_expert, context, kind, expert, plans.get(expert), files, pace, origin)
        for expert in range(config.kept_experts)
    ]
    with reporter.phase("buffer", total, "steps"):
        try:
            _note_used(context, kind, side_by_side(tasks, at_once))
        except StopAsked:
            there, _ = kind.teachers()
            finished = sum(
                serving(context.experiment, there, expert) is not None
                for expert in range(config.kept_experts)
            )
            reporter.say(
                f"Stopped while training teachers; {finished} of {config.kept_experts} are finished and "
                "lie on the shelf."
            )
            raise
        reporter.progress(total, "")


def _note_used(
    context: Context, kind: TeacherKind, taken: Iterator[tuple[TeacherFile, bool]]
) -> None:
    """Write down with every teacher that is there which ones the run uses."""
    used: list[UsedTeacher] = []
    for file, is_new in taken:
        used.append(
            UsedTeacher(
                len(used),
                file.path.name,
                file.facts.last_epoch,
                file.num_bytes,
                file.head_sha256,
                is_new,
            )
        )
        context.folder.write_used_teachers(
            UsedTeachers(str(kind.path), kind.key, kind.settings, tuple(used))
        )


def _take_expert(
    context: Context,
    kind: TeacherKind,
    expert: int,
    plan: _Plan | None,
    files: list[TeacherFile],
    pace: _Pace,
    origin: _Origin,
) -> tuple[TeacherFile, bool]:
    """One teacher from the shelf, trained first where it has to be; whether it was."""
    if plan is not None:
        # another engine may have trained it meanwhile
        files, _ = kind.teachers(expert)
    file = serving(context.experiment, files, expert)
    if file is not None:
        _Curves(context, expert).tell_again(file.facts, origin.tested_on)
        if plan is not None:
            pace.skip(plan.num_epochs)
        return file, False
    file = _train_expert(context, kind, expert, plan or _plan(context, files, expert), pace, origin)
    kind.drop_superseded(file)
    return file, True


def _at_once(context: Context) -> int:
    """How many teachers train at once; the same for any number of them."""
    map_bytes = context.network.map_bytes(context.experiment.buffer.batch_size)
    return networks_at_once(context.device, map_bytes)


def _made_on(context: Context) -> str:
    """What a teacher is trained on here, in words; its share of the threads shapes its last digits."""
    return device_words(context.device, torch.get_num_threads() // _at_once(context))


def _files_on_shelf(context: Context, kind: TeacherKind) -> list[TeacherFile]:
    files, damaged = kind.teachers()
    for problem in damaged:
        context.reporter.say(f"{problem} It is left aside.", "warning")
    return files


def _plan(context: Context, files: list[TeacherFile], expert: int) -> _Plan:
    """Go on from the longest file that holds all that is wanted up to its end, else from the start."""
    config = context.experiment.buffer
    wanted = kept_epochs(context.experiment, expert)
    shorter = [
        file
        for file in files
        if file.facts.expert == expert
        and file.facts.last_epoch < config.epochs
        and file.serves(
            [epoch for epoch in wanted if epoch <= file.facts.last_epoch],
            file.facts.last_epoch,
            config.storage,
        )
    ]
    begin = max(shorter, key=lambda file: file.facts.last_epoch, default=None)
    if begin is None:
        return _Plan(wanted, None, config.epochs)
    kept = tuple(sorted({*wanted, *begin.facts.epochs}))
    return _Plan(kept, begin, config.epochs - begin.facts.last_epoch)


def _refuse_missing(
    context: Context, kind: TeacherKind, files: list[TeacherFile], plans: dict[int, _Plan]
) -> None:
    """Imported teachers are as they are: what they do not hold cannot be trained."""
    config, num_params = context.experiment.buffer, context.network.num_params
    other = next((file for file in files if file.num_params != num_params), None)
    if other is not None:
        raise EngineError(
            f"The teachers in {kind.path} have {other.num_params:,} weights; this network has "
            f"{num_params:,}.",
            "Choose the network that they were trained with, or other teachers.",
        )
    if plans:
        longest = max((file.facts.last_epoch for file in files), default=0)
        raise EngineError(
            f"{kind.path} holds {len(files)} imported teachers of up to {longest} epochs in "
            f"{files[0].storage if files else 'no precision'}; {config.kept_experts} of "
            f"{config.epochs} epochs in {config.storage} are wanted.",
            "Lower the number of teachers or their epochs, or import more.",
        )


def _say_what_is_reused(
    context: Context, files: list[TeacherFile], plans: dict[int, _Plan]
) -> None:
    total = context.experiment.buffer.kept_experts
    found = total - len(plans)
    lie = "lies" if found == 1 else "lie"
    if not plans:
        rest = "none is trained"
    else:
        rest = f"{len(plans)} {'is' if len(plans) == 1 else 'are'} trained"
        longer = sum(plan.begin is not None for plan in plans.values())
        if longer:
            rest += f", {longer} of these on from an earlier end"
    are = "is" if found == 1 else "are"
    context.reporter.say(f"{found} of {total} teachers {lie} on the shelf and {are} used; {rest}.")
    here = _made_on(context)
    others = {
        file.facts.made_by.get("device", "")
        for expert in range(total)
        if (file := serving(context.experiment, files, expert)) is not None
    } - {here, ""}
    if others:
        context.reporter.say(
            f"Some were trained on another device ({', '.join(sorted(others))}; here: {here}): "
            "trained anew they would differ in the last digits."
        )


def _refuse_full_disk(context: Context, kind: TeacherKind, plans: dict[int, _Plan]) -> None:
    config = context.experiment.buffer
    need = sum(
        teacher_bytes(len(plan.kept), config.epochs, context.network.num_params, config.storage)
        for plan in plans.values()
    )
    free = shutil.disk_usage(kind.path).free
    context.reporter.say(
        f"The teachers to train take {size_words(need)} on the disk of {context.shelf.root}; "
        f"{size_words(free)} are free."
    )
    if words := disk_shortage(need, free, context.shelf.root):
        raise EngineError(*words)


def _steps_per_epoch(context: Context) -> int:
    return -(-len(context.data.train_labels) // context.experiment.buffer.batch_size)


def _train_expert(
    context: Context, kind: TeacherKind, expert: int, plan: _Plan, pace: _Pace, origin: _Origin
) -> TeacherFile:
    """Train one teacher to its last epoch and put it on the shelf."""
    config, data, reporter = context.experiment.buffer, context.data, context.reporter
    network = context.network.twin()
    recorder = TrajectoryRecorder(plan.kept, config.storage)
    curves = _Curves(context, expert)
    work = f"teacher-{expert:04d}"
    unfinished = _unfinished(context, work, plan)
    within: EpochState | None = None
    if unfinished is not None:
        recorder.restore(unfinished.rows)
        curves.restore(unfinished.points)
        first, within = unfinished.epoch, unfinished.within
        theta = within.theta
        statistics = network.fresh_statistics(theta)
        passed = first - 1 - (config.epochs - plan.num_epochs)
        pace.add_earlier(passed, within.steps)
        reporter.say(
            f"Teacher {expert + 1} goes on from a checkpoint: epoch {first}, step {within.steps:,}."
        )
    elif plan.begin is not None:
        curves.tell_again(plan.begin.facts, origin.tested_on)
        recorder.take_over(plan.begin.path, plan.begin.facts.epochs)
        theta, statistics = last_state(plan.begin.path, context.device)
        first = plan.begin.facts.last_epoch + 1
    else:
        generator = context.seeds.generator("experts", expert)
        theta = network.initial(generator).to(context.device)
        statistics = network.fresh_statistics(theta)
        recorder.add(0, theta)
        curves.add(_TEST_CURVES, 0, _test(context, network, theta, statistics))
        first = 1
    for epoch in range(first, config.epochs + 1):
        doing = f"teacher {expert + 1} of {config.kept_experts}, epoch {epoch} of {config.epochs}"
        keep = _Keeping(context, work, epoch, recorder.rows, curves.points)
        theta, score = train_expert_epoch(
            network,
            theta,
            data.train_images,
            data.train_labels,
            batch_size=config.batch_size,
            lr=config.expert_lr,
            direction=teacher_direction(config),
            statistics=statistics,
            ops=context.ops(config.dsa),
            # one for each epoch: a teacher that is trained on later draws what it would have drawn
            generator=context.seeds.generator("experts", expert, epoch),
            turn=pace.turn(doing),
            keep=keep,
            begin=within,
        )
        within = None
        recorder.add(epoch, theta)
        curves.add(_TRAIN_CURVES, epoch, score)
        curves.add(_TEST_CURVES, epoch, _test(context, network, theta, statistics))
    facts = TeacherFacts(
        expert,
        config.epochs,
        recorder.epochs,
        {name: tuple(points) for name, points in curves.points.items()},
        origin.tested_on,
        {"device": origin.device, **versions()},
    )
    path = kind.path_for(expert, config.epochs, recorder.epochs, config.storage)
    # another engine may have been faster; what it may be reading already is not replaced
    if serving(context.experiment, kind.teachers(expert)[0], expert) is None or not path.exists():
        recorder.write(path, theta, statistics, asdict(facts))
    context.checkpoints.drop(work)
    accuracy = curves.points["expert_test_accuracy"][-1][1]
    reporter.say(
        f"Teacher {expert + 1} of {config.kept_experts} is trained; it is right on "
        f"{100 * accuracy:.1f} % of the real test images."
    )
    return read_teacher(path)


def _unfinished(context: Context, work: str, plan: _Plan) -> _Unfinished | None:
    """Where a checkpoint of this teacher goes on, if it holds all that the plan keeps."""
    tree = context.checkpoints.begin(work)
    if tree is None:
        return None
    state = _Unfinished(
        int(tree["epoch"]),
        state_of(EpochState, tree["within"], context.device),
        {int(epoch): row for epoch, row in tree["rows"].items()},
        tree["points"],
    )
    wanted = {epoch for epoch in plan.kept if epoch < state.epoch}
    done = context.experiment.buffer.epochs - plan.num_epochs
    # the shelf may have changed meanwhile: be further on, or want more epochs of the same teacher
    return state if wanted <= state.rows.keys() and state.epoch > done else None


@dataclass(frozen=True, slots=True)
class _Keeping:
    """Holds the states of one pass ready for a checkpoint."""

    context: Context
    work: str
    epoch: int
    rows: dict[int, Tensor]
    points: dict[str, list[tuple[float, float]]]

    def __call__(self, within: EpochState) -> None:
        points = {name: list(rows) for name, rows in self.points.items()}
        state = _Unfinished(self.epoch, within, self.rows, points)

        def tree() -> Tree:
            return tree_of(state)

        self.context.checkpoints.keep(self.work, tree)


def teacher_direction(config: BufferConfig) -> Direction:
    """How the teachers step: Algorithm 1, plain SGD, or the published code's GSAM."""
    if config.trajectory == "gsam":
        return partial(
            gsam_direction,
            gsam_alpha=config.gsam_alpha,
            rho=config.rho,
            is_adaptive=config.adaptive_rho,
        )
    alpha = config.alpha if config.trajectory == "flat" else 0.0
    return partial(flat_direction, alpha=alpha, rho=config.rho)


def _test(context: Context, network: FlatNetwork, theta: Tensor, statistics: Statistics) -> Score:
    data = context.data
    return test_network(network, theta, statistics, data.test_images, data.test_labels)
