"""What happened as the sentence that a toast, the list of notices and the system say. Knows no widget."""

import time
from collections.abc import Sequence
from pathlib import Path

from ftd_gui.runs.notices import Notice, NoticeKind, Offer
from ftd_gui.runs.run_session import RunSession
from ftd_gui.runs.run_watch import SILENT_AFTER_S
from ftd_gui.runs.shortage_watch import Shortage
from ftd_gui.views.number_text import THIN_SPACE, count_text
from ftd_gui.views.run_words import accuracy_text, size_text
from ftd_gui.words import marked, tr

KIND_WORDS: dict[NoticeKind, str] = {
    "finished": marked("A run is finished, with its accuracy"),
    "failed": marked("A run failed, or its engine was lost"),
    "silent": marked("An engine says nothing any more"),
    "queue": marked("The queue is held or finished"),
    "written": marked("An export or another file is written"),
    "skipped": marked("A bad step was thrown away"),
    "short": marked("Memory or disk runs low during a run"),
}
"""What the user chooses from, in the order of the settings. A newer version is asked for elsewhere."""

OFFER_WORDS: dict[Offer, str] = {
    "images": marked("View images"),
    "run": marked("Show run"),
    "folder": marked("Open folder"),
    "update": marked("What is new"),
}


def ended_notice(session: RunSession) -> Notice | None:
    """How a run came to its end; None where its user ended it himself."""
    store, name, path = session.store, session.experiment.name, session.folder.path
    now_s = time.time()
    if store.state == "done":
        measured = store.reported_accuracy
        words = (
            tr("“{name}” is finished: accuracy {accuracy}.").format(
                name=name, accuracy=accuracy_text(measured)
            )
            if measured
            else tr("“{name}” is finished.").format(name=name)
        )
        offer: Offer = "images" if store.snapshots else "run"
        return Notice("finished", "good", words, now_s, offer, path)
    if store.state == "failed":
        message = store.finished.message if store.finished else ""
        words = tr("“{name}” failed. {message}").format(name=name, message=message).strip()
        return Notice("failed", "failed", words, now_s, "run", path)
    if store.state == "lost":
        words = tr("The engine of “{name}” ended without a last word.").format(name=name)
        return Notice("failed", "failed", words, now_s, "run", path)
    return None


def silent_notice(session: RunSession) -> Notice:
    """An engine lives and says nothing."""
    words = tr(
        "The engine of “{name}” has said nothing for {seconds}. It may wait for the disk or the device."
    ).format(name=session.experiment.name, seconds=f"{SILENT_AFTER_S:.0f}{THIN_SPACE}s")
    return Notice("silent", "warning", words, time.time(), "run", session.folder.path)


def skipped_notice(session: RunSession) -> Notice | None:
    """An outer step was thrown away; None where a resumed engine has taken that back."""
    skipped = session.store.skipped
    if not skipped:
        return None
    words = tr("“{name}” threw away the step of iteration {iteration}: {reason}").format(
        name=session.experiment.name, iteration=skipped[-1].iteration, reason=skipped[-1].reason
    )
    return Notice("skipped", "warning", words, time.time(), "run", session.folder.path)


def short_notice(shortage: Shortage) -> Notice:
    """Memory or disk runs low while a run is under way."""
    session = shortage.session
    name, free = session.experiment.name, size_text(shortage.free_bytes)
    if shortage.kind == "memory":
        words = tr(
            "Memory runs low during “{name}”: {free} are free. Close other programs, or pause the "
            "run, before the system ends it."
        )
    else:
        words = tr(
            "The disk for {purpose} runs low during “{name}”: {free} are free. Make room, or its "
            "sets and checkpoints cannot be stored."
        )
    words = words.format(name=name, free=free, purpose=shortage.purpose)
    return Notice("short", "warning", words, time.time(), "run", session.folder.path)


def held_notice(because: str) -> Notice:
    """The queue waits for its user."""
    words = tr("The queue is held: {reason}").format(reason=because)
    return Notice("queue", "warning", words, time.time())


def queue_finished_notice() -> Notice:
    """Nothing is left in the queue."""
    return Notice("queue", "good", tr("All runs of the queue have ended."), time.time())


def exported_notice(files: Sequence[str], total_bytes: int) -> Notice:
    """A set was written in one or more formats."""
    paths = [Path(name) for name in files]
    words = (
        tr("1 file was exported, {size}.")
        if len(paths) == 1
        else tr("{count} files were exported, {size}.")
    ).format(count=count_text(len(paths)), size=size_text(total_bytes))
    # the file of the set lies highest; a format of many pictures has a folder beside it
    top = min((path.parent for path in paths), key=lambda folder: len(folder.parts))
    return Notice("written", "good", words, time.time(), "folder", top)


def saved_notice(path: Path) -> Notice:
    """One file was written."""
    words = tr("{name} is saved.").format(name=path.name)
    return Notice("written", "good", words, time.time(), "folder", path.parent)


def settings_notice(kept: Path) -> Notice:
    """The file of the window's settings was damaged."""
    words = tr(
        "The window's settings were damaged. What could be read of them goes on; the old file is "
        "kept as {name}."
    ).format(name=kept.name)
    return Notice("failed", "warning", words, time.time(), "folder", kept.parent)


def update_notice(version: str) -> Notice:
    """There is a newer version of the program."""
    words = tr("FTD Studio {version} is out.").format(version=version)
    return Notice("update", "good", words, time.time(), "update")
