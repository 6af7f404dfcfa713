"""Several networks trained at once on the CPU's cores, each on its own share of the threads.

A small network's steps are too short for two threads to share; two such networks side by side are
faster than one after the other. A large one's are not: two of them push each other out of the cache.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import torch

Result = TypeVar("Result")

MAP_BYTES_AT_MOST = 16 << 20
"""The largest feature map of a network of which several are trained at once. Measured on 2 cores:
maps of 8 MiB 1.18 times as fast, of 52 MiB equally, of 134 MiB 0.79 times."""


def networks_at_once(device: torch.device, map_bytes: int, wanted: int | None = None) -> int:
    """How many networks to train at once.

    It depends on nothing that changes from start to start: the share of threads is part of the
    arithmetic, so that the last digits of a network do not depend on how many others are missing.

    Args:
        map_bytes: the largest feature map of one step.
        wanted: networks of the experiment. None gives each a thread of its own, however few they are:
            such as teachers, which experiments that want more or fewer of them share.
    """
    if device.type != "cpu" or map_bytes > MAP_BYTES_AT_MOST:
        return 1
    threads = torch.get_num_threads()
    return threads if wanted is None else max(1, min(threads, wanted))


def side_by_side(tasks: Sequence[Callable[[], Result]], at_once: int) -> Iterator[Result]:
    """Results in the order of the tasks, as they come to be; the first exception ends the rest.

    A task must share no network with another: a network's module holds the weights of the moment.
    """
    if at_once == 1:
        for task in tasks:
            yield task()
        return
    threads = torch.get_num_threads()
    pool = ThreadPoolExecutor(
        at_once, "network", initializer=torch.set_num_threads, initargs=(threads // at_once,)
    )
    try:
        for future in [pool.submit(task) for task in tasks]:
            yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        torch.set_num_threads(threads)
