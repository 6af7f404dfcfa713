"""Runs the benchmarks: `python -m tests.benchmarks [NAME ...] [--json] [--quick] [options]`.

`phases`, the default, times the three phases against a plain implementation; its options set what is
timed, and what is measured beside: memory by steps, teachers at once, a preset as a whole, and our side as
it is where there is no compiler. The others measure the window against their limits:
`startup`, `plot_speed`, `live_window`, `library_speed` (a thousand runs), `idle` (processor of a window that nobody
touches) and `long_day` (memory over a day of events).
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace

from tests.benchmarks import (
    extra_measures,
    idle,
    library_speed,
    live_window,
    long_day,
    phases,
    plot_speed,
    startup,
)
from tests.benchmarks.measurement import Measurement
from tests.benchmarks.phase_settings import PhaseSettings

_OF_THE_WINDOW: dict[str, Callable[[], list[Measurement]]] = {
    "startup": startup.measure,
    "plot_speed": plot_speed.measure,
    "live_window": live_window.measure,
    "library_speed": library_speed.measure,
    "idle": idle.measure,
    "long_day": long_day.measure,
}
_QUICK = {"ipc": 1, "syn_steps": 4, "batch": 64, "real_images": 64, "eval_epochs": 2, "repeats": 3}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="NAME", default=["phases"])
    parser.add_argument("--json", action="store_true", help="one list of rows")
    parser.add_argument("--quick", action="store_true", help="a smaller run, within a minute")
    parser.add_argument("--width", type=int, default=128, help="channels of the ConvNet")
    parser.add_argument("--depth", type=int, default=3, help="blocks of the ConvNet")
    parser.add_argument("--shape", default="3,32", help="channels and pixels of an image")
    parser.add_argument("--classes", type=int, default=10)
    parser.add_argument("--ipc", type=int, default=10, help="synthetic images per class")
    parser.add_argument("--syn-steps", type=int, default=10, help="student steps per iteration")
    parser.add_argument("--batch", type=int, default=256, help="images per training step")
    parser.add_argument("--real-images", type=int, default=512, help="images of a buffer epoch")
    parser.add_argument("--eval-epochs", type=int, default=5, help="passes of one timed evaluation")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--device", default="cpu", help="such as cpu, cuda or mps")
    parser.add_argument("--repeats", type=int, default=5, help="pairs of runs, in turns")
    parser.add_argument("--no-compiler", action="store_true", help="also without compiled loops")
    parser.add_argument("--memory", action="store_true", help="also peaks by student steps")
    parser.add_argument("--side-by-side", action="store_true", help="also teachers at once")
    parser.add_argument("--preset", metavar="NAME", help="also buffer and distill of a preset")
    parser.add_argument("--only-extras", action="store_true", help="leave the four rows out")
    return parser


def _base(arguments: argparse.Namespace) -> PhaseSettings:
    channels, size_px = (int(number) for number in arguments.shape.split(","))
    return PhaseSettings(
        side="ours",
        phase="buffer",
        channels=channels,
        size_px=size_px,
        classes=arguments.classes,
        depth=arguments.depth,
        width=arguments.width,
        num_images=0,
        batch=arguments.batch,
        syn_steps=arguments.syn_steps,
        eval_epochs=arguments.eval_epochs,
        threads=arguments.threads,
        device=arguments.device,
    )


def _phase_rows(arguments: argparse.Namespace, base: PhaseSettings) -> Iterator[phases.PhaseRow]:
    sides = [base] if not arguments.only_extras else []
    if arguments.no_compiler:
        sides.append(replace(base, compiled=False))
    for side in sides:
        yield from phases.rows(
            side,
            ipc=arguments.ipc,
            real_images=arguments.real_images,
            repeats=arguments.repeats,
        )


def _extras(arguments: argparse.Namespace, base: PhaseSettings) -> Iterator[Measurement]:
    if arguments.memory:
        yield from extra_measures.measure_memory(base, base.classes * arguments.ipc)
    if arguments.side_by_side:
        yield from extra_measures.measure_side_by_side(base, arguments.repeats)
    if arguments.preset:
        yield from extra_measures.measure_preset(base, arguments.preset, arguments.repeats)


def main() -> int:
    """Runs what was asked for and says what was measured.

    Returns:
        1 where a limit was missed, else 0; the rows of the phases have none.
    """
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or "WAYLAND_DISPLAY" in os.environ
    ):
        # Qt ends the process where it finds no display; painting into memory takes as long
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = _parser()
    arguments = parser.parse_args()
    if arguments.quick:
        for name, value in _QUICK.items():
            if getattr(arguments, name) == parser.get_default(name):
                setattr(arguments, name, value)
    known = ("phases", *_OF_THE_WINDOW)
    unknown = sorted(set(arguments.names) - set(known))
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(known)}")
    kept = True
    rows: list[dict[str, object]] = []

    def show(text: str) -> None:
        # lines for people go aside where a machine reads the output
        stream = sys.stderr if arguments.json else sys.stdout
        stream.write(text + "\n")
        stream.flush()

    for name in arguments.names:
        if name == "phases":
            base = _base(arguments)
            for row in _phase_rows(arguments, base):
                rows.append(asdict(row))
                show(str(row))
            measures: Iterable[Measurement] = _extras(arguments, base)
        else:
            measures = _OF_THE_WINDOW[name]()
        try:
            for measured in measures:
                kept = kept and measured.is_kept
                rows.append({"benchmark": name, **asdict(measured), "kept": measured.is_kept})
                show(str(measured))
        except ValueError as error:
            parser.error(str(error))
    if arguments.json:
        sys.stdout.write(json.dumps(rows, indent=1) + "\n")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
