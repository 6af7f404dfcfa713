"""`python -m tests.fuzz.guided --reader NAME [--inputs N]`: inputs that grow towards untried code.

Where `tests.fuzz` changes files blindly, this keeps what reaches a new line of the engine and goes
on from there. Needs the package atheris (`pip install ftd-studio[fuzz]`). Ends with a status other
than 0 at the first error that is not documented, and names the folder of the input that made it.
"""

import argparse
import importlib
import multiprocessing
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

HANGS_AFTER_S = 20
MAX_INPUT_BYTES = 65_536
MAX_MEMORY_MIB = 4096
FIRST_INPUTS = 50
"""Blindly changed files to begin with, beside a sound one."""


def _work(name: str, count: int, root: Path) -> None:
    """Let atheris work on a reader; ends the process, which must have imported no engine yet."""
    atheris: Any = importlib.import_module("atheris")
    # only what is imported in here is watched
    with atheris.instrument_imports(include=["ftd_engine"]):
        fuzzing = importlib.import_module("tests.fuzz.fuzzing")
    reader = fuzzing.reader_of(name)
    corpus, here = root / "corpus", root / "here"
    corpus.mkdir()
    here.mkdir()
    inputs = fuzzing.Inputs(reader)
    (corpus / "sound").write_bytes(reader.sound())
    for number in range(FIRST_INPUTS):
        (corpus / str(number)).write_bytes(inputs[number])
    path = reader.place(here)

    def read(content: bytes) -> None:
        path.write_bytes(content)
        try:
            reader.read(here)
        except reader.refuses:
            return

    options = [
        f"-runs={count}",
        "-seed=1",
        f"-max_len={MAX_INPUT_BYTES}",
        f"-timeout={HANGS_AFTER_S}",
        f"-rss_limit_mb={MAX_MEMORY_MIB}",
        f"-artifact_prefix={root}/",
        "-print_final_stats=1",
    ]
    with fuzzing.surroundings(root):
        atheris.Setup([sys.argv[0], *options, str(corpus)], read)
        atheris.Fuzz()


def main() -> int:
    """Fuzz the reader that was asked for, in a process of its own."""
    # not at the top, which the process that is watched runs as well
    readers = importlib.import_module("tests.hostile.readers").READERS
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guided")
    parser.add_argument("--reader", required=True, choices=list(readers))
    parser.add_argument("--inputs", type=int, default=10_000, help="how many (10,000)")
    asked = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix=f"ftd-guided-{asked.reader}-"))
    process = multiprocessing.get_context("spawn").Process(
        target=_work, args=(asked.reader, asked.inputs, root)
    )
    process.start()
    process.join()
    if process.exitcode == 0:
        shutil.rmtree(root)
        return 0
    sys.stderr.write(f"The input that did it lies in {root}.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
