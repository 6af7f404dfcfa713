"""Files that are written whole or not at all."""

import contextlib
import itertools
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


def set_aside(path: Path) -> Path:
    """Rename what cannot be read, so that nothing is written over it, and say where it lies now.

    Raises:
        OSError: it cannot be renamed; it lies where it was.
    """
    aside = _free_bad_name(path)
    path.rename(aside)
    return aside


def keep_copy(path: Path, content: bytes) -> Path:
    """Write what a file held beside it, where only a part of it goes on, and say where.

    Raises:
        OSError: disk full, read-only folder and the like.
    """
    copy = _free_bad_name(path)
    write_new(copy, content)
    return copy


def _free_bad_name(path: Path) -> Path:
    """The name with `.bad` behind it, and a number where something lies there from an earlier time."""
    names = itertools.chain((".bad",), (f".bad{number}" for number in itertools.count(2)))
    places = (path.with_name(path.name + ending) for ending in names)
    return next(place for place in places if not os.path.lexists(place))
