"""Files that are written whole or not at all."""

import contextlib
import os
import threading
from collections.abc import Generator
from pathlib import Path


@contextlib.contextmanager
def written_aside(path: Path) -> Generator[Path]:
    """A place beside `path` to write to; moved there when the block ends well, else deleted.

    Raises:
        OSError: disk full, read-only folder and the like; the old file, if any, is untouched.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        yield part
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def write_aside(path: Path, content: bytes) -> None:
    """Write the whole file beside its place, then move it there.

    Raises:
        OSError: disk full, read-only folder and the like; the old file, if any, is untouched.
    """
    with written_aside(path) as part:
        part.write_bytes(content)
