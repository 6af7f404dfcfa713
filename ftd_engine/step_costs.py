"""What single steps of a run cost on a device: measured on the spot, or scaled from a stored measurement."""

import json
import platform
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version

from pydantic import TypeAdapter, ValidationError

from ftd_engine.data_facts import DataFacts, facts_of
from ftd_engine.experiment import Experiment
from ftd_engine.foreign_files import read_at_most
from ftd_engine.network_size import NetworkSize, network_size
from ftd_engine.settings.network import OWN_NETWORKS
from ftd_engine.user_folders import cache_folder
from ftd_engine.whole_files import write_aside

METHOD_VERSION = 4
"""Counts up when stored measurements of a device no longer hold, such as after faster kernels."""

_RATES_NAME = "device_rates.json"


@dataclass(frozen=True, slots=True)
class StepCosts:
    """Seconds and bytes of the steps that a run is made of.

    Bytes are what a step takes beyond weights and images at its worst moment; they lie on the GPU where
    there is one, else in the memory of the process.

    Attributes:
        device: where it was measured, in words.
        is_measured: with the experiment's own network and shapes, else scaled from others.
        is_on_gpu: where steps and their bytes lie.
        start_s: from nothing to the first phase.
        teacher_step_s: a teacher's step on a whole batch, with all its gradients.
        test_image_s: one image classified.
        match_fixed_s, match_step_s: an outer iteration takes the first, and the second for every
            student step.
        set_step_s: a step of a network that is trained on a set, on a whole batch.
        write_s: a set written to disk.
        base_bytes: the process before it holds anything.
        teacher_bytes, test_bytes, set_bytes: of such a step, for all networks that take it at once.
        match_fixed_bytes, match_step_bytes: of an outer iteration, and more for every student step.
        sizes: of networks of plug-ins, by their names; nothing else can tell them.
    """

    device: str = ""
    is_measured: bool = False
    is_on_gpu: bool = False
    start_s: float = 0.0
    teacher_step_s: float = 0.0
    test_image_s: float = 0.0
    match_fixed_s: float = 0.0
    match_step_s: float = 0.0
    set_step_s: float = 0.0
    write_s: float = 0.0
    base_bytes: float = 0.0
    teacher_bytes: float = 0.0
    test_bytes: float = 0.0
    set_bytes: float = 0.0
    match_fixed_bytes: float = 0.0
    match_step_bytes: float = 0.0
    sizes: dict[str, NetworkSize] = field(default_factory=dict[str, NetworkSize])


@dataclass(frozen=True, slots=True)
class CostLine:
    """A cost as a sum of three parts.

    Attributes:
        per_step: whatever the step does.
        per_unit: for every unit of work: floating-point operations forward, or weights for bytes.
        per_activation: for every number that a layer gives out.
    """

    per_step: float
    per_unit: float
    per_activation: float

    def at(self, units: float, activations: float) -> float:
        """The cost of a step with so many of each."""
        return self.per_step + self.per_unit * units + self.per_activation * activations


@dataclass(frozen=True, slots=True)
class DeviceRate:
    """What a device needs for the work of any network, from a few short measurements.

    Attributes:
        device: in words.
        gradient, match, test: seconds of one gradient step, one student step that is followed back,
            and one batch tested.
        gradient_bytes, match_bytes, test_bytes: the same for memory.
        match_fixed_s: an outer iteration beside its student steps.
        start_s, write_s, base_bytes: as in `StepCosts`.
        gpu_bytes: free memory of the GPU, or None where steps run on the CPU.
    """

    device: str
    gradient: CostLine
    match: CostLine
    test: CostLine
    gradient_bytes: CostLine
    match_bytes: CostLine
    test_bytes: CostLine
    match_fixed_s: float
    start_s: float
    write_s: float
    base_bytes: float
    gpu_bytes: float | None


TEST_BATCH = 500
"""Images in a batch of a test."""


def set_size(experiment: Experiment, facts: DataFacts) -> int:
    """Images of the synthetic set."""
    return experiment.distill.ipc * facts.num_classes


def student_batch(experiment: Experiment, facts: DataFacts) -> int:
    """Images of one student step."""
    total = set_size(experiment, facts)
    return min(experiment.distill.syn_batch or total, total)


