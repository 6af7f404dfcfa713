"""What a run needs: its steps counted, times what a step costs."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ftd_engine.data_facts import DataFacts
from ftd_engine.disk_need import kept_epochs, size_words, teacher_bytes
from ftd_engine.experiment import Experiment
from ftd_engine.network_size import depth_for
from ftd_engine.protocol import PHASES, Phase
from ftd_engine.shelf import Shelf, TeacherKind, best_of
from ftd_engine.step_costs import StepCosts, set_gradients, set_size, size_for, student_batch

_STATES_KEPT = 12
"""Images of the whole set that distillation holds: the present state, the next, two good ones, the best."""
_COPIES_ON_HOST = 6 + 3 * _STATES_KEPT
"""More of them in the memory of the process: the newest stored set with the bytes of its file, and a
checkpoint of all states as tensors, as their bytes and as a file's."""
_CHECKPOINTS_ON_DISK = 3
"""Two generations, and the one that is being written."""
_ALLOCATED_AHEAD_BYTES = 64 << 20
"""What the engine's allocator asks for at a time (`launch.py`)."""
_EVENT_BYTES_PER_ITERATION = 150
_FILE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class RunWork:
    """How often a run does what.

    Attributes:
        teacher_batches: steps of all teachers to train, as the phase counts them.
        teacher_steps: the same in whole batches: a short last batch counts by its images.
        teacher_tested: images that the teachers are tested on.
        iterations: outer iterations.
        evaluations: evaluations while distilling.
        distill_set_steps, distill_tested: steps of their networks in whole batches; images tested.
        snapshots: stored sets.
        evaluate_total: steps of the last phase, as it counts them.
        evaluate_set_steps, evaluate_tested: as above, of the last phase; those of networks of other
            families weighed by their work beside the experiment's own.
        figure_steps: student steps of Figure 1.
    """

    teacher_batches: int
    teacher_steps: float
    teacher_tested: int
    iterations: int
    evaluations: int
    distill_set_steps: float
    distill_tested: int
    snapshots: int
    evaluate_total: int
    evaluate_set_steps: float
    evaluate_tested: float
    figure_steps: int


@dataclass(frozen=True, slots=True)
class PhaseNeed:
    """Time and memory of one phase.

    Attributes:
        seconds: as long as it takes.
        host_bytes: memory of the process at its worst moment.
        gpu_bytes: memory of the GPU then; 0 without one.
    """

    phase: Phase
    seconds: float
    host_bytes: float
    gpu_bytes: float


@dataclass(frozen=True, slots=True)
class Needs:
    """What a whole run needs.

    Attributes:
        phases: each phase, in their order.
        start_s: before the first phase.
        load_bytes: memory of the process while the images are read.
        image_bytes: the images as numbers.
        teacher_disk_bytes, run_disk_bytes: files on the shelf and in the run folder.
        teachers_there: teachers that lie on the shelf already and cost nothing.
        is_measured: by the experiment's own steps, else rough.
        device: in words; empty where nothing was measured.
    """

    phases: tuple[PhaseNeed, ...]
    start_s: float
    load_bytes: float
    image_bytes: float
    teacher_disk_bytes: int
    run_disk_bytes: int
    teachers_there: int
    is_measured: bool
    device: str

    @property
    def seconds(self) -> float:
        """From start to end."""
        return self.start_s + sum(need.seconds for need in self.phases)

    @property
    def host_bytes(self) -> float:
        """Memory of the process at its worst moment."""
        return max(self.load_bytes, *(need.host_bytes for need in self.phases))

    @property
    def gpu_bytes(self) -> float:
        """Memory of the GPU at the worst moment."""
        return max(need.gpu_bytes for need in self.phases)

    @property
    def disk_bytes(self) -> int:
        """All files."""
        return self.teacher_disk_bytes + self.run_disk_bytes


# ---------------------------------------------------------------- counting


