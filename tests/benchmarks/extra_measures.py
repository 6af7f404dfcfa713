"""Measures beside the rows of the phases: memory by steps, teachers at once, a whole preset."""

import statistics
from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from ftd_engine.data_facts import facts_of
from ftd_engine.presets import load_presets
from ftd_engine.side_by_side import MAP_BYTES_AT_MOST
from ftd_engine.step_costs import set_size, student_batch
from tests.benchmarks.measurement import Measurement
from tests.benchmarks.phase_settings import PhaseSettings
from tests.benchmarks.phases import start_side

_FEW_STEPS, _SOME_STEPS, _MANY_STEPS = 5, 30, 50
_WIDE = 128


def measure_memory(base: PhaseSettings, num_images: int) -> Iterator[Measurement]:
    """Peaks of one distill iteration by student steps; each in a process that does nothing else."""
    distill = replace(base, phase="distill", num_images=num_images, gradient="exact")
    peaks: dict[int, float] = {}
    for steps in (_FEW_STEPS, _SOME_STEPS, _MANY_STEPS):
        peaks[steps] = _peak_mib(replace(distill, syn_steps=steps))
        yield Measurement(f"peak at constant memory, {steps} steps", peaks[steps], "MiB", 1e6)
    growth = peaks[_MANY_STEPS] / peaks[_FEW_STEPS]
    yield Measurement(f"peak at {_MANY_STEPS} steps over {_FEW_STEPS}", growth, "x", 1.1)
    plain = _peak_mib(replace(distill, side="plain", syn_steps=_SOME_STEPS))
    yield Measurement(f"peak of the plain side, {_SOME_STEPS} steps", plain, "MiB", 1e6)
    ratio = plain / peaks[_SOME_STEPS]
    name = f"peak, plain over ours, {_SOME_STEPS} steps"
    yield Measurement(name, ratio, "x", 8, at_least=True)


def _peak_mib(settings: PhaseSettings) -> float:
    with start_side(settings) as side:
        side.run()
        return side.run()[1]


def measure_side_by_side(base: PhaseSettings, repeats: int) -> Iterator[Measurement]:
    """Teachers per hour, two at once over one at a time, for a network of CPU size and a large one.

    Whatever the size, two are trained at once here; the program does so only up to a size of maps.
    """
    small = replace(base, channels=1, size_px=28, width=32, batch=64)
    for shapes, images in ((small, 1024), (replace(small, batch=256), 1024), (base, 256)):
        settings = replace(shapes, phase="teachers", num_images=images)
        # as `FlatNetwork.map_bytes` counts them
        map_bytes = 4 * settings.batch * settings.width * settings.size_px**2
        is_done = map_bytes <= MAP_BYTES_AT_MOST
        ratios: list[float] = []
        with (
            start_side(replace(settings, at_once=1)) as one,
            start_side(replace(settings, at_once=2)) as two,
        ):
            one.run()
            two.run()
            for _ in range(repeats):
                ratios.append(one.run()[0] / two.run()[0])
        yield Measurement(
            f"teachers per hour, 2 at once, width {settings.width}, batch {settings.batch}"
            + ("" if is_done else " (not done)"),
            statistics.median(ratios),
            "x",
            1.15 if is_done else 0,
            at_least=True,
        )


def measure_preset(base: PhaseSettings, name: str, repeats: int) -> Iterator[Measurement]:
    """Buffer and distill of a preset by single steps and their counts, ours and plain.

    After as many iterations both sides are as accurate, as their gradients are the same.

    Raises:
        ValueError: there is no such preset, or it has something the plain side has not.
    """
    found = [each.experiment for each in load_presets() if each.experiment.name == name]
    facts = facts_of(found[0].data) if found else None
    if facts is None:
        raise ValueError(f"there is no preset {name} of a published data set")
    (experiment,) = found
    buffer, distill = experiment.buffer, experiment.distill
    if buffer.trajectory != "flat" or distill.syn_batch or not (buffer.rho and buffer.alpha):
        raise ValueError(f"{name} is not one of flat teachers and whole synthetic sets")
    shapes = replace(
        base,
        channels=facts.channels,
        size_px=facts.size_px,
        classes=facts.num_classes,
        depth=experiment.network.depth,
        width=experiment.network.width,
        batch=buffer.batch_size,
        syn_steps=distill.syn_steps,
    )
    timed_steps = 4
    teachers = replace(shapes, phase="buffer", num_images=timed_steps * buffer.batch_size)
    matching = replace(shapes, phase="distill", num_images=student_batch(experiment, facts))
    assert matching.num_images == set_size(experiment, facts)
    steps = buffer.num_experts * buffer.epochs * ceil(facts.num_train / buffer.batch_size)
    ours_s = plain_s = 0.0
    for settings, count in ((teachers, steps / timed_steps), (matching, distill.iterations)):
        pair = _pair_s(settings, repeats)
        ours_s, plain_s = ours_s + count * pair[0], plain_s + count * pair[1]
        said = f"{name}, {settings.phase}"
        yield Measurement(f"{said}, ours", count * pair[0], "s", 1e6)
        yield Measurement(f"{said}, plain", count * pair[1], "s", 1e6)
    yield Measurement(f"{name}, both, plain over ours", plain_s / ours_s, "x", 2.5, at_least=True)


def _pair_s(settings: PhaseSettings, repeats: int) -> tuple[float, float]:
    """Median seconds of ours and plain, in turns."""
    pairs: list[tuple[float, float]] = []
    with start_side(settings) as ours, start_side(replace(settings, side="plain")) as plain:
        ours.run()
        plain.run()
        for _ in range(repeats):
            pairs.append((ours.run()[0], plain.run()[0]))
    return statistics.median(one for one, _ in pairs), statistics.median(two for _, two in pairs)
