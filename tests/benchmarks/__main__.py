"""Runs the benchmarks: `python -m tests.benchmarks [--json] [NAME ...]`.

A benchmark is a module of this folder with a function `measure() -> list[Measurement]`.
"""

import argparse
import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Callable
from dataclasses import asdict

import tests.benchmarks
from tests.benchmarks.measurement import Measurement


def benchmarks() -> dict[str, Callable[[], list[Measurement]]]:
    """All benchmarks by the name of their module."""
    found: dict[str, Callable[[], list[Measurement]]] = {}
    for module in pkgutil.iter_modules(tests.benchmarks.__path__):
        if module.name.startswith(("_", "test_")):
            continue
        loaded = importlib.import_module(f"tests.benchmarks.{module.name}")
        if hasattr(loaded, "measure"):
            found[module.name] = loaded.measure
    return found


def main() -> int:
    """Runs what was asked for, all by default, and says what was measured.

    Returns:
        1 where a limit was missed, else 0.
    """
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or "WAYLAND_DISPLAY" in os.environ
    ):
        # Qt ends the process where it finds no display; painting into memory takes as long
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    known = benchmarks()
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    arguments = parser.parse_args()
    unknown = sorted(set(arguments.names) - set(known))
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]}; there are {', '.join(known)}")
    kept = True
    for name in arguments.names or known:
        for measured in known[name]():
            kept = kept and measured.is_kept
            line = (
                json.dumps({"benchmark": name, **asdict(measured), "kept": measured.is_kept})
                if arguments.json
                else str(measured)
            )
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