def work_of(
    experiment: Experiment,
    facts: DataFacts,
    teachers_there: frozenset[int] = frozenset(),
    costs: StepCosts | None = None,
) -> RunWork:
    """How often the phases do what, for these images.

    Args:
        teachers_there: numbers of the teachers that lie on the shelf already.
        costs: hold the sizes of networks of plug-ins.
    """
    buffer, distill, evaluation = experiment.buffer, experiment.distill, experiment.evaluation
    held_out = facts.num_held_out(experiment)
    trained_on = facts.num_train - held_out
    teachers = 0 if buffer.imported else len(set(range(buffer.kept_experts)) - teachers_there)
    batch = min(buffer.batch_size, trained_on)
    evaluations = 0
    if distill.evaluate_every:
        evaluations = (distill.iterations - 1) // distill.evaluate_every
        # the last set is a candidate, too, where the best one is chosen
        evaluations += evaluation.selection != "last"
    has_ema = distill.ema_decay > 0
    courses = 1 + has_ema + (has_ema and evaluation.ema_on_used_network)
    total = set_size(experiment, facts)
    batches_per_pass = total / min(evaluation.batch_size, total)
    networks = distill.evaluate_networks * evaluations
    # one pass more than the epochs, as the field does it
    distill_passes = networks * courses * (distill.evaluate_epochs + 1)
    own_flops, *other_flops = (
        size_for(experiment.on(kind), facts, costs).forward_flops
        for kind in (experiment.network.kind, *experiment.other_kinds)
    )
    weight = 1 + sum(other_flops) / own_flops
    evaluate_passes = weight * evaluation.networks * (courses + 1) * (evaluation.epochs + 1)
    trained = evaluation.networks * (2 + has_ema)
    experts, stretches = evaluation.loss_difference_experts, buffer.epochs // distill.expert_epochs
    restarts = max(stretches - 1, 0)
    figure_tests = experts * (stretches + 1 + stretches + restarts)
    return RunWork(
        teacher_batches=teachers * buffer.epochs * -(-trained_on // buffer.batch_size),
        teacher_steps=teachers * buffer.epochs * trained_on / batch,
        teacher_tested=teachers * (buffer.epochs + 1) * facts.num_test,
        iterations=distill.iterations,
        evaluations=evaluations,
        distill_set_steps=distill_passes * batches_per_pass,
        distill_tested=networks * (1 + has_ema) * (held_out or facts.num_test),
        snapshots=_count_snapshots(experiment, evaluations),
        evaluate_total=trained * (1 + len(other_flops)) + figure_tests,
        evaluate_set_steps=evaluate_passes * batches_per_pass,
        evaluate_tested=(weight * trained + figure_tests) * facts.num_test,
        figure_steps=experts * (stretches + restarts) * distill.syn_steps,
    )


def _count_snapshots(experiment: Experiment, evaluations: int) -> int:
    distill = experiment.distill
    stored = {0, distill.iterations, *range(0, distill.iterations + 1, distill.snapshot_every)}
    if evaluations:
        stored.update(range(0, distill.iterations, distill.evaluate_every))
    return len(stored)


# ---------------------------------------------------------------- adding up


def needs_of(
    experiment: Experiment,
    facts: DataFacts,
    costs: StepCosts,
    teachers_there: frozenset[int] = frozenset(),
) -> Needs:
    """What a run needs where its steps cost so much.

    Args:
        costs: with the plain `StepCosts()` what remains is the part that is certain: files and images.
        teachers_there: numbers of the teachers that lie on the shelf already.
    """
    work = work_of(experiment, facts, teachers_there, costs)
    student = student_batch(experiment, facts)
    on_set = min(experiment.evaluation.batch_size, set_size(experiment, facts))
    # a student of Figure 1 steps like a network on a set, on a batch of another size and plainly
    student_s = costs.set_step_s * student / on_set / set_gradients(experiment)
    iteration_s = costs.match_fixed_s + experiment.distill.syn_steps * costs.match_step_s
    seconds: dict[Phase, float] = {
        "buffer": work.teacher_steps * costs.teacher_step_s
        + work.teacher_tested * costs.test_image_s,
        "distill": work.iterations * iteration_s
        + work.distill_set_steps * costs.set_step_s
        + work.distill_tested * costs.test_image_s
        + work.snapshots * costs.write_s,
        "evaluate": work.evaluate_set_steps * costs.set_step_s
        + work.evaluate_tested * costs.test_image_s
        + work.figure_steps * student_s,
    }
    missing = _missing(experiment, teachers_there)
    load, host, gpu = _memory(experiment, facts, costs, bool(missing))
    return Needs(
        phases=tuple(PhaseNeed(phase, seconds[phase], host[phase], gpu[phase]) for phase in PHASES),
        start_s=costs.start_s,
        load_bytes=load,
        image_bytes=facts.num_bytes,
        teacher_disk_bytes=sum(
            _teacher_file(experiment, facts, costs, expert) for expert in missing
        ),
        run_disk_bytes=_run_bytes(experiment, facts, work.snapshots)
        + checkpoint_bytes(experiment, facts, bool(missing), costs),
        teachers_there=experiment.buffer.kept_experts - len(missing),
        is_measured=costs.is_measured,
        device=costs.device,
    )


def _missing(experiment: Experiment, teachers_there: frozenset[int]) -> list[int]:
    buffer = experiment.buffer
    return [] if buffer.imported else sorted(set(range(buffer.kept_experts)) - teachers_there)


def _teacher_file(
    experiment: Experiment, facts: DataFacts, costs: StepCosts | None, expert: int
) -> int:
    rows, buffer = len(kept_epochs(experiment, expert)), experiment.buffer
    num_params = size_for(experiment, facts, costs).num_params
    return teacher_bytes(rows, buffer.epochs, num_params, buffer.storage)


def _set_bytes(experiment: Experiment, facts: DataFacts) -> int:
    return 4 * facts.values_per_image * set_size(experiment, facts)


def _run_bytes(experiment: Experiment, facts: DataFacts, snapshots: int) -> int:
    """Stored sets and events; whitened sets are stored with their colours."""
    series = 1 + (experiment.distill.ema_decay > 0)
    one = (1 + experiment.data.zca) * series * _set_bytes(experiment, facts) + _FILE_BYTES
    return snapshots * one + experiment.distill.iterations * _EVENT_BYTES_PER_ITERATION


def checkpoint_bytes(
    experiment: Experiment, facts: DataFacts, trains: bool, costs: StepCosts | None = None
) -> int:
    """The largest checkpoints of the run: of one teacher, or of the set.

    Args:
        trains: teachers are trained; otherwise all lie on the shelf.
        costs: hold the sizes of networks of plug-ins.
    """
    teacher = _teacher_file(experiment, facts, costs, 0) if trains else 0
    states = _STATES_KEPT * _set_bytes(experiment, facts)
    return _CHECKPOINTS_ON_DISK * (max(teacher, states) + _FILE_BYTES)


def _zca_bytes(experiment: Experiment, facts: DataFacts) -> int:
    """The two matrices that a whitened space keeps."""
    return 2 * 4 * facts.values_per_image**2 if experiment.data.zca else 0


def _memory(
    experiment: Experiment, facts: DataFacts, costs: StepCosts, trains: bool
) -> tuple[float, dict[Phase, float], dict[Phase, float]]:
    """Memory of the process while reading, and of process and GPU in each phase."""
    images, one_set = facts.num_bytes, _set_bytes(experiment, facts)
    zca = _zca_bytes(experiment, facts)
    train = 4 * facts.values_per_image * facts.num_train
    # the bytes of the files; holding out makes a second copy of the training images
    passing = max(images / 4, train if facts.num_held_out(experiment) else 0)
    # fitting holds the covariance, its eigenvectors and all images as rows of numbers
    passing += images + 2 * zca if zca else 0
    load = costs.base_bytes + images + zca + passing
    # what a teacher's file holds is collected, stacked and turned into bytes
    rows = _teacher_file(experiment, facts, costs, 0) if trains else 0
    teacher = costs.teacher_bytes if trains else 0.0
    match = costs.match_fixed_bytes + experiment.distill.syn_steps * costs.match_step_bytes
    if costs.is_on_gpu:
        states = _STATES_KEPT * one_set
        on_set = max(costs.set_bytes, costs.test_bytes) + states
        lying = images + zca
        gpu: dict[Phase, float] = {
            "buffer": lying + max(teacher, costs.test_bytes),
            "distill": lying + max(match + states, on_set),
            "evaluate": lying + on_set,
        }
        first, last = load + 3 * rows, load + _COPIES_ON_HOST * one_set
        return load, {"buffer": first, "distill": last, "evaluate": last}, gpu
    # The engine's allocator gives nothing back, and steps of different kinds seldom fit into what
    # others have left: so they add up instead of taking turns.
    first = load + max(teacher + costs.test_bytes, 3 * rows) + _ALLOCATED_AHEAD_BYTES
    last = first + match + costs.set_bytes + (_STATES_KEPT + _COPIES_ON_HOST) * one_set
    host: dict[Phase, float] = {"buffer": first, "distill": last, "evaluate": last}
    return load, host, dict.fromkeys(PHASES, 0.0)


# ---------------------------------------------------------------- what lies there already


def known_teachers(experiment: Experiment, facts: DataFacts, root: Path) -> frozenset[int]:
    """Teachers of these settings on a shelf, whatever images they were trained on.

    Which images those were is told by a fingerprint, and so only by the images themselves. Where the
    shelf holds several kinds that differ in nothing else, those count that each of them has.
    """
    asked, training = _settings_of(experiment, facts), experiment.buffer.model_dump(mode="json")
    found: frozenset[int] | None = None
    for kind in Shelf(root).kinds():
        # of the teachers' own settings a kind holds those that matter for it
        trained: dict[str, Any] = kind.settings.get("training", {})
        is_same = all(training.get(name) == value for name, value in trained.items())
        if is_same and all(kind.settings.get(name) == value for name, value in asked.items()):
            there = serving_teachers(experiment, kind)
            found = there if found is None else found & there
    return found or frozenset()


def serving_teachers(experiment: Experiment, kind: TeacherKind) -> frozenset[int]:
    """Numbers of the teachers of a kind that an experiment need not train."""
    buffer, (files, _) = experiment.buffer, kind.teachers()
    return frozenset(
        expert
        for expert in range(buffer.kept_experts)
        if best_of(files, expert, kept_epochs(experiment, expert), buffer.epochs, buffer.storage)
    )


def _settings_of(experiment: Experiment, facts: DataFacts) -> dict[str, Any]:
    network = experiment.network.model_dump(mode="json")
    shape = (("channels", facts.channels), ("size_px", facts.size_px))
    spec = {**dict(shape), "num_classes": facts.num_classes, **network}
    spec["depth"] = spec["depth"] or depth_for(facts.size_px)
    augmentation = experiment.dsa.model_dump(mode="json") if experiment.buffer.dsa else None
    return {
        "dataset": experiment.data.dataset,
        "network": spec,
        "augmentation": augmentation,
        # a seed that is still to be drawn is that of no teacher
        "seed": experiment.seed if experiment.seed_source == "fixed" else None,
        # a kind has this only where it is on
        "tf32": experiment.tf32 or None,
    }


# ---------------------------------------------------------------- in words


def time_words(seconds: float) -> str:
    """A time span in the unit that matters, such as "3 min" or "14 h"."""
    for limit, unit_s, unit in ((100, 1, "s"), (100 * 60, 60, "min"), (72 * 3600, 3600, "h")):
        if seconds < limit:
            return f"{seconds / unit_s:.0f} {unit}"
    return f"{seconds / 86400:,.0f} days"


def short_words(needs: Needs) -> str:
    """Time, memory and disk in one line, such as "about 2 min, 865.5 MB of memory, 8.4 MB of disk"."""
    sizes = [f"{size_words(int(needs.host_bytes))} of memory"]
    if needs.gpu_bytes:
        sizes.append(f"{size_words(int(needs.gpu_bytes))} of GPU memory")
    sizes.append(f"{size_words(needs.disk_bytes)} of disk")
    return ", ".join([f"about {time_words(needs.seconds)}", *sizes])
