"""Files and folders that are dropped on the window."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ftd_gui.pages.dropped_path import what_is
from ftd_gui.words import tr


class FileDrop(QObject):
    """Watches a window, says what a drop would do, and says what was dropped.

    Signals:
        experiment_dropped(str): the settings in this file are to be loaded.
        run_dropped(str): the run in this folder is to be shown.
        set_dropped(object): the set at this `Path` is to be imported.
        data_dropped(str, str): the real images in this folder, and the data set that they are.
        log_dropped(object): the log of TensorBoard at this `Path` is to be imported.
        refused(str, str): nothing can be done with it: what, and why.
        told(str): what a drop would do, while something hovers over the window.
    """

    experiment_dropped = Signal(str)
    run_dropped = Signal(str)
    set_dropped = Signal(object)
    data_dropped = Signal(str, str)
    log_dropped = Signal(object)
    refused = Signal(str, str)
    told = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files; anything else goes its way."""
        if isinstance(event, QDropEvent) and event.mimeData().hasUrls():
            if event.type() == QEvent.Type.Drop:
                self._take(event.mimeData())
            elif isinstance(event, QDragEnterEvent):
                self._announce(event.mimeData())
            event.acceptProposedAction()
            return True
        return super().eventFilter(watched, event)

    def take_path(self, path: Path) -> None:
        """Do with a file or folder what fits it."""
        dropped = what_is(path)
        if dropped.kind == "experiment":
            self.experiment_dropped.emit(str(path))
        elif dropped.kind == "run":
            self.run_dropped.emit(str(path))
        elif dropped.kind == "set":
            self.set_dropped.emit(path)
        elif dropped.kind == "log":
            self.log_dropped.emit(path)
        elif dropped.kind == "data":
            self.data_dropped.emit(str(path), dropped.data_set)
        else:
            self.refused.emit(tr("This cannot be opened."), dropped.words)

    def _take(self, carried: QMimeData) -> None:
        paths = _paths_in(carried)
        if len(paths) == 1:
            self.take_path(paths[0])
        elif paths:
            words = tr("{n} things were dropped at once; drop them one by one.")
            reason = words.format(n=len(paths))
            self.refused.emit(tr("Nothing was opened."), reason)
        else:
            reason = tr("Only files and folders of this computer can be dropped here.")
            self.refused.emit(tr("Nothing was opened."), reason)

    def _announce(self, carried: QMimeData) -> None:
        paths = _paths_in(carried)
        if len(paths) == 1:
            self.told.emit(what_is(paths[0]).words)


def _paths_in(carried: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()]
