"""Two mosaics that are looked at together: the same class stands at the same place of both."""

from dataclasses import replace

from PySide6.QtCore import QPointF
from PySide6.QtGui import QHideEvent, QShowEvent

from ftd_gui.theme import Theme
from ftd_gui.views.image_mosaic import ImageMosaic
from ftd_gui.views.mosaic_layout import MosaicLayout, fitting_layout


class PairedMosaic(ImageMosaic):
    """One of two; zoom and place of both are one, as long as their sets have as many classes and pixels."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._partner: PairedMosaic | None = None
        self._is_following = False

    def pair_with(self, partner: "PairedMosaic") -> None:
        """Be looked at together with this one, which is told the same."""
        self._partner = partner

    @property
    def _fellow(self) -> "PairedMosaic | None":
        """The other one, where it can be looked at together with this one."""
        other = self._partner
        if other is None or self.seen is None or other.seen is None:
            return None
        if self.isHidden() or other.isHidden():
            return None
        return other if _kind(self.mosaic) == _kind(other.mosaic) else None

    # ------------------------------------------------ what the other one asks

    @property
    def room_px(self) -> tuple[int, int]:
        """Width and height that it can fill."""
        return self._room()[0]

    @property
    def names_px(self) -> int:
        """Width of its longest name beside the images."""
        return self._label_px()

    def take(self, layout: MosaicLayout, *, is_fitted: bool) -> None:
        """Lay the images out as in the other one; each keeps its own number of them."""
        self.is_fitted = is_fitted
        self._set_layout(replace(layout, counts=self._layout.counts))

    def follow(self, across: int, down: int) -> None:
        """Show the place that the other one was scrolled to, without leading it back."""
        # it may not reach as far
        self._is_following = True
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)
        self._is_following = False

    def fit_again(self) -> None:
        """What stands beside it has come or gone."""
        if self.is_fitted and self._seen is not None:
            self._fit()

    # ------------------------------------------------ what it does for both

    def _fit(self) -> None:
        other = self._fellow
        if other is None:
            super()._fit()
            return
        _, bars_px = self._room()
        known = self._layout
        # with as much room as the larger class of both takes and as the smaller window has
        shared = fitting_layout(
            tuple(map(max, known.counts, other.mosaic.counts)),
            known.height,
            known.width,
            (max(self.names_px, other.names_px), self._head_px()),
            (min(self.room_px[0], other.room_px[0]), min(self.room_px[1], other.room_px[1])),
            bars_px[0],
        )
        shared = replace(shared, least_lines=shared.lines_per_class)
        self.take(shared, is_fitted=True)
        other.take(shared, is_fitted=True)

    def zoom_to(self, scale: float, anchor: QPointF | None = None) -> None:
        """Zoom both, so that what lies under `anchor` stays there in this one."""
        super().zoom_to(scale, anchor)
        other = self._fellow
        if other is not None:
            other.take(self._layout, is_fitted=False)
            self._lead(other)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        other = self._fellow
        if other is not None and not self._is_following:
            self._lead(other)

    def _lead(self, other: "PairedMosaic") -> None:
        other.follow(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit_again()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._partner is not None:
            self._partner.fit_again()


def _kind(layout: MosaicLayout) -> tuple[int, int, int]:
    """Only sets of as many classes and pixels have the same places."""
    return len(layout.counts), layout.height, layout.width
