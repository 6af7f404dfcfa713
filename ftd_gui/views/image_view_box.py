"""Chooses the view through which images are looked at; there only where a plug-in adds one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from ftd_engine.plug_ins import installed_of
from ftd_gui.views.plug_in_words import add_choice
from ftd_gui.words import tr

SHOWN_LETTERS = 14


class ImageViewBox(QComboBox):
    """The images as they are, or through the view of a plug-in.

    Signals:
        view_chosen(str): qualified name of the view; empty for the images as they are.
    """

    view_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem(tr("As they are"), "")
        for each in installed_of("image_view"):
            add_choice(self, "image_view", each.qualified_name)
        self.setAccessibleName(tr("View of the images"))
        self.setToolTip(
            tr("Look at the images as they are, or through a view that a plug-in adds.")
        )
        self.setAccessibleDescription(self.toolTip())
        # the row is full: a long name is whole in the list
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(SHOWN_LETTERS)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 24)
        # also where the same one is chosen again, such as after a view that failed
        self.activated.connect(self._on_activated)

    @property
    def has_views(self) -> bool:
        """Whether there is anything to choose."""
        return self.count() > 1

    def reset(self) -> None:
        """Show that the images are seen as they are; tells of no choice."""
        self.setCurrentIndex(0)

    def _on_activated(self) -> None:
        self.view_chosen.emit(self.currentData())
