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


def write_new(path: Path, content: bytes) -> None:
    """Write the whole file where there is none, even if another appears there at this moment.

    Raises:
        FileExistsError: there is one; it is untouched.
        OSError: disk full, read-only folder and the like.
    """
    whole = path.with_name(f".{os.getpid()}-{threading.get_ident()}.new")
    try:
        write_aside(whole, content)
        try:
            # moving it there would replace whatever lies there by then, a second name never does
            os.link(whole, path)
        except FileExistsError:
            raise
        except OSError:
            # a file system without second names: take the place first
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            os.replace(whole, path)
    finally:
        whole.unlink(missing_ok=True)
