"""Small questions and messages that stand over the window without stopping it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from ftd_gui.words import tr, tr_count


def tell_problem(parent: QWidget, what: str, details: str) -> None:
    """Say that something could not be done, and why."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, "FTD Studio", what, parent=parent)
    # both may hold names from files of strangers
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(details)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.addButton(QMessageBox.StandardButton.Close)
    _open(box)


def ask_to_remove(parent: QWidget, title: str, on_remove: Callable[[], None]) -> None:
    """Ask whether a preset of the user's shall go."""
    box = QMessageBox(
        QMessageBox.Icon.NoIcon,
        "FTD Studio",
        tr("Remove the preset “{name}”?").format(name=title),
        parent=parent,
    )
    box.setInformativeText(tr("Its file is deleted. The settings in the form stay as they are."))
    remove = box.addButton(tr("Remove preset"), QMessageBox.ButtonRole.AcceptRole)
    keep = box.addButton(tr("Keep preset"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    remove.clicked.connect(on_remove)
    _open(box)


def ask_to_delete_run(
    parent: QWidget, run_name: str, weight: str, on_delete: Callable[[], None]
) -> None:
    """Ask whether a run shall be deleted where there is no trash to move it to."""
    words = tr("This system has no trash for “{name}”. Delete it for good?").format(name=run_name)
    box = QMessageBox(QMessageBox.Icon.NoIcon, "FTD Studio", words, parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(
        tr(
            "{weight} are deleted: settings, events, stored sets. Its teachers stay on the shelf."
        ).format(weight=weight)
    )
    delete = box.addButton(tr("Delete run"), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(tr("Keep run"), QMessageBox.ButtonRole.RejectRole))
    delete.clicked.connect(on_delete)
    _open(box)


def ask_how_to_close(
    parent: QWidget,
    run_name: str,
    waiting: int,
    on_background: Callable[[], None],
    on_pause: Callable[[], None],
    on_stop: Callable[[], None],
) -> QMessageBox:
    """Ask what shall become of a run that is under way so that the window can close.

    Args:
        parent: the window.
        run_name: what the run is called.
        waiting: how many others wait in the queue.
        on_background, on_pause, on_stop: what follows each answer but that to keep the window.
    """
    box = QMessageBox(
        QMessageBox.Icon.NoIcon,
        "FTD Studio",
        tr("“{run}” is still under way.").format(run=run_name),
        parent=parent,
    )
    answers = (
        (
            tr("Go on in the background"),
            tr(
                "Go on in the background: it continues without the window. Open FTD Studio again to "
                "follow or stop it."
            ),
            on_background,
        ),
        (
            tr("Pause and close"),
            tr("Pause and close: it continues when you choose Resume at the next start."),
            on_pause,
        ),
        (
            tr("Stop and close"),
            tr("Stop and close: it ends after the present step."),
            on_stop,
        ),
    )
    lines = [meaning for _, meaning, _ in answers]
    lines.append(tr("All sets stored so far are kept in each case."))
    if waiting:
        words = tr_count(
            "{n} run waits in the queue, which is kept until the next start.",
            "{n} runs wait in the queue, which is kept until the next start.",
            waiting,
        )
        lines.append(words.format(n=waiting))
    box.setInformativeText("\n\n".join(lines))
    for text, meaning, on_chosen in answers:
        button = box.addButton(text, QMessageBox.ButtonRole.AcceptRole)
        button.setAccessibleDescription(meaning)
        button.clicked.connect(on_chosen)
    box.setDefaultButton(box.addButton(tr("Keep window"), QMessageBox.ButtonRole.RejectRole))
    _open(box)
    return box


def _open(box: QMessageBox) -> None:
    """Show a box that goes when it is answered.

    The keys stand on an answer at once, and a reader of screens begins there: what the answers are
    about is said with each that does not say itself what follows.
    """
    for button in box.buttons():
        if not button.accessibleDescription():
            button.setAccessibleDescription(box.informativeText())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
