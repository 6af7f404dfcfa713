"""`python -m tests.fuzz.guided --reader NAME [--inputs N]`: inputs that grow towards untried code.

Where `tests.fuzz` changes files blindly, this keeps what reaches a new line of the engine and goes
on from there. Needs the package atheris (`pip install ftd-studio[fuzz]`), which is built for Linux
and macOS alone. Ends with a status other than 0 at the first error that is not documented, and
leaves the input that made it in the folder that it names.
"""

import argparse
import importlib
import sys
import tempfile
from pathlib import Path
from typing import Any

HANGS_AFTER_S = 20
MAX_INPUT_BYTES = 65_536
MAX_MEMORY_MIB = 4096


def main() -> None:
    """Let atheris work on the reader that was asked for; ends the process."""
    # libFuzzer takes what is on the command line for its own
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guided")
    parser.add_argument("--reader", required=True)
    parser.add_argument("--inputs", type=int, default=10_000, help="how many (10,000)")
    asked = parser.parse_args()
    atheris: Any = importlib.import_module("atheris")
    # only what is imported in here is watched
    with atheris.instrument_imports(include=["ftd_engine"]):
        readers = importlib.import_module("tests.hostile.readers").READERS
    fuzzing = importlib.import_module("tests.fuzz.fuzzing")
    if asked.reader not in readers:
        parser.error(f"no reader is called {asked.reader}; there are {', '.join(readers)}")
    reader = readers[asked.reader]
    # kept where it fails: an input that does harm lies in it
    root = Path(tempfile.mkdtemp(prefix=f"ftd-guided-{reader.name}-"))
    corpus, here = root / "corpus", root / "here"
    corpus.mkdir()
    here.mkdir()
    inputs = fuzzing.Inputs(reader)
    (corpus / "sound").write_bytes(reader.sound())
    for number in range(50):
        (corpus / str(number)).write_bytes(inputs[number])
    path = reader.place(here)

    def read(content: bytes) -> None:
        path.write_bytes(content)
        try:
            reader.read(here)
        except reader.refuses:
            return

    options = [
        f"-runs={asked.inputs}",
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


if __name__ == "__main__":
    main()
