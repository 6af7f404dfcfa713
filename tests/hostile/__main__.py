"""Tries every hostile file on every reader: `python -m tests.hostile ANSWERS.json [--reader NAME]`.

In a process of its own, so that whatever one of them does to it is seen from outside.
"""

import argparse
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
import warnings
from pathlib import Path
from types import FrameType
from typing import Any

from tests.hostile.corpus import hostile_files
from tests.hostile.readers import READERS, Reader

PATIENCE_S = 30
SPARE_BYTES = 4 << 30
"""More than this is not to be had, so that no bomb takes the machine down with it."""


class Hangs(BaseException):
    """A reader did not come back."""


def _on_alarm(_number: int, _frame: FrameType | None) -> None:
    raise Hangs


def _memory_kib(name: str) -> int:
    """A figure of this process's memory as Linux tells it; 0 elsewhere."""
    path = Path("/proc/self/status")
    if not path.exists():
        return 0
    line = next(each for each in path.read_text().splitlines() if each.startswith(name))
    return int(line.split()[1])


def _forget_peak() -> None:
    path = Path("/proc/self/clear_refs")
    if path.exists():
        path.write_text("5")


def answer(reader: Reader, folder: Path) -> dict[str, Any]:
    """What a reader makes of what lies in the folder, how long it took and how much memory."""
    _forget_peak()
    before_kib, started_s = _memory_kib("VmRSS"), time.monotonic()
    facts: dict[str, Any]
    signal.alarm(PATIENCE_S)
    try:
        reader.read(folder)
        facts = {"end": "accepted"}
    except reader.refuses as error:
        facts = {"end": "refused", "text": str(error)}
    except Hangs:
        facts = {"end": "hangs"}
    except BaseException as error:  # noqa: BLE001  # the very thing that is looked for
        facts = {"end": "crash", "text": f"{type(error).__name__}: {error}"[:500]}
    finally:
        signal.alarm(0)
    facts["seconds"] = round(time.monotonic() - started_s, 3)
    facts["mib"] = max(0, _memory_kib("VmHWM") - before_kib) >> 10
    return facts


def main() -> int:
    """Write all answers as one table in JSON, by reader and file."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile")
    parser.add_argument("answers", type=Path)
    parser.add_argument("--reader", choices=list(READERS))
    parser.add_argument("--file", help="only this one")
    asked = parser.parse_args()
    signal.signal(signal.SIGALRM, _on_alarm)
    # what a damaged picture or array makes its library say beside the error
    warnings.simplefilter("ignore")
    most = (_memory_kib("VmSize") << 10) + SPARE_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    root = Path(tempfile.mkdtemp(prefix="ftd-hostile-"))
    os.environ["FTD_STUDIO_CACHE"] = str(root / "cache")
    marker = root / "was-run"
    work = root / "outer" / "inner"
    work.mkdir(parents=True)
    os.chdir(work)
    readers = [READERS[asked.reader]] if asked.reader else list(READERS.values())
    told: dict[str, dict[str, Any]] = {reader.name: {} for reader in readers}
    try:
        for name, lay in hostile_files(marker):
            for reader in readers:
                if asked.file not in (None, name):
                    continue
                folder = work / "here"
                folder.mkdir()
                lay(reader.place(folder))
                facts = answer(reader, folder)
                facts["path"] = str(folder)
                facts["was_run"] = marker.exists()
                marker.unlink(missing_ok=True)
                shutil.rmtree(folder)
                outside = {
                    path.name for path in (root, root / "outer", work) for path in path.iterdir()
                }
                facts["outside"] = sorted(outside - {"outer", "inner", "cache"})
                told[reader.name][name] = facts
        asked.answers.write_text(json.dumps(told))
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
