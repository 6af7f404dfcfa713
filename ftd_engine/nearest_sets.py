"""The real images nearest to a stored set, as a set of their own: written and read. A front room.

They are kept beside the run, since finding them reads the whole data set, and may be deleted.
"""

from pathlib import Path

from ftd_engine.foreign_files import read_at_most
from ftd_engine.run_folder import RunFolder
from ftd_engine.snapshot import MAX_BYTES, DamagedSnapshot, Snapshot
from ftd_engine.whole_files import write_aside


def nearest_file(folder: RunFolder, iteration: int, series: str) -> Path:
    """Where the real images nearest to a stored set lie."""
    return folder.nearest_path / f"set_{iteration:08d}_{series}.npz"


def write_nearest(folder: RunFolder, series: str, real: Snapshot) -> None:
    """Keep the real images nearest to a series of the stored set of the same iteration.

    Raises:
        OSError: disk full or folder not writable.
    """
    path = nearest_file(folder, real.iteration, series)
    path.parent.mkdir(exist_ok=True)
    write_aside(path, real.to_bytes())


def read_nearest(folder: RunFolder, stored: Snapshot, series: str) -> Snapshot | None:
    """The real images nearest to a series of a stored set, in its order, as "raw" images.

    None where they were not looked for yet, were found for a set that has been replaced since, or
    are damaged: then they are to be looked for.
    """
    path = nearest_file(folder, stored.iteration, series)
    try:
        real = Snapshot.from_bytes(read_at_most(path, MAX_BYTES), str(path))
    except (OSError, DamagedSnapshot):
        return None
    # the learned rate changes with every step, so it tells one set of an iteration from another
    is_of_it = real.syn_lr == stored.syn_lr and len(real.labels) == len(stored.labels)
    return real if is_of_it else None
