"""What the user of the Images page looks at, to be remembered and taken up again."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ftd_engine.snapshot import Snapshot
from ftd_gui.views.contrast import Contrast

if TYPE_CHECKING:
    from ftd_gui.pages.images_page import ImagesPage


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

    def __init__(self, page: "ImagesPage") -> None:
        super().__init__(page)
        self._page = page
        self._unmet: ImagesSeen | None = None
        page.set_shown.connect(self._on_set_shown)

    def seen(self) -> ImagesSeen:
        """How the page is looked at now."""
        if self._unmet is not None:
            # its set has not arrived yet
            return self._unmet
        page = self._page
        return ImagesSeen(
            page.bar.iteration,
            page.bar.follow_box.isEnabled() and page.bar.follow_box.isChecked(),
            page.pictures.seen.series if page.pictures.seen else "",
            page.contrast.contrast,
            page.filter_edit.text(),
            None if page.mosaic.is_fitted else page.mosaic.mosaic.scale,
        )

    def see(self, seen: ImagesSeen) -> None:
        """Look at the shown run in this way; what it does not have is left out."""
        page = self._page
        page.contrast.choose(seen.contrast)
        page.filter_edit.setText(seen.classes)
        if seen.series in page.series_buttons:
            page.choose_series(seen.series)
        page.refresh(frozenset())
        if seen.follows and page.bar.follow_box.isEnabled():
            page.bar.follow_box.setChecked(True)
        elif seen.iteration is not None:
            page.bar.go_to(seen.iteration)
        if page.bar.iteration is not None:
            self._unmet = seen

    def _on_set_shown(self, snapshot: Snapshot | None) -> None:
        unmet, self._unmet = self._unmet, None
        if unmet is not None and snapshot is not None and unmet.zoom is not None:
            self._page.mosaic.zoom_to(unmet.zoom)
