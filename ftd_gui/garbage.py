"""Collects cyclic garbage in the window's thread and in no other.

Python collects in whichever thread happens to make the object too many. In a thread that reads a
file that would destroy the widgets and timers of a closed dialog behind the back of Qt, which
crashes or waits for ever.
"""

import gc

from PySide6.QtCore import QObject, QTimer

COLLECT_EVERY_MS = 200


def keep_garbage_to_this_thread(owner: QObject) -> None:
    """From now on garbage is only collected by a timer of this thread, as long as the owner lives.

    What there is now, mostly modules, is taken for lasting and never looked at again.
    """
    gc.disable()
    gc.freeze()
    timer = QTimer(owner)
    timer.timeout.connect(_collect_due)
    timer.start(COLLECT_EVERY_MS)


def _collect_due() -> None:
    # what Python would have collected by now; mostly that is nothing
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
