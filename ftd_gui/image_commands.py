"""What the menus do with images: those with the focus, or else the first that are seen."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget

from ftd_gui.pages.compare_page import ComparePage
from ftd_gui.pages.images_page import ImagesPage
from ftd_gui.pages.monitor_page import MonitorPage
from ftd_gui.part_actions import PartActions, offer
from ftd_gui.runs.open_runs import OpenRuns
from ftd_gui.views.image_mosaic import ImageMosaic
from ftd_gui.views.iteration_bar import IterationBar
from ftd_gui.views.mosaic_menu import Deed
from ftd_gui.words import tr


class ImageCommands(QObject):
    """Wires between actions and the tools of the pages that show images."""

    def __init__(
        self,
        window: QWidget,
        actions: PartActions,
        runs: OpenRuns,
        pages: tuple[MonitorPage, ImagesPage, ComparePage],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._runs = runs
        monitor, images, compare = pages
        head, pair = images.head, compare.pair
        self._bars: tuple[IterationBar, ...] = (images.bar, pair.bar)
        self._mosaics: tuple[ImageMosaic, ...] = (
            images.mosaic,
            *(side.mosaic for side in pair.sides),
        )
        self._tools: tuple[tuple[QAction, QAbstractButton], ...] = (
            (actions.best_set, head.best_button),
            (actions.histogram, head.histogram_button),
            (actions.compare_images, head.compare_button),
        )
        for action, button in self._tools:
            action.triggered.connect(partial(self._on_tool, button))
        actions.view_images.triggered.connect(monitor.images_button.click)
        actions.play.triggered.connect(self._on_play)
        self._deeds: dict[Deed, QAction] = {
            "copy": actions.copy_image,
            "save": actions.save_image,
            "animate": actions.animate_image,
        }
        for deed, action in self._deeds.items():
            action.triggered.connect(partial(self._on_deed, deed))

    def _mosaic(self) -> ImageMosaic | None:
        shown = [each for each in self._mosaics if each.isVisible() and each.seen is not None]
        focused = [each for each in shown if each is self._window.focusWidget()]
        return next(iter(focused or shown), None)

    def _bar(self) -> IterationBar | None:
        return next((bar for bar in self._bars if bar.isVisible()), None)

    def renew(self) -> None:
        """Offer what can be done with what is seen now."""
        actions, session = self._actions, self._runs.shown
        has_sets = session is not None and bool(session.store.snapshots)
        no_sets = "" if has_sets else tr("No images are stored yet")
        offer(actions.view_images, no_sets, tr("Look at the synthetic set as it is now."))
        unseen = tr("No images are seen here; they are on the Images page")
        for action, button in self._tools:
            offer(action, "" if button.isVisible() else unseen, button.toolTip())
            action.setChecked(button.isChecked())
        mosaic, bar = self._mosaic(), self._bar()
        if bar is None:
            offer(actions.play, unseen, "")
        else:
            is_single = not bar.play_button.isEnabled()
            why_not = tr("One stored set cannot be played") if is_single else ""
            offer(actions.play, why_not, bar.play_button.toolTip())
            actions.play.setText(bar.play_button.accessibleName())
        tip = tr("The selected image, or all where none is selected")
        for action in self._deeds.values():
            offer(action, "" if mosaic else unseen, tip)
        if mosaic is not None and not mosaic.menu.animates:
            offer(actions.animate_image, tr("Sets are animated on the Images page"), tip)

    def _on_tool(self, button: QAbstractButton, _checked: bool = False) -> None:
        button.click()
        self.renew()

    def _on_play(self) -> None:
        if (bar := self._bar()) is not None:
            bar.play_button.click()
        self.renew()

    def _on_deed(self, deed: Deed, _checked: bool = False) -> None:
        if (mosaic := self._mosaic()) is not None:
            mosaic.menu.take(deed, mosaic.selected)
