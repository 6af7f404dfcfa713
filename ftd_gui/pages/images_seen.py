"""What the user of the Images page looks at, to be remembered and taken up again."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject

from ftd_engine.snapshot import Snapshot
from ftd_gui.pages.images_head import ImagesHead
from ftd_gui.views.class_filter import ClassFilterEdit
from ftd_gui.views.contrast import Contrast
from ftd_gui.views.image_mosaic import ImageMosaic
from ftd_gui.views.iteration_bar import IterationBar


@dataclass(frozen=True, slots=True)
class ImagesSeen:
    """How the page was left.

    Attributes:
        iteration: the stored set that was shown; None where there was none.
        follows: each newer set was shown as soon as it was stored.
        series: "raw" or "ema"; empty where no set was shown.
        contrast: how colours were shown.
        classes: the text by which classes were chosen.
        zoom: screen pixels for one image pixel; None where everything was in sight.
    """

    iteration: int | None = None
    follows: bool = False
    series: str = ""
    contrast: Contrast = field(default_factory=Contrast)
    classes: str = ""
    zoom: float | None = None


class SeenImages(QObject):
    """Reads off the page how it is looked at, and brings that back for the run that is shown."""

    def __init__(
        self,
        bar: IterationBar,
        head: ImagesHead,
        classes: ClassFilterEdit,
        mosaic: ImageMosaic,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bar = bar
        self._head = head
        self._classes = classes
        self._mosaic = mosaic
        self._series = ""
        self._unmet: ImagesSeen | None = None

    def seen(self) -> ImagesSeen:
        """How the page is looked at now."""
        seen = ImagesSeen(
            self._bar.iteration,
            self._bar.follow_box.isEnabled() and self._bar.follow_box.isChecked(),
            self._series,
            self._head.contrast.contrast,
            self._classes.text(),
            None if self._mosaic.is_fitted else self._mosaic.mosaic.scale,
        )
        unmet = self._unmet
        if unmet is None:
            return seen
        # its set has not arrived yet
        return replace(seen, iteration=unmet.iteration, series=unmet.series, zoom=unmet.zoom)

    def see(self, seen: ImagesSeen) -> None:
        """Look at the shown run in this way; what it does not have is left out."""
        self._head.contrast.choose(seen.contrast)
        self._classes.setText(seen.classes)
        if seen.series:
            self._head.choose_series(seen.series)
        if seen.follows and self._bar.follow_box.isEnabled():
            self._bar.follow_box.setChecked(True)
        elif seen.iteration is not None:
            self._bar.wait_for(seen.iteration)
        self._unmet = seen

    def meet(self, snapshot: Snapshot | None, series: str) -> None:
        """This set is shown now, or none any more; the zoom fits once it is the one that was left."""
        self._series = series if snapshot is not None else ""
        unmet = self._unmet
        if snapshot is None:
            self._unmet = None
        elif unmet is not None and not self._bar.is_awaiting:
            self._unmet = None
            if unmet.zoom is not None:
                self._mosaic.zoom_to(unmet.zoom)
