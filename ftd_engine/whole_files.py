"""Files that are written whole or not at all."""

import contextlib
import os
import threading
from pathlib import Path


def write_aside(path: Path, content: bytes) -> None:
    """Write the whole file beside its place, then move it there.

    Raises:
        OSError: disk full, read-only folder and the like; the old file, if any, is untouched.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
