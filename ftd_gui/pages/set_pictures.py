"""Takes images along as they are seen: to the clipboard, to a file, or over all iterations as an animation."""

import re
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from ftd_engine.run_folder import RunFolder
from ftd_gui.pages.set_animation import AnimationPlan
from ftd_gui.views.contrast import Contrast
from ftd_gui.views.image_mosaic import ImageMosaic
from ftd_gui.views.mosaic_layout import Cell
from ftd_gui.words import tr


@dataclass(frozen=True, slots=True)
class SeenRun:
    """What is looked at now.

    Attributes:
        folder: of the run.
        iterations: all that are stored.
        iteration: the one that is shown.
        series: "raw" or "ema".
        contrast: how colours are shown.
        images: number in the whole set of each image that is shown.
    """

    folder: RunFolder
    iterations: tuple[int, ...]
    iteration: int
    series: str
    contrast: Contrast
    images: tuple[int, ...]


class SetPictures(QObject):
    """Serves the menu of a mosaic.

    Signals:
        save_requested(str, str, str, object): as `ImagesPage` has it.
    """

    save_requested = Signal(str, str, str, object)

    def __init__(self, mosaic: ImageMosaic, parent: QWidget) -> None:
        super().__init__(parent)
        self._mosaic = mosaic
        self._parent = parent
        self.seen: SeenRun | None = None
        """Whoever shows the images says here what they are."""
        mosaic.picture_requested.connect(self._on_picture_requested)
        mosaic.menu.animation_requested.connect(self._on_animation_requested)

    def _on_picture_requested(self, part: str, cell: Cell | None, to_file: bool) -> None:
        picture = self._mosaic.picture(part, cell)
        if picture is None or self.seen is None:
            return
        if not to_file:
            QGuiApplication.clipboard().setImage(picture)
            return
        name = self._file_name(f"iteration-{self.seen.iteration}", part, cell)
        self.save_requested.emit(tr("Save images"), name, "png", partial(png_of, picture))

    def _file_name(self, what: str, part: str, cell: Cell | None) -> str:
        assert self.seen is not None
        words = [self.seen.folder.path.name, what, self.seen.series]
        if cell is not None and part != "all":
            # a class may be called anything, a file may not
            words.append(re.sub(r"\W+", "-", self._mosaic.class_name(cell)).strip("-"))
        if cell is not None and part == "image":
            words.append(str(cell.place))
        return "-".join(words)

    def _on_animation_requested(self, part: str, cell: Cell | None) -> None:
        seen = self.seen
        if seen is None:
            return
        height, width = self._mosaic.mosaic.height, self._mosaic.mosaic.width
        if self._mosaic.is_beside:
            width //= 2
        rows = self._mosaic.rows_of(part, cell)
        plan = AnimationPlan(
            seen.iterations,
            seen.series,
            seen.contrast,
            tuple(tuple(seen.images[image] for image in row) for row in rows),
            (width, height),
            max(1, round(self._mosaic.mosaic.scale)),
        )
        # read when it is wanted: the window does not wait for its dialogs
        from ftd_gui.pages.animation_dialog import AnimationDialog

        dialog = AnimationDialog(seen.folder, plan, self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.made.connect(
            partial(self._on_animation_made, self._file_name("evolution", part, cell))
        )
        dialog.open()

    def _on_animation_made(self, name: str, kind: str, content: bytes) -> None:
        self.save_requested.emit(tr("Save animation"), name, kind, lambda: content)


def png_of(picture: QImage) -> bytes:
    """The picture as the bytes of a PNG."""
    array = QByteArray()
    buffer = QBuffer(array)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # pyright: ignore[reportArgumentType, reportCallIssue]
    return bytes(array.data())
