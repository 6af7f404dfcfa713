"""Opening files that a stranger may have made: never a pipe, a device or a folder, never without a bound."""

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

_HOW = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


def opened_file(path: Path) -> BufferedReader:
    """The file, opened for reading bytes; a pipe would wait for ever, a device never end.

    Raises:
        OSError: not there, no rights, or no plain file.
    """
    # before it is opened, since that alone may move a device
    _refuse_special(path.stat().st_mode, path)
    descriptor = os.open(path, _HOW)
    try:
        # and after, since another may lie there by now
        _refuse_special(os.fstat(descriptor).st_mode, path)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _refuse_special(mode: int, path: Path) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "It is a pipe or a device, no plain file", str(path))


def read_at_most(path: Path, limit_bytes: int) -> bytes:
    """All bytes of a plain file of bounded size.

    Raises:
        OSError: it cannot be read, is no plain file, or is larger.
    """
    with opened_file(path) as file:
        # Python takes memory for all that is asked for; the limit may be far beyond what is there
        content = file.read(min(os.fstat(file.fileno()).st_size, limit_bytes) + 1)
    if len(content) > limit_bytes:
        raise OSError(errno.EFBIG, f"It is larger than {limit_bytes:,} bytes", str(path))
    return content


def whole_lines(path: Path, start: int, most_bytes: int, longest: int) -> tuple[bytes, bool]:
    """Bytes from a place on, about so many, to the end of a line; True where the file ends there.

    Without an end of line where the line goes on in a file that still grows, or beyond the longest.

    Raises:
        OSError: the file cannot be read, or is no plain file.
    """
    with opened_file(path) as file:
        file.seek(start)
        block = file.read(most_bytes)
        at_end = len(block) < most_bytes
        while b"\n" not in block and not at_end and len(block) < longest:
            more = file.read(most_bytes)
            at_end = len(more) < most_bytes
            block += more
    return block, at_end


def leads_out_of(folder: Path, path: Path) -> bool:
    """True where a link makes this path, named inside the folder, one elsewhere."""
    return not path.resolve().is_relative_to(folder.resolve())
