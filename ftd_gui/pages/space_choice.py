"""The three pixel spaces of a set from elsewhere, each with the set as it looks if that is the one."""

from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ftd_engine.job_requests import InspectResult
from ftd_gui.theme import SPACE_PX
from ftd_gui.views.hugging import hugging
from ftd_gui.words import marked, tr

SpaceName = Literal["mean-std", "zca", "rgb"]
SPACE_WORDS: dict[SpaceName, tuple[str, str]] = {
    "rgb": (marked("Plain colours"), marked("Numbers from 0, black, to 1, full.")),
    "mean-std": (marked("Normalised"), marked("Mean and spread of each channel taken out.")),
    "zca": (marked("ZCA-whitened"), marked("Neighbouring pixels made independent.")),
}
PICTURE_PX = 190


class _SpaceCard(QFrame):
    """One space: its button, its picture, what it means."""

    def __init__(self, name: SpaceName, parent: QWidget) -> None:
        super().__init__(parent)
        title, help_text = map(tr, SPACE_WORDS[name])
        self.setProperty("look", "card")
        self.button = hugging(QRadioButton(title, self))
        self.button.setToolTip(help_text)
        self.picture = QLabel(self)
        self.picture.setFixedSize(PICTURE_PX, PICTURE_PX)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(tr("The set read as: {title}").format(title=title))
        self.remark = QLabel(help_text, self)
        self.remark.setProperty("look", "soft")
        self.remark.setWordWrap(True)
        # two lines whatever it says, so that nothing moves when it changes
        self.remark.setMinimumHeight(2 * self.remark.fontMetrics().lineSpacing())
        self.remark.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE_PX, 2 * SPACE_PX, 2 * SPACE_PX, 2 * SPACE_PX)
        column.setSpacing(SPACE_PX)
        for widget in (self.button, self.picture, self.remark):
            column.addWidget(widget)
        column.addStretch(1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The whole card chooses, the picture too."""
        if self.button.isEnabled() and self.rect().contains(event.position().toPoint()):
            self.button.click()
        super().mouseReleaseEvent(event)


class SpaceChoice(QWidget):
    """Three cards, of which the right one is recognised by its picture.

    Signals:
        changed(): another space was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.cards: dict[SpaceName, _SpaceCard] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE_PX)
        for name in SPACE_WORDS:
            card = _SpaceCard(name, self)
            self._group.addButton(card.button)
            card.button.toggled.connect(self._on_toggled)
            self.cards[name] = card
            row.addWidget(card, 1)

    @property
    def chosen(self) -> SpaceName | Literal[""]:
        """The chosen space; empty while none is."""
        for name, card in self.cards.items():
            if card.button.isChecked():
                return name
        return ""

    def show_found(self, found: InspectResult | None) -> None:
        """Show a set in each space; the space that its files say is chosen, a guess never is."""
        self._group.setExclusive(False)
        for name, card in self.cards.items():
            picture = QPixmap(found.pictures.get(name, "")) if found else QPixmap()
            card.picture.setPixmap(_fitted(picture))
            card.button.setChecked(found is not None and found.space == name)
            words = tr(SPACE_WORDS[name][1])
            if found is not None and found.space == name:
                words = tr("The files say so.")
            elif found is not None and not found.space and found.likely == name:
                words = tr("The numbers look like this.")
            card.remark.setText(words)
            # not the whole card: what a space means can be read before there is something to choose for
            card.button.setEnabled(found is not None)
        self._group.setExclusive(True)
        self.changed.emit()

    def _on_toggled(self) -> None:
        self.changed.emit()


def _fitted(picture: QPixmap) -> QPixmap:
    """The picture as large as its place allows: pixels whole where it grows, smooth where it shrinks."""
    longest = max(picture.width(), picture.height())
    if picture.isNull() or longest == PICTURE_PX:
        return picture
    factor = PICTURE_PX // longest
    size = QSize(PICTURE_PX, PICTURE_PX)
    if factor:
        size = QSize(factor * picture.width(), factor * picture.height())
    smooth = Qt.TransformationMode.SmoothTransformation
    mode = Qt.TransformationMode.FastTransformation if factor else smooth
    return picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, mode)
