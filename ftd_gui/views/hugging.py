"""Boxes to tick, or to choose one of, that end where their words end."""

from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton, QSizePolicy

Box = TypeVar("Box", bound=QAbstractButton)


def hugging(box: Box) -> Box:
    """The same box, never wider than its words.

    Qt lets it grow with its column, and the ring of the focus with it: it would surround what is no
    part of the control, and a click far from the words would change it.
    """
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return box
