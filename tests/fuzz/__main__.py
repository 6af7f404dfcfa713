"""`python -m tests.fuzz [--inputs N] [--first N] [--reader NAME]`: changed files on every reader.

One line per reader; the status is 1 where any input ended in an error that is not documented.
"""

import argparse
import json
import multiprocessing
import sys
import tempfile
from pathlib import Path

from tests.fuzz.fuzzing import fuzz, reader_of
from tests.hostile.readers import READERS

_ROW = "{:<16} {:>9} {:>9} {:>9} {:>8} {:>9}\n"


def _work(name: str, first: int, count: int, folder: str) -> None:
    root = Path(folder)
    with (root / "number").open("wb", buffering=0) as place:

        def note(number: int) -> None:
            # a crash of the process itself is told by the last number
            place.seek(0)
            place.write(f"{number:<12}".encode())

        (root / "work").mkdir()
        tally = fuzz(reader_of(name), root / "work", range(first, first + count), note)
    facts = (tally.inputs, tally.refused, tally.accepted, tally.crashes, tally.seconds)
    (root / "answer.json").write_text(json.dumps(facts))


def main() -> int:
    """Fuzz the readers that were asked for, each in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--inputs", type=int, default=1000, help="per reader (1000)")
    parser.add_argument("--first", type=int, default=0, help="number of the first one (0)")
    parser.add_argument("--reader", action="append", choices=list(READERS), help="may be repeated")
    asked = parser.parse_args()
    sys.stdout.write(_ROW.format("reader", "inputs", "refused", "accepted", "crashes", "seconds"))
    crashed = False
    for name in asked.reader or list(READERS):
        with tempfile.TemporaryDirectory(prefix="ftd-fuzz-") as folder:
            process = multiprocessing.get_context("fork").Process(
                target=_work, args=(name, asked.first, asked.inputs, folder)
            )
            process.start()
            process.join()
            answer = Path(folder) / "answer.json"
            if answer.exists():
                inputs, refused, accepted, crashes, seconds = json.loads(answer.read_text())
            else:
                number = int((Path(folder) / "number").read_text() or asked.first)
                inputs, refused, accepted, seconds = number - asked.first + 1, 0, 0, 0.0
                crashes = [(number, f"the process ended with status {process.exitcode}")]
        sys.stdout.write(
            _ROW.format(name, inputs, refused, accepted, len(crashes), f"{seconds:.1f}")
        )
        for number, error in crashes[:10]:
            sys.stdout.write(
                f"  {error}\n  again: python -m tests.fuzz --reader {name} --first {number} "
                "--inputs 1\n"
            )
        sys.stdout.flush()
        crashed = crashed or bool(crashes)
    return 1 if crashed else 0


if __name__ == "__main__":
    sys.exit(main())
