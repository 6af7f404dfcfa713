"""What can be taken from the mosaic: one image, the images of its class, all of them; one class alone."""

from functools import partial
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from ftd_gui.views.mosaic_layout import Cell
from ftd_gui.words import tr

Part = Literal["image", "class", "all"]
Deed = Literal["copy", "save", "animate"]


class MosaicMenu(QMenu):
    """Copy, save and animate, for each part.

    Signals:
        picture_requested(str, object, bool): the `Part`, the `Cell` that it is about or None, and
            whether it goes to a file rather than to the clipboard.
        animation_requested(str, object): the `Part` over all iterations, and the `Cell` or None.
        only_requested(object): see the class of this `Cell` alone, or all classes for None.

    Attributes:
        animates: offers to animate; not where the sets of two runs stand side by side.
        filters: offers a class alone; there neither.
        is_filtered: some classes are left out already.
    """

    picture_requested = Signal(str, object, bool)
    animation_requested = Signal(str, object)
    only_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.animates = True
        self.filters = True
        self.is_filtered = False
        self._cell: Cell | None = None
        deeds: tuple[Deed, ...] = ("copy", "save", "animate")
        for deed in deeds:
            if self.actions():
                self.addSeparator()
            for part in ("image", "class", "all"):
                action = self.addAction("")
                action.setData((part, deed))
                action.triggered.connect(partial(self._on_chosen, part, deed))
        self._filter_line = self.addSeparator()
        self._only_action = self.addAction("")
        self._only_action.triggered.connect(self._on_only_chosen)
        self._all_action = self.addAction(tr("Show all classes"))
        self._all_action.triggered.connect(self._on_all_chosen)
        self.show_for(None, "")

    def show_for(self, cell: Cell | None, class_name: str) -> None:
        """Be about this image and its class; about all only where there is none."""
        self._cell = cell
        # in a menu & marks a letter
        class_name = class_name.replace("&", "&&")
        words = {
            "image": tr("image {place} of {class_name}"),
            "class": tr("all of {class_name}"),
            "all": tr("all images"),
        }
        deeds = {
            "copy": tr("Copy {what}"),
            "save": tr("Save {what}\u2026"),
            "animate": tr("Animate {what}\u2026"),
        }
        place = cell.place if cell else 0
        can_filter = self.filters and cell is not None
        self._filter_line.setVisible(can_filter or (self.filters and self.is_filtered))
        self._only_action.setText(tr("Show only {name}").format(name=class_name))
        self._only_action.setVisible(can_filter)
        self._all_action.setVisible(self.filters and self.is_filtered)
        for action in self.actions():
            if action.data() is not None:
                part, deed = action.data()
                what = words[part].format(place=place, class_name=class_name)
                action.setText(deeds[deed].format(what=what))
                is_about = cell is not None or part == "all"
                action.setVisible(is_about and (self.animates or deed != "animate"))

    def take(self, deed: Deed, cell: Cell | None) -> None:
        """Do this with one image, or with all where it is about none, without being opened."""
        self._cell = cell
        self._on_chosen("all" if cell is None else "image", deed)

    def _on_chosen(self, part: Part, deed: Deed, _checked: bool = False) -> None:
        if deed == "animate":
            self.animation_requested.emit(part, self._cell)
        else:
            self.picture_requested.emit(part, self._cell, deed == "save")

    def _on_only_chosen(self) -> None:
        self.only_requested.emit(self._cell)

    def _on_all_chosen(self) -> None:
        self.only_requested.emit(None)