def teacher_gradients(experiment: Experiment) -> int:
    """Gradients that one step of a teacher takes."""
    buffer = experiment.buffer
    is_flat = buffer.trajectory == "flat" and buffer.alpha > 0 and buffer.rho > 0
    return 2 if is_flat or buffer.trajectory == "gsam" else 1


def set_gradients(experiment: Experiment) -> int:
    """Gradients that one step of a network on a set takes."""
    return 2 if experiment.evaluation.sam_rho > 0 else 1


def known_facts(experiment: Experiment) -> DataFacts | None:
    """Facts of the images where these and all networks are known before any is read or built.

    None for the user's own images and for what plug-ins add.
    """
    kinds = (experiment.network.kind, *experiment.other_kinds)
    return facts_of(experiment.data) if all(kind in OWN_NETWORKS for kind in kinds) else None


def size_for(
    experiment: Experiment, facts: DataFacts, costs: StepCosts | None = None
) -> NetworkSize:
    """The experiment's network for these images.

    Args:
        costs: hold the size of a network of a plug-in, which has to be built for it.
    """
    if costs is not None and (size := costs.sizes.get(experiment.network.kind)) is not None:
        return size
    return network_size(experiment.network, facts.channels, facts.size_px, facts.num_classes)


def scaled_costs(rate: DeviceRate, experiment: Experiment, facts: DataFacts) -> StepCosts:
    """Costs of the experiment's steps by what other networks took on the device: rough."""
    size = size_for(experiment, facts)

    def seconds(line: CostLine, images: int) -> float:
        return line.at(images * size.forward_flops, images * size.activations)

    def memory(line: CostLine, images: int) -> float:
        return line.at(size.num_params, images * size.activations)

    teacher = min(experiment.buffer.batch_size, facts.num_train)
    on_set = min(experiment.evaluation.batch_size, set_size(experiment, facts))
    student = student_batch(experiment, facts)
    tested = min(TEST_BATCH, facts.num_test)
    return StepCosts(
        device=rate.device,
        is_on_gpu=rate.gpu_bytes is not None,
        start_s=rate.start_s,
        teacher_step_s=teacher_gradients(experiment) * seconds(rate.gradient, teacher),
        test_image_s=seconds(rate.test, tested) / tested,
        match_fixed_s=rate.match_fixed_s,
        match_step_s=seconds(rate.match, student),
        set_step_s=set_gradients(experiment) * seconds(rate.gradient, on_set),
        write_s=rate.write_s,
        base_bytes=rate.base_bytes,
        teacher_bytes=memory(rate.gradient_bytes, teacher),
        test_bytes=memory(rate.test_bytes, tested),
        set_bytes=memory(rate.gradient_bytes, on_set),
        match_step_bytes=memory(rate.match_bytes, student),
    )


# ---------------------------------------------------------------- rates kept from start to start

_rates: TypeAdapter[dict[str, DeviceRate]] = TypeAdapter(dict[str, DeviceRate])


def _rate_key(device: str, threads: int) -> str:
    """What a stored measurement depends on: machine, device, threads, versions."""
    parts = [platform.node(), device, str(threads), str(METHOD_VERSION)]
    for package in ("torch", "ftd-studio"):
        try:
            parts.append(version(package))
        except PackageNotFoundError:
            parts.append("")
    return "/".join(parts)


def stored_rate(experiment: Experiment) -> DeviceRate | None:
    """What was measured on the experiment's device before, or None."""
    return _stored().get(_rate_key(experiment.device, experiment.threads))


def store_rate(experiment: Experiment, rate: DeviceRate) -> None:
    """Keep a measurement of the experiment's device; a cache that refuses is no error."""
    path = cache_folder() / _RATES_NAME
    rates = {**_stored(), _rate_key(experiment.device, experiment.threads): rate}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({key: asdict(value) for key, value in rates.items()}, indent=1)
        write_aside(path, text.encode())
    except OSError:
        # it is measured again next time
        return


def _stored() -> dict[str, DeviceRate]:
    try:
        return _rates.validate_json(read_at_most(cache_folder() / _RATES_NAME, 1 << 20))
    except (OSError, ValidationError):
        return {}
