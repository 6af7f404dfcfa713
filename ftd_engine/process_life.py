"""Whether a process that wrote its number down still lives."""

import socket


def process_start(pid: int) -> float | None:
    """Start of a process of this machine in seconds since 1970, or None where there is none.

    -1 where there is one whose start may not be known.
    """
    # psutil costs the window 20 ms and is needed only where a run claims to be alive
    import psutil

    try:
        process = psutil.Process(pid)
        return None if process.status() == psutil.STATUS_ZOMBIE else process.create_time()
    except (psutil.NoSuchProcess, ValueError, OverflowError):
        # the last two: a number that no process can have, from a damaged file
        return None
    except psutil.AccessDenied:
        return -1.0


def is_alive(pid: int, process_started_s: float, host: str) -> bool:
    """True where this very process lives, or on another machine may live."""
    if host != socket.gethostname():
        return True
    started = process_start(pid)
    # two clocks of the kernel differ by a few hundredths of a second
    return started is not None and (started < 0 or abs(started - process_started_s) < 2.0)
