"""Speed and memory of the three phases: ours and a plain implementation, in turns, in one run.

Each side of each phase is a process of its own: ours with the engine's environment, the plain one
with the default, as the published scripts run.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace

from ftd_engine.launch import engine_environment
from tests.benchmarks.phase_settings import PhaseSettings


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One phase: medians over the repeats, and peak resident memory of each process.

    Attributes:
        ratio: median over pairs of plain by ours, measured one after the other.
        floor_s: the convolutions alone, at the rate of PyTorch's forward pass in the same run.
        settings: what was run, with the rates of convolution and the stricter floor that our own
            convolutions make.
    """

    phase: str
    ours_s: float
    plain_s: float
    ratio: float
    floor_s: float
    over_floor: float
    ours_peak_mib: float
    plain_peak_mib: float
    settings: dict[str, object]

    def __str__(self) -> str:
        return (
            f"{self.phase:<9} {self.settings['gradient'] if self.phase == 'distill' else '':<9} "
            f"{'' if self.settings['compiled'] else 'no compiler  '}"
            f"ours {self.ours_s:8.3f} s  plain {self.plain_s:8.3f} s  ratio {self.ratio:5.2f}  "
            f"over floor {self.over_floor:5.2f} "
            f"(strict {self.settings['over_strict_floor']:.2f})  "
            f"peak {self.ours_peak_mib:7.0f} of {self.plain_peak_mib:7.0f} MiB"
        )


@dataclass
class Side:
    """A process that runs one side of a phase as often as it is asked."""

    process: "subprocess.Popen[str]"

    def run(self) -> tuple[float, float]:
        """Seconds of one run, and peak memory so far in MiB."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("a side of the benchmark died; its error stands above")
        seconds, peak_mib = json.loads(line)
        return seconds, peak_mib


@contextmanager
def start_side(settings: PhaseSettings) -> Iterator[Side]:
    """A side in a process of its own, which ends with the block."""
    environment = dict(os.environ)
    for name in engine_environment():
        environment.pop(name, None)
    if settings.side == "ours":
        environment.update(engine_environment())
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.phase_side", json.dumps(asdict(settings))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        yield Side(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait()


def measure_phase(ours: PhaseSettings, repeats: int) -> PhaseRow:
    """One row: a warm-up of both sides, then `repeats` pairs in turns."""
    plain = replace(ours, side="plain")
    convolutions = replace(ours, phase="convolutions")
    pairs: list[tuple[float, float]] = []
    floors: list[tuple[float, float]] = []
    with (
        start_side(ours) as our_side,
        start_side(plain) as plain_side,
        start_side(replace(convolutions, compiled=False)) as floor_side,
        start_side(replace(convolutions, compiled=True)) as strict_side,
    ):
        for side in (our_side, plain_side, floor_side, strict_side):
            side.run()
        peaks = (0.0, 0.0)
        for _ in range(repeats):
            ours_s, our_peak = our_side.run()
            plain_s, plain_peak = plain_side.run()
            # the best of a few: a floor is what the machine can do
            floor_s, strict_s = (
                min(side.run()[0] for _ in range(5)) for side in (floor_side, strict_side)
            )
            floors.append((floor_s, strict_s))
            pairs.append((ours_s, plain_s))
            peaks = (our_peak, plain_peak)
    ours_s, plain_s = (statistics.median(pair[place] for pair in pairs) for place in (0, 1))
    rate, strict_rate = (
        convolutions.convolution_flops / statistics.median(pair[place] for pair in floors)
        for place in (0, 1)
    )
    floor_s, strict_s = ours.convolution_flops / rate, ours.convolution_flops / strict_rate
    return PhaseRow(
        phase=ours.phase,
        ours_s=ours_s,
        plain_s=plain_s,
        ratio=statistics.median(pair[1] / pair[0] for pair in pairs),
        floor_s=floor_s,
        over_floor=ours_s / floor_s,
        ours_peak_mib=peaks[0],
        plain_peak_mib=peaks[1],
        settings={
            **asdict(ours),
            "repeats": repeats,
            "convolutions_gflops": rate / 1e9,
            "our_convolutions_gflops": strict_rate / 1e9,
            "strict_floor_s": strict_s,
            "over_strict_floor": ours_s / strict_s,
        },
    )


def rows(base: PhaseSettings, *, ipc: int, real_images: int, repeats: int) -> Iterator[PhaseRow]:
    """The rows of one benchmark: buffer, distill unrolled and at constant memory, evaluate."""
    num_synthetic = base.classes * ipc
    yield measure_phase(replace(base, phase="buffer", num_images=real_images), repeats)
    for gradient in ("unrolled", "exact"):
        distill = replace(base, phase="distill", num_images=num_synthetic, gradient=gradient)
        yield measure_phase(distill, repeats)
    yield measure_phase(replace(base, phase="evaluate", num_images=num_synthetic), repeats)
