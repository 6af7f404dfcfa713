"""Packs a finished run of the demo into `resources/finished_demo.zip`.

    ftd run --preset demo --set name="finished demo" --set distill.snapshot_every=40
    python packaging/pack_finished_demo.py RUN_FOLDER

The same run gives the same bytes. What tells of the machine is left out: the engine's log and where the
teachers lie.
"""

import sys
import zipfile
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "resources" / "finished_demo.zip"
KEPT = ("experiment.toml", "events.jsonl", "format.json", "state.json", "snapshots/*.npz")


def pack(run: Path, target: Path) -> None:
    """Write the archive of a run folder.

    Raises:
        ValueError: the run did not come to its end.
    """
    if '"done"' not in (run / "state.json").read_text("utf-8"):
        raise ValueError(f"{run} is no finished run")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for pattern in KEPT:
            for path in sorted(run.glob(pattern)):
                # no time, so that packing again gives the same bytes
                entry = zipfile.ZipInfo(f"{run.name}/{path.relative_to(run).as_posix()}")
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes(), compresslevel=9)


if __name__ == "__main__":
    pack(Path(sys.argv[1]), TARGET)
    sys.stdout.write(f"{TARGET}: {TARGET.stat().st_size:,} bytes\n")
