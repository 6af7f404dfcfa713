"""Commands for what stands on the pages and beside them: plots, images, queue, list of runs.

Each does what a button or a context menu of that part does. Which part it is about, and when it can be given,
is known to `plot_commands`, `image_commands` and `list_commands`.
"""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from ftd_gui.plots.plot_menu import EXPORTS, ExportKind
from ftd_gui.plots.smoothing_box import CHOICES, smoothing_words
from ftd_gui.words import tr


class PartActions:
    """The actions, their icons and their menus.

    Attributes:
        icons: name of the icon of each action that has one.
        queue_menu, plot_menu, images_menu, smoothing_menu: all of them are in these, but for those of
            the Run menu.
    """

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.icons: dict[QAction, str] = {}
        self.add_to_queue = self._action(tr("Add to queue"), "queue")
        self.add_to_comparison = self._action(tr("Add to comparison"), "compare")
        self.queue_hold = self._action(tr("Hold the queue"), "pause")
        self.queue_up = self._action(tr("Move the entry up"), "up")
        self.queue_down = self._action(tr("Move the entry down"), "down")
        self.queue_copy = self._action(tr("Duplicate the entry"), "copy")
        self.queue_remove = self._action(tr("Remove the entry"), "remove")
        self.queue_menu = QMenu(tr("Queue"), window)
        self.queue_menu.addActions([self.queue_hold, self.queue_up, self.queue_down])
        self.queue_menu.addActions([self.queue_copy, self.queue_remove])
        self._make_plot_actions()
        self._make_image_actions()

    def _make_plot_actions(self) -> None:
        self.log_x = self._action(tr("Logarithmic x axis"), "", is_checkable=True)
        self.log_y = self._action(tr("Logarithmic y axis"), "", is_checkable=True)
        self.box_zoom = self._action(tr("Zoom into a box"), "", is_checkable=True)
        self.fit_plot = self._action(tr("Show everything"), "fit")
        self.enlarge_plot = self._action(tr("Enlarge, or see all plots again"), "enlarge")
        words = dict(EXPORTS)
        self.plot_picture = self._action(tr(words["picture"]), "export")
        self.plot_points = self._action(tr(words["points"]), "save")
        self.plot_lines = self._action(tr(words["lines"]), "save")
        self.plot_copy = self._action(tr(words["copy"]), "copy")
        self.exports: dict[ExportKind, QAction] = {
            "picture": self.plot_picture,
            "points": self.plot_points,
            "lines": self.plot_lines,
            "copy": self.plot_copy,
        }
        self.smoothings = [
            self._action(smoothing_words(choice), "", is_checkable=True) for choice in CHOICES
        ]
        self.smoothing_menu = QMenu(tr("Smoothing"), self._window)
        self.smoothing_menu.addActions(self.smoothings)
        self.plot_menu = QMenu(tr("&Plot"), self._window)
        self.plot_menu.addActions([self.log_x, self.log_y])
        self.plot_menu.addMenu(self.smoothing_menu)
        self.plot_menu.addSeparator()
        self.plot_menu.addActions([self.box_zoom, self.fit_plot, self.enlarge_plot])
        self.plot_menu.addSeparator()
        self.plot_menu.addActions(list(self.exports.values()))

    def _make_image_actions(self) -> None:
        self.view_images = self._action(tr("View images"), "images")
        self.play = self._action(tr("Play through the stored iterations"), "play")
        self.best_set = self._action(tr("Best set"), "done")
        self.histogram = self._action(tr("Pixel histogram"), "", is_checkable=True)
        words = tr("Compare the images with others")
        self.compare_images = self._action(words, "", is_checkable=True)
        self.copy_image = self._action(tr("Copy images"), "copy")
        self.save_image = self._action(tr("Save images…"), "save")
        self.animate_image = self._action(tr("Animate images…"), "demo")
        self.images_menu = QMenu(tr("&Images"), self._window)
        self.images_menu.addActions([self.view_images, self.play, self.best_set])
        self.images_menu.addSeparator()
        self.images_menu.addActions([self.histogram, self.compare_images])
        self.images_menu.addSeparator()
        self.images_menu.addActions([self.copy_image, self.save_image, self.animate_image])

    def _action(self, text: str, icon: str, is_checkable: bool = False) -> QAction:
        action = QAction(text, self._window)
        # in a menu a picture would stand where the tick belongs
        action.setCheckable(is_checkable)
        if icon:
            self.icons[action] = icon
        return action


def offer(action: QAction, why_not: str, tip: str) -> None:
    """A command can be given, and this is what it does; or it cannot, for this reason."""
    action.setEnabled(not why_not)
    action.setToolTip(why_not or tip)
