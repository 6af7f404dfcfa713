"""`make soak`: everything that a run must survive, tried many times, with a table at the end."""

import argparse
import tempfile
from pathlib import Path

from rich.console import Console

from tests.soak import engine_kills, long_run, window_kills
from tests.soak.table import Tally, table

PARTS = ("engine", "writes", "window", "long")


def main() -> int:
    """Run the parts that were asked for; 0 where nothing was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS, help=f"of {', '.join(PARTS)} (all)")
    parser.add_argument("--kills", type=int, default=100, help="of the engine (100)")
    parser.add_argument("--window-kills", type=int, default=20, help="of the window (20)")
    parser.add_argument("--hours", type=float, default=12.0, help="of the long run (12)")
    parser.add_argument("--seed", type=int, default=0, help="of the moments (0)")
    asked = parser.parse_args()
    console = Console(highlight=False, soft_wrap=True)
    tallies: list[Tally] = []
    with tempfile.TemporaryDirectory(prefix="ftd-soak-") as scratch:
        home = Path(scratch)
        wanted, work_s = engine_kills.reference(home)
        console.print(f"A run left alone works {work_s:.1f} s.")
        if "engine" in asked.parts:
            tallies.append(
                engine_kills.kill_at_random(home, wanted, work_s, asked.kills, asked.seed)
            )
        if "writes" in asked.parts:
            tallies.append(engine_kills.kill_in_writes(home, wanted))
        if "window" in asked.parts:
            tallies.append(
                window_kills.kill_at_random(home, wanted, work_s, asked.window_kills, asked.seed)
            )
        is_flat = True
        if "long" in asked.parts:
            is_flat = long_run.report(home, asked.hours, console)
    for tally in tallies:
        for problem in tally.problems:
            console.print(f"{tally.name}: {problem}", style="red", markup=False)
    if tallies:
        console.print(table(tallies), markup=False)
    return 0 if is_flat and all(tally.is_good for tally in tallies) else 1


if __name__ == "__main__":
    raise SystemExit(main())
