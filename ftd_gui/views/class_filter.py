"""Which classes of a set are looked at: all, or those that a few words name."""

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ftd_engine.snapshot import Snapshot
from ftd_gui.views.hint_text import say_hint
from ftd_gui.words import tr

WIDTH_PX = 132
BESIDE_HINT_PX = 24

_NUMBER = re.compile(r"\d+")
_RANGE = re.compile(r"(\d+)\s*[-\u2013]\s*(\d+)")


def matching_classes(names: Sequence[str], text: str) -> tuple[int, ...]:
    """Numbers of the classes that a text names, ascending; all of them where it is empty.

    Args:
        names: by class.
        text: parts of names, numbers of classes and ranges of them such as "0-3", with commas
            between.
    """
    terms = [term.strip().casefold() for term in text.split(",") if term.strip()]
    if not terms:
        return tuple(range(len(names)))
    return tuple(
        number
        for number, name in enumerate(names)
        if any(_is_named(number, name.casefold(), term) for term in terms)
    )


def _is_named(number: int, name: str, term: str) -> bool:
    if _NUMBER.fullmatch(term):
        return number == int(term)
    if found := _RANGE.fullmatch(term):
        return int(found[1]) <= number <= int(found[2])
    return term in name


class ShownClasses:
    """The classes that are chosen, and what is left of a set with only these."""

    def __init__(self) -> None:
        self._all: tuple[str, ...] = ()
        self._text = ""
        self.numbers: tuple[int, ...] = ()
        """Numbers of the chosen classes, ascending."""
        self._cut: list[tuple[Snapshot, bool, Snapshot]] = []

    def choose(self, names: Sequence[str], text: str) -> None:
        """Choose by a text among the classes of these names."""
        if (tuple(names), text) != (self._all, self._text):
            self._all, self._text = tuple(names), text
            self.numbers = matching_classes(names, text)
            self._cut = []

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the chosen classes."""
        return tuple(self._all[number] for number in self.numbers)

    @property
    def are_all(self) -> bool:
        """Whether nothing is left out."""
        return len(self.numbers) == len(self._all)

    def images_of(self, snapshot: Snapshot) -> list[int]:
        """Numbers of the images that are left, in the whole set."""
        return np.flatnonzero(np.isin(snapshot.labels, self.numbers)).tolist()

    def of(self, snapshot: Snapshot, is_coloured: bool = True) -> Snapshot:
        """The set with the chosen classes only, which are counted anew; the same one for the same.

        Args:
            snapshot: a whole set.
            is_coloured: in colours; else whitened images stay the numbers that are trained on.
        """
        is_coloured = is_coloured or not snapshot.views
        if self.are_all and is_coloured:
            return snapshot
        for whole, was_coloured, cut in self._cut:
            if whole is snapshot and was_coloured == is_coloured:
                return cut
        kept = self.images_of(snapshot)
        views = snapshot.views if is_coloured else {}
        cut = replace(
            snapshot,
            images={name: images[kept] for name, images in snapshot.images.items()},
            views={name: colours[kept] for name, colours in views.items()},
            labels=np.searchsorted(np.array(self.numbers), snapshot.labels[kept]),
            soft_labels=None,
        )
        # a set and the one that it is compared with
        self._cut = [*self._cut[-1:], (snapshot, is_coloured, cut)]
        return cut


class ClassFilterEdit(QLineEdit):
    """The text.

    Signals:
        left(): Enter or Escape was pressed: the keys belong to the images again.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        say_hint(self, tr("Filter classes"))
        self.setClearButtonEnabled(True)
        needed = self.fontMetrics().horizontalAdvance(self.placeholderText()) + BESIDE_HINT_PX
        self.setFixedWidth(max(needed, WIDTH_PX))
        self.setAccessibleName(tr("Filter the classes by name or number"))
        self.setToolTip(
            tr(
                "Shows only the classes with this in their name, or of this number: \u201cboot\u201d, "
                "\u201c3\u201d, \u201c0-4, coat\u201d. / comes here, Escape shows all again; O on an "
                "image shows its class alone."
            )
        )

    def keyPressEvent(self, arg__1: QKeyEvent) -> None:
        if arg__1.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif arg__1.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(arg__1)
